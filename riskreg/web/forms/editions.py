"""The forms of a month's report: its words, putting it forward, sealing it, beginning a correction."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskreg.web.forms import sayings
from riskreg.web.forms.fields import words


class EditionForm(forms.Form):
    """One act on an edition; `rev` is the version of the draft that was seen."""

    rev = forms.IntegerField(required=False, min_value=1, max_value=999_999_999, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sayings.teach(self)

    def is_optional(self, name: str) -> bool:
        return sayings.is_optional(self, name)


class WordsForm(EditionForm):
    """The words of the edition that comes."""

    headline = words(
        gettext_lazy("Headline"), required=False, rows=2, longest=600,
        help_text=gettext_lazy("Leave it empty to keep the sentence that is computed from the figures."),
    )  # fmt: skip
    language = forms.ChoiceField(label=gettext_lazy("Language of the report"), choices=settings.LANGUAGES)


class ForwardForm(EditionForm):
    """To management, with a reason when something is still missing; else the field is not there."""

    reason = words(gettext_lazy("Why it goes out with this still open"))

    def __init__(self, *args: Any, blocking: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not blocking:
            del self.fields["reason"]


class GiveUpForm(EditionForm):
    """A correction that is not made after all."""

    why = words(gettext_lazy("Why the correction is given up"), rows=2)


class CorrectForm(EditionForm):
    reason = words(
        gettext_lazy("What the next edition corrects"),
        help_text=gettext_lazy("Printed on the next edition. The sealed one stays as it is, and both can be opened."),
    )


class SealForm(EditionForm):
    """`read` is the digest of the data that the page showed."""

    read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        label=gettext_lazy("I have read the report, and it can no longer be changed after this")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].error_messages["required"] = _("Tick this once you have read the report")

    def show(self, seen: dict[str, Any]) -> None:
        """Let the form carry what its page shows now; what was agreed to about something else is asked again."""
        self.initial.update(seen)
        if self.is_bound:
            is_same = all(self.data.get(name) == str(value) for name, value in seen.items())
            self.data = {**self.data.dict(), **seen} if is_same else dict(seen)

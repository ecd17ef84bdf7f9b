"""The forms of the admin: every change says why, and which version was seen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect
from django.utils.translation import gettext_lazy as _

from riskreg.models import Role
from riskreg.vocabulary.errors import Refused

# A record's number has fewer digits than any database's largest.
LONGEST_NUMBER = 18


def is_number(typed: object) -> bool:
    """Whether it can be the number of a record."""
    text = str(typed)
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER


class Picked(AutocompleteSelect):
    """The admin's search field, which also survives what is no number: the field then says so."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, [one for one in value if not one or is_number(one)], attr)


class RecordForm(forms.ModelForm):
    """A record's own fields, the reason, and the version that the page showed."""

    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=4000,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text=_("Stands in the history beside your name."),
    )
    # Not "rev": the record has a field of that name, which is never typed.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # Set by the admin when the service refused what was typed.
    refused: Refused | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        changing = self.instance.pk is not None
        if "reason" in self.fields:
            self.fields["reason"].required = changing
        if "seen" in self.fields:
            self.fields["seen"].required = changing
            self.fields["seen"].initial = getattr(self.instance, "rev", None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.refused is not None:
            self.add_error(self._place(self.refused), self.refused.message)
        return cleaned

    def _place(self, refused: Refused) -> str | None:
        return refused.code if refused.code in self.fields and refused.code != "seen" else None

    def typed(self) -> dict[str, Any]:
        """What was changed, by the names of the record's own fields.

        A relation that the reader may not see shows as empty; leaving it so leaves it as it is.
        """
        own = {field.name for field in self._meta.model._meta.fields}
        return {
            name: self.cleaned_data[name]
            for name in self.changed_data
            if name in own and not (self.cleaned_data[name] is None and self._is_hidden(name))
        }

    def _is_hidden(self, name: str) -> bool:
        field, key = self.fields[name], self.initial.get(name)
        if key is None or not isinstance(field, forms.ModelChoiceField):
            return False
        return not field.queryset.filter(pk=key).exists()


class SelectionForm(forms.Form):
    """An act on the selected records asks why."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=4000,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text=_("Stands in the history of each of them beside your name."),
    )


class HandOverForm(SelectionForm):
    """Which role gets them; searched as in every other field of the admin."""

    to = forms.ModelChoiceField(label=_("To the role"), queryset=Role.objects.none())
    field_order = ("to", "reason")

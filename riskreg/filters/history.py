"""What the changes of the register can be narrowed by: who, what kind, which record, which act, when, late ones."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskreg import models
from riskreg.filters.base import Pick
from riskreg.filters.security import Day, Words
from riskreg.vocabulary import acts

LARGEST_SAMPLE, LONGEST_SEED = 500, 40
# The noun of an act -> the kind of record whose name heads its acts in the list.
_NOUNS: dict[str, type[Any]] = {
    "context": models.ContextEvent,
    "cycle": models.AssessmentCycle,
    "scale": models.RatingScale,
    "account": models.User,
    "report": models.AuditReport,
    "period": models.ReportingPeriod,
    "update": models.ProgressUpdate,
}


class Request(django_filters.CharFilter):
    """One act, by the key that its versions share; it has no field of its own."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=64, widget=forms.HiddenInput(), **kwargs)


class ChangesFilter(django_filters.FilterSet):
    """Over the versions of every kind at once; `kinds` are those that the reader may be told of.

    It says what is wanted (`wanted`); the statement that finds it is made elsewhere, since it spans all kinds.
    """

    who = Words(label=gettext_lazy("Who"), help_text=gettext_lazy("A name, or part of one"))
    kind = Pick(label=gettext_lazy("Kind"))
    record = Words(
        label=gettext_lazy("Record"), help_text=gettext_lazy("A code, for example RSK-001: with its lines and links")
    )
    act = Pick(label=gettext_lazy("Act"))
    since = Day(label=gettext_lazy("From day"))
    until = Day(label=gettext_lazy("To day"))
    late = Pick(
        label=gettext_lazy("Recorded late"),
        choices=(("1", gettext_lazy("only late or loaded")),),
    )
    request = Request(label=gettext_lazy("One act"))

    def __init__(self, data: Any, *, kinds: list[type[Any]], **kwargs: Any) -> None:
        super().__init__(data, queryset=models.LedgerEntry.objects.none(), **kwargs)
        named = [(str(kind._meta.model_name), capfirst(str(kind._meta.verbose_name))) for kind in kinds]
        self.filters["kind"].extra["choices"] = sorted(named, key=lambda one: one[1].lower())
        self.filters["act"].extra["choices"] = _acts()

    def is_valid(self) -> bool:
        """Also that the days are in order."""
        if not super().is_valid():
            return False
        since, until = self.wanted.get("since"), self.wanted.get("until")
        if since is not None and until is not None and until < since:
            self.form.add_error("until", _("The last day lies before the first"))
        return not self.form.errors

    def refuse_record(self, code: str, *, only_own: bool) -> None:
        """Say that no record has the code; a hidden one looks the same."""
        words = _("The register holds no record with the code “%(code)s”")
        if only_own:
            words = _("You own no record with the code “%(code)s” and never did; its own page shows its history")
        self.form.add_error("record", words % {"code": code})

    @property
    def wanted(self) -> dict[str, Any]:
        """Name -> value of what was asked."""
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}


def _acts() -> list[tuple[str, list[tuple[str, str]]]]:
    """The acts in words, under the kind of record that they are done to."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for act, words in acts.ACT_LABELS.items():
        noun = "period" if act == "report.seal" else act.split(".")[0]
        grouped.setdefault(_noun(noun), []).append((act, capfirst(str(words))))
    return sorted(grouped.items(), key=lambda one: one[0].lower())


def _noun(noun: str) -> str:
    kind = _NOUNS.get(noun)
    if kind is None:
        kind = next(one for one in vars(models).values() if _is_named(one, noun))
    return capfirst(str(kind._meta.verbose_name))


def _is_named(one: Any, noun: str) -> bool:
    return isinstance(one, type) and getattr(getattr(one, "_meta", None), "model_name", "") == noun


class SampleForm(forms.Form):
    """How many changes to draw, and from which seed."""

    sample = forms.RegexField(
        r"^[1-9][0-9]{0,2}\Z", label=gettext_lazy("How many"), initial=25,
        widget=forms.TextInput(attrs={"class": "w-number", "inputmode": "numeric"}),
    )  # fmt: skip
    seed = forms.CharField(
        label=gettext_lazy("Seed"), max_length=LONGEST_SEED, strip=True,
        help_text=gettext_lazy("Any words; write them down before you draw"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wrong = _("Expected a whole number from 1 to %(most)d") % {"most": LARGEST_SAMPLE}
        self.fields["sample"].error_messages["invalid"] = wrong

    def clean_sample(self) -> int:
        size = int(self.cleaned_data["sample"])
        if size > LARGEST_SAMPLE:
            raise forms.ValidationError(self.fields["sample"].error_messages["invalid"], code="invalid")
        return size

"""The rows of a month's sheet: one small form an item, its fields filled with what stands, last month's beneath."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskreg.models.indicators import DIGITS
from riskreg.services import updates
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary.choices import Confidence, Impact, LadderResult, Likelihood, MilestoneStatus
from riskreg.web.forms import sayings
from riskreg.web.forms.fields import DayField, NumberField, PromiseField, WholeField, named_choices
from riskreg.web.forms.measures import STEPS

MINE, THEIRS = "mine", "theirs"
# Sent with every row, and nothing that somebody typed.
MECHANISM = ("rev", "again", "pick")


@dataclass(frozen=True)
class Cell:
    """One field of a row: its place, label, control, what stood last month (or `when`), what is wrong."""

    css: str
    id: str
    label: Any
    control: SafeString
    was: Any
    when: str
    errors: tuple[str, ...]


@dataclass(frozen=True)
class Dispute:
    """A field that somebody else changed while it was open here: then, now and mine."""

    label: str
    was: str
    now: str
    mine: str


class RowForm(forms.Form):
    """What every row has: the version that was seen, a note, “no change”, the answer to an open question."""

    noun: ClassVar[str] = ""
    # place in the grid -> the fields in it
    places: ClassVar[dict[str, tuple[str, ...]]] = {}
    # Columns of the record that the fields are filled with, by field; a field that is not here begins empty.
    values: ClassVar[tuple[str, ...]] = ()

    rev = forms.IntegerField(widget=forms.HiddenInput)
    again = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)
    pick = forms.ChoiceField(required=False, choices=[("", ""), (MINE, ""), (THEIRS, "")], widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Note: what changed and why"), required=False, max_length=updates.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 1}),
    )  # fmt: skip
    answer = forms.CharField(
        label=gettext_lazy("Answer"), required=False, max_length=updates.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    unchanged = forms.BooleanField(label=gettext_lazy("No change"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, entry: Any, is_judged: bool = False) -> None:
        self.entry, self.record = entry, entry.record
        self.is_judged = is_judged
        self.disputes: list[Dispute] = []
        self.since: Any = None
        initial = {"rev": self.record.rev, **self.standing(self.record)}
        super().__init__(data, prefix=self.record.code, initial=initial)
        if entry.question is None:
            del self.fields["answer"]
        self.set_up()
        sayings.teach(self)
        self.teach()
        if data is not None and not is_judged:
            # A draft: as it was typed, and nothing said of it.
            self._errors = ErrorDict()

    def clean(self) -> dict[str, Any]:
        """An emptied field is no news and no confirmation: it is asked what was meant."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in self.values:
            was = self.initial.get(name)
            if was not in (None, "") and cleaned.get(name, was) in (None, ""):
                # In few words: the column is narrow.
                self.add_error(name, _("It was %(was)s; fill it in again") % {"was": self._in_words(name, was)})
        return cleaned

    def set_up(self) -> None:
        """Change fields for this record."""

    def teach(self) -> None:
        """Say in words of its own what can be wrong with a field."""

    @classmethod
    def standing(cls, record: Any) -> dict[str, Any]:
        """What the fields hold for a record, or for one of its versions."""
        return {name: getattr(record, name) for name in cls.values}

    @property
    def said(self) -> list[str]:
        """The fields in which something was typed or changed."""
        return [name for name in self.changed_data if name not in MECHANISM]

    @property
    def is_touched(self) -> bool:
        return self.is_bound and bool(self.said)

    @property
    def is_open(self) -> bool:
        """Said already this month, and opened to be said again."""
        return bool(self.is_bound and self["again"].value())

    def row(self) -> Any:
        """What the service is told."""
        raise NotImplementedError

    def told(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "code": self.record.code,
            "rev": cleaned["rev"],
            "unchanged": cleaned["unchanged"],
            "note": cleaned["note"],
            "answer": cleaned.get("answer", ""),
        }

    # --- what the page shows
    def last_month(self, name: str) -> Any:
        """What the field held when the month began, in words; None for a field that has no last month."""
        return None

    def told_for(self, name: str) -> str:
        """The period of what stands under the field, where that is not the month before."""
        return ""

    def cells(self) -> list[Cell]:
        return [self._cell(css, name) for css, names in self.places.items() for name in names if name in self.fields]

    def answer_cell(self) -> Cell:
        return self._cell("q", "answer")

    def tick(self) -> Cell:
        return self._cell("a", "unchanged")

    def _cell(self, css: str, name: str) -> Cell:
        bound, was = self[name], self.last_month(name)
        errors = tuple(str(one) for one in bound.errors) if self.is_judged else ()
        described = [f"{bound.auto_id}-was"] * (was is not None) + [f"{bound.auto_id}-error"] * bool(errors)
        attributes: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
        if errors:
            attributes["aria-invalid"] = "true"
        return Cell(
            css, bound.auto_id, bound.label, bound.as_widget(attrs=attributes), was, self.told_for(name), errors
        )

    @property
    def problems(self) -> list[tuple[str, str]]:
        """The address of the field on the page, and what is wrong with it."""
        if not self.is_judged:
            return []
        found = [
            (self[name].auto_id, str(one)) for name in self.fields if name not in MECHANISM for one in self[name].errors
        ]
        return found + [(self.anchor, str(one)) for one in self.non_field_errors()]

    @property
    def own_problems(self) -> list[str]:
        """What is wrong with the row as a whole."""
        return [str(one) for one in self.non_field_errors()] if self.is_judged else []

    @property
    def anchor(self) -> str:
        return f"row-{self.record.code}"

    # --- a version that is gone
    def settle(self, before: Any) -> dict[str, str]:
        """This row's data on the version that stands now; `disputes` holds every field that changed meanwhile.

        A row in which nothing was typed takes what stands; in any other mine stays as it was until theirs is taken.
        """
        data = {self.add_prefix(name): str(self[name].value() or "") for name in self.fields}
        if not self["unchanged"].value():
            data.pop(self.add_prefix("unchanged"))
        then, now = self.standing(before), self.standing(self.record)
        is_mine = self._says_more_than(then)
        for name in self.values:
            field, mine = self.fields[name], self[name].value()
            if not is_mine:
                data[self.add_prefix(name)] = self._typed(name, now[name])
            elif then[name] != now[name] and field.has_changed(now[name], mine):
                words = [self._in_words(name, one) for one in (then[name], now[name], mine)]
                self.disputes.append(Dispute(str(self[name].label), *words))
        data[self.add_prefix("rev")] = str(self.record.rev)
        return data

    def _says_more_than(self, then: dict[str, Any]) -> bool:
        """Whether anything was typed, against the values with which the row was opened."""
        names = [name for name in self.fields if name not in MECHANISM]
        return any(self.fields[name].has_changed(then.get(name), self[name].value()) for name in names)

    def take_theirs(self) -> dict[str, str]:
        """This row's data with what stands now in the place of the values; the note stays."""
        data = {self.add_prefix(name): str(self[name].value() or "") for name in self.fields if name != "unchanged"}
        data.update({self.add_prefix(name): self._typed(name, self.initial[name]) for name in self.values})
        data[self.add_prefix("pick")] = ""
        return data

    def _typed(self, name: str, value: Any) -> str:
        """A value as a person would type it."""
        sent = self.fields[name].prepare_value(value)
        return "" if sent is None else str(sent)

    def _in_words(self, name: str, value: Any) -> str:
        words = {str(key): str(label) for key, label in getattr(self.fields[name], "choices", ())}
        typed = self._typed(name, value)
        return words.get(typed, typed) or show.NONE


def _month_words(words: type[Any], value: Any) -> str:
    return str(capfirst(words(value).label)) if value not in (None, "") else show.NONE


class MilestoneForm(RowForm):
    """Status and confidence first, then how far, until when, and why."""

    noun = "milestone"
    places = {"s": ("status",), "k": ("confidence",), "p": ("percent",), "d": ("forecast",), "n": ("note",)}
    values = ("status", "confidence", "percent", "forecast")

    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=named_choices(MilestoneStatus))
    confidence = forms.ChoiceField(
        label=gettext_lazy("Confidence"), required=False, choices=[("", "–"), *named_choices(Confidence)]
    )
    percent = WholeField(
        label=gettext_lazy("Done, %"), required=False, min_value=0, max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    forecast = PromiseField(label=gettext_lazy("Forecast"), required=False)

    def set_up(self) -> None:
        field: Any = self.fields["forecast"]
        field.known = self.record.forecast

    def teach(self) -> None:
        """In few words: the column is narrow."""
        told = _("Enter a whole number, 0 to 100")
        self.fields["percent"].error_messages.update(dict.fromkeys(("invalid", "min_value", "max_value"), told))

    @classmethod
    def standing(cls, record: Any) -> dict[str, Any]:
        precise = record.forecast_precision or "day"
        forecast = (record.forecast, precise) if record.forecast else None
        return {**super().standing(record), "forecast": forecast}

    def last_month(self, name: str) -> Any:
        before = self.entry.was
        if name not in self.values:
            return None
        if before is None:
            return show.NONE
        if name == "percent":
            return f"{before.percent} %"
        if name == "forecast":
            return f"{before.forecast:%d-%m-%Y}" if before.forecast else show.NONE
        return _month_words(MilestoneStatus if name == "status" else Confidence, getattr(before, name))

    def row(self) -> updates.MilestoneRow:
        cleaned = self.cleaned_data
        forecast, precision = cleaned["forecast"] or (None, "day")
        return updates.MilestoneRow(
            **self.told(), status=cleaned["status"], percent=cleaned["percent"], forecast=forecast,
            precision=precision, confidence=cleaned["confidence"],
        )  # fmt: skip


def _levels(words: Iterable[Any]) -> list[tuple[Any, str]]:
    return [("", "–"), *((one.value, f"{one.value} {one.label}") for one in words)]


class RiskForm(RowForm):
    noun = "risk"
    places = {"s": ("likelihood",), "k": ("impact",), "n": ("note",)}
    values = ("likelihood", "impact")

    likelihood = forms.TypedChoiceField(
        label=gettext_lazy("Likelihood"), required=False, coerce=int, empty_value=None, choices=_levels(Likelihood)
    )
    impact = forms.TypedChoiceField(
        label=gettext_lazy("Impact"), required=False, coerce=int, empty_value=None, choices=_levels(Impact)
    )

    def set_up(self) -> None:
        self.fields["likelihood"].choices = _levels(Likelihood)  # type: ignore[attr-defined]
        self.fields["impact"].choices = _levels(Impact)  # type: ignore[attr-defined]

    def last_month(self, name: str) -> Any:
        if name not in self.values:
            return None
        value = getattr(self.entry.was, name, None)
        return _("not assessed") if value is None else str(value)

    def row(self) -> updates.RiskRow:
        cleaned = self.cleaned_data
        return updates.RiskRow(**self.told(), likelihood=cleaned["likelihood"], impact=cleaned["impact"])


class MeasureForm(RowForm):
    noun = "measure"
    places = {
        "s": ("step",), "k": ("result",), "t": ("tester",), "d": ("sample_from", "sample_until"), "n": ("note",),
    }  # fmt: skip

    step = forms.ChoiceField(
        label=gettext_lazy("Step judged"), required=False,
        choices=[("", "–"), *((key, str(words).split(":")[0]) for key, words in STEPS)],
    )  # fmt: skip
    result = forms.ChoiceField(
        label=gettext_lazy("Result"), required=False, choices=[("", "–"), *named_choices(LadderResult)]
    )
    tester = forms.CharField(label=gettext_lazy("Tester"), required=False, max_length=200)
    sample_from = DayField(label=gettext_lazy("Sample from"), required=False)
    sample_until = DayField(label=gettext_lazy("Sample until"), required=False)

    def last_month(self, name: str) -> Any:
        """The whole ladder under the step: design, existence, operation."""
        before = self.entry.was
        if name != "step" or before is None:
            return None
        steps = (before.design, before.existence, before.operation)
        return " / ".join(str(LadderResult(one).label) for one in steps)

    def row(self) -> updates.MeasureRow:
        cleaned = self.cleaned_data
        names = ("step", "result", "tester", "sample_from", "sample_until")
        return updates.MeasureRow(**self.told(), **{name: cleaned[name] for name in names})


class IndicatorForm(RowForm):
    noun = "indicator"
    places = {"s": ("value",), "k": ("target",), "n": ("note",)}
    values = ("target",)

    value = NumberField(label=gettext_lazy("Value"), required=False, **DIGITS)
    target = NumberField(label=gettext_lazy("Target value"), required=False, **DIGITS)

    def last_month(self, name: str) -> Any:
        if name != "value" or self.record.actual is None:
            return None
        return number_format(self.record.actual.normalize())

    def told_for(self, name: str) -> str:
        return show.period(self.record.period) if self.record.period else ""

    def row(self) -> updates.IndicatorRow:
        return updates.IndicatorRow(
            **self.told(), value=self.cleaned_data["value"], target=self.cleaned_data["target"]
        )  # fmt: skip


FORMS: dict[str, type[RowForm]] = {
    one.noun: one for one in (MilestoneForm, RiskForm, MeasureForm, IndicatorForm)
}  # fmt: skip

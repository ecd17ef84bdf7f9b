"""Forms on assessment cycles: open one, propose its top list against the list in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.models import AssessmentCycle, Risk, TopRisk
from riskreg.services import cycles
from riskreg.services.cycles import Place
from riskreg.vocabulary.choices import TopChange
from riskreg.web.forms.base import ActForm, CreateForm, WithdrawForm, editing
from riskreg.web.forms.fields import DayField, PickField, WholeField, named_choices, words

NEW_ROWS, MOST_NEW_ROWS = 3, 60
CHANGES = named_choices(one for one in TopChange if one != TopChange.NEW)


class Open(CreateForm):
    """A round of assessments."""

    act, kind, model, list_url = "cycle.open", AssessmentCycle, AssessmentCycle, "top_risks"
    label = _("Open a cycle")
    lede = _("The list in force stays until management decides the list of this cycle.")
    prefix_of_code = "CYC-"
    columns = ("name", "closes_on")

    reason = words(_("Why"), required=False, rows=2)

    def first_values(self) -> dict[str, Any]:
        first = super().first_values()
        year = first["code"].removeprefix(self.prefix_of_code)
        name = gettext("Annual assessment %(year)s") % {"year": year}
        return {**first, "name": name, "closes_on": date(int(year), 12, 31)}

    def next_code(self) -> str:
        """The year after the last cycle that is called by its year; the register's own where there is none."""
        code = super().next_code()
        is_year = len(code) == len("CYC-2026")
        return code if is_year else f"{self.prefix_of_code}{self.register.on.year}"

    def carry_out(self, *, by: Actor, at: datetime) -> AssessmentCycle:
        return cycles.open_cycle(by=by, at=at, **self.typed())


Edit = editing(AssessmentCycle, "cycle", ("name", "closes_on"))


class Withdraw(WithdrawForm):
    act, kind = "cycle.withdraw", AssessmentCycle

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.decided_on is None


@dataclass(frozen=True)
class Row:
    """One risk on the list now, or an empty line for one that comes on it."""

    name: str
    risk: Any
    fields: list[BoundField]


class ProposeList(ActForm):
    """The whole list: a word for every risk on it now, and the new ones."""

    act, kind, slug = "cycle.list", AssessmentCycle, "list"
    label = _("Propose the top list")
    lede = _(
        "Every risk on the list now stays, is reworded or leaves it; new ones come on it. "
        "The order of the list is not a ranking."
    )
    is_proposal = True
    is_main = True
    template = "riskreg/risks/list_form.html"

    reason = words(_("Why this list"))
    needed_by = DayField(label=_("Decision needed by"), required=False)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.decided_on is None

    def set_up(self) -> None:
        self.listed: list[Any] = []
        self.may_see_all = cycles.sees_whole_list(self.register.actor)
        last = {name: self.fields.pop(name) for name in ("reason", "needed_by")}
        if self.may_see_all:
            self.listed = self._listed()
            for risk in self.listed:
                self._add_listed(risk)
            for number in range(1, self._new_rows() + 1):
                self._add_new(number)
        self.fields.update(last)

    def _listed(self) -> list[Any]:
        """The risks on the list in force, in its order."""
        risks = list(self.register.standing(Risk).filter(top_risk=True))
        lines = self.register.lines(TopRisk, "risk", [risk.id for risk in risks])
        for risk in risks:
            places = [line.place for line in lines.get(risk.id, []) if line.place]
            risk.place = places[-1] if places else None
        return sorted(risks, key=lambda risk: (risk.place is None, risk.place, risk.code))

    def _new_rows(self) -> int:
        """Three lines more than were filled in."""
        given = self.data if self.is_bound else self.initial
        filled = [name.removeprefix("new_") for name in given if name.startswith("new_") and given.get(name)]
        asked = [int(one) for one in filled if one.isdecimal() and len(one) < 4]
        return min(max(asked, default=0) + NEW_ROWS, MOST_NEW_ROWS)

    def _add_listed(self, risk: Any) -> None:
        of = risk.code
        self.fields[f"change_{of}"] = forms.ChoiceField(
            label=_label(_("What the list says"), of), choices=CHANGES, initial=TopChange.CONFIRMED.value
        )
        self.fields[f"title_{of}"] = forms.CharField(
            label=_label(_("New title, when reworded"), of), max_length=200, required=False
        )
        self.fields[f"reason_{of}"] = _why(of)
        self.fields[f"place_{of}"] = _place(of, risk.place)

    def _add_new(self, number: int) -> None:
        of = gettext("new risk %(number)d") % {"number": number}
        self.fields[f"new_{number}"] = PickField(Risk, label=_label(_("Risk"), of), required=False, help_text="")
        self.fields[f"reason_new_{number}"] = _why(of)
        self.fields[f"place_new_{number}"] = _place(of)

    # --- as the page shows it
    def rows(self) -> list[Row]:
        """The risks on the list now, each with its fields."""
        names = ("change", "title", "reason", "place")
        return [Row(risk.code, risk, [self[f"{name}_{risk.code}"] for name in names]) for risk in self.listed]

    def new_rows(self) -> list[Row]:
        numbers = [name.removeprefix("new_") for name in self.fields if name.startswith("new_")]
        names = ("new", "reason_new", "place_new")
        return [Row(number, None, [self[f"{name}_{number}"] for name in names]) for number in numbers]

    def rest(self) -> list[BoundField]:
        return [self["reason"], self["needed_by"]]

    # --- as it is sent
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.may_see_all:
            raise forms.ValidationError(cycles.hidden_words())
        for risk in self.listed:
            self._check_listed(risk, cleaned)
        seen = {risk.pk for risk in self.listed}
        for row in self.new_rows():
            self._check_new(row.name, cleaned, seen)
        return cleaned

    def _check_listed(self, risk: Any, cleaned: dict[str, Any]) -> None:
        change, told = cleaned.get(f"change_{risk.code}"), {"code": risk.code}
        if change in (TopChange.REWORDED, TopChange.DELISTED) and not cleaned.get(f"reason_{risk.code}"):
            self._say(f"reason_{risk.code}", gettext("Say why %(code)s is reworded or leaves the list") % told)
        title = cleaned.get(f"title_{risk.code}")
        if change == TopChange.REWORDED and (not title or title == risk.title):
            self._say(f"title_{risk.code}", gettext("Write the new title of %(code)s") % told)
        if change and change != TopChange.REWORDED and title:
            self._say(
                f"title_{risk.code}", gettext("Choose “reworded” for %(code)s, or leave the new title empty") % told
            )

    def _check_new(self, number: str, cleaned: dict[str, Any], seen: set[int]) -> None:
        risk, why = cleaned.get(f"new_{number}"), cleaned.get(f"reason_new_{number}")
        if risk is None:
            if (why or cleaned.get(f"place_new_{number}")) and f"new_{number}" not in self.errors:
                self._say(f"new_{number}", gettext("Name the risk that comes on the list, or empty this line"))
            return
        if risk.pk in seen:
            self._say(f"new_{number}", gettext("%(code)s is on the list already") % {"code": risk.code})
        seen.add(risk.pk)
        if not why:
            self._say(f"reason_new_{number}", gettext("Say why %(code)s comes on the list") % {"code": risk.code})

    def _say(self, name: str, message: str) -> None:
        if name not in self.errors:
            self.add_error(name, message)

    def typed(self) -> dict[str, Any]:
        of = self.cleaned_data
        places = {}
        for risk in self.listed:
            change = of[f"change_{risk.code}"]
            place = None if change == TopChange.DELISTED else of[f"place_{risk.code}"]
            places[risk] = Place(change, of[f"reason_{risk.code}"], place, of[f"title_{risk.code}"])
        for row in self.new_rows():
            risk = of[f"new_{row.name}"]
            if risk is not None:
                places[risk] = Place(TopChange.NEW, of[f"reason_new_{row.name}"], of[f"place_new_{row.name}"])
        return {"places": places, "reason": of["reason"], "needed_by": of["needed_by"]}

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        return cycles.propose_list(self.record, rev=self.cleaned_data["rev"], by=by, at=at, **self.typed())


def _label(text: Any, of: str) -> SafeString:
    """Words for the eye, and for the ear the risk that they are about."""
    return format_html('{}<span class="vh">, {}</span>', text, of)


def _why(of: str) -> forms.CharField:
    return words(_label(_("Why"), of), required=False, rows=2)


def _place(of: str, initial: int | None = None) -> WholeField:
    return WholeField(
        label=_label(_("Order"), of), min_value=1, max_value=999, required=False, initial=initial,
        widget=forms.NumberInput(attrs={"class": "w-number"}),
    )  # fmt: skip


FORMS: tuple[type[ActForm], ...] = (Open, ProposeList, Edit, Withdraw)

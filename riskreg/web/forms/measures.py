"""Forms on measures: put one on a risk, judge it on the ladder of opzet, bestaan, werking."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.models import Measure, MeasureAssessment, Risk
from riskreg.services import measures, records
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import LadderResult, LadderStep
from riskreg.vocabulary.errors import RuleBroken
from riskreg.web.forms.base import ActForm, CreateForm, WithdrawForm, editing
from riskreg.web.forms.fields import DayField, PickField, named_choices, words
from riskreg.web.forms.months import unchanged

COLUMNS = ("title", "description", "kind", "control_type", "owner")
STEPS = [
    (LadderStep.DESIGN.value, _("Opzet: it is well designed")),
    (LadderStep.EXISTENCE.value, _("Bestaan: it is in place")),
    (LadderStep.OPERATION.value, _("Werking: it works over a period")),
]


class Create(CreateForm):
    """A measure always begins on a risk."""

    act, kind, model, list_url = "measure.create", Measure, Measure, "measures"
    label = _("New measure")
    is_main = True
    prefix_of_code = records.PREFIXES[Measure]
    columns = COLUMNS

    risk = PickField(Risk, label=_("The risk that it works on"))
    reason = words(_("Why"), required=False, rows=2)

    def set_up(self) -> None:
        super().set_up()
        if "risk" in self.fields:
            self.order_fields(("risk",))

    def carry_out(self, *, by: Actor, at: datetime) -> Measure:
        return measures.create(by=by, at=at, **self.typed())


class CreateOnRisk(Create):
    """The same from the risk's page."""

    kind, list_url, slug = Risk, "", "new-measure"
    label = _("Add a measure")
    is_main = False
    risk = None  # type: ignore[assignment]

    def typed(self) -> dict[str, Any]:
        return {**super().typed(), "risk": self.record}

    def shows(self, made: Any) -> Any:
        return made


Edit = editing(Measure, "measure", COLUMNS)


class Withdraw(WithdrawForm):
    act, kind = "measure.withdraw", Measure


class Assess(ActForm):
    """One step of the ladder, judged once."""

    act, kind, slug = "measure.assess", Measure, "assess"
    label = _("Assess")
    lede = _("One step at a time, with the day, the tester and the sample. Earlier judgements stay.")
    is_main = True
    verb = measures.assess

    # Not "step": so is the page's own button called.
    ladder_step = forms.ChoiceField(label=_("Step"), choices=STEPS, widget=forms.RadioSelect)
    result = forms.ChoiceField(
        label=_("Result"), widget=forms.RadioSelect,
        choices=named_choices(LadderResult),
    )  # fmt: skip
    on = DayField(label=_("Assessed on"))
    tester = forms.CharField(
        label=_("Tester"), required=False, max_length=200,
        help_text=_("Who saw it; needed for bestaan and werking"),
    )  # fmt: skip
    sample_from = DayField(label=_("Sample from"), required=False)
    sample_until = DayField(label=_("Sample until"), required=False)
    reason = words(_("What it rests on"))

    def first_values(self) -> dict[str, Any]:
        return {"on": self.register.on}

    def set_up(self) -> None:
        earliest = measures.operation_from(self.record)
        if not measures.is_there(self.record):
            hint: Any = _("Werking can be claimed once bestaan is shown.")
        elif earliest is None or earliest <= self.register.on:
            return
        else:
            hint = _("Werking can be claimed from %(day)s on.") % {"day": dates.show(earliest)}
        for name in ("ladder_step", "on"):
            if name in self.fields:
                self.fields[name].help_text = hint
                return

    def typed(self) -> dict[str, Any]:
        typed = super().typed()
        step = typed.pop("ladder_step")
        return {**typed, "step": step}

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        try:
            return super().carry_out(by=by, at=at)
        except RuleBroken as refused:
            if refused.code != "step":
                raise
            raise RuleBroken(refused.message, code="ladder_step") from refused

    def trace(self) -> tuple[type[Any], list[int]]:
        mine = MeasureAssessment.objects.filter(measure_id=self.record.pk)
        return MeasureAssessment, list(mine.values_list("id", flat=True))


class Override(Assess):
    """Operation before the minimum period is over, on an auditor's word."""

    act, slug = "measure.override", "override"
    label = _("Judge operation early")
    lede = _("You set the minimum period between bestaan and werking aside, and say why. It stands in the history.")
    is_main = False
    ladder_step = None  # type: ignore[assignment]

    result = forms.ChoiceField(
        label=_("Result"), widget=forms.RadioSelect,
        choices=named_choices(measures.CLAIMS),
    )  # fmt: skip
    reason = words(_("Why the minimum period is set aside"))

    @classmethod
    def applies(cls, record: Any) -> bool:
        return measures.operation_from(record) is not None

    def typed(self) -> dict[str, Any]:
        typed = {name: value for name, value in self.cleaned_data.items() if name not in ("rev", "once")}
        return {**typed, "step": LadderStep.OPERATION.value, "override": True}


FORMS: tuple[type[ActForm], ...] = (
    Create, CreateOnRisk, Assess, Override, unchanged(Measure), Edit, Withdraw,
)  # fmt: skip

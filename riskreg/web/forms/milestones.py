"""Forms on milestones: add one to a plan, work on it, complete it, say what it waits for."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.models import Evidence, Milestone, MilestoneDependency, Plan, ReportingPeriod, Workstream
from riskreg.services import milestones, periods, records
from riskreg.vocabulary.choices import Confidence, MilestoneStatus, PlanStatus
from riskreg.web.forms.anything import MonthField, made_before
from riskreg.web.forms.base import ActForm, CreateForm, EditForm, WithdrawForm
from riskreg.web.forms.fields import DayField, PickField, PrecisionField, WholeField, at_the_end, named_choices, words

OPEN = (MilestoneStatus.IN_PROGRESS, MilestoneStatus.BLOCKED)


def _workstreams(form: Any, plan_id: int) -> forms.ModelChoiceField:
    rows = form.register.standing(Workstream).filter(plan_id=plan_id)
    field = forms.ModelChoiceField(queryset=rows, label=_("Workstream"), required=False, empty_label=_("none"))
    field.label_from_instance = lambda one: f"{one.code} {one.title}"
    return field


class New(CreateForm):
    """A deliverable of the plan."""

    act, kind, model = "milestone.create", Plan, Milestone
    slug = "new-milestone"
    label = _("Add a milestone")
    lede = _("It is not in scope, and no day is promised, until a baseline names it.")
    columns = ("title", "deliverable", "owner", "workstream", "weight", "start")

    reason = words(_("Why"), required=False, rows=2)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(record.status != PlanStatus.COMPLETED)

    def shape(self) -> None:
        self.fields["workstream"] = _workstreams(self, self.record.id)

    def first_values(self) -> dict[str, Any]:
        return {**super().first_values(), "owner": self.record.owner_id}

    def next_code(self) -> str:
        """MS-04-12 in PLN-04; codes of withdrawn ones are not used again."""
        prefix = f"MS-{self.record.code.removeprefix('PLN-')}-"
        code = records.next_code(Milestone, prefix)
        return f"{prefix}01" if code == f"{prefix}001" else code

    def free_code(self, proposed: str) -> str:
        taken = Milestone.objects.filter(code=proposed).exists()
        prefix = f"MS-{self.record.code.removeprefix('PLN-')}-"
        return proposed if proposed.startswith(prefix) and not taken else self.next_code()

    def typed(self) -> dict[str, Any]:
        return {**super().typed(), "plan": self.record}

    def shows(self, made: Any) -> Any:
        return made if isinstance(made, Milestone) else made_before(self)


class Edit(EditForm):
    """The milestone's own words; its dates, percent and status follow from other acts."""

    act, kind, model = "milestone.edit", Milestone, Milestone
    columns = ("title", "deliverable", "workstream", "weight", "start")

    def shape(self) -> None:
        self.fields["workstream"] = _workstreams(self, self.record.plan_id)
        if self.record.first_baseline is not None:
            # It belongs to the baseline.
            del self.fields["weight"]


class Withdraw(WithdrawForm):
    act, kind = "milestone.withdraw", Milestone
    lede = _(
        "It leaves the scope and every count. The baselines that name it stay as they are, and so does its history."
    )


class Told(ActForm):
    """What is said of a milestone on its own page; it counts for a month, and the form says for which."""

    @cached_property
    def notice(self) -> str:  # type: ignore[override]
        """One query."""
        kept = list(self.register.standing(ReportingPeriod))
        month = periods.counted_in(kept, self.register.on)
        name = {"month": date_format(month.first, "F Y")}
        if any(one.code == str(month) and not periods.is_ahead(one) for one in kept):
            return gettext("This counts for %(month)s, the month that is open.") % name
        return gettext("No month is open: this counts for %(month)s, and is kept until that month opens.") % name


class Start(Told):
    act, kind, slug = "milestone.start", Milestone, "start"
    label = _("Start")
    lede = _("Work begins; the plan is under way with it.")
    is_main = True
    is_checked = False
    verb = milestones.start

    percent = WholeField(
        label=_("Percent done"), min_value=0, max_value=99, initial=0,
        widget=forms.NumberInput(attrs={"class": "w-number"}),
    )  # fmt: skip
    reason = words(_("In words"), required=False)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(record.status == MilestoneStatus.NOT_STARTED)


class Progress(Told):
    """The month's word on how far it is."""

    act, kind, slug = "milestone.progress", Milestone, "progress"
    label = _("Report progress")
    is_main = True
    is_checked = False
    verb = milestones.progress
    at_times = ("reason", "words")

    percent = WholeField(
        label=_("Percent done"), min_value=0, max_value=99, help_text=_("0 to 99; completing it makes it 100"),
        widget=forms.NumberInput(attrs={"class": "w-number"}),
    )  # fmt: skip
    reason = words(_("What was done"), required=False, help_text=_("Needed when the percent goes back"))
    confidence = forms.ChoiceField(
        label=_("Confidence"), required=False,
        choices=[("", "–"), *named_choices(Confidence)],
        help_text=_("In the promised date"),
    )  # fmt: skip
    words = words(_("Why this confidence"), required=False, rows=2,
                  help_text=_("Needed when it is lower than before"))  # fmt: skip

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.status in OPEN

    def first_values(self) -> dict[str, Any]:
        of = self.record
        return {"percent": of.percent, "confidence": of.confidence, "words": of.confidence_words}

    def typed(self) -> dict[str, Any]:
        typed = super().typed()
        untouched = not {"confidence", "words"} & set(self.changed_data)
        return {**typed, "confidence": None if untouched else typed["confidence"]}


class Forecast(Told):
    """Another day than was expected."""

    act, kind, slug = "milestone.forecast", Milestone, "forecast"
    label = _("Move the forecast")
    lede = _("The promise stays as it is: this is the day on which you expect it. A later day needs words.")
    verb = milestones.move_forecast
    at_times = ("reason",)

    to = DayField(label=_("Expected on"))
    precision = PrecisionField()
    reason = words(_("Why"), required=False, help_text=_("Needed when the day is later than before"))

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(record.status != MilestoneStatus.COMPLETED)

    def first_values(self) -> dict[str, Any]:
        return {"to": self.record.forecast, "precision": self.record.forecast_precision or "day"}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("to"):
            cleaned["to"] = at_the_end(cleaned["to"], cleaned.get("precision", ""))
        return cleaned


class Block(Told):
    act, kind, slug = "milestone.block", Milestone, "block"
    label = _("Block")
    lede = _("Work cannot go on. The reason is shown until the block is lifted; the percent stays.")
    verb = milestones.block

    reason = words(_("What it is blocked by"))

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.status in (MilestoneStatus.NOT_STARTED, MilestoneStatus.IN_PROGRESS)


class Unblock(Told):
    act, kind, slug = "milestone.unblock", Milestone, "unblock"
    label = _("Lift the block")
    is_main = True
    verb = milestones.unblock

    reason = words(_("Why it can go on"))

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(record.status == MilestoneStatus.BLOCKED)


class Complete(Told):
    act, kind, slug = "milestone.complete", Milestone, "complete"
    label = _("Complete")
    lede = _("It becomes 100 % on that day. The slip against its promises is counted to it.")
    verb = milestones.complete

    on = DayField(label=_("Reached on"), required=False)
    reason = words(_("What was reached"), required=False)

    def set_up(self) -> None:
        count = self.register.standing(Evidence).filter(about=self.record.code).count()
        shown = ngettext("%(count)d piece of evidence shows it.", "%(count)d pieces of evidence show it.", count)
        none = gettext("No evidence shows it yet: it can be completed, and the check of the month will ask for it.")
        self.fields["reason"].help_text = shown % {"count": count} if count else none
        self.fields["on"].help_text = gettext("For example 5-2-2027; empty is today")

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(record.status != MilestoneStatus.COMPLETED)


class Reopen(Told):
    act, kind, slug = "milestone.reopen", Milestone, "reopen"
    label = _("Reopen")
    lede = _("Not done after all. That it was completed stays in its history; a completed plan is under way again.")
    verb = milestones.reopen

    percent = WholeField(
        label=_("Percent done"), min_value=0, max_value=99, widget=forms.NumberInput(attrs={"class": "w-number"})
    )
    forecast = DayField(label=_("New forecast"), help_text=_("When it is expected now, for example 5-2-2027"))
    precision = PrecisionField()
    reason = words(_("Why"))

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(record.status == MilestoneStatus.COMPLETED)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("forecast"):
            cleaned["forecast"] = at_the_end(cleaned["forecast"], cleaned.get("precision", ""))
        return cleaned


class Confirm(ActForm):
    """Looked at, nothing changed."""

    act, kind, slug = "milestone.confirm", Milestone, "confirm"
    label = _("Confirm unchanged")
    lede = _("You looked at it and nothing changed. That is news too, and counted apart from silence.")
    is_checked, for_several = False, True
    verb = milestones.confirm_unchanged

    month = MonthField()
    note = words(_("Note"), required=False, longest=2000)

    def set_up(self) -> None:
        month: Any = self.fields["month"]
        month.fill(self.register)


class Depend(ActForm):
    """What must be done first, also in another plan."""

    act, kind, slug = "milestone.link", Milestone, "wait-for"
    label = _("Waits for another milestone")
    verb = milestones.depend

    on = PickField(Milestone, label=_("Waits for"))
    reason = words(_("Why"), required=False, rows=2)

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        return milestones.depend(self.record, by=by, at=at, rev=self.cleaned_data["rev"], **self.typed())


class DependNoMore(ActForm):
    act, kind, slug = "milestone.link", Milestone, "wait-no-more"
    needs = ("needs",)
    label = _("No longer waits for one")

    on = forms.TypedChoiceField(label=_("No longer waits for"), coerce=int)
    reason = words(_("Why"), rows=2)

    def set_up(self) -> None:
        ties = self.register.standing(MilestoneDependency).filter(milestone_id=self.record.id)
        awaited = [one.depends_on for one in self.register.attach(ties, "depends_on") if one.depends_on is not None]
        field: Any = self.fields["on"]
        field.choices = [(one.pk, str(one)) for one in awaited]

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        on = Milestone.objects.get(pk=self.cleaned_data["on"])
        told = {"rev": self.cleaned_data["rev"], "reason": self.cleaned_data["reason"]}
        return milestones.no_longer_depend(self.record, on, by=by, at=at, **told)


FORMS: tuple[type[ActForm], ...] = (
    New, Start, Progress, Unblock, Forecast, Complete, Confirm, Block, Reopen, Depend, DependNoMore, Edit, Withdraw,
)  # fmt: skip

"""The proposal of a plan's first baseline, or of a new one: one form with a row for every milestone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.models import Decision, Milestone, Plan
from riskreg.services import plans
from riskreg.services.plans import Promise
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import BaselineReason, MilestoneStatus, PlanStatus
from riskreg.web.forms.base import ActForm
from riskreg.web.forms.fields import DayField, WholeField, named_choices, words
from riskreg.web.proposals import Move

KINDS_OF_REASON = [one for one in BaselineReason if one != BaselineReason.FIRST_PLAN]


@dataclass(frozen=True)
class Row:
    """One milestone: what stands, and the fields for what is promised instead; a reached one in scope has none."""

    milestone: Any
    finish: BoundField | None
    weight: BoundField | None


class _Promise(ActForm):
    kind = Plan
    is_proposal = True
    is_main = True
    template = "riskreg/plans/promise_form.html"
    check_template = "riskreg/plans/promise_check.html"

    document = forms.CharField(label=_("Document"), required=False, max_length=200,
                               help_text=_("In which the dates stand"))  # fmt: skip
    reason = words(_("Why"))
    needed_by = DayField(label=_("Decision needed by"), required=False)

    def set_up(self) -> None:
        last = {name: self.fields.pop(name) for name in self.last_fields()}
        rows = self.register.standing(Milestone).filter(plan_id=self.record.id)
        # What can be promised first, what is reached below it; each in order of code.
        self.milestones = sorted(rows, key=self.is_kept)
        for one in self.milestones:
            if self.is_kept(one):
                continue
            self.fields[f"finish_{one.code}"] = DayField(
                label=_label(_("New date"), one.code), required=False, help_text="", initial=self.first_day(one)
            )
            self.fields[f"weight_{one.code}"] = WholeField(
                label=_label(_("Weight"), one.code), min_value=0, max_value=1000, initial=one.weight, required=False,
                widget=forms.NumberInput(attrs={"class": "w-number"}),
            )  # fmt: skip
        self.fields.update(last)

    def last_fields(self) -> list[str]:
        return [name for name in ("reason_category", "reason", "document", "needed_by") if name in self.fields]

    def is_kept(self, milestone: Any) -> bool:
        """What is reached was promised for a day; that day stays."""
        return bool(milestone.status == MilestoneStatus.COMPLETED and milestone.baseline is not None)

    def first_day(self, milestone: Any) -> Any:
        return None

    # --- as the page shows it
    def rows(self) -> list[Row]:
        return [
            Row(one, None, None)
            if self.is_kept(one)
            else Row(one, self[f"finish_{one.code}"], self[f"weight_{one.code}"])
            for one in self.milestones
        ]

    def rest(self) -> list[BoundField]:
        return [self[name] for name in self.last_fields()]

    def moves(self) -> list[Move]:
        """What is proposed, old and new side by side."""
        return [
            Move(one, one.baseline, one.forecast, promise.finish, one.weight, promise.weight)
            for one, promise in self.promises().items()
        ]

    # --- as it is sent
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for one in self.milestones:
            day, weight = cleaned.get(f"finish_{one.code}"), cleaned.get(f"weight_{one.code}")
            name = f"finish_{one.code}"
            if day is None and weight is not None and weight != one.weight and name not in self.errors:
                self.add_error(name, gettext("Give the day too: a weight is promised together with a day"))
            if day is not None and day < self.register.on and day != one.baseline:
                self.add_error(
                    name, gettext("%(day)s has passed; promise a day from today on") % {"day": dates.show(day)}
                )
        if not self.errors and not self.promises():
            raise forms.ValidationError(gettext("Give at least one milestone a day; without a day it stays as it is"))
        return cleaned

    def promises(self) -> dict[Any, Promise]:
        """A milestone without a day is left out."""
        of = self.cleaned_data
        return {
            one: Promise(day, one.weight if (weight := of.get(f"weight_{one.code}")) is None else weight)
            for one in self.milestones
            if (day := of.get(f"finish_{one.code}")) is not None
        }

    def carry_out(self, *, by: Actor, at: datetime) -> Decision:
        told = {name: self.cleaned_data[name] for name in self.last_fields()}
        rev = self.cleaned_data["rev"]
        return plans.propose(self.record, lines=self.promises(), rev=rev, by=by, at=at, **told)


class Approve(_Promise):
    """The first promise."""

    act, slug = "plan.approve", "approve"
    label = _("Propose approval")
    lede = _(
        "The first baseline: a day and a weight for each milestone. It is kept for ever, and slip is counted from it. "
        "A milestone without a day stays out of scope."
    )

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.baseline is None

    def first_day(self, milestone: Any) -> Any:
        return milestone.forecast


class Rebaseline(_Promise):
    """Recalibration: a new promise beside the old one."""

    act, slug = "plan.rebaseline", "rebaseline"
    label = _("Propose a rebaseline")
    lede = _(
        "A new baseline for the milestones that you give a new date. The old one stays, and slip is shown against "
        "both. Leave the date empty to keep the promise as it is."
    )

    reason_category = forms.ChoiceField(
        label=_("Kind of reason"),
        choices=[("", "–"), *named_choices(KINDS_OF_REASON)],
    )

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.baseline is not None and record.status != PlanStatus.COMPLETED


def _label(text: Any, of: str) -> SafeString:
    """Words for the eye, and for the ear the milestone that they are about."""
    return format_html('{}<span class="vh">, {}</span>', text, of)

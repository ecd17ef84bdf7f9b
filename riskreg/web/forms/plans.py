"""Forms on improvement plans and their workstreams: set up, promise, answer, say, complete."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.models import Finding, FindingPlan, Plan, Risk, RiskPlan, Workstream
from riskreg.services import findings, plans, records
from riskreg.vocabulary.choices import PlanStatus
from riskreg.vocabulary.errors import RuleBroken
from riskreg.web.forms.base import ActForm, CreateForm, WithdrawForm, editing
from riskreg.web.forms.fields import PickField, words
from riskreg.web.forms.months import month_words
from riskreg.web.forms.promises import Approve, Rebaseline

WORDS = ("title", "description", "main_plan", "cadence", "start", "target_date")


class New(CreateForm):
    """A plan, not approved yet."""

    act, kind, model, list_url = "plan.create", Plan, Plan, "plans"
    label = _("New plan")
    lede = _("It promises nothing yet: add its milestones, then propose its approval.")
    is_main = True
    prefix_of_code = "PLN-"
    columns = ("title", "description", "owner", "main_plan", "cadence", "start", "target_date")

    reason = words(_("Why"), required=False, rows=2)


Edit = editing(Plan, "plan", WORDS)


class Withdraw(WithdrawForm):
    act, kind = "plan.withdraw", Plan
    lede = _(
        "Its milestones and workstreams are withdrawn with it: nothing of it is in scope, late or due any more. "
        "Findings and risks that it answers stay open, without this plan. All of it stays in the history."
    )


class Complete(ActForm):
    act, kind, slug = "plan.complete", Plan, "complete"
    label = _("Complete the plan")
    lede = _(
        "Every milestone in scope is done. The findings that it answers stay as they are: an auditor confirms them."
    )
    verb = plans.complete

    reason = words(_("In words"), required=False)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(record.status != PlanStatus.COMPLETED and record.baseline is not None)


Say = month_words(Plan)


# --- what it answers
class AnswerFinding(ActForm):
    """A finding that the plan is to solve."""

    act, kind, slug = "finding.link", Plan, "answer-finding"
    label = _("Link a finding")

    finding = PickField(Finding, label=_("Finding"))
    reason = words(_("Why"), required=False, rows=2)

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        finding, reason = self.cleaned_data["finding"], self.cleaned_data["reason"]
        rev = self.cleaned_data["rev"]
        return findings.answer_with(finding, self.record, by=by, at=at, reason=reason, plan_rev=rev)


class AnswerRisk(ActForm):
    """A risk that the plan is to lower."""

    act, kind, slug = "risk.link", Plan, "answer-risk"
    label = _("Link a risk")

    risk = PickField(Risk, label=_("Risk"))
    reason = words(_("Why"), required=False, rows=2)

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        risk, reason = self.cleaned_data["risk"], self.cleaned_data["reason"]
        seen = (self.record, self.cleaned_data["rev"])
        try:
            return records.link(RiskPlan, risk=risk, plan=self.record, by=by, at=at, reason=reason, seen=seen)
        except RuleBroken as refused:
            if refused.code != "plan":
                raise
            # The form has one end to choose.
            raise RuleBroken(refused.message, code="risk") from refused


class _Unlink(ActForm):
    """Take a link away; it stays in the past."""

    bond: Any
    end: str

    link = forms.TypedChoiceField(label=_("Which link"), coerce=int)
    reason = words(_("Why it is taken away"), rows=2)

    def set_up(self) -> None:
        ties = self.register.standing(self.bond).filter(plan_id=self.record.id)
        shown = [one for one in self.register.attach(ties, self.end) if getattr(one, self.end) is not None]
        field: Any = self.fields["link"]
        field.choices = [(one.pk, str(getattr(one, self.end))) for one in shown]

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        tie = self.bond.objects.get(pk=self.cleaned_data["link"])
        return records.unlink(tie, by=by, at=at, reason=self.cleaned_data["reason"])


class LeaveFinding(_Unlink):
    act, kind, slug = "finding.link", Plan, "leave-finding"
    needs = ("findings",)
    label = _("Take a finding's link away")
    lede = _("An open finding without a plan is shown as such.")
    bond, end = FindingPlan, "finding"


class LeaveRisk(_Unlink):
    act, kind, slug = "risk.link", Plan, "leave-risk"
    needs = ("risks",)
    label = _("Take a risk's link away")
    bond, end = RiskPlan, "risk"


# --- workstreams
class NewWorkstream(CreateForm):
    """A part of the plan under which milestones stand."""

    act, kind, model = "workstream.create", Plan, Workstream
    slug = "new-workstream"
    label = _("Add a workstream")
    columns = ("title",)

    reason = words(_("Why"), required=False, rows=2)

    def next_code(self) -> str:
        """WS-04-E after WS-04-D; codes of withdrawn ones are not used again."""
        prefix = f"WS-{self.record.code.removeprefix('PLN-')}-"
        codes = Workstream.objects.filter(code__startswith=prefix).values_list("code", flat=True)
        letters = [one for code in codes if (one := code.removeprefix(prefix)).isascii() and one.isupper()]
        return prefix + _after(max(letters, key=lambda one: (len(one), one), default=""))

    def free_code(self, proposed: str) -> str:
        return self.next_code()

    def typed(self) -> dict[str, Any]:
        return {**super().typed(), "plan": self.record}


def _after(letters: str) -> str:
    """B after A, AA after Z."""
    if not letters:
        return "A"
    if letters[-1] == "Z":
        return _after(letters[:-1]) + "A"
    return letters[:-1] + chr(ord(letters[-1]) + 1)


EditWorkstream = editing(Workstream, "workstream", ("title",))


class WithdrawWorkstream(WithdrawForm):
    act, kind = "workstream.withdraw", Workstream
    lede = _("Move its milestones to another workstream first. It stays in the history and on past days.")


FORMS: tuple[type[ActForm], ...] = (
    New, Approve, Rebaseline, Complete, Say, NewWorkstream, AnswerFinding, AnswerRisk, LeaveFinding, LeaveRisk, Edit,
    Withdraw, EditWorkstream, WithdrawWorkstream,
)  # fmt: skip

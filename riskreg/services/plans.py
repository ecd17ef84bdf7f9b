"""Acts on improvement plans: approve, rebaseline, complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import Baseline, BaselineLine, Finding, FindingPlan, Milestone, Plan, Role
from riskreg.services import decisions, findings
from riskreg.services._record import Writing, writing
from riskreg.vocabulary.choices import BaselineReason, DecisionKind, MilestoneStatus, PlanStatus, Precision
from riskreg.vocabulary.errors import RuleBroken


@dataclass(frozen=True)
class Promise:
    """The date and weight that a baseline freezes for one milestone."""

    finish: date
    weight: int
    precision: str = Precision.DAY
    basis: str = ""


def approve(
    plan: Plan,
    *,
    lines: Mapping[Milestone, Promise],
    decided_by: Role,
    by: Actor,
    at: datetime,
    reason: str,
    document: str = "",
    basis: str = "",
    rev: int | None = None,
) -> Baseline:
    """The first baseline: the plan is a promise from here on, and its findings are in remediation."""
    if plan.baseline is not None:
        raise RuleBroken(_("%(code)s is approved already; rebaseline it") % {"code": plan.code}, code="baseline")
    with writing("plan.approve", by=by, at=at, record=plan, reason=reason, rev=rev) as act:
        made = _promise(act, plan, lines, decided_by, BaselineReason.FIRST_PLAN, reason, document, basis)
        answered = FindingPlan.objects.standing().filter(plan=plan).values("finding_id")
        for finding in Finding.objects.filter(id__in=answered):
            findings.remediate(act, finding)
    return made


def rebaseline(
    plan: Plan,
    *,
    lines: Mapping[Milestone, Promise],
    decided_by: Role,
    by: Actor,
    at: datetime,
    reason: str,
    reason_category: str = BaselineReason.OTHER,
    document: str = "",
    basis: str = "",
    rev: int | None = None,
) -> Baseline:
    """Recalibration (herijking): a new baseline for the named milestones, never an edit of the old one."""
    if plan.baseline is None:
        raise RuleBroken(_("%(code)s is not approved yet; approve it first") % {"code": plan.code}, code="baseline")
    if not reason.strip():
        raise RuleBroken(_("Say why %(code)s is rebaselined") % {"code": plan.code}, code="reason")
    with writing("plan.rebaseline", by=by, at=at, record=plan, reason=reason, rev=rev) as act:
        return _promise(act, plan, lines, decided_by, reason_category, reason, document, basis)


def _promise(
    act: Writing,
    plan: Plan,
    lines: Mapping[Milestone, Promise],
    decided_by: Role,
    reason_category: str,
    reason: str,
    document: str,
    basis: str,
) -> Baseline:
    if not lines:
        raise RuleBroken(_("A baseline names at least one milestone of %(code)s") % {"code": plan.code}, code="lines")
    strangers = [milestone.code for milestone in lines if milestone.plan_id != plan.pk]
    if strangers:
        raise RuleBroken(
            _("%(milestones)s are not of %(code)s") % {"milestones": ", ".join(strangers), "code": plan.code}
        )
    number = (plan.baseline or 0) + 1
    kind = DecisionKind.PLAN_APPROVAL if number == 1 else DecisionKind.REBASELINE
    decision = decisions.take_at_once(act, kind=kind, about=plan, taken_by=decided_by, outcome=reason, basis=basis)
    made: Baseline = act.append(
        Baseline, plan, "B", number=number, decided_by=decided_by, approved_on=act.on, reason=reason,
        reason_category=reason_category, document=document, decision=decision, basis=basis,
    )  # fmt: skip
    for milestone, promise in lines.items():
        act.append(
            BaselineLine, made, "L", milestone=milestone, finish=promise.finish, precision=promise.precision,
            weight=promise.weight, basis=promise.basis,
        )  # fmt: skip
        act.change(
            milestone,
            baseline=promise.finish,
            first_baseline=milestone.first_baseline or promise.finish,
            forecast=milestone.forecast or promise.finish,
            forecast_precision=milestone.forecast_precision or promise.precision,
            weight=promise.weight,
        )
    finish = plan.first_finish or max(promise.finish for promise in lines.values())
    act.change(plan, baseline=number, approved_on=act.on, first_finish=finish)
    return made


def begin(act: Writing, plan: Plan) -> None:
    """Inside another act: work on a milestone starts the plan (facts/RULES.md 18)."""
    plan.refresh_from_db()
    if plan.status == PlanStatus.NOT_STARTED:
        act.change(plan, status=PlanStatus.IN_PROGRESS)


def resume(act: Writing, plan: Plan) -> None:
    """Inside another act: a reopened milestone ends completed."""
    plan.refresh_from_db()
    if plan.status == PlanStatus.COMPLETED:
        act.change(plan, status=PlanStatus.IN_PROGRESS, completed_on=None)


def complete(plan: Plan, *, by: Actor, at: datetime, reason: str = "", rev: int | None = None) -> Plan:
    """Every milestone in scope is done; closing the plan closes nothing else."""
    left = Milestone.objects.in_scope().filter(plan=plan).exclude(status=MilestoneStatus.COMPLETED)
    codes = list(left.values_list("code", flat=True)[:3])
    if codes and by.provenance is None:
        raise RuleBroken(
            _("%(code)s still has open milestones: %(milestones)s")
            % {"code": plan.code, "milestones": ", ".join(codes)}
        )
    with writing("plan.complete", by=by, at=at, record=plan, reason=reason, rev=rev) as act:
        act.change(plan, status=PlanStatus.COMPLETED, completed_on=act.on)
    return plan

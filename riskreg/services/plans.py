"""Acts on improvement plans: approve, rebaseline, complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor, require_proposal
from riskreg.models import Baseline, BaselineLine, Decision, Finding, FindingPlan, Milestone, Plan, Role
from riskreg.services import decisions, findings
from riskreg.services._record import Writing, writing
from riskreg.vocabulary.choices import BaselineReason, MilestoneStatus, PlanStatus, Precision
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import day_of


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
    decision: Decision | None = None,
    rev: int | None = None,
) -> Baseline:
    """The first baseline: the plan is a promise from here on, and its findings are in remediation."""
    with writing("plan.approve", by=by, at=at, record=plan, reason=reason, rev=rev) as act:
        if plan.baseline is not None:
            raise RuleBroken(_("%(code)s is approved already; rebaseline it") % {"code": plan.code}, code="baseline")
        terms = _Terms(decided_by, BaselineReason.FIRST_PLAN, reason, document, basis, decision)
        made = _promise(act, plan, lines, terms)
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
    decision: Decision | None = None,
    rev: int | None = None,
) -> Baseline:
    """Recalibration (herijking): a new baseline for the named milestones, never an edit of the old one."""
    with writing("plan.rebaseline", by=by, at=at, record=plan, reason=reason, rev=rev) as act:
        if plan.baseline is None:
            raise RuleBroken(_("%(code)s is not approved yet; approve it first") % {"code": plan.code}, code="baseline")
        if not reason.strip():
            raise RuleBroken(_("Say why %(code)s is rebaselined") % {"code": plan.code}, code="reason")
        terms = _Terms(decided_by, reason_category, reason, document, basis, decision)
        return _promise(act, plan, lines, terms)


@dataclass(frozen=True)
class _Terms:
    """On whose word a baseline stands, and why."""

    decided_by: Role
    reason_category: str
    reason: str
    document: str
    basis: str
    decision: Decision | None


def _check_lines(plan: Plan, lines: Mapping[Milestone, Promise]) -> None:
    if not lines:
        raise RuleBroken(_("A baseline names at least one milestone of %(code)s") % {"code": plan.code}, code="lines")
    strangers = [milestone.code for milestone in lines if milestone.plan_id != plan.pk]
    if strangers:
        raise RuleBroken(
            _("%(milestones)s are not of %(code)s") % {"milestones": ", ".join(strangers), "code": plan.code},
            code="lines",
        )


def _check_kept(lines: Mapping[Milestone, Promise]) -> None:
    """What is reached was promised: a new baseline leaves the day of a completed milestone in scope as it is."""
    moved = [
        one.code
        for one, promise in lines.items()
        if one.status == MilestoneStatus.COMPLETED and one.baseline not in (None, promise.finish)
    ]
    if moved:
        raise RuleBroken(
            _("%(milestones)s are completed; the day that was promised for them stays")
            % {"milestones": ", ".join(moved)},
            code="lines",
        )


def _passed(lines: Mapping[Milestone, Promise], on: date) -> list[str]:
    """Codes of what is still to be done and is promised, anew, for a day that has passed."""
    return sorted(
        one.code
        for one, promise in lines.items()
        if promise.finish < on and promise.finish != one.baseline and one.status != MilestoneStatus.COMPLETED
    )


def _check_ahead(lines: Mapping[Milestone, Promise], on: date) -> None:
    """Nobody promises a day that has passed for what is still to be done."""
    passed = _passed(lines, on)
    if passed:
        raise RuleBroken(
            _("The new day of %(milestones)s has passed; promise a day from today on")
            % {"milestones": ", ".join(passed)},
            code="lines",
        )


def _promise(act: Writing, plan: Plan, lines: Mapping[Milestone, Promise], terms: _Terms) -> Baseline:
    _check_lines(plan, lines)
    if act.by.provenance is None:
        _check_kept(lines)
    number = (plan.baseline or 0) + 1
    decision = decisions.behind(
        act, terms.decision, about=plan, taken_by=terms.decided_by, outcome=terms.reason, basis=terms.basis
    )
    made: Baseline = act.append(
        Baseline, plan, "B", number=number, decided_by=terms.decided_by, approved_on=act.on, reason=terms.reason,
        reason_category=terms.reason_category, document=terms.document, decision=decision, basis=terms.basis,
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


def propose(
    plan: Plan,
    *,
    lines: Mapping[Milestone, Promise],
    by: Actor,
    at: datetime,
    reason: str,
    reason_category: str = BaselineReason.OTHER,
    document: str = "",
    needed_by: date | None = None,
    rev: int | None = None,
) -> Decision:
    """Put the plan's first baseline, or a new one, to management: a day and a weight for each named milestone."""
    act_name = "plan.approve" if plan.baseline is None else "plan.rebaseline"
    require_proposal(by, act_name, plan)
    _check_lines(plan, lines)
    _check_kept(lines)
    _check_ahead(lines, day_of(at))
    listed = [_proposed(milestone, promise) for milestone, promise in lines.items()]
    proposal = {"lines": listed, "reason_category": reason_category, "document": document}
    return decisions.propose(
        act_name, plan, proposal=proposal, by=by, at=at, reason=reason, needed_by=needed_by, rev=rev
    )


def _proposed(milestone: Milestone, promise: Promise) -> dict[str, Any]:
    """One line of a proposal, with what stood when it was made: what was agreed to stays readable."""
    return {
        "milestone": milestone.code,
        "finish": promise.finish.isoformat(),
        "precision": promise.precision,
        "weight": promise.weight,
        "was": _iso(milestone.baseline),
        "was_weight": milestone.weight,
        "forecast": _iso(milestone.forecast),
    }


def _proposed_lines(decision: Decision, on: date) -> dict[Milestone, Promise]:
    """The promises by milestone. Raises RuleBroken when a milestone stands no longer, or a promised day has passed."""
    rows = {row["milestone"]: row for row in decision.proposal["lines"]}
    found = {one.code: one for one in Milestone.objects.standing().filter(code__in=rows)}
    gone = sorted(set(rows) - set(found))
    if gone:
        raise RuleBroken(
            _("%(milestones)s are withdrawn since this was proposed; decline it, and propose it anew")
            % {"milestones": ", ".join(gone)},
            code="gone",
        )
    moved = [code for code, one in found.items() if rows[code].get("was", _iso(one.baseline)) != _iso(one.baseline)]
    if moved:
        raise RuleBroken(
            _("The promise of %(milestones)s changed since this was proposed; decline it, and propose it anew")
            % {"milestones": ", ".join(sorted(moved))},
            code="stale",
        )
    lines = {
        one: Promise(date.fromisoformat(row["finish"]), row["weight"], row["precision"])
        for code, one in found.items()
        if (row := rows[code])
    }
    passed = _passed(lines, on)
    if passed:
        raise RuleBroken(
            _("The new day of %(milestones)s has passed since this was proposed; decline it, and propose it anew")
            % {"milestones": ", ".join(passed)},
            code="stale",
        )
    return lines


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def carry_out_approval(plan: Plan, *, decision: Decision, by: Actor, at: datetime) -> Baseline:
    """The first baseline as it was agreed to."""
    taken_by: Role = decision.taken_by  # type: ignore[assignment]
    return approve(
        plan, lines=_proposed_lines(decision, day_of(at)), decided_by=taken_by, by=by, at=at, reason=decision.context,
        document=decision.proposal["document"], decision=decision,
    )  # fmt: skip


def carry_out_rebaseline(plan: Plan, *, decision: Decision, by: Actor, at: datetime) -> Baseline:
    """The new baseline as it was agreed to."""
    taken_by: Role = decision.taken_by  # type: ignore[assignment]
    return rebaseline(
        plan, lines=_proposed_lines(decision, day_of(at)), decided_by=taken_by, by=by, at=at, reason=decision.context,
        reason_category=decision.proposal["reason_category"], document=decision.proposal["document"],
        decision=decision,
    )  # fmt: skip


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
    with writing("plan.complete", by=by, at=at, record=plan, reason=reason, rev=rev) as act:
        if by.provenance is None:
            _check_done(plan)
        act.change(plan, status=PlanStatus.COMPLETED, completed_on=act.on)
    return plan


def _check_done(plan: Plan) -> None:
    if plan.status == PlanStatus.COMPLETED:
        raise RuleBroken(_("%(code)s is completed already") % {"code": plan.code}, code="status")
    left = Milestone.objects.in_scope().filter(plan=plan).exclude(status=MilestoneStatus.COMPLETED)
    codes = list(left.values_list("code", flat=True)[:3])
    if codes:
        raise RuleBroken(
            _("%(code)s still has open milestones: %(milestones)s")
            % {"code": plan.code, "milestones": ", ".join(codes)},
            code="status",
        )

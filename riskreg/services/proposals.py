"""Deciding on a proposal: taking the decision and carrying out what was proposed are one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg import models
from riskreg.access import Actor, operator
from riskreg.models import Decision, Role, RoleAssignment
from riskreg.services import cycles, decisions, findings, plans, risks, targets
from riskreg.vocabulary.choices import Right, Verdict
from riskreg.vocabulary.errors import RuleBroken

# act -> the kind of record it is about, and the verb that carries out its proposal
CARRIED_OUT: dict[str, tuple[type[Any], Callable[..., Any]]] = {
    "plan.approve": (models.Plan, plans.carry_out_approval),
    "plan.rebaseline": (models.Plan, plans.carry_out_rebaseline),
    "finding.retarget": (models.Finding, targets.carry_out_target),
    "finding.accept": (models.Finding, findings.carry_out_acceptance),
    "risk.accept": (models.Risk, risks.carry_out_acceptance),
    "cycle.list": (models.AssessmentCycle, cycles.carry_out_list),
}


def subject(decision: Decision) -> Any:
    """The record that the proposal is about, as it stands. Raises RuleBroken when it stands no longer."""
    kind, _verb = CARRIED_OUT[decision.proposed_act]
    record = kind._base_manager.filter(code=decision.about, withdrawn=False).first()
    if record is None:
        raise RuleBroken(_("%(code)s is withdrawn") % {"code": decision.about}, code="gone")
    return record


def decide(
    decision: Decision,
    *,
    verdict: str,
    outcome: str,
    taken_by: Role,
    by: Actor,
    at: datetime,
    effect: str = "",
    rev: int | None = None,
) -> Decision:
    """Agree to a proposal, which carries it out, or decline it; a question in words is taken in words.

    Raises what the carried out verb raises; then nothing is decided either.
    """

    def carry_out() -> None:
        _kind, verb = CARRIED_OUT[decision.proposed_act]
        verb(subject(decision), decision=decision, by=by, at=at)

    return decisions.take(
        decision, verdict=verdict, outcome=outcome, effect=effect, taken_by=taken_by, by=by, at=at, rev=rev,
        carry_out=carry_out,
    )  # fmt: skip


def rehearse_agreement(decision: Decision, *, at: datetime) -> None:
    """Inside a rehearsal: agree as somebody else would, so that a page can show what agreeing writes."""
    filled = RoleAssignment.objects.standing().filter(right=Right.MANAGEMENT, role__isnull=False).order_by("-id")
    assignment = filled.select_related("role").first()
    role = assignment.role if assignment is not None else Role.objects.order_by("code").first()
    if role is not None:
        decide(
            decision, verdict=Verdict.AGREED, outcome=decision.context, taken_by=role, by=operator("management"), at=at
        )

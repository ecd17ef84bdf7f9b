"""Rules over a record's own words, whoever types them: a page, the admin or a command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import (
    AssessmentCycle,
    AuditReport,
    Commitment,
    ConfidentialAccess,
    Evidence,
    Indicator,
    Milestone,
    Plan,
    Risk,
    Workstream,
)
from riskreg.services import audit_reports, evidence
from riskreg.vocabulary.choices import Direction, PlanStatus, RiskState
from riskreg.vocabulary.errors import RuleBroken


def check(by: Actor, record: Any, values: dict[str, Any]) -> None:
    """Inside a creation or an edit, before the values are taken over. A load is not held to it.

    Raises RuleBroken, its code the field's name.
    """
    rule = _OWN_WORDS.get(type(record))
    if rule is not None and by.provenance is None:
        rule(by, record, values)


def check_withdrawal(by: Actor, record: Any) -> None:
    """Inside a withdrawal. Raises RuleBroken for a record that others rest on."""
    if isinstance(record, AuditReport):
        audit_reports.check_withdrawal(by, record)
    if isinstance(record, Evidence):
        evidence.check_withdrawal(record)
    if isinstance(record, AssessmentCycle) and record.decided_on is not None:
        raise RuleBroken(
            _("%(code)s has decided the top list; a decided cycle is not withdrawn") % {"code": record.code},
            code="decided_on",
        )
    if isinstance(record, Workstream):
        _check_empty(record)


def goes_with(record: Any) -> list[Any]:
    """What is withdrawn in the same act: without its plan a milestone or workstream is in no scope and no list."""
    if not isinstance(record, Plan):
        return []
    return [one for kind in (Milestone, Workstream) for one in kind.objects.standing().filter(plan=record)]


def _check_empty(workstream: Workstream) -> None:
    held = Milestone.objects.standing().filter(workstream=workstream).values_list("code", flat=True)[:3]
    if held:
        raise RuleBroken(
            _("%(code)s still holds %(milestones)s; move them to another workstream first")
            % {"code": workstream.code, "milestones": ", ".join(held)},
            code="milestones",
        )


def _risk(by: Actor, risk: Risk, values: dict[str, Any]) -> None:
    is_new = risk._state.adding
    state = values.get("state")
    if state == RiskState.MONITORED and (is_new or risk.state != RiskState.MONITORED):
        raise RuleBroken(_("A risk becomes monitored by the act “put under monitoring”"), code="state")
    if values.get("confidential") and (is_new or not risk.confidential) and not _on_the_access_list(by, risk):
        raise RuleBroken(
            _("Only who is on its access list marks a risk confidential; the administrator gives access first"),
            code="confidential",
        )
    predecessor = values.get("predecessor")
    if predecessor is not None and not is_new and risk.pk in _line_of(predecessor):
        raise RuleBroken(
            _("%(code)s comes from this risk itself; choose an older one") % {"code": predecessor.code},
            code="predecessor",
        )


def _on_the_access_list(by: Actor, risk: Risk) -> bool:
    if by.is_operator:
        return True
    return ConfidentialAccess.objects.standing().filter(risk_id=risk.pk or 0, user_id=int(by.key)).exists()


def _line_of(risk: Risk) -> set[int]:
    """The risk and all that it came from."""
    seen: set[int] = set()
    at: int | None = risk.pk
    while at is not None and at not in seen:
        seen.add(at)
        at = Risk.objects.filter(pk=at).values_list("predecessor_id", flat=True).first()
    return seen


def _indicator(by: Actor, indicator: Indicator, values: dict[str, Any]) -> None:
    if not indicator._state.adding and not {"green", "red", "direction"} & set(values):
        return
    green, red, direction = (values.get(name, getattr(indicator, name)) for name in ("green", "red", "direction"))
    if green is None and red is None:
        return
    if direction == Direction.CONTEXT:
        raise RuleBroken(_("An indicator for context is not judged; leave both thresholds empty"), code="green")
    if green is None or red is None:
        missing = "green" if green is None else "red"
        raise RuleBroken(_("Give both thresholds, green and red, or neither"), code=missing)
    if direction == Direction.HIGHER and green <= red:
        raise RuleBroken(_("Higher is better: green begins above red"), code="green")
    if direction == Direction.LOWER and green >= red:
        raise RuleBroken(_("Lower is better: green ends below red"), code="green")


def _of_plan(by: Actor, record: Any, values: dict[str, Any]) -> None:
    plan = values.get("plan")
    if plan is not None and plan.withdrawn:
        raise RuleBroken(_("%(code)s is withdrawn") % {"code": plan.code}, code="plan")


def takes_work(plan_id: int) -> None:
    """Raises RuleBroken for a plan that is completed: new work would run under it unseen."""
    code = Plan.objects.filter(pk=plan_id, status=PlanStatus.COMPLETED).values_list("code", flat=True).first()
    if code is not None:
        raise RuleBroken(
            _("%(code)s is completed; give new work a plan of its own, or reopen one of its milestones first")
            % {"code": code},
            code="plan",
        )


def _milestone(by: Actor, milestone: Milestone, values: dict[str, Any]) -> None:
    _of_plan(by, milestone, values)
    is_new = milestone._state.adding
    if is_new and milestone.plan_id is not None:
        takes_work(milestone.plan_id)
    if not is_new and values.get("plan", milestone.plan) != milestone.plan:
        raise RuleBroken(_("%(code)s stays in its plan") % {"code": milestone.code}, code="plan")
    workstream = values.get("workstream")
    if workstream is not None and (workstream.plan_id != milestone.plan_id or workstream.withdrawn):
        raise RuleBroken(
            _("%(workstream)s is no workstream of this plan; choose one of its own") % {"workstream": workstream.code},
            code="workstream",
        )
    in_scope = not is_new and milestone.first_baseline is not None
    if in_scope and values.get("weight", milestone.weight) != milestone.weight:
        raise RuleBroken(
            _("The weight of %(code)s belongs to the baseline; propose a rebaseline") % {"code": milestone.code},
            code="weight",
        )


def _commitment(by: Actor, commitment: Commitment, values: dict[str, Any]) -> None:
    """Made by one and to one: an outside party or a unit of our own."""
    for end, words in (("made_by", _("who makes it")), ("made_to", _("to whom it is made"))):
        given = [values.get(name, getattr(commitment, name)) for name in (end, f"{end}_unit")]
        if given.count(None) != 1:
            raise RuleBroken(_("Name one party or one unit: %(end)s") % {"end": words}, code=end)


_OWN_WORDS: dict[type[Any], Callable[[Actor, Any, dict[str, Any]], None]] = {
    Risk: _risk,
    Indicator: _indicator,
    Milestone: _milestone,
    Workstream: _of_plan,
    Commitment: _commitment,
    AuditReport: audit_reports.check,
}

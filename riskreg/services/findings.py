"""Acts on findings: open, rate, target, report solved, confirm, return, close, supersede, accept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import Finding, FindingPlan, FindingRating, FindingTarget, Plan
from riskreg.services import evidence
from riskreg.services._record import Writing, writing
from riskreg.services.records import bond
from riskreg.vocabulary.choices import ActorKind, FindingState, RoundOutcome, TargetKind
from riskreg.vocabulary.errors import RuleBroken

# What a round says at the opening, as a state (facts/RULES.md 7).
_OPENS_AS = {
    RoundOutcome.IN_PROGRESS: FindingState.IN_REMEDIATION,
    RoundOutcome.ACCEPTED: FindingState.ACCEPTED,
    RoundOutcome.REOPENED: FindingState.IN_REMEDIATION,
}
_OPEN = (FindingState.ESTABLISHED, FindingState.IN_REMEDIATION, FindingState.REPORTED_SOLVED, FindingState.CONFIRMED)
# act -> the states from which it may start.
FROM: dict[str, tuple[str, ...]] = {
    "report_solved": (FindingState.ESTABLISHED, FindingState.IN_REMEDIATION),
    "confirm": (FindingState.REPORTED_SOLVED,),
    "return": (FindingState.REPORTED_SOLVED,),
    "close": (FindingState.CONFIRMED,),
    "supersede": _OPEN,
    "accept": (FindingState.ESTABLISHED, FindingState.IN_REMEDIATION),
}


def open_finding(*, by: Actor, at: datetime, first_round: dict[str, Any], reason: str = "", **values: Any) -> Finding:
    """A new finding with its first audit round. The round's outcome gives the first state."""
    outcome = first_round["outcome"]
    with writing("finding.create", by=by, at=at, reason=reason) as act:
        finding = act.add(
            Finding(
                state=_OPENS_AS.get(outcome, FindingState.ESTABLISHED),
                opened_on=act.on,
                audit_year=first_round.get("audit_year"),
                rating=first_round.get("rating"),
                ended_on=act.on if outcome == RoundOutcome.ACCEPTED else None,
                **values,
            )
        )
        act.append(FindingRating, finding, "R", scale=finding.scale, opening=True, **first_round)
    return finding


def rate(
    finding: Finding, *, by: Actor, at: datetime, reason: str = "", rev: int | None = None, **round_: Any
) -> FindingRating:
    """Add an audit round: its year, rating (None when none was given), outcome and degree of follow-up."""
    with writing("finding.rate", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        line = act.append(FindingRating, finding, "R", scale_id=finding.scale_id, **round_)
        values: dict[str, Any] = {}
        if round_.get("audit_year") is not None:
            values = {"audit_year": round_["audit_year"], "rating": round_.get("rating")}
        values.update(_after_round(finding, round_["outcome"], act.on))
        act.change(finding, **values)
    return line


def _after_round(finding: Finding, outcome: str, on: date) -> dict[str, Any]:
    """The state after a round (facts/RULES.md 9, 10); most outcomes leave it."""
    if outcome == RoundOutcome.REOPENED:
        return {"state": FindingState.IN_REMEDIATION, "ended_on": None, "successor": None}
    if outcome == RoundOutcome.ACCEPTED:
        return {"state": FindingState.ACCEPTED, "ended_on": on}
    if outcome == RoundOutcome.IN_PROGRESS and finding.state == FindingState.ESTABLISHED:
        return {"state": FindingState.IN_REMEDIATION}
    return {}


def set_target(
    finding: Finding,
    *,
    kind: str,
    target: date | None,
    precision: str,
    by: Actor,
    at: datetime,
    set_on: date,
    reason: str,
    decision: Any = None,
    basis: str = "",
    rev: int | None = None,
) -> FindingTarget:
    """Promise a day: the original, a revision (None for "unknown") or an interim goal. Nothing is overwritten."""
    if not reason.strip():
        raise RuleBroken(_("Say why the target of %(code)s is set or moved") % {"code": finding.code}, code="reason")
    if kind == TargetKind.ORIGINAL and FindingTarget.objects.filter(finding=finding, kind=kind).exists():
        raise RuleBroken(_("%(code)s has its original target already") % {"code": finding.code}, code="kind")
    with writing("finding.retarget", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        line = act.append(
            FindingTarget, finding, "D", kind=kind, target=target, precision=precision, set_on=set_on, reason=reason,
            decision=decision, basis=basis,
        )  # fmt: skip
        act.change(finding, **_promised(finding, kind, target, precision))
    return line


def _promised(finding: Finding, kind: str, target: date | None, precision: str) -> dict[str, Any]:
    """The finding's target and first target after a promise (facts/RULES.md 12, 13).

    An original that becomes known after a revision gives the first target and leaves the revised one in force.
    """
    if kind == TargetKind.INTERIM:
        return {}
    revised_before = (
        kind == TargetKind.ORIGINAL and FindingTarget.objects.filter(finding=finding, kind=TargetKind.REVISED).exists()
    )
    values: dict[str, Any] = {} if revised_before else {"target": target, "target_precision": precision}
    if kind == TargetKind.ORIGINAL and target is not None:
        values["first_target"] = target
    else:
        values["first_target"] = finding.first_target if finding.first_target is not None else target
    return values


def _step(finding: Finding, verb: str) -> None:
    if finding.state not in FROM[verb]:
        expected = ", ".join(str(FindingState(state).label) for state in FROM[verb])
        raise RuleBroken(
            _("%(code)s is %(state)s; this needs: %(expected)s")
            % {"code": finding.code, "state": finding.get_state_display(), "expected": expected},
            code="state",
        )


def _words(finding: Finding, reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(_("Say why, in words, for %(code)s") % {"code": finding.code}, code="reason")


def report_solved(
    finding: Finding, *, by: Actor, at: datetime, reason: str, on: date | None = None, rev: int | None = None
) -> Finding:
    """The line holds the finding for solved; needs evidence."""
    _step(finding, "report_solved")
    _words(finding, reason)
    if by.provenance is None and not evidence.exists_for(finding):
        raise RuleBroken(_("%(code)s has no evidence yet; add it first") % {"code": finding.code}, code="evidence")
    with writing("finding.report_solved", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        act.change(
            finding,
            state=FindingState.REPORTED_SOLVED,
            reported_by=by.id,
            reported_on=on or act.on,
            confirmed_by="",
            confirmed_on=None,
        )
    return finding


def _two_keys(finding: Finding, by: Actor) -> None:
    """Nobody confirms what they reported, own, or edited since; judged by person, not by role."""
    if by.id == finding.reported_by:
        raise RuleBroken(_("Nobody confirms what they reported solved themselves"), code="two_keys")
    if by.kind == ActorKind.ROLE and by.key == finding.owner.code:
        raise RuleBroken(_("Nobody confirms a finding of their own"), code="two_keys")
    if finding.owner_id in by.role_ids:
        raise RuleBroken(_("Nobody confirms a finding of their own"), code="two_keys")
    if by.id in evidence.editors_since(finding):
        raise RuleBroken(_("Nobody confirms what they edited since it was reported"), code="two_keys")


def confirm(
    finding: Finding, *, by: Actor, at: datetime, reason: str, on: date | None = None, rev: int | None = None
) -> Finding:
    """An auditor, another person, confirms that it is solved."""
    _step(finding, "confirm")
    _words(finding, reason)
    with writing("finding.confirm", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        _two_keys(finding, by)
        act.change(finding, state=FindingState.CONFIRMED, confirmed_by=by.id, confirmed_on=on or act.on)
    return finding


def send_back(finding: Finding, *, by: Actor, at: datetime, reason: str, rev: int | None = None) -> Finding:
    """Not solved yet: back to in remediation, with the reason."""
    _step(finding, "return")
    _words(finding, reason)
    with writing("finding.return", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        _two_keys(finding, by)
        act.change(finding, state=FindingState.IN_REMEDIATION, reported_by="", reported_on=None)
    return finding


def close(finding: Finding, *, by: Actor, at: datetime, reason: str = "", rev: int | None = None) -> Finding:
    """Settled in the register, once confirmed."""
    _step(finding, "close")
    with writing("finding.close", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        act.change(finding, state=FindingState.CLOSED, ended_on=act.on)
    return finding


def supersede(
    finding: Finding, *, successor: Finding, by: Actor, at: datetime, reason: str, rev: int | None = None
) -> Finding:
    """Absorbed by a newer finding; its children are not closed with it."""
    _step(finding, "supersede")
    if successor.pk == finding.pk:
        raise RuleBroken(_("A finding does not succeed itself"), code="successor")
    with writing("finding.supersede", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        act.change(finding, state=FindingState.SUPERSEDED, successor=successor, ended_on=act.on)
    return finding


def accept(finding: Finding, *, by: Actor, at: datetime, reason: str, rev: int | None = None) -> Finding:
    """Management lives with it; it stays in every total."""
    _step(finding, "accept")
    _words(finding, reason)
    with writing("finding.accept", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        act.change(finding, state=FindingState.ACCEPTED, ended_on=act.on)
    return finding


def remediate(act: Writing, finding: Finding) -> None:
    """Inside another act: a plan with a baseline takes the finding out of established (facts/RULES.md 9)."""
    if finding.state == FindingState.ESTABLISHED:
        act.change(finding, state=FindingState.IN_REMEDIATION)


def answer_with(finding: Finding, plan: Plan, *, by: Actor, at: datetime, reason: str = "") -> Any:
    """Link a plan to the finding; a plan that is approved already starts the remediation at once."""
    with writing("finding.link", by=by, at=at, record=finding, reason=reason) as act:
        tie = bond(act, FindingPlan, finding=finding, plan=plan)
        if plan.baseline is not None:
            remediate(act, finding)
    return tie

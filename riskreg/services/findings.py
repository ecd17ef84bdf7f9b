"""Acts on findings: open, rate, report solved, confirm, return, close, supersede, accept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor, require_proposal
from riskreg.models import (
    AuditReport,
    Decision,
    Finding,
    FindingPlan,
    FindingRating,
    FindingSender,
    Party,
    Plan,
    Unit,
)
from riskreg.services import audit_reports, decisions, evidence, two_keys
from riskreg.services._record import Writing, writing
from riskreg.services.records import bond, check_seen
from riskreg.vocabulary.choices import FindingState, RoundOutcome
from riskreg.vocabulary.errors import RuleBroken

# What a round says at the opening, as a state (facts/RULES.md 7).
_OPENS_AS = {
    RoundOutcome.IN_PROGRESS: FindingState.IN_REMEDIATION,
    RoundOutcome.ACCEPTED: FindingState.ACCEPTED,
    RoundOutcome.REOPENED: FindingState.IN_REMEDIATION,
}
OPEN = (FindingState.ESTABLISHED, FindingState.IN_REMEDIATION, FindingState.REPORTED_SOLVED, FindingState.CONFIRMED)
# What is still to be solved, and may be promised a day.
UNSOLVED = (FindingState.ESTABLISHED, FindingState.IN_REMEDIATION, FindingState.REPORTED_SOLVED)
# act -> the states from which it may start.
FROM: dict[str, tuple[str, ...]] = {
    "report_solved": (FindingState.ESTABLISHED, FindingState.IN_REMEDIATION),
    "confirm": (FindingState.REPORTED_SOLVED,),
    "return": (FindingState.REPORTED_SOLVED,),
    "close": (FindingState.CONFIRMED,),
    "supersede": OPEN,
    "accept": (FindingState.ESTABLISHED, FindingState.IN_REMEDIATION),
}


def open_finding(
    *,
    by: Actor,
    at: datetime,
    first_round: dict[str, Any],
    senders: Sequence[Party | Unit] = (),
    reason: str = "",
    **values: Any,
) -> Finding:
    """A new finding with its first audit round and who raised it. The round's outcome gives the first state."""
    outcome = first_round["outcome"]
    with writing("finding.create", by=by, at=at, reason=reason) as act:
        _is_no_acceptance(act, outcome)
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
        _fits_scale(finding, first_round.get("rating"))
        act.append(FindingRating, finding, "R", scale=finding.scale, opening=True, **first_round)
        for sender in senders:
            bond(act, FindingSender, finding=finding, **_end(sender))
    return finding


def add_sender(
    finding: Finding, sender: Party | Unit, *, by: Actor, at: datetime, reason: str = "", rev: int | None = None
) -> FindingSender:
    """Another party or unit of our own that raised it too."""
    with writing("finding.link", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        if FindingSender.objects.standing().filter(finding=finding, **_end(sender)).exists():
            raise RuleBroken(
                _("%(sender)s raised %(code)s already") % {"sender": sender.name, "code": finding.code}, code="sender"
            )
        tie: FindingSender = bond(act, FindingSender, finding=finding, **_end(sender))
    return tie


def _end(sender: Party | Unit) -> dict[str, Any]:
    return {"party": sender} if isinstance(sender, Party) else {"unit": sender}


def _fits_scale(finding: Finding, rating: Any) -> None:
    """Scales differ and are never mixed: a rating is one of the finding's own auditor."""
    if rating is not None and rating.scale_id != finding.scale_id:
        raise RuleBroken(
            _("“%(rating)s” is no rating of %(code)s's scale, %(scale)s")
            % {"rating": rating.name, "code": finding.code, "scale": finding.scale.name},
            code="rating",
        )


def rate(
    finding: Finding, *, by: Actor, at: datetime, reason: str = "", rev: int | None = None, **round_: Any
) -> FindingRating:
    """Add an audit round: its year, rating (None when none was given), outcome and degree of follow-up."""
    with writing("finding.rate", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        audit_reports.require_published(act, round_.get("report"))
        _fits_scale(finding, round_.get("rating"))
        if finding.state != FindingState.ACCEPTED:
            _is_no_acceptance(act, round_["outcome"])
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
    if outcome == RoundOutcome.ACCEPTED and finding.state != FindingState.ACCEPTED:
        return {"state": FindingState.ACCEPTED, "ended_on": on}
    if outcome == RoundOutcome.IN_PROGRESS and finding.state == FindingState.ESTABLISHED:
        return {"state": FindingState.IN_REMEDIATION}
    return {}


def _is_no_acceptance(act: Writing, outcome: str) -> None:
    """Raises RuleBroken for a round that would accept the finding; a load tells what was decided in its own day."""
    if outcome == RoundOutcome.ACCEPTED and act.by.provenance is None:
        raise RuleBroken(
            _("A finding is accepted by a decision of management, not by an audit round; propose to accept it"),
            code="outcome",
        )


def must_be_open(finding: Finding) -> None:
    """Raises RuleBroken for a finding that has ended."""
    _in_state(finding, OPEN)


def must_be_unsolved(finding: Finding) -> None:
    """Raises RuleBroken for a finding that has ended or is confirmed: no day is promised any more."""
    _in_state(finding, UNSOLVED)


def _step(finding: Finding, verb: str) -> None:
    _in_state(finding, FROM[verb])


def _in_state(finding: Finding, states: tuple[str, ...]) -> None:
    if finding.state not in states:
        expected = ", ".join(str(FindingState(state).label) for state in states)
        raise RuleBroken(
            _("%(code)s is %(state)s; this needs: %(expected)s")
            % {"code": finding.code, "state": finding.get_state_display(), "expected": expected},
            code="state",
        )


def must_have_words(finding: Finding, reason: str) -> None:
    """Raises RuleBroken without a reason."""
    if not reason.strip():
        raise RuleBroken(_("Say why, in words, for %(code)s") % {"code": finding.code}, code="reason")


def report_solved(
    finding: Finding, *, by: Actor, at: datetime, reason: str, on: date | None = None, rev: int | None = None
) -> Finding:
    """The line holds the finding for solved; needs evidence."""
    with writing("finding.report_solved", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        _step(finding, "report_solved")
        must_have_words(finding, reason)
        _not_ahead(on, act.on)
        if by.provenance is None and not evidence.exists_for(finding):
            raise RuleBroken(_("%(code)s has no evidence yet; add it first") % {"code": finding.code}, code="evidence")
        act.change(
            finding,
            state=FindingState.REPORTED_SOLVED,
            reported_by=by.id,
            reported_on=on or act.on,
            confirmed_by="",
            confirmed_on=None,
        )
    return finding


def _not_ahead(on: date | None, today: date) -> None:
    if on is not None and on > today:
        raise RuleBroken(_("%(day)s has not come yet") % {"day": on.isoformat()}, code="on")


def confirm(
    finding: Finding,
    *,
    by: Actor,
    at: datetime,
    reason: str,
    on: date | None = None,
    report: AuditReport | None = None,
    rev: int | None = None,
) -> Finding:
    """An auditor, another person, confirms that it is solved; a risk officer only on the published report's word."""
    with writing("finding.confirm", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        _verdict(act, finding, "confirm", report)
        _not_ahead(on, act.on)
        act.change(finding, state=FindingState.CONFIRMED, confirmed_by=by.id, confirmed_on=on or act.on)
    return finding


def send_back(
    finding: Finding,
    *,
    by: Actor,
    at: datetime,
    reason: str,
    report: AuditReport | None = None,
    rev: int | None = None,
) -> Finding:
    """Not solved yet: back to in remediation, with the reason."""
    with writing("finding.return", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        _verdict(act, finding, "return", report)
        act.change(finding, state=FindingState.IN_REMEDIATION, reported_by="", reported_on=None)
    return finding


def _verdict(act: Writing, finding: Finding, verb: str, report: AuditReport | None) -> None:
    """The second key: another person, in words, and the report that it rests on as evidence."""
    _step(finding, verb)
    must_have_words(finding, act.reason)
    two_keys.check(finding, act.by, act.at)
    audit_reports.require_published(act, report)
    if report is not None:
        evidence.attach_report(act, finding, report, proves=act.reason)


def close(finding: Finding, *, by: Actor, at: datetime, reason: str = "", rev: int | None = None) -> Finding:
    """Settled in the register, once confirmed."""
    with writing("finding.close", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        _step(finding, "close")
        act.change(finding, state=FindingState.CLOSED, ended_on=act.on)
    return finding


def supersede(
    finding: Finding, *, successor: Finding, by: Actor, at: datetime, reason: str, rev: int | None = None
) -> Finding:
    """Absorbed by a newer finding; its children are not closed with it."""
    with writing("finding.supersede", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        _step(finding, "supersede")
        must_have_words(finding, reason)
        _succeeds(finding, successor)
        act.change(finding, state=FindingState.SUPERSEDED, successor=successor, ended_on=act.on)
    return finding


def _succeeds(finding: Finding, successor: Finding) -> None:
    """The successor is another finding, open, and does not itself go on as this one."""
    if successor.pk == finding.pk:
        raise RuleBroken(_("A finding does not succeed itself"), code="successor")
    if successor.withdrawn or successor.state not in OPEN:
        raise RuleBroken(
            _("%(code)s is %(state)s; what goes on is an open finding")
            % {
                "code": successor.code,
                "state": _("withdrawn") if successor.withdrawn else successor.get_state_display(),
            },
            code="successor",
        )
    seen, following = {successor.pk}, successor.successor_id
    while following is not None and following not in seen:
        if following == finding.pk:
            raise RuleBroken(_("%(code)s goes on as this finding itself") % {"code": successor.code}, code="successor")
        seen.add(following)
        following = Finding.objects.filter(pk=following).values_list("successor_id", flat=True).first()


def propose_acceptance(
    finding: Finding, *, by: Actor, at: datetime, reason: str, needed_by: date | None = None, rev: int | None = None
) -> Decision:
    """Put to management to live with the finding."""
    require_proposal(by, "finding.accept", finding)
    _step(finding, "accept")
    return decisions.propose(
        "finding.accept", finding, proposal={}, by=by, at=at, reason=reason, needed_by=needed_by, rev=rev
    )


def carry_out_acceptance(finding: Finding, *, decision: Decision, by: Actor, at: datetime) -> Finding:
    """The acceptance as it was agreed to."""
    return accept(finding, by=by, at=at, reason=decision.context, decision=decision)


def accept(
    finding: Finding,
    *,
    by: Actor,
    at: datetime,
    reason: str,
    decision: Decision | None = None,
    rev: int | None = None,
) -> Finding:
    """Management lives with it; it stays in every total."""
    with writing("finding.accept", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        _step(finding, "accept")
        must_have_words(finding, reason)
        decisions.behind(act, decision, about=finding, taken_by=finding.owner, outcome=reason)
        act.change(finding, state=FindingState.ACCEPTED, ended_on=act.on)
    return finding


def remediate(act: Writing, finding: Finding) -> None:
    """Inside another act: a plan with a baseline takes the finding out of established (facts/RULES.md 9)."""
    if finding.state == FindingState.ESTABLISHED:
        act.change(finding, state=FindingState.IN_REMEDIATION)


def answer_with(
    finding: Finding,
    plan: Plan,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    rev: int | None = None,
    plan_rev: int | None = None,
) -> Any:
    """Link a plan to the finding; a plan that is approved already starts the remediation at once.

    `rev` and `plan_rev` are the versions that were seen of each.
    """
    with writing("finding.link", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        check_seen((plan, plan_rev))
        _can_be_answered(act, finding, plan)
        tie = bond(act, FindingPlan, finding=finding, plan=plan)
        if plan.baseline is not None:
            remediate(act, finding)
    return tie


def _can_be_answered(act: Writing, finding: Finding, plan: Plan) -> None:
    if act.by.provenance is not None:
        return
    must_be_open(finding)
    if plan.withdrawn:
        raise RuleBroken(_("%(code)s is withdrawn") % {"code": plan.code}, code="plan")
    if FindingPlan.objects.standing().filter(finding=finding, plan=plan).exists():
        raise RuleBroken(
            _("%(plan)s answers %(code)s already") % {"plan": plan.code, "code": finding.code}, code="plan"
        )


def stop_answering(
    finding: Finding, plan: Plan, *, by: Actor, at: datetime, reason: str, rev: int | None = None
) -> Any:
    """Take the link to a plan away; what the finding became through it stays."""
    with writing("finding.link", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        must_have_words(finding, reason)
        tie = FindingPlan.objects.standing().filter(finding=finding, plan=plan).first()
        if tie is None:
            raise RuleBroken(
                _("%(plan)s does not answer %(code)s") % {"plan": plan.code, "code": finding.code}, code="plan"
            )
        act.change(tie, withdrawn=True)
    return tie

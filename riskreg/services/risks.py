"""Acts on risks: assess, link, list, reword, monitor, accept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor, require_proposal
from riskreg.models import (
    AssessmentCycle,
    Decision,
    Finding,
    Indicator,
    Measure,
    Objective,
    Plan,
    Risk,
    RiskAcceptance,
    RiskAssessment,
    RiskFinding,
    RiskIndicator,
    RiskMeasure,
    RiskObjective,
    RiskPlan,
    Role,
    TopRisk,
)
from riskreg.services import cycles, decisions, records
from riskreg.services._record import Writing, writing
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import AssessmentKind, RiskState, TopChange
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import day_of

# Which columns of the risk hold a position.
COLUMNS = {
    AssessmentKind.INHERENT: ("inherent_likelihood", "inherent_impact"),
    AssessmentKind.CURRENT: ("likelihood", "impact"),
    AssessmentKind.TARGET: ("target_likelihood", "target_impact"),
}


def assess(
    risk: Risk,
    *,
    kind: str,
    likelihood: int | None,
    impact: int | None,
    by: Actor,
    at: datetime,
    on: date | None = None,
    cycle: AssessmentCycle | None = None,
    reason: str = "",
    basis: str = "",
    rev: int | None = None,
) -> RiskAssessment:
    """Judge likelihood and impact (1..5, or both None for "not assessed"). The risk takes over the position.

    Without `on` it is judged on the day of entry; only a load knows no day.
    """
    with writing("risk.assess", by=by, at=at, record=risk, reason=reason, rev=rev) as act:
        if by.provenance is None:
            on = on or act.on
            _can_be_judged(risk, likelihood, impact, on, act)
        line = act.append(
            RiskAssessment, risk, "A", kind=kind, likelihood=likelihood, impact=impact, cycle=cycle, on=on,
            reason=reason, basis=basis,
        )  # fmt: skip
        columns: dict[str, Any] = dict(zip(COLUMNS[AssessmentKind(kind)], (likelihood, impact), strict=True))
        if kind == AssessmentKind.CURRENT:
            columns["assessed_on"] = on
        act.change(risk, **columns)
    return line


def _can_be_judged(risk: Risk, likelihood: int | None, impact: int | None, on: date, act: Writing) -> None:
    if not act.reason.strip():
        raise RuleBroken(_("Say why %(code)s gets this score") % {"code": risk.code}, code="reason")
    if (likelihood is None) != (impact is None):
        raise RuleBroken(
            _("Judge both likelihood and impact, or say of both that they are not assessed"),
            code="likelihood" if likelihood is None else "impact",
        )
    if on > act.on:
        raise RuleBroken(_("%(day)s is still to come; a risk is judged today or earlier") % {"day": dates.show(on)},
                         code="on")  # fmt: skip


# What a risk is linked with -> the link, and the name of its other end.
LINKS: dict[type[Any], tuple[type[Any], str]] = {
    Finding: (RiskFinding, "finding"),
    Plan: (RiskPlan, "plan"),
    Measure: (RiskMeasure, "measure"),
    Objective: (RiskObjective, "objective"),
    Indicator: (RiskIndicator, "indicator"),
}


def link(
    risk: Risk, *, others: Iterable[Any], by: Actor, at: datetime, reason: str = "", rev: int | None = None
) -> list[Any]:
    """Link the risk with findings, plans, measures, objectives, indicators. Refuses one that is linked already."""
    with writing("risk.link", by=by, at=at, record=risk, reason=reason, rev=rev) as act:
        made = []
        for other in others:
            bond, end = LINKS[type(other)]
            if bond.objects.standing().filter(**{"risk_id": risk.pk, f"{end}_id": other.pk}).exists():
                raise RuleBroken(
                    _("%(risk)s is linked with %(other)s already") % {"risk": risk.code, "other": other.code}, code=end
                )
            made.append(records.bond(act, bond, risk=risk, **{end: other}))
        if not made:
            raise RuleBroken(_("Name what %(code)s is linked with") % {"code": risk.code}, code="others")
        return made


def unlink(risk: Risk, *, bond: Any, by: Actor, at: datetime, reason: str, rev: int | None = None) -> Any:
    """Take a link of the risk away, with the reason; it stays in the past."""
    with writing("risk.link", by=by, at=at, record=risk, reason=reason, rev=rev):
        if bond.risk_id != risk.pk:
            raise RuleBroken(_("%(bond)s is no link of %(code)s") % {"bond": bond.code, "code": risk.code}, code="bond")
        return records.unlink(bond, by=by, at=at, reason=reason)


def put_on_top_list(
    risk: Risk,
    *,
    cycle: AssessmentCycle,
    change: str,
    by: Actor,
    at: datetime,
    place: int | None = None,
    reason: str = "",
    basis: str = "",
) -> TopRisk:
    """One line of a list decided before this register was kept; people decide a whole list (services.cycles)."""
    with writing("cycle.list", by=by, at=at, record=risk, reason=reason) as act:
        _only_a_load(by)
        return cycles.put(act, risk, cycle, cycles.Place(change, reason, place, basis=basis))


def delist(risk: Risk, *, cycle: AssessmentCycle, reason: str, by: Actor, at: datetime, basis: str = "") -> TopRisk:
    """The same for a risk that left the list."""
    return put_on_top_list(risk, cycle=cycle, change=TopChange.DELISTED, reason=reason, by=by, at=at, basis=basis)


def _only_a_load(by: Actor) -> None:
    if by.provenance is None:
        raise RuleBroken(_("A cycle's list is proposed whole and decided by management"), code="two_keys")


def reword(
    risk: Risk,
    *,
    by: Actor,
    at: datetime,
    reason: str,
    title: str = "",
    cycle: AssessmentCycle | None = None,
    place: int | None = None,
    rev: int | None = None,
    basis: str = "",
) -> Risk:
    """Say the risk in other words, with the reason. In a load a risk on the top list gets a line in the cycle."""
    with writing("risk.reword", by=by, at=at, record=risk, reason=reason, rev=rev) as act:
        if by.provenance is None:
            _can_be_reworded(risk, title, reason, cycle)
        if cycle is not None:
            act.append(
                TopRisk, risk, "T", cycle=cycle, change=TopChange.REWORDED, place=place, reason=reason, basis=basis
            )
        act.change(risk, title=title or risk.title)
    return risk


def _can_be_reworded(risk: Risk, title: str, reason: str, cycle: AssessmentCycle | None) -> None:
    if not title.strip() or title == risk.title:
        raise RuleBroken(_("Write the new title of %(code)s") % {"code": risk.code}, code="title")
    if not reason.strip():
        raise RuleBroken(_("Say why %(code)s is reworded") % {"code": risk.code}, code="reason")
    if cycle is not None:
        raise RuleBroken(_("A cycle's list is proposed whole and decided by management"), code="two_keys")


def put_under_monitoring(risk: Risk, *, by: Actor, at: datetime, reason: str, rev: int | None = None) -> Risk:
    """From open to monitored: watched, no longer acted on."""
    with writing("risk.monitor", by=by, at=at, record=risk, reason=reason, rev=rev) as act:
        if risk.state != RiskState.OPEN:
            raise RuleBroken(
                _("%(code)s is %(state)s; only an open risk can be monitored")
                % {"code": risk.code, "state": risk.get_state_display()},
                code="state",
            )
        if not reason.strip() and by.provenance is None:
            raise RuleBroken(_("Say why %(code)s is only watched from here on") % {"code": risk.code}, code="reason")
        act.change(risk, state=RiskState.MONITORED)
    return risk


def propose_acceptance(
    risk: Risk,
    *,
    until: date,
    by: Actor,
    at: datetime,
    reason: str,
    needed_by: date | None = None,
    rev: int | None = None,
) -> Decision:
    """Put to management to live with the risk, at the residual of this moment, until a day."""
    require_proposal(by, "risk.accept", risk)
    _can_be_accepted(risk, until, day_of(at))
    proposal = {"until": until.isoformat(), "likelihood": risk.likelihood, "impact": risk.impact}
    return decisions.propose(
        "risk.accept", risk, proposal=proposal, by=by, at=at, reason=reason, needed_by=needed_by, rev=rev
    )


def _can_be_accepted(risk: Risk, until: date, on: date) -> None:
    if risk.likelihood is None or risk.impact is None:
        raise RuleBroken(_("%(code)s is not assessed; assess it before accepting it") % {"code": risk.code},
                         code="residual")  # fmt: skip
    if until < on:
        raise RuleBroken(_("An acceptance ends on or after the day it begins"), code="until")


def carry_out_acceptance(risk: Risk, *, decision: Decision, by: Actor, at: datetime) -> RiskAcceptance:
    """The acceptance as it was agreed to. Raises RuleBroken when the residual changed since it was proposed."""
    asked = decision.proposal
    if (asked["likelihood"], asked["impact"]) != (risk.likelihood, risk.impact):
        raise RuleBroken(
            _("%(code)s was assessed again since this was proposed; decline it and have it proposed anew")
            % {"code": risk.code},
            code="residual",
        )
    taken_by: Role = decision.taken_by  # type: ignore[assignment]
    return accept(
        risk, accepted_by=taken_by, until=date.fromisoformat(asked["until"]), reason=decision.context, by=by, at=at,
        decision=decision,
    )  # fmt: skip


def accept(
    risk: Risk,
    *,
    accepted_by: Role,
    until: date,
    reason: str,
    by: Actor,
    at: datetime,
    decision: Decision | None = None,
    rev: int | None = None,
) -> RiskAcceptance:
    """Live with the risk until a day. It expires by that day, and goes stale when the residual changes."""
    with writing("risk.accept", by=by, at=at, record=risk, reason=reason, rev=rev) as act:
        _can_be_accepted(risk, until, act.on)
        if not reason.strip():
            raise RuleBroken(_("Say why %(code)s is accepted") % {"code": risk.code}, code="reason")
        decided = decisions.behind(act, decision, about=risk, taken_by=accepted_by, outcome=reason)
        return act.append(
            RiskAcceptance, risk, "C", accepted_by=accepted_by, on=act.on, until=until,
            at_likelihood=risk.likelihood, at_impact=risk.impact, reason=reason, decision=decided,
        )  # fmt: skip

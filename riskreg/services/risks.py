"""Acts on risks: assess, list, reword, monitor, accept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import AssessmentCycle, Risk, RiskAcceptance, RiskAssessment, Role, TopRisk
from riskreg.services._record import Writing, writing
from riskreg.vocabulary.choices import AssessmentKind, RiskState, TopChange
from riskreg.vocabulary.errors import RuleBroken

_COLUMNS = {
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
    """Judge likelihood and impact (1..5, or both None for "not assessed"). The risk takes over the position."""
    if not reason.strip() and by.provenance is None:
        raise RuleBroken(_("Say why %(code)s gets this score") % {"code": risk.code}, code="reason")
    with writing("risk.assess", by=by, at=at, record=risk, reason=reason, rev=rev) as act:
        line = act.append(
            RiskAssessment, risk, "A", kind=kind, likelihood=likelihood, impact=impact, cycle=cycle, on=on,
            reason=reason, basis=basis,
        )  # fmt: skip
        columns: dict[str, Any] = dict(zip(_COLUMNS[AssessmentKind(kind)], (likelihood, impact), strict=True))
        if kind == AssessmentKind.CURRENT:
            columns["assessed_on"] = on
        act.change(risk, **columns)
    return line


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
    """Put the risk on the cycle's top list: new, confirmed or reworded. List order is not a ranking."""
    if change == TopChange.DELISTED:
        raise RuleBroken(_("Use delisting to take %(code)s off the top list") % {"code": risk.code}, code="change")
    if change == TopChange.NEW and risk.top_risk:
        raise RuleBroken(_("%(code)s is on the top list already") % {"code": risk.code}, code="change")
    with writing("cycle.list", by=by, at=at, record=risk, reason=reason) as act:
        line = act.append(TopRisk, risk, "T", cycle=cycle, change=change, place=place, reason=reason, basis=basis)
        act.change(risk, top_risk=True)
        _decided(act, cycle)
    return line


def delist(risk: Risk, *, cycle: AssessmentCycle, reason: str, by: Actor, at: datetime, basis: str = "") -> TopRisk:
    """Take the risk off the top list, with the reason."""
    if not risk.top_risk:
        raise RuleBroken(_("%(code)s is not on the top list") % {"code": risk.code}, code="change")
    if not reason.strip():
        raise RuleBroken(_("Say why %(code)s leaves the top list") % {"code": risk.code}, code="reason")
    with writing("cycle.list", by=by, at=at, record=risk, reason=reason) as act:
        line = act.append(TopRisk, risk, "T", cycle=cycle, change=TopChange.DELISTED, reason=reason, basis=basis)
        act.change(risk, top_risk=False)
        _decided(act, cycle)
    return line


def _decided(act: Writing, cycle: AssessmentCycle) -> None:
    """The cycle has its list from here on; the risk's own reason, which may be confidential, is not the cycle's."""
    if cycle.decided_on is None:
        replace(act, reason="").change(cycle, decided_on=act.on)


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
    """Say the risk in other words; a risk on the top list gets a line in the cycle."""
    with writing("risk.reword", by=by, at=at, record=risk, reason=reason, rev=rev) as act:
        if cycle is not None:
            act.append(
                TopRisk, risk, "T", cycle=cycle, change=TopChange.REWORDED, place=place, reason=reason, basis=basis
            )
        act.change(risk, title=title or risk.title)
    return risk


def put_under_monitoring(risk: Risk, *, by: Actor, at: datetime, reason: str, rev: int | None = None) -> Risk:
    """From open to monitored: watched, no longer acted on."""
    if risk.state != RiskState.OPEN:
        raise RuleBroken(
            _("%(code)s is %(state)s; only an open risk can be monitored")
            % {"code": risk.code, "state": risk.get_state_display()},
            code="state",
        )
    with writing("risk.monitor", by=by, at=at, record=risk, reason=reason, rev=rev) as act:
        act.change(risk, state=RiskState.MONITORED)
    return risk


def accept(
    risk: Risk, *, accepted_by: Role, until: date, reason: str, by: Actor, at: datetime, rev: int | None = None
) -> RiskAcceptance:
    """Live with the risk until a day. It expires by that day, and goes stale when the residual changes."""
    if risk.likelihood is None or risk.impact is None:
        raise RuleBroken(_("%(code)s is not assessed; assess it before accepting it") % {"code": risk.code})
    if not reason.strip():
        raise RuleBroken(_("Say why %(code)s is accepted") % {"code": risk.code}, code="reason")
    with writing("risk.accept", by=by, at=at, record=risk, reason=reason, rev=rev) as act:
        if until < act.on:
            raise RuleBroken(_("An acceptance ends on or after the day it begins"), code="until")
        return act.append(
            RiskAcceptance, risk, "C", accepted_by=accepted_by, on=act.on, until=until,
            at_likelihood=risk.likelihood, at_impact=risk.impact, reason=reason,
        )  # fmt: skip

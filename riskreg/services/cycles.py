"""Acts on assessment cycles: open one, propose its top list and carry it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor, require_proposal, visible_to
from riskreg.models import AssessmentCycle, Decision, Risk, Role, TopRisk
from riskreg.services import decisions, records
from riskreg.services._record import Writing, writing
from riskreg.vocabulary.choices import RiskState, TopChange
from riskreg.vocabulary.errors import RuleBroken


@dataclass(frozen=True)
class Place:
    """What the list says of one risk; a reworded risk gets the new title with it. List order is not a ranking."""

    change: str
    reason: str = ""
    place: int | None = None
    title: str = ""
    basis: str = ""


def open_cycle(*, code: str, name: str, closes_on: date, by: Actor, at: datetime, reason: str = "") -> AssessmentCycle:
    """A round of assessments; it has no top list until management decides one."""
    made: AssessmentCycle = records.create(
        AssessmentCycle, code=code, name=name, closes_on=closes_on, by=by, at=at, reason=reason
    )
    return made


def propose_list(
    cycle: AssessmentCycle,
    *,
    places: dict[Risk, Place],
    by: Actor,
    at: datetime,
    reason: str,
    needed_by: date | None = None,
    rev: int | None = None,
) -> Decision:
    """Put the whole list to management: a word for every risk on the list in force, and the new ones.

    Who may not see a risk on the list cannot speak for it, and proposes no list.
    """
    require_proposal(by, "cycle.list", cycle)
    _can_decide(cycle)
    _check_list(places, by)
    lines = [
        {"risk": risk.code, "change": one.change, "reason": one.reason, "place": one.place, "title": one.title}
        for risk, one in places.items()
    ]
    return decisions.propose(
        "cycle.list", cycle, proposal={"lines": lines}, by=by, at=at, reason=reason, needed_by=needed_by, rev=rev
    )


def carry_out_list(cycle: AssessmentCycle, *, decision: Decision, by: Actor, at: datetime) -> list[TopRisk]:
    """The list as it was agreed to. Raises RuleBroken when the list in force changed so that it no longer fits."""
    lines = {line["risk"]: line for line in decision.proposal["lines"]}
    with writing("cycle.list", by=by, at=at, record=cycle, reason=decision.outcome) as act:
        taken_by: Role = decision.taken_by  # type: ignore[assignment]
        decisions.behind(act, decision, about=cycle, taken_by=taken_by, outcome=decision.outcome)
        _can_decide(cycle)
        found = {risk.code: risk for risk in visible_to(by, Risk.objects.standing()).filter(code__in=lines)}
        if set(lines) - set(found):
            _refuse_hidden(by, lines)
            raise RuleBroken(_("%(code)s is withdrawn") % {"code": ", ".join(sorted(set(lines) - set(found)))},
                             code="gone")  # fmt: skip
        places = {
            found[code]: Place(line["change"], line["reason"], line["place"], line["title"])
            for code, line in lines.items()
        }
        _check_list(places, by)
        return [put(act, risk, cycle, one) for risk, one in places.items()]


def _can_decide(cycle: AssessmentCycle) -> None:
    """One list a cycle, and no list before one that stands already."""
    if cycle.decided_on is not None:
        raise RuleBroken(_("%(code)s has decided its top list; open a new cycle") % {"code": cycle.code}, code="state")
    later = AssessmentCycle.objects.standing().filter(decided_on__isnull=False, closes_on__gt=cycle.closes_on).first()
    if later is not None:
        raise RuleBroken(
            _("%(later)s, which closes after %(code)s, has decided its top list already")
            % {"later": later.code, "code": cycle.code},
            code="closes_on",
        )


def hidden_words() -> str:
    """Why somebody who may not see a listed risk does nothing to the list; it names none."""
    return _("The list holds risks that you may not see; somebody on their access list does this")


def sees_whole_list(by: Actor) -> bool:
    """Whether the actor may see every risk that is on the list now."""
    return _sees(by, Risk.objects.standing().filter(top_risk=True))


def _sees(by: Actor, rows: Any) -> bool:
    return bool(visible_to(by, rows).count() == rows.count())


def _refuse_hidden(by: Actor, codes: Iterable[str]) -> None:
    if not _sees(by, Risk.objects.filter(code__in=codes)):
        raise RuleBroken(hidden_words(), code="hidden")


def _check_list(places: dict[Risk, Place], by: Actor) -> None:
    """Nothing is left out silently: each risk on the list in force gets a word."""
    listed = set(Risk.objects.standing().filter(top_risk=True).values_list("code", flat=True))
    _refuse_hidden(by, listed)
    left_out = sorted(listed - {risk.code for risk in places})
    if left_out:
        raise RuleBroken(
            _("The list says nothing of %(codes)s, which are on it now") % {"codes": ", ".join(left_out)}, code="places"
        )
    for risk, one in places.items():
        _check_place(risk, one)


def _check_place(risk: Risk, one: Place) -> None:
    if one.change == TopChange.NEW and risk.top_risk:
        raise RuleBroken(_("%(code)s is on the top list already") % {"code": risk.code}, code="change")
    if one.change == TopChange.NEW and risk.state in (RiskState.DRAFT, RiskState.CLOSED):
        raise RuleBroken(
            _("%(code)s is %(state)s; only a risk that is open or monitored comes on the list")
            % {"code": risk.code, "state": risk.get_state_display()},
            code="change",
        )
    if one.change != TopChange.NEW and not risk.top_risk:
        raise RuleBroken(_("%(code)s is not on the top list") % {"code": risk.code}, code="change")
    if one.change != TopChange.CONFIRMED and not one.reason.strip():
        raise RuleBroken(
            _("Say why %(code)s is %(change)s") % {"code": risk.code, "change": TopChange(one.change).label},
            code="reason",
        )
    if one.change == TopChange.REWORDED and not one.title.strip():
        raise RuleBroken(_("Write the new title of %(code)s") % {"code": risk.code}, code="title")


def put(act: Writing, risk: Risk, cycle: AssessmentCycle, one: Place) -> TopRisk:
    """Inside the act that decides a list: one line, and the risk on or off the list.

    The line carries its own reason, which may be confidential; the cycle does not.
    """
    line_act = replace(act, reason=one.reason)
    line: TopRisk = line_act.append(
        TopRisk, risk, "T", cycle=cycle, change=one.change, place=one.place, reason=one.reason, basis=one.basis
    )
    values: dict[str, Any] = {"top_risk": one.change != TopChange.DELISTED}
    if one.title.strip():
        values["title"] = one.title
    line_act.change(risk, **values)
    if cycle.decided_on is None:
        replace(act, reason="").change(cycle, decided_on=act.on)
    return line

"""What was claimed in a month, item by item, each with what it can contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from riskreg.insight import slip
from riskreg.insight.due import Due
from riskreg.insight.month_rows import MonthRows, tied, unbroken
from riskreg.insight.months import by_plan
from riskreg.querysets.findings import ENDED
from riskreg.vocabulary import thresholds
from riskreg.vocabulary.choices import Confidence, MilestoneState
from riskreg.vocabulary.periods import Month, end_of_day


@dataclass(frozen=True)
class Claim:
    """One item of a month: what was said of it, what the month started from, and the material of the rules.

    `said` is the milestone's update or the other's confirmation, None when nothing was said; `on` is the day by which
    lateness is judged.
    """

    noun: str
    record: Any
    said: Any
    on: date
    before: Any = None
    # The updates of the kept months right before this one, the newest first.
    earlier: tuple[Any, ...] = ()
    # How many times the forecast moved to a later day, ever.
    slips: int = 0
    # Open commitments that rest on it, open findings that its plan answers, unfinished milestones it waits for.
    promises: tuple[Any, ...] = ()
    findings: tuple[Any, ...] = ()
    awaits: tuple[Any, ...] = ()
    has_evidence: bool = False
    # Of a risk: its measures, indicators that were not red when the month began, plans that are off track.
    measures: tuple[Any, ...] = ()
    indicators: tuple[Any, ...] = ()
    plans: tuple[Any, ...] = ()
    # Of a measure: (risk, the same when the month began).
    risks: tuple[tuple[Any, Any], ...] = ()
    # The last two due months that passed without a word.
    silent: tuple[Month, ...] = field(default=())


def is_red(indicator: Any) -> bool:
    """Whether its latest value stands in the red; numbers may have travelled as JSON."""
    numbers = (indicator.actual, indicator.green, indicator.red)
    actual, green, red = (None if one is None else Decimal(str(one)) for one in numbers)
    return thresholds.standing(actual, green, red, indicator.direction) == Confidence.RED


def claims(rows: MonthRows) -> list[Claim]:
    """Everything that was due or told in the month. Eight queries with those of its rows."""
    every = {plan.id: plan.cadence for plan in rows.linked["plans"]}
    listed = []
    makers = {"milestone": _milestones(rows), "risk": _risks(rows), "measure": _measures(rows)}
    for item in rows.due:
        more = makers[item.noun](item.record) if item.noun in makers else {}
        cadence = every.get(item.record.plan_id, "") if item.noun == "milestone" else getattr(
            item.record, "frequency", "quarterly"
        )  # fmt: skip
        listed.append(Claim(item.noun, item.record, item.update, rows.on, silent=_silent(rows, item, cadence), **more))
    return listed


def _silent(rows: MonthRows, item: Due, every: str) -> tuple[Month, ...]:
    """Both months when nothing was said in the last two due ones, nor since, though it was owed in both."""
    if item.update is not None or not every:
        return ()
    months = rows.silent_months(item.noun, every)
    if not months:
        return ()
    key = item.record.id if item.noun == "milestone" else item.record.code
    if any(key in rows.told(rows.periods.get(str(month))) for month in (*months, *_since(rows, months))):
        return ()
    since = rows.owed_since.get((item.noun, item.record.id))
    return months if since is not None and since < end_of_day(months[-1].last) else ()


def _since(rows: MonthRows, months: tuple[Month, ...]) -> Iterator[Month]:
    """The kept months after the older of the two: what was told in between counts as a word."""
    return (month for one in rows.kept if (month := Month.parse(one.code)) > months[-1])


def _milestones(rows: MonthRows) -> Any:
    linked = rows.linked
    promised = _promises(rows)
    answered = {one.id: one for one in linked["findings"] if one.state not in ENDED}
    findings = tied(linked["finding_plans"], "plan", "finding", answered)
    unfinished = {key: row for key, row in rows.milestones.items() if row.actual is None}
    awaited = tied(linked["waits"], "milestone", "depends_on", unfinished)
    proved = {row.about for row in linked["evidence"]}
    months = [Month.parse(one.code) for one in rows.kept]

    def material(row: Any) -> dict[str, Any]:
        before = [rows.updates.get(one.id, {}).get(row.id) for one in rows.kept[1:3]]
        told = [one for one in before if one is not None] if unbroken(months[:3]) else []
        return {
            "before": rows.before["milestones"].get(row.id),
            "earlier": tuple(told),
            "slips": sum(1 for one in rows.moves.get(row.id, ()) if one.previous and one.forecast > one.previous),
            "promises": tuple(promised.get(row.id, ())),
            "findings": tuple(findings.get(row.plan_id, ())),
            "awaits": tuple(awaited.get(row.id, ())),
            "has_evidence": row.code in proved,
        }

    return material


def _promises(rows: MonthRows) -> dict[int, list[Any]]:
    """Milestone id -> open commitments that rest on it directly, or through its plan when on no milestone directly."""
    links = rows.linked["commitment_links"]
    direct = {link.commitment_id for link in links if link.milestone_id is not None}
    of_plan = by_plan(rows.milestones.values())
    found: dict[int, list[Any]] = {}
    open_ = {one.id: one for one in rows.linked["commitments"]}
    for link in links:
        promise = open_.get(link.commitment_id)
        if promise is None:
            continue
        through: Iterable[Any] = [] if link.commitment_id in direct else of_plan.get(link.plan_id, [])
        for key in [link.milestone_id, *(one.id for one in through if one.first_baseline is not None)]:
            if key is not None:
                found.setdefault(key, []).append(promise)
    return found


def _risks(rows: MonthRows) -> Any:
    linked, before = rows.linked, rows.before
    measures = tied(linked["risk_measures"], "risk", "measure", {one.id: one for one in linked["measures"]})
    was_red = {key for key, one in before["indicators"].items() if is_red(one)}
    calm = {one.id: one for one in linked["indicators"] if one.id not in was_red}
    indicators = tied(linked["risk_indicators"], "risk", "indicator", calm)
    of_plan = by_plan(rows.milestones.values())
    off = {
        plan.id: plan for plan in linked["plans"]
        if slip.plan_state(of_plan.get(plan.id, []), rows.on) == MilestoneState.OFF_TRACK
    }  # fmt: skip
    plans = tied(linked["risk_plans"], "risk", "plan", off)

    def material(row: Any) -> dict[str, Any]:
        return {
            "before": before["risks"].get(row.id),
            "measures": tuple(measures.get(row.id, ())),
            "indicators": tuple(indicators.get(row.id, ())),
            "plans": tuple(plans.get(row.id, ())),
        }

    return material


def _measures(rows: MonthRows) -> Any:
    risks = tied(rows.linked["risk_measures"], "measure", "risk", {one.id: one for one in rows.linked["risks"]})

    def material(row: Any) -> dict[str, Any]:
        return {"risks": tuple((risk, rows.before["risks"].get(risk.id)) for risk in risks.get(row.id, ()))}

    return material

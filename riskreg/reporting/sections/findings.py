"""Findings in the manner of the AR and ADR tables in Dutch annual reports: rating per audit year, target, slip."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from riskreg.history.changes import is_open
from riskreg.insight import exceptions, ratings, slip
from riskreg.reporting.document import FindingRow, Findings, Rating
from riskreg.reporting.material import Material
from riskreg.vocabulary.choices import FindingState, MilestoneStatus

YEARS = 4  # columns of the rating strip, the latest audit years
_ABBREVIATION = re.compile(r"\(([^()]+)\)\s*$")


def findings(material: Material) -> Findings:
    """Open findings and those that ended in the month, in order of code."""
    after = material.ends.findings.after
    ended = {one["code"] for one in material.changes["findings"]["closed"]}
    shown = [row for row in after.values() if is_open(row) or row.code in ended]
    about = _About(material)
    years = tuple(ratings.all_years(one for row in shown for one in about.rounds[row.id])[-YEARS:])
    rows = {row.code: _row(material, row, about, years) for row in shown}
    return Findings(
        years=years,
        open=tuple(one for code, one in rows.items() if code not in ended),
        ended=tuple(one for code, one in rows.items() if code in ended),
    )


class _About:
    """What hangs on findings at the end, by finding id; and the levels of ratings by their own id."""

    def __init__(self, material: Material) -> None:
        lists = material.ends.lists
        self.rounds, self.senders, self.plans, self.targets = (
            _by_finding(lists[name]) for name in ("rounds", "senders", "finding_plans", "targets")
        )
        self.levels = {level.id: level for level in lists["levels"]}

    def first_precision(self, row: Any) -> str:
        """How precisely the first promised day was told."""
        told = [one.precision for one in self.targets[row.id] if one.target == row.first_target]
        return told[0] if told else "day"


def _runs(of_plan: Mapping[int, list[Any]], plans: Iterable[int]) -> bool:
    """Whether anything of these plans is not completed still."""
    return any(
        one.first_baseline is not None and one.status != MilestoneStatus.COMPLETED
        for plan in plans
        for one in of_plan.get(plan, [])
    )


def _by_finding(lines: Iterable[Any]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for line in lines:
        grouped[line.finding_id].append(line)
    return grouped


def _row(material: Material, row: Any, about: _About, years: tuple[int, ...]) -> FindingRow:
    plans = [link.plan_id for link in about.plans[row.id]]
    ends = [slip.plan_finish(material.milestones_of.get(plan, []))["forecast"] for plan in plans]
    forecast = max((end for end in ends if end), default=None)
    standing, of_plan = material.ends.plans.by_id, material.milestones_of
    latest = [plan for plan, end in zip(plans, ends, strict=True) if end is not None and end == forecast]
    last = row.ended_on if row.ended_on and not is_open(row) else material.on
    return FindingRow(
        record=material.ref("finding", row),
        kind=row.kind,
        senders=_senders(material, about.senders[row.id]),
        ratings=tuple(_rating(year, about.rounds[row.id], about.levels) for year in years),
        state=row.state,
        state_words=str(FindingState(row.state).label),
        target=row.target,
        target_precision=row.target_precision,
        first_target=row.first_target,
        target_slip=(row.target - row.first_target).days if row.target and row.first_target else None,
        forecast=forecast,
        forecast_slip=(forecast - row.target).days if forecast and row.target else None,
        days_open=(last - row.opened_on).days,
        plans=tuple(material.ref("plan", standing[plan]) for plan in sorted(plans) if plan in standing),
        first_target_precision=about.first_precision(row),
        forecast_precision=slip.finish_precision(of_plan.get(latest[0], [])) if latest else "day",
        is_past_target=exceptions.past_target(row, material.on),
        is_passed=is_open(row) and forecast is not None and forecast < material.on and _runs(of_plan, latest),
    )


def _senders(material: Material, bonds: Iterable[Any]) -> tuple[str, ...]:
    """The abbreviation of each sender where its name has one: "Court of Audit (AR)" is AR."""
    names = (material.name("parties", bond.party_id) or material.name("units", bond.unit_id) for bond in bonds)
    return tuple(match[1] if (match := _ABBREVIATION.search(name)) else name for name in names if name)


def _rating(year: int, rounds: list[Any], levels: dict[int, Any]) -> Rating:
    found = ratings.year_rating(year, rounds, levels)
    level = levels.get(found.last.rating_id) if found.last else None
    return Rating(year, level.key if level else None, found.letter, found.level, found.words)

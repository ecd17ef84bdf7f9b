"""A plan month by month: its milestones as they stood at the end of each month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from riskreg.access import visible_to
from riskreg.history.register import Register
from riskreg.models import Milestone
from riskreg.vocabulary.periods import Month, end_of_day


@dataclass(frozen=True)
class PlanMonth:
    """A month of a plan; `on` is its last day, or the register's day for the month that is not over."""

    month: Month
    on: date
    milestones: tuple[Any, ...]

    def by_id(self) -> dict[int, Any]:
        return {row.id: row for row in self.milestones}


def plan_months(register: Register, plan: Any, count: int = 24) -> list[PlanMonth]:
    """The last months up to the register's moment, oldest first, at most `count`. One query.

    The milestones are past rows, withdrawn ones left out, in order of code; a month in which the plan had none yet
    is left out at the beginning.
    """
    return months_of(register, [plan.id], count).get(plan.id, [])


def months_of(register: Register, plan_ids: list[int], count: int = 24) -> dict[int, list[PlanMonth]]:
    """The same for several plans: plan id -> months. One query."""
    rows = visible_to(register.actor, Milestone.versions().filter(plan_id__in=plan_ids))
    if register.moment is not None:
        rows = rows.filter(history_date__lt=register.moment)
    versions: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        versions[row.plan_id].append(row)
    return {plan_id: _months(register.on, listed, count) for plan_id, listed in versions.items()}


def _months(on: date, versions: list[Any], count: int) -> list[PlanMonth]:
    last = first = Month.of(on)
    for _step in range(count - 1):
        first = first.previous
    standing: dict[int, Any] = {}
    found, place = [], 0
    for month in first.through(last):
        day = min(month.last, on)
        end = end_of_day(day)
        while place < len(versions) and (month == last or versions[place].history_date < end):
            standing[versions[place].id] = versions[place]
            place += 1
        rows = sorted((row for row in standing.values() if not row.withdrawn), key=lambda row: row.code)
        if rows or found:
            found.append(PlanMonth(month, day, tuple(rows)))
    return found

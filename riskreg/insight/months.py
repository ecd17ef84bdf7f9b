"""Progress, lateness and slip of a plan month by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from riskreg.history.months import month_ends
from riskreg.history.register import Register
from riskreg.insight import progress, slip
from riskreg.vocabulary.periods import Month


@dataclass(frozen=True)
class PlanMonth:
    """A plan at the end of a month (of the month under way: as it stands): percent, percent points, days.

    `actual`, `planned` and `change` are None while no baseline is in force; `change` is None for the first month too.
    """

    month: Month
    actual: int | None
    planned: int | None
    change: int | None
    milestones: int
    late: int
    forecast: date | None
    slip: int | None


def plan_months(register: Register, plan: Any, count: int = 24) -> list[PlanMonth]:
    """The plan at the end of each of the last months, oldest first; months before it had milestones are left out.

    One query, whatever the number of milestones and months. Lateness is judged on the last day of each month, in the
    month that is not over on the register's day.
    """
    found: list[PlanMonth] = []
    for end in month_ends(register, plan, count):
        rows = end.milestones
        actual = progress.actual(rows)
        ends = slip.plan_finish(rows)
        before = found[-1].actual if found else None
        found.append(
            PlanMonth(
                month=end.month,
                actual=actual,
                planned=progress.planned(rows, end.on),
                change=difference(actual, before),
                milestones=sum(1 for row in rows if row.first_baseline is not None),
                late=sum(slip.is_late(row, end.on) for row in rows),
                forecast=ends["forecast"],
                slip=days_between(ends["forecast"], ends["baseline"]),
            )
        )
    return found


def difference(new: int | None, old: int | None) -> int | None:
    """New minus old, in points; None when either is unknown."""
    return None if new is None or old is None else new - old


def days_between(finish: date | None, promised: date | None) -> int | None:
    """Days that the finish lies after the promised day; None when either is unknown."""
    return (finish - promised).days if finish and promised else None


def by_plan(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Plan id -> its milestones among the rows."""
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.plan_id].append(row)
    return dict(grouped)

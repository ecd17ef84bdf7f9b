"""A plan and its milestones month by month, rebuilt from their versions."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from riskreg.access import Actor, visible_to
from riskreg.insight import progress, slip
from riskreg.models import Milestone
from riskreg.vocabulary.periods import Month, end_of_day


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


def last_months(on: date, count: int) -> list[Month]:
    """The month of the day and those before it, oldest first."""
    months = [Month.of(on)]
    while len(months) < count:
        months.append(months[-1].previous)
    return months[::-1]


def plan_months(actor: Actor, plan: Any, months: Sequence[Month]) -> list[PlanMonth]:
    """The plan at the end of each month, oldest first; months before it was in the register are left out.

    One query, whatever the number of milestones and months. Lateness is judged on the last day of each month.
    """
    versions = _versions(actor, plan.id)
    found: list[PlanMonth] = []
    for month in months:
        rows = _standing_at(versions, end_of_day(month.last), plan.id)
        if not rows:
            continue
        actual = progress.actual(rows)
        ends = slip.plan_finish(rows)
        before = found[-1].actual if found else None
        found.append(
            PlanMonth(
                month=month,
                actual=actual,
                planned=progress.planned(rows, month.last),
                change=difference(actual, before),
                milestones=sum(1 for row in rows if row.first_baseline is not None),
                late=sum(slip.is_late(row, month.last) for row in rows),
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


def _versions(actor: Actor, plan_id: int) -> dict[int, tuple[list[datetime], list[Any]]]:
    """Milestone id -> moments and versions, oldest first, of every milestone that was ever the plan's."""
    ever = Milestone.versions().filter(plan_id=plan_id).order_by().values("id")
    grouped: dict[int, tuple[list[datetime], list[Any]]] = defaultdict(lambda: ([], []))
    for row in visible_to(actor, Milestone.versions().filter(id__in=ever)):
        grouped[row.id][0].append(row.history_date)
        grouped[row.id][1].append(row)
    return grouped


def _standing_at(versions: dict[int, tuple[list[datetime], list[Any]]], moment: datetime, plan_id: int) -> list[Any]:
    """Each milestone's last version before the moment, where it was the plan's and not withdrawn."""
    found = []
    for moments, rows in versions.values():
        place = bisect_left(moments, moment)
        if place and rows[place - 1].plan_id == plan_id and not rows[place - 1].withdrawn:
            found.append(rows[place - 1])
    return found


def by_plan(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Plan id -> its milestones among the rows."""
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.plan_id].append(row)
    return dict(grouped)

"""The milestones of a plan as they stood at the end of each month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from riskreg.access import visible_to
from riskreg.history.register import Register
from riskreg.models import Milestone
from riskreg.vocabulary.periods import Month, end_of_day

# What the courses of a plan are drawn from; whole versions took several times as long to read.
DRAWN = (
    "id", "code", "plan_id", "withdrawn", "status", "percent", "weight", "first_baseline", "baseline", "forecast",
    "forecast_precision", "actual", "history_date",
)  # fmt: skip


@dataclass(frozen=True)
class MonthEnd:
    """A month of a plan; `on` is its last day, or the register's day for the month that is not over."""

    month: Month
    on: date
    milestones: tuple[Any, ...]


def month_ends(register: Register, plan: Any, count: int = 24) -> list[MonthEnd]:
    """The last months up to the register's moment, oldest first, at most `count`. One query.

    The milestones are past rows, withdrawn ones left out, in order of code; months before the plan had any are left
    out.
    """
    ever = Milestone.versions().filter(plan_id=plan.id).order_by().values("id")
    rows = visible_to(register.actor, Milestone.versions().filter(id__in=ever))
    if register.moment is not None:
        rows = rows.filter(history_date__lt=register.moment)
    last = first = Month.of(register.on)
    for _step in range(count - 1):
        first = first.previous
    return list(_ends(register.on, list(rows), first.through(last), plan.id))


def _ends(on: date, versions: list[Any], months: list[Month], plan_id: int) -> Iterable[MonthEnd]:
    standing: dict[int, Any] = {}
    place, begun = 0, False
    for month in months:
        day = min(month.last, on)
        while place < len(versions) and (month == months[-1] or versions[place].history_date < end_of_day(day)):
            standing[versions[place].id] = versions[place]
            place += 1
        here = [row for row in standing.values() if row.plan_id == plan_id and not row.withdrawn]
        begun = begun or bool(here)
        if begun:
            yield MonthEnd(month, day, tuple(sorted(here, key=lambda row: row.code)))


@dataclass(frozen=True)
class CutMonth:
    """A month, the day by which it is judged, and the first moment that no longer counts for it; None is now."""

    month: Month
    on: date
    until: datetime | None


def ends_of_plans(register: Register, plans: Collection[int], months: Sequence[CutMonth]) -> dict[int, list[MonthEnd]]:
    """Plan id -> its milestones at the end of each of these months, oldest first. One query for all plans.

    As `month_ends`, but cut off where the months themselves were; months before a plan had milestones are left out.
    """
    ever = Milestone.versions().filter(plan_id__in=plans).order_by().values("id")
    rows = visible_to(register.actor, Milestone.versions().filter(id__in=ever))
    if register.moment is not None:
        rows = rows.filter(history_date__lt=register.moment)
    versions = list(rows.values_list(*DRAWN, named=True))
    found: dict[int, list[MonthEnd]] = {key: [] for key in plans}
    standing: dict[int, Any] = {}
    place = 0
    for month in months:
        while place < len(versions) and (month.until is None or versions[place].history_date < month.until):
            standing[versions[place].id] = versions[place]
            place += 1
        here: dict[int, list[Any]] = defaultdict(list)
        for row in sorted(standing.values(), key=lambda row: row.code):
            if not row.withdrawn:
                here[row.plan_id].append(row)
        for key, ends in found.items():
            if ends or here[key]:
                ends.append(MonthEnd(month.month, month.on, tuple(here[key])))
    return found

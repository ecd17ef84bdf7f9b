"""The milestones of a plan as they stood at the end of each month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from riskreg.access import visible_to
from riskreg.history.register import Register
from riskreg.models import Milestone
from riskreg.vocabulary.periods import Month, end_of_day


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

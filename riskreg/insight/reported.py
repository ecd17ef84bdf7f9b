"""What the months reported of a plan: the finish of each milestone, and progress planned and actual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from riskreg.history.months import MonthEnd
from riskreg.insight import progress as share
from riskreg.insight import slip
from riskreg.vocabulary.choices import MilestoneStatus
from riskreg.vocabulary.periods import Month

MONTHS_AHEAD = 3


@dataclass(frozen=True)
class TrendCell:
    """A finish as one month reported it; `again`: it was reached the month before too."""

    on: date | None
    moved: bool
    reached: bool
    again: bool


@dataclass(frozen=True)
class TrendRow:
    """One milestone of the table under the trend, a cell per month."""

    milestone: Any
    cells: tuple[TrendCell, ...]


def trend_row(milestone: Any, months: Sequence[MonthEnd]) -> TrendRow | None:
    """The finish of a milestone in scope month by month; None for what was reached before the months shown."""
    if milestone.first_baseline is None:
        return None
    cells: list[TrendCell] = []
    before, was_reached = None, False
    for month in months:
        then = next((row for row in month.milestones if row.id == milestone.id), None)
        day = slip.finish(then) if then is not None and then.first_baseline is not None else None
        reached = then is not None and then.status == MilestoneStatus.COMPLETED
        moved = before is not None and day is not None and day != before
        cells.append(TrendCell(day, moved, reached, reached and was_reached))
        before, was_reached = day or before, reached
    if not cells or all(cell.reached for cell in cells):
        return None
    return TrendRow(milestone, tuple(cells))


@dataclass(frozen=True)
class ProgressRow:
    """One month of the table under the progress chart; `actual` is None for the months to come."""

    month: date
    planned: int | None
    actual: int | None


def progress_rows(months: Sequence[MonthEnd], milestones: Sequence[Any]) -> list[ProgressRow]:
    """Planned and actual at each month's end, and what is planned for the next months."""
    rows = [
        ProgressRow(one.month.first, share.planned(one.milestones, one.on), share.actual(one.milestones))
        for one in months
    ]
    ahead: Month | None = months[-1].month if months else None
    for _step in range(MONTHS_AHEAD if ahead and rows[-1].planned != 100 else 0):
        ahead = ahead.next if ahead else None
        if ahead:
            rows.append(ProgressRow(ahead.first, share.planned(milestones, ahead.last), None))
    return [row for row in rows if row.planned is not None or row.actual is not None]

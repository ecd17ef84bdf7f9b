"""The line of findings of many months at once: open at start + new + reopened - ended = open at end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from riskreg.history.changes import is_open
from riskreg.models import Finding
from riskreg.reporting.cut_offs import CutOffs
from riskreg.vocabulary.periods import Month, end_of_day


@dataclass(frozen=True)
class MonthLine:
    """Numbers of findings (facts/RULES.md 35); `new` counts reopened ones too."""

    open_start: int
    new: int
    ended: int
    open_end: int


def lines(cut_offs: CutOffs, months: Sequence[Month], until: datetime | None = None) -> list[MonthLine]:
    """The line of each month, months in order without a gap; what came at `until` or later does not count. One query.

    The same figures as `history.changes`, from the versions of findings instead of two registers a month.
    """
    if not months:
        return []
    before = cut_offs.moment(months[0].previous) or end_of_day(months[0].previous.last)
    ends = [before, *(cut_offs.moment(month) for month in months)]
    sides = list(_sides(ends, until))
    return [_line(start, end) for start, end in pairwise(sides)]


def _sides(ends: Iterable[datetime | None], until: datetime | None) -> Iterable[dict[int, bool]]:
    """At each moment (None is now): finding id -> whether it is open; withdrawn ones are absent."""
    versions = Finding.versions().values_list("id", "history_date", "state", "withdrawn", named=True)
    rows = list(versions.filter(history_date__lt=until) if until else versions)
    place, known = 0, dict[int, bool]()
    for end in ends:
        while place < len(rows) and (end is None or rows[place].history_date < end):
            _apply(known, rows[place])
            place += 1
        yield dict(known)


def _apply(known: dict[int, bool], row: Any) -> None:
    if row.withdrawn:
        known.pop(row.id, None)
    else:
        known[row.id] = is_open(row)


def _line(start: dict[int, bool], end: dict[int, bool]) -> MonthLine:
    new = sum(1 for key, now in end.items() if key not in start or (now and not start[key]))
    ended = sum(1 for key, now in end.items() if not now and start.get(key, True))
    return MonthLine(sum(start.values()), new, ended, sum(end.values()))

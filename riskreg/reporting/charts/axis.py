"""A shared time axis: days to places, with quarters or years as ticks."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from riskreg.reporting.charts.svg import Svg, shorten, text_width, thin


@dataclass(frozen=True)
class Tick:
    """The first day of a quarter, or of a year where `strong`."""

    on: date
    quarter: int

    @property
    def strong(self) -> bool:
        return self.quarter == 1


@dataclass(frozen=True)
class Axis:
    """Days first..last on places left..right in px; a day outside is held at the edge."""

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def around(cls, days: Sequence[date], left: float, right: float, room: float = 0) -> "Axis":
        """An axis that begins at the quarter of the earliest day; `room` px stay free after the latest day."""
        begin, end = min(days), max(days)
        begin = date(begin.year, (begin.month - 1) // 3 * 3 + 1, 1)
        span = max((end - begin).days, 90)
        share = max(right - left - room, 1) / max(right - left, 1)
        return cls(begin, begin + timedelta(days=round(span / share) + 1), left, right)

    def at(self, on: date) -> float:
        span = max((self.last - self.first).days, 1)
        share = (on - self.first).days / span
        return self.left + min(max(share, 0), 1) * (self.right - self.left)

    def ticks(self) -> list[Tick]:
        found, year, quarter = [], self.first.year, (self.first.month - 1) // 3 + 1
        while (on := date(year, 3 * quarter - 2, 1)) <= self.last:
            if on >= self.first:
                found.append(Tick(on, quarter))
            year, quarter = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
        return found


def draw_grid(svg: Svg, axis: Axis, top: float, bottom: float) -> None:
    """A hairline per quarter (per year when quarters would crowd), stronger at a new year."""
    for tick in _fitting(axis):
        classes = "axis" if tick.strong else "grid-l"
        x = axis.at(tick.on)
        svg.path(f"M{x:.1f} {top:g}V{bottom:g}", classes)


def draw_labels(svg: Svg, axis: Axis, y: float, quarter: str, until: float | None = None) -> None:
    """The names of the ticks, right of their line: every quarter where they fit, else the years alone.

    `quarter` is a pattern such as "Q%(quarter)d"; nothing is drawn past `until`.
    """
    limit = until if until is not None else axis.right + 4
    names = _names(axis, quarter, limit)
    free = -math.inf
    for tick, name in names:
        x = axis.at(tick.on) + 4
        if x < free or x + text_width(name) > limit:
            continue
        svg.ground(x, y, name)
        svg.text(x, y, name, "t-s t-b" if tick.strong else "t-s t-m")
        free = x + text_width(name) + 6


def draw_months(svg: Svg, names: Sequence[str], places: Sequence[float], y: float) -> None:
    """Names centred at their places, thinned from the last on until none touch, cut to stay within the drawing."""
    rooms = [2 * min(x, svg.width - x) for x in places]
    short = [shorten(name, room) for name, room in zip(names, rooms, strict=True)]
    last = len(short) - 1
    for index in (
        last - back for back in thin([-x for x in reversed(places)], [text_width(one) for one in short[::-1]])
    ):
        svg.text(places[index], y, short[index], "t-s t-m t-c")


def _names(axis: Axis, quarter: str, limit: float) -> list[tuple[Tick, str]]:
    """The fullest set of names of which none touches the next; the last may be cut off by the edge."""
    ticks = _fitting(axis)
    years = [(tick, str(tick.on.year)) for tick in ticks if tick.strong]
    if len(years) == len(ticks):
        return years
    short = [(tick, quarter % {"quarter": tick.quarter}) for tick in ticks]
    full = [
        (tick, f"{tick.on.year} {name}" if tick.strong or position == 0 else name)
        for position, (tick, name) in enumerate(short)
    ]
    late_start = [short[0], *full[1:]]
    mixed = [(tick, str(tick.on.year) if tick.strong else name) for tick, name in short]
    for names in (full, late_start, mixed):
        shown = [(axis.at(tick.on) + 4, text_width(name)) for tick, name in names]
        shown = [(x, width) for x, width in shown if x + width <= limit]
        if all(x + width + 6 <= after for (x, width), (after, _) in itertools.pairwise(shown)):
            return names
    return years


def _fitting(axis: Axis) -> list[Tick]:
    ticks = axis.ticks()
    if len(ticks) * 26 <= axis.right - axis.left:
        return ticks
    years = [tick for tick in ticks if tick.strong]
    step = max(1, round(len(years) * 34 / max(axis.right - axis.left, 1) + 0.5))
    return years[::step]

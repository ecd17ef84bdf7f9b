"""Months side by side: open findings stacked by state, and below them on the same axis the late milestones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riskreg.reporting.charts.axis import draw_months
from riskreg.reporting.charts.notation import SIZE, SMALL
from riskreg.reporting.charts.svg import Svg, key_of, number, shorten, spread, text_width, thin

LEFT, NAMES, TOP = 34.0, 168.0, 38.0
STACKED, SINGLE, BETWEEN = 124.0, 64.0, 34.0
FILLS = ("pl", "pv", "ac", "v-good")  # from the zero line up; neighbours differ in grey too


@dataclass(frozen=True)
class MonthBar:
    """One month: its short name, how many are open by part (in the order of the words), how many are late.

    Numbers are None where nothing is known. `is_kept` False: worked out from loaded history, before the break.
    """

    name: str
    parts: tuple[int, ...] | None
    late: int | None
    is_kept: bool = True


@dataclass(frozen=True)
class MonthsWords:
    """Translated words: the names of the two drawings, of the parts (at most four), of the side before the break."""

    title: str
    desc: str = ""
    stacked: str = ""
    single: str = ""
    parts: tuple[str, ...] = ()
    late: str = ""
    before_break: str = ""
    empty: str = ""


def months(bars: Sequence[MonthBar], words: MonthsWords, *, width: float = 720, key: str = "") -> str:
    """SVG text. Totals stand above the bars where they fit; the last month's numbers are named at the right."""
    bars = tuple(bars)
    is_empty = not any(bar.parts or bar.late is not None for bar in bars)
    svg = Svg(
        width,
        TOP + 20 if is_empty else TOP + STACKED + BETWEEN + SINGLE + 26,
        key=key or key_of("months", bars, words, width),
        title=words.title,
        desc=words.desc,
    )
    right = width - NAMES
    if is_empty:
        svg.text(LEFT, TOP, shorten(words.empty, width - LEFT, SIZE), "t-m")
        return str(svg)
    slot = min((right - LEFT) / len(bars), 44.0)
    places = [LEFT + slot * (index + 0.5) for index in range(len(bars))]
    floor, low = TOP + STACKED, TOP + STACKED + BETWEEN + SINGLE
    count = len(words.parts)
    stacks = [None if bar.parts is None else tuple(zip(bar.parts[:count], FILLS[:count], strict=False)) for bar in bars]
    lates = [None if bar.late is None else ((bar.late, "v-bad"),) for bar in bars]
    stacked = _Panel(svg, places, slot, floor, STACKED, stacks)
    single = _Panel(svg, places, slot, low, SINGLE, lates)
    _break(svg, bars, places, slot, words)
    stacked.draw(right)
    single.draw(right)
    _title(svg, TOP - 26, shorten(words.stacked, right - LEFT))
    _title(svg, floor + BETWEEN - 18, shorten(words.single, right - LEFT))
    draw_months(svg, [bar.name for bar in bars], places, low + 18)
    _last(svg, (stacked, single), words, places[-1] + slot / 2 + 8)
    return str(svg)


def _title(svg: Svg, y: float, words: str) -> None:
    svg.ground(LEFT, y, words)
    svg.text(LEFT, y, words, "t-s t-m")


@dataclass(frozen=True)
class _Panel:
    """Bars on one zero line, `high` px for the largest total; a stack is ((value, class), ...) from below, or None."""

    svg: Svg
    places: list[float]
    slot: float
    floor: float
    high: float
    stacks: Sequence[tuple[tuple[int, str], ...] | None]

    @property
    def totals(self) -> list[int | None]:
        return [None if stack is None else sum(value for value, _ in stack) for stack in self.stacks]

    @property
    def unit(self) -> float:
        return (self.high - 14) / max([1, *(total for total in self.totals if total)])

    def draw(self, right: float) -> None:
        self.svg.path(f"M{LEFT:g} {number(self.floor)}H{number(right)}", "axis")
        wide = self.slot * 0.62
        for x, stack in zip(self.places, self.stacks, strict=True):
            y = self.floor
            for value, classes in stack or ():
                if value:
                    y -= value * self.unit
                    self.svg.rect(x - wide / 2, y, wide, value * self.unit, classes)
        shown = [(x, total) for x, total in zip(self.places, self.totals, strict=True) if total is not None]
        words = [str(total) for _, total in shown]
        # The last is always told: thinned from the right.
        kept = thin([-x for x, _ in reversed(shown)], [text_width(one) for one in reversed(words)], 3)
        for index in kept:
            x, total = shown[len(shown) - 1 - index]
            if x - text_width(str(total)) / 2 >= 0:
                self.svg.text(x, self.floor - total * self.unit - 4, total, "t-s t-c halo")

    def middles(self) -> list[tuple[int, float]]:
        """Value and height of the middle of each part of the last month that is not nought."""
        found, y = [], self.floor
        for index, (value, _) in enumerate(self.stacks[-1] or ()):
            if value:
                found.append((index, y - value * self.unit / 2))
            y -= value * self.unit
        return found


def _break(svg: Svg, bars: tuple[MonthBar, ...], places: list[float], slot: float, words: MonthsWords) -> None:
    """A dashed line after the last month that was worked out from loaded history."""
    before = [index for index, bar in enumerate(bars) if not bar.is_kept]
    if not before:
        return
    x = places[before[-1]] + slot / 2
    if before[-1] + 1 < len(bars):
        svg.path(f"M{number(x)} {TOP - 20:g}V{number(svg.height - 26)}", "axis", stroke_dasharray="4 3")
    room_left, room_right = x - 6, svg.width - x - 6
    if room_left >= text_width(words.before_break, SMALL) or room_left > room_right:
        svg.text(x - 6, TOP - 12, shorten(words.before_break, room_left), "t-s t-m t-e")
    else:
        svg.text(x + 6, TOP - 12, shorten(words.before_break, room_right), "t-s t-m")


def _last(svg: Svg, panels: tuple[_Panel, _Panel], words: MonthsWords, x: float) -> None:
    """What the parts of the last month are, beside it."""
    stacked, single = panels
    room = svg.width - x - 14
    parts = stacked.middles()
    for (index, _), y in zip(parts, spread([y for _, y in parts], 16, TOP, stacked.floor - 6), strict=True):
        value, classes = (stacked.stacks[-1] or ())[index]
        svg.rect(x, y - 4, 8, 8, classes)
        _number(svg, x + 14, y + 4, (value, words.parts[index]), room)
    if (late := single.totals[-1]) is not None:
        y = single.floor - 8
        svg.rect(x, y - 8, 8, 8, "v-bad")
        _number(svg, x + 14, y, (late, words.late), room)


def _number(svg: Svg, x: float, y: float, said: tuple[int, str], room: float) -> None:
    value, words = str(said[0]), said[1]
    svg.runs(x, y, [(value, "t-b"), (shorten(words, room - text_width(f"{value} ")), "")], "t-s")

"""When each plan ends: baseline and forecast diamonds on a shared time axis, the difference in days beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from riskreg.reporting.charts.axis import Axis, draw_grid, draw_labels
from riskreg.reporting.charts.svg import Svg, key_of, number, shorten, signed

ROOM = 66.0  # px kept free at the right for "+1234 d"


@dataclass(frozen=True)
class FinishRow:
    """One plan: its name, the baseline day, and the finish (actual when `reached`, else the forecast); None unknown."""

    name: str
    baseline: date | None
    finish: date | None
    reached: bool = False

    @property
    def days(self) -> int | None:
        """Finish minus baseline in days; plus is later."""
        if self.baseline is None or self.finish is None:
            return None
        return (self.finish - self.baseline).days


@dataclass(frozen=True)
class FinishWords:
    """Translated words: `days` a pattern with %(days)s, `quarter` one with %(quarter)d."""

    title: str
    desc: str = ""
    days: str = "%(days)s d"
    quarter: str = "Q%(quarter)d"
    unknown: str = "–"


def axis_of(rows: Sequence[FinishRow], on: date, *, left: float = 6, right: float = 330) -> Axis:
    """The axis that rows of one table share, with room for the days after the last mark."""
    days = [day for row in rows for day in (row.baseline, row.finish) if day is not None]
    return Axis.around([on, *days], left, right, ROOM)


def head(axis: Axis, words: FinishWords, *, key: str = "") -> str:
    """The axis labels of a table head, to stand above `cell` drawings with the same axis."""
    key = key or key_of("finish-head", axis, words)
    svg = Svg(axis.right + 4, 18, key=key, title=words.title, classes="ch--cell")
    draw_labels(svg, axis, 13, words.quarter)
    return str(svg)


def cell(row: FinishRow, axis: Axis, on: date, words: FinishWords, *, key: str = "") -> str:
    """One row as a drawing for a table cell; `words.title` says both days and the difference."""
    key = key or key_of("finish-cell", row, axis, on, words)
    svg = Svg(axis.right + 4, 22, key=key, title=words.title, desc=words.desc, classes="ch--cell")
    draw_grid(svg, axis, 0, 22)
    svg.path(f"M{number(axis.at(on))} 0V22", "now")
    _row(svg, row, axis, 11, on, words)
    return str(svg)


def _row(svg: Svg, row: FinishRow, axis: Axis, y: float, on: date, words: FinishWords) -> None:
    places = [axis.at(day) for day in (row.baseline, row.finish) if day is not None]
    if not places:
        x = axis.at(on) + 8
        svg.text(x, y + 4, shorten(words.unknown, svg.width - x), "t-s t-m halo")
        return
    first, last = min([axis.at(on), *places]), max(places)
    svg.path(f"M{number(first)} {y:g}H{number(last)}", "axis")
    days = row.days
    if row.baseline and row.finish and days:
        a, b = sorted(places)
        svg.rect(a, y - 2.5, b - a, 5, "v-bad" if days > 0 else "v-good")
    if row.baseline:
        svg.diamond(axis.at(row.baseline), y, 6.5, "pl")
    if row.finish and row.reached:
        svg.diamond(axis.at(row.finish), y, 5, "ac")
    elif row.finish:
        svg.forecast_diamond(axis.at(row.finish), y, 5)
    if days is not None:
        judged = "t-bad" if days > 0 else "t-good" if days < 0 else "t-m"
        svg.text(
            last + 12, y + 4, shorten(words.days % {"days": signed(days)}, svg.width - last - 12), f"t-s {judged} halo"
        )

"""Roadmap of a plan: baseline outlined, actual solid, forecast hatched, a lane per workstream, quarters as the axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from riskreg.reporting.charts.axis import Axis, draw_grid, draw_labels
from riskreg.reporting.charts.notation import SMALL
from riskreg.reporting.charts.svg import Svg, key_of, lanes, number, shorten, signed, text_width

TOP, ROW, LINE = 34.0, 52.0, 15.0
Span = tuple[date, date]


@dataclass(frozen=True)
class RoadmapMilestone:
    """One milestone: its short code, the baseline day, the finish (actual when `reached`, else the forecast)."""

    code: str
    name: str
    baseline: date | None
    finish: date | None
    reached: bool = False

    @property
    def days(self) -> int | None:
        if self.baseline is None or self.finish is None:
            return None
        return (self.finish - self.baseline).days


@dataclass(frozen=True)
class RoadmapRow:
    """One workstream or milestone: code, name, first and last day of each scenario (None: none), its milestones."""

    code: str
    name: str
    baseline: Span | None = None
    actual: Span | None = None
    forecast: Span | None = None
    milestones: tuple[RoadmapMilestone, ...] = ()


@dataclass(frozen=True)
class RoadmapWords:
    """Translated words: `days` a pattern with %(days)s, `quarter` with %(quarter)d, `today` a finished label."""

    title: str
    desc: str = ""
    days: str = "%(days)s d"
    quarter: str = "Q%(quarter)d"
    today: str = ""
    empty: str = ""


def roadmap(rows: Sequence[RoadmapRow], on: date, words: RoadmapWords, *, width: float = 1310, key: str = "") -> str:
    """SVG text. A row grows by a line for each further lane its milestone labels need, so that none overlap."""
    rows = tuple(rows)
    key = key or key_of("roadmap", rows, on, words, width)
    longest = max((text_width(f"{row.code} {row.name}", 12.5) for row in rows), default=0)
    left = min(max(longest + 24, 120), width * 0.26)
    axis = Axis.around([on, *(day for row in rows for day in _days(row))], left, width - 6, 70)
    labels = [_labels(row, axis, words) for row in rows]
    heights = [_height(row, placed) for row, placed in zip(rows, labels, strict=True)]
    low = TOP + (sum(heights) if rows else ROW)
    svg = Svg(width, low + 4, key=key, title=words.title, desc=words.desc)
    draw_grid(svg, axis, TOP - 8, low)
    draw_labels(svg, axis, TOP - 14, words.quarter)
    today = axis.at(on)
    svg.path(f"M{number(today)} 8V{low:g}", "now")
    svg.text(today + 5, 9, words.today, "t-s t-now")
    if not rows:
        svg.text(0, TOP + 24, words.empty, "t-m")
    y = TOP
    for row, placed, height in zip(rows, labels, heights, strict=True):
        _row(svg, row, axis, y)
        for label in placed:
            label.draw(svg, y)
        y += height
        svg.path(f"M0 {y:g}H{width:g}", "grid-l")
    return str(svg)


def _days(row: RoadmapRow) -> list[date]:
    spans = [day for span in (row.baseline, row.actual, row.forecast) if span for day in span]
    return spans + [day for item in row.milestones for day in (item.baseline, item.finish) if day]


def _height(row: RoadmapRow, labels: "list[_Label]") -> float:
    if not row.milestones:
        return 38
    return ROW + LINE * max((label.lane for label in labels), default=0)


@dataclass(frozen=True)
class _Label:
    code: str
    slip: str
    judged: str
    middle: float
    lane: int

    def draw(self, svg: Svg, y: float) -> None:
        parts = [(self.code, "t-b")] + ([(self.slip, self.judged)] if self.slip else [])
        svg.runs(self.middle, y + 44 + LINE * self.lane, parts, "t-s t-c halo")


def _labels(row: RoadmapRow, axis: Axis, words: RoadmapWords) -> list[_Label]:
    drawn = []
    for item in row.milestones:
        day = item.finish or item.baseline
        if day is None:
            continue
        slip = "" if item.days is None else words.days % {"days": signed(item.days)}
        late = item.days is not None and item.days > 0 and not item.reached
        half = text_width(f"{item.code} {slip}".strip(), SMALL) / 2
        middle = min(max(axis.at(day), axis.left + half - 8), axis.right - half + 6)
        drawn.append((item, slip, "t-bad" if late else "t-m", middle, half))
    lane_of = lanes([(middle - half, middle + half) for *_, middle, half in drawn])
    return [
        _Label(item.code, slip, judged, middle, lane)
        for (item, slip, judged, middle, _), lane in zip(drawn, lane_of, strict=True)
    ]


def _row(svg: Svg, row: RoadmapRow, axis: Axis, y: float) -> None:
    indent = text_width(row.code, 12.5) + 7 if row.code else 0
    if row.code:
        svg.text(0, y + 22, row.code, "t-b")
    name = svg.text(indent, y + 22, shorten(row.name, axis.left - indent - 12, 12.5))
    svg.tooltip(name, row.name)
    if row.baseline:
        _bar(svg, axis, row.baseline, y + 6, 9, "pl")
    if row.actual:
        _bar(svg, axis, row.actual, y + 19, 10, "ac")
    if row.forecast:
        start, end = (axis.at(day) for day in row.forecast)
        svg.forecast_bar(start, y + 19, max(end - start, 2), 10)
    for item in row.milestones:
        if item.baseline:
            svg.diamond(axis.at(item.baseline), y + 10.5, 5.5, "pl")
        if item.finish and item.reached:
            svg.diamond(axis.at(item.finish), y + 24, 6.5, "ac")
        elif item.finish:
            svg.forecast_diamond(axis.at(item.finish), y + 24, 6.5)


def _bar(svg: Svg, axis: Axis, span: Span, y: float, height: float, classes: str) -> None:
    start, end = (axis.at(day) for day in span)
    svg.rect(start, y, max(end - start, 2), height, classes)

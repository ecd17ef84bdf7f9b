"""Roadmap of a plan: baseline outlined, actual solid, forecast hatched, a lane per workstream, quarters as the axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from riskreg.reporting.charts.axis import Axis, draw_grid, draw_labels
from riskreg.reporting.charts.notation import SIZE, SMALL
from riskreg.reporting.charts.svg import Svg, arrowhead, key_of, lanes, number, shorten, signed, text_width, wrap

TOP, ROW, LINE, TIES = 34.0, 52.0, 15.0, 8.0
MOST_ROWS, MOST_LANES = 40, 4
NARROW, NAME = 600.0, 18.0  # below that width a name stands above its bars, in a line of that height
BASELINE, FINISH = 10.5, 24.0  # px below the top of a row: the middle of its outlined and of its solid marks
Span = tuple[date, date]
Edges = tuple[Sequence[float], Sequence[float]]  # of each row in px: where its bars begin, where it ends


@dataclass(frozen=True)
class RoadmapMilestone:
    """One milestone: its short code, the baseline day, the finish (actual when `reached`, else the forecast).

    `earlier` are the days that former baselines promised; `needs` the codes of milestones that must finish first.
    """

    code: str
    name: str
    baseline: date | None
    finish: date | None
    reached: bool = False
    earlier: tuple[date, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def days(self) -> int | None:
        if self.baseline is None or self.finish is None:
            return None
        return (self.finish - self.baseline).days

    @property
    def is_late(self) -> bool:
        return self.days is not None and self.days > 0 and not self.reached


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
    """Translated words: `days` a pattern with %(days)s, `quarter` with %(quarter)d, `more` with %(count)d."""

    title: str
    desc: str = ""
    days: str = "%(days)s d"
    quarter: str = "Q%(quarter)d"
    today: str = ""
    empty: str = ""
    more: str = "%(count)d more in the table"


def roadmap(rows: Sequence[RoadmapRow], on: date, words: RoadmapWords, *, width: float = 1310, key: str = "") -> str:
    """SVG text. A row grows by a line for each further lane its milestone labels need, so that none overlap.

    Names stand left of the bars, and above them in a drawing narrower than 600 px, such as one for a phone.

    Of more rows than 40 the first are drawn; of milestones whose labels need more than four lanes the latest are
    named. What is left out is counted in words, for the table that names them all.
    """
    rows = tuple(rows)
    key = key or key_of("roadmap", rows, on, words, width)
    kept, left_out = rows[:MOST_ROWS], len(rows[MOST_ROWS:])
    place = _names(kept, width)
    axis = Axis.around([on, *(day for row in kept for day in _days(row))], place.left, width - 6, 70)
    labels = [_labels(row, axis, words) for row in kept]
    tops = [TOP]
    for placed, row in zip(labels, kept, strict=True):
        tops.append(tops[-1] + place.over + _height(row, placed))
    low = tops[-1] if kept else TOP + ROW
    svg = Svg(width, low + (22 if left_out else 4), key=key, title=words.title, desc=words.desc)
    draw_grid(svg, axis, TOP - 8, low)
    _today(svg, axis.at(on), low, words.today)
    draw_labels(svg, axis, TOP - 12, words.quarter)
    if not rows:
        told = shorten(words.empty, width, SIZE)
        svg.ground(0, TOP + 24, told, size=SIZE)
        svg.text(0, TOP + 24, told, "t-m")
    bars = [top + place.over for top in tops]
    for row, y in zip(kept, bars, strict=False):
        _row(svg, row, axis, y)
    _dependencies(svg, kept, axis, (bars, tops[1:]))
    for row, placed, top, bottom in zip(kept, labels, tops, tops[1:], strict=False):
        for label in placed:
            label.draw(svg, top + place.over)
        hidden = sum(1 for item in row.milestones if item.finish or item.baseline) - len(placed)
        place.draw(svg, row, top, words.more % {"count": hidden} if hidden else "")
        svg.path(f"M0 {bottom:g}H{width:g}", "grid-l")
    if left_out:
        svg.text(0, low + 16, shorten(words.more % {"count": left_out}, width, SIZE), "t-m")
    return str(svg)


@dataclass(frozen=True)
class _Names:
    """Where the names of the rows stand: the bars begin at `left` and `over` px below the top of their row."""

    width: float
    indent: float
    left: float
    over: float

    def draw(self, svg: Svg, row: RoadmapRow, top: float, more: str) -> None:
        """Code and name, and in words what the row leaves out; names stand under each other."""
        line, room = (top + 14, self.width) if self.over else (top + 17, self.left - 12)
        if row.code:
            self._say(svg, 0, line, shorten(row.code, self.indent - 7, SIZE), "t-b")
        if more and self.over:
            more = shorten(more, room / 2)
            room -= text_width(more) + 8
            svg.ground(self.width - text_width(more), line, more)
            svg.text(self.width, line, more, "t-s t-m t-e")
        elif more:
            svg.text(0, top + 48, shorten(more, room - 2), "t-s t-m")
        lines = wrap(row.name, room - self.indent, 1 if self.over else 2, SIZE)
        for position, words in enumerate(lines):
            svg.tooltip(self._say(svg, self.indent, line + 15 * position, words), row.name)

    def _say(self, svg: Svg, x: float, y: float, words: str, classes: str = "") -> ET.Element:
        if self.over:
            svg.ground(x, y, words, size=SIZE)
        return svg.text(x, y, words, classes)


def _names(rows: Sequence[RoadmapRow], width: float) -> _Names:
    indent = min(max((text_width(row.code, SIZE) + 7 for row in rows if row.code), default=0), width * 0.1)
    if width < NARROW:
        return _Names(width, min(indent, width * 0.3), 8, NAME)
    longest = indent + max((text_width(row.name, SIZE) for row in rows), default=0)
    return _Names(width, indent, min(max(longest + 24, 150), width * 0.26), 0)


def _today(svg: Svg, x: float, low: float, words: str) -> None:
    """The line of the day and its words, at the side where they fit."""
    svg.path(f"M{number(x)} 8V{low:g}", "now")
    at_end = x + 5 + text_width(words) > svg.width and x > svg.width / 2
    label = shorten(words, (x if at_end else svg.width - x) - 5)
    svg.text(x - 5 if at_end else x + 5, 9, label, "t-s t-now t-e" if at_end else "t-s t-now")


def _days(row: RoadmapRow) -> list[date]:
    spans = [day for span in (row.baseline, row.actual, row.forecast) if span for day in span]
    return spans + [day for item in row.milestones for day in (*item.earlier, item.baseline, item.finish) if day]


def _height(row: RoadmapRow, labels: "list[_Label]") -> float:
    if not row.milestones:
        return 38
    ties = TIES if any(item.needs for item in row.milestones) else 0
    return ROW + ties + LINE * max((label.lane for label in labels), default=0)


@dataclass(frozen=True)
class _Label:
    code: str
    slip: str
    judged: str
    middle: float
    lane: int

    def draw(self, svg: Svg, y: float) -> None:
        """On a ground of the page, which the lines of dependencies pass behind."""
        parts = [(self.code, "t-b")] + ([(self.slip, self.judged)] if self.slip else [])
        low = y + 44 + LINE * self.lane
        half = text_width(f"{self.code} {self.slip}".strip(), SMALL) / 2
        svg.rect(self.middle - half, low - 10, 2 * half, 12, "under")
        svg.runs(self.middle, low, parts, "t-s t-c halo")


def _labels(row: RoadmapRow, axis: Axis, words: RoadmapWords) -> list[_Label]:
    """The labels of a row in at most four lanes; where they need more, those of the least slip give way."""
    drawn = []
    for item in row.milestones:
        day = item.finish or item.baseline
        if day is None:
            continue
        slip = "" if item.days is None else words.days % {"days": signed(item.days)}
        code = shorten(item.code, 120)
        half = text_width(f"{code} {slip}".strip(), SMALL) / 2
        middle = min(max(axis.at(day), axis.left + half - 8), axis.right - half + 6)
        drawn.append((item, code, slip, middle, half))
    drawn.sort(key=lambda one: (not one[0].is_late, -abs(one[0].days or 0)))
    places = [(middle - half, middle + half) for *_, middle, half in drawn]
    all_named = lanes(places)
    lane_of = _few_lanes(places) if max(all_named, default=0) >= MOST_LANES else [*all_named]
    return [
        _Label(code, slip, "t-bad" if item.is_late else "t-m", middle, lane)
        for (item, code, slip, middle, _), lane in zip(drawn, lane_of, strict=True)
        if lane is not None
    ]


def _few_lanes(places: Sequence[tuple[float, float]]) -> list[int | None]:
    """A lane for each place, the first ones first; None where no lane has room left."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(MOST_LANES)]
    lane_of: list[int | None] = []
    for left, right in places:
        free = (n for n, lane in enumerate(taken) if all(right + 6 <= a or b + 6 <= left for a, b in lane))
        lane_of.append(found := next(free, None))
        if found is not None:
            taken[found].append((left, right))
    return lane_of


def _row(svg: Svg, row: RoadmapRow, axis: Axis, y: float) -> None:
    """The bars and milestones of a row; a milestone that was reached keeps a pale rim on the solid bar."""
    if row.baseline:
        _bar(svg, axis, row.baseline, y + 6, 9, "pl")
    if row.actual:
        _bar(svg, axis, row.actual, y + 19, 10, "ac")
    if row.forecast:
        start, end = (axis.at(day) for day in row.forecast)
        svg.forecast_bar(start, y + 19, max(end - start, 2), 10)
    for item in row.milestones:
        _baselines(svg, item, axis, y + BASELINE)
        if item.finish and item.reached:
            svg.diamond(axis.at(item.finish), y + FINISH, 8.5, "under")
            svg.diamond(axis.at(item.finish), y + FINISH, 6, "ac")
        elif item.finish:
            svg.forecast_diamond(axis.at(item.finish), y + FINISH, 6.5)


def _baselines(svg: Svg, item: RoadmapMilestone, axis: Axis, y: float) -> None:
    """The promise in force outlined, former ones dashed, with a line between them."""
    former = [axis.at(day) for day in item.earlier if day != item.baseline]
    places = [*former, *([axis.at(item.baseline)] if item.baseline else [])]
    if former and len(places) > 1:
        svg.path(f"M{number(min(places))} {number(y)}H{number(max(places))}", "axis", stroke_dasharray="2 2")
    for x in former:
        svg.diamond(x, y, 4.5, "pl", stroke_dasharray="2 1.5")
    if item.baseline:
        svg.diamond(axis.at(item.baseline), y, 5.5, "pl")


def _dependencies(svg: Svg, rows: tuple[RoadmapRow, ...], axis: Axis, edges: Edges) -> None:
    """An elbow from each milestone to those that wait for it, along the edge of its row; red where they come first."""
    places: dict[str, tuple[int, float, float]] = {}
    for index, row in enumerate(rows):
        for count, item in enumerate(row.milestones):
            if (day := item.finish or item.baseline) is not None:
                places[item.code] = (index, axis.at(day), count % 3 * 3.0)
    for item in (item for row in rows for item in row.milestones):
        for needed in item.needs:
            if needed in places and item.code in places:
                _elbow(svg, places[needed], places[item.code], edges)


def _elbow(svg: Svg, start: tuple[int, float, float], end: tuple[int, float, float], edges: Edges) -> None:
    """From one milestone to another, each (row, x, how far from the edge of the row its own line runs)."""
    (row, x0, apart), (to, x1, _) = start, end
    classes = "dep" if x1 >= x0 else "dep dep--bad"
    bars, lows = edges
    y0, y1 = bars[row] + FINISH, bars[to] + FINISH
    goes_up = to < row
    leave = -7.5 if goes_up else 7.5
    edge = bars[row] + 2 if goes_up else lows[row] - 2 - apart
    arrive = y1 - 8 if to > row else y1 + 8
    svg.path(f"M{number(x0)} {number(y0 + leave)}V{number(edge)}H{number(x1)}V{number(arrive)}", classes)
    svg.path(arrowhead((x1, edge), (x1, arrive), 6, 3), "dep-arr")


def _bar(svg: Svg, axis: Axis, span: Span, y: float, height: float, classes: str) -> None:
    start, end = (axis.at(day) for day in span)
    svg.rect(start, y, max(end - start, 2), height, classes)

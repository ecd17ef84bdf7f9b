"""The score of one risk over months: a step line, because a score holds until it is changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskreg.reporting.charts.axis import draw_months
from riskreg.reporting.charts.notation import SIZE
from riskreg.reporting.charts.svg import Svg, key_of, number, shorten, spread, text_width, wrap

TOP, BOTTOM, LEFT, NAMES = 14.0, 184.0, 34.0, 124.0


@dataclass(frozen=True)
class ScorePoint:
    """One month: its short name, the score 0..25 at its end (None: not assessed), the reason when it changed."""

    month: str
    score: int | None
    reason: str = ""


@dataclass(frozen=True)
class TrendWords:
    """Translated words; `now`, `appetite` and `target` are the finished labels, such as "20 now"."""

    title: str
    desc: str = ""
    now: str = ""
    appetite: str = ""
    target: str = ""
    empty: str = ""


def trend(
    points: Sequence[ScorePoint],
    words: TrendWords,
    *,
    appetite: int | None = 9,
    target: int | None = None,
    width: float = 560,
    key: str = "",
) -> str:
    """SVG text. Labels at the right end are spread apart; month names are thinned until none touch."""
    points = tuple(points)
    key = key or key_of("trend", points, words, appetite, target, width)
    svg = Svg(width, 210, key=key, title=words.title, desc=words.desc)
    right = width - NAMES
    for level in (0, 5, 10, 15, 20, 25):
        svg.path(f"M{LEFT:g} {_y(level):g}H{right:g}", "grid-l")
        svg.text(LEFT - 6, _y(level) + 4, level, "t-s t-m t-e")
    places = _places(len(points), right)
    draw_months(svg, [point.month for point in points], places, BOTTOM + 18)
    if appetite is not None and appetite < 25:
        svg.path(f"M{LEFT:g} {number(_y(appetite))}H{right:g}", "limit")
    for point, x in zip(points, places, strict=True):
        if point.reason and point.score is not None:
            svg.path(f"M{number(x)} {TOP:g}V{BOTTOM:g}", "axis", stroke_dasharray="2 3")
    _step_line(svg, points, places)
    _reasons(svg, points, places, right)
    last = next((point.score for point in reversed(points) if point.score is not None), None)
    if last is None:
        svg.text((LEFT + right) / 2, (TOP + BOTTOM) / 2, shorten(words.empty, right - LEFT, SIZE), "t-m t-c halo")
    _ends(svg, words, right, points[-1].score if points else None, appetite, target)
    return str(svg)


def _y(score: float) -> float:
    return BOTTOM - score / 25 * (BOTTOM - TOP)


def _places(count: int, right: float) -> list[float]:
    if count == 1:
        return [right]
    return [LEFT + index * (right - LEFT) / (count - 1) for index in range(count)]


def _step_line(svg: Svg, points: tuple[ScorePoint, ...], places: list[float]) -> None:
    d, former = "", None
    for point, x in zip(points, places, strict=True):
        if point.score is not None:
            y = number(_y(point.score))
            d += f"H{number(x)}V{y}" if former is not None else f"M{number(x)} {y}"
        elif former is not None:
            d += f"H{number(x)}"
        former = point.score
    if d:
        svg.path(d, "line")
    if points and points[-1].score is not None:
        svg.circle(places[-1], _y(points[-1].score), 4, "ac")


def _reasons(svg: Svg, points: tuple[ScorePoint, ...], places: list[float], right: float) -> None:
    """The reason of a change beside its month, as long as it touches no former one; the table holds them all."""
    free = LEFT
    for point, x in zip(points, places, strict=True):
        if not point.reason or point.score is None:
            continue
        lines = wrap(point.reason, 190, 2)
        wide = max((text_width(line) for line in lines), default=0)
        if not lines or x + 6 < free or x + 6 + wide > right:
            continue
        start = _y(point.score) + 18 if point.score >= 15 else _y(point.score) - 24
        for position, line in enumerate(lines):
            svg.text(x + 6, start + 15 * position, line, "t-s halo")
        free = x + 6 + wide + 10


def _ends(
    svg: Svg, words: TrendWords, right: float, last: int | None, appetite: int | None, target: int | None
) -> None:
    ends = []
    if last is not None and words.now:
        ends.append((_y(last), words.now, "t-b"))
    if appetite is not None and appetite < 25 and words.appetite:
        ends.append((_y(appetite), words.appetite, "t-s t-bad"))
    if target is not None:
        svg.diamond(right, _y(target), 6, "pl")
        ends.append((_y(target), words.target, "t-s"))
    for (_, label, classes), y in zip(ends, spread([end[0] for end in ends], 16, TOP, BOTTOM), strict=True):
        svg.text(right + 11, y + 4, shorten(label, NAMES - 11, SIZE), classes)

"""Milestone trend: the finish of each milestone as reported month by month; level is stable, rising is later.

The form is the milestone trend analysis of project control (Meilensteintrendanalyse); the diagonal is where the
reported finish equals the month of report.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from riskreg.reporting.charts.axis import Axis, draw_months
from riskreg.reporting.charts.notation import SIZE
from riskreg.reporting.charts.svg import Svg, key_of, number, shorten, spread, text_width

LEFT, TOP, GAP, NAMES = 70.0, 26.0, 17.0, 210.0
MOST_NAMED = 30


@dataclass(frozen=True)
class MilestoneLine:
    """One milestone: code, finished label ("14 Feb 2028"), slip words ("+45 d"), a finish per month (None: none).

    `reached`: the last finish is an actual day. `days` is the slip against the baseline in force.
    """

    code: str
    label: str
    slip: str
    days: int | None
    finishes: tuple[date | None, ...]
    reached: bool = False


@dataclass(frozen=True)
class MilestoneTrendWords:
    """Translated words: the y axis, the diagonal, what to say without data; `more` a pattern with %(count)d."""

    title: str
    desc: str = ""
    axis: str = ""
    diagonal: str = ""
    empty: str = ""
    more: str = "%(count)d more in the table"


def milestone_trend(
    months: Sequence[tuple[date, str]],
    lines: Sequence[MilestoneLine],
    y_labels: Sequence[tuple[date, str]],
    words: MilestoneTrendWords,
    *,
    width: float = 720,
    height: float = 380,
    bad_days: int = 14,
    key: str = "",
) -> str:
    """SVG text. `months` are (last day, short name); `y_labels` (day, words) for the levels to draw.

    The drawing grows with the number of labels, which stand at least 17 px apart at the right. Of more lines than
    30 the latest are named and the others drawn only, with their number at the foot; the table names them all.
    """
    months, lines, y_labels = tuple(months), tuple(lines), tuple(y_labels)
    key = key or key_of("mta", months, lines, y_labels, words, width, height, bad_days)
    right = width - NAMES
    named = _named(lines)
    low = max(height, TOP + GAP * (len(named) + 1))
    drawn = sum(any(line.finishes) for line in lines)
    more = shorten(words.more % {"count": drawn - len(named)}, NAMES - 14, SIZE) if drawn > len(named) else ""
    svg = Svg(width, low + (46 if more else 30), key=key, title=words.title, desc=words.desc)
    if not any(day for line in lines for day in line.finishes):
        svg.text(LEFT, TOP + 20, shorten(words.empty, width - LEFT, SIZE), "t-m")
        return str(svg)
    days = [day for line in lines for day in line.finishes if day] + [day for day, _ in months]
    axis = Axis(min(days), max(days), low, TOP)
    svg.text(0, 12, shorten(words.axis, right), "t-s t-m")
    _levels(svg, axis, y_labels, right)
    step = (right - LEFT) / max(len(months) - 1, 1)
    places = [LEFT + index * step for index in range(len(months))]
    draw_months(svg, [name for _, name in months], places, low + 22)
    _diagonal(svg, axis, months, places, words.diagonal)
    for index, line in enumerate(lines):
        if index not in named:
            _line(svg, line, axis, places, None)
    ends = [_line(svg, line, axis, places, bad_days) if index in named else None for index, line in enumerate(lines)]
    shown = [(line, *end) for line, end in zip(lines, ends, strict=True) if end is not None]
    for (line, x, end), y in zip(shown, spread([end for *_, end in shown], GAP, TOP - 8, low), strict=True):
        if x < right - 1 or abs(end - y) > 3:
            svg.path(f"M{number(x + 7)} {number(end)}L{number(right + 11)} {number(y)}", "axis", stroke_dasharray="1 3")
        _name(svg, line, right + 14, y + 4, bad_days)
    if more:
        svg.text(right + 14, low + 38, more, "t-m")
    return str(svg)


def _named(lines: tuple[MilestoneLine, ...]) -> set[int]:
    """Places of the lines that are labelled: all, or those not reached of the largest slip, then those that moved."""

    def weight(line: MilestoneLine) -> tuple[bool, int, int]:
        moves = sum(a != b for a, b in itertools.pairwise(day for day in line.finishes if day))
        return (not line.reached, line.days or 0, moves)

    known = [index for index, line in enumerate(lines) if any(line.finishes)]
    return set(sorted(known, key=lambda index: weight(lines[index]), reverse=True)[:MOST_NAMED])


def _name(svg: Svg, line: MilestoneLine, x: float, y: float, bad_days: int) -> None:
    """Code, finish and slip; the code is cut first, then the finish."""
    room = NAMES - 18
    slip = shorten(line.slip, room / 3, SIZE)
    label = shorten(line.label, room - text_width(f"{slip}  ", SIZE) - 40, SIZE)
    code = shorten(line.code, room - text_width(f"{label} {slip} ", SIZE), SIZE)
    judged = "t-bad" if (line.days or 0) > bad_days and not line.reached else "t-m"
    svg.runs(x, y, [(code, "t-b"), (label, ""), (slip, judged)])


def _levels(svg: Svg, axis: Axis, labels: tuple[tuple[date, str], ...], right: float) -> None:
    former = None
    for day, words in sorted(labels):
        if not axis.first <= day <= axis.last:
            continue
        y = axis.at(day)
        svg.path(f"M{LEFT:g} {number(y)}H{right:g}", "grid-l")
        if former is None or former - y >= 15:
            svg.text(LEFT - 8, y + 4, shorten(words, LEFT - 8), "t-s t-m t-e")
            former = y


def _diagonal(svg: Svg, axis: Axis, months: tuple[tuple[date, str], ...], places: list[float], words: str) -> None:
    if len(months) < 2:
        return
    points = (places[0], axis.at(months[0][0]), places[-1], axis.at(months[-1][0]))
    svg.path("M{} {}L{} {}".format(*(number(value) for value in points)), "axis")
    x0, y0, x1, y1 = points
    angle = math.degrees(math.atan2(y1 - y0, x1 - x0))
    if words and text_width(words) < math.hypot(x1 - x0, y1 - y0) * 0.8:
        x, y = x0 + (x1 - x0) * 0.06, y0 + (y1 - y0) * 0.06
        below = 14 if angle < -20 else -6  # under a flat line stand the names of the months
        svg.text(0, below, words, "t-s t-m halo", transform=f"translate({number(x)} {number(y)}) rotate({angle:.1f})")


def _line(
    svg: Svg, line: MilestoneLine, axis: Axis, places: list[float], bad_days: int | None
) -> tuple[float, float] | None:
    """Where the line ends. `bad_days` None: one without a name, thin and without marks."""
    points = [(x, axis.at(day), day) for x, day in zip(places, line.finishes, strict=False) if day is not None]
    if not points:
        return None
    late = bad_days is not None and (line.days or 0) > bad_days
    kind = "line--dim" if bad_days is None else "line--good" if line.reached else "line--bad" if late else "line--dim"
    if len(points) > 1:
        svg.path("M" + "L".join(f"{number(x)} {number(y)}" for x, y, _ in points), f"line {kind}")
    if bad_days is None:
        return points[-1][:2]
    dot = "v-good" if line.reached else "v-bad" if late else "pv"
    for (_, _, before), (x, y, after) in itertools.pairwise(points):
        if before != after:
            svg.circle(x, y, 3, dot)
    x, y, _ = points[-1]
    if line.reached:
        svg.diamond(x, y, 5.5, "ac")
    else:
        svg.circle(x, y, 4, "disc")
    return x, y

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
from riskreg.reporting.charts.svg import Segment, Svg, crosses, key_of, number, shorten, spread, text_width

LEFT, TOP, GAP, NAMES = 70.0, 26.0, 17.0, 210.0
MOST_DRAWN, SUMMARY = 30, 15


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
    """Translated words: the y axis, the diagonal, what to say without data.

    `more` tells what is left out: a pattern with %(drawn)d and %(count)d.
    """

    title: str
    desc: str = ""
    axis: str = ""
    diagonal: str = ""
    empty: str = ""
    more: str = "%(drawn)d drawn; %(count)d more in the table"


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
    30 the 15 latest are drawn and the others counted at the foot; the table holds them all.
    """
    months, lines, y_labels = tuple(months), tuple(lines), tuple(y_labels)
    key = key or key_of("mta", months, lines, y_labels, words, width, height, bad_days)
    right = width - NAMES
    shown = _drawn(lines)
    low = max(height, TOP + GAP * (len(shown) + 1)) if shown else TOP
    rest = sum(any(line.finishes) for line in lines) - len(shown)
    svg = Svg(width, low + (46 if rest else 30), key=key, title=words.title, desc=words.desc)
    if not shown:
        svg.text(LEFT, TOP + 20, shorten(words.empty, width - LEFT, SIZE), "t-m")
        return str(svg)
    days = [day for line in shown for day in line.finishes if day] + [day for day, _ in months]
    axis = Axis(min(days), max(days), low, TOP)
    title = shorten(words.axis, right)
    svg.text(0, 12, title, "t-s t-m")
    _levels(svg, axis, y_labels, right)
    step = (right - LEFT) / max(len(months) - 1, 1)
    places = [LEFT + index * step for index in range(len(months))] if len(months) > 1 else [right]
    draw_months(svg, [name for _, name in months], places, low + 22)
    diagonal = _diagonal(svg, axis, months, places)
    taken: list[Segment] = []
    ends = [_line(svg, line, axis, places, bad_days, taken) for line in shown]
    for line, (x, end), y in zip(shown, ends, spread([end for _, end in ends], GAP, TOP - 8, low), strict=True):
        if x < right - 1 or abs(end - y) > 3:
            svg.path(f"M{number(x + 7)} {number(end)}L{number(right + 11)} {number(y)}", "axis", stroke_dasharray="1 3")
            taken.append(((x + 7, end), (right + 11, y)))
        _name(svg, line, right + 14, y + 4, bad_days)
    if diagonal and words.diagonal:
        _name_diagonal(svg, diagonal, words.diagonal, taken, (text_width(title) + 30, right), (TOP, low))
    if rest:
        told = shorten(words.more % {"drawn": len(shown), "count": rest}, width - LEFT, SIZE)
        svg.text(LEFT, low + 41, told, "t-m")
    return str(svg)


def _drawn(lines: tuple[MilestoneLine, ...]) -> list[MilestoneLine]:
    """The lines with a finish: all, or of too many those not reached of the largest slip, then of the most moves."""

    def weight(line: MilestoneLine) -> tuple[bool, int, int]:
        moves = sum(a != b for a, b in itertools.pairwise(day for day in line.finishes if day))
        return (not line.reached, line.days or 0, moves)

    known = [line for line in lines if any(line.finishes)]
    if len(known) <= MOST_DRAWN:
        return known
    kept = sorted(range(len(known)), key=lambda index: weight(known[index]), reverse=True)[:SUMMARY]
    return [known[index] for index in sorted(kept)]


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


def _diagonal(svg: Svg, axis: Axis, months: tuple[tuple[date, str], ...], places: list[float]) -> Segment | None:
    """The line on which the finish equals the month of report; None for a single month."""
    if len(months) < 2:
        return None
    start, end = (places[0], axis.at(months[0][0])), (places[-1], axis.at(months[-1][0]))
    svg.path(f"M{number(start[0])} {number(start[1])}L{number(end[0])} {number(end[1])}", "axis")
    return start, end


def _name_diagonal(
    svg: Svg,
    diagonal: Segment,
    words: str,
    taken: Sequence[Segment],
    top: tuple[float, float],
    between: tuple[float, float],
) -> None:
    """Words along the diagonal where no line crosses them, else over the drawing between `top`, if they fit there.

    `between` are the highest and the lowest place of the drawing.
    """
    (x0, y0), (x1, y1) = diagonal
    length, wide = math.dist((x0, y0), (x1, y1)), text_width(words)
    angle = math.atan2(y1 - y0, x1 - x0)
    ux, uy = math.cos(angle), math.sin(angle)

    def at(along: float, over: float) -> tuple[float, float]:
        return x0 + ux * along - uy * over, y0 + uy * along + ux * over

    def turned(x: float, y: float) -> tuple[float, float]:
        return (x - x0) * ux + (y - y0) * uy, (y - y0) * ux - (x - x0) * uy

    lines = [(turned(*start), turned(*end)) for start, end in taken]
    steps = max(int((length - wide) / 10), 0)
    for along, base in itertools.product((6.0 + 10 * step for step in range(steps)), (14.0, -6.0)):
        left, above, right, below = box = (along - 3, base - 11, along + wide + 3, base + 4)
        corners = [at(a, b) for a in (left, right) for b in (above, below)]
        inside = all(x0 <= x <= x1 and between[0] <= y <= between[1] for x, y in corners)
        if inside and not any(crosses(one, box) for one in lines):
            x, y = at(along, 0)
            turn = f"translate({number(x)} {number(y)}) rotate({math.degrees(angle):.1f})"
            svg.text(0, base, words, "t-s t-m halo", transform=turn)
            return
    if top[1] - top[0] >= wide:
        svg.path(f"M{number(top[1] - wide - 20)} 13L{number(top[1] - wide - 6)} 5", "axis")
        svg.text(top[1], 12, words, "t-s t-m t-e")


def _line(
    svg: Svg, line: MilestoneLine, axis: Axis, places: list[float], bad_days: int, taken: list[Segment]
) -> tuple[float, float]:
    """Where the line ends; what it covers is added to `taken`."""
    points = [(x, axis.at(day), day) for x, day in zip(places, line.finishes, strict=False) if day is not None]
    late = (line.days or 0) > bad_days
    kind = "line--good" if line.reached else "line--bad" if late else "line--dim"
    if len(points) > 1:
        svg.path("M" + "L".join(f"{number(x)} {number(y)}" for x, y, _ in points), f"line {kind}")
    dot = "v-good" if line.reached else "v-bad" if late else "pv"
    for (before_x, before_y, before), (x, y, after) in itertools.pairwise(points):
        taken.append(((before_x, before_y), (x, y)))
        if before != after:
            svg.circle(x, y, 3, dot)
    x, y, _ = points[-1]
    taken.append(((x - 7, y), (x + 7, y)))
    if line.reached:
        svg.diamond(x, y, 5.5, "ac")
    else:
        svg.circle(x, y, 4, "disc")
    return x, y

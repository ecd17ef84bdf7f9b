"""The values of an indicator over time: a line through its periods, and levels for its target and thresholds."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from riskreg.reporting.charts.axis import Axis, draw_grid, draw_labels
from riskreg.reporting.charts.notation import SIZE, SMALL
from riskreg.reporting.charts.svg import Svg, key_of, number, shorten, spread, text_width

TOP, BOTTOM, HEIGHT, GAP = 26.0, 196.0, 204.0, 11.0


@dataclass(frozen=True)
class Measured:
    """A value, and the last day of its period."""

    on: date
    value: float


@dataclass(frozen=True)
class Level:
    """A value that holds over the whole time, with its finished label and the classes of its line and label."""

    value: float
    label: str
    line: str = "line--dim dash"
    text: str = "t-s t-m"


@dataclass(frozen=True)
class ValuesWords:
    """Translated words; `now` is the finished label of the last value, `quarter` a pattern such as "Q%(quarter)d"."""

    title: str
    desc: str = ""
    now: str = ""
    quarter: str = "Q%(quarter)d"
    empty: str = ""


def rungs(values: Iterable[float], least: float = 0) -> tuple[float, ...]:
    """Two to seven round values around all of these, `least` apart or more; from nought on unless they hardly move."""
    known = list(values) or [0.0]
    low, high = min(known), max(known)
    if low > 0 and high - low > 0.3 * high:
        low = 0
    rough = max((high - low or abs(high) * 0.1 or 1) / 5, least)
    magnitude = 10 ** math.floor(math.log10(rough))
    step = next(times * magnitude for times in (1, 2, 5, 10) if times * magnitude >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(index * step, 9) for index in range(first, max(last, first + 1) + 1))


def values(
    points: Sequence[Measured],
    levels: Sequence[Level],
    scale: Sequence[tuple[float, str]],
    words: ValuesWords,
    *,
    width: float = 640,
    key: str = "",
) -> str:
    """SVG text. `scale` is what `rungs` gave, each with its label; it holds every point and level."""
    points, levels, scale = tuple(points), tuple(levels), tuple(scale)
    svg = Svg(
        width,
        HEIGHT,
        key=key or key_of("values", points, levels, scale, words, width),
        title=words.title,
        desc=words.desc,
    )
    left = 8 + max((text_width(label, SMALL) for _value, label in scale), default=0)
    names = max((text_width(one, SIZE) for one in (words.now, *(level.label for level in levels))), default=0)
    right = max(width - GAP - names, width * 0.55)
    base, room = scale[0][0], scale[-1][0] - scale[0][0]

    def place(value: float) -> float:
        return BOTTOM - (value - base) / room * (BOTTOM - TOP)

    for value, label in scale:
        svg.path(f"M{number(left)} {number(place(value))}H{number(right)}", "grid-l")
        svg.text(left - 6, place(value) + 4, label, "t-s t-m t-e")
    if not points:
        svg.text((left + right) / 2, (TOP + BOTTOM) / 2, shorten(words.empty, right - left, SIZE), "t-m t-c halo")
        return str(svg)
    axis = Axis.around([one.on for one in points], left, right)
    draw_grid(svg, axis, TOP, BOTTOM)
    draw_labels(svg, axis, TOP - 10, words.quarter, until=right)
    for level in levels:
        svg.path(f"M{number(left)} {number(place(level.value))}H{number(right)}", level.line)
    line = [(axis.at(one.on), place(one.value)) for one in points]
    svg.path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in line), "line")
    svg.circle(*line[-1], 4, "ac")
    ends = [(level.value, level.label, level.text) for level in levels]
    if words.now:
        ends.append((points[-1].value, words.now, "t-b"))
    free = spread([place(value) for value, _label, _classes in ends], 16, TOP, BOTTOM)
    for (_value, label, classes), y in zip(ends, free, strict=True):
        svg.text(right + GAP, y + 4, shorten(label, width - right - GAP, SIZE), classes)
    return str(svg)

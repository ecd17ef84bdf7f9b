"""What runs over the words of a chart: lines, arrows and marks that leave a label hard to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET

from riskreg.reporting.charts.svg import crosses
from tests.reporting.charts.metrics import Box, Point
from tests.reporting.charts.reading import SVG, box_of, parse

STEP = re.compile(r"([MLHVQZvz])([^A-Za-z]*)")
HAIRLINES = {"grid-l"}  # paler than any word, hence behind them without harm
Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class Drawn:
    """One mark: its outline as straight pieces, and whether it hides what lies below."""

    points: tuple[Point, ...]
    is_filled: bool

    def runs_over(self, area: Area) -> bool:
        if self.is_filled and self.covers(area):
            return True
        return any(crosses(piece, area) for piece in pairwise(self.points))

    def covers(self, area: Area) -> bool:
        """Whether all four corners lie within a filled mark, which is convex."""
        left, top, right, low = area
        corners = ((left, top), (right, top), (right, low), (left, low))
        return self.is_filled and all(_within(corner, self.points) for corner in corners)


def _within(point: Point, outline: tuple[Point, ...]) -> bool:
    x, y = point
    turns = [(bx - ax) * (y - ay) - (by - ay) * (x - ax) for (ax, ay), (bx, by) in pairwise(outline)]
    return all(turn >= -1e-6 for turn in turns) or all(turn <= 1e-6 for turn in turns)


def crossed(chart: str) -> list[str]:
    """Labels under a line or mark, and those over a line without a halo or a ground of their own."""
    before: list[Drawn] = []
    later: list[tuple[Box, Area]] = []
    found: list[str] = []
    for element in parse(chart):
        if element.tag == f"{SVG}text":
            for box in box_of(element):
                if element.get("transform"):
                    continue
                area = _area(box)
                if "halo" not in element.get("class", "").split() and _unreadable(area, before):
                    found.append(box.words)
                later.append((box, area))
            continue
        mark = _drawn(element)
        if mark is None:
            continue
        found += [box.words for box, area in later if mark.runs_over(area)]
        before.append(mark)
    return found


def _area(box: Box) -> Area:
    """The room of the words less a hair on each side."""
    xs, ys = [x for x, _ in box.corners], [y for _, y in box.corners]
    return min(xs) + 0.5, min(ys) + 1, max(xs) - 0.5, max(ys) - 1


def _unreadable(area: Area, before: list[Drawn]) -> bool:
    for mark in reversed(before):
        if mark.covers(area):
            return False
        if mark.runs_over(area):
            return True
    return False


def _drawn(element: ET.Element) -> Drawn | None:
    names = set(element.get("class", "").split())
    if names & HAIRLINES or element.tag in (f"{SVG}title", f"{SVG}desc", f"{SVG}defs"):
        return None
    filled = element.get("fill", "black") != "none"
    if element.tag == f"{SVG}path":
        return Drawn(tuple(_points(element.get("d", ""))), filled)
    value = {name: float(element.get(name, "0")) for name in ("x", "y", "width", "height", "cx", "cy", "r", "rx")}
    if element.tag == f"{SVG}rect":
        left, top = value["x"], value["y"]
        right, low, inset = left + value["width"], top + value["height"], value["rx"] * 0.3
        corners = (
            (left + inset, top), (right - inset, top), (right, top + inset), (right, low - inset),
            (right - inset, low), (left + inset, low), (left, low - inset), (left, top + inset), (left + inset, top),
        )  # fmt: skip
        return Drawn(corners, filled)
    if element.tag == f"{SVG}circle":
        x, y, r = value["cx"], value["cy"], value["r"]
        near = r * 0.7071
        round_ = (
            (x + r, y), (x + near, y + near), (x, y + r), (x - near, y + near),
            (x - r, y), (x - near, y - near), (x, y - r), (x + near, y - near), (x + r, y),
        )  # fmt: skip
        return Drawn(round_, filled)
    return None


def _points(d: str) -> Iterator[Point]:
    """The corners of a path of one stroke; a curve as eight straight pieces."""
    x = y = 0.0
    first = (x, y)
    for step, numbers in STEP.findall(d):
        values = [float(one) for one in numbers.replace(",", " ").split()]
        if step == "Q":
            (cx, cy, ex, ey), sx, sy = values, x, y
            for part in range(1, 9):
                t = part / 8
                a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
                yield a * sx + b * cx + c * ex, a * sy + b * cy + c * ey
            x, y = ex, ey
            continue
        if step in "Zz":
            x, y = first
        elif step == "H":
            x = values[-1]
        elif step in "Vv":
            y = values[-1] + (y if step == "v" else 0)
        else:
            x, y = values[-2:]
        if step == "M":
            first = (x, y)
        yield x, y

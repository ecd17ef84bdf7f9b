"""The way of one risk in the matrix: inherent, current, target."""

import math
from collections import Counter
from dataclasses import dataclass

from riskreg.reporting.charts.matrix import (
    COMPACT,
    MEDIUM,
    Frame,
    MatrixWords,
    Place,
    boxes_of_products,
    draw_cells,
    draw_products,
)
from riskreg.reporting.charts.notation import SIZE, SMALL
from riskreg.reporting.charts.routes import around, bow
from riskreg.reporting.charts.svg import Svg, key_of, shorten


@dataclass(frozen=True)
class Trail:
    """Each a (likelihood, impact) or None while not assessed."""

    inherent: Place | None
    current: Place | None
    target: Place | None


@dataclass(frozen=True)
class TrailLetters:
    """One letter per point, translated; the table beside the chart repeats them."""

    inherent: str = "I"
    current: str = "C"
    target: str = "T"


def trail(
    points: Trail,
    words: MatrixWords,
    *,
    letters: TrailLetters = TrailLetters(),
    appetite: int | None = 9,
    compact: bool = False,
    key: str = "",
) -> str:
    """SVG text: dashed ring inherent, disc current, diamond target; solid arrow to current, dashed arrow to target."""
    key = key or key_of("trail", points, words, letters, appetite, compact)
    frame = COMPACT if compact else MEDIUM
    svg = Svg(frame.width, frame.height, key=key, title=words.title, desc=words.desc)
    draw_cells(svg, frame, words, appetite)
    spots = _spots(points, frame)
    disc, side = (10.0, 9.0) if frame.compact else (14.0, 12.0)
    avoid = boxes_of_products(frame, words) + [around(spot, side, side) for spot in spots.values()]
    inherent, current, target = (spots.get(name) for name in ("inherent", "current", "target"))
    if inherent and current:
        svg.arrow(inherent, current, "trail", side, disc, bow=bow(inherent, current, avoid, frame.cells))
    if current and target:
        svg.arrow(current, target, "trail-to", disc, side, bow=bow(current, target, avoid, frame.cells))
    draw_products(svg, frame, words)
    if inherent:
        svg.circle(*inherent, side, "ghost")
        _letter(svg, inherent, letters.inherent, _across(side), "t-s t-c")
    if target:
        svg.diamond(*target, side + 1, "disc")
        _letter(svg, target, letters.target, 2 * side - 9, "t-s t-b t-c")  # a diamond is narrow above its middle
    if current:
        svg.circle(*current, disc, "disc")
        _letter(svg, current, letters.current, _across(disc), "t-s t-b t-c" if frame.compact else "t-b t-c")
    return str(svg)


def _letter(svg: Svg, spot: tuple[float, float], words: str, room: float, classes: str) -> None:
    size = SMALL if "t-s" in classes else SIZE
    svg.text(spot[0], spot[1] + 0.35 * size, shorten(words, room, size), classes)


def _across(r: float) -> float:
    """Px that a line of words has within a ring, clear of its edge above and below."""
    return 2 * math.sqrt(r**2 - (SIZE / 2) ** 2) - 2


def _spots(points: Trail, frame: Frame) -> dict[str, tuple[float, float]]:
    """Middles of the cells; points that share a cell stand side by side."""
    places = {name: getattr(points, name) for name in ("inherent", "current", "target")}
    places = {name: place for name, place in places.items() if place is not None}
    crowd = Counter(places.values())
    seen: Counter[Place] = Counter()
    spots = {}
    for name, place in places.items():
        x, y = frame.middle(place)
        step = 19 if frame.compact else 27 if crowd[place] < 3 else 26
        spots[name] = (x + (seen[place] - (crowd[place] - 1) / 2) * step, y)
        seen[place] += 1
    return spots

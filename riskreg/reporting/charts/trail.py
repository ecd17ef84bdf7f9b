"""The way of one risk in the matrix: inherent, current, target."""

from collections import Counter
from dataclasses import dataclass

from riskreg.reporting.charts.matrix import COMPACT, TRAIL, Frame, MatrixWords, Place, draw_cells
from riskreg.reporting.charts.notation import SIZE
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
    frame = COMPACT if compact else TRAIL
    svg = Svg(frame.width, frame.height, key=key, title=words.title, desc=words.desc)
    draw_cells(svg, frame, words, appetite)
    spots = _spots(points, frame)
    inherent, current, target = (spots.get(name) for name in ("inherent", "current", "target"))
    if inherent and current:
        svg.arrow(inherent, current, "trail", 12, 14)
    if current and target:
        svg.arrow(current, target, "trail-to", 14, 12)
    if inherent:
        svg.circle(*inherent, 12, "ghost")
        svg.text(inherent[0], inherent[1] + 4, shorten(letters.inherent, 22), "t-s t-c")
    if target:
        svg.diamond(*target, 13, "disc")
        svg.text(target[0], target[1] + 4, shorten(letters.target, 22), "t-s t-b t-c")
    if current:
        svg.circle(*current, 14, "disc")
        svg.text(current[0], current[1] + 4.5, shorten(letters.current, 26, SIZE), "t-b t-c")
    return str(svg)


def _spots(points: Trail, frame: Frame) -> dict[str, tuple[float, float]]:
    """Middles of the cells; points that share a cell stand side by side."""
    places = {name: getattr(points, name) for name in ("inherent", "current", "target")}
    places = {name: place for name, place in places.items() if place is not None}
    crowd = Counter(places.values())
    seen: Counter[Place] = Counter()
    spots = {}
    for name, place in places.items():
        x, y = frame.middle(place)
        step = 27 if crowd[place] < 3 else 26
        spots[name] = (x + (seen[place] - (crowd[place] - 1) / 2) * step, y)
        seen[place] += 1
    return spots

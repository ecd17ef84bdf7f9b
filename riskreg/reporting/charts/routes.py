"""The way an arrow takes between two marks: straight, or bent as far as it takes to miss the words and other marks."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from riskreg.reporting.charts.svg import Segment, bent, crosses

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom
BOWS = (0.0, 0.08, -0.08, 0.16, -0.16, 0.24, -0.24, 0.32, -0.32, 0.4, -0.4)
PIECES = 12


def around(point: Point, half: float, radius: float) -> Box:
    """The box of a mark of that half width and height."""
    return point[0] - half, point[1] - radius, point[0] + half, point[1] + radius


def bow(start: Point, end: Point, avoid: Sequence[Box], within: Box) -> float:
    """How far to bend, as a share of the length; of ways that touch as few boxes the straightest.

    Boxes that hold the start or the end are those of its own marks, and no way leaves the room `within`.
    """
    others = [box for box in avoid if not _holds(box, start) and not _holds(box, end)]

    def cost(one: float) -> tuple[int, float]:
        pieces = _pieces(start, end, one)
        touched = sum(any(crosses(piece, box) for piece in pieces) for box in others)
        outside = sum(not _holds(within, point) for point, _ in pieces)
        return touched + outside, abs(one)

    return min(BOWS, key=cost)


def _holds(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _pieces(start: Point, end: Point, share: float) -> list[Segment]:
    over = bent(start, end, share)
    places = []
    for part in range(PIECES + 1):
        t = part / PIECES
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        places.append(tuple(a * s + b * o + c * e for s, o, e in zip(start, over, end, strict=True)))
    return [((x0, y0), (x1, y1)) for (x0, y0), (x1, y1) in itertools.pairwise(places)]

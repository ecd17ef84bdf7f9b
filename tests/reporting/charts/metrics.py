"""The true widths of the shipped font, read from its files: what the estimates of the charts are held against."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from riskreg.reporting.render.glyphs import FONTS

# A page draws 400 to 650; Bold (700) is no narrower than that.
REGULAR, BOLD = "SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf"


@dataclass(frozen=True)
class Font:
    """Advance widths in units of the em; `missing` is the width of the box drawn for an unknown character."""

    advances: dict[str, int]
    missing: int
    em: int

    def width(self, text: str, size: float) -> float:
        """In px at a size in px; kerning, which mostly narrows, is left out."""
        return sum(self.advances.get(char, self.missing) for char in text) * size / self.em


@cache
def font(name: str) -> Font:
    """One file of the shipped font (OpenType: head, hhea, hmtx, and format 4 of cmap)."""
    content = (FONTS / name).read_bytes()
    count = struct.unpack_from(">H", content, 4)[0]
    records = (struct.unpack_from(">4sLLL", content, 12 + 16 * place) for place in range(count))
    at = {tag: offset for tag, _sum, offset, _length in records}
    em = struct.unpack_from(">H", content, at[b"head"] + 18)[0]
    metrics = struct.unpack_from(">H", content, at[b"hhea"] + 34)[0]
    widths = [struct.unpack_from(">H", content, at[b"hmtx"] + 4 * glyph)[0] for glyph in range(metrics)]
    advances = {chr(code): widths[min(glyph, metrics - 1)] for code, glyph in _glyphs(content, at[b"cmap"]).items()}
    return Font(advances, widths[0], em)


def _glyphs(content: bytes, cmap: int) -> dict[int, int]:
    """Code point -> glyph."""
    for place in range(struct.unpack_from(">H", content, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">HHL", content, cmap + 4 + 8 * place)[2]
        if struct.unpack_from(">H", content, start)[0] == 4:
            return _segments(content, start)
    raise ValueError("The font has no cmap of format 4")


def _segments(content: bytes, start: int) -> dict[int, int]:
    count = struct.unpack_from(">H", content, start + 6)[0] // 2
    ends, firsts, deltas, offsets = (
        struct.unpack_from(f">{count}H", content, start + 14 + skip)
        for skip in (0, 2 + 2 * count, 2 + 4 * count, 2 + 6 * count)
    )
    found = {}
    for index, (first, last) in enumerate(zip(firsts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[index]:
                where = start + 16 + 6 * count + 2 * index + offsets[index] + 2 * (code - first)
                glyph = struct.unpack_from(">H", content, where)[0]
            if glyph:
                found[code] = (glyph + deltas[index]) & 0xFFFF
    return found


Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """The room a line of text takes, its four corners in order; turned texts have turned boxes."""

    words: str
    corners: tuple[Point, Point, Point, Point]

    def touches(self, other: Box) -> bool:
        """Whether the two share more than a hair (separating axes of two convex shapes)."""
        for corners in (self.corners, other.corners):
            for (x0, y0), (x1, y1) in pairwise(corners[:3]):
                normal = (y1 - y0, x0 - x1)
                a, b = _span(self.corners, normal), _span(other.corners, normal)
                length = (normal[0] ** 2 + normal[1] ** 2) ** 0.5
                if min(a[1], b[1]) - max(a[0], b[0]) < 0.25 * length:
                    return False
        return True

    def leaves(self, width: float, height: float) -> bool:
        """Whether it stands outside a drawing of that size, by more than a hair."""
        return any(not (-0.5 <= x <= width + 0.5 and -0.5 <= y <= height + 0.5) for x, y in self.corners)


def _span(corners: tuple[Point, ...], axis: Point) -> tuple[float, float]:
    along = [x * axis[0] + y * axis[1] for x, y in corners]
    return min(along), max(along)

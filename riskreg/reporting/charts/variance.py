"""Days against plan as a bar from a zero line: later to the right, earlier to the left, the number outside the bar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from riskreg.reporting.charts.notation import SMALL
from riskreg.reporting.charts.svg import Svg, key_of, number, signed, text_width

GAP = 5.0


@dataclass(frozen=True)
class Scale:
    """The span that all bars of one table share: the earliest (at most 0) and the latest (at least 0), in days."""

    earliest: int = 0
    latest: int = 0

    @classmethod
    def of(cls, values: Iterable[int | None]) -> Scale:
        known = [value for value in values if value is not None]
        return cls(min([0, *known]), max([0, *known]))

    def rooms(self) -> tuple[float, float]:
        """Px that the numbers need left and right of the longest bars."""
        left = text_width(signed(self.earliest), SMALL) + GAP + 1 if self.earliest < 0 else 1
        return left, text_width(signed(self.latest), SMALL) + GAP + 1


def variance_bar(days: int | None, scale: Scale, title: str, *, width: float = 112, key: str = "") -> str:
    """SVG text of one cell, at least as wide as its numbers; `title` says the same in words. None: no bar."""
    left, right = scale.rooms()
    width = max(width, left + right + 16)
    svg = Svg(width, 16, key=key or key_of("variance", days, scale, title, width), title=title, classes="ch--cell")
    a_day = (width - left - right) / ((scale.latest - scale.earliest) or 1)
    zero = left - scale.earliest * a_day
    svg.path(f"M{number(zero)} 0V16", "axis")
    if days is None:
        svg.text(zero + GAP, 12, "–", "t-s t-m")
    elif days == 0:
        svg.text(zero + GAP, 12, "0", "t-s t-m")
    elif days > 0:
        svg.rect(zero, 4, days * a_day, 8, "v-bad")
        svg.text(zero + days * a_day + GAP, 12, signed(days), "t-s t-bad")
    else:
        svg.rect(zero + days * a_day, 4, -days * a_day, 8, "v-good")
        svg.text(zero + days * a_day - GAP, 12, signed(days), "t-s t-good t-e")
    return str(svg)

"""A line as small as a word, for a table cell; the title says its first and last value."""

from collections.abc import Sequence

from riskreg.reporting.charts.svg import Svg, key_of, number


def sparkline(
    values: Sequence[float | None],
    title: str,
    *,
    limit: float | None = None,
    low: float = 0,
    high: float | None = 25,
    steps: bool = True,
    width: float = 96,
    height: float = 32,
    key: str = "",
) -> str:
    """SVG text. None leaves a gap. `high` None fits the scale to the values; `steps` False joins points straight."""
    values = tuple(values)
    key = key or key_of("spark", values, title, limit, low, high, steps, width, height)
    svg = Svg(width, height, key=key, title=title, classes="spark")
    known = [value for value in values if value is not None]
    top = high if high is not None else max(known, default=1)
    base = low if high is not None else min([*known, low] if low else known, default=0)
    room = max(top - base, 1e-9)

    def place(value: float) -> float:
        share = (min(max(value, base), top) - base) / room if top > base else 0.5
        return height - 3 - share * (height - 6)

    if limit is not None:
        y = number(place(limit))
        svg.add("line", "line line--dim", x1=0, x2=width, y1=y, y2=y, stroke_dasharray="3 2")
    step = (width - 8) / max(len(values) - 1, 1)
    d, open_line = "", False
    for index, value in enumerate(values):
        x = number(2 + index * step)
        if value is None:
            open_line = False
            continue
        y = number(place(value))
        d += (f"H{x}V{y}" if steps else f"L{x} {y}") if open_line else f"M{x} {y}"
        open_line = True
    if d:
        svg.path(d, "line", stroke_width="1.5")
    if values and values[-1] is not None:
        svg.circle(2 + (len(values) - 1) * step, place(values[-1]), 2.8, "ac")
    return str(svg)

"""Progress: planned outlined, actual solid within it, as one small bar, as rows of bars, or as lines over months."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskreg.reporting.charts.svg import Svg, key_of, number, shorten, signed, spread, text_width, thin


@dataclass(frozen=True)
class ProgressRow:
    """One plan: its name, planned and actual percent 0..100; None: not known, no bar."""

    name: str
    planned: int | None
    actual: int | None


@dataclass(frozen=True)
class ProgressPoint:
    """One month: its short name, planned percent, actual percent (None: not yet, or not known)."""

    month: str
    planned: float | None
    actual: float | None


@dataclass(frozen=True)
class CourseWords:
    """Translated words; `actual`, `planned` and `gap` are the finished labels: "41 % actual", "−7 points"."""

    title: str
    desc: str = ""
    actual: str = ""
    planned: str = ""
    gap: str = ""
    empty: str = ""


def bar(planned: int | None, actual: int | None, title: str, *, width: float = 110, key: str = "") -> str:
    """The small bar of a table cell. `title` says both figures, such as "planned 48 %, actual 41 %"."""
    key = key or key_of("bar", planned, actual, title, width)
    svg = Svg(width, 18, key=key, title=title, classes="ch--cell")
    _bar(svg, 1, 3, width - 2, planned, actual)
    return str(svg)


def bars(rows: Sequence[ProgressRow], title: str, desc: str = "", *, width: float = 560, key: str = "") -> str:
    """One bar per row with its name before it and "41 / 48 %" after it."""
    rows = tuple(rows)
    key = key or key_of("bars", rows, title, desc, width)
    svg = Svg(width, max(len(rows), 1) * 26 + 4, key=key, title=title, desc=desc)
    names = min(max((text_width(row.name, 12.5) for row in rows), default=0) + 10, width * 0.45)
    for index, row in enumerate(rows):
        y = index * 26 + 4
        label = svg.text(0, y + 13, shorten(row.name, names - 10, 12.5))
        svg.tooltip(label, row.name) if len(label.text or "") < len(row.name) else None
        _bar(svg, names, y, width - names - 84, row.planned, row.actual)
        figures = [(_percent(row.actual), "t-b"), (f"/ {_percent(row.planned)} %", "t-m")]
        svg.runs(width - 76, y + 13, figures)
    return str(svg)


def _percent(value: int | None) -> str:
    return "–" if value is None else str(value)


def _bar(svg: Svg, x: float, y: float, width: float, planned: int | None, actual: int | None) -> None:
    svg.path(f"M{number(x - 0.5)} {y - 3:g}v18M{number(x + width + 0.5)} {y + 1:g}v10", "axis")
    if planned:
        svg.rect(x, y, width * min(planned, 100) / 100, 12, "pl")
    if actual:
        svg.rect(x, y + 3, width * min(actual, 100) / 100, 6, "ac")


def course(points: Sequence[ProgressPoint], words: CourseWords, *, width: float = 480, key: str = "") -> str:
    """Plan dashed and actual solid over months, the gap at the last actual month as a bar."""
    points = tuple(points)
    key = key or key_of("course", points, words, width)
    svg = Svg(width, 230, key=key, title=words.title, desc=words.desc)
    left, right, top, bottom = 34.0, width - 96, 12.0, 204.0
    highest = max((v for p in points for v in (p.planned, p.actual) if v is not None), default=0)
    ceiling = next(level for level in (20, 40, 60, 80, 100) if highest <= level or level == 100)

    def place(value: float) -> float:
        return bottom - min(value, ceiling) / ceiling * (bottom - top)

    for level in range(0, ceiling + 1, 20):
        svg.path(f"M{left:g} {number(place(level))}H{right:g}", "grid-l")
        svg.text(left - 6, place(level) + 4, level, "t-s t-m t-e")
    step = (right - left) / max(len(points) - 1, 1)
    places = [left + index * step for index in range(len(points))]
    for index in thin(places, [text_width(point.month) for point in points]):
        svg.text(places[index], bottom + 18, points[index].month, "t-s t-m t-c")
    plan = [(x, place(p.planned)) for x, p in zip(places, points, strict=True) if p.planned is not None]
    done = [(x, place(p.actual)) for x, p in zip(places, points, strict=True) if p.actual is not None]
    if not plan and not done:
        svg.text((left + right) / 2, (top + bottom) / 2, words.empty, "t-m t-c")
        return str(svg)
    _lines(svg, plan, done)
    _labels(svg, words, plan, done, right)
    return str(svg)


def _lines(svg: Svg, plan: list[tuple[float, float]], done: list[tuple[float, float]]) -> None:
    for line, classes in ((plan, "line line--dim dash"), (done, "line")):
        if len(line) > 1:
            svg.path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in line), classes)
    if done:
        x, y = done[-1]
        beside = next((py for px, py in plan if px == x), None)
        if beside is not None and abs(beside - y) > 1:
            svg.path(
                f"M{number(x)} {number(beside)}V{number(y)}", "line line--bad" if y > beside else "line line--good"
            )
        svg.circle(x, y, 4, "ac")


def _labels(
    svg: Svg, words: CourseWords, plan: list[tuple[float, float]], done: list[tuple[float, float]], right: float
) -> None:
    labels = []
    if done:
        x, y = done[-1]
        beside = next((py for px, py in plan if px == x), None)
        labels.append((x + 9, y + 8, words.actual, "t-s t-b halo"))
        if words.gap and beside is not None:
            judged = "t-bad" if beside < y else "t-good"
            labels.append((x + 9, (beside + y) / 2, words.gap, f"t-s {judged} halo"))
    if plan:
        labels.append((right + 6, plan[-1][1], words.planned, "t-s t-m halo"))
    for (x, _, text, classes), y in zip(labels, spread([label[1] for label in labels], 16, 12, 204), strict=True):
        svg.text(x, y + 4, text, classes)


def variance_bar(days: int | None, *, most: int, title: str, width: float = 120, key: str = "") -> str:
    """Days against plan on a zero line: right is later, left is earlier; `most` is the largest of the table."""
    key = key or key_of("variance", days, most, title, width)
    svg = Svg(width, 16, key=key, title=title, classes="ch--cell")
    zero = width * 0.4
    svg.path(f"M{number(zero)} 0V16", "axis")
    if days is None:
        return str(svg)
    reach = min(zero, width - zero) - 34
    length = abs(days) / max(most, 1) * max(reach, 8)
    if days > 0:
        svg.rect(zero, 4, length, 8, "v-bad")
        svg.text(zero + length + 5, 12, signed(days), "t-s t-bad")
    elif days < 0:
        svg.rect(zero - length, 4, length, 8, "v-good")
        svg.text(zero - length - 5, 12, signed(days), "t-s t-good t-e")
    else:
        svg.text(zero + 5, 12, "0", "t-s t-m")
    return str(svg)

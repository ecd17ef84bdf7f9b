"""Progress: planned outlined, actual solid within it, as one small bar or as lines over months."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskreg.reporting.charts.axis import draw_months
from riskreg.reporting.charts.notation import SIZE
from riskreg.reporting.charts.svg import Svg, key_of, number, shorten, spread, text_width


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
    places = [left + index * step for index in range(len(points))] if len(points) != 1 else [right]
    draw_months(svg, [point.month for point in points], places, bottom + 18)
    plan = [(x, place(p.planned)) for x, p in zip(places, points, strict=True) if p.planned is not None]
    done = [(x, place(p.actual)) for x, p in zip(places, points, strict=True) if p.actual is not None]
    if not plan and not done:
        svg.text((left + right) / 2, (top + bottom) / 2, shorten(words.empty, right - left, SIZE), "t-m t-c")
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
        shown = shorten(text, svg.width - x)
        svg.rect(x - 1, y - 6, text_width(shown), 12, "under")
        svg.text(x, y + 4, shown, classes)

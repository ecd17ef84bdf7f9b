"""Target dates of a finding: first and current target against the forecast, with the slip on each."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from riskreg.reporting.charts.axis import Axis, draw_grid, draw_labels
from riskreg.reporting.charts.svg import Svg, key_of, lanes, number, shorten, signed, text_width

MOST_NAMED = 6


@dataclass(frozen=True)
class SlipTarget:
    """One target day in the order it was set, with its finished label ("first target 31 Dec 2025")."""

    on: date
    label: str


@dataclass(frozen=True)
class SlipWords:
    """Translated words: `days` a pattern with %(days)s, `quarter` with %(quarter)d; the rest finished labels."""

    title: str
    desc: str = ""
    reported: str = ""
    today: str = ""
    on_current: str = ""
    on_first: str = ""
    days: str = "%(days)s d"
    quarter: str = "Q%(quarter)d"


def slip(
    reported: date,
    targets: Sequence[SlipTarget],
    finish: date | None,
    on: date,
    words: SlipWords,
    *,
    closed: bool = False,
    width: float = 790,
    key: str = "",
) -> str:
    """SVG text. `finish` is the closing day when `closed`, else the forecast; slip bars only where both ends exist."""
    targets = tuple(targets)
    key = key or key_of("slip", reported, targets, finish, on, words, closed, width)
    reported_words = shorten(words.reported, width * 0.3)
    left = text_width(reported_words) + 12
    days = [reported, on, *(target.on for target in targets), *([finish] if finish else [])]
    axis = Axis.around(days, left, width - 4, 72)
    placed = _target_labels(targets, axis)
    top = 30 + 14 * (max((lane for *_, lane in placed), default=0) + 1)
    slips = _slips(targets, finish, words)
    low = top + 40 + 19 * len(slips)
    svg = Svg(width, low + 22, key=key, title=words.title, desc=words.desc)
    draw_grid(svg, axis, 16, low)
    draw_labels(svg, axis, low + 16, words.quarter)
    svg.path(f"M{left:g} {low:g}H{width - 4:g}", "axis")
    today = axis.at(on)
    svg.path(f"M{number(today)} 4V{low:g}", "now")
    at_end = today + 5 + text_width(words.today) > width
    label = shorten(words.today, (today if at_end else width - today) - 5)
    svg.text(today - 5 if at_end else today + 5, 11, label, "t-s t-now t-e" if at_end else "t-s t-now")
    for text, x, lane in placed:
        svg.text(x, top - 12 - 14 * lane, text, "t-s t-e halo")
    _target_marks(svg, axis, reported, targets, top)
    _elapsed(svg, axis, (reported, finish, on), top + 18, closed)
    svg.text(left - 8, top + 28, reported_words, "t-s t-m t-e")
    for index, (start, end, name, label) in enumerate(slips):
        _slip_bar(svg, axis, (start, end), top + 39 + 19 * index, (name, label))
    return str(svg)


def _target_labels(targets: tuple[SlipTarget, ...], axis: Axis) -> list[tuple[str, float, int]]:
    """Label, right end and lane of each target; the lanes go upward, so that none overlap.

    Of many targets the first and the last few are named; the table names them all.
    """
    named = targets if len(targets) <= MOST_NAMED else (targets[0], *targets[1 - MOST_NAMED :])
    labels = [shorten(target.label, axis.right - axis.left) for target in named]
    widths = [text_width(label) for label in labels]
    ends = [
        min(max(axis.at(target.on) + 8, axis.left + width), axis.right)
        for target, width in zip(named, widths, strict=True)
    ]
    lane_of = lanes([(end - width, end) for end, width in zip(ends, widths, strict=True)], 10)
    return list(zip(labels, ends, lane_of, strict=True))


def _slips(targets: tuple[SlipTarget, ...], finish: date | None, words: SlipWords) -> list[tuple[date, date, str, str]]:
    if not targets or finish is None:
        return []
    against = [(targets[-1].on, words.on_current)]
    if targets[0].on != targets[-1].on:
        against.append((targets[0].on, words.on_first))
    return [(day, finish, name, words.days % {"days": signed((finish - day).days)}) for day, name in against]


def _target_marks(svg: Svg, axis: Axis, reported: date, targets: tuple[SlipTarget, ...], y: float) -> None:
    if not targets:
        return
    start, first = axis.at(reported), axis.at(targets[0].on)
    svg.rect(min(start, first), y, abs(first - start), 9, "pl")
    for before, after in itertools.pairwise(targets):
        svg.path(
            f"M{number(axis.at(before.on))} {y + 4.5:g}H{number(axis.at(after.on))}", "axis", stroke_dasharray="4 3"
        )
    for target in targets:
        svg.diamond(axis.at(target.on), y + 4.5, 6, "pl")


def _elapsed(svg: Svg, axis: Axis, days: tuple[date, date | None, date], y: float, closed: bool) -> None:
    reported, finish, on = days
    until = min(on, finish) if closed and finish else on
    svg.rect(axis.at(reported), y, axis.at(until) - axis.at(reported), 12, "ac")
    if finish and closed:
        svg.diamond(axis.at(finish), y + 6, 7, "ac")
    elif finish and finish > on:
        svg.forecast_bar(axis.at(on), y, axis.at(finish) - axis.at(on), 12)
        svg.forecast_diamond(axis.at(finish), y + 6, 7)
    elif finish:
        svg.forecast_diamond(axis.at(finish), y + 6, 7)


def _slip_bar(svg: Svg, axis: Axis, days: tuple[date, date], y: float, labels: tuple[str, str]) -> None:
    a, b = axis.at(days[0]), axis.at(days[1])
    later = days[1] > days[0]
    name, label = labels
    judged = ("v-bad", "t-bad") if later else ("v-good", "t-good")
    if days[0] == days[1]:
        judged = ("axis", "t-m")
    svg.rect(min(a, b), y, abs(b - a), 8, judged[0])
    label = shorten(label, svg.width - max(a, b) - 8)
    svg.text(max(a, b) + 8, y + 8, label, f"t-s {judged[1]} halo")
    before, after = min(a, b) - 8, max(a, b) + 16 + text_width(label)
    if text_width(name) <= before or before > svg.width - after:
        svg.text(before, y + 8, shorten(name, before), "t-s t-m t-e halo")
    else:
        svg.text(after, y + 8, shorten(name, svg.width - after), "t-s t-m halo")

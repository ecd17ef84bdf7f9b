"""Values of indicators in words: with their unit, against their thresholds; and the scale of their small line."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from riskreg.reporting.charts import values
from riskreg.reporting.charts.sparkline import sparkline
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import Direction, MeasureUnit

LONGEST_LINE = 24


def figure(value: Decimal | None) -> str:
    """The number as it is written here: 1 290, 99.1."""
    if value is None:
        return show.NONE
    plain = value.normalize()
    if plain == plain.to_integral_value():
        return show.number(int(plain))
    text = number_format(f"{abs(plain):f}", use_l10n=True)
    return f"{show.MINUS}{text}" if plain < 0 else text


def quantity(value: Decimal | None, unit: str) -> str:
    """The number with its unit; a count needs none."""
    if value is None or unit == MeasureUnit.COUNT:
        return figure(value)
    if unit == MeasureUnit.PERCENT:
        return _("%(number)s %%") % {"number": figure(value)}
    return f"{figure(value)} {MeasureUnit(unit).label}"


def thresholds_shown(indicator: Any) -> str:
    """Both thresholds in words; blank where there are none."""
    if indicator.green is None or indicator.red is None:
        return ""
    words = {
        "green": quantity(indicator.green, indicator.measure_unit),
        "red": quantity(indicator.red, indicator.measure_unit),
    }
    if indicator.direction == "higher_is_better":
        return _("green from %(green)s up, red from %(red)s down, amber between") % words
    return _("green up to %(green)s, red from %(red)s up, amber between") % words


def course(
    title: str,
    unit: str,
    points: Sequence[tuple[str, Decimal]],
    target: Decimal | None,
    *,
    width: float = 96,
    height: float = 32,
) -> str:
    """SVG text: the values over the periods, oldest first; blank while there are fewer than two."""
    if len(points) < 2:
        return ""
    (first_period, first), (last_period, last) = points[0], points[-1]
    words = _("%(title)s: from %(first)s (%(first_period)s) to %(last)s (%(last_period)s)") % {
        "title": title,
        "first": quantity(first, unit),
        "first_period": first_period,
        "last": quantity(last, unit),
        "last_period": last_period,
    }
    numbers = [float(value) for _period, value in points]
    low = _low(numbers)
    return sparkline(
        numbers,
        words,
        limit=None if target is None else float(target),
        low=low,
        high=max([*numbers, *([float(target)] if target is not None else [])]) if low else None,
        steps=False,
        width=width,
        height=height,
    )


def alike(rows: Sequence[Any], period: str) -> list[Any]:
    """Those whose period is written like this one: a year's total stands among the months of some indicators."""
    return [row for row in rows if dates.period_form(row.period) == dates.period_form(period)]


def over_time(indicator: Any, rows: Sequence[Any], message: str) -> str:
    """SVG text of one indicator's values with its thresholds and latest target; `message` says it in numbers.

    Only values whose periods are like the latest one's make a line; blank where they are fewer than two.
    """
    drawn = alike(rows, rows[-1].period) if rows else []
    if len(drawn) < 2:
        return ""
    unit, last = indicator.measure_unit, drawn[-1]
    points = [values.Measured(row.on, float(row.actual)) for row in drawn]
    levels = _levels(indicator, last.target)
    known = [*(one.value for one in points), *(one.value for one in levels)]
    least = 1.0 if unit == MeasureUnit.COUNT else 0.0
    words = values.ValuesWords(
        title=indicator.title,
        desc=message,
        now=_("%(value)s now") % {"value": quantity(last.actual, unit)},
        quarter=_("Q%(quarter)d"),
    )
    scale = [(rung, figure(Decimal(str(rung)))) for rung in values.rungs(known, least)]
    return values.values(points, levels, scale, words)


def _levels(indicator: Any, target: Decimal | None) -> list[values.Level]:
    unit, direction = indicator.measure_unit, indicator.direction
    green, red = _("green from %(value)s"), _("red up to %(value)s")
    if direction != Direction.HIGHER:
        green, red = _("green up to %(value)s"), _("red from %(value)s")
    judged = direction != Direction.CONTEXT
    named = (
        (indicator.red if judged else None, red, "limit", "t-s t-bad"),
        (indicator.green if judged else None, green, "line--good dash", "t-s t-good"),
        (target, _("target %(value)s"), "line--dim dash", "t-s t-m"),
    )
    return [
        values.Level(float(value), label % {"value": quantity(value, unit)}, line, text)
        for value, label, line, text in named
        if value is not None
    ]


def _low(numbers: Sequence[float]) -> float:
    """Where the scale begins: at nought, unless the values move too little to be seen from there."""
    lowest, highest = min(numbers), max(numbers)
    if lowest <= 0 or highest - lowest > 0.3 * highest:
        return 0
    return lowest - (highest - lowest or highest * 0.1)

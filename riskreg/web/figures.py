"""How the values of an indicator look on a page: with their unit, against their thresholds, as a small line."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.reporting.charts.sparkline import sparkline
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import thresholds
from riskreg.vocabulary.choices import Confidence, MeasureUnit
from riskreg.web.charts import drawn

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


def state(indicator: Any) -> str | None:
    return thresholds.standing(indicator.actual, indicator.green, indicator.red, indicator.direction)


def state_shown(indicator: Any) -> SafeString:
    """Shape and word; an indicator without thresholds says that nobody judges it."""
    code = state(indicator)
    if code is None:
        return format_html('<span class="muted">{}</span>', _("not judged"))
    mark = show.basis(indicator.basis_by_field.get("thresholds"))
    return format_html("{} {}", show.status(code, capfirst(str(Confidence(code).label))), mark)


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


def line(indicator: Any, values: Sequence[Any], *, width: float = 96, height: float = 32) -> SafeString:
    """The values over the periods, oldest first; nothing while there are fewer than two."""
    shown = list(values)[-LONGEST_LINE:]
    if len(shown) < 2:
        return SafeString("")
    title = _("%(title)s: from %(first)s (%(first_period)s) to %(last)s (%(last_period)s)") % {
        "title": indicator.title,
        "first": quantity(shown[0].actual, indicator.measure_unit),
        "first_period": shown[0].period,
        "last": quantity(shown[-1].actual, indicator.measure_unit),
        "last_period": shown[-1].period,
    }
    target = shown[-1].target
    numbers = [float(one.actual) for one in shown]
    low = _low(numbers)
    return drawn(
        sparkline(
            numbers,
            title,
            limit=None if target is None else float(target),
            low=low,
            high=max([*numbers, *([float(target)] if target is not None else [])]) if low else None,
            steps=False,
            width=width,
            height=height,
        )
    )


def _low(numbers: Sequence[float]) -> float:
    """Where the scale begins: at nought, unless the values move too little to be seen from there."""
    lowest, highest = min(numbers), max(numbers)
    if lowest <= 0 or highest - lowest > 0.3 * highest:
        return 0
    return lowest - (highest - lowest or highest * 0.1)


def thresholds_marked(indicator: Any) -> SafeString | str:
    """The same, marked where they are an example."""
    words = thresholds_shown(indicator)
    mark = show.basis(indicator.basis_by_field.get("thresholds"))
    return format_html("{} {}", capfirst(words), mark) if words else ""

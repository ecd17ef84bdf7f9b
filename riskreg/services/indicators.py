"""Acts on indicators: record a value."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import Indicator, IndicatorValue
from riskreg.services._record import Writing, writing
from riskreg.vocabulary.choices import Frequency
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import FIRST_YEAR, LAST_YEAR, Month

# frequency -> how its periods are written, months in one of them
_FORMS: dict[str, tuple[str, int]] = {
    Frequency.MONTH: (r"([0-9]{4})-([0-9]{2})", 1),
    Frequency.QUARTER: (r"([0-9]{4})-Q([1-4])", 3),
    Frequency.HALF_YEAR: (r"([0-9]{4})-H([12])", 6),
    Frequency.YEAR: (r"([0-9]{4})", 12),
}


def example_of(frequency: str, on: date | None = None) -> str:
    """A period as an indicator of this frequency writes it: on a day, the latest of which a value may be recorded."""
    months = _FORMS[frequency][1]
    year, number = (on.year, on.month // months) if on is not None else (2026, max(10 // months, 1))
    if number == 0:
        year, number = year - 1, 12 // months
    names = {1: f"{year}-{number:02d}", 3: f"{year}-Q{number}", 6: f"{year}-H{number}", 12: f"{year}"}
    return names[months]


def period_of(frequency: str, month: Month) -> str:
    """The period that holds the month, as an indicator of this frequency writes it."""
    months = _FORMS[frequency][1]
    number = (month.number + months - 1) // months
    year = month.year
    return {1: f"{year}-{number:02d}", 3: f"{year}-Q{number}", 6: f"{year}-H{number}", 12: f"{year}"}[months]


def end_of_period(period: str, frequency: str) -> date:
    """The last day of 2026-10, 2026-Q3, 2026-H1 or 2026. Raises RuleBroken when it is no period of this frequency."""
    form, months = _FORMS[frequency]
    found = re.fullmatch(form, period)
    year = int(found[1]) if found else 0
    number = int(found[2]) if found and found.lastindex == 2 else 1
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= number * months <= 12:
        raise RuleBroken(
            _("“%(period)s” is no period of this indicator; write %(example)s")
            % {"period": period[:40], "example": example_of(frequency)},
            code="period",
        )
    return Month(year, number * months).last


def record_value(
    indicator: Indicator,
    *,
    period: str,
    actual: Decimal,
    by: Actor,
    at: datetime,
    on: date | None = None,
    target: Decimal | None = None,
    reason: str = "",
    basis: str = "",
    basis_by_field: dict[str, str] | None = None,
    rev: int | None = None,
) -> IndicatorValue:
    """Add one value; the value recorded last is the indicator's latest (facts/RULES.md 27).

    `on` is the last day of the period, which only a load may set otherwise. A second value of the same period is a
    correction and says why.
    """
    with writing("indicator.value", by=by, at=at, record=indicator, reason=reason, rev=rev) as act:
        if by.provenance is None:
            on = end_of_period(period, indicator.frequency)
            _can_be_recorded(act, indicator, period, on)
        line: IndicatorValue = act.append(
            IndicatorValue, indicator, "V", period=period, on=on, actual=actual, target=target, basis=basis,
            basis_by_field=basis_by_field or {},
        )  # fmt: skip
        act.change(indicator, period=period, actual=actual, target=target)
    return line


def _can_be_recorded(act: Writing, indicator: Indicator, period: str, on: date) -> None:
    if Month.of(on) > Month.of(act.on):
        raise RuleBroken(
            _("%(period)s is not over; its value is recorded from its last month on") % {"period": period},
            code="period",
        )
    known = IndicatorValue.objects.standing().filter(indicator_id=indicator.pk, period=period)
    if not act.reason.strip() and known.exists():
        raise RuleBroken(
            _("%(code)s has a value of %(period)s; say why this one corrects it")
            % {"code": indicator.code, "period": period},
            code="reason",
        )

"""Acts on indicators: record a value."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from riskreg.access import Actor
from riskreg.models import Indicator, IndicatorValue
from riskreg.services._record import writing


def record_value(
    indicator: Indicator,
    *,
    period: str,
    on: date,
    actual: Decimal,
    by: Actor,
    at: datetime,
    target: Decimal | None = None,
    reason: str = "",
    basis: str = "",
    basis_by_field: dict[str, str] | None = None,
    rev: int | None = None,
) -> IndicatorValue:
    """Add one value; the value recorded last is the indicator's latest (facts/RULES.md 27)."""
    with writing("indicator.value", by=by, at=at, record=indicator, reason=reason, rev=rev) as act:
        line: IndicatorValue = act.append(
            IndicatorValue, indicator, "V", period=period, on=on, actual=actual, target=target, basis=basis,
            basis_by_field=basis_by_field or {},
        )  # fmt: skip
        act.change(indicator, period=period, actual=actual, target=target)
    return line

"""Indicators: latest value against target and thresholds, the value before it, and its course."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.reporting import quantities
from riskreg.reporting.document_since import IndicatorPoint, IndicatorRow
from riskreg.reporting.material import Material
from riskreg.vocabulary import thresholds
from riskreg.vocabulary.choices import Confidence, IndicatorKind


def indicators(material: Material) -> tuple[IndicatorRow, ...]:
    """In order of code."""
    return tuple(_row(material, one) for one in material.indicators)


def _row(material: Material, one: Any) -> IndicatorRow:
    values = [row for row in material.values.get(one.id, []) if row.on <= material.on or row.period == one.period]
    latest = next((place for place, row in enumerate(values) if row.period == one.period), len(values) - 1)
    alike = quantities.alike(values[: latest + 1], one.period)
    before = alike[-2] if len(alike) > 1 else values[latest - 1] if latest > 0 else None
    verdict = thresholds.standing(one.actual, one.green, one.red, one.direction) or ""
    unit = one.measure_unit
    return IndicatorRow(
        record=material.ref("indicator", one),
        kind_words=str(capfirst(str(IndicatorKind(one.kind).label))),
        unit=unit,
        period=one.period,
        value=_shortest(one.actual),
        value_words=quantities.quantity(one.actual, unit),
        target=_shortest(one.target),
        target_words="" if one.target is None else quantities.quantity(one.target, unit),
        thresholds_words=quantities.thresholds_shown(one),
        verdict=verdict,
        verdict_words=str(capfirst(str(Confidence(verdict).label))) if verdict else _("not judged"),
        previous_period=before.period if before else "",
        previous=_shortest(before.actual) if before else None,
        previous_words="" if before is None else quantities.quantity(before.actual, unit),
        is_new=bool(values) and material.month.previous.last < values[latest].on <= material.month.last,
        value_basis=values[latest].basis if values else "",
        points=tuple(IndicatorPoint(row.period, shortest(row.actual)) for row in alike[-quantities.LONGEST_LINE :]),
    )


def shortest(value: Decimal) -> Decimal:
    """Without the noughts of the database, so that a stored report writes the same figures again."""
    return Decimal(f"{value.normalize():f}")


def _shortest(value: Decimal | None) -> Decimal | None:
    return None if value is None else shortest(value)

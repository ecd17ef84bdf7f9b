"""Indicators: values of periods, thresholds that fit the direction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from riskreg import models
from riskreg.access import Load, operator
from riskreg.services import indicators, records
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from tests import factories
from tests.factories import AT, BY, ON

pytestmark = pytest.mark.django_db
DO = {"by": BY, "at": AT}


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


def test_the_value_recorded_last_is_the_latest():
    indicator = factories.indicator()
    for period, value in (("2026-10", "98.5"), ("2026-09", "97.25")):
        indicators.record_value(indicator, period=period, actual=Decimal(value), target=Decimal(99), **DO)
    assert (indicator.period, indicator.actual, indicator.target) == ("2026-09", Decimal("97.25"), Decimal(99))
    assert models.IndicatorValue.objects.filter(indicator=indicator).count() == 2
    assert models.Indicator.versions().get(id=indicator.pk, rev=3).act == "indicator.value"


def test_a_value_with_too_many_digits_is_refused():
    with refuses("actual"):
        indicators.record_value(factories.indicator(), period="2026-10", actual=Decimal("1.23456"), **DO)


@pytest.mark.parametrize(
    ("frequency", "period", "last"),
    [
        ("month", "2026-02", date(2026, 2, 28)),
        ("quarter", "2026-Q3", date(2026, 9, 30)),
        ("half_year", "2026-H1", date(2026, 6, 30)),
        ("year", "2025", date(2025, 12, 31)),
    ],
)
def test_a_value_is_of_the_end_of_its_period(frequency: str, period: str, last: date):
    line = indicators.record_value(factories.indicator(frequency=frequency), period=period, actual=Decimal(1), **DO)
    assert line.on == last


@pytest.mark.parametrize(
    ("frequency", "period"),
    [
        ("month", "2026"), ("month", "2026-13"), ("month", "2026-00"), ("month", "2026-1"), ("month", "1026-10"),
        ("quarter", "2026-Q5"), ("quarter", "2026-09"), ("half_year", "2026-H3"), ("year", "2026-12"), ("year", "26"),
        ("year", ""), ("month", "2026-10 "), ("month", "２０２６-10"),
    ],
)  # fmt: skip
def test_what_is_no_period_of_the_indicator_is_refused(frequency: str, period: str):
    with refuses("period"):
        indicators.record_value(factories.indicator(frequency=frequency), period=period, actual=Decimal(1), **DO)


def test_a_period_is_valued_from_its_last_month_on():
    for frequency, early, due in (("month", "2026-12", "2026-11"), ("quarter", "2026-Q4", "2026-Q3")):
        indicator = factories.indicator(frequency=frequency)
        with refuses("period"):
            indicators.record_value(indicator, period=early, actual=Decimal(1), **DO)
        indicators.record_value(indicator, period=due, actual=Decimal(1), **DO)


def test_a_second_value_of_a_period_says_why():
    indicator = factories.indicator()
    indicators.record_value(indicator, period="2026-10", actual=Decimal(1), **DO)
    with refuses("reason"):
        indicators.record_value(indicator, period="2026-10", actual=Decimal(2), **DO)
    indicators.record_value(indicator, period="2026-10", actual=Decimal(2), reason="counted again", **DO)
    assert indicator.actual == 2


def test_a_load_keeps_the_periods_of_its_source():
    load = operator("register load", Load(AT))
    values = {"period": "t/m okt 2024", "on": ON, "actual": Decimal(1)}
    assert indicators.record_value(factories.indicator(), **values, by=load, at=AT).on == ON


def test_who_does_not_own_it_gives_no_value():
    owner = factories.role()
    indicator = factories.indicator(owner=owner)
    with pytest.raises(NotAllowed):
        indicators.record_value(
            indicator, period="nonsense", actual=Decimal(1), by=factories.person("owner", fills=(factories.role(),)),
            at=AT,
        )  # fmt: skip
    indicators.record_value(
        indicator, period="2026-10", actual=Decimal(1), by=factories.person("owner", fills=(owner,)), at=AT
    )


# --- thresholds
@pytest.mark.parametrize(
    ("direction", "green", "red", "code"),
    [
        ("higher_is_better", 90, 95, "green"),
        ("higher_is_better", 90, 90, "green"),
        ("lower_is_better", 5, 3, "green"),
        ("lower_is_better", 5, None, "red"),
        ("higher_is_better", None, 5, "green"),
        ("context", 5, 3, "green"),
    ],
)
def test_thresholds_fit_the_direction(direction: str, green: Any, red: Any, code: str):
    with refuses(code):
        factories.indicator(direction=direction, green=green, red=red)


def test_a_change_of_direction_is_held_to_the_thresholds():
    indicator = factories.indicator(green=Decimal(95), red=Decimal(90))
    with refuses("green"):
        records.edit(indicator, direction="lower_is_better", **DO)
    records.edit(indicator, title="Other", **DO)
    records.edit(indicator, direction="lower_is_better", green=Decimal(3), red=Decimal(5), **DO)


def test_an_indicator_is_handed_over():
    indicator, other = factories.indicator(owner=factories.role()), factories.role()
    records.hand_over([indicator], to=other, reason="moved", **DO)
    assert indicator.owner_id == other.pk

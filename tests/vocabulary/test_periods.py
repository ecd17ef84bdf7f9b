"""Months and the moments at which days end in Amsterdam."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.vocabulary.periods import REGISTER_ZONE, Month, day_of, end_of_day, last_instant

days = st.dates(date(1990, 1, 1), date(2100, 11, 30))


def test_a_month_is_written_with_two_digits():
    assert str(Month(2026, 3)) == "2026-03"
    assert Month.parse("2026-03") == Month(2026, 3)


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-1", "26-01", "2026/01", "1989-12", "2101-01", "", "2026-01-01"]
)
def test_what_is_no_month_is_refused_by_its_text(text: str):
    with pytest.raises(ValueError, match="is not a month; expected YYYY-MM"):
        Month.parse(text)


@pytest.mark.parametrize("text", ["2026-01\n", " 2026-01", "2026-01 ", "２０２６-01"])
def test_a_month_with_signs_around_it_or_other_digits_is_refused(text: str):
    with pytest.raises(ValueError, match="is not a month"):
        Month.parse(text)


@given(day=days)
def test_a_month_holds_its_days_and_its_neighbours_the_others(day: date):
    month = Month.of(day)
    assert month.first <= day <= month.last
    assert month.previous.last == month.first - timedelta(days=1)
    assert month.next.first == month.last + timedelta(days=1)
    assert month.previous.next == month.next.previous == month
    assert month.previous < month < month.next
    assert Month.parse(str(month)) == month


def test_through_counts_both_ends():
    assert list(map(str, Month(2025, 11).through(Month(2026, 2)))) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert Month(2026, 2).through(Month(2026, 1)) == []


def test_quarter_ends():
    assert [number for number in range(1, 13) if Month(2026, number).is_quarter_end] == [3, 6, 9, 12]


@given(day=days)
def test_the_last_instant_is_in_the_day_and_its_end_is_not(day: date):
    assert day_of(last_instant(day)) == day
    assert day_of(end_of_day(day)) == day + timedelta(days=1)
    assert end_of_day(day) - last_instant(day) == timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("day", "hour"),
    [(date(2026, 10, 31), 23), (date(2026, 6, 30), 22), (date(2026, 3, 28), 23), (date(2026, 3, 29), 22)],
)
def test_a_day_ends_at_midnight_in_amsterdam_in_summer_and_in_winter(day: date, hour: int):
    assert end_of_day(day).astimezone(UTC) == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def test_the_days_on_which_the_clock_turns_last_23_and_25_hours():
    lengths = [
        end_of_day(day).astimezone(UTC) - end_of_day(day - timedelta(days=1)).astimezone(UTC)
        for day in (date(2026, 3, 29), date(2026, 10, 25))
    ]
    assert lengths == [timedelta(hours=23), timedelta(hours=25)]


def test_a_moment_belongs_to_the_day_in_amsterdam():
    assert day_of(datetime(2026, 10, 31, 23, 30, tzinfo=UTC)) == date(2026, 11, 1)
    assert day_of(datetime(2026, 11, 1, 0, 30, tzinfo=REGISTER_ZONE)) == date(2026, 11, 1)

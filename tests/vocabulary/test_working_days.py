"""Working days in the Netherlands."""

from datetime import date

import pytest

from riskreg.vocabulary import working_days
from riskreg.vocabulary.periods import Month


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 24), True),
        (date(2026, 11, 22), False),
        (date(2026, 12, 25), False),
        (date(2026, 4, 27), False),
        (date(2026, 4, 6), False),
        (date(2027, 1, 1), False),
    ],
)
def test_weekends_and_holidays_are_free(day: date, works: bool):
    assert working_days.is_working_day(day) is works


def test_the_fifth_working_day_skips_new_year_and_weekends():
    assert working_days.working_day(Month(2026, 12), 5) == date(2026, 12, 7)
    assert working_days.working_day(Month(2027, 1), 5) == date(2027, 1, 8)


def test_the_last_working_day_of_a_month_that_ends_in_a_weekend():
    assert working_days.last_working_day(Month(2026, 10)) == date(2026, 10, 30)


def test_steps_go_both_ways():
    assert working_days.after(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert working_days.before(date(2026, 12, 28), 1) == date(2026, 12, 24)


def test_there_is_no_working_day_number_0():
    with pytest.raises(ValueError, match="number of a working day"):
        working_days.working_day(Month(2026, 12), 0)

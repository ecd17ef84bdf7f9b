"""Working days in the Netherlands: Monday to Friday, without public holidays."""

from datetime import date, timedelta
from functools import cache

import holidays

from riskreg.vocabulary.periods import Month


@cache
def _free(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NL", years=year))


def is_working_day(day: date) -> bool:
    """Whether a Dutch office works on the day."""
    return day.weekday() < 5 and day not in _free(day.year)


def working_day(month: Month, number: int) -> date:
    """The month's working day of this number, from 1. Raises ValueError below 1."""
    if number < 1:
        raise ValueError(f"{number} is not the number of a working day; expected 1 or more")
    return after(month.first - timedelta(days=1), number)


def last_working_day(month: Month) -> date:
    return before(month.last + timedelta(days=1), 1)


def after(day: date, count: int) -> date:
    """The working day so many working days after the day."""
    return _step(day, count, timedelta(days=1))


def before(day: date, count: int) -> date:
    """The working day so many working days before the day."""
    return _step(day, count, timedelta(days=-1))


def _step(day: date, count: int, step: timedelta) -> date:
    while count > 0:
        day += step
        count -= is_working_day(day)
    return day

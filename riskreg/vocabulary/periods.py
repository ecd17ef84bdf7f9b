"""Months, days and the moments at which they end in the register's time zone."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

REGISTER_ZONE = ZoneInfo("Europe/Amsterdam")
FIRST_YEAR, LAST_YEAR = 1990, 2100
# What happened is entered within so many days; a day further back is taken on nobody's bare word.
ENTERED_WITHIN = timedelta(days=31)
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


def end_of_day(day: date) -> datetime:
    """The first instant after the day, Europe/Amsterdam; the day holds every moment before it (compare with <)."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=REGISTER_ZONE)


def last_instant(day: date) -> datetime:
    """The last microsecond of the day, Europe/Amsterdam."""
    return datetime.combine(day, time.max, tzinfo=REGISTER_ZONE)


def day_of(moment: datetime) -> date:
    """The calendar day of a moment in the register's time zone."""
    return moment.astimezone(REGISTER_ZONE).date()


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month, written YYYY-MM."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read YYYY-MM. Raises ValueError naming the text when it is not a month between 1990 and 2100."""
        match = _MONTH.fullmatch(text)
        if match:
            year, number = int(match[1]), int(match[2])
            if FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12:
                return cls(year, number)
        raise ValueError(f"{text!r} is not a month; expected YYYY-MM, for example 2026-10")

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def previous(self) -> "Month":
        return Month.of(self.first - timedelta(days=1))

    @property
    def next(self) -> "Month":
        return Month.of(self.last + timedelta(days=1))

    @property
    def is_quarter_end(self) -> bool:
        return self.number % 3 == 0

    def through(self, other: "Month") -> list["Month"]:
        """Every month from this one up to and including the other."""
        months, current = [], self
        while current <= other:
            months.append(current)
            current = current.next
        return months


def register_day(real: date, demo: date | None) -> date:
    """The day by which lateness is judged: the demo's own day where one is set, else the real one."""
    return demo or real


def latest_day(real: date, demo: date | None) -> date:
    """The latest day that can be looked at: the later of the two."""
    return max(real, demo) if demo else real

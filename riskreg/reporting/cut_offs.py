"""Which two registers a month's report compares (facts/RULES.md, "The month", 28 and 37)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from riskreg.access import Actor
from riskreg.history.register import Register
from riskreg.models import ReportingPeriod
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.periods import Month, day_of, end_of_day


@dataclass(frozen=True)
class CutOffs:
    """Where the months were cut off, from the periods as they stand and the register's day.

    Up to the last month that a load rebuilt, months are reconstructed and end at their last instant. A later month
    ends at the moment its period went into review; while that has not come it is open and ends now, or, when nobody
    opened it and it is over, at its last instant.
    """

    periods: dict[str, Any]
    today: date

    @classmethod
    def read(cls, today: date) -> CutOffs:
        """One query."""
        return cls.of(ReportingPeriod.objects.standing(), today)

    @classmethod
    def of(cls, periods: Iterable[Any], today: date) -> CutOffs:
        return cls({period.code: period for period in periods}, today)

    def state(self, month: Month) -> str:
        """A PeriodState: open, in review, sealed or reconstructed."""
        period = self.periods.get(str(month))
        if str(month) <= self._rebuilt or (period is not None and period.state == PeriodState.RECONSTRUCTED):
            return PeriodState.RECONSTRUCTED
        if period is not None:
            return str(period.state)
        return PeriodState.OPEN

    @property
    def _rebuilt(self) -> str:
        """The last reconstructed month, blank when there is none."""
        rebuilt = (code for code, period in self.periods.items() if period.state == PeriodState.RECONSTRUCTED)
        return max(rebuilt, default="")

    def is_over(self, month: Month) -> bool:
        return month.last < self.today

    def moment(self, month: Month) -> datetime | None:
        """The first moment that no longer counts for the month; None while it is open."""
        period = self.periods.get(str(month))
        if self.state(month) == PeriodState.RECONSTRUCTED:
            return end_of_day(month.last)
        if period is None:
            return end_of_day(month.last) if self.is_over(month) else None
        return period.cut_off if period.state != PeriodState.OPEN else None

    def start(self, actor: Actor, month: Month) -> Register:
        """The register that the month starts from: the cut-off of the month before, else its last instant."""
        before = month.previous
        return Register.as_of(actor, before.last, self.moment(before))

    def end(self, actor: Actor, month: Month) -> Register:
        """The register that the month ends with; lateness is judged on the month's last day."""
        moment = self.moment(month)
        return Register.now(actor, month.last) if moment is None else Register.as_of(actor, month.last, moment)


def shown_on(register: Register) -> date | None:
    """The day on which pages show this register: None is now."""
    return None if register.moment is None else day_of(register.moment - timedelta(microseconds=1))

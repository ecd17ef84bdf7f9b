"""Which registers a month compares: reconstructed, kept and open months."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from riskreg.access import operator
from riskreg.reporting.cut_offs import CutOffs, shown_on
from riskreg.vocabulary.periods import REGISTER_ZONE, Month, end_of_day

REVIEWED = datetime(2026, 12, 4, 16, 2, tzinfo=REGISTER_ZONE)
OCTOBER, NOVEMBER, DECEMBER = Month(2026, 10), Month(2026, 11), Month(2026, 12)


def period(code: str, state: str, cut_off: datetime | None = None) -> SimpleNamespace:
    return SimpleNamespace(code=code, state=state, cut_off=cut_off)


def cut_offs(*periods: SimpleNamespace, today: date = date(2026, 11, 22)) -> CutOffs:
    loaded = period("2026-10", "reconstructed", end_of_day(OCTOBER.last))
    return CutOffs.of([loaded, *periods], today)


def test_loaded_months_end_at_their_last_instant_also_without_a_period() -> None:
    months = cut_offs()
    assert months.state(Month(2024, 2)) == "reconstructed"
    assert months.moment(Month(2024, 2)) == end_of_day(date(2024, 2, 29))


def test_a_kept_month_ends_when_it_goes_into_review() -> None:
    months = cut_offs(period("2026-11", "in_review", REVIEWED), today=date(2026, 12, 5))
    assert months.end(operator(), NOVEMBER).moment == REVIEWED
    assert months.end(operator(), NOVEMBER).on == NOVEMBER.last
    assert months.start(operator(), DECEMBER).moment == REVIEWED
    assert shown_on(months.end(operator(), NOVEMBER)) == date(2026, 12, 4)


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2026, 12, 3)])
def test_an_open_month_ends_now_also_after_its_last_day(today: date) -> None:
    months = cut_offs(period("2026-11", "open"), today=today)
    assert months.end(operator(), NOVEMBER).moment is None
    assert months.state(NOVEMBER) == "open"


def test_an_open_month_before_starts_the_next_at_its_last_instant() -> None:
    months = cut_offs(period("2026-11", "open"), today=date(2026, 12, 3))
    assert months.start(operator(), DECEMBER).moment == end_of_day(NOVEMBER.last)


def test_a_month_that_nobody_opened_ends_at_its_last_instant_once_it_is_over() -> None:
    assert cut_offs().moment(NOVEMBER) is None
    assert cut_offs(today=date(2026, 12, 3)).moment(NOVEMBER) == end_of_day(NOVEMBER.last)

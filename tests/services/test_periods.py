"""A month opens, is cut off, may be opened again with a reason, and takes nothing more once it is closed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from riskreg import models
from riskreg.services import milestones, periods
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, later

pytestmark = pytest.mark.django_db
DO = {"by": BY, "at": AT}
NOVEMBER = Month(2026, 11)


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


def opened(month: Month = NOVEMBER) -> models.ReportingPeriod:
    return periods.open_month(month, **DO)


def test_it_opens_once_with_the_day_on_which_updates_are_due():
    period = opened()
    assert (period.state, period.due) == ("open", date(2026, 12, 7))
    assert opened() == period
    assert models.ReportingPeriod.versions().count() == 1


def test_a_month_that_has_not_begun_is_not_opened():
    with refuses("month"):
        opened(Month(2026, 12))


def test_a_missed_month_is_opened_later_than_its_time_until_the_next_is_cut_off():
    december = periods.open_month(Month(2026, 12), by=BY, at=later(days=25))
    missed = periods.open_month(NOVEMBER, by=BY, at=later(days=26))
    assert (missed.state, missed.due) == ("open", date(2026, 12, 7))
    with refuses("state"):
        periods.review(december, reason="early", by=BY, at=later(days=27))
    periods.review(missed, by=BY, at=later(days=27))
    periods.review(december, reason="early", by=BY, at=later(days=28))
    with refuses("month"):
        periods.open_month(Month(2026, 10), by=BY, at=later(days=29))


def test_the_months_that_can_be_opened_are_those_since_the_last_cut_off():
    opened()
    kept = models.ReportingPeriod.objects.all
    assert periods.to_open(kept(), date(2027, 1, 3)) == [Month(2026, 12), Month(2027, 1)]
    periods.review(opened(), by=BY, at=later(days=25))
    periods.open_month(Month(2027, 1), by=BY, at=later(days=60))
    assert periods.to_open(kept(), date(2027, 1, 9)) == [Month(2026, 12)]
    assert periods.to_open([], date(2027, 1, 9)) == [Month(2027, 1)]


def test_an_update_counts_for_the_oldest_month_that_is_open():
    _plan, [milestone] = factories.plan_with_milestones(1)
    periods.open_month(Month(2026, 10), **DO)
    opened()
    milestones.start(milestone, percent=10, by=BY, at=later(minutes=5))
    assert models.ProgressUpdate.objects.get().period.code == "2026-10"


def test_an_update_between_two_months_opens_none():
    _plan, [milestone] = factories.plan_with_milestones(1)
    periods.review(opened(), reason="early", **DO)
    milestones.start(milestone, percent=10, by=BY, at=later(minutes=6))
    december = models.ReportingPeriod.objects.get(code="2026-12")
    assert periods.is_ahead(december)
    assert not periods.opened(models.ReportingPeriod.objects.all()).exists()
    with refuses("state"):
        periods.review(december, reason="why not", by=BY, at=later(minutes=7))
    again = periods.open_month(Month(2026, 12), by=BY, at=later(days=25))
    assert (again.pk, periods.is_ahead(again)) == (december.pk, False)
    assert models.ProgressUpdate.objects.get().period == again


@pytest.mark.parametrize("first", [1, 10])
def test_a_status_update_reads_its_line_and_the_month_once(first: int, django_assert_num_queries: Any):
    _plan, [milestone] = factories.plan_with_milestones(1)
    for month in range(first, 11):
        period = opened(Month(2026, month))
        if month == first:
            milestones.start(milestone, percent=10, **DO)
        periods.review(period, reason="early", **DO)
    opened()
    # The line; milestone and line, each with its row of history; the log; a savepoint and its release. And the lock.
    again = 8 + (connection.vendor == "postgresql")
    # The first time there is no line yet, and the month is looked up for it.
    for minute, statements in ((6, again + 1), (7, again)):
        with django_assert_num_queries(statements):
            milestones.progress(milestone, percent=10 + minute, by=BY, at=later(minutes=minute))


def test_words_that_somebody_else_wrote_meanwhile_are_not_replaced_unread():
    plan, _milestones = factories.plan_with_milestones(1)
    opened()
    first = periods.note(NOVEMBER, plan, text="On its way", seen=0, by=BY, at=later(minutes=1))
    with refuses("text"):
        periods.note(NOVEMBER, plan, text="Late", seen=0, by=BY, at=later(minutes=2))
    periods.note(NOVEMBER, plan, text="Late", seen=first.rev, by=BY, at=later(minutes=3))
    assert models.PeriodNote.objects.get().text == "Late"


def test_only_an_officer_opens_or_cuts_off():
    period = opened()
    for right in ("owner", "auditor", "management", "administrator"):
        actor = factories.person(right)
        with pytest.raises(NotAllowed):
            periods.open_month(Month(2026, 10), by=actor, at=AT)
        with pytest.raises(NotAllowed):
            periods.review(period, reason="early", by=actor, at=AT)


def test_cutting_off_before_the_last_working_day_asks_why():
    period = opened()
    with refuses("reason"):
        periods.review(period, **DO)
    periods.review(period, reason="the meeting is on the 12th", **DO)
    assert (period.state, period.cut_off) == ("in_review", AT)


def test_cutting_off_after_the_month_asks_nothing():
    period = opened()
    periods.review(period, by=BY, at=later(days=25))
    assert period.state == "in_review"
    with refuses("state"):
        periods.review(period, by=BY, at=later(days=26))


def test_an_earlier_month_is_cut_off_first():
    opened(Month(2026, 10))
    november = opened()
    with refuses("state"):
        periods.review(november, reason="why not", **DO)


def test_what_comes_after_the_cut_off_belongs_to_the_next_month():
    _plan, [milestone] = factories.plan_with_milestones(1)
    period = opened()
    periods.review(period, reason="early", **DO)
    with refuses("period"):
        milestones.start(milestone, percent=10, month=NOVEMBER, by=BY, at=later(minutes=5))
    milestone.refresh_from_db()
    milestones.start(milestone, percent=10, by=BY, at=later(minutes=6))
    assert models.ProgressUpdate.objects.get().period.code == "2026-12"


def test_words_are_still_written_in_review_and_not_after():
    plan, _milestones = factories.plan_with_milestones(1)
    period = opened()
    periods.review(period, reason="early", **DO)
    periods.note(NOVEMBER, plan, text="On its way", by=BY, at=later(minutes=1))
    models.PeriodNote.objects.get(text="On its way")
    periods.reopen(period, reason="one more", by=BY, at=later(minutes=2))
    assert (period.state, period.cut_off) == ("open", None)


def test_opening_again_asks_why_and_only_from_review():
    period = opened()
    with refuses("state"):
        periods.reopen(period, reason="again", **DO)
    periods.review(period, reason="early", **DO)
    with refuses("reason"):
        periods.reopen(period, reason=" ", by=BY, at=later(minutes=1))


def test_a_month_is_not_opened_again_once_the_next_is_cut_off():
    period = opened()
    periods.review(period, reason="early", **DO)
    december = periods.open_month(Month(2026, 12), by=BY, at=later(days=25))
    periods.review(december, reason="early too", by=BY, at=later(days=26))
    with refuses("state"):
        periods.reopen(period, reason="late", by=BY, at=later(days=27))

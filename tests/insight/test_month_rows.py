"""The material of a month's rules: which moments, which claims, and how much is asked."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from riskreg.access import operator
from riskreg.history.register import Register
from riskreg.insight import watermelon
from riskreg.insight.month_rows import MonthRows
from riskreg.insight.month_state import missing
from riskreg.insight.to_be_reported import ToReport, reported
from riskreg.services import commitments, milestones, periods
from riskreg.vocabulary.periods import REGISTER_ZONE, Month
from tests import factories
from tests.factories import AT, BY

pytestmark = pytest.mark.django_db
NOVEMBER = Month(2026, 11)
MONTHS = [NOVEMBER, NOVEMBER.next, NOVEMBER.next.next]


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, 0, tzinfo=REGISTER_ZONE)


def fired(month: Month, on: date) -> set[tuple[str, str]]:
    rows = MonthRows(Register.now(operator(), on), month)
    return {(one.rule.key, one.record.code) for one in watermelon.contradictions(rows)}


def test_twice_silent_counts_kept_months_that_are_over() -> None:
    _plan, (one, other) = factories.plan_with_milestones(2)
    for month in MONTHS:
        periods.open_month(month, by=BY, at=at(month.first) if month > NOVEMBER else AT)
        milestones.confirm_unchanged(other, month=month, by=BY, at=at(month.last))
    # In January the updates of December are still on time; after the fifth working day they are not.
    assert fired(NOVEMBER.next, date(2027, 1, 4)) == set()
    found = fired(NOVEMBER.next, date(2027, 1, 11))
    assert found == {("silent-twice", one.code)}
    milestones.confirm_unchanged(one, month=MONTHS[2], by=BY, at=at(MONTHS[2].last))
    assert fired(MONTHS[2], date(2027, 2, 20)) == set()


def test_percent_that_stands_still_counts_the_kept_months_before() -> None:
    made = factories.milestone()
    factories.approved(made.plan, made)
    periods.open_month(NOVEMBER, by=BY, at=AT)
    milestones.start(made, percent=40, month=NOVEMBER, by=BY, at=AT)
    for month in MONTHS[1:]:
        periods.open_month(month, by=BY, at=at(month.first))
        milestones.progress(made, percent=40, month=month, by=BY, at=at(month.first))
    assert ("stuck", made.code) not in fired(MONTHS[1], MONTHS[1].last)
    assert ("stuck", made.code) in fired(MONTHS[2], MONTHS[2].first)


def test_after_the_cut_off_the_facts_are_those_of_that_moment() -> None:
    made = factories.milestone()
    factories.approved(made.plan, made)
    november = periods.open_month(NOVEMBER, by=BY, at=AT)
    milestones.start(made, percent=40, month=NOVEMBER, by=BY, at=AT)
    periods.review(november, reason="early", by=BY, at=factories.later(days=1))
    periods.open_month(NOVEMBER.next, by=BY, at=at(date(2026, 12, 1)))
    milestones.complete(made, month=NOVEMBER.next, by=BY, at=at(date(2026, 12, 2)))
    rows = MonthRows(Register.now(operator(), date(2026, 12, 3)), NOVEMBER)
    assert rows.milestones[made.pk].percent == 40
    assert rows.on == NOVEMBER.last
    assert fired(NOVEMBER, date(2026, 12, 3)) == set()
    assert fired(NOVEMBER.next, date(2026, 12, 3)) == {("done-unproved", made.code)}


def test_a_promise_rests_on_the_plan_only_where_no_milestone_is_named() -> None:
    periods.open_month(NOVEMBER, by=BY, at=AT)
    plan, (one, other) = factories.plan_with_milestones(2)
    promise = factories.commitment(due=date(2026, 12, 31))
    commitments.rest_on(promise, plan, by=BY, at=AT)
    for each in (one, other):
        milestones.start(each, percent=40, month=NOVEMBER, by=BY, at=AT)
        milestones.progress(each, percent=40, confidence="green", month=NOVEMBER, by=BY, at=AT)
    on = date(2026, 11, 22)
    assert {code for key, code in fired(NOVEMBER, on) if key == "green-past-promise"} == {one.code, other.code}
    commitments.rest_on(promise, one, by=BY, at=AT)
    assert {code for key, code in fired(NOVEMBER, on) if key == "green-past-promise"} == {one.code}


def test_the_rules_ask_the_same_for_one_item_and_for_many() -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            watermelon.contradictions(MonthRows(Register.now(operator(), date(2026, 11, 22)), NOVEMBER))
        return len(asked)

    assert connection.features.supports_json_field
    factories.plan_with_milestones(1)
    periods.open_month(NOVEMBER, by=BY, at=AT)
    few = count()
    _plan, many = factories.plan_with_milestones(6)
    for one in many:
        milestones.complete(one, month=NOVEMBER, by=BY, at=AT)
    assert count() == few <= 12


def test_a_month_without_anything_misses_nothing() -> None:
    assert missing(Register.now(operator(), date(2026, 11, 22)), NOVEMBER) == []


@pytest.mark.parametrize(
    ("reach", "due", "is_told"),
    [(date(2027, 3, 1), date(2026, 12, 31), True), (date(2027, 4, 1), date(2026, 12, 31), True),
     (date(2027, 2, 1), date(2026, 12, 31), False), (date(2027, 3, 1), date(2026, 6, 30), False)],
)  # fmt: skip
def test_a_report_counts_for_this_promise_and_this_reach(reach: date, due: date, is_told: bool) -> None:
    listed = [ToReport(SimpleNamespace(id=1, due=date(2026, 12, 31)), date(2027, 3, 1), 60)]
    told: Any = SimpleNamespace(id=1, commitment_id=1, on=date(2026, 11, 12), due=due, reach=reach)
    assert (1 in reported(listed, [told])) == is_told

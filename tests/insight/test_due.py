"""Who owes what in a month, by cadence, and what counts as an answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from riskreg.access import operator
from riskreg.history.register import Register
from riskreg.insight import due
from riskreg.insight.due import Said
from riskreg.insight.month_rows import MonthRows
from riskreg.services import indicators, measures, milestones, periods, questions, records, risks
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, ON, later

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)


def told(month: Month = NOVEMBER) -> dict[str, str]:
    return {one.record.code: one.said for one in due.items(Register.now(operator(), ON), month)}


@pytest.fixture(autouse=True)
def opened() -> None:
    periods.open_month(NOVEMBER, by=BY, at=AT)


def test_open_milestones_in_scope_are_owed_every_month():
    _plan, [one, other] = factories.plan_with_milestones(2)
    outside = factories.milestone()
    milestones.start(other, percent=10, by=BY, at=AT)
    assert told() == {one.code: Said.SILENT, other.code: Said.CHANGED}
    assert outside.code not in told(DECEMBER)


def test_a_quarterly_plan_is_owed_in_the_last_month_of_a_quarter():
    _plan, [one] = factories.plan_with_milestones(1, cadence="quarterly")
    assert told() == {}
    assert told(DECEMBER) == {one.code: Said.SILENT}


def test_a_milestone_that_was_completed_in_the_month_is_no_silence():
    _plan, [one] = factories.plan_with_milestones(1)
    milestones.complete(one, on=ON, by=BY, at=AT)
    assert told() == {one.code: Said.CHANGED}
    assert told(DECEMBER) == {}


def test_confirmed_unchanged_counts_apart_and_a_question_opens_it_again():
    _plan, [one] = factories.plan_with_milestones(1)
    milestones.confirm_unchanged(one, month=NOVEMBER, by=BY, at=AT)
    assert told() == {one.code: Said.CONFIRMED}
    question = questions.ask(NOVEMBER, one, question="How so?", by=factories.person("officer"), at=later(minutes=1))
    assert told() == {one.code: Said.IN_QUESTION}
    questions.answer(question, text="So", by=BY, at=later(minutes=2))
    assert told() == {one.code: Said.CONFIRMED}


def test_risks_and_measures_are_owed_in_quarter_end_months():
    risk, measure = factories.risk(), factories.measure()
    assert told() == {}
    assert told(DECEMBER) == {risk.code: Said.SILENT, measure.code: Said.SILENT}


def test_a_risk_judged_on_its_own_page_is_no_silence():
    judged = factories.risk()
    at = later(days=25)
    risks.assess(judged, kind="current", likelihood=2, impact=2, reason="seen", by=BY, at=at)
    assert told(DECEMBER)[judged.code] == Said.CHANGED
    assert told(Month(2027, 3))[judged.code] == Said.SILENT


def test_a_measure_judged_on_its_own_page_is_no_silence():
    judged = factories.measure()
    measures.assess(judged, step="design", result="effective", tester="Tester", reason="seen", by=BY, at=later(days=25))
    assert told(DECEMBER)[judged.code] == Said.CHANGED
    assert told(Month(2027, 3))[judged.code] == Said.SILENT


def test_the_cockpit_hears_what_the_sheet_hears():
    """What was said on a record's own page, read both ways."""
    judged, measure, valued = factories.risk(), factories.measure(), factories.indicator(frequency="quarter")
    at = later(days=25)
    risks.assess(judged, kind="current", likelihood=2, impact=2, reason="seen", by=BY, at=at)
    measures.assess(measure, step="design", result="effective", tester="Tester", reason="seen", by=BY, at=at)
    indicators.record_value(valued, period="2026-Q4", actual=Decimal(3), by=BY, at=at)
    factories.risk(), factories.measure(), factories.indicator(frequency="quarter")
    periods.open_month(DECEMBER, by=BY, at=at)
    read = MonthRows(Register.now(operator(), at.date()), DECEMBER).due
    assert {one.record.code: one.said for one in read} == told(DECEMBER)
    assert sorted(one.said for one in read) == ["changed"] * 3 + ["silent"] * 3


@pytest.mark.parametrize(
    ("frequency", "months"), [("month", (11, 12)), ("quarter", (12,)), ("half_year", (12,)), ("year", (12,))]
)
def test_indicators_are_owed_by_their_frequency(frequency: str, months: tuple[int, ...]):
    one = factories.indicator(frequency=frequency)
    found = [number for number in (10, 11, 12) if one.code in told(Month(2026, number))]
    assert tuple(number for number in found if number > 10) == months


def test_the_value_of_the_month_is_no_silence():
    one = factories.indicator()
    indicators.record_value(one, period="2026-11", on=date(2026, 11, 10), actual=3, by=BY, at=AT)
    assert told() == {one.code: Said.CHANGED}


def test_what_is_withdrawn_is_owed_by_nobody():
    _plan, [one] = factories.plan_with_milestones(1)
    records.withdraw(one, reason="no longer", by=BY, at=AT)
    assert told() == {}


def test_owners_owe_what_their_roles_own():
    _plan, [one, _other] = factories.plan_with_milestones(2)
    items = due.items(Register.now(operator(), ON), NOVEMBER)
    assert [item.record.code for item in due.of_roles(items, {one.owner_id})] == [one.code, _other.code]
    assert due.of_roles(items, {0}) == []

"""A plan month by month says the same as the register of each month-end."""

from datetime import date
from itertools import pairwise

import pytest

from riskreg import access
from riskreg.history.register import Register
from riskreg.insight import progress, slip
from riskreg.insight.months import last_months, plan_months
from riskreg.models import Plan
from riskreg.vocabulary.periods import Month

OPERATOR = access.operator()
MONTHS = last_months(date(2026, 10, 31), 24)


def test_the_last_months_end_with_the_month_of_the_day():
    assert (MONTHS[0], MONTHS[-1], len(MONTHS)) == (Month(2024, 11), Month(2026, 10), 24)


@pytest.mark.parametrize("code", ["PLN-01", "PLN-02", "PLN-08"])
def test_each_month_says_what_the_register_said_at_its_end(code, douane):
    plan = Plan.objects.get(code=code)
    for row in plan_months(OPERATOR, plan, MONTHS):
        past = Register.as_of(OPERATOR, row.month.last)
        milestones = list(past.milestones.standing().filter(plan_id=plan.pk))
        assert row.actual == progress.actual(milestones)
        assert row.planned == progress.planned(milestones, row.month.last)
        assert row.forecast == slip.plan_finish(milestones)["forecast"]
        assert row.late == past.milestones.overdue(row.month.last).filter(plan_id=plan.pk).count()


def test_the_change_is_against_the_month_before(douane):
    rows = plan_months(OPERATOR, Plan.objects.get(code="PLN-02"), MONTHS)
    for before, row in pairwise(rows):
        if before.actual is not None:
            assert row.change == row.actual - before.actual


def test_months_before_the_plan_are_left_out(douane):
    first = plan_months(OPERATOR, Plan.objects.get(code="PLN-02"), Month(2020, 1).through(Month(2026, 10)))[0]
    assert first.month > Month(2020, 1)
    assert first.change is None


def test_one_query_for_any_number_of_months(douane, django_assert_num_queries):
    plan = Plan.objects.get(code="PLN-01")
    for months in (MONTHS[:1], MONTHS):
        with django_assert_num_queries(1):
            plan_months(OPERATOR, plan, months)

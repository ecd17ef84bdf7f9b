"""A plan month by month says the same as the register of each month-end."""

from datetime import date
from itertools import pairwise

import pytest

from riskreg import access
from riskreg.history.register import Register
from riskreg.insight import progress, slip
from riskreg.insight.months import plan_months
from riskreg.models import Plan
from riskreg.vocabulary.periods import Month

OPERATOR = access.operator()
OCTOBER = Register.as_of(OPERATOR, date(2026, 10, 31))


def months_of(code, register=OCTOBER, count=24):
    return plan_months(register, Plan.objects.get(code=code), count)


@pytest.mark.parametrize("code", ["PLN-01", "PLN-02", "PLN-08"])
def test_each_month_says_what_the_register_said_at_its_end(code, douane):
    plan = Plan.objects.get(code=code)
    rows = plan_months(OCTOBER, plan, 24)
    assert rows[-1].month == Month(2026, 10)
    for row in rows:
        past = Register.as_of(OPERATOR, row.month.last)
        milestones = list(past.milestones.standing().filter(plan_id=plan.pk))
        assert row.actual == progress.actual(milestones)
        assert row.planned == progress.planned(milestones, row.month.last)
        assert row.forecast == slip.plan_finish(milestones)["forecast"]
        assert row.late == past.milestones.overdue(row.month.last).filter(plan_id=plan.pk).count()


def test_the_change_is_against_the_month_before(douane):
    rows = months_of("PLN-02")
    for before, row in pairwise(rows):
        if before.actual is not None:
            assert row.change == row.actual - before.actual


def test_months_before_the_plan_are_left_out(douane):
    first = months_of("PLN-02", count=82)[0]
    assert first.month > Month(2020, 1)
    assert first.change is None


def test_one_query_for_any_number_of_months(douane, django_assert_num_queries):
    plan = Plan.objects.get(code="PLN-01")
    for count in (1, 24):
        with django_assert_num_queries(1):
            plan_months(OCTOBER, plan, count)


def test_a_past_register_knows_nothing_later(douane):
    earlier = Register.as_of(OPERATOR, date(2026, 3, 31))
    assert months_of("PLN-02", earlier, 12) == months_of("PLN-02", count=19)[:12]


def test_the_month_that_is_not_over_is_judged_on_the_registers_day(douane):
    plan = Plan.objects.get(code="PLN-07")  # one of its milestones is due on 30 November
    for day in (date(2026, 11, 10), date(2026, 12, 31)):
        register = Register.now(OPERATOR, day)
        last = plan_months(register, plan)[-1]
        assert last.late == register.milestones.overdue(day).filter(plan_id=plan.pk).count()
        assert last.planned == progress.planned(register.milestones.filter(plan_id=plan.pk), day)

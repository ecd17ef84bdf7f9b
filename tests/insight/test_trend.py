"""The trend: reconstructed months as worked out, sealed ones as sealed, in two queries; a difference is found."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from riskreg.access import everybody
from riskreg.history.register import Register
from riskreg.insight import trend
from riskreg.models import MonthFigures
from riskreg.services import periods, reports
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, ON, later
from tests.oracle.month import month_of
from tests.oracle.register import load, register_on

pytestmark = pytest.mark.django_db
NOVEMBER = Month(2026, 11)


def kept(month: str, **figures: Any) -> None:
    given = {"open_findings": 1, "late_milestones": 0, "planned": 50, "actual": 40, **figures}
    MonthFigures.objects.create(month=month, figures=given)


def sealed(**figures: Any) -> None:
    given = {"open_findings": 2, "late_milestones": 1, "planned": 60, "actual": 50, **figures}
    period = periods.open_month(NOVEMBER, by=BY, at=AT)
    periods.review(period, reason="early", by=BY, at=later(minutes=1))
    officer = factories.person("officer")
    draft = reports.draft(period, headline="", language="en", by=officer, at=later(minutes=2))
    reports.put_forward(draft, by=officer, at=later(minutes=3))
    edition = reports.Edition("{}\n", {}, given, 0, "")
    reports.seal(draft, edition, by=factories.person("management"), at=later(minutes=4))


def test_months_come_in_order_and_the_sealed_one_wins(django_assert_num_queries: Any):
    kept("2026-09")
    kept("2026-10", open_findings=5)
    kept("2026-11", open_findings=99)
    sealed()
    with django_assert_num_queries(2):
        found = trend.trend(Register.now(everybody(), ON), NOVEMBER)
    assert [(str(one.month), one.open_findings, one.is_kept) for one in found] == [
        ("2026-09", 1, False), ("2026-10", 5, False), ("2026-11", 2, True),
    ]  # fmt: skip


def test_at_most_so_many_months_are_drawn():
    for year in (2024, 2025, 2026):
        for number in range(1, 11):
            kept(f"{year}-{number:02d}")
    found = trend.trend(Register.now(everybody(), ON), Month(2026, 10), 24)
    assert (str(found[0].month), str(found[-1].month), len(found)) == ("2025-01", "2026-10", 20)


def test_on_a_past_day_a_later_edition_is_not_there():
    sealed()
    before = Register.as_of(everybody(), ON, later(minutes=3))
    assert trend.trend(before, NOVEMBER) == []


def test_the_figures_of_the_real_register_are_those_of_the_oracle(douane: Any):
    call_command("rebuild", stdout=StringIO())
    facts, ended = load(douane.folder), ("closed", "superseded", "accepted")
    months = trend.reconstructed(Register.now(everybody(), ON))
    assert (len(months), str(months[0]), str(months[-1])) == (46, "2023-01", "2026-10")
    for month in months:
        there = register_on(facts, month.last)
        told = MonthFigures.objects.get(month=str(month)).figures
        month_told = month_of(facts, str(month))
        assert told["open_findings"] == sum(one["state"] not in ended for one in there["findings"]), month
        assert told["late_milestones"] == len(month_told["overdue"]["milestones"]), month
    call_command("rebuild", "--check", stdout=StringIO())


def test_a_figure_that_differs_is_named(douane: Any):
    call_command("rebuild", stdout=StringIO())
    row = MonthFigures.objects.get(month="2025-12")
    row.figures["open_findings"] += 1
    row.save()
    with pytest.raises(CommandError, match="2025-12: kept"):
        call_command("rebuild", "--check", stdout=StringIO())

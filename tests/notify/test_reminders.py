"""What the day asks for: due soon, overdue, acceptances that expire, promises to be reported."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from riskreg.access import Load, operator
from riskreg.services import accounts, commitments, milestones, periods, risks
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.mails import MailKind
from riskreg.vocabulary.periods import REGISTER_ZONE
from tests import factories
from tests.factories import AT, BY, ON, later
from tests.notify.desk import DO, NOVEMBER, Desk, made, run

pytestmark = pytest.mark.django_db


def on(day: date) -> list[str]:
    """Run on a day; the kinds of reminders that are there after it."""
    run(datetime.combine(day, time(8), tzinfo=REGISTER_ZONE), day)
    return sorted({mail.kind for mail in made(MailKind.DUE_SOON) + made(MailKind.OVERDUE)})


def test_three_working_days_before_and_one_after() -> None:
    # Due on Monday 7 December 2026; three working days before is Wednesday 2 December.
    Desk()
    assert on(date(2026, 12, 1)) == []
    assert on(date(2026, 12, 2)) == ["due_soon"]
    assert on(date(2026, 12, 7)) == ["due_soon"]
    assert on(date(2026, 12, 8)) == ["due_soon", "overdue"]
    assert on(date(2026, 12, 9)) == ["due_soon", "overdue"]
    assert len(made(MailKind.DUE_SOON)) == len(made(MailKind.OVERDUE)) == 1


def test_whoever_told_everything_is_not_reminded() -> None:
    desk = Desk()
    milestones.confirm_unchanged(desk.milestone, month=NOVEMBER, by=BY, at=later(minutes=1))
    assert on(date(2026, 12, 2)) == []


def test_a_month_in_review_reminds_nobody() -> None:
    desk = Desk()
    periods.review(desk.period, by=BY, at=later(minutes=1), reason="Early")
    assert on(date(2026, 12, 8)) == []


def test_an_acceptance_is_told_thirty_days_ahead_to_owner_and_officer() -> None:
    desk = Desk()
    risk = factories.assessed_risk(owner=desk.role)
    load = {"by": operator("loader", Load(AT)), "at": AT}
    until = ON + timedelta(days=31)
    risks.accept(risk, accepted_by=desk.role, until=until, reason="small", **load)
    run()
    assert not made(MailKind.ACCEPTANCE_EXPIRING)
    run(later(days=1))
    run(later(days=2))
    told = made(MailKind.ACCEPTANCE_EXPIRING)
    assert [mail.user for mail in told] == [desk.officer, desk.owner]
    assert risk.code in told[0].subject


def test_an_acceptance_that_was_renewed_is_not_told() -> None:
    desk = Desk()
    risk = factories.assessed_risk(owner=desk.role)
    load = {"by": operator("loader", Load(AT)), "at": AT}
    for days in (10, 300):
        risks.accept(risk, accepted_by=desk.role, until=ON + timedelta(days=days), reason="small", **load)
    run()
    assert not made(MailKind.ACCEPTANCE_EXPIRING)


def promise(desk: Desk, keeper: Any) -> Any:
    """A commitment that rests on the desk's milestone, which is forecast after the promised day."""
    made_one = factories.commitment(due=date(2026, 12, 31), keeper=keeper)
    commitments.rest_on(made_one, desk.milestone, **DO)
    milestones.move_forecast(desk.milestone, to=date(2027, 2, 1), reason="Later", **DO)
    return made_one


def test_a_promise_that_is_passed_is_told_the_same_day_to_officer_and_keeper() -> None:
    desk, keeps = Desk(), factories.role()
    keeper = factories.account(Right.OWNER, fills=(keeps,))
    accounts.edit(keeper, email="keeper@example.org", **DO)
    promise(desk, keeps)
    run()
    told = made(MailKind.TO_REPORT)
    assert {mail.user for mail in told} == {desk.officer, keeper}
    assert "31 Dec 2026" in told[0].text
    assert "1 Feb 2027" in told[0].text
    run(later(minutes=5))
    assert len(made(MailKind.TO_REPORT)) == 2
    milestones.move_forecast(desk.milestone, to=date(2027, 5, 1), reason="Later still", by=BY, at=later(minutes=6))
    run(later(minutes=7))
    assert len(made(MailKind.TO_REPORT)) == 4


def test_a_promise_that_was_reported_is_not_told() -> None:
    desk = Desk()
    one = promise(desk, factories.role())
    commitments.report(one, words="By letter to parliament", reach=date(2027, 2, 1), **DO)
    run()
    assert not made(MailKind.TO_REPORT)

"""A mail that waits for the day's digest tells what is true when it leaves, or nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail as outbox

from riskreg import models
from riskreg.access import actor_of
from riskreg.notify import waiting
from riskreg.services import decisions, milestones
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.mails import MailKind
from riskreg.vocabulary.periods import REGISTER_ZONE
from tests import factories
from tests.factories import AT, BY, ON, later
from tests.notify.desk import DO, NOVEMBER, Desk, made, run

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# Three working days before Monday 7 December 2026, on which the updates of November are due.
MORNING = datetime(2026, 12, 2, 8, tzinfo=REGISTER_ZONE)


def had_the_days_digest(user: models.User, at: datetime) -> None:
    """Whatever else is made for the account that day waits for the next."""
    words = {"subject": "Earlier", "text": "t", "html": "h", "made_at": at, "sent_at": at}
    models.Mail.objects.create(user=user, key=f"earlier {at}", kind=MailKind.OPENED, **words)


def sent_to(user: models.User) -> str:
    return "\n".join(f"{one.subject}\n{one.body}" for one in outbox.outbox if one.to == [user.email])


def test_a_decision_that_was_taken_meanwhile_is_not_asked() -> None:
    desk = Desk(is_open=False)
    manager = desk.people[Right.MANAGEMENT]
    had_the_days_digest(manager, AT)
    asked = [decisions.ask(title=title, **DO) for title in ("First", "Second")]
    run(later(minutes=2))
    assert len(made(MailKind.DECISION_ASKED, sent_at=None)) == 2
    by = actor_of(manager, ON)
    decisions.take(asked[0], outcome="Agreed", taken_by=factories.role(), by=by, at=later(minutes=3))
    run(later(days=1))
    assert asked[0].code not in sent_to(manager)
    assert asked[1].code in sent_to(manager)
    assert len(made(MailKind.DECISION_ASKED)) == 1


def test_what_is_due_is_counted_when_the_mail_leaves() -> None:
    desk = Desk()
    plan = factories.plan(owner=desk.role)
    other = factories.milestone(plan, owner=desk.role)
    factories.approved(plan, other)
    run(MORNING - timedelta(days=1))
    had_the_days_digest(desk.owner, MORNING)
    run(MORNING + timedelta(hours=1))
    assert other.code in made(MailKind.DUE_SOON, sent_at=None)[0].text
    milestones.confirm_unchanged(other, month=NOVEMBER, by=BY, at=MORNING + timedelta(hours=2))
    run(MORNING + timedelta(days=1))
    [mail] = made(MailKind.DUE_SOON)
    assert other.code not in mail.text
    assert desk.milestone.code in mail.text
    assert "1 milestone" in sent_to(desk.owner)


def test_whoever_told_everything_meanwhile_is_not_reminded() -> None:
    desk = Desk()
    run(MORNING - timedelta(days=1))
    had_the_days_digest(desk.owner, MORNING)
    run(MORNING + timedelta(hours=1))
    assert made(MailKind.DUE_SOON)
    milestones.confirm_unchanged(desk.milestone, month=NOVEMBER, by=BY, at=MORNING + timedelta(hours=2))
    run(MORNING + timedelta(days=1))
    assert not made(MailKind.DUE_SOON)
    assert "Updates of" not in sent_to(desk.owner)


def test_a_mail_that_cannot_be_looked_at_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(is_open=False)
    had_the_days_digest(desk.people[Right.MANAGEMENT], AT)
    decisions.ask(title="First", **DO)
    run(later(minutes=2))

    def broken(code: str) -> None:
        raise ValueError(code)

    monkeypatch.setitem(waiting._STANDS, MailKind.DECISION_ASKED, broken)
    assert run(later(days=1)).failed == 1
    assert "First" in sent_to(desk.people[Right.MANAGEMENT])


def test_a_digest_that_a_fast_clock_sent_tomorrow_holds_nothing_up() -> None:
    desk = Desk(is_open=False)
    manager = desk.people[Right.MANAGEMENT]
    had_the_days_digest(manager, later(days=400))
    decisions.ask(title="First", **DO)
    run(later(minutes=2))
    assert "First" in sent_to(manager)

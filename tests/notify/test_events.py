"""What was done becomes a mail to those whom it concerns, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail as outbox

from riskreg import models
from riskreg.access import Load, actor_of, operator
from riskreg.services import accounts, decisions, mails, periods, questions
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.mails import MailKind
from tests import factories
from tests.factories import AT, BY, ON, later
from tests.notify.desk import DO, NOVEMBER, Desk, made, mailed, run

pytestmark = pytest.mark.django_db


def test_an_opened_month_is_told_to_those_who_owe_something() -> None:
    desk = Desk()
    run()
    [mail] = made(MailKind.OPENED)
    assert mail.user == desk.owner
    assert desk.milestone.code in mail.text
    assert f"http://127.0.0.1:8000/milestones/{desk.milestone.code}/" in mail.html
    assert "/updates/2026-11/" in mail.text
    assert "7 Dec 2026" in mail.subject
    assert [one.to for one in outbox.outbox if "is open" in one.subject] == [[desk.owner.email]]


def test_a_second_run_tells_nothing_anew() -> None:
    Desk()
    first = run()
    assert first.made
    assert first.sent
    assert run(later(minutes=5)) == type(first)()


def test_a_loaded_history_is_no_news() -> None:
    Desk(is_open=False)
    load = operator("loader", Load(later(days=1)))
    with_load = {"by": load, "at": AT}
    decisions.ask(title="Asked long ago", **with_load)
    run(later(days=1, minutes=5))
    assert not made(MailKind.DECISION_ASKED)
    assert mails.cursor() == models.LedgerEntry.objects.count()


def test_what_was_done_long_ago_is_no_news_either() -> None:
    Desk()
    run(later(days=32), on=ON)
    assert not made(MailKind.OPENED)


def test_an_auditor_is_not_sent_to_the_sheet() -> None:
    desk = Desk(is_open=False)
    auditor = desk.people[Right.AUDITOR]
    outside = factories.role(party=factories.party())
    milestone = factories.milestone(desk.plan, owner=outside)
    accounts.assign(auditor, right=Right.AUDITOR, role=outside, starts=ON - timedelta(days=1), **DO)
    assert milestone.owner == outside
    periods.open_month(NOVEMBER, **DO)
    run()
    assert not made(MailKind.OPENED, user=auditor)


def test_a_returned_update_goes_to_its_owner_with_the_question() -> None:
    desk = Desk()
    questions.ask(NOVEMBER, desk.milestone, question="Why so <late>?", is_due=True, **DO)
    run()
    [mail] = made(MailKind.RETURNED)
    assert mail.user == desk.owner
    assert "Why so <late>?" in mail.text
    assert "Why so &lt;late&gt;?" in mail.html
    assert BY.name in mail.text


def test_an_answered_question_is_not_told_any_more() -> None:
    desk = Desk()
    asked = questions.ask(NOVEMBER, desk.milestone, question="Why?", is_due=True, **DO)
    questions.answer(asked, text="Because", by=actor_of(desk.owner, ON), at=AT)
    run()
    assert not made(MailKind.RETURNED)


def test_a_decision_is_asked_of_management_and_not_of_who_asks_it() -> None:
    desk = Desk()
    both = mailed(Right.MANAGEMENT, Right.OFFICER)
    asked = decisions.ask(title="May we?", context="It costs", by=actor_of(both, ON), at=AT)
    run()
    [mail] = made(MailKind.DECISION_ASKED)
    assert mail.user == desk.people[Right.MANAGEMENT]
    assert asked.code in mail.subject
    assert "It costs" in mail.text


def test_a_decision_that_was_withdrawn_meanwhile_is_not_told() -> None:
    Desk()
    asked = decisions.ask(title="May we?", **DO)
    decisions.withdraw(asked, reason="No longer", **DO)
    run()
    assert not made(MailKind.DECISION_ASKED)


def test_nobody_without_an_address_or_an_active_account_gets_one() -> None:
    desk = Desk()
    accounts.edit(desk.owner, is_active=False, **DO)
    accounts.edit(desk.people[Right.MANAGEMENT], email="", **DO)
    decisions.ask(title="May we?", **DO)
    run()
    assert not made(MailKind.OPENED) + made(MailKind.DECISION_ASKED)


def test_whoever_was_deactivated_since_gets_nothing_that_still_waits() -> None:
    desk = Desk()
    mails.keep([models.Mail(user=desk.owner, key="k", kind="opened", subject="s", text="t", html="h", made_at=AT)], 0)
    accounts.edit(desk.owner, is_active=False, **DO)
    run()
    assert not [one for one in outbox.outbox if desk.owner.email in one.to]


def test_the_words_are_those_of_the_readers_language() -> None:
    desk = Desk(is_open=False)
    dutch = mailed(Right.OWNER, fills=(desk.role,), language="nl")
    periods.open_month(NOVEMBER, **DO)
    run()
    languages = dict(models.Mail.objects.filter(kind=MailKind.OPENED).values_list("user_id", "language"))
    assert languages == {desk.owner.pk: "en", dutch.pk: "nl"}
    [mail] = made(MailKind.OPENED, user=dutch)
    assert "7 dec 2026" in mail.subject


def test_a_month_that_was_kept_ahead_is_told_of_when_it_opens() -> None:
    desk = Desk(is_open=False)
    periods.note(NOVEMBER, desk.plan, text="The month's words", **DO)
    run()
    assert not made(MailKind.OPENED)
    periods.open_month(NOVEMBER, **DO)
    run()
    assert [mail.user for mail in made(MailKind.OPENED)] == [desk.owner]


def test_a_record_of_many_is_counted_and_not_listed() -> None:
    desk = Desk(is_open=False)
    for _number in range(24):
        factories.indicator(owner=desk.role)
    periods.open_month(NOVEMBER, **DO)
    run()
    [mail] = made(MailKind.OPENED)
    assert "1 milestone and 24 indicators" in mail.text
    assert "and 5 more" in mail.text

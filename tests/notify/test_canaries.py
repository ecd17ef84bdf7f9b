"""No title, no word of a confidential record in any mail or calendar; to whom has no access, not even its code."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from riskreg import models
from riskreg.access import Load, operator
from riskreg.services import accounts, decisions, mails, periods, questions, risks
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, ON
from tests.notify.desk import DO, Desk, mailed, run

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CANARY = "zqcanary"
DECEMBER_IS_A_QUARTERS_END = Month(2026, 12)


class Nest(Desk):
    """A confidential risk and its measure, owned by the owner's role: due, in question, decided on, accepted."""

    def __init__(self) -> None:
        super().__init__(is_open=False)
        self.risk = factories.assessed_risk(owner=self.role, confidential=True, title=CANARY)
        self.measure = factories.measure(self.risk, owner=self.role, title=CANARY)
        for right in (Right.OFFICER, Right.MANAGEMENT, Right.OWNER):
            accounts.grant(self.people[right], self.risk, **DO)
        self.outsiders = {
            right: mailed(right, fills=(self.role,) if right == Right.OWNER else ()) for right in Right.values
        }
        load = {"by": operator("loader", Load(AT)), "at": AT}
        risks.accept(self.risk, accepted_by=self.role, until=ON + timedelta(days=5), reason=CANARY, **load)
        self.asked = decisions.ask(title=CANARY, context=CANARY, about=self.risk, needed_by=ON, **DO)
        december = {"by": DO["by"], "at": factories.later(days=30)}
        periods.open_month(DECEMBER_IS_A_QUARTERS_END, **december)
        for record in (self.risk, self.measure):
            questions.ask(DECEMBER_IS_A_QUARTERS_END, record, question=CANARY, is_due=True, **december)
        run(factories.later(days=30, minutes=5), ON)


@pytest.fixture
def nest() -> Nest:
    return Nest()


def told(user: models.User) -> str:
    return " ".join(mail.subject + mail.text + mail.html for mail in models.Mail.objects.filter(user=user))


def test_who_has_access_is_told_by_code_and_sent_to_the_register(nest: Nest) -> None:
    """So that the tests below can fail."""
    owner = told(nest.owner)
    assert nest.risk.code in owner
    assert nest.measure.code in owner
    assert "confidential: look in the register" in owner
    assert nest.asked.code in told(nest.people[Right.MANAGEMENT])


def test_no_mail_holds_a_word_of_what_is_confidential(nest: Nest) -> None:
    assert models.Mail.objects.count() > 6
    assert not [mail.key for mail in models.Mail.objects.all() if CANARY in mail.subject + mail.text + mail.html]


def test_who_has_no_access_is_told_of_nothing(nest: Nest) -> None:
    for user in nest.outsiders.values():
        words = told(user)
        for code in (nest.risk.code, nest.measure.code, nest.asked.code):
            assert code not in words, (user.username, code)
    # Only what is open to all.
    assert nest.milestone.code in told(nest.outsiders[Right.OWNER])


@pytest.fixture
def on_the_day(settings: Any) -> None:
    settings.DEMO_DAY = ON


def test_no_calendar_holds_a_word_of_it_and_an_outsiders_not_its_code(nest: Nest, on_the_day: None) -> None:
    def calendar(user: models.User) -> str:
        return Client().get(f"/calendar/{mails.new_calendar(user)}.ics").content.decode().replace("\r\n ", "")

    assert nest.risk.code in calendar(nest.owner)
    assert nest.asked.code in calendar(nest.people[Right.MANAGEMENT])
    for user in (*nest.people.values(), *nest.outsiders.values()):
        assert CANARY not in calendar(user)
    for user in nest.outsiders.values():
        words = calendar(user)
        assert not [code for code in (nest.risk.code, nest.measure.code, nest.asked.code) if code in words]

"""The private calendar: whose it is, what stands in it, and that it stays the same while the register does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from riskreg.access import Load, operator
from riskreg.services import accounts, decisions, mails, milestones, records, risks
from riskreg.vocabulary.choices import Right
from tests import factories
from tests.factories import AT, BY, later
from tests.notify.desk import DO, Desk, mailed

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY = date(2026, 11, 22)


@pytest.fixture
def desk(demo_day: Any) -> Desk:
    return Desk()


def feed(user: Any) -> dict[str, Any]:
    """UID -> event, as somebody without a session gets it."""
    answer = Client().get(f"/calendar/{mails.new_calendar(user)}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    return {str(one["uid"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_an_owner_sees_the_months_due_day_and_own_milestones(desk: Desk) -> None:
    assert feed(desk.owner)["due-2026-11@127.0.0.1"]["dtstart"].dt == date(2026, 12, 7)
    milestones.move_forecast(desk.milestone, to=date(2027, 5, 1), reason="Later", **DO)
    other = factories.plan_with_milestones()[1][0]
    events = feed(desk.owner)
    # Told of meanwhile, so that nothing is due any more.
    assert "due-2026-11@127.0.0.1" not in events
    code = desk.milestone.code
    assert events[f"forecast-{code}@127.0.0.1"]["dtstart"].dt == date(2027, 5, 1)
    assert events[f"baseline-{code}@127.0.0.1"]["dtstart"].dt == date(2027, 3, 31)
    assert not [uid for uid in events if other.code in uid]
    assert str(events[f"forecast-{code}@127.0.0.1"]["url"]) == f"http://127.0.0.1:8000/milestones/{code}/"


def test_acceptances_commitments_and_decisions_of_whom_they_concern(desk: Desk) -> None:
    risk = factories.assessed_risk(owner=desk.role)
    load = {"by": operator("loader", Load(AT)), "at": AT}
    risks.accept(risk, accepted_by=desk.role, until=DAY + timedelta(days=40), reason="small", **load)
    mine, others = factories.commitment(keeper=desk.role), factories.commitment()
    asked = decisions.ask(title="May we?", needed_by=DAY + timedelta(days=9), **DO)
    told = {right: " ".join(feed(desk.people[right])) for right in Right.values}
    assert "acceptance-" in told[Right.OWNER]
    assert "acceptance-" in told[Right.OFFICER]
    assert "acceptance-" not in told[Right.AUDITOR]
    for right in (Right.OFFICER, Right.MANAGEMENT):
        assert all(code in told[right] for code in (mine.code, others.code, asked.code))
    assert mine.code in told[Right.OWNER]
    assert others.code not in told[Right.OWNER]
    assert asked.code not in told[Right.OWNER]


def test_the_same_register_gives_the_same_bytes_and_a_change_a_higher_sequence(desk: Desk) -> None:
    secret = mails.new_calendar(desk.owner)
    first, second = (Client().get(f"/calendar/{secret}.ics").content for _turn in range(2))
    assert first == second
    uid = f"forecast-{desk.milestone.code}@127.0.0.1"
    before = feed(desk.owner)[uid]
    milestones.move_forecast(desk.milestone, to=date(2027, 5, 1), reason="Later", by=BY, at=later(minutes=9))
    after = feed(desk.owner)[uid]
    assert after["sequence"] > before["sequence"]
    assert after["dtstamp"].dt == later(minutes=9)


def test_an_address_is_withdrawn_by_the_next_and_by_hand(desk: Desk) -> None:
    first = mails.new_calendar(desk.owner)
    second = mails.new_calendar(desk.owner)
    assert [Client().get(f"/calendar/{one}.ics").status_code for one in (first, second)] == [404, 200]
    mails.withdraw_calendar(desk.owner)
    assert Client().get(f"/calendar/{second}.ics").status_code == 404


@pytest.mark.parametrize("secret", ["x", "%00", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"])
def test_a_secret_that_is_nobodys_is_not_there(desk: Desk, secret: str) -> None:
    mails.choose(desk.owner, digest=True, language="")
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404


def test_a_deactivated_account_has_no_calendar_and_one_without_rights_neither(desk: Desk) -> None:
    secret = mails.new_calendar(desk.owner)
    accounts.edit(desk.owner, is_active=False, **DO)
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404
    nobody = mails.new_calendar(mailed())
    assert Client().get(f"/calendar/{nobody}.ics").status_code == 404


def test_the_secret_is_kept_nowhere(desk: Desk) -> None:
    secret = mails.new_calendar(desk.owner)
    choice = mails.choice(desk.owner)
    assert secret not in str(vars(choice))
    assert len(choice.calendar) == 64


def test_a_title_cannot_add_a_line(desk: Desk) -> None:
    records.edit(desk.milestone, title="a\nEND:VEVENT\nBEGIN:VEVENT", reason="x", **DO)
    events = feed(desk.owner)
    assert "a END:VEVENT BEGIN:VEVENT" in str(events[f"forecast-{desk.milestone.code}@127.0.0.1"]["summary"])


def test_dutch_where_it_was_chosen(desk: Desk) -> None:
    mails.choose(desk.owner, digest=True, language="nl")
    assert "november 2026" in str(feed(desk.owner)["due-2026-11@127.0.0.1"]["summary"])

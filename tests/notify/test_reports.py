"""The report on one page, by mail: to management when it is ready, to all who read it when it is sealed."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail as outbox

from riskreg import models
from riskreg.access import actor_of
from riskreg.notify.one_page import MOST_ROWS, one_page
from riskreg.reporting import publish
from riskreg.services import accounts, decisions, periods, reports
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.mails import MailKind
from tests import factories
from tests.factories import ON, later
from tests.notify.desk import DO, Desk, made, run

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CANARY = "zqcanary"


class Ready(Desk):
    """A month in review of which the report was put forward; one top risk is confidential, for management to see."""

    def __init__(self) -> None:
        super().__init__()
        risk = factories.assessed_risk(owner=self.role, confidential=True, title=CANARY)
        accounts.grant(self.people[Right.MANAGEMENT], risk, **DO)
        by = actor_of(self.officer, ON)
        periods.review(self.period, by=by, at=later(minutes=1), reason="Early")
        self.draft = reports.draft(
            self.period,
            headline=f"Well\u202e on <b>schedule</b> {'x' * 500}",
            language="nl",
            by=by,
            at=later(minutes=2),
        )
        reports.put_forward(self.draft, missing=("much",), reason="All is said", by=by, at=later(minutes=3))


@pytest.fixture
def ready() -> Ready:
    return Ready()


def test_management_reads_the_one_page_when_it_is_ready(ready: Ready) -> None:
    run(later(minutes=4))
    [mail] = made(MailKind.REPORT_READY)
    assert mail.user == ready.people[Right.MANAGEMENT]
    assert "Well on <b>schedule</b>" in mail.text
    assert "Well on &lt;b&gt;schedule&lt;/b&gt;" in mail.html
    # The page speaks the language of the report, the mail that of its reader.
    assert '<div lang="nl">' in mail.html
    assert "is ready to be sealed" in mail.subject
    assert "http://127.0.0.1:8000/reports/2026-11/" in mail.text
    assert CANARY not in mail.text + mail.html


def test_a_draft_that_was_taken_back_is_told_when_it_is_put_forward_again(ready: Ready) -> None:
    run(later(minutes=4))
    by = actor_of(ready.officer, ON)
    reports.draft(ready.period, headline="Other words", language="en", by=by, at=later(minutes=5))
    run(later(minutes=6))
    draft = models.ReportDraft.objects.get()
    reports.put_forward(draft, by=by, at=later(minutes=7))
    run(later(minutes=8))
    assert ["Other words" in mail.text for mail in made(MailKind.REPORT_READY)] == [False, True]


def test_everybody_who_reads_reports_gets_the_page_when_it_is_sealed(ready: Ready, settings: Any) -> None:
    run(later(minutes=4))
    by = actor_of(ready.people[Right.MANAGEMENT], ON)
    sealed = publish.seal(ready.draft, missing=(), by=by, at=later(minutes=5), on=ON)
    outbox.outbox.clear()
    run(later(minutes=6))
    told = made(MailKind.REPORT_SEALED)
    assert {mail.user for mail in told} == {
        ready.people[right] for right in Right.values if right != Right.ADMINISTRATOR
    }
    assert all(sealed.sha256 in mail.text for mail in told)
    assert not [mail for mail in told if CANARY in mail.text + mail.html]
    # The day's digest went out before; this does not wait for the next.
    assert len(outbox.outbox) == len(told)


def test_the_one_page_says_what_asks_for_a_director(ready: Ready) -> None:
    asked = [decisions.ask(title=f"Question {number}", needed_by=ON, **DO) for number in range(7)]
    page = one_page(publish.drafted(ready.draft, ON))
    assert page.language == "nl"
    [waiting] = [one for one in page.lists if one.heading == "Gevraagde besluiten"]
    assert [one.code for one in waiting.items] == [one.code for one in asked[:MOST_ROWS]]
    assert waiting.items[0].words == f"uiterlijk {ON:%-d} nov 2026"
    assert waiting.more == 2
    assert waiting.items[0].url == f"http://127.0.0.1:8000/decisions/{asked[0].code}/?as_of={ON}"
    run(later(minutes=4))
    [mail] = made(MailKind.REPORT_READY)
    assert "Gevraagde besluiten" in mail.text
    assert f"- {asked[0].code} Question 0\n  uiterlijk" in mail.text
    assert asked[-1].code not in mail.text
    assert "Gevraagde besluiten</p>" in mail.html
    # The page is Dutch, and so is what counts the rest of it.
    assert "... en nog 2" in mail.text
    assert "... en nog 2" in mail.html


def test_the_one_page_has_no_heading_above_nothing(ready: Ready) -> None:
    assert one_page(publish.drafted(ready.draft, ON)).lists == ()

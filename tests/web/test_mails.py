"""The page of mails: one's own and nobody else's, the choice, the calendar's address, and the trouble."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from riskreg.models import Mail, MailChoice
from riskreg.services import accounts, mails
from riskreg.vocabulary.choices import Right
from tests.factories import AT
from tests.notify.desk import DO, Desk, made, run
from tests.web.query_counts import counted, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(demo_day: Any) -> Desk:
    return Desk(title="<script>alert(1)</script>")


def client(user: Any) -> Client:
    signed_in = Client()
    signed_in.force_login(user)
    return signed_in


def test_a_reader_sees_own_mails_as_text(desk: Desk) -> None:
    run()
    [mail] = made("opened")
    page = client(desk.owner).get(f"/mails/?mail={mail.pk}").content.decode()
    assert mail.subject in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    # Addresses of the register lead to its pages, wherever it is served.
    assert '<a href="/updates/2026-11/">http://127.0.0.1:8000/updates/2026-11/</a>' in page
    assert "sent" in page


@pytest.mark.parametrize("number", ["999999", "0", "-1", "x", "٣", "9" * 30])
def test_a_mail_that_is_not_there_is_not_found(desk: Desk, number: str) -> None:
    assert client(desk.owner).get("/mails/", {"mail": number}).status_code == 404


def test_nobody_reads_anothers_mail(desk: Desk) -> None:
    run()
    [mail] = made("opened")
    for right in Right.values:
        if right != Right.OWNER:
            reader = client(desk.people[right])
            assert reader.get(f"/mails/?mail={mail.pk}").status_code == 404
            assert mail.subject not in reader.get("/mails/").content.decode()


def test_other_addresses_in_a_mail_stay_text(desk: Desk) -> None:
    text = "http://127.0.0.1:8000.evil.example/x http://evil.example/ http://127.0.0.1:8000/risks/RSK-1/"
    keep(desk.owner, text=text)
    page = client(desk.owner).get(f"/mails/?mail={Mail.objects.get().pk}").content.decode()
    assert re.findall(r'<a href="([^"]*)">http', page) == ["/risks/RSK-1/"]


def keep(user: Any, **values: Any) -> None:
    words = {"subject": "Secret subject", "text": "Secret words", "html": "h", "kind": "opened", **values}
    mails.keep([Mail(user=user, key=f"k{number(user)}", made_at=AT, **words)], 0)


def number(user: Any) -> str:
    return f"{user.pk}-{Mail.objects.count()}"


def test_an_administrator_sees_trouble_without_what_the_mail_says(desk: Desk) -> None:
    keep(desk.owner, trouble="ConnectionRefusedError: nobody listens")
    page = client(desk.people[Right.ADMINISTRATOR]).get("/mails/").content.decode()
    assert "ConnectionRefusedError: nobody listens" in page
    assert desk.owner.name in page
    assert "Secret" not in page
    for right in (Right.OFFICER, Right.OWNER, Right.AUDITOR, Right.MANAGEMENT):
        assert "nobody listens" not in client(desk.people[right]).get("/mails/").content.decode()


def test_the_choice_is_kept_and_said(desk: Desk) -> None:
    reader = client(desk.owner)
    answer = reader.post("/mails/", {"step": "choose", "mails": "single", "language": "nl"}, follow=True)
    assert answer.redirect_chain == [("/mails/", 302)]
    assert "Your choice of mail is kept" in answer.content.decode()
    choice = MailChoice.objects.get()
    assert (choice.user, choice.digest, choice.language) == (desk.owner, False, "nl")


@pytest.mark.parametrize("typed", [{"mails": "hourly", "language": "nl"}, {"mails": "digest", "language": "tlh"}, {}])
def test_a_choice_that_is_none_is_told_at_its_field(desk: Desk, typed: dict[str, str]) -> None:
    answer = client(desk.owner).post("/mails/", {"step": "choose", **typed})
    assert answer.status_code == 422
    assert "Error:" in answer.content.decode()
    assert not MailChoice.objects.exists()


def test_another_step_is_refused_with_what_was_expected(desk: Desk) -> None:
    answer = client(desk.owner).post("/mails/", {"step": "delete"})
    assert answer.status_code == 400
    assert "Expected a choice of mail" in answer.content.decode()


def test_the_calendars_address_is_shown_once(desk: Desk) -> None:
    reader = client(desk.owner)
    answer = reader.post("/mails/", {"step": "new_calendar"})
    [address] = re.findall(r'value="http://127\.0\.0\.1:8000(/calendar/[^"]+\.ics)"', answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    assert Client().get(address).status_code == 200
    again = reader.get("/mails/").content.decode()
    assert address not in again
    assert "cannot be shown again" in again
    reader.post("/mails/", {"step": "withdraw_calendar"})
    assert Client().get(address).status_code == 404
    assert "has no address yet" in reader.get("/mails/").content.decode()


def test_without_a_mail_or_an_address_the_page_says_so(desk: Desk) -> None:
    assert "No mail yet" in client(desk.people[Right.AUDITOR]).get("/mails/").content.decode()
    accounts.edit(desk.owner, email="", **DO)
    assert "Your account has no e-mail address" in client(desk.owner).get("/mails/").content.decode()


def test_the_page_stands_in_the_accounts_menu(desk: Desk) -> None:
    assert f'<a href="{reverse("mails")}">Mails and calendar</a>' in client(desk.owner).get("/").content.decode()


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_asks_as_much_for_thirty_mails_as_for_three(desk: Desk, count: int) -> None:
    for _number in range(count):
        keep(desk.owner)
    _answer, queries = counted(client(desk.owner), "/mails/")
    recorded("/mails/", queries)


def test_the_calendar_asks_little(desk: Desk) -> None:
    secret = mails.new_calendar(desk.owner)
    _answer, queries = counted(Client(), f"/calendar/{secret}.ics")
    recorded("/calendar/", queries)

"""What was typed when the sign-in had expired: kept, shown, sent again by whoever may; and nothing leads elsewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

from riskreg.models import Finding, SecurityEvent, User
from riskreg.services import accounts
from riskreg.web import buttons
from riskreg.web.forms.all import FORMS
from riskreg.web.typed import MOST_SIGNS, own_address
from tests import factories
from tests.factories import AT, BY

PASSWORD = "a long pass phrase for tests"
WORDS = 'Said <b>“thus”</b> & "so"\n\nand on'
ELSEWHERE = (
    "//elsewhere.example/", "///elsewhere.example", "https://elsewhere.example/", "/\\elsewhere.example",
    "\\\\elsewhere", "javascript:alert(1)", "/findings/", "/sign-out/", "/admin/", "findings/new/",
    "/findings/new/?next=//elsewhere",
    "/findings/new/../../sign-out/", "", "\x00", "/findings/%0d%0aSet-Cookie:x=1/edit/x",
)  # fmt: skip


@pytest.fixture
def officer(signed_in: Callable[[str], Client]) -> User:
    signed_in("officer")
    user = User.objects.get(username="officer")
    accounts.set_password(user, PASSWORD, by=BY, at=AT)
    return user


@pytest.fixture
def finding(officer: User) -> Finding:
    return factories.finding()


def fields_of(page: str, action: str) -> dict[str, list[str]]:
    """The fields of the form that goes to the address, as a browser would send them."""
    form = re.search(rf'(?s)<form method="post" action="{re.escape(action)}".*?</form>', page)
    assert form, f"no form to {action}"
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'(?s)<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', form[0]):
        found.setdefault(html.unescape(name), []).append(html.unescape(value))
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0]):
        found.setdefault(name, []).append(html.unescape(value))
    return found


def signing_in(client: Client, page: str, password: str = PASSWORD) -> Any:
    carried = fields_of(page, "/sign-in/")
    return client.post("/sign-in/", {**carried, "username": "officer", "password": password})


@pytest.mark.parametrize("form", FORMS, ids=buttons.name_of)
def test_every_form_keeps_what_was_typed_when_the_sign_in_had_expired(db: None, client: Client, form: Any) -> None:
    address = reverse(buttons.name_of(form), args=[] if buttons.on_list(form) else ["FND-001"])
    answer = client.post(address, {"reason": WORDS, "rev": "1", "password": "secret-word"})
    assert answer.status_code == 401
    page = answer.content.decode()
    assert form.heading() in html.unescape(page)
    carried = fields_of(page, "/sign-in/")
    assert carried["typed-reason"] == [WORDS]
    assert carried["typed_at"] == [address]
    assert "secret-word" not in page
    assert "<b>“thus”" not in page


def test_what_was_typed_is_shown_after_signing_in_and_goes_on(finding: Finding) -> None:
    client = Client(enforce_csrf_checks=True)
    address = f"/findings/{finding.code}/edit/"
    client.get("/sign-in/")
    typed = {"title": "Another title", "reason": WORDS, "rev": "1", "step": "check", "kind": finding.kind}
    typed["owner"] = f"{finding.owner.code} words"
    asked = client.post(address, {**typed, "csrfmiddlewaretoken": client.cookies["csrftoken"].value})
    assert asked.status_code == 401
    shown = signing_in(client, asked.content.decode())
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "Another title" in page
    assert "&lt;b&gt;“thus”" in page
    sent = fields_of(page, address)
    assert {name: sent[name] for name in typed} == {name: [value] for name, value in typed.items()}
    checked = client.post(address, sent)
    assert checked.status_code == 200
    assert client.post(address, {**sent, "step": "save"}).status_code == 302
    finding.refresh_from_db()
    assert finding.title == "Another title"


def test_rights_are_judged_when_it_is_sent(finding: Finding) -> None:
    other = factories.account("auditor")
    accounts.set_password(other, PASSWORD, by=BY, at=AT)
    client, address = Client(), f"/findings/{finding.code}/edit/"
    page = client.post(address, {"title": "Taken over", "reason": "x", "rev": "1"}).content.decode()
    carried = fields_of(page, "/sign-in/")
    shown = client.post("/sign-in/", {**carried, "username": other.username, "password": PASSWORD})
    sent = fields_of(shown.content.decode(), address)
    assert client.post(address, {**sent, "step": "save"}).status_code == 403
    finding.refresh_from_db()
    assert finding.title == "Finding"


def test_a_wrong_password_loses_nothing(finding: Finding) -> None:
    client, address = Client(), f"/findings/{finding.code}/edit/"
    page = client.post(address, {"title": "Kept", "list": ["a", "b"]}).content.decode()
    again = signing_in(client, page, "not the word").content.decode()
    assert fields_of(again, "/sign-in/") == fields_of(page, "/sign-in/") | {
        "csrfmiddlewaretoken": fields_of(again, "/sign-in/")["csrfmiddlewaretoken"]
    }
    assert fields_of(again, "/sign-in/")["typed-list"] == ["a", "b"]


def test_the_demos_buttons_carry_it_too(finding: Finding, settings: Any) -> None:
    settings.DEMO = True
    client, address = Client(), f"/findings/{finding.code}/edit/"
    page = client.post(address, {"title": "Kept"}).content.decode()
    shown = client.post("/sign-in/demo/", {**fields_of(page, "/sign-in/demo/"), "role": "officer"})
    assert fields_of(shown.content.decode(), address)["title"] == ["Kept"]


def test_a_file_has_to_be_chosen_again_and_is_not_carried(db: None, client: Client, tmp_path: Any) -> None:
    (tmp_path / "a.txt").write_text("inside the file")
    with (tmp_path / "a.txt").open("rb") as file:
        page = client.post("/findings/FND-001/edit/", {"title": "x", "file": file}).content.decode()
    assert "choose it again" in page
    assert "inside the file" not in page


def test_too_much_is_cut_and_said_to_be(db: None, client: Client) -> None:
    page = client.post("/findings/FND-001/edit/", {"title": "Kept", "note": "x" * MOST_SIGNS}).content.decode()
    assert fields_of(page, "/sign-in/")["typed-title"] == ["Kept"]
    assert len(page) < MOST_SIGNS
    assert "too long" in page


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nothing_leads_elsewhere(officer: User, address: str) -> None:
    assert own_address(address) == ""
    client = Client()
    sent = {"username": "officer", "password": PASSWORD, "typed_at": address, "typed-title": "x", "next": address}
    answer = client.post("/sign-in/", sent)
    if address.startswith("/findings/new/?"):
        assert answer["Location"] == address
    assert "elsewhere.example" not in answer.get("Location", "")
    assert b"elsewhere.example" not in answer.content


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_asked_to_sign_in(db: None, client: Client, method: str) -> None:
    assert getattr(client, method)("/findings/FND-001/edit/").status_code == 302


def test_without_the_cookie_the_text_is_shown_to_copy(finding: Finding) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="officer"))
    address = f"/findings/{finding.code}/edit/"
    answer = client.post(address, {"title": WORDS})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "&lt;b&gt;“thus”" in page
    assert f'href="{address}"' in page
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert "“thus”" not in client.post(address, {"title": WORDS}, headers=headers).content.decode()
    assert client.post("/sign-out/").status_code == 403


def test_a_sign_in_lasts_a_working_day() -> None:
    assert configured.SESSION_COOKIE_AGE == 12 * 3600


def test_signing_in_and_failing_to_are_kept(officer: User) -> None:
    client = Client()
    client.post("/sign-in/", {"username": "officer", "password": "wrong"})
    client.post("/sign-in/", {"username": "no such account \x00", "password": PASSWORD})
    client.post("/sign-in/", {"username": PASSWORD, "password": ""})
    client.post("/sign-in/", {"username": "officer", "password": PASSWORD})
    kept = list(SecurityEvent.objects.order_by("id").values_list("kind", "actor", "about"))
    me = f"user:{officer.pk}"
    assert kept == [
        ("sign_in_failed", me, ""),
        ("sign_in_failed", "system:unknown", ""),
        ("sign_in_failed", "system:unknown", ""),
        ("sign_in", me, ""),
    ]
    assert PASSWORD not in str(list(SecurityEvent.objects.values_list()))


def test_no_page_of_one_who_signed_in_is_kept_to_go_back_to(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("administrator")
    assert {client.get(address)["Cache-Control"] for address in ("/", "/risks/", "/risks/?q=x")} == {
        "private, no-store"
    }
    assert "no-store" in client.get("/admin/")["Cache-Control"]
    assert "Cache-Control" not in Client().get("/")

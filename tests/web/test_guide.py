"""The pages of help, maintenance, health, and what a failure says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.templatetags.static import static
from django.test import Client

from riskreg.exchange.terms import terms
from riskreg.vocabulary import glossary

HEADINGS = {
    "/help/words/": ("Definitions", "Begrippen"),
    "/help/accessibility/": ("Accessibility statement", "Toegankelijkheidsverklaring"),
    "/help/about/": ("About this register", "Over dit register"),
}


@pytest.mark.parametrize("address", HEADINGS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_help_is_open_to_everybody_in_both_languages(
    client: Client, db: None, django_assert_num_queries: Any, address: str, language: str
) -> None:
    with django_assert_num_queries(0):
        body = client.get(address, headers={"accept-language": language}).content.decode()
    assert f"<h1>{HEADINGS[address][language == 'nl']}</h1>" in body
    assert f'<html lang="{language}">' in body
    assert all(f'href="{one}"' in body for one in HEADINGS)


def test_every_definition_has_its_anchor_once(client: Client, db: None, settings: Any) -> None:
    body = client.get("/help/words/").content.decode()
    found = re.findall(r'<div id="([\w-]+)"><dt>', body)
    borrowed = terms(settings.TERMS_DIR)
    replaced = {code for one in glossary.ENTRIES.values() for code in one.replaces}
    assert sorted(found) == sorted([*glossary.ENTRIES, *(one.key for one in borrowed if one.code not in replaced)])
    assert len(set(re.findall(r'\bid="([^"]+)"', body))) == len(re.findall(r'\bid="([^"]+)"', body))


def test_an_installation_without_terms_has_its_own_words(
    client: Client, db: None, settings: Any, tmp_path: Path
) -> None:
    settings.TERMS_DIR = tmp_path
    body = client.get("/help/words/").content.decode()
    assert 'id="slip"' in body
    assert 'id="trm-' not in body


def test_a_word_on_a_page_leads_to_its_definition_on_the_same_day(signed_in: Callable[[str], Client]) -> None:
    body = signed_in("management").get("/?as_of=2025-06-30").content.decode()
    targets = re.findall(r'popovertarget="([\w-]+)"', body)
    assert "term-to-be-reported" in targets
    assert all(body.count(f'id="{one}"') == 1 for one in targets)
    assert '/help/words/?as_of=2025-06-30#to-be-reported"' in body


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("", "has not given an address here yet"),
        ("toegankelijk@example.org", 'href="mailto:toegankelijk@example.org"'),
        ("Call 088 <b>", "Call 088 &lt;b&gt;"),
    ],
)
def test_the_statement_says_where_to_report(client: Client, db: None, settings: Any, contact: str, shown: str) -> None:
    settings.ACCESSIBILITY_CONTACT = contact
    assert shown in client.get("/help/accessibility/").content.decode()


# --- maintenance and health
@pytest.fixture
def switch(settings: Any, tmp_path: Path) -> Path:
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    return tmp_path / "maintenance"


def test_under_maintenance_every_page_says_so_without_the_database(client: Client, switch: Path) -> None:
    switch.write_text("Back at <b>14:00</b>", encoding="utf-8")
    for address in ("/", "/sign-in/", "/admin/", "/nothing/here/", "/help/words/"):
        answer = client.get(address, headers={"accept-language": "nl"})
        assert answer.status_code == 503
        assert answer["Retry-After"] == "300"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        body = answer.content.decode()
        assert "<h1>Aan het register wordt gewerkt</h1>" in body
        assert "Back at &lt;b&gt;14:00&lt;/b&gt;" in body


def test_under_maintenance_what_was_sent_is_said_not_to_be_written(client: Client, switch: Path) -> None:
    switch.touch()
    assert "What you sent was not written" in client.post("/findings/new/", {"title": "x"}).content.decode()
    assert "What you sent" not in client.get("/findings/new/").content.decode()


def test_a_maintenance_file_that_is_no_text_closes_too(client: Client, switch: Path) -> None:
    switch.write_bytes(b"\xff\xfe")
    assert client.get("/").status_code == 503


def test_under_maintenance_style_and_health_go_on(client: Client, db: None, switch: Path) -> None:
    switch.touch()
    style = client.get(static("riskreg/app.css"))
    assert style.status_code == 200
    style.close()
    health = client.get("/health/")
    assert (health.status_code, health.content) == (200, b"maintenance\n")


def test_a_register_without_the_file_is_open(client: Client, db: None, switch: Path) -> None:
    assert client.get("/sign-in/").status_code == 200
    assert client.get("/health/").content == b"ok\n"


def test_health_tells_that_the_database_is_away(client: Client, switch: Path, monkeypatch: Any) -> None:
    def away() -> None:
        raise OperationalError("no route")

    monkeypatch.setattr(connection, "ensure_connection", away)
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (503, b"no database\n")


# --- failures
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "was either saved completely, or nothing of it was"), ("nl", "is volledig opgeslagen")],
)
def test_a_fault_of_ours_is_told_without_the_database(
    switch: Path, monkeypatch: Any, caplog: Any, language: str, words: str
) -> None:
    def broken() -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(connection, "ensure_connection", broken)
    client = Client(raise_request_exception=False)
    answer = client.get("/health/", headers={"accept-language": language})
    assert answer.status_code == 500
    assert words in answer.content.decode()
    assert "a fault" not in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/risks/RSK-999/", 404, "a record that was withdrawn still has its page"),
        ("/reports/2026-11/seal/", 403, "is in the security log"),
        ("/risks/?as_of=2026-02-31", 400, "does not exist in the calendar"),
    ],
)
def test_a_failure_says_what_happened_what_was_kept_and_what_to_do(
    signed_in: Callable[[str], Client], address: str, status: int, words: str
) -> None:
    answer = signed_in("owner").get(address)
    body = answer.content.decode()
    assert answer.status_code == status
    assert words in body
    assert f'aria-hidden="true">{status}</p><h1>' in body
    assert "<dt>What was kept</dt><dd>" in body
    assert "<dt>What you can do</dt><dd>" in body
    assert '<a class="btn" href="/">' in body


@pytest.mark.parametrize(("language", "words"), [("en", "What you sent was not written."), ("nl", "formulier dat")])
def test_a_wrong_method_is_told_in_the_house_style_and_keeps_what_is_allowed(
    signed_in: Callable[[str], Client], language: str, words: str
) -> None:
    client, spoken = signed_in("owner"), {"accept-language": language}
    for address, allowed in (("/reports/", "GET, HEAD"), ("/risks/?q=levy", "GET, HEAD, OPTIONS")):
        answer = client.post(address, {"title": "x"}, headers=spoken)
        body = answer.content.decode()
        assert (answer.status_code, answer["Allow"]) == (405, allowed)
        assert 'aria-hidden="true">405</p><h1>' in body
        assert words in body
        assert f'<a href="{address}">' in body
    answer = client.get("/updates/2026-11/draft/", headers=spoken)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert 'aria-hidden="true">405</p><h1>' in answer.content.decode()
    assert '<a href="/updates/2026-11/draft/">' not in answer.content.decode()

"""The day of a page: read from the address, refused with a sentence, kept in every link."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

SignedIn = Callable[[str], Client]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("as_of=2024-02-31", "does not exist in the calendar"),
        ("as_of=31-02-2024", "does not exist in the calendar"),
        ("as_of=yesterday", "is not a day"),
        ("as_of=0000-01-01", "does not exist in the calendar"),
        ("as_of=9999-12-31", "lies after today"),
        ("as_of=1900-01-01", "is before 1990"),
        ("compare=2030-01-01", "lies after today"),
        ("as_of=%00", "is not a day"),
    ],
)
def test_an_impossible_day_is_refused_with_a_sentence(signed_in: SignedIn, query: str, words: str) -> None:
    answer = signed_in("officer").get(f"/risks/?{query}")
    assert answer.status_code == 400
    assert words in answer.content.decode()


@pytest.mark.parametrize("text", ["2024-12-31", "31-12-2024", "31-12-2024 "])
def test_both_ways_of_writing_a_day_are_read(signed_in: SignedIn, text: str) -> None:
    answer = signed_in("officer").get("/risks/", {"as_of": text})
    assert answer.status_code == 200
    assert "as it stood on 31 December 2024" in answer.content.decode()


def test_links_stay_on_the_day(signed_in: SignedIn, douane: Any) -> None:
    body = signed_in("officer").get("/risks/?as_of=2025-06-30").content.decode()
    assert 'href="/risks/RSK-001/?as_of=2025-06-30"' in body


def test_a_day_before_the_first_event_shows_an_empty_register_and_says_when_it_begins(
    signed_in: SignedIn, douane: Any
) -> None:
    body = signed_in("officer").get("/risks/?as_of=2022-12-31").content.decode()
    assert "0 risks" in body
    assert "The register begins on 31 January 2023" in body


def test_the_latest_day_is_now(signed_in: SignedIn, douane: Any) -> None:
    body = signed_in("officer").get("/risks/").content.decode()
    assert "as it stood on" not in body


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        ("as_of=22-11-2026&compare=31-10-2026&shown_as_of=22-11-2026&shown_compare=31-10-2026", ""),
        ("as_of=31-12-2024&compare=31-10-2026&shown_as_of=22-11-2026&shown_compare=31-10-2026", "?as_of=31-12-2024"),
        ("as_of=22-11-2026&compare=30-6-2025&shown_as_of=22-11-2026&shown_compare=31-10-2026", "?compare=30-6-2025"),
        ("top=yes&as_of=31-12-2024&compare=31-10-2026&shown_compare=31-10-2026", "?top=yes&as_of=31-12-2024"),
    ],
)
def test_the_bar_asks_only_for_what_was_typed(signed_in: SignedIn, sent: str, asked: str) -> None:
    answer = signed_in("officer").get(f"/risks/?{sent}")
    assert (answer.status_code, answer.url) == (302, f"/risks/{asked}")


def test_a_day_is_not_compared_with_a_later_one(signed_in: SignedIn) -> None:
    for compare in ("2025-12-31", "2024-12-31"):
        answer = signed_in("officer").get(f"/?as_of=2024-12-31&compare={compare}")
        assert answer.status_code == 400
        assert "is not before 31 Dec 2024, the day looked at" in answer.content.decode()


def test_an_address_that_reads_as_another_site_is_never_followed(signed_in: SignedIn) -> None:
    client = signed_in("officer")
    answer = client.get("/?shown_as_of=1&q=1", PATH_INFO="//evil.example/x")
    assert (answer.status_code, answer.url) == (302, "/%2Fevil.example/x?q=1")
    for path in ("//evil.example/x", "/\\evil.example/x"):
        refused = client.get("/?as_of=zz", PATH_INFO=path)
        assert refused.status_code == 400
        assert not re.search(r'href="[/\\]{2}', refused.content.decode())

"""Search over everything, on the day looked at, as far as the reader may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.web.query_counts import counted, recorded

SignedIn = Callable[[str], Client]


def test_every_word_must_occur(signed_in: SignedIn, douane: Any) -> None:
    body = signed_in("owner").get("/search/", {"q": "cash flow"}).content.decode()
    assert "FND-002" in body
    assert "FND-004" not in body


def test_a_whole_code_opens_its_record(signed_in: SignedIn, douane: Any) -> None:
    answer = signed_in("owner").get("/search/", {"q": "fnd-001", "as_of": "2024-12-31"})
    assert answer.status_code == 302
    assert answer["Location"] == "/findings/FND-001/?as_of=2024-12-31"


def test_a_past_day_is_searched_as_it_was(signed_in: SignedIn, douane: Any) -> None:
    then = signed_in("owner").get("/search/", {"q": "growing e-commerce", "as_of": "2024-06-30"}).content.decode()
    now = signed_in("owner").get("/search/", {"q": "growing e-commerce"}).content.decode()
    assert "RSK-001" in then
    assert "RSK-001" not in now


@pytest.mark.parametrize("question", ["RSK-012", "VOG", "screening"])
def test_a_hidden_risk_is_not_found(signed_in: SignedIn, douane: Any, question: str) -> None:
    body = signed_in("owner").get("/search/", {"q": question}).content.decode()
    assert "/risks/RSK-012/" not in body


@pytest.mark.parametrize("question", ["\x00", "x" * 101])
def test_a_question_that_cannot_be_asked_is_refused(signed_in: SignedIn, question: str) -> None:
    assert signed_in("owner").get("/search/", {"q": question}).status_code == 400


def test_markup_in_a_question_is_shown_as_text(signed_in: SignedIn) -> None:
    body = signed_in("owner").get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in body


def test_search_asks_one_query_a_kind(signed_in: SignedIn, douane: Any) -> None:
    answer, queries = counted(signed_in("officer"), "/search/?q=a")
    assert answer.status_code == 200
    recorded("search", queries)

"""Who gets in: which addresses are open, and that every other one asks for a sign-in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

# A calendar program signs in by the secret in its address; the pages of help tell nothing of the register.
OPEN = {"login", "set_language", "demo_sign_in", "calendar_feed", "words", "accessibility", "about", "health"}
ARGUMENTS = {"code": "RSK-001", "month": "2026-10", "number": "1", "name": "pdf"}


def patterns() -> Iterator[URLPattern]:
    """Every page of ours, the admin apart."""
    for one in get_resolver().url_patterns:
        if isinstance(one, URLPattern):
            yield one
        elif getattr(one, "app_name", "") != "admin":
            yield from (inner for inner in one.url_patterns if isinstance(inner, URLPattern))


def address(pattern: URLPattern) -> str:
    text = "/" + str(pattern.pattern)
    for name, value in ARGUMENTS.items():
        text = text.replace(f"<str:{name}>", value).replace(f"<int:{name}>", value)
    return text


@pytest.mark.parametrize("pattern", list(patterns()), ids=lambda pattern: pattern.name)
def test_only_the_listed_addresses_are_open(client: Client, db: None, pattern: URLPattern) -> None:
    answer = client.get(address(pattern))
    asks = answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
    assert asks or pattern.name in OPEN | {"logout"}, f"{pattern.name} answers {answer.status_code} to a stranger"


def test_demo_sign_in_is_absent_outside_the_demo(client: Client, db: None) -> None:
    assert client.post("/sign-in/demo/", {"role": "officer"}).status_code == 404
    assert "demo/" not in client.get("/sign-in/").content.decode()


def test_signing_in_does_not_lead_elsewhere(client: Client, signed_in: Callable[[str], Client]) -> None:
    signed_in("officer")
    body = client.get("/sign-in/?next=//elsewhere.example/").content.decode()
    assert 'name="next" value="//elsewhere' not in body


def test_pages_carry_the_strict_policy(signed_in: Callable[[str], Client]) -> None:
    policy = signed_in("officer").get("/risks/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def plain(answer: Any) -> str:
    """The body without the token that differs at every request."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", answer.content.decode())


@pytest.mark.parametrize("code", ["RSK-012", "RSK-027"])
@pytest.mark.parametrize("right", ["owner", "administrator"])
@pytest.mark.parametrize("query", ["", "?as_of=2025-06-30"])
def test_hidden_answers_exactly_like_absent(
    signed_in: Callable[[str], Client], douane: Any, code: str, right: str, query: str
) -> None:
    client = signed_in(right)
    hidden, absent = client.get(f"/risks/{code}/{query}"), client.get(f"/risks/RSK-999/{query}")
    assert hidden.status_code == absent.status_code == 404
    assert plain(hidden).replace(code, "RSK-999") == plain(absent)


@pytest.mark.parametrize("right", ["officer", "auditor", "management"])
def test_the_access_list_sees_a_confidential_risk(signed_in: Callable[[str], Client], douane: Any, right: str) -> None:
    assert signed_in(right).get("/risks/RSK-012/").status_code == 200

"""Whatever is typed, repeated, left out or made up: no server error, nothing half written, and a message that helps."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings as installed
from django.test import Client
from django.urls import URLPattern, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskreg.web import buttons
from riskreg.web.forms.all import FORMS
from riskreg.web.forms.base import ActForm
from riskreg.web.urls import urlpatterns
from tests.web.acting import candidates, undone, written
from tests.web.browsing import controls
from tests.web.test_acts import SignedIn

HOSTILE = (
    "", " ", "\x00", "a\x00b", "\u202ereversed\u202c", "\ufeff", "\u200b", "\U0001f480", "<script>alert(1)</script>",
    "'\"><img src=x onerror=alert(1)>", "{{ 7|add:7 }}", "%(code)s %s {0}", "=cmd|' /C calc'!A0",
    "\r\n\r\nSet-Cookie: a",
    "../../etc/passwd", "NaN", "nan", "Infinity", "-1", "0", "26", "1e400", "1,5", "1.000,50", "9" * 400, "٣", "0x10",
    "31-02-2026", "0-0-0", "01-01-0000", "0001-01-01", "31-12-9999", "2026-13-01", "29-02-2025", "yesterday",
    "2026-02-30", "25-10-2026 02:30", "2026-10-25T02:30", "on", "true", "closed", "RSK-001", "FND-999", "RSK-001\n",
    "None", "null", "[]", "x" * 5000, "ſ" * 201, "a\ud7ffb",
)  # fmt: skip
# As it would have to come in: these bytes are no text at all.
NO_TEXT = (b"%ED%A0%80", b"%FF%FE", b"%C0%80", b"%00")
text = st.sampled_from(HOSTILE) | st.text(max_size=60)
quiet = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


def tried(page: Any, before: list[int], told: object) -> None:
    """Either done whole, or refused with a message and nothing written."""
    assert page.status_code < 500, told
    if page.status_code in (200, 302):
        return
    assert written() == before, told
    body = page.content.decode()
    assert page.status_code in (400, 403, 404, 409, 413, 422), told
    if page.status_code == 422:
        errors = re.findall(r'<div class="note note--bad[^>]*role="alert".*?</ul></div>', body, re.S)
        assert errors, told
        assert re.sub(r"<[^>]+>|\s", "", errors[0]), told
        for anchor in re.findall(r'href="#([^"]+)"', errors[0]):
            assert f'id="{anchor}"' in body, (anchor, told)
        assert "<title>Error:" in body, told


@st.composite
def posts(draw: st.DrawFn, typed: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """The form as it came, with some fields made up, left out or sent more than once."""
    sent = dict(typed)
    for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True)):
        value = draw(st.none() | text | st.lists(text, min_size=2, max_size=3))
        if value is None:
            sent.pop(name, None)
        else:
            sent[name] = value
    sent["step"] = draw(st.sampled_from(["check", "save", "save", "change"]) | text)
    return sent


def form_takes(form: type[ActForm], signed_in: SignedIn, examples: int) -> None:
    client, record, typed = opened(form, signed_in)
    url = buttons.address(form, record)
    names = sorted({*typed, "rev", "once", "code", "status", "withdrawn", "pick-title", "as_of"})

    @settings(max_examples=examples, suppress_health_check=quiet, deadline=None, database=None)
    @given(sent=posts(typed, names))
    def take(sent: dict[str, Any]) -> None:
        with undone():
            before = written()
            tried(client.post(url, sent), before, (url, sent))

    take()


def opened(form: type[ActForm], signed_in: SignedIn) -> tuple[Client, Any, dict[str, Any]]:
    """The form as it is shown on the first record that it can be opened on, with the names of all its fields."""
    for client, record, page in candidates(form, signed_in):
        return client, record, {**dict.fromkeys(page.context["form"].fields, ""), **controls(page)}
    raise AssertionError(f"{buttons.name_of(form)} opens on no record")


@pytest.mark.parametrize("form", FORMS, ids=buttons.name_of)
def test_no_form_breaks_or_writes_half(form: type[ActForm], signed_in: SignedIn, douane: Any) -> None:
    form_takes(form, signed_in, 3)


@pytest.mark.deep
@pytest.mark.parametrize("form", FORMS, ids=buttons.name_of)
def test_no_form_breaks_or_writes_half_however_often(form: type[ActForm], signed_in: SignedIn, douane: Any) -> None:
    form_takes(form, signed_in, 200)


# --- lists
def lists() -> list[URLPattern]:
    return [one for one in urlpatterns if hasattr(getattr(one.callback, "view_class", None), "filter_class")]


def list_takes(pattern: URLPattern, client: Client, examples: int) -> None:
    filters = [*pattern.callback.view_class.filter_class.base_filters, "sort", "page", "as_of", "compare", "order", "x"]
    url = reverse(pattern.name)

    @settings(max_examples=examples, suppress_health_check=quiet, deadline=None, database=None)
    @given(asked=st.lists(st.tuples(st.sampled_from(filters), text), min_size=1, max_size=5))
    def take(asked: list[tuple[str, str]]) -> None:
        before = written()
        page = client.get(f"{url}?{urlencode([(name, value.encode('utf-8', 'replace')) for name, value in asked])}")
        assert page.status_code in (200, 400, 404), (url, asked)
        assert written() == before

    take()


@pytest.mark.parametrize("pattern", lists(), ids=lambda pattern: pattern.name)
def test_no_filter_breaks(pattern: URLPattern, signed_in: SignedIn, douane: Any) -> None:
    list_takes(pattern, signed_in("auditor"), 10)


@pytest.mark.deep
@pytest.mark.parametrize("pattern", lists(), ids=lambda pattern: pattern.name)
def test_no_filter_breaks_however_often(pattern: URLPattern, signed_in: SignedIn, douane: Any) -> None:
    list_takes(pattern, signed_in("auditor"), 500)


def test_every_list_has_its_filters_tried() -> None:
    assert len(lists()) >= 9


# --- what is no text, or too much of it
EDIT = "/findings/FND-004/edit/"


def sent_as(client: Client, body: bytes) -> Any:
    return client.post(EDIT, body, content_type="application/x-www-form-urlencoded")


@pytest.mark.parametrize("raw", NO_TEXT)
def test_what_is_no_text_is_refused_or_kept_readable(signed_in: SignedIn, douane: Any, raw: bytes) -> None:
    client = signed_in("officer")
    typed = controls(client.get(EDIT))
    body = urlencode({**typed, "reason": "so", "step": "save"}).encode() + b"&title=A" + raw + b"B"
    with undone():
        before = written()
        tried(sent_as(client, body), before, raw)
    assert client.get("/findings/", QUERY_STRING=f"q={raw.decode()}").status_code in (200, 400)


def test_a_body_of_ten_megabytes_is_refused_in_words(signed_in: SignedIn, douane: Any) -> None:
    client = signed_in("officer")
    typed, before = controls(client.get(EDIT)), written()
    page = sent_as(client, urlencode({**typed, "title": "x" * 10_000_000, "step": "save"}).encode())
    assert page.status_code == 413
    body = page.content.decode()
    assert "too large" in body
    assert "2.5\u00a0MB" in body
    assert "Traceback" not in body
    assert written() == before


def test_too_many_fields_are_refused_in_words(signed_in: SignedIn, douane: Any) -> None:
    client, before = signed_in("officer"), written()
    body = "&".join(f"f{number}=1" for number in range(installed.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    page = sent_as(client, body.encode())
    assert page.status_code == 413
    assert "too large" in page.content.decode()
    assert written() == before


@pytest.mark.parametrize(
    "code", ["FND%00004", "FND-004%0A", "%E2%80%AE", "x" * 3000, "FND-004%ED%A0%80", "..%2F..", "%"]
)
def test_a_made_up_code_is_not_found(signed_in: SignedIn, douane: Any, code: str) -> None:
    client = signed_in("officer")
    for address in (f"/findings/{code}/", f"/findings/{code}/edit/", f"/risks/{code}/", f"/plans/{code}/edit/"):
        assert client.get(address).status_code in (400, 404), address
        assert client.post(address, {"step": "save"}).status_code in (400, 404, 405), address


# --- what a person may well type, and what is said of it
@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("on", "31-02-2026", "31-02-2026"),
        ("on", "01-01-0000", "0000"),
        ("on", "31-12-9999", "1990 to 2100"),
        ("audit_year", "26", "1990"),
        ("audit_year", "NaN", "whole number"),
        ("outcome", "closed", "closed"),
        ("rating", "999999999999999999999", "choose one of the list"),
        ("report", "no such thing at all", "no such thing at all"),
        ("text", "a\x00b", "characters"),
    ],
)
def test_the_message_names_what_and_what_was_expected(
    signed_in: SignedIn, douane: Any, field: str, value: str, said: str
) -> None:
    client, url = signed_in("auditor"), "/findings/FND-004/rate/"
    typed = controls(client.get(url))
    typed |= {"audit_year": "2026", "outcome": "maintained", "on": "22-11-2026", field: value, "step": "save"}
    before = written()
    page = client.post(url, typed)
    assert page.status_code == 422
    assert written() == before
    body = page.content.decode()
    told = re.findall(rf'<a href="#id_{field}">([^<]*)</a>', body)
    assert told, "the summary does not lead to the field"
    assert said in told[0]

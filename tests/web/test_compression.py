"""What a browser shows travels compressed and is kept while it is the same; what is handed over travels as it is."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.templatetags.static import static
from django.test import Client

from config.static import static_address

ASKED = {"accept-encoding": "gzip"}


def test_a_page_travels_compressed_and_says_the_same(signed_in: Any, douane: Any) -> None:
    reader = signed_in("officer")
    plain = reader.get("/risks/RSK-004/")
    small = reader.get("/risks/RSK-004/", headers=ASKED)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert b"RSK-004" in gzip.decompress(small.content)
    assert len(small.content) < len(plain.content) / 3


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_a_file_travels_as_it_is(signed_in: Any, douane: Any, form: str) -> None:
    answer = signed_in("officer").get(f"/risks/?format={form}", headers=ASKED)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "Content-Encoding" not in answer.headers


def test_the_stylesheet_travels_compressed_and_is_kept(client: Client, db: None) -> None:
    answer = client.get(static("riskreg/app.css"), headers=ASKED)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert b"tokens.css" in gzip.decompress(answer.getvalue())


def test_a_part_of_a_file_travels_as_it_is(client: Client, db: None) -> None:
    asked = {**ASKED, "range": "bytes=0-299"}
    answer = client.get(static("riskreg/base.css"), headers=asked)
    assert answer.status_code == 206
    assert "Content-Encoding" not in answer.headers
    assert answer.getvalue() == (settings.BASE_DIR / "riskreg/static/riskreg/base.css").read_bytes()[:300]


def test_a_changed_file_gets_another_address(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a {}")
    before = static_address(tmp_path)
    assert static_address(tmp_path) == before
    (tmp_path / "a.css").write_text("b {}")
    changed = static_address(tmp_path)
    (tmp_path / "a.css").rename(tmp_path / "b.css")
    assert len({before, changed, static_address(tmp_path)}) == 3


def test_the_addresses_tell_the_version_of_what_is_served() -> None:
    assert static_address(settings.BASE_DIR / "riskreg" / "static") in static("riskreg/app.css")

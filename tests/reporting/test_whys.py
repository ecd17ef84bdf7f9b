"""Why, by whom and when a promise or forecast moved: in the data, and in every file made of them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from riskreg.reporting.document import Report, Why
from riskreg.reporting.render import docx, files, html, pdf_data, xlsx
from riskreg.reporting.render import json as json_file
from riskreg.reporting.wording import why_words
from tests.reporting.conftest import report_of

DATA = Path(__file__).resolve().parent / "golden.json"


def whys(report: Report, anchor: str) -> dict[str, Why | None]:
    group = next(one for one in report.changed if one.anchor == anchor)
    return {item.record.code: item.why for item in group.items}


def test_a_forecast_that_moved_says_why_by_whom_and_when(report: Callable[[str], Report]) -> None:
    told = whys(report("2026-09"), "milestone-forecast_moved")
    assert told["MS-07-02"] == Why("Two vacancies", "system", date(2026, 9, 30), "illustrative")
    assert all(told.values())


def test_a_new_baseline_says_who_decided_it(report: Callable[[str], Report]) -> None:
    told = whys(report("2025-12"), "plan-rebaselined")["PLN-01"]
    assert told is not None
    assert (told.role, told.on) == ("Director-General of Customs", date(2025, 12, 31))
    assert told.reason.startswith("Implementation more complex than expected")


def test_a_target_and_a_promise_that_moved_say_it_too(report: Callable[[str], Report]) -> None:
    found = {
        group.anchor: [item.why for item in group.items]
        for month in ("2024-12", "2025-12", "2026-05")
        for group in report(month).changed
        if group.anchor in ("finding-target_moved", "commitment-rescheduled")
    }
    assert found
    assert all(one is not None for many in found.values() for one in many)


def test_only_what_moved_has_a_why(report: Callable[[str], Report]) -> None:
    moves = {"forecast_moved", "target_moved", "rescheduled", "rebaselined"}
    for group in report("2026-09").changed:
        assert all((item.why is not None) == (group.kind in moves) for item in group.items), group.anchor


def _text(archive: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return " ".join(opened.read(one).decode() for one in opened.namelist() if one.endswith(".xml"))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_file_says_why(douane: Any, language: str) -> None:
    with override(language):
        made = report_of("2026-09")
        printed = json.dumps(pdf_data.of(made, None), ensure_ascii=False)
        page = html.file(made, language)
    for text in (printed, page, json_file.dumps(made), _text(xlsx.file(made)), _text(docx.file(made))):
        assert "Two vacancies" in text
    assert ("system, 30 Sep 2026" if language == "en" else "systeem, 30 sep 2026") in page
    # On the plan's own page as well.
    assert printed.count("Two vacancies") == page.count("Two vacancies") == 2


def test_an_edition_sealed_before_it_was_told_still_gives_every_file(db: None) -> None:
    def without(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: without(one) for name, one in value.items() if name != "why"}
        return [without(one) for one in value] if isinstance(value, list) else value

    whole = json.loads(DATA.read_text(encoding="utf-8"))
    before = json_file.loads(json.dumps(without(whole)))
    assert any(item.why for group in json_file.loads(json.dumps(whole)).changed for item in group.items)
    assert not any(item.why for group in before.changed for item in group.items)
    assert all(files.every(before).values())


@pytest.mark.parametrize(
    ("reason", "role", "words"),
    [
        ("Two vacancies", "owner", "“Two vacancies”, owner, 30 Sep 2026"),
        ("", "owner", "owner, 30 Sep 2026"),
        ("Two vacancies", "", "“Two vacancies”, 30 Sep 2026"),
    ],
)
def test_what_is_not_known_is_left_out(reason: str, role: str, words: str) -> None:
    assert why_words(reason, role, date(2026, 9, 30)) == words

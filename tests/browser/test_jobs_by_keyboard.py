"""Each role does its main job with the keyboard alone, with script and without; the focus is never out of sight."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from riskreg.models import (
    Decision,
    FindingRating,
    PublishedReport,
    ReportingPeriod,
    RiskAcceptance,
    UpdateQuestion,
    User,
)
from riskreg.services import periods
from riskreg.vocabulary.periods import Month
from tests.browser.keys import go, tab, tab_to, tab_to_link, tab_to_words
from tests.web.conftest import AT, BY

MONTH = "2026-11"
WITH, WITHOUT = pytest.param(True, id="with script"), pytest.param(False, id="without")
SCRIPT = pytest.mark.parametrize("script", [WITH, WITHOUT])
# Half a minute more: without script with the deep ones.
SCRIPT_DEEP = pytest.mark.parametrize("script", [WITH, pytest.param(False, id="without", marks=pytest.mark.deep)])


@pytest.fixture(autouse=True)
def opened(site: str) -> None:
    periods.open_month(Month.parse(MONTH), by=BY, at=AT)


def _save(page: Page) -> None:
    """From the last field; where a page first shows what will be written, its Save has the focus."""
    tab_to(page, "step")
    is_checked = page.evaluate("document.activeElement.value") == "check"
    go(page)
    if is_checked:
        assert page.evaluate("document.activeElement.value") == "save", page.inner_text("main")
        go(page)
    expect(page.locator(".messages .note--good")).to_be_visible()


def _silent(*pages: Page) -> None:
    assert [line for page in pages for line in page.complaints] == []  # type: ignore[attr-defined]


@SCRIPT_DEEP
def test_officer_and_management_bring_out_a_report(
    open_page: Callable[..., Page], site: str, settings: Any, tmp_path: Path, script: bool
) -> None:
    settings.CHECKPOINT_KEY_FILE = tmp_path / "key.pem"
    officer = open_page("officer", script=script)
    officer.goto(f"{site}/cockpit/{MONTH}/")
    tab_to_link(officer, "/review/")
    go(officer)
    tab_to(officer, "reason")
    officer.keyboard.type("The board meets early")
    _save(officer)
    assert ReportingPeriod.objects.get(code=MONTH).state == "in_review"
    officer.goto(f"{site}/cockpit/{MONTH}/")
    tab_to_link(officer, "/draft/")
    go(officer)
    tab_to(officer, "headline")
    officer.keyboard.type("IT resilience waits for one provider")
    tab_to(officer, "step", "words")
    go(officer)
    if officer.locator("[name=reason]").count():
        tab_to(officer, "reason")
        officer.keyboard.type("It is told as it stands")
    tab_to(officer, "step", "forward")
    go(officer)
    expect(officer.locator("main")).to_contain_text("Management can seal it now")
    management = open_page("management", script=script)
    tab_to_link(management, f"/reports/{MONTH}/")
    go(management)
    tab_to_link(management, "/seal/")
    go(management)
    tab_to(management, "agreed")
    management.keyboard.press("Space")
    tab_to_words(management, "Seal")
    management.set_default_timeout(120_000)
    go(management)
    assert PublishedReport.objects.count() == 1, management.inner_text("main")
    _silent(officer, management)


@SCRIPT_DEEP
def test_officer_proposes_and_management_decides(open_page: Callable[..., Page], site: str, script: bool) -> None:
    officer = open_page("officer", script=script)
    officer.goto(f"{site}/risks/RSK-004/")
    tab_to_words(officer, "More acts")
    officer.keyboard.press("Enter")
    tab_to_link(officer, "/accept/")
    go(officer)
    tab_to(officer, "until")
    officer.keyboard.type("31-12-2027")
    tab_to(officer, "reason")
    officer.keyboard.type("No supplier can deliver sooner")
    _save(officer)
    asked = Decision.objects.get(state="asked")
    management = open_page("management", script=script)
    tab_to_link(management, f"/decisions/{asked.code}/")
    go(management)
    tab_to_link(management, "/decide/")
    go(management)
    while management.evaluate("document.activeElement.type") != "radio":
        tab(management)
    management.keyboard.press("Space")
    tab_to(management, "outcome")
    management.keyboard.type("Agreed, with a look every half year")
    _save(management)
    assert RiskAcceptance.objects.filter(risk__code="RSK-004").exists()
    _silent(officer, management)


@SCRIPT
def test_owner_answers_what_the_officer_asks(open_page: Callable[..., Page], site: str, script: bool) -> None:
    officer = open_page("officer", script=script)
    officer.goto(f"{site}/milestones/MS-04-04/question/?month={MONTH}")
    tab_to(officer, "question")
    officer.keyboard.type("What does the third provider wait for?")
    _save(officer)
    owner = open_page("owner", script=script)
    owner.goto(f"{site}/milestones/MS-04-04/")
    tab_to_link(owner, "/answer/")
    go(owner)
    tab_to(owner, "text")
    owner.keyboard.type("Its board meets on 3 December")
    _save(owner)
    assert UpdateQuestion.objects.get().answer == "Its board meets on 3 December"
    _silent(officer, owner)


@SCRIPT
def test_auditor_compares_two_days_and_rates_a_finding(open_page: Callable[..., Page], site: str, script: bool) -> None:
    page = open_page("auditor", script=script)
    tab_to_link(page, "/history/")
    go(page)
    tab_to_link(page, "/history/compare/")
    go(page)
    tab_to(page, "record")
    page.keyboard.type("FND-002")
    for name, day in (("from", "31-12-2024"), ("to", "31-10-2026")):
        tab_to(page, name)
        page.keyboard.press("Control+a")
        page.keyboard.type(day)
    go(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("FND-002")
    expect(page.locator("main")).to_contain_text("between 31 Dec 2024 and 31 Oct 2026")
    tab_to_words(page, "CSV")
    page.goto(f"{site}/findings/FND-002/")
    tab_to_link(page, "/rate/")
    go(page)
    before = FindingRating.objects.count()
    tab_to(page, "audit_year")
    page.keyboard.type("2026")
    tab_to(page, "on")
    page.keyboard.type("20-11-2026")
    tab_to(page, "text")
    page.keyboard.type("The fallback was tested")
    _save(page)
    assert FindingRating.objects.count() == before + 1
    _silent(page)


@SCRIPT
def test_administrator_adds_an_account(open_page: Callable[..., Page], site: str, script: bool) -> None:
    page = open_page("administrator", script=script)
    page.goto(f"{site}/admin/")
    tab_to_link(page, "/user/add/")
    go(page)
    for name, words in (("username", "new.owner"), ("name", "New owner"), ("new_password", "long enough for 2026")):
        tab_to(page, name)
        page.keyboard.type(words)
    tab_to(page, "_save")
    go(page)
    assert User.objects.filter(username="new.owner").exists(), page.inner_text("#content")
    _silent(page)

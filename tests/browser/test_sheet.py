"""An owner with forty items does the month's sheet with the keyboard alone; drafts outlive a closed tab."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from riskreg.access import Load, operator
from riskreg.models import Milestone, ProgressUpdate, Role, SheetDraft
from riskreg.services import milestones, periods, records
from riskreg.services.plans import Promise, approve
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.browser.keys import tab_to
from tests.web.conftest import AT, BY, OWNER_FILLS

ITEMS, MINUTES = 40, 5
SHEET = "/updates/2026-11/"


@pytest.fixture
def forty(site: str) -> list[str]:
    """Forty milestones of the owner in one plan, under way and expected on 31 March 2027; November is open."""
    role = Role.objects.get(code=OWNER_FILLS)
    plan = factories.plan(code="PLN-99", owner=role, at=AT)
    codes = [f"MS-99-{number:02d}" for number in range(1, ITEMS + 1)]
    parts = [factories.milestone(plan, code=code, at=AT) for code in codes]
    agreed = factories.agreement("plan.approve", plan, AT)
    approve(
        plan, lines={one: Promise(date(2027, 3, 31), 1) for one in parts}, decided_by=role, by=BY, at=AT,
        reason="agreed", decision=agreed,
    )  # fmt: skip
    records.edit(plan, start=date(2026, 1, 1), reason="known", by=BY, at=AT)
    periods.open_month(Month(2026, 11), by=BY, at=AT)
    before: dict[str, Any] = {"month": Month(2026, 10), "by": operator("loader", Load(AT)), "at": AT}
    for one in parts:
        milestones.start(one, percent=20, **before)
    return codes


def focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name || ''"))


def say(page: Page, code: str, number: int) -> None:
    """One item from its first field: no change, progress, a later forecast with words, or completed."""
    assert focus(page) == f"{code}-status", focus(page)
    if number % 4 == 0:
        for _ in range(5):
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
    elif number % 4 == 1:
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Control+a")
        page.keyboard.type("35")
    elif number % 4 == 2:
        for _ in range(3):
            page.keyboard.press("Tab")
        page.keyboard.press("Control+a")
        page.keyboard.type("+14")
        page.keyboard.press("Tab")
        page.keyboard.type("The supplier delivers later")
    else:
        page.keyboard.type("Comp")
    page.keyboard.press("Control+ArrowDown")


def test_forty_items_by_keyboard_in_a_few_minutes(open_page: Callable[..., Page], site: str, forty: list[str]) -> None:
    page = open_page("owner")
    page.wait_for_url(f"**{SHEET}")
    began = time.monotonic()
    tab_to(page, f"{forty[0]}-status")
    for number, code in enumerate(forty):
        say(page, code, number)
    expect(page.locator("[data-status]")).to_contain_text("Draft kept at")
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "submit":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/receipt/**")
    assert time.monotonic() - began < MINUTES * 60
    updates = ProgressUpdate.objects.filter(code__startswith="MS-99-", code__endswith="-2026-11")
    assert Counter(updates.values_list("kind", flat=True)) == {"unchanged": 10, "changed": 30}
    now = Milestone.objects.filter(code__startswith="MS-99-")
    assert Counter(now.values_list("status", flat=True)) == {"in_progress": 30, "completed": 10}
    assert now.filter(forecast=date(2027, 4, 14)).count() == 10
    assert now.filter(percent=35).count() == 10
    expect(page.locator("tbody tr")).to_have_count(ITEMS)
    assert not SheetDraft.objects.exists()
    assert page.complaints == []  # type: ignore[attr-defined]


def test_a_draft_outlives_a_closed_tab(open_page: Callable[..., Page], site: str, forty: list[str]) -> None:
    page = open_page("owner")
    page.wait_for_url(f"**{SHEET}")
    page.fill(f"[name='{forty[0]}-note']", "Half a sentence")
    page.close()
    again = open_page("owner")
    again.wait_for_url(f"**{SHEET}")
    assert again.input_value(f"[name='{forty[0]}-note']") == "Half a sentence"


@pytest.mark.parametrize("width", [1440, 390])
def test_the_error_summary_leads_to_the_field(
    open_page: Callable[..., Page], site: str, forty: list[str], width: int
) -> None:
    page = open_page("owner", width=width)
    page.wait_for_url(f"**{SHEET}")
    page.fill(f"[name='{forty[1]}-percent']", "135")
    page.click("button[value=submit]")
    page.wait_for_selector(".note--bad")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focus(page) == f"{forty[1]}-percent"
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_sheet_goes_on_after_a_sign_in_elsewhere(open_page: Callable[..., Page], site: str, forty: list[str]) -> None:
    """What the sheet says when the session ended holds: sign in again in another window, then go on here."""
    page = open_page("owner")
    page.wait_for_url(f"**{SHEET}")
    note = page.locator(f"[name='{forty[0]}-note']")
    page.context.clear_cookies(name="sessionid")
    note.fill("Typed while signed out")
    expect(page.locator("[data-status]")).to_contain_text("you are signed out")
    other = page.context.new_page()
    other.goto(f"{site}/sign-in/")
    other.click("button[name=role][value=owner]")
    other.wait_for_url(f"**{SHEET}")
    other.close()
    note.press_sequentially(", and after")
    expect(page.locator("[data-status]")).to_contain_text("Draft kept at")
    page.locator(".savebar button[value=keep]").click()
    expect(page.locator(".messages .note--good")).to_be_visible()
    assert page.input_value(f"[name='{forty[0]}-note']") == "Typed while signed out, and after"


def test_a_server_that_did_not_answer_is_asked_again(
    open_page: Callable[..., Page], site: str, forty: list[str]
) -> None:
    page = open_page("owner")
    page.wait_for_url(f"**{SHEET}")
    page.clock.install()
    page.context.set_offline(True)
    page.locator(f"[name='{forty[0]}-note']").press_sequentially("Half a sentence")
    page.clock.run_for(2_000)
    expect(page.locator("[data-status]")).to_contain_text("the server did not answer")
    page.context.set_offline(False)
    page.clock.run_for(16_000)
    expect(page.locator("[data-status]")).to_contain_text("Draft kept at")

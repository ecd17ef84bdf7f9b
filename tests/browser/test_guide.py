"""Words that explain themselves by keyboard without script, and pages of failure that axe finds nothing in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import violations

FAILURES = {
    "/risks/RSK-999/": 404,
    "/cockpit/2026-11/": 403,
    "/updates/2026-11/draft/": 405,
    "/risks/?as_of=2026-02-31": 400,
}


@pytest.mark.parametrize("width", [1440, 390])
def test_a_word_explains_itself_by_keyboard_without_script(
    open_page: Callable[..., Page], site: str, width: int
) -> None:
    page = open_page("management", width=width, script=False)
    page.goto(f"{site}/plans/PLN-01/")
    note = page.locator("#term-slip")
    expect(note).to_be_hidden()
    page.locator("button[popovertarget=term-slip]").first.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    expect(note).to_contain_text("Finish minus baseline, in calendar days")
    box = note.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/help/words/#slip")
    expect(page.locator("#slip")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("width", "language", "theme"), [(1440, "en-GB", "light"), (390, "nl-NL", "dark")], ids=["wide", "phone-nl-dark"]
)
def test_pages_of_failure_are_accessible(
    open_page: Callable[..., Page], site: str, settings: Any, tmp_path: Path, width: int, language: str, theme: str
) -> None:
    page = open_page("owner", width=width, language=language, theme=theme, lab=True)
    wrong: list[str] = []

    def look(address: str, status: int) -> None:
        answer = page.goto(site + address)
        assert answer is not None
        assert answer.status == status
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wrong.extend(violations(page))

    for address, status in FAILURES.items():
        look(address, status)
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    settings.MAINTENANCE_FILE.touch()
    look("/", 503)
    assert wrong == []

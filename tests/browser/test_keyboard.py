"""An owner gives a month's progress with the keyboard alone, on a phone's width too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from riskreg.models import Milestone

# More stops than any page of ours has before its form.
MOST = 60


def tab_to(page: Page, name: str, value: str = "") -> None:
    """Press Tab until the field or button of that name has the focus; the focus is visible on the way."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        here = page.evaluate("[document.activeElement.name || '', document.activeElement.value || '']")
        if here[0] == name and (not value or here[1] == value):
            return
    raise AssertionError(f"{name} is not reached by Tab on {page.url}")


def tab_to_link(page: Page, part: str) -> None:
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if part in page.evaluate("document.activeElement.getAttribute('href') || ''"):
            return
    raise AssertionError(f"no link with {part} is reached by Tab on {page.url}")


@pytest.mark.parametrize("width", [1440, 390])
def test_progress_is_given_by_keyboard_alone(open_page: Callable[..., Page], site: str, width: int) -> None:
    page = open_page("owner", width=width)
    page.goto(f"{site}/milestones/MS-04-09/")
    tab_to_link(page, "/progress/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/progress/")
    tab_to(page, "percent")
    page.keyboard.press("Control+a")
    page.keyboard.type("125")
    tab_to(page, "step", "save")
    page.keyboard.press("Enter")
    page.wait_for_selector(".note--bad")
    # The summary has the focus; its first link leads to the field.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "percent"
    page.keyboard.press("Control+a")
    page.keyboard.type("45")
    tab_to(page, "step", "save")
    page.keyboard.press("Enter")
    page.wait_for_selector(".messages .note--good")
    assert Milestone.objects.get(code="MS-04-09").percent == 45
    assert [said for said in page.complaints if "status of 422" not in said] == []  # type: ignore[attr-defined]

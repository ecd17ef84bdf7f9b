"""Progress is given with the keyboard alone, and neither a menu nor large text ever hides the focus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from riskreg.models import Milestone
from tests.browser.keys import tab, tab_to, tab_to_link


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


MENUS = ((1440, ".who-menu"), (1440, ".acts .more"), (390, ".menu"))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
@pytest.mark.parametrize(("width", "menu"), MENUS)
def test_an_open_menu_never_covers_the_focus(
    open_page: Callable[..., Page], site: str, width: int, menu: str, script: bool
) -> None:
    page = open_page("officer", width=width, script=script)
    page.goto(f"{site}/findings/FND-002/")
    page.locator(f"{menu} > summary").focus()
    page.keyboard.press("Enter")
    tab(page)
    assert page.evaluate(f"document.activeElement.closest('details').matches('{menu}')")
    for _ in range(40):
        tab(page)
    expect(page.locator(f"{menu} > :not(summary)")).to_be_hidden()


@pytest.mark.parametrize(("width", "menu"), MENUS)
def test_escape_closes_a_menu_and_goes_back_to_what_opened_it(
    open_page: Callable[..., Page], site: str, width: int, menu: str
) -> None:
    page = open_page("officer", width=width)
    page.goto(f"{site}/findings/FND-002/")
    page.locator(f"{menu} > summary").focus()
    page.keyboard.press("Enter")
    tab(page)
    page.keyboard.press("Escape")
    expect(page.locator(f"{menu} > summary")).to_be_focused()
    expect(page.locator(menu)).not_to_have_attribute("open", "")


def test_text_of_twice_the_size_covers_no_focus(open_page: Callable[..., Page], site: str) -> None:
    page = open_page("officer", language="nl-NL")
    page.set_viewport_size({"width": 1440, "height": 800})
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 32}})
    page.goto(f"{site}/risks/?band=high")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    for _ in range(50):
        tab(page)

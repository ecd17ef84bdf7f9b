"""A list worked by keyboard alone: a view saved, rows chosen, an act looked at; the focus visible throughout."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from riskreg.models import SavedView
from tests.browser.keys import tab_to, tab_to_words


def test_a_view_is_saved_and_several_are_handed_over_by_keyboard(open_page: Callable[..., Page], site: str) -> None:
    page = open_page("officer")
    page.goto(f"{site}/risks/?band=high&sort=-score")
    tab_to_words(page, "Save this view")
    page.keyboard.press("Enter")
    tab_to(page, "name")
    page.keyboard.type("High first")
    page.keyboard.press("Enter")
    expect(page.locator(".tabs [aria-current=page]")).to_contain_text("High first")
    assert SavedView.objects.get().query == "band=high&sort=-score"
    # Files, then the act, then the headings that sort, then the rows: each box before its record.
    for words in ("JSON", "Select all on this page"):
        tab_to_words(page, words)
    tab_to(page, "act")
    page.keyboard.type("Hand over")
    tab_to_words(page, "Score")
    assert page.evaluate("document.activeElement.closest('th').getAttribute('aria-sort')") == "descending"
    tab_to(page, "chosen")
    page.keyboard.press("Space")
    expect(page.locator("[data-chosen]")).to_have_text("1 selected")
    page.keyboard.press("Tab")
    assert "/risks/RSK-" in page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/several/risk/")
    tab_to(page, "to")
    page.keyboard.type("ROL-DG")
    tab_to(page, "reason")
    page.keyboard.type("A new division of work")
    tab_to(page, "step", "check")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing is written yet")).to_be_visible()
    assert page.evaluate("document.activeElement.value") == "save"
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("Hand over: done for 1 record")
    assert page.complaints == []  # type: ignore[attr-defined]


def test_without_script_all_are_selected_by_a_link_and_the_next_page_says_how_many(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page("officer", script=False, width=390)
    page.goto(f"{site}/risks/?band=high")
    page.get_by_text("Select all on this page").click()
    expect(page.get_by_role("status").filter(has_text="selected")).to_have_text("8 selected")
    page.locator("#several").get_by_role("button").click()
    expect(page.get_by_role("heading", name="8 selected")).to_be_visible()
    page.goto(f"{site}/risks/?band=high")
    page.get_by_text("Save this view").click()
    page.get_by_label("Name of this view").fill("High")
    page.locator(".views__save button").click()
    expect(page.locator(".tabs [aria-current=page]")).to_contain_text("High")

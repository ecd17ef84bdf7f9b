"""A list that answers without a reload: what is typed, chosen, sorted and taken away; and when nobody is signed in."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from riskreg.models import SavedView

STAYS = "window.stays === true"


def marked(page: Page, address: str) -> Page:
    """The list, with a mark that a reload would lose."""
    page.goto(address)
    page.wait_for_function("window.htmx !== undefined")
    page.evaluate("window.stays = true")
    return page


def test_a_list_answers_while_one_types_chooses_and_sorts(open_page: Callable[..., Page], site: str) -> None:
    page = marked(open_page("officer"), f"{site}/findings/")
    result = page.locator("#list-result")
    everything = result.inner_text()
    find = page.locator("#list input[name=q]")
    find.press_sequentially("IT resilience")
    page.wait_for_url("**/findings/?q=IT%20resilience")
    expect(result).not_to_have_text(everything)
    expect(find).to_be_focused()
    expect(page.locator("#list-said")).to_have_text(result.inner_text())
    page.locator("details.filters summary").click()
    page.focus("#list select[name=state]")
    page.select_option("#list select[name=state]", "in_remediation")
    page.wait_for_url("**/findings/?q=IT%20resilience&state=in_remediation")
    expect(page.locator("details.filters")).to_have_attribute("open", "")
    expect(page.locator("#list select[name=state]")).to_be_focused()
    page.locator("#list thead a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**sort=**")
    expect(page.locator("#list thead a").first).to_be_focused()
    assert page.evaluate(STAYS), "nothing was loaded anew"
    page.locator("#list .chip a").first.click()
    expect(page.locator("#list .chip")).to_have_count(1)
    expect(page.locator("#list-result")).to_be_focused()
    assert page.evaluate(STAYS)
    page.go_back()
    expect(page.locator("#list .chip")).to_have_count(2)
    page.locator("#list tbody a").first.click()
    page.wait_for_url("**/findings/FND-*/")
    assert page.complaints == []  # type: ignore[attr-defined]


def test_what_stands_around_a_list_goes_with_it(open_page: Callable[..., Page], site: str) -> None:
    """After a filter without a reload: the view can be saved, and the day and the language keep what was filtered."""
    page = marked(open_page("officer"), f"{site}/findings/")
    page.locator("#list input[name=q]").press_sequentially("resilience")
    page.wait_for_url("**/findings/?q=resilience")
    assert page.evaluate(STAYS)
    page.locator(".views__save summary").click()
    page.fill("#view-name", "Resilience")
    page.keyboard.press("Enter")
    expect(page.locator(".tabs [aria-current=page]")).to_contain_text("Resilience")
    assert SavedView.objects.get().query == "q=resilience"
    marked(page, f"{site}/findings/")
    page.locator("#list input[name=q]").press_sequentially("cash")
    page.wait_for_url("**/findings/?q=cash")
    page.fill("#as-of", "31-12-2024")
    page.press("#as-of", "Enter")
    page.wait_for_url("**q=cash**as_of=31-12-2024**")
    marked(page, f"{site}/findings/")
    page.locator("#list input[name=q]").press_sequentially("cash")
    page.wait_for_url("**/findings/?q=cash")
    page.click("button[lang=nl]")
    page.wait_for_url("**/findings/?q=cash")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    assert page.complaints == []  # type: ignore[attr-defined]


def test_a_filter_that_cannot_be_read_says_so_in_the_list(open_page: Callable[..., Page], site: str) -> None:
    page = marked(open_page("officer"), f"{site}/milestones/")
    page.evaluate("document.querySelector('#list select').add(new Option('made up', 'made up'))")
    page.locator("details.filters summary").click()
    page.locator("#list select").first.select_option("made up")
    expect(page.locator("#list .note--bad")).to_be_visible()
    assert page.evaluate(STAYS)


def test_a_list_goes_to_the_sign_in_when_that_has_expired(open_page: Callable[..., Page], site: str) -> None:
    page = marked(open_page("officer"), f"{site}/findings/")
    page.context.clear_cookies()
    page.locator("#list thead a").first.click()
    page.wait_for_url("**/sign-in/**")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

"""A list that answers without a reload: what is typed, chosen, sorted and taken away; and when nobody is signed in."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

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
    page.locator("#list thead a").first.click()
    page.wait_for_url("**sort=**")
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

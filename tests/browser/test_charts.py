"""Charts where a browser lays them out: larger text enlarges them, and a phone shows a roadmap whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

CHARTS = {"/plans/PLN-01/": 3, "/risks/RSK-004/": 2, "/risks/matrix/": 1, "/findings/FND-002/": 1, "/": 1}
VISIBLE = ".scroll > svg.ch"
TEXT = """charts => charts.filter(one => one.checkVisibility()).map(one =>
  one.getBoundingClientRect().width / one.viewBox.baseVal.width)"""
SPILT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("path", CHARTS)
def test_text_of_twice_the_size_makes_charts_twice_as_large(
    open_page: Callable[..., Page], site: str, path: str
) -> None:
    page = open_page("officer")
    page.goto(site + path)
    before = page.locator(VISIBLE).evaluate_all(TEXT)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    after = page.locator(VISIBLE).evaluate_all(TEXT)
    assert len(before) == len(after) == CHARTS[path]
    # Less than twice only by the little that a wide one gives way before it scrolls.
    assert all(large >= 1.7 * small for small, large in zip(before, after, strict=True)), (before, after)
    assert page.evaluate(SPILT) <= 0


def test_a_phone_shows_the_roadmap_whole(open_page: Callable[..., Page], site: str) -> None:
    page = open_page("officer", width=390)
    page.goto(f"{site}/plans/PLN-01/")
    (shown,) = [one for one in page.locator("[aria-labelledby=h-roadmap] .scroll").all() if one.is_visible()]
    assert shown.evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    assert shown.locator("svg.ch").evaluate_all(TEXT) == [1]

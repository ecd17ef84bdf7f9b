"""Pages with the longest of words and the most of rows, on a phone and on paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pypdf
import pytest
from playwright.sync_api import Page

from riskreg.models import FindingPlan
from riskreg.services import periods, records
from riskreg.vocabulary.periods import Month
from tests import factories

LONG = "Aanbestedingsrechtmatigheidscontroleprogrammaverantwoordelijke"


@pytest.mark.parametrize("width", [320, 390, 800])
def test_no_long_word_makes_a_page_wider_than_its_window(open_page: Callable[..., Page], site: str, width: int) -> None:
    named = {"title": LONG, "owner": factories.role(name=LONG)}
    risk, finding = factories.risk(code="RSK-701", cause=LONG, **named), factories.finding(code="FND-701", **named)
    plan, (milestone,) = factories.plan_with_milestones(1, code="PLN-701", **named)
    records.edit(milestone, title=LONG, by=factories.BY, at=factories.later(minutes=1))
    records.link(FindingPlan, finding=finding, plan=plan, by=factories.BY, at=factories.later(minutes=2))
    periods.open_month(Month(2026, 11), by=factories.BY, at=factories.later(minutes=3))
    page = open_page("officer", width=width)
    told = {}
    for address in (
        f"/risks/{risk.code}/", f"/findings/{finding.code}/", f"/plans/{plan.code}/", f"/milestones/{milestone.code}/",
        f"/roles/{plan.owner.code}/", f"/risks/{risk.code}/edit/", "/plans/", "/cockpit/2026-11/",
        f"/updates/2026-11/?role={plan.owner.code}", f"/reports/2026-11/?plan={plan.code}", f"/search/?q={LONG[:9]}",
    ):  # fmt: skip
        page.goto(site + address)
        assert LONG[:9] in page.content(), address
        told[address] = page.evaluate("document.documentElement.scrollWidth")
    assert {address: wide for address, wide in told.items() if wide > width} == {}


def test_many_milestones_are_folded_on_the_screen_and_printed_with_every_heading(
    open_page: Callable[..., Page], site: str
) -> None:
    plan = factories.plan(code="PLN-701")
    parts = [factories.milestone(plan, title=f"Milestone {number}") for number in range(60)]
    factories.approved(plan, *parts, finish=date(2027, 3, 31))
    page = open_page("officer")
    page.goto(f"{site}/plans/{plan.code}/")
    rows = page.locator("#h-milestones ~ * tbody tr, section[aria-labelledby=h-milestones] tbody tr")
    assert rows.count() == 60
    assert not rows.first.is_visible()
    page.get_by_text("Show all 60 milestones").click()
    assert rows.last.is_visible()
    page.reload()
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    texts = [one.extract_text() for one in printed.pages]
    pages = [text for text in texts if parts[30].title in text or parts[50].title in text]
    assert len(pages) > 1
    assert all("Baseline" in text and "Slip" in text for text in pages)

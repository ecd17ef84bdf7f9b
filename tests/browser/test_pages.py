"""Every page once in a real browser: accessible, without console or policy errors, no sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from riskreg.services import periods
from riskreg.vocabulary.periods import Month
from tests.browser.conftest import violations
from tests.web.conftest import AT, BY

PAGES = (
    "/",
    "/risks/",
    "/risks/?band=high&sort=code&select=page",
    "/views/",
    "/risks/matrix/",
    "/risks/top/CYC-2025/",
    "/risks/RSK-004/",
    "/measures/",
    "/measures/MSR-001/",
    "/indicators/",
    "/indicators/IND-IT-AVAIL/",
    "/findings/",
    "/findings/grid/",
    "/findings/FND-002/",
    "/plans/",
    "/plans/PLN-01/",
    "/milestones/",
    "/milestones/MS-02-09/",
    "/coverage/",
    "/commitments/",
    "/commitments/CMT-033/",
    "/decisions/",
    "/decisions/DEC-001/",
    "/reports/",
    "/reports/2026-10/",
    "/search/?q=cash",
    "/help/words/",
    "/help/accessibility/",
    "/help/about/",
    "/audit-reports/",
    "/audit-reports/REP-VO2025/",
    "/roles/ROL-BC/",
    "/roles/ROL-BC/hand-over/",
    "/findings/new/",
    "/findings/FND-004/edit/",
    "/findings/FND-004/add-file/",
    "/plans/PLN-14/rebaseline/",
    "/milestones/MS-04-09/progress/",
    "/risks/RSK-004/assess/",
    "/decisions/new/",
    "/?as_of=2024-12-31",
    "/plans/PLN-01/?as_of=2025-06-30",
    "/risks/?as_of=2022-01-01",
)
# With November 2026 open.
OF_THE_MONTH = (
    "/cockpit/2026-11/",
    "/cockpit/2026-11/review/",
    "/updates/2026-11/",
    "/updates/2026-11/?role=ROL-DIR-IT",
    "/updates/2026-10/?role=ROL-DIR-IT",
    "/reports/2026-11/",
    "/reports/2026-11/?plan=PLN-01",
    "/reports/2026-11/draft/",
    "/milestones/MS-04-04/question/",
    "/milestones/MS-04-04/explain/",
    "/commitments/CMT-033/report/",
    "/mails/",
    "/history/compare/",
)
OF_ADMINISTRATORS = ("/admin/", "/admin/riskreg/user/", "/admin/riskreg/user/add/")
OF_AUDITORS = ("/history/security/", "/history/access/", "/findings/FND-004/rate/")


def _visit(page: Page, address: str) -> list[str]:
    base = page.url.split("/", 3)
    answer = page.goto("/".join(base[:3]) + address)
    wrong = [] if answer is not None and answer.ok else [f"{address}: {answer and answer.status}"]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        wrong.append(f"{address}: scrolls sideways")
    return wrong


def _wrong(
    open_page: Callable[..., Page], role: str, width: int, language: str, theme: str, pages: tuple[str, ...] = PAGES
) -> list[str]:
    """What a reader's browser complains of, then what axe finds on the same pages."""
    page = open_page(role, width=width, language=language, theme=theme)
    wrong = [line for address in pages for line in _visit(page, address)]
    wrong += page.complaints  # type: ignore[attr-defined]
    laboratory = open_page(role, width=width, language=language, theme=theme, lab=True)
    for address in pages:
        _visit(laboratory, address)
        wrong += violations(laboratory)
    return wrong


# Each page once here, in turns wide and light or narrow and dark; in every dress with the deep ones.
@pytest.mark.parametrize(
    ("turn", "width", "language", "theme"),
    [(0, 1440, "en-GB", "light"), (1, 390, "nl-NL", "dark")],
    ids=["wide", "phone-nl-dark"],
)
def test_every_page_is_accessible_and_silent(
    open_page: Callable[..., Page], turn: int, width: int, language: str, theme: str
) -> None:
    assert _wrong(open_page, "officer", width, language, theme, PAGES[turn::2]) == []
    assert _wrong(open_page, "auditor", width, language, theme, OF_AUDITORS[turn::2]) == []
    assert _wrong(open_page, "administrator", width, language, theme, OF_ADMINISTRATORS[turn::2]) == []
    periods.open_month(Month(2026, 11), by=BY, at=AT)
    assert _wrong(open_page, "officer", width, language, theme, OF_THE_MONTH[turn::2]) == []


@pytest.mark.deep
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en-GB", "nl-NL"])
@pytest.mark.parametrize("width", [390, 1440])
def test_every_page_in_every_dress(open_page: Callable[..., Page], width: int, language: str, theme: str) -> None:
    periods.open_month(Month(2026, 11), by=BY, at=AT)
    assert _wrong(open_page, "officer", width, language, theme, (*PAGES, *OF_THE_MONTH)) == []
    assert _wrong(open_page, "auditor", width, language, theme, OF_AUDITORS) == []
    assert _wrong(open_page, "administrator", width, language, theme, OF_ADMINISTRATORS) == []


def test_the_past_is_one_field_away_without_script(open_page: Callable[..., Page]) -> None:
    page = open_page("auditor", script=False)
    page.goto("/".join(page.url.split("/", 3)[:3]) + "/findings/")
    page.fill("#as-of", "31-12-2024")
    page.press("#as-of", "Enter")
    page.wait_for_url("**/findings/?as_of=31-12-2024")  # the day that the bar only showed is not asked for
    expect(page.get_by_text("as it stood on 31 December 2024")).to_be_visible()
    expect(page.get_by_text("FND-001").first).to_be_visible()
    expect(page.get_by_text("FND-004")).to_have_count(0)


def test_the_language_is_switched_without_script(open_page: Callable[..., Page]) -> None:
    page = open_page("management", script=False)
    page.click("button[lang=nl]")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Stand van zaken")


@pytest.mark.parametrize("language", ["en-GB", "nl-NL"])
def test_a_form_begins_high_on_a_phone(open_page: Callable[..., Page], language: str) -> None:
    periods.open_month(Month(2026, 11), by=BY, at=AT)
    page = open_page("officer", width=390, language=language, script=False)
    start = "/".join(page.url.split("/", 3)[:3])
    sheet = "/updates/2026-11/?role=ROL-DIR-IT"
    for address in ("/findings/FND-004/edit/", "/milestones/MS-01-06/edit/", "/risks/new/", sheet):
        page.goto(start + address)
        box = page.get_by_role("heading", level=1).bounding_box()
        assert box is not None
        assert box["y"] <= 150, f"{address}: the title begins at {box['y']} px"
        expect(page.locator("#as-of")).to_be_hidden()
    page.goto(f"{start}/findings/FND-004/edit/")
    page.locator("main .head a.id").click()
    page.wait_for_url("**/findings/FND-004/")
    expect(page.locator(".asof__pick > summary")).to_be_visible()
    wide = open_page("officer", script=False)
    wide.goto(f"{start}/findings/FND-004/edit/")
    expect(wide.locator("#as-of")).to_be_visible()


# Dutch words take a row more of both menus.
@pytest.mark.parametrize(("language", "most"), [("en-GB", 620), ("nl-NL", 680)])
def test_a_list_begins_high_on_a_phone(open_page: Callable[..., Page], language: str, most: int) -> None:
    page = open_page("officer", width=390, language=language, script=False)
    start = "/".join(page.url.split("/", 3)[:3])
    for address in ("/risks/", "/findings/", "/plans/", "/milestones/", "/measures/", "/indicators/", "/commitments/"):
        page.goto(start + address)
        box = page.locator("tbody tr").first.bounding_box()
        assert box is not None
        assert box["y"] <= most, f"{address}: the first row begins at {box['y']} px"
        acts = page.locator("#several-act")
        expect(acts).to_be_hidden()
        page.locator("input[name=chosen]").nth(1).check()
        expect(acts).to_be_visible()


def test_the_days_open_from_their_line_on_a_phone_without_script(open_page: Callable[..., Page]) -> None:
    page = open_page("auditor", width=390, script=False)
    page.goto("/".join(page.url.split("/", 3)[:3]) + "/findings/")
    expect(page.locator("#as-of")).to_be_hidden()
    page.locator(".asof__pick > summary").click()
    page.fill("#as-of", "31-12-2024")
    page.press("#as-of", "Enter")
    page.wait_for_url("**/findings/?as_of=31-12-2024")
    expect(page.locator(".asof__pick > summary")).to_contain_text("31-12-2024")

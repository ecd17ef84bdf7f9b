"""A whole month on the real register, each role at its own desk, from the owner's update to a sealed report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from riskreg.integrity import seals, verify
from riskreg.models import Explanation, Milestone, PublishedReport, ReportingPeriod, UpdateQuestion
from riskreg.services import periods, reports
from riskreg.vocabulary.periods import Month
from tests.browser.test_worked_register import OPENED, Desk
from tests.web.conftest import AT, BY

MONTH = "2026-11"
HEADLINE = "IT resilience waits for one provider"


@pytest.fixture(params=OPENED)
def desk(request: Any, open_page: Callable[..., Page], site: str, settings: Any, tmp_path: Path) -> Any:
    settings.CHECKPOINT_KEY_FILE = tmp_path / "key.pem"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    periods.open_month(Month.parse(MONTH), by=BY, at=AT)
    made = Desk(open_page, site, *request.param)
    yield made
    for page in made.pages.values():
        assert [said for said in page.complaints if "status of 4" not in said] == []


def press(page: Page, selector: str) -> Page:
    """Press a button that leads on."""
    with page.expect_navigation():
        page.locator(selector).first.click()
    return page


def owner_fills_in(desk: Desk) -> None:
    """One item moved, the others are as they were."""
    sheet = desk.of("owner")
    assert desk.go("owner", f"/updates/{MONTH}/") == 200
    for tick in sheet.locator("input[name$='-unchanged']").all():
        tick.check()
    sheet.uncheck("[name='MS-04-04-unchanged']")
    sheet.fill("[name='MS-04-04-percent']", "80")
    sheet.select_option("[name='MS-04-04-confidence']", "green")
    sheet.fill("[name='MS-04-04-note']", "Two of three providers have signed")
    press(sheet, ".savebar button[value=submit]")
    assert "/receipt/" in sheet.url, sheet.inner_text("main")
    assert Milestone.objects.get(code="MS-04-04").percent == 80


def officer_checks(desk: Desk) -> None:
    """The officer returns an update with a question, the owner answers, and a contradiction is explained."""
    assert desk.go("officer", f"/cockpit/{MONTH}/") == 200
    assert "MS-04-04" in desk.of("officer").inner_text("main")
    address = f"/milestones/MS-04-04/question/?month={MONTH}"
    desk.do("officer", address, question="What does the third provider wait for?")
    desk.do("owner", "/milestones/MS-04-04/answer/", text="Its board meets on 3 December")
    assert UpdateQuestion.objects.get().answer.startswith("Its board")
    desk.do("officer", f"/milestones/MS-04-04/explain/?month={MONTH}", text="Green is said of what is left to do")
    assert Explanation.objects.get().about == "MS-04-04"


def officer_drafts(desk: Desk) -> None:
    """Words, review, headline, and to management."""
    desk.do("officer", "/plans/PLN-04/words/", text="The third provider signs in December.")
    desk.do("officer", f"/cockpit/{MONTH}/review/", reason="The board meets early")
    officer = desk.of("officer")
    assert desk.go("officer", f"/reports/{MONTH}/draft/") == 200
    officer.fill("[name=headline]", HEADLINE)
    press(officer, "button[value=words]")
    # The question is answered and the contradiction explained: nothing is open, and no reason is asked.
    expect(officer.locator("form:has(button[value=forward]) [name=reason]")).to_have_count(0)
    press(officer, "button[value=forward]")
    assert desk.go("officer", f"/reports/{MONTH}/seal/") == 403


def management_seals(desk: Desk) -> None:
    management = desk.of("management")
    assert desk.go("management", f"/reports/{MONTH}/seal/") == 200
    assert HEADLINE in management.inner_text("main")
    # The longest label of the list, in Dutch, beside a moment that does not break: nothing runs off a small phone.
    management.set_viewport_size({"width": 320, "height": 844})
    management.locator("dl.kv dt").first.evaluate("one => one.textContent = 'Waarom ondanks wat openstaat'")
    assert management.evaluate("document.documentElement.scrollWidth") <= 320
    management.check("[name=agreed]")
    # Seven seconds of a processor; a machine that does other things as well takes longer than the driver waits.
    management.set_default_timeout(120_000)
    press(management, "main form button.btn--go")
    assert ReportingPeriod.objects.get(code=MONTH).state == "sealed", management.inner_text("main")


def auditor_verifies(desk: Desk) -> None:
    """Every file made again, the PDF taken, the log checked."""
    sealed = PublishedReport.objects.get()
    auditor = desk.of("auditor")
    assert desk.go("auditor", f"/reports/{MONTH}/?check=1") == 200
    assert auditor.locator("fieldset .note--good").count() == 1, auditor.inner_text("main")
    assert sealed.sha256 in auditor.inner_text("main")
    taken = auditor.request.get(f"{desk.site}/reports/{MONTH}/edition-1.pdf")
    assert reports.digest(taken.body()) == sealed.files["pdf"]
    assert list(seals.broken()) == []
    assert verify.check().alterations == []


def test_a_month_from_the_first_update_to_a_sealed_report(desk: Desk) -> None:
    owner_fills_in(desk)
    officer_checks(desk)
    officer_drafts(desk)
    management_seals(desk)
    auditor_verifies(desk)
    # And nothing more can be said of the month.
    assert desk.go("owner", f"/updates/{MONTH}/") == 200
    assert not desk.of("owner").locator("button[value=submit]").count()

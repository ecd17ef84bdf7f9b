"""The real register is worked from start to end in a browser: each role its own job, and each history a true story."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from riskreg.models import Commitment, Decision, Finding, Milestone, Plan, Risk, RiskAcceptance
from riskreg.vocabulary.choices import FindingState, MilestoneStatus

OPENED = (
    pytest.param(("en-GB", 1440, True), id="English with script"),
    # Half a minute more: with the deep ones, a sample of which every change passes.
    pytest.param(("nl-NL", 390, False), id="Dutch without script, on a phone", marks=pytest.mark.deep),
)


class Desk:
    """Everybody at work: one signed-in page a role, and forms filled in by the names of their fields."""

    def __init__(self, open_page: Callable[..., Page], site: str, language: str, width: int, script: bool) -> None:
        self.site, self.pages = site, {}
        self.open = lambda role: open_page(role, language=language, width=width, script=script)

    def of(self, role: str) -> Page:
        if role not in self.pages:
            self.pages[role] = self.open(role)
        return self.pages[role]

    def go(self, role: str, path: str) -> int:
        answer = self.of(role).goto(f"{self.site}{path}")
        assert answer is not None
        return answer.status

    def send(self, role: str, path: str, **fields: Any) -> Page:
        """Fill the form in and send it; it stays on the form when something is wrong with it."""
        assert self.go(role, path) == 200
        page = self.of(role)
        for name, value in fields.items():
            control = page.locator(f"[name='{name}']").first
            if control.evaluate("node => node.tagName") == "SELECT":
                control.select_option(value)
            elif control.get_attribute("type") == "radio":
                page.check(f"[name='{name}'][value='{value}']")
            else:
                control.fill(value)
        with page.expect_navigation():
            page.click("main form button[value=check], main form button[name=step][value=save]")
        return page

    def do(self, role: str, path: str, **fields: Any) -> Page:
        """The whole act: fill in, look at what it writes, write it."""
        page = self.send(role, path, **fields)
        assert not page.locator("[aria-invalid=true], .note--bad").count(), page.inner_text("main")
        if page.locator("button[value=save]").count():
            with page.expect_navigation():
                page.click("button[value=save]")
        assert page.locator(".messages .note--good").count(), page.inner_text("main")
        return page

    def acts_of(self, role: str, path: str) -> list[str]:
        """The titles of the record's history, oldest first, as its page tells them."""
        assert self.go(role, path) == 200
        # A long history folds: what is folded has no inner text.
        return [words.strip() for words in self.of(role).locator(".tl .tl__h b").all_text_contents()][::-1]


@pytest.fixture(params=OPENED)
def desk(request: Any, open_page: Callable[..., Page], site: str) -> Any:
    made = Desk(open_page, site, *request.param)
    yield made
    for page in made.pages.values():
        expected = "status of 4"  # a refusal that the story asks for
        assert [said for said in page.complaints if expected not in said] == []


def test_owner_and_officer_complete_a_plan(desk: Desk) -> None:
    """PLN-04: the owner completes their own, the officer the others."""
    left = list(Milestone.objects.in_scope().filter(plan__code="PLN-04").exclude(status=MilestoneStatus.COMPLETED))
    assert left
    for milestone in left:
        role = "owner" if milestone.owner.code == "ROL-DIR-IT" else "officer"
        desk.do(role, f"/milestones/{milestone.code}/complete/", reason="Delivered and accepted")
    others = Milestone.objects.filter(plan__code="PLN-04").exclude(owner__code="ROL-DIR-IT").first()
    if others is not None:
        assert desk.go("owner", f"/milestones/{others.code}/reopen/") == 403
    assert not Milestone.objects.in_scope().filter(plan__code="PLN-04").exclude(status="completed").exists()
    last = left[-1]
    desk.go("management", f"/milestones/{last.code}/")
    assert "100" in desk.of("management").inner_text("main")


def test_a_finding_is_reported_returned_reported_again_and_confirmed(desk: Desk) -> None:
    page, finding = "/findings/FND-004/", Finding.objects.filter(code="FND-004")
    refused = desk.send("owner", f"{page}report-solved/", reason="All systems are tested")
    assert refused.locator(".note--bad").count(), "without evidence it is not reported"
    desk.do("officer", f"{page}add-link/", address="https://example.org/resilience", title="Test report", proves="All")
    desk.do("owner", f"{page}report-solved/", reason="All systems are tested")
    assert desk.go("owner", f"{page}confirm/") == 403
    desk.do("auditor", f"{page}return/", reason="The fallback was not tested")
    assert finding.get().state == FindingState.IN_REMEDIATION
    desk.do("owner", f"{page}report-solved/", reason="The fallback is tested too")
    desk.do("auditor", f"{page}confirm/", reason="Seen the test of the fallback")
    assert finding.get().state == FindingState.CONFIRMED
    told = desk.acts_of("auditor", page)
    versions = list(Finding.versions().filter(code="FND-004").order_by("rev").values_list("act", "actor_name"))
    assert versions[-4:] == [
        ("finding.report_solved", "Owner"),
        ("finding.return", "Auditor"),
        ("finding.report_solved", "Owner"),
        ("finding.confirm", "Auditor"),
    ]
    assert told[-2] == told[-4] != told[-1], told[-4:]


def test_a_plan_is_rebaselined_by_proposal_and_decision(desk: Desk) -> None:
    before = Plan.objects.get(code="PLN-14").baseline
    moved = Milestone.objects.in_scope().filter(plan__code="PLN-14").exclude(status="completed").first()
    assert moved is not None
    proposal = {f"finish_{moved.code}": "30-6-2028", "reason_category": "capacity", "reason": "Too few people"}
    desk.do("officer", "/plans/PLN-14/rebaseline/", **proposal)
    assert Plan.objects.get(code="PLN-14").baseline == before
    asked = Decision.objects.asked().get(about="PLN-14", proposed_act="plan.rebaseline")
    assert desk.go("officer", f"/decisions/{asked.code}/decide/") == 403
    desk.do("management", f"/decisions/{asked.code}/decide/", verdict="agreed", outcome="Agreed, this once")
    assert Plan.objects.get(code="PLN-14").baseline == before + 1
    assert Milestone.objects.get(code=moved.code).baseline.isoformat() == "2028-06-30"
    assert Milestone.objects.get(code=moved.code).first_baseline == moved.first_baseline


def test_an_acceptance_goes_stale_by_a_new_assessment(desk: Desk) -> None:
    risk = Risk.objects.current().filter(confidential=False, likelihood__isnull=False).order_by("code").first()
    page = f"/risks/{risk.code}/"
    desk.do("officer", f"{page}accept/", until="31-12-2027", reason="Costs more to avoid than it costs")
    asked = Decision.objects.asked().get(about=risk.code, proposed_act="risk.accept")
    desk.do("management", f"/decisions/{asked.code}/decide/", verdict="agreed", outcome="We live with it")
    accepted = RiskAcceptance.objects.get(risk=risk)
    assert (accepted.at_likelihood, accepted.at_impact) == (risk.likelihood, risk.impact)
    likelihood = str(risk.likelihood % 5 + 1)
    desk.do("officer", f"{page}assess/", likelihood=likelihood, impact=str(risk.impact), reason="A new incident")
    desk.go("management", page)
    shown = desk.of("management").locator("section[aria-labelledby=h-acceptance]").inner_text()
    assert "Stale" in shown or "Achterhaald" in shown, shown


def test_a_cycle_is_opened_and_its_list_decided_against_the_last(desk: Desk) -> None:
    desk.do("officer", "/risks/top/new/", name="Cycle 2026", closes_on="31-12-2026")
    on_list = set(Risk.objects.filter(top_risk=True).values_list("code", flat=True))
    leaves = sorted(on_list)[0]
    comes = Risk.objects.current().filter(top_risk=False, confidential=False).order_by("code").first()
    fields = {f"change_{leaves}": "delisted", f"reason_{leaves}": "Under control", "new_1": comes.code}
    fields |= {"reason_new_1": "Rose twice", "reason": "After the assessment of 2026"}
    desk.do("officer", "/risks/top/CYC-2026/list/", **fields)
    assert set(Risk.objects.filter(top_risk=True).values_list("code", flat=True)) == on_list
    asked = Decision.objects.asked().get(about="CYC-2026")
    desk.do("management", f"/decisions/{asked.code}/decide/", verdict="agreed", outcome="This is our list")
    now = set(Risk.objects.filter(top_risk=True).values_list("code", flat=True))
    assert now == on_list - {leaves} | {comes.code}
    desk.go("auditor", "/risks/top/CYC-2026/")
    assert comes.code in desk.of("auditor").inner_text("main")


def test_the_items_of_a_role_are_handed_over(desk: Desk) -> None:
    code, to = "ROL-BZ", "ROL-BC"
    mine = Commitment.objects.standing().filter(keeper__code=code, status="open")
    count = mine.count()
    assert count
    desk.do("officer", f"/roles/{code}/hand-over/", to=to, reason="The desk moved")
    assert mine.count() == 0
    moved = Commitment.versions().filter(act="commitment.hand_over").values_list("actor_name", flat=True)
    assert len(moved) >= count
    assert set(moved) == {"Officer"}

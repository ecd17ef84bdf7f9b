"""The cockpit: who said what, contradictions, questions, what is missing, the month's acts, chasing by mail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from riskreg import models
from riskreg.services import explanations, mails, milestones, periods, questions
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.web.conftest import AT, BY, OWNER_FILLS
from tests.web.query_counts import counted, recorded

SignedIn = Callable[[str], Client]
NOVEMBER = Month(2026, 11)
PAGE = "/cockpit/2026-11/"
DO = {"by": BY, "at": AT}


@pytest.fixture
def november(douane: Any, signed_in: SignedIn) -> models.ReportingPeriod:
    signed_in("officer")
    return periods.open_month(NOVEMBER, **DO)


def owned() -> list[models.Milestone]:
    """Open milestones of the demo's owner that are due in November."""
    rows = models.Milestone.objects.in_scope().filter(owner__code=OWNER_FILLS, actual__isnull=True)
    return [one for one in rows.select_related("plan").order_by("code") if one.plan.cadence == "monthly"]


def body(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


# --- who may, which month
@pytest.mark.parametrize("right", list(Right))
def test_officers_work_it_auditors_and_management_read_it(signed_in: SignedIn, november: Any, right: str) -> None:
    answer = signed_in(right).get(PAGE)
    assert answer.status_code == (200 if right in ("officer", "auditor", "management") else 403)
    if answer.status_code == 200:
        page = answer.content.decode()
        assert ("Chase all who are silent" in page) == (right == "officer")
        assert ("Send to review" in page) == (right == "officer")


def test_the_short_address_leads_to_the_first_open_month(signed_in: SignedIn, november: Any) -> None:
    officer = signed_in("officer")
    assert officer.get("/cockpit/").url == PAGE
    periods.review(november, reason="early", **DO)
    assert officer.get("/cockpit/").url == PAGE


@pytest.mark.parametrize("month", ["2026-13", "november", "2026"])
def test_what_is_no_month_is_named(signed_in: SignedIn, november: Any, month: str) -> None:
    answer = signed_in("officer").get(f"/cockpit/{month}/")
    assert answer.status_code == 400
    assert f"“{month}” is not a month" in answer.content.decode()


def test_a_month_that_nobody_opened_can_be_opened(signed_in: SignedIn, douane: Any) -> None:
    officer = signed_in("officer")
    assert "This month was not opened" in body(officer)
    answer = officer.post(reverse("reportingperiod-open"), {"month": "2026-11", "step": "save"}, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Open: updates are due on 7 Dec 2026, 11 working days left." in answer.content.decode()


def test_a_reconstructed_month_counts_no_silence(signed_in: SignedIn, november: Any) -> None:
    assert "nobody was asked, and no silence is counted" in body(signed_in("auditor"), "/cockpit/2026-10/")


# --- who said what
def test_every_owner_has_a_row_that_adds_up(signed_in: SignedIn, november: Any) -> None:
    one, other, third, *_rest = owned()
    milestones.confirm_unchanged(one, month=NOVEMBER, **DO)
    milestones.move_forecast(other, to=other.forecast.replace(year=2028), month=NOVEMBER, reason="Later", **DO)
    questions.ask(NOVEMBER, third, question="What is left?", is_due=True, **DO)
    rows = signed_in("officer").get(PAGE).context["owners"]
    mine = next(row["row"] for row in rows if row["role"] and row["role"].code == OWNER_FILLS)
    assert (mine.changed, mine.confirmed, mine.in_question) == (1, 1, 1)
    for row in (one["row"] for one in rows):
        assert row.owed == row.changed + row.confirmed + row.silent + row.in_question
    silent = [one["row"].silent for one in rows]
    assert silent == sorted(silent, reverse=True)


def test_nobody_is_silent_when_all_have_spoken(signed_in: SignedIn, november: Any) -> None:
    answer = signed_in("officer").get(PAGE)
    for item in [one for row in answer.context["owners"] for one in row["row"].items]:
        if item.noun == "milestone":
            milestones.confirm_unchanged(models.Milestone.objects.get(pk=item.record.id), month=NOVEMBER, **DO)
        else:
            record = models.Indicator.objects.get(pk=item.record.id)
            periods.confirm(NOVEMBER, record, kind="unchanged", note="as it was", **DO)
    page = body(signed_in("officer"))
    assert "Nobody is silent." in page
    assert "Chase all who are silent" not in page


# --- contradictions, questions, what is missing
def _completed() -> models.Milestone:
    return milestones.complete(owned()[0], month=NOVEMBER, **DO)


def test_a_contradiction_is_explained_from_the_page_and_the_claim_stays(signed_in: SignedIn, november: Any) -> None:
    made, officer = _completed(), signed_in("officer")
    shown = officer.get(PAGE).context["contradictions"]
    one = next(one for one in shown if one["code"] == made.code)
    assert one["words"] == "Said to be completed, without any evidence"
    form = officer.get(one["explain"]).context["form"]
    sent = {"rule": "done-unproved", "text": "The letter follows", "month": "2026-11", "back": "cockpit"}
    answer = officer.post(one["explain"], {**sent, "rev": form["rev"].value(), "step": "save"})
    assert answer.url == f"{PAGE}#h-contradictions"
    again = next(one for one in officer.get(PAGE).context["contradictions"] if one["code"] == made.code)
    assert again["explanation"].text == "The letter follows"
    before = made.rev
    made.refresh_from_db()
    assert made.rev == before


def test_a_question_goes_out_and_its_answer_stands_under_it(signed_in: SignedIn, november: Any) -> None:
    made, officer = _completed(), signed_in("officer")
    address = f"{reverse('milestone-question', args=[made.code])}?month=2026-11&back=cockpit"
    sent = {"question": "Where is the letter?", "month": "2026-11", "back": "cockpit", "rev": made.rev}
    assert officer.post(address, {**sent, "step": "save"}).url == f"{PAGE}#h-questions"
    assert "Where is the letter?" in body(officer)
    owner, asked = signed_in("owner"), models.UpdateQuestion.objects.get()
    reply = {"asked": asked.pk, "text": "In the post", "rev": made.rev, "step": "save"}
    assert owner.post(reverse("milestone-answer", args=[made.code]), reply).status_code == 302
    assert "In the post" in body(officer)
    for reader in (officer, owner):
        life = body(reader, f"/milestones/{made.code}/")
        assert "Update returned with a question: 2026-11" in life
        assert "Question answered: 2026-11" in life


def test_who_asked_is_told_that_another_answers(signed_in: SignedIn, november: Any) -> None:
    made, officer = _completed(), signed_in("officer")
    actor = officer.get(PAGE).wsgi_request.actor
    asked = questions.ask(NOVEMBER, made, question="Where is the letter?", by=actor, at=AT)
    reply = {"asked": asked.pk, "text": "Here", "rev": made.rev, "step": "save"}
    answer = officer.post(reverse("milestone-answer", args=[made.code]), reply)
    assert answer.status_code == 422
    assert "Who asked does not answer" in answer.content.decode()


def test_what_is_missing_says_what_blocks(signed_in: SignedIn, november: Any) -> None:
    made = _completed()
    questions.ask(NOVEMBER, made, question="Where is the letter?", **DO)
    missing = {one.kind: one for one in signed_in("officer").get(PAGE).context["state"].missing}
    assert missing["questions"].blocks
    assert missing["contradictions"].blocks
    assert not missing["owners"].blocks
    assert made.code in missing["contradictions"].codes
    explanations.explain(NOVEMBER, made, rule="done-unproved", text="It follows", **DO)
    left = {one.kind: one for one in signed_in("officer").get(PAGE).context["state"].missing}
    assert made.code not in getattr(left.get("contradictions"), "codes", ())


def test_a_moved_forecast_stands_with_both_days_and_its_words(signed_in: SignedIn, november: Any) -> None:
    one = owned()[0]
    old = one.forecast
    milestones.move_forecast(one, to=old.replace(year=old.year + 1), month=NOVEMBER, reason="The supplier", **DO)
    slip = signed_in("officer").get(PAGE).context["slips"][0]
    assert (slip["code"], slip["old"], slip["days"], slip["words"]) == (one.code, old, 365, "The supplier")


# --- the month's acts
def test_to_review_and_back_each_with_its_reason(signed_in: SignedIn, november: Any) -> None:
    officer = signed_in("officer")
    review = reverse("reportingperiod-review", args=["2026-11"])
    refused = officer.post(review, {"reason": "", "rev": 1, "step": "save"})
    assert refused.status_code == 422
    assert officer.post(review, {"reason": "Early", "rev": 1, "step": "save"}).url == PAGE
    assert "In review: cut off on" in body(officer)
    reopen = reverse("reportingperiod-reopen", args=["2026-11"])
    assert officer.post(reopen, {"reason": "One was late", "rev": 2, "step": "save"}).url == PAGE
    assert models.ReportingPeriod.objects.get(code="2026-11").state == "open"


def test_a_past_day_shows_the_cockpit_of_then(signed_in: SignedIn, november: Any) -> None:
    _completed()
    page = body(signed_in("officer"), f"{PAGE}?as_of=2026-11-21")
    assert "This month was not opened" in page
    assert "Send to review" not in page


# --- chasing
@pytest.fixture
def chased(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of roles that were asked by mail."""
    asked: list[str] = []

    def chase(role: models.Role, month: Month, **_more: Any) -> list[Any]:
        if role.code != OWNER_FILLS:
            raise RuleBroken(f"Nobody fills {role.code}", code="role")
        asked.append(role.code)
        return [role]

    monkeypatch.setattr(mails, "chase", chase)
    return asked


def test_one_role_is_chased(signed_in: SignedIn, november: Any, chased: list[str]) -> None:
    answer = signed_in("officer").post(PAGE, {"role": OWNER_FILLS}, follow=True)
    assert chased == [OWNER_FILLS]
    assert "1 role is asked by mail: Director of IT." in answer.content.decode()
    # What it says stands at the head of the page, so that is where it leads.
    assert answer.redirect_chain[-1][0] == PAGE


def test_all_who_are_silent_are_chased_and_who_could_not_be_is_told(
    signed_in: SignedIn, november: Any, chased: list[str]
) -> None:
    page = signed_in("officer").post(PAGE, {"role": "*"}, follow=True).content.decode()
    assert chased == [OWNER_FILLS]
    assert "Nobody fills" in page


def test_only_who_owes_something_is_chased_and_only_by_the_officer(
    signed_in: SignedIn, november: Any, chased: list[str]
) -> None:
    assert signed_in("officer").post(PAGE, {"role": "ROL-DG"}).status_code == 400
    assert signed_in("officer").post(PAGE, {}).status_code == 400
    assert signed_in("auditor").post(PAGE, {"role": OWNER_FILLS}).status_code == 403
    assert signed_in("officer").post("/cockpit/2026-10/", {"role": "*"}).status_code == 400
    assert chased == []


# --- hidden, and how much is asked
def test_a_hidden_risk_is_in_no_row(signed_in: SignedIn, november: Any) -> None:
    reader = factories.account("management", at=AT)
    client = Client()
    client.force_login(reader)
    hidden = models.Risk.objects.get(code="RSK-012")
    periods.confirm(NOVEMBER, hidden, kind="unchanged", **DO)
    questions.ask(NOVEMBER, hidden, question="Is that so?", **DO)
    assert "RSK-012" in body(signed_in("officer"))
    page = body(client)
    assert "RSK-012" not in page
    assert "Is that so?" not in page


def test_the_page_asks_the_same_for_one_update_and_for_all(signed_in: SignedIn, november: Any) -> None:
    officer = signed_in("officer")
    _answer, few = counted(officer, PAGE)
    for one in owned():
        milestones.confirm_unchanged(one, month=NOVEMBER, **DO)
        questions.ask(NOVEMBER, one, question="What is left?", **DO)
    _answer, many = counted(officer, PAGE)
    assert len(few) == len(many) <= 25
    recorded("cockpit", many)
    _answer, past = counted(officer, f"{PAGE}?as_of=2026-11-22")
    assert len(past) <= 25

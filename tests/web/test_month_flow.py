"""The month as its people work it: which month counts, words of two at once, what came too late, what was missed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from riskreg import models
from riskreg.access import everybody
from riskreg.apps import lift_guards
from riskreg.history.register import Register
from riskreg.insight.month_state import missing
from riskreg.services import accounts, explanations, mails, milestones, periods, questions
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import REGISTER_ZONE, Month
from riskreg.web.forms.periods import Review
from tests.web import test_cockpit, test_editions
from tests.web.browsing import controls
from tests.web.conftest import AT, BY
from tests.web.test_cockpit import DO, NOVEMBER, PAGE, SignedIn, body, owned
from tests.web.test_editions import BASE, sealed

november, reviewed = test_cockpit.november, test_editions.reviewed


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, settings: Any) -> None:
    settings.CHECKPOINT_KEY_FILE = tmp_path / "key.pem"


def typed(client: Client, address: str, **words: str) -> dict[str, str]:
    return {**controls(client.get(address)), "step": "save", **words}


# --- which month an update counts for
def test_a_form_on_a_milestone_says_which_month_it_counts_for(signed_in: SignedIn, november: Any) -> None:
    officer, milestone = signed_in("officer"), owned()[0]
    address = reverse("milestone-forecast", args=[milestone.code])
    assert "counts for November 2026, the month that is open" in body(officer, address)
    periods.review(november, reason="early", **DO)
    assert "counts for December 2026, and is kept until that month opens" in body(officer, address)
    page = officer.get(address, headers={"accept-language": "nl"}).content.decode()
    assert "dit telt voor december 2026" in page


def test_an_update_while_the_month_is_in_review_opens_no_other(signed_in: SignedIn, november: Any) -> None:
    periods.review(november, reason="early", **DO)
    milestones.move_forecast(owned()[0], to=date(2029, 1, 1), reason="Later", **DO)
    assert models.ReportingPeriod.objects.filter(code="2026-12").exists()
    officer = signed_in("officer")
    assert officer.get("/cockpit/").url == PAGE
    assert signed_in("owner").get("/updates/2026-12/").status_code == 404
    assert "This month was not opened" in body(officer, "/cockpit/2026-12/")


def test_a_missed_month_can_be_opened_by_hand(signed_in: SignedIn, november: Any, settings: Any) -> None:
    settings.DEMO_DAY = date(2027, 1, 11)
    periods.open_month(Month(2027, 1), by=BY, at=datetime(2027, 1, 4, 12, tzinfo=REGISTER_ZONE))
    officer = signed_in("officer")
    page = body(officer, "/cockpit/2026-12/")
    assert f"{reverse('reportingperiod-open')}?month=2026-12" in page
    offered = officer.get(reverse("reportingperiod-open")).context["form"].fields["month"].choices
    assert [code for code, _name in offered] == ["2026-12"]


def test_the_command_opens_a_missed_month_and_tells_of_one(
    douane: Any, capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    call_command("open_month", "2026-11")
    assert "never opened" not in capsys.readouterr().out
    periods.open_month(Month(2027, 1), by=BY, at=datetime(2027, 1, 4, 12, tzinfo=REGISTER_ZONE))
    call_command("open_month", "2027-01")
    assert "2026-12 was never opened" in capsys.readouterr().out


def test_a_second_click_on_review_says_that_it_is_in_review(signed_in: SignedIn, november: Any) -> None:
    officer = signed_in("officer")
    address = reverse("reportingperiod-review", args=["2026-11"])
    told = typed(officer, address, reason="early")
    for _twice in range(2):
        page = officer.post(address, told, follow=True).content.decode()
        assert "November 2026 is now in review" in page
    # The second may have read the month before the first had written it.
    form = Review(register=Register.now(BY, AT.date()), record=november)
    assert november.state == "open"
    assert form.receipt(None) == "November 2026 is now in review."


# --- words of the month
def test_two_officers_do_not_overwrite_each_others_words(signed_in: SignedIn, november: Any) -> None:
    officer, address = signed_in("officer"), reverse("plan-words", args=["PLN-01"])
    mine = typed(officer, address, text="Mine")
    periods.note(NOVEMBER, models.Plan.objects.get(code="PLN-01"), text="Of a colleague", **DO)
    answer = officer.post(address, mine)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "“Of a colleague”" in page
    assert ">\nMine</textarea>" in page
    assert models.PeriodNote.objects.get(about="PLN-01").text == "Of a colleague"
    again = officer.post(address, {**controls(answer), "step": "save"})
    assert again.status_code == 302
    assert models.PeriodNote.objects.get(about="PLN-01").text == "Mine"


@pytest.mark.parametrize(("back", "to"), [("cockpit", f"{PAGE}#h-words"), ("draft", f"{BASE}draft/#h-plans")])
def test_words_lead_back_to_where_they_were_asked(signed_in: SignedIn, november: Any, back: str, to: str) -> None:
    officer = signed_in("officer")
    address = f"{reverse('plan-words', args=['PLN-01'])}?month=2026-11&back={back}"
    assert (address in body(officer).replace("&amp;", "&")) == (back == "cockpit")
    assert officer.post(address, typed(officer, address, text="On its way"))["Location"] == to


def test_words_that_come_after_the_seal_are_told_and_stand_in_their_field(signed_in: SignedIn, reviewed: Any) -> None:
    officer = signed_in("officer")
    told = {"headline": "Too late", "language": "en", "rev": "2", "step": "words"}
    sealed(signed_in)
    answer = officer.post(f"{BASE}draft/", told)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "November 2026 was sealed since you opened this" in page
    assert "Too late" in page
    assert officer.get(f"{BASE}draft/").status_code == 302


# --- drafting and sealing
def test_a_reason_is_asked_only_while_something_blocks(signed_in: SignedIn, reviewed: Any) -> None:
    officer = signed_in("officer")
    assert "reason" not in officer.get(f"{BASE}draft/").context["forward"].fields
    questions.ask(NOVEMBER, owned()[0], question="What is left?", is_due=True, **DO)
    form = officer.get(f"{BASE}draft/").context["forward"]
    assert form.fields["reason"].required
    assert not form.is_optional("reason")
    refused = officer.post(f"{BASE}draft/", {"step": "forward", "reason": ""})
    assert refused.status_code == 422
    assert not models.ReportDraft.objects.exists()


def test_what_is_missing_does_not_depend_on_who_reads(signed_in: SignedIn, november: Any) -> None:
    hidden = models.Risk.objects.filter(confidential=True, likelihood__isnull=False).order_by("code").first()
    assert hidden is not None
    periods.confirm(NOVEMBER, hidden, kind="unchanged", **DO)
    questions.ask(NOVEMBER, hidden, question="Why?", **DO)
    questions.ask(NOVEMBER, owned()[0], question="What is left?", is_due=True, **DO)
    officer = signed_in("officer")
    page = officer.get(PAGE)
    assert "Why?" in page.content.decode(), "the officer is on the access list"
    wanted = [(one.kind, one.words, one.codes) for one in missing(Register.now(everybody(), AT.date()), NOVEMBER)]
    assert wanted[0] == ("questions", "1 question waits for an answer", (owned()[0].code,))
    for found in (page.context["state"].missing, officer.get(f"{BASE}draft/").context["missing"]):
        assert [(one.kind, one.words, one.codes) for one in found] == wanted


def test_a_late_correction_can_be_given_up(signed_in: SignedIn, reviewed: Any) -> None:
    sealed(signed_in)
    officer = signed_in("officer")
    officer.post(f"{BASE}correct/", {"reason": "a figure was mistyped"})
    assert "Draft the report" in body(officer)
    rev = officer.get(f"{BASE}draft/").context["draft"].rev
    assert officer.post(f"{BASE}draft/", {"step": "give-up", "rev": rev, "why": ""}).status_code == 422
    answer = officer.post(f"{BASE}draft/", {"step": "give-up", "rev": rev, "why": "It was right"}, follow=True)
    assert "The correction is given up; edition 1 stays the last one" in answer.content.decode()


def test_a_sealed_months_cockpit_offers_no_draft(signed_in: SignedIn, reviewed: Any) -> None:
    assert "Draft the report" in body(signed_in("officer"))
    sealed(signed_in)
    assert "Draft the report" not in body(signed_in("officer"))


def test_an_edition_that_is_not_there_is_named(signed_in: SignedIn, reviewed: Any) -> None:
    sealed(signed_in)
    answer = signed_in("officer").get(f"{BASE}?edition=2")
    assert answer.status_code == 400
    assert "November 2026 has no edition “2”" in answer.content.decode()


def test_a_sealed_copy_that_cannot_be_read_says_so(
    signed_in: SignedIn, reviewed: Any, caplog: pytest.LogCaptureFixture
) -> None:
    sealed(signed_in)
    lift_guards("default")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE riskreg_publishedreport SET data = %s", ['{"not": "a report"}'])
    answer = signed_in("auditor").get(BASE)
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "The sealed copy cannot be read" in page
    assert reverse("history_verify") in page
    assert "the sealed report cannot be read: 2026-11-E01" in caplog.text
    with pytest.raises(CommandError, match="2026-11-E01"):
        call_command("rebuild")


# --- explanations
def test_an_explanation_counts_for_the_claim_that_it_was_given_for(signed_in: SignedIn, november: Any) -> None:
    late = next(one for one in owned() if one.baseline and one.baseline < AT.date())
    milestones.progress(late, percent=late.percent, confidence="green", month=NOVEMBER, **DO)
    explanations.explain(NOVEMBER, late, rule="green-but-late", text="It is in use already", by=BY, at=now())
    officer = signed_in("officer")

    def explained() -> dict[tuple[str, str], bool]:
        found = officer.get(PAGE).context["state"].contradictions
        return {(one.record.code, one.rule.key): one.is_explained for one in found}

    assert explained()[(late.code, "green-but-late")]
    percent = late.percent + 1
    milestones.progress(late, percent=percent, reason="one step", month=NOVEMBER, by=BY, at=now())
    assert not explained()[(late.code, "green-but-late")]
    address = f"{reverse('milestone-explain', args=[late.code])}?month=2026-11&rule=green-but-late"
    page = officer.get(address)
    assert "An earlier claim was explained with" in page.content.decode()
    told = {**controls(page), "rule": "green-but-late", "step": "save"}
    assert officer.post(address, {**told, "text": "It is in use already"}).status_code == 422
    assert officer.post(address, {**told, "text": "It still is"}).status_code == 302
    assert explained()[(late.code, "green-but-late")]


# --- chasing
def test_whoever_reads_for_a_role_is_not_chased(signed_in: SignedIn, november: Any) -> None:
    role, reader = models.Role.objects.get(code="ROL-AUD-ADR"), models.User.objects.get(username="auditor")
    accounts.assign(reader, right="auditor", role=role, starts=date(2023, 1, 1), by=BY, at=now())
    accounts.edit(reader, email="auditor@example.org", reason="known", by=BY, at=now())
    page = signed_in("officer").get(PAGE)
    state = page.context["state"]
    assert (role.pk in state.filled, role.pk in state.read_only) == (False, True)
    assert "filled by an auditor, who reads and is not asked" in page.content.decode()
    with pytest.raises(RuleBroken, match="Nobody fills"):
        mails.chase(role, NOVEMBER, by=BY, at=AT)


def test_chasing_all_answers_in_one_box_a_cause(signed_in: SignedIn, november: Any) -> None:
    page = signed_in("officer").post(PAGE, {"role": "*"}, follow=True)
    told = [str(one) for one in page.context["messages"]]
    assert len(told) <= 2
    assert any("Nobody fills these roles" in one for one in told)


def test_a_role_that_an_auditor_fills_is_not_said_to_be_filled_by_nobody(signed_in: SignedIn, november: Any) -> None:
    role, reader = models.Role.objects.get(code="ROL-AUD-ADR"), models.User.objects.get(username="auditor")
    accounts.assign(reader, right="auditor", role=role, starts=date(2023, 1, 1), by=BY, at=now())
    page = signed_in("officer").post(PAGE, {"role": "*"}, follow=True)
    told = " ".join(str(one) for one in page.context["messages"])
    assert f"{role.name} is filled by an auditor, who reads and is not asked; fill in for this role." in told
    assert role.name not in told.partition("Nobody fills these roles")[2].partition(".")[0]


def test_a_confirmation_moves_the_last_update(signed_in: SignedIn, november: Any) -> None:
    one = owned()[0]
    milestones.confirm_unchanged(one, month=NOVEMBER, **DO)
    assert models.Milestone.objects.get(pk=one.pk).updated_on == AT.date()

"""What people type in the month's sheet is neither lost nor mistaken: emptied, raced, carried over, much, once more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.timezone import now

from riskreg import models
from riskreg.models import Milestone, ProgressUpdate, RoleAssignment, SheetDraft
from riskreg.services import accounts, milestones, records
from tests import factories
from tests.factories import AT, BY
from tests.web import test_sheet
from tests.web.browsing import controls
from tests.web.test_sheet import DO, SHEET, SignedIn, fresh, opened, row, said, sent, theirs

# The same owner, milestones and open month.
role, milestone, month, owner = test_sheet.role, test_sheet.milestone, test_sheet.month, test_sheet.owner


# --- emptied, incomplete
@pytest.mark.parametrize(("field", "was"), [("percent", "20"), ("forecast", "31-03-2027")])
def test_an_emptied_field_is_asked_about_and_no_confirmation(owner: Client, field: str, was: str) -> None:
    answer = sent(owner, opened(owner) | row("MS-90-01", **{field: ""}))
    assert answer.status_code == 422
    assert f"It was {was}; fill it in again" in said(answer)["MS-90-01"]
    assert not ProgressUpdate.objects.filter(code__endswith="2026-11").exists()


def test_a_row_without_its_version_is_told_beside_good_rows(owner: Client) -> None:
    typed = opened(owner) | row("MS-90-01", note="Nearly there") | row("MS-90-02", unchanged="on")
    del typed["MS-90-01-rev"]
    answer = sent(owner, typed)
    assert answer.status_code == 422
    assert "which version" in said(answer)["MS-90-01"]
    assert not ProgressUpdate.objects.filter(code__endswith="2026-11").exists()
    assert "Nearly there" in answer.content.decode()


def test_several_problems_of_one_item_are_one_item(owner: Client) -> None:
    answer = sent(owner, opened(owner) | row("MS-90-01", percent="x", forecast="y"))
    assert len(answer.context["typing"].problems) == 2
    assert "There is a problem with 1 item<" in answer.content.decode()


@pytest.mark.parametrize("day", ["٥-٢-٢٠٢٧", "२०२७-०२-०५"])
def test_digits_of_another_script_are_refused_in_words(owner: Client, day: str) -> None:
    answer = sent(owner, opened(owner) | row("MS-90-01", forecast=day, note="Later"))
    assert "digits of another script" in said(answer)["MS-90-01"]


# --- somebody was first
def test_a_conflict_shows_every_changed_field_and_mine_stays_exactly_mine(owner: Client, milestone: Milestone) -> None:
    typed = opened(owner) | row("MS-90-01", percent="40", note="Ours")
    theirs(milestone, percent=30, confidence="amber", words="Theirs")
    milestones.move_forecast(fresh(milestone), to=date(2027, 5, 1), reason="Theirs", **DO)
    answer = sent(owner, typed)
    assert answer.status_code == 409
    shown = {one.label: (one.was, one.now, one.mine) for one in answer.context["typing"].forms["MS-90-01"].disputes}
    assert shown == {
        "Confidence": ("–", "Amber", "–"),
        "Done, %": ("20", "30", "40"),
        "Forecast": ("31-03-2027", "01-05-2027", "31-03-2027"),
    }
    again = {name: value for name, value in controls(answer).items() if not name.endswith("-unchanged")}
    assert (again["MS-90-01-percent"], again["MS-90-01-forecast"]) == ("40", "31-03-2027")
    theirs_taken = owner.post(SHEET, {**again, "MS-90-01-pick": "theirs", "step": "keep"})
    assert theirs_taken.status_code == 302
    assert opened(owner)["MS-90-01-forecast"] == "01-05-2027"


def test_keep_mine_is_written_as_it_was_typed(owner: Client, milestone: Milestone) -> None:
    typed = opened(owner) | row("MS-90-01", percent="40", note="Ours")
    milestones.move_forecast(milestone, to=date(2027, 5, 1), reason="Theirs", **DO)
    again = {name: value for name, value in controls(sent(owner, typed)).items() if not name.endswith("-unchanged")}
    answer = owner.post(SHEET, {**again, "MS-90-01-pick": "mine", "step": "submit"})
    assert answer.status_code == 302
    assert (fresh(milestone).percent, fresh(milestone).forecast) == (40, date(2027, 3, 31))


# --- the role, the account
def test_what_was_typed_stands_there_when_the_role_was_taken_midway(owner: Client, milestone: Milestone) -> None:
    typed = opened(owner) | row("MS-90-01", note="Hours of work")
    for held in RoleAssignment.objects.standing().filter(right="owner"):
        accounts.withdraw(held, by=BY, at=now(), reason="moved")
    answer = sent(owner, typed)
    assert answer.status_code == 403
    assert "Hours of work" in answer.content.decode()
    assert models.SecurityEvent.objects.filter(kind="refused_act").exists()


def test_words_for_items_that_left_the_sheet_stand_on_it(owner: Client, milestone: Milestone) -> None:
    typed = opened(owner) | row("MS-90-01", note="Hours of work")
    other = factories.role(code="ROL-OTHER")
    records.hand_over([fresh(milestone)], to=other, reason="moved", **DO)
    answer = sent(owner, typed)
    assert answer.status_code == 422
    assert ("MS-90-01", "Hours of work") in answer.context["leftover"]


def test_a_sheet_is_not_sent_under_another_account(owner: Client, signed_in: SignedIn) -> None:
    typed = opened(owner) | row("MS-90-01", note="Of somebody else")
    answer = sent(signed_in("officer"), typed | {"role": "ROL-DIR-IT"})
    assert answer.status_code == 409
    assert "Of somebody else" in answer.content.decode()
    assert not SheetDraft.objects.exists()
    assert not ProgressUpdate.objects.filter(code__endswith="2026-11").exists()


def test_words_for_an_owner_are_in_the_language_of_the_register(
    signed_in: SignedIn, month: Any, milestone: Milestone, settings: Any
) -> None:
    officer = signed_in("officer")
    page = officer.get(f"{SHEET}?role=ROL-DIR-IT", headers={"accept-language": "nl"})
    typed = {name: value for name, value in controls(page).items() if not name.endswith("-unchanged")}
    typed |= row("MS-90-01", percent="30", note="Called")
    with translation.override("nl"):
        assert officer.post(SHEET, {**typed, "step": "submit"}, headers={"accept-language": "nl"}).status_code == 302
    note = ProgressUpdate.objects.get(code="MS-90-01-2026-11").note
    assert note == "Called [for Director of Testing]"


# --- much, and once more
def test_a_long_note_is_kept_in_the_draft_too(owner: Client) -> None:
    answer = sent(owner, opened(owner) | row("MS-90-01", note="x" * 30_000))
    assert answer.status_code == 422
    assert len(SheetDraft.objects.get().typed["MS-90-01-note"]) == 30_000


def test_a_draft_that_could_not_be_kept_says_so(owner: Client) -> None:
    answer = sent(owner, opened(owner) | row("MS-90-01", note="x" * 2_100_000))
    assert "at most 2000000 are kept" in answer.content.decode()


def test_a_sheet_of_three_hundred_items_is_submitted(owner: Client, milestone: Milestone) -> None:
    test_sheet.more(milestone, 298)
    typed = opened(owner)
    assert len(typed) > 1_000
    codes = [name.removesuffix("-rev") for name in typed if name.endswith("-rev")]
    assert len(codes) == 300
    answer = sent(owner, typed | {f"{code}-unchanged": "on" for code in codes})
    assert answer.status_code == 302, said(answer)
    assert ProgressUpdate.objects.filter(period__code="2026-11", kind="unchanged").count() == 300


def test_unknown_fields_cost_no_query_each(owner: Client) -> None:
    typed = opened(owner)

    def count(fields: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            owner.post(f"{SHEET}draft/", typed | {f"x{number}-rev": "1" for number in range(fields)})
        return len(asked)

    count(1)
    assert count(900) == count(2)


def test_the_same_once_more_leads_to_the_receipt_that_stands(owner: Client) -> None:
    first = sent(owner, opened(owner) | row("MS-90-02", unchanged="on"))
    owner.post(SHEET, {**opened(owner), "step": "again:MS-90-02"})
    again = sent(owner, opened(owner) | row("MS-90-02", unchanged="on"))
    assert again["Location"] == first["Location"]
    page = owner.get(again["Location"])
    assert page.status_code == 200
    assert "Nothing changed since" in page.content.decode()


def test_a_submitted_sheet_no_longer_says_until_you_submit(owner: Client) -> None:
    assert "until you submit" in owner.get(SHEET).content.decode()
    sent(owner, opened(owner) | row("MS-90-01", unchanged="on") | row("MS-90-02", unchanged="on"))
    page = owner.get(SHEET).content.decode()
    assert "until you submit" not in page
    assert "Everything was submitted" in page


def test_a_receipt_tells_how_a_measure_was_judged(role: models.Role, signed_in: SignedIn, settings: Any) -> None:
    settings.DEMO_DAY = date(2026, 12, 20)
    measure = factories.measure(factories.assessed_risk(code="RSK-90", owner=role), code="MSR-90", owner=role)
    with records.writing("period.open", by=BY, at=AT) as act:
        act.add(models.ReportingPeriod(code="2026-12", due=date(2027, 1, 8)))
    client = signed_in("owner")
    page = client.get("/updates/2026-12/")
    assert "not tested / not tested / not tested" in page.content.decode()
    typed = {name: value for name, value in controls(page).items() if not name.endswith("-unchanged")}
    typed |= row(measure.code, step="design", result="effective", tester="Second line", note="Read the procedure")
    answer = client.post("/updates/2026-12/", {**typed, "step": "submit"})
    receipt = client.get(answer["Location"]).content.decode()
    assert "effective" in receipt.partition("MSR-90")[2]

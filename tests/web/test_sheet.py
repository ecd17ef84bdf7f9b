"""The month's sheet as a page: filled in, kept as a draft, submitted once; and every bad input with its message."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from riskreg import models
from riskreg.access import Load, operator
from riskreg.models import Confirmation, LedgerEntry, Milestone, ProgressUpdate, SheetDraft, UpdateQuestion, User
from riskreg.services import indicators, milestones, periods, plans, questions, records
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY
from tests.web.browsing import controls
from tests.web.query_counts import counted, recorded

DO: dict[str, Any] = {"by": BY, "at": AT}
NOVEMBER, SHEET = Month(2026, 11), "/updates/2026-11/"
SignedIn = Callable[[str], Client]


@pytest.fixture
def role(db: None) -> models.Role:
    return factories.role(code="ROL-DIR-IT", name="Director of Testing")


@pytest.fixture
def milestone(role: models.Role) -> Milestone:
    """Of the owner: 20 percent, expected and promised on 31 March 2027."""
    made = factories.plan(code="PLN-90", owner=role)
    parts = [factories.milestone(made, code=f"MS-90-0{number}") for number in (1, 2)]
    factories.approved(made, *parts)
    records.edit(made, start=date(2024, 3, 1), reason="known", **DO)
    milestones.start(parts[0], percent=20, month=Month(2026, 10), by=operator("loader", Load(AT)), at=AT)
    return parts[0]


@pytest.fixture
def month(milestone: Milestone) -> models.ReportingPeriod:
    return periods.open_month(NOVEMBER, **DO)


@pytest.fixture
def owner(month: Any, signed_in: SignedIn) -> Client:
    return signed_in("owner")


def opened(client: Client, address: str = SHEET) -> dict[str, Any]:
    page = client.get(address)
    assert page.status_code == 200
    return {name: value for name, value in controls(page).items() if not name.endswith("-unchanged")}


def sent(client: Client, typed: dict[str, Any], step: str = "submit", **more: Any) -> Any:
    return client.post(
        SHEET, {**typed, **{name.replace("_", "-"): value for name, value in more.items()}, "step": step}
    )


def row(code: str, **values: Any) -> dict[str, Any]:
    return {f"{code}-{name}": value for name, value in values.items()}


def said(answer: Any) -> dict[str, str]:
    """What is wrong, by code; the page shows it above and at the field."""
    found = {code: text for code, _anchor, text in answer.context["typing"].problems}
    body = answer.content.decode()
    assert body.count('role="alert"') >= 1
    for _code, anchor, _text in answer.context["typing"].problems:
        assert not anchor or f'id="{anchor}"' in body
    return found


def fresh(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


# --- filling in
def test_the_open_month_is_where_updates_lead(owner: Client) -> None:
    assert owner.get("/updates/")["Location"] == SHEET


def test_a_sheet_is_one_act_and_one_receipt(owner: Client, milestone: Milestone) -> None:
    typed = opened(owner)
    typed |= row("MS-90-01", percent="45", confidence="amber", forecast="14-4-2027", note="Supplier is late")
    typed |= row("MS-90-02", unchanged="on")
    answer = sent(owner, typed)
    assert answer.status_code == 302
    receipt = owner.get(answer["Location"])
    assert [line.record.code for line in receipt.context["lines"]] == ["MS-90-01", "MS-90-02"]
    assert "Supplier is late" in receipt.content.decode()
    now = fresh(milestone)
    assert (now.percent, now.confidence, now.forecast) == (45, "amber", date(2027, 4, 14))
    assert ProgressUpdate.objects.get(code="MS-90-02-2026-11").kind == "unchanged"
    requests = set(ProgressUpdate.versions().filter(code__endswith="2026-11").values_list("request_id", flat=True))
    assert len(requests) == 1


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("5-4-2027", date(2027, 4, 5), "day"),
        ("2027-04-05", date(2027, 4, 5), "day"),
        ("+14", date(2027, 4, 14), "day"),
        ("-31", date(2027, 2, 28), "day"),
        ("Q2 2027", date(2027, 6, 30), "quarter"),
        ("k2 2027", date(2027, 6, 30), "quarter"),
        ("5-2027", date(2027, 5, 31), "month"),
        ("2028", date(2028, 12, 31), "year"),
        ("~5-4-2027", date(2027, 4, 5), "approximate"),
    ],
)
def test_a_day_is_typed_as_people_write_it(
    owner: Client, milestone: Milestone, typed: str, day: date, precision: str
) -> None:
    assert sent(owner, opened(owner) | row("MS-90-01", forecast=typed, note="Why")).status_code == 302
    assert (fresh(milestone).forecast, fresh(milestone).forecast_precision) == (day, precision)


def test_rows_that_nobody_touched_stay_silent(owner: Client) -> None:
    sent(owner, opened(owner) | row("MS-90-02", unchanged="on"))
    assert list(ProgressUpdate.objects.filter(code__endswith="2026-11").values_list("code", flat=True)) == [
        "MS-90-02-2026-11"
    ]


def test_what_was_said_is_folded_with_who_said_it_and_opens_again(owner: Client, milestone: Milestone) -> None:
    sent(owner, opened(owner) | row("MS-90-01", percent="30"))
    page = owner.get(SHEET)
    assert "MS-90-01-percent" not in controls(page)
    assert "1 said already" in page.content.decode()
    assert "Owner" in page.content.decode().split("1 said already")[1]
    answer = sent(owner, opened(owner), step="again:MS-90-01")
    assert answer["Location"] == f"{SHEET}#row-MS-90-01"
    assert sent(owner, opened(owner) | row("MS-90-01", percent="35")).status_code == 302
    assert fresh(milestone).percent == 35


def test_last_month_stands_under_each_field(owner: Client) -> None:
    body = owner.get(SHEET).content.decode()
    assert 'id="id_MS-90-01-percent-was"' in body
    assert re.search(r'aria-describedby="id_MS-90-01-percent-was"', body)


# --- bad input, each with its message and nothing lost
@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"percent": "135"}, "Enter a whole number, 0 to 100"),
        ({"percent": "60.5"}, "Enter a whole number, 0 to 100"),
        ({"status": "completed", "percent": "60"}, "Completed is 100 %, not 60 %"),
        ({"forecast": "5-2-1926", "note": "x"}, "1926-02-05 lies outside 1990 to 2100"),
        ({"forecast": "5-2-2021", "note": "x"}, "before its work began"),
        ({"forecast": "31-2-2027", "note": "x"}, "does not exist in the calendar"),
        ({"forecast": "soon", "note": "x"}, "is not a day"),
        ({"forecast": "21-4-2027"}, "Say why the forecast moved 21 days"),
        ({"confidence": "red"}, "Say why the confidence is not green"),
        ({"percent": "10"}, "Say why it went back from 20 %"),
        ({"status": "blocked"}, "Say what it is blocked by"),
        ({"note": "x" * 1_000_000}, "At most 1700 characters; it has 1000000"),
        ({"status": "gone"}, "cannot be chosen here"),
        ({"unchanged": "on", "percent": "30"}, "“No change” is ticked"),
        ({"rev": "99", "percent": "30"}, "does not say which version"),
        ({"rev": "x", "percent": "30"}, "does not say which version"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_is_lost(owner: Client, values: dict[str, str], part: str) -> None:
    typed = opened(owner) | row("MS-90-01", **values) | row("MS-90-02", note="Kept")
    before = LedgerEntry.objects.count()
    answer = sent(owner, typed)
    assert answer.status_code == 422
    assert part in said(answer)["MS-90-01"]
    assert "<title>Error: " in answer.content.decode()
    assert LedgerEntry.objects.count() == before
    kept = controls(answer)
    assert kept["MS-90-02-note"] == "Kept"
    for name, value in values.items():
        assert name in ("rev", "unchanged", "status") or kept[f"MS-90-01-{name}"] == value
    assert controls(owner.get(SHEET))["MS-90-02-note"] == "Kept"


def test_every_problem_of_every_row_is_told_at_once(owner: Client) -> None:
    typed = opened(owner) | row("MS-90-01", percent="135") | row("MS-90-02", forecast="+21")
    before = LedgerEntry.objects.count()
    found = said(sent(owner, typed))
    assert found["MS-90-01"] == "Enter a whole number, 0 to 100"
    assert found["MS-90-02"] == "Say why the forecast moved 21 days"
    assert LedgerEntry.objects.count() == before


def test_nothing_filled_in_says_so(owner: Client) -> None:
    answer = sent(owner, opened(owner))
    assert answer.status_code == 422
    assert "Nothing is filled in yet" in answer.content.decode()


def test_anothers_item_is_refused_and_noted(owner: Client) -> None:
    other = factories.started_milestone(code="MS-91-01")
    typed = opened(owner) | row("MS-90-02", unchanged="on") | row("MS-91-01", rev=other.rev, percent="90", note="Mine?")
    answer = sent(owner, typed)
    assert answer.status_code == 422
    assert "not on this sheet" in said(answer)["MS-91-01"]
    assert fresh(other).percent == 20
    assert not ProgressUpdate.objects.filter(code="MS-90-02-2026-11").exists()
    assert models.SecurityEvent.objects.filter(kind="refused_act").exists()


def test_a_hidden_risk_answers_like_an_absent_one(owner: Client) -> None:
    hidden = factories.assessed_risk(confidential=True)
    told = []
    for code in (hidden.code, "RSK-99999"):
        answer = sent(owner, opened(owner) | row(code, rev="1", likelihood="5", note="x"))
        told.append((answer.status_code, said(answer)[code]))
    assert told[0] == told[1]


def test_a_sheet_sent_twice_answers_with_the_receipt(owner: Client, milestone: Milestone) -> None:
    typed = opened(owner) | row("MS-90-01", percent="30") | row("MS-90-02", unchanged="on")
    first = sent(owner, typed)
    before = LedgerEntry.objects.count()
    second = sent(owner, typed)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize("state", ["in_review", "sealed"])
def test_a_month_that_is_closed_keeps_what_was_typed(
    owner: Client, month: Any, milestone: Milestone, state: str
) -> None:
    typed = opened(owner) | row("MS-90-01", percent="30", note="Too late")
    periods.review(month, reason="Early", **DO)
    if state == "sealed":
        seal(month)
    answer = sent(owner, typed)
    assert answer.status_code == 409
    body = answer.content.decode()
    assert ("is in review since" if state == "in_review" else "is sealed") in body
    assert "Too late" in body
    assert fresh(milestone).percent == 20
    again = owner.get(SHEET)
    assert again.status_code == 200
    assert "Too late" in again.content.decode()
    # A number as well as words, and nothing of rows that were left alone.
    for page in (answer, again):
        assert page.context["leftover"] == [("MS-90-01", "Too late"), ("MS-90-01, Done, %", "30")]


def seal(month: Any) -> None:
    from_review = fresh(month)
    with records.writing("report.seal", by=operator("management"), at=AT) as act:
        act.change(from_review, state="sealed")


@pytest.mark.parametrize(
    ("address", "status", "part"),
    [
        ("/updates/2026-13/", 400, "is not a month"),
        ("/updates/nonsense/", 400, "is not a month"),
        ("/updates/2031-01/", 404, "has not begun"),
        ("/updates/2026-09/", 404, "is not opened yet"),
        (f"{SHEET}?role=ROL-NOBODY", 404, ""),
    ],
)
def test_an_address_without_a_sheet_says_why(owner: Client, address: str, status: int, part: str) -> None:
    answer = owner.get(address)
    assert answer.status_code == status
    assert part in answer.content.decode()


def test_no_month_at_all(signed_in: SignedIn) -> None:
    answer = signed_in("owner").get("/updates/")
    assert answer.status_code == 404
    assert "No month is open yet" in answer.content.decode()


# --- two people at one row
def theirs(milestone: Milestone, **values: Any) -> None:
    told = {"percent": milestone.percent, "reason": "By the deputy", **values}
    milestones.progress(fresh(milestone), by=operator("deputy"), at=AT, month=NOVEMBER, **told)


def test_a_row_that_changed_shows_both_versions_and_keeps_the_text(owner: Client, milestone: Milestone) -> None:
    typed = opened(owner) | row("MS-90-01", percent="45", note="Mine")
    theirs(milestone, percent=30)
    typed |= row("MS-90-01", again="1")
    answer = sent(owner, typed)
    assert answer.status_code == 409
    (form,) = answer.context["typing"].disputed
    assert [(one.was, one.now, one.mine) for one in form.disputes] == [("20", "30", "45")]
    assert "Changed by deputy" in answer.content.decode()
    kept = controls(answer)
    assert (kept["MS-90-01-percent"], kept["MS-90-01-note"], kept["MS-90-01-pick"]) == ("45", "Mine", "mine")
    assert fresh(milestone).percent == 30
    assert sent(owner, kept).status_code == 302
    assert fresh(milestone).percent == 45


def test_theirs_can_be_taken(owner: Client, milestone: Milestone) -> None:
    typed = opened(owner) | row("MS-90-01", percent="45", note="Mine", confidence="amber")
    theirs(milestone, percent=30)
    kept = controls(sent(owner, typed)) | row("MS-90-01", pick="theirs")
    assert sent(owner, kept).status_code == 302
    now = fresh(milestone)
    assert (now.percent, now.confidence) == (30, "")
    assert ProgressUpdate.objects.get(code="MS-90-01-2026-11").note == "By the deputy\nMine"


def test_what_both_left_alone_is_no_conflict(owner: Client, milestone: Milestone) -> None:
    typed = opened(owner) | row("MS-90-01", percent="45")
    records.edit(fresh(milestone), title="Other words", reason="clearer", **DO)
    assert sent(owner, typed).status_code == 302
    assert fresh(milestone).percent == 45


# --- drafts
def test_a_draft_is_private_and_outlives_the_session(owner: Client, signed_in: SignedIn) -> None:
    typed = opened(owner) | row("MS-90-01", note="Only for me")
    before = LedgerEntry.objects.count()
    assert sent(owner, typed, step="keep")["Location"] == SHEET
    assert LedgerEntry.objects.count() == before
    officer = signed_in("officer")
    for address in (SHEET, f"{SHEET}?role=ROL-DIR-IT", "/history/"):
        assert "Only for me" not in officer.get(address).content.decode()
    again = Client()
    again.force_login(User.objects.get(username="owner"))
    assert controls(again.get(SHEET))["MS-90-01-note"] == "Only for me"


def test_the_script_keeps_a_draft_and_is_told_how_far(owner: Client) -> None:
    typed = opened(owner) | row("MS-90-01", percent="abc") | row("MS-90-02", unchanged="on")
    answer = owner.post(f"{SHEET}draft/", typed)
    assert answer.json()["bar"] == "2 of 2 filled in"
    assert "Draft kept at" in answer.json()["words"]
    assert controls(owner.get(SHEET))["MS-90-01-percent"] == "abc"


def test_a_draft_outlives_a_version_that_is_gone(owner: Client, milestone: Milestone) -> None:
    sent(owner, opened(owner) | row("MS-90-01", percent="45", note="Mine"), step="keep")
    theirs(milestone, percent=30)
    page = owner.get(SHEET)
    assert controls(page)["MS-90-01-percent"] == "45"
    assert "Changed by deputy" in page.content.decode()


def test_a_submitted_draft_is_gone_and_an_emptied_one_too(owner: Client) -> None:
    typed = opened(owner) | row("MS-90-01", percent="30")
    sent(owner, typed, step="keep")
    assert SheetDraft.objects.count() == 1
    sent(owner, opened(owner) | row("MS-90-01", percent="20"), step="keep")
    assert SheetDraft.objects.count() == 0
    sent(owner, typed, step="keep")
    sent(owner, opened(owner))
    assert SheetDraft.objects.count() == 0


def test_a_draft_of_no_end_is_refused_in_words(owner: Client) -> None:
    answer = sent(owner, opened(owner) | row("MS-90-01", note="x" * 2_100_000), step="keep")
    assert answer.status_code == 422
    assert "at most 2000000 are kept" in answer.content.decode()


# --- who
def test_an_officer_chooses_a_role_and_fills_in_for_it(signed_in: SignedIn, month: Any, milestone: Milestone) -> None:
    officer = signed_in("officer")
    page = officer.get(SHEET)
    assert [(line.role.code, line.owed, line.silent) for line in page.context["lines"]] == [("ROL-DIR-IT", 2, 2)]
    typed = opened(officer, f"{SHEET}?role=ROL-DIR-IT")
    assert typed["role"] == "ROL-DIR-IT"
    answer = sent(officer, typed | row("MS-90-01", percent="30", note="By phone"))
    body = officer.get(answer["Location"]).content.decode()
    assert "Officer" in body
    assert "By phone [for Director of Testing]" in body
    shown = officer.get("/milestones/MS-90-01/").content.decode()
    assert "By phone [for Director of Testing]" in shown.split("Monthly updates", 1)[1]


@pytest.mark.parametrize("right", ["auditor", "management"])
def test_readers_read_and_do_not_write(signed_in: SignedIn, month: Any, milestone: Milestone, right: str) -> None:
    reader = signed_in(right)
    page = reader.get(f"{SHEET}?role=ROL-DIR-IT")
    assert page.status_code == 200
    assert "<textarea" not in page.content.decode()
    assert reader.post(SHEET, {"step": "submit", "role": "ROL-DIR-IT"}).status_code == 403


def test_an_administrator_has_no_part_in_it(signed_in: SignedIn, month: Any) -> None:
    assert signed_in("administrator").get(SHEET).status_code == 403


def test_an_owner_does_not_open_anothers_sheet(owner: Client) -> None:
    other = factories.role()
    assert owner.get(f"{SHEET}?role={other.code}").status_code == 403


def test_a_receipt_shows_later_words_on_a_line_of_their_own(owner: Client, milestone: Milestone) -> None:
    sent(owner, opened(owner) | row("MS-90-01", percent="30", note="Half is there"))
    again = sent(owner, opened(owner), step="again:MS-90-01")["Location"]
    typed = opened(owner, again.partition("#")[0]) | row("MS-90-01", percent="40", note="More is there")
    receipt = owner.get(sent(owner, typed)["Location"]).content.decode()
    assert "Half is there<br>More is there" in receipt


def test_whoever_opens_a_month_is_led_there_while_none_is_open(month: Any, signed_in: SignedIn, settings: Any) -> None:
    settings.DEMO_DAY = date(2026, 12, 3)
    officer = signed_in("officer")
    assert "Open a month" not in officer.get(SHEET).content.decode()
    periods.review(month, reason="early", **DO)
    page = officer.get("/updates/", follow=True).content.decode()
    assert f'href="{reverse("reportingperiod-open")}"' in page
    assert "Open a month" not in signed_in("owner").get("/updates/", follow=True).content.decode()


def test_a_receipt_is_its_senders(owner: Client, signed_in: SignedIn) -> None:
    receipt = sent(owner, opened(owner) | row("MS-90-01", percent="30"))["Location"]
    assert signed_in("auditor").get(receipt).status_code == 200
    assert signed_in("management").get(receipt).status_code == 404


def test_a_past_day_is_read_only(owner: Client) -> None:
    page = owner.get(f"{SHEET}?as_of=2026-11-21")
    assert page.status_code == 200
    assert "<textarea" not in page.content.decode()
    assert owner.post(f"{SHEET}?as_of=2026-11-21", {"step": "submit"}).status_code == 400


# --- questions
def test_a_question_stands_at_its_row_and_is_answered_there(owner: Client, milestone: Milestone) -> None:
    sent(owner, opened(owner) | row("MS-90-01", percent="30"))
    officer = operator("officer")
    questions.ask(NOVEMBER, fresh(milestone), question="Since when?", by=officer, at=AT)
    page = owner.get(SHEET)
    assert "Since when?" in page.content.decode()
    answer = sent(owner, opened(owner) | row("MS-90-01", answer="Since May"))
    assert answer.status_code == 302
    assert UpdateQuestion.objects.get().answer == "Since May"
    assert "Since May" in owner.get(answer["Location"]).content.decode()


# --- the other nouns, in the last month of a quarter
def test_risks_measures_and_indicators_are_asked_at_the_end_of_a_quarter(
    role: models.Role, signed_in: SignedIn, settings: Any
) -> None:
    settings.DEMO_DAY = date(2026, 12, 20)
    risk = factories.assessed_risk(code="RSK-90", owner=role)
    factories.measure(risk, code="MSR-90", owner=role)
    factories.indicator(code="IND-90", owner=role, frequency="quarter")
    with records.writing("period.open", by=BY, at=AT) as act:
        act.add(models.ReportingPeriod(code="2026-12", due=date(2027, 1, 8)))
    client = signed_in("owner")
    typed = opened(client, "/updates/2026-12/")
    typed |= row("RSK-90", likelihood="5", note="Two incidents") | row("MSR-90", unchanged="on")
    answer = client.post("/updates/2026-12/", {**typed, "IND-90-target": "98", "step": "keep"})
    assert answer.status_code == 302
    answer = client.post("/updates/2026-12/", {**typed, "step": "submit"})
    assert answer.status_code == 302, said(answer)
    assert dict(Confirmation.objects.values_list("about", "kind")) == {"RSK-90": "assessed", "MSR-90": "unchanged"}


def test_an_indicator_takes_the_value_of_the_month(owner: Client, role: models.Role) -> None:
    factories.indicator(code="IND-90", owner=role)
    answer = sent(owner, opened(owner) | row("IND-90", value="97,5", target="98"))
    assert answer.status_code == 302, said(answer)
    assert "November 2026: 97.5" in owner.get(answer["Location"]).content.decode()
    # And on the sheet, above what is typed next.
    again = owner.get(SHEET).content.decode()
    assert "November 2026: 97.5" in again
    assert "2026-11: 97.5" not in again


def test_the_sheet_says_in_words_of_which_month_a_value_is(owner: Client, role: models.Role) -> None:
    made = factories.indicator(code="IND-90", owner=role)
    indicators.record_value(made, period="2026-09", actual=Decimal("97.5"), by=BY, at=AT)
    body = owner.get(SHEET).content.decode()
    assert "September 2026" in body
    assert "2026-09" not in body


# --- after signing in
@pytest.mark.parametrize(
    ("right", "to"),
    [("officer", "/cockpit/"), ("owner", "/updates/"), ("auditor", "/history/"), ("management", "/"),
     ("administrator", "/")],
)  # fmt: skip
def test_everybody_lands_where_their_work_is(
    signed_in: SignedIn, month: Any, settings: Any, right: str, to: str
) -> None:
    signed_in(right)
    settings.DEMO = True
    assert Client().post("/sign-in/demo/", {"role": right})["Location"] == to


def test_without_an_open_month_people_land_on_the_state_of_affairs(signed_in: SignedIn, settings: Any) -> None:
    signed_in("owner")
    settings.DEMO = True
    assert Client().post("/sign-in/demo/", {"role": "owner"})["Location"] == "/"


# --- words and queries
def test_the_sheet_speaks_dutch(owner: Client) -> None:
    with translation.override("nl"):
        body = owner.get(SHEET, headers={"accept-language": "nl"}).content.decode()
    assert '<html lang="nl">' in body


def more(milestone: Milestone, count: int) -> None:
    """More milestones of the same plan and owner in scope."""
    parts = [factories.milestone(milestone.plan, code=f"MS-90-{number}") for number in range(10, 10 + count)]
    plan = fresh(milestone.plan)
    lines = {one: plans.Promise(date(2027, 3, 31), 10) for one in (*parts, *Milestone.objects.filter(plan=plan)[:2])}
    agreed = factories.agreement("plan.rebaseline", plan)
    plans.rebaseline(plan, lines=lines, decided_by=factories.role(), by=BY, at=AT, reason="More", decision=agreed)


def test_queries_of_the_page_do_not_grow(owner: Client, milestone: Milestone) -> None:
    _page, few = counted(owner, SHEET)
    more(milestone, 30)
    page, many = counted(owner, SHEET)
    assert len(page.context["typing"].forms) == 32
    assert len(few) == len(many) <= 15, "\n".join(many)
    recorded("sheet", many)


def test_queries_of_submitting_one_row(owner: Client) -> None:
    typed = opened(owner) | row("MS-90-01", percent="45") | {"step": "submit"}
    with CaptureQueriesContext(connection) as asked:
        assert owner.post(SHEET, typed).status_code == 302
    assert len(asked) <= 25
    recorded("sheet submit of one row", [one["sql"] for one in asked.captured_queries])


# --- signed out meanwhile
def test_what_was_typed_survives_an_expired_sign_in(owner: Client, milestone: Milestone) -> None:
    typed = opened(owner) | row("MS-90-01", note="Typed for an hour") | {"step": "submit"}
    answer = Client().post(SHEET, typed)
    assert answer.status_code == 401
    body = answer.content.decode()
    assert 'name="typed-MS-90-01-note"' in body
    assert "Typed for an hour" in body

"""The page of every change: acts under their day, filters, pages, export, a sample, late entries; nothing hidden."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from riskreg import models
from riskreg.history import explore
from riskreg.models import LedgerEntry, SecurityEvent, User
from riskreg.services import accounts, records
from riskreg.vocabulary.choices import Right
from riskreg.web import history as parts
from riskreg.web.views import history as views
from tests import factories
from tests.factories import AT, BY, later
from tests.web.query_counts import counted, recorded
from tests.web.reading import text

PAGE, SAMPLE = "/history/", "/history/sample/"
CSV, JSON, XLSX = "/history/?format=csv", "/history/?format=json", "/history/?format=xlsx"
DO = {"by": BY, "at": AT}


@pytest.fixture
def auditor(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("auditor")


def rows(answer: Any) -> list[dict[str, str]]:
    """The rows below what the file says of itself."""
    kept = io.StringIO(answer.content.decode("utf-8-sig"), newline="")
    told = [line for line in csv.reader(kept) if not line[0].startswith("# ")]
    return [dict(zip(told[0], line, strict=True)) for line in told[1:]]


def undated(answer: Any) -> str:
    """The answer without the moment at which it was made."""
    return re.sub(r"(# Made,|\"made_at\": \")[^,\"]+", r"\1", answer.content.decode())


def lines(answer: Any) -> list[Any]:
    return [line for day in answer.context["days"] for act in day.acts for line in act.lines]


# --- what stands on it
def test_an_act_is_told_with_who_acted_as_when_why_and_old_to_new(auditor):
    risk = factories.risk(code="RSK-901", title="Old title")
    records.edit(risk, title="New title", reason="It was unclear", by=BY, at=later(minutes=5))
    page = text(auditor.get(PAGE + "?record=RSK-901"))
    told = page[page.index("2 acts, 2 changes") :]
    words = [
        "10 Nov 2026", "12:05", "tester", "system", "Edited", "RSK-901", "New title",
        "from Old title → to New title", "Why: It was unclear", "12:00", "Created",
    ]  # fmt: skip
    places = [told.index(word) for word in words]
    assert places == sorted(places)
    assert 'href="/risks/RSK-901/"' in auditor.get(PAGE).content.decode()


def test_a_line_links_to_the_page_of_its_record(auditor):
    factories.assessed_risk(code="RSK-901")
    (line,) = lines(auditor.get(PAGE + "?kind=riskassessment"))
    assert (line.version.code, line.url) == ("RSK-901-A01", "/risks/RSK-901/")


def test_acts_stand_under_their_day_newest_first(douane, auditor):
    days = auditor.get(PAGE + "?late=1").context["days"]
    assert [day.on for day in days] == sorted({day.on for day in days}, reverse=True)
    assert sum(len(day.acts) for day in days) == 50


def test_loaded_and_late_entries_carry_a_mark(douane, auditor):
    page = text(auditor.get(PAGE + "?record=FND-001"))
    assert "day only recorded 22 Nov 2026, 09:30" in page
    assert "loaded" in page
    risk = factories.risk(code="RSK-901")
    act = {"by": BY, "at": later(30), "reason": "Moved"}
    records.hand_over([risk], to=factories.role(), from_day=date(2026, 10, 20), **act)
    assert "after the cut-off of 2026-10" in text(auditor.get(PAGE + "?record=RSK-901&late=1"))
    assert "1 act, 1 change" in text(auditor.get(PAGE + "?record=RSK-901&late=1"))


def test_pages_go_on_from_a_place_in_the_address_and_give_all(douane, auditor):
    seen: list[int] = []
    url = PAGE + "?kind=milestone&since=1-1-2026"
    while url:
        page = auditor.get(url)
        assert page.status_code == 200
        seen += [line.version.number for line in lines(page)]
        url = page.context["older_url"]
        assert not url or "kind=milestone" in url
    assert len(seen) == len(set(seen))
    assert seen == sorted(seen, reverse=True)
    history = models.Milestone.versions().filter(history_date__gte="2025-12-31T23:00:00Z")
    assert len(seen) == history.count() > 100


def test_a_page_leads_back_to_the_newer_one(douane, auditor):
    first = auditor.get(PAGE + "?kind=milestone")
    assert (first.context["newer_url"], first.context["newest_url"]) == ("", "")
    second = auditor.get(first.context["older_url"])
    third = auditor.get(second.context["older_url"])
    assert "Newer changes" in text(third)
    assert "kind=milestone" in third.context["newer_url"]
    back = auditor.get(third.context["newer_url"])
    assert entries(back) == entries(second)
    assert back.context["older_url"] == second.context["older_url"]
    newest = auditor.get(back.context["newer_url"])
    assert entries(newest) == entries(first)
    assert newest.context["newer_url"] == ""


def entries(answer: Any) -> list[int]:
    return [line.version.number for line in lines(answer)]


def test_a_large_act_says_how_many_more_it_has_and_links_to_itself(auditor, monkeypatch):
    monkeypatch.setattr(parts, "SHOWN", 3)
    role = factories.role()
    risks = [factories.risk(owner=role) for _number in range(5)]
    records.hand_over(risks, to=factories.role(), reason="Moved", by=BY, at=later(1))
    (act,) = auditor.get(PAGE + "?act=risk.hand_over").context["days"][0].acts
    assert (len(act.lines), act.more) == (3, 2)
    assert "2 more records in this act" in text(auditor.get(PAGE))
    (alone,) = auditor.get(act.url).context["days"][0].acts
    assert (len(alone.lines), alone.more) == (5, 0)


def test_a_past_day_shows_the_changes_until_then(douane, auditor):
    days = auditor.get(PAGE + "?as_of=2024-06-30").context["days"]
    assert days[0].on <= date(2024, 6, 30)


def test_nothing_is_said_of_an_empty_page(auditor):
    assert "No change answers all filters at once." in text(auditor.get(PAGE + "?who=nobody"))
    assert "Until this day the register was empty." in text(auditor.get(PAGE + "?as_of=2001-01-01"))


# --- what the address may not ask
@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("kind=nonsense", "Kind: Select a valid choice"),
        ("act=nonsense", "Act: Select a valid choice"),
        ("since=31-2-2026", "From day: “31-2-2026” does not exist in the calendar"),
        ("since=soon", "From day: “soon” is not a day; write 5-2-2027 or 2027-02-05"),
        ("until=9999-12-31", "To day: 9999-12-31 lies outside 1990 to 2100"),
        ("since=2-1-2026&until=1-1-2026", "To day: The last day lies before the first"),
        ("record=XYZ-1", "Record: The register holds no record with the code “XYZ-1”"),
        ("late=maybe", "Recorded late: Select a valid choice"),
        ("request=" + "x" * 65, "One act: Ensure this value has at most 64 characters"),
        ("who=" + "x" * 101, "Who: Ensure this value has at most 100 characters"),
        ("record=a%00b", "Null characters are not allowed"),
    ],
)
@pytest.mark.parametrize("page", [PAGE, CSV])
def test_a_filter_that_cannot_be_read_says_why(auditor, page, asked, says):
    answer = auditor.get(f"{page}{'&' if '?' in page else '?'}{asked}")
    assert answer.status_code == 400
    assert says in text(answer)


@pytest.mark.parametrize("name", ["before", "after"])
@pytest.mark.parametrize("place", ["zz", "20261399000000000000-1", "%00"])
def test_a_place_that_no_page_gave_is_refused(auditor, name, place):
    answer = auditor.get(f"{PAGE}?{name}={place}")
    assert answer.status_code == 400
    assert "not a place in the history" in text(answer)


# --- export
def test_the_export_is_what_the_page_shows(douane, auditor):
    asked = "&record=FND-001&late=1"
    shown = {(line.version.number, change.label, change.new)
             for line in lines(auditor.get(PAGE + "?" + asked)) for change in line.version.changes}  # fmt: skip
    answer = auditor.get(CSV + asked)
    assert {(int(row["entry"]), row["field"], row["new"]) for row in rows(answer)} == shown
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    told = json.loads(auditor.get(JSON + asked).content)
    assert told["filter"] == {"record": "FND-001", "late": "1"}
    objects = {(one["entry"], change["label"], change["new"]) for one in told["changes"] for change in one["changes"]}
    assert objects == shown
    keys = set(
        LedgerEntry.objects.filter(number__in={number for number, *_rest in shown}).values_list("key", flat=True)
    )
    assert {one["key"] for one in told["changes"]} >= {str(key) for key in keys}


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201"])
def test_no_cell_of_the_export_is_a_formula(auditor, start):
    risk = factories.risk(code="RSK-901", cause=start + "|cmd")
    records.edit(risk, title="Plain", reason=start, by=BY, at=later(1))
    told = [value for row in rows(auditor.get(CSV + "&record=RSK-901")) for value in row.values()]
    assert "'" + start in told
    assert not [value for value in told if re.match(r"[=+\-@\t\uff1d\uff0b\uff0d\uff20]", value)]


def test_an_export_of_too_much_asks_for_less(auditor, monkeypatch):
    monkeypatch.setattr(views, "MOST_EXPORTED", 3)
    for _number in range(4):
        factories.risk()
    answer = auditor.get(CSV)
    assert answer.status_code == 400
    assert "more than 3 changes; narrow them" in text(answer)


# --- the sample
def test_a_sample_is_a_working_paper_that_can_be_drawn_again(douane, auditor):
    url = SAMPLE + "?sample=25&seed=2026-11&kind=milestone&until=31-10-2026"
    page = auditor.get(url)
    told = text(page)
    population = models.Milestone.versions().filter(history_date__lt="2026-10-31T23:00:00Z").count()
    for words in (f"{population} changes", f"25 of {population}", "Seed 2026-11", "SHA-256", "Kind: Milestone",
                  "Agrees with its source", "Authorised", "Remarks", "Checked by"):  # fmt: skip
        assert words in told, words
    drawn = [line.version.number for line in page.context["lines"]]
    factories.milestone()
    again = auditor.get(url)
    assert [line.version.number for line in again.context["lines"]] == drawn
    assert len(set(drawn)) == 25
    assert "give a last day" not in told
    assert "give a last day" in text(auditor.get(SAMPLE + "?sample=5&seed=x"))
    other = [line.version.number for line in auditor.get(url.replace("2026-11", "2")).context["lines"]]
    assert other != drawn
    assert "<details" not in page.content.decode()[page.content.decode().index("<tbody>") :]


def test_a_sample_is_asked_for_by_a_number_and_a_seed(auditor):
    factories.risk()
    assert "Draw" in text(auditor.get(SAMPLE))
    for asked in ("sample=0&seed=x", "sample=501&seed=x", "sample=1_0&seed=x", "sample=٣&seed=x", "seed=x", "sample=3"):
        answer = auditor.get(f"{SAMPLE}?{asked}")
        assert answer.status_code == 400, asked
        assert "There is a problem with 1 item" in text(answer)
    assert "Nothing to draw from" in text(auditor.get(SAMPLE + "?sample=3&seed=x&who=nobody"))


# --- who sees what
def test_a_hidden_record_and_an_absent_one_look_the_same(signed_in):
    client, owner = signed_in("officer"), factories.role()
    before = {url: undated(client.get(url)) for url in (CSV, JSON)}
    risk = factories.assessed_risk(confidential=True, code="RSK-901", title="Nobody says this", owner=owner)
    factories.measure(risk, code="MSR-901", owner=owner)
    for url, content in before.items():
        assert undated(client.get(url)) == content
    for page in (PAGE, SAMPLE + "?sample=500&seed=x", CSV, JSON):
        told = client.get(page).content.decode()
        assert not re.search("RSK-901|MSR-901|Nobody says", told), page
    hidden, absent = (client.get(f"{PAGE}?record={code}") for code in ("RSK-901", "RSK-999"))
    assert hidden.status_code == absent.status_code == 400
    assert text(hidden).replace("RSK-901", "RSK-999") == text(absent)


def test_an_owner_reads_of_what_they_own_on_page_sample_and_export(signed_in):
    client, role = signed_in("owner"), factories.role()
    accounts.assign(User.objects.get(username="owner"), right=Right.OWNER, role=role, starts=date(2026, 1, 1), **DO)
    factories.risk(code="RSK-901", title="Mine", owner=role)
    factories.risk(code="RSK-902", title="Of another")
    for page in (PAGE, SAMPLE + "?sample=500&seed=x", CSV, JSON):
        told = client.get(page).content.decode()
        assert ("RSK-901" in told, "RSK-902" in told) == (True, False), page
    assert "what you own or once owned" in text(client.get(PAGE))
    other, absent = (client.get(f"{PAGE}?record={code}") for code in ("RSK-902", "RSK-999"))
    assert other.status_code == absent.status_code == 400
    assert text(other).replace("RSK-902", "RSK-999") == text(absent)
    assert "its own page shows its history" in text(other)
    assert "what you own or once owned" not in text(signed_in("officer").get(PAGE))


@pytest.mark.parametrize("page", [PAGE, SAMPLE + "?sample=9&seed=x", CSV, JSON, XLSX])
def test_reading_changes_of_a_confidential_risk_is_kept(auditor, page):
    risk = factories.assessed_risk(confidential=True, code="RSK-901")
    accounts.grant(User.objects.get(username="auditor"), risk, **DO)
    join = "&" if "?" in page else "?"
    auditor.get(f"{page}{join}record=RSK-901")
    event = SecurityEvent.objects.get()
    assert (event.kind, event.about) == ("confidential_read", "RSK-901")


@pytest.mark.parametrize("right", Right.values)
def test_every_account_has_the_page_in_its_navigation_and_its_own_tabs(signed_in, right):
    page = signed_in(right).get(PAGE)
    assert page.status_code == 200
    assert '<a href="/history/" aria-current="page">History</a>' in page.content.decode()
    tabs = re.search(r'<nav class="tabs".*?</nav>', page.content.decode(), re.DOTALL)[0]
    assert ("/history/security/" in tabs) == (right == Right.AUDITOR)
    assert ("/history/access/" in tabs) == (right in (Right.AUDITOR, Right.ADMINISTRATOR))
    offered = page.context["filter"].form.fields["kind"].choices
    assert ("user" in dict(offered)) == (right in (Right.AUDITOR, Right.ADMINISTRATOR))
    if right not in (Right.AUDITOR, Right.ADMINISTRATOR):
        assert signed_in(right).get(PAGE + "?kind=user").status_code == 400


def test_who_held_which_right_shows_as_of_any_day(auditor):
    """An account and its right are known from the moment they were entered."""
    page = "/history/access/"
    now = text(auditor.get(page))
    assert "Officer" in now
    assert "Nobody holds a right" in text(auditor.get(page + "?as_of=2020-01-01"))
    held = models.RoleAssignment.objects.get(user__username="officer")
    accounts.end(held, ends=date(2026, 11, 21), by=BY, at=timezone.now())
    assert "in force" in text(auditor.get(page + "?on=1-11-2026"))
    assert 'aria-current="page">Rights and access' in auditor.get(page).content.decode()


# --- cost
def test_pages_ask_the_same_few_queries_however_many_rows(auditor):
    for name, url in (("history", PAGE), ("history of a record", PAGE + "?record=RSK-901"),
                      ("sample of the history", SAMPLE + "?sample=500&seed=x"), ("history csv", CSV)):  # fmt: skip
        asked = []
        for count in (3, 30):
            while models.Risk.objects.count() < count:
                factories.risk()
            if not models.Risk.objects.filter(code="RSK-901").exists():
                factories.assessed_risk(code="RSK-901")
            page, queries = counted(auditor, url)
            assert page.status_code == 200
            asked.append(len(queries))
        assert asked[0] == asked[1] <= 15, name
        recorded(name, queries)


def test_a_page_reads_no_more_versions_than_it_may_show():
    assert explore._ROUNDS[0] >= explore.ACTS_A_PAGE

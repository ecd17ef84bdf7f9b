"""The page that compares two moments: what it shows, to whom, what it refuses, and the same as a file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from riskreg import models
from riskreg.integrity.tables import tracked_models
from riskreg.models import SecurityEvent
from riskreg.reporting.render.csv import cell
from riskreg.services import accounts, milestones, records, risks
from riskreg.vocabulary.choices import SecurityEventKind
from riskreg.web.compared import KINDS
from tests import factories
from tests.factories import AT, BY, later
from tests.web.query_counts import counted, recorded
from tests.web.reading import text
from tests.web.test_matrix import body

pytestmark = pytest.mark.django_db
PAGE = "/history/compare/"
SignedIn = Callable[[str], Client]
WORLD = {"from": "2026-11-10", "to": "2026-11-12"}


@pytest.fixture
def officer(signed_in: SignedIn) -> Client:
    return signed_in("officer")


def get(client: Client, **query: str) -> Any:
    return client.get(PAGE, {**WORLD, **query})


def change(count: int = 1, title: str = "Other") -> list[models.Risk]:
    """So many risks that changed on the day after they were made."""
    made = [factories.risk() for _ in range(count)]
    for risk in made:
        records.edit(risk, title=title, by=BY, at=later(days=1))
    return made


def codes(answer: Any) -> list[str]:
    """Codes of the records that the page lists."""
    return re.findall(r'class="day"><span class="id">([^<]+)</span>', answer.content.decode())


# --- what it shows
def test_every_kind_that_is_tracked_has_its_place() -> None:
    assert set(KINDS) == set(tracked_models())
    assert len(KINDS) == len(set(KINDS))


def test_a_change_is_shown_with_both_values_and_links_to_both_days(officer: Client) -> None:
    (risk,) = change()
    answer = get(officer)
    shown = text(answer)
    assert "Between 10 Nov 2026 and 12 Nov 2026: 0 added, 0 withdrawn, 1 changed." in shown
    assert re.search(r"Title Risk Other changed", shown)
    for day in ("2026-11-10", "2026-11-12"):
        assert f'href="/risks/{risk.code}/?as_of={day}"' in answer.content.decode()


def test_added_and_withdrawn_are_counted_by_kind(officer: Client) -> None:
    gone = factories.risk()
    records.withdraw(gone, by=BY, at=later(days=1), reason="double")
    factories.party(at=later(days=1))
    shown = text(get(officer))
    assert "1 added, 1 withdrawn, 0 changed" in shown
    assert "Risks 0 1 0" in shown
    assert "Parties 1 0 0" in shown


def test_relations_carry_code_and_title_of_each_day(officer: Client) -> None:
    risk, other = factories.risk(), factories.role(name="Second")
    first = risk.owner
    records.hand_over([risk], to=other, by=BY, at=later(days=1), reason="moved")
    records.edit(first, name="Renamed", by=BY, at=later(days=1))
    assert f"Owner {first.code} Role {other.code} Second changed" in text(get(officer, record=risk.code))


def test_a_date_that_moved_says_by_how_many_days(officer: Client) -> None:
    milestone = factories.started_milestone()
    do: dict[str, Any] = {"by": BY, "reason": "so"}
    milestones.move_forecast(milestone, to=AT.date() + timedelta(days=30), at=AT, **do)
    milestones.move_forecast(milestone, to=AT.date() + timedelta(days=44), at=later(days=1), **do)
    assert "Forecast 10 Dec 2026 24 Dec 2026 +14 d later" in text(get(officer, kind="milestone"))


def test_the_kind_narrows(officer: Client) -> None:
    (risk,) = change()
    factories.party(at=later(days=1))
    assert codes(get(officer, kind="risk")) == [risk.code]
    assert "Parties" not in text(get(officer, kind="risk")).split("Which kinds differ")[1]


def test_one_record_with_its_lines(officer: Client) -> None:
    risk, other = change(2)
    risks.assess(risk, kind="current", likelihood=2, impact=2, by=BY, at=later(days=1), reason="seen")
    answer = get(officer, record=risk.code.lower())
    line = models.RiskAssessment.objects.get()
    assert codes(answer) == [risk.code, line.code]
    assert "fields differ" in text(answer)
    assert other.code not in text(answer)
    assert "Owner" not in text(answer).split("What was compared")[-1].split("Risks:")[1].split(line.code)[0]


def test_all_fields_of_one_record_on_request(officer: Client) -> None:
    (risk,) = change()
    shown = text(get(officer, record=risk.code, show="all"))
    assert "Title Risk Other changed" in shown
    assert re.search(r"State open open same", shown)
    assert re.search(r"Note empty empty same", shown)


def test_what_is_the_same_is_counted_on_request(officer: Client) -> None:
    change()
    factories.risk()
    assert "Risks 0 0 1 1" in text(get(officer, show="all"))
    assert "The same" not in text(get(officer))


def test_a_time_of_day_is_a_moment_too(officer: Client) -> None:
    (risk,) = change()
    before, after = later(days=1, minutes=-1), later(days=1, minutes=1)
    morning = {"from": f"{before:%Y-%m-%dT%H:%M}"}
    assert codes(get(officer, **morning, to=f"{after:%Y-%m-%dT%H:%M}")) == [risk.code]
    assert codes(get(officer, **morning, to=f"{before:%Y-%m-%dT%H:%M}:30")) == []
    assert "11 Nov 2026, 11:59" in text(get(officer, **morning))


def test_nothing_differs(officer: Client) -> None:
    factories.risk()
    answer = get(officer)
    assert "Nothing differs" in text(answer)
    assert "Export" not in text(answer)
    assert "Nothing differs" in text(get(officer, to="2026-11-10"))


def test_without_words_it_compares_the_last_month_end_with_the_day_in_view(officer: Client) -> None:
    now = officer.get(PAGE).content.decode()
    assert 'name="from" value="31-10-2026"' in now
    past = officer.get(f"{PAGE}?as_of=2026-11-12").content.decode()
    assert 'name="from" value="31-10-2026"' in past
    assert 'name="to" value="12-11-2026"' in past
    assert (
        'name="from" value="05-11-2026"' in officer.get(f"{PAGE}?as_of=2026-11-12&compare=2026-11-05").content.decode()
    )
    assert 'name="from" value="30-09-2026"' in officer.get(f"{PAGE}?to=31-10-2026").content.decode()


def test_fifty_records_a_page(officer: Client) -> None:
    change(53)
    assert len(codes(get(officer, kind="risk"))) == 50
    assert len(codes(get(officer, kind="risk", page="2"))) == 3
    assert get(officer, kind="risk", page="3").status_code == 400


# --- what it refuses
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"from": "2026-11-13"}, "13 Nov 2026 lies after 12 Nov 2026; compare an earlier moment with a later one"),
        ({"to": "2030-01-01"}, "1 Jan 2030 lies after"),
        ({"to": "2099-12-31T23:59"}, "lies after"),
        ({"to": "9999-12-31T23:59"}, "9999-12-31 lies outside 1990 to 2100"),
        ({"from": "", "to": "9999-12-31"}, "9999-12-31 lies outside 1990 to 2100"),
        ({"from": "yesterday"}, "“yesterday” is not a day"),
        ({"from": "2026-02-31"}, "does not exist in the calendar"),
        ({"from": "2026-11-10T25:00"}, "is not a moment"),
        ({"from": "1800-01-01"}, "is before 1990"),
        ({"from": "0001-01-01T00:00"}, "is before 1990"),
        ({"record": "RSK-999"}, "On 12 Nov 2026 the register holds no RSK-999"),
        ({"record": "\x00"}, "Null characters are not allowed"),
        ({"kind": "user"}, "user is not one of the available choices"),
        ({"show": "nothing"}, "nothing is not one of the available choices"),
        ({"format": "pdf"}, "There is no format “pdf”"),
        ({"from": "\x00"}, "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_compared_is_said_in_words(officer: Client, query: dict[str, str], words: str) -> None:
    answer = get(officer, **query)
    assert answer.status_code == 400
    assert words in text(answer)


def test_an_owner_compares_what_they_own(signed_in: SignedIn) -> None:
    owner, role = signed_in("owner"), factories.role()
    accounts.assign(
        models.User.objects.get(username="owner"), right="owner", role=role, starts=date(2026, 1, 1), by=BY, at=AT
    )
    mine, other = factories.risk(owner=role, code="RSK-901"), factories.risk(code="RSK-902")
    for risk in (mine, other):
        records.edit(risk, title="Other", by=BY, at=later(days=1))
    assert codes(get(owner)) == ["RSK-901"]
    assert "what you own or once owned" in text(get(owner))
    assert codes(get(owner, record="RSK-901")) == ["RSK-901"]
    counted_all = get(owner, show="all", kind="risk").context["counts"]
    assert [(one.changed, one.same) for one in counted_all] == [(1, 0)]
    refused, absent = get(owner, record="RSK-902"), get(owner, record="RSK-999")
    assert refused.status_code == absent.status_code == 400
    assert text(refused).replace("RSK-902", "RSK-999") == text(absent)
    assert "its own page shows its history" in text(refused)
    assert "RSK-902" not in get(owner, format="json").content.decode()
    leads = "Compare two moments"
    assert [leads in text(owner.get(f"/risks/{code}/")) for code in ("RSK-901", "RSK-902")] == [True, False]
    assert leads in text(signed_in("officer").get("/risks/RSK-902/"))


def test_a_past_day_in_view_is_the_latest_that_the_page_knows(officer: Client) -> None:
    answer = get(officer, as_of="2026-11-11")
    assert answer.status_code == 400
    assert "12 Nov 2026 lies after 11 Nov 2026; this page does not know it yet" in text(answer)


# --- to whom
def test_accounts_and_rights_are_for_those_who_check_them(signed_in: SignedIn) -> None:
    signed_in("officer")
    accounts.create(username="new", name="New", by=BY, at=later(days=1))
    assert codes(get(signed_in("officer"))) == []
    assert codes(get(signed_in("auditor"))) == ["new"]


def test_hidden_looks_the_same_as_absent(officer: Client) -> None:
    secret = factories.assessed_risk(confidential=True, title="Nobody says this", code="RSK-901")
    records.edit(secret, title="Nor this", by=BY, at=later(days=1))
    assert codes(get(officer)) == []
    for query in ({}, {"show": "all"}, {"format": "csv"}):
        answers = [(code, get(officer, record=code, **query)) for code in ("RSK-901", "RSK-902")]
        hidden, absent = (body(answer, code) for code, answer in answers)
        assert hidden == absent
    assert SecurityEvent.objects.filter(kind=SecurityEventKind.CONFIDENTIAL_READ).count() == 0


def test_reading_what_is_confidential_is_kept(officer: Client) -> None:
    secret = factories.assessed_risk(confidential=True, code="RSK-901")
    accounts.grant(models.User.objects.get(username="officer"), secret, by=BY, at=AT)
    change()
    get(officer)
    assert SecurityEvent.objects.filter(kind=SecurityEventKind.CONFIDENTIAL_READ).count() == 0
    measure = factories.measure(secret)
    records.edit(measure, title="Other", by=BY, at=later(days=1))
    assert measure.code in codes(get(officer))
    event = SecurityEvent.objects.get(kind=SecurityEventKind.CONFIDENTIAL_READ)
    assert event.about == "RSK-901"


# --- files
def told_rows(answer: Any) -> list[list[str]]:
    """Heading and rows below what the file says of itself."""
    kept = io.StringIO(answer.content.decode("utf-8-sig"), newline="")
    return [line for line in csv.reader(kept) if not line[0].startswith("# ")]


def test_the_csv_holds_exactly_what_is_shown(officer: Client) -> None:
    (risk,) = change()
    answer = get(officer, format="csv")
    assert answer["Content-Disposition"] == 'attachment; filename="compare-2026-11-10-2026-11-12.csv"'
    heading, *rows = told_rows(answer)
    assert heading == ["Kind", "Code", "Title", "What", "Field", "10 Nov 2026", "12 Nov 2026", "Moved by days"]
    assert rows == [["Risks", risk.code, "Other", "changed", "Title", "Risk", "Other", ""]]


def test_the_json_holds_exactly_what_is_shown(officer: Client) -> None:
    (risk,) = change()
    found = json.loads(get(officer, format="json", record=risk.code, show="all").content)
    assert (found["from"], found["to"], found["record"]) == ("2026-11-10", "2026-11-12", risk.code)
    (one,) = found["records"]
    title = next(field for field in one["fields"] if field["field"] == "title")
    assert title == {"field": "title", "label": "Title", "old": "Risk", "new": "Other", "days": None, "same": False}
    assert sum(not field["same"] for field in one["fields"]) == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\uff1d", " ="])
def test_no_cell_is_a_formula(officer: Client, start: str) -> None:
    change(title=f"{start}HYPERLINK(1)")
    rows = told_rows(get(officer, format="csv"))
    assert all(not value.lstrip().startswith(("=", "+", "-", "@", "\uff1d")) for row in rows for value in row)
    assert "HYPERLINK(1)" in rows[1][6]


def test_a_number_stays_a_number_and_an_empty_cell_empty() -> None:
    assert [cell(value) for value in (-14, None, "", True, "-14")] == [-14, "", "", "True", "'-14"]


# --- queries
@pytest.mark.parametrize(("name", "query"), [("compare", {}), ("compare, all", {"show": "all"})])
def test_as_many_queries_for_three_as_for_thirty(officer: Client, name: str, query: dict[str, str]) -> None:
    address = f"{PAGE}?from=2026-11-10&to=2026-11-12" + "".join(f"&{key}={value}" for key, value in query.items())
    change(3)
    few = counted(officer, address)[1]
    change(27)
    answer, many = counted(officer, address)
    assert len(codes(answer)) == 30
    assert len(few) == len(many)
    recorded(name, many)


def test_queries_of_one_record(officer: Client) -> None:
    (risk,) = change()
    recorded("compare, one record", counted(officer, f"{PAGE}?from=2026-11-10&to=2026-11-12&record={risk.code}")[1])


def test_the_whole_register_over_three_years(signed_in: SignedIn, douane: Any) -> None:
    answer, queries = counted(signed_in("officer"), f"{PAGE}?from=2023-10-31&to=2026-10-31")
    assert answer.status_code == 200
    recorded("compare, whole register over three years", queries)


def test_a_record_page_leads_here(signed_in: SignedIn, douane: Any) -> None:
    page = signed_in("officer").get("/risks/RSK-003/?as_of=2026-06-30").content.decode()
    address = "/history/compare/?record=RSK-003&as_of=2026-06-30"
    assert f'href="{address.replace("&", "&amp;")}"' in page
    assert "RSK-003" in text(signed_in("officer").get(address))

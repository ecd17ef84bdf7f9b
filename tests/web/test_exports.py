"""The file of a list: exactly the rows and words of the page, typed, for the same readers, and never a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from riskreg.models import SecurityEvent, User
from riskreg.reporting.render.listed import FORMATS, Listed, Named, as_csv, as_json, as_xlsx
from riskreg.reporting.render.table import Day
from riskreg.services import accounts, measures, milestones, records
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary.choices import Right, SecurityEventKind
from riskreg.web import exports
from riskreg.web.lists import ListView
from riskreg.web.views.risks import RiskList
from tests import factories
from tests.factories import AT, BY, ON, later
from tests.web.query_counts import counted, recorded
from tests.web.reading import text

DO = {"by": BY, "at": AT}
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201")


@pytest.fixture
def officer(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("officer")


def lists() -> dict[str, type[ListView]]:
    """Every list by the name of its address; one that is added is in here by itself."""
    inner = [one for one in get_resolver().url_patterns if not isinstance(one, URLPattern)]
    found = [one for part in inner if getattr(part, "app_name", "") != "admin" for one in part.url_patterns]
    views = {one.name: getattr(one.callback, "view_class", None) for one in found if isinstance(one, URLPattern)}
    return {name: view for name, view in views.items() if isinstance(view, type) and issubclass(view, ListView)}


def read_csv(answer: Any) -> tuple[dict[str, str], list[dict[str, str]]]:
    """What the file says of itself, and its rows."""
    kept = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert len({len(line) for line in kept}) == 1, "RFC 4180: each line has as many fields"
    about = {line[0].removeprefix("# "): line[1] for line in kept if line[0].startswith("# ")}
    heading, *rows = kept[len(about) :]
    return about, [dict(zip(heading, row, strict=True)) for row in rows]


def read_xlsx(answer: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows, about = book.worksheets
    assert not [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    heading, *found = rows.iter_rows(values_only=True)
    return dict(about.iter_rows(values_only=True)), [dict(zip(heading, row, strict=True)) for row in found]


def midnight(*day: int) -> datetime:
    """A day as a spreadsheet gives it back."""
    return datetime.combine(date(*day), time.min)


def one_of_each() -> None:
    risk = factories.assessed_risk()
    factories.risk()
    measure = factories.measure(risk)
    measures.assess(measure, step="design", result="effective", on=ON, reason="seen", **DO)
    factories.finding()
    factories.plan_with_milestones()
    factories.indicator()
    factories.commitment()
    factories.audit_report()
    accounts.note_security(kind=SecurityEventKind.SIGN_IN, actor=BY, at=AT)


# --- every list
def test_every_list_gives_what_it_shows_in_every_format(signed_in):
    one_of_each()
    client, names = signed_in("auditor"), lists()
    assert len(names) >= 13
    for name, view in names.items():
        page = client.get(reverse(name))
        shown = len(page.context["rows"])
        assert shown, name
        headings = {str(heading.label) for heading in page.context["columns"]}
        words = {str(column.label) for column in view.columns if not column.parts} & headings
        for kind in FORMATS:
            assert f'href="{reverse(name)}?format={kind}"' in page.content.decode(), (name, kind)
            answer = client.get(f"{reverse(name)}?format={kind}")
            assert (answer.status_code, answer["Content-Type"]) == (200, FORMATS[kind][1]), (name, kind)
            saved = f'attachment; filename="{name.replace("_", "-")}-2026-11-22.{kind}"'
            assert (answer["Content-Disposition"], answer["Cache-Control"]) == (saved, "no-store")
        about, rows = read_csv(client.get(f"{reverse(name)}?format=csv"))
        told = json.loads(client.get(f"{reverse(name)}?format=json").content)
        sheet = read_xlsx(client.get(f"{reverse(name)}?format=xlsx"))[1]
        assert (about["List"], about["As of"], about["Rows"]) == (str(view.title), "2026-11-22", str(shown))
        assert len(rows) == len(sheet) == len(told["rows"]) == shown, name
        assert words <= set(rows[0]) == set(sheet[0]) == set(told["columns"].values()), name
        assert not [value for row in rows for value in row.values() if "<" in value or "&nbsp" in value], name


def test_a_list_without_rows_gives_a_file_without_rows(officer):
    about, rows = read_csv(officer.get("/risks/?format=csv"))
    assert (about["Rows"], rows) == ("0", [])
    assert read_xlsx(officer.get("/risks/?format=xlsx"))[1] == []
    assert 'href="/risks/?format=' not in officer.get("/risks/").content.decode()


# --- pages that show rows and are no list of one kind
def test_coverage_gives_its_four_lists_as_of_any_day(signed_in):
    finding, risk = factories.finding(title="=1+1"), factories.assessed_risk(5, 5, confidential=True)
    _plan, (first, second) = factories.plan_with_milestones(2)
    milestones.depend(second, first, **{**DO, "at": later(minutes=1)})
    milestones.block(first, reason="no people", **{**DO, "at": later(minutes=2)})
    about, rows = read_csv(signed_in("officer").get("/coverage/?format=csv"))
    assert (about["List"], about["As of"], about["Rows"]) == ("Coverage", "2026-11-22", "2")
    told = {row["Code"]: row for row in rows}
    assert risk.code not in told
    assert (told[finding.code]["Name"], told[finding.code]["Lacks"]) == ("'=1+1", "a plan")
    assert (told[first.code]["Waiting"], told[first.code]["Which"]) == ("1", second.code)
    assert read_csv(signed_in("officer").get("/coverage/?format=csv&as_of=2026-11-01"))[1] == []
    names = [name for name, _url in signed_in("officer").get("/coverage/").context["exports"]]
    assert names == ["CSV", "Excel", "JSON"]
    assert signed_in("officer").get("/coverage/?as_of=2026-11-01").context["exports"] == []


def test_coverage_keeps_that_a_file_tells_of_a_confidential_risk(signed_in, douane):
    before = SecurityEvent.objects.filter(kind=SecurityEventKind.CONFIDENTIAL_READ).count()
    rows = json.loads(signed_in("management").get("/coverage/?format=json").content)["rows"]
    assert "RSK-027" in {row["code"] for row in rows}
    last = SecurityEvent.objects.filter(kind=SecurityEventKind.CONFIDENTIAL_READ).order_by("id").last()
    assert SecurityEvent.objects.filter(kind=SecurityEventKind.CONFIDENTIAL_READ).count() == before + 1
    assert "RSK-027" in last.about


def test_the_reports_give_their_months(signed_in, douane):
    client = signed_in("auditor")
    page, (about, rows) = client.get("/reports/"), read_csv(client.get("/reports/?format=csv"))
    assert about["Rows"] == str(len(rows)) == str(len(page.context["rows"]))
    assert [row["Month"] for row in rows[:2]] == ["2026-11", "2026-10"]
    assert (rows[1]["State"], rows[1]["open at end"]) == ("Reconstructed", "14")
    past = read_csv(client.get("/reports/?format=csv&as_of=2025-12-15"))[1]
    assert past[0]["Month"] == "2025-12"


def test_a_top_list_gives_what_stands_and_what_was_taken_off(signed_in, douane):
    client = signed_in("auditor")
    shown = client.get("/risks/top/", follow=True)
    address = shown.request["PATH_INFO"]
    sheet = read_xlsx(client.get(f"{address}?format=xlsx"))[1]
    told = [row["Code"] for row in sheet if row["On the list"] == "yes"]
    assert told == [row["risk"].code for row in shown.context["rows"]]
    assert len(sheet) - len(told) == len(shown.context["gone"])
    assert [row["Score"] for row in sheet if row["On the list"]] == [
        row["risk"].likelihood * row["risk"].impact for row in shown.context["rows"]
    ]


def test_a_sample_gives_the_changes_that_were_drawn_in_their_order(signed_in):
    one_of_each()
    client, asked = signed_in("auditor"), "sample=3&seed=levy"
    page = client.get(f"/history/sample/?{asked}")
    about, rows = read_csv(client.get(f"/history/sample/?{asked}&format=csv"))
    drawn = dict.fromkeys((row["number"], row["entry"]) for row in rows)
    numbers = [(str(at), str(line.version.number)) for at, line in enumerate(page.context["lines"], 1)]
    assert list(drawn) == numbers
    assert (about["Seed"], about["Population"]) == ("levy", str(page.context["population"]))
    assert ("CSV", f"/history/sample/?{asked}&format=csv") in page.context["exports"]


# --- exactly what is shown
def test_it_holds_all_pages_in_the_order_and_with_the_filters_of_the_page(officer):
    made = [
        factories.assessed_risk(likelihood=1 + number % 5, impact=3, title=f"Risk {number}") for number in range(55)
    ]
    factories.risk(title="Not assessed")
    asked = "sort=-score&appetite=no&q=Risk"
    about, rows = read_csv(officer.get(f"/risks/?{asked}&page=1&format=csv"))
    shown = [row.cells[0] for page in (1,) for row in officer.get(f"/risks/?{asked}&page={page}").context["rows"]]
    left = [risk for risk in made if risk.likelihood * 3 <= 9]
    assert len(rows) == len(left) == int(about["Rows"])
    assert [row["Code"] in str(cell.html) for row, cell in zip(rows, shown, strict=False)] == [True] * len(shown)
    scores = [int(row["Score"]) for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert about["Filters"] == "Find: Risk; Above appetite: no"
    assert about["Sorted by"] == "Score, descending"
    assert (about["Made by"], about["Acting as"]) == ("Officer", "risk officer")
    assert about["Made"].startswith("20")
    assert about["Compared with"] == "2026-10-31"


def test_a_past_day_gives_what_the_register_said_then(officer):
    risk = factories.assessed_risk(likelihood=5, impact=5, title="As it was")
    records.edit(risk, title="As it is", by=BY, at=later(days=2))
    answer = officer.get(f"/risks/?as_of={ON}&compare=2026-10-01&format=csv")
    about, rows = read_csv(answer)
    assert "risks-2026-11-10.csv" in answer["Content-Disposition"]
    assert (about["As of"], about["Compared with"]) == ("2026-11-10", "2026-10-01")
    assert [(row["Name"], row["Changed since 1 Oct 2026"]) for row in rows] == [("As it was", "yes")]
    assert read_csv(officer.get("/risks/?format=csv"))[1][0]["Name"] == "As it is"


def test_days_and_numbers_are_days_and_numbers(officer):
    milestone = factories.started_milestone(percent=20)
    factories.approved(milestone.plan, milestone, finish=date(2027, 1, 31))
    milestone.refresh_from_db()
    milestones.move_forecast(milestone, to=date(2027, 2, 5), **DO, reason="later", rev=milestone.rev)
    (row,) = read_xlsx(officer.get(f"/milestones/?q={milestone.code}&format=xlsx"))[1]
    assert (row["Finish"], row["Done, %"], row["Actual or forecast"]) == (midnight(2027, 2, 5), 20, "forecast")
    assert row["Slip, days"] == 5
    (told,) = json.loads(officer.get(f"/milestones/?q={milestone.code}&format=json").content)["rows"]
    assert (told["finish"], told["percent"], told["slip"]) == ("2027-02-05", 20, row["Slip, days"])
    (line,) = read_csv(officer.get(f"/milestones/?q={milestone.code}&format=csv"))[1]
    assert (line["Finish"], line["Done, %"]) == ("2027-02-05", "20")


def test_not_assessed_is_no_number(officer):
    factories.risk()
    (row,) = read_xlsx(officer.get("/risks/?format=xlsx"))[1]
    assert (row["Score"], row["Score: band"]) == (None, "Not assessed".lower())


def test_it_speaks_the_language_of_the_reader_and_its_keys_do_not(officer):
    factories.assessed_risk()
    officer.cookies["django_language"] = "nl"
    about, rows = read_csv(officer.get("/risks/?format=csv"))
    assert (about["Lijst"], rows[0]["Eigenaar"]) == ("Risicoregister", rows[0]["Eigenaar"])
    assert set(json.loads(officer.get("/risks/?format=json").content)["about"]) == {
        "list", "as_of", "compared_with", "sorted_by", "filters", "made_at", "made_by", "acting_as", "rows",
    }  # fmt: skip


# --- no formula
@pytest.mark.parametrize("start", FORMULAS)
def test_no_cell_is_a_formula_when_the_file_is_read_back(officer, start):
    factories.risk(title=f"{start}|cmd")
    (row,) = read_csv(officer.get("/risks/?format=csv"))[1]
    starts = re.compile(r"[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
    assert not [value for value in row.values() if starts.match(value)]
    assert row["Name"].endswith("|cmd")
    (sheet,) = read_xlsx(officer.get("/risks/?format=xlsx"))[1]
    assert sheet["Name"].endswith("|cmd")
    assert json.loads(officer.get("/risks/?format=json").content)["rows"][0]["name"] == f"{start}|cmd"


def test_what_was_searched_for_is_no_formula_either(officer):
    factories.risk(title="=1+1")
    answer = officer.get("/risks/", {"q": "=1+1", "format": "csv"})
    assert read_csv(answer)[0]["Filters"] == "Find: =1+1"
    client = Client()
    client.force_login(accounts.create(username="formula", name="=HYPERLINK(1)", **DO))
    assert read_csv(client.get("/risks/?format=csv"))[0]["Made by"] == "'=HYPERLINK(1)"
    assert read_xlsx(client.get("/risks/?format=xlsx"))[0]["Made by"] == "=HYPERLINK(1)"


# --- who gets it
def test_a_hidden_record_and_an_absent_one_give_the_same_file(officer, signed_in):
    factories.assessed_risk(title="Seen")
    asked = [
        f"{page}?format={kind}" for page in ("/risks/", "/measures/", "/risks/matrix/") for kind in ("csv", "json")
    ]
    before = {url: undated(officer.get(url)) for url in asked}
    secret = factories.assessed_risk(title="Nobody says this", confidential=True)
    factories.measure(secret)
    assert {url: undated(officer.get(url)) for url in asked} == before
    assert not SecurityEvent.objects.filter(kind="confidential_read").exists()
    accounts.grant(User.objects.get(username="officer"), secret, **DO)
    assert "Nobody says this" in officer.get("/risks/?format=csv").content.decode()
    assert SecurityEvent.objects.get(kind="confidential_read").about == secret.code
    officer.get("/measures/?format=xlsx")
    assert SecurityEvent.objects.filter(kind="confidential_read", about=secret.code).count() == 2


def undated(answer: Any) -> str:
    return re.sub(r"(# Made,|\"made_at\": \")[^,\"]+", r"\1", answer.content.decode())


@pytest.mark.parametrize("right", Right.values)
def test_a_file_is_for_whom_the_page_is(signed_in, right):
    client = signed_in(right)
    for name in lists():
        page = client.get(reverse(name)).status_code
        assert [client.get(f"{reverse(name)}?format={kind}").status_code for kind in FORMATS] == [page] * 3, name


# --- what is refused
def test_another_format_is_refused(officer):
    for page in ("/risks/", "/history/", "/history/compare/"):
        answer = officer.get(f"{page}?format=pdf")
        assert answer.status_code == 400
        assert "There is no format “pdf”; there is: csv, xlsx, json" in text(answer)


def test_a_filter_that_cannot_be_read_gives_the_page_that_says_so(officer):
    answer = officer.get("/risks/?band=enormous&format=csv")
    assert answer.status_code == 400
    assert "Select a valid choice" in text(answer)
    assert officer.get("/risks/?sort=secret&format=csv").status_code == 400


def test_more_rows_than_one_file_takes_are_refused(officer, monkeypatch):
    monkeypatch.setattr(exports, "MOST", 2)
    for _number in range(3):
        factories.risk()
    answer = officer.get("/risks/?format=csv")
    assert answer.status_code == 400
    assert "more than 2 rows; narrow them by a filter" in text(answer)


# --- cost
@pytest.mark.parametrize("name", ["risks", "milestones", "findings"])
def test_a_file_asks_as_many_queries_for_three_rows_as_for_thirty(officer, name):
    make = {"risks": factories.assessed_risk, "milestones": factories.started_milestone, "findings": factories.finding}
    few = None
    for count in (3, 27):
        for _number in range(count):
            make[name]()
        answer, queries = counted(officer, f"/{name}/?format=csv")
        few = few or queries
    assert len(read_csv(answer)[1]) == 30
    assert len(few) == len(queries), "\n".join(queries)
    recorded(f"export {name}", queries)


def test_rows_are_joined_some_at_a_time_in_one_order(officer, monkeypatch):
    for number in range(5):
        factories.assessed_risk(likelihood=1 + number, impact=2)
    whole = read_csv(officer.get("/risks/?sort=score&format=csv"))[1]
    monkeypatch.setattr(RiskList, "at_a_time", 2)
    assert read_csv(officer.get("/risks/?sort=score&format=csv"))[1] == whole
    assert [row["Score"] for row in whole] == ["2", "4", "6", "8", "10"]


def test_a_row_at_a_time_is_held():
    """The rows are an iterator; the spreadsheet is written while they come."""
    listed = Listed("x", "X", [], [Named("a", "A")], ([number] for number in range(3_000)))
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(listed))).worksheets[0]
    assert [sheet.max_row, sheet["A3001"].value] == [3_001, 2_999]


# --- from the page's cells to plain values
@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (None, None),
        (7, 7),
        (Decimal("1.5"), Decimal("1.5")),
        (show.NONE, None),
        ("A & B", "A & B"),
        (show.day(date(2026, 1, 2)), date(2026, 1, 2)),
        (show.day(date(2026, 1, 31), "month"), "January 2026"),
        (show.person("Head of IT"), "Head of IT"),
        (show.status("blocked", "Blocked"), "Blocked"),
        (format_html('{}<span class="sub">{}</span>', "A <b>", "second line"), "A <b>; second line"),
        (format_html("<ul><li>{}</li><li>{}</li></ul>", "one", "two"), "one; two"),
        (SafeString("a<br>b &amp; c"), "a; b & c"),
    ],
)
def test_a_cell_of_the_page_as_a_plain_value(cell, value):
    assert exports.plain(cell) == value


def test_a_value_in_each_format():
    values = [Day(date(2026, 3, 31), "quarter"), Day(date(2026, 3, 31)), Decimal("48.00"), date(1815, 6, 18), "x\x0by"]
    names = [Named(key, key) for key in "abcde"]
    made = [make(Listed("x", "X", [], names, [values])) for make in (as_csv, as_json, as_xlsx)]
    row = ["Q1 2026", "2026-03-31", 48, "1815-06-18"]
    assert made[0].decode("utf-8-sig").splitlines()[1].startswith("Q1 2026,2026-03-31,48,1815-06-18,")
    assert list(json.loads(made[1])["rows"][0].values())[:4] == row
    sheet = openpyxl.load_workbook(io.BytesIO(made[2])).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["Q1 2026", midnight(2026, 3, 31), 48, "1815-06-18", "xy"]

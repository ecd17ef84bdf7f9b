"""The monthly report against known positions of the real register and against the independent calculation."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from riskreg.access import operator
from riskreg.history.register import Register
from riskreg.insight import to_be_reported
from riskreg.reporting.document import Report
from riskreg.reporting.render import html, xlsx
from riskreg.reporting.render import json as json_file
from riskreg.reporting.sections.changed_counts import _SENTENCES, counted
from riskreg.vocabulary.periods import Month
from tests.douane import FOLDER
from tests.oracle.month import month_of
from tests.oracle.register import Facts, load
from tests.reporting.conftest import report_of

Reports = Callable[[str], Report]
MONTHS = [str(month) for month in Month(2023, 1).through(Month(2026, 10))]
SOME = ("2023-01", "2024-12", "2025-08", "2025-12", "2026-05", "2026-10")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load(FOLDER)


def codes(rows: Any) -> list[str]:
    return [row.record.code for row in rows]


def kinds(report: Report) -> dict[str, list[str]]:
    return {group.anchor: codes(group.items) for group in report.changed}


def test_october_2026(report: Reports) -> None:
    october = report("2026-10")
    assert len(october.risks.top) == 7
    assert "RSK-019" not in codes(october.risks.top)
    assert [one.figure.value for one in october.figures] == [14, 13, 6, 3]
    assert codes(october.commitments.to_report) == ["CMT-033", "CMT-035", "CMT-046"]
    large = next(row for row in october.findings.open if row.record.code == "FND-002")
    assert (large.target, large.first_target, large.target_slip) == (date(2027, 12, 31), date(2025, 12, 31), 730)
    assert [rating.key for rating in large.ratings] == ["onvolkomenheid"] * 3
    assert large.senders == ("AR", "ADR")
    moved = next(group for group in october.changed if group.anchor == "milestone-forecast_moved")
    assert moved.items[0].words == "from 31 Dec 2026 to 31 Mar 2027, 90 days later"
    assert "Six of seven top risks stand above their appetite." in october.sentences
    assert len(october.plans.late) == 13


def test_december_2025_ends_findings_by_kind(report: Reports) -> None:
    december = report("2025-12")
    line = december.reconciliation
    assert (line.open_start.value, line.new.value, line.ended.value, line.open_end.value) == (10, 5, 2, 13)
    assert {kind: figure.value for kind, figure in line.ended_by_kind.items()} == {
        "closed": 1,
        "superseded": 0,
        "accepted": 1,
    }
    assert codes(december.findings.ended) == ["FND-015", "FND-020"]
    assert kinds(december)["plan-rebaselined"] == ["PLN-01", "PLN-12"]
    assert kinds(december)["risk-top_removed"] == ["RSK-019"]
    assert codes(december.risks.removed) == ["RSK-019"]
    assert {"PLN-02", "PLN-03"} <= set(codes(december.plans.rows))
    assert [ref.code for ref in december.plans.completed] == ["PLN-21"]
    assert len(december.decisions.taken) == 4


def test_a_day_is_printed_as_precisely_as_it_is_known(report: Reports) -> None:
    november = report("2026-11")
    rows = {row.record.code: row for row in november.findings.open}
    assert (rows["FND-002"].first_target_precision, rows["FND-013"].first_target_precision) == ("year", "month")
    promises = {row.record.code: row for row in november.commitments.to_report}
    assert (promises["CMT-033"].due_precision, promises["CMT-033"].first_due_precision) == ("year", "year")
    page = html.file(november, "en")
    assert re.search(r'first <time class="nowrap" datetime="2025">2025</time>', page)
    assert re.search(r'first <time class="nowrap" datetime="2024-12">December 2024</time>', page)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.file(november)))["Open findings"]
    shown = {row[0].value: [cell.value for cell in row] for row in sheet}
    first = [cell.value for cell in sheet[1]].index("First target")
    assert (shown["FND-002"][first], shown["FND-013"][first]) == ("2025", "December 2024")


def test_what_passed_without_being_met_is_marked_by_sign_and_word(report: Reports) -> None:
    november = report("2026-11")
    assert [row.record.code for row in november.findings.open if row.is_past_target] == ["FND-013", "FND-017"]
    passed = [row.record.code for row in november.plans.late if row.is_passed]
    assert passed == ["MS-14-07", "MS-15-03"]
    page = html.file(november, "en")
    assert page.count("</svg>passed</span>") == 6, "two targets, two late milestones, each on its plan's page too"
    book = openpyxl.load_workbook(io.BytesIO(xlsx.file(november)))
    told = [cell.value for sheet in book for row in sheet for cell in row]
    assert (told.count("target passed"), told.count("forecast passed")) == (2, 4)


def test_illustrative_records_and_figures_are_marked_in_the_spreadsheet(report: Reports) -> None:
    november = report("2026-11")
    book = openpyxl.load_workbook(io.BytesIO(xlsx.file(november)))
    cells = {sheet.title: [str(cell.value) for row in sheet for cell in row] for sheet in book}
    assert "Decision on structural funds (example)" in cells["Late milestones"]
    assert "99.1 % (example)" in cells["Indicators"]
    assert "Very high (example)" in cells["Top risks"]
    assert any("not a statement of fact" in one for one in cells["Summary"])


def test_december_2024(report: Reports) -> None:
    december = report("2024-12")
    procurement = next(row for row in december.findings.open if row.record.code == "FND-001")
    assert (procurement.first_target, procurement.target) == (date(2024, 12, 31), date(2025, 12, 31))
    assert "FND-004" not in codes(december.findings.open)
    assert kinds(december)["finding-target_moved"] == ["FND-001", "FND-006"]


@pytest.mark.parametrize("month", MONTHS)
def test_every_month_adds_up_and_changes_equal_the_independent_calculation(
    report: Reports, facts: Facts, month: str
) -> None:
    made = report(month)
    assert made.reconciliation.adds_up
    assert sum(one.value for one in made.reconciliation.ended_by_kind.values()) == made.reconciliation.ended.value
    assert json.loads(json_file.dumps(made))["changes"] == month_of(facts, month)


def test_a_report_asks_ten_statements(report: Reports) -> None:
    assert connection.features.supports_json_field  # asked once a connection
    with CaptureQueriesContext(connection) as asked:
        report_of("2026-10")
    assert len(asked) == 11, "ten, and one for the cut-offs"


def test_a_month_without_events(report: Reports) -> None:
    quiet = report("2026-11")
    assert quiet.state == "open"
    assert quiet.cut_offs[1] is None
    assert quiet.changed == ()
    assert "14 findings are open, the same number as on 31 October 2026." in quiet.sentences
    assert "/findings/?state=open" in [one.figure.path for one in quiet.figures]
    assert "Nothing changed in this month." in html.file(quiet, "en")


@pytest.mark.django_db
def test_an_empty_register() -> None:
    empty = report_of("2026-10")
    assert empty.is_empty
    assert [one.figure.value for one in empty.figures] == [0, 0, 0, 0]
    assert empty.headline == "No finding is open."
    assert "The register holds nothing yet" in html.file(empty, "en")


def test_the_first_month(report: Reports) -> None:
    first = report("2023-01")
    assert first.reconciliation.open_start.value == 0
    assert first.reconciliation.open_end.value == 2


@pytest.mark.parametrize("month", SOME)
def test_every_name_and_figure_leads_to_the_day(report: Reports, month: str) -> None:
    site = "https://register.example"
    page = html.file(report(month), "en", site)
    day = Month.parse(month).last.isoformat()
    before = Month.parse(month).previous.last.isoformat()
    links = set(re.findall(rf'href="{site}(/[^"]+)"', page))
    assert links
    assert {link for link in links if f"as_of={day}" not in link} <= {f"/findings/?state=open&amp;as_of={before}"}
    anchors = set(re.findall(r'href="#([^"]+)"', page))
    assert anchors <= set(re.findall(r'id="([^"]+)"', page))


@pytest.mark.parametrize("month", SOME)
def test_the_file_stands_alone_and_holds_what_json_holds(report: Reports, month: str) -> None:
    made = report(month)
    page, data = html.file(made, "en"), json.loads(json_file.dumps(made))
    assert "@import" not in page
    assert 'rel="stylesheet" href="data:text/css' in page
    for section in ("headline", "sentences", "figures", "reconciliation", "changed", "plans", "findings", "risks"):
        assert section in data
    shown = set(re.findall(r'"code": "([A-Z]+-[0-9-]+)"', json_file.dumps(made)))
    named = {ref["code"] for group in data["changed"] for ref in (item["record"] for item in group["items"])}
    assert named <= shown
    assert all(code in page for code in named | set(codes(made.findings.open)) | set(codes(made.plans.rows)))
    assert (data["from_on"], data["to_on"]) == (data["changes"]["from"], data["changes"]["to"])


def test_links_of_a_file_start_with_its_site(report: Reports) -> None:
    page = html.file(report("2026-10"), "en", "https://register.example/")
    assert 'href="https://register.example/findings/' in page
    assert 'href="/' not in page


def test_in_dutch_dates_are_dutch(report: Reports) -> None:
    with override("nl"):
        page = html.file(report("2025-12"), "nl")
    assert '<html lang="nl">' in page
    assert "31 dec 2025" in page or "31 december 2025" in page


def test_every_kind_of_change_has_its_sentence() -> None:
    for noun, kind in _SENTENCES:
        for number in (1, 2, 20):
            words = counted(noun, kind, number)
            assert words.endswith(".")
            assert words[0].isupper() or words[0].isdigit()


def test_to_be_reported_of_a_register(douane: Any) -> None:
    found = to_be_reported.in_register(Register.as_of(operator(), date(2026, 10, 31)))
    assert [one.commitment.code for one in found] == ["CMT-033", "CMT-035", "CMT-046"]
    assert all(one.days == (one.reach - one.commitment.due).days > 0 for one in found)

"""A report as stored data: canonical, complete, and the same report again when it is read."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from riskreg.reporting.document import Report
from riskreg.reporting.document_base import Ref
from riskreg.reporting.document_plans import TrendMonth
from riskreg.reporting.document_since import IndicatorPoint
from riskreg.reporting.render import json as json_file
from riskreg.vocabulary.errors import BadInput
from riskreg.vocabulary.periods import Month

Reports = Callable[[str], Report]
MONTHS = [str(month) for month in Month(2023, 1).through(Month(2026, 11))]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("month", MONTHS)
def test_what_is_stored_is_the_report_again(report: Reports, month: str, language: str) -> None:
    with override(language):
        made = report(month)
    text = json_file.dumps(made)
    read = json_file.loads(text)
    assert read == made
    assert read.language == language
    assert json_file.dumps(read) == text


def test_names_stand_in_order_and_nothing_is_of_today(report: Reports) -> None:
    text = json_file.dumps(report("2026-10"))
    assert text == json_file.dumps(report("2026-10"))
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert text.endswith("}\n")


def test_a_moment_is_written_in_the_registers_zone_whatever_zone_it_came_in(report: Reports) -> None:
    made = report("2026-10")
    start, end = made.cut_offs
    assert end is not None
    other = dataclasses.replace(made, cut_offs=(start, end.astimezone(UTC)))
    assert json_file.dumps(other) == json_file.dumps(made)
    assert json.loads(json_file.dumps(made))["cut_offs"][1] == "2026-11-01T00:00:00+01:00"


def test_exact_numbers_and_a_trend_come_back(report: Reports) -> None:
    made = report("2026-10")
    exact = Decimal("12345678901234.0001")
    row = dataclasses.replace(made.indicators[0], value=exact, points=(IndicatorPoint("2026", Decimal("1200")),))
    trend = (TrendMonth(Month(2026, 10), 14, 13, 80, None, is_reconstructed=True),)
    made = dataclasses.replace(made, indicators=(row,), trend=trend)
    read = json_file.loads(json_file.dumps(made))
    assert read == made
    assert read.indicators[0].value == exact


def test_names_of_a_later_version_are_left_out_and_missing_ones_get_their_default(report: Reports) -> None:
    made = report("2026-10")
    data = json.loads(json_file.dumps(made))
    data["of_tomorrow"] = 1
    del data["trend"]
    assert json_file.loads(json.dumps(data)) == dataclasses.replace(made, trend=())


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"month": "2026-13"}', "null"])
def test_what_is_no_report_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(BadInput, match="This is not the data of a monthly report"):
        json_file.loads(text)


def test_a_text_for_a_number_is_refused(report: Reports) -> None:
    data = json.loads(json_file.dumps(report("2026-10")))
    data["figures"][0]["before"] = "14"
    with pytest.raises(BadInput, match="'14' is no int"):
        json_file.loads(json.dumps(data))


def test_what_has_no_json_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no JSON form"):
        json_file._plain(object())


def test_kinds_of_ending_stand_in_one_order(report: Reports) -> None:
    read = json_file.loads(json_file.dumps(report("2025-12")))
    assert {kind: one.value for kind, one in read.reconciliation.ended_by_kind.items()} == {
        "closed": 1,
        "superseded": 0,
        "accepted": 1,
    }
    assert list(read.reconciliation.ended_by_kind) == ["closed", "superseded", "accepted"]


# --- what the report gained
def test_since_the_previous_edition(report: Reports) -> None:
    december = report("2025-12").since
    assert [row.record.code for row in december.decisions] == ["DEC-021", "DEC-022", "DEC-023", "DEC-024"]
    assert {row.became for row in december.decisions} == {"taken"}
    assert {group.kind: len(group.items) for group in december.exceptions} == {
        "above_appetite": 2,
        "turned_red": 1,
        "to_report": 3,
    }
    october = {group.kind: group for group in report("2026-10").since.exceptions}
    late = october["late"]
    assert late.sentence == "Nine milestones are newly late."
    assert [item.days for item in late.items] == [31] * 9
    assert set(october) == {"late"}


def test_newly_late_is_the_difference_of_the_two_figures(report: Reports) -> None:
    for month in ("2026-09", "2026-10", "2025-12", "2024-06"):
        made = report(month)
        now = {row.record.code for row in made.plans.late}
        before = {row.record.code for row in report(str(Month.parse(month).previous)).plans.late}
        new = {item.record.code for group in made.since.exceptions if group.kind == "late" for item in group.items}
        assert new == now - before, month


def test_a_page_for_each_running_plan(report: Reports) -> None:
    october = report("2026-10")
    assert [page.record for page in october.plan_pages] == [row.record for row in october.plans.rows]
    first = october.plan_pages[0]
    assert (first.record.code, first.owner, first.baseline_number) == ("PLN-01", "Programme manager large cash flow", 2)
    assert len(first.milestones) == 14
    row = next(one for one in october.plans.rows if one.record.code == "PLN-01")
    now = next(point for point in first.course if point.month == Month(2026, 10))
    assert (now.planned, now.actual) == (row.planned, row.progress)
    before = next(point for point in first.course if point.month == Month(2026, 9))
    assert before.actual == row.progress_before
    assert first.headline == "Two of seven milestones left are forecast after their baseline, by up to 153 days."


def test_the_last_finish_of_each_line_is_that_of_its_milestone(report: Reports) -> None:
    for page in report("2026-10").plan_pages:
        rows = {row.record.code: row for row in page.milestones}
        for line in page.lines:
            last = next((day for day in reversed(line.finishes) if day), None)
            assert last == (rows[line.code].actual or rows[line.code].forecast)
            assert len(line.finishes) == len(page.months)


def test_indicators_compare_periods_of_one_length(report: Reports) -> None:
    rows = {row.record.code: row for row in report("2026-10").indicators}
    breaches = rows["IND-BREACHES"]
    assert (breaches.period, breaches.previous_period) == ("2026-10", "2026-09")
    assert (breaches.value, breaches.verdict, breaches.is_new) == (Decimal(2), "green", True)
    assert all(point.period.count("-") == 1 for point in breaches.points)
    assert len(rows) == 43


def test_a_withdrawn_or_later_record_is_not_named(report: Reports) -> None:
    early = report("2023-01")
    assert early.indicators == ()
    assert early.words == ()
    assert isinstance(early.plan_pages[0].record, Ref)


def test_moments_need_a_zone() -> None:
    naive = json_file._plain(datetime(2026, 10, 31, tzinfo=UTC))
    assert naive == "2026-10-31T01:00:00+01:00"
    assert json_file._plain(date(2026, 10, 31)) == "2026-10-31"

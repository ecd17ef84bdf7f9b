"""Sanity tests of the oracle against known positions and against the fact base's own end position."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.oracle.month import month_of
from tests.oracle.register import LOADER, Facts, load, register_on

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "douane"
LAST_DAY = date(2026, 10, 31)
MONTHS = [f"{2023 + number // 12}-{number % 12 + 1:02}" for number in range(46)]  # 2023-01 to 2026-10
COMMITMENT_STATUS = {
    "open": "open",
    "deels_voldaan": "partly_met",
    "voldaan": "met",
    "niet_gehaald": "missed",
    "onbekend": "unknown",
}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load(FOLDER)


@pytest.fixture(scope="module")
def at_the_end(facts: Facts) -> dict[str, Any]:
    return register_on(facts, LAST_DAY)


def records(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=LOADER)[name]
    return rows


def by_code(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in rows}


def text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


# --- days


def test_before_the_first_event_every_list_is_empty(facts: Facts) -> None:
    assert register_on(facts, date(2023, 1, 30)) == {
        "as_of": "2023-01-30",
        "risks": [],
        "findings": [],
        "plans": [],
        "milestones": [],
        "commitments": [],
        "indicators": [],
    }


def test_findings_at_the_end_of_2024(facts: Facts) -> None:
    findings = by_code(register_on(facts, date(2024, 12, 31))["findings"])
    assert findings["FND-001"] == {
        "code": "FND-001",
        "state": "in_remediation",
        "latest_rating": {"audit_year": 2023, "rating": "onvolkomenheid"},
        "target": "2025-12-31",
        "first_target": "2024-12-31",
    }
    assert findings["FND-002"]["target"] == "2025-12-31"
    assert "FND-004" not in findings


def test_findings_at_the_end_of_the_timeline(at_the_end: dict[str, Any]) -> None:
    findings = by_code(at_the_end["findings"])
    assert findings["FND-002"]["target"] == "2027-12-31"
    assert findings["FND-002"]["first_target"] == "2025-12-31"
    assert findings["FND-001"]["state"] == findings["FND-003"]["state"] == "closed"
    assert findings["FND-001"]["latest_rating"] == {"audit_year": 2025, "rating": None}
    assert findings["FND-006"]["state"] == "superseded"
    assert findings["FND-006"]["target"] is None
    assert findings["FND-013"]["state"] == "established"
    assert findings["FND-015"]["latest_rating"] == {"audit_year": 2025, "rating": None}
    assert findings["FND-020"]["state"] == "accepted"


def test_an_original_target_counts_from_the_day_it_was_set(facts: Facts) -> None:
    before = by_code(register_on(facts, date(2026, 6, 29))["findings"])["FND-004"]
    after = by_code(register_on(facts, date(2026, 6, 30))["findings"])["FND-004"]
    assert (before["target"], before["first_target"]) == (None, None)
    assert (after["target"], after["first_target"]) == ("2027-12-31", "2027-12-31")


def test_seven_top_risks_stand_at_the_end(at_the_end: dict[str, Any]) -> None:
    top_risks = {row["code"] for row in at_the_end["risks"] if row["top_risk"]}
    assert len(top_risks) == 7
    assert "RSK-001" in top_risks
    assert "RSK-019" not in top_risks
    assert by_code(at_the_end["risks"])["RSK-019"]["state"] == "monitored"


def test_a_commitment_enters_at_the_end_of_its_month(facts: Facts) -> None:
    assert "CMT-001" not in by_code(register_on(facts, date(2024, 9, 27))["commitments"])
    assert "CMT-001" in by_code(register_on(facts, date(2024, 9, 30))["commitments"])


def test_a_missed_commitment_with_a_new_date_stays_missed(at_the_end: dict[str, Any]) -> None:
    assert by_code(at_the_end["commitments"])["CMT-009"] == {
        "code": "CMT-009",
        "status": "missed",
        "due": "2027-12-31",
        "first_due": "2025-12-31",
    }


def test_the_month_of_december_beats_the_year_on_the_same_day(facts: Facts) -> None:
    indicators = by_code(register_on(facts, date(2024, 12, 31))["indicators"])
    assert indicators["IND-IT-AVAIL"]["latest"]["period"] == "2024-12"


def test_work_before_approval_shows_without_a_baseline(facts: Facts) -> None:
    register = register_on(facts, date(2026, 5, 31))
    plan = by_code(register["plans"])["PLN-04"]
    assert plan == {
        "code": "PLN-04",
        "status": "in_progress",
        "baseline": None,
        "progress": None,
        "milestones": 0,
    }
    milestone = by_code(register["milestones"])["MS-04-01"]
    assert milestone["baseline"] is milestone["first_baseline"] is None
    assert milestone["actual"] == milestone["forecast"] == "2025-11-30"


def test_a_milestone_of_a_later_version_is_out_of_scope_until_the_rebaseline(facts: Facts) -> None:
    only_later = {code for code, milestone in facts.milestones.items() if min(milestone.dates) == 2}
    plan_6 = {code for code in only_later if code.startswith("MS-06")}
    assert plan_6, "the example needs a milestone that only version 2 names"
    before, after = (
        by_code(register_on(facts, day)["plans"])["PLN-06"] for day in (date(2024, 6, 29), date(2024, 6, 30))
    )
    assert (before["baseline"], after["baseline"]) == (1, 2)
    assert after["milestones"] - before["milestones"] == len(plan_6)


@pytest.mark.parametrize(("one", "other", "progress"), [(96, 97, 96), (35, 36, 36), (0, 1, 0)])
def test_exact_halves_go_to_the_even_neighbour(facts: Facts, one: int, other: int, progress: int) -> None:
    first, second = (code for code in sorted(facts.milestones) if code in ("MS-21-01", "MS-21-02"))
    milestones = {code: replace(facts.milestones[code], weight=3) for code in (first, second)}
    event = {"type": "milestone_progress", "date": date(2023, 6, 30)}
    events = [
        {"code": "A", "type": "plan_approved", "date": date(2023, 6, 30), "subject": "PLN-21", "version": 1},
        event | {"code": "B", "subject": first, "percent": one},
        event | {"code": "C", "subject": second, "percent": other},
    ]
    small = replace(facts, events=tuple(events), position={"A": 0, "B": 1, "C": 2}, milestones=milestones)
    assert register_on(small, LAST_DAY)["plans"][0]["progress"] == progress


# --- the end position of the other files


def test_milestones_end_as_the_plans_say(at_the_end: dict[str, Any]) -> None:
    planned = [milestone for plan in records("plans") for milestone in plan["milestones"]]
    fields = ("status", "percent", "forecast", "actual")
    expected = {
        row["code"]: (row["status"], row["percent_complete"], text(row["forecast"]), text(row["actual"]))
        for row in planned
    }
    assert "cancelled" not in {row["status"] for row in planned}
    found = {row["code"]: tuple(row[field] for field in fields) for row in at_the_end["milestones"]}
    assert found == expected


def test_plans_end_as_the_plans_say(at_the_end: dict[str, Any]) -> None:
    expected = {plan["code"]: (plan["status"], plan["weighted_progress"]) for plan in records("plans")}
    assert {row["code"]: (row["status"], row["progress"]) for row in at_the_end["plans"]} == expected


def test_the_latest_baseline_of_every_plan_is_in_force_at_the_end(at_the_end: dict[str, Any]) -> None:
    expected = {plan["code"]: plan["baselines"][-1]["version"] for plan in records("plans")}
    assert {row["code"]: row["baseline"] for row in at_the_end["plans"]} == expected


def test_commitments_end_as_the_commitments_say(at_the_end: dict[str, Any]) -> None:
    expected = {}
    for row in records("commitments"):
        due = row["reschedules"][-1]["new_due"] if row["reschedules"] else row["due"]
        expected[row["code"]] = (COMMITMENT_STATUS[row["status"]], text(due), text(row["due"]))
    found = {row["code"]: (row["status"], row["due"], row["first_due"]) for row in at_the_end["commitments"]}
    assert found == expected


def test_findings_end_as_the_findings_say(at_the_end: dict[str, Any]) -> None:
    names = {"in_progress": "in_remediation", "unknown": "established", "verified": "confirmed"}
    expected, found = {}, {row["code"]: row for row in at_the_end["findings"]}
    for row in records("findings"):
        final = [version["target_date"] for version in row["target_dates"] if version["kind"] != "interim"]
        state = names.get(row["current_status"], row["current_status"])
        expected[row["code"]] = (state, text(final[-1]) if final else None)
    assert {code: (row["state"], row["target"]) for code, row in found.items()} == expected


def test_risks_end_as_the_risks_say(at_the_end: dict[str, Any]) -> None:
    expected = {}
    for row in records("risks"):
        last = row["residual_by_cycle"][-1]
        expected[row["code"]] = (row["status"], last["likelihood"], last["impact"])
    found = {row["code"]: (row["state"], row["likelihood"], row["impact"]) for row in at_the_end["risks"]}
    assert found == expected


def test_lists_are_sorted_by_code(at_the_end: dict[str, Any]) -> None:
    for name, rows in at_the_end.items():
        if name != "as_of":
            codes = [row["code"] for row in rows]
            assert codes == sorted(set(codes))


# --- months


def test_the_reopened_milestone_shows_in_its_month(facts: Facts) -> None:
    assert month_of(facts, "2025-08")["milestones"]["reopened"] == ["MS-02-09"]
    assert month_of(facts, "2025-07")["milestones"]["reopened"] == []


@pytest.mark.parametrize("month", MONTHS)
def test_the_reconciliation_adds_up(facts: Facts, month: str) -> None:
    line = month_of(facts, month)["reconciliation"]
    assert line["open_start"] + line["new"] - line["closed"] == line["open_end"]


def test_one_month_ends_where_the_next_begins(facts: Facts) -> None:
    months = [month_of(facts, month) for month in MONTHS]
    for earlier, later in pairwise(months):
        assert earlier["to"] == later["from"]
        assert earlier["reconciliation"]["open_end"] == later["reconciliation"]["open_start"]
    new = [code for month in months for code in month["findings"]["new"]]
    assert sorted(new) == sorted(facts.finding_plans)


def test_december_2025_in_the_lists_of_findings(facts: Facts) -> None:
    findings = month_of(facts, "2025-12")["findings"]
    assert findings["new"] == ["FND-009", "FND-014", "FND-016", "FND-019", "FND-020"]
    assert findings["closed"] == [
        {"code": "FND-015", "state": "closed"},
        {"code": "FND-020", "state": "accepted"},
    ]
    assert findings["reported"] == ["FND-001", "FND-003", "FND-015"]
    assert findings["confirmed"] == ["FND-015"]
    assert findings["target_moved"] == [
        {"code": "FND-002", "from": "2025-12-31", "to": "2027-12-31", "days": 730},
        {"code": "FND-008", "from": None, "to": "2027-12-31", "days": None},
    ]


def test_december_2025_in_the_other_lists(facts: Facts) -> None:
    month = month_of(facts, "2025-12")
    assert month["plans"]["rebaselined"] == [
        {"code": "PLN-01", "version": 2},
        {"code": "PLN-12", "version": 2},
    ]
    assert "PLN-02" in month["plans"]["completed"]
    assert month["risks"]["top_removed"] == ["RSK-019"]
    assert month["commitments"]["missed"] == ["CMT-009", "CMT-020"]
    assert [row["code"] for row in month["commitments"]["rescheduled"]] == ["CMT-009"]


def test_due_on_the_last_day_itself_is_not_overdue(facts: Facts) -> None:
    months = ("2024-11", "2024-12", "2025-01")
    november, december, january = (month_of(facts, month)["overdue"] for month in months)
    assert "CMT-030" not in december["commitments"]
    assert november["commitments"] == []
    due_in_december = {
        row["code"]
        for row in register_on(facts, date(2025, 1, 31))["commitments"]
        if row["due"] == "2024-12-31" and row["status"] == "open"
    }
    assert due_in_december <= set(january["commitments"])
    assert not due_in_december & set(december["commitments"])
    assert due_in_december


def test_a_milestone_keeps_its_first_baseline_beside_the_one_in_force(facts: Facts) -> None:
    moved = {code: row.dates for code, row in facts.milestones.items() if len(row.dates) == 2}
    assert moved
    before, after = (by_code(register_on(facts, day)["milestones"]) for day in (date(2024, 5, 31), LAST_DAY))
    for code, dates in moved.items():
        assert (after[code]["first_baseline"], after[code]["baseline"]) == (text(dates[1]), text(dates[2]))
        if code in before and before[code]["baseline"]:
            assert before[code]["baseline"] == text(dates[1])


def test_a_milestone_due_on_the_last_day_itself_is_not_overdue(facts: Facts) -> None:
    unfinished = [row for row in register_on(facts, date(2025, 12, 31))["milestones"] if not row["actual"]]
    due_that_day = {row["code"] for row in unfinished if row["baseline"] == "2025-12-31"}
    late = {row["code"] for row in unfinished if (row["baseline"] or "9999") < "2025-12-31"}
    assert due_that_day
    assert month_of(facts, "2025-12")["overdue"]["milestones"] == sorted(late)


def test_acts_on_the_last_day_of_the_month_before_do_not_count(facts: Facts) -> None:
    findings = month_of(facts, "2026-01")["findings"]
    assert findings["reported"] == findings["confirmed"] == findings["rated"] == []


def test_reopening_a_milestone_ends_the_completion_of_its_plan(facts: Facts) -> None:
    day = date(2026, 10, 31)
    reopened = {"code": "X", "type": "milestone_reopened", "date": day, "subject": "MS-21-01", "percent": 60}
    position = facts.position | {"X": len(facts.events)}
    longer = replace(facts, events=(*facts.events, reopened), position=position)
    plans = by_code(register_on(longer, day)["plans"])
    assert plans["PLN-21"]["status"] == "in_progress"
    assert plans["PLN-02"]["status"] == "completed"

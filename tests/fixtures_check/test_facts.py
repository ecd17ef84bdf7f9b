"""Checks that the fact base in fixtures/douane is whole, consistent and bilingual."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "douane"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Record = dict[str, Any]
Facts = dict[str, dict[str, Any]]

RECORDS = {
    ("sources", "sources"): 16,
    ("organisation", "units"): 34,
    ("organisation", "external_parties"): 36,
    ("organisation", "roles"): 34,
    ("objectives", "objectives"): 20,
    ("vocabulary", "terms"): 43,
    ("vocabulary", "value_lists"): 24,
    ("risks", "cycles"): 4,
    ("risks", "risks"): 30,
    ("findings", "reports"): 15,
    ("findings", "findings"): 20,
    ("plans", "plans"): 22,
    ("indicators", "indicators"): 43,
    ("commitments", "commitments"): 49,
    ("timeline", "events"): 1458,
}
FILES = sorted({name for name, _ in RECORDS})
REFERENCE_FIELDS = """
    parent future_parent unit owner keeper made_by made_to issued_by report cycle until_cycle workstream
    subject successor by approved_by doc superseded_by supersedes succeeds rating_scale risks findings
    plans indicators objectives links raised_by depends_on milestones
"""
REFERENCES = set(REFERENCE_FIELDS.split())
VALUE_LIST_OF_FIELD = {
    "VOC-BASIS": "basis owner_basis date_basis actual_basis target_basis score_basis analysis_basis "
    "appetite_basis parent_basis published_basis set_on_basis",
    "VOC-PRECISION": "precision date_precision due_precision made_precision published_precision",
    "VOC-UNIT": "measure_unit",
    "VOC-DIRECTION": "direction",
    "VOC-TREAT": "treatment",
    "VOC-APPETITE": "appetite",
    "VOC-ASSURANCE": "design existence operation",
}
LIST_OF_FIELD = {field: code for code, fields in VALUE_LIST_OF_FIELD.items() for field in fields.split()}
LINKED_BOTH_WAYS = [("risks", "findings"), ("risks", "plans"), ("risks", "indicators"), ("findings", "plans")]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return {name: yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=LOADER) for name in FILES}


def nodes(node: Any, path: str) -> Iterator[tuple[Record, str]]:
    """Every mapping in a document, with the way to it."""
    if isinstance(node, dict):
        yield node, path
        for key, value in node.items():
            yield from nodes(value, f"{path}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            tag = value.get("code", number) if isinstance(value, dict) else number
            yield from nodes(value, f"{path}[{tag}]")


def all_nodes(facts: Facts) -> Iterator[tuple[Record, str]]:
    for name in FILES:
        yield from nodes(facts[name], name)


def codes(facts: Facts) -> list[str]:
    return [node["code"] for node, _ in all_nodes(facts) if "code" in node]


def values(facts: Facts, value_list: str) -> set[str]:
    lists = facts["vocabulary"]["value_lists"]
    return {value["key"] for row in lists if row["code"] == value_list for value in row["values"]}


def milestones(facts: Facts) -> dict[str, Record]:
    return {row["code"]: row for plan in facts["plans"]["plans"] for row in plan["milestones"]}


def milestone_events(facts: Facts) -> dict[str, list[Record]]:
    events: dict[str, list[Record]] = defaultdict(list)
    for event in facts["timeline"]["events"]:
        if event["type"].startswith("milestone_"):
            events[event["subject"]].append(event)
    return events


def figures(facts: Facts, indicator: str) -> dict[str, float]:
    row = next(row for row in facts["indicators"]["indicators"] if row["code"] == indicator)
    return {value["period"]: value["actual"] for value in row["values"]}


def monthly(facts: Facts, indicator: str, year: str) -> list[float]:
    months = [f"{year}-{month:02}" for month in range(1, 13)]
    found = figures(facts, indicator)
    return [found[month] for month in months if month in found]


# --- all records


def test_the_files_hold_the_number_of_records_that_the_readme_names(facts: Facts) -> None:
    assert {(name, key): len(facts[name][key]) for name, key in RECORDS} == RECORDS
    assert len(milestones(facts)) == 171
    assert sum(len(risk["measures"]) for risk in facts["risks"]["risks"]) == 68
    assert sum(len(row["values"]) for row in facts["indicators"]["indicators"]) == 167


def test_every_code_is_used_once(facts: Facts) -> None:
    assert [code for code, count in Counter(codes(facts)).items() if count > 1] == []


def test_every_reference_is_to_a_known_code(facts: Facts) -> None:
    known, unknown = set(codes(facts)), []
    for node, path in all_nodes(facts):
        for field in REFERENCES & node.keys():
            named = node[field] if isinstance(node[field], list) else [node[field]]
            wrong = [code for code in named if isinstance(code, str) and code not in known]
            unknown += [f"{path}.{field}: {code}" for code in wrong]
    assert unknown == []


def test_every_value_is_in_its_value_list(facts: Facts) -> None:
    allowed = {field: values(facts, value_list) for field, value_list in LIST_OF_FIELD.items()}
    assert all(allowed.values()), "a value list is missing or empty"
    unknown = [
        f"{path}.{field}: {node[field]}"
        for node, path in all_nodes(facts)
        for field in allowed.keys() & node.keys()
        if node[field] is not None and node[field] not in allowed[field]
    ]
    assert unknown == []


def test_every_text_is_in_both_languages(facts: Facts) -> None:
    texts = [(node, path) for node, path in all_nodes(facts) if node.keys() & {"nl", "en"}]
    assert texts
    assert [path for node, path in texts if not (node.get("nl") and node.get("en"))] == []


def test_every_record_has_a_basis(facts: Facts) -> None:
    named = [
        (node, path)
        for name in FILES
        if name not in ("sources", "vocabulary")
        for node, path in nodes(facts[name], name)
    ]
    assert [path for node, path in named if "code" in node and "basis" not in node] == []


def test_every_record_names_its_source(facts: Facts) -> None:
    rows = [row for name, key in RECORDS if name != "sources" for row in facts[name][key]]
    assert [row["code"] for row in rows if "source" not in row] == []


def test_what_is_stated_comes_from_a_document(facts: Facts) -> None:
    sources = facts["sources"]["sources"]
    documents = {row["code"] for row in sources if row["kind"] in ("seed", "public_context")}
    stated = [
        (node["source"], path)
        for node, path in all_nodes(facts)
        if node.get("basis") == "stated" and isinstance(node.get("source"), dict)
    ]
    assert [path for source, path in stated if source.get("doc") not in documents] == []


@pytest.mark.parametrize(("left", "right"), LINKED_BOTH_WAYS)
def test_links_are_written_on_both_sides(facts: Facts, left: str, right: str) -> None:
    from_left = {(row["code"], other) for row in facts[left][left] for other in row[right]}
    from_right = {(other, row["code"]) for row in facts[right][right] for other in row[left]}
    assert from_left == from_right


# --- risks, findings and commitments


def test_risk_statuses_and_changes_are_in_their_lists(facts: Facts) -> None:
    risks = facts["risks"]["risks"]
    assert {risk["status"] for risk in risks} <= values(facts, "VOC-RISK")
    assert {risk["change"]["kind"] for risk in risks} <= values(facts, "VOC-CHANGE")


def test_a_score_is_likelihood_times_impact_on_a_scale_of_five(facts: Facts) -> None:
    for risk in facts["risks"]["risks"]:
        for score in [risk["inherent"], risk["target"], *risk["residual_by_cycle"]]:
            assert {score["likelihood"], score["impact"]} <= {1, 2, 3, 4, 5}, risk["code"]
            assert score["score"] == score["likelihood"] * score["impact"], risk["code"]


def test_2025_has_seven_top_risks(facts: Facts) -> None:
    decisions = [(risk["code"], row) for risk in facts["risks"]["risks"] for row in risk["top_risk"]]
    assert len([code for code, row in decisions if row["cycle"] == "CYC-2025" and row["is_top"]]) == 7


def test_finding_statuses_and_ratings_are_in_their_lists(facts: Facts) -> None:
    statuses = values(facts, "VOC-FINDING")
    for finding in facts["findings"]["findings"]:
        used = {finding["current_status"]} | {row["status"] for row in finding["history"]}
        assert used <= statuses, finding["code"]
        ratings = {row["rating"] for row in finding["history"]} - {None}
        assert not ratings or ratings <= values(facts, finding["rating_scale"]), finding["code"]


def test_only_a_fulfilled_commitment_has_a_date_of_fulfilment(facts: Facts) -> None:
    for row in facts["commitments"]["commitments"]:
        assert row["status"] in values(facts, "VOC-COMMIT"), row["code"]
        assert (row["status"] == "voldaan") == (row["fulfilled_on"] is not None), row["code"]


# --- plans


def test_a_plan_has_six_to_fourteen_milestones_that_weigh_a_hundred(facts: Facts) -> None:
    for plan in facts["plans"]["plans"]:
        assert plan["status"] in values(facts, "VOC-PLAN"), plan["code"]
        assert 6 <= len(plan["milestones"]) <= 14, plan["code"]
        assert sum(row["weight"] for row in plan["milestones"]) == 100, plan["code"]


def test_a_milestone_has_dates_for_versions_that_its_plan_knows(facts: Facts) -> None:
    for plan in facts["plans"]["plans"]:
        known = {f"v{baseline['version']}" for baseline in plan["baselines"]}
        for row in plan["milestones"]:
            assert row["baseline"], row["code"]
            assert row["baseline"].keys() <= known, row["code"]


def test_status_percent_and_end_date_of_a_milestone_agree(facts: Facts) -> None:
    as_of = facts["plans"]["meta"]["register_as_of"]
    for code, row in milestones(facts).items():
        completed = row["status"] == "completed"
        assert row["status"] in values(facts, "VOC-MILESTONE"), code
        assert completed == (row["actual"] is not None and row["actual"] <= as_of), code
        assert completed == (row["percent_complete"] == 100), code
        assert row["actual"] is None or row["actual"] >= row["start"], code


def test_a_milestone_does_not_end_before_what_it_depends_on(facts: Facts) -> None:
    rows = milestones(facts)
    ends = {code: row["actual"] or row["forecast"] for code, row in rows.items()}
    pairs = [(code, other) for code, row in rows.items() for other in row["depends_on"]]
    assert [(code, other) for code, other in pairs if ends[code] < ends[other]] == []


def test_dependencies_do_not_run_in_a_circle(facts: Facts) -> None:
    waiting = {code: set(row["depends_on"]) for code, row in milestones(facts).items()}
    while free := {code for code, others in waiting.items() if not others & waiting.keys()}:
        waiting = {code: others for code, others in waiting.items() if code not in free}
    assert sorted(waiting) == []


# --- timeline


def test_events_are_in_order_and_on_the_last_day_of_a_month(facts: Facts) -> None:
    events = facts["timeline"]["events"]
    days = [event["date"] for event in events]
    assert {event["type"] for event in events} <= values(facts, "VOC-EVENT")
    assert days == sorted(days)
    assert days[0] >= date(2023, 1, 1)
    assert days[-1] <= facts["timeline"]["meta"]["register_as_of"]
    assert [day for day in days if day.day != calendar.monthrange(day.year, day.month)[1]] == []


def test_only_made_up_events_come_after_the_horizon(facts: Facts) -> None:
    horizon = facts["timeline"]["meta"]["seed_horizon"]
    later = [event for event in facts["timeline"]["events"] if event["date"] > horizon]
    assert {event["basis"] for event in later} == {"illustrative"}


def test_a_stated_event_does_not_come_from_the_illustrative_source(facts: Facts) -> None:
    stated = [event for event in facts["timeline"]["events"] if event["basis"] == "stated"]
    assert [event["code"] for event in stated if event["source"]["doc"] == "SRC-ILL"] == []


def test_progress_only_falls_when_a_milestone_is_reopened(facts: Facts) -> None:
    for events in milestone_events(facts).values():
        reported = [event for event in events if "percent" in event]
        for earlier, later in pairwise(reported):
            reopened = later["type"] == "milestone_reopened"
            assert reopened or later["percent"] >= earlier["percent"], later["code"]


def test_a_completed_milestone_only_changes_by_reopening_with_a_reason(facts: Facts) -> None:
    for events in milestone_events(facts).values():
        completed = False
        for event in events:
            assert completed == (event["type"] == "milestone_reopened"), event["code"]
            assert not completed or event.get("nl"), event["code"]
            completed = event["type"] == "milestone_completed"


def test_a_forecast_change_moves_the_date_and_has_a_reason(facts: Facts) -> None:
    events = facts["timeline"]["events"]
    changes = [event for event in events if event["type"] == "milestone_forecast_changed"]
    assert changes
    assert [event["code"] for event in changes if not event.get("nl") or event["from"] == event["to"]] == []


def test_the_timeline_ends_where_the_plans_stand(facts: Facts) -> None:
    history = milestone_events(facts)
    for code, row in milestones(facts).items():
        types = [event["type"] for event in history[code]]
        percents = [event["percent"] for event in history[code] if "percent" in event]
        assert (types[-1:] == ["milestone_completed"]) == (row["status"] == "completed"), code
        assert ([0, *percents][-1]) == row["percent_complete"], code


# --- figures


def test_indicator_values_are_the_same_in_the_timeline(facts: Facts) -> None:
    rows = facts["indicators"]["indicators"]
    in_file = {(row["code"], value["period"], value["actual"]) for row in rows for value in row["values"]}
    events = [event for event in facts["timeline"]["events"] if event["type"] == "indicator_value"]
    assert {(event["subject"], event["period"], event["actual"]) for event in events} == in_file
    assert len(events) == len(in_file)


@pytest.mark.parametrize("name", ["IND-IT-DISRUPT 2024", "IND-IT-DISRUPT 2025", "IND-BREACHES 2025"])
def test_months_add_up_to_the_year(facts: Facts, name: str) -> None:
    indicator, year = name.split()
    assert sum(monthly(facts, indicator, year)) == figures(facts, indicator)[year]


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_availability_of_the_year_is_the_mean_of_twelve_months(facts: Facts, year: str) -> None:
    months = monthly(facts, "IND-IT-AVAIL", year)
    assert len(months) == 12
    assert round(sum(months) / 12, 1) == figures(facts, "IND-IT-AVAIL")[year]


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_quarters_of_e_commerce_lines_add_up_to_the_year(facts: Facts, year: str) -> None:
    found = figures(facts, "IND-ECOM-LINES")
    assert sum(found[f"{year}-Q{quarter}"] for quarter in range(1, 5)) == found[year]


def test_revenues_by_kind_add_up_to_the_total_of_2025(facts: Facts) -> None:
    kinds = ("IND-REV-DUTY", "IND-REV-EXCISE", "IND-REV-CONS", "IND-REV-VAT")
    assert sum(figures(facts, kind)["2025"] for kind in kinds) == figures(facts, "IND-REV-TOTAL")["2025"]


# --- the checks themselves


def repeat_a_code(facts: Facts) -> None:
    facts["risks"]["risks"][1]["code"] = facts["risks"]["risks"][0]["code"]


def refer_to_nothing(facts: Facts) -> None:
    facts["findings"]["findings"][0]["owner"] = "ROL-NOBODY"


def drop_the_english(facts: Facts) -> None:
    facts["risks"]["risks"][0]["title"].pop("en")


def close_a_circle(facts: Facts) -> None:
    milestones(facts)["MS-01-01"]["depends_on"] = ["MS-01-03"]


@pytest.mark.parametrize(
    ("break_it", "check"),
    [
        (repeat_a_code, test_every_code_is_used_once),
        (refer_to_nothing, test_every_reference_is_to_a_known_code),
        (drop_the_english, test_every_text_is_in_both_languages),
        (close_a_circle, test_dependencies_do_not_run_in_a_circle),
    ],
)
def test_a_broken_copy_is_noticed(
    facts: Facts, break_it: Callable[[Facts], None], check: Callable[[Facts], None]
) -> None:
    copy = deepcopy(facts)
    check(copy)
    break_it(copy)
    with pytest.raises(AssertionError):
        check(copy)

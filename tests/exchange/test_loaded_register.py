"""The loaded register agrees with the independent reading of the rules, on every day and month looked at."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Max

from riskreg import models
from riskreg.access import operator
from riskreg.exchange import facts as loader
from riskreg.exchange.rules_json import dumps, register_on
from riskreg.history.changes import between
from riskreg.history.register import Register
from riskreg.history.timeline import by_field
from riskreg.integrity import agreement, guards
from riskreg.integrity.tables import tracked_models
from riskreg.services import _basis
from riskreg.vocabulary import marks
from riskreg.vocabulary.errors import BadInput
from riskreg.vocabulary.periods import Month, day_of
from tests.douane import FOLDER, RECORDED_AT, Douane
from tests.oracle import month as oracle_month
from tests.oracle import register as oracle_register

MONTHS = Month(2022, 12).through(Month(2026, 11))
MONTH_ENDS = [month.last for month in MONTHS]
OTHER_DAYS = [
    date(2022, 1, 1),
    date(2023, 1, 30),
    date(2023, 2, 1),
    date(2024, 2, 29),
    date(2024, 9, 27),
    date(2024, 12, 30),
    date(2025, 1, 1),
    date(2025, 3, 30),
    date(2025, 8, 15),
    date(2026, 5, 31) - timedelta(days=1),
    date(2026, 10, 30),
    date(2026, 11, 22),
]


@pytest.fixture(scope="module")
def facts() -> oracle_register.Facts:
    return oracle_register.load(FOLDER)


def as_of(day: date) -> Register:
    return Register.as_of(operator(), day)


def plain(document: dict[str, Any]) -> dict[str, Any]:
    return json.loads(dumps(document))


def by_code(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in rows}


def shown_on(day: date) -> dict[str, dict[str, dict[str, Any]]]:
    document = plain(register_on(as_of(day)))
    return {name: by_code(rows) for name, rows in document.items() if name != "as_of"}


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025, 2026])
def test_every_month_end_shows_what_the_rules_say(douane: Douane, facts: oracle_register.Facts, year: int):
    for day in (day for day in MONTH_ENDS if day.year == year):
        assert plain(register_on(as_of(day))) == oracle_register.register_on(facts, day), day


@pytest.mark.parametrize("day", OTHER_DAYS, ids=str)
def test_days_between_show_the_month_end_before(douane: Douane, facts: oracle_register.Facts, day: date):
    assert plain(register_on(as_of(day))) == oracle_register.register_on(facts, day)


def test_now_shows_the_same_as_the_last_day(douane: Douane, facts: oracle_register.Facts):
    day = date(2026, 11, 30)
    assert plain(register_on(Register.now(operator(), day))) == oracle_register.register_on(facts, day)


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_every_month_changes_as_the_rules_say(douane: Douane, facts: oracle_register.Facts, year: int):
    for month in (month for month in MONTHS if month.year == year):
        changes = between(as_of(month.previous.last), as_of(month.last), month)
        assert plain(changes) == oracle_month.month_of(facts, str(month)), month
        line = changes["reconciliation"]
        assert line["open_start"] + line["new"] - line["closed"] == line["open_end"], month


# --- what the issue wants to see
def test_31_december_2024(douane: Douane):
    findings = shown_on(date(2024, 12, 31))["findings"]
    assert findings["FND-001"] == {
        "code": "FND-001",
        "state": "in_remediation",
        "latest_rating": {"audit_year": 2023, "rating": "onvolkomenheid"},
        "target": "2025-12-31",
        "first_target": "2024-12-31",
    }
    assert shown_on(date(2024, 12, 30))["findings"]["FND-001"]["target"] == "2024-12-31"
    assert findings["FND-002"]["target"] == "2025-12-31"
    assert "FND-004" not in findings


def test_31_october_2026(douane: Douane):
    shown = shown_on(date(2026, 10, 31))
    findings, risks = shown["findings"], shown["risks"]
    assert (findings["FND-002"]["target"], findings["FND-002"]["first_target"]) == ("2027-12-31", "2025-12-31")
    assert findings["FND-001"]["state"] == findings["FND-003"]["state"] == "closed"
    top = [code for code, risk in risks.items() if risk["top_risk"]]
    assert len(top) == 7
    assert "RSK-019" not in top


def test_ms_02_09_was_reopened_in_august_2025_with_its_reason(douane: Douane):
    before, after = shown_on(date(2025, 7, 31))["milestones"], shown_on(date(2025, 8, 31))["milestones"]
    assert before["MS-02-09"]["status"] == "completed"
    assert after["MS-02-09"]["status"] == "in_progress"
    reopening = models.Milestone.versions().get(code="MS-02-09", act="milestone.reopen")
    assert day_of(reopening.history_date) == date(2025, 8, 31)
    assert reopening.history_change_reason.strip()


# --- the history that the load leaves
def test_every_record_agrees_with_its_history_and_the_guards_stand(douane: Douane):
    assert agreement.disagreements() == []
    assert guards.problems() == []


def versions(kind: Any) -> Any:
    return kind.versions().values_list(
        "id", "rev", "history_date", "recorded_at", "history_user_id", "actor_name", "act", "request_id"
    )


@pytest.mark.parametrize("kind", tracked_models(), ids=lambda kind: kind.__name__)
def test_history_is_in_order_in_the_past_and_recorded_when_loaded(douane: Douane, kind: Any):
    last: dict[int, tuple[int, Any]] = {}
    for number, rev, moment, recorded_at, actor, name, act, request in versions(kind).order_by("id", "rev"):
        rev_before, moment_before = last.get(number, (0, moment))
        assert rev == rev_before + 1
        assert moment >= moment_before
        assert moment < douane.recorded_at
        assert recorded_at == douane.recorded_at
        assert actor.split(":")[0] in ("role", "party", "system")
        assert (actor == "system:register-load") == (name == "register load")
        assert act
        assert request
        last[number] = rev, moment
    assert dict(kind.objects.values_list("pk", "rev")) == {number: rev for number, (rev, _moment) in last.items()}


def test_every_moment_is_the_last_instant_of_a_day_in_amsterdam(douane: Douane):
    for kind in tracked_models():
        for moment in kind.versions().values_list("history_date", flat=True).distinct().order_by("history_date"):
            assert day_of(moment) != day_of(moment + timedelta(microseconds=1)), (kind, moment)


def test_an_event_is_by_the_role_or_party_that_the_file_names(douane: Douane):
    approval = models.Plan.versions().filter(act="plan.approve", code="PLN-08").get()
    assert (approval.history_user_id, approval.actor_role) == ("role:ROL-DG", "role")
    assert approval.actor_name == models.Role.objects.get(code="ROL-DG").name
    confirmed = models.Finding.versions().filter(act="finding.confirm")
    assert confirmed
    assert all(row.history_user_id != row.reported_by for row in confirmed)


@pytest.mark.parametrize(
    ("kind", "act", "words"),
    [
        (models.Finding, "finding.report_solved", "Recorded without evidence (loaded history)."),
        (models.Plan, "plan.approve", "Recorded without a proposal by somebody else (loaded history)."),
        (models.Plan, "plan.rebaseline", "Recorded without a proposal by somebody else (loaded history)."),
        (models.TopRisk, "cycle.list", "Recorded without a proposal by somebody else (loaded history)."),
        (models.Measure, "measure.assess", "Recorded without tester, sample or minimum period"),
        (models.Risk, "risk.create", "they stand as last known: title, cause"),
    ],
)
def test_what_the_load_waives_stands_in_the_reason(douane: Douane, kind: Any, act: str, words: str):
    rows = list(kind.versions().filter(act=act))
    assert rows
    if act == "cycle.list":
        rows = [row for row in rows if row.change != "delisted"]
    assert all(words in row.history_change_reason for row in rows)


def test_what_the_load_says_is_made_of_sentences(douane: Douane):
    ours = ("(loaded history)", "stand as last known")
    said = 0
    for kind in tracked_models():
        for reason in set(kind.versions().values_list("history_change_reason", flat=True)):
            if any(words in (reason or "") for words in ours):
                said += 1
                assert reason.endswith("."), reason
                assert not set("[]_") & set(reason), reason
            assert not re.search(r"waived|\[[a-z ]+\]", reason or "", re.IGNORECASE), reason
    assert said


def test_every_part_that_has_a_basis_of_its_own_has_words(douane: Douane):
    parts = set()
    for kind in tracked_models():
        if "basis_by_field" in {field.name for field in kind._meta.fields}:
            for marked in kind.versions().values_list("basis_by_field", flat=True):
                parts |= {(kind, name) for name in marked}
    assert {name for _kind, name in parts} >= {"score", "analysis", "date", "thresholds", "owner"}
    columns = {kind: {field.name for field in kind._meta.fields} for kind, _name in parts}
    assert not {(kind, name) for kind, name in parts if name not in columns[kind] and name not in marks.PARTS}
    assert set(marks.PARTS) == set(_basis.COLUMNS_OF)
    words = by_field(models.Risk, {"analysis": "derived", "owner": "illustrative"})
    assert words == "cause, event and consequence: derived, owner: illustrative"


def test_ladders_enter_undated_on_the_last_day(douane: Douane):
    lines = models.MeasureAssessment.versions()
    assert lines.count() == 3 * 68
    assert {day_of(row.history_date) for row in lines} == {date(2026, 10, 31)}
    assert set(models.MeasureAssessment.objects.values_list("on", flat=True)) == {None}


def test_loaded_months_are_reconstructed_and_cut_off_at_their_end(douane: Douane):
    periods = list(models.ReportingPeriod.objects.all())
    assert periods
    for period in periods:
        assert period.state == "reconstructed"
        month = Month.parse(period.code)
        assert day_of(period.cut_off) == date(month.year, month.number, monthrange(month.year, month.number)[1])


def test_illustrative_records_know_that_they_are(douane: Douane):
    illustrative, real = models.Milestone.objects.illustrative(), models.Milestone.objects.real()
    assert illustrative.count() + real.count() == models.Milestone.objects.count() == 171
    assert illustrative.exists()
    assert not models.Finding.objects.filter(source=None).exists()


def test_two_versions_on_one_moment_show_one_row(douane: Douane):
    """93 record-days of the facts have ties: the same record twice on one moment."""
    tied = models.Milestone.versions().values("id", "history_date").annotate(newest=Max("rev")).order_by()
    counted = {(row["id"], row["history_date"]): row["newest"] for row in tied}
    rows = models.Milestone.versions().count()
    assert len(counted) < rows
    day = date(2025, 8, 31)
    shown = list(as_of(day).milestones)
    assert len({row.id for row in shown}) == len(shown)
    for row in shown:
        assert row.rev == counted[row.id, row.history_date]


def test_the_as_of_of_a_kind_is_one_statement(douane: Douane, django_assert_num_queries: Any):
    with django_assert_num_queries(1):
        list(as_of(date(2025, 12, 31)).milestones)


def test_a_second_load_into_the_register_is_refused(douane: Douane):
    with pytest.raises(BadInput, match="not empty"):
        loader.load(FOLDER, language="en", recorded_at=douane.recorded_at)


@pytest.mark.sqlite_only
@pytest.mark.once
def test_the_dutch_register_has_the_same_states_in_other_words(db: None, facts: oracle_register.Facts):
    loader.load(FOLDER, language="nl", recorded_at=RECORDED_AT)
    for day in (date(2024, 12, 31), date(2026, 10, 31)):
        assert plain(register_on(as_of(day))) == oracle_register.register_on(facts, day)
    assert models.Finding.objects.get(code="FND-001").title == "Inkoopbeheer"
    assert agreement.disagreements() == []

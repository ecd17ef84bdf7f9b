"""A month's sheet in one act: what each row asks of the verbs, what is refused and how, whole or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from riskreg import models
from riskreg.access import Actor
from riskreg.models import Confirmation, LedgerEntry, Milestone, ProgressUpdate, UpdateQuestion
from riskreg.services import milestones, periods, questions, records, updates
from riskreg.services.updates import IndicatorRow, MeasureRow, MilestoneRow, RiskRow, SheetRefused, submit
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, later

NOVEMBER = Month(2026, 11)
DO: dict[str, Any] = {"by": BY, "at": AT}


@pytest.fixture
def month(db: None) -> models.ReportingPeriod:
    return periods.open_month(NOVEMBER, **DO)


@pytest.fixture
def role(month: Any) -> models.Role:
    return factories.role(name="Director of Testing")


@pytest.fixture
def owner(role: models.Role) -> Actor:
    return factories.person(fills=(role,))


@pytest.fixture
def milestone(role: models.Role) -> Milestone:
    """In scope, 20 percent, expected and promised on 31 March 2027."""
    _plan, (made, _other) = factories.plan_with_milestones(owner=role)
    records.edit(made.plan, start=date(2024, 3, 1), reason="known", **DO)
    milestones.start(made, percent=20, **DO)
    return made


@pytest.fixture
def silent(milestone: Milestone) -> Milestone:
    """Of the same plan and owner, not started: nothing was said of it this month."""
    return Milestone.objects.exclude(pk=milestone.pk).get(plan=milestone.plan)


def row(milestone: Milestone, **values: Any) -> MilestoneRow:
    return MilestoneRow(code=milestone.code, rev=milestone.rev, **values)


def fresh(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


def refused(*rows: Any, by: Actor) -> dict[str, list[str]]:
    """Every problem by code and field; and nothing was written."""
    before = LedgerEntry.objects.count()
    with pytest.raises(SheetRefused) as caught:
        submit(NOVEMBER, rows, by=by, at=later(minutes=1))
    assert LedgerEntry.objects.count() == before
    found: dict[str, list[str]] = {}
    for one in caught.value.problems:
        found.setdefault(f"{one.code} {one.field}".strip(), []).append(one.message)
    return found


def told(record: Any) -> Any:
    return ProgressUpdate.objects.get(code=f"{record.code}-{NOVEMBER}")


# --- milestones
def test_progress_confidence_and_forecast_are_one_update(milestone: Milestone, owner: Actor) -> None:
    said = row(milestone, percent=45, confidence="amber", forecast=date(2027, 4, 14), note="The supplier is late")
    assert submit(NOVEMBER, [said], by=owner, at=later(minutes=1)) == (milestone.code,)
    now, update = fresh(milestone), told(milestone)
    assert (now.percent, now.confidence, now.forecast) == (45, "amber", date(2027, 4, 14))
    assert (update.kind, update.percent, update.forecast, update.confidence) == (
        "changed", 45, date(2027, 4, 14), "amber",
    )  # fmt: skip
    assert update.note == "The supplier is late"


def test_the_whole_sheet_is_one_request_in_the_history(milestone: Milestone, owner: Actor, role: Any) -> None:
    risk = factories.assessed_risk(owner=role)
    rows = [row(milestone, percent=30), RiskRow(code=risk.code, rev=risk.rev, unchanged=True)]
    submit(NOVEMBER, rows, by=owner, at=later(minutes=1))
    versions = [*Milestone.versions().filter(id=milestone.pk), *Confirmation.versions().filter(about=risk.code)]
    assert len({one.request_id for one in versions if one.history_user_id == owner.id}) == 1


def test_no_change_is_a_confirmation_of_its_own(silent: Milestone, owner: Actor) -> None:
    submit(NOVEMBER, [row(silent, unchanged=True)], by=owner, at=later(minutes=1))
    assert told(silent).kind == "unchanged"


def test_words_alone_confirm_and_stand_in_the_update(silent: Milestone, owner: Actor) -> None:
    submit(NOVEMBER, [row(silent, note="Waiting for the summer")], by=owner, at=later(minutes=1))
    assert (told(silent).kind, told(silent).note) == ("unchanged", "Waiting for the summer")


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        ("not_started", {"status": "in_progress", "percent": 10}, ("in_progress", 10)),
        ("not_started", {"confidence": "red", "note": "No people"}, ("not_started", 0)),
        ("not_started", {"status": "blocked", "note": "No contract"}, ("blocked", 0)),
        ("not_started", {"status": "completed"}, ("completed", 100)),
        ("in_progress", {"status": "blocked", "percent": 30, "note": "No contract"}, ("blocked", 30)),
        ("in_progress", {"status": "completed", "percent": 100, "confidence": "green"}, ("completed", 100)),
        ("blocked", {"status": "in_progress", "note": "Signed"}, ("in_progress", 20)),
        ("blocked", {"percent": 25}, ("blocked", 25)),
        (
            "completed",
            {"status": "in_progress", "percent": 60, "forecast": date(2027, 1, 31), "note": "It broke"},
            ("in_progress", 60),
        ),
    ],
)
def test_a_status_is_reached_by_the_verb_that_leads_there(
    milestone: Milestone, silent: Milestone, owner: Actor, before: str, values: dict[str, Any], after: tuple[str, int]
) -> None:
    if before == "not_started":
        milestone = silent
    if before == "blocked":
        milestones.block(milestone, reason="No money", **DO)
    if before == "completed":
        milestones.complete(milestone, **DO)
    submit(NOVEMBER, [row(milestone, **values)], by=owner, at=later(minutes=1))
    now = fresh(milestone)
    assert (now.status, now.percent) == after
    assert told(milestone).percent == after[1]


def test_the_day_of_a_completed_one_is_the_day_it_was_reached(milestone: Milestone, owner: Actor) -> None:
    records.edit(milestone, start=date(2026, 1, 1), reason="known", **DO)
    milestone = fresh(milestone)
    said = row(milestone, status="completed", percent=100, forecast=date(2026, 11, 3))
    submit(NOVEMBER, [said], by=owner, at=later(minutes=1))
    assert fresh(milestone).actual == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("values", "field", "part"),
    [
        ({"percent": 135}, "percent", "Enter 0 to 100, not 135"),
        ({"status": "completed", "percent": 60}, "percent", "Completed is 100 %, not 60 %"),
        ({"percent": 100}, "percent", "100 % is completed"),
        ({"status": "not_started"}, "status", "cannot go back to not started"),
        ({"forecast": date(2025, 2, 5), "note": "x"}, "forecast", "passed more than a year ago"),
        ({"forecast": date(2062, 2, 5), "note": "x"}, "forecast", "more than ten years away; check the year"),
        ({"forecast": date(1996, 2, 5), "note": "x"}, "forecast", "before its work began, 1 Mar 2024"),
        ({"forecast": date(2027, 4, 21)}, "note", "Say why the forecast moved 21 days"),
        ({"percent": 10}, "note", "Say why it went back from 20 %"),
        ({"confidence": "amber"}, "note", "Say why the confidence is not green"),
        ({"status": "blocked"}, "note", "Say what it is blocked by"),
        ({"unchanged": True, "percent": 30}, "unchanged", "“No change” is ticked"),
        ({"note": "x" * 1_000_000, "percent": 30}, "note", "At most 1700 characters; it has 1000000"),
        ({"status": "completed", "percent": 100, "forecast": date(2027, 1, 1)}, "forecast", "still to come"),
        ({}, "unchanged", "Nothing is filled in"),
    ],
)
def test_what_is_wrong_names_field_and_cure(
    milestone: Milestone, owner: Actor, values: dict[str, Any], field: str, part: str
) -> None:
    found = refused(row(milestone, **values), by=owner)
    assert list(found) == [f"{milestone.code} {field}"]
    assert part in found[f"{milestone.code} {field}"][0]


def test_reopening_needs_words(milestone: Milestone, owner: Actor) -> None:
    milestones.complete(milestone, **DO)
    said = row(milestone, status="in_progress", percent=50, forecast=date(2027, 1, 31))
    assert refused(said, by=owner) == {f"{milestone.code} note": ["Say why it is reopened"]}


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_written(
    milestone: Milestone, silent: Milestone, owner: Actor, role: Any
) -> None:
    risk = factories.assessed_risk(owner=role)
    found = refused(
        row(silent, unchanged=True),
        row(milestone, percent=135, forecast=date(2027, 6, 1)),
        RiskRow(code=risk.code, rev=risk.rev, likelihood=5),
        by=owner,
    )
    assert set(found) == {f"{milestone.code} percent", f"{milestone.code} note", f"{risk.code} note"}
    assert not ProgressUpdate.objects.filter(code=f"{silent.code}-{NOVEMBER}").exists()


def test_a_version_that_is_gone_is_told_apart(milestone: Milestone, owner: Actor) -> None:
    seen = row(milestone, percent=40)
    milestones.progress(fresh(milestone), percent=30, by=BY, at=AT)
    with pytest.raises(SheetRefused) as caught:
        submit(NOVEMBER, [seen], by=owner, at=later(minutes=1))
    assert [(one.code, one.is_stale) for one in caught.value.problems] == [(milestone.code, True)]
    assert fresh(milestone).percent == 30


# --- months and rights
def test_anothers_item_is_refused_whole(milestone: Milestone, owner: Actor) -> None:
    other = factories.started_milestone()
    with pytest.raises(NotAllowed, match=other.code):
        submit(NOVEMBER, [row(milestone, percent=30), row(other, percent=30)], by=owner, at=later(minutes=1))
    assert fresh(milestone).percent == 20


@pytest.mark.parametrize("right", [Right.AUDITOR, Right.MANAGEMENT, Right.ADMINISTRATOR])
def test_readers_submit_nothing(milestone: Milestone, right: str) -> None:
    with pytest.raises(NotAllowed):
        submit(NOVEMBER, [row(milestone, percent=30)], by=factories.person(right), at=later(minutes=1))


def test_a_month_in_review_takes_nothing(milestone: Milestone, owner: Actor, month: Any) -> None:
    periods.review(month, reason="Early", **DO)
    with pytest.raises(RuleBroken, match="November 2026 is in review since") as caught:
        submit(NOVEMBER, [row(milestone, percent=30)], by=owner, at=later(minutes=1))
    assert caught.value.code == "period"
    assert fresh(milestone).percent == 20


def test_a_month_that_nobody_opened_is_not_opened_by_a_sheet(milestone: Milestone, owner: Actor) -> None:
    with pytest.raises(RuleBroken, match="December 2026 is not opened yet"):
        submit(Month(2026, 12), [row(milestone, percent=30)], by=owner, at=later(minutes=1))


def test_an_empty_sheet_says_so(owner: Actor) -> None:
    with pytest.raises(RuleBroken, match="Nothing is filled in yet"):
        submit(NOVEMBER, [], by=owner, at=AT)


def test_a_confidential_risk_is_absent_for_who_is_not_on_its_list(role: Any) -> None:
    risk = factories.assessed_risk(owner=role, confidential=True)
    said = RiskRow(code=risk.code, rev=risk.rev, unchanged=True)
    absent = RiskRow(code="RSK-999X", rev=1, unchanged=True)
    officer = factories.person(Right.OFFICER)
    found = refused(said, absent, by=officer)
    assert {key: text[0].replace(key, "X") for key, text in found.items()} == {
        risk.code: "The register holds no X", absent.code: "The register holds no X",
    }  # fmt: skip


# --- for somebody else
def test_an_officer_fills_in_and_both_names_stand(milestone: Milestone) -> None:
    officer = factories.person(Right.OFFICER)
    submit(NOVEMBER, [row(milestone, percent=30, note="Told by phone")], by=officer, at=later(minutes=1))
    assert told(milestone).note == "Told by phone [for Director of Testing]"
    version = Milestone.versions().filter(id=milestone.pk).order_by("-rev").first()
    assert version.history_user_id == officer.id
    assert version.history_change_reason == "Told by phone [for Director of Testing]"


def test_for_whom_is_no_word_of_why(milestone: Milestone) -> None:
    officer = factories.person(Right.OFFICER)
    found = refused(row(milestone, percent=10), by=officer)
    assert found == {f"{milestone.code} note": ["Say why it went back from 20 %"]}


# --- risks, measures, indicators
def test_a_risk_is_judged_anew_or_looked_at(owner: Actor, role: Any) -> None:
    anew, same = factories.assessed_risk(owner=role), factories.assessed_risk(owner=role)
    rows = [
        RiskRow(code=anew.code, rev=anew.rev, likelihood=5, impact=4, note="Two incidents"),
        RiskRow(code=same.code, rev=same.rev, unchanged=True, likelihood=3, impact=4),
    ]
    submit(NOVEMBER, rows, by=owner, at=later(minutes=1))
    assert (fresh(anew).likelihood, fresh(same).likelihood) == (5, 3)
    kinds = dict(Confirmation.objects.values_list("about", "kind"))
    assert kinds == {anew.code: "assessed", same.code: "unchanged"}


def test_a_measure_is_judged_or_looked_at(owner: Actor, role: Any) -> None:
    measure = factories.measure(owner=role)
    half = MeasureRow(code=measure.code, rev=measure.rev, step="existence")
    found = refused(half, by=owner)
    assert set(found) == {f"{measure.code} result", f"{measure.code} note"}
    untested = MeasureRow(code=measure.code, rev=measure.rev, step="existence", result="effective", note="Seen")
    assert "who tested it" in refused(untested, by=owner)[f"{measure.code} tester"][0]
    whole = MeasureRow(
        code=measure.code, rev=measure.rev, step="existence", result="effective", tester="Second line", note="Seen"
    )
    submit(NOVEMBER, [whole], by=owner, at=later(minutes=1))
    assert fresh(measure).existence == "effective"


def test_an_indicator_gets_the_value_of_the_month(owner: Actor, role: Any) -> None:
    indicator = factories.indicator(owner=role)
    first = IndicatorRow(code=indicator.code, rev=indicator.rev, value=Decimal("97.5"), target=Decimal(98))
    submit(NOVEMBER, [first], by=owner, at=later(minutes=1))
    now = fresh(indicator)
    assert (now.period, now.actual, now.target) == ("2026-11", Decimal("97.5"), Decimal(98))
    again = IndicatorRow(code=now.code, rev=now.rev, value=Decimal(96))
    assert "say why this one corrects it" in refused(again, by=owner)[f"{now.code} note"][0]


# --- questions
def test_an_answer_stands_under_the_question_and_is_no_update(silent: Milestone, owner: Actor) -> None:
    officer = factories.person(Right.OFFICER)
    questions.ask(NOVEMBER, silent, question="Since when?", is_due=True, by=officer, at=AT)
    submit(NOVEMBER, [row(silent, answer="Since May")], by=owner, at=later(minutes=1))
    assert UpdateQuestion.objects.get(about=silent.code).answer == "Since May"
    assert not ProgressUpdate.objects.filter(code=f"{silent.code}-{NOVEMBER}").exists()


def test_who_asked_does_not_answer_for_the_owner(milestone: Milestone) -> None:
    officer = factories.person(Right.OFFICER)
    questions.ask(NOVEMBER, milestone, question="Since when?", is_due=True, by=officer, at=AT)
    found = refused(row(milestone, answer="Since May", unchanged=True), by=officer)
    assert "Who asked does not answer" in found[f"{milestone.code} answer"][0]


def test_a_row_says_for_whom_only_when_it_is_anothers(milestone: Milestone, owner: Actor) -> None:
    assert updates.said_for(owner, milestone) == ""
    assert updates.said_for(BY, milestone) == ""

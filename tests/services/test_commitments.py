"""Commitments, decisions and months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from riskreg import models
from riskreg.access import Load, operator
from riskreg.services import commitments, decisions, milestones, periods, proposals, records, risks
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, ON, later

pytestmark = pytest.mark.django_db
DO = {"by": BY, "at": AT}
LATER = date(2027, 6, 30)
EARLIER = later(days=-20)
ENDS = {
    "met": commitments.fulfil,
    "partly_met": commitments.meet_partly,
    "missed": commitments.miss,
    "unknown": commitments.lose_sight,
}


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


@pytest.mark.parametrize("status", ENDS)
def test_each_end_has_its_status_and_its_words(status: str):
    commitment = factories.commitment()
    with refuses("outcome"):
        ENDS[status](commitment, outcome=" ", **DO)
    ENDS[status](commitment, outcome="so it went", **DO)
    assert (commitment.status, commitment.outcome) == (status, "so it went")
    assert commitment.fulfilled_on == (ON if status == "met" else None)


def test_a_new_day_needs_a_reason_and_the_first_stays():
    commitment = factories.commitment()
    with refuses("reason"):
        commitments.reschedule(commitment, to=LATER, reason="", **DO)
    line = commitments.reschedule(commitment, to=LATER, reason="more to do", **DO)
    assert (line.previous, line.due) == (date(2026, 12, 31), LATER)
    assert (commitment.due, commitment.first_due) == (LATER, date(2026, 12, 31))


def test_a_missed_commitment_with_a_new_day_stays_missed():
    commitment = commitments.miss(factories.commitment(), outcome="too late", **DO)
    commitments.reschedule(commitment, to=LATER, reason="next year", **DO)
    assert commitment.status == "missed"


def test_a_commitment_without_a_day_takes_its_first_from_a_reschedule():
    commitment = factories.commitment(due=None)
    assert (commitment.due, commitment.due_precision) == (None, "unknown")
    commitments.reschedule(commitment, to=LATER, reason="now known", **DO)
    commitments.reschedule(commitment, to=None, reason="unknown again", **DO)
    assert (commitment.due, commitment.first_due, commitment.due_precision) == (None, LATER, "unknown")


def test_a_commitment_has_one_maker_and_one_receiver():
    with refuses("made_by"):
        factories.commitment(made_by_unit=factories.unit(), made_by=factories.party())
    with refuses("made_to"):
        factories.commitment(made_to=None, made_to_unit=None)
    commitment = factories.commitment()
    with refuses("made_to"):
        records.edit(commitment, made_to=None, **DO)
    records.edit(commitment, made_to=None, made_to_unit=factories.unit(), **DO)


def test_right_comes_before_rule():
    commitment, told = factories.commitment(), {"by": factories.person("owner"), "at": AT}
    for act in (
        lambda: commitments.reschedule(commitment, to=LATER, reason="", **told),
        lambda: commitments.fulfil(commitment, outcome="", **told),
        lambda: commitments.rest_on(commitment, factories.plan(), **told),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_what_is_met_has_no_day_left_to_promise():
    commitment = commitments.fulfil(factories.commitment(), outcome="done", **DO)
    with refuses("status"):
        commitments.reschedule(commitment, to=LATER, reason="later", **DO)
    with refuses("status"):
        commitments.fulfil(commitment, outcome="again", **DO)
    commitments.meet_partly(commitment, outcome="not quite", **DO)
    assert (commitment.status, commitment.fulfilled_on) == ("partly_met", None)


def test_a_day_to_come_is_not_yet_met_and_a_day_that_stands_is_not_promised_anew():
    commitment = factories.commitment()
    with refuses("on"):
        commitments.fulfil(commitment, outcome="done", on=LATER, **DO)
    with refuses("to"):
        commitments.reschedule(commitment, to=date(2026, 12, 31), reason="same", **DO)


def test_a_link_is_taken_away_with_a_reason():
    commitment, other = factories.commitment(), factories.commitment()
    link = commitments.rest_on(commitment, factories.plan(), **DO)
    with refuses("reason"):
        commitments.no_longer_rest_on(commitment, link, reason="", **DO)
    with refuses("link"):
        commitments.no_longer_rest_on(other, link, reason="wrong one", **DO)
    commitments.no_longer_rest_on(commitment, link, reason="done otherwise", **DO)
    assert models.CommitmentLink.objects.get().withdrawn


def test_it_rests_on_records_of_four_kinds():
    commitment = factories.commitment()
    plan, (milestone, _other) = factories.plan_with_milestones()
    for record in (factories.risk(), factories.finding(), plan, milestone):
        link = commitments.rest_on(commitment, record, **DO)
        assert getattr(link, record._meta.model_name) == record
    assert models.CommitmentLink.objects.count() == 4


# --- decisions
def test_who_asks_does_not_decide():
    manager = factories.person("management", "officer")
    asked = decisions.ask(title="May we?", by=manager, at=AT)
    with refuses("two_keys"):
        decisions.take(asked, outcome="yes", taken_by=factories.role(), by=manager, at=AT)
    decisions.take(asked, outcome="yes", taken_by=factories.role(), by=factories.person("management"), at=AT)
    assert (asked.state, asked.taken_on) == ("taken", ON)


def test_agreeing_to_a_proposal_is_carrying_it_out():
    risk = factories.assessed_risk()
    asked = risks.propose_acceptance(risk, until=ON + timedelta(days=99), reason="so", **DO)
    told = {"outcome": "yes", "verdict": "agreed", "taken_by": risk.owner, "by": operator("management"), "at": AT}
    with refuses("verdict"):
        decisions.take(asked, **told)
    assert models.Decision.objects.get(pk=asked.pk).state == "asked"
    proposals.decide(models.Decision.objects.get(pk=asked.pk), **told)
    assert models.RiskAcceptance.objects.get().decision_id == asked.pk


def test_a_decision_is_taken_once_and_in_words():
    asked, other = decisions.ask(title="May we?", **DO), operator("management")
    with refuses("outcome"):
        decisions.take(asked, outcome="", taken_by=factories.role(), by=other, at=AT)
    decisions.take(asked, outcome="no", taken_by=factories.role(), by=other, at=AT)
    with refuses("state"):
        decisions.take(asked, outcome="yes", taken_by=factories.role(), by=other, at=AT)


def test_questions_are_numbered():
    plan = factories.plan()
    first, second = (decisions.ask(title="May we?", about=plan, needed_by=LATER, **DO) for _ in range(2))
    assert (first.code, second.code) == ("DEC-001", "DEC-002")
    assert (first.about, first.needed_by) == (plan.code, LATER)


# --- months
def test_opening_a_month_twice_changes_nothing():
    first = periods.open_month(Month(2026, 11), **DO)
    second = periods.open_month(Month(2026, 11), **DO)
    assert first == second
    assert models.ReportingPeriod.versions().count() == 1


def test_the_months_words_are_replaced_and_kept():
    plan = factories.plan()
    periods.note(Month(2026, 11), plan, text="first", **DO)
    periods.note(Month(2026, 11), plan, text="second", **DO)
    assert models.PeriodNote.objects.get().text == "second"
    assert list(models.PeriodNote.versions().values_list("text", flat=True)) == ["first", "second"]


def test_a_confirmation_is_one_a_month():
    risk = factories.risk()
    periods.confirm(Month(2026, 11), risk, kind="unchanged", **DO)
    periods.confirm(Month(2026, 11), risk, kind="assessed", note="scored again", **DO)
    assert models.Confirmation.objects.get().kind == "assessed"


def test_a_reconstructed_month_is_closed_to_people():
    load = operator("register load", Load(AT))
    milestones.start(factories.milestone(factories.plan(at=EARLIER), at=EARLIER), percent=5, by=load, at=EARLIER)
    for act in (
        lambda: periods.note(Month(2026, 10), factories.plan(), text="late", **DO),
        lambda: periods.confirm(Month(2026, 10), factories.risk(), kind="unchanged", **DO),
    ):
        with refuses("period"):
            act()


# --- delays that are reported
def _report(promise: models.Commitment, reach: date | None, **more: Any) -> models.CommitmentReport:
    return commitments.report(promise, **{"words": "By letter", "reach": reach, "by": BY, "at": AT, **more})


def test_a_delay_is_reported_with_the_dates_of_that_day() -> None:
    promise = factories.commitment(due=date(2026, 12, 31))
    line = _report(promise, date(2027, 3, 1))
    assert (line.code, line.due, line.reach, line.on) == (
        f"{promise.code}-R01", date(2026, 12, 31), date(2027, 3, 1), ON,
    )  # fmt: skip
    promise.refresh_from_db()
    assert (promise.due, promise.rev) == (date(2026, 12, 31), 1)


def test_the_same_delay_is_not_reported_twice_but_a_longer_one_is() -> None:
    promise = factories.commitment(due=date(2026, 12, 31))
    _report(promise, date(2027, 3, 1))
    with pytest.raises(RuleBroken, match="reported already"):
        _report(promise, date(2027, 2, 1))
    assert _report(promise, date(2027, 4, 1)).code.endswith("-R02")


@pytest.mark.parametrize(
    ("more", "code"),
    [({"reach": None}, "reach"), ({"reach": date(2026, 12, 31)}, "reach"), ({"words": " "}, "words"),
     ({"on": date(2026, 11, 11)}, "on")],
)  # fmt: skip
def test_what_is_no_report_is_refused(more: dict[str, Any], code: str) -> None:
    promise = factories.commitment(due=date(2026, 12, 31))
    with pytest.raises(RuleBroken) as refused:
        _report(promise, **{"reach": date(2027, 3, 1), **more})
    assert refused.value.code == code


def test_a_promise_that_is_met_has_no_delay() -> None:
    promise = factories.commitment(due=date(2026, 12, 31))
    commitments.fulfil(promise, outcome="done", by=BY, at=AT)
    with pytest.raises(RuleBroken, match="no delay"):
        _report(promise, date(2027, 3, 1))

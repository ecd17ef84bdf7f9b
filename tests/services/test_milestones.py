"""Milestones: what may be reported when, and which words it needs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from riskreg import models
from riskreg.access import Load, operator
from riskreg.services import milestones, plans, records
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, ON, later

pytestmark = pytest.mark.django_db
DO = {"by": BY, "at": AT}
DUE = date(2027, 3, 31)
EARLIER = later(days=-20)


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


def status_of(plan: models.Plan) -> str:
    return models.Plan.objects.get(pk=plan.pk).status


def update_of(milestone: models.Milestone) -> models.ProgressUpdate:
    return models.ProgressUpdate.objects.get(milestone=milestone)


# --- start and progress
def test_a_start_sets_the_plan_under_way():
    milestone = factories.milestone()
    milestones.start(milestone, percent=5, **DO)
    assert (milestone.status, milestone.percent, milestone.updated_on) == ("in_progress", 5, ON)
    assert status_of(milestone.plan) == "in_progress"


def test_a_second_start_is_refused():
    milestone = factories.started_milestone()
    with refuses("status"):
        milestones.start(milestone, percent=5, **DO)


def test_progress_before_the_start_is_refused():
    with refuses("status"):
        milestones.progress(factories.milestone(), percent=5, **DO)


@pytest.mark.parametrize("percent", [-1, 100, 135])
def test_a_percent_is_0_to_99_until_completion(percent: int):
    fresh, started = factories.milestone(), factories.started_milestone()
    done = milestones.complete(factories.milestone(), **DO)
    for act in (
        lambda: milestones.start(fresh, percent=percent, **DO),
        lambda: milestones.progress(started, percent=percent, reason="so", **DO),
        lambda: milestones.reopen(done, percent=percent, forecast=DUE, reason="so", **DO),
    ):
        with refuses("percent"):
            act()
    assert models.Milestone.objects.get(pk=started.pk).rev == started.rev


@pytest.mark.parametrize("percent", [0, 99])
def test_the_ends_of_the_range_are_taken(percent: int):
    milestone = factories.started_milestone(percent=0)
    milestones.progress(milestone, percent=percent, **DO)
    assert milestone.percent == percent


def test_going_back_needs_words():
    milestone = factories.started_milestone(percent=40)
    with refuses("reason"):
        milestones.progress(milestone, percent=30, reason=" ", **DO)
    milestones.progress(milestone, percent=30, reason="counted twice", **DO)
    assert milestone.percent == 30


@pytest.mark.parametrize(("old", "new"), [("green", "amber"), ("amber", "red"), ("green", "red"), (None, "amber")])
def test_a_lower_confidence_needs_words(old: str | None, new: str):
    milestone = factories.started_milestone()
    if old:
        milestones.progress(milestone, percent=20, confidence=old, words="first", **DO)
    with pytest.raises(RuleBroken, match=" is lower" if old else "is not green") as refused:
        milestones.progress(milestone, percent=20, confidence=new, **DO)
    assert refused.value.code == "words"
    milestones.progress(milestone, percent=20, confidence=new, words="a supplier is late", **DO)
    assert (milestone.confidence, milestone.confidence_words) == (new, "a supplier is late")


def test_a_higher_confidence_needs_none():
    milestone = factories.started_milestone()
    milestones.progress(milestone, percent=20, confidence="red", words="stuck", **DO)
    milestones.progress(milestone, percent=20, confidence="green", **DO)
    assert (milestone.confidence, milestone.confidence_words) == ("green", "")


# --- forecasts
def test_a_later_forecast_needs_a_reason_and_an_earlier_one_does_not():
    _plan, (milestone, _other) = factories.plan_with_milestones()
    assert milestone.forecast == DUE
    with refuses("reason"):
        milestones.move_forecast(milestone, to=date(2027, 4, 30), reason="", **DO)
    milestones.move_forecast(milestone, to=date(2027, 4, 30), reason="complex", **DO)
    line = milestones.move_forecast(milestone, to=date(2027, 2, 28), reason="", **DO)
    assert (line.previous, line.forecast, line.on) == (date(2027, 4, 30), date(2027, 2, 28), ON)
    assert milestone.forecast == date(2027, 2, 28)
    assert milestone.baseline == DUE


def test_a_first_forecast_needs_a_reason():
    with refuses("reason"):
        milestones.move_forecast(factories.milestone(), to=DUE, reason="", **DO)


def test_a_completed_milestone_takes_no_progress_forecast_block_or_second_completion():
    milestone = milestones.complete(factories.milestone(), **DO)
    for act in (
        lambda: milestones.progress(milestone, percent=50, **DO),
        lambda: milestones.move_forecast(milestone, to=DUE, reason="so", **DO),
        lambda: milestones.block(milestone, reason="so", **DO),
        lambda: milestones.complete(milestone, **DO),
        lambda: milestones.start(milestone, percent=5, **DO),
    ):
        with refuses("status"):
            act()


# --- block, complete, reopen
def test_a_block_needs_a_reason_keeps_the_percent_and_survives_progress():
    milestone = factories.started_milestone(percent=20)
    with refuses("reason"):
        milestones.block(milestone, reason=" ", **DO)
    milestones.block(milestone, reason="no supplier", **DO)
    milestones.progress(milestone, percent=30, **DO)
    milestones.move_forecast(milestone, to=DUE, reason="waiting", **DO)
    assert (milestone.status, milestone.percent, milestone.blocked_reason) == ("blocked", 30, "no supplier")
    milestones.unblock(milestone, reason="found", **DO)
    assert (milestone.status, milestone.blocked_reason) == ("in_progress", "")


def test_only_a_blocked_milestone_is_unblocked():
    with refuses("status"):
        milestones.unblock(factories.started_milestone(), reason="so", **DO)


def test_completion_is_100_percent_on_its_day_and_the_forecast_with_it():
    _plan, (milestone, _other) = factories.plan_with_milestones(start=date(2026, 11, 1))
    milestones.complete(milestone, on=date(2026, 11, 2), **DO)
    assert (milestone.status, milestone.percent) == ("completed", 100)
    assert milestone.actual == milestone.forecast == date(2026, 11, 2)
    assert milestone.baseline == DUE


def test_completing_lifts_a_block():
    milestone = milestones.block(factories.milestone(), reason="no supplier", **DO)
    milestones.complete(milestone, **DO)
    assert (milestone.status, milestone.blocked_reason) == ("completed", "")


def test_reopening_needs_a_reason_and_ends_the_plans_completion():
    milestone = milestones.complete(factories.milestone(), **DO)
    plan = plans.complete(models.Plan.objects.get(pk=milestone.plan_id), **DO)
    with refuses("reason"):
        milestones.reopen(milestone, percent=60, reason="", **DO)
    milestones.reopen(milestone, percent=60, forecast=DUE, reason="not accepted", **DO)
    assert (milestone.status, milestone.percent, milestone.actual) == ("in_progress", 60, None)
    assert milestone.forecast == models.MilestoneForecast.objects.get().forecast == DUE
    assert status_of(plan) == "in_progress"
    assert models.Plan.objects.get(pk=plan.pk).completed_on is None


@pytest.mark.parametrize("forecast", [None, ON - timedelta(days=1)])
def test_a_reopened_milestone_is_expected_on_a_day_ahead(forecast: date | None):
    milestone = milestones.complete(factories.milestone(), **DO)
    with refuses("forecast"):
        milestones.reopen(milestone, percent=60, forecast=forecast, reason="not accepted", **DO)
    assert models.Milestone.objects.get(pk=milestone.pk).status == "completed"


def test_only_a_completed_milestone_is_reopened():
    with refuses("status"):
        milestones.reopen(factories.started_milestone(), percent=5, reason="so", **DO)


# --- the month's update
def test_a_month_has_one_update_that_is_brought_up_to_date():
    milestone = factories.started_milestone(percent=10)
    milestones.progress(milestone, percent=20, reason="going well", **DO)
    update = update_of(milestone)
    assert (update.kind, update.percent, update.note) == ("changed", 20, "going well")
    assert update.period.code == "2026-11"
    milestones.progress(milestone, percent=30, month=Month(2026, 10), **DO)
    assert models.ProgressUpdate.objects.filter(milestone=milestone).count() == 2


def test_what_was_said_earlier_in_the_month_stays_in_its_update():
    milestone = factories.started_milestone(percent=10)
    milestones.progress(milestone, percent=20, reason="going well", **DO)
    milestones.progress(milestone, percent=25, reason="still so", confidence="amber", words="one\ntester short", **DO)
    milestones.block(milestone, reason="no test machine", **DO)
    milestones.progress(milestone, percent=26, **DO)
    milestones.progress(milestone, percent=27, reason="going well", **DO)
    milestones.confirm_unchanged(milestone, month=Month(2026, 11), note="one\ntester short", **DO)
    assert update_of(milestone).note == "going well\nstill so\none\ntester short\nno test machine"
    notes = models.ProgressUpdate.versions().filter(milestone_id=milestone.pk).order_by("rev")
    assert list(dict.fromkeys(notes.values_list("note", flat=True)))[:2] == ["", "going well"]
    milestones.unblock(milestone, reason="another month", month=Month(2026, 12), **DO)
    assert models.ProgressUpdate.objects.get(code=f"{milestone.code}-2026-12").note == "another month"


@pytest.mark.parametrize(("earlier", "kept"), [(2000, "…" + 1994 * "a"), (1995, 1995 * "a"), (1996, "…" + 1994 * "a")])
def test_the_newest_words_of_a_month_stay_when_all_do_not_fit(earlier: int, kept: str):
    milestone = factories.started_milestone(percent=10)
    milestones.progress(milestone, percent=20, reason=earlier * "a", **DO)
    milestones.progress(milestone, percent=30, reason="late", **DO)
    assert update_of(milestone).note == f"{kept}\nlate"
    milestones.progress(milestone, percent=40, reason=1999 * "b", **DO)
    assert update_of(milestone).note == 1999 * "b"
    with pytest.raises(RuleBroken):
        milestones.progress(milestone, percent=50, reason=2001 * "c", **DO)


def test_words_that_still_hold_are_not_said_again():
    milestone = factories.started_milestone(percent=10)
    milestones.progress(milestone, percent=20, confidence="amber", words="a tester short", **DO)
    milestones.progress(
        milestone, percent=30, confidence="amber", words="a tester short", reason="on", month=Month(2026, 12), **DO
    )
    assert models.ProgressUpdate.objects.get(code=f"{milestone.code}-2026-12").note == "on"


def test_confirmed_unchanged_differs_from_changed():
    milestone = factories.milestone()
    milestones.confirm_unchanged(milestone, month=Month(2026, 11), **DO)
    assert update_of(milestone).kind == "unchanged"
    assert (milestone.status, milestone.percent, milestone.updated_on) == ("not_started", 0, AT.date())
    milestones.start(milestone, percent=5, **DO)
    assert update_of(milestone).kind == "changed"
    milestones.confirm_unchanged(milestone, month=Month(2026, 11), **DO)
    assert update_of(milestone).kind == "changed"


def test_a_closed_month_takes_no_update():
    load = operator("register load", Load(AT))
    milestone = milestones.start(
        factories.milestone(factories.plan(at=EARLIER), at=EARLIER), percent=5, by=load, at=EARLIER
    )
    assert models.ReportingPeriod.objects.get().state == "reconstructed"
    with refuses("period"):
        milestones.progress(milestone, percent=20, month=Month(2026, 10), **DO)
    assert models.Milestone.objects.get(pk=milestone.pk).percent == 5
    with refuses("period"):
        milestones.confirm_unchanged(milestone, month=Month(2026, 10), **DO)


# --- dependencies
def test_milestones_do_not_wait_for_each_other_in_a_circle():
    one, two, three = (factories.milestone() for _ in range(3))
    milestones.depend(one, two, **DO)
    milestones.depend(two, three, **DO)
    for first, second in ((two, one), (three, one), (one, one)):
        with refuses("on"):
            milestones.depend(first, second, **DO)
    milestones.depend(one, three, **DO)
    assert models.MilestoneDependency.objects.count() == 3


def test_a_dependency_is_taken_away_with_a_reason_and_stays_in_the_past():
    one, two = factories.milestone(), factories.milestone()
    tie = milestones.depend(one, two, **DO)
    with refuses("reason"):
        milestones.no_longer_depend(one, two, reason=" ", **DO)
    milestones.no_longer_depend(one, two, reason="delivered otherwise", **DO)
    assert models.MilestoneDependency.objects.get(pk=tie.pk).withdrawn
    with refuses("on"):
        milestones.no_longer_depend(one, two, reason="again", **DO)
    milestones.depend(two, one, **DO)
    milestones.no_longer_depend(two, one, reason="the other way", **DO)
    milestones.depend(one, two, **DO)
    assert not models.MilestoneDependency.objects.get(pk=tie.pk).withdrawn


def test_nothing_waits_for_what_is_withdrawn():
    one, two = factories.milestone(), factories.milestone()
    records.withdraw(two, reason="not ours", **DO)
    with refuses("on"):
        milestones.depend(one, two, **DO)


# --- right before rule, words, days
def test_who_may_not_is_not_told_of_the_rules():
    done, nobody = milestones.complete(factories.milestone(), **DO), factories.person()
    told = {"by": nobody, "at": AT}
    for act in (
        lambda: milestones.start(done, percent=300, **told),
        lambda: milestones.progress(done, percent=300, **told),
        lambda: milestones.move_forecast(done, to=DUE, reason="", **told),
        lambda: milestones.block(done, reason="", **told),
        lambda: milestones.unblock(done, reason="", **told),
        lambda: milestones.complete(done, **told),
        lambda: milestones.reopen(factories.milestone(), percent=5, reason="", **told),
        lambda: milestones.depend(done, done, **told),
        lambda: milestones.no_longer_depend(done, done, reason="", **told),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_lifting_a_block_needs_words():
    milestone = milestones.block(factories.milestone(), reason="no supplier", **DO)
    with refuses("reason"):
        milestones.unblock(milestone, reason=" ", **DO)


def test_a_milestone_is_not_completed_on_a_day_to_come():
    milestone = factories.milestone()
    with refuses("on"):
        milestones.complete(milestone, on=date(2026, 11, 11), **DO)
    milestones.complete(milestone, on=ON, **DO)


def test_a_forecast_that_stands_is_not_moved_to_itself():
    _plan, (milestone, _other) = factories.plan_with_milestones()
    with refuses("to"):
        milestones.move_forecast(milestone, to=DUE, reason="as it was", **DO)


def test_the_weight_of_a_milestone_in_scope_belongs_to_the_baseline():
    loose = factories.milestone()
    records.edit(loose, weight=7, **DO)
    _plan, (milestone, _other) = factories.plan_with_milestones()
    with refuses("weight"):
        records.edit(milestone, weight=7, **DO)


def test_a_workstream_is_of_the_milestones_own_plan():
    plan, other = factories.plan(), factories.plan()
    workstream = records.create(models.Workstream, code="WS-01-A", title="Part", plan=other, **DO)
    with refuses("workstream"):
        factories.milestone(plan, workstream=workstream)
    milestone = factories.milestone(plan)
    with refuses("workstream"):
        records.edit(milestone, workstream=workstream, **DO)
    with refuses("plan"):
        records.edit(milestone, plan=other, **DO)


def test_a_withdrawn_plan_gets_no_milestone():
    plan = factories.plan()
    records.withdraw(plan, reason="not ours", **DO)
    with refuses("plan"):
        factories.milestone(plan)


# --- a plan that is completed
def completed_plan() -> models.Plan:
    plan, (only,) = factories.plan_with_milestones(1)
    milestones.complete(only, **DO)
    plan.refresh_from_db()
    return plans.complete(plan, **DO)


def test_a_completed_plan_takes_no_new_milestone():
    plan = completed_plan()
    with pytest.raises(RuleBroken, match=f"{plan.code} is completed; .* reopen one of its milestones") as refused:
        factories.milestone(plan)
    assert refused.value.code == "plan"
    milestones.reopen(models.Milestone.objects.get(), percent=50, forecast=DUE, reason="not done", **DO)
    plan.refresh_from_db()
    assert factories.milestone(plan).status == "not_started"


@pytest.mark.parametrize("verb", ["start", "block"])
def test_no_milestone_of_a_completed_plan_gets_under_way(verb: str):
    plan, (only,) = factories.plan_with_milestones(1)
    spare = factories.milestone(plan)
    milestones.complete(only, **DO)
    plan.refresh_from_db()
    plans.complete(plan, **DO)
    told = {"percent": 5} if verb == "start" else {}
    with refuses("plan"):
        getattr(milestones, verb)(spare, reason="late", **told, **DO)
    spare.refresh_from_db()
    assert (spare.status, status_of(plan)) == ("not_started", "completed")


# --- the first day on which it can have been reached
@pytest.mark.parametrize(
    ("of_milestone", "of_plan", "first"),
    [
        (date(2026, 6, 1), date(2026, 1, 1), date(2026, 6, 1)),
        (None, date(2026, 1, 1), date(2026, 1, 1)),
        (None, None, ON - timedelta(days=31)),
    ],
)
def test_a_milestone_is_not_completed_before_its_work_began(of_milestone: Any, of_plan: Any, first: date):
    milestone = factories.milestone(factories.plan(start=of_plan), start=of_milestone)
    with pytest.raises(RuleBroken, match="before its work began") as refused:
        milestones.complete(milestone, on=first - timedelta(days=1), **DO)
    assert refused.value.code == "on"
    milestones.complete(milestone, on=first, **DO)
    assert milestone.actual == first


def test_an_approved_plan_without_a_start_counts_from_its_approval():
    plan = factories.plan()
    milestone = factories.milestone(plan)
    factories.approved(plan, milestone)
    with refuses("on"):
        milestones.complete(milestone, on=ON - timedelta(days=1), by=BY, at=later(days=9))
    milestones.complete(milestone, on=ON, by=BY, at=later(days=9))


def test_what_is_reached_before_its_planned_start_is_completed_today():
    milestone = factories.milestone(start=ON + timedelta(days=30))
    assert milestones.complete(milestone, **DO).actual == ON


def test_a_load_completes_on_the_day_that_the_facts_say():
    milestone = factories.milestone(start=ON)
    milestones.complete(milestone, on=date(2020, 1, 1), by=operator("loader", Load(AT)), at=AT)
    assert milestone.actual == date(2020, 1, 1)

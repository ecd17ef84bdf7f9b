"""Plans: approval, recalibration and completion."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from riskreg import models
from riskreg.access import Load, operator
from riskreg.services import findings, milestones, plans, proposals, records
from riskreg.services.plans import Promise
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from tests import factories
from tests.factories import AT, BY, ON, later

pytestmark = pytest.mark.django_db
DO = {"by": BY, "at": AT}
ASKER, MANAGER = operator("asker"), operator("manager")
FIRST, SECOND = date(2027, 3, 31), date(2027, 9, 30)


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


def fresh(milestone: models.Milestone) -> models.Milestone:
    return models.Milestone.objects.get(pk=milestone.pk)


def rebaseline(plan: models.Plan, milestone: models.Milestone, weight: int = 20, **values: Any) -> models.Baseline:
    values = {"reason": "complex", **DO, **values}
    agreed = factories.agreement("plan.rebaseline", plan, values["at"])
    return plans.rebaseline(
        plan, lines={milestone: Promise(SECOND, weight)}, decided_by=plan.owner, decision=agreed, **values
    )


def proposed(plan: models.Plan, *named: models.Milestone, finish: date = SECOND, **values: Any) -> models.Decision:
    lines = {one: Promise(finish, 20) for one in named}
    return plans.propose(plan, lines=lines, reason="complex", by=ASKER, at=AT, **values)


def decide(decision: models.Decision, verdict: str = "agreed", by: Any = MANAGER) -> models.Decision:
    return proposals.decide(decision, verdict=verdict, outcome="so", taken_by=factories.role(), by=by, at=AT)


def test_an_approval_is_a_promise_with_a_decision_behind_it():
    plan, (milestone, other) = factories.plan_with_milestones()
    baseline = models.Baseline.objects.get(plan=plan)
    assert (plan.baseline, plan.approved_on, baseline.number) == (1, ON, 1)
    assert (milestone.baseline, milestone.first_baseline, milestone.forecast) == (FIRST, FIRST, FIRST)
    assert milestone.weight == other.weight == 10
    decision = baseline.decision
    assert (decision.state, decision.kind, decision.about) == ("taken", "plan_approval", plan.code)
    assert models.BaselineLine.objects.filter(baseline=baseline).count() == 2


def test_all_that_an_approval_writes_is_one_request():
    plan = factories.plan()
    decide(proposed(plan, factories.milestone(plan)))
    approval = models.Plan.versions().get(id=plan.pk, act="plan.approve")
    for kind in (models.Baseline, models.BaselineLine):
        assert set(kind.versions().values_list("request_id", flat=True)) == {approval.request_id}
    assert models.Decision.versions().get(act="decision.take").request_id == approval.request_id


def test_a_second_approval_is_refused():
    plan, (milestone, _other) = factories.plan_with_milestones()
    with refuses("baseline"):
        factories.approved(plan, milestone)


def test_a_rebaseline_before_the_approval_is_refused():
    milestone = factories.milestone()
    with refuses("baseline"):
        rebaseline(milestone.plan, milestone)


def test_an_empty_baseline_is_refused_and_leaves_nothing():
    plan = factories.plan()
    with refuses("lines"):
        factories.approved(plan)
    assert not models.Baseline.objects.exists()


def test_a_milestone_of_another_plan_is_refused():
    plan, stranger = factories.plan(), factories.milestone()
    with pytest.raises(RuleBroken, match=stranger.code):
        factories.approved(plan, stranger)
    assert models.Plan.objects.get(pk=plan.pk).baseline is None


def test_a_rebaseline_needs_a_reason():
    plan, (milestone, _other) = factories.plan_with_milestones()
    with refuses("reason"):
        rebaseline(plan, milestone, reason="  ")


def test_a_rebaseline_moves_the_baseline_and_leaves_the_first_the_forecast_and_the_others():
    plan, (milestone, other) = factories.plan_with_milestones()
    rebaseline(plan, milestone, at=later(days=30))
    assert (milestone.baseline, milestone.first_baseline, milestone.forecast) == (SECOND, FIRST, FIRST)
    assert milestone.weight == 20
    assert (fresh(other).baseline, fresh(other).weight) == (FIRST, 10)
    assert plan.baseline == 2
    assert list(models.Baseline.objects.values_list("number", flat=True)) == [1, 2]
    assert models.BaselineLine.objects.get(milestone=milestone, baseline__number=1).finish == FIRST


def test_a_forecast_of_before_the_approval_stays():
    milestone = factories.milestone()
    milestones.move_forecast(milestone, to=SECOND, reason="known already", **DO)
    factories.approved(milestone.plan, milestone)
    assert (milestone.forecast, milestone.baseline) == (SECOND, FIRST)


def test_a_plan_with_open_milestones_in_scope_is_not_completed():
    plan, (done, left) = factories.plan_with_milestones()
    milestones.complete(done, **DO)
    plan.refresh_from_db()
    with pytest.raises(RuleBroken, match=left.code):
        plans.complete(plan, **DO)
    records.withdraw(left, reason="not needed", **DO)
    plans.complete(plan, **DO)
    assert (plan.status, plan.completed_on) == ("completed", ON)


def test_milestones_outside_the_scope_do_not_hold_a_plan():
    plan, (done,) = factories.plan_with_milestones(1)
    factories.milestone(plan)
    milestones.complete(done, **DO)
    plan.refresh_from_db()
    plans.complete(plan, **DO)
    assert plan.status == "completed"


def test_closing_a_plan_closes_no_finding():
    finding = factories.finding()
    plan, (done,) = factories.plan_with_milestones(1)
    findings.answer_with(finding, plan, **DO)
    milestones.complete(done, **DO)
    plan.refresh_from_db()
    plans.complete(plan, **DO)
    assert models.Finding.objects.get(pk=finding.pk).state == "in_remediation"


# --- proposals
def test_a_proposal_writes_nothing_until_management_agrees():
    plan, (milestone, other) = factories.plan_with_milestones()
    asked = proposed(plan, milestone, document="Memo 12")
    assert fresh(milestone).baseline == FIRST
    assert asked.proposal["lines"] == [
        {"milestone": milestone.code, "finish": "2027-09-30", "precision": "day", "weight": 20, "was": "2027-03-31",
         "was_weight": 10, "forecast": "2027-03-31"}
    ]  # fmt: skip
    decide(asked)
    assert (fresh(milestone).baseline, fresh(milestone).first_baseline) == (SECOND, FIRST)
    assert fresh(other).baseline == FIRST
    made = models.Baseline.objects.get(plan=plan, number=2)
    assert (made.decision, made.document, made.reason, made.approved_on) == (asked, "Memo 12", "complex", ON)


def test_a_declined_proposal_writes_nothing():
    plan, (milestone, _other) = factories.plan_with_milestones()
    decide(proposed(plan, milestone), "declined")
    assert fresh(milestone).baseline == FIRST
    assert models.Baseline.objects.filter(plan=plan).count() == 1


def test_who_proposes_does_not_decide():
    plan, (milestone, _other) = factories.plan_with_milestones()
    with refuses("two_keys"):
        decide(proposed(plan, milestone), by=ASKER)
    assert models.Plan.objects.get(pk=plan.pk).baseline == 1


def test_one_open_proposal_a_plan():
    plan, (milestone, other) = factories.plan_with_milestones()
    proposed(plan, milestone)
    with refuses("proposal"):
        proposed(plan, other)


def test_only_who_may_propose_is_told_of_the_rules():
    plan = factories.plan()
    for by in (factories.person(), factories.person("auditor"), factories.person("owner", fills=(factories.role(),))):
        with pytest.raises(NotAllowed):
            plans.propose(plan, lines={}, reason="", by=by, at=AT)
    assert plans.propose(
        plan, lines={factories.milestone(plan): Promise(FIRST, 1)}, reason="ours", at=AT,
        by=factories.person("owner", fills=(plan.owner,)),
    )  # fmt: skip


def test_a_day_that_has_passed_is_not_promised():
    plan, (milestone, _other) = factories.plan_with_milestones()
    with refuses("lines"):
        proposed(plan, milestone, finish=date(2026, 11, 9))


def test_the_day_of_what_is_reached_stays():
    plan, (milestone, _other) = factories.plan_with_milestones()
    asked = proposed(plan, milestone)
    milestones.complete(fresh(milestone), **DO)
    with refuses("lines"):
        decide(asked)
    asked.refresh_from_db()
    assert (asked.state, fresh(milestone).baseline) == ("asked", FIRST)


@pytest.mark.parametrize("code", ["gone", "stale"])
def test_a_proposal_that_no_longer_fits_is_refused_and_not_decided(code: str):
    plan, (milestone, _other) = factories.plan_with_milestones()
    asked = proposed(plan, milestone)
    if code == "gone":
        records.withdraw(fresh(milestone), reason="not needed", **DO)
    else:
        load = operator("load", Load(AT))
        lines = {fresh(milestone): Promise(date(2027, 6, 1), 10)}
        plans.rebaseline(plan, lines=lines, decided_by=plan.owner, reason="loaded", by=load, at=AT)
    with refuses(code):
        decide(asked)
    asked.refresh_from_db()
    assert (asked.state, asked.verdict) == ("asked", "")


# --- a plan is withdrawn
def test_a_plan_takes_its_milestones_and_workstreams_out_of_scope_with_it():
    plan, (milestone, other) = factories.plan_with_milestones()
    workstream = records.create(models.Workstream, code="WS-01-A", title="Part", plan=plan, **DO)
    finding = factories.finding()
    findings.answer_with(finding, plan, **DO)
    records.withdraw(models.Plan.objects.get(pk=plan.pk), reason="not ours", **DO)
    assert not models.Milestone.objects.in_scope().filter(plan=plan).exists()
    assert not models.Milestone.objects.overdue(date(2030, 1, 1)).exists()
    row = models.Milestone.versions().filter(id=milestone.pk).last()
    assert (row.act, row.history_change_reason, row.withdrawn) == ("plan.withdraw", "not ours", True)
    assert models.Workstream.objects.get(pk=workstream.pk).withdrawn
    assert not models.Finding.objects.get(pk=finding.pk).withdrawn
    assert fresh(other).baseline == FIRST


def test_a_workstream_with_milestones_is_not_withdrawn():
    plan = factories.plan()
    workstream = records.create(models.Workstream, code="WS-01-A", title="Part", plan=plan, **DO)
    milestone = factories.milestone(plan, workstream=workstream)
    with refuses("milestones"):
        records.withdraw(workstream, reason="empty", **DO)
    records.edit(milestone, workstream=None, **DO)
    records.withdraw(workstream, reason="empty", **DO)


def test_a_completed_plan_is_not_completed_again():
    plan, (done,) = factories.plan_with_milestones(1)
    milestones.complete(done, **DO)
    plan.refresh_from_db()
    plans.complete(plan, **DO)
    with refuses("status"):
        plans.complete(plan, **DO)


@pytest.mark.parametrize("is_first", [True, False])
def test_agreement_to_a_day_that_has_passed_is_refused(is_first: bool):
    plan = factories.plan()
    milestone = factories.milestone(plan)
    if not is_first:
        factories.approved(plan, milestone)
    asked = proposed(plan, milestone, finish=ON)
    told = {"verdict": "agreed", "outcome": "so", "taken_by": factories.role(), "by": MANAGER, "at": later(days=1)}
    with pytest.raises(RuleBroken, match=f"{milestone.code} has passed since this was proposed; decline it"):
        proposals.decide(asked, **told)
    asked.refresh_from_db()
    assert (asked.state, fresh(milestone).baseline) == ("asked", None if is_first else FIRST)
    assert proposals.decide(asked, **{**told, "verdict": "declined"}).state == "taken"

"""Plans: approval, recalibration and completion."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from riskreg import models
from riskreg.services import findings, milestones, plans, records
from riskreg.services.plans import Promise
from riskreg.vocabulary.errors import RuleBroken
from tests import factories
from tests.factories import AT, BY, ON, later

pytestmark = pytest.mark.django_db
DO = {"by": BY, "at": AT}
FIRST, SECOND = date(2027, 3, 31), date(2027, 9, 30)


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


def fresh(milestone: models.Milestone) -> models.Milestone:
    return models.Milestone.objects.get(pk=milestone.pk)


def rebaseline(plan: models.Plan, milestone: models.Milestone, weight: int = 20, **values: Any) -> models.Baseline:
    values = {"reason": "complex", **DO, **values}
    return plans.rebaseline(plan, lines={milestone: Promise(SECOND, weight)}, decided_by=plan.owner, **values)


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
    plan, _milestones = factories.plan_with_milestones()
    approval = models.Plan.versions().get(id=plan.pk, act="plan.approve")
    for kind in (models.Baseline, models.BaselineLine, models.Decision):
        assert set(kind.versions().values_list("request_id", flat=True)) == {approval.request_id}


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
    assert not models.Decision.objects.exists()


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

"""Risks, measures and indicators: positions, top lists, acceptance and the evidence ladder."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from riskreg import models
from riskreg.access import Load, operator
from riskreg.services import indicators, measures, records, risks
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from tests import factories
from tests.factories import AT, BY, ON, later

pytestmark = pytest.mark.django_db
DO = {"by": BY, "at": AT}


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


# --- positions
def test_a_new_risk_has_no_score_and_not_assessed_is_not_low():
    risk = factories.risk()
    assert (risk.likelihood, risk.impact, risk.band) == (None, None, None)


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        ("inherent", ("inherent_likelihood", "inherent_impact")),
        ("current", ("likelihood", "impact")),
        ("target", ("target_likelihood", "target_impact")),
    ],
)
def test_an_assessment_moves_its_own_position_only(kind: str, columns: tuple[str, str]):
    risk = factories.risk()
    risks.assess(risk, kind=kind, likelihood=2, impact=5, on=ON, reason="seen", **DO)
    held = {
        name for name in ("inherent_likelihood", "likelihood", "target_likelihood") if getattr(risk, name) is not None
    }
    assert held == {columns[0]}
    assert [getattr(risk, name) for name in columns] == [2, 5]
    assert (risk.assessed_on == ON) == (kind == "current")


def test_an_assessment_needs_words_and_can_say_not_assessed():
    risk = factories.assessed_risk()
    with refuses("reason"):
        risks.assess(risk, kind="current", likelihood=2, impact=2, reason=" ", **DO)
    risks.assess(risk, kind="current", likelihood=None, impact=None, reason="basis is gone", **DO)
    assert (risk.likelihood, risk.impact) == (None, None)
    assert models.RiskAssessment.objects.filter(risk=risk).count() == 2


def test_the_same_score_again_is_a_line_without_a_version():
    risk = factories.assessed_risk()
    rev = risk.rev
    risks.assess(risk, kind="current", likelihood=3, impact=4, on=ON, reason="looked again", **DO)
    assert risk.rev == rev
    assert models.RiskAssessment.objects.filter(risk=risk).count() == 2


# --- acceptance
def test_a_risk_that_is_not_assessed_is_not_accepted():
    with pytest.raises(RuleBroken, match="not assessed"):
        risks.accept(factories.risk(), accepted_by=factories.role(), until=ON, reason="small", **DO)


def test_an_acceptance_holds_the_residual_of_its_day():
    risk = factories.assessed_risk()
    line = risks.accept(risk, accepted_by=risk.owner, until=date(2027, 1, 1), reason="small", **DO)
    assert (line.at_likelihood, line.at_impact, line.on) == (3, 4, ON)


def test_an_acceptance_needs_a_reason_and_an_end_that_is_not_past():
    risk = factories.assessed_risk()
    with refuses("reason"):
        risks.accept(risk, accepted_by=risk.owner, until=date(2027, 1, 1), reason="", **DO)
    with refuses("until"):
        risks.accept(risk, accepted_by=risk.owner, until=ON - timedelta(days=1), reason="small", **DO)
    risks.accept(risk, accepted_by=risk.owner, until=ON, reason="today only", **DO)


# --- top lists and states
def test_a_risk_comes_on_the_top_list_and_leaves_it_with_a_reason():
    risk, cycle = factories.risk(), factories.cycle()
    risks.put_on_top_list(risk, cycle=cycle, change="new", place=3, **DO)
    assert risk.top_risk
    assert cycle.decided_on == ON
    with refuses("reason"):
        risks.delist(risk, cycle=cycle, reason=" ", **DO)
    risks.delist(risk, cycle=cycle, reason="under control", **DO)
    assert not risk.top_risk
    assert list(models.TopRisk.objects.values_list("change", flat=True)) == ["new", "delisted"]


def test_new_on_the_list_it_is_on_already_is_refused():
    risk, cycle = factories.risk(), factories.cycle()
    risks.put_on_top_list(risk, cycle=cycle, change="new", **DO)
    with refuses("change"):
        risks.put_on_top_list(risk, cycle=cycle, change="new", **DO)
    with refuses("change"):
        risks.put_on_top_list(risk, cycle=cycle, change="delisted", **DO)


def test_what_is_not_listed_is_not_delisted():
    with refuses("change"):
        risks.delist(factories.risk(), cycle=factories.cycle(), reason="so", **DO)


def test_rewording_in_a_cycle_leaves_a_line_and_the_state():
    risk, cycle = factories.risk(), factories.cycle()
    risks.reword(risk, title="Other words", cycle=cycle, reason="clearer", **DO)
    assert (risk.title, risk.state, risk.top_risk) == ("Other words", "open", False)
    assert models.TopRisk.objects.get().change == "reworded"


def test_only_an_open_risk_is_put_under_monitoring():
    risk = factories.risk()
    risks.put_under_monitoring(risk, reason="calm", **DO)
    with refuses("state"):
        risks.put_under_monitoring(risk, reason="calm", **DO)


# --- the ladder
def measured(by: Any = BY, at: Any = AT, **values: Any) -> models.Measure:
    measure = factories.measure()
    measures.assess(measure, step="existence", result="effective", by=by, at=at, **values)
    return measure


def claim_operation(measure: models.Measure, days: int, **values: Any) -> models.MeasureAssessment:
    at = later(days=days)
    values = {"result": "effective", "by": BY, "at": at, **values}
    return measures.assess(measure, step="operation", **values)


def test_operation_needs_existence_first():
    measure = factories.measure()
    with refuses("step"):
        claim_operation(measure, 0)
    measures.assess(measure, step="existence", result="not_effective", **DO)
    with refuses("step"):
        claim_operation(measure, 0)
    claim_operation(measure, 0, result="not_effective")
    assert measure.operation == "not_effective"


@pytest.mark.parametrize("existence_on", [ON, None])
def test_operation_waits_for_the_minimum_period(existence_on: date | None):
    measure = measured(on=existence_on)
    with refuses("on"):
        claim_operation(measure, 90)
    claim_operation(measure, 91)
    assert measure.operation == "effective"


def test_a_lost_existence_starts_the_period_again():
    measure = measured(on=ON)
    measures.assess(measure, step="existence", result="not_effective", by=BY, at=later(days=10))
    measures.assess(measure, step="existence", result="partly", by=BY, at=later(days=20))
    with refuses("on"):
        claim_operation(measure, 100)
    claim_operation(measure, 111)


def test_an_auditor_overrides_the_period_with_a_reason():
    measure, auditor = measured(on=ON), factories.person("auditor")
    with refuses("reason"):
        claim_operation(measure, 1, by=auditor, override=True)
    claim_operation(measure, 1, by=auditor, override=True, reason="tested for years elsewhere")
    assert models.Measure.versions().get(id=measure.pk, operation="effective").act == "measure.override"


def test_an_override_does_not_set_existence_aside():
    with refuses("step"):
        claim_operation(factories.measure(), 1, override=True, reason="so")


def test_the_officer_does_not_override():
    with pytest.raises(NotAllowed):
        claim_operation(measured(), 1, by=factories.person("officer"), override=True, reason="so")


def test_a_load_is_not_held_to_the_period():
    load = operator("register load", Load(AT))
    measure = measured(by=load)
    assert measure.existence_since is None
    claim_operation(measure, 0, by=load)


def test_a_sample_ends_after_it_begins():
    with refuses("sample_dates_in_order"):
        measured(sample_from=ON, sample_until=ON - timedelta(days=1))


# --- indicators
def test_the_value_recorded_last_is_the_latest():
    indicator = factories.indicator()
    for period, value in (("2026-10", "98.5"), ("2026", "97.25")):
        indicators.record_value(indicator, period=period, on=ON, actual=Decimal(value), target=Decimal(99), **DO)
    assert (indicator.period, indicator.actual, indicator.target) == ("2026", Decimal("97.25"), Decimal(99))
    assert models.IndicatorValue.objects.filter(indicator=indicator).count() == 2


def test_a_value_with_too_many_digits_is_refused():
    with refuses("actual"):
        indicators.record_value(factories.indicator(), period="2026", on=ON, actual=Decimal("1.23456"), **DO)


# --- what all records share
def test_a_withdrawal_needs_a_reason_and_keeps_the_record():
    risk = factories.risk()
    with refuses("reason"):
        records.withdraw(risk, reason=" ", **DO)
    records.withdraw(risk, reason="a double", **DO)
    assert not models.Risk.objects.standing().exists()
    assert models.Risk.objects.withdrawn().get() == risk


@pytest.mark.parametrize("name", ["likelihood", "top_risk", "code", "withdrawn", "head", "nonsense"])
def test_what_follows_from_an_act_is_not_typed(name: str):
    with refuses(name):
        records.edit(factories.risk(), **{name: 1}, **DO)


def test_a_line_of_a_list_is_not_edited():
    _plan, (milestone, _other) = factories.plan_with_milestones()
    line = models.BaselineLine.objects.get(milestone=milestone)
    with pytest.raises(RuleBroken, match="never edited"):
        records.edit(line, finish=ON, **DO)


def test_a_hand_over_is_one_act_for_all_and_the_past_keeps_its_owner():
    one, two, new = factories.risk(), factories.commitment(), factories.role()
    old = one.owner_id
    records.hand_over([one], to=new, reason="moved", by=BY, at=later(days=1), from_day=ON)
    records.hand_over([two], to=new, reason="moved", by=BY, at=later(days=1))
    assert (one.owner_id, two.keeper_id) == (new.pk, new.pk)
    assert models.Risk.past(later(days=1)).get(id=one.pk).owner_id == old
    assert models.Risk.versions().get(id=one.pk, rev=2).applies_to == ON

"""Measures: they begin on a risk, and climb the ladder of opzet, bestaan, werking."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from riskreg import models
from riskreg.access import Load, operator
from riskreg.services import measures
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from tests import factories
from tests.factories import AT, BY, ON, later

pytestmark = pytest.mark.django_db
DO = {"by": BY, "at": AT}
SEEN = {"tester": "Second line", "reason": "seen"}


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


def measured(by: Any = BY, at: Any = AT, **values: Any) -> models.Measure:
    """A measure that is in place since ON, unless told otherwise."""
    measure = factories.measure()
    told = {"result": "effective", **SEEN, **values}
    measures.assess(measure, step="existence", by=by, at=at, **told)
    return measure


def claim_operation(measure: models.Measure, days: int, **values: Any) -> models.MeasureAssessment:
    told = {"result": "effective", **SEEN, "by": BY, "at": later(days=days), **values}
    return measures.assess(measure, step="operation", **told)


def test_a_measure_begins_on_a_risk():
    risk, owner = factories.risk(), factories.role()
    values = {"code": "MSR-900", "title": "Four eyes", "kind": "preventive", "control_type": "hard", "owner": owner}
    made = measures.create(risk=risk, **values, **DO)
    assert models.RiskMeasure.objects.get(measure=made).risk == risk
    assert models.Measure.versions().get(id=made.pk).act == "measure.create"
    with pytest.raises(NotAllowed):
        measures.create(risk=risk, **values, by=factories.person("owner", fills=(owner,)), at=AT)


def test_a_judgement_leaves_a_line_and_the_step():
    measure = factories.measure()
    line = measures.assess(measure, step="design", result="partly", reason="half a design", **DO)
    assert (measure.design, line.on, line.reason) == ("partly", ON, "half a design")
    assert models.Measure.versions().get(id=measure.pk, rev=2).act == "measure.assess"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"reason": " "}, "reason"),
        ({"tester": ""}, "tester"),
        ({"on": ON + timedelta(days=1)}, "on"),
        ({"sample_from": ON, "sample_until": ON - timedelta(days=1)}, "sample_until"),
        ({"sample_from": ON + timedelta(days=2), "sample_until": ON + timedelta(days=3)}, "sample_from"),
        ({"sample_until": ON + timedelta(days=1)}, "sample_until"),
    ],
)
def test_what_a_judgement_must_say(values: dict[str, Any], code: str):
    with refuses(code):
        measured(**values)


def test_no_tester_is_needed_for_a_design_or_for_not_tested():
    measure = factories.measure()
    for step, result in (("design", "effective"), ("existence", "not_tested"), ("operation", "not_tested")):
        measures.assess(measure, step=step, result=result, reason="so", **DO)
    assert measure.design == "effective"


def test_operation_needs_existence_first():
    measure = factories.measure()
    with refuses("step"):
        claim_operation(measure, 0)
    measures.assess(measure, step="existence", result="not_effective", **SEEN, **DO)
    with refuses("step"):
        claim_operation(measure, 0)
    claim_operation(measure, 0, result="not_effective")
    assert measure.operation == "not_effective"


@pytest.mark.parametrize("existence_on", [ON, None])
def test_operation_waits_for_the_minimum_period(existence_on: date | None):
    measure = measured(on=existence_on)
    with pytest.raises(RuleBroken, match="9 Feb 2027") as refused:
        claim_operation(measure, 90)
    assert refused.value.code == "on"
    claim_operation(measure, 91)
    assert measure.operation == "effective"


def test_operation_is_not_claimed_for_a_day_before_existence():
    with pytest.raises(RuleBroken, match="existence is shown since"):
        claim_operation(measured(), 100, on=ON - timedelta(days=1))


def test_a_lost_existence_starts_the_period_again():
    measure = measured(on=ON)
    measures.assess(measure, step="existence", result="not_effective", **SEEN, by=BY, at=later(days=10))
    measures.assess(measure, step="existence", result="effective", **SEEN, by=BY, at=later(days=20))
    with refuses("on"):
        claim_operation(measure, 100)
    claim_operation(measure, 111)


@pytest.mark.parametrize(("lowered", "words"), [("partly", "partly"), ("not_effective", "not effective")])
def test_operation_is_refused_while_existence_was_last_judged_lower(lowered: str, words: str):
    measure = measured(on=ON)
    measures.assess(measure, step="existence", result=lowered, on=ON + timedelta(days=25), **SEEN, by=BY, at=later(30))
    assert (measure.existence_since, measures.operation_from(measure)) == (None, None)
    says = f"{measure.code}: existence is not shown: last judged “{words}” on 5 Dec 2026"
    for told in ({}, {"override": True, "by": factories.person("auditor")}):
        with pytest.raises(RuleBroken) as refused:
            claim_operation(measure, 200, **told)
        assert (refused.value.code, refused.value.message) == ("step", says)
    claim_operation(measure, 200, result="not_effective")
    measures.assess(measure, step="existence", result="effective", **SEEN, by=BY, at=later(days=210))
    with refuses("on"):
        claim_operation(measure, 300)
    claim_operation(measure, 301)


def test_existence_that_was_shown_in_part_counts_from_when_it_was_shown_whole():
    measure = measured(result="partly")
    assert measure.existence_since is None
    with refuses("step"):
        claim_operation(measure, 200)
    measures.assess(measure, step="existence", result="effective", **SEEN, by=BY, at=later(days=200))
    measures.assess(measure, step="existence", result="effective", **SEEN, by=BY, at=later(days=250))
    assert measure.existence_since == ON + timedelta(days=200)
    with refuses("on"):
        claim_operation(measure, 290)
    claim_operation(measure, 291)


def test_a_loaded_existence_that_was_not_wholly_shown_is_told_without_a_day():
    load = operator("register load", Load(AT))
    with pytest.raises(RuleBroken, match=r"last judged “partly”$"):
        claim_operation(measured(by=load, result="partly"), 1)


def test_a_loaded_existence_that_is_seen_again_stays_undated():
    measure = measured(by=operator("register load", Load(AT)))
    measures.assess(measure, step="existence", result="effective", **SEEN, by=BY, at=later(days=1))
    assert measure.existence_since is None
    claim_operation(measure, 2)


# --- an auditor's word
def test_an_auditor_overrides_the_period_with_a_reason():
    measure, auditor = measured(on=ON), factories.person("auditor")
    with refuses("reason"):
        claim_operation(measure, 1, by=auditor, override=True, reason="")
    claim_operation(measure, 1, by=auditor, override=True, reason="tested for years elsewhere")
    assert models.Measure.versions().get(id=measure.pk, operation="effective").act == "measure.override"


def test_an_override_does_not_set_existence_aside():
    with refuses("step"):
        claim_operation(factories.measure(), 1, override=True)


def test_an_override_is_for_an_early_claim_of_operation_and_nothing_else():
    measure, auditor = measured(on=ON), factories.person("auditor")
    with refuses("step"):
        measures.assess(measure, step="design", result="effective", override=True, by=auditor, at=AT, **SEEN)
    with refuses("step"):
        claim_operation(measure, 1, by=auditor, override=True, result="not_effective")
    with refuses("on"):
        claim_operation(measure, 200, by=auditor, override=True)


def test_the_officer_does_not_override():
    with pytest.raises(NotAllowed):
        claim_operation(measured(), 1, by=factories.person("officer"), override=True)


def test_the_right_is_judged_before_the_rule():
    for override in (True, False):
        with pytest.raises(NotAllowed):
            claim_operation(factories.measure(), 1, by=factories.person(), override=override, reason="")


def test_a_load_is_not_held_to_the_period():
    load = operator("register load", Load(AT))
    measure = measured(by=load)
    assert measure.existence_since is None
    claim_operation(measure, 0, by=load)


# --- a judgement that is entered long after its day
def test_existence_that_is_entered_late_counts_from_a_month_before_it_was_entered():
    measure = measured(on=date(1990, 1, 1))
    assert measure.existence_since == date(1990, 1, 1)
    assert measures.operation_from(measure) == ON - timedelta(days=31) + timedelta(days=91)
    with pytest.raises(RuleBroken, match=r"entered on 10 Nov 2026.*from 9 Jan 2027") as refused:
        claim_operation(measure, 0)
    assert refused.value.code == "on"
    with refuses("on"):
        claim_operation(measure, 59)
    claim_operation(measure, 60)
    assert measure.operation == "effective"


def test_existence_that_is_entered_within_a_month_counts_from_its_own_day():
    measure = measured(on=ON - timedelta(days=31))
    assert measures.operation_from(measure) == ON + timedelta(days=60)


def test_a_lost_existence_does_not_come_back_with_its_first_day():
    measure = measured(on=ON)
    measures.assess(measure, step="existence", result="not_effective", **SEEN, by=BY, at=later(days=100))
    measures.assess(measure, step="existence", result="effective", on=ON, **SEEN, by=BY, at=later(days=110))
    with refuses("on"):
        claim_operation(measure, 111)
    claim_operation(measure, 170)


def test_judging_existence_again_leaves_the_day_it_counts_from():
    measure = measured(on=ON)
    measures.assess(measure, step="existence", result="effective", **SEEN, by=BY, at=later(days=80))
    claim_operation(measure, 91)


def test_an_auditor_may_set_the_late_entry_aside():
    measure = measured(on=date(1990, 1, 1))
    claim_operation(measure, 1, by=factories.person("auditor"), override=True, reason="tested for years")
    assert measure.operation == "effective"

"""Promised days of a finding: proposed, agreed, interim."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from riskreg import models
from riskreg.access import operator
from riskreg.services import findings, proposals, targets
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from tests import factories
from tests.factories import AT, BY, ON, later

pytestmark = pytest.mark.django_db
DAY = date(2027, 6, 30)


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


def propose(finding: models.Finding, target: date | None = DAY, **values: Any) -> models.Decision:
    given = {"precision": "day" if target else "unknown", "by": BY, "at": AT, "reason": "needed", **values}
    return targets.propose_target(finding, target=target, **given)


def interim(finding: models.Finding, target: date | None, **values: Any) -> models.FindingTarget:
    given = {"precision": "day" if target else "unknown", "by": BY, "at": AT, "reason": "half way", **values}
    return targets.set_interim(finding, target=target, **given)


def agree(decision: models.Decision) -> models.Decision:
    management = factories.person("management")
    return proposals.decide(
        decision, verdict="agreed", outcome="yes", taken_by=factories.role(), by=management, at=later(days=1)
    )


def test_a_proposal_that_is_agreed_sets_the_first_target_and_then_moves_it():
    finding = factories.finding()
    agree(propose(finding))
    finding.refresh_from_db()
    agree(propose(finding, date(2027, 12, 31), precision="year"))
    finding.refresh_from_db()
    assert (finding.target, finding.first_target, finding.target_precision) == (date(2027, 12, 31), DAY, "year")
    lines = models.FindingTarget.objects.filter(finding=finding).order_by("id")
    assert [(line.kind, line.decision_id is not None) for line in lines] == [("original", True), ("revised", True)]


def test_who_may_not_propose_is_told_so_before_any_rule():
    with pytest.raises(NotAllowed):
        propose(factories.finding(), date(2020, 1, 1), by=factories.person("auditor"))


@pytest.mark.parametrize(("target", "precision"), [(date(2026, 1, 1), "day"), (None, "day"), (DAY, "unknown")])
def test_a_target_lies_ahead_and_says_what_it_is(target: date | None, precision: str):
    with refuses("target"):
        propose(factories.finding(), target, precision=precision)
    assert not models.Decision.objects.exists()


def test_the_target_that_stands_is_no_proposal():
    finding = factories.finding()
    agree(propose(finding))
    finding.refresh_from_db()
    with refuses("target"):
        propose(finding)


def test_an_ended_finding_is_promised_nothing():
    finding = findings.close(factories.confirmed_finding(), by=BY, at=AT)
    with refuses("state"):
        propose(finding)
    with refuses("state"):
        interim(finding, DAY)


def test_a_final_target_without_a_decision_is_refused():
    with refuses("two_keys"):
        targets.set_target(
            factories.finding(), kind="original", target=DAY, precision="day", set_on=ON, by=BY, at=AT, reason="mine"
        )


def test_an_interim_goal_lies_before_the_target():
    finding = factories.finding()
    agree(propose(finding))
    finding.refresh_from_db()
    for day in (DAY, date(2028, 1, 1), None):
        with refuses("target"):
            interim(finding, day)
    line = interim(finding, date(2027, 3, 1), by=factories.person("owner", fills=(finding.owner,)))
    (row,) = models.FindingTarget.versions().filter(id=line.pk)
    assert (row.act, row.history_change_reason, line.decision) == ("finding.interim", "half way", None)


def test_agreement_to_a_day_for_a_finding_that_ended_meanwhile_is_refused():
    finding = factories.reported_finding()
    asked = propose(finding)
    finding = findings.confirm(finding, by=operator("auditor"), at=AT, reason="seen")
    findings.close(finding, by=BY, at=AT)
    with pytest.raises(RuleBroken, match="is closed since this was proposed; decline it"):
        agree(asked)
    assert not models.FindingTarget.objects.exists()
    asked.refresh_from_db()
    assert asked.state == "asked"


@pytest.mark.parametrize("kind", ["original", "interim"])
def test_no_day_is_set_for_a_finding_that_ended(kind: str):
    finding = factories.finding()
    agreed = factories.agreement("finding.retarget", finding)
    finding = findings.supersede(finding, successor=factories.finding(), by=BY, at=AT, reason="new")
    told = {"target": DAY, "precision": "day", "set_on": ON, "by": BY, "at": AT, "reason": "so", "decision": agreed}
    with refuses("state"):
        targets.set_target(finding, kind=kind, **told)


def test_agreement_to_a_day_that_has_passed_is_refused():
    finding = factories.finding()
    asked = propose(finding, ON)
    with pytest.raises(RuleBroken, match="has passed since this was proposed; decline it"):
        agree(asked)
    assert not models.FindingTarget.objects.exists()


def test_a_confirmed_finding_is_promised_no_day():
    finding = factories.reported_finding()
    asked = propose(finding)
    findings.confirm(finding, by=operator("auditor"), at=AT, reason="seen")
    for promise in (propose, interim):
        with refuses("state"):
            promise(finding, DAY)
    with pytest.raises(RuleBroken, match="is confirmed since this was proposed; decline it"):
        agree(asked)

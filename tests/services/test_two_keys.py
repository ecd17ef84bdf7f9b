"""Nobody judges their own claim or decides their own proposal, whatever people with changing roles try."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from riskreg import models
from riskreg.integrity import agreement, guards
from riskreg.services import decisions, findings, risks, two_keys
from riskreg.vocabulary.errors import RuleBroken
from tests import factories
from tests.factories import AT, BY
from tests.services.two_keys_world import World, judged, violations

pytestmark = pytest.mark.django_db
STEPS = 500


def walk(seed: int, steps: int = STEPS) -> World:
    world = World(seed)
    for _step in range(steps):
        world.step()
    return world


@pytest.mark.parametrize("seed", [1, 2, *(pytest.param(seed, marks=pytest.mark.deep) for seed in range(3, 201))])
def test_no_order_of_acts_lets_one_person_turn_both_keys(seed: int, settings: Any) -> None:
    """1,000 random steps in the suite, 100,000 with `-m deep`; judged on the history rows alone."""
    world = walk(seed)
    assert violations() == [], f"seed {seed}"
    # The walk came where it matters: claims were judged, proposals decided, and one person alone was refused.
    assert judged() >= 10, world.told
    refused = {told.split(":")[0] for told in world.told if told.endswith(": two_keys")}
    assert refused & {"confirm", "return", "decide"}, world.told


def test_the_judge_sees_a_claim_that_was_judged_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the service's own check the same walk breaks the rule, so the property can fail."""
    monkeypatch.setattr(two_keys, "check", lambda *args, **kwargs: None)
    walk(1, 250)
    told = violations()
    assert any("their own claim" in one or "changed since" in one or "of their own" in one for one in told)


def test_an_agreement_is_carried_out_once() -> None:
    """Found by the walk: a later acceptance on the strength of an old decision was decided by one person alone."""
    risk, finding = factories.assessed_risk(), factories.finding()
    agreed = factories.agreement("risk.accept", risk)
    told: dict[str, Any] = {"by": BY, "at": AT, "reason": "so"}
    accepting = {"accepted_by": risk.owner, "until": date(2027, 1, 1), "decision": agreed}
    risks.accept(risk, **accepting, **told)
    with pytest.raises(RuleBroken, match="carried out already"):
        risks.accept(risk, **accepting, **told)
    agreed = factories.agreement("finding.accept", finding)
    findings.accept(finding, decision=agreed, **told)
    findings.rate(finding, audit_year=2026, rating=None, outcome="reopened", by=BY, at=AT)
    with pytest.raises(RuleBroken, match="carried out already"):
        findings.accept(finding, decision=agreed, **told)


# Past the services and past the guards, as a migration or an administrator of the database would write.
BOTH_KEYS = {
    "finding": "UPDATE riskreg_finding SET state = 'confirmed', confirmed_by = reported_by,"
    " confirmed_on = reported_on WHERE id = %s",
    "decision": "UPDATE riskreg_decision SET state = 'taken', taken_on = asked_on, taken_key = asked_key,"
    " taken_by_id = (SELECT min(id) FROM riskreg_role) WHERE id = %s",
}


def raw(statement: str, key: int) -> None:
    with transaction.atomic():
        guards.remove()
        with connection.cursor() as cursor:
            cursor.execute(statement, [key])


@pytest.mark.parametrize("noun", BOTH_KEYS)
def test_the_database_itself_refuses_one_person_with_both_keys(noun: str) -> None:
    finding = factories.reported_finding(by=factories.person("officer"))
    asked = decisions.ask(title="May we?", by=BY, at=AT)
    record = {"finding": finding, "decision": asked}[noun]
    with pytest.raises(IntegrityError, match=f"{noun}_two_keys"):
        raw(BOTH_KEYS[noun], record.pk)
    assert guards.problems() == []


def test_another_person_may() -> None:
    finding = factories.confirmed_finding()
    assert models.Finding.objects.get(pk=finding.pk).confirmed_by
    assert violations() == []
    assert agreement.disagreements() == []

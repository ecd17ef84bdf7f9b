"""A record's timeline tells what happened around it, as far as the reader may see it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from riskreg import models
from riskreg.access import operator
from riskreg.history.around import life
from riskreg.history.register import Register
from riskreg.services import evidence, proposals, records, risks
from tests import factories as make
from tests.factories import AT, BY, later

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)


def titles(record: Any, register: Register | None = None) -> list[str]:
    return [entry.title for entry in life(register or Register.now(operator(), ON), record, [])]


def test_a_risks_life_tells_of_decision_acceptance_links_evidence_and_what_made_it_stale():
    risk, finding = make.assessed_risk(3, 4), make.finding()
    risks.link(risk, others=[finding], by=BY, at=AT, reason="same cause")
    proof = evidence.add_link(finding, title="Minutes", address="https://example.test/", by=BY, at=later(days=1))
    told = {"until": date(2027, 6, 1), "by": BY, "reason": "small"}
    asked = risks.propose_acceptance(risk, at=later(days=2), **told)
    proposals.decide(
        asked, verdict="agreed", outcome="We live with it", taken_by=make.role(), by=make.person("management"),
        at=later(days=3),
    )  # fmt: skip
    risk.refresh_from_db()
    risks.assess(risk, kind="current", likelihood=4, impact=4, by=BY, at=later(days=4), reason="worse")
    bond = models.RiskFinding.objects.get()
    records.unlink(bond, by=BY, at=later(days=5), reason="no more")
    line = models.RiskAcceptance.objects.get()
    assert titles(risk) == [
        f"Link taken away: {finding.code}",
        f"Acceptance {line.code} went stale: it was given at 12",
        f"Decision taken, agreed: {asked.code} {asked.title}",
        f"Risk accepted: {line.code}",
        f"Decision asked: {asked.code} {asked.title}",
        f"Linked: {finding.code}",
    ]
    entry = next(one for one in life(Register.now(operator(), ON), risk, []) if one.act == "decision.take")
    assert (entry.reason, bool(entry.who)) == ("We live with it", True)
    assert titles(finding) == [
        f"Link taken away: {risk.code}",
        f"Evidence added: {proof.code} Minutes",
        f"Linked: {risk.code}",
    ]


def test_a_past_day_tells_what_had_happened():
    risk, finding = make.risk(), make.finding()
    risks.link(risk, others=[finding], by=BY, at=later(days=5))
    assert titles(risk, Register.as_of(operator(), date(2026, 11, 12))) == []
    assert titles(risk, Register.as_of(operator(), date(2026, 11, 20))) == [f"Linked: {finding.code}"]


def test_a_link_with_a_hidden_risk_is_absent():
    hidden, finding = make.risk(confidential=True), make.finding()
    risks.link(hidden, others=[finding], by=BY, at=AT)
    assert titles(finding, Register.now(make.person("officer"), ON)) == []


def test_it_asks_as_much_whatever_happened():
    one, many = make.finding(), make.finding()
    risks.link(make.risk(), others=[one, many], by=BY, at=AT)
    for _ in range(5):
        risks.link(make.risk(), others=[many], by=BY, at=AT)
    counts = []
    for record in (one, many):
        with CaptureQueriesContext(connection) as asked:
            life(Register.now(operator(), ON), record, [])
        counts.append(len(asked))
    assert counts == [1, 1]

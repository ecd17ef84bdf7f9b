"""An owner reads the history of what they own or once owned; every other reader of all that they may see."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from riskreg import models
from riskreg.access import Actor, operator
from riskreg.history import versions
from riskreg.history.explore import Changes, Wanted
from riskreg.history.own import own, reads_of
from riskreg.history.register import Register
from riskreg.services import records
from riskreg.vocabulary.choices import Right
from tests import factories
from tests.factories import AT, BY, later

ON = date(2026, 11, 22)


@pytest.fixture
def role(db: None) -> models.Role:
    return factories.role()


def told(actor: Actor, **wanted: object) -> set[str]:
    """The codes in the history that the account reads."""
    register = Register.now(actor, ON)
    keys = Changes(register, Wanted(**wanted)).keys(1000)
    return {one.code for one in versions.read(register, ((key.kind, key.version) for key in keys)).values()}


def test_an_owner_reads_of_own_records_with_their_lines_and_links(role):
    mine, other = factories.assessed_risk(owner=role, code="RSK-901"), factories.assessed_risk(code="RSK-902")
    measure = factories.measure(mine, code="MSR-901")
    records.link(models.RiskMeasure, risk=other, measure=measure, by=BY, at=AT)
    finding = factories.reported_finding(by=factories.person("officer"), owner=role, code="FND-901")
    proof = factories.evidence(finding)
    seen = told(factories.person(fills=(role,)))
    assert {"RSK-901", "RSK-901-A01", "RSK-901~MSR-901", "FND-901", proof.code} <= seen
    assert not {"RSK-902", "RSK-902-A01", "RSK-902~MSR-901", "MSR-901"} & seen


def test_what_was_owned_once_stays_readable(role):
    risk = factories.risk(owner=role, code="RSK-901")
    records.hand_over([risk], to=factories.role(), reason="Moved", by=BY, at=later(1))
    owner = factories.person(fills=(role,))
    assert told(owner) == {"RSK-901"}
    assert len(Changes(Register.now(owner, ON), Wanted(record="RSK-901")).keys(10)) == 2


def test_an_owner_of_nothing_reads_nothing(db):
    factories.assessed_risk()
    for actor in (factories.person(fills=(factories.role(),)), factories.person()):
        assert told(actor) == set()
        assert Changes(Register.now(actor, ON), Wanted(record="RSK-901")).records == []


@pytest.mark.parametrize("right", [Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT, Right.ADMINISTRATOR])
def test_every_other_reader_reads_of_all(db, right):
    factories.risk(code="RSK-901")
    actor = factories.person(right)
    assert own(actor) is None
    assert "RSK-901" in told(actor)
    assert own(operator()) is None


def test_an_owner_who_is_an_officer_too_reads_of_all(role):
    factories.risk(code="RSK-901")
    assert "RSK-901" in told(factories.person(Right.OFFICER, fills=(role,)))


def test_another_record_by_its_code_looks_the_same_as_an_absent_one(role):
    factories.risk(code="RSK-901")
    register = Register.now(factories.person(fills=(role,)), ON)
    for code in ("RSK-901", "RSK-999"):
        assert Changes(register, Wanted(record=code)).records == []


def test_whether_the_history_of_a_record_is_read_costs_nothing_for_what_is_owned_now(role):
    mine, other = factories.risk(owner=role), factories.risk()
    once = factories.risk(owner=role)
    records.hand_over([once], to=factories.role(), reason="Moved", by=BY, at=later(1))
    owner = factories.person(fills=(role,))
    with CaptureQueriesContext(connection) as asked:
        assert reads_of(owner, mine)
    assert len(asked) == 0
    assert reads_of(owner, once)
    assert not reads_of(owner, other)
    assert reads_of(factories.person("auditor"), other)

"""What the database itself refuses, also from those who bypass every form and service."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from riskreg import models
from riskreg.integrity.tables import tracked_models
from riskreg.services import periods
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import ON

pytestmark = pytest.mark.django_db


def insert(record: Any) -> None:
    """Straight into the live table: no service, no signal, no validation."""
    record.rev, record.head_id = 1, uuid.uuid4()
    type(record).objects.bulk_create([record])


def refused(record: Any) -> bool:
    with transaction.atomic():
        try:
            insert(record)
        except (IntegrityError, DataError, ValueError):
            transaction.set_rollback(True)
            return True
        transaction.set_rollback(True)
    return False


def risk(**values: Any) -> models.Risk:
    defaults = {"code": "RSK-X", "title": "Risk", "category": "data", "owner": factories.role()}
    return models.Risk(**{**defaults, **values})


def milestone(**values: Any) -> models.Milestone:
    plan = factories.plan()
    return models.Milestone(**{"code": "MS-X", "title": "Milestone", "plan": plan, "owner": plan.owner, **values})


def test_a_sound_row_is_taken():
    assert not refused(risk())
    assert not refused(milestone(status="completed", percent=100, actual=ON))


@pytest.mark.parametrize(
    "values",
    [
        {"title": "x" * 201},
        {"title": "a\x00b"},
        {"cause": "x" * 2001},
        {"cause": "a\x00b"},
        {"category": "weather"},
        {"state": "asleep"},
        {"appetite": "endless"},
        {"basis": "hearsay"},
        {"likelihood": 6, "impact": 1},
        {"likelihood": 0, "impact": 1},
        {"likelihood": 3},
        {"inherent_impact": 3},
        {"target_likelihood": 3},
        {"code": "x" * 61},
        {"owner": None},
    ],
    ids=str,
)
def test_a_risk_of_wrong_values_is_refused(values: dict[str, Any]):
    assert refused(risk(**values))


@pytest.mark.parametrize(
    "values",
    [
        {"percent": 135},
        {"percent": -1},
        {"percent": 100},
        {"weight": 1001},
        {"status": "completed", "percent": 100},
        {"status": "completed", "percent": 90, "actual": ON},
        {"actual": ON},
        {"baseline": ON},
        {"first_baseline": ON},
        {"status": "blocked"},
        {"status": "cancelled"},
        {"confidence": "purple"},
        {"forecast_precision": "century"},
    ],
    ids=str,
)
def test_a_milestone_of_wrong_values_is_refused(values: dict[str, Any]):
    assert refused(milestone(**values))


def others() -> dict[str, Any]:
    """A record of another kind that a rule of its table refuses."""
    finding, plan, commitment = factories.finding(), factories.plan(), factories.commitment()
    role, party, unit = factories.role(), factories.party(), factories.unit()
    one, user = factories.milestone(plan), factories.account()
    yesterday = ON - timedelta(days=1)
    base = {"code": "X"}
    found = {**base, "title": "Finding", "kind": "audit_finding", "scale": finding.scale, "owner": role}
    promise = {**base, "title": "x", "kind": "planning", "keeper": role, "made_on": ON}
    ask = {**base, "title": "May we?", "asked_on": ON}
    report = {**base, "title": "Report", "audit_year": 2025}
    return {
        "confirmed by its reporter": models.Finding(
            **found, opened_on=ON, reported_by="user:1", confirmed_by="user:1", state="confirmed"
        ),
        "a successor without being superseded": models.Finding(**found, opened_on=ON, successor=finding),
        "an audit year of long ago": models.Finding(**found, opened_on=ON, audit_year=1066),
        "completed on a day but not completed": models.Plan(**base, title="Plan", owner=role, completed_on=ON),
        "a baseline without approval": models.Plan(**base, title="Plan", owner=role, baseline=1),
        "two makers": models.Commitment(**promise, made_by=party, made_by_unit=unit, made_to=party),
        "no receiver": models.Commitment(**promise, made_by=party),
        "met on a day but open": models.Commitment(**promise, made_by=party, made_to=party, fulfilled_on=ON),
        "a link to nothing": models.CommitmentLink(**base, commitment=commitment),
        "a link to two": models.CommitmentLink(**base, commitment=commitment, plan=plan, finding=finding),
        "taken by nobody": models.Decision(**ask, state="taken", taken_on=ON),
        "asked but taken on a day": models.Decision(**ask, taken_on=ON),
        "a sender twice": models.FindingSender(**base, finding=finding, party=party, unit=unit),
        "a report by nobody": models.AuditReport(**report),
        "a report by two": models.AuditReport(**report, issued_by=party, issued_by_unit=unit),
        "a role in two places": models.Role(**base, name="Role", line="1", unit=unit, party=party),
        "waiting for itself": models.MilestoneDependency(**base, milestone=one, depends_on=one),
        "an assignment that ends first": models.RoleAssignment(
            **base, user=user, right="owner", starts=ON, ends=yesterday
        ),
        "an acceptance that ends first": models.RiskAcceptance(
            **base, risk=factories.risk(), accepted_by=role, on=ON, until=yesterday, at_likelihood=1, at_impact=1,
            reason="x",
        ),
        "a link without an address": models.Evidence(**base, about="X", kind="link", title="Proof"),
        "a file without digest": models.Evidence(**base, about="X", kind="file", title="Proof", size=1),
        "a closed month without cut-off": models.ReportingPeriod(code="2026-11", state="sealed"),
        "half an assessment": models.RiskAssessment(**base, risk=factories.risk(), kind="current", likelihood=1),
        "a code that is taken": models.Plan(code=plan.code, title="Plan", owner=role),
    }  # fmt: skip


def test_what_a_tables_own_rule_forbids_is_refused():
    kept = [name for name, record in others().items() if not refused(record)]
    assert kept == []


def test_an_edition_is_not_sealed_by_its_drafter():
    period = periods.open_month(Month(2026, 11), by=factories.BY, at=factories.AT)
    edition = {"code": "X", "period": period, "edition": 1, "data": "{}", "sha256": "0", "drafted_by": "user:1"}
    assert refused(models.PublishedReport(**edition, sealed_by="user:1"))
    assert not refused(models.PublishedReport(**edition, sealed_by="user:2"))


# --- the shape of every record
@pytest.mark.parametrize("kind", tracked_models(), ids=lambda kind: kind.__name__)
def test_every_kind_has_the_records_shape(kind: Any):
    names = {column.name for column in kind._meta.fields}
    assert {"rev", "head"} <= names
    row = kind.history.model
    columns = {column.name for column in row._meta.fields}
    assert {"history_id", "history_date", "recorded_at", "actor_name", "actor_role", "act", "request_id"} <= columns
    assert "head" not in columns
    assert row._meta.ordering == ("-history_date", "-rev")
    assert next(index.fields for index in row._meta.indexes) == ["id", "-history_date", "-rev"]
    assert kind._meta.get_field("head").remote_field.on_delete.__name__ == "PROTECT"


def test_nothing_cascades():
    for kind in tracked_models():
        for column in kind._meta.fields:
            if column.remote_field is not None:
                assert column.remote_field.on_delete.__name__ == "PROTECT", (kind, column)


def test_a_past_row_has_no_relation_of_today():
    plan = factories.plan()
    row = models.Plan.versions().get()
    with pytest.raises(LookupError, match="was not attached"):
        _owner = row.owner
    assert row.owner_id == plan.owner_id


def test_a_record_is_called_by_code_and_title():
    assert str(factories.risk(code="RSK-1", title="Fire")) == "RSK-1 Fire"
    assert str(factories.role(code="ROL-1", name="Owner")) == "ROL-1 Owner"
    assert str(factories.account()).startswith("nobody")


@pytest.mark.sqlite_only
def test_history_holds_the_same_checks_as_the_record():
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'riskreg_historicalmilestone'")
        (sql,) = cursor.fetchone()
    assert '"percent" BETWEEN 0 AND 100' in sql

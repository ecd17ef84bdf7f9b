"""Audit reports, and what a risk officer may do on a published one only."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from riskreg import models
from riskreg.services import findings, records
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from tests import factories
from tests.factories import AT, BY, ON

pytestmark = pytest.mark.django_db


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


def record(by: Any, **values: Any) -> models.AuditReport:
    given = {"code": factories.code("REP"), "title": "Report", "audit_year": 2026, "published": ON, **values}
    if not {"issued_by", "issued_by_unit"} & set(given):
        given["issued_by"] = factories.party()
    return records.create(models.AuditReport, by=by, at=AT, reason="came in", **given)


def test_an_officer_records_a_published_report_with_a_history_row():
    made = record(factories.person("officer"))
    (row,) = models.AuditReport.versions().filter(id=made.pk)
    assert (row.act, row.history_change_reason, row.published) == ("report.record", "came in", ON)


def test_an_officer_does_not_record_what_is_not_published():
    with refuses("published"):
        record(factories.person("officer"), published=None)
    assert not models.AuditReport.objects.exists()


def test_an_auditor_records_it_before_it_is_published():
    made = record(factories.person("auditor"), published=None)
    with refuses("published"):
        records.edit(made, title="Mine", by=factories.person("officer"), at=AT, reason="no")
    with refuses("gone"):
        records.withdraw(made, by=factories.person("officer"), at=AT, reason="no")
    records.edit(made, published=ON, by=factories.person("auditor"), at=AT, reason="published")
    records.edit(made, title="Ours", by=factories.person("officer"), at=AT, reason="clearer")
    with refuses("published"):
        records.edit(made, published=None, by=factories.person("officer"), at=AT, reason="no")
    assert made.rev == 3


@pytest.mark.parametrize("right", ["owner", "management", "administrator"])
def test_others_record_none(right: str):
    with pytest.raises(NotAllowed):
        record(factories.person(right, fills=(factories.role(),) if right == "owner" else ()))


def test_one_issuer():
    for issuers in ({"issued_by": None}, {"issued_by": factories.party(), "issued_by_unit": factories.unit()}):
        with refuses("issued_by"):
            record(factories.person("auditor"), **issuers)
    assert record(factories.person("auditor"), issued_by_unit=factories.unit()).issued_by is None


# --- on the word of a published report
def confirm(finding: models.Finding, by: Any, **more: Any) -> models.Finding:
    return findings.confirm(finding, by=by, at=AT, reason="they say so", **more)


def test_an_officer_confirms_on_a_published_report_which_becomes_evidence():
    finding, report, officer = factories.reported_finding(), factories.audit_report(), factories.person("officer")
    confirm(finding, officer, report=report)
    proof = models.Evidence.objects.filter(about=finding.code).latest("id")
    (row,) = models.Evidence.versions().filter(id=proof.pk)
    assert (proof.address, proof.title, row.act) == (report.code, report.title, "finding.confirm")
    assert (row.history_user_id, finding.confirmed_by) == (officer.id, officer.id)
    with refuses("verdict"):
        records.withdraw(proof, by=BY, at=AT, reason="gone")


def unpublished() -> models.AuditReport:
    return factories.audit_report(published=None)


def to_come() -> models.AuditReport:
    return factories.audit_report(published=date(2026, 12, 1))


def withdrawn() -> models.AuditReport:
    return records.withdraw(factories.audit_report(), by=BY, at=AT, reason="twice")


@pytest.mark.parametrize("report", [lambda: None, unpublished, to_come, withdrawn])
def test_an_officer_needs_a_published_report(report: Any):
    finding, named, officer = factories.reported_finding(), report(), factories.person("officer")
    with refuses("report"):
        confirm(finding, officer, report=named)
    with refuses("report"):
        findings.send_back(finding, by=officer, at=AT, reason="they say no", report=named)
    with refuses("report"):
        findings.rate(finding, audit_year=2026, outcome="solved", report=named, by=officer, at=AT)
    assert models.Finding.objects.get(pk=finding.pk).rev == finding.rev
    assert models.Evidence.objects.filter(about=finding.code).count() == 1


@pytest.mark.parametrize(
    ("published", "precision"),
    [(date(2026, 11, 30), "month"), (date(2026, 12, 31), "quarter"), (date(2026, 12, 31), "year")],
)
def test_a_month_that_has_begun_is_published(published: date, precision: str):
    report = factories.audit_report(published=published, published_precision=precision)
    finding = confirm(factories.reported_finding(), factories.person("officer"), report=report)
    assert finding.state == "confirmed"


def test_an_auditor_needs_none_and_may_name_one():
    confirm(factories.reported_finding(), factories.person("auditor"))
    finding = factories.reported_finding()
    confirm(finding, factories.person("auditor"), report=factories.audit_report())
    assert models.Evidence.objects.filter(about=finding.code).count() == 2


def test_a_rating_is_one_of_the_findings_own_scale():
    finding, other = factories.finding(scale=factories.scale("severe")), factories.scale("light")
    foreign, own = (models.RatingLevel.objects.get(scale=scale) for scale in (other, finding.scale))
    auditor = factories.person("auditor")
    with refuses("rating"):
        findings.rate(finding, audit_year=2026, rating=foreign, outcome="maintained", by=auditor, at=AT)
    findings.rate(finding, audit_year=2026, rating=own, outcome="maintained", by=auditor, at=AT)
    assert finding.rating == own

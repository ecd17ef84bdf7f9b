"""Audit reports: list, page and forms."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from riskreg import models
from tests import factories as make
from tests.web.forms.test_findings import send, written
from tests.web.query_counts import counted, recorded
from tests.web.reading import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(signed_in: Any) -> Client:
    return signed_in("officer")


@pytest.fixture
def auditor(signed_in: Any) -> Client:
    return signed_in("auditor")


def codes(answer: Any) -> list[str]:
    """The reports of the list, in its order."""
    return re.findall(r'<span class="id">(REP-[^<]+)</span>', answer.content.decode())


def typed(**more: Any) -> dict[str, Any]:
    return {"title": "Year 2026", "audit_year": "2026", "published": "1-10-2026", "published_precision": "day", **more}


def test_an_officer_records_a_published_report(officer):
    address = "/audit-reports/new/"
    party = make.party()
    for wrong, field in (
        (typed(issued_by=party.code, published=""), "published"),
        (typed(issued_by=party.code, published="1-12-2026"), "published"),
        (typed(), "issued_by"),
        (typed(issued_by=party.code, issued_by_unit=make.unit().code), "issued_by"),
        (typed(issued_by=party.code, audit_year="1066"), "audit_year"),
    ):
        answer = send(officer, address, **wrong)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    made = written(
        send(officer, address, **typed(issued_by=party.code, published_precision="quarter")), models.AuditReport
    )
    assert (made.code, str(made.published), made.published_precision) == ("REP-001", "2026-12-31", "quarter")
    page = text(officer.get("/audit-reports/REP-001/"))
    assert "Q4 2026" in page
    assert party.name in page


def test_an_auditor_records_it_unpublished_and_the_page_says_so(auditor, officer, signed_in):
    made = written(
        send(auditor, "/audit-reports/new/", **typed(issued_by_unit=make.unit().code, published="")), models.AuditReport
    )
    assert "not published" in text(officer.get(f"/audit-reports/{made.code}/"))
    written(send(auditor, f"/audit-reports/{made.code}/edit/", published="1-11-2026", reason="out"), models.AuditReport)
    written(send(officer, f"/audit-reports/{made.code}/edit/", title="Better", reason="clearer"), models.AuditReport)
    assert models.AuditReport.objects.get().title == "Better"
    for client in (signed_in("owner"), signed_in("management")):
        assert client.get("/audit-reports/new/").status_code == 403
        assert client.get(f"/audit-reports/{made.code}/round/").status_code == 403
    written(send(officer, f"/audit-reports/{made.code}/withdraw/", reason="twice"), models.AuditReport)
    assert made.code not in codes(officer.get("/audit-reports/"))


def test_only_the_precision_changed_moves_the_day_to_its_end(auditor):
    report = make.audit_report()
    written(
        send(auditor, f"/audit-reports/{report.code}/edit/", published_precision="year", reason="not sure"),
        models.AuditReport,
    )
    report.refresh_from_db()
    assert (str(report.published), report.published_precision) == ("2026-12-31", "year")


def test_a_round_is_recorded_from_the_report(officer):
    report, finding = make.audit_report(), make.finding(scale=make.scale("severe"))
    level = models.RatingLevel.objects.get(scale=finding.scale)
    address = f"/audit-reports/{report.code}/round/"
    page = officer.get(address)
    assert page.context["form"]["audit_year"].value() == 2025
    sent = {"finding": finding.code, "outcome": "solved", "rating": level.pk, "follow_up": "fully", "text": "Well done"}
    assert send(officer, address, **{**sent, "finding": "no such"}).status_code == 422
    line = written(send(officer, address, **sent), models.FindingRating)
    assert (line.report, line.finding, line.rating, line.follow_up) == (report, finding, level, "fully")
    shown = text(officer.get(f"/audit-reports/{report.code}/"))
    assert finding.code in shown
    assert "Well done" in shown
    assert "followed up: fully" in shown


def test_the_real_register(douane, officer):
    assert len(codes(officer.get("/audit-reports/"))) == 15
    assert codes(officer.get("/audit-reports/?as_of=2024-04-30")) == ["REP-ADR2023", "REP-WPG2021"]
    assert codes(officer.get("/audit-reports/?issued_by=EXT-EC")) == ["REP-EC2026", "REP-EC2025"]
    assert codes(officer.get("/audit-reports/?audit_year=2024&issued_by=EXT-AR")) == ["REP-VO2024"]
    page = text(officer.get("/audit-reports/REP-VO2025/"))
    assert "3 audit rounds" in page
    assert officer.get("/audit-reports/REP-VO2025/?as_of=2024-12-31").status_code == 404
    for query in ("audit_year=x", "issued_by=EXT-NOBODY", "sort=title", "published=perhaps"):
        assert officer.get(f"/audit-reports/?{query}").status_code == 400


def test_no_more_queries_for_more_reports(officer):
    def fill(count: int) -> None:
        for _ in range(count):
            report = make.audit_report()
            written(
                send(officer, f"/audit-reports/{report.code}/round/", finding=make.finding().code, outcome="solved")
            )

    fill(3)
    _page, few = counted(officer, "/audit-reports/")
    code = models.AuditReport.objects.first().code
    _page, one = counted(officer, f"/audit-reports/{code}/")
    fill(12)
    _page, many = counted(officer, "/audit-reports/")
    assert len(few) == len(many) <= 12
    recorded("audit reports", many)
    recorded("audit report", one)

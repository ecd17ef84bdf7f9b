"""Downloading evidence: as an attachment only, checked every time, and only by those who may see what it proves."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from riskreg import models
from riskreg.services import evidence_store, records
from tests import factories as make
from tests.web.conftest import AT, BY
from tests.web.query_counts import counted
from tests.web.reading import text

pytestmark = pytest.mark.django_db
NAME = 'Notulen "mei" é.txt'


def statuses(client: Client, proof: Any, *queries: str, method: str = "get") -> list[int]:
    """What the file's address answers."""
    return [done(getattr(client, method)(f"/evidence/{proof.code}/file/{query}")).status_code for query in queries]


def done(answer: Any) -> Any:
    """The answer, its file closed as a server closes it; the answer's own close would take the connection along."""
    for close in answer._resource_closers:
        close()
    return answer


def said(answer: Any, code: str) -> str:
    """The page without the code that was asked and without what is random."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode()).replace(code, "")


@pytest.fixture
def officer(signed_in: Any) -> Client:
    return signed_in("officer")


def test_it_is_sent_as_an_attachment_that_nothing_runs_in(officer):
    proof = make.evidence_file(make.finding(), b"seen", NAME)
    answer = officer.get(f"/evidence/{proof.code}/file/")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b"seen"
    done(answer)
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "filename*=utf-8''Notulen%20%22mei%22%20%C3%A9.txt" in answer["Content-Disposition"]
    assert answer["Content-Type"] == "text/plain"
    assert answer["Content-Length"] == "4"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]
    assert statuses(officer, proof, "", method="head") == [200]
    assert officer.post(f"/evidence/{proof.code}/file/").status_code == 405
    assert Client().get(f"/evidence/{proof.code}/file/").status_code == 302


@pytest.mark.parametrize(("harm", "status"), [("changed", 409), ("gone", 410)])
def test_a_file_that_is_not_what_was_added_is_refused_with_an_alarm(officer, caplog, harm: str, status: int):
    proof = make.evidence_file(make.finding(), b"seen")
    path = evidence_store._path(proof.stored_name)
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(b"seem")
    answer = officer.get(f"/evidence/{proof.code}/file/")
    assert answer.status_code == status
    assert proof.code in text(answer)
    assert b"seem" not in answer.content
    assert any(record.levelname == "CRITICAL" and proof.code in record.getMessage() for record in caplog.records)
    event = models.SecurityEvent.objects.get(kind="evidence_mismatch")
    assert (event.about, event.actor_name) == (proof.code, "Officer")


def test_a_link_has_no_file(officer):
    proof = make.evidence(make.finding())
    assert officer.get(f"/evidence/{proof.code}/file/").status_code == 404


def test_withdrawn_evidence_and_past_days_stay_readable(officer):
    proof = make.evidence_file(make.finding(), b"seen")
    records.withdraw(proof, by=BY, at=AT, reason="wrong")
    assert statuses(officer, proof, "", "?as_of=2026-11-10", "?as_of=2026-11-09") == [200, 200, 404]


def test_hidden_evidence_is_as_absent(douane, signed_in):
    risk = models.Risk.objects.get(code="RSK-012")
    measure = make.measure(on=risk)
    proof = make.evidence_file(measure, b"seen", proves="design", title="Canary")
    for slug in ("file", "withdraw"):
        hidden = signed_in("owner").get(f"/evidence/{proof.code}/{slug}/")
        absent = signed_in("owner").get(f"/evidence/{proof.code[:-2]}99/{slug}/")
        assert hidden.status_code == absent.status_code == 404
        assert said(hidden, proof.code) == said(absent, f"{proof.code[:-2]}99")
    assert signed_in("owner").get(f"/measures/{measure.code}/add-file/").status_code == 404
    assert statuses(signed_in("officer"), proof, "") == [200]
    assert "Canary" in text(signed_in("officer").get(f"/measures/{measure.code}/"))
    read = models.SecurityEvent.objects.filter(kind="confidential_read")
    assert not any("Canary" in event.about for event in read)


def test_no_more_queries_for_more_evidence(officer):
    finding = make.finding()
    make.evidence(finding)
    _page, one = counted(officer, f"/findings/{finding.code}/")
    for _ in range(5):
        make.evidence_file(finding)
    _page, many = counted(officer, f"/findings/{finding.code}/")
    assert len(one) == len(many)

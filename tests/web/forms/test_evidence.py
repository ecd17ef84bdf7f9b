"""Adding and withdrawing evidence through its forms."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from riskreg import models
from tests import factories as make
from tests.web.browsing import controls
from tests.web.forms.test_findings import as_owner, send, written
from tests.web.reading import text

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def officer(signed_in: Any) -> Client:
    return signed_in("officer")


def upload(client: Client, record: Any, folder: str, name: str, content: bytes = PDF, **typed: Any) -> Any:
    return send(client, f"/{folder}/{record.code}/add-file/", file=SimpleUploadedFile(name, content), **typed)


KINDS = {
    "findings": (make.finding, ""),
    "measures": (make.measure, "existence"),
    "milestones": (make.milestone, ""),
    "commitments": (make.commitment, ""),
}


@pytest.mark.parametrize("folder", KINDS)
def test_a_file_and_a_link_on_every_kind_that_can_be_proved(officer, folder: str):
    made, proves = KINDS[folder]
    record = made()
    proof = written(upload(officer, record, folder, "Besluit.pdf", proves=proves), models.Evidence)
    assert (proof.about, proof.title, proof.media_type) == (record.code, "Besluit.pdf", "application/pdf")
    typed = {"address": "https://example.org/a", "title": "Their page", "proves": proves}
    link = written(send(officer, f"/{folder}/{record.code}/add-link/", **typed), models.Evidence)
    page = officer.get(f"/{folder}/{record.code}/")
    body = page.content.decode()
    assert f'href="/evidence/{proof.code}/file/" download' in body
    assert 'href="https://example.org/a" rel="noopener noreferrer"' in body
    assert " ".join(proof.sha256[at : at + 8] for at in range(0, 64, 8)) in body
    assert f'href="/evidence/{link.code}/withdraw/"' in body
    assert "Officer" in text(page)


def test_what_is_refused_is_told_at_the_file_and_the_words_stay(officer):
    finding = make.finding()
    answer = upload(officer, finding, "findings", "a.pdf.exe", proves="all of it")
    assert answer.status_code == 422
    (error,) = answer.context["form"].errors["file"]
    assert "“a.pdf.exe”" in error
    assert "pdf" in error
    assert "all of it" in answer.content.decode()
    for name, content in (("a.svg", b"<svg/>"), ("a.pdf", b""), ("a.pdf", b"MZ"), ("a\u202efdp.exe", PDF)):
        assert "file" in upload(officer, finding, "findings", name, content).context["form"].errors
    assert "file" in send(officer, f"/findings/{finding.code}/add-file/").context["form"].errors
    assert not models.Evidence.objects.exists()


def test_a_name_from_elsewhere_is_cleaned(officer):
    finding = make.finding()
    proof = written(upload(officer, finding, "findings", '../../etc/"a"\n<b>.pdf'), models.Evidence)
    assert proof.address == '"a"<b>.pdf'
    assert "<b>.pdf" not in officer.get(f"/findings/{finding.code}/").content.decode()


def test_a_link_that_runs_is_told_at_the_address(officer):
    finding = make.finding()
    for address in ("javascript:alert(1)", "https://user:secret@example.org/", "example.org"):
        answer = send(officer, f"/findings/{finding.code}/add-link/", address=address, title="Page")
        assert list(answer.context["form"].errors) == ["address"]
    assert not models.Evidence.objects.exists()


def test_a_measure_asks_for_the_step_that_is_proved(officer):
    answer = upload(officer, make.measure(), "measures", "a.pdf", proves="")
    assert list(answer.context["form"].errors) == ["proves"]


def test_the_same_file_sent_twice_by_one_form_is_kept_once(officer):
    finding = make.finding()
    address = f"/findings/{finding.code}/add-file/"
    sent = {**controls(officer.get(address)), "step": "save"}
    for _ in range(2):
        assert officer.post(address, {**sent, "file": SimpleUploadedFile("a.pdf", PDF)}).status_code == 302
    assert models.Evidence.objects.count() == 1


def test_owners_work_on_their_own_only(signed_in):
    own, other = make.finding(), make.finding()
    owner = as_owner(signed_in, own.owner)
    proof = written(upload(owner, own, "findings", "a.pdf"), models.Evidence)
    elsewhere = make.evidence(other)
    assert owner.get(f"/findings/{other.code}/add-file/").status_code == 403
    assert owner.get(f"/evidence/{elsewhere.code}/withdraw/").status_code == 403
    assert "withdraw" not in owner.get(f"/findings/{other.code}/").content.decode().partition("Evidence")[2]
    answer = send(owner, f"/evidence/{proof.code}/withdraw/", reason="the wrong file")
    assert answer["Location"] == f"/findings/{own.code}/"
    told, page = (owner.get(f"/findings/{own.code}/") for _ in range(2))
    assert proof.code in text(told)
    # Withdrawn, it stands in the history alone.
    assert "Evidence withdrawn" in text(page)
    assert f"/evidence/{proof.code}/" not in page.content.decode()
    for right in ("auditor", "management", "administrator"):
        assert signed_in(right).get(f"/findings/{own.code}/add-file/").status_code == 403

"""Evidence: what is taken, what is refused and why, how it lies on the disk, and that it stays as it was."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from riskreg import models
from riskreg.services import evidence, evidence_store, evidence_types, records
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from tests import factories
from tests.factories import AT, BY

pytestmark = pytest.mark.django_db

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "evidence"
    return tmp_path / "evidence"


def refuses(code: str, *words: str) -> Any:
    return pytest.raises(
        RuleBroken, check=lambda error: error.code == code and all(word in error.message for word in words)
    )


def kept(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


# --- contents
def archive(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return written.getvalue()


def office(main: str, media_type: str, **more: bytes) -> bytes:
    types = f'<Types><Override PartName="/{main}" ContentType="{media_type}.main+xml"/></Types>'.encode()
    return archive(**{"[Content_Types].xml": types, main: b"<document/>", **more})


def open_document(media_type: str, **more: bytes) -> bytes:
    parts = {"mimetype": media_type.encode(), "content.xml": b"<c/>", "META-INF/manifest.xml": b"<m/>", **more}
    return archive(**parts)


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
DOCX = office("word/document.xml", evidence_types.DOCX)
XLSX = office("xl/workbook.xml", evidence_types.XLSX)
TAKEN = {
    "a.pdf": PDF,
    "A.PDF": PDF,
    "report 2026 (final).pdf": PDF,
    "naam met é en “quote”.pdf": PDF,
    "a.png": png(),
    "a.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0rest\xff\xd9",
    "a.jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0rest\xff\xd9",
    "a.txt": "Besluit van 5 mei: é".encode(),
    "windows.txt": "Besluit van 5 mei: é".encode("cp1252"),
    "sixteen.txt": "Besluit".encode("utf-16"),
    "bom.csv": b"\xef\xbb\xbfcode;value\n1;2,5\n",
    "a.docx": DOCX,
    "a.xlsx": XLSX,
    "a.pptx": office("ppt/presentation.xml", evidence_types.PPTX),
    "a.odt": open_document(evidence_types.ODT),
    "a.ods": open_document(evidence_types.ODS),
}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED: dict[str, tuple[str, bytes]] = {
    "a program with two endings": ("a.pdf.exe", PDF),
    "a program": ("a.exe", b"MZ\x90\0"),
    "a program called a document": ("a.pdf", b"MZ\x90\0" + PDF),
    "no ending": ("report", PDF),
    "a drawing with a script": ("a.svg", SVG),
    "a drawing called a picture": ("a.png", SVG),
    "a drawing called text": ("a.txt", SVG),
    "a page": ("a.html", b"<!DOCTYPE html><html></html>"),
    "a page called text": ("a.txt", b"\n <!DOCTYPE html><html></html>"),
    "a page called a sheet": ("a.xlsx", b"<html><table></table></html>"),
    "a page called csv": ("a.csv", b"a;b\n<script>alert(1)</script>;2\n"),
    "a shell script called text": ("a.txt", b"#!/bin/sh\nrm -rf /\n"),
    "an archive": ("a.zip", archive(**{"a.txt": b"a"})),
    "an archive called a document": ("a.docx", archive(**{"a.txt": b"a"})),
    "a sheet called a document": ("a.docx", XLSX),
    "a sheet with macros by its name": ("a.xlsm", XLSX),
    "macros": ("a.xlsx", office("xl/workbook.xml", evidence_types.XLSX, **{"xl/vbaProject.bin": b"x"})),
    "macros of 1992": ("a.xlsx", office("xl/workbook.xml", evidence_types.XLSX, **{"xl/macrosheets/s.xml": b"x"})),
    "macros by their type": ("a.docx", archive(**{
        "[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml": b"x"})),
    "macros in an open document": ("a.ods", open_document(evidence_types.ODS, **{"Basic/Standard/m.xml": b"x"})),
    "a program inside": ("a.docx", office("word/document.xml", evidence_types.DOCX, **{"word/embeddings/a.exe": b"x"})),
    "half a document": ("a.docx", DOCX[: len(DOCX) // 2]),
    "half a pdf": ("a.pdf", b"%PDF-1.7\nno end"),
    "a picture called a pdf": ("a.pdf", png()),
    "nothing": ("a.pdf", b""),
    "a virus test": ("a.txt", EICAR),
    "a virus test in a document": ("a.docx", office("word/document.xml", evidence_types.DOCX, **{"word/a.xml": EICAR})),
    "text with a NUL": ("a.txt", b"a\0b"),
    "noise": ("a.txt", bytes(range(256))),
    "a bomb": ("a.docx", office("word/document.xml", evidence_types.DOCX, **{"word/a.xml": b"0" * 300_000_000})),
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_of_a_known_type_is_kept_as_it_is(name: str, store: Path):
    finding, content = factories.finding(), TAKEN[name]
    made = factories.evidence_file(finding, content, name, by=factories.person("officer"))
    assert (made.address, made.size, made.sha256) == (name, len(content), hashlib.sha256(content).hexdigest())
    assert made.media_type == evidence_types.ENDINGS[name.rpartition(".")[2].lower()]
    (path,) = kept(store)
    assert path.read_bytes() == content
    assert path.name == made.stored_name
    assert re.fullmatch("[0-9a-f]{40}", made.stored_name)
    assert path.stat().st_mode & 0o777 == 0o600
    with evidence.opened(made) as copy:
        assert copy.read() == content


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_evidence_is_refused_and_leaves_nothing(what: str, store: Path):
    finding, (name, content) = factories.finding(), REFUSED[what]
    with refuses("file", f"“{name}”"):
        factories.evidence_file(finding, content, name)
    assert not kept(store)
    assert not models.Evidence.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["a\0.pdf", "a\n.pdf", "../a.pdf", "a/b.pdf", "C:\\a.pdf", "a\u202efdp.exe", "\u202egpj.pdf", "", "  ",
     "a" * 300 + ".pdf", "a\x7f.pdf", "a\u200b.pdf"],
)  # fmt: skip
def test_a_name_that_hides_something_is_refused(name: str, store: Path):
    with refuses("file"):
        factories.evidence_file(factories.finding(), PDF, name)
    assert not kept(store)


def test_a_file_that_is_too_large_is_refused_with_both_sizes(settings: Any, store: Path):
    settings.EVIDENCE_MAX_BYTES = 20
    with refuses("file", str(len(PDF)), "20"):
        factories.evidence_file(factories.finding(), PDF, "a.pdf")
    assert not kept(store)


# --- links
@pytest.mark.parametrize("address", ["https://example.org/a?b=c#d", "http://example.org:8080/", "HTTPS://example.org"])
def test_a_plain_address_is_kept(address: str):
    made = evidence.add_link(factories.finding(), title="Page", address=address, by=BY, at=AT)
    assert (made.kind, made.address, made.sha256) == ("link", address, "")


@pytest.mark.parametrize(
    "address",
    ["", "javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "ftp://example.org/", "example.org",
     "https://", "https:///path", "https://user:secret@example.org/", "https://user@example.org/", "//example.org/",
     "https://example.org/a b", "https://exa\u202emple.org/", "https://[::1", "https://example.org:99999/",
     "https://example.org/" + "a" * 600, 'https://example.org/"onclick="x'],
)  # fmt: skip
def test_another_address_is_refused(address: str):
    with refuses("address"):
        evidence.add_link(factories.finding(), title="Page", address=address, by=BY, at=AT)
    assert not models.Evidence.objects.exists()


# --- who, on what
@pytest.mark.parametrize("make", [factories.finding, factories.measure, factories.milestone, factories.commitment])
def test_owners_add_to_their_own_records_and_withdraw_there(make: Any):
    role = factories.role()
    record = make(**{"keeper" if make is factories.commitment else "owner": role})
    owner, stranger = (factories.person("owner", fills=(one,)) for one in (role, factories.role()))
    for act in (factories.evidence, lambda to, by: factories.evidence_file(to, by=by)):
        with pytest.raises(NotAllowed):
            act(record, by=stranger)
        made = act(record, by=owner)
        with pytest.raises(NotAllowed):
            records.withdraw(made, by=stranger, at=AT, reason="not mine")
        with refuses("reason"):
            records.withdraw(made, by=owner, at=AT, reason=" ")
        records.withdraw(made, by=owner, at=AT, reason="the wrong one")
        assert [row.act for row in models.Evidence.versions().filter(id=made.pk)] == [
            "evidence.add", "evidence.withdraw"]  # fmt: skip


def test_without_the_right_no_file_is_stored(store: Path):
    for by in (factories.person(), factories.person("auditor"), factories.person("management")):
        with pytest.raises(NotAllowed):
            factories.evidence_file(factories.finding(), by=by)
    assert not kept(store)


def test_a_plan_has_no_evidence_of_its_own(store: Path):
    for add in (factories.evidence, factories.evidence_file):
        with refuses("about"):
            add(factories.plan())
    assert not kept(store)


def test_evidence_of_a_measure_proves_a_step_of_its_ladder():
    measure = factories.measure()
    with refuses("proves"):
        evidence.add_link(measure, title="Page", address="https://example.org/", by=BY, at=AT)
    assert factories.evidence_file(measure, proves="operation").proves == "operation"


def test_it_is_never_edited_and_codes_go_on():
    finding = factories.finding()
    first, second = factories.evidence(finding), factories.evidence_file(finding)
    assert (first.code, second.code) == (f"{finding.code}-E01", f"{finding.code}-E02")
    with pytest.raises(RuleBroken):
        records.edit(first, title="Other", by=BY, at=AT, reason="no")
    records.withdraw(first, by=BY, at=AT, reason="wrong")
    assert factories.evidence(finding).code == f"{finding.code}-E03"


def test_a_withdrawn_record_gets_no_evidence_and_its_file_is_taken_out_again(store: Path):
    finding = factories.finding()
    records.withdraw(finding, by=BY, at=AT, reason="twice")
    with refuses("gone"):
        factories.evidence_file(finding)
    assert not kept(store)


# --- on the disk
def test_a_file_that_changed_or_went_is_told():
    made = factories.evidence_file(factories.finding())
    path = evidence_store._path(made.stored_name)
    path.chmod(0o600)
    path.write_bytes(b"prooF")
    with pytest.raises(evidence_store.Changed):
        evidence.opened(made)
    path.unlink()
    with pytest.raises(evidence_store.Missing):
        evidence.opened(made)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a/b", "."])
def test_the_store_opens_nothing_but_its_own_names(name: str):
    with pytest.raises(evidence_store.Missing):
        evidence_store.fetch(name, "")


def test_when_the_disk_is_full_nothing_is_left(store: Path, monkeypatch: pytest.MonkeyPatch):
    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(evidence_store.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        factories.evidence_file(factories.finding())
    assert not kept(store)
    assert not models.Evidence.objects.exists()


def damaged(method: int, first: int) -> bytes:
    """An office file of which the packed text of one part was overwritten on its way."""
    written = io.BytesIO()
    types = '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    with zipfile.ZipFile(written, "w", method) as made:
        made.writestr("[Content_Types].xml", types + '.main+xml"/></Types>', zipfile.ZIP_STORED)
        made.writestr("word/document.xml", bytes(range(256)) * 64)
        part = made.getinfo("word/document.xml")
    content = bytearray(written.getvalue())
    begins = part.header_offset + 30 + len(part.filename)
    content[begins + first : begins + first + 8] = b"\xff" * 8
    return bytes(content)


@pytest.mark.parametrize(
    ("method", "first"),
    [
        (zipfile.ZIP_DEFLATED, 0),
        (zipfile.ZIP_LZMA, 0),
        (zipfile.ZIP_LZMA, 4),
        (zipfile.ZIP_LZMA, 9),
        (zipfile.ZIP_BZIP2, 4),
    ],
)
def test_an_office_file_with_a_damaged_part_is_refused_in_words(method: int, first: int):
    with refuses("file", "is damaged or locked"):
        evidence_types.recognised(io.BytesIO(damaged(method, first)), "letter.docx")

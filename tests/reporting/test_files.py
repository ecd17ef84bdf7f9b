"""The files of a report: the same bytes wherever and whenever they are made, and what stands in them."""

from __future__ import annotations

import dataclasses
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx as word
import openpyxl
import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from riskreg.reporting.document import Report
from riskreg.reporting.document_base import Words
from riskreg.reporting.render import docx, edition, files, glyphs, html, pdf, xlsx
from riskreg.reporting.render import json as json_file

Reports = Callable[[str], Report]
ROOT = Path(__file__).resolve().parents[2]
BAD = '=HYPERLINK("http://evil.example";"x")'


@dataclass(frozen=True)
class Sealed:
    edition: int = 2
    sha256: str = "9f2c41d0" * 8
    log_size: int = 1503
    log_root: str = "ab12cd34" * 8
    reason: str = "A figure was wrong"


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def words(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(content).pages)


# Some seconds a month: the others, with the deep ones.
IN_THE_SUITE = [("en", "2023-01"), ("nl", "2026-10"), ("en", "2026-11")]
EVERY = [(language, month) for language in ("en", "nl") for month in ("2023-01", "2025-12", "2026-10", "2026-11")]


@pytest.mark.parametrize(
    ("language", "month"),
    [one if one in IN_THE_SUITE else pytest.param(*one, marks=pytest.mark.deep) for one in EVERY],
)
def test_every_file_is_the_same_from_its_stored_data(report: Reports, month: str, language: str) -> None:
    with override(language):
        made = report(month)
    first = files.every(made, Sealed())
    with override("en" if language == "nl" else "nl"):
        again = files.every(json_file.loads(json_file.dumps(made)), Sealed())
    assert set(first) == set(files.FORMATS)
    assert [name for name in first if first[name] != again[name]] == []


def test_another_time_zone_and_another_process_give_the_same_bytes(report: Reports, tmp_path: Path) -> None:
    data = tmp_path / "data.json"
    data.write_text(json_file.dumps(report("2026-10")), encoding="utf-8")
    code = """
import hashlib, sys, django
django.setup()
from riskreg.reporting.render import files, json
made = files.every(json.loads(open(sys.argv[1], encoding="utf-8").read()))
print({name: hashlib.sha256(content).hexdigest() for name, content in sorted(made.items())})
"""
    told = set()
    for zone, seed in (("America/New_York", "1"), ("Asia/Tokyo", "2")):
        run = subprocess.run(
            [sys.executable, "-c", code, str(data)],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "config.settings"},
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stderr
        told.add(run.stdout)
    assert len(told) == 1


# --- PDF
def test_pdf_is_tagged_archivable_accessible_and_carries_the_spreadsheet(report: Reports) -> None:
    made = report("2026-10")
    content = pdf.file(made, Sealed())
    document = read(content)
    root: Any = document.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    for sign in ("<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert sign in metadata
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert document.metadata is not None
    assert document.metadata.title == "Monthly report, October 2026"
    assert document.metadata.creation_date == datetime.fromisoformat("2026-10-31T23:00:00+00:00")
    assert document.attachments["report-2026-10.xlsx"] == [xlsx.file(made, Sealed())]


def test_pdf_says_what_it_is_on_each_page(report: Reports) -> None:
    sealed = read(pdf.file(report("2026-10"), Sealed()))
    first = sealed.pages[0].extract_text()
    assert "Edition 2, sealed" in first
    assert Sealed.sha256 in first.replace("\n", "")
    assert "A figure was wrong" in first
    count = len(sealed.pages)
    for number, page in enumerate(sealed.pages, start=1):
        text = page.extract_text()
        assert f"Page {number} of {count}" in text
        assert "9f2c41d0" in text
        assert "Edition 2" in text
    draft = read(pdf.file(report("2026-11")))
    assert all("DRAFT" in page.extract_text() for page in draft.pages)
    assert "Draft: the month is still open" in draft.pages[0].extract_text()


def test_pdf_holds_the_summary_on_one_page_and_a_page_a_plan(report: Reports) -> None:
    for month in ("2025-12", "2026-10", "2026-11"):
        made = report(month)
        document = read(pdf.file(made, Sealed()))
        first = document.pages[0].extract_text()
        assert "The register" in first, "the last line of the summary stands on the first page"
        titles = {page.record.title for page in made.plan_pages}
        lines = [page.extract_text().splitlines() for page in document.pages]
        for code in (page.record.code for page in made.plan_pages):
            assert sum(any(line.startswith(f"{code}, ") for line in page) for page in lines) == 1, code
        assert titles


def test_pdf_keeps_the_summary_of_a_full_month_on_one_page(report: Reports) -> None:
    made = report("2026-11")
    since, plans = made.since, made.plans
    shown = since.exceptions[0]
    full = dataclasses.replace(
        made,
        headline="A headline of the length that somebody writes who has to say very much at once " * 2,
        since=dataclasses.replace(
            since, exceptions=tuple(dataclasses.replace(shown, items=shown.items * 6) for _ in range(4))
        ),
        plans=dataclasses.replace(plans, next=plans.next * 3),
        commitments=dataclasses.replace(made.commitments, to_report=made.commitments.to_report * 3),
    )
    document = read(pdf.file(full, Sealed(), spreadsheet=b""))
    pages = [page.extract_text() for page in document.pages[:2]]
    assert "The register" in pages[0]
    assert "Improvement plans" in pages[1].splitlines()[:4], pages[1][:300]
    assert f"{shown.items[0].record.code}" in pages[0]


def test_pdf_names_all_that_the_data_names(report: Reports) -> None:
    made = report("2026-10")
    text = words(pdf.file(made))
    named = [*made.plans.rows, *made.findings.open, *made.risks.top, *made.commitments.due, *made.indicators]
    assert [row.record.code for row in named if row.record.code not in text] == []


def test_every_file_says_when_a_delay_was_reported(report: Reports) -> None:
    made = report("2026-10")
    told = dataclasses.replace(made.commitments.to_report[0], reported_on=date(2026, 10, 14))
    made = dataclasses.replace(made, commitments=dataclasses.replace(made.commitments, to_report=(told,)))
    assert words(pdf.file(made)).count("reported on 14 Oct 2026") == 2, "on the first page and in the list"
    assert "reported on 14 Oct 2026" in html.file(made, "en")
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.file(made)))["Commitments"]
    days = [cell.value.date() for row in sheet.iter_rows() for cell in row if isinstance(cell.value, datetime)]
    assert date(2026, 10, 14) in days
    document = word.Document(io.BytesIO(docx.file(made)))
    assert any("14 Oct 2026" in cell.text for table in document.tables for cell in table._cells)


def test_pdf_takes_any_character_and_runs_none(report: Reports) -> None:
    made = report("2026-10")
    wild = "#let x = 1 $a_b$ <tag> @ref \\u{0} 漢字 🙂 \u202e \x00 ąęłź ﷽ " + "w" * 400
    page = dataclasses.replace(made.plan_pages[0], words=(Words(made.plan_pages[0].record, wild),), headline=wild)
    made = dataclasses.replace(made, headline=wild, plan_pages=(page,), organisation="A & B <c>")
    text = words(pdf.file(made))
    assert "#let x = 1 $a_b$ <tag> @ref" in text
    assert "ąęłź" in text
    assert glyphs.MISSING in text
    for content in (xlsx.file(made), docx.file(made), html.file(made, "en").encode()):
        assert content


def test_characters_that_the_font_lacks_become_a_box() -> None:
    assert glyphs.drawable("a\x00b\u202ec 漢 é e\u0301 … − ✓ ≤ →\n") == "ab[U+202E]c □ é é … − ✓ ≤ →\n"
    assert ord(glyphs.MISSING) in glyphs.covered()


def test_a_warning_of_the_typesetter_is_an_error(report: Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    made = report("2023-01")
    monkeypatch.setattr(typst, "compile_with_warnings", lambda *a, **b: (b"", ["unknown font family: x"]))
    with pytest.raises(pdf.NotMade, match="unknown font family"):
        pdf.file(made)


def test_pages_are_made_to_be_looked_at(report: Reports) -> None:
    assert pdf.pages(report("2023-01"), ppi=20)[0].startswith(b"\x89PNG")


# --- spreadsheet
def test_spreadsheet_has_a_sheet_a_section_with_real_values(report: Reports) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.file(report("2026-10"))))
    assert book.sheetnames[:2] == ["Summary", "Figures"]
    plans = book["Improvement plans"]
    assert plans.freeze_panes == "A2"
    assert plans.auto_filter.ref == "A1:O20"
    head = [cell.value for cell in plans[1]]
    row = dict(zip(head, [cell.value for cell in plans[2]], strict=True))
    assert (row["Code"], row["Actual, %"], row["Days on first baseline"]) == ("PLN-01", 72, 730)
    assert row["Finish"] == datetime(2027, 12, 31)  # noqa: DTZ001 - a spreadsheet knows no zones
    assert book["Indicators"]["E3"].data_type == "n"
    assert book.properties.created.isoformat() == "2026-10-31T23:00:00"
    empty = book["Findings ended"]
    assert empty["A2"].value == "No finding."


def test_spreadsheet_makes_no_formula_and_no_link_of_a_text(report: Reports) -> None:
    made = report("2026-10")
    rows = tuple(dataclasses.replace(row, words=(BAD, "http://evil.example")) for row in made.plans.next)
    made = dataclasses.replace(made, headline=BAD, plans=dataclasses.replace(made.plans, next=rows))
    content = xlsx.file(made)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"] == []
    assert all(not sheet._hyperlinks for sheet in book)
    assert BAD in [cell.value for row in book["Summary"] for cell in row]


def test_spreadsheet_speaks_the_language_of_the_report(report: Reports) -> None:
    with override("nl"):
        made = report("2026-10")
    book = openpyxl.load_workbook(io.BytesIO(xlsx.file(made)))
    assert "Verbeterplannen" in book.sheetnames


# --- text document
def test_document_has_headings_and_tables_with_a_head(report: Reports) -> None:
    made = report("2026-10")
    document = word.Document(io.BytesIO(docx.file(made, Sealed())))
    headings = [one.text for one in document.paragraphs if one.style.name.startswith(("Heading", "Title"))]
    assert headings[0] == "Monthly report, October 2026"
    assert "Open findings" in headings
    assert "PLN-01 Large cash flow improvement programme (recalibrated)" in headings
    for table in document.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
    assert document.core_properties.created.isoformat().startswith("2026-10-31T23:00:00")
    text = "\n".join(one.text for one in document.paragraphs)
    assert Sealed.sha256 in text


@pytest.mark.parametrize("make", [xlsx.file, docx.file])
def test_entries_of_an_archive_have_the_moment_of_the_report(report: Reports, make: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(make(report("2026-10")))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 10, 31, 23, 0, 0)}


# --- page and command
def test_html_has_the_new_sections(report: Reports) -> None:
    page = html.file(report("2026-10"), "en", printed=Sealed())
    for sign in ('id="since"', 'id="since-late"', 'id="indicators"', 'id="page-PLN-01"', "Milestone trend", "9f2c41d0"):
        assert sign in page


def test_marks(report: Reports) -> None:
    made = report("2026-10")
    assert edition.mark(made, None) == "Reconstructed month"
    assert edition.mark(dataclasses.replace(made, state="in_review"), None) == "DRAFT"
    assert edition.mark(dataclasses.replace(made, state="sealed"), None) == "Copy"
    assert edition.mark(made, Sealed()) == "Edition 2"
    assert edition.lines(None) == ()


@pytest.mark.parametrize("name", files.FORMATS)
def test_command_writes_every_format(douane: Any, tmp_path: Path, name: str) -> None:
    target = tmp_path / f"out.{name}"
    call_command("monthly_report", "2026-10", "--format", name, "--output", str(target), "--language", "nl")
    signs = {"html": b"<!DOCTYPE html>", "pdf": b"%PDF-1.7", "xlsx": b"PK", "docx": b"PK", "json": b"{"}
    assert target.read_bytes().startswith(signs[name])


def test_command_refuses_to_write_a_binary_file_to_the_screen(douane: Any) -> None:
    with pytest.raises(CommandError, match="--format pdf writes no text; name the file with --output"):
        call_command("monthly_report", "2026-10", "--format", "pdf")


def test_command_says_what_cannot_be_written(douane: Any, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        call_command("monthly_report", "2026-10", "--format", "xlsx", "--output", str(tmp_path / "no" / "x.xlsx"))

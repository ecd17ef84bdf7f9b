"""The same sealed data give the same files, and the same register the same data, on every database and machine.

The hashes are committed, so that each database is held against one value and not against itself. Archives are hashed
by what they hold, for the bytes of their compression depend on the machine's zlib; the PDF without the spreadsheet
that it carries, for the same reason. After an intended change of a report:
`RECORD_GOLDEN=1 pytest tests/reporting/test_golden.py`.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils.translation import override

from riskreg.reporting.publish import Printed
from riskreg.reporting.render import docx, html, pdf, xlsx
from riskreg.reporting.render import json as json_file
from tests.reporting.conftest import report_of

FOLDER = Path(__file__).resolve().parent
DATA, KEPT = FOLDER / "golden.json", FOLDER / "golden_sha256.json"
PRINTED = Printed(2, "9f2c41d0" * 8, 1503, "ab12cd34" * 8, "A figure was wrong")


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def held(archive: bytes) -> bytes:
    """Names, moments and contents of an archive's entries, in its order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return b"".join(
            f"{one.filename} {one.date_time} ".encode() + opened.read(one.filename) for one in opened.infolist()
        )


def kept(found: dict[str, str]) -> dict[str, str]:
    """What is committed of these; recorded first where that is asked for."""
    known: dict[str, str] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    if os.environ.get("RECORD_GOLDEN"):
        known |= found
        KEPT.write_text(json.dumps(dict(sorted(known.items())), indent=1) + "\n", encoding="utf-8")
    return {name: known.get(name, "") for name in found}


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/New_York", "Asia/Tokyo"])
def test_sealed_data_give_the_committed_files_in_any_time_zone(db: None, settings: Any, zone: str) -> None:
    settings.TIME_ZONE = zone
    with connection.cursor() as cursor:
        # What came out of the database is what is made into files, as in a check of an edition.
        cursor.execute("SELECT CAST(%s AS text)", [DATA.read_text(encoding="utf-8")])
        data = cursor.fetchone()[0]
    report = json_file.loads(data)
    found = {
        "file json": digest(json_file.dumps(report).encode()),
        "file html": digest(html.file(report, report.language, printed=PRINTED).encode()),
        "file pdf": digest(pdf.file(report, PRINTED, b"")),
        "file xlsx": digest(held(xlsx.file(report, PRINTED))),
        "file docx": digest(held(docx.file(report, PRINTED))),
    }
    assert found == kept(found)
    assert json_file.dumps(report) == data


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_real_register_gives_the_committed_data(douane: Any, language: str) -> None:
    with override(language):
        found = {
            f"data {month} {language}": digest(json_file.dumps(report_of(month, date(2026, 11, 22))).encode())
            for month in ("2024-12", "2025-12", "2026-10")
        }
    assert found == kept(found)

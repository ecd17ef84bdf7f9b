"""The report as PDF: tagged, PDF/A-3a and PDF/UA-1, with the spreadsheet within it, the same bytes each time."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import override

from riskreg.reporting.document import Report
from riskreg.reporting.render import edition, glyphs, pdf_data, xlsx

TEMPLATE = Path(__file__).resolve().parent / "typst" / "report.typ"
STANDARDS = ["a-3a", "ua-1"]


class NotMade(Exception):
    """The typesetter could not make the document, or had something to say about it."""


def file(report: Report, printed: edition.Printed | None = None, spreadsheet: bytes | None = None) -> bytes:
    """In the language of the report. Raises NotMade with the words of the typesetter; a warning is one too.

    `spreadsheet` is what is attached; without it the spreadsheet is made here.
    """
    attached = xlsx.file(report, printed) if spreadsheet is None else spreadsheet
    made: bytes = _compiled(report, printed, attached, format="pdf", pdf_standards=STANDARDS)
    return made


def pages(report: Report, printed: edition.Printed | None = None, ppi: float = 100) -> list[bytes]:
    """Every page as a PNG picture, to be looked at."""
    made = _compiled(report, printed, b"", format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compiled(report: Report, printed: edition.Printed | None, attached: bytes, **options: Any) -> Any:
    import typst

    with override(report.language):
        data = glyphs.every(pdf_data.of(report, printed))
    at = edition.made_at(report)
    data["attachment"] = list(attached)
    try:
        made, warnings = typst.compile_with_warnings(
            str(TEMPLATE),
            root=str(TEMPLATE.parent),
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=int(at.timestamp()),
            **options,
        )
    except typst.TypstError as error:
        raise NotMade(" ".join([str(error), *error.hints])) from error
    if warnings:
        raise NotMade("; ".join(str(one) for one in warnings))
    return made


@cache
def _fonts() -> Any:
    """Read once: our own fonts and no other, so that every machine makes the same file."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(glyphs.FONTS)])

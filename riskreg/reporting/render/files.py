"""Every file of a report in one go: what an edition is sealed with."""

from __future__ import annotations

from django.utils.translation import override

from riskreg.reporting.document import Report
from riskreg.reporting.render import docx, edition, html, pdf, xlsx
from riskreg.reporting.render import json as json_file

FORMATS = ("html", "pdf", "xlsx", "docx", "json")
TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}


def one(name: str, report: Report, printed: edition.Printed | None = None) -> bytes:
    """One file in the report's own language. Raises KeyError for a format that is not among FORMATS."""
    with override(report.language):
        if name == "html":
            return html.file(report, report.language, printed=printed).encode()
        if name == "json":
            return json_file.dumps(report).encode()
        if name == "pdf":
            return pdf.file(report, printed, xlsx.file(report, printed))
        return {"xlsx": xlsx.file, "docx": docx.file}[name](report, printed)


def every(report: Report, printed: edition.Printed | None = None) -> dict[str, bytes]:
    """Format -> the file; the spreadsheet is made once and stands in the PDF too."""
    with override(report.language):
        sheet = xlsx.file(report, printed)
        return {
            "html": html.file(report, report.language, printed=printed).encode(),
            "pdf": pdf.file(report, printed, sheet),
            "xlsx": sheet,
            "docx": docx.file(report, printed),
            "json": json_file.dumps(report).encode(),
        }

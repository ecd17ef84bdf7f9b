"""A report as tables with headings in the active language: what the spreadsheet and the text document are made of."""

from __future__ import annotations

from django.utils.translation import gettext as _

from riskreg.reporting.document import Report
from riskreg.reporting.render import tables_pages, tables_summary, tables_told
from riskreg.reporting.render.table import Table


def of(report: Report) -> list[Table]:
    """Every table, in the order of the report."""
    return [
        tables_summary.figures(report),
        tables_summary.reconciliation(report),
        tables_summary.decided(report),
        tables_summary.exceptions(report),
        tables_summary.plans(report),
        tables_summary.findings_of(report, report.findings.open, "findings", _("Open findings"), _("Open findings")),
        tables_summary.findings_of(
            report, report.findings.ended, "ended", _("Findings ended in the month"), _("Findings ended")
        ),
        tables_summary.risks(report),
        tables_summary.changes(report),
        tables_summary.decisions(report),
        tables_summary.commitments(report),
        tables_summary.late(report),
        tables_summary.slips_next(report),
        tables_pages.indicators(report),
        tables_pages.milestones(report),
        tables_pages.courses(report),
        tables_pages.forecasts(report),
        tables_pages.words(report),
        tables_pages.trend(report),
        *tables_told.of(report),
    ]

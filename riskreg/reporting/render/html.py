"""The report as HTML: the context that the page's templates share with the file, and the stand-alone file itself."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from riskreg.reporting.chart_words import matrix_words, top_marks
from riskreg.reporting.charts import matrix, progress
from riskreg.reporting.document import PlanRow, Report
from riskreg.templatetags.riskreg_format import moment
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.dates import show
from riskreg.vocabulary.periods import end_of_day

STYLES = Path(__file__).resolve().parents[2] / "static" / "riskreg"
_IMPORT = re.compile(r'@import "([a-z]+\.css)";')
_FONT = re.compile(r"url\((fonts/[a-z0-9-]+\.woff2)\)")


def context(report: Report) -> dict[str, Any]:
    """What the templates in reports/monthly/ read."""
    return {
        "report": report,
        "title": _("Monthly report, %(month)s") % {"month": month_name(report)},
        "organisation": settings.ORGANISATION,
        "is_draft": report.state == PeriodState.OPEN,
        "is_reconstructed": report.state == PeriodState.RECONSTRUCTED,
        "start_words": _cut_off(report, 0),
        "end_words": _cut_off(report, 1),
        "matrix": _matrix(report),
        "plans": [{"row": row, "bar": _bar(row)} for row in report.plans.rows],
    }


def month_name(report: Report) -> str:
    return str(date_format(report.month.first, "F Y"))


def file(report: Report, language: str, site: str = "") -> str:
    """One HTML file with its own style and fonts; `site` is the address that the links start with."""
    styles = f"data:text/css;base64,{base64.b64encode(stylesheet().encode()).decode()}"
    page = render_to_string(
        "reports/file.html",
        {**context(report), "stylesheet": mark_safe(styles), "language": language},  # noqa: S308
    )
    return page.replace('href="/', f'href="{site.rstrip("/")}/') if site else page


def stylesheet() -> str:
    """The stylesheet in one piece, its fonts within it."""

    def embedded(found: re.Match[str]) -> str:
        return f"url(data:font/woff2;base64,{base64.b64encode((STYLES / found[1]).read_bytes()).decode()})"

    whole = _IMPORT.sub(lambda found: (STYLES / found[1]).read_text(encoding="utf-8"), _read("app.css"))
    return _FONT.sub(embedded, whole)


def _read(name: str) -> str:
    return (STYLES / name).read_text(encoding="utf-8")


def _cut_off(report: Report, end: int) -> Any:
    """A cut-off in words: the day where it is the end of one, else the moment; None is now."""
    at = report.cut_offs[end]
    if at is None:
        return None
    calendar = (report.from_on, report.to_on)[end]
    return date_format(calendar, "j F Y") if at == end_of_day(calendar) else moment(at)


def _drawn(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308 - built by the chart builder, which escapes every text


def _matrix(report: Report) -> SafeString:
    title = _("Top risks by likelihood and impact, %(day)s") % {"day": show(report.to_on)}
    words = matrix_words(title, _("The table beside the matrix holds the same positions."))
    return _drawn(matrix.matrix(top_marks(report), words, compact=True))


def _bar(row: PlanRow) -> SafeString | str:
    """The small drawing of a plan's progress, none while nothing is known."""
    if row.progress is None:
        return ""
    words = _("%(plan)s: %(actual)s %% done, %(planned)s %% planned") % {
        "plan": row.record.title,
        "actual": row.progress,
        "planned": row.planned,
    }
    return _drawn(progress.bar(row.planned, row.progress, words, width=84))

"""The report as HTML: the context that the page's templates share with the file, and the stand-alone file itself."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from riskreg.reporting import plan_drawings, quantities, report_drawings
from riskreg.reporting.chart_words import matrix_words, top_marks, top_words
from riskreg.reporting.charts import matrix, progress
from riskreg.reporting.document import Change, PlanRow, Report
from riskreg.reporting.document_plans import PlanPage
from riskreg.reporting.document_since import IndicatorRow
from riskreg.reporting.render import edition
from riskreg.templatetags.riskreg_format import moment
from riskreg.vocabulary import turning
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.dates import show
from riskreg.vocabulary.periods import end_of_day

STYLES = Path(__file__).resolve().parents[2] / "static" / "riskreg"
_IMPORT = re.compile(r'@import "([a-z]+\.css)";')
_LINK = re.compile(r'<a [^>]*?href="/[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_FONT = re.compile(r"url\((fonts/[a-z0-9-]+\.woff2)\)")


def context(report: Report, printed: edition.Printed | None = None, plan: str | None = None) -> dict[str, Any]:
    """What the templates in reports/monthly/ read; `printed` is the sealed edition, None for a draft.

    `plan` is the code of the one plan whose page is shown and nothing else, blank for all but those pages; None for
    everything, as in a file.
    """
    report = turning.every(report)
    pages = [page for page in report.plan_pages if plan is None or page.record.code == plan]
    return {
        "only_plan": bool(plan),
        "report": report,
        "title": edition.title(report),
        "organisation": report.organisation,
        "mark_words": edition.mark_words(report, printed),
        "seal_lines": edition.lines(printed),
        "step_lines": edition.steps(report),
        "reasons": edition.reasons(report),
        "contradictions": [
            (row, edition.hardness(row.severity)) for row in (report.told.contradictions if report.told else ())
        ],
        "digest": f"{printed.sha256[:4]} … {printed.sha256[-4:]}" if printed else "",
        "indicators": [{"row": row, "line": _line(row)} for row in report.indicators],
        "pages": _pages(report, pages),
        "is_copy": edition.is_copy(report, printed),
        "is_draft": report.state == PeriodState.OPEN,
        "is_reconstructed": report.state == PeriodState.RECONSTRUCTED,
        "start_words": _cut_off(report, 0),
        "end_words": _cut_off(report, 1),
        "matrix": _matrix(report),
        "plans": _plans(report),
        "months": _drawn(report_drawings.trend(report)),
        "months_words": report_drawings.trend_message(report),
    }


def file(report: Report, language: str, site: str = "", printed: edition.Printed | None = None) -> str:
    """One HTML file with its own style and fonts.

    `site` is the address that the links start with, without it that of the report; where neither is known, what would
    be a link into the register is plain text, for a file has no site of its own.
    """
    styles = f"data:text/css;base64,{base64.b64encode(stylesheet().encode()).decode()}"
    with override(language):
        page = render_to_string(
            "reports/file.html",
            {**context(report, printed), "stylesheet": mark_safe(styles), "language": language},  # noqa: S308
        )
    address = (site or report.site).rstrip("/")
    return page.replace('href="/', f'href="{address}/') if address else _LINK.sub(r"\1", page)


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


def _pages(report: Report, pages: list[PlanPage]) -> list[dict[str, Any]]:
    """The page of each plan with its drawings, and what changed on it in the month."""
    changed: dict[str, list[Change]] = {}
    for group in report.changed:
        for item in group.items:
            said = item if item.words else replace(item, words=group.sentence)
            changed.setdefault(item.record.code, []).append(said)
    return [
        {
            "page": page,
            "trend": _drawn(plan_drawings.trend_of(page)) if page.lines else "",
            "course": _drawn(plan_drawings.course_of(page, width=346)) if page.course else "",
            "milestones": _milestones(page),
            "changed": [
                item
                for code in (page.record.code, *(row.record.code for row in page.milestones))
                for item in changed.get(code, ())
            ],
        }
        for page in pages
    ]


def _plans(report: Report) -> list[dict[str, Any]]:
    """The plans with their drawings; both columns of days have a scale of their own."""
    rows = report.plans.rows
    current, first = (report_drawings.scale(days) for days in ([r.slip for r in rows], [r.first_slip for r in rows]))
    return [
        {
            "row": row,
            "bar": _bar(row),
            "slip": _drawn(report_drawings.bar(row.slip, current, width=66)),
            "first_slip": _drawn(report_drawings.bar(row.first_slip, first, width=66)),
        }
        for row in rows
    ]


def _milestones(page: PlanPage) -> list[dict[str, Any]]:
    shared = report_drawings.scale(row.slip for row in page.milestones)
    return [{"row": row, "slip": _drawn(report_drawings.bar(row.slip, shared))} for row in page.milestones]


def _line(row: IndicatorRow) -> SafeString:
    points = [(one.period, one.value) for one in row.points]
    return _drawn(quantities.course(row.record.title, row.unit, points, row.target))


def _drawn(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308 - built by the chart builder, which escapes every text


def _matrix(report: Report) -> SafeString:
    title = _("Top risks by likelihood and impact, %(day)s") % {"day": show(report.to_on)}
    desc = " ".join((top_words(report), _("The table beside the matrix holds the same positions.")))
    words = matrix_words(title, desc)
    return _drawn(matrix.matrix(top_marks(report), words, frame=matrix.COMPACT))


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

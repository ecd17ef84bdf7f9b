"""What the PDF prints behind its summary: late and next milestones, indicators, the trend, a page for each plan."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.reporting import plan_drawings, quantities
from riskreg.reporting.document import Change, Report
from riskreg.reporting.document_plans import MilestoneRow, PlanPage
from riskreg.reporting.document_since import IndicatorRow
from riskreg.reporting.render import pdf_words
from riskreg.reporting.render.pdf_told import ref_of as _ref
from riskreg.reporting.render.table import month_words, state_words, status_words, why_words
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import dates


def late(report: Report) -> list[dict[str, Any]]:
    return [
        {
            **_ref(row.record),
            "plan": row.plan.code if row.plan else "",
            "percent": row.percent,
            "status": status_words(row.status),
            "baseline": dates.show(row.baseline),
            "days": row.days_late,
            "forecast": dates.show(row.forecast, row.forecast_precision or "day") if row.forecast else show.NONE,
            "is_passed": row.is_passed,
        }
        for row in report.plans.late
    ]


def slips_next(report: Report) -> list[dict[str, Any]]:
    return [
        {
            **_ref(row.record),
            "plan": row.plan.code if row.plan else "",
            "percent": row.percent,
            "baseline": dates.show(row.baseline),
            "words": ", ".join(row.words),
        }
        for row in report.plans.next
    ]


def indicators(report: Report) -> list[dict[str, Any]]:
    return [_indicator(row) for row in report.indicators]


def _before(row: IndicatorRow) -> str:
    return f"{row.previous_words} ({dates.period_within(row.previous_period)})" if row.previous_period else show.NONE


def _indicator(row: IndicatorRow) -> dict[str, Any]:
    points = [(one.period, one.value) for one in row.points]
    target = row.target if row.target is not None and len(points) > 1 else None
    values = (row.points[0].value, row.points[-1].value) if len(points) > 1 else ()
    return {
        **_ref(row.record),
        "value": row.value_words,
        "is_example_value": row.value_basis == "illustrative",
        "period": show.period(row.period) if row.period else "",
        "target": row.target_words or show.NONE,
        "verdict": row.verdict,
        "verdict_words": row.verdict_words,
        "thresholds": str(capfirst(row.thresholds_words)),
        "before": _before(row),
        "svg": quantities.course(row.record.title, row.unit, points, target, width=96, height=24),
        "alt": _("%(title)s from %(first)s to %(last)s")
        % {
            "title": row.record.title,
            "first": quantities.quantity(values[0], row.unit),
            "last": quantities.quantity(values[1], row.unit),
        }
        if values
        else "",
        "is_new": row.is_new,
    }


def trend(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "month": month_words(one.month),
            "findings": one.open_findings,
            "late": one.late_milestones,
            "planned": one.planned,
            "actual": one.actual,
            "is_reconstructed": one.is_reconstructed,
        }
        for one in report.trend
    ]


def plans(report: Report) -> list[dict[str, Any]]:
    found: dict[str, list[tuple[str, Change]]] = {}
    for group in report.changed:
        for item in group.items:
            found.setdefault(item.record.code, []).append((group.sentence, item))
    return [_page(page, found) for page in report.plan_pages]


def _page(page: PlanPage, changed: dict[str, list[tuple[str, Change]]]) -> dict[str, Any]:
    codes = (page.record.code, *(row.record.code for row in page.milestones))
    facts = [_("owner %(owner)s") % {"owner": page.owner}] if page.owner else []
    if page.baseline_number is not None:
        facts.append(pdf_words.baseline(page.baseline_number, page.approved_on))
    title = page.record.title
    return {
        **_ref(page.record),
        "facts": ", ".join(facts),
        "headline": page.headline,
        "state": page.state,
        "state_words": state_words(page.state),
        "notes": [{**_ref(one.record), "text": one.text} for one in page.words],
        "milestones": [_milestone(row) for row in page.milestones],
        "trend": plan_drawings.trend_of(page, width=540, height=_height(page)) if page.lines else "",
        "trend_alt": ". ".join(
            (
                _("Milestone trend of %(plan)s") % {"plan": title},
                plan_drawings.rising(one.finishes for one in page.lines),
            )
        ),
        "course": plan_drawings.course_of(page, width=380) if page.course else "",
        "course_alt": plan_drawings.progress_words(page),
        "changed": [
            {**_ref(item.record), "words": item.words or sentence, "why": why_words(item)}
            for code in codes
            for sentence, item in changed.get(code, ())
        ],
    }


def _height(page: PlanPage) -> float:
    """Of a plan's milestone trend: room for a label a line, so that two short plans share a page."""
    return min(270, max(160, 46 + 17 * len(page.lines)))


def _milestone(row: MilestoneRow) -> dict[str, Any]:
    finish, kind = (row.actual, "actual") if row.actual else (row.forecast, "forecast")
    return {
        **_ref(row.record),
        "state": row.state,
        "state_words": state_words(row.state) if row.state else _("no baseline"),
        "status_words": row.status_words,
        "percent": row.percent,
        "first": dates.show(row.first_baseline) if row.first_baseline and row.first_baseline != row.baseline else "",
        "baseline": dates.show(row.baseline) if row.baseline else show.NONE,
        "finish": dates.show(finish, row.forecast_precision if kind == "forecast" else "day") if finish else show.NONE,
        "kind": kind if finish else "",
        "slip": row.slip,
        "blocked": row.blocked_reason,
        "is_passed": row.is_passed,
    }

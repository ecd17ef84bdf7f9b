"""The tables of the pages: indicators, milestones of plans, their courses, the month's words, the trend."""

from __future__ import annotations

from django.utils.translation import gettext as _

from riskreg.reporting.document import Report
from riskreg.reporting.document_plans import PlanPage
from riskreg.reporting.render.table import (
    CODE,
    DAY,
    LONG,
    NUMBER,
    Column,
    Table,
    day,
    marked,
    month_words,
    named,
    passed,
    record,
    state_words,
)
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary.choices import Basis


def indicators(report: Report) -> Table:
    columns = (
        *record(),
        Column(_("Kind")),
        Column(_("Period")),
        Column(_("Latest value"), NUMBER),
        Column(_("In words")),
        Column(_("Target value"), NUMBER),
        Column(_("Against the thresholds")),
        Column(_("Thresholds"), LONG),
        Column(_("Period before")),
        Column(_("Value before"), NUMBER),
    )
    rows = tuple(
        (
            *named(row.record),
            row.kind_words,
            show.period(row.period) if row.period else "",
            row.value,
            marked(row.value_words, row.value_basis),
            row.target,
            row.verdict_words,
            row.thresholds_words,
            show.period(row.previous_period) if row.previous_period else "",
            row.previous,
        )
        for row in report.indicators
    )
    return Table("indicators", _("Indicators"), _("Indicators"), columns, rows, _("No indicators yet"))


def milestones(report: Report) -> Table:
    """Those of every plan with a page."""
    rows = tuple(
        (marked(page.record.code, page.record.basis), *row)
        for page in report.plan_pages
        for row in milestones_of(page).rows
    )
    columns = (Column(_("Plan"), CODE), *_milestone_columns())
    return Table("milestones", _("Milestones of running plans"), _("Milestones"), columns, rows, _("No plan runs."))


def milestones_of(page: PlanPage) -> Table:
    """Those of one plan."""
    rows = tuple(
        (
            *named(row.record),
            row.status_words,
            state_words(row.state) if row.state else _("no baseline"),
            row.percent,
            day(row.first_baseline),
            day(row.baseline),
            day(row.forecast, row.forecast_precision),
            day(row.actual),
            row.slip,
            row.first_slip,
            row.days_late,
            row.confidence_words,
            passed(forecast=row.is_passed),
            str(Basis(row.date_basis).label) if row.date_basis else "",
        )
        for row in page.milestones
    )
    return Table(
        "milestones", _("Milestones"), _("Milestones"), _milestone_columns(), rows, _("The plan has no milestones.")
    )


def _milestone_columns() -> tuple[Column, ...]:
    return (
        *record(),
        Column(_("Status")),
        Column(_("State")),
        Column("%", NUMBER),
        Column(_("First baseline"), DAY),
        Column(_("Baseline"), DAY),
        Column(_("Forecast"), DAY),
        Column(_("Actual"), DAY),
        Column(_("Days on current baseline"), NUMBER),
        Column(_("Days on first baseline"), NUMBER),
        Column(_("Days late"), NUMBER),
        Column(_("Confidence")),
        Column(_("Passed")),
        Column(_("Basis of the day")),
    )


def courses(report: Report) -> Table:
    columns = (
        Column(_("Plan"), CODE),
        Column(_("Month")),
        Column(_("Planned, %"), NUMBER),
        Column(_("Actual, %"), NUMBER),
    )
    rows = tuple(
        (marked(page.record.code, page.record.basis), str(point.month), point.planned, point.actual)
        for page in report.plan_pages
        for point in page.course
    )
    return Table("courses", _("Progress of plans by month"), _("Progress by month"), columns, rows, _("No plan runs."))


def forecasts(report: Report) -> Table:
    columns = (
        Column(_("Plan"), CODE),
        Column(_("Milestone"), CODE),
        Column(_("Month of report")),
        Column(_("Finish as reported"), DAY),
    )
    basis = {row.record.code: row.record.basis for page in report.plan_pages for row in page.milestones}
    rows = tuple(
        (
            marked(page.record.code, page.record.basis),
            marked(line.code, basis.get(line.code, "")),
            str(month),
            day(finish, line.precision),
        )
        for page in report.plan_pages
        for line in page.lines
        for month, finish in zip(page.months, line.finishes, strict=True)
        if finish is not None
    )
    title = _("Milestone trend: finish as each month reported it")
    return Table("forecasts", title, _("Milestone trend"), columns, rows, _("No plan runs."))


def words(report: Report) -> Table:
    columns = (*record(), Column(_("Words"), LONG))
    listed = [*(one for page in report.plan_pages for one in page.words), *report.words]
    rows = tuple((*named(one.record), one.text) for one in listed)
    return Table("words", _("The month's words"), _("The month's words"), columns, rows, _("Nothing was written."))


def trend(report: Report) -> Table:
    columns = (
        Column(_("Month")),
        Column(_("Open findings"), NUMBER),
        Column(_("Late milestones"), NUMBER),
        Column(_("Planned, %"), NUMBER),
        Column(_("Actual, %"), NUMBER),
        Column(_("Kind")),
    )
    rows = tuple(
        (
            month_words(one.month),
            one.open_findings,
            one.late_milestones,
            one.planned,
            one.actual,
            _("reconstructed") if one.is_reconstructed else "",
        )
        for one in report.trend
    )
    return Table("trend", _("Trend by month"), _("Trend by month"), columns, rows, _("No months before this one."))

"""The tables of the summary: figures, plans, findings, risks, changes, decisions, commitments, late and next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from riskreg.reporting.document import Change, CommitmentRow, DecisionRow, FindingRow, Report, RiskRow
from riskreg.reporting.render.table import (
    CODE,
    DAY,
    LONG,
    NUMBER,
    Cell,
    Column,
    Table,
    band_words,
    day,
    ended_words,
    marked,
    named,
    passed,
    record,
    state_words,
    status_words,
)
from riskreg.vocabulary.choices import CommitmentStatus


def figures(report: Report) -> Table:
    columns = (
        Column(_("Figure"), LONG),
        Column(_("Number"), NUMBER),
        Column(_("Of"), NUMBER),
        Column(_("At the start"), NUMBER),
    )
    rows = tuple((one.label, one.figure.value, one.total, one.before) for one in report.figures)
    return Table("figures", _("Figures"), _("Figures"), columns, rows)


def reconciliation(report: Report) -> Table:
    line = report.reconciliation
    columns = (
        Column(_("Open at start"), NUMBER),
        Column(pgettext("count", "new"), NUMBER),
        Column(pgettext("count", "reopened"), NUMBER),
        *(Column(ended_words(kind), NUMBER) for kind in line.ended_by_kind),
        Column(_("Open at end"), NUMBER),
    )
    ended = (figure.value for figure in line.ended_by_kind.values())
    row = (line.open_start.value, line.new.value, line.reopened.value, *ended, line.open_end.value)
    return Table("reconciliation", _("Findings, from start to end"), _("Findings start to end"), columns, (row,))


def decided(report: Report) -> Table:
    columns = (
        *record(),
        Column(_("Asked on"), DAY),
        Column(_("Needed by"), DAY),
        Column(_("What became of it")),
        Column(_("Taken on"), DAY),
        Column(_("Decision"), LONG),
        Column(_("Role")),
    )
    rows = tuple(
        (
            *named(row.record),
            day(row.asked_on),
            day(row.needed_by),
            str(capfirst(row.became_words)),
            day(row.taken_on),
            row.outcome,
            row.role,
        )
        for row in report.since.decisions
    )
    title = _("Decisions since the previous edition")
    return Table("since", title, _("Since the previous edition"), columns, rows, _("No decision waited or was asked."))


def exceptions(report: Report) -> Table:
    columns = (Column(_("Exception"), LONG), *record(), Column(_("Plan"), CODE), Column(_("Why"), LONG))
    rows = tuple(
        (group.sentence, *named(row.record), row.plan.code if row.plan else None, row.words)
        for group in report.since.exceptions
        for row in group.items
    )
    return Table("exceptions", _("New exceptions"), _("New exceptions"), columns, rows, _("Nothing is newly wrong."))


def plans(report: Report) -> Table:
    columns = (
        *record(),
        Column(_("State")),
        Column(_("Actual, %"), NUMBER),
        Column(_("Planned, %"), NUMBER),
        Column(_("In the month, points"), NUMBER),
        Column(_("Finish"), DAY),
        Column(_("Baseline"), DAY),
        Column(_("First baseline"), DAY),
        Column(_("Days on current baseline"), NUMBER),
        Column(_("Days on first baseline"), NUMBER),
        Column(_("Milestones"), NUMBER),
        Column(_("Reached"), NUMBER),
        Column(_("Late milestones"), NUMBER),
        Column(_("Passed")),
    )
    rows = tuple(
        (
            *named(row.record),
            state_words(row.state),
            row.progress,
            row.planned,
            row.change,
            day(row.finish, row.finish_precision),
            day(row.baseline),
            day(row.first_baseline),
            row.slip,
            row.first_slip,
            row.milestones.value,
            row.done,
            row.late.value,
            passed(forecast=row.is_passed),
        )
        for row in report.plans.rows
    )
    return Table("plans", _("Improvement plans"), _("Improvement plans"), columns, rows, _("No plan runs."))


def findings_of(report: Report, listed: Sequence[FindingRow], key: str, title: str, sheet: str) -> Table:
    columns = (
        *record(),
        Column(_("Sender")),
        *(Column(str(year)) for year in report.findings.years),
        Column(_("State")),
        Column(_("Days open"), NUMBER),
        Column(_("Target"), DAY),
        Column(_("First target"), DAY),
        Column(_("Target moved, days"), NUMBER),
        Column(_("Forecast of its plans"), DAY),
        Column(_("Forecast on target, days"), NUMBER),
        Column(_("Passed")),
        Column(_("Plans")),
    )
    rows = tuple(
        (
            *named(row.record),
            ", ".join(row.senders),
            *(one.words for one in row.ratings),
            str(capfirst(row.state_words)),
            row.days_open,
            day(row.target, row.target_precision),
            day(row.first_target, row.first_target_precision),
            row.target_slip,
            day(row.forecast, row.forecast_precision),
            row.forecast_slip,
            passed(target=row.is_past_target, forecast=row.is_passed),
            ", ".join(plan.code for plan in row.plans),
        )
        for row in listed
    )
    return Table(key, title, sheet, columns, rows, _("No finding."))


def _risk(row: RiskRow, *, listed: bool) -> tuple[Cell, ...]:
    likelihood, impact = row.now or (None, None)
    mark = _("new on the list") if row.is_added else "" if listed else _("left the list")
    above = _("above") if row.is_above else ""
    scores = (row.score_before, row.score, marked(band_words(row.now), row.score_basis))
    limits = (row.appetite_maximum, above, row.target_score, mark)
    return (*named(row.record), likelihood, impact, *scores, *limits)


def risks(report: Report) -> Table:
    columns = (
        *record(),
        Column(_("Likelihood"), NUMBER),
        Column(_("Impact"), NUMBER),
        Column(_("Score at start"), NUMBER),
        Column(_("Score"), NUMBER),
        Column(_("Band")),
        Column(_("Appetite, at most"), NUMBER),
        Column(_("Against appetite")),
        Column(pgettext("score", "Target"), NUMBER),
        Column(_("List")),
    )
    rows = tuple(_risk(row, listed=True) for row in report.risks.top)
    rows += tuple(_risk(row, listed=False) for row in report.risks.removed)
    return Table("risks", _("Top risks"), _("Top risks"), columns, rows, _("No top list is in force."))


def _moved(item: Change) -> tuple[Cell, Cell]:
    return day(item.old, item.old_precision), day(item.new, item.new_precision)


def _why(item: Change) -> tuple[Cell, ...]:
    return (marked(item.why.reason, item.why.basis), item.why.role, day(item.why.on)) if item.why else ("", "", None)


def changes(report: Report) -> Table:
    columns = (
        Column(_("What changed"), LONG),
        *record(),
        Column(_("How"), LONG),
        Column(_("From"), DAY),
        Column(_("To"), DAY),
        Column(_("Days"), NUMBER),
        Column(_("Why"), LONG),
        Column(_("Who")),
        Column(_("When"), DAY),
    )
    rows = tuple(
        (group.sentence, *named(item.record), item.words, *_moved(item), item.days, *_why(item))
        for group in report.changed
        for item in group.items
    )
    return Table("changes", _("What changed"), _("What changed"), columns, rows, _("Nothing changed in this month."))


def _decision(row: DecisionRow, state: str) -> tuple[Cell, ...]:
    about = row.about.code if row.about else None
    return (state, *named(row.record), about, day(row.asked_on), day(row.needed_by), day(row.taken_on), row.outcome)


def decisions(report: Report) -> Table:
    columns = (
        Column(_("State")),
        *record(),
        Column(_("About"), CODE),
        Column(_("Asked on"), DAY),
        Column(_("Needed by"), DAY),
        Column(_("Taken on"), DAY),
        Column(_("Decision"), LONG),
    )
    rows = tuple(_decision(row, str(capfirst(pgettext("decision", "asked")))) for row in report.decisions.asked)
    rows += tuple(_decision(row, str(capfirst(pgettext("decision", "taken")))) for row in report.decisions.taken)
    return Table("decisions", _("Decisions"), _("Decisions"), columns, rows, _("No decision is asked."))


def commitments(report: Report) -> Table:
    columns = (
        Column(_("List"), LONG),
        *record(),
        Column(_("State")),
        Column(_("Promised"), DAY),
        Column(_("First promised"), DAY),
        Column(_("Reaches"), DAY),
        Column(_("Days late"), NUMBER),
        Column(_("Days left"), NUMBER),
        Column(_("Delay reported on"), DAY),
    )
    lists: tuple[tuple[str, Iterable[CommitmentRow], bool], ...] = (
        (_("To be reported now"), report.commitments.to_report, True),
        (_("Overdue commitments"), report.commitments.overdue, True),
        (_("Commitments due"), report.commitments.due, False),
    )
    rows = tuple(
        (
            label,
            *named(row.record),
            str(capfirst(str(CommitmentStatus(row.status).label))),
            day(row.due, row.due_precision),
            day(row.first_due, row.first_due_precision),
            day(row.reach, row.reach_precision),
            row.days if late else None,
            None if late else row.days,
            day(row.reported_on),
        )
        for label, listed, late in lists
        for row in listed
    )
    return Table(
        "commitments", _("Commitments"), _("Commitments"), columns, rows, _("No commitment is to be reported.")
    )


def late(report: Report) -> Table:
    columns = (
        *record(),
        Column(_("Plan"), CODE),
        Column("%", NUMBER),
        Column(_("State")),
        Column(_("Baseline"), DAY),
        Column(_("Days late"), NUMBER),
        Column(_("Forecast"), DAY),
        Column(_("Passed")),
    )
    rows = tuple(
        (
            *named(row.record),
            row.plan.code if row.plan else None,
            row.percent,
            status_words(row.status),
            day(row.baseline),
            row.days_late,
            day(row.forecast, row.forecast_precision),
            passed(forecast=row.is_passed),
        )
        for row in report.plans.late
    )
    return Table("late", _("Late milestones"), _("Late milestones"), columns, rows, _("No milestone is late."))


def slips_next(report: Report) -> Table:
    columns = (
        *record(),
        Column(_("Plan"), CODE),
        Column("%", NUMBER),
        Column(_("Baseline"), DAY),
        Column(_("Days left"), NUMBER),
        Column(_("Forecast"), DAY),
        Column(_("Sign"), LONG),
    )
    rows = tuple(
        (
            *named(row.record),
            row.plan.code if row.plan else None,
            row.percent,
            day(row.baseline),
            row.days_left,
            day(row.forecast, row.forecast_precision),
            ", ".join(row.words),
        )
        for row in report.plans.next
    )
    empty = _("No milestone shows signs of slipping.")
    return Table("next", _("What slips next"), _("What slips next"), columns, rows, empty)

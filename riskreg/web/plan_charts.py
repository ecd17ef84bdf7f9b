"""The drawings of one plan: roadmap, milestone trend and progress, each from the rows of its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.history.months import MonthEnd
from riskreg.insight import progress as share
from riskreg.insight import slip
from riskreg.insight.plans import PlanStanding
from riskreg.reporting.charts import milestone_trend as trend
from riskreg.reporting.charts import progress, roadmap
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import MilestoneStatus
from riskreg.vocabulary.periods import Month
from riskreg.web.charts import drawn

MOST_LEVELS = 9
MONTHS_AHEAD = 3


def short(milestone: Any) -> str:
    """The last part of a milestone's code, which the drawings of its own plan show."""
    return milestone.code.rsplit("-", 1)[-1]


# --- roadmap
def roadmap_drawn(plan: Any, milestones: Sequence[Any], on: date) -> SafeString:
    """A lane per workstream; milestones without one share the last lane. Needs `workstream` attached."""
    lanes: dict[int | None, list[Any]] = {}
    for one in sorted(milestones, key=lambda one: (one.workstream is None, str(one.workstream or ""), one.code)):
        lanes.setdefault(one.workstream.id if one.workstream else None, []).append(one)
    words = roadmap.RoadmapWords(
        title=_("Roadmap of %(plan)s") % {"plan": plan.title},
        desc=_("Baseline, actual and forecast of each milestone; the table of milestones holds the same dates."),
        days=_("%(days)s d"),
        quarter=_("Q%(quarter)d"),
        today=dates.show(on),
        empty=_("No milestones yet"),
    )
    return drawn(roadmap.roadmap([_lane(listed, on) for listed in lanes.values()], on, words))


def _lane(milestones: list[Any], on: date) -> roadmap.RoadmapRow:
    stream = milestones[0].workstream
    started = [one for one in milestones if one.status != MilestoneStatus.NOT_STARTED]
    unfinished = [one for one in milestones if one.status != MilestoneStatus.COMPLETED]
    begins = min((day for one in milestones if (day := _begin(one))), default=None)
    promised = max((one.baseline for one in milestones if one.baseline), default=None)
    return roadmap.RoadmapRow(
        code=stream.code.rsplit("-", 1)[-1] if stream else "",
        name=stream.title if stream else _("No workstream"),
        baseline=_span(begins, promised),
        actual=_actual(started, unfinished, on),
        forecast=_forecast(unfinished, on),
        milestones=tuple(
            roadmap.RoadmapMilestone(
                short(one), one.title, one.baseline, slip.finish(one), one.status == MilestoneStatus.COMPLETED
            )
            for one in milestones
        ),
    )


def _begin(milestone: Any) -> date | None:
    days = (milestone.start, milestone.first_baseline, slip.finish(milestone))
    return min((day for day in days if day), default=None)


def _span(first: date | None, last: date | None) -> roadmap.Span | None:
    return (first, last) if first and last and first < last else None


def _actual(started: list[Any], unfinished: list[Any], on: date) -> roadmap.Span | None:
    begins = min((day for one in started if (day := _begin(one))), default=None)
    running = any(one in unfinished for one in started)
    ends = on if running else max((one.actual for one in started if one.actual), default=None)
    return _span(begins, ends)


def _forecast(unfinished: list[Any], on: date) -> roadmap.Span | None:
    expected = max((one.forecast for one in unfinished if one.forecast), default=None)
    idle = all(one.status == MilestoneStatus.NOT_STARTED for one in unfinished)
    begins = min((day for one in unfinished if (day := _begin(one))), default=on) if idle else on
    return _span(max(begins, on), expected)


# --- milestone trend
@dataclass(frozen=True)
class TrendCell:
    """A finish as one month reported it; `again`: it was reached the month before too."""

    on: date | None
    moved: bool
    reached: bool
    again: bool


@dataclass(frozen=True)
class TrendRow:
    """One milestone of the table under the trend, a cell per month."""

    milestone: Any
    cells: tuple[TrendCell, ...]


def trend_drawn(plan: Any, months: Sequence[MonthEnd], standing: Sequence[Any]) -> tuple[SafeString, list[TrendRow]]:
    """The finish of every milestone in scope as each month reported it; what was reached before is left out."""
    rows = [row for one in standing if (row := _trend_row(one, months)) is not None]
    lines = [_trend_line(row) for row in rows]
    words = trend.MilestoneTrendWords(
        title=_("Milestone trend of %(plan)s") % {"plan": plan.title},
        desc=_("The finish of each milestone as reported month by month; the table below holds the same dates."),
        axis=_("Finish as reported"),
        diagonal=_("reached on this line"),
        empty=_("No milestone is in scope yet"),
    )
    names = [(one.on, dates.axis_month(one.month.first)) for one in months]
    days = [day for line in lines for day in line.finishes if day]
    levels = _levels([*days, *(one.on for one in months)])
    bad = settings.MILESTONE_AT_RISK_DAYS - 1
    return drawn(trend.milestone_trend(names, lines, levels, words, bad_days=bad)), rows


def _trend_row(milestone: Any, months: Sequence[MonthEnd]) -> TrendRow | None:
    if milestone.first_baseline is None:
        return None
    cells: list[TrendCell] = []
    before, was_reached = None, False
    for month in months:
        then = next((row for row in month.milestones if row.id == milestone.id), None)
        day = slip.finish(then) if then is not None and then.first_baseline is not None else None
        reached = then is not None and then.status == MilestoneStatus.COMPLETED
        moved = before is not None and day is not None and day != before
        cells.append(TrendCell(day, moved, reached, reached and was_reached))
        before, was_reached = day or before, reached
    if not cells or all(cell.reached for cell in cells):
        return None
    return TrendRow(milestone, tuple(cells))


def _trend_line(row: TrendRow) -> trend.MilestoneLine:
    """A line ends where its milestone was reached for good."""
    finishes = [cell.on for cell in row.cells]
    last = len(finishes)
    while last > 1 and row.cells[last - 1].again:
        last -= 1
        finishes[last] = None
    milestone, days = row.milestone, slip.slip(row.milestone)
    return trend.MilestoneLine(
        code=milestone.code,
        label=dates.show(slip.finish(milestone), milestone.forecast_precision or "day"),
        slip="" if days is None else _("%(days)s d") % {"days": show.signed(days)},
        days=days,
        finishes=tuple(finishes),
        reached=milestone.status == MilestoneStatus.COMPLETED,
    )


def _levels(days: Sequence[date]) -> list[tuple[date, str]]:
    """First days of quarters, half years or years over the days, at most a few."""
    if not days:
        return []
    first, last = min(days), max(days)
    for months in ((1, 4, 7, 10), (1, 7), (1,)):
        found = [date(year, month, 1) for year in range(first.year, last.year + 2) for month in months]
        found = [day for day in found if first <= day <= last]
        if len(found) <= MOST_LEVELS:
            break
    return [(day, dates.short_month(day)) for day in found]


def trend_message(rows: Sequence[TrendRow]) -> str:
    """How many lines rose over the months shown."""
    if not rows:
        return ""
    later = 0
    for row in rows:
        days = [cell.on for cell in row.cells if cell.on]
        later += len(days) > 1 and days[-1] > days[0]
    if not later:
        return _("Level line: stable. Rising: later. No line rises.")
    return ngettext(
        "Level line: stable. Rising: later. %(count)d of %(all)d lines rises.",
        "Level line: stable. Rising: later. %(count)d of %(all)d lines rise.",
        later,
    ) % {"count": later, "all": len(rows)}


# --- progress
@dataclass(frozen=True)
class ProgressRow:
    """One month of the table under the progress chart; `actual` is None for the months to come."""

    month: date
    planned: int | None
    actual: int | None


def progress_rows(months: Sequence[MonthEnd], milestones: Sequence[Any]) -> list[ProgressRow]:
    """Planned and actual at each month's end, and what is planned for the next months."""
    rows = [
        ProgressRow(one.month.first, share.planned(one.milestones, one.on), share.actual(one.milestones))
        for one in months
    ]
    ahead: Month | None = months[-1].month if months else None
    for _step in range(MONTHS_AHEAD if ahead and rows[-1].planned != 100 else 0):
        ahead = ahead.next if ahead else None
        if ahead:
            rows.append(ProgressRow(ahead.first, share.planned(milestones, ahead.last), None))
    return [row for row in rows if row.planned is not None or row.actual is not None]


def progress_drawn(plan: Any, rows: Sequence[ProgressRow], standing: PlanStanding) -> SafeString:
    points = [progress.ProgressPoint(dates.axis_month(row.month), row.planned, row.actual) for row in rows]
    last = rows[-1].planned if rows else None
    words = progress.CourseWords(
        title=_("Progress of %(plan)s, planned and actual") % {"plan": plan.title},
        desc=_("The table below holds the same percentages."),
        actual="" if standing.actual is None else _("%(percent)s %% actual") % {"percent": standing.actual},
        planned="" if last is None else _("%(percent)s %% planned") % {"percent": last},
        gap=_gap(standing.gap),
        empty=_("No baseline yet"),
    )
    return drawn(progress.course(points, words))


def _gap(points: int | None) -> str:
    if not points:
        return ""
    return ngettext("%(gap)s point", "%(gap)s points", abs(points)) % {"gap": show.signed(points)}

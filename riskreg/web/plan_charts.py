"""The drawings of one plan: roadmap, milestone trend and progress, each from the rows of its page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from riskreg.history.months import MonthEnd
from riskreg.insight import slip
from riskreg.insight.reported import ProgressRow as ProgressRow
from riskreg.insight.reported import TrendRow, trend_row
from riskreg.insight.reported import progress_rows as progress_rows
from riskreg.reporting import plan_drawings
from riskreg.reporting.charts import roadmap
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import MilestoneStatus
from riskreg.web.charts import drawn


def short(milestone: Any) -> str:
    """The last part of a milestone's code, which the drawings of its own plan show."""
    return milestone.code.rsplit("-", 1)[-1]


# --- roadmap
PHONE = 358.0  # px: what a screen of 390 leaves beside its margins


@dataclass(frozen=True)
class Ties:
    """What the roadmap draws beside the milestones: milestone id -> the days promised before, in the order promised;
    and (who waits, for whom) within the plan."""

    promised: Mapping[int, Sequence[date]]
    waits: Collection[tuple[int, int]]


def roadmaps_drawn(
    plan: Any, milestones: Sequence[Any], on: date, ties: Ties, message: str
) -> tuple[SafeString, SafeString]:
    """A lane per workstream; milestones without one share the last lane. Needs `workstream` attached.

    The second is for a phone.
    """
    lanes: dict[int | None, list[Any]] = {}
    for one in sorted(milestones, key=lambda one: (one.workstream is None, str(one.workstream or ""), one.code)):
        lanes.setdefault(one.workstream.id if one.workstream else None, []).append(one)
    words = roadmap.RoadmapWords(
        title=_("Roadmap of %(plan)s") % {"plan": plan.title},
        desc=f"{message}. "
        + _("Baseline, actual and forecast of each milestone; the table of milestones holds the same dates."),
        days=_("%(days)s d"),
        quarter=_("Q%(quarter)d"),
        today=dates.show(on),
        empty=_("No milestones yet"),
        more=_("%(count)d more in the table"),
    )
    codes = {one.id: short(one) for one in milestones}
    rows = [_lane(listed, on, ties, codes) for listed in lanes.values()]
    return drawn(roadmap.roadmap(rows, on, words)), drawn(roadmap.roadmap(rows, on, words, width=PHONE))


def _lane(milestones: list[Any], on: date, ties: Ties, codes: dict[int, str]) -> roadmap.RoadmapRow:
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
                codes[one.id],
                one.title,
                one.baseline,
                slip.finish(one),
                one.status == MilestoneStatus.COMPLETED,
                tuple(dict.fromkeys(day for day in ties.promised.get(one.id, ()) if day != one.baseline)),
                tuple(codes[needed] for waits, needed in ties.waits if waits == one.id and needed in codes),
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
def trend_drawn(plan: Any, months: Sequence[MonthEnd], standing: Sequence[Any]) -> tuple[SafeString, list[TrendRow]]:
    """The finish of every milestone in scope as each month reported it; what was reached before is left out."""
    rows = [row for one in standing if (row := trend_row(one, months)) is not None]
    lines = [plan_drawings.line_of(row, slip.slip(row.milestone)) for row in rows]
    ends = [one.on for one in months]
    late = settings.MILESTONE_AT_RISK_DAYS
    return drawn(plan_drawings.trend(plan.title, ends, lines, late, desc=trend_message(rows))), rows


def trend_message(rows: Sequence[TrendRow]) -> str:
    """How many lines rose over the months shown."""
    return plan_drawings.rising([cell.on for cell in row.cells] for row in rows) if rows else ""


# --- progress
def progress_drawn(plan: Any, rows: Sequence[ProgressRow], message: str) -> SafeString:
    return drawn(plan_drawings.course(plan.title, rows, desc=message))

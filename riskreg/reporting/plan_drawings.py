"""The drawings of one plan's course: milestone trend and progress, on its page and in a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.insight.reported import ProgressRow, TrendRow
from riskreg.reporting.charts import milestone_trend, progress
from riskreg.reporting.document_plans import PlanPage, TrendLine
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import MilestoneStatus

MOST_LEVELS = 9


def line_of(row: TrendRow, slip: int | None) -> TrendLine:
    """The line of a milestone; it ends where its milestone was reached for good."""
    finishes = [cell.on for cell in row.cells]
    last = len(finishes)
    while last > 1 and row.cells[last - 1].again:
        last -= 1
        finishes[last] = None
    milestone = row.milestone
    reached = milestone.status == MilestoneStatus.COMPLETED
    return TrendLine(milestone.code, tuple(finishes), reached, slip, milestone.forecast_precision or "day")


def trend(
    plan: str,
    ends: Sequence[date],
    lines: Sequence[TrendLine],
    late_days: int,
    *,
    desc: str = "",
    width: float = 720,
    height: float = 380,
) -> str:
    """SVG text: the finish of every milestone as each month reported it; `ends` are the days the months ended on."""
    words = milestone_trend.MilestoneTrendWords(
        title=_("Milestone trend of %(plan)s") % {"plan": plan},
        desc=desc
        or _("The finish of each milestone as reported month by month; the table below holds the same dates."),
        more=_("The %(drawn)d with the largest slip are drawn, open ones first; %(count)d more stand in the table"),
        axis=_("Finish as reported"),
        diagonal=_("reached on this line"),
        empty=_("No milestone is in scope yet"),
    )
    names = [(on, dates.axis_month(on)) for on in ends]
    days = [day for line in lines for day in line.finishes if day]
    drawn = [_drawn(line) for line in lines]
    levels = _levels([*days, *ends])
    return milestone_trend.milestone_trend(
        names, drawn, levels, words, width=width, height=height, bad_days=late_days - 1
    )


def _drawn(line: TrendLine) -> milestone_trend.MilestoneLine:
    last = next((day for day in reversed(line.finishes) if day), None)
    return milestone_trend.MilestoneLine(
        code=line.code,
        label=dates.show(last, line.precision),
        slip="" if line.slip is None else _("%(days)s d") % {"days": show.signed(line.slip)},
        days=line.slip,
        finishes=line.finishes,
        reached=line.reached,
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


def trend_of(page: PlanPage, *, width: float = 720, height: float = 380) -> str:
    ends = [month.last for month in page.months]
    desc = _("The finish of each milestone as reported month by month; the report's spreadsheet holds the same dates.")
    desc = " ".join((rising(line.finishes for line in page.lines), desc))
    return trend(page.record.title, ends, page.lines, page.late_days, desc=desc, width=width, height=height)


def rising(finishes: Iterable[Sequence[date | None]]) -> str:
    """How many of the lines rose over the months shown."""
    listed = [[day for day in line if day] for line in finishes]
    later = sum(len(days) > 1 and days[-1] > days[0] for days in listed)
    if not later:
        return _("Level line: stable. Rising: later. No line rises.")
    return ngettext(
        "Level line: stable. Rising: later. %(count)d of %(all)d lines rises.",
        "Level line: stable. Rising: later. %(count)d of %(all)d lines rise.",
        later,
    ) % {"count": later, "all": len(listed)}


def progress_words(page: PlanPage) -> str:
    """The last actual month in numbers."""
    now = next((one for one in reversed(page.course) if one.actual is not None), None)
    if now is None or now.planned is None:
        return _("Progress of %(plan)s, planned and actual") % {"plan": page.record.title}
    return _("%(plan)s: %(actual)s %% done, %(planned)s %% planned") % {
        "plan": page.record.title,
        "actual": now.actual,
        "planned": now.planned,
    }


def course(plan: str, rows: Sequence[ProgressRow], *, desc: str = "", width: float = 480) -> str:
    """SVG text: planned and actual percent month by month, the gap at the last actual one."""
    points = [progress.ProgressPoint(dates.axis_month(row.month), row.planned, row.actual) for row in rows]
    last = rows[-1].planned if rows else None
    now = next((row for row in reversed(rows) if row.actual is not None), None)
    gap = now.actual - now.planned if now and now.actual is not None and now.planned is not None else None
    words = progress.CourseWords(
        title=_("Progress of %(plan)s, planned and actual") % {"plan": plan},
        desc=desc or _("The table below holds the same percentages."),
        actual="" if now is None else _("%(percent)s %% actual") % {"percent": now.actual},
        planned="" if last is None else _("%(percent)s %% planned") % {"percent": last},
        gap=_gap(gap),
        empty=_("No baseline yet"),
    )
    return progress.course(points, words, width=width)


def course_of(page: PlanPage, *, width: float = 480) -> str:
    rows = [ProgressRow(one.month.first, one.planned, one.actual) for one in page.course]
    desc = ". ".join((progress_words(page), _("The report's spreadsheet holds the same percentages.")))
    return course(page.record.title, rows, desc=desc, width=width)


def _gap(points: int | None) -> str:
    if not points:
        return ""
    return ngettext("%(gap)s point", "%(gap)s points", abs(points)) % {"gap": show.signed(points)}

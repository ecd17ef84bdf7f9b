"""The roadmap of a report: every running plan a lane, with the milestones that are still to come."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from riskreg.reporting.charts import roadmap
from riskreg.reporting.document import Report
from riskreg.reporting.document_plans import MilestoneRow, PlanPage
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import MilestoneStatus

DONE = MilestoneStatus.COMPLETED


def drawn(report: Report, *, width: float = 900) -> str:
    """SVG text; blank without a plan that has a baseline."""
    pages = [page for page in report.plan_pages if any(one.first_baseline for one in page.milestones)]
    if not pages:
        return ""
    words = roadmap.RoadmapWords(
        title=_("Roadmap of the running plans"),
        desc=message(report),
        days=_("%(days)s d"),
        quarter=_("Q%(quarter)d"),
        today=dates.show(report.to_on),
        more=_("%(count)d more in the table"),
    )
    return roadmap.roadmap([_lane(page, report.to_on) for page in pages], report.to_on, words, width=width)


def message(report: Report) -> str:
    """What the drawing holds, in a sentence."""
    left = sum(_is_left(one) for page in report.plan_pages for one in page.milestones)
    return _(
        "A lane a plan: baseline outlined, actual solid, forecast hatched; %(count)d milestones are still to come, "
        "each with the last part of its code."
    ) % {"count": left}


def _is_left(one: MilestoneRow) -> bool:
    return one.first_baseline is not None and one.status != DONE


def _lane(page: PlanPage, on: date) -> roadmap.RoadmapRow:
    scope = [one for one in page.milestones if one.first_baseline is not None]
    left = [one for one in scope if _is_left(one)]
    known = [day for one in scope for day in (one.first_baseline, one.actual or one.forecast) if day]
    begins = min([*known, *([page.approved_on] if page.approved_on else [])])
    promised = max(one.baseline for one in scope if one.baseline)
    ended = on if left else max(one.actual for one in scope if one.actual)
    expected = max((one.forecast for one in left if one.forecast), default=None)
    return roadmap.RoadmapRow(
        code=page.record.code,
        name=page.record.title,
        baseline=_span(begins, promised),
        actual=_span(begins, min(ended, on)),
        forecast=_span(on, expected) if expected else None,
        milestones=tuple(
            roadmap.RoadmapMilestone(one.record.code.rsplit("-", 1)[-1], one.record.title, one.baseline, one.forecast)
            for one in left
        ),
    )


def _span(first: date, last: date) -> roadmap.Span | None:
    return (first, last) if first < last else None

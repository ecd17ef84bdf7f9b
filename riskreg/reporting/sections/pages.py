"""A page for each running plan: its milestones, the course of their forecasts and of progress, the month's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.insight import slip
from riskreg.insight.reported import progress_rows, trend_row
from riskreg.reporting.document import PlanRow
from riskreg.reporting.document_base import Words
from riskreg.reporting.document_plans import CoursePoint, MilestoneRow, PlanPage
from riskreg.reporting.material import Material
from riskreg.reporting.plan_drawings import line_of
from riskreg.reporting.wording import days_words, sentence, shown, spelled
from riskreg.vocabulary.choices import Confidence, MilestoneStatus
from riskreg.vocabulary.periods import Month


def plan_pages(material: Material, rows: Iterable[PlanRow]) -> tuple[PlanPage, ...]:
    """In the order of the rows of plans."""
    return tuple(_page(material, row) for row in rows)


def other_words(material: Material) -> tuple[Words, ...]:
    """The month's words on risks, findings, commitments and indicators, of what the reader may see."""
    ends = material.ends
    found: dict[str, tuple[str, Any]] = {
        code: (noun, row)
        for noun in ("risk", "finding", "commitment")
        for code, row in getattr(ends, f"{noun}s").after.items()
    }
    found |= {row.code: ("indicator", row) for row in material.indicators}
    return tuple(Words(material.ref(*found[code]), text) for code, text in material.notes if code in found)


def _page(material: Material, row: PlanRow) -> PlanPage:
    plan = material.ends.plans.after[row.record.code]
    milestones = sorted(material.milestones_of.get(plan.id, []), key=lambda one: one.code)
    months = material.courses.get(plan.id, [])
    lines = [line_of(found, slip.slip(one)) for one in milestones if (found := trend_row(one, months)) is not None]
    named = {plan.code: row.record, **{one.code: material.ref("milestone", one) for one in milestones}}
    return PlanPage(
        record=row.record,
        owner=material.name("roles", plan.owner_id),
        headline=_headline(row, milestones),
        state=row.state or "",
        baseline_number=plan.baseline,
        approved_on=plan.approved_on,
        milestones=tuple(_milestone(material, one) for one in milestones),
        months=tuple(month.month for month in months),
        lines=tuple(line for line in lines if any(line.finishes)),
        course=tuple(
            CoursePoint(Month.of(one.month), one.planned, one.actual) for one in progress_rows(months, milestones)
        ),
        words=tuple(Words(named[code], text) for code, text in material.notes if code in named),
        late_days=settings.MILESTONE_AT_RISK_DAYS,
    )


def _milestone(material: Material, one: Any) -> MilestoneRow:
    return MilestoneRow(
        record=material.ref("milestone", one),
        status=one.status,
        status_words=str(capfirst(str(MilestoneStatus(one.status).label))),
        state=slip.state(one, material.on).value if one.first_baseline else "",
        percent=one.percent,
        first_baseline=one.first_baseline,
        baseline=one.baseline,
        forecast=one.forecast,
        forecast_precision=one.forecast_precision or "day",
        actual=one.actual,
        slip=slip.slip(one),
        first_slip=slip.slip(one, first=True),
        days_late=(material.on - one.baseline).days if slip.is_late(one, material.on) else 0,
        confidence=one.confidence,
        confidence_words=str(Confidence(one.confidence).label) if one.confidence else "",
        blocked_reason=one.blocked_reason if one.status == MilestoneStatus.BLOCKED else "",
        is_passed=slip.is_passed(one, material.on),
        date_basis=(one.basis_by_field or {}).get("actual" if one.actual else "date", ""),
    )


def _headline(row: PlanRow, milestones: list[Any]) -> str:
    """What the page shows, in a sentence with a number."""
    if row.baseline_number is None:
        return _("No baseline is in force yet; nothing is promised.")
    if row.is_reached:
        return _("Every milestone is reached, the last on %(day)s.") % {"day": shown(row.finish, row.finish_precision)}
    scope = [one for one in milestones if one.first_baseline is not None]
    left = [one for one in scope if one.status != MilestoneStatus.COMPLETED]
    later = [days for one in left if (days := slip.slip(one) or 0) > 0]
    words = {"left": spelled(len(left)), "later": spelled(len(later)), "span": days_words(max(later, default=0))}
    if not later:
        text = ngettext(
            "The one milestone left is forecast on its baseline.",
            "All %(left)s milestones left are forecast on their baseline.",
            len(left),
        )
    elif len(left) == 1:
        text = _("The one milestone left is forecast after its baseline, by %(span)s.")
    else:
        text = ngettext(
            "%(later)s of %(left)s milestones left is forecast after its baseline, by %(span)s.",
            "%(later)s of %(left)s milestones left are forecast after their baseline, by up to %(span)s.",
            len(later),
        )
    return sentence(text % words)

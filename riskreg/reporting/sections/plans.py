"""Plans: progress and finish against the first and the current baseline, late milestones, what slips next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.insight import progress, slip
from riskreg.reporting import links
from riskreg.reporting.document import Figure, LateRow, NextRow, PlanRow, Plans, Ref
from riskreg.reporting.material import Material
from riskreg.vocabulary.choices import Confidence, MilestoneStatus, PlanStatus


def plans(material: Material) -> Plans:
    """Plans that were not completed before the month, in order of code."""
    sides = material.ends.plans
    ended = {code for code, plan in sides.before.items() if plan.status == PlanStatus.COMPLETED}
    ended &= {code for code, plan in sides.after.items() if plan.status == PlanStatus.COMPLETED}
    return Plans(
        rows=tuple(_row(material, plan) for code, plan in sides.after.items() if code not in ended),
        completed=tuple(material.named("plan", code) for code in sorted(ended)),
        late=tuple(_late(material, one) for one in material.late),
        next=slips_next(material),
        next_days=settings.SLIPS_NEXT_DAYS,
    )


def _difference(new: int | None, old: int | None) -> int | None:
    return None if new is None or old is None else new - old


def _is_rebaselined(before: Any, plan: Any) -> bool:
    return before is not None and before.baseline is not None and before.baseline != plan.baseline


def _row(material: Material, plan: Any) -> PlanRow:
    milestones = material.milestones_of.get(plan.id, [])
    before = material.milestones_before.get(plan.id, [])
    scope = [one for one in milestones if one.first_baseline is not None]
    done = sum(one.status == MilestoneStatus.COMPLETED for one in scope)
    ends = slip.plan_finish(milestones)
    actual, was, planned = progress.actual(milestones), progress.actual(before), progress.planned(scope, material.on)
    finish = ends["forecast"]
    state = slip.plan_state(scope, material.on)
    late = sum(slip.is_late(one, material.on) for one in milestones)
    return PlanRow(
        record=material.ref("plan", plan),
        status=plan.status,
        state=None if state is None else state.value,
        baseline_number=plan.baseline,
        is_rebaselined=_is_rebaselined(material.ends.plans.before.get(plan.code), plan),
        progress=actual,
        planned=planned,
        gap=_difference(actual, planned),
        progress_before=was,
        change=_difference(actual, was),
        finish=finish,
        is_reached=bool(scope) and done == len(scope),
        baseline=ends["baseline"],
        first_baseline=plan.first_finish,
        slip=(finish - ends["baseline"]).days if finish and ends["baseline"] else None,
        first_slip=(finish - plan.first_finish).days if finish and plan.first_finish else None,
        milestones=Figure(len(scope), links.milestones_of(plan.code, material.shown_on)),
        done=done,
        late=Figure(late, links.late_milestones(material.shown_on, plan.code)),
        finish_precision=slip.finish_precision(milestones),
        is_passed=finish is not None and finish < material.on and done < len(scope),
    )


def _plan_of(material: Material, milestone: Any) -> Ref | None:
    plan = material.ends.plans.by_id.get(milestone.plan_id)
    return material.ref("plan", plan) if plan else None


def _late(material: Material, milestone: Any) -> LateRow:
    return LateRow(
        record=material.ref("milestone", milestone),
        plan=_plan_of(material, milestone),
        baseline=milestone.baseline,
        days_late=(material.on - milestone.baseline).days,
        forecast=milestone.forecast,
        forecast_precision=milestone.forecast_precision,
        status=milestone.status,
        percent=milestone.percent,
        is_passed=slip.is_passed(milestone, material.on),
    )


def slips_next(material: Material) -> tuple[NextRow, ...]:
    """Unfinished milestones with a baseline in the next days (setting SLIPS_NEXT_DAYS) that show why they may slip."""
    until = material.on + timedelta(days=settings.SLIPS_NEXT_DAYS)
    found = []
    for one in material.ends.milestones.after.values():
        if one.status == MilestoneStatus.COMPLETED or one.baseline is None:
            continue
        if material.on <= one.baseline <= until and (signals := _signals(one)):
            found.append(
                NextRow(
                    record=material.ref("milestone", one),
                    plan=_plan_of(material, one),
                    baseline=one.baseline,
                    days_left=(one.baseline - material.on).days,
                    forecast=one.forecast,
                    status=one.status,
                    percent=one.percent,
                    signals=tuple(signals),
                    words=tuple(signals.values()),
                    forecast_precision=one.forecast_precision or "day",
                )
            )
    return tuple(sorted(found, key=lambda row: (row.baseline, row.record.code)))


def _signals(milestone: Any) -> dict[str, str]:
    """Why a milestone may slip: code -> words."""
    found = {}
    days = slip.slip(milestone) or 0
    if days > 0:
        words = ngettext("forecast %(days)d day later", "forecast %(days)d days later", days)
        found["forecast_later"] = words % {"days": days}
    if milestone.status == MilestoneStatus.BLOCKED:
        found["blocked"] = _("blocked")
    if milestone.status == MilestoneStatus.NOT_STARTED:
        found["not_started"] = _("not started")
    if milestone.status == MilestoneStatus.IN_PROGRESS and milestone.percent < 50:
        found["less_than_half"] = _("less than half done")
    if milestone.confidence in (Confidence.AMBER, Confidence.RED):
        found["confidence"] = _("confidence %(word)s") % {"word": Confidence(milestone.confidence).label}
    return found

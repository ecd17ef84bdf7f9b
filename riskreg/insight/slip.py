"""Slip and state of a milestone, and of a plan through its milestones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings

from riskreg.vocabulary.choices import Confidence, MilestoneState, MilestoneStatus

_ORDER = [MilestoneState.DONE, MilestoneState.ON_TRACK, MilestoneState.AT_RISK, MilestoneState.OFF_TRACK]
_BY_CONFIDENCE = {Confidence.AMBER.value: MilestoneState.AT_RISK, Confidence.RED.value: MilestoneState.OFF_TRACK}


def finish(milestone: Any) -> date | None:
    """The actual end, else the forecast."""
    return milestone.actual or milestone.forecast


def slip(milestone: Any, *, first: bool = False) -> int | None:
    """Finish minus the current (or first) baseline, in calendar days; plus is later; None without either."""
    reference = milestone.first_baseline if first else milestone.baseline
    end = finish(milestone)
    return (end - reference).days if end and reference else None


def is_late(milestone: Any, on: date) -> bool:
    """Baseline in force before the day and not completed."""
    return (
        milestone.status != MilestoneStatus.COMPLETED
        and not milestone.withdrawn
        and milestone.baseline is not None
        and milestone.baseline < on
    )


def state(milestone: Any, on: date) -> MilestoneState:
    """On track, at risk or off track by slip, lateness and confidence, whichever is worse; done when completed."""
    if milestone.status == MilestoneStatus.COMPLETED:
        return MilestoneState.DONE
    found = [MilestoneState.ON_TRACK, _BY_CONFIDENCE.get(milestone.confidence, MilestoneState.ON_TRACK)]
    found.append(_by_days(slip(milestone) or 0))
    if is_late(milestone, on):
        found.append(MilestoneState.AT_RISK)
    return max(found, key=_ORDER.index)


def _by_days(days: int) -> MilestoneState:
    """The limits of the installation: at risk and off track, in days after the baseline."""
    if days >= settings.MILESTONE_OFF_TRACK_DAYS:
        return MilestoneState.OFF_TRACK
    return MilestoneState.AT_RISK if days >= settings.MILESTONE_AT_RISK_DAYS else MilestoneState.ON_TRACK


def worst(states: Iterable[MilestoneState]) -> MilestoneState | None:
    """The worst of the states; None when there are none."""
    return max(states, key=_ORDER.index, default=None)


def plan_state(milestones: Iterable[Any], on: date) -> MilestoneState | None:
    """A plan by its finish against the baseline in force, with the limits of a milestone.

    At least at risk while one of its milestones is late or off track; done when all in scope are reached; None
    without a scope.
    """
    scope = [one for one in milestones if one.first_baseline is not None and not one.withdrawn]
    each = worst(state(one, on) for one in scope)
    if each is None or each == MilestoneState.DONE:
        return each
    ends = plan_finish(scope)
    found = [MilestoneState.ON_TRACK]
    if ends["forecast"] and ends["baseline"]:
        found.append(_by_days((ends["forecast"] - ends["baseline"]).days))
    if each == MilestoneState.OFF_TRACK or any(is_late(one, on) for one in scope):
        found.append(MilestoneState.AT_RISK)
    return max(found, key=_ORDER.index)


def finish_precision(milestones: Iterable[Any]) -> str:
    """How precisely the plan's end by forecast is known: that of the milestone which ends last."""
    scope = [one for one in milestones if one.first_baseline is not None and not one.withdrawn and finish(one)]
    last = max(scope, key=lambda one: (finish(one), one.actual is not None, one.code), default=None)
    return "day" if last is None or last.actual is not None else last.forecast_precision or "day"


def is_passed(milestone: Any, on: date) -> bool:
    """Its forecast lies before the day and it is not completed."""
    is_open = milestone.status != MilestoneStatus.COMPLETED and not milestone.withdrawn
    return is_open and milestone.forecast is not None and milestone.forecast < on


def plan_finish(milestones: Iterable[Any]) -> dict[str, date | None]:
    """The plan's end by forecast and by the baseline in force: the latest of its milestones in scope.

    What the first baseline promised is the plan's own first_finish.
    """
    scope = [one for one in milestones if one.first_baseline is not None and not one.withdrawn]
    return {
        "forecast": max((end for one in scope if (end := finish(one))), default=None),
        "baseline": max((one.baseline for one in scope if one.baseline), default=None),
    }

"""Where a plan stands on a day: state, progress, finish against both baselines, milestones reached and late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from riskreg.insight import progress, slip
from riskreg.insight.months import days_between, difference
from riskreg.vocabulary.choices import MilestoneState, MilestoneStatus, PlanStatus


@dataclass(frozen=True)
class PlanStanding:
    """Percent, percent points, days (plus is later); None where no baseline is in force.

    `state` is slip.plan_state, done when all milestones are reached or the plan is completed.
    """

    state: MilestoneState | None
    actual: int | None
    planned: int | None
    total: int
    done: int
    due: int
    late: int
    blocked: int
    finish: date | None
    baseline: date | None
    first_baseline: date | None

    @property
    def gap(self) -> int | None:
        return difference(self.actual, self.planned)

    @property
    def slip(self) -> int | None:
        return days_between(self.finish, self.baseline)

    @property
    def first_slip(self) -> int | None:
        return days_between(self.finish, self.first_baseline)

    @property
    def is_reached(self) -> bool:
        """Every milestone in scope is completed."""
        return self.total > 0 and self.done == self.total


def standing(plan: Any, milestones: Iterable[Any], on: date) -> PlanStanding:
    """Judge a plan by all its milestones, in scope or not, on the day."""
    rows = [one for one in milestones if not one.withdrawn]
    scope = [one for one in rows if one.first_baseline is not None]
    ends = slip.plan_finish(rows)
    state = slip.plan_state(scope, on)
    return PlanStanding(
        state=MilestoneState.DONE if plan.status == PlanStatus.COMPLETED else state,
        actual=progress.actual(rows),
        planned=progress.planned(rows, on),
        total=len(scope),
        done=sum(one.status == MilestoneStatus.COMPLETED for one in scope),
        due=sum(one.baseline is not None and one.baseline <= on for one in scope),
        late=sum(slip.is_late(one, on) for one in rows),
        blocked=sum(one.status == MilestoneStatus.BLOCKED for one in rows),
        finish=ends["forecast"],
        baseline=ends["baseline"],
        first_baseline=plan.first_finish,
    )

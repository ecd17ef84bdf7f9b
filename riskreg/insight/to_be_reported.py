"""Commitments whose reach has passed the promised day: to be reported to parliament now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from riskreg.history.register import Register
from riskreg.models import CommitmentLink
from riskreg.vocabulary.choices import CommitmentStatus, MilestoneStatus


@dataclass(frozen=True)
class ToReport:
    """A commitment, the day it now reaches, and by how many days that is later than promised (always plus)."""

    commitment: Any
    reach: date
    days: int
    # How precisely that day is known: as the forecast or the target that it comes from.
    precision: str = "day"


def reach(
    links: Iterable[Any], milestones: Mapping[int, Any], of_plan: Mapping[int, list[Any]], findings: Mapping[int, Any]
) -> date | None:
    """The day a commitment reaches by what it rests on; None when nothing tells."""
    return _reach(links, milestones, of_plan, findings)[0]


def _reach(
    links: Iterable[Any], milestones: Mapping[int, Any], of_plan: Mapping[int, list[Any]], findings: Mapping[int, Any]
) -> tuple[date | None, str]:
    """That day and how precisely it is known; None and "day" when nothing tells.

    The latest forecast of its directly linked milestones, else of the open in-scope milestones of its linked plans,
    or the target of a linked finding if later (PRODUCT, "Claimed and computed"). Withdrawn records do not count.
    """
    links = list(links)
    direct = [milestones[link.milestone_id] for link in links if link.milestone_id in milestones]
    through = [one for link in links for one in of_plan.get(link.plan_id, ()) if _open_in_scope(one)]
    days = [_forecast(one) for one in direct if one.forecast] or [_forecast(one) for one in through if one.forecast]
    answered = [findings[link.finding_id] for link in links if link.finding_id in findings]
    days += [(one.target, getattr(one, "target_precision", "") or "day") for one in answered if one.target]
    return max(days, key=lambda one: one[0], default=(None, "day"))


def _forecast(milestone: Any) -> tuple[date, str]:
    return milestone.forecast, milestone.forecast_precision or "day"


def _open_in_scope(milestone: Any) -> bool:
    return milestone.first_baseline is not None and milestone.status != MilestoneStatus.COMPLETED


def to_be_reported(
    commitments: Iterable[Any], links: Iterable[Any], milestones: Iterable[Any], findings: Iterable[Any]
) -> list[ToReport]:
    """Which of these commitments are open, have a known due day, and reach later than that; in the given order.

    Takes the records of one moment: commitments, their links, all milestones, all findings.
    """
    linked: dict[int, list[Any]] = defaultdict(list)
    for link in links:
        linked[link.commitment_id].append(link)
    standing = {one.id: one for one in milestones if not one.withdrawn}
    of_plan: dict[int, list[Any]] = defaultdict(list)
    for milestone in standing.values():
        of_plan[milestone.plan_id].append(milestone)
    answered = {one.id: one for one in findings if not one.withdrawn}
    found = []
    for one in commitments:
        if one.withdrawn or one.status != CommitmentStatus.OPEN or one.due is None:
            continue
        day, precision = _reach(linked[one.id], standing, of_plan, answered)
        if day is not None and day > one.due:
            found.append(ToReport(one, day, (day - one.due).days, precision))
    return found


def reported(listed: Iterable[ToReport], reports: Iterable[Any]) -> dict[int, Any]:
    """Commitment id -> the report of its delay, where one told of this reach or a later one and the same promise.

    A later reach, or another promised day, is to be reported anew.
    """
    told: dict[int, list[Any]] = defaultdict(list)
    for report in reports:
        told[report.commitment_id].append(report)
    found = {}
    for one in listed:
        due, key = one.commitment.due, one.commitment.id
        fitting = [row for row in told[key] if row.due == due and row.reach is not None and row.reach >= one.reach]
        if fitting:
            found[key] = max(fitting, key=lambda row: (row.on, row.id))
    return found


def in_register(register: Register) -> list[ToReport]:
    """The same for a whole register, in order of code. Four queries."""
    return to_be_reported(
        register.commitments.open(),
        register.standing(CommitmentLink),
        register.milestones.standing(),
        register.findings.standing(),
    )

"""What is newly wrong between two moments: the one definition of an exception, for report and state of affairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from riskreg.history.changes import is_late, is_open
from riskreg.insight.claims import is_red
from riskreg.vocabulary import scoring
from riskreg.vocabulary.choices import DecisionState, RiskState

By = Mapping[Any, Any]
Is = Callable[[Any], bool]


def above_appetite(risk: Any) -> bool:
    return scoring.above_appetite(risk.likelihood, risk.impact, risk.appetite)


def past_target(finding: Any, on: date) -> bool:
    """Open, while its target lies before the day; a target known by month, quarter or year lies at that one's end."""
    return is_open(finding) and finding.target is not None and finding.target < on


def past_day(decision: Any, on: date) -> bool:
    """Still asked, while it was needed before the day."""
    return decision.state == DecisionState.ASKED and decision.needed_by is not None and decision.needed_by < on


def newly(after: By, before: By, now: Is, then: Is | None = None) -> list[Any]:
    """The rows that are so now, and were not so before or were not there; `then` judges before as `now` does."""
    was = then or now
    found = []
    for key, row in after.items():
        old = before.get(key)
        if now(row) and not (old is not None and was(old)):
            found.append(row)
    return found


def late(after: By, before: By, on: date, then: date) -> list[Any]:
    """Milestones past their baseline on the day that were not so at the start."""
    return newly(after, before, lambda row: is_late(row, on), lambda row: is_late(row, then))


def past_targets(after: By, before: By, on: date, then: date) -> list[Any]:
    """Open findings whose target passed, that were not so at the start."""
    return newly(after, before, lambda row: past_target(row, on), lambda row: past_target(row, then))


def past_days(after: By, before: By, on: date, then: date) -> list[Any]:
    """Decisions that are asked and past the day on which they are needed, that were not so at the start."""
    return newly(after, before, lambda row: past_day(row, on), lambda row: past_day(row, then))


def turned_red(after: By, before: By) -> list[Any]:
    """Indicators whose latest value stands in the red, that did not at the start."""
    return newly(after, before, is_red)


def expired(acceptances: Iterable[Any], risks: By, on: date, then: date) -> list[tuple[Any, Any]]:
    """Risks (by id) that still stand, with their latest acceptance when that ran out between the two days."""
    latest = {line.risk_id: line for line in sorted(acceptances, key=lambda one: one.id)}
    found = [(risks[key], line) for key, line in latest.items() if key in risks and then <= line.until < on]
    return sorted(((risk, line) for risk, line in found if risk.state != RiskState.CLOSED), key=lambda one: one[0].code)

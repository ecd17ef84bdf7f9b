"""Actual and planned progress of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any


def share(weighted: int, total: int) -> int | None:
    """A weighted sum over a total as a whole number, exact halves to the even neighbour; None without a total."""
    return round(Fraction(weighted, total)) if total else None


def actual(milestones: Iterable[Any]) -> int | None:
    """Percent done: weight x percent over the scope in force by its weights (facts/RULES.md 17)."""
    scope = [milestone for milestone in milestones if milestone.first_baseline is not None and not milestone.withdrawn]
    return share(sum(one.weight * one.percent for one in scope), sum(one.weight for one in scope))


def planned(milestones: Iterable[Any], on: date) -> int | None:
    """Percent that should be done: weights whose baseline is on or before the day, over the scope in force."""
    scope = [milestone for milestone in milestones if milestone.first_baseline is not None and not milestone.withdrawn]
    return share(
        sum(100 * one.weight for one in scope if one.baseline is not None and one.baseline <= on),
        sum(one.weight for one in scope),
    )

"""What is newly wrong between two moments, case by case."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from riskreg.insight import exceptions

THEN, ON = date(2026, 10, 31), date(2026, 11, 30)


def row(code: str = "X-1", **fields: Any) -> Any:
    return SimpleNamespace(**{"code": code, "withdrawn": False, **fields})


def finding(target: date | None, state: str = "in_remediation") -> Any:
    return row(target=target, state=state)


def decision(needed: date | None, state: str = "asked") -> Any:
    return row(needed_by=needed, state=state)


def indicator(actual: float | None, direction: str = "lower_is_better") -> Any:
    return row(actual=actual, green=1, red=5, direction=direction)


@pytest.mark.parametrize(
    ("before", "after", "is_new"),
    [
        (finding(date(2026, 11, 15)), finding(date(2026, 11, 15)), True),
        (finding(date(2026, 10, 15)), finding(date(2026, 10, 15)), False),
        (finding(date(2026, 10, 31)), finding(date(2026, 10, 31)), True),
        (finding(date(2026, 11, 30)), finding(date(2026, 11, 30)), False),
        (None, finding(date(2025, 1, 1)), True),
        (finding(date(2027, 1, 1)), finding(date(2026, 11, 15)), True),
        (finding(date(2026, 11, 15)), finding(date(2026, 11, 15), "closed"), False),
        (finding(date(2026, 10, 15), "closed"), finding(date(2026, 10, 15)), True),
        (finding(None), finding(None), False),
    ],
)
def test_findings_past_their_target(before: Any, after: Any, is_new: bool) -> None:
    sides = ({"X-1": one} if one is not None else {} for one in (after, before))
    assert bool(exceptions.past_targets(*sides, ON, THEN)) == is_new


@pytest.mark.parametrize(
    ("before", "after", "is_new"),
    [
        (decision(date(2026, 11, 15)), decision(date(2026, 11, 15)), True),
        (decision(date(2026, 10, 15)), decision(date(2026, 10, 15)), False),
        (decision(date(2026, 11, 15)), decision(date(2026, 11, 15), "taken"), False),
        (decision(date(2026, 12, 15)), decision(date(2026, 12, 15)), False),
        (None, decision(date(2026, 11, 15)), True),
        (decision(None), decision(None), False),
    ],
)
def test_decisions_past_their_day(before: Any, after: Any, is_new: bool) -> None:
    sides = ({"X-1": one} if one is not None else {} for one in (after, before))
    assert bool(exceptions.past_days(*sides, ON, THEN)) == is_new


@pytest.mark.parametrize(
    ("before", "after", "is_new"),
    [
        (indicator(1), indicator(5), True),
        (indicator(3), indicator(6), True),
        (indicator(5), indicator(6), False),
        (indicator(5), indicator(1), False),
        (None, indicator(7), True),
        (indicator(1), indicator(9, "context"), False),
        (indicator(1), indicator(None), False),
    ],
)
def test_indicators_that_went_to_red(before: Any, after: Any, is_new: bool) -> None:
    sides = ({"X-1": one} if one is not None else {} for one in (after, before))
    assert bool(exceptions.turned_red(*sides)) == is_new


@pytest.mark.parametrize(
    ("untils", "state", "is_new"),
    [
        ([date(2026, 11, 15)], "open", True),
        ([date(2026, 11, 29)], "monitored", True),
        ([date(2026, 11, 30)], "open", False),
        ([date(2026, 10, 31)], "open", True),
        ([date(2026, 10, 30)], "open", False),
        ([date(2026, 11, 15), date(2027, 6, 1)], "open", False),
        ([date(2026, 11, 15)], "closed", False),
    ],
)
def test_acceptances_that_expired(untils: list[date], state: str, is_new: bool) -> None:
    lines = [row(id=place, risk_id=1, until=until) for place, until in enumerate(untils)]
    found = exceptions.expired(lines, {1: row(state=state)}, ON, THEN)
    assert bool(found) == is_new
    assert exceptions.expired(lines, {}, ON, THEN) == []

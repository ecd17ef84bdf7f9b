"""What changed in a month and how the month stands at its end, straight from section The month of RULES.md.

The numbers in the comments are the numbers of the rules.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.oracle.register import Event, Facts, Row, register_on

ENDED = {"closed", "superseded", "accepted"}  # 29


class Ends:
    """The records of one kind at the start and at the end of a month, by code."""

    def __init__(self, kind: str, start: dict[str, Any], end: dict[str, Any]) -> None:
        self.start: dict[str, Row] = {row["code"]: row for row in start[kind]}
        self.end: dict[str, Row] = {row["code"]: row for row in end[kind]}

    def codes(self, wanted: Callable[[Row | None, Row], bool]) -> list[str]:
        """The codes for which wanted(row at start or None, row at end) holds; nothing ever leaves (2)."""
        return sorted(code for code, row in self.end.items() if wanted(self.start.get(code), row))

    def new(self) -> list[str]:
        """28: in the register at the end, not at the start."""
        return self.codes(lambda before, after: before is None)

    def became(self, status: str) -> list[str]:
        """28: has the status at the end, had another or was absent at the start."""
        return self.codes(lambda old, new: new["status"] == status and _get(old, "status") != status)

    def moved(self, codes: list[str], field: str) -> list[Row]:
        """31, 32: from, to and the days between."""
        pairs = [(code, self.start[code][field], self.end[code][field]) for code in codes]
        return [{"code": code, "from": old, "to": new, "days": _days(old, new)} for code, old, new in pairs]


def month_of(facts: Facts, month: str) -> dict[str, Any]:
    """The month as "YYYY-MM", from the last day of the month before up to and including its own last day."""
    year, number = (int(part) for part in month.split("-"))
    first_day = date(year, number, 1)
    start_day, end_day = first_day - timedelta(days=1), first_day.replace(day=monthrange(year, number)[1])
    start, end = register_on(facts, start_day), register_on(facts, end_day)
    events = [event for event in facts.events if start_day < event["date"] <= end_day]
    findings = Ends("findings", start, end)
    milestones = Ends("milestones", start, end)
    commitments = Ends("commitments", start, end)
    finding_lists = _findings(findings, events)
    return {
        "month": month,
        "from": start_day.isoformat(),
        "to": end_day.isoformat(),
        "findings": finding_lists,
        "milestones": _milestones(milestones),
        "plans": _plans(Ends("plans", start, end)),
        "risks": _risks(Ends("risks", start, end)),
        "commitments": _commitments(commitments),
        "reconciliation": _reconciliation(findings, finding_lists),
        "overdue": _overdue(milestones, commitments, end_day.isoformat()),
    }


def _get(row: Row | None, field: str) -> Any:
    return None if row is None else row[field]


def _days(old: str | None, new: str | None) -> int | None:
    if old is None or new is None:
        return None
    return (date.fromisoformat(new) - date.fromisoformat(old)).days


def _is_open(row: Row) -> bool:
    return row["state"] not in ENDED  # 29


def _findings(ends: Ends, events: list[Event]) -> dict[str, Any]:
    closed = ends.codes(lambda before, after: not _is_open(after) and (before is None or _is_open(before)))
    moved = ends.codes(lambda before, after: before is not None and before["target"] != after["target"])
    return {
        "new": ends.new(),
        "closed": [{"code": code, "state": ends.end[code]["state"]} for code in closed],  # 29
        "reopened": ends.codes(  # 29
            lambda before, after: before is not None and not _is_open(before) and _is_open(after)
        ),
        "reported": _subjects(events, "finding_reported_solved"),  # 30
        "confirmed": _subjects(events, "finding_verified"),  # 30
        "rated": _rated(events),  # 30
        "target_moved": ends.moved(moved, "target"),  # 31
    }


def _subjects(events: list[Event], event_type: str) -> list[str]:
    return sorted({event["subject"] for event in events if event["type"] == event_type})


def _rated(events: list[Event]) -> list[Row]:
    """30: the last rating event of each finding in the month."""
    last = {event["subject"]: event for event in events if event["type"] == "finding_rated"}
    return [
        {"code": code, "audit_year": last[code].get("audit_year"), "rating": last[code].get("rating")}
        for code in sorted(last)
    ]


def _milestones(ends: Ends) -> dict[str, Any]:
    """28, 32"""
    moved = ends.codes(
        lambda before, after: (
            after["status"] != "completed"
            and None not in (_get(before, "forecast"), after["forecast"])
            and _get(before, "forecast") != after["forecast"]
        )
    )
    return {
        "started": ends.codes(
            lambda old, new: _get(old, "status") in (None, "not_started") and new["status"] != "not_started"
        ),
        "completed": ends.became("completed"),
        "forecast_moved": ends.moved(moved, "forecast"),
        "blocked": ends.became("blocked"),
        "reopened": ends.codes(
            lambda before, after: _get(before, "status") == "completed" and after["status"] != "completed"
        ),
    }


def _plans(ends: Ends) -> dict[str, Any]:
    """28, 33"""
    rebaselined = ends.codes(
        lambda old, new: _get(old, "baseline") is not None and new["baseline"] > _get(old, "baseline")
    )
    return {
        "approved": ends.codes(
            lambda before, after: _get(before, "baseline") is None and after["baseline"] is not None
        ),
        "rebaselined": [{"code": code, "version": ends.end[code]["baseline"]} for code in rebaselined],
        "completed": ends.became("completed"),
    }


def _score(row: Row | None) -> Row | None:
    if row is None or row["likelihood"] is None:
        return None
    return {"likelihood": row["likelihood"], "impact": row["impact"]}


def _risks(ends: Ends) -> dict[str, Any]:
    """34"""
    moved = ends.codes(
        lambda before, after: None not in (_score(before), _score(after)) and _score(before) != _score(after)
    )
    return {
        "new": ends.new(),
        "newly_assessed": ends.codes(lambda old, new: _score(old) is None and _score(new) is not None),
        "moved": [{"code": c, "from": _score(ends.start[c]), "to": _score(ends.end[c])} for c in moved],
        "top_added": ends.codes(lambda before, after: after["top_risk"] and not _get(before, "top_risk")),
        "top_removed": ends.codes(lambda old, new: bool(_get(old, "top_risk")) and not new["top_risk"]),
    }


def _commitments(ends: Ends) -> dict[str, Any]:
    """28, 31"""
    moved = ends.codes(lambda before, after: before is not None and before["due"] != after["due"])
    return {
        "made": ends.new(),
        "met": ends.became("met"),
        "partly_met": ends.became("partly_met"),
        "missed": ends.became("missed"),
        "unknown": ends.became("unknown"),
        "rescheduled": ends.moved(moved, "due"),
    }


def _reconciliation(ends: Ends, lists: dict[str, Any]) -> dict[str, int]:
    """35"""
    return {
        "open_start": sum(_is_open(row) for row in ends.start.values()),
        "new": len(lists["new"]) + len(lists["reopened"]),
        "closed": len(lists["closed"]),
        "open_end": sum(_is_open(row) for row in ends.end.values()),
    }


def _overdue(milestones: Ends, commitments: Ends, end: str) -> dict[str, list[str]]:
    """36: due on the last day itself is not overdue; without a date nothing is."""
    return {
        "milestones": milestones.codes(
            lambda before, after: after["status"] != "completed" and (after["baseline"] or end) < end
        ),
        "commitments": commitments.codes(
            lambda before, after: after["status"] == "open" and (after["due"] or end) < end
        ),
    }

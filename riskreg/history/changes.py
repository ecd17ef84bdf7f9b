"""What changed between two moments, list by list (facts/RULES.md, "The month")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from riskreg.history.register import Register
from riskreg.models import Finding, FindingRating, RatingLevel
from riskreg.querysets.findings import ENDED
from riskreg.vocabulary.choices import CommitmentStatus, MilestoneStatus
from riskreg.vocabulary.periods import Month

By = Mapping[str, Any]


@dataclass(frozen=True)
class Sides:
    """One kind of record by code, before and after."""

    before: By
    after: By

    def both(self) -> Iterable[tuple[str, Any, Any]]:
        for code, new in self.after.items():
            if code in self.before:
                yield code, self.before[code], new

    def entered(self, is_it: Any) -> list[str]:
        """Codes that are so after, and were not (or were absent) before."""
        return [c for c, new in self.after.items() if is_it(new) and not (c in self.before and is_it(self.before[c]))]


def _sides(start: Register, end: Register, noun: str) -> Sides:
    return Sides(*({row.code: row for row in getattr(side, noun).standing()} for side in (start, end)))


def moved(code: str, old: date | None, new: date | None) -> dict[str, Any]:
    """A date that moved; days plus is later, None when either date is unknown."""
    days = (new - old).days if old and new else None
    return {"code": code, "from": old, "to": new, "days": days}


def _is_open(finding: Any) -> bool:
    return finding.state not in ENDED


def _acts(start: Register, end: Register, act: str) -> list[str]:
    """Codes of findings on which the act was done between the two moments."""
    versions = Finding.versions().filter(act=act)
    if start.moment is not None:
        versions = versions.filter(history_date__gte=start.moment)
    if end.moment is not None:
        versions = versions.filter(history_date__lt=end.moment)
    return sorted({row.code for row in versions})


def _rated(start: Register, end: Register) -> list[dict[str, Any]]:
    """The last audit round of each finding between the two moments, openings left out (facts/RULES.md 30)."""
    rounds = FindingRating.versions().filter(rev=1, opening=False)
    if start.moment is not None:
        rounds = rounds.filter(history_date__gte=start.moment)
    if end.moment is not None:
        rounds = rounds.filter(history_date__lt=end.moment)
    last = {row.finding_id: row for row in rounds.order_by("history_date", "id")}
    codes = {row.id: row.code for row in end.findings.ids(last)}
    levels = {row.id: row.key for row in end.of(RatingLevel).ids(row.rating_id for row in last.values())}
    listed = [
        {"code": codes[key], "audit_year": row.audit_year, "rating": levels.get(row.rating_id)}
        for key, row in last.items()
        if key in codes
    ]
    return sorted(listed, key=lambda row: str(row["code"]))


def _findings(start: Register, end: Register, sides: Sides) -> dict[str, Any]:
    return {
        "new": [code for code in sides.after if code not in sides.before],
        "closed": [
            {"code": code, "state": new.state}
            for code, new in sides.after.items()
            if not _is_open(new) and (code not in sides.before or _is_open(sides.before[code]))
        ],
        "reopened": [code for code, old, new in sides.both() if not _is_open(old) and _is_open(new)],
        "reported": _acts(start, end, "finding.report_solved"),
        "confirmed": _acts(start, end, "finding.confirm"),
        "rated": _rated(start, end),
        "target_moved": [
            moved(code, old.target, new.target) for code, old, new in sides.both() if old.target != new.target
        ],
    }


def _milestones(sides: Sides) -> dict[str, Any]:
    def is_(status: str) -> Any:
        return lambda one: one.status == status

    return {
        "started": sides.entered(lambda one: one.status != MilestoneStatus.NOT_STARTED),
        "completed": sides.entered(is_(MilestoneStatus.COMPLETED)),
        "forecast_moved": [
            moved(code, old.forecast, new.forecast)
            for code, old, new in sides.both()
            if old.forecast
            and new.forecast
            and old.forecast != new.forecast
            and new.status != MilestoneStatus.COMPLETED
        ],
        "blocked": sides.entered(is_(MilestoneStatus.BLOCKED)),
        "reopened": [
            code
            for code, old, new in sides.both()
            if old.status == MilestoneStatus.COMPLETED and new.status != MilestoneStatus.COMPLETED
        ],
    }


def _plans(sides: Sides) -> dict[str, Any]:
    return {
        "approved": sides.entered(lambda plan: plan.baseline is not None),
        "rebaselined": [
            {"code": code, "version": new.baseline}
            for code, old, new in sides.both()
            if old.baseline and new.baseline and new.baseline > old.baseline
        ],
        "completed": sides.entered(lambda plan: plan.status == "completed"),
    }


def _position(risk: Any) -> dict[str, int]:
    return {"likelihood": risk.likelihood, "impact": risk.impact}


def _risks(sides: Sides) -> dict[str, Any]:
    scored = [
        (code, old, new) for code, old, new in sides.both() if old.likelihood is not None and new.likelihood is not None
    ]
    before_top = {code for code, risk in sides.before.items() if risk.top_risk}
    after_top = {code for code, risk in sides.after.items() if risk.top_risk}
    return {
        "new": [code for code in sides.after if code not in sides.before],
        "newly_assessed": sides.entered(lambda risk: risk.likelihood is not None),
        "moved": [
            {"code": code, "from": _position(old), "to": _position(new)}
            for code, old, new in scored
            if _position(old) != _position(new)
        ],
        "top_added": sorted(after_top - before_top),
        "top_removed": sorted(before_top - after_top),
    }


def _commitments(sides: Sides) -> dict[str, Any]:
    def ended(status: str) -> list[str]:
        return sides.entered(lambda one: one.status == status)

    return {
        "made": [code for code in sides.after if code not in sides.before],
        "met": ended(CommitmentStatus.MET),
        "partly_met": ended(CommitmentStatus.PARTLY_MET),
        "missed": ended(CommitmentStatus.MISSED),
        "unknown": ended(CommitmentStatus.UNKNOWN),
        "rescheduled": [moved(code, old.due, new.due) for code, old, new in sides.both() if old.due != new.due],
    }


def between(start: Register, end: Register, month: Month) -> dict[str, Any]:
    """The month's object of facts/RULES.md; lists sorted by code, dates as dates.

    `from`, `to` and what is overdue keep the calendar days; all else follows the two registers.
    """
    findings, milestones = _sides(start, end, "findings"), _sides(start, end, "milestones")
    finding_lists = _findings(start, end, findings)
    return {
        "month": str(month),
        "from": month.previous.last,
        "to": month.last,
        "findings": finding_lists,
        "milestones": _milestones(milestones),
        "plans": _plans(_sides(start, end, "plans")),
        "risks": _risks(_sides(start, end, "risks")),
        "commitments": _commitments(_sides(start, end, "commitments")),
        "reconciliation": {
            "open_start": sum(map(_is_open, findings.before.values())),
            "new": len(finding_lists["new"]) + len(finding_lists["reopened"]),
            "closed": len(finding_lists["closed"]),
            "open_end": sum(map(_is_open, findings.after.values())),
        },
        "overdue": {
            "milestones": [row.code for row in end.milestones.overdue(month.last)],
            "commitments": [row.code for row in end.commitments.overdue(month.last)],
        },
    }

"""What changed between two moments, list by list (facts/RULES.md, "The month")."""

from __future__ import annotations

from datetime import date
from typing import Any

from riskreg.history.ends import Ends, Sides
from riskreg.history.register import Register
from riskreg.querysets.findings import ENDED
from riskreg.vocabulary.choices import CommitmentStatus, MilestoneStatus
from riskreg.vocabulary.periods import Month


def moved(code: str, old: date | None, new: date | None) -> dict[str, Any]:
    """A date that moved; days plus is later, None when either date is unknown."""
    days = (new - old).days if old and new else None
    return {"code": code, "from": old, "to": new, "days": days}


def is_open(finding: Any) -> bool:
    """Not closed, superseded or accepted (facts/RULES.md 29)."""
    return finding.state not in ENDED


def _acts(findings: Sides, act: str) -> list[str]:
    """Codes of findings on which the act was done between the two moments."""
    return sorted({row.code for row in findings.acts if row.act == act})


def _rated(ends: Ends) -> list[dict[str, Any]]:
    """The last audit round of each finding between the two moments, openings left out (facts/RULES.md 30)."""
    last = {row.finding_id: row for row in ends.lists["rated"]}
    levels = {row.id: row.key for row in ends.lists["levels"]}
    listed = [
        {"code": finding.code, "audit_year": last[key].audit_year, "rating": levels.get(last[key].rating_id)}
        for key, finding in ends.findings.by_id.items()
        if key in last
    ]
    return sorted(listed, key=lambda row: str(row["code"]))


def _findings(ends: Ends) -> dict[str, Any]:
    sides = ends.findings
    return {
        "new": sides.new,
        "closed": [
            {"code": code, "state": sides.after[code].state}
            for code in sides.entered(lambda finding: not is_open(finding))
        ],
        "reopened": [code for code, old, new in sides.both() if not is_open(old) and is_open(new)],
        "reported": _acts(sides, "finding.report_solved"),
        "confirmed": _acts(sides, "finding.confirm"),
        "rated": _rated(ends),
        "target_moved": [
            moved(code, old.target, new.target) for code, old, new in sides.both() if old.target != new.target
        ],
    }


def is_late(milestone: Any, on: date) -> bool:
    """Not completed, baseline in force before the day (facts/RULES.md 36)."""
    return milestone.status != MilestoneStatus.COMPLETED and milestone.baseline is not None and milestone.baseline < on


def is_overdue(commitment: Any, on: date) -> bool:
    """Open with a due day before the day (facts/RULES.md 36)."""
    return commitment.status == CommitmentStatus.OPEN and commitment.due is not None and commitment.due < on


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
        "new": sides.new,
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
        "made": sides.new,
        "met": ended(CommitmentStatus.MET),
        "partly_met": ended(CommitmentStatus.PARTLY_MET),
        "missed": ended(CommitmentStatus.MISSED),
        "unknown": ended(CommitmentStatus.UNKNOWN),
        "rescheduled": [moved(code, old.due, new.due) for code, old, new in sides.both() if old.due != new.due],
    }


def of(ends: Ends, month: Month, on: date | None = None) -> dict[str, Any]:
    """The month's object of facts/RULES.md; lists sorted by code, dates as dates. Six statements.

    `from`, `to` and what is overdue keep the calendar days; all else follows the two registers.
    """
    findings, finding_lists = ends.findings, _findings(ends)
    return {
        "month": str(month),
        "from": month.previous.last,
        "to": month.last,
        "findings": finding_lists,
        "milestones": _milestones(ends.milestones),
        "plans": _plans(ends.plans),
        "risks": _risks(ends.risks),
        "commitments": _commitments(ends.commitments),
        "reconciliation": {
            "open_start": sum(map(is_open, findings.before.values())),
            "new": len(finding_lists["new"]) + len(finding_lists["reopened"]),
            "closed": len(finding_lists["closed"]),
            "open_end": sum(map(is_open, findings.after.values())),
        },
        "overdue": {
            "milestones": [code for code, row in ends.milestones.after.items() if is_late(row, on or month.last)],
            "commitments": [code for code, row in ends.commitments.after.items() if is_overdue(row, on or month.last)],
        },
    }


def between(start: Register, end: Register, month: Month) -> dict[str, Any]:
    """The month's object from a register at its start and one at its end."""
    return of(Ends(start, end), month)

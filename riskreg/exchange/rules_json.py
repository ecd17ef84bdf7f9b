"""The register on a day as the JSON of fixtures/douane/RULES.md.

Loses: texts, owners, measures, decisions, evidence, links and history; it holds states and figures only.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from riskreg.history.register import Register
from riskreg.insight import progress
from riskreg.models import RatingLevel


def _risks(register: Register) -> list[dict[str, Any]]:
    return [
        {
            "code": risk.code,
            "state": risk.state,
            "top_risk": risk.top_risk,
            "likelihood": risk.likelihood,
            "impact": risk.impact,
        }
        for risk in register.risks.standing()
    ]


def _findings(register: Register) -> list[dict[str, Any]]:
    levels = {level.id: level.key for level in register.directory[RatingLevel].values()}
    return [
        {
            "code": finding.code,
            "state": finding.state,
            "latest_rating": None
            if finding.audit_year is None
            else {"audit_year": finding.audit_year, "rating": levels.get(finding.rating_id)},
            "target": finding.target,
            "first_target": finding.first_target,
        }
        for finding in register.findings.standing()
    ]


def _milestone(milestone: Any, plans: dict[int, str]) -> dict[str, Any]:
    names = ("code", "status", "percent", "first_baseline", "baseline", "forecast", "actual")
    return {"plan": plans[milestone.plan_id], **{name: getattr(milestone, name) for name in names}}


def _plan(plan: Any, milestones: list[Any]) -> dict[str, Any]:
    scope = [one for one in milestones if one.first_baseline is not None]
    return {
        "code": plan.code,
        "status": plan.status,
        "baseline": plan.baseline,
        "progress": progress.actual(scope),
        "milestones": len(scope),
    }


def register_on(register: Register) -> dict[str, Any]:
    """The register as RULES' first JSON, dates as dates. Seven queries."""
    plans = list(register.plans.standing())
    milestones = list(register.milestones.standing())
    of_plan: dict[int, list[Any]] = defaultdict(list)
    for milestone in milestones:
        of_plan[milestone.plan_id].append(milestone)
    codes = {plan.id: plan.code for plan in plans}
    return {
        "as_of": register.on,
        "risks": _risks(register),
        "findings": _findings(register),
        "plans": [_plan(plan, of_plan[plan.id]) for plan in plans],
        "milestones": [_milestone(milestone, codes) for milestone in milestones],
        "commitments": [
            {"code": one.code, "status": one.status, "due": one.due, "first_due": one.first_due}
            for one in register.commitments.standing()
        ],
        "indicators": [
            {"code": one.code, "latest": {"period": one.period, "actual": one.actual} if one.period else None}
            for one in register.indicators.standing()
        ],
    }


def plain(value: Any) -> Any:
    """Dates as YYYY-MM-DD, decimals as the shortest number."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def dumps(document: Any) -> str:
    """JSON text with dates and decimals, ending in a newline."""
    return json.dumps(document, default=plain, ensure_ascii=False, indent=2) + "\n"

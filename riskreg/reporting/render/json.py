"""The report as JSON: `changes` is exactly the month object of facts/RULES.md; the rest is what the page shows."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from riskreg.reporting.document import Report
from riskreg.vocabulary.periods import Month


def document(report: Report) -> dict[str, Any]:
    """The report as plain objects, in the order of the page."""
    whole = dataclasses.asdict(report)
    first = {"month": str(report.month), "state": whole.pop("state"), "changes": whole.pop("changes")}
    whole["reconciliation"]["adds_up"] = report.reconciliation.adds_up
    return {**first, **whole, "month": str(report.month)}


def plain(value: Any) -> Any:
    """Days as YYYY-MM-DD, moments with their offset, decimals as the shortest number."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def dumps(report: Report) -> str:
    """JSON text ending in a newline."""
    return json.dumps(document(report), default=plain, ensure_ascii=False, indent=2) + "\n"


def error(sentence: str) -> str:
    """Why there is no report, as JSON."""
    return json.dumps({"error": sentence}, ensure_ascii=False) + "\n"

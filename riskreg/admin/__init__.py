"""The admin in the house style: every kind of record, written only through services."""

from riskreg.admin import (
    accounts,
    commitments,
    decisions,
    evidence,
    findings,
    indicators,
    measures,
    milestones,
    objectives,
    organisation,
    periods,
    plans,
    risks,
)

__all__ = [
    "accounts",
    "commitments",
    "decisions",
    "evidence",
    "findings",
    "indicators",
    "measures",
    "milestones",
    "objectives",
    "organisation",
    "periods",
    "plans",
    "risks",
]

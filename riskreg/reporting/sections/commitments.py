"""Commitments: to be reported now, overdue, and due in the coming quarter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from riskreg.insight.to_be_reported import ToReport, reported, to_be_reported
from riskreg.reporting.document import CommitmentRow, Commitments
from riskreg.reporting.material import Material
from riskreg.vocabulary.choices import CommitmentStatus

DUE_DAYS = 92  # the coming quarter: most promises name the end of a quarter or a year


def to_report(material: Material, *, at_start: bool = False) -> list[ToReport]:
    """The commitments to be reported at one end of the month."""
    ends, side = material.ends, "before" if at_start else "after"
    links = ends.lists["links_before" if at_start else "links"]

    def rows(noun: str) -> Iterable[Any]:
        return getattr(getattr(ends, noun), side).values()

    return to_be_reported(rows("commitments"), links, rows("milestones"), rows("findings"))


def commitments(material: Material) -> Commitments:
    """In order of code, due ones in order of their day."""
    after, on = material.ends.commitments.after, material.on
    until = on + timedelta(days=DUE_DAYS)
    due = [one for one in after.values() if one.status == CommitmentStatus.OPEN and one.due and on <= one.due <= until]
    listed = to_report(material)
    told = {key: report.on for key, report in reported(listed, material.ends.lists["reported"]).items()}
    return Commitments(
        to_report=tuple(
            replace(
                _row(material, one.commitment, one.days),
                reach=one.reach,
                reach_precision=one.precision,
                reported_on=told.get(one.commitment.id),
            )
            for one in listed
        ),
        overdue=tuple(
            _row(material, after[code], (on - after[code].due).days)
            for code in material.changes["overdue"]["commitments"]
        ),
        due=tuple(_row(material, one, (one.due - on).days) for one in sorted(due, key=lambda one: (one.due, one.code))),
        due_days=DUE_DAYS,
    )


def _first_precision(material: Material, one: Any) -> str:
    """How precisely the first promised day was told."""
    lists = material.ends.lists
    told = [row.due_precision for row in lists["promised"] if row.id == one.id and row.due == one.first_due]
    told += [row.precision for row in lists["dues"] if row.commitment_id == one.id and row.due == one.first_due]
    return told[0] if told else "day"


def _row(material: Material, one: Any, days: int) -> CommitmentRow:
    return CommitmentRow(
        record=material.ref("commitment", one),
        kind=one.kind,
        status=one.status,
        due=one.due,
        due_precision=one.due_precision,
        first_due=one.first_due,
        days=days,
        first_due_precision=_first_precision(material, one) or "day",
    )

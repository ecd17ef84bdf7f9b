"""Decisions asked of management, and those taken in the month."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from riskreg.reporting import links
from riskreg.reporting.document import DecisionRow, Decisions, Ref
from riskreg.reporting.material import Material
from riskreg.vocabulary.choices import DecisionState, Verdict


def decisions(material: Material) -> Decisions:
    """Asked: waiting at the end. Taken: taken at the end, and not at the start."""
    rows = material.ends.lists["decisions"]
    decided = {row.code for row in material.ends.lists["decided"]}
    taken = [row for row in rows if row.state == DecisionState.TAKEN and row.code not in decided]
    return Decisions(
        asked=tuple(_row(material, row) for row in rows if row.state == DecisionState.ASKED),
        taken=tuple(_row(material, row) for row in taken),
    )


def _row(material: Material, row: Any) -> DecisionRow:
    return DecisionRow(
        record=material.ref("decision", row),
        about=about(material, row.about),
        asked_on=row.asked_on,
        needed_by=row.needed_by,
        taken_on=row.taken_on,
        role=material.name("roles", row.taken_by_id or row.asked_by_id),
        outcome=outcome(row),
    )


def outcome(row: Any) -> str:
    """What was decided in words; that it was declined first."""
    if row.verdict == Verdict.DECLINED:
        return _("Declined: %(words)s") % {"words": row.outcome}
    return str(row.outcome)


def about(material: Material, code: str) -> Ref | None:
    """What the decision is about, with its title where the report holds that kind."""
    if not code:
        return None
    noun = links.PREFIXES.get(code.split("-")[0], "")
    record = getattr(material.ends, f"{noun}s").after.get(code) if noun and noun != "decision" else None
    return material.ref(noun, record) if record else Ref(code, "", links.by_code(code, material.shown_on))

"""Top risks with their movement in the month, against appetite and target."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from riskreg.reporting.document import RiskRow, Risks
from riskreg.reporting.material import Material
from riskreg.vocabulary import scoring
from riskreg.vocabulary.choices import Appetite


def risks(material: Material) -> Risks:
    """The list in force at the end, highest score first (a place in a list, no ranking), and what left it."""
    sides = material.ends.risks
    added, removed = set(material.changes["risks"]["top_added"]), material.changes["risks"]["top_removed"]
    top = [row_of(risk, sides.before.get(code), material, added) for code, risk in sides.after.items() if risk.top_risk]
    left = [row_of(sides.after[code], sides.before[code], material, added) for code in removed if code in sides.after]
    return Risks(
        top=tuple(sorted(top, key=lambda row: (-(row.score or 0), row.record.code))),
        removed=tuple(left),
    )


def place(likelihood: int | None, impact: int | None) -> tuple[int, int] | None:
    return None if likelihood is None or impact is None else (likelihood, impact)


def row_of(risk: Any, before: Any, material: Material, added: Collection[str] = ()) -> RiskRow:
    """A risk's line; `before` is the same risk at the start, None when it was not there."""
    then = place(before.likelihood, before.impact) if before else None
    return RiskRow(
        record=material.ref("risk", risk),
        before=then,
        now=place(risk.likelihood, risk.impact),
        target=place(risk.target_likelihood, risk.target_impact),
        score_before=scoring.score(*then) if then else None,
        score=scoring.score(risk.likelihood, risk.impact),
        target_score=scoring.score(risk.target_likelihood, risk.target_impact),
        appetite=str(Appetite(risk.appetite).label) if risk.appetite else "",
        appetite_maximum=scoring.APPETITE_MAXIMUM.get(risk.appetite, scoring.DEFAULT_APPETITE_MAXIMUM),
        is_above=scoring.above_appetite(risk.likelihood, risk.impact, risk.appetite),
        is_added=risk.code in added,
        score_basis=(risk.basis_by_field or {}).get("score", "") if risk.likelihood else "",
    )

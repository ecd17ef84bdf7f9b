"""The annex of a month: the confidential risks that no edition holds, for those on their access lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from riskreg.history.ends import Ends
from riskreg.history.register import Register
from riskreg.models import RiskMeasure
from riskreg.reporting.cut_offs import CutOffs
from riskreg.reporting.document import RiskRow
from riskreg.reporting.material import Material
from riskreg.reporting.sections.risks import row_of
from riskreg.vocabulary.periods import Month


@dataclass(frozen=True)
class AnnexRow:
    """A confidential risk as it stood at the month's cut-off: its line of the report, owner, words and measures."""

    line: RiskRow
    risk: Any
    measures: tuple[Any, ...]


def annex(cut_offs: CutOffs, register: Register, month: Month) -> tuple[AnnexRow, ...]:
    """At the same cut-offs as the report, what the register's reader may see, highest score first. Nine queries.

    Confidential is what the register says so of, as in an edition, also when it was not yet marked at the cut-off.
    """
    hidden = list(register.risks.standing().filter(confidential=True).values_list("id", flat=True))
    if not hidden:
        return ()
    start, end = cut_offs.start(register.actor, month), cut_offs.end(register.actor, month)
    risks = end.attach(end.risks.standing().ids(hidden).order_by("code"), "owner")
    before = {risk.code: risk for risk in start.risks.standing().ids(hidden)}
    measures = end.ties(RiskMeasure, "risk", "measure", [risk.id for risk in risks])
    material = Material(Ends(start, end), month, month.last)
    rows = [
        AnnexRow(row_of(risk, before.get(risk.code), material), risk, tuple(measures.get(risk.id, ())))
        for risk in risks
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.line.score or 0), row.risk.code)))

"""The monthly report: two registers and a month in, one document out; each figure is defined once, in its section."""

from __future__ import annotations

from datetime import date

from riskreg.history.ends import Ends
from riskreg.history.register import Register
from riskreg.reporting.document import Report
from riskreg.reporting.material import Material
from riskreg.reporting.sections.changed import changed
from riskreg.reporting.sections.commitments import commitments
from riskreg.reporting.sections.decisions import decisions
from riskreg.reporting.sections.findings import findings
from riskreg.reporting.sections.plans import plans
from riskreg.reporting.sections.reconciliation import reconciliation
from riskreg.reporting.sections.risks import risks
from riskreg.reporting.sections.summary import figures, headline, sentences, started
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.periods import Month


def build(
    start: Register, end: Register, month: Month, state: str = PeriodState.OPEN, on: date | None = None
) -> Report:
    """The report of the month between the two registers, in the language that is active. Six statements.

    `state` is the PeriodState of the month; reporting.cut_offs tells it, and which registers to give. A report
    judges lateness on the month's last day; the state of affairs on the day that it shows, `on`.
    """
    material = Material(Ends(start, end), month, on or month.last)
    line, plan_table, top = reconciliation(material), plans(material), risks(material)
    promises = commitments(material)
    return Report(
        month=month,
        state=str(state),
        from_on=month.previous.last,
        to_on=on or month.last,
        cut_offs=(start.moment, end.moment),
        as_of=material.shown_on,
        headline=headline(plan_table, top, line, started(material)),
        sentences=sentences(material, plan_table, top, promises, line),
        figures=figures(material, line, top, promises),
        reconciliation=line,
        changed=changed(material),
        plans=plan_table,
        findings=findings(material),
        risks=top,
        commitments=promises,
        decisions=decisions(material),
        changes=material.changes,
        has_before=any(side.before for side in (material.ends.risks, material.ends.findings, material.ends.plans)),
    )

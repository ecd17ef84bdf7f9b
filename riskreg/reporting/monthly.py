"""The monthly report: two registers and a month in, one document out; each figure is defined once, in its section."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language

from riskreg.history.ends import Ends
from riskreg.history.months import CutMonth
from riskreg.history.register import Register
from riskreg.insight import trend
from riskreg.insight.month_state import MonthState
from riskreg.reporting.cut_offs import CutOffs
from riskreg.reporting.document import Report
from riskreg.reporting.document_plans import TrendMonth
from riskreg.reporting.material import Material
from riskreg.reporting.sections.changed import changed
from riskreg.reporting.sections.commitments import commitments
from riskreg.reporting.sections.decisions import decisions
from riskreg.reporting.sections.findings import findings
from riskreg.reporting.sections.indicators import indicators
from riskreg.reporting.sections.pages import other_words, plan_pages
from riskreg.reporting.sections.plans import plans
from riskreg.reporting.sections.reconciliation import reconciliation
from riskreg.reporting.sections.risks import risks
from riskreg.reporting.sections.since import since
from riskreg.reporting.sections.summary import figures, headline, sentences, started
from riskreg.reporting.sections.told import told
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.periods import Month, end_of_day

DRAWN_MONTHS = 24  # columns of a plan's milestone trend and progress


def build(
    start: Register,
    end: Register,
    month: Month,
    state: str = PeriodState.OPEN,
    *,
    cut_offs: CutOffs | None = None,
    words: Register | None = None,
    asked: MonthState | None = None,
) -> Report:
    """The report of the month between the two registers, in the language that is active. Ten statements.

    `state` is the PeriodState of the month; reporting.cut_offs tells it, and which registers to give. Lateness is
    judged on the month's last day. `cut_offs` tells where the months before were cut off, for the courses of plans;
    without it at their last instant. `words` is the register that the month's words are read from, which are still
    written after the cut-off; without it the end. `asked` is what the month asked for, where
    the caller read it before.
    """
    material = Material(Ends(start, end), month, month.last, _months(start, end, month, cut_offs), words)
    report = _built(material, state, None)
    return replace(
        report,
        indicators=indicators(material),
        plan_pages=plan_pages(material, report.plans.rows),
        words=other_words(material),
        trend=(_own(material, state),),
        told=told(material, asked or MonthState(words or end, month)) if _is_asked(month, state, cut_offs) else None,
    )


def _is_asked(month: Month, state: str, cut_offs: CutOffs | None) -> bool:
    """Whether anybody was asked anything: no silence is counted in a loaded month, nor in one that nobody opened."""
    return state != PeriodState.RECONSTRUCTED and cut_offs is not None and str(month) in cut_offs.periods


def _own(material: Material, state: str) -> TrendMonth:
    """The month itself in the course of months; the caller puts the months before it in front."""
    ends = material.ends
    found = trend.figures(ends.findings.after.values(), ends.milestones.after.values(), material.on)
    return TrendMonth(material.month, is_reconstructed=state == PeriodState.RECONSTRUCTED, **found)


def summary(start: Register, end: Register, month: Month, on: date) -> Report:
    """The same for a page that shows the state of affairs on a day, without indicators and pages. Six statements."""
    return _built(Material(Ends(start, end), month, on), PeriodState.OPEN, on)


def _built(material: Material, state: str, on: date | None) -> Report:
    ends, month = material.ends, material.month
    line, plan_table, top = reconciliation(material), plans(material), risks(material)
    promises = commitments(material)
    return Report(
        month=month,
        state=str(state),
        from_on=month.previous.last,
        to_on=on or month.last,
        cut_offs=(ends.start.moment, ends.end.moment),
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
        has_before=any(side.before for side in (ends.risks, ends.findings, ends.plans)),
        language=get_language() or settings.LANGUAGE_CODE,
        organisation=settings.ORGANISATION,
        site=_site(settings.SITE_URL),
        since=since(material),
    )


def _site(address: str) -> str:
    """Blank for an address of this machine alone."""
    host = urlsplit(address).hostname or ""
    return "" if host == "localhost" or host.startswith("127.") else address


def _months(start: Register, end: Register, month: Month, cut_offs: CutOffs | None) -> list[CutMonth]:
    """The months of a course: this one and the one before as the report cut them off, earlier ones as kept."""
    found: list[CutMonth] = []
    one = month
    for _step in range(DRAWN_MONTHS):
        found.append(CutMonth(one, one.last, _until(one, month, start, end, cut_offs)))
        one = one.previous
    return found[::-1]


def _until(one: Month, month: Month, start: Register, end: Register, cut_offs: CutOffs | None) -> Any:
    if one == month:
        return end.moment
    if one == month.previous:
        return start.moment
    return (cut_offs.moment(one) if cut_offs else None) or end_of_day(one.last)

"""What the PDF's template prints: every word and drawing ready, so that the template only places them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.reporting import report_drawings, roadmap_drawing
from riskreg.reporting.chart_words import matrix_words, top_marks, top_words
from riskreg.reporting.charts import matrix
from riskreg.reporting.document import Changes, CommitmentRow, FindingRow, PlanRow, Report, RiskRow
from riskreg.reporting.render import edition, pdf_pages, pdf_told, pdf_words
from riskreg.reporting.render.pdf_told import ref_of as _ref
from riskreg.reporting.render.table import band_words, ended_words, state_words, why_words
from riskreg.templatetags import riskreg_format as show
from riskreg.templatetags.riskreg_format import BAND_NUMBERS
from riskreg.vocabulary import dates, scoring
from riskreg.vocabulary.choices import Band
from riskreg.vocabulary.periods import day_of, end_of_day

# More risks in one cell of the small matrix than this are drawn as a count.
MOST_DISCS = 2


def of(report: Report, printed: edition.Printed | None) -> dict[str, Any]:
    """Plain objects: texts, numbers and lists, in the active language."""
    codes = {page.record.code for page in report.plan_pages}
    return {
        "words": pdf_words.of(report),
        "language": report.language,
        "title": edition.title(report),
        "file": f"report-{report.month}.xlsx",
        "organisation": report.organisation,
        "mark": edition.mark(report, printed),
        "mark_words": edition.mark_words(report, printed),
        "is_sealed": printed is not None,
        "digest": f"{printed.sha256[:8]} … {printed.sha256[-8:]}" if printed else "",
        "lines": list(edition.lines(printed)),
        "steps": list(edition.steps(report)),
        "reasons": [{"step": step, "text": text} for step, text in edition.reasons(report)],
        "told": pdf_told.told(report),
        "compared": _compared(report),
        "headline": report.headline,
        "sentences": " ".join(report.sentences),
        "figures": [
            {"label": one.label, "value": show.number(one.figure.value), "total": one.total, "words": one.words}
            for one in report.figures
        ],
        "line": _line(report),
        "since": _since(report),
        "asked": [_asked(row) for row in report.decisions.asked],
        "to_report": [_promise(row) for row in report.commitments.to_report],
        "overdue": [_promise(row) for row in report.commitments.overdue],
        "due": [_promise(row) for row in report.commitments.due],
        "plans": [_plan(row, codes) for row in report.plans.rows],
        "completed": [_ref(one) for one in report.plans.completed],
        "late": pdf_pages.late(report),
        "next": pdf_pages.slips_next(report),
        "years": list(report.findings.years),
        "findings": [_finding(row) for row in report.findings.open],
        "ended": [_finding(row) for row in report.findings.ended],
        "matrix": _matrix(report),
        "risks": [_risk(row) for row in report.risks.top],
        "removed": [_ref(row.record) for row in report.risks.removed],
        "changed": [_changed(group) for group in report.changed],
        "taken": [{**_ref(row.record), "role": row.role, "outcome": row.outcome} for row in report.decisions.taken],
        "indicators": pdf_pages.indicators(report),
        "notes": [{**_ref(one.record), "text": one.text} for one in report.words],
        "trend": pdf_pages.trend(report),
        "months": {"svg": report_drawings.trend(report, width=640), "alt": report_drawings.trend_message(report)},
        "pages": pdf_pages.plans(report),
        "roadmap": {"svg": roadmap_drawing.drawn(report), "alt": roadmap_drawing.message(report)},
    }


def _changed(group: Changes) -> dict[str, Any]:
    return {
        "sentence": group.sentence,
        "items": [{**_ref(item.record), "words": item.words, "why": why_words(item)} for item in group.items],
    }


def _compared(report: Report) -> str:
    """What the report compares, as on its page."""
    start, end = (_moment(report, place) for place in (0, 1))
    judged = _("Lateness is judged on %(day)s.") % {"day": date_format(report.to_on, "j F Y")}
    if end is None:
        words = _("The register as it stands now, compared with that of %(start)s.") % {"start": start}
    else:
        words = _("The register as it stood on %(end)s, compared with that of %(start)s.") % {
            "start": start,
            "end": end,
        }
    return f"{words} {judged}"


def _moment(report: Report, place: int) -> str | None:
    """A cut-off: the day where it is the end of one, else the moment."""
    at = report.cut_offs[place]
    if at is None:
        return None
    calendar = (report.from_on, report.to_on)[place]
    if at == end_of_day(calendar):
        return str(date_format(calendar, "j F Y"))
    local = at.astimezone(end_of_day(calendar).tzinfo)
    words = {"day": date_format(day_of(at), "j F Y"), "time": f"{local:%H:%M}"}
    return _("%(day)s, %(time)s") % words


def _line(report: Report) -> list[dict[str, Any]]:
    line = report.reconciliation
    ended = [(f"− {ended_words(kind)}", figure.value) for kind, figure in line.ended_by_kind.items()]
    cells = [
        (_("Open at start"), line.open_start.value),
        (f"+ {pdf_words.new()}", line.new.value),
        (f"+ {pdf_words.reopened()}", line.reopened.value),
        *ended,
        (f"= {_('Open at end')}", line.open_end.value),
    ]
    return [{"label": label, "value": str(value)} for label, value in cells]


def _since(report: Report) -> dict[str, Any]:
    """The block of the first page: decisions and what became of them, and new exceptions by kind."""
    return {
        "decisions": [
            {
                **_ref(row.record),
                "became": str(capfirst(row.became_words)),
                "words": row.outcome or (pdf_words.needed(row.needed_by) if row.became == "waiting" else ""),
            }
            for row in report.since.decisions
        ],
        "exceptions": [
            {
                "sentence": group.sentence,
                "items": [{**_ref(row.record), "words": row.words} for row in group.items],
            }
            for group in report.since.exceptions
        ],
    }


def _asked(row: Any) -> dict[str, Any]:
    return {**_ref(row.record), "about": row.about.code if row.about else "", "needed": pdf_words.needed(row.needed_by)}


def _promise(row: CommitmentRow) -> dict[str, Any]:
    moved = row.first_due is not None and row.first_due != row.due
    return {
        **_ref(row.record),
        "due": dates.show(row.due, row.due_precision or "day"),
        "first": dates.show(row.first_due, row.first_due_precision) if moved else "",
        "reach": dates.show(row.reach, row.reach_precision) if row.reach else "",
        "days": row.days,
        "reported": _("reported on %(day)s") % {"day": dates.show(row.reported_on)} if row.reported_on else "",
    }


def _day(on: date | None, precision: str = "day") -> str:
    return dates.show(on, precision or "day") if on else show.NONE


def _plan(row: PlanRow, codes: set[str]) -> dict[str, Any]:
    return {
        **_ref(row.record),
        "has_page": row.record.code in codes,
        "state": row.state or "",
        "state_words": state_words(row.state),
        "actual": row.progress,
        "planned": row.planned,
        "change": "" if row.change is None else show.signed(row.change),
        "scope": pdf_words.scope(row.baseline_number) if row.is_rebaselined else "",
        "finish": _day(row.finish, row.finish_precision),
        "is_reached": row.is_reached,
        "is_passed": row.is_passed,
        "slip": row.slip,
        "first_slip": row.first_slip,
        "late": row.late.value,
        "milestones": row.milestones.value,
        "done": row.done,
    }


def _finding(row: FindingRow) -> dict[str, Any]:
    moved = row.first_target is not None and row.first_target != row.target
    return {
        **_ref(row.record),
        "senders": ", ".join(row.senders),
        "ratings": [{"letter": one.letter, "level": one.level} for one in row.ratings],
        "state": str(capfirst(row.state_words)),
        "days_open": show.number(row.days_open),
        "target": _day(row.target, row.target_precision) if row.target else pdf_words.no_target(),
        "first": _day(row.first_target, row.first_target_precision) if moved else "",
        "target_slip": row.target_slip,
        "forecast": _day(row.forecast, row.forecast_precision) if row.forecast else ("" if row.plans else _("no plan")),
        "is_past_target": row.is_past_target,
        "is_passed": row.is_passed,
        "forecast_slip": row.forecast_slip,
    }


def _matrix(report: Report) -> dict[str, Any]:
    if not report.risks.top:
        return {"svg": "", "large": "", "alt": "", "cells": []}
    title = _("Top risks by likelihood and impact, %(day)s") % {"day": dates.show(report.to_on)}
    words = matrix_words(title, top_words(report))
    marks = top_marks(report)
    return {
        "svg": matrix.matrix(marks, words, frame=matrix.COMPACT),
        "large": matrix.matrix(marks, words, frame=matrix.MEDIUM),
        "alt": ". ".join((title, top_words(report))),
        "cells": _cells(report),
    }


def _cells(report: Report) -> list[dict[str, Any]]:
    """Which risks stand in each cell of the matrix, the highest score first; the drawing counts where many stand."""
    found: dict[tuple[int, int], list[RiskRow]] = {}
    for row in report.risks.top:
        if row.now:
            found.setdefault(row.now, []).append(row)
    return [
        {
            "place": f"{likelihood} × {impact}",
            "score": str(scoring.score(likelihood, impact)),
            "codes": ", ".join(row.record.code for row in rows),
            "risks": [_ref(row.record) for row in rows],
            "is_counted": len(rows) > MOST_DISCS,
        }
        for (likelihood, impact), rows in sorted(
            found.items(), key=lambda one: (-(scoring.score(*one[0]) or 0), one[0])
        )
    ]


def _risk(row: RiskRow) -> dict[str, Any]:
    code = scoring.band(*row.now) if row.now else None
    return {
        **_ref(row.record),
        "band": BAND_NUMBERS[Band(code)] if code else 0,
        "band_words": band_words(row.now),
        "before": "" if row.score_before is None else str(row.score_before),
        "score": "" if row.score is None else str(row.score),
        "change": None if row.score is None or row.score_before is None else row.score - row.score_before,
        "appetite": row.appetite_maximum,
        "is_above": row.is_above,
        "target": show.number(row.target_score),
        "is_added": row.is_added,
        "is_example_score": row.score_basis == "illustrative",
    }

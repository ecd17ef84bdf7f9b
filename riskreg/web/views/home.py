"""State of affairs: this month at a glance, from the same report that management reads."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from riskreg.history.register import Register
from riskreg.reporting import monthly
from riskreg.reporting.chart_words import matrix_words, top_marks
from riskreg.reporting.charts import finish, matrix, progress
from riskreg.reporting.document import PlanRow, Report
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.dates import show as show_day
from riskreg.vocabulary.periods import Month
from riskreg.web.charts import drawn

MOST_CHANGES = 8
_LISTS = {"matrix": "risk_matrix", "plans": "plans", "findings": "findings", "decisions": "decisions"}
AXIS_LEFT, AXIS_RIGHT = 6, 300


def home(request: HttpRequest) -> HttpResponse:
    """One page for five minutes: a sentence, four figures, what needs somebody, risks, plans, changes, findings."""
    day = request.day
    month = Month.of(day.on)
    report = monthly.summary(request.compare, request.register, month, day.on)
    axis = finish.axis_of([_finish_row(row) for row in report.plans.rows], day.on, left=AXIS_LEFT, right=AXIS_RIGHT)
    context = {
        "title": _("State of affairs, %(day)s") % {"day": date_format(day.on, "j F Y")},
        "report": report,
        "report_url": "" if report.is_empty else day.link(reverse("report", args=[str(month)])),
        "mine": _mine(request.register) if Right.OWNER in request.actor.rights else None,
        "matrix": _matrix(report, request, compact=False),
        "matrix_small": _matrix(report, request, compact=True),
        "axis_head": drawn(finish.head(axis, _finish_words(_("Finish: forecast against baseline")))),
        "plans": [_plan(row, axis, request) for row in report.plans.rows],
        "changes": _changes(report),
        **{f"{name}_url": day.link(reverse(target)) for name, target in _LISTS.items()},
        "slips_days": settings.SLIPS_NEXT_DAYS,
    }
    return render(request, "riskreg/home.html", context)


def _matrix(report: Report, request: HttpRequest, *, compact: bool) -> SafeString:
    title = _("Top risks by likelihood and impact, %(day)s") % {"day": show_day(request.day.on)}
    words = matrix_words(title, _("The table below holds the same positions."))
    return drawn(matrix.matrix(top_marks(report), words, compact=compact, key="small" if compact else ""))


def _finish_row(row: PlanRow) -> finish.FinishRow:
    return finish.FinishRow(row.record.title, row.baseline, row.finish, row.is_reached)


def _finish_words(title: str) -> finish.FinishWords:
    return finish.FinishWords(title=title, days=_("%(days)s d"), quarter=_("Q%(quarter)d"), today="", unknown="–")


def _plan(row: PlanRow, axis: Any, request: HttpRequest) -> dict[str, Any]:
    """A plan's row with its two small drawings."""
    ends = _("%(plan)s: baseline %(baseline)s, forecast %(finish)s") % {
        "plan": row.record.title,
        "baseline": show_day(row.baseline),
        "finish": show_day(row.finish),
    }
    share = _("%(plan)s: %(actual)s %% done, %(planned)s %% planned") % {
        "plan": row.record.title,
        "actual": 0 if row.progress is None else row.progress,
        "planned": 0 if row.planned is None else row.planned,
    }
    return {
        "row": row,
        "finish": drawn(finish.cell(_finish_row(row), axis, request.day.on, _finish_words(ends))),
        "bar": drawn(progress.bar(row.planned, row.progress, share)) if row.progress is not None else "",
    }


def _changes(report: Report) -> list[tuple[Any, Any]]:
    """The changes that move the picture, at most a few: (kind, change)."""
    listed = [(kind, item) for kind in report.changed for item in kind.items]
    listed.sort(key=lambda pair: -abs(pair[1].days or 0))
    return listed[:MOST_CHANGES]


def _mine(register: Register) -> list[Any]:
    """The reader's own milestones that want attention: late, blocked, or finishing soon."""
    soon = register.on + timedelta(days=settings.SLIPS_NEXT_DAYS)
    rows = register.milestones.unfinished().filter(owner_id__in=register.actor.role_ids, forecast__lte=soon)
    return list(rows.order_by("forecast", "code"))

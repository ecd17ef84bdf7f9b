"""State of affairs: this month at a glance, from the same report that management reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.history.changes import is_late
from riskreg.history.register import Register
from riskreg.reporting import messages, monthly
from riskreg.reporting.chart_words import matrix_words, top_marks, top_words
from riskreg.reporting.charts import finish, matrix, progress
from riskreg.reporting.document import Change, FindingRow, PlanRow, Report
from riskreg.reporting.document_since import ExceptionRow
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary.choices import FindingState, Right
from riskreg.vocabulary.dates import show as show_day
from riskreg.vocabulary.periods import Month
from riskreg.web.charts import drawn
from riskreg.web.findings import SHAPES

MOST_OF_A_KIND = 3
_LISTS = {"matrix": "risk_matrix", "plans": "plans", "findings": "findings", "decisions": "decisions"}
AXIS_LEFT, AXIS_RIGHT = 6, 282
# What wants attention stands first.
_ORDER = {"off_track": 0, "at_risk": 1, None: 2, "on_track": 3}


def home(request: HttpRequest) -> HttpResponse:
    """One page for five minutes: a sentence, four figures, what needs somebody, risks, plans, changes, findings."""
    day = request.day
    month = Month.of(day.on)
    report = monthly.summary(request.compare, request.register, month, day.on)
    mine = _mine(request.register) if Right.OWNER in request.actor.rights else None
    axis = finish.axis_of([_finish_row(row) for row in report.plans.rows], day.on, left=AXIS_LEFT, right=AXIS_RIGHT)
    context = {
        "title": _("State of affairs, %(day)s") % {"day": date_format(day.on, "j F Y")},
        "report": report,
        "report_url": "" if report.is_empty else day.link(reverse("report", args=[str(month)])),
        "says": messages.of_report(report, day.compare_on),
        "mine": mine,
        "mine_says": _mine_says(mine or [], day.on),
        "matrix": _matrix(report, request, compact=False),
        "matrix_small": _matrix(report, request, compact=True),
        "axis_head": drawn(finish.head(axis, _finish_words(_("Finish: forecast against baseline")))),
        "plans": [_plan(row, axis, request) for row in sorted(report.plans.rows, key=_urgency)],
        "changes": [_of_a_kind(group.sentence, group.items, group.anchor) for group in report.changed],
        "exceptions": [
            # What another day is compared with stands on no other page, so nothing is left out then.
            _of_a_kind(one.sentence, one.items, f"since-{one.kind}", None if day.compare_given else MOST_OF_A_KIND)
            for one in report.since.exceptions
        ],
        "changes_url": _changes_url(request, report),
        "earlier": _earlier(request),
        "findings": [_finding(row) for row in report.findings.open],
        "movements": _movements(request),
        **{f"{name}_url": day.link(reverse(target)) for name, target in _LISTS.items()},
        "slips_days": settings.SLIPS_NEXT_DAYS,
    }
    return render(request, "riskreg/home.html", context)


def _matrix(report: Report, request: HttpRequest, *, compact: bool) -> SafeString:
    title = _("Top risks by likelihood and impact, %(day)s") % {"day": show_day(request.day.on)}
    words = matrix_words(title, " ".join((top_words(report), _("The table below holds the same positions."))))
    frame = matrix.COMPACT if compact else matrix.WIDE
    return drawn(matrix.matrix(top_marks(report), words, frame=frame, key="small" if compact else ""))


def _movements(request: HttpRequest) -> list[tuple[str, str]]:
    """Other movements in the matrix than the one drawn: what each is called and its address."""
    day, matrix_path = request.day, reverse("risk_matrix")
    kept = {"as_of": day.on.isoformat()} if day.is_past else {}
    year = f"{request.path}?{urlencode({**kept, 'compare': day.year_ago.isoformat()})}"
    whole = _("Inherent → current → target"), day.link(matrix_path, show="inherent", top="yes")
    since = _("Since %(day)s") % {"day": show_day(day.year_ago)}, year
    return [whole] if day.compare_on == day.year_ago else [since, whole]


def _finish_row(row: PlanRow) -> finish.FinishRow:
    return finish.FinishRow(row.record.title, row.baseline, row.finish, row.is_reached)


def _finish_words(title: str) -> finish.FinishWords:
    return finish.FinishWords(title=title, days=_("%(days)s d"), quarter=_("Q%(quarter)d"), unknown="–")


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


def _urgency(row: PlanRow) -> tuple[int, int]:
    """Off track before at risk before the rest; the largest slip first."""
    return _ORDER.get(row.state, len(_ORDER)), -(row.slip or 0)


@dataclass(frozen=True)
class _Kind:
    """One kind of change or exception: the few of most days, how many more there are, and the place that names all."""

    sentence: str
    items: tuple[Change | ExceptionRow, ...]
    more: int
    anchor: str


def _of_a_kind(
    sentence: str, items: Iterable[Change | ExceptionRow], anchor: str, most: int | None = MOST_OF_A_KIND
) -> _Kind:
    """At most `most` of them; None is all."""
    listed = sorted(items, key=lambda item: -abs(item.days or 0))
    shown = listed[:most]
    return _Kind(sentence, tuple(shown), len(listed) - len(shown), anchor)


def _changes_url(request: HttpRequest, report: Report) -> str:
    """The page that names every change: the month's report, or two days side by side where another day was asked."""
    day = request.day
    if report.is_empty:
        return ""
    if day.compare_given:
        days = {"from": day.compare_on.isoformat(), "to": day.on.isoformat()}
        return f"{reverse('history_compare')}?{urlencode(days)}"
    return day.link(reverse("report", args=[str(Month.of(day.on))]))


def _finding(row: FindingRow) -> tuple[FindingRow, SafeString]:
    """A finding's row and its state as every page shows it."""
    return row, show.status(SHAPES[FindingState(row.state)], capfirst(row.state_words))


def _earlier(request: HttpRequest) -> tuple[str, str]:
    """When nothing changed, a longer look back: what it is called and its address."""
    day = request.day
    before = Month.of(day.compare_on).previous.last
    kept = {"as_of": day.on.isoformat()} if day.is_past else {}
    words = _("Changes since %(day)s") % {"day": show_day(before)}
    return words, f"{request.path}?{urlencode({**kept, 'compare': before.isoformat()})}#h-changed"


def _mine(register: Register) -> list[Any]:
    """The reader's own milestones that want attention: late, blocked, or finishing soon."""
    soon = register.on + timedelta(days=settings.SLIPS_NEXT_DAYS)
    rows = register.milestones.unfinished().filter(owner_id__in=register.actor.role_ids, forecast__lte=soon)
    return list(rows.order_by("forecast", "code"))


def _mine_says(rows: list[Any], on: date) -> str:
    return messages.mine(len(rows), sum(is_late(row, on) for row in rows), settings.SLIPS_NEXT_DAYS)

"""Monthly reports: all months, one month as a page and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.history.register import Register
from riskreg.reporting import monthly
from riskreg.reporting.cut_offs import CutOffs
from riskreg.reporting.document import Report
from riskreg.reporting.render import html
from riskreg.reporting.render import json as json_file
from riskreg.reporting.tally import MonthLine, lines
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.errors import BadInput
from riskreg.vocabulary.periods import Month


@dataclass(frozen=True)
class MonthLink:
    label: str
    url: str


@dataclass(frozen=True)
class IndexRow:
    """A month in the list of reports: its name, address, PeriodState, and its line of findings."""

    link: MonthLink
    state: str
    state_words: str
    line: MonthLine


class NoReport(Exception):
    """There is no report of this month; the sentence says why."""


def index(request: HttpRequest) -> HttpResponse:
    """Every month from the register's first to the latest, newest first. Three queries."""
    latest, begins = Month.of(request.day.on), request.register.begins_on
    months = Month.of(begins).through(latest) if begins else []
    cut_offs = CutOffs.read(request.day.on)
    rows = [
        IndexRow(
            _link(request, month),
            cut_offs.state(month),
            str(capfirst(PeriodState(cut_offs.state(month)).label)),
            line,
        )
        for month, line in zip(months, lines(cut_offs, months, request.register.moment), strict=True)
    ]
    return render(request, "reports/index.html", {"title": _("Monthly reports"), "rows": rows[::-1]})


def month(request: HttpRequest, month: str) -> HttpResponse:
    """The report of one month. Seven queries beside those of the session and the reader."""
    wanted = _month(month)
    try:
        report = _report(request, wanted)
    except NoReport as error:
        context = {"title": _("There is no such report"), "message": str(error), "index_url": _index_url(request)}
        return render(request, "reports/none.html", context, status=404)
    context = {
        **html.context(report),
        "previous": _link(request, wanted.previous) if report.has_before else None,
        "next": _link(request, wanted.next) if wanted < Month.of(request.day.on) else None,
        "index_url": _index_url(request),
        "json_url": request.day.link(reverse("report_json", args=[str(wanted)])),
        "known_on": request.day.on if request.day.is_past else None,
        "latest_url": request.day.latest_url,
    }
    return render(request, "reports/monthly.html", context)


def month_json(request: HttpRequest, month: str) -> HttpResponse:
    """The same report as JSON."""
    try:
        report = _report(request, _month(month))
    except NoReport as error:
        return HttpResponse(json_file.error(str(error)), content_type="application/json", status=404)
    return HttpResponse(json_file.dumps(report), content_type="application/json")


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise BadInput(
            _("“%(text)s” is not a month; write the year and the month, for example 2026-10") % {"text": text[:40]},
            code="month",
        ) from error


def _report(request: HttpRequest, month: Month) -> Report:
    """Raises NoReport for a month that has not begun or lies before the register."""
    day = request.day
    if month > Month.of(day.on):
        raise NoReport(_("%(month)s has not begun yet.") % {"month": _name(month)})
    cut_offs = CutOffs.read(day.on)
    start, end = cut_offs.start(request.actor, month), cut_offs.end(request.actor, month)
    state, known = cut_offs.state(month), request.register.moment
    if known is not None and (end.moment is None or end.moment > known):
        # On a past day the month was open still: it shows what was known then.
        end, state = Register.as_of(request.actor, month.last, known), PeriodState.OPEN
    report = monthly.build(start, end, month, state)
    if report.is_empty:
        begins = request.register.begins_on
        if begins is None:
            raise NoReport(_("The register is empty still; there is nothing to report."))
        if month < Month.of(begins):
            raise NoReport(
                _("The register begins on %(day)s; there is no report of an earlier month.")
                % {"day": date_format(begins, "j F Y")}
            )
    return report


def _name(month: Month) -> str:
    return str(capfirst(date_format(month.first, "F Y")))


def _link(request: HttpRequest, month: Month) -> MonthLink:
    return MonthLink(_name(month), request.day.link(reverse("report", args=[str(month)])))


def _index_url(request: HttpRequest) -> Any:
    return request.day.link(reverse("reports"))

"""Monthly reports: all months, one month as a page, as JSON and as files to keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskreg.history.register import Register
from riskreg.reporting import links, monthly, publish
from riskreg.reporting.cut_offs import CutOffs
from riskreg.reporting.document import Report
from riskreg.reporting.render import files, html, pdf
from riskreg.reporting.render import json as json_file
from riskreg.reporting.tally import MonthLine, lines
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.errors import BadInput
from riskreg.vocabulary.periods import Month, day_of
from riskreg.web import exports
from riskreg.web.exports import Part
from riskreg.web.views import editions


@dataclass(frozen=True)
class MonthLink:
    label: str
    url: str


@dataclass(frozen=True)
class IndexRow:
    """A month in the list of reports: its name, address, PeriodState, and its line of findings."""

    month: str
    link: MonthLink
    state: str
    state_words: str
    line: MonthLine
    start_url: str
    end_url: str
    new_url: str
    ended_url: str


class NoReport(Exception):
    """There is no report of this month; the sentence says why."""


def index(request: HttpRequest) -> HttpResponse:
    """Every month from the register's first to the latest, newest first. Three queries."""
    latest, begins = Month.of(request.day.on), request.register.begins_on
    months = Month.of(begins).through(latest) if begins else []
    cut_offs = CutOffs.read(request.day.on)
    counted = lines(cut_offs, months, request.register.moment)
    rows = [_index_row(request, cut_offs, month, line) for month, line in zip(months, counted, strict=True)][::-1]
    name = exports.format_of(request)
    if name:
        return exports.answer(exports.flat(request, _("Monthly reports"), INDEX_PARTS, rows), name)
    context = {"title": _("Monthly reports"), "rows": rows, "exports": exports.day_links(request) if rows else []}
    return render(request, "reports/index.html", context)


def _index_row(request: HttpRequest, cut_offs: CutOffs, month: Month, line: MonthLine) -> IndexRow:
    """Open findings lead to their rows at that cut-off; what came and ended to where the report names it."""
    link, state = _link(request, month), cut_offs.state(month)
    start, end = (_open_findings(request, cut_offs.moment(one)) for one in (month.previous, month))
    changes, ended = f"{link.url}#changes", f"{link.url}#finding-ended"
    return IndexRow(str(month), link, state, str(capfirst(PeriodState(state).label)), line, start, end, changes, ended)


def _open_findings(request: HttpRequest, moment: datetime | None) -> str:
    """The findings that were open at a cut-off; None is now, and a past day hides what came after it."""
    known = request.register.moment
    known = min(known, moment) if known and moment else known or moment
    return links.open_findings(day_of(known - timedelta(microseconds=1)) if known else None)


INDEX_PARTS = (
    Part("month", gettext_lazy("Month"), lambda row: row.month),
    Part("state", gettext_lazy("State"), lambda row: row.state_words),
    Part("open_start", gettext_lazy("Open at start"), lambda row: row.line.open_start),
    Part("new", gettext_lazy("new or reopened"), lambda row: row.line.new),
    Part("ended", gettext_lazy("ended"), lambda row: row.line.ended),
    Part("open_end", gettext_lazy("open at end"), lambda row: row.line.open_end),
)


def month(request: HttpRequest, month: str) -> HttpResponse:
    """The report of one month. Eleven queries beside those of the session and the reader."""
    wanted = month_of(month)
    draft = editions.draft_to_read(request, wanted)
    sealed = editions.sealed_of(request, wanted) if draft is None else None
    try:
        if draft is not None:
            report = publish.preview(draft, request.day.on)
        else:
            report = publish.report_of(sealed.newest) if sealed is not None else _report(request, wanted)
    except NoReport as error:
        context = {"title": _("There is no such report"), "message": str(error), "index_url": _index_url(request)}
        return render(request, "reports/none.html", context, status=404)
    except publish.Unreadable as error:
        return editions.unreadable(request, sealed.newest if sealed is not None else None, error.message)
    plan, named = request.GET.get("plan", ""), [page.record for page in report.plan_pages]
    if plan and plan not in {one.code for one in named}:
        raise BadInput(_("This report has no page of “%(plan)s”") % {"plan": plan[:40]}, code="plan")
    here = reverse("report", args=[str(wanted)])
    context = {
        **html.context(report, publish.Printed.on(sealed.newest) if sealed is not None else None, plan),
        "plan_links": [MonthLink(f"{one.code} {one.title}", request.day.link(here, plan=one.code)) for one in named],
        "whole_url": request.day.link(here) if plan else "",
        "sealed": sealed,
        "sealing": publish.sealing(sealed.newest) if sealed is not None else "",
        "annex_url": _annex_url(request, wanted) if sealed is not None else "",
        "draft": draft,
        "acts": editions.acts_of(request, wanted, report.state),
        "previous": _link(request, wanted.previous) if report.has_before else None,
        "next": _link(request, wanted.next) if wanted < Month.of(request.day.on) else None,
        "index_url": _index_url(request),
        "downloads": []
        if sealed is not None or draft is not None
        else [
            MonthLink(label, request.day.link(reverse(f"report_{name}", args=[str(wanted)])))
            for name, label in _labels().items()
        ],
        "known_on": request.day.on if request.day.is_past else None,
        "latest_url": request.day.latest_url,
    }
    return render(request, "reports/monthly.html", context)


def month_json(request: HttpRequest, month: str) -> HttpResponse:
    """The same report as JSON; of a sealed month the file that was sealed."""
    sealed = editions.sealed_of(request, month_of(month))
    if sealed is not None:
        return HttpResponseRedirect(reverse("report_edition", args=[month, sealed.newest.edition, "json"]))
    try:
        report = _report(request, month_of(month))
    except NoReport as error:
        return HttpResponse(json_file.error(str(error)), content_type="application/json", status=404)
    return HttpResponse(json_file.dumps(report), content_type="application/json")


def month_file(request: HttpRequest, month: str, name: str) -> HttpResponse:
    """The same report as a file to keep; as the JSON it tells what its reader may see, on the day looked at."""
    wanted = month_of(month)
    sealed = editions.sealed_of(request, wanted)
    if sealed is not None:
        return HttpResponseRedirect(reverse("report_edition", args=[month, sealed.newest.edition, name]))
    try:
        report = _report(request, wanted)
    except NoReport as error:
        context = {"title": _("There is no such report"), "message": str(error), "index_url": _index_url(request)}
        return render(request, "reports/none.html", context, status=404)
    try:
        content = files.one(name, report)
    except pdf.NotMade as error:
        context = {"title": _("The PDF could not be made"), "message": str(error), "index_url": _index_url(request)}
        return render(request, "reports/none.html", context, status=500)
    answer = HttpResponse(content, content_type=files.TYPES[name])
    day = f"-{request.day.on}" if request.day.is_past else ""
    answer["Content-Disposition"] = f'attachment; filename="report-{wanted}{day}.{name}"'
    return answer


def _labels() -> dict[str, str]:
    """Format -> what its button says."""
    return {
        "pdf": _("PDF"),
        "xlsx": _("Spreadsheet (XLSX)"),
        "docx": _("Text document (DOCX)"),
        "json": _("Data (JSON)"),
    }


def month_of(text: str) -> Month:
    """Raises BadInput for what is no month."""
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
    report = monthly.build(start, end, month, state, cut_offs=cut_offs, words=request.register)
    report = publish.with_trend(report, request.register)
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


def _annex_url(request: HttpRequest, month: Month) -> str:
    """Blank for whoever may see none of the confidential risks. One query."""
    if not request.register.risks.standing().filter(confidential=True).exists():
        return ""
    return request.day.link(reverse("report_annex", args=[str(month)]))


def _name(month: Month) -> str:
    return str(capfirst(date_format(month.first, "F Y")))


def _link(request: HttpRequest, month: Month) -> MonthLink:
    return MonthLink(_name(month), request.day.link(reverse("report", args=[str(month)])))


def _index_url(request: HttpRequest) -> Any:
    return request.day.link(reverse("reports"))

"""Audit reports: list, and page with the rounds that stand in the report."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from riskreg.filters.audit_reports import AuditReportFilter
from riskreg.models import AuditReport, FindingRating
from riskreg.templatetags import riskreg_format as show
from riskreg.web import buttons, exports
from riskreg.web import findings as shown
from riskreg.web.details import crumbs, facts, found, history
from riskreg.web.exports import Part
from riskreg.web.links import anchor
from riskreg.web.lists import Column, ListView, linked


def issuer(report: Any) -> str:
    """Who issued it: a party, or a unit of our own."""
    by = report.issued_by or report.issued_by_unit
    return by.name if by else ""


def published(report: Any) -> Any:
    return show.day(report.published, report.published_precision) if report.published else _("not published")


class AuditReportList(ListView):
    """Latest audit year first."""

    kind = AuditReport
    filter_class = AuditReportFilter
    title = gettext_lazy("Audit reports")
    default_sort = "-published"
    columns = (
        Column("code", gettext_lazy("Audit report"), linked, "code", header=True, parts=exports.named()),
        Column("issuer", gettext_lazy("Issued by"), issuer),
        Column("audit_year", gettext_lazy("Audit year"), lambda row: str(row.audit_year), "audit_year", numeric=True,
               parts=(Part("audit_year", gettext_lazy("Audit year"), lambda row: row.audit_year),)),
        Column("published", gettext_lazy("Published"), published, "published",
               parts=(Part("published", gettext_lazy("Published"),
                           lambda row: exports.day(row.published, row.published_precision) or published(row)),)),
        Column("rounds", gettext_lazy("Rounds on findings"), lambda row: show.number(row.rounds), numeric=True,
               parts=(Part("rounds", gettext_lazy("Rounds on findings"), lambda row: row.rounds),)),
    )  # fmt: skip

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        register = request.register
        register.attach(rows, "issued_by", "issued_by_unit")
        lines = register.standing(FindingRating).filter(report_id__in=[row.id for row in rows])
        counts = dict(lines.order_by().values_list("report_id").annotate(count=Count("id")))
        for row in rows:
            row.rounds = counts.get(row.id, 0)
        return rows

    def count_words(self, count: int) -> str:
        return ngettext("%(count)d audit report", "%(count)d audit reports", count) % {"count": count}


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Who issued it, the rounds that stand in it, and its history, on the day looked at."""
    register, day = request.register, request.day
    report = found(request, AuditReport, code)
    register.attach([report], "issued_by", "issued_by_unit", "source")
    rounds = register.attach(register.standing(FindingRating).filter(report_id=report.id), "finding", "rating", "scale")
    rounds = sorted((one for one in rounds if one.finding is not None), key=lambda one: (one.finding.code, one.id))
    for one in rounds:
        one.link = anchor(day, one.finding)
        one.rating_words = shown.level_words(one.rating) if one.rating else _("none given")
    source = report.source.title if report.source else ""
    context = {
        "title": report.title,
        **buttons.of_page(request, report),
        "report": report,
        "is_published": report.published is not None,
        "lede": _("%(issuer)s, audit year %(year)s") % {"issuer": issuer(report), "year": report.audit_year},
        "crumbs": crumbs(request, _("Audit reports"), "audit_reports", report),
        "rounds": rounds,
        "rounds_message": ngettext("%(count)d audit round", "%(count)d audit rounds", len(rounds))
        % {"count": len(rounds)},
        "facts": facts(
            (_("Issued by"), issuer(report)),
            (_("Audit year"), str(report.audit_year)),
            (_("Published"), published(report)),
            (_("Source"), ", ".join(part for part in (source, report.source_section) if part)),
        ),
        "timeline": history(request, report),
    }
    return render(request, "riskreg/audit_reports/detail.html", context)

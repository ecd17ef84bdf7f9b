"""The annex of a sealed month: its confidential risks, for those on their access lists and nobody else."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.access import confidential_behind
from riskreg.reporting.annex import annex
from riskreg.reporting.cut_offs import CutOffs
from riskreg.vocabulary.choices import PeriodState
from riskreg.web.details import Crumb
from riskreg.web.views.reports import month_of


def page(request: HttpRequest, month: str) -> HttpResponse:
    """The confidential risks at the month's cut-off; absent, like the risks, for whoever may see none of them."""
    wanted = month_of(month)
    cut_offs = CutOffs.read(request.day.on)
    rows = annex(cut_offs, request.register, wanted) if cut_offs.state(wanted) == PeriodState.SEALED else ()
    if not rows:
        raise Http404(_("There is no such page"))
    for row in rows:
        request.confidential_read.update(confidential_behind(row.risk))
    name = date_format(wanted.first, "F Y")
    context = {
        "title": _("Confidential annex"),
        "month": wanted,
        "month_name": name,
        "cut_off": cut_offs.moment(wanted),
        "rows": rows,
        "crumbs": [
            Crumb(capfirst(name), request.day.link(reverse("report", args=[month]))),
            Crumb(_("Confidential annex")),
        ],
    }
    return render(request, "reports/annex.html", context)

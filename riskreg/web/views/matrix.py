"""Risks: the 5x5 matrix, with movement since the compare day or from inherent to current."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from riskreg.reporting.chart_words import short
from riskreg.reporting.charts.matrix import Mark
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import scoring
from riskreg.vocabulary.choices import Impact, Likelihood
from riskreg.vocabulary.errors import BadInput
from riskreg.web import risk_charts
from riskreg.web.links import url_of
from riskreg.web.lists import Address, Column
from riskreg.web.views.risks import (
    VIEWS,
    RiskRows,
    Tab,
    appetite_cell,
    join_before,
    limit_of,
    movement_cell,
    risk_cell,
)

SINCE, INHERENT = "since", "inherent"


def _position(likelihood: int | None, impact: int | None) -> SafeString:
    """Likelihood and impact as numbers with their words, and the score."""
    if likelihood is None or impact is None:
        return show.score(None, None)
    words = f"{likelihood} {Likelihood(likelihood).label} × {impact} {Impact(impact).label}"
    return format_html("{} <span class='sub'>{}</span>", show.score(likelihood, impact), words)


class RiskMatrix(RiskRows):
    title = _("Risk matrix")
    template = "riskreg/risks/matrix.html"
    extra_parameters: ClassVar[tuple[str, ...]] = ("show",)
    columns = (
        Column("code", _("Risk"), risk_cell, "code", header=True),
        Column(
            "disc",
            _("Number in the matrix"),
            lambda risk: short(risk.code) if risk.likelihood else show.NONE,
        ),
        Column("inherent", _("Inherent"), lambda risk: _position(risk.inherent_likelihood, risk.inherent_impact)),
        Column("score", _("Current"), lambda risk: _position(risk.likelihood, risk.impact), "score"),
        Column("basis", _("Basis of the score"), lambda risk: show.basis(risk.basis_by_field.get("score"))),
        Column("movement", _("Movement"), movement_cell),
        Column("appetite", _("Appetite"), appetite_cell, "appetite_maximum"),
    )

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        join_before(rows, request)
        return rows

    def more(self, request: HttpRequest, filtered: Any) -> dict[str, Any]:
        shown = shown_of(request)
        risks = list(filtered)
        join_before(risks, request)
        assessed = [risk for risk in risks if risk.likelihood is not None]
        unassessed = [risk for risk in risks if risk.likelihood is None]
        for risk in unassessed:
            risk.url = url_of(request.day, risk)
        limits = {limit_of(risk) for risk in assessed}
        limit = limits.pop() if len(limits) == 1 else scoring.DEFAULT_APPETITE_MAXIMUM
        marks = [_mark(risk, shown) for risk in assessed]
        moved = sum(1 for mark in marks if mark.before is not None and mark.before != mark.now)
        title = self._title(request, shown, len(marks), moved)
        desc = gettext("The table below the matrix holds the same positions.")
        address = Address(request.path, {name: value for name, value in request.GET.items() if value})
        address.parameters.pop("page", None)
        return {
            "message": title,
            "charts": {
                "wide": risk_charts.matrix_of(marks, title, desc, limit),
                "compact": risk_charts.matrix_of(marks, title, desc, limit, compact=True),
            },
            "limit": limit,
            "has_one_limit": not limits,
            "is_since": shown == SINCE,
            "unassessed": unassessed,
            "tabs": _tabs(request, address, shown),
            "choices": _choices(request, address),
        }

    def _title(self, request: HttpRequest, shown: str, count: int, moved: int) -> str:
        if not count:
            return gettext("No assessed risk to draw")
        if shown == INHERENT:
            words = ngettext(
                "%(moved)d of %(count)d risk moved from inherent to current",
                "%(moved)d of %(count)d risks moved from inherent to current",
                count,
            )
        else:
            words = ngettext(
                "%(moved)d of %(count)d risk moved since %(day)s",
                "%(moved)d of %(count)d risks moved since %(day)s",
                count,
            )
        return words % {"moved": moved, "count": count, "day": show.date_precise(request.day.compare_on)}


def shown_of(request: HttpRequest) -> str:
    """Which movement is drawn. Raises BadInput for another word than the two."""
    asked = request.GET.get("show", "") or SINCE
    if asked not in (SINCE, INHERENT):
        raise BadInput(
            gettext("The matrix cannot show “%(asked)s”; it can show: %(offered)s")
            % {"asked": asked[:40], "offered": f"{SINCE}, {INHERENT}"},
            code="show",
        )
    return asked


def _mark(risk: Any, shown: str) -> Mark:
    if shown == INHERENT:
        before = risk_charts.place(risk.inherent_likelihood, risk.inherent_impact)
    else:
        before = risk_charts.place(risk.before.likelihood, risk.before.impact) if risk.before else None
    now = risk_charts.place(risk.likelihood, risk.impact)
    return Mark(short(risk.code), f"{risk.code} {risk.title}", now, before)


def _tabs(request: HttpRequest, address: Address, shown: str) -> list[Tab]:
    """The two movements."""
    since = gettext("Since %(day)s") % {"day": show.date_precise(request.day.compare_on)}
    return [
        Tab(since, address.with_(show=None), shown == SINCE),
        Tab(gettext("Inherent → current"), address.with_(show=INHERENT), shown == INHERENT),
    ]


def _choices(request: HttpRequest, address: Address) -> list[Tab]:
    """Short cuts: all risks, or the top risks alone."""
    offered = {key: label for key, label, _wanted in VIEWS}
    is_top = request.GET.get("top") == "yes"
    return [
        Tab(str(offered["top"]), address.with_(top="yes"), is_top),
        Tab(str(offered["all"]), address.with_(top=None), not request.GET.get("top")),
    ]

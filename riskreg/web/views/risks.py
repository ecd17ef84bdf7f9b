"""Risks: list."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from riskreg.filters.risks import RiskFilter
from riskreg.history.register import Register
from riskreg.models import Risk
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import scoring
from riskreg.web.lists import Column, ListView, linked


def _appetite(risk: Any) -> Any:
    limit = scoring.APPETITE_MAXIMUM.get(risk.appetite, scoring.DEFAULT_APPETITE_MAXIMUM)
    word = risk.get_appetite_display()
    return format_html("{} <span class='muted'>≤ {}</span>", word, limit)


class RiskList(ListView):
    kind = Risk
    filter_class = RiskFilter
    title = _("Risk register")
    default_sort = "-score"
    columns = (
        Column("code", _("Risk"), lambda risk: linked(risk, sub=risk.get_category_display()), "code", header=True),
        Column("score", _("Score"), lambda risk: show.score(risk.likelihood, risk.impact), "score"),
        Column("movement", _("Movement"), lambda risk: show.movement(risk.score_before, risk.score)),
        Column("appetite", _("Appetite"), _appetite, "appetite_maximum"),
        Column("target", _("Target"), lambda risk: show.score(risk.target_likelihood, risk.target_impact)),
        Column("owner", _("Owner"), lambda risk: risk.owner.name if risk.owner else "", "owner_id"),
        Column("state", _("State"), lambda risk: risk.get_state_display(), "state"),
    )

    def rows(self, register: Register) -> Any:
        return super().rows(register).scored()

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        before = {one.id: one for one in request.compare.risks.ids(row.id for row in rows)}
        for row in request.register.attach(rows, "owner"):
            then = before.get(row.id)
            row.score_before = scoring.score(then.likelihood, then.impact) if then else None
        return rows

    def count_words(self, count: int) -> str:
        return ngettext("%(count)d risk", "%(count)d risks", count) % {"count": count}

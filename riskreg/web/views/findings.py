"""Findings: list, grid by audit year."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django.db.models import Case, Count, F, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskreg.filters.findings import ENDED as ENDED_FILTER
from riskreg.filters.findings import OPEN, FindingFilter, senders_of
from riskreg.history.register import Register
from riskreg.insight import ratings
from riskreg.models import Finding
from riskreg.querysets.findings import ENDED
from riskreg.web import exports
from riskreg.web import findings as shown
from riskreg.web.exports import Part
from riskreg.web.lists import Address, Column, Empty, ListView, Tab, linked
from riskreg.web.views.finding import detail

__all__ = ["FindingGrid", "FindingList", "detail", "grid"]


class FindingList(ListView):
    """Open findings first, by target; the ended ones after them."""

    kind = Finding
    filter_class = FindingFilter
    title = gettext_lazy("Findings")
    template = "riskreg/findings/list.html"
    default_sort = "target"
    url_name: ClassVar[str] = "findings"
    columns = (
        Column("code", gettext_lazy("Finding"), lambda row: linked(row, sub=row.get_kind_display()), "code",
               header=True,
               parts=exports.named(Part("kind", gettext_lazy("Kind"), lambda row: row.get_kind_display()))),
        Column("sender", gettext_lazy("Sender"), lambda row: shown.names(row.senders)),
        Column("rating", gettext_lazy("Rating per audit year"), shown.strip, parts=shown.RATINGS),
        Column("state", gettext_lazy("State"), shown.state_cell, "state", parts=shown.STATE),
        Column("opened", gettext_lazy("Days open"), shown.open_cell, "opened_on", numeric=True,
               parts=(Part("days_open", gettext_lazy("Days open"), lambda row: shown.days_open(row, row.on)),)),
        Column("target", gettext_lazy("Target"), shown.target_cell, "target", parts=shown.TARGET),
        Column("slip", gettext_lazy("Target moved"), shown.slip_cell, numeric=True,
               parts=(Part("slip", gettext_lazy("Target moved, days"), shown.target_slip),)),
        Column("finish", gettext_lazy("Forecast of its plans"), shown.finish_cell, parts=shown.FINISH),
        Column("owner", gettext_lazy("Owner"), lambda row: row.owner.name if row.owner else "", "owner_id"),
    )  # fmt: skip

    def get(self, request: HttpRequest) -> HttpResponse:
        self.senders = senders_of(request.register)
        self.filter_class = partial(FindingFilter, senders=self.senders)
        return super().get(request)

    def ordered(self, rows: Any, sort: str) -> Any:
        if sort != self.default_sort:
            return super().ordered(rows, sort)
        ended = Case(When(state__in=ENDED, then=Value(1)), default=Value(0))
        return rows.annotate(after=ended).order_by("after", F("target").asc(nulls_last=True), "code")

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        return shown.prepared(rows, request, self.senders)

    def count_words(self, count: int) -> str:
        return shown.count_words(count)

    def counted(self, register: Register, rows: Any) -> int:
        stands, is_ended = Q(withdrawn=False), Q(state__in=ENDED)
        self.counts = register.findings.aggregate(
            shown=Count("id", filter=Q(id__in=rows.order_by().values("id"))),
            open=Count("id", filter=stands & ~is_ended),
            ended=Count("id", filter=stands & is_ended),
            all=Count("id", filter=stands),
        )
        return int(self.counts["shown"])

    def more(self, request: HttpRequest, filtered: Any) -> dict[str, Any]:
        chosen, path = request.GET.get("state", ""), reverse(self.url_name)
        views = ((OPEN, _("Open"), "open"), (ENDED_FILTER, _("Ended"), "ended"), ("", _("All"), "all"))
        tabs = [
            Tab(label, request.day.link(path, **({"state": value} if value else {})), chosen == value, self.counts[key])
            for value, label, key in views
        ]
        return {"tabs": tabs}

    def empty(self, filtered: bool, address: Address) -> Empty:
        return super().empty(bool(set(address.parameters) - {"as_of", "compare", "sort"}), address)


class FindingGrid(FindingList):
    """Findings in rows, audit years in columns; the same filters as the list."""

    title = gettext_lazy("Findings by audit year")
    template = "riskreg/findings/grid.html"
    url_name = "finding_grid"
    # Its columns are the audit years of all rows.
    at_a_time = exports.MOST
    lede_words = gettext_lazy(
        "What each auditor said in each audit year. Scales differ and are not comparable by number."
    )

    def lede(self, register: Register) -> str:
        return str(self.lede_words)

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        super().prepare(rows, request)
        years = ratings.all_years(one for row in rows for one in row.rounds)
        for row in rows:
            row.by_year = {year: ratings.year_rating(year, row.rounds, row.levels) for year in years}
        kept = {column.key: column for column in FindingList.columns}
        per_year = [Column(f"y{year}", str(year), partial(_of_year, year)) for year in years]
        self.columns = (kept["code"], kept["sender"], *per_year, kept["state"], kept["target"])
        return rows


def _of_year(year: int, row: Any) -> Any:
    return shown.grid_cell(row.by_year[year])


grid = FindingGrid.as_view()

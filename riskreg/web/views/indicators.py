"""Indicators: list and detail, value and target per period."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from riskreg.filters.indicators import STANDINGS, IndicatorFilter
from riskreg.history.register import Register
from riskreg.models import Indicator, RiskIndicator
from riskreg.reporting import quantities
from riskreg.templatetags import riskreg_format as show
from riskreg.templatetags.riskreg_says import says
from riskreg.vocabulary import dates
from riskreg.web import buttons, details, exports, figures
from riskreg.web.charts import drawn
from riskreg.web.details import whole_life
from riskreg.web.exports import Part
from riskreg.web.links import url_of
from riskreg.web.lists import Address, Column, Empty, ListView, linked
from riskreg.web.views.risk import months_of, source_facts, with_values


def _course(row: Any) -> str:
    """The values of the small line, oldest first."""
    return "; ".join(f"{one.period}: {figures.quantity(one.actual, row.measure_unit)}" for one in row.values)


class IndicatorList(ListView):
    kind = Indicator
    filter_class = IndicatorFilter
    title = _("Indicators")
    columns = (
        Column(
            "code", _("Indicator"), lambda row: linked(row, sub=capfirst(row.get_kind_display())), "code", header=True,
            parts=exports.named(Part("kind", _("Kind"), lambda row: capfirst(row.get_kind_display()))),
        ),
        Column(
            "actual", _("Latest value"), lambda row: row.shown, numeric=True,
            parts=(
                Part("actual", _("Latest value"), lambda row: row.actual),
                Part("unit", _("Unit"), lambda row: row.get_measure_unit_display()),
            ),
        ),
        Column(
            "period", _("Period"), lambda row: show.period(row.period),
            parts=(Part("period", _("Period"), lambda row: row.period),),
        ),
        Column(
            "target", _("Target value"), lambda row: row.target_shown or show.NONE, numeric=True,
            parts=(Part("target", _("Target value"), lambda row: row.target),),
        ),
        Column("state", _("Against the thresholds"), lambda row: row.state_shown),
        Column("line", _("Course"), lambda row: row.line, parts=(Part("course", _("Course"), _course),)),
        Column("owner", _("Owner"), lambda row: show.person(row.owner.name if row.owner else ""), "owner_id"),
        Column("frequency", _("Frequency"), lambda row: capfirst(row.get_frequency_display()), "frequency"),
    )  # fmt: skip

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        return request.register.attach(with_values(request, rows), "owner")

    def count_words(self, count: int) -> str:
        return ngettext("%(count)d indicator", "%(count)d indicators", count) % {"count": count}

    def lede(self, register: Register) -> str:
        """How many stand where. One query."""
        # Named apart from the columns green and red.
        wanted = {f"are_{key}": Count("id", filter=condition) for key, condition in STANDINGS.items()}
        counts = register.standing(Indicator).order_by().aggregate(**wanted)
        judged = counts["are_green"] + counts["are_amber"] + counts["are_red"]
        if not judged:
            return ""
        words = ngettext(
            "%(judged)d indicator has thresholds: %(are_green)d green, %(are_amber)d amber, %(are_red)d red.",
            "%(judged)d indicators have thresholds: %(are_green)d green, %(are_amber)d amber, %(are_red)d red.",
            judged,
        )
        return words % {**counts, "judged": judged}

    def empty(self, filtered: bool, address: Address) -> Empty:
        if set(address.parameters) - {"as_of", "compare", "sort"}:
            return super().empty(True, address)
        return Empty(gettext("No indicators yet"), gettext("On this day the register holds no indicator."))


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: its values per period, its thresholds, the risks it watches, its history."""
    register = request.register
    indicator = details.found(request, Indicator, code)
    register.attach([indicator], "owner", "source")
    with_values(request, [indicator])
    risks = register.ties(RiskIndicator, "indicator", "risk", [indicator.id]).get(indicator.id, [])
    for risk in risks:
        risk.url = url_of(request.day, risk)
    values = [_value(indicator, value) for value in reversed(indicator.values)]
    context = {
        "title": indicator.title,
        **buttons.of_page(request, indicator),
        "crumbs": details.crumbs(request, _("Indicators"), "indicators", indicator),
        "indicator": indicator,
        "lede": _lede(indicator),
        "chart": drawn(quantities.over_time(indicator, indicator.values, says("values", values))),
        "apart": len(indicator.values) - len(quantities.alike(indicator.values, indicator.period)),
        "values": values,
        "risks": risks,
        "facts": details.facts(
            (_("Owner"), owner_shown(indicator)),
            (_("Definition"), indicator.definition),
            (_("Kind"), capfirst(indicator.get_kind_display())),
            (_("Unit of measure"), capfirst(indicator.get_measure_unit_display())),
            (_("Direction"), capfirst(indicator.get_direction_display())),
            (_("Frequency"), capfirst(indicator.get_frequency_display())),
            (_("Thresholds"), figures.thresholds_marked(indicator)),
            (_("Note"), indicator.note),
            *source_facts(indicator),
        ),
        "timeline": whole_life(request, indicator),
        **months_of(register, indicator),
    }
    return render(request, "riskreg/indicators/detail.html", context)


def owner_shown(indicator: Any) -> Any:
    """Who gives its values, marked where it was derived from the risks that it tells of."""
    if indicator.owner is None:
        return ""
    return format_html("{} {}", indicator.owner.name, show.basis(indicator.basis_by_field.get("owner")))


def _lede(indicator: Any) -> str:
    """The latest value, its target and where it stands."""
    if indicator.actual is None:
        return gettext("No value yet.")
    period = dates.period_within(indicator.period)
    values = {"value": indicator.shown, "period": period, "target": indicator.target_shown}
    if not indicator.target_shown:
        return gettext("%(value)s in %(period)s; there is no target.") % values
    return gettext("%(value)s in %(period)s, against a target of %(target)s.") % values


def _value(indicator: Any, value: Any) -> dict[str, Any]:
    return {
        "period": value.period,
        "on": value.on,
        "actual": figures.quantity(value.actual, indicator.measure_unit),
        "target": figures.quantity(value.target, indicator.measure_unit),
        "basis": value.basis,
    }

"""Measures: list and detail, with the evidence ladder opzet, bestaan, werking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from riskreg.filters.measures import MeasureFilter
from riskreg.history.register import Register
from riskreg.models import Measure, MeasureAssessment, RiskMeasure
from riskreg.templatetags import riskreg_format as show
from riskreg.templatetags.riskreg_parts import ladder
from riskreg.vocabulary.choices import LadderResult, LadderStep
from riskreg.web import buttons, details, evidence, exports
from riskreg.web.details import whole_life
from riskreg.web.exports import Part
from riskreg.web.links import anchor, url_of
from riskreg.web.lists import Address, Column, Empty, ListView, linked
from riskreg.web.views.risk import lines_of, months_of, source_facts


def _result(step: str) -> Callable[[Any], str]:
    """The word of what was found at a step of the ladder."""
    return lambda measure: str(LadderResult(getattr(measure, step) or LadderResult.NOT_TESTED).label)


def ladder_cell(measure: Any) -> SafeString:
    return ladder(measure.design, measure.existence, measure.operation)


class MeasureList(ListView):
    kind = Measure
    filter_class = MeasureFilter
    title = _("Measures")
    template = "riskreg/measures/list.html"
    columns = (
        Column(
            "code", _("Measure"), lambda row: linked(row, sub=capfirst(row.get_kind_display())), "code", header=True,
            parts=exports.named(Part("kind", _("Kind"), lambda row: capfirst(row.get_kind_display()))),
        ),
        Column("control_type", _("Control type"), lambda row: capfirst(row.get_control_type_display()), "control_type"),
        Column(
            "ladder", _("Evidence"), ladder_cell,
            parts=tuple(Part(step.value, capfirst(step.label), _result(step.value)) for step in LadderStep),
        ),
        Column("owner", _("Owner"), lambda row: show.person(row.owner.name if row.owner else ""), "owner_id"),
        Column("risks", _("Risks"), lambda row: lines_of(row.risk_links) or show.NONE),
    )  # fmt: skip

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        register = request.register
        risks = register.ties(RiskMeasure, "measure", "risk", [row.id for row in rows]) if rows else {}
        for row in register.attach(rows, "owner"):
            row.risk_links = [anchor(request.day, risk) for risk in risks.get(row.id, [])]
        return rows

    def count_words(self, count: int) -> str:
        return ngettext("%(count)d measure", "%(count)d measures", count) % {"count": count}

    def lede(self, register: Register) -> str:
        """How far the measures have come on the ladder. One query."""
        counts = (
            register.standing(Measure)
            .order_by()
            .aggregate(
                count=Count("id"),
                **{step: Count("id", filter=Q(**{step: LadderResult.EFFECTIVE})) for step in LadderStep.values},
            )
        )
        if not counts["count"]:
            return ""
        words = ngettext(
            "%(count)d measure: %(design)d well designed, %(existence)d in place, %(operation)d working over time.",
            "%(count)d measures: %(design)d well designed, %(existence)d in place, %(operation)d working over time.",
            counts["count"],
        )
        return words % counts

    def empty(self, filtered: bool, address: Address) -> Empty:
        if set(address.parameters) - {"as_of", "compare", "sort"}:
            return super().empty(True, address)
        return Empty(gettext("No measures yet"), gettext("On this day the register holds no measure."))


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One measure: every judgement of its ladder, the risks it works on, its history."""
    register = request.register
    measure = details.found(request, Measure, code)
    register.attach([measure], "owner", "source")
    risks = register.ties(RiskMeasure, "measure", "risk", [measure.id]).get(measure.id, [])
    for risk in risks:
        risk.url = url_of(request.day, risk)
    lines = register.lines(MeasureAssessment, "measure", [measure.id]).get(measure.id, [])
    context = {
        "title": measure.title,
        **buttons.of_page(request, measure),
        "crumbs": details.crumbs(request, _("Measures"), "measures", measure),
        "measure": measure,
        "lede": measure.description,
        "steps": _steps(measure),
        "lines": [_line(line) for line in reversed(lines)],
        "risks": risks,
        "evidence": evidence.of(request, measure),
        "facts": details.facts(
            (_("Owner"), measure.owner.name if measure.owner else ""),
            (_("Kind"), capfirst(measure.get_kind_display())),
            (_("Control type"), capfirst(measure.get_control_type_display())),
            (_("Existence shown on"), show.day(measure.existence_since) if measure.existence_since else ""),
            *source_facts(measure),
        ),
        "timeline": whole_life(request, measure),
        **months_of(register, measure),
    }
    return render(request, "riskreg/measures/detail.html", context)


def _steps(measure: Any) -> str:
    """The three results in a sentence."""
    results: dict[str, Any] = dict(LadderResult.choices)
    words = _("Opzet (design): %(design)s. Bestaan (existence): %(existence)s. Werking (operation): %(operation)s.")
    return str(words) % {step: results[getattr(measure, step)] for step in LadderStep.values}


def _line(line: Any) -> dict[str, Any]:
    """One judgement; a day that is not known is said to be so."""
    sample = ""
    if line.sample_from or line.sample_until:
        sample = gettext("%(from)s to %(until)s") % {
            "from": show.date_precise(line.sample_from),
            "until": show.date_precise(line.sample_until),
        }
    return {
        "step": capfirst(line.get_step_display()),
        "result": capfirst(line.get_result_display()),
        "on": line.on,
        "tester": line.tester,
        "sample": sample,
        "reason": line.reason,
        "basis": line.basis,
    }

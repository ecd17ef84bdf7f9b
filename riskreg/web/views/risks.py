"""Risks: list."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext_lazy as _

from riskreg.filters.risks import RiskFilter
from riskreg.history.register import Register
from riskreg.models import Finding, Plan, Risk, RiskAssessment, RiskFinding, RiskPlan
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import scoring
from riskreg.vocabulary.choices import AssessmentKind, RiskState
from riskreg.web import buttons, exports, risk_charts
from riskreg.web.exports import Part
from riskreg.web.lists import Address, Column, Empty, ListView, Tab, linked

# key of the count, words, the parameters that the view stands for
VIEWS: tuple[tuple[str, Any, dict[str, str]], ...] = (
    ("top", gettext_lazy("Top risks"), {"top": "yes"}),
    ("all", gettext_lazy("All risks"), {}),
    ("above", gettext_lazy("Above appetite"), {"appetite": "yes"}),
    ("unassessed", gettext_lazy("Not assessed"), {"band": "none"}),
    ("monitored", gettext_lazy("Monitored"), {"state": RiskState.MONITORED.value}),
)


def tabs(request: HttpRequest, address: Address, kept: tuple[str, ...]) -> list[Tab]:
    """The saved views with their counts, in one query; the parameters `kept` stay in the address."""
    counts = (
        request.register.standing(Risk)
        .scored()
        .order_by()
        .aggregate(
            all=Count("id"),
            top=Count("id", filter=Q(top_risk=True)),
            above=Count("id", filter=Q(score__gt=F("appetite_maximum"))),
            unassessed=Count("id", filter=Q(likelihood__isnull=True)),
            monitored=Count("id", filter=Q(state=RiskState.MONITORED)),
        )
    )
    asked = {name: value for name, value in address.parameters.items() if name not in kept}
    stay = {name: value for name, value in address.parameters.items() if name in kept}
    return [
        Tab(str(label), Address(address.path, {**wanted, **stay}).with_(), asked == wanted, counts[key])
        for key, label, wanted in VIEWS
    ]


def limit_of(risk: Any) -> int:
    """The highest score that the risk's appetite accepts."""
    return scoring.APPETITE_MAXIMUM.get(risk.appetite, scoring.DEFAULT_APPETITE_MAXIMUM)


def risk_cell(risk: Any) -> SafeString:
    """Code, title and marks of a risk; the lock only ever shows to those who may see the risk."""
    marks = SafeString("")
    if risk.top_risk:
        marks += format_html(" <span class='tag'>{}</span>", gettext("top risk"))
    if risk.confidential:
        marks += format_html(" <span class='tag tag--warn'>{}{}</span>", show.icon("lock"), gettext("confidential"))
    return linked(risk, sub=format_html("{}{}", capfirst(risk.get_category_display()), marks))


def score_cell(risk: Any) -> SafeString:
    """The score, marked when it is an example."""
    mark = show.basis(risk.basis_by_field.get("score") if risk.likelihood else "")
    return format_html("{} {}", show.score(risk.likelihood, risk.impact), mark)


def movement_cell(risk: Any) -> SafeString:
    """How the score moved since the compare day; a risk that was not in the register yet is new."""
    if risk.before is None:
        return show.status("info", gettext("new"))
    score = scoring.score(risk.likelihood, risk.impact)
    if score is not None and risk.score_before is None:
        return show.status("info", gettext("first assessed"))
    return show.movement(risk.score_before, score)


def course_cell(risk: Any) -> SafeString:
    """The movement in words, over the scores of a year."""
    course = risk_charts.year_of(risk, risk.scores, risk.scores_on, limit_of(risk))
    return format_html("{}<span class='sub'>{}</span>", movement_cell(risk), course)


def appetite_cell(risk: Any) -> SafeString:
    word = capfirst(risk.get_appetite_display())
    above = scoring.above_appetite(risk.likelihood, risk.impact, risk.appetite)
    mark = show.status("up", gettext("above")) if above else ""
    return format_html("<span class='nowrap'>{} <span class='muted'>≤ {}</span></span> {}", word, limit_of(risk), mark)


def _links_cell(risk: Any) -> SafeString | str:
    parts = []
    if risk.finding_count:
        parts.append(
            ngettext("%(count)d finding", "%(count)d findings", risk.finding_count) % {"count": risk.finding_count}
        )
    if risk.plan_count:
        parts.append(ngettext("%(count)d plan", "%(count)d plans", risk.plan_count) % {"count": risk.plan_count})
    return format_html_join(", ", "<span class='nowrap'>{}</span>", ([part] for part in parts)) or show.NONE


def join_before(rows: list[Any], request: HttpRequest) -> None:
    """Each risk as it stood on the compare day, and its score then. One query."""
    earlier = {one.id: one for one in request.compare.risks.ids(row.id for row in rows)} if rows else {}
    for row in rows:
        row.before = earlier.get(row.id)
        row.score_before = scoring.score(row.before.likelihood, row.before.impact) if row.before else None


def _counts(register: Register, rows: list[Any]) -> dict[tuple[str, int], int]:
    """("finding" or "plan", risk id) -> with how many standing ones it is linked. One query."""
    ids, linked_with = [row.id for row in rows], []
    for bond, there, kind in ((RiskFinding, "finding", Finding), (RiskPlan, "plan", Plan)):
        others = register.standing(kind).order_by().values("id")
        bonds = register.standing(bond).filter(**{"risk_id__in": ids, f"{there}_id__in": others}).order_by()
        there_is: Any = bonds.annotate(there=Value(there)).values_list("there", "risk_id").annotate(count=Count("id"))
        linked_with.append(there_is)
    return {(there, risk): count for there, risk, count in linked_with[0].union(*linked_with[1:], all=True)}


# --- the same in a file
NAMED = exports.named(
    Part("category", _("Category"), lambda risk: capfirst(risk.get_category_display())),
    Part("top_risk", _("Top risk"), lambda risk: exports.yes(risk.top_risk)),
    Part("confidential", _("Confidential"), lambda risk: exports.yes(risk.confidential)),
)
APPETITE = (
    Part("appetite", _("Appetite"), lambda risk: capfirst(risk.get_appetite_display())),
    Part("appetite_maximum", _("Highest score accepted"), limit_of),
    Part(
        "above_appetite",
        _("Above appetite"),
        lambda risk: exports.yes(scoring.above_appetite(risk.likelihood, risk.impact, risk.appetite)),
    ),
)
SCORE_BASIS = Part(
    "score_basis",
    _("Basis of the score"),
    lambda risk: exports.basis_words(risk.basis_by_field.get("score")) if risk.likelihood else None,
)


def scored(key: str, label: Any, likelihood: str, impact: str) -> tuple[Part, ...]:
    """A score as a number, and its band; a risk that nobody assessed has no number."""

    def place(risk: Any) -> tuple[int | None, int | None]:
        return getattr(risk, likelihood), getattr(risk, impact)

    def band(risk: Any) -> str:
        return show.band(scoring.band(*place(risk)))

    return (
        Part(key, label, lambda risk: scoring.score(*place(risk))),
        Part(
            f"{key}_band",
            format_lazy(_("{score}: band"), score=label),
            band,
        ),
    )


class RiskRows(ListView):
    """What the list and the matrix share: the same risks, filters and changes."""

    kind = Risk
    filter_class = RiskFilter
    default_sort = "-score"

    def rows(self, register: Register) -> Any:
        return super().rows(register).scored()

    def changed(self, rows: list[Any], compare: Register) -> set[int]:
        return {row.id for row in rows if row.before is None or row.before.rev != row.rev}

    def count_words(self, count: int) -> str:
        return ngettext("%(count)d risk", "%(count)d risks", count) % {"count": count}

    def empty(self, filtered: bool, address: Address) -> Empty:
        if set(address.parameters) - {"as_of", "compare", "sort", *self.extra_parameters}:
            return super().empty(True, address)
        return Empty(gettext("No risks yet"), gettext("On this day the register holds no risk."))


class RiskList(RiskRows):
    title = _("Risk register")
    columns = (
        Column("code", _("Risk"), risk_cell, "code", header=True, parts=NAMED),
        Column(
            "score", _("Score"), score_cell, "score",
            parts=(*scored("score", _("Score"), "likelihood", "impact"), SCORE_BASIS),
        ),
        Column(
            "movement", _("Movement"), course_cell,
            parts=(Part("movement", _("Movement"), lambda risk: exports.plain(movement_cell(risk))),),
        ),
        Column(
            "target", _("Target score"), lambda risk: show.score(risk.target_likelihood, risk.target_impact),
            parts=scored("target", _("Target score"), "target_likelihood", "target_impact"),
        ),
        Column("appetite", _("Appetite"), appetite_cell, "appetite_maximum", parts=APPETITE),
        Column("owner", _("Owner"), lambda risk: show.person(risk.owner.name if risk.owner else ""), "owner_id"),
        Column("links", _("Linked"), _links_cell),
        Column("state", _("State"), lambda risk: capfirst(risk.get_state_display()), "state"),
        Column("assessed", _("Last assessed"), lambda risk: show.day(risk.assessed_on), "assessed_on"),
    )  # fmt: skip

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        register = request.register
        join_before(rows, request)
        counts = _counts(register, rows) if rows else {}
        is_drawn = rows and not exports.format_of(request)  # a file holds no pictures
        assessed = register.lines(RiskAssessment, "risk", [row.id for row in rows]) if is_drawn else {}
        for row in register.attach(rows, "owner"):
            row.scores_on = register.on
            row.scores = [line for line in assessed.get(row.id, ()) if line.kind == AssessmentKind.CURRENT]
            row.finding_count, row.plan_count = (counts.get((there, row.id), 0) for there in ("finding", "plan"))
        return rows

    def more(self, request: HttpRequest, filtered: Any) -> dict[str, Any]:
        address = Address(request.path, {name: value for name, value in request.GET.items() if value})
        address.parameters.pop("page", None)
        return {
            "tabs": tabs(request, address, ("sort", "as_of", "compare")),
            "acts": [
                *buttons.of_list(request, Risk),
                buttons.Button(gettext("Matrix"), request.day.link(reverse("risk_matrix")), False),
            ],
        }

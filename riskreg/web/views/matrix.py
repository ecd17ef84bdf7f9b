"""Risks: the 5x5 matrix, with movement since the compare day or from inherent through current to target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from riskreg.reporting.chart_words import short
from riskreg.reporting.charts.matrix import Mark
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import scoring
from riskreg.vocabulary.choices import Impact, Likelihood
from riskreg.vocabulary.errors import BadInput
from riskreg.vocabulary.periods import Month
from riskreg.web import risk_charts
from riskreg.web.exports import Part
from riskreg.web.links import url_of
from riskreg.web.lists import Address, Column, Tab
from riskreg.web.views.risks import (
    APPETITE,
    NAMED,
    SCORE_BASIS,
    VIEWS,
    RiskRows,
    appetite_cell,
    join_before,
    limit_of,
    movement_cell,
    risk_cell,
    scored,
)

SINCE, INHERENT = "since", "inherent"
MOST_MOVES = 8
MOST_APART = 2  # in one place, whatever the room for them in a drawing


def _position(likelihood: int | None, impact: int | None) -> SafeString:
    """Likelihood and impact as numbers with their words, and the score."""
    if likelihood is None or impact is None:
        return show.score(None, None)
    words = f"{likelihood} {Likelihood(likelihood).label} × {impact} {Impact(impact).label}"
    return format_html("{} <span class='sub'>{}</span>", show.score(likelihood, impact), words)


@dataclass(frozen=True)
class Move:
    """A risk that stands in another place than before, with both scores."""

    risk: Any
    before: int | None
    now: int | None


@dataclass(frozen=True)
class Crowd:
    """Several risks in one place."""

    place: SafeString
    risks: tuple[Any, ...]


def moves_of(risks: Sequence[Any], marks: Sequence[Mark]) -> list[Move]:
    """Those that moved, the largest change of the score first."""
    moves = [
        Move(risk, scoring.score(*mark.before), scoring.score(*mark.now))
        for risk, mark in zip(risks, marks, strict=True)
        if mark.before is not None and mark.before != mark.now
    ]
    return sorted(moves, key=lambda one: (-abs((one.now or 0) - (one.before or 0)), one.risk.code))


def crowds_of(risks: Sequence[Any]) -> list[Crowd]:
    """Places with more than two risks, which a drawing may show as a count, the highest score first."""
    together: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for risk in risks:
        together[risk.likelihood, risk.impact].append(risk)
    full = sorted((place for place in together if len(together[place]) > MOST_APART), key=_rank, reverse=True)
    return [Crowd(_position(*place), tuple(sorted(together[place], key=attrgetter("code")))) for place in full]


def _rank(place: tuple[int, int]) -> tuple[int, tuple[int, int]]:
    return place[0] * place[1], place


def placed(key: str, label: Any, likelihood: str, impact: str) -> tuple[Part, ...]:
    """A place in the matrix in a file: likelihood, impact, and the score with its band."""
    return (
        Part(f"{key}_likelihood", format_lazy(_("{score}: likelihood"), score=label), attrgetter(likelihood)),
        Part(f"{key}_impact", format_lazy(_("{score}: impact"), score=label), attrgetter(impact)),
        *scored(key, label, likelihood, impact),
    )


class RiskMatrix(RiskRows):
    title = _("Risk matrix")
    template = "riskreg/risks/matrix.html"
    extra_parameters: ClassVar[tuple[str, ...]] = ("show",)
    tabs_are_pages = True
    columns = (
        Column("code", _("Risk"), risk_cell, "code", header=True, parts=NAMED),
        Column(
            "disc",
            _("Number in the matrix"),
            lambda risk: short(risk.code) if risk.likelihood else show.NONE,
        ),
        Column(
            "inherent", _("Inherent"), lambda risk: _position(risk.inherent_likelihood, risk.inherent_impact),
            parts=placed("inherent", _("Inherent"), "inherent_likelihood", "inherent_impact"),
        ),
        Column(
            "score", _("Current"), lambda risk: _position(risk.likelihood, risk.impact), "score",
            parts=placed("current", _("Current"), "likelihood", "impact"),
        ),
        Column(
            "target",
            pgettext_lazy("score", "Target"),
            lambda risk: _position(risk.target_likelihood, risk.target_impact),
            parts=placed(
                "target", pgettext_lazy("score", "Target"), "target_likelihood", "target_impact"
            ),
        ),
        Column(
            "basis", _("Basis of the score"), lambda risk: show.basis(risk.basis_by_field.get("score")),
            parts=(SCORE_BASIS,),
        ),
        Column("movement", _("Movement"), movement_cell),
        Column("appetite", _("Appetite"), appetite_cell, "appetite_maximum", parts=APPETITE),
    )  # fmt: skip

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        join_before(rows, request)
        return rows

    def more(self, request: HttpRequest, filtered: Any) -> dict[str, Any]:
        shown = shown_of(request)
        risks = list(filtered)
        join_before(risks, request)
        assessed = [risk for risk in risks if risk.likelihood is not None]
        unassessed = [risk for risk in risks if risk.likelihood is None]
        for risk in risks:
            risk.url = url_of(request.day, risk)
        limits = {limit_of(risk) for risk in assessed}
        limit = limits.pop() if len(limits) == 1 else scoring.DEFAULT_APPETITE_MAXIMUM
        marks = [_mark(risk, shown) for risk in assessed]
        moves = moves_of(assessed, marks)
        reached = sum(1 for mark in marks if mark.target == mark.now)
        title = self._title(request, shown, len(marks), len(moves), reached)
        desc = gettext("The table below the matrix holds the same positions.")
        address = Address(request.path, {name: value for name, value in request.GET.items() if value})
        address.parameters.pop("page", None)
        return {
            "message": title,
            "moves": moves[:MOST_MOVES],
            "more_moves": len(moves[MOST_MOVES:]),
            "crowds": crowds_of(assessed),
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

    def _title(self, request: HttpRequest, shown: str, count: int, moved: int, reached: int) -> str:
        if not count:
            return gettext("No assessed risk to draw")
        if shown == INHERENT:
            words = ngettext(
                "%(moved)d of %(count)d risk moved from inherent to current; %(reached)d at its target",
                "%(moved)d of %(count)d risks moved from inherent to current; %(reached)d at their target",
                count,
            )
        else:
            words = ngettext(
                "%(moved)d of %(count)d risk moved since %(day)s",
                "%(moved)d of %(count)d risks moved since %(day)s",
                count,
            )
        day = show.date_precise(request.day.compare_on)
        return words % {"moved": moved, "count": count, "reached": reached, "day": day}


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
    target = None
    if shown == INHERENT:
        before = risk_charts.place(risk.inherent_likelihood, risk.inherent_impact)
        target = risk_charts.place(risk.target_likelihood, risk.target_impact)
    else:
        before = risk_charts.place(risk.before.likelihood, risk.before.impact) if risk.before else None
    now = risk_charts.place(risk.likelihood, risk.impact)
    return Mark(short(risk.code), f"{risk.code} {risk.title}", now, before, target)


def _tabs(request: HttpRequest, address: Address, shown: str) -> list[Tab]:
    """The movements: since the end of the month before, a year ago and the day asked for, and inherent to target."""
    day = request.day
    offered: dict[date, str | None] = {Month.of(day.on).previous.last: None}
    offered.setdefault(day.compare_on, day.compare_on.isoformat())
    offered.setdefault(day.year_ago, day.year_ago.isoformat())
    since = [
        Tab(
            gettext("Since %(day)s") % {"day": show.date_precise(on)},
            address.with_(show=None, compare=asked),
            shown == SINCE and on == day.compare_on,
        )
        for on, asked in sorted(offered.items(), reverse=True)
    ]
    whole = gettext("Inherent → current → target")
    return [*since, Tab(whole, address.with_(show=INHERENT), shown == INHERENT)]


def _choices(request: HttpRequest, address: Address) -> list[Tab]:
    """Short cuts: all risks, or the top risks alone."""
    offered = {key: label for key, label, _wanted in VIEWS}
    is_top = request.GET.get("top") == "yes"
    return [
        Tab(str(offered["top"]), address.with_(top="yes"), is_top),
        Tab(str(offered["all"]), address.with_(top=None), not request.GET.get("top")),
    ]

"""Risk: detail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.history.register import Register
from riskreg.insight import progress
from riskreg.models import (
    AssessmentCycle,
    CommitmentLink,
    Confirmation,
    ContextEvent,
    IndicatorValue,
    Milestone,
    PeriodNote,
    Risk,
    RiskAcceptance,
    RiskAssessment,
    RiskFinding,
    RiskIndicator,
    RiskMeasure,
    RiskObjective,
    RiskPlan,
    TopRisk,
)
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import scoring
from riskreg.vocabulary.choices import AssessmentKind, Basis, Impact, Likelihood
from riskreg.vocabulary.periods import Month
from riskreg.web import buttons, details, figures, proposals, risk_charts
from riskreg.web.details import whole_life
from riskreg.web.links import anchor, url_of
from riskreg.web.views.risks import limit_of


@dataclass(frozen=True)
class Point:
    """One row of the table under the score trail."""

    letter: str
    label: str
    likelihood: str
    impact: str
    score: SafeString
    on: Any


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One risk on the day looked at, with everything that hangs on it."""
    register = request.register
    risk = details.found(request, Risk, code)
    register.attach([risk], "owner", "unit", "predecessor", "source")
    limit = limit_of(risk)
    lines = register.lines(RiskAssessment, "risk", [risk.id]).get(risk.id, [])
    cycles = {cycle.id: cycle for cycle in register.standing(AssessmentCycle)}
    current = [line for line in lines if line.kind == AssessmentKind.CURRENT]
    before = request.compare.risks.ids([risk.id]).first()
    objectives = register.ties(RiskObjective, "risk", "objective", [risk.id]).get(risk.id, [])
    hanging = linked(request, risk)
    context = {
        "title": risk.title,
        **acts(request, risk, {**hanging, "objectives": objectives}),
        "pending": proposals.pending(request, risk),
        "crumbs": details.crumbs(request, _("Risks"), "risks", risk),
        "risk": risk,
        "above": scoring.above_appetite(risk.likelihood, risk.impact, risk.appetite),
        "lede": lede(request, risk, before),
        "score_message": score_message(risk),
        "trail": risk_charts.trail_of(risk, limit),
        "trail_small": risk_charts.trail_of(risk, limit, compact=True),
        "points": points(risk, lines),
        "score_basis": risk.basis_by_field.get("score"),
        "analysis_basis": risk.basis_by_field.get("analysis"),
        "trend": risk_charts.trend_of(risk, current, register.on, limit),
        "assessments": assessments(request, current, cycles),
        "facts": facts(request, risk, objectives),
        "top_lines": top_lines(request, risk, cycles),
        "acceptances": acceptances(request, risk),
        "timeline": whole_life(request, risk),
        **months_of(register, risk),
        **hanging,
    }
    return render(request, "riskreg/risks/detail.html", context)


def acts(request: HttpRequest, risk: Any, lists: dict[str, Any]) -> dict[str, Any]:
    """What the reader may do here, and the way to the matrix."""
    matrix = buttons.Button(_("Matrix"), request.day.link(reverse("risk_matrix")), False)
    return buttons.folded([*buttons.of_record(request, risk, lists), matrix])


# --- what the risk says of itself
def lede(request: HttpRequest, risk: Any, before: Any) -> str:
    """Score, appetite and movement in two sentences."""
    score = scoring.score(risk.likelihood, risk.impact)
    if score is None:
        return _("Not assessed yet, which is not the same as low: nobody has said how likely it is or what it does.")
    values = {
        "score": score,
        "band": show.band(scoring.band_of(score)).lower(),
        "limit": limit_of(risk),
        "gap": score - limit_of(risk),
    }
    if values["gap"] > 0:
        first = _("The score is %(score)d, %(band)s: %(gap)d above the appetite, which accepts at most %(limit)d.")
    else:
        first = _("The score is %(score)d, %(band)s: within the appetite, which accepts at most %(limit)d.")
    return f"{first % values} {_moved(request, before, score)}"


def _moved(request: HttpRequest, before: Any, score: int) -> str:
    day = show.date_precise(request.day.compare_on)
    if before is None:
        return _("On %(day)s it was not in the register.") % {"day": day}
    then = scoring.score(before.likelihood, before.impact)
    if then is None:
        return _("On %(day)s it was not assessed yet.") % {"day": day}
    if then == score:
        return _("It is the same as on %(day)s.") % {"day": day}
    words = _("It went up from %(then)d on %(day)s.") if score > then else _("It went down from %(then)d on %(day)s.")
    return words % {"then": then, "day": day}


def score_message(risk: Any) -> str:
    if risk.assessed_on is None:
        return _("Never assessed, or on a day that is not known")
    return _("Last assessed on %(day)s") % {"day": show.date_precise(risk.assessed_on)}


def points(risk: Any, lines: list[Any]) -> list[Point]:
    """Inherent, current and target with their words and the day of the last judgement of each."""
    letters = risk_charts.letters()
    pairs = (
        (AssessmentKind.INHERENT, letters.inherent, risk.inherent_likelihood, risk.inherent_impact),
        (AssessmentKind.CURRENT, letters.current, risk.likelihood, risk.impact),
        (AssessmentKind.TARGET, letters.target, risk.target_likelihood, risk.target_impact),
    )
    last = {line.kind: line for line in lines}
    return [
        Point(
            letter,
            capfirst(str(kind.label)),
            _level(Likelihood, likelihood),
            _level(Impact, impact),
            show.score(likelihood, impact),
            last[kind].on if kind in last else None,
        )
        for kind, letter, likelihood, impact in pairs
    ]


def _level(scale: Any, value: int | None) -> str:
    return show.NONE if value is None else f"{value} {scale(value).label}"


def assessments(request: HttpRequest, lines: list[Any], cycles: dict[int, Any]) -> list[dict[str, Any]]:
    """Every judgement of the current score, newest first."""
    return [
        {
            "on": line.on,
            "likelihood": _level(Likelihood, line.likelihood),
            "impact": _level(Impact, line.impact),
            "score": show.score(line.likelihood, line.impact),
            "value": scoring.score(line.likelihood, line.impact),
            "cycle": anchor(request.day, cycles[line.cycle_id]) if line.cycle_id in cycles else "",
            "reason": line.reason,
            "basis": line.basis,
        }
        for line in reversed(lines)
    ]


def facts(request: HttpRequest, risk: Any, objectives: list[Any]) -> list[details.Fact]:
    """The risk's own columns; a field that is an example or derived is marked at the field."""
    of = risk.basis_by_field.get
    successors = list(request.register.standing(Risk).filter(predecessor_id=risk.id))
    appetite = _("%(word)s, at most %(limit)d") % {
        "word": capfirst(risk.get_appetite_display()),
        "limit": limit_of(risk),
    }
    return details.facts(
        (_("Owner"), marked(risk.owner.name, of("owner")) if risk.owner else ""),
        (_("Unit"), risk.unit.name if risk.unit else ""),
        (_("Category"), capfirst(risk.get_category_display())),
        (_("State"), capfirst(risk.get_state_display())),
        (_("Response"), capfirst(risk.get_response_display())),
        (
            _("Appetite"),
            marked(appetite, of("appetite"))
            if risk.appetite
            else _("default, at most %(limit)d") % {"limit": limit_of(risk)},
        ),
        (_("Objectives"), lines_of(objective(request, one) for one in objectives)),
        (_("Follows from"), anchor(request.day, risk.predecessor) if risk.predecessor else ""),
        (_("Went on as"), lines_of(anchor(request.day, one) for one in successors)),
        (_("Note"), risk.note),
        *source_facts(risk),
    )


def objective(request: HttpRequest, one: Any) -> SafeString:
    """An objective, which has no page of its own, with what the reader may do to it."""
    return format_html("{} {} {}", one.code, one.name, small_acts(request, one))


def small_acts(request: HttpRequest, record: Any) -> SafeString:
    """The acts on a record that is shown inside another's page."""
    links = [(act.url, act.label, record.code) for act in buttons.of_record(request, record)]
    return format_html_join(" ", '<a class="small" href="{}">{}<span class="vh">: {}</span></a>', links)


def source_facts(record: Any) -> tuple[tuple[Any, Any], ...]:
    """Where a record comes from and how it is known."""
    source = f"{record.source.code} {record.source.title}" if record.source else ""
    words = dict(Basis.choices)
    return (
        (_("Source"), ", ".join(part for part in (source, record.source_section) if part)),
        (_("Basis"), capfirst(words.get(record.basis, ""))),
    )


def marked(value: Any, basis: str | None) -> SafeString:
    return format_html("{} {}", value, show.basis(basis))


def lines_of(parts: Any) -> SafeString | str:
    """One below the other."""
    listed = [(part,) for part in parts]
    return format_html_join(SafeString("<br>"), "{}", listed) if listed else ""


def top_lines(request: HttpRequest, risk: Any, cycles: dict[int, Any]) -> list[dict[str, Any]]:
    """What each cycle said of the risk's place on the top list, newest first."""
    lines = request.register.lines(TopRisk, "risk", [risk.id]).get(risk.id, [])
    return [
        {
            "cycle": anchor(request.day, cycles[line.cycle_id]) if line.cycle_id in cycles else "",
            "on": cycles[line.cycle_id].decided_on if line.cycle_id in cycles else None,
            "change": capfirst(line.get_change_display()),
            "word": line.get_change_display(),
            "reason": line.reason,
        }
        for line in reversed(lines)
    ]


def acceptances(request: HttpRequest, risk: Any) -> list[dict[str, Any]]:
    """Newest first; an acceptance expires by its date, and goes stale when the score it was given at has changed."""
    register = request.register
    lines = register.attach(
        register.lines(RiskAcceptance, "risk", [risk.id]).get(risk.id, []), "accepted_by", "decision"
    )
    return [
        {
            "line": line,
            **_acceptance_state(line, risk, register.on),
            "score": show.score(line.at_likelihood, line.at_impact, True),
            "decision": anchor(request.day, line.decision) if line.decision else "",
        }
        for line in reversed(lines)
    ]


def _acceptance_state(line: Any, risk: Any, on: date) -> dict[str, Any]:
    """Expired, stale, about to expire, or in force: its shape and words; computed, never typed."""
    is_stale = (line.at_likelihood, line.at_impact) != (risk.likelihood, risk.impact)
    if line.until < on:
        return {"shape": "off_track", "words": _("Expired"), "is_stale": False}
    if is_stale:
        return {"shape": "at_risk", "words": _("Stale: the score has changed since"), "is_stale": True}
    left = (line.until - on).days
    if left <= settings.ACCEPTANCE_WARNING_DAYS:
        words = ngettext("In force, expires in %(days)d day", "In force, expires in %(days)d days", left)
        return {"shape": "at_risk", "words": words % {"days": left}, "is_stale": False}
    return {"shape": "on_track", "words": _("In force"), "is_stale": False}


def months_of(register: Register, record: Any) -> dict[str, Any]:
    """What was said of the record month by month, newest first: words, and that somebody looked. Three queries."""
    notes = register.attach(register.standing(PeriodNote).filter(about=record.code), "period")
    looked = register.attach(register.standing(Confirmation).filter(about=record.code), "period")
    lines = [{"month": _month(note), "words": note.text, "key": note.period.code} for note in notes]
    for one in looked:
        words = capfirst(str(one.get_kind_display()))
        lines.append(
            {
                "month": _month(one),
                "words": f"{words}: {one.note}" if one.note else words,
                "key": one.period.code,
            }
        )
    return {"months": sorted(lines, key=lambda line: line["key"], reverse=True)}


def _month(line: Any) -> str:
    return capfirst(date_format(Month.parse(line.period.code).first, "F Y"))


# --- what hangs on it
def linked(request: HttpRequest, risk: Any) -> dict[str, Any]:
    """Measures, findings, plans, indicators, commitments and events outside, all of the same day."""
    register, day = request.register, request.day

    def tied(bond: type[Any], there: str) -> list[Any]:
        rows = register.ties(bond, "risk", there, [risk.id]).get(risk.id, [])
        for row in rows:
            row.url = url_of(day, row)
        return rows

    return {
        "measures": register.attach(tied(RiskMeasure, "measure"), "owner"),
        "findings": tied(RiskFinding, "finding"),
        "plans": with_progress(request, tied(RiskPlan, "plan")),
        "indicators": with_values(request, tied(RiskIndicator, "indicator")),
        "commitments": tied(CommitmentLink, "commitment"),
        "events": [
            {"event": event, "acts": small_acts(request, event)}
            for event in register.standing(ContextEvent).filter(about=risk.code).order_by("-on", "-id")
        ],
    }


def with_progress(request: HttpRequest, plans: list[Any]) -> list[Any]:
    """Actual and planned percent of each plan. One query."""
    found = request.register.lines(Milestone, "plan", [plan.id for plan in plans]) if plans else {}
    for plan in plans:
        of = found.get(plan.id, [])
        plan.actual = progress.actual(of) if plan.baseline is not None else None
        plan.planned = progress.planned(of, request.register.on) if plan.baseline is not None else None
    return plans


def with_values(request: HttpRequest, indicators: list[Any]) -> list[Any]:
    """The small line and the state of each indicator. One query."""
    found = request.register.lines(IndicatorValue, "indicator", [one.id for one in indicators]) if indicators else {}
    for one in indicators:
        values = sorted(found.get(one.id, []), key=lambda value: (value.on, value.id))
        one.shown = figures.quantity(one.actual, one.measure_unit)
        one.target_shown = figures.quantity(one.target, one.measure_unit) if one.target is not None else ""
        one.state_shown, one.line = figures.state_shown(one), figures.line(one, values)
        one.values = values
    return indicators

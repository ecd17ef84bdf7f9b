"""The page of one finding."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.history.register import Register
from riskreg.insight import progress, ratings, slip
from riskreg.models import (
    CommitmentLink,
    ContextEvent,
    Finding,
    FindingPlan,
    FindingRating,
    FindingSender,
    FindingTarget,
    Milestone,
    PeriodNote,
    Recommendation,
    RiskFinding,
)
from riskreg.templatetags import riskreg_format as show
from riskreg.web import buttons, evidence, finding_steps, finding_targets, proposals
from riskreg.web import findings as shown
from riskreg.web.day import ViewDay
from riskreg.web.details import crumbs, facts, found, history, whole_life
from riskreg.web.links import anchor, url_of


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """State, target, ratings, answer and history of a finding, on the day looked at."""
    register, day = request.register, request.day
    finding = found(request, Finding, code)
    register.attach([finding], "owner", "scale", "rating", "source", "successor")
    senders = _senders(register, finding)
    rounds = _rounds(register, day, finding)
    levels = {one.rating_id: one.rating for one in rounds if one.rating}
    lines = register.lines(FindingTarget, "finding", [finding.id]).get(finding.id, [])
    register.attach(lines, "decision")
    plans = _plans(request, finding)
    finish = max((one["finish"] for one in plans if one["finish"]), default=None)
    way = finding_steps.way_of(register, finding, shown.names(senders))
    entries, proofs = history(request, finding), evidence.of(request, finding)
    years = ratings.all_years(rounds)
    strip = [_with_source(ratings.year_rating(year, rounds, levels)) for year in years]
    context = {
        "title": finding.title,
        **buttons.of_page(request, finding, {"plans": plans}),
        "pending": proposals.pending(request, finding),
        "lede": finding.description,
        "finding": finding,
        "is_open": shown.is_open(finding),
        "is_overdue": shown.is_overdue(finding, day.on),
        "senders": senders,
        "state": show.status_tag(shown.SHAPES[finding.state], capfirst(str(finding.get_state_display()))),
        "crumbs": crumbs(request, _("Findings"), "findings", finding),
        "steps": way.steps,
        "returned": way.returned,
        "earlier": way.earlier,
        "names": finding_steps.two_names(way),
        "verdict": _verdict(request, entries, proofs, way),
        "evidence": proofs,
        "target_message": finding_targets.message(finding, day.on, finish),
        "chart": finding_targets.drawing(finding, lines, finish, day.on),
        "targets": finding_targets.rows(day, finding, lines),
        "years": strip,
        "rounds": rounds,
        "rounds_message": _rounds_message(rounds),
        "recommendations": _recommendations(request, finding),
        "notes": _notes(register, finding),
        "plans": plans,
        "plans_message": _plans_message(plans),
        **_links(request, finding),
        "facts": _facts(request, finding),
        "timeline": whole_life(request, finding, entries),
    }
    return render(request, "riskreg/findings/detail.html", context)


def _senders(register: Register, finding: Any) -> list[Any]:
    bonds = register.attach(register.standing(FindingSender).filter(finding_id=finding.id), "party", "unit")
    return [sender for bond in bonds if (sender := bond.party or bond.unit)]


def _rounds(register: Register, day: ViewDay, finding: Any) -> list[Any]:
    """Audit rounds, oldest first, each with its rating in words."""
    lines = register.lines(FindingRating, "finding", [finding.id]).get(finding.id, [])
    for one in register.attach(lines, "report", "scale", "rating"):
        one.rating_words = shown.level_words(one.rating) if one.rating else _("none given")
        one.report_url = url_of(day, one.report) if one.report else ""
    return lines


def _verdict(request: HttpRequest, entries: list[Any], proofs: evidence.Evidences, way: finding_steps.Way) -> Any:
    """On whose published verdict it was confirmed or sent back, where a report was named; blank where none was."""
    act = "finding.confirm" if way.confirmer else "finding.return" if way.returned else ""
    turned = next((entry for entry in entries if entry.act == act), None)
    report = proofs.report_of(turned.when) if turned else None
    if report is None:
        return ""
    issuer = report.issued_by or report.issued_by_unit
    words = _("On the published verdict of %(issuer)s:") % {"issuer": issuer.name if issuer else _("its issuer")}
    return format_html("{} {}", words, anchor(request.day, report))


def _recommendations(request: HttpRequest, finding: Any) -> list[Any]:
    """What was advised and what was said to it; for those who may, the acts on each."""
    rows = list(request.register.standing(Recommendation).filter(finding_id=finding.id))
    for one in rows:
        if not request.day.is_past:
            one.finding = finding
        one.acts = buttons.of_record(request, one)
    return rows


def _notes(register: Register, finding: Any) -> list[Any]:
    """The words of each month, newest first."""
    notes = register.attach(register.standing(PeriodNote).filter(about=finding.code), "period")
    return sorted(notes, key=lambda note: note.period.code, reverse=True)


def _with_source(rating: ratings.YearRating) -> dict[str, Any]:
    last = rating.last
    source = ""
    if last is not None:
        source = show.date_precise(last.on, last.on_precision)
    return {"year": rating.year, "letter": rating.letter, "level": rating.level, "words": capfirst(rating.words),
            "source": source}  # fmt: skip


def _rounds_message(rounds: list[Any]) -> str:
    count = len(rounds)
    return ngettext("%(count)d audit round", "%(count)d audit rounds", count) % {"count": count}


def _plans(request: HttpRequest, finding: Any) -> list[dict[str, Any]]:
    """The plans that answer it, with progress, finish and slip."""
    register, day = request.register, request.day
    plans = register.ties(FindingPlan, "finding", "plan", [finding.id]).get(finding.id, [])
    milestones: dict[int, list[Any]] = defaultdict(list)
    for one in register.standing(Milestone).filter(plan_id__in=[plan.id for plan in plans]):
        milestones[one.plan_id].append(one)
    listed = []
    for plan in plans:
        parts = milestones[plan.id]
        ends = slip.plan_finish(parts)
        late = (ends["forecast"] - ends["baseline"]).days if ends["forecast"] and ends["baseline"] else None
        listed.append(
            {
                "plan": plan,
                "link": anchor(day, plan),
                "status": show.status(plan.status),
                "actual": progress.actual(parts),
                "planned": progress.planned(parts, day.on),
                "finish": ends["forecast"],
                "slip": late,
            }
        )
    return listed


def _plans_message(plans: list[dict[str, Any]]) -> str:
    count = len(plans)
    if not count:
        return ""
    return ngettext("%(count)d plan answers it", "%(count)d plans answer it", count) % {"count": count}


def _links(request: HttpRequest, finding: Any) -> dict[str, Any]:
    """Risks, commitments, context and predecessors; what the reader may not see is not there."""
    register, day = request.register, request.day
    risks = register.ties(RiskFinding, "finding", "risk", [finding.id]).get(finding.id, [])
    for one in risks:
        one.url = url_of(day, one)
    bonds = register.attach(register.standing(CommitmentLink).filter(finding_id=finding.id), "commitment")
    commitments = [bond.commitment for bond in bonds if bond.commitment and not bond.commitment.withdrawn]
    for one in commitments:
        one.url = url_of(day, one)
    return {
        "risks": risks,
        "commitments": sorted(commitments, key=lambda one: one.code),
        "context_events": list(register.standing(ContextEvent).filter(about=finding.code).order_by("on", "code")),
        "predecessors": [anchor(day, one) for one in register.findings.standing().filter(successor_id=finding.id)],
        "successor": anchor(day, finding.successor) if finding.successor else "",
    }


def _facts(request: HttpRequest, finding: Any) -> list[Any]:
    marks = finding.basis_by_field
    owner = finding.owner.name if finding.owner else ""
    source = finding.source.title if finding.source else ""
    return facts(
        (_("Kind"), capfirst(str(finding.get_kind_display()))),
        (_("Owner"), format_html_join(" ", "{}", ((owner,), (show.basis(marks.get("owner")),)))),
        (_("Rating scale"), finding.scale.name if finding.scale else ""),
        (_("In the register since"), show.day(finding.opened_on)),
        (_("Ended"), show.day(finding.ended_on) if finding.ended_on else ""),
        (_("Source"), ", ".join(part for part in (source, finding.source_section) if part)),
        (_("Note"), finding.note),
    )

"""One improvement plan: roadmap, milestone trend, progress, baselines, milestones, what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.history.gathered import gather
from riskreg.history.months import month_ends
from riskreg.history.register import Register
from riskreg.insight import slip
from riskreg.insight.plans import PlanStanding, standing
from riskreg.models import (
    Baseline,
    BaselineLine,
    CommitmentLink,
    Decision,
    FindingPlan,
    MilestoneDependency,
    MilestoneForecast,
    PeriodNote,
    Plan,
    RiskPlan,
    Workstream,
)
from riskreg.reporting.wording import why_words
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import MilestoneStatus, PlanStatus
from riskreg.web import buttons, plan_charts, proposals
from riskreg.web.details import crumbs, facts, found, whole_life
from riskreg.web.links import role_link, url_of
from riskreg.web.plan_figures import against_both, baseline_drawn, finish_cell, milestone_state, slip_cell


@dataclass(frozen=True)
class ChangedLine:
    """One milestone that a baseline named with another date than before; days plus is later."""

    milestone: Any
    url: str
    old: date
    new: date

    @property
    def days(self) -> int:
        return (self.new - self.old).days


@dataclass(frozen=True)
class BaselineRow:
    """One baseline of the log: the end it promised, against the one before, and which lines moved or came."""

    baseline: Any
    finish: date | None
    days: int | None
    changed: tuple[ChangedLine, ...]
    added: int


# Of the lines that moved a forecast, in the order in which they were written.
MOVED = ("id", "milestone_id", "previous", "forecast", "on", "reason", "actor_name", "basis")


@dataclass(frozen=True)
class Moved:
    """How a date of a milestone last moved, with why, who and when in words; days plus is later."""

    days: int
    on: date
    words: str
    basis: str
    number: int | None = None

    @classmethod
    def later(cls, line: Any) -> Moved | None:
        """None for a forecast that did not move later."""
        if line is None or line.previous is None or line.forecast <= line.previous:
            return None
        days = (line.forecast - line.previous).days
        return cls(days, line.on, why_words(line.reason, line.actor_name, line.on), line.basis)


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about a plan on the day looked at."""
    plan = found(request, Plan, code)
    register, day = request.register, request.day
    register.attach([plan], "owner", "source")
    milestones = list(register.milestones.standing().filter(plan_id=plan.id))
    register.attach(milestones, "owner", "workstream")
    for one in milestones:
        one.url = url_of(day, one)
        one.state_shown = milestone_state(one, day.on)
        one.baseline_shown, one.finish_shown = baseline_drawn(one), finish_cell(one)
        one.slip_shown = slip_cell(one)
    log, promised = _baselines(request, plan, {one.id: one for one in milestones})
    _promised_anew(log)
    ties = plan_charts.Ties(promised, _waits_and_moves(register, milestones))
    now = standing(plan, milestones, day.on)
    linked = _linked(request, plan, milestones)
    context = {
        "title": plan.title,
        **buttons.of_page(request, plan, linked),
        "pending": proposals.pending(request, plan),
        "crumbs": crumbs(request, _("Plans"), "plans", plan),
        "plan": plan,
        "now": now,
        "lede": lede(plan, now),
        "figures_url": day.link(reverse("milestones"), plan=plan.code),
        "late_url": day.link(reverse("milestones"), plan=plan.code, late="yes"),
        "milestones": milestones,
        "milestones_message": _milestones_message(milestones),
        "log": log,
        "has_ties": bool(ties.waits),
        "has_former": any(len(set(days)) > 1 for days in ties.promised.values()),
        "workstreams": _workstreams(request, plan, milestones),
        "facts": _facts(request, plan),
        "timeline": whole_life(request, plan),
        **_drawings(register, plan, milestones, now, ties),
        **linked,
    }
    return render(request, "riskreg/plans/detail.html", context)


def lede(plan: Any, now: PlanStanding) -> str:
    """The plan in one or two sentences: its end against both baselines, its progress against plan."""
    if plan.baseline is None:
        return _("This plan is not approved yet: its milestones are not in scope, and nothing is promised.")
    if now.finish is None:
        return _("No milestone is in scope, so no finish can be told.")
    words = {
        "day": dates.show(now.finish),
        "against": against_both(now.slip, now.first_slip, rebaselined=now.first_baseline != now.baseline),
    }
    if plan.status == PlanStatus.COMPLETED:
        return _("Completed; the last milestone was reached on %(day)s, %(against)s.") % words
    if now.is_reached:
        return _("Every milestone is reached, the last on %(day)s, %(against)s; the plan is not closed yet.") % words
    expected = _("It is expected to finish on %(day)s, %(against)s.") % words
    return f"{expected} {_progress_words(now)}".strip()


def _progress_words(now: PlanStanding) -> str:
    if now.gap is None:
        return ""
    words = {"actual": now.actual, "planned": now.planned, "gap": abs(now.gap)}
    if now.gap == 0:
        return _("%(actual)s %% is done, as planned.") % words
    if now.gap > 0:
        return (
            ngettext(
                "%(actual)s %% is done against %(planned)s %% planned, %(gap)d point ahead.",
                "%(actual)s %% is done against %(planned)s %% planned, %(gap)d points ahead.",
                now.gap,
            )
            % words
        )
    return (
        ngettext(
            "%(actual)s %% is done against %(planned)s %% planned, %(gap)d point behind.",
            "%(actual)s %% is done against %(planned)s %% planned, %(gap)d points behind.",
            -now.gap,
        )
        % words
    )


def _milestones_message(milestones: list[Any]) -> str:
    """What the table and the roadmap show: how many are forecast later than promised, and the largest slip."""
    late = [(days, one) for one in milestones if _is_open(one) and (days := slip.slip(one) or 0) > 0]
    if not late:
        return _("No open milestone is forecast later than its baseline")
    days, worst = max(late, key=lambda pair: (pair[0], pair[1].code))
    return ngettext(
        "%(count)d open milestone is forecast later than its baseline, %(code)s the most, by %(days)s d",
        "%(count)d open milestones are forecast later than their baseline, %(code)s the most, by %(days)s d",
        len(late),
    ) % {"count": len(late), "days": show.signed(days), "code": worst.code}


def _is_open(milestone: Any) -> bool:
    return bool(milestone.status != MilestoneStatus.COMPLETED)


def _waits_and_moves(register: Register, milestones: list[Any]) -> list[tuple[int, int]]:
    """(Who waits, for whom) among the milestones, who also learn it in words as `after`. One query.

    It also gives every open milestone whose forecast moved later, and was not promised anew since, why that is, as
    `moved`.
    """
    by_id = {one.id: one for one in milestones}
    moves = MilestoneForecast.versions().filter(milestone_id__in=by_id, rev=1)
    if register.moment is not None:
        moves = moves.filter(history_date__lt=register.moment)
    ties = register.standing(MilestoneDependency).filter(milestone_id__in=by_id, depends_on_id__in=by_id)
    lists = gather(ties=(ties, ("milestone_id", "depends_on_id")), moves=(moves, MOVED))
    last = {line.milestone_id: line for line in lists["moves"]}
    found = sorted((tie.milestone_id, tie.depends_on_id) for tie in lists["ties"])
    for one in milestones:
        one.after = ", ".join(sorted(plan_charts.short(by_id[needed]) for waits, needed in found if waits == one.id))
        moved = Moved.later(last.get(one.id)) if _is_open(one) else None
        anew = getattr(one, "promised", None)
        one.moved = moved if moved and not (anew and anew.on >= moved.on) else None
    return found


def _promised_anew(log: list[BaselineRow]) -> None:
    """Give every open milestone that a baseline moved why that is, by the newest of these, as `promised`."""
    for row in reversed(log):
        made = row.baseline
        words = why_words(made.reason, made.decided_by.name if made.decided_by else "", made.approved_on)
        for line in row.changed:
            if _is_open(line.milestone):
                line.milestone.promised = Moved(line.days, made.approved_on, words, made.basis, made.number)


def _drawings(
    register: Register, plan: Any, milestones: list[Any], now: PlanStanding, ties: plan_charts.Ties
) -> dict[str, Any]:
    """The three drawings and the tables that say the same."""
    months = month_ends(register, plan)
    trend, trend_rows = plan_charts.trend_drawn(plan, months, milestones)
    progress_rows = plan_charts.progress_rows(months, milestones)
    said = _milestones_message(milestones)
    roadmap, roadmap_small = plan_charts.roadmaps_drawn(plan, milestones, register.on, ties, said)
    return {
        "roadmap": roadmap,
        "roadmap_small": roadmap_small,
        "months": months,
        "trend": trend,
        "trend_rows": trend_rows,
        "trend_message": plan_charts.trend_message(trend_rows),
        "progress": plan_charts.progress_drawn(plan, progress_rows, _progress_words(now)),
        "progress_rows": progress_rows,
        "progress_message": _progress_words(now),
    }


def _baselines(
    request: HttpRequest, plan: Any, milestones: dict[int, Any]
) -> tuple[list[BaselineRow], dict[int, list[date]]]:
    """The log of promises, newest first; and the days promised for each milestone, in the order promised."""
    register = request.register
    listed = sorted(register.lines(Baseline, "plan", [plan.id]).get(plan.id, []), key=lambda one: one.number)
    register.attach(listed, "decided_by", "decision")
    lines = register.lines(BaselineLine, "baseline", [one.id for one in listed]) if listed else {}
    promised: dict[int, date] = {}
    every: dict[int, list[date]] = {}
    rows, ended = [], None
    for baseline in listed:
        changed, added = [], 0
        for line in lines.get(baseline.id, []):
            milestone = milestones.get(line.milestone_id)
            old = promised.get(line.milestone_id)
            promised[line.milestone_id] = line.finish
            every.setdefault(line.milestone_id, []).append(line.finish)
            if old is None:
                added += 1
            elif milestone is not None and old != line.finish:
                changed.append(ChangedLine(milestone, milestone.url, old, line.finish))
        finish = max(promised.values(), default=None)
        days = (finish - ended).days if finish and ended else None
        rows.append(BaselineRow(baseline, finish, days, tuple(changed), added))
        ended = finish
    for one in listed:
        one.decision_url = url_of(request.day, one.decision) if one.decision else ""
    return rows[::-1], every


def _linked(request: HttpRequest, plan: Any, milestones: list[Any]) -> dict[str, Any]:
    """Findings and risks it answers, commitments that rest on it, words and decisions about it."""
    register, day = request.register, request.day
    findings = register.ties(FindingPlan, "plan", "finding", [plan.id]).get(plan.id, [])
    risks = register.ties(RiskPlan, "plan", "risk", [plan.id]).get(plan.id, [])
    notes = register.attach(register.standing(PeriodNote).filter(about=plan.code), "period")
    decisions = list(register.standing(Decision).filter(about=plan.code))
    commitments = _commitments(register, plan, {one.id: one for one in milestones})
    for one in (*findings, *risks, *decisions, *(row["commitment"] for row in commitments)):
        one.url = url_of(day, one)
    return {
        "findings": findings,
        "risks": risks,
        "commitments": commitments,
        "notes": sorted(notes, key=lambda note: note.period.code, reverse=True),
        "decisions": sorted(decisions, key=lambda one: (one.asked_on, one.code), reverse=True),
    }


def _commitments(register: Register, plan: Any, milestones: dict[int, Any]) -> list[dict[str, Any]]:
    """Commitments that rest on the plan or on one of its milestones, each once, in order of code."""
    here = Q(plan_id=plan.id) | Q(milestone_id__in=list(milestones))
    links = register.attach(register.standing(CommitmentLink).filter(here), "commitment")
    rows: dict[int, dict[str, Any]] = {}
    for link in links:
        if link.commitment is None or link.commitment.withdrawn:
            continue
        row = rows.setdefault(link.commitment_id, {"commitment": link.commitment, "milestones": []})
        if link.milestone_id is not None:
            row["milestones"].append(milestones[link.milestone_id])
    return sorted(rows.values(), key=lambda row: row["commitment"].code)


def _workstreams(request: HttpRequest, plan: Any, milestones: list[Any]) -> list[Any]:
    """The parts of the plan, how many milestones stand under each, and what the reader may do to it."""
    listed = list(request.register.standing(Workstream).filter(plan_id=plan.id))
    for one in listed:
        one.count = sum(milestone.workstream_id == one.id for milestone in milestones)
        one.acts = buttons.of_record(request, one)
    return listed


def _facts(request: HttpRequest, plan: Any) -> list[Any]:
    return facts(
        (_("Owner"), role_link(request.day, plan.owner)),
        (_("Description"), plan.description),
        (_("Main plan"), _("yes") if plan.main_plan else _("no")),
        (_("Cadence of updates"), plan.get_cadence_display()),
        (_("Start"), show.day(plan.start) if plan.start else ""),
        (_("Target date"), show.day(plan.target_date) if plan.target_date else ""),
        (_("Approved on"), show.day(plan.approved_on) if plan.approved_on else ""),
        (_("Completed on"), show.day(plan.completed_on) if plan.completed_on else ""),
        (_("Source"), _source(plan)),
    )


def _source(record: Any) -> str:
    if record.source is None:
        return ""
    return f"{record.source.title}, {record.source_section}" if record.source_section else record.source.title

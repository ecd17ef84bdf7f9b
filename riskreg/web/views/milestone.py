"""One milestone: its dates against both baselines, what moved them and why, what waits for what, its updates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.history.register import Register
from riskreg.history.timeline import TimelineEntry
from riskreg.insight import slip
from riskreg.insight.dependants import all_dependants, waiting_for
from riskreg.models import (
    BaselineLine,
    CommitmentLink,
    Decision,
    Milestone,
    MilestoneDependency,
    MilestoneForecast,
    ProgressUpdate,
)
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import MilestoneStatus
from riskreg.web import buttons, evidence
from riskreg.web.day import ViewDay
from riskreg.web.details import crumbs, facts, found, history, whole_life
from riskreg.web.links import anchor, role_link, url_of
from riskreg.web.plan_figures import against_both, finish_cell, milestone_state

UPDATES_SHOWN = 12


@dataclass(frozen=True)
class DateRow:
    """One promised day and how far the finish lies from it; days plus is later."""

    label: str
    on: date | None
    precision: str
    days: int | None


@dataclass(frozen=True)
class Moved:
    """One moved forecast; days plus is later."""

    line: Any

    @property
    def days(self) -> int | None:
        return (self.line.forecast - self.line.previous).days if self.line.previous else None


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about a milestone on the day looked at."""
    milestone = found(request, Milestone, code)
    register, day = request.register, request.day
    register.attach([milestone], "plan", "workstream", "owner", "source")
    entries = history(request, milestone)
    forecasts = register.lines(MilestoneForecast, "milestone", [milestone.id]).get(milestone.id, [])
    lines = register.lines(BaselineLine, "milestone", [milestone.id]).get(milestone.id, [])
    waits = _dependencies(register, day, milestone)
    context = {
        "title": milestone.title,
        **buttons.of_page(request, milestone, waits),
        "crumbs": crumbs(request, _("Milestones"), "milestones", milestone),
        "milestone": milestone,
        "lede": lede(milestone, day.on, entries),
        "state": slip.state(milestone, day.on) if milestone.first_baseline else None,
        "is_late": slip.is_late(milestone, day.on),
        "finish": slip.finish(milestone),
        "slip": slip.slip(milestone),
        "first_slip": slip.slip(milestone, first=True),
        "dates": _dates(milestone),
        "forecasts": [Moved(line) for line in reversed(forecasts)],
        "lines": list(reversed(register.attach(lines, "baseline"))),
        "commitments": _commitments(register, day, milestone),
        "evidence": evidence.of(request, milestone),
        "decisions": _decisions(register, day, milestone),
        "facts": _facts(day, milestone),
        "timeline": whole_life(request, milestone, entries),
        **_updates(register, milestone),
        **waits,
    }
    return render(request, "riskreg/milestones/detail.html", context)


def lede(milestone: Any, on: date, entries: list[TimelineEntry]) -> str:
    """The milestone in one or two sentences: where it ends against its promises, and whether it was done before."""
    parts = [_standing(milestone, on)]
    reopened = next((entry for entry in entries if entry.act == "milestone.reopen"), None)
    if reopened is not None:
        words = {"day": dates.show(reopened.on), "reason": reopened.reason}
        again = milestone.status == MilestoneStatus.COMPLETED
        pattern = (
            _("It had been completed before and was reopened on %(day)s: “%(reason)s”.")
            if again
            else _("It was completed once and reopened on %(day)s: “%(reason)s”.")
        )
        parts.append(pattern % words)
    return " ".join(parts)


def _standing(milestone: Any, on: date) -> str:
    days, first = slip.slip(milestone), slip.slip(milestone, first=True)
    words = {
        "day": dates.show(slip.finish(milestone), milestone.forecast_precision or "day"),
        "against": against_both(days, first, rebaselined=milestone.first_baseline != milestone.baseline),
        "reason": milestone.blocked_reason,
    }
    if milestone.status == MilestoneStatus.COMPLETED:
        return (_("Completed on %(day)s, %(against)s.") if words["against"] else _("Completed on %(day)s.")) % words
    if milestone.first_baseline is None:
        return _("No approved baseline names this milestone yet, so it is not in scope.")
    if milestone.status == MilestoneStatus.BLOCKED:
        return _("Blocked: “%(reason)s”. Still expected on %(day)s, %(against)s.") % words
    if milestone.forecast is not None and milestone.forecast < on:
        return _("It was expected on %(day)s, %(against)s; that day has passed and it is not completed.") % words
    return _("Expected on %(day)s, %(against)s.") % words


def _dates(milestone: Any) -> list[DateRow]:
    return [
        DateRow(_("First baseline"), milestone.first_baseline, "day", slip.slip(milestone, first=True)),
        DateRow(_("Current baseline"), milestone.baseline, "day", slip.slip(milestone)),
    ]


def _updates(register: Register, milestone: Any) -> dict[str, Any]:
    """Monthly updates, newest month first; the older ones are folded."""
    rows = register.attach(register.standing(ProgressUpdate).filter(milestone_id=milestone.id), "period")
    rows = sorted((row for row in rows if row.period), key=lambda row: row.period.code, reverse=True)
    names = _who(register, [row.id for row in rows])
    for row in rows:
        row.who = names.get(row.id, "")
    return {"updates": rows[:UPDATES_SHOWN], "older_updates": rows[UPDATES_SHOWN:]}


def _who(register: Register, ids: list[int]) -> dict[int, str]:
    """Update id -> who wrote its last version; whoever fills in for the owner is named, the note says for whom."""
    versions = ProgressUpdate.versions().filter(id__in=ids)
    if register.moment is not None:
        versions = versions.filter(history_date__lt=register.moment)
    return {key: name for key, _rev, name in versions.order_by("rev").values_list("id", "rev", "actor_name")}


def _dependencies(register: Register, day: ViewDay, milestone: Any) -> dict[str, Any]:
    """Both directions, and how many wait through others. Two queries, one more for the plans."""
    ties = list(register.standing(MilestoneDependency).values_list("milestone_id", "depends_on_id"))
    needed = {awaited for waits, awaited in ties if waits == milestone.id}
    waiting = waiting_for(ties)
    rows = register.milestones.standing().ids(needed | all_dependants(milestone.id, waiting))
    rows = register.attach(rows, "plan")
    unfinished = {row.id for row in rows if row.status != MilestoneStatus.COMPLETED}
    for row in rows:
        row.url, row.finish_shown = url_of(day, row), finish_cell(row)
        row.state_shown = milestone_state(row, day.on)
        row.plan_url = url_of(day, row.plan) if row.plan else ""
    through = all_dependants(milestone.id, waiting, unfinished)
    return {
        "needs": [row for row in rows if row.id in needed],
        "unblocks": [row for row in rows if row.id in waiting.get(milestone.id, ())],
        "unblocks_message": _waiting_words(len(through)),
    }


def _waiting_words(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)d unfinished milestone waits for it, directly or through others",
        "%(count)d unfinished milestones wait for it, directly or through others",
        count,
    ) % {"count": count}


def _commitments(register: Register, day: ViewDay, milestone: Any) -> list[Any]:
    links = register.attach(register.standing(CommitmentLink).filter(milestone_id=milestone.id), "commitment")
    listed = {link.commitment_id: link.commitment for link in links if link.commitment}
    rows = sorted((one for one in listed.values() if not one.withdrawn), key=lambda one: one.code)
    for one in rows:
        one.url = url_of(day, one)
        days = (milestone.forecast - one.due).days if milestone.forecast and one.due else None
        one.reach_words = "" if days is None or days <= 0 else show.variance(days)
    return rows


def _decisions(register: Register, day: ViewDay, milestone: Any) -> list[Any]:
    """What was asked about it, the latest first."""
    rows = list(register.standing(Decision).filter(about=milestone.code).order_by("-asked_on", "-code"))
    for one in rows:
        one.url = url_of(day, one)
    return rows


def _facts(day: ViewDay, milestone: Any) -> list[Any]:
    source = milestone.source
    section = milestone.source_section
    return facts(
        (_("Plan"), anchor(day, milestone.plan) if milestone.plan else ""),
        (_("Workstream"), milestone.workstream.title if milestone.workstream else ""),
        (_("Deliverable"), milestone.deliverable),
        (_("Owner"), role_link(day, milestone.owner)),
        (_("Weight"), milestone.weight),
        (_("Planned start"), show.day(milestone.start) if milestone.start else ""),
        (_("Confidence"), _confidence(milestone)),
        (_("Last update"), show.day(milestone.updated_on) if milestone.updated_on else ""),
        (_("Source"), f"{source.title}, {section}" if source and section else source.title if source else ""),
    )


def _confidence(milestone: Any) -> str:
    if not milestone.confidence:
        return ""
    word = str(milestone.get_confidence_display())
    return f"{word}: {milestone.confidence_words}" if milestone.confidence_words else word

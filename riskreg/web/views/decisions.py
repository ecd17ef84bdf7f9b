"""Decisions: list and page."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from riskreg.filters.decisions import DecisionFilter
from riskreg.history.register import Register
from riskreg.history.timeline import TimelineEntry
from riskreg.models import (
    AssessmentCycle,
    Baseline,
    Commitment,
    ContextEvent,
    Decision,
    Finding,
    FindingTarget,
    Indicator,
    Measure,
    Milestone,
    Plan,
    Risk,
    RiskAcceptance,
)
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary.choices import DecisionKind, DecisionState, Verdict
from riskreg.web import buttons, exports
from riskreg.web.details import crumbs, facts, found, history
from riskreg.web.exports import Part
from riskreg.web.links import anchor, url_of_code
from riskreg.web.lists import Address, Column, Empty, ListView, Tab, linked
from riskreg.web.proposals import shown

# first letters of a code -> kind, for the record that a decision is about
KINDS: dict[str, type[Any]] = {
    "RSK": Risk, "MSR": Measure, "FND": Finding, "PLN": Plan, "MS": Milestone, "IND": Indicator, "CMT": Commitment,
    "CYC": AssessmentCycle,
}  # fmt: skip


def _state(decision: Any) -> Any:
    return show.status(_shape(decision), state_words(decision))


def _shape(decision: Any) -> str:
    if decision.state == DecisionState.ASKED:
        return "in_progress"
    return "withdrawn" if decision.verdict == Verdict.DECLINED else "done"


def state_words(decision: Any) -> str:
    """Asked or taken; of a proposal, agreed or declined."""
    return str(capfirst(str(decision.get_verdict_display() or decision.get_state_display())))


def _asked(decision: Any) -> Any:
    asker = decision.asked_by.name if decision.asked_by else ""
    return format_html('{}<span class="sub">{}</span>', show.day(decision.asked_on), asker)


def _is_late(decision: Any) -> bool:
    is_asked = decision.state == DecisionState.ASKED and decision.needed_by is not None
    return is_asked and decision.needed_by < decision.on


def _needed(decision: Any) -> Any:
    if decision.needed_by is None:
        return ""
    mark = format_html('<span class="sub">{}</span>', _("overdue")) if _is_late(decision) else ""
    return format_html("{}{}", show.day(decision.needed_by), mark)


def _taken(decision: Any) -> Any:
    if decision.taken_on is None:
        return ""
    taker = decision.taken_by.name if decision.taken_by else ""
    return format_html('{}<span class="sub">{}</span>', show.day(decision.taken_on), taker)


class DecisionList(ListView):
    """What is asked first, then what is taken, newest first."""

    kind = Decision
    filter_class = DecisionFilter
    title = gettext_lazy("Decisions")
    default_sort = "state"
    columns = (
        Column("code", gettext_lazy("Decision"), lambda row: linked(row, sub=row.get_kind_display()), "code",
               header=True,
               parts=exports.named(Part("kind", gettext_lazy("Kind"), lambda row: row.get_kind_display()))),
        Column("about", gettext_lazy("About"), lambda row: row.about_link, "about"),
        Column("state", gettext_lazy("State"), _state, "state"),
        Column("asked", gettext_lazy("Asked"), _asked, "asked_on", parts=(
            Part("asked_on", gettext_lazy("Asked on"), lambda row: row.asked_on),
            Part("asked_by", gettext_lazy("Asked by"), lambda row: row.asked_by.name if row.asked_by else ""),
        )),
        Column("needed", gettext_lazy("Needed by"), _needed, "needed_by", parts=(
            Part("needed_by", gettext_lazy("Needed by"), lambda row: row.needed_by),
            Part("overdue", gettext_lazy("Overdue"), lambda row: exports.yes(_is_late(row))),
        )),
        Column("taken", gettext_lazy("Taken"), _taken, "taken_on", parts=(
            Part("taken_on", gettext_lazy("Taken on"), lambda row: row.taken_on),
            Part("taken_by", gettext_lazy("Taken by"), lambda row: row.taken_by.name if row.taken_by else ""),
        )),
        Column("outcome", gettext_lazy("What was decided"), lambda row: row.outcome),
    )  # fmt: skip

    def ordered(self, rows: Any, sort: str) -> Any:
        if sort != self.default_sort:
            return super().ordered(rows, sort)
        return rows.order_by("state", F("taken_on").desc(nulls_last=True), "-asked_on", "-code")

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        for row in request.register.attach(rows, "asked_by", "taken_by"):
            url = url_of_code(request.day, row.about) if row.about else ""
            row.on = request.register.on
            row.about_link = format_html('<a class="nowrap" href="{}">{}</a>', url, row.about) if url else row.about
        return rows

    def count_words(self, count: int) -> str:
        return ngettext("%(count)d decision", "%(count)d decisions", count) % {"count": count}

    def more(self, request: HttpRequest, filtered: Any) -> dict[str, Any]:
        counts = request.register.decisions.standing().aggregate(
            asked=Count("id", filter=Q(state=DecisionState.ASKED)),
            taken=Count("id", filter=Q(state=DecisionState.TAKEN)),
            all=Count("id"),
        )
        chosen, path = request.GET.get("state", ""), reverse("decisions")
        views = ((DecisionState.ASKED.value, _("Asked"), "asked"), (DecisionState.TAKEN.value, _("Taken"), "taken"),
                 ("", _("All"), "all"))  # fmt: skip
        tabs = [
            Tab(label, request.day.link(path, **({"state": value} if value else {})), chosen == value, counts[key])
            for value, label, key in views
        ]
        return {"tabs": tabs}

    def empty(self, filtered: bool, address: Address) -> Empty:
        return super().empty(bool(set(address.parameters) - {"as_of", "compare", "sort"}), address)


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Question, outcome, effect and history of a decision, on the day looked at."""
    register, day = request.register, request.day
    decision = found(request, Decision, code)
    register.attach([decision], "asked_by", "taken_by", "source")
    shape = "info" if decision.state == DecisionState.ASKED else _shape(decision)
    about = _about(request, decision)
    entries = history(request, decision)
    context = {
        "title": decision.title,
        **buttons.of_page(request, decision),
        "decision": decision,
        "state": show.status_tag(shape, state_words(decision)),
        "is_asked": decision.state == DecisionState.ASKED,
        "is_overdue": decision.state == DecisionState.ASKED
        and decision.needed_by is not None
        and decision.needed_by < day.on,
        "about": about,
        "crumbs": crumbs(request, _("Decisions"), "decisions", decision),
        "proposal": shown(register, day, decision),
        "is_declined": decision.verdict == Verdict.DECLINED,
        "carried_out": _carried_out(request, decision),
        "context_events": list(register.standing(ContextEvent).filter(about=decision.code).order_by("on", "code")),
        "facts": _facts(decision, about, entries),
        "timeline": entries,
    }
    return render(request, "riskreg/decisions/detail.html", context)


def _about(request: HttpRequest, decision: Any) -> Any:
    """The record that it concerns, as a link; its code alone when it has no page on this day."""
    kind = KINDS.get(decision.about.split("-")[0])
    record = request.register.get(kind, decision.about) if kind else None
    return anchor(request.day, record) if record is not None else decision.about


def _carried_out(request: HttpRequest, decision: Any) -> list[Any]:
    """The baselines, target dates and acceptances that rest on it, in words with their plan, finding or risk."""
    register, day = request.register, request.day
    baselines = _resting(register, decision, Baseline, "plan", (DecisionKind.PLAN_APPROVAL, DecisionKind.REBASELINE))
    targets = _resting(register, decision, FindingTarget, "finding", (DecisionKind.TARGET,))
    acceptances = _resting(register, decision, RiskAcceptance, "risk", (DecisionKind.ACCEPTANCE,))
    listed = [
        format_html("{} {}", _("Baseline %(number)d of") % {"number": one.number}, anchor(day, one.plan))
        for one in baselines
        if one.plan is not None
    ]
    listed += [
        format_html("{} {} {}", _("Target"), show.day(one.target, one.precision), anchor(day, one.finding))
        for one in targets
        if one.finding is not None
    ]
    listed += [
        format_html("{} {} {}", _("Accepted until"), show.day(one.until), anchor(day, one.risk))
        for one in acceptances
        if one.risk is not None
    ]
    return listed


def _resting(register: Register, decision: Any, kind: type[Any], end: str, kinds: tuple[str, ...]) -> list[Any]:
    """The lines that rest on the decision, with the record that each belongs to; only its kind can have them."""
    if decision.kind not in kinds:
        return []
    return register.attach(register.standing(kind).filter(decision_id=decision.id), end)


def _person(entries: list[TimelineEntry], *acts: str) -> str:
    """Who did the latest of these acts."""
    return next((entry.who for entry in entries if entry.act in acts), "")


def _facts(decision: Any, about: Any, entries: list[TimelineEntry]) -> list[Any]:
    is_proposal = bool(decision.proposed_act)
    is_taken = decision.state == DecisionState.TAKEN
    source = decision.source.title if decision.source else ""
    return facts(
        (_("Kind"), capfirst(str(decision.get_kind_display()))),
        (_("About"), about),
        (_("Asked by"), decision.asked_by.name if decision.asked_by else ""),
        (_("Proposed by") if is_proposal else _("Typed by"), _person(entries, "decision.ask")),
        (_("Asked on"), show.day(decision.asked_on)),
        (_("Needed by"), show.day(decision.needed_by) if decision.needed_by else ""),
        (_("Taken by"), decision.taken_by.name if decision.taken_by else ""),
        (_("Decided by"), _person(entries, "decision.take") if is_taken else ""),
        (_("Taken on"), show.day(decision.taken_on) if decision.taken_on else ""),
        (_("Source"), ", ".join(part for part in (source, decision.source_section) if part)),
    )

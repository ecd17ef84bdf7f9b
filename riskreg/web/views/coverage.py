"""What has no plan: findings, risks, commitments; and what one milestone holds up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from riskreg.history.called import confidential_in
from riskreg.history.register import Register
from riskreg.insight.dependants import all_dependants, waiting_for
from riskreg.models import (
    CommitmentLink,
    FindingPlan,
    Measure,
    MilestoneDependency,
    Plan,
    Risk,
    RiskMeasure,
    RiskPlan,
)
from riskreg.vocabulary import dates, scoring
from riskreg.vocabulary.choices import MilestoneStatus
from riskreg.web import exports
from riskreg.web.day import ViewDay
from riskreg.web.exports import Part
from riskreg.web.links import url_of
from riskreg.web.plan_figures import finish_cell, milestone_state

MOST_SHOWN = 50


@dataclass(frozen=True)
class Missing:
    """A risk above its appetite, and what it lacks."""

    risk: Any
    no_plan: bool
    no_measure: bool

    @property
    def lacks(self) -> str:
        if self.no_plan and self.no_measure:
            return _("a plan and a measure")
        return _("a plan") if self.no_plan else _("a measure")


@dataclass(frozen=True)
class Hold:
    """A late or blocked milestone and those that wait for it, directly or through others, in order of code."""

    milestone: Any
    dependants: tuple[Any, ...]
    plans: int

    @property
    def count(self) -> int:
        return len(self.dependants)


@dataclass(frozen=True)
class Line:
    """A row of the file, which holds the four lists under each other; `on` is the list's own day."""

    list: str
    record: Any
    state: str
    on: Any
    owner: Any
    lacks: str = ""
    hold: Hold | None = None


def coverage(request: HttpRequest) -> HttpResponse:
    """Four lists of what stands alone; each figure is of the day looked at."""
    register, day = request.register, request.day
    findings, risks, commitments = uncovered_findings(register), uncovered_risks(register), loose_commitments(register)
    holds = held_up(register)
    name = exports.format_of(request)
    if name:
        request.confidential_read.update(confidential_in((Risk, vars(one.risk)) for one in risks))
        lines = [*_alone(findings, risks, commitments), *_holding(holds)]
        return exports.answer(exports.flat(request, _("Coverage"), PARTS, lines), name)
    _dress(day, findings, risks, commitments, holds)
    bare = _nothing_open(register, findings, risks, commitments)
    context = {
        "title": _("Coverage"),
        "lede": lede(len(findings), len(risks), len(commitments), bare=bare),
        "bare": bare,
        "says": _says(register, findings, risks, commitments, holds),
        "findings": findings[:MOST_SHOWN],
        "risks": risks[:MOST_SHOWN],
        "commitments": commitments[:MOST_SHOWN],
        "holds": holds[:MOST_SHOWN],
        "counts": {
            "findings": len(findings),
            "risks": len(risks),
            "commitments": len(commitments),
            "holds": len(holds),
        },
        "most": MOST_SHOWN,
        "exports": exports.day_links(request) if findings or risks or commitments or holds else [],
    }
    return render(request, "riskreg/coverage/coverage.html", context)


def _nothing_open(register: Register, *gaps: list[Any]) -> frozenset[str]:
    """Where no gap is no merit, as nothing is open that could have one. A query for each list without a gap."""
    asked = {
        "findings": register.findings.open(),
        "risks": register.risks.current().above_appetite(),
        "commitments": register.commitments.open(),
    }
    return frozenset(
        name for (name, rows), gap in zip(asked.items(), gaps, strict=True) if not gap and not rows.exists()
    )


def lede(findings: int, risks: int, commitments: int, bare: frozenset[str] = frozenset()) -> str:
    """The three gaps in one sentence; `bare` names the kinds of which nothing is open at all."""
    if len(bare) == 3:
        return _("No finding and no commitment is open, and no risk stands above its appetite.")
    if not findings and not risks and not commitments:
        return _("Every open finding has a plan, every risk above its appetite a plan and a measure, every open "
                 "commitment something to rest on.")  # fmt: skip
    parts = {
        "findings": ngettext("%(count)d open finding has no plan", "%(count)d open findings have no plan", findings)
        % {"count": findings},
        "risks": ngettext(
            "%(count)d risk above its appetite lacks a plan or a measure",
            "%(count)d risks above their appetite lack a plan or a measure",
            risks,
        )
        % {"count": risks},
        "commitments": ngettext(
            "%(count)d open commitment rests on nothing", "%(count)d open commitments rest on nothing", commitments
        )
        % {"count": commitments},
    }
    return _("%(findings)s, %(risks)s, and %(commitments)s.") % parts


def _says(
    register: Register, findings: list[Any], risks: list[Missing], commitments: list[Any], holds: list[Hold]
) -> dict[str, str]:
    """What each list says this month; blank for a list without rows."""
    passed = sum(one.target is not None and one.target < register.on for one in findings)
    lacks = {"plan": sum(one.no_plan for one in risks), "measure": sum(one.no_measure for one in risks)}
    nothing = _("No risk, finding, plan or milestone stands behind them")
    due_words = _("%(nothing)s; the first is due %(day)s")
    due = next((dates.show(one.due, one.due_precision) for one in commitments if one.due), "")
    return {
        "findings": _passed_words(passed) if findings else "",
        "risks": _("%(plan)d without a plan, %(measure)d without a measure; the highest score is %(score)d")
        % {**lacks, "score": risks[0].risk.score}
        if risks
        else "",
        "commitments": due_words % {"nothing": nothing, "day": due} if due else nothing,
        "holds": ngettext(
            "%(count)d is late or blocked while others wait for it, directly or through others",
            "%(count)d are late or blocked while others wait for them, directly or through others",
            len(holds),
        )
        % {"count": len(holds)}
        if holds
        else "",
    }


def _passed_words(passed: int) -> str:
    if not passed:
        return _("No target day has passed")
    return ngettext("%(count)d target day has passed", "%(count)d target days have passed", passed) % {"count": passed}


def _plans(register: Register) -> Any:
    """The ids of standing plans, as a subquery."""
    return register.standing(Plan).order_by().values("id")


def uncovered_findings(register: Register) -> list[Any]:
    """Open findings that no standing plan answers, oldest target first. One query, one for the owners."""
    answered = register.standing(FindingPlan).filter(plan_id__in=_plans(register)).order_by().values("finding_id")
    rows = register.findings.open().exclude(id__in=answered)
    return register.attach(sorted(rows, key=lambda one: (one.target is None, one.target, one.code)), "owner")


def uncovered_risks(register: Register) -> list[Missing]:
    """Current risks above their appetite without a plan or without a measure, highest score first. Four queries."""
    rows = register.attach(register.risks.current().above_appetite(), "owner")
    ids = [row.id for row in rows]
    planned = register.standing(RiskPlan).filter(risk_id__in=ids, plan_id__in=_plans(register))
    measures = register.standing(Measure).order_by().values("id")
    measured = register.standing(RiskMeasure).filter(risk_id__in=ids, measure_id__in=measures)
    with_plan = set(planned.order_by().values_list("risk_id", flat=True))
    with_measure = set(measured.order_by().values_list("risk_id", flat=True))
    found = [Missing(row, row.id not in with_plan, row.id not in with_measure) for row in rows]
    found = [one for one in found if one.no_plan or one.no_measure]
    return sorted(found, key=lambda one: (-one.risk.score, one.risk.code))


def loose_commitments(register: Register) -> list[Any]:
    """Open commitments that rest on no risk, finding, plan or milestone, earliest due first."""
    linked = register.standing(CommitmentLink).order_by().values("commitment_id")
    rows = register.commitments.open().exclude(id__in=linked)
    return register.attach(sorted(rows, key=lambda one: (one.due is None, one.due, one.code)), "keeper")


def held_up(register: Register) -> list[Hold]:
    """Late or blocked milestones that others wait for, those that hold up most first. Three queries."""
    waiting = waiting_for(register.standing(MilestoneDependency).values_list("milestone_id", "depends_on_id"))
    stuck = register.milestones.unfinished().filter(Q(status=MilestoneStatus.BLOCKED) | Q(baseline__lt=register.on))
    starts = register.attach(stuck.filter(id__in=list(waiting)), "plan", "owner")
    behind = {one.id: all_dependants(one.id, waiting) for one in starts}
    others = {one.id: one for one in register.milestones.unfinished().ids(set().union(*behind.values()))}
    found = []
    for one in starts:
        rows = [others[key] for key in all_dependants(one.id, waiting, others)]
        if rows:
            rows.sort(key=lambda row: row.code)
            found.append(Hold(one, tuple(rows), len({row.plan_id for row in rows})))
    return sorted(found, key=lambda hold: (-hold.count, hold.milestone.code))


def _dress(day: ViewDay, findings: list[Any], risks: list[Missing], commitments: list[Any], holds: list[Hold]) -> None:
    """Addresses and computed states, for the template."""
    for one in (*findings, *(row.risk for row in risks), *commitments):
        one.url = url_of(day, one)
    for hold in holds:
        hold.milestone.plan_url = url_of(day, hold.milestone.plan) if hold.milestone.plan else ""
        hold.milestone.state_shown = milestone_state(hold.milestone, day.on)
        hold.milestone.finish_shown = finish_cell(hold.milestone)
        for one in (hold.milestone, *hold.dependants):
            one.url = url_of(day, one)


# --- the same in a file
def _alone(findings: list[Any], risks: list[Missing], commitments: list[Any]) -> list[Line]:
    words = _("Open findings without a plan"), _("a plan")
    told = [Line(words[0], one, _state_of(one), _target(one), one.owner, words[1]) for one in findings]
    heading = _("Risks above their appetite without a plan or a measure")
    told += [Line(heading, one.risk, _state_of(one.risk), None, one.risk.owner, one.lacks) for one in risks]
    heading = _("Open commitments that rest on nothing")
    due = exports.day
    return told + [
        Line(heading, one, capfirst(one.get_status_display()), due(one.due, one.due_precision), one.keeper)
        for one in commitments
    ]


def _holding(holds: list[Hold]) -> list[Line]:
    heading = _("What one milestone unblocks")
    return [
        Line(heading, one.milestone, capfirst(one.milestone.get_status_display()), one.milestone.baseline,
             one.milestone.owner, hold=one)
        for one in holds
    ]  # fmt: skip


def _state_of(one: Any) -> str:
    return str(capfirst(one.get_state_display()))


def _target(finding: Any) -> Any:
    return exports.day(finding.target, finding.target_precision)


def _score(line: Line) -> int | None:
    return scoring.score(line.record.likelihood, line.record.impact) if hasattr(line.record, "likelihood") else None


def _of_hold(value: Any) -> Any:
    return lambda line: value(line.hold) if line.hold else None


PARTS = (
    Part("list", gettext_lazy("List"), lambda line: line.list),
    Part("code", gettext_lazy("Code"), lambda line: line.record.code),
    Part("name", gettext_lazy("Name"), lambda line: line.record.title),
    Part("basis", gettext_lazy("Basis"), lambda line: exports.basis_words(line.record.basis)),
    Part("state", gettext_lazy("State"), lambda line: line.state),
    Part("due", gettext_lazy("Target, due day or baseline"), lambda line: line.on),
    Part("score", gettext_lazy("Score"), _score),
    Part("lacks", gettext_lazy("Lacks"), lambda line: line.lacks),
    Part("owner", gettext_lazy("Owner"), lambda line: line.owner.name if line.owner else ""),
    Part("plan", gettext_lazy("Plan"), _of_hold(lambda hold: hold.milestone.plan.code if hold.milestone.plan else "")),
    Part("waiting", gettext_lazy("Waiting"), _of_hold(lambda hold: hold.count)),
    Part("which", gettext_lazy("Which"), _of_hold(lambda hold: ", ".join(one.code for one in hold.dependants))),
)

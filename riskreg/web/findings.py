"""How a finding is shown in lists: its state, its target, its ratings, its days open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from riskreg.history.gathered import gather
from riskreg.history.register import Register
from riskreg.insight import ratings, slip
from riskreg.models import FindingPlan, FindingRating, FindingTarget, Milestone, Plan, RatingLevel
from riskreg.querysets.findings import ENDED
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary.choices import FindingState, TargetKind
from riskreg.web import exports
from riskreg.web.exports import Part, Value

# state -> the shape and tone it is shown with
SHAPES = {
    FindingState.ESTABLISHED: "not_started",
    FindingState.IN_REMEDIATION: "in_progress",
    FindingState.REPORTED_SOLVED: "info",
    FindingState.CONFIRMED: "done",
    FindingState.CLOSED: "done",
    FindingState.SUPERSEDED: "withdrawn",
    FindingState.ACCEPTED: "same",
}
# level of a rating -> the shape and tone of a grid cell
CELLS = {"3": "off_track", "2": "at_risk", "0": "done", "": "not_started"}


def is_open(finding: Any) -> bool:
    return finding.state not in ENDED and not finding.withdrawn


def is_overdue(finding: Any, on: date) -> bool:
    """Open with a target before the day."""
    return is_open(finding) and finding.target is not None and finding.target < on


def days_open(finding: Any, on: date) -> int:
    """Days from opening to the day looked at, or to the day it ended."""
    return ((finding.ended_on or on) - finding.opened_on).days


def target_slip(finding: Any) -> int | None:
    """The current target minus the first, in days; None while either is not known."""
    if finding.target is None or finding.first_target is None:
        return None
    return (finding.target - finding.first_target).days


def state(finding: Any) -> Any:
    return show.status(SHAPES[finding.state], capfirst(str(finding.get_state_display())))


def level_words(level: Any) -> Any:
    """A rating by its name; the Dutch term of art beside it where the name is another."""
    term = level.key.replace("_", " ")
    if term.casefold() == level.name.casefold():
        return format_html('<span lang="nl">{}</span>', capfirst(level.name))
    return format_html('{} <span class="muted" lang="nl">{}</span>', capfirst(level.name), term)


def names(records: Iterable[Any]) -> str:
    return ", ".join(one.name for one in records)


def finishes(register: Register, bonds: Iterable[Any]) -> dict[int, date | None]:
    """Finding id -> the forecast finish of the plans it is bound to, the latest of them. One query."""
    plans: dict[int, list[int]] = defaultdict(list)
    for bond in bonds:
        plans[bond.finding_id].append(bond.plan_id)
    milestones: dict[int, list[Any]] = defaultdict(list)
    for milestone in register.standing(Milestone).filter(
        plan_id__in={key for listed in plans.values() for key in listed}
    ):
        milestones[milestone.plan_id].append(milestone)
    ends = {key: slip.plan_finish(listed)["forecast"] for key, listed in milestones.items()}
    return {
        finding: max((end for plan in listed if (end := ends.get(plan))), default=None)
        for finding, listed in plans.items()
    }


def first_targets(lines: Iterable[Any]) -> dict[int, Any]:
    """Finding id -> the line that gave the first target: the original with a date, else the first final one."""
    found: dict[int, Any] = {}
    for line in lines:
        known = found.get(line.finding_id)
        if line.kind == TargetKind.INTERIM or line.target is None:
            continue
        if known is None or (line.kind == TargetKind.ORIGINAL and known.kind != TargetKind.ORIGINAL):
            found[line.finding_id] = line
    return found


def _answers_and_targets(register: Register, ids: list[int]) -> dict[str, list[Any]]:
    """The bonds of these findings to standing plans, and their target lines, oldest first. One query."""
    plans = register.standing(Plan).order_by().values("id")
    bonds = register.standing(FindingPlan).filter(finding_id__in=ids).filter(plan_id__in=plans)
    targets = register.standing(FindingTarget).filter(finding_id__in=ids)
    return gather(
        plans=(bonds, ("id", "finding_id", "plan_id")),
        targets=(targets, ("id", "finding_id", "kind", "target", "precision")),
    )


def prepared(rows: list[Any], request: HttpRequest, senders: dict[int, list[Any]]) -> list[Any]:
    """Give every row what the columns show: owner, senders, rounds, plans' finish, first target."""
    register, ids = request.register, [row.id for row in rows]
    register.attach(rows, "owner")
    rounds = register.lines(FindingRating, "finding", ids)
    levels = register.directory[RatingLevel]
    years = ratings.latest_years(one for listed in rounds.values() for one in listed)
    about = _answers_and_targets(register, ids)
    ends, firsts = finishes(register, about["plans"]), first_targets(about["targets"])
    for row in rows:
        row.on = register.on
        row.senders = senders.get(row.id, [])
        row.rounds = rounds.get(row.id, [])
        row.levels = levels
        row.years = [ratings.year_rating(year, row.rounds, levels) for year in years]
        row.has_plan = row.id in ends
        row.finish = ends.get(row.id)
        row.first_line = firsts.get(row.id)
    return rows


# --- cells
def strip(finding: Any) -> Any:
    return render_to_string("components/years.html", {"ratings": finding.years, "size": ""})


def state_cell(finding: Any) -> Any:
    if not is_open(finding):
        return format_html('{}<span class="sub">{}</span>', state(finding), show.day(finding.ended_on))
    if is_overdue(finding, finding.on):
        return format_html('{}<span class="sub">{}</span>', state(finding), _("target passed"))
    return state(finding)


def target_cell(finding: Any) -> Any:
    if finding.target is None and finding.first_target is None:
        return format_html('<span class="muted">{}</span>', _("none set"))
    shown = show.day(finding.target, finding.target_precision)
    if finding.target == finding.first_target:
        return format_html('{}<span class="sub">{}</span>', shown, _("as first set"))
    precision = finding.first_line.precision if finding.first_line else ""
    first = show.day(finding.first_target, precision)
    return format_html('{}<span class="sub">{} {}</span>', shown, _("first"), first)


def slip_cell(finding: Any) -> Any:
    return show.variance(target_slip(finding)) if target_slip(finding) is not None else ""


def finish_cell(finding: Any) -> Any:
    if not is_open(finding):
        return ""
    if not finding.has_plan:
        return format_html('<span class="tag tag--warn">{}</span>', _("no plan yet"))
    if finding.finish is None:
        return format_html('<span class="muted">{}</span>', _("not known"))
    late = (finding.finish - finding.target).days if finding.target else None
    against = format_html('<span class="sub">{}</span>', show.variance(late)) if late is not None else ""
    return format_html("{}{}", show.day(finding.finish), against)


def open_cell(finding: Any) -> Any:
    return show.number(days_open(finding, finding.on))


def grid_cell(rating: Any) -> Any:
    """A year of the grid: shape, colour and word, with the outcome and degree of follow-up below."""
    if rating.last is None:
        return format_html('<span class="muted"><span aria-hidden="true">–</span><span class="vh">{}</span></span>',
                           rating.words)  # fmt: skip
    last = rating.last
    rated = last.rating_id is not None
    word = capfirst(rating.words) if rated else _("None given")
    below = [last.get_outcome_display()] + ([last.get_follow_up_display()] if last.follow_up else [])
    marks = show.basis(last.basis)
    subs = format_html_join("", '<span class="sub">{}</span>', ((one,) for one in below))
    return format_html("{} {}{}", show.status(CELLS[rating.level], word), marks, subs)


def count_words(count: int) -> str:
    return ngettext("%(count)d finding", "%(count)d findings", count) % {"count": count}


# --- the same in a file
def _finish(finding: Any) -> Value:
    return finding.finish if is_open(finding) and finding.finish else exports.plain(finish_cell(finding))


def _late(finding: Any) -> int | None:
    """Days of the plans' finish after the target."""
    both = is_open(finding) and finding.finish and finding.target
    return (finding.finish - finding.target).days if both else None


RATINGS = (
    Part(
        "ratings",
        gettext_lazy("Rating per audit year"),
        lambda row: "; ".join(f"{one.year}: {one.words}" for one in row.years),
    ),
)
STATE = (
    Part("state", gettext_lazy("State"), lambda row: exports.plain(state(row))),
    Part("ended_on", gettext_lazy("Ended on"), lambda row: None if is_open(row) else row.ended_on),
    Part("target_passed", gettext_lazy("Target passed"), lambda row: exports.yes(is_overdue(row, row.on))),
)
TARGET = (
    Part("target", gettext_lazy("Target"), lambda row: exports.day(row.target, row.target_precision)),
    Part(
        "first_target",
        gettext_lazy("First target"),
        lambda row: exports.day(row.first_target, row.first_line.precision if row.first_line else ""),
    ),
)
FINISH = (
    Part("finish", gettext_lazy("Forecast of its plans"), _finish),
    Part("finish_late", gettext_lazy("Forecast after the target, days"), _late),
)

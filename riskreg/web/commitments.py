"""How a commitment is shown: its kind, its promised day, the day it now reaches, what it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from riskreg.access import visible_to
from riskreg.history.gathered import gather
from riskreg.history.register import Register
from riskreg.insight import to_be_reported
from riskreg.models import Commitment, CommitmentLink, CommitmentReport, Finding, Milestone, Plan, Risk
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import CommitmentStatus
from riskreg.web import exports
from riskreg.web.day import ViewDay
from riskreg.web.exports import Part

# what a link leads to, each with a page of that name
LED_TO = ("milestone", "plan", "finding", "risk")
SHAPES = {
    CommitmentStatus.OPEN: "in_progress",
    CommitmentStatus.PARTLY_MET: "amber",
    CommitmentStatus.MET: "done",
    CommitmentStatus.MISSED: "red",
    CommitmentStatus.UNKNOWN: "not_started",
}


class Reaches:
    """The links of some commitments, the records that they lead to, and the day that each reaches. Two queries."""

    def __init__(self, register: Register, ids: Iterable[int] | None = None) -> None:
        links = register.standing(CommitmentLink)
        self.links = list(links if ids is None else links.filter(commitment_id__in=list(ids)))
        led = {noun: {getattr(one, f"{noun}_id") for one in self.links} - {None} for noun in LED_TO}
        milestones, shown = register.standing(Milestone), ("id", "code", "title", "withdrawn")
        found = gather(
            milestone=(
                milestones.filter(plan_id__in=led["plan"]) | milestones.ids(led["milestone"]),
                (*shown, "plan_id", "status", "first_baseline", "forecast", "forecast_precision"),
            ),
            plan=(register.standing(Plan).ids(led["plan"]), shown),
            finding=(register.standing(Finding).ids(led["finding"]), (*shown, "target", "target_precision")),
            risk=(register.standing(Risk).ids(led["risk"]), shown),
        )
        self.led_to = {noun: {one.id: one for one in rows} for noun, rows in found.items()}
        self.milestones, self.findings = self.led_to["milestone"], self.led_to["finding"]
        self.of_plan: dict[int, list[Any]] = defaultdict(list)
        for one in self.milestones.values():
            self.of_plan[one.plan_id].append(one)
        self.of: dict[int, list[Any]] = defaultdict(list)
        for link in self.links:
            self.of[link.commitment_id].append(link)

    def report_now(self, commitments: Iterable[Any]) -> list[to_be_reported.ToReport]:
        """Which of these are to be reported now; the rule stands in insight."""
        return to_be_reported.to_be_reported(commitments, self.links, self.milestones.values(), self.findings.values())

    def reach(self, links: Iterable[Any]) -> date | None:
        return to_be_reported.reach(links, self.milestones, self.of_plan, self.findings)


def kind_words(commitment: Any) -> Any:
    """The Dutch term of art, and what it means where the reader's language has another word."""
    term, words = commitment.kind.replace("_", " "), str(commitment.get_kind_display())
    if term.casefold() == words.casefold():
        return format_html('<span lang="nl">{}</span>', capfirst(term))
    return format_html('<span lang="nl">{}</span><span class="sub">{}</span>', capfirst(term), words)


def status(commitment: Any) -> Any:
    return show.status(SHAPES[commitment.status], capfirst(str(commitment.get_status_display())))


def is_overdue(commitment: Any, on: date) -> bool:
    """Open with a due day before the day (facts/RULES.md 36)."""
    return (
        not commitment.withdrawn
        and commitment.status == CommitmentStatus.OPEN
        and commitment.due is not None
        and commitment.due < on
    )


def linked_records(day: ViewDay, links: Iterable[Any], reaches: Reaches) -> list[Any]:
    """The links that lead somewhere, with `noun`, `target` and `url`; hidden and withdrawn records are not there."""
    found = []
    for link in links:
        for noun in LED_TO:
            target = reaches.led_to[noun].get(getattr(link, f"{noun}_id"))
            if target is not None:
                link.noun, link.target, link.url = noun, target, day.link(reverse(noun, args=[target.code]))
                found.append(link)
                break
    return found


def first_precisions(register: Register, commitments: Iterable[Any]) -> dict[int, str]:
    """Commitment id -> the precision with which its first due day was promised. One query.

    Only the first version that has a due day still knows it: a reschedule brings a precision of its own.
    """
    rows = _with_due(register, [one.id for one in commitments]).values_list("id", "due_precision")
    return _first(rows)


def _with_due(register: Register, ids: Iterable[int]) -> Any:
    """The versions of some commitments that have a due day, oldest first."""
    return visible_to(register.actor, Commitment.versions().filter(id__in=list(ids), due__isnull=False))


def _first(pairs: Iterable[tuple[int, str]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for key, precision in pairs:
        found.setdefault(key, precision)
    return found


def told(register: Register, listed: Iterable[to_be_reported.ToReport]) -> dict[int, Any]:
    """Commitment id -> the report that told of the day it now reaches. One query."""
    found = list(listed)
    ids = [one.commitment.id for one in found]
    reports = register.standing(CommitmentReport).filter(commitment_id__in=ids) if ids else []
    return to_be_reported.reported(found, reports)


def prepared(
    rows: list[Any], request: HttpRequest, reaches: Reaches, listed: list[to_be_reported.ToReport]
) -> list[Any]:
    """Give every row maker, receiver, links, reach, whether it is to be reported now, and whether it was."""
    now, ids = {one.commitment.id for one in listed}, {row.id for row in rows}
    said = request.register.standing(CommitmentReport).filter(commitment_id__in=now & ids)
    about = gather(
        reports=(said, ("id", "commitment_id", "on", "due", "reach")),
        versions=(_with_due(request.register, ids), ("rev", "id", "due_precision")),
    )
    reported = to_be_reported.reported(listed, about["reports"])
    precisions = _first((one.id, one.due_precision) for one in about["versions"])
    request.register.attach(rows, "made_by", "made_by_unit", "made_to", "made_to_unit")
    linked = linked_records(request.day, [link for link in reaches.links if link.commitment_id in ids], reaches)
    of: dict[int, list[Any]] = defaultdict(list)
    for link in linked:
        of[link.commitment_id].append(link)
    for row in rows:
        row.on = request.register.on
        row.first_precision = precisions.get(row.id, "")
        row.links = of[row.id]
        is_open = row.status == CommitmentStatus.OPEN
        row.reach = reaches.reach(reaches.of[row.id]) if is_open else None
        row.report_now = row.id in now
        row.reported = reported.get(row.id)
    return rows


# --- cells
def made_cell(commitment: Any) -> Any:
    receiver = commitment.made_to or commitment.made_to_unit
    day = show.day(commitment.made_on, commitment.made_precision)
    return format_html('{}<span class="sub">{}</span>', receiver.name if receiver else "", day)


def due_cell(commitment: Any) -> Any:
    if commitment.due is None and commitment.first_due is None:
        return format_html('<span class="muted">{}</span>', _("no date"))
    shown = show.day(commitment.due, commitment.due_precision)
    if commitment.due == commitment.first_due:
        return shown
    first = show.was(show.date_precise(commitment.first_due, commitment.first_precision))
    days = (commitment.due - commitment.first_due).days if commitment.due else None
    moved = show.variance(days) if days is not None else ""
    return format_html('{} {} <span class="sub">{}</span>', first, shown, moved)


def status_cell(commitment: Any) -> Any:
    below = _("overdue") if is_overdue(commitment, commitment.on) else ""
    return format_html('{}<span class="sub">{}</span>', status(commitment), below) if below else status(commitment)


def reach_cell(commitment: Any) -> Any:
    if commitment.reach is None:
        return ""
    day = show.day(commitment.reach)
    late = show.variance((commitment.reach - commitment.due).days) if commitment.due else ""
    mark = format_html(' <span class="tag tag--bad">{}</span>', _("to be reported now"))
    if commitment.reported is not None:
        words = _("reported on %(day)s") % {"day": dates.show(commitment.reported.on)}
        mark = format_html('<span class="sub">{}</span>', show.status("done", words))
    return format_html('{}<span class="sub">{}</span>{}', day, late, mark if commitment.report_now else "")


def links_cell(commitment: Any) -> Any:
    pairs = ((link.url, link.target.title, link.target.code) for link in commitment.links)
    return format_html_join(", ", '<a class="nowrap" href="{}" title="{}">{}</a>', pairs)


def count_words(count: int) -> str:
    return ngettext("%(count)d commitment", "%(count)d commitments", count) % {"count": count}


# --- the same in a file
MADE = (
    Part(
        "made_to",
        gettext_lazy("Made to"),
        lambda row: receiver.name if (receiver := row.made_to or row.made_to_unit) else "",
    ),
    Part("made_on", gettext_lazy("Made on"), lambda row: exports.day(row.made_on, row.made_precision)),
)
DUE = (
    Part("due", gettext_lazy("Due"), lambda row: exports.day(row.due, row.due_precision)),
    Part("first_due", gettext_lazy("First due"), lambda row: exports.day(row.first_due, row.first_precision)),
)
STATUS = (
    Part("status", gettext_lazy("Status"), lambda row: exports.plain(status(row))),
    Part("overdue", gettext_lazy("Overdue"), lambda row: exports.yes(is_overdue(row, row.on))),
)
REACH = (
    Part("reach", gettext_lazy("Now reaches"), lambda row: row.reach),
    Part(
        "reach_late",
        gettext_lazy("Reached after due, days"),
        lambda row: (row.reach - row.due).days if row.reach and row.due else None,
    ),
    Part(
        "report_now",
        gettext_lazy("To be reported now"),
        lambda row: exports.yes(row.report_now and row.reported is None),
    ),
    Part("reported_on", gettext_lazy("Reported on"), lambda row: row.reported.on if row.reported else None),
)

"""Commitments: list and page."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.db.models import Case, Count, F, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskreg import access
from riskreg.filters.commitments import CommitmentFilter
from riskreg.history.register import Register
from riskreg.models import Commitment, CommitmentLink, CommitmentReschedule, ContextEvent, Decision
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary.choices import CommitmentStatus, Precision
from riskreg.web import buttons, evidence, exports
from riskreg.web import commitments as shown
from riskreg.web.details import crumbs, facts, found, whole_life
from riskreg.web.links import role_link, url_of
from riskreg.web.lists import Address, Column, Empty, ListView, Tab, linked


class CommitmentList(ListView):
    """Open commitments first, by due day; the others after them."""

    kind = Commitment
    filter_class = CommitmentFilter
    title = gettext_lazy("Commitments")
    default_sort = "due"
    columns = (
        Column("code", gettext_lazy("Commitment"), linked, "code", header=True, parts=exports.named()),
        Column("kind", gettext_lazy("Kind"), shown.kind_words, "kind"),
        Column("made", gettext_lazy("Made to, on"), shown.made_cell, "made_on", parts=shown.MADE),
        Column("due", gettext_lazy("Due"), shown.due_cell, "due", parts=shown.DUE),
        Column("status", gettext_lazy("Status"), shown.status_cell, "status", parts=shown.STATUS),
        Column("reach", gettext_lazy("Now reaches"), shown.reach_cell, parts=shown.REACH),
        Column("links", gettext_lazy("Rests on"), shown.links_cell),
    )

    def get(self, request: HttpRequest) -> HttpResponse:
        register = request.register
        self.reaches = shown.Reaches(register)
        self.reported = self.reaches.report_now(register.commitments.open().filter(due__isnull=False))
        self.filter_class = partial(CommitmentFilter, reported=self.reported)
        return super().get(request)

    def ordered(self, rows: Any, sort: str) -> Any:
        if sort != self.default_sort:
            return super().ordered(rows, sort)
        after = Case(When(status=CommitmentStatus.OPEN, then=Value(0)), default=Value(1))
        return rows.annotate(after=after).order_by("after", F("due").asc(nulls_last=True), "code")

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        return shown.prepared(rows, request, self.reaches, self.reported)

    def count_words(self, count: int) -> str:
        return shown.count_words(count)

    def counted(self, register: Register, rows: Any) -> int:
        stands = Q(withdrawn=False)
        is_open = stands & Q(status=CommitmentStatus.OPEN)
        self.counts = register.commitments.aggregate(
            shown=Count("id", filter=Q(id__in=rows.order_by().values("id"))),
            open=Count("id", filter=is_open),
            overdue=Count("id", filter=is_open & Q(due__lt=register.on)),
            all=Count("id", filter=stands),
        )
        return int(self.counts["shown"])

    def more(self, request: HttpRequest, filtered: Any) -> dict[str, Any]:
        counts = self.counts
        views: tuple[tuple[str, str, str, int], ...] = (
            (_("To be reported now"), "report_now", "yes", len(self.reported)),
            (_("Open"), "status", CommitmentStatus.OPEN.value, counts["open"]),
            (_("Overdue"), "overdue", "yes", counts["overdue"]),
            (_("All"), "", "", counts["all"]),
        )
        path, chosen = reverse("commitments"), {name for _label, name, _value, _count in views if name}
        none = not any(request.GET.get(name) for name in chosen)
        tabs = [
            Tab(
                label,
                request.day.link(path, **({name: value} if name else {})),
                request.GET.get(name) == value if name else none,
                count,
            )
            for label, name, value, count in views
        ]
        return {"tabs": tabs}

    def empty(self, filtered: bool, address: Address) -> Empty:
        if set(address.parameters) - {"as_of", "compare", "sort"} == {"report_now"} and not self.reported:
            return Empty(_("Nothing to report now"), _("Every open commitment with a date is reached in time."))
        return super().empty(bool(set(address.parameters) - {"as_of", "compare", "sort"}), address)


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Promised days, what it rests on, outcome and history of a commitment, on the day looked at."""
    register, day = request.register, request.day
    commitment = found(request, Commitment, code)
    register.attach([commitment], "made_by", "made_by_unit", "made_to", "made_to_unit", "keeper", "source")
    reaches = shown.Reaches(register, [commitment.id])
    reported = next(iter(reaches.report_now([commitment])), None)
    links = shown.linked_records(day, reaches.links, reaches)
    for link in links:
        link.reach = reaches.reach([link])
        link.kind = capfirst(str(CommitmentLink._meta.get_field(link.noun).related_model._meta.verbose_name))
    lines = register.lines(CommitmentReschedule, "commitment", [commitment.id]).get(commitment.id, [])
    told = shown.told(register, [reported]) if reported else {}
    context = {
        "title": commitment.title,
        **buttons.of_page(request, commitment, {"links": links}),
        "told": told.get(commitment.id),
        "report_url": _report_url(request, commitment) if reported else "",
        "commitment": commitment,
        "kind": shown.kind_words(commitment),
        "status": show.status_tag(shown.SHAPES[commitment.status], capfirst(str(commitment.get_status_display()))),
        "is_overdue": shown.is_overdue(commitment, day.on),
        "reported": reported,
        "crumbs": crumbs(request, _("Commitments"), "commitments", commitment),
        "promises": promises(commitment, lines, shown.first_precisions(register, [commitment])),
        "links": links,
        "evidence": evidence.of(request, commitment),
        "context_events": list(register.standing(ContextEvent).filter(about=commitment.code).order_by("on", "code")),
        "decisions": _decisions(request, commitment),
        "facts": _facts(request, commitment),
        "timeline": whole_life(request, commitment),
    }
    return render(request, "riskreg/commitments/detail.html", context)


def _report_url(request: HttpRequest, commitment: Any) -> str:
    """Where its delay is reported, for those who may; blank on a past day."""
    may = not request.day.is_past and access.may(request.actor, "commitment.report", commitment)
    return reverse("commitment-report", args=[commitment.code]) if may else ""


def promises(commitment: Any, lines: list[Any], precisions: dict[int, str]) -> list[dict[str, Any]]:
    """Every promised day: the first, then each reschedule with the days it moved and why."""
    first = commitment.first_due if not lines or lines[0].previous is not None else None
    made = {"due": first, "precision": precisions.get(commitment.id, Precision.DAY), "on": commitment.made_on,
            "on_precision": commitment.made_precision, "moved": None, "reason": "", "basis": ""}  # fmt: skip
    return [made, *(_rescheduled(line) for line in lines)]


def _rescheduled(line: Any) -> dict[str, Any]:
    def days(start: date | None, end: date | None) -> int | None:
        return (end - start).days if start and end else None

    return {"due": line.due, "precision": line.precision, "on": line.on, "on_precision": Precision.DAY,
            "moved": days(line.previous, line.due), "reason": line.reason, "basis": line.basis}  # fmt: skip


def _decisions(request: HttpRequest, commitment: Any) -> list[Any]:
    """What was asked about it, the latest first."""
    rows = list(request.register.standing(Decision).filter(about=commitment.code).order_by("-asked_on", "-code"))
    for one in rows:
        one.url = url_of(request.day, one)
    return rows


def _facts(request: HttpRequest, commitment: Any) -> list[Any]:
    maker = commitment.made_by or commitment.made_by_unit
    receiver = commitment.made_to or commitment.made_to_unit
    source = commitment.source.title if commitment.source else ""
    return facts(
        (_("Made by"), maker.name if maker else ""),
        (_("Made to"), receiver.name if receiver else ""),
        (_("Made on"), show.day(commitment.made_on, commitment.made_precision)),
        (_("Keeper"), role_link(request.day, commitment.keeper)),
        (_("Met on"), show.day(commitment.fulfilled_on) if commitment.fulfilled_on else ""),
        (_("Source"), ", ".join(part for part in (source, commitment.source_section) if part)),
    )

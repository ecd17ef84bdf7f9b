"""Acts on reporting months: open, send to review, open again; the month's words and confirmations."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import Confirmation, PeriodNote, ReportDraft, ReportingPeriod
from riskreg.services._record import Writing, writing
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import Month, day_of, last_instant
from riskreg.vocabulary.working_days import last_working_day, working_day


def of_month(act: Writing, month: Month, *, takes: bool = True) -> ReportingPeriod:
    """Inside another act: the month's period, made when it is not there yet.

    A month that a load rebuilds is reconstructed: no edition, no silence counted, cut off at its end. Why the act is
    done may be confidential; the month, which all may see, does not tell it. `takes`: raises RuleBroken for a month
    that takes no updates.
    """
    period = ReportingPeriod.objects.filter(code=str(month)).first()
    if period is not None:
        if takes:
            check_open(act, period)
        return period
    made = ReportingPeriod(code=str(month))
    if act.by.provenance is not None:
        made.state, made.cut_off = PeriodState.RECONSTRUCTED, last_instant(month.last)
    else:
        made.due = due_day(month)
    saved: ReportingPeriod = replace(act, reason="").add(made)
    return saved


def is_closed(act: Writing, period: ReportingPeriod) -> bool:
    """Whether the month takes no updates any more; a load rebuilds such months."""
    return act.by.provenance is None and period.state != PeriodState.OPEN


def due_day(month: Month) -> Any:
    """The last day on which an update of the month is on time: a working day of the next month."""
    return working_day(month.next, settings.UPDATES_DUE_WORKING_DAY)


def check_open(act: Writing, period: ReportingPeriod) -> None:
    """Inside another act. Raises RuleBroken for a month that nobody adds to any more; a load rebuilds such months."""
    if not is_closed(act, period):
        return
    if period.state == PeriodState.IN_REVIEW:
        raise RuleBroken(
            _("%(month)s is in review since %(day)s; what changed after that belongs to the next month")
            % {"month": period.code, "day": _cut_off_day(period)},
            code="period",
        )
    raise RuleBroken(_("%(month)s is closed") % {"month": period.code}, code="period")


def _cut_off_day(period: ReportingPeriod) -> str:
    return dates.show(day_of(period.cut_off)) if period.cut_off is not None else ""


def check_takes_words(act: Writing, period: ReportingPeriod) -> None:
    """Words about a month are still written while it is in review: the report is drafted from them."""
    if period.state != PeriodState.IN_REVIEW:
        check_open(act, period)


def open_month(month: Month, *, by: Actor, at: datetime) -> ReportingPeriod:
    """Open a month for updates; opening it twice changes nothing. Raises RuleBroken for a month that has not begun."""
    with writing("period.open", by=by, at=at) as act:
        standing = ReportingPeriod.objects.filter(code=str(month)).first()
        if standing is not None:
            return standing
        if month.first > act.on:
            raise RuleBroken(
                _("%(month)s has not begun; it can be opened from %(day)s on")
                % {"month": month, "day": dates.show(month.first)},
                code="month",
            )
        kept = ReportingPeriod.objects.filter(code__gt=str(month)).order_by("code").values_list("code", flat=True)
        if kept:
            raise RuleBroken(
                _("%(later)s is there already; months are opened in order") % {"later": kept[0]}, code="month"
            )
        opened: ReportingPeriod = act.add(ReportingPeriod(code=str(month), due=due_day(month)))
        return opened


def review(
    period: ReportingPeriod, *, by: Actor, at: datetime, reason: str = "", rev: int | None = None
) -> ReportingPeriod:
    """Cut the month off: what is typed later counts for the next. Before its last working day it needs a reason."""
    with writing("period.review", by=by, at=at, record=period, reason=reason, rev=rev) as act:
        if period.state != PeriodState.OPEN:
            raise RuleBroken(
                _("%(month)s is %(state)s; only an open month goes into review")
                % {"month": period.code, "state": period.get_state_display()},
                code="state",
            )
        earlier = ReportingPeriod.objects.filter(code__lt=period.code, state=PeriodState.OPEN).order_by("code").first()
        if earlier is not None:
            raise RuleBroken(
                _("%(earlier)s is still open; send that month to review first") % {"earlier": earlier.code},
                code="state",
            )
        last = last_working_day(Month.parse(period.code))
        if act.on < last and not reason.strip():
            raise RuleBroken(
                _("%(month)s runs until %(day)s, its last working day; say why it is cut off before that")
                % {"month": period.code, "day": dates.show(last)},
                code="reason",
            )
        act.change(period, state=PeriodState.IN_REVIEW, cut_off=at)
    return period


def reopen(period: ReportingPeriod, *, by: Actor, at: datetime, reason: str, rev: int | None = None) -> ReportingPeriod:
    """Back to open, with the reason; the cut-off is the next moment at which it goes into review."""
    with writing("period.reopen", by=by, at=at, record=period, reason=reason, rev=rev) as act:
        if period.state != PeriodState.IN_REVIEW:
            raise RuleBroken(
                _("%(month)s is %(state)s; only a month in review is opened again")
                % {"month": period.code, "state": period.get_state_display()},
                code="state",
            )
        if not reason.strip():
            raise RuleBroken(_("Say why %(month)s is opened again") % {"month": period.code}, code="reason")
        later = ReportingPeriod.objects.filter(code__gt=period.code, cut_off__isnull=False).order_by("code").first()
        if later is not None:
            raise RuleBroken(
                _("%(later)s is cut off already; %(month)s can no longer be opened again")
                % {"later": later.code, "month": period.code},
                code="state",
            )
        act.change(period, state=PeriodState.OPEN, cut_off=None)
        for draft in ReportDraft.objects.standing().filter(period=period, is_ready=True):
            act.change(draft, is_ready=False)
    return period


def note(month: Month, record: Any, *, text: str, by: Actor, at: datetime) -> PeriodNote:
    """The month's words on a plan, risk or finding."""
    with writing("period.note", by=by, at=at, record=record, reason=text) as act:
        code = f"{record.code}-{month}-N"
        standing = PeriodNote.objects.filter(code=code).select_related("period").first()
        period = ReportingPeriod.objects.filter(code=str(month)).first() or of_month(act, month)
        check_takes_words(act, period)
        if standing is None:
            return act.add(PeriodNote(code=code, period=period, about=record.code, text=text))
        act.change(standing, text=text)
        return standing


def confirm(month: Month, record: Any, *, kind: str, by: Actor, at: datetime, note: str = "") -> Confirmation:
    """That a risk, measure or indicator was looked at this month."""
    with writing("period.confirm", by=by, at=at, record=record, reason=note) as act:
        period = of_month(act, month)
        code = f"{record.code}-{month}-C"
        standing = Confirmation.objects.filter(code=code).first()
        if standing is None:
            return act.add(Confirmation(code=code, period=period, about=record.code, kind=kind, note=note))
        act.change(standing, kind=kind, note=note)
        return standing

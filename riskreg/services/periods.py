"""Acts on reporting months: open, send to review, open again; the month's words and confirmations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models.expressions import RawSQL
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

    A month that a load rebuilds is reconstructed: no edition, no silence counted, cut off at its end; any other one
    is kept ahead, without a due day, until the risk officer opens it. Why the act is done may be confidential; the
    month, which all may see, does not tell it. `takes`: raises RuleBroken for a month that takes no updates.
    """
    period = ReportingPeriod.objects.filter(code=str(month)).first()
    if period is not None:
        if takes:
            check_open(act, period)
        return period
    made = ReportingPeriod(code=str(month))
    if act.by.provenance is not None:
        made.state, made.cut_off = PeriodState.RECONSTRUCTED, last_instant(month.last)
    saved: ReportingPeriod = replace(act, reason="").add(made)
    return saved


def is_closed(act: Writing, period: ReportingPeriod) -> bool:
    """Whether the month takes no updates any more; a load rebuilds such months."""
    return act.by.provenance is None and period.state != PeriodState.OPEN


def is_ahead(period: Any) -> bool:
    """Whether the month only keeps what was said before it was opened: it has no due day, and nobody is asked yet."""
    return bool(period.state == PeriodState.OPEN and period.due is None)


def opened(periods: Any) -> Any:
    """Those of a queryset of months that take updates."""
    return periods.filter(state=PeriodState.OPEN, due__isnull=False)


def counted_in(periods: Iterable[Any], on: date) -> Month:
    """The month that an update belongs to when it names none, of all months that are kept.

    The oldest that is open, since it is told of first; while none is open the one after the latest that is cut off,
    and never one before the day's own.
    """
    kept = [one for one in periods if not is_ahead(one) and one.state != PeriodState.RECONSTRUCTED]
    open_ = sorted(one.code for one in kept if one.state == PeriodState.OPEN)
    if open_:
        return Month.parse(open_[0])
    return max([Month.of(on), *(Month.parse(one.code).next for one in kept)])


def oldest_open() -> RawSQL:
    """The key of the month that counted_in gives while one is open, as a subquery."""
    return RawSQL(*_oldest_open(connection.vendor))  # noqa: S611 # the text is Django's own


@cache
def _oldest_open(vendor: str) -> tuple[str, tuple[Any, ...]]:
    text: tuple[str, tuple[Any, ...]] = (
        opened(ReportingPeriod.objects.standing()).order_by("code").values("pk")[:1].query.sql_with_params()
    )
    return text


def of_update(act: Writing, month: Month | None) -> tuple[int, str, bool]:
    """Inside another act: key and code of the month that an update counts in, and if it is open. One query, mostly.

    When the act names none, a load tells of the month of its day; for anybody else see counted_in. Raises RuleBroken
    for a month that takes no updates.
    """
    by_code: dict[str, Any] = {}
    if month is None and act.by.provenance is None:
        columns = ("id", "code", "state", "due")
        kept = list(ReportingPeriod.objects.standing().order_by().values_list(*columns, named=True))
        month = counted_in(kept, act.on)
        by_code = {one.code: one for one in kept if one.state == PeriodState.OPEN}
    wanted = month or Month.of(act.on)
    period = by_code.get(str(wanted)) or of_month(act, wanted)
    return period.id, period.code, not is_ahead(period)


def to_open(periods: Iterable[Any], on: date) -> list[Month]:
    """The months that can be opened on the day, oldest first: those missed since the latest cut-off, and the day's."""
    kept = {one.code: one.state for one in periods if not is_ahead(one)}
    closed = [code for code, state in kept.items() if state != PeriodState.OPEN]
    now = Month.of(on)
    first = Month.parse(max(closed)).next if closed else Month.parse(min(kept)) if kept else now
    return [month for month in first.through(now) if str(month) not in kept]


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
            % {"month": dates.month_name(period.code), "day": _cut_off_day(period)},
            code="period",
        )
    raise RuleBroken(_("%(month)s is closed") % {"month": dates.month_name(period.code)}, code="period")


def _cut_off_day(period: ReportingPeriod) -> str:
    return dates.show(day_of(period.cut_off)) if period.cut_off is not None else ""


def check_takes_words(act: Writing, period: ReportingPeriod) -> None:
    """Words about a month are still written while it is in review: the report is drafted from them."""
    if period.state != PeriodState.IN_REVIEW:
        check_open(act, period)


def open_month(month: Month, *, by: Actor, at: datetime) -> ReportingPeriod:
    """Open a month for updates, also later than its time; opening it twice changes nothing.

    Raises RuleBroken for a month that has not begun, and once a later one is cut off: that one told what was open.
    """
    with writing("period.open", by=by, at=at) as act:
        standing = ReportingPeriod.objects.filter(code=str(month)).first()
        if standing is not None and not is_ahead(standing):
            return standing
        if month.first > act.on:
            raise RuleBroken(
                _("%(month)s has not begun; it can be opened from %(day)s on")
                % {"month": dates.month_name(month), "day": dates.show(month.first)},
                code="month",
            )
        later = ReportingPeriod.objects.filter(code__gt=str(month), cut_off__isnull=False).order_by("code").first()
        if later is not None:
            raise RuleBroken(
                _("%(later)s is cut off already and tells of %(month)s too; it can no longer be opened")
                % {"later": dates.month_name(later.code), "month": dates.month_within(month)},
                code="month",
            )
        if standing is not None:
            act.change(standing, due=due_day(month))
            return standing
        made: ReportingPeriod = act.add(ReportingPeriod(code=str(month), due=due_day(month)))
        return made


def review(
    period: ReportingPeriod, *, by: Actor, at: datetime, reason: str = "", rev: int | None = None
) -> ReportingPeriod:
    """Cut the month off: what is typed later counts for the next. Before its last working day it needs a reason."""
    with writing("period.review", by=by, at=at, record=period, reason=reason, rev=rev) as act:
        if is_ahead(period):
            raise RuleBroken(_("%(month)s is not opened yet") % {"month": dates.month_name(period.code)}, code="state")
        if period.state != PeriodState.OPEN:
            raise RuleBroken(
                _("%(month)s is %(state)s; only an open month goes into review")
                % {"month": dates.month_name(period.code), "state": period.get_state_display()},
                code="state",
            )
        earlier = opened(ReportingPeriod.objects.filter(code__lt=period.code)).order_by("code").first()
        if earlier is not None:
            raise RuleBroken(
                _("%(earlier)s is still open; send that month to review first")
                % {"earlier": dates.month_name(earlier.code)},
                code="state",
            )
        last = last_working_day(Month.parse(period.code))
        if act.on < last and not reason.strip():
            raise RuleBroken(
                _("%(month)s runs until %(day)s, its last working day; say why it is cut off before that")
                % {"month": dates.month_name(period.code), "day": dates.show(last)},
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
                % {"month": dates.month_name(period.code), "state": period.get_state_display()},
                code="state",
            )
        if not reason.strip():
            raise RuleBroken(
                _("Say why %(month)s is opened again") % {"month": dates.month_within(period.code)}, code="reason"
            )
        later = ReportingPeriod.objects.filter(code__gt=period.code, cut_off__isnull=False).order_by("code").first()
        if later is not None:
            raise RuleBroken(
                _("%(later)s is cut off already; %(month)s can no longer be opened again")
                % {"later": dates.month_name(later.code), "month": dates.month_within(period.code)},
                code="state",
            )
        act.change(period, state=PeriodState.OPEN, cut_off=None)
        for draft in ReportDraft.objects.standing().filter(period=period, is_ready=True):
            act.change(draft, is_ready=False)
    return period


def note(month: Month, record: Any, *, text: str, by: Actor, at: datetime, seen: int | None = None) -> PeriodNote:
    """The month's words on a plan, risk or finding.

    `seen` is the version of the words that was read, 0 for none; raises RuleBroken when others stand there by now.
    """
    with writing("period.note", by=by, at=at, record=record, reason=text) as act:
        code = f"{record.code}-{month}-N"
        standing = PeriodNote.objects.filter(code=code).select_related("period").first()
        period = ReportingPeriod.objects.filter(code=str(month)).first() or of_month(act, month)
        check_takes_words(act, period)
        if seen is not None and seen != (standing.rev if standing is not None else 0):
            raise RuleBroken(_("Somebody else wrote words of this month since you opened this"), code="text")
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

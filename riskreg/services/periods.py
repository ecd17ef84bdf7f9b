"""Acts on reporting months: open, words, confirmations."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import Confirmation, PeriodNote, ReportingPeriod
from riskreg.services._record import Writing, writing
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import Month, last_instant


def of_month(act: Writing, month: Month) -> ReportingPeriod:
    """Inside another act: the month's period, made when it is not there yet.

    A month that a load rebuilds is reconstructed: no edition, no silence counted, cut off at its end. Why the act is
    done may be confidential; the month, which all may see, does not tell it.
    """
    period = ReportingPeriod.objects.filter(code=str(month)).first()
    if period is not None:
        check_open(act, period)
        return period
    made = ReportingPeriod(code=str(month))
    if act.by.provenance is not None:
        made.state, made.cut_off = PeriodState.RECONSTRUCTED, last_instant(month.last)
    saved: ReportingPeriod = replace(act, reason="").add(made)
    return saved


def check_open(act: Writing, period: ReportingPeriod) -> None:
    """Inside another act. Raises RuleBroken for a month that nobody adds to any more; a load rebuilds such months."""
    if period.state in (PeriodState.SEALED, PeriodState.RECONSTRUCTED) and act.by.provenance is None:
        raise RuleBroken(_("%(month)s is closed") % {"month": period.code}, code="period")


def open_month(month: Month, *, by: Actor, at: datetime) -> ReportingPeriod:
    """Open a month for updates; opening it twice changes nothing."""
    with writing("period.open", by=by, at=at) as act:
        standing = ReportingPeriod.objects.filter(code=str(month)).first()
        return standing or act.add(ReportingPeriod(code=str(month)))


def note(month: Month, record: Any, *, text: str, by: Actor, at: datetime) -> PeriodNote:
    """The month's words on a plan, risk or finding."""
    with writing("period.note", by=by, at=at, record=record, reason=text) as act:
        period = of_month(act, month)
        code = f"{record.code}-{period.code}-N"
        standing = PeriodNote.objects.filter(code=code).first()
        if standing is None:
            return act.add(PeriodNote(code=code, period=period, about=record.code, text=text))
        act.change(standing, text=text)
        return standing


def confirm(month: Month, record: Any, *, kind: str, by: Actor, at: datetime, note: str = "") -> Confirmation:
    """That a risk, measure or indicator was looked at this month."""
    with writing("period.confirm", by=by, at=at, record=record, reason=note) as act:
        period = of_month(act, month)
        code = f"{record.code}-{period.code}-C"
        standing = Confirmation.objects.filter(code=code).first()
        if standing is None:
            return act.add(Confirmation(code=code, period=period, about=record.code, kind=kind, note=note))
        act.change(standing, kind=kind, note=note)
        return standing

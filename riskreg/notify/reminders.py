"""Mails by the day: updates due soon and overdue, acceptances that expire, promises to be reported now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from riskreg.access import operator
from riskreg.history.register import Register
from riskreg.insight import to_be_reported
from riskreg.insight.to_be_reported import ToReport
from riskreg.models import CommitmentReport, ReportingPeriod, Risk, RiskAcceptance
from riskreg.notify import months
from riskreg.notify.notices import Notice, Wanted, item
from riskreg.notify.plain import link
from riskreg.notify.readers import Reader
from riskreg.vocabulary import dates, working_days
from riskreg.vocabulary.choices import PeriodState, Right, RiskState
from riskreg.vocabulary.mails import MailKind


def wanted(readers: list[Reader], on: date) -> Iterator[Wanted]:
    """Every mail that is to be there by this day; those that were made before have their key. Eight queries."""
    yield from _updates(readers, on)
    yield from _acceptances(readers, on)
    yield from _promises(readers, on)


def _updates(readers: list[Reader], on: date) -> Iterator[Wanted]:
    for period in ReportingPeriod.objects.standing().filter(state=PeriodState.OPEN, due__isnull=False):
        soon = working_days.before(period.due, settings.REMIND_BEFORE_WORKING_DAYS)
        passed = working_days.after(period.due, settings.REMIND_AFTER_WORKING_DAYS)
        for reader in readers:
            if soon <= on <= period.due:
                yield Wanted(MailKind.DUE_SOON, period.code, reader, months.due_soon(reader, period))
            elif on >= passed:
                yield Wanted(MailKind.OVERDUE, period.code, reader, months.overdue(reader, period))


def _acceptances(readers: list[Reader], on: date) -> Iterator[Wanted]:
    until = on + timedelta(days=settings.ACCEPTANCE_WARNING_DAYS)
    newest: dict[int, RiskAcceptance] = {}
    for line in RiskAcceptance.objects.standing().order_by("id").select_related("risk"):
        newest[line.risk_id] = line
    for line in newest.values():
        risk = line.risk
        if not on <= line.until <= until or risk.withdrawn or risk.state == RiskState.CLOSED:
            continue
        for reader in readers:
            if reader.has(Right.OFFICER) or risk.owner_id in reader.fills:
                yield Wanted(MailKind.ACCEPTANCE_EXPIRING, line.code, reader, _of_acceptance(reader, line, risk))


def _of_acceptance(reader: Reader, line: RiskAcceptance, risk: Any) -> Callable[[], Notice | None]:
    def tell() -> Notice | None:
        if reader.register.get(Risk, risk.code) is None:
            return None
        told = {"code": risk.code, "day": dates.show(line.until)}
        named = item(risk, "risk")
        return Notice(
            _("The acceptance of %(code)s ends on %(day)s") % told,
            _("%(code)s is accepted until %(day)s. Propose another acceptance to management, or treat the risk.")
            % told,
            (named,),
            url=named.url,
            button=_("Look at the risk"),
        )

    return tell


def _promises(readers: list[Reader], on: date) -> Iterator[Wanted]:
    """Commitments are seen by all, so that one look serves everybody."""
    register = Register.now(operator("mails"), on)
    late = to_be_reported.in_register(register)
    told = to_be_reported.reported(late, register.standing(CommitmentReport)) if late else {}
    for one in late:
        promise = one.commitment
        if promise.id in told:
            continue
        for reader in readers:
            if reader.has(Right.OFFICER) or promise.keeper_id in reader.fills:
                about = f"{promise.code} {promise.due} {one.reach}"
                yield Wanted(MailKind.TO_REPORT, about, reader, _of_promise(one))


def _of_promise(one: ToReport) -> Callable[[], Notice | None]:
    def tell() -> Notice:
        promise = one.commitment
        told = {
            "code": promise.code,
            "due": dates.show(promise.due, promise.due_precision),
            "reach": dates.show(one.reach, one.precision),
        }
        named = item(promise, "commitment", _("promised %(due)s, now reaches %(reach)s") % told)
        return Notice(
            _("To be reported now: %(code)s will not be met in time") % told,
            _("%(code)s was promised for %(due)s; what it rests on now reaches %(reach)s. Report it to whom it was "
              "promised, and record that you did.") % told,
            (named,),
            url=link(f"/commitments/{promise.code}/"),
            button=_("Look at the commitment"),
        )  # fmt: skip

    return tell

"""Acts on commitments: make, reschedule, fulfil, and the other ends."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import Commitment, CommitmentLink, CommitmentReport, CommitmentReschedule
from riskreg.services import _rules
from riskreg.services._record import writing
from riskreg.services.records import bond
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import CommitmentStatus, Precision
from riskreg.vocabulary.errors import RuleBroken

_ENDS = {
    "commitment.fulfil": CommitmentStatus.MET,
    "commitment.partly": CommitmentStatus.PARTLY_MET,
    "commitment.miss": CommitmentStatus.MISSED,
    "commitment.lose_sight": CommitmentStatus.UNKNOWN,
}


def make(
    *, due: date | None, due_precision: str, by: Actor, at: datetime, reason: str = "", **values: Any
) -> Commitment:
    """A promise made to somebody; its first due day stays for ever."""
    with writing("commitment.create", by=by, at=at, reason=reason) as act:
        made = Commitment(due=due, first_due=due, due_precision=due_precision if due else Precision.UNKNOWN, **values)
        _rules.check(by, made, values)
        act.add(made)
    return made


def rest_on(
    commitment: Commitment, record: Any, *, by: Actor, at: datetime, reason: str = "", rev: int | None = None
) -> CommitmentLink:
    """Link the commitment to a risk, finding, plan or milestone."""
    with writing("commitment.link", by=by, at=at, record=commitment, reason=reason, rev=rev) as act:
        if record.withdrawn:
            raise RuleBroken(_("%(code)s is withdrawn") % {"code": record.code}, code="record")
        tie: CommitmentLink = bond(act, CommitmentLink, commitment=commitment, **{record._meta.model_name: record})
    return tie


def no_longer_rest_on(
    commitment: Commitment, link: CommitmentLink, *, by: Actor, at: datetime, reason: str, rev: int | None = None
) -> CommitmentLink:
    """Take a link away; it stays in the past."""
    with writing("commitment.link", by=by, at=at, record=commitment, reason=reason, rev=rev) as act:
        if not reason.strip():
            raise RuleBroken(_("Say why %(code)s no longer rests on it") % {"code": commitment.code}, code="reason")
        if link.commitment_id != commitment.pk or link.withdrawn:
            raise RuleBroken(_("%(code)s does not rest on it") % {"code": commitment.code}, code="link")
        act.change(link, withdrawn=True)
    return link


def reschedule(
    commitment: Commitment,
    *,
    to: date | None,
    by: Actor,
    at: datetime,
    reason: str,
    precision: str = Precision.DAY,
    basis: str = "",
    rev: int | None = None,
) -> CommitmentReschedule:
    """Promise another day; the status stays, a missed commitment stays missed (facts/RULES.md 25)."""
    with writing("commitment.reschedule", by=by, at=at, record=commitment, reason=reason, rev=rev) as act:
        if not reason.strip():
            raise RuleBroken(_("Say why %(code)s is rescheduled") % {"code": commitment.code}, code="reason")
        if by.provenance is None:
            _check_reschedule(commitment, to, precision)
        line: CommitmentReschedule = act.append(
            CommitmentReschedule, commitment, "S", previous=commitment.due, due=to, precision=precision, on=act.on,
            reason=reason, basis=basis,
        )  # fmt: skip
        act.change(
            commitment,
            due=to,
            due_precision=precision if to else Precision.UNKNOWN,
            first_due=commitment.first_due if commitment.first_due is not None else to,
        )
    return line


def _check_reschedule(commitment: Commitment, to: date | None, precision: str) -> None:
    if commitment.status == CommitmentStatus.MET:
        raise RuleBroken(
            _("%(code)s is met; there is no day left to promise") % {"code": commitment.code}, code="status"
        )
    if (to, precision if to else Precision.UNKNOWN) == (commitment.due, commitment.due_precision):
        raise RuleBroken(_("%(code)s is promised for that day already") % {"code": commitment.code}, code="to")


def _end(
    commitment: Commitment, act_name: str, by: Actor, at: datetime, outcome: str, rev: int | None, on: date | None
) -> Commitment:
    with writing(act_name, by=by, at=at, record=commitment, reason=outcome, rev=rev) as act:
        met = act_name == "commitment.fulfil"
        if not outcome.strip():
            raise RuleBroken(_("Say what became of %(code)s") % {"code": commitment.code}, code="outcome")
        if by.provenance is None and commitment.status == _ENDS[act_name]:
            raise RuleBroken(
                _("%(code)s is “%(status)s” already")
                % {"code": commitment.code, "status": commitment.get_status_display()},
                code="status",
            )
        if on is not None and on > act.on:
            raise RuleBroken(
                _("%(code)s: %(day)s is still to come") % {"code": commitment.code, "day": dates.show(on)}, code="on"
            )
        act.change(commitment, status=_ENDS[act_name], outcome=outcome, fulfilled_on=(on or act.on) if met else None)
    return commitment


def fulfil(
    commitment: Commitment,
    *,
    by: Actor,
    at: datetime,
    outcome: str,
    on: date | None = None,
    rev: int | None = None,
) -> Commitment:
    """Done as promised."""
    return _end(commitment, "commitment.fulfil", by, at, outcome, rev, on)


def meet_partly(commitment: Commitment, *, by: Actor, at: datetime, outcome: str, rev: int | None = None) -> Commitment:
    """Done in part."""
    return _end(commitment, "commitment.partly", by, at, outcome, rev, None)


def miss(commitment: Commitment, *, by: Actor, at: datetime, outcome: str, rev: int | None = None) -> Commitment:
    """Not done by the promised day."""
    return _end(commitment, "commitment.miss", by, at, outcome, rev, None)


def lose_sight(commitment: Commitment, *, by: Actor, at: datetime, outcome: str, rev: int | None = None) -> Commitment:
    """What became of it is not known."""
    return _end(commitment, "commitment.lose_sight", by, at, outcome, rev, None)


def report(
    commitment: Commitment,
    *,
    words: str,
    reach: date | None,
    by: Actor,
    at: datetime,
    on: date | None = None,
    rev: int | None = None,
) -> CommitmentReport:
    """That it was told to whom it was promised that the day will not be met; the promise itself stays.

    `reach` is the day it now reaches, as insight.to_be_reported tells; a later one is to be reported again.
    """
    with writing("commitment.report", by=by, at=at, record=commitment, reason=words, rev=rev) as act:
        told_on = on or act.on
        if not words.strip():
            raise RuleBroken(_("Say how %(code)s was reported, and to whom") % {"code": commitment.code}, code="words")
        if told_on > act.on:
            raise RuleBroken(
                _("%(code)s: %(day)s is still to come") % {"code": commitment.code, "day": dates.show(told_on)},
                code="on",
            )
        _check_delay(commitment, reach)
        line: CommitmentReport = act.append(
            CommitmentReport, commitment, "R", on=told_on, due=commitment.due, reach=reach, words=words
        )
    return line


def _check_delay(commitment: Commitment, reach: date | None) -> None:
    is_late = commitment.status == CommitmentStatus.OPEN and commitment.due and reach and reach > commitment.due
    if not is_late:
        raise RuleBroken(
            _("%(code)s is expected on its promised day; there is no delay to report") % {"code": commitment.code},
            code="reach",
        )
    told = CommitmentReport.objects.standing().filter(commitment=commitment, due=commitment.due, reach__gte=reach)
    if told.exists():
        raise RuleBroken(
            _("%(code)s: that it reaches %(day)s was reported already")
            % {"code": commitment.code, "day": dates.show(reach)},
            code="reach",
        )

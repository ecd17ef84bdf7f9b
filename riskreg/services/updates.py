"""A month's sheet in one act: every row is carried out by the verbs of its noun, all of them or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from riskreg.access import Actor, owns, visible_to
from riskreg.models import Indicator, Measure, Milestone, ReportingPeriod, Risk, UpdateQuestion
from riskreg.services import _update_rows, periods, questions
from riskreg.services._record import Writing, check_version, rehearsing, writing
from riskreg.services._update_rows import LONGEST_NOTE, Problem, Wrong
from riskreg.vocabulary import dates
from riskreg.vocabulary.errors import NotAllowed, Refused, RuleBroken, Stale
from riskreg.vocabulary.periods import Month


@dataclass(frozen=True)
class Row:
    """What is said of one record: its code, the version that was seen, words, the answer to an open question."""

    code: str
    rev: int | None = None
    unchanged: bool = False
    note: str = ""
    answer: str = ""


@dataclass(frozen=True)
class MilestoneRow(Row):
    """Values that are None or blank stay as they are; of a completed one the forecast is the day it was reached."""

    status: str = ""
    percent: int | None = None
    forecast: date | None = None
    precision: str = "day"
    confidence: str | None = None


@dataclass(frozen=True)
class RiskRow(Row):
    """Looked at and unchanged, or judged anew: likelihood and impact 1..5, the note says why."""

    likelihood: int | None = None
    impact: int | None = None


@dataclass(frozen=True)
class MeasureRow(Row):
    """Looked at and unchanged, or one step of the ladder judged; the note says what it rests on."""

    step: str = ""
    result: str = ""
    tester: str = ""
    sample_from: date | None = None
    sample_until: date | None = None


@dataclass(frozen=True)
class IndicatorRow(Row):
    """The value of the month's own period, and its target."""

    value: Decimal | None = None
    target: Decimal | None = None


class SheetRefused(RuleBroken):
    """Rows of the sheet cannot be recorded; nothing was. `problems` says of each which field, and the cure."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        count = len({one.code for one in problems})
        first = ngettext("%(count)d item cannot be recorded", "%(count)d items cannot be recorded", count)
        told = "; ".join(f"{one.code}: {one.message}" for one in problems[:5])
        super().__init__(f"{first % {'count': count}}. {told}", code="rows")
        self.problems = tuple(problems)


KINDS: dict[type[Row], type[Any]] = {
    MilestoneRow: Milestone, RiskRow: Risk, MeasureRow: Measure, IndicatorRow: Indicator,
}  # fmt: skip
_CARRIED_OUT: dict[type[Row], Callable[..., None]] = {
    MilestoneRow: _update_rows.milestone,
    RiskRow: _update_rows.risk,
    MeasureRow: _update_rows.measure,
    IndicatorRow: _update_rows.indicator,
}
# What a verb calls the thing that is wrong -> the row's field; other names are the row's own.
_FIELDS = {
    "reason": "note", "words": "note", "to": "forecast", "on": "forecast", "plan": "status", "text": "answer",
    "two_keys": "answer", "question": "answer", "period": "value", "actual": "value",
}  # fmt: skip


def submit(month: Month, rows: Sequence[Row], *, by: Actor, at: datetime) -> tuple[str, ...]:
    """Record what the rows say of the month, as one act; the codes in order.

    Whoever fills in for an owner is the actor, and the owner's role stands in the words. Raises SheetRefused with
    every problem of every row, RuleBroken for a month that takes no updates, NotAllowed for another's item.
    """
    with writing("update.submit", by=by, at=at) as act:
        period = _open_period(act, month)
        if not rows:
            raise RuleBroken(_("Nothing is filled in yet; change something, or confirm that nothing changed"), code="")
        records, asked = _standing(by, rows), _questions(period, rows)
        problems: list[Problem] = []
        for row in rows:
            try:
                _carry_out(act, month, row, records.get(row.code), asked.get(row.code))
            except NotAllowed:
                raise
            except Wrong as wrong:
                problems += wrong.problems
            except Refused as refused:
                problems.append(_problem(row, refused))
                if _broke_the_transaction(refused):
                    break
        if problems:
            raise SheetRefused(problems)
    return tuple(row.code for row in rows)


def rehearse(month: Month, rows: Sequence[Row], *, by: Actor, at: datetime) -> None:
    """Raises what submitting the rows would raise; nothing is written."""
    with rehearsing():
        submit(month, rows, by=by, at=at)


def _open_period(act: Writing, month: Month) -> ReportingPeriod:
    period = ReportingPeriod.objects.filter(code=str(month)).first()
    if period is None or periods.is_ahead(period):
        raise RuleBroken(_("%(month)s is not opened yet") % {"month": dates.month_name(month)}, code="period")
    periods.check_open(act, period)
    return period


def _standing(by: Actor, rows: Sequence[Row]) -> dict[str, Any]:
    """The records of the rows as they stand now that nobody else can write, as far as the actor may see them."""
    codes: dict[type[Row], list[str]] = defaultdict(list)
    for row in rows:
        codes[type(row)].append(row.code)
    found: dict[str, Any] = {}
    for kind, wanted in codes.items():
        with_them = ("owner", "plan") if kind is MilestoneRow else ("owner",)
        listed = visible_to(by, KINDS[kind]._base_manager.select_related(*with_them).filter(code__in=wanted))
        found |= {record.code: record for record in listed}
    return found


def _questions(period: ReportingPeriod, rows: Sequence[Row]) -> dict[str, UpdateQuestion]:
    answered = [row.code for row in rows if row.answer.strip()]
    if not answered:
        return {}
    open_ = UpdateQuestion.objects.standing().select_related("period").filter(period=period, answer="")
    return {one.about: one for one in open_.filter(about__in=answered)}


def _carry_out(act: Writing, month: Month, row: Row, record: Any, question: UpdateQuestion | None) -> None:
    if record is None:
        raise RuleBroken(_("The register holds no %(code)s") % {"code": row.code}, code="")
    check_version(record, row.rev)
    for name, words in (("note", row.note), ("answer", row.answer)):
        if len(words) > LONGEST_NOTE:
            raise RuleBroken(
                _("At most %(most)d characters; it has %(length)d") % {"most": LONGEST_NOTE, "length": len(words)},
                code=name,
            )
    if row.answer.strip():
        if question is None:
            raise RuleBroken(_("%(code)s has no open question to answer") % {"code": row.code}, code="answer")
        questions.answer(question, text=row.answer, by=act.by, at=act.at)
    _CARRIED_OUT[type(row)](act, month, record, row, said_for(act.by, record))


def said_for(by: Actor, record: Any) -> str:
    """What stands behind the words of whoever fills in for the owner: for whom; blank for one's own item."""
    if by.is_operator or record.owner_id is None or owns(by, record):
        return ""
    with override(settings.REGISTER_LANGUAGE):
        # It becomes part of the register's own words, whatever language the sender reads.
        return _("[for %(role)s]") % {"role": record.owner.name}


def _problem(row: Row, refused: Refused) -> Problem:
    names = {*row.__dataclass_fields__}
    field = _FIELDS.get(refused.code, refused.code)
    return Problem(row.code, field if field in names else "", refused.message, isinstance(refused, Stale))


def _broke_the_transaction(refused: BaseException) -> bool:
    """Whether the database refused it: nothing more can be asked in this transaction."""
    cause: BaseException | None = refused
    while cause is not None:
        if isinstance(cause, DatabaseError):
            return True
        cause = cause.__cause__
    return False

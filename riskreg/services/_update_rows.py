"""One row of a month's sheet, carried out by the verbs of its noun; what is wrong with it is told all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from riskreg.models import Indicator, IndicatorValue, Measure, Milestone, Risk
from riskreg.services import indicators, measures, milestones, periods, risks
from riskreg.services._record import Writing
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import AssessmentKind, Confidence, ConfirmationKind, MilestoneStatus, Precision
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import Month

# With "[for the role]" behind it a note still fits in an update.
LONGEST_NOTE = 1700
# An unfinished milestone is not expected on a day that passed so long ago: a slip of the keys.
LONG_PAST = timedelta(days=366)
# Nor on one that is so far away.
LONG_AHEAD = timedelta(days=3653)
_WORSE = {"": 0, Confidence.GREEN: 0, Confidence.AMBER: 1, Confidence.RED: 2}


@dataclass(frozen=True)
class Problem:
    """Which row, which of its fields (blank: the row itself), what is wrong and the cure."""

    code: str
    field: str
    message: str
    is_stale: bool = False


class Wrong(RuleBroken):
    """Everything that is wrong with one row."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems[0].message, code=problems[0].field)
        self.problems = problems


def _refuse(code: str, found: Iterator[tuple[str, str]]) -> None:
    problems = [Problem(code, name, message) for name, message in found]
    if problems:
        raise Wrong(problems)


def _words(note: str, behind: str) -> str:
    return f"{note.strip()} {behind}".strip()


def _confirms(row: Any) -> bool:
    """Whether it was looked at, nothing else being different; a row that only answers a question says no more.

    Raises RuleBroken for a row that says nothing at all: silence is no news.
    """
    if row.unchanged or row.note.strip():
        return True
    if not row.answer.strip():
        raise RuleBroken(_("Nothing is filled in: change a value, or tick “no change”"), code="unchanged")
    return False


# --- milestones
@dataclass(frozen=True)
class _Asked:
    """A milestone's row against the milestone as it stands: what is wanted, and what of it is different."""

    record: Milestone
    note: str
    unchanged: bool
    status: str
    percent: int
    forecast: date | None
    precision: str
    confidence: str
    on: date

    @classmethod
    def of(cls, record: Milestone, row: Any, on: date) -> _Asked:
        done = row.status == MilestoneStatus.COMPLETED and row.percent is None
        return cls(
            record=record,
            note=row.note.strip(),
            unchanged=row.unchanged,
            status=row.status or record.status,
            percent=100 if done else record.percent if row.percent is None else row.percent,
            forecast=row.forecast or record.forecast,
            precision=row.precision if row.forecast else record.forecast_precision or Precision.DAY,
            confidence=record.confidence if row.confidence is None else row.confidence,
            on=on,
        )

    @property
    def was_completed(self) -> bool:
        return bool(self.record.status == MilestoneStatus.COMPLETED)

    @property
    def completes(self) -> bool:
        return self.status == MilestoneStatus.COMPLETED and not self.was_completed

    @property
    def reopens(self) -> bool:
        return self.was_completed and self.status != MilestoneStatus.COMPLETED

    @property
    def moves(self) -> bool:
        now = (self.record.forecast, self.record.forecast_precision or Precision.DAY)
        return (self.forecast, self.precision) != now

    @property
    def days(self) -> int:
        """How much later the forecast is; minus is earlier."""
        return (self.forecast - self.record.forecast).days if self.forecast and self.record.forecast else 0

    @property
    def changes_confidence(self) -> bool:
        return bool(self.confidence != self.record.confidence)

    @property
    def progresses(self) -> bool:
        return self.changes_confidence or (self.percent != self.record.percent and not self.completes)

    @property
    def differs(self) -> bool:
        return bool(self.status != self.record.status) or self.moves or self.progresses


def milestone(act: Writing, month: Month, record: Milestone, row: Any, behind: str) -> None:
    """Start, progress, forecast, block, unblock, complete, reopen or confirm, whatever the row asks."""
    asked = _Asked.of(record, row, act.on)
    _refuse(record.code, _wrong(asked))
    told: dict[str, Any] = {"by": act.by, "at": act.at, "month": month}
    words = _words(asked.note, behind)
    if not asked.differs:
        if _confirms(row):
            milestones.confirm_unchanged(record, note=words, **told)
        return
    told["reason"] = words
    if asked.reopens:
        milestones.reopen(
            record, percent=asked.percent, forecast=asked.forecast, precision=asked.precision, **told
        )  # fmt: skip
    else:
        _begin(asked, told)
    if asked.confidence != record.confidence or (asked.percent != record.percent and not asked.completes):
        percent = record.percent if asked.completes else asked.percent
        confidence = asked.confidence if asked.changes_confidence else None
        milestones.progress(record, percent=percent, confidence=confidence, words=words, **told)
    if asked.forecast is not None and asked.moves and not asked.completes and not asked.reopens:
        milestones.move_forecast(record, to=asked.forecast, precision=asked.precision, **told)
    if asked.status == MilestoneStatus.BLOCKED and record.status != MilestoneStatus.BLOCKED:
        milestones.block(record, **told)
    if asked.completes:
        milestones.complete(record, on=asked.forecast if asked.moves else act.on, **told)


def _begin(asked: _Asked, told: dict[str, Any]) -> None:
    """Under way, when it was not and the row asks for it: begun, or no longer blocked."""
    record = asked.record
    if record.status == MilestoneStatus.NOT_STARTED:
        works = asked.status == MilestoneStatus.IN_PROGRESS
        works = works or (asked.status == MilestoneStatus.BLOCKED and asked.percent > 0)
        if works:
            milestones.start(record, percent=asked.percent, **told)
    elif record.status == MilestoneStatus.BLOCKED and asked.status == MilestoneStatus.IN_PROGRESS:
        milestones.unblock(record, **told)


def _wrong(asked: _Asked) -> Iterator[tuple[str, str]]:
    """Field and sentence of everything that no verb would take, so that all of it is told at once."""
    if asked.unchanged and asked.differs:
        yield "unchanged", _("“No change” is ticked, but a value differs: untick it, or put the value back")
        return
    if asked.was_completed and not asked.reopens and asked.differs:
        yield "status", _("%(code)s is completed; reopen it with a reason first") % {"code": asked.record.code}
        return
    yield from _wrong_status(asked)
    yield from _wrong_forecast(asked)
    if not asked.note:
        yield from (("note", message) for message in _words_missing(asked))


def _wrong_status(asked: _Asked) -> Iterator[tuple[str, str]]:
    told = {"percent": asked.percent}
    if not 0 <= asked.percent <= 100:
        yield "percent", _("Enter 0 to 100, not %(percent)s") % told
    elif asked.completes and asked.percent != 100:
        message = _("Completed is 100 %%, not %(percent)s %%: enter 100, or choose another status")
        yield "percent", message % told
    elif asked.percent == 100 and asked.status != MilestoneStatus.COMPLETED:
        yield "percent", _("100 %% is completed: choose that status, or enter at most 99") % told
    if asked.status == MilestoneStatus.NOT_STARTED:
        if asked.record.status != MilestoneStatus.NOT_STARTED:
            yield "status", _("Work on it began; it cannot go back to not started")
        elif 0 < asked.percent < 100:
            yield "status", _("Something is done: choose “in progress”, or enter 0 %%") % told


def _wrong_forecast(asked: _Asked) -> Iterator[tuple[str, str]]:
    day = asked.forecast
    if asked.completes or day is None or not asked.moves:
        return
    begins = [one for one in (asked.record.start, asked.record.plan.start, asked.record.plan.approved_on) if one]
    if begins and day < min(begins):
        yield "forecast", _("%(day)s lies before its work began, %(first)s") % {
            "day": dates.show(day), "first": dates.show(min(begins)),
        }  # fmt: skip
    elif day < asked.on - LONG_PAST:
        message = _("%(day)s passed more than a year ago; enter the day on which it is expected")
        yield "forecast", message % {"day": dates.show(day)}
    elif day > asked.on + LONG_AHEAD:
        yield "forecast", _("%(day)s is more than ten years away; check the year") % {"day": dates.show(day)}
    elif asked.reopens and day < asked.on:
        message = _("%(day)s has passed; say on which day it is expected now")
        yield "forecast", message % {"day": dates.show(day)}


def _words_missing(asked: _Asked) -> Iterator[str]:
    """What needs words, each by itself: later, lower, worse, stopped, going on, not done after all."""
    record, told = asked.record, {"old": asked.record.percent, "days": asked.days}
    if asked.reopens:
        yield _("Say why it is reopened")
        return
    if asked.moves and not asked.completes and (asked.days > 0 or record.forecast is None):
        yield _("Say why the forecast moved %(days)s days") % told
    if asked.percent < record.percent:
        yield _("Say why it went back from %(old)s %%") % told
    if _WORSE[asked.confidence] > _WORSE[record.confidence]:
        yield _("Say why the confidence is lower") if record.confidence else _("Say why the confidence is not green")
    if asked.status == MilestoneStatus.BLOCKED and record.status != MilestoneStatus.BLOCKED:
        yield _("Say what it is blocked by")
    if record.status == MilestoneStatus.BLOCKED and asked.status == MilestoneStatus.IN_PROGRESS:
        yield _("Say why it can go on")


# --- risks, measures, indicators
def risk(act: Writing, month: Month, record: Risk, row: Any, behind: str) -> None:
    """Judge it anew, or say that it was looked at; either is the month's confirmation."""
    position = (
        record.likelihood if row.likelihood is None else row.likelihood,
        record.impact if row.impact is None else row.impact,
    )
    differs = position != (record.likelihood, record.impact)
    _refuse(record.code, _wrong_risk(row, position, differs))
    if not differs and not _confirms(row):
        return
    if differs:
        likelihood, impact = position
        risks.assess(
            record, kind=AssessmentKind.CURRENT, likelihood=likelihood, impact=impact, by=act.by, at=act.at,
            reason=_words(row.note, behind),
        )  # fmt: skip
    _confirm(act, month, record, row, ConfirmationKind.ASSESSED if differs else ConfirmationKind.UNCHANGED, behind)


def _wrong_risk(row: Any, position: tuple[int | None, int | None], differs: bool) -> Iterator[tuple[str, str]]:
    if row.unchanged and differs:
        yield "unchanged", _("“No change” is ticked, but a value differs: untick it, or put the value back")
        return
    for name, value in zip(("likelihood", "impact"), position, strict=True):
        if value is None and differs:
            yield name, _("Judge both likelihood and impact")
        elif value is not None and not 1 <= value <= 5:
            yield name, _("Enter 1 to 5, not %(value)s") % {"value": value}
    if differs and not row.note.strip():
        yield "note", _("Say why it gets this score")


def measure(act: Writing, month: Month, record: Measure, row: Any, behind: str) -> None:
    """Judge one step of the ladder, or say that it was looked at."""
    judged = bool(row.step or row.result)
    _refuse(record.code, _wrong_measure(row, judged))
    if not judged and not _confirms(row):
        return
    if judged:
        measures.assess(
            record, step=row.step, result=row.result, tester=row.tester, sample_from=row.sample_from,
            sample_until=row.sample_until, by=act.by, at=act.at, reason=_words(row.note, behind),
        )  # fmt: skip
    _confirm(act, month, record, row, ConfirmationKind.ASSESSED if judged else ConfirmationKind.UNCHANGED, behind)


def _wrong_measure(row: Any, judged: bool) -> Iterator[tuple[str, str]]:
    more = bool(row.tester.strip() or row.sample_from or row.sample_until)
    if row.unchanged and (judged or more):
        yield "unchanged", _("“No change” is ticked, but a step is judged: untick it, or leave the step empty")
        return
    if (judged or more) and not row.step:
        yield "step", _("Choose which step was judged: design, existence or operation")
    if (judged or more) and not row.result:
        yield "result", _("Choose what the judgement is")
    if judged and not row.note.strip():
        yield "note", _("Say what this judgement rests on")


def indicator(act: Writing, month: Month, record: Indicator, row: Any, behind: str) -> None:
    """The value of the period that ends with the month."""
    period = indicators.period_of(record.frequency, month)
    _refuse(record.code, _wrong_indicator(record, row, period))
    if row.value is None:
        if _confirms(row):
            _confirm(act, month, record, row, ConfirmationKind.UNCHANGED, behind)
        return
    indicators.record_value(
        record, period=period, actual=row.value, target=row.target, by=act.by, at=act.at,
        reason=_words(row.note, behind),
    )  # fmt: skip
    _confirm(act, month, record, row, ConfirmationKind.VALUED, behind)


def _wrong_indicator(record: Indicator, row: Any, period: str) -> Iterator[tuple[str, str]]:
    if row.unchanged and row.value is not None:
        yield "unchanged", _("“No change” is ticked, but a value is given: untick it, or empty the value")
    elif row.value is not None and not row.note.strip():
        known = IndicatorValue.objects.standing().filter(indicator_id=record.pk, period=period)
        if known.exists():
            yield "note", _("There is a value of %(period)s; say why this one corrects it") % {"period": period}


def _confirm(act: Writing, month: Month, record: Any, row: Any, kind: str, behind: str) -> None:
    periods.confirm(month, record, kind=kind, by=act.by, at=act.at, note=_words(row.note, behind))

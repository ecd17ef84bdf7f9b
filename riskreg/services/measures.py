"""Acts on measures: put one on a risk, judge it on the ladder of opzet, bestaan, werking."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import Measure, MeasureAssessment, Risk, RiskMeasure
from riskreg.services import records
from riskreg.services._record import Writing, writing
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import LadderResult, LadderStep
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import ENTERED_WITHIN, day_of

# Results that claim that a step is there, wholly or in part.
CLAIMS = (LadderResult.EFFECTIVE, LadderResult.PARTLY)


def create(*, risk: Risk, by: Actor, at: datetime, reason: str = "", **values: Any) -> Measure:
    """A new measure on a risk; a measure always begins on one."""
    with writing("measure.create", by=by, at=at, reason=reason) as act:
        made: Measure = records.create(Measure, by=by, at=at, reason=reason, **values)
        records.bond(act, RiskMeasure, risk=risk, measure=made)
    return made


def assess(
    measure: Measure,
    *,
    step: str,
    result: str,
    by: Actor,
    at: datetime,
    on: date | None = None,
    tester: str = "",
    sample_from: date | None = None,
    sample_until: date | None = None,
    reason: str = "",
    override: bool = False,
    basis: str = "",
    rev: int | None = None,
) -> MeasureAssessment:
    """Judge one step. Operation needs existence, and the minimum period after it unless an auditor overrides."""
    act_name = "measure.override" if override else "measure.assess"
    with writing(act_name, by=by, at=at, record=measure, reason=reason, rev=rev) as act:
        if by.provenance is None:
            on = on or act.on
            _can_be_judged(act, step, result, on, tester, override)
            _check_sample(act, on, sample_from, sample_until)
            _climb(measure, step, result, on, override)
        line = act.append(
            MeasureAssessment, measure, "L", step=step, result=result, on=on, tester=tester, sample_from=sample_from,
            sample_until=sample_until, reason=reason, basis=basis,
        )  # fmt: skip
        values: dict[str, object] = {step: result}
        if step == LadderStep.EXISTENCE:
            values["existence_since"] = _since(measure, result, on)
        act.change(measure, **values)
    return line


def is_there(measure: Measure) -> bool:
    """Whether existence is shown: the last judgement of it is "effective"; "partly" shows no more than a part."""
    return measure.existence == LadderResult.EFFECTIVE


def _since(measure: Measure, result: str, on: date | None) -> date | None:
    """The day of the first of the unbroken run of "effective"; a loaded ladder is undated, and stays so."""
    if result != LadderResult.EFFECTIVE:
        return None
    return measure.existence_since if is_there(measure) else on


def _can_be_judged(act: Writing, step: str, result: str, on: date, tester: str, override: bool) -> None:
    if not act.reason.strip():
        words = _("Say why the minimum period is set aside") if override else _("Say what this judgement rests on")
        raise RuleBroken(words, code="reason")
    if on > act.on:
        raise RuleBroken(
            _("%(day)s is still to come; a measure is judged today or earlier") % {"day": dates.show(on)}, code="on"
        )
    is_tested = step != LadderStep.DESIGN and result != LadderResult.NOT_TESTED
    if is_tested and not tester.strip():
        raise RuleBroken(_("Say who tested it; existence and operation are seen by somebody"), code="tester")


def _check_sample(act: Writing, on: date, first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise RuleBroken(_("The sample ends on or after the day it begins"), code="sample_until")
    for name, day in (("sample_from", first), ("sample_until", last)):
        if day is not None and day > on:
            raise RuleBroken(_("The sample lies before the day of the judgement, %(day)s") % {"day": dates.show(on)},
                             code=name)  # fmt: skip


def operation_from(measure: Measure) -> date | None:
    """The first day on which operation can be claimed; None when any day will do, or existence is not shown.

    The minimum period counts from the day on which existence was seen, and from no earlier than a month before that
    was entered: whoever enters it alone chooses the day, but not how long ago (docs/decisions/011). One query.
    """
    since, entered = measure.existence_since, _existence_entered(measure)
    if since is None or entered is None:
        return None
    return max(since, entered - ENTERED_WITHIN) + timedelta(days=round(settings.MINIMUM_OPERATION_MONTHS * 30.44))


def _existence_entered(measure: Measure) -> date | None:
    """The day on which the existence that stands came into the register; None when it is not shown, or undated."""
    if not is_there(measure) or measure.existence_since is None:
        return None
    entered = None
    rows = Measure.versions().filter(id=measure.id).order_by("-rev")
    for *existence, moment in rows.values_list("existence", "existence_since", "history_date"):
        if existence != [measure.existence, measure.existence_since]:
            break
        entered = day_of(moment)
    return entered


def _climb(measure: Measure, step: str, result: str, on: date, override: bool) -> None:
    """Werking is not claimed before bestaan plus the minimum period (NBA: a period to test over)."""
    if override and (step != LadderStep.OPERATION or result not in CLAIMS):
        raise RuleBroken(_("Only a claim of operation is made early"), code="step")
    if step != LadderStep.OPERATION or result not in CLAIMS:
        return
    _check_existence(measure)
    since = measure.existence_since
    if since is not None and on < since:
        raise RuleBroken(
            _("%(code)s: existence is shown since %(day)s; operation comes after it")
            % {"code": measure.code, "day": dates.show(since)},
            code="on",
        )
    earliest = operation_from(measure)
    is_early = earliest is not None and on < earliest
    if override and not is_early:
        raise RuleBroken(
            _("%(code)s: the minimum period is over; there is nothing to set aside") % {"code": measure.code}, code="on"
        )
    if earliest is not None and is_early and not override:
        _refuse_late_entry(measure, earliest)
        raise RuleBroken(
            _("%(code)s: operation can be claimed from %(day)s on, or earlier by an auditor with a reason")
            % {"code": measure.code, "day": dates.show(earliest)},
            code="on",
        )


def _check_existence(measure: Measure) -> None:
    """Raises RuleBroken, naming the last judgement, when existence is not shown; nobody sets that aside."""
    if is_there(measure):
        return
    lines = MeasureAssessment.objects.filter(measure=measure, step=LadderStep.EXISTENCE)
    last = lines.order_by("-id").first()
    if last is None:
        words = _("%(code)s: operation needs existence first")
    elif last.on is None:
        words = _("%(code)s: existence is not shown: last judged “%(result)s”")
    else:
        words = _("%(code)s: existence is not shown: last judged “%(result)s” on %(day)s")
    told = {"code": measure.code, "result": last and last.get_result_display(), "day": last and dates.show(last.on)}
    raise RuleBroken(words % told, code="step")


def _refuse_late_entry(measure: Measure, earliest: date) -> None:
    """Raises RuleBroken that says so when the period counts from the entry, not from the day that was given."""
    since, entered = measure.existence_since, _existence_entered(measure)
    if since is None or entered is None or since >= entered - ENTERED_WITHIN:
        return
    raise RuleBroken(
        _(
            "%(code)s: existence was entered on %(entered)s and counts from at most %(most)d days before; operation "
            "can be claimed from %(day)s on, or earlier by an auditor with a reason"
        )
        % {
            "code": measure.code,
            "entered": dates.show(entered),
            "most": ENTERED_WITHIN.days,
            "day": dates.show(earliest),
        },
        code="on",
    )

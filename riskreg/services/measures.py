"""Acts on measures: the ladder of opzet, bestaan, werking."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import Measure, MeasureAssessment
from riskreg.services._record import writing
from riskreg.vocabulary.choices import LadderResult, LadderStep
from riskreg.vocabulary.errors import RuleBroken

_SHOWN = (LadderResult.EFFECTIVE, LadderResult.PARTLY)


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
    if override and not reason.strip():
        raise RuleBroken(_("Say why the minimum period is set aside"), code="reason")
    with writing(act_name, by=by, at=at, record=measure, reason=reason, rev=rev) as act:
        if by.provenance is None:
            _climb(measure, step, result, on or act.on, override)
        line = act.append(
            MeasureAssessment, measure, "L", step=step, result=result, on=on, tester=tester, sample_from=sample_from,
            sample_until=sample_until, reason=reason, basis=basis,
        )  # fmt: skip
        values: dict[str, object] = {step: result}
        if step == LadderStep.EXISTENCE:
            # A loaded ladder is undated; without a day of its own a judgement is of the day it is entered.
            shown_on = on if by.provenance is not None else on or act.on
            values["existence_since"] = (measure.existence_since or shown_on) if result in _SHOWN else None
        act.change(measure, **values)
    return line


def _climb(measure: Measure, step: str, result: str, on: date, override: bool) -> None:
    """Werking is not claimed before bestaan plus the minimum period (NBA: a period to test over)."""
    if step != LadderStep.OPERATION or result not in _SHOWN:
        return
    if measure.existence not in _SHOWN:
        raise RuleBroken(_("%(code)s: operation needs existence first") % {"code": measure.code}, code="step")
    if override or measure.existence_since is None:
        return
    earliest = measure.existence_since + timedelta(days=round(settings.MINIMUM_OPERATION_MONTHS * 30.44))
    if on < earliest:
        raise RuleBroken(
            _("%(code)s: operation can be claimed from %(day)s") % {"code": measure.code, "day": earliest}, code="on"
        )

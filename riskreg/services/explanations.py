"""The act that explains a contradiction of a month: why two things that do not fit stand as they are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import Explanation, ReportingPeriod
from riskreg.services._record import writing
from riskreg.services.periods import check_takes_words
from riskreg.vocabulary import dates
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import Month


def explain(
    month: Month, record: Any, *, rule: str, text: str, by: Actor, at: datetime, rev: int | None = None
) -> Explanation:
    """Say why what a watermelon rule found in the record stands; the claim itself does not change.

    `rule` is the key of a rule of insight.watermelon. Explaining again replaces the words; the history keeps both.
    """
    with writing("update.explain", by=by, at=at, record=record, reason=text, rev=rev) as act:
        period = ReportingPeriod.objects.filter(code=str(month)).first()
        if period is None:
            raise RuleBroken(_("%(month)s is not opened yet") % {"month": dates.month_name(month)}, code="month")
        check_takes_words(act, period)
        if not text.strip():
            raise RuleBroken(_("Say why it stands as it is"), code="text")
        code = f"{record.code}-{month}-{rule}"
        standing = Explanation.objects.filter(code=code).first()
        if standing is None:
            made: Explanation = act.add(Explanation(code=code, period=period, about=record.code, rule=rule, text=text))
            return made
        act.change(standing, text=text)
        return standing

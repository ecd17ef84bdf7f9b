"""Acts on a month's updates that come back: the risk officer's question, and the owner's answer under it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import (
    Confirmation,
    Indicator,
    Measure,
    Milestone,
    ProgressUpdate,
    ReportingPeriod,
    Risk,
    UpdateQuestion,
)
from riskreg.services._record import writing
from riskreg.services.periods import check_takes_words
from riskreg.vocabulary import dates
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import Month

# What is told of in a month, and so can come back with a question.
TOLD: tuple[type[Any], ...] = (Milestone, Risk, Measure, Indicator)


def ask(
    month: Month,
    record: Any,
    *,
    question: str,
    by: Actor,
    at: datetime,
    is_due: bool = False,
    rev: int | None = None,
) -> UpdateQuestion:
    """Return the month's update of a milestone, risk, measure or indicator with a question; both are kept.

    `is_due`: that the record is owed in the month, as insight.due tells; then there need be no update yet.
    """
    with writing("update.return", by=by, at=at, record=record, reason=question, rev=rev) as act:
        period = ReportingPeriod.objects.filter(code=str(month)).first()
        if period is None:
            raise RuleBroken(_("%(month)s is not opened yet") % {"month": dates.month_name(month)}, code="month")
        check_takes_words(act, period)
        if not question.strip():
            raise RuleBroken(_("Say what you want to know of %(code)s") % {"code": record.code}, code="question")
        if not is_due and not _is_told(period, record):
            raise RuleBroken(
                _("%(code)s has no update in %(month)s and is not due; there is nothing to return")
                % {"code": record.code, "month": dates.month_within(month)},
                code="month",
            )
        asked = UpdateQuestion.objects.filter(period=period, about=record.code)
        if asked.standing().filter(answer="").exists():
            raise RuleBroken(
                _("%(code)s is in question already; wait for the answer") % {"code": record.code}, code="question"
            )
        made: UpdateQuestion = act.add(
            UpdateQuestion(
                code=f"{record.code}-{month}-Q{asked.count() + 1:02d}", period=period, about=record.code,
                question=question,
            )
        )  # fmt: skip
        return made


def _is_told(period: ReportingPeriod, record: Any) -> bool:
    """Whether the month holds something that was said of the record."""
    if isinstance(record, Milestone):
        return bool(ProgressUpdate.objects.standing().filter(period=period, milestone=record).exists())
    return bool(Confirmation.objects.standing().filter(period=period, about=record.code).exists())


def about(question: UpdateQuestion) -> Any:
    """The record that the question is about."""
    found = (kind._base_manager.filter(code=question.about).first() for kind in TOLD)
    return next((record for record in found if record is not None), None)


def answer(question: UpdateQuestion, *, text: str, by: Actor, at: datetime, rev: int | None = None) -> UpdateQuestion:
    """Answer under the question; who asked does not answer."""
    with writing("update.answer", by=by, at=at, record=about(question), reason=text) as act:
        if not text.strip():
            raise RuleBroken(_("Give an answer; the question waits for it"), code="text")
        if question.answer or (rev is not None and rev != question.rev):
            raise RuleBroken(_("%(code)s is answered already") % {"code": question.about}, code="text")
        check_takes_words(act, question.period)
        first = UpdateQuestion.versions().filter(id=question.pk, rev=1).values_list("history_user_id", flat=True)
        if by.id in first:
            raise RuleBroken(
                _("Who asked does not answer; the owner of %(code)s does") % {"code": question.about}, code="two_keys"
            )
        act.change(question, answer=text)
    return question

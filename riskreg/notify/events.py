"""Mails from what was done: the log's entries since the last ones were made."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from riskreg.access import confidential_behind
from riskreg.integrity import verify
from riskreg.models import (
    Decision,
    LedgerEntry,
    PublishedReport,
    ReportDraft,
    ReportingPeriod,
    UpdateQuestion,
)
from riskreg.notify import months, waiting
from riskreg.notify.notices import Notice, Wanted, item
from riskreg.notify.one_page import one_page
from riskreg.notify.plain import link, one_line
from riskreg.notify.readers import Reader
from riskreg.reporting import publish
from riskreg.services import questions
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import ActorKind, PeriodState, Right
from riskreg.vocabulary.mails import MailKind
from riskreg.vocabulary.periods import Month

# What was done longer ago is no news: a job that stood still for longer tells of what came after.
NEWS_FOR = timedelta(days=31)


@dataclass(frozen=True)
class Event:
    """An entry of the log: act, number of the record and of its version, who did it."""

    act: str
    record: int
    rev: int
    actor: str


def newest() -> int:
    """The number of the log's last entry; 0 while it is empty. One query."""
    return LedgerEntry.objects.aggregate(newest=Max("number"))["newest"] or 0


def wanted(readers: list[Reader], after: int, upto: int, at: datetime, on: date) -> Iterator[Wanted]:
    """The mails of the entries after one number up to another. Two queries, and two an event."""
    entries = LedgerEntry.objects.filter(number__gt=after, number__lte=upto, model__in=_OF)
    for model, body in entries.order_by("number").values_list("model", "body").iterator(chunk_size=500):
        told, recorded = json.loads(body), verify.recorded_at(body)
        # What a load rebuilt was done long ago, and nobody is told of it now.
        if told["at"] != told["recorded"] or recorded is None or recorded < at - NEWS_FOR:
            continue
        event = Event(told["act"], told["record"], told["rev"], told["actor"])
        yield from _OF[model](event, readers, on)


def _code(kind: Any, event: Event) -> str:
    return str(kind.objects.filter(pk=event.record).values_list("code", flat=True).first() or "")


def _opened(event: Event, readers: list[Reader], on: date) -> Iterator[Wanted]:
    period = ReportingPeriod.objects.filter(pk=event.record).first() if event.act == "period.open" else None
    if period is not None and period.state == PeriodState.OPEN and period.due is not None:
        for reader in readers:
            yield Wanted(MailKind.OPENED, period.code, reader, months.opened(reader, period))


def _returned(event: Event, readers: list[Reader], on: date) -> Iterator[Wanted]:
    question = waiting.open_question(_code(UpdateQuestion, event))
    record = questions.about(question) if question is not None and event.act == "update.return" else None
    if question is None or record is None:
        return
    asked_by = UpdateQuestion.versions().filter(id=question.pk, rev=1).values_list("actor_name", flat=True).first()
    for reader in readers:
        if record.owner_id in reader.fills:
            yield Wanted(
                MailKind.RETURNED, question.code, reader, _of_question(reader, question, record, asked_by or "")
            )


def _of_question(reader: Reader, question: UpdateQuestion, record: Any, who: str) -> Callable[[], Notice | None]:
    def tell() -> Notice | None:
        if reader.register.get(UpdateQuestion, question.code) is None:
            return None
        month = Month.parse(question.period.code)
        hidden = bool(confidential_behind(record))
        told = {"who": one_line(who, 120), "code": record.code, "month": months.name_of(month)}
        return Notice(
            _("Your update of %(code)s came back with a question") % told,
            _("%(who)s has a question on %(code)s in %(month)s. Answer it under the update.") % told,
            (item(record, record._meta.model_name),),
            # Words about what is confidential stay in the register, with its title.
            quote="" if hidden else one_line(question.question, 2000),
            url=months.sheet(month),
            button=_("Answer the question"),
        )

    return tell


def _asked(event: Event, readers: list[Reader], on: date) -> Iterator[Wanted]:
    asked = waiting.asked_decision(_code(Decision, event))
    if asked is None or event.act != "decision.ask" or event.rev != 1:
        return
    for reader in readers:
        if reader.has(Right.MANAGEMENT) and event.actor != f"{ActorKind.USER}:{reader.user.pk}":
            yield Wanted(MailKind.DECISION_ASKED, asked.code, reader, _of_decision(reader, asked))


def _of_decision(reader: Reader, asked: Decision) -> Callable[[], Notice | None]:
    def tell() -> Notice | None:
        if reader.register.get(Decision, asked.code) is None:
            return None
        told = {"code": asked.code, "day": dates.show(asked.needed_by)}
        if asked.needed_by:
            lead = _("%(code)s waits for a decision of management, by %(day)s.") % told
        else:
            lead = _("%(code)s waits for a decision of management.") % told
        named = item(asked, "decision", asked.context)
        return Notice(
            _("A decision is asked of you: %(code)s") % told, lead, (named,), url=named.url, button=_("Look and decide")
        )

    return tell


def _ready(event: Event, readers: list[Reader], on: date) -> Iterator[Wanted]:
    draft = waiting.ready_draft(f"{_code(ReportDraft, event)} {event.rev}")
    if draft is None or event.act != "report.ready":
        return

    # The same page for all who get it: it is the edition, which holds nothing confidential.
    page = cache(lambda: one_page(publish.drafted(draft, on)))
    month = Month.parse(draft.period.code)

    def tell() -> Notice:
        told = {"month": months.name_of(month), "edition": draft.edition}
        return Notice(
            _("The report of %(month)s is ready to be sealed") % told,
            _("Edition %(edition)d of the report of %(month)s was put forward. Read it, and seal it if it is right.")
            % told,
            page=page(),
            url=link(f"/reports/{month}/"),
            button=_("Read and seal"),
        )

    for reader in readers:
        if reader.has(Right.MANAGEMENT):
            yield Wanted(MailKind.REPORT_READY, f"{draft.code} {draft.rev}", reader, tell)


def _sealed(event: Event, readers: list[Reader], on: date) -> Iterator[Wanted]:
    sealed = PublishedReport.objects.filter(pk=event.record).select_related("period").first()
    if sealed is None or event.act != "report.seal":
        return
    page = cache(lambda: one_page(publish.report_of(sealed)))
    month = Month.parse(sealed.period.code)

    def tell() -> Notice:
        told = {"month": months.name_of(month), "edition": sealed.edition, "reason": one_line(sealed.reason)}
        if sealed.edition > 1:
            lead = _("Edition %(edition)d of the report of %(month)s is sealed. It corrects the one before: %(reason)s")
        else:
            lead = _("The report of %(month)s is sealed: it does not change any more.")
        return Notice(
            _("The report of %(month)s is sealed") % told,
            lead % told,
            page=page(),
            quote=_("SHA-256 of its data: %(digest)s") % {"digest": sealed.sha256},
            url=link(f"/reports/{month}/"),
            button=_("Read the report"),
        )

    for reader in readers:
        if reader.reads_reports:
            yield Wanted(MailKind.REPORT_SEALED, sealed.code, reader, tell)


_OF: dict[str, Callable[[Event, list[Reader], date], Iterator[Wanted]]] = {
    "reportingperiod": _opened,
    "updatequestion": _returned,
    "decision": _asked,
    "reportdraft": _ready,
    "publishedreport": _sealed,
}

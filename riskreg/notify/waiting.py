"""What was made and not sent yet: kept true until it leaves, and dropped when its matter was settled meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from riskreg.models import Decision, Mail, PublishedReport, ReportDraft, ReportingPeriod, UpdateQuestion
from riskreg.notify.notices import Wanted
from riskreg.services import mails
from riskreg.vocabulary.choices import DecisionState, PeriodState
from riskreg.vocabulary.mails import MailKind

log = logging.getLogger(__name__)
# What is judged by the day anew: it still stands when it would be made today.
OF_THE_DAY = frozenset((MailKind.DUE_SOON, MailKind.OVERDUE, MailKind.ACCEPTANCE_EXPIRING, MailKind.TO_REPORT))
Rewrite = Callable[[Wanted], dict[str, str] | None]


def open_question(code: str) -> UpdateQuestion | None:
    """The question that is not answered yet."""
    return UpdateQuestion.objects.standing().filter(code=code, answer="").select_related("period").first()


def asked_decision(code: str) -> Decision | None:
    """The decision that waits to be taken."""
    asked: Decision | None = Decision.objects.standing().filter(code=code, state=DecisionState.ASKED).first()
    return asked


def ready_draft(code_and_rev: str) -> ReportDraft | None:
    """The draft as it was put forward, as long as its edition is not sealed: "2026-11-E01 3"."""
    code, _space, rev = code_and_rev.rpartition(" ")
    draft = ReportDraft.objects.filter(code=code, rev=rev, is_ready=True).select_related("period").first()
    if draft is None or PublishedReport.objects.filter(period=draft.period, edition=draft.edition).exists():
        return None
    return draft


def _open_month(code: str) -> ReportingPeriod | None:
    return ReportingPeriod.objects.standing().filter(code=code, state=PeriodState.OPEN).first()


_STANDS: dict[str, Callable[[str], Any]] = {
    MailKind.OPENED: _open_month,
    MailKind.RETURNED: open_question,
    MailKind.DECISION_ASKED: asked_decision,
    MailKind.REPORT_READY: ready_draft,
}


def keep_true(
    waiting: list[Mail], of_the_day: Iterable[Wanted], rewrite: Rewrite, fail: Callable[[Exception], None]
) -> None:
    """Write anew what the day says otherwise now, and drop what has nothing left to tell.

    What cannot be looked at stays as it is, and `fail` is told.
    """
    wanted: Mapping[str, Wanted] = {one.key: one for one in of_the_day} if waiting else {}
    for mail in waiting:
        try:
            if mail.kind in OF_THE_DAY:
                _of_the_day(mail, rewrite(wanted[mail.key]) if mail.key in wanted else None)
            elif mail.kind in _STANDS and _STANDS[mail.kind](_about(mail)) is None:
                mails.drop(mail)
        except Exception as error:
            fail(error)
            log.exception("the mail %s could not be written anew", mail.key)


def _of_the_day(mail: Mail, words: dict[str, str] | None) -> None:
    if words is None:
        mails.drop(mail)
    elif words["text"] != mail.text:
        mails.write_anew(mail, **words)


def _about(mail: Mail) -> str:
    """What `Wanted.key` was made of."""
    return mail.key.removeprefix(f"{mail.kind} ").rpartition(" user:")[0]

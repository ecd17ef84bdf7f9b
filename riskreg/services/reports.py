"""Acts on the monthly report: draft its words, put it forward, begin a correction, seal it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import PeriodNote, PublishedReport, ReportDraft, ReportFile, ReportingPeriod
from riskreg.services._record import Writing, writing
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.errors import RuleBroken


@dataclass(frozen=True)
class Edition:
    """What is sealed: canonical data, the files made of it, what the trend draws, and the log as it stood."""

    data: str
    files: Mapping[str, bytes]
    figures: Mapping[str, Any]
    log_size: int
    log_root: str
    # What was still open when it was put forward, in words; there must be none, or a reason.
    missing: tuple[str, ...] = field(default=())


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def latest(period: ReportingPeriod) -> PublishedReport | None:
    """The newest sealed edition of the month."""
    found: PublishedReport | None = (
        PublishedReport.objects.standing().filter(period=period).order_by("-edition").first()
    )
    return found


def open_draft(period: ReportingPeriod) -> ReportDraft | None:
    """The draft of the edition that is not sealed yet."""
    sealed = PublishedReport.objects.standing().filter(period=period).values("edition")
    found: ReportDraft | None = (
        ReportDraft.objects.standing().filter(period=period).exclude(edition__in=sealed).order_by("-edition").first()
    )
    return found


def draft(
    period: ReportingPeriod,
    *,
    headline: str = "",
    language: str,
    by: Actor,
    at: datetime,
    reason: str = "",
    rev: int | None = None,
) -> ReportDraft:
    """Write the words of the edition that comes. A draft that was put forward is taken back by it.

    `rev` is the version of the draft that was seen. Raises RuleBroken, its code the argument's name.
    """
    with writing("report.draft", by=by, at=at, reason=reason) as act:
        standing = open_draft(period)
        _check_draftable(period, standing)
        values = {"headline": _seen(headline), "language": language}
        if standing is None:
            made: ReportDraft = act.add(ReportDraft(code=f"{period.code}-D01", period=period, edition=1, **values))
            return made
        check_seen(standing, rev)
        act.change(standing, **values, is_ready=False)
        return standing


def _seen(headline: str) -> str:
    """Without what cannot be seen: a headline of such characters alone is none."""
    return "".join(sign for sign in headline if unicodedata.category(sign) != "Cf").strip()


def check_seen(standing: ReportDraft, rev: int | None) -> None:
    """Raises RuleBroken when the draft is not at the version that was seen."""
    from_here = rev is None or rev == standing.rev
    if not from_here:
        raise RuleBroken(
            _("Somebody else wrote in this draft since you opened it; look at what stands now"), code="rev"
        )


def _check_draftable(period: ReportingPeriod, standing: ReportDraft | None) -> None:
    if period.state == PeriodState.RECONSTRUCTED:
        raise RuleBroken(
            _("%(month)s is reconstructed; it gets no edition") % {"month": dates.month_name(period.code)},
            code="period",
        )
    if period.state == PeriodState.SEALED and standing is None:
        raise RuleBroken(
            _("%(month)s is sealed; begin a correction, with its reason") % {"month": dates.month_name(period.code)},
            code="period",
        )


def put_forward(
    draft: ReportDraft,
    *,
    missing: tuple[str, ...] = (),
    by: Actor,
    at: datetime,
    reason: str = "",
    rev: int | None = None,
) -> ReportDraft:
    """Say that management can seal it. `missing` is what the month still lacks, in words; with any, say why."""
    with writing("report.ready", by=by, at=at, record=draft, reason=reason, rev=rev) as act:
        if draft.edition == 1 and draft.period.state != PeriodState.IN_REVIEW:
            raise RuleBroken(
                _("Send %(month)s to review first: its figures are those of that moment")
                % {"month": dates.month_within(draft.period.code)},
                code="period",
            )
        _check_missing(missing, reason)
        if draft.is_ready:
            raise RuleBroken(_("The report was put forward before"), code="is_ready")
        if draft.edition > 1:
            check_correctable(draft.period)
        # A correction tells what the register says when it is put forward: what was corrected until then.
        values = {"cut_off": at} if draft.edition > 1 else {}
        act.change(draft, is_ready=True, **values)
    return draft


def begin_and_put_forward(
    period: ReportingPeriod, *, language: str, missing: tuple[str, ...] = (), by: Actor, at: datetime, reason: str = ""
) -> ReportDraft:
    """The same where nobody wrote a word yet: the draft with the computed headline, put forward; both or nothing."""
    with writing("report.ready", by=by, at=at, reason=reason):
        made = draft(period, language=language, by=by, at=at)
        return put_forward(made, missing=missing, by=by, at=at, reason=reason)


def give_up(draft: ReportDraft, *, by: Actor, at: datetime, reason: str, rev: int | None = None) -> ReportDraft:
    """Withdraw a correction that is not sealed; the edition before it stands as the last one."""
    with writing("report.draft", by=by, at=at, record=draft, reason=reason, rev=rev) as act:
        if draft.edition == 1:
            raise RuleBroken(_("Only a correction is given up; a month gets its first edition"), code="period")
        if not reason.strip():
            raise RuleBroken(_("Say why the correction is given up"), code="reason")
        if PublishedReport.objects.filter(period_id=draft.period_id, edition=draft.edition).exists():
            raise RuleBroken(
                _("Edition %(edition)d of %(month)s is sealed already")
                % {"edition": draft.edition, "month": dates.month_within(draft.period.code)},
                code="sealed",
            )
        act.change(draft, withdrawn=True, is_ready=False)
    return draft


def _check_missing(missing: tuple[str, ...], reason: str) -> None:
    if missing and not reason.strip():
        raise RuleBroken(
            _("The month still lacks: %(missing)s. Settle it, or say why the report goes out without")
            % {"missing": "; ".join(missing)},
            code="reason",
        )


def correct(period: ReportingPeriod, *, by: Actor, at: datetime, reason: str) -> ReportDraft:
    """Begin the next edition of a sealed month; its figures are those of the moment at which it is put forward.

    Raises RuleBroken once a later month is cut off: that one then tells what was corrected.
    """
    with writing("report.correct", by=by, at=at, record=period, reason=reason) as act:
        last = latest(period)
        if period.state != PeriodState.SEALED or last is None:
            raise RuleBroken(_("%(month)s is not sealed") % {"month": dates.month_name(period.code)}, code="period")
        if not reason.strip():
            raise RuleBroken(_("Say what edition %(edition)d corrects") % {"edition": last.edition + 1}, code="reason")
        if open_draft(period) is not None:
            raise RuleBroken(
                _("A correction of %(month)s is under way") % {"month": dates.month_within(period.code)}, code="period"
            )
        check_correctable(period)
        edition = last.edition + 1
        words = ReportDraft.objects.get(period=period, edition=last.edition)
        values = {"language": words.language, "headline": words.headline, "reason": reason, "cut_off": at}
        given_up = ReportDraft.objects.withdrawn().filter(period=period, edition=edition).first()
        if given_up is not None:
            # One draft an edition: what was given up begins anew, and its history keeps both.
            act.change(given_up, **values, withdrawn=False, is_ready=False)
            return given_up
        made: ReportDraft = act.add(
            ReportDraft(code=f"{period.code}-D{edition:02d}", period=period, edition=edition, **values)
        )
        return made


def is_correctable(period: ReportingPeriod) -> bool:
    """Whether a correction of the month can begin: it is sealed, and no later month is cut off. At most one query."""
    later = ReportingPeriod.objects.filter(code__gt=period.code, cut_off__isnull=False)
    return period.state == PeriodState.SEALED and not later.exists()


def check_correctable(period: ReportingPeriod, until: datetime | None = None) -> None:
    """Raises RuleBroken once a later month is cut off, before `until` or at all: it starts where this one ended.

    With `until`, the moment at which a correction was put forward, a later month that is sealed refuses too.
    """
    cut_off = ReportingPeriod.objects.filter(code__gt=period.code, cut_off__isnull=False).order_by("code")
    if until is not None:
        cut_off = cut_off.filter(Q(cut_off__lte=until) | Q(state=PeriodState.SEALED))
    later = cut_off.first()
    if later is not None:
        raise RuleBroken(
            _("%(later)s is cut off already and starts where %(month)s ended; correct it there")
            % {"later": dates.month_name(later.code), "month": dates.month_within(period.code)},
            code="period",
        )


def seal(
    draft: ReportDraft,
    edition: Edition,
    *,
    by: Actor,
    at: datetime,
    is_unchanged: Callable[[], bool] = lambda: True,
    rev: int | None = None,
) -> PublishedReport:
    """Seal the edition: data, files and figures in one transaction, and nothing changes them after that.

    Called by reporting.publish, which makes the edition; `is_unchanged` is asked once nobody else can write. Raises
    NotAllowed, Stale, or RuleBroken: not put forward, written by the one who seals, or something came open since.
    """
    with writing("report.seal", by=by, at=at, record=draft, reason=draft.reason, rev=rev) as act:
        period = ReportingPeriod.objects.get(pk=draft.period_id)
        check_sealable(draft, missing=edition.missing, by=by)
        if not is_unchanged():
            raise RuleBroken(_("Somebody changed the month's words while it was being sealed; look again"), code="rev")
        last = latest(period)
        sealed = act.add(
            PublishedReport(
                code=f"{period.code}-E{draft.edition:02d}", period=period, edition=draft.edition, data=edition.data,
                sha256=digest(edition.data.encode()), language=draft.language,
                cut_off=draft.cut_off or period.cut_off, log_size=edition.log_size, log_root=edition.log_root,
                files={name: digest(content) for name, content in sorted(edition.files.items())},
                figures=dict(edition.figures), drafted_by=_writers(draft)[-1], sealed_by=by.id, reason=draft.reason,
                corrects=last,
            )
        )  # fmt: skip
        _keep_files(sealed, edition.files)
        _close(act, period, draft)
    published: PublishedReport = sealed
    return published


def check_sealable(draft: ReportDraft, *, missing: tuple[str, ...], by: Actor) -> None:
    """Raises RuleBroken: sealed before, not put forward, not in review, something open, or written by who seals."""
    period = ReportingPeriod.objects.get(pk=draft.period_id)
    if PublishedReport.objects.filter(period=period, edition=draft.edition).exists():
        raise RuleBroken(
            _("Edition %(edition)d of %(month)s is sealed already")
            % {"edition": draft.edition, "month": dates.month_within(period.code)},
            code="sealed",
        )
    if not ReportDraft.objects.filter(pk=draft.pk, is_ready=True).exists():
        raise RuleBroken(
            _("The report was not put forward, or was taken back since; the risk officer puts it forward"),
            code="is_ready",
        )
    if draft.edition == 1 and period.state != PeriodState.IN_REVIEW:
        raise RuleBroken(
            _("%(month)s is %(state)s; only a month in review is sealed")
            % {"month": dates.month_name(period.code), "state": period.get_state_display()},
            code="period",
        )
    if draft.edition > 1:
        check_correctable(period, draft.cut_off)
    else:
        _check_months_before(period)
    _check_missing(missing, _put_forward_with(draft))
    if by.id in {*_writers(draft), *_writers_of_words(period)}:
        raise RuleBroken(
            _("Who wrote in the draft does not seal it; somebody else in management does"), code="two_keys"
        )


def _check_months_before(period: ReportingPeriod) -> None:
    """Raises RuleBroken: a report says what changed since the edition before, so that one is sealed first."""
    waiting = ReportingPeriod.objects.standing().filter(code__lt=period.code).exclude(
        state__in=(PeriodState.SEALED, PeriodState.RECONSTRUCTED)
    )  # fmt: skip
    first = waiting.order_by("code").first()
    if first is not None:
        raise RuleBroken(
            _("%(first)s is not sealed yet; seal it before %(month)s")
            % {"first": dates.month_name(first.code), "month": dates.month_within(period.code)},
            code="period",
        )


def _put_forward_with(draft: ReportDraft) -> str:
    """The reason that was given when the draft was put forward last."""
    last = ReportDraft.versions().filter(id=draft.pk, act="report.ready").order_by("-rev").first()
    return str(last.history_change_reason or "") if last is not None else ""


def _writers(draft: ReportDraft) -> list[str]:
    """The keys of all who wrote in the draft or put it forward, in order."""
    written = ReportDraft.versions().filter(id=draft.pk).order_by("rev")
    return list(written.values_list("history_user_id", flat=True))


def _writers_of_words(period: ReportingPeriod) -> list[str]:
    """The keys of all who wrote words of the month, which the report prints."""
    return list(PeriodNote.versions().filter(period_id=period.pk).values_list("history_user_id", flat=True))


def _keep_files(sealed: PublishedReport, files: Mapping[str, bytes]) -> None:
    ReportFile.objects.bulk_create(
        [ReportFile(report=sealed, format=name, content=content) for name, content in sorted(files.items())]
    )


def _close(act: Writing, period: ReportingPeriod, draft: ReportDraft) -> None:
    """The month ends where its newest edition was cut off."""
    values: dict[str, Any] = {"state": PeriodState.SEALED}
    if draft.cut_off is not None:
        values["cut_off"] = draft.cut_off
    act.change(period, **values)

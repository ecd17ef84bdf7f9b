"""A month's report for the page and for sealing: built, put into files, sealed, and checked against what was sealed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from riskreg.access import Actor, everybody, require
from riskreg.history.register import Register
from riskreg.insight import trend
from riskreg.insight.month_state import MonthState
from riskreg.integrity import checkpoints, seals
from riskreg.models import PublishedReport, ReportDraft, ReportFile, ReportingPeriod
from riskreg.reporting import monthly
from riskreg.reporting.cut_offs import CutOffs
from riskreg.reporting.document import Report
from riskreg.reporting.document_plans import TrendMonth
from riskreg.reporting.render import files
from riskreg.reporting.render import json as json_file
from riskreg.reporting.render.edition import moment_words
from riskreg.reporting.sections.steps import role_words, steps
from riskreg.services import reports
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.errors import BadInput, RuleBroken
from riskreg.vocabulary.periods import Month


def with_trend(report: Report, register: Register) -> Report:
    """The report with the months before its own, as they were kept. Two queries."""
    kept = trend.trend(register, report.month.previous, trend.MONTHS - 1)
    points = [
        TrendMonth(
            one.month, one.open_findings, one.late_milestones, one.planned, one.actual, not one.is_kept, one.findings
        )
        for one in kept
    ]
    return replace(report, trend=(*points, *report.trend[-1:]))


def preview(draft: ReportDraft, on: date) -> Report:
    """The same report marked as the draft that it is, to be read before it is sealed."""
    return replace(drafted(draft, on), state=PeriodState.IN_REVIEW)


def figures_of(report: Report) -> dict[str, Any]:
    """What the trend draws of the report's own month, as its data tell it."""
    own = report.trend[-1]
    return {
        "open_findings": own.open_findings, "findings": own.findings, "late_milestones": own.late_milestones,
        "planned": own.planned, "actual": own.actual,
    }  # fmt: skip


def asked(month: Month, on: date) -> MonthState:
    """What the month asked for as its report tells it: without confidential records, the same for every reader."""
    return MonthState(Register.now(everybody(), on), month)


def drafted(draft: ReportDraft, on: date, state: MonthState | None = None) -> Report:
    """The report as the draft's edition would be sealed: without confidential records, in the draft's language.

    `state` is what `asked` gave, for a page that also shows what is missing.
    """
    period = ReportingPeriod.objects.get(pk=draft.period_id)
    month, reader, cut_offs = Month.parse(period.code), everybody(), CutOffs.read(on)
    end = cut_offs.end(reader, month)
    if draft.edition > 1:
        # A correction is cut off anew when it is put forward.
        end = Register.as_of(reader, month.last, draft.cut_off) if draft.is_ready else Register.now(reader, month.last)
    words = Register.now(reader, on)
    with override(draft.language):
        start = cut_offs.start(reader, month)
        report = monthly.build(start, end, month, PeriodState.SEALED, cut_offs=cut_offs, words=words, asked=state)
        report = replace(report, steps=steps(draft))
    report = with_trend(report, words)
    return headed(report, draft.headline)


def headed(report: Report, headline: str) -> Report:
    """With the headline that somebody wrote; the one that was computed is kept beside it."""
    if not headline or headline == report.headline:
        return report
    return replace(report, headline=headline, computed_headline=report.headline)


def digest_of(report: Report) -> str:
    """SHA-256 of the report's data in hexadecimal: what whoever seals has read."""
    return reports.digest(json_file.dumps(report).encode())


def seal(
    draft: ReportDraft,
    *,
    missing: Iterable[str] = (),
    by: Actor,
    at: datetime,
    on: date,
    rev: int | None = None,
    read: str | None = None,
) -> PublishedReport:
    """Seal the draft: build it, sign the log as it stands, make every file, and keep all of it or nothing.

    The files are made before the register is locked; when somebody changed the words meanwhile nothing is sealed.
    `read` is the digest of the data that were shown to whoever seals. Raises NotAllowed, Stale or RuleBroken.
    """
    require(by, "report.seal", draft)
    # What cannot be sealed is told before anything is made.
    reports.check_sealable(draft, missing=tuple(missing), by=by)
    data = json_file.dumps(drafted(draft, on))
    if read is not None and read != reports.digest(data.encode()):
        raise RuleBroken(_("The report changed since you opened it; read it again, then seal it"), code="read")
    reports.check_seen(draft, rev)
    with transaction.atomic():
        mark = checkpoints.make(at)
    edition = edition_of(data, Printed.of(draft, data, mark.size, mark.root), tuple(missing))
    return reports.seal(
        draft, edition, by=by, at=at, rev=rev, is_unchanged=lambda: json_file.dumps(drafted(draft, on)) == data
    )


@dataclass(frozen=True)
class Printed:
    """What stands on every page of an edition beside the data."""

    edition: int
    sha256: str
    log_size: int
    log_root: str
    reason: str = ""

    @classmethod
    def of(cls, draft: ReportDraft, data: str, size: int, root: str) -> Printed:
        return cls(draft.edition, reports.digest(data.encode()), size, root, draft.reason)

    @classmethod
    def on(cls, sealed: PublishedReport) -> Printed:
        return cls(sealed.edition, sealed.sha256, sealed.log_size, sealed.log_root, sealed.reason)


def edition_of(data: str, printed: Printed, missing: tuple[str, ...] = ()) -> reports.Edition:
    """Every file of an edition, from its data alone."""
    report = json_file.loads(data)
    made = files.every(report, printed)
    return reports.Edition(data, made, figures_of(report), printed.log_size, printed.log_root, missing)


def newest(month: Month) -> PublishedReport | None:
    """The newest sealed edition of the month."""
    found: PublishedReport | None = (
        PublishedReport.objects.standing().filter(code__startswith=f"{month}-E").order_by("-code").first()
    )
    return found


class Unreadable(BadInput):
    """The data of a sealed edition are no longer those of a report; the sentence says what is wrong with them."""


def sealing(sealed: PublishedReport) -> str:
    """Who sealed it, by role, and when: no file holds that, for the files are sealed by that act. One query."""
    made = PublishedReport.versions().filter(id=sealed.pk).order_by("rev").first()
    words = {"role": role_words(made.actor_role), "moment": moment_words(made.history_date)}
    return _("Sealed: %(role)s, %(moment)s") % words


def report_of(sealed: PublishedReport) -> Report:
    """The report as it was sealed. Raises Unreadable when its data no longer are a report."""
    try:
        return json_file.loads(sealed.data)
    except BadInput as error:
        raise Unreadable(f"{sealed.code}: {error.message}", code="data") from error


@dataclass(frozen=True)
class Checked:
    """What a check of a sealed edition found: `broken` parts, and `other` files that today's code makes otherwise."""

    broken: tuple[seals.Broken, ...]
    other: tuple[str, ...]

    @property
    def matches(self) -> bool:
        return not self.broken and not self.other


def checked(sealed: PublishedReport) -> Checked:
    """Compare the edition with its digests, and every file with what its data give today."""
    broken = tuple(seals.broken(sealed))
    if broken:
        return Checked(broken, ())
    again = edition_of(sealed.data, Printed.on(sealed)).files
    other = tuple(name for name, sha256 in sealed.files.items() if reports.digest(again.get(name, b"")) != sha256)
    return Checked((), other)


def file_of(sealed: PublishedReport, name: str) -> bytes:
    """One file of a sealed edition. Raises RuleBroken when it is not as it was sealed."""
    kept: Mapping[str, str] = sealed.files
    content = ReportFile.objects.filter(report=sealed, format=name).values_list("content", flat=True).first()
    if content is None or reports.digest(seals.as_bytes(content)) != kept.get(name):
        raise RuleBroken(
            _("The %(name)s file is not as it was sealed; it is not given out") % {"name": name.upper()}, code="seal"
        )
    return seals.as_bytes(content)

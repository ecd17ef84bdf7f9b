"""What is printed on every file of a report beside its data: the edition, its digest, the log it was sealed on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from riskreg.reporting.document import Report
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.periods import REGISTER_ZONE, end_of_day
from riskreg.vocabulary.turning import visible

# The state of a report that was made again of a month that is sealed.
COPY = "copy"


class Printed(Protocol):
    """A sealed edition; a draft has none of it. `sha256` is that of the canonical data."""

    @property
    def edition(self) -> int: ...

    @property
    def sha256(self) -> str: ...

    @property
    def log_size(self) -> int: ...

    @property
    def log_root(self) -> str: ...

    @property
    def reason(self) -> str: ...


def made_at(report: Report) -> datetime:
    """The moment that stands in a file: the report's cut-off, the end of its month while it has none; UTC."""
    at = report.cut_offs[1] or end_of_day(report.month.last)
    return at.astimezone(UTC).replace(microsecond=0)


def month_name(report: Report) -> str:
    return str(date_format(report.month.first, "F Y"))


def title(report: Report) -> str:
    return _("Monthly report, %(month)s") % {"month": month_name(report)}


def is_copy(report: Report, printed: Printed | None) -> bool:
    """Of a sealed month, and not its sealed edition."""
    return printed is None and report.state in (PeriodState.SEALED, COPY)


def mark(report: Report, printed: Printed | None) -> str:
    """One or two words for the head of every page: DRAFT, Reconstructed month, Edition 1."""
    if printed is not None:
        return _("Edition %(number)d") % {"number": printed.edition}
    if report.state == PeriodState.RECONSTRUCTED:
        return _("Reconstructed month")
    if is_copy(report, printed):
        return _("Copy")
    return _("DRAFT")


def mark_words(report: Report, printed: Printed | None) -> str:
    """The same as a sentence, for the first page."""
    if printed is not None:
        return _("Edition %(number)d, sealed") % {"number": printed.edition}
    if report.state == PeriodState.RECONSTRUCTED:
        return _("Reconstructed month: loaded history, not sealed")
    if is_copy(report, printed):
        return _("Copy made from the register today; the sealed edition is a file of its own")
    if report.state == PeriodState.OPEN:
        return _("Draft: the month is still open")
    return _("Draft: the month is in review, not sealed")


def example_words() -> str:
    """What the mark of an example says."""
    return _("example: an illustrative record, made for the demonstration; not a statement of fact")


def hardness(severity: int) -> str:
    """How hard a contradiction clashes, in words."""
    return {1: _("Cannot both be"), 2: _("Unlikely"), 3: _("Look at it")}.get(severity, "")


def steps(report: Report) -> tuple[str, ...]:
    """Who made the report, by role and moment: what is known before it is sealed."""
    return tuple(
        _("%(step)s: %(role)s, %(moment)s") % {"step": one.words, "role": one.role, "moment": moment_words(one.at)}
        for one in report.steps
    )


def reasons(report: Report) -> tuple[tuple[str, str], ...]:
    """What the officer gave as reason for going on, after the step that asked for it."""
    return tuple((one.words, one.reason) for one in report.steps if one.reason)


def moment_words(at: datetime) -> str:
    """To the minute, in the register's time zone."""
    local = at.astimezone(REGISTER_ZONE)
    return _("%(day)s, %(time)s") % {"day": dates.show(local.date()), "time": f"{local:%H:%M}"}


def lines(printed: Printed | None) -> tuple[str, ...]:
    """What proves a sealed edition, line by line; nothing for a draft."""
    if printed is None:
        return ()
    found = [_("SHA-256 of the data: %(digest)s") % {"digest": printed.sha256}]
    if printed.log_root:
        words = {"size": printed.log_size, "root": printed.log_root}
        found.append(_("Log when sealed: %(size)d entries, root %(root)s") % words)
    if printed.reason:
        found.append(_("Corrects the edition before: %(reason)s") % {"reason": visible(printed.reason)})
    return tuple(found)

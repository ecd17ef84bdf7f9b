"""The line under each heading of the state of affairs: what the rows below it say, computed from those rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.reporting.document import (
    Changes,
    Commitments,
    Decisions,
    FindingRow,
    PlanRow,
    Plans,
    Report,
    RiskRow,
    Risks,
)
from riskreg.reporting.document_since import Exceptions
from riskreg.reporting.wording import days_words, sentence, spelled
from riskreg.vocabulary import dates

NAMED = 3  # so many records are named by their code, more are counted


@dataclass(frozen=True)
class Messages:
    """One line a panel; blank where the panel is empty and says so itself."""

    decisions: str
    exceptions: str
    to_report: str
    next: str
    risks: str
    plans: str
    changed: str
    findings: str


def of_report(report: Report, since: date) -> Messages:
    """The lines of a report that is compared with the day `since`."""
    return Messages(
        decisions=decisions(report.decisions),
        exceptions=exceptions(report.since.exceptions, since),
        to_report=to_report(report.commitments),
        next=slips_next(report.plans),
        risks=risks(report.risks, since),
        plans=plans(report.plans.rows),
        changed=changed(report.changed, since),
        findings=findings(report.findings.open, report.to_on),
    )


def _joined(*clauses: str) -> str:
    return sentence("; ".join(one for one in clauses if one))


def decisions(part: Decisions) -> str:
    """How many wait, and when the first is needed."""
    count = len(part.asked)
    if not count:
        return ""
    words = {"count": spelled(count)}
    needed = min((row.needed_by for row in part.asked if row.needed_by), default=None)
    if needed is None:
        return sentence(ngettext("%(count)s waits for management", "%(count)s wait for management", count) % words)
    text = ngettext(
        "%(count)s waits for management, needed by %(day)s",
        "%(count)s wait for management, the first needed by %(day)s",
        count,
    )
    return sentence(text % {**words, "day": dates.show(needed)})


def exceptions(groups: Iterable[Exceptions], since: date) -> str:
    """How many records are newly wrong since a day."""
    count = len({one.record.code for group in groups for one in group.items})
    if not count:
        return ""
    return sentence(_("%(count)s new since %(day)s") % {"count": spelled(count), "day": dates.show(since)})


def to_report(part: Commitments) -> str:
    """How many come later than promised, by how much, and whether that was told."""
    count = len(part.to_report)
    if not count:
        return ""
    text = ngettext(
        "%(count)s will be met later than promised, by %(span)s",
        "%(count)s will be met later than promised, by up to %(span)s",
        count,
    )
    most = text % {"count": spelled(count), "span": days_words(max(row.days for row in part.to_report))}
    return _joined(most, _told(count, sum(row.reported_on is None for row in part.to_report)))


def _told(count: int, untold: int) -> str:
    if not untold:
        return ngettext("the delay is reported", "all delays are reported", count)
    if untold == count:
        return ngettext("the delay is not reported yet", "no delay is reported yet", count)
    text = ngettext(
        "%(untold)s of the delays is not reported yet", "%(untold)s of the delays are not reported yet", untold
    )
    return text % {"untold": spelled(untold)}


def slips_next(part: Plans) -> str:
    """How many milestones promised soon may not be reached."""
    count = len(part.next)
    if not count:
        return ""
    text = ngettext(
        "%(count)s milestone promised within %(days)d days shows signs of slipping",
        "%(count)s milestones promised within %(days)d days show signs of slipping",
        count,
    )
    return sentence(text % {"count": spelled(count), "days": part.next_days})


def mine(count: int, late: int, days: int) -> str:
    """How many milestones of the reader are expected within so many days, and how many of these are late."""
    if not count:
        return ""
    text = ngettext(
        "%(count)s milestone of yours is expected within %(days)d days",
        "%(count)s milestones of yours are expected within %(days)d days",
        count,
    )
    if not late:
        return sentence(text % {"count": spelled(count), "days": days})
    past = ngettext("%(late)s is past its baseline", "%(late)s are past their baseline", late)
    return _joined(text % {"count": spelled(count), "days": days}, past % {"late": spelled(late)})


def risks(part: Risks, since: date) -> str:
    """Which top risks moved, came or left since a day."""
    day = dates.show(since)
    moves = list(_moves(part))
    if moves:
        return sentence(_("%(moves)s since %(day)s") % {"moves": ", ".join(moves), "day": day})
    return _("None moved since %(day)s") % {"day": day} if part.top else ""


def _moves(part: Risks) -> Iterator[str]:
    stayed = [row for row in part.top if not row.is_added]
    up = [row for row in stayed if _step(row) > 0]
    down = [row for row in stayed if _step(row) < 0]
    sideways = [row for row in stayed if row.before and row.now and row.before != row.now and not _step(row)]
    added = [row for row in part.top if row.is_added]
    kinds: tuple[tuple[Sequence[RiskRow], str], ...] = (
        (up, ngettext("%(which)s went up", "%(which)s went up", len(up))),
        (down, ngettext("%(which)s came down", "%(which)s came down", len(down))),
        (sideways, ngettext("%(which)s moved at the same score", "%(which)s moved at the same score", len(sideways))),
        (added, ngettext("%(which)s came onto the list", "%(which)s came onto the list", len(added))),
        (part.removed, ngettext("%(which)s left the list", "%(which)s left the list", len(part.removed))),
    )
    return (text % {"which": _which(rows)} for rows, text in kinds if rows)


def _step(row: RiskRow) -> int:
    return 0 if row.score is None or row.score_before is None else row.score - row.score_before


def _which(rows: Sequence[Any]) -> str:
    """A few by their codes, more by their number."""
    if len(rows) > NAMED:
        return spelled(len(rows))
    return get_text_list([row.record.code for row in rows], _("and"))


def plans(rows: Sequence[PlanRow]) -> str:
    """How many plans are off track and at risk, and how many are not approved yet."""
    approved = [row for row in rows if row.state]
    waiting = len(rows) - len(approved)
    text = ngettext("%(count)s is not approved yet", "%(count)s are not approved yet", waiting)
    return _joined(_states([str(row.state) for row in approved]), text % {"count": spelled(waiting)} if waiting else "")


def _states(states: Sequence[str]) -> str:
    off, risk, count = states.count("off_track"), states.count("at_risk"), len(states)
    if not count:
        return ""
    if count == 1:
        if off:
            return _("the one plan is off track")
        return _("the one plan is at risk") if risk else _("the one plan is on track")
    words = {"off": spelled(off), "risk": spelled(risk), "all": spelled(count)}
    if not off and not risk:
        return _("none of %(all)s is off track or at risk") % words
    if not off:
        text = ngettext(
            "%(risk)s of %(all)s is at risk, none is off track",
            "%(risk)s of %(all)s are at risk, none is off track",
            risk,
        )
    elif not risk:
        text = ngettext(
            "%(off)s of %(all)s is off track, none is at risk", "%(off)s of %(all)s are off track, none is at risk", off
        )
    else:
        text = ngettext(
            "%(off)s of %(all)s is off track, %(risk)s at risk",
            "%(off)s of %(all)s are off track, %(risk)s at risk",
            off,
        )
    return text % words


def changed(groups: Iterable[Changes], since: date) -> str:
    """How many changes in how many records since a day."""
    codes = [item.record.code for group in groups for item in group.items]
    if not codes:
        return _("Nothing that the report tells of changed since %(day)s") % {"day": dates.show(since)}
    records = len(set(codes))
    words = {
        "changes": ngettext("%(count)s change", "%(count)s changes", len(codes)) % {"count": spelled(len(codes))},
        "records": ngettext("%(count)s record", "%(count)s records", records) % {"count": spelled(records)},
        "day": dates.show(since),
    }
    return sentence(_("%(changes)s in %(records)s since %(day)s") % words)


def findings(rows: Sequence[FindingRow], on: date) -> str:
    """How many open findings lack a plan, how many targets have passed, and how long the oldest is open."""
    if not rows:
        return ""
    passed = sum(row.target is not None and row.target < on for row in rows)
    text = ngettext("%(count)s target date has passed", "%(count)s target dates have passed", passed)
    span = {"span": days_words(max(row.days_open for row in rows))}
    oldest = _("open for %(span)s") if len(rows) == 1 else _("the oldest is open for %(span)s")
    return _joined(
        _planless(sum(not row.plans for row in rows), len(rows)),
        text % {"count": spelled(passed)} if passed else _("no target date has passed"),
        oldest % span,
    )


def _planless(lacking: int, count: int) -> str:
    if count == 1:
        return _("the one open finding has no plan") if lacking else _("the one open finding has a plan")
    if not lacking:
        return _("each has a plan")
    if lacking == count:
        return _("none of %(all)s has a plan") % {"all": spelled(count)}
    text = ngettext("%(count)s of %(all)s has no plan", "%(count)s of %(all)s have no plan", lacking)
    return text % {"count": spelled(lacking), "all": spelled(count)}

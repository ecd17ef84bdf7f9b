"""The line under the heading of a record's panel: how its rows stand, counted; blank where there are none."""

from collections.abc import Callable, Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.vocabulary import dates, thresholds
from riskreg.vocabulary.choices import CommitmentStatus, Confidence, FindingState, LadderResult

register = template.Library()

Rows = Sequence[Any]
_ENDED = (FindingState.CLOSED, FindingState.SUPERSEDED, FindingState.ACCEPTED)


@register.simple_tag
def says(kind: str, rows: Rows | None) -> str:
    """How the rows of a kind stand. KeyError for a kind without words."""
    words = _KINDS[kind]
    return words(rows) if rows else ""


def _share(part: int, whole: int, *, only: tuple[str, str], none: str, every: str, some: str) -> str:
    """One of five sentences: the only one is so or is not, none is, every one is, or some of all are."""
    if whole == 1:
        return only[0] if part else only[1]
    words = {"count": part, "all": whole}
    return (none if not part else every if part == whole else some) % words


def _findings(rows: Rows) -> str:
    part = sum(row.state not in _ENDED for row in rows)
    return _share(
        part,
        len(rows),
        only=(_("It is open"), _("It has ended")),
        none=_("All %(all)d have ended"),
        every=_("All %(all)d are open"),
        some=ngettext("%(count)d of %(all)d is open", "%(count)d of %(all)d are open", part),
    )


def _plans(rows: Rows) -> str:
    """Plans with their actual and planned percent; those not approved have neither."""
    known = [row for row in rows if row.actual is not None and row.planned is not None]
    if not known:
        return ""
    part = sum(row.actual < row.planned for row in known)
    return _share(
        part,
        len(known),
        only=(_("It is behind its planning"), _("It is not behind its planning")),
        none=_("None of %(all)d is behind its planning"),
        every=_("All %(all)d are behind their planning"),
        some=ngettext(
            "%(count)d of %(all)d is behind its planning", "%(count)d of %(all)d are behind their planning", part
        ),
    )


def _measures(rows: Rows) -> str:
    part = sum(row.operation == LadderResult.EFFECTIVE for row in rows)
    return _share(
        part,
        len(rows),
        only=(_("It was shown to work over a period"), _("It was not shown to work over a period yet")),
        none=_("None of %(all)d was shown to work over a period"),
        every=_("All %(all)d were shown to work over a period"),
        some=ngettext(
            "%(count)d of %(all)d was shown to work over a period",
            "%(count)d of %(all)d were shown to work over a period",
            part,
        ),
    )


def _indicators(rows: Rows) -> str:
    """Of those that have thresholds."""
    states = [thresholds.standing(row.actual, row.green, row.red, row.direction) for row in rows]
    judged = [one for one in states if one is not None]
    if not judged:
        return _("No value is judged against thresholds")
    part = judged.count(Confidence.RED)
    return _share(
        part,
        len(judged),
        only=(_("The one value with thresholds is red"), _("The one value with thresholds is not red")),
        none=_("None of the %(all)d values with thresholds is red"),
        every=_("All %(all)d values with thresholds are red"),
        some=ngettext(
            "%(count)d of the %(all)d values with thresholds is red",
            "%(count)d of the %(all)d values with thresholds are red",
            part,
        ),
    )


def _commitments(rows: Rows) -> str:
    """Commitments, or lines of a table that hold one."""
    listed = [row["commitment"] if isinstance(row, dict) else row for row in rows]
    part = sum(one.status == CommitmentStatus.OPEN for one in listed)
    return _share(
        part,
        len(listed),
        only=(_("It is open"), _("It is no longer open")),
        none=_("None of %(all)d is still open"),
        every=_("All %(all)d are open"),
        some=ngettext("%(count)d of %(all)d is open", "%(count)d of %(all)d are open", part),
    )


def _recommendations(rows: Rows) -> str:
    part = sum(bool(row.response) for row in rows)
    return _share(
        part,
        len(rows),
        only=(_("It has a response"), _("It has no response yet")),
        none=_("None of %(all)d has a response yet"),
        every=_("All %(all)d have a response"),
        some=ngettext("%(count)d of %(all)d has a response", "%(count)d of %(all)d have a response", part),
    )


def _evidence(rows: Rows) -> str:
    return ngettext("%(count)d item, never replaced", "%(count)d items, none ever replaced", len(rows)) % {
        "count": len(rows)
    }


def _history(rows: Rows) -> str:
    """Entries of a timeline, newest first."""
    words = {"count": len(rows), "day": dates.show(rows[-1].on)}
    return ngettext("%(count)d entry, of %(day)s", "%(count)d entries since %(day)s", len(rows)) % words


_KINDS: dict[str, Callable[[Rows], str]] = {
    "findings": _findings,
    "plans": _plans,
    "measures": _measures,
    "indicators": _indicators,
    "commitments": _commitments,
    "recommendations": _recommendations,
    "evidence": _evidence,
    "history": _history,
}

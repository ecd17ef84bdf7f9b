"""The line under the heading of a panel: how its rows stand, counted; blank where there are none."""

from collections.abc import Callable, Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.vocabulary import dates, scoring, thresholds
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


# --- risks and their scores
def _risks(rows: Rows) -> str:
    """Risks, or lines of a table that hold one."""
    listed = [row["risk"] if isinstance(row, dict) else row for row in rows]
    part = sum(scoring.above_appetite(one.likelihood, one.impact, one.appetite) for one in listed)
    return _share(
        part,
        len(listed),
        only=(_("It stands above its appetite"), _("It does not stand above its appetite")),
        none=_("None of %(all)d stands above its appetite"),
        every=_("All %(all)d stand above their appetite"),
        some=ngettext(
            "%(count)d of %(all)d stands above its appetite", "%(count)d of %(all)d stand above their appetite", part
        ),
    )


def _top_list(rows: Rows) -> str:
    return _("%(appetite)s; the order is not a ranking") % {"appetite": _risks(rows)}


def _taken_off(rows: Rows) -> str:
    return ngettext("%(count)d risk left the list", "%(count)d risks left the list", len(rows)) % {"count": len(rows)}


def _assessments(rows: Rows) -> str:
    """Assessments of the current score, newest first; `value` is None where somebody took the score back."""
    values = [_("not assessed") if row["value"] is None else row["value"] for row in rows]
    words = {"count": len(rows), "old": values[-1], "new": values[0], "day": dates.show(rows[-1]["on"])}
    is_dated = rows[-1]["on"] is not None
    if len(rows) == 1:
        return (_("Assessed once, on %(day)s: %(new)s") if is_dated else _("Assessed once: %(new)s")) % words
    if len(set(values)) == 1:
        pattern = _("%(count)d assessments since %(day)s, each %(new)s")
        return (pattern if is_dated else _("%(count)d assessments, each %(new)s")) % words
    pattern = _("From %(old)s to %(new)s in %(count)d assessments since %(day)s")
    return (pattern if is_dated else _("From %(old)s to %(new)s in %(count)d assessments")) % words


def _top_lines(rows: Rows) -> str:
    """What cycles said of a risk, newest first; a cycle may have said two things."""
    last = ", ".join(row["word"] for row in reversed(rows) if row["cycle"] == rows[0]["cycle"])
    cycles = len({row["cycle"] for row in rows})
    words = {"count": cycles, "words": last}
    return ngettext(
        "%(count)d cycle decided on it: %(words)s", "%(count)d cycles decided on it; the last: %(words)s", cycles
    ) % words  # fmt: skip


def _values(rows: Rows) -> str:
    """Values of an indicator as they are shown, newest first."""
    first, last = rows[-1], rows[0]
    words = {
        "count": len(rows),
        "old": first["actual"],
        "new": last["actual"],
        "first": dates.period_within(first["period"]),
        "last": dates.period_within(last["period"]),
    }
    if len(rows) == 1:
        return _("One value, of %(last)s: %(new)s") % words
    if len({str(row["actual"]) for row in rows}) == 1:
        return _("%(count)d values, from %(first)s to %(last)s, each %(new)s") % words
    return _("From %(old)s in %(first)s to %(new)s in %(last)s, in %(count)d values") % words


# --- the cockpit of a month
def _owners(rows: Rows) -> str:
    """Owners of a month; what nobody owns is nobody's silence."""
    listed = [row for row in rows if row["role"] is not None]
    if not listed:
        return ""
    part = sum(row["row"].silent > 0 for row in listed)
    return _share(
        part,
        len(listed),
        only=(_("The one role that is asked is silent on something"), _("The one role that is asked is not silent")),
        none=_("None of %(all)d roles is silent"),
        every=_("All %(all)d roles are silent on something"),
        some=ngettext(
            "%(count)d of %(all)d roles is silent on something",
            "%(count)d of %(all)d roles are silent on something",
            part,
        ),
    )


def _contradictions(rows: Rows) -> str:
    part = sum(bool(row["explanation"]) for row in rows)
    return _share(
        part,
        len(rows),
        only=(_("It is explained"), _("It is not explained yet")),
        none=_("None of %(all)d is explained yet"),
        every=_("All %(all)d are explained"),
        some=ngettext("%(count)d of %(all)d is explained", "%(count)d of %(all)d are explained", part),
    )


def _questions(rows: Rows) -> str:
    part = sum(not row["answer"] for row in rows)
    return _share(
        part,
        len(rows),
        only=(_("It waits for an answer"), _("It was answered")),
        none=_("All %(all)d were answered"),
        every=_("All %(all)d wait for an answer"),
        some=ngettext("%(count)d of %(all)d waits for an answer", "%(count)d of %(all)d wait for an answer", part),
    )


def _wordless(rows: Rows) -> str:
    return ngettext(
        "%(count)d record lacks words that the report prints",
        "%(count)d records lack words that the report prints",
        len(rows),
    ) % {"count": len(rows)}


def _missing(rows: Rows) -> str:
    """What a draft still lacks, and how much of it blocks."""
    part = sum(row.blocks for row in rows)
    first = ngettext("%(count)d point is open", "%(count)d points are open", len(rows)) % {"count": len(rows)}
    if not part:
        return _("%(points)s; nothing blocks the report") % {"points": first}
    second = ngettext(
        "%(count)d blocks the report until it is settled or a reason is given",
        "%(count)d block the report until they are settled or a reason is given",
        part,
    )
    return f"{first}; {second % {'count': part}}"


def _slips(rows: Rows) -> str:
    """Forecasts that moved, in days; the furthest is named."""
    later = [row["days"] for row in rows if row["days"] > 0]
    part, furthest = len(later), max(later or [-row["days"] for row in rows])
    moved = _share(
        part,
        len(rows),
        only=(_("It moved later"), _("It moved earlier")),
        none=_("All %(all)d moved earlier"),
        every=_("All %(all)d moved later"),
        some=ngettext("%(count)d of %(all)d moved later", "%(count)d of %(all)d moved later", part),
    )
    one = ngettext("%(moved)s, by %(days)d day", "%(moved)s, by %(days)d days", furthest)
    most = ngettext("%(moved)s, by %(days)d day at most", "%(moved)s, by %(days)d days at most", furthest)
    return (one if len(rows) == 1 else most) % {"moved": moved, "days": furthest}


def _to_report(rows: Rows) -> str:
    part = sum(bool(row["reported"]) for row in rows)
    first = ngettext(
        "%(count)d commitment is expected after its promised day",
        "%(count)d commitments are expected after their promised day",
        len(rows),
    ) % {"count": len(rows)}
    if not part:
        return _("%(commitments)s; nothing was reported yet") % {"commitments": first}
    second = _share(
        part,
        len(rows),
        only=(_("it was reported"), ""),
        none="",
        every=_("all were reported"),
        some=ngettext("%(count)d was reported", "%(count)d were reported", part),
    )
    return f"{first}; {second}"


def _to_decide(rows: Rows) -> str:
    """Questions to management, and acceptances that end."""
    ends = sum("until" in row for row in rows)
    asked = len(rows) - ends
    first = ngettext("%(count)d decision waits for management", "%(count)d decisions wait for management", asked)
    second = ngettext(
        "%(count)d acceptance of a risk needs a new decision",
        "%(count)d acceptances of risks need a new decision",
        ends,
    )
    told = [words % {"count": count} for words, count in ((first, asked), (second, ends)) if count]
    return "; ".join(told)


_KINDS: dict[str, Callable[[Rows], str]] = {
    "findings": _findings,
    "plans": _plans,
    "measures": _measures,
    "indicators": _indicators,
    "commitments": _commitments,
    "recommendations": _recommendations,
    "evidence": _evidence,
    "history": _history,
    "risks": _risks,
    "top_list": _top_list,
    "taken_off": _taken_off,
    "assessments": _assessments,
    "top_lines": _top_lines,
    "values": _values,
    "owners": _owners,
    "contradictions": _contradictions,
    "questions": _questions,
    "wordless": _wordless,
    "missing": _missing,
    "slips": _slips,
    "to_report": _to_report,
    "to_decide": _to_decide,
}

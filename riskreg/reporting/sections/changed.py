"""What changed in the month, kind by kind in words, from the one object of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.reporting.document import Change, Changes
from riskreg.reporting.material import Material
from riskreg.reporting.sections import changed_counts
from riskreg.reporting.sections.whys import why
from riskreg.reporting.wording import moved_words, shown
from riskreg.vocabulary import scoring
from riskreg.vocabulary.choices import FindingState

Items = Iterable[Change]
MOVES = {("finding", "target_moved"), ("milestone", "forecast_moved"), ("commitment", "rescheduled")}


PRECISIONS = {"finding": "target_precision", "milestone": "forecast_precision", "commitment": "due_precision"}


def changed(material: Material) -> tuple[Changes, ...]:
    """One entry a kind that occurred, nouns in the order of the register."""
    return tuple(_kinds(material))


def _kinds(material: Material) -> Iterator[Changes]:
    lists: list[tuple[str, str, Items]] = [
        *_findings(material),
        *_simple(material, "risk", ("new",), lambda row: _score_words(row) if row.likelihood else _("not assessed")),
        ("risk", "newly_assessed", _assessed(material)),
        ("risk", "moved", _risks_moved(material)),
        *_simple(material, "risk", ("top_added", "top_removed")),
        *_plans(material),
        *_simple(material, "milestone", ("completed",), _completed_words),
        *_simple(material, "milestone", ("started",), lambda row: _("%(percent)d %% done") % {"percent": row.percent}),
        ("milestone", "forecast_moved", _dates(material, "milestone", "forecast_moved")),
        *_simple(material, "milestone", ("blocked",), lambda row: row.blocked_reason),
        *_simple(material, "milestone", ("reopened",)),
        *_simple(material, "commitment", ("made",), _due_words),
        *_simple(material, "commitment", ("met", "partly_met", "missed", "unknown")),
        ("commitment", "rescheduled", _dates(material, "commitment", "rescheduled")),
    ]
    for noun, kind, items in lists:
        listed = tuple(items)
        if listed:
            yield Changes(noun, kind, changed_counts.counted(noun, kind, len(listed)), listed)


def _simple(
    material: Material, noun: str, kinds: tuple[str, ...], words: Callable[[Any], str] = lambda row: ""
) -> Iterator[tuple[str, str, Items]]:
    """Kinds that are lists of codes, each with a word or two about the record at the end."""
    after = getattr(material.ends, f"{noun}s").after
    for kind in kinds:
        codes = material.changes[f"{noun}s"][kind]
        yield noun, kind, [Change(material.named(noun, c), words(after[c]) if c in after else "") for c in codes]


def _dates(material: Material, noun: str, kind: str) -> Iterator[Change]:
    sides = getattr(material.ends, f"{noun}s")
    for one in material.changes[f"{noun}s"][kind]:
        old, new, code = one["from"], one["to"], one["code"]
        precisions = (
            _precision(sides.before.get(code), PRECISIONS[noun]),
            _precision(sides.after[code], PRECISIONS[noun]),
        )
        words = moved_words(old, new, *precisions)
        said = why(material, noun, sides.after[code].id)
        yield Change(material.named(noun, code), words, old, new, one["days"], *precisions, why=said)


def _precision(row: Any, name: str) -> str:
    return getattr(row, name, "") or "day"


def _findings(material: Material) -> Iterator[tuple[str, str, Items]]:
    lists = material.changes["findings"]
    yield from _simple(material, "finding", ("new",), _state_words)
    for state in (FindingState.CLOSED, FindingState.SUPERSEDED, FindingState.ACCEPTED):
        codes = [one["code"] for one in lists["closed"] if one["state"] == state]
        yield "finding", state.value, [Change(material.named("finding", code)) for code in codes]
    yield from _simple(material, "finding", ("reopened", "reported", "confirmed"))
    levels = {(level.id, level.key): level.name for level in material.ends.lists["levels"]}
    names = {key: name for (_id, key), name in levels.items()}
    yield (
        "finding",
        "rated",
        [
            Change(
                material.named("finding", one["code"]),
                _("audit year %(year)s: %(rating)s")
                % {
                    "year": one["audit_year"] or _("not known"),
                    "rating": names.get(one["rating"], one["rating"]) if one["rating"] else _("no rating given"),
                },
            )
            for one in lists["rated"]
        ],
    )
    yield "finding", "target_moved", _dates(material, "finding", "target_moved")


def _plans(material: Material) -> Iterator[tuple[str, str, Items]]:
    yield from _simple(material, "plan", ("approved",))
    yield (
        "plan",
        "rebaselined",
        [
            Change(
                material.named("plan", one["code"]),
                _("baseline %(number)d is in force") % {"number": one["version"]},
                why=why(material, "plan", material.ends.plans.after[one["code"]].id),
            )
            for one in material.changes["plans"]["rebaselined"]
        ],
    )
    yield from _simple(material, "plan", ("completed",))


def _assessed(material: Material) -> Iterator[Change]:
    """Risks that were in the register without a score; new ones say their score themselves."""
    lists = material.changes["risks"]
    for code in lists["newly_assessed"]:
        if code not in lists["new"]:
            yield Change(material.named("risk", code), _score_words(material.ends.risks.after[code]))


def _risks_moved(material: Material) -> Iterator[Change]:
    for one in material.changes["risks"]["moved"]:
        old, new = (scoring.score(one[end]["likelihood"], one[end]["impact"]) for end in ("from", "to"))
        words = {
            "old": old,
            "new": new,
            "likelihood": one["to"]["likelihood"],
            "impact": one["to"]["impact"],
        }
        text = _("score from %(old)s to %(new)s (likelihood %(likelihood)s, impact %(impact)s)") % words
        yield Change(material.named("risk", one["code"]), text)


def _score_words(risk: Any) -> str:
    return _("score %(score)s") % {"score": scoring.score(risk.likelihood, risk.impact)}


def _state_words(finding: Any) -> str:
    return str(FindingState(finding.state).label)


def _due_words(commitment: Any) -> str:
    if commitment.due is None:
        return _("no day promised")
    return _("due %(day)s") % {"day": shown(commitment.due, commitment.due_precision)}


def _completed_words(milestone: Any) -> str:
    """On its baseline, or how many days off."""
    if milestone.baseline is None or milestone.actual is None:
        return ""
    days = (milestone.actual - milestone.baseline).days
    if days == 0:
        return _("on its baseline")
    if days > 0:
        return ngettext("%(days)d day after its baseline", "%(days)d days after its baseline", days) % {"days": days}
    return ngettext("%(days)d day before its baseline", "%(days)d days before its baseline", -days) % {"days": -days}

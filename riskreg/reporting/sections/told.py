"""What the month asked for and nobody said, what was asked back, and what contradicts itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.insight.month_state import MonthState
from riskreg.reporting.document_base import Ref
from riskreg.reporting.document_told import ContradictionRow, QuestionRow, SilentRow, Told, WordlessRow
from riskreg.reporting.material import Material
from riskreg.reporting.wording import sentence, spelled


def told(material: Material, state: MonthState) -> Told | None:
    """None for a month that nobody opened. Eight statements, where the state was not read before."""
    if state.period is None:
        return None
    silent = tuple(_silent(material, state))
    found = Told(
        sentences=(),
        owed=len(state.rows.due),
        silent=silent,
        wordless=tuple(
            WordlessRow(material.ref(one.noun, one.record), one.kind, _kind_words(one.kind)) for one in state.wordless
        ),
        questions=tuple(_questions(material, state)),
        contradictions=tuple(
            ContradictionRow(
                material.ref(one.noun, one.record), one.words, int(one.rule.severity),
                one.explanation.text if one.explanation is not None else "",
            )
            for one in state.contradictions
        ),
    )  # fmt: skip
    return Told(tuple(_sentences(found)), found.owed, *(getattr(found, name) for name in _TABLES))


_TABLES = ("silent", "wordless", "questions", "contradictions")


def _silent(material: Material, state: MonthState) -> Iterator[SilentRow]:
    """A row an owner, most silent first; what nobody owns comes last."""
    owed, silent = Counter(one.owner_id for one in state.rows.due), defaultdict(list)
    for one in state.silent:
        silent[one.owner_id].append(material.ref(one.noun, one.record))
    for key, records in sorted(silent.items(), key=lambda one: (one[0] is None, -len(one[1]), one[0] or 0)):
        yield SilentRow(material.name("roles", key), owed[key], tuple(records))


def _kind_words(kind: str) -> str:
    return {
        "forecast": _("the forecast moved later without words"),
        "confidence": _("the confidence fell without words"),
        "plan": _("a running plan without the month's words"),
    }[kind]


def _questions(material: Material, state: MonthState) -> Iterator[QuestionRow]:
    """Open ones first."""
    named: dict[str, Ref] = {item.record.code: material.ref(item.noun, item.record) for item in state.rows.due}
    for one in state.questions:
        yield QuestionRow(named.get(one.about) or Ref(one.about, "", ""), one.question, one.answer)


def _sentences(found: Told) -> Iterator[str]:
    """Each counts one table."""
    yield _silence(found)
    count = len(found.wordless)
    if count:
        text = ngettext(
            "%(number)s record asks for words and has none.", "%(number)s records ask for words and have none.", count
        )
        yield _counted(text, count)
    count, waits = len(found.questions), sum(not one.answer for one in found.questions)
    if count:
        text = ngettext(
            "%(number)s question was put to an owner; %(rest)s.",
            "%(number)s questions were put to owners; %(rest)s.",
            count,
        )
        yield _counted(text, count, rest=answered(count, waits))
    count, bare = len(found.contradictions), sum(not one.explanation for one in found.contradictions)
    if count:
        text = ngettext(
            "%(number)s contradiction was found; %(rest)s.", "%(number)s contradictions were found; %(rest)s.", count
        )
        yield _counted(text, count, rest=explained(count, bare))


def answered(count: int, left: int) -> str:
    """What became of the questions, of which so many are left."""
    if count == 1:
        return _("it is not answered") if left else _("it was answered")
    if left in (0, count):
        return _("none was answered") if left else _("all were answered")
    return ngettext("%(left)s is not answered", "%(left)s are not answered", left) % {"left": spelled(left)}


def explained(count: int, left: int) -> str:
    """The same of contradictions."""
    if count == 1:
        return _("it is not explained") if left else _("it was explained")
    if left in (0, count):
        return _("none was explained") if left else _("all were explained")
    return ngettext("%(left)s is not explained", "%(left)s are not explained", left) % {"left": spelled(left)}


def _silence(found: Told) -> str:
    count = sum(len(row.records) for row in found.silent)
    if not found.owed:
        return _("The month asked for no update.")
    if not count:
        return _("Something was said of every record that the month asked for.")
    text = ngettext(
        "Nothing was said of %(number)s record of %(all)s that the month asked for, by %(owners)s.",
        "Nothing was said of %(number)s records of %(all)s that the month asked for, by %(owners)s.",
        count,
    )
    owners = len(found.silent)
    words = ngettext("%(owners)s owner", "%(owners)s owners", owners) % {"owners": spelled(owners)}
    return _counted(text, count, all=found.owed, owners=words)


def _counted(text: str, count: int, **more: Any) -> str:
    return sentence(text % {"number": spelled(count), **more})

"""What an act would write, shown before it is written: the verb itself runs and is taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.history.register import Register
from riskreg.history.timeline import Change, name_of, timeline
from riskreg.models import Risk
from riskreg.services._record import rehearsing
from riskreg.vocabulary import scoring
from riskreg.vocabulary.choices import Band

_FACTORS = ("likelihood", "impact")
# The reader of a check page is the one who does it; the page says so once.
_WHO_DOES_IT = ("asked_key", "taken_key")


@dataclass(frozen=True)
class Written:
    """One record's new version: what it is, what is done to it and what differs."""

    model: type[Any]
    name: str
    kind: str
    act: str
    is_new: bool
    is_line: bool
    changes: tuple[Change, ...]
    reason: str = ""


def rehearse(register: Register, carry_out: Callable[[], Any]) -> list[Written]:
    """Every version that the act would write, records first, lines of lists last. Raises what the act raises."""
    with rehearsing() as outermost:
        carry_out()
        versions: dict[tuple[type[Any], int], list[Any]] = {}
        for record, _entry in outermost.written:
            versions.setdefault((type(record), record.pk), []).append(record)
        shown = [_written(register, same[-1], len(same)) for same in versions.values()]
    return sorted((one for one in shown if one is not None), key=lambda one: one.is_line)


def _written(register: Register, record: Any, count: int) -> Written | None:
    entries = timeline(register, record)[:count]
    changes = tuple(
        change
        for entry in reversed(entries)
        for change in entry.changes
        if (change.new or change.old) and change.name not in _WHO_DOES_IT
    )
    if not entries or not changes:
        return None
    return Written(
        model=type(record),
        name=name_of(record),
        kind=capfirst(str(record._meta.verbose_name)),
        act=entries[0].title,
        is_new=entries[-1].is_created,
        is_line=type(record).APPEND_ONLY or "~" in record.code,
        changes=(*_scored(record, entries[-1].is_created, changes), *changes),
        reason=entries[0].reason,
    )


def _scored(record: Any, is_new: bool, changes: tuple[Change, ...]) -> list[Change]:
    """The score of a risk with its band, old and new, where one of its two factors differs."""
    before = {change.name: change.old for change in changes if change.name in _FACTORS}
    if is_new or not before or not isinstance(record, Risk):
        return []
    now = [getattr(record, name) for name in _FACTORS]
    was = [_whole(before[name]) if name in before else value for name, value in zip(_FACTORS, now, strict=True)]
    return [Change("score", _("Score"), _in_words(*was), _in_words(*now))]


def _whole(shown: str) -> int | None:
    return int(shown) if shown else None


def _in_words(likelihood: int | None, impact: int | None) -> str:
    score, band = scoring.score(likelihood, impact), scoring.band(likelihood, impact)
    return f"{score} {capfirst(str(Band(band).label))}" if band is not None else _("not assessed")

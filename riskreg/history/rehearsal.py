"""What an act would write, shown before it is written: the verb itself runs and is taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from riskreg.history.register import Register
from riskreg.history.timeline import Change, name_of, timeline
from riskreg.services._record import rehearsing


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
    changes = tuple(change for entry in reversed(entries) for change in entry.changes if change.new or change.old)
    if not entries or not changes:
        return None
    return Written(
        model=type(record),
        name=name_of(record),
        kind=capfirst(str(record._meta.verbose_name)),
        act=entries[0].title,
        is_new=entries[-1].is_created,
        is_line=type(record).APPEND_ONLY or "~" in record.code,
        changes=changes,
    )

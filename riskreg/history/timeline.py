"""The life of one record: each version field by field, old to new, with who, when and why."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from riskreg.access import visible_to
from riskreg.history.register import Register
from riskreg.vocabulary import acts, dates, marks
from riskreg.vocabulary.choices import ActorKind, Basis, Precision, Right
from riskreg.vocabulary.periods import REGISTER_ZONE, day_of

# Columns that hold an actor's key; a timeline prints the name that goes with it.
ACTORS = ("reported_by", "confirmed_by", "drafted_by", "sealed_by", "asked_key", "taken_key")
# Columns that a page shows in its own way, or not to everybody.
UNTOLD = ("id", "rev", "head", "code", "proposal", "proposed_act")
# The date to which a column that is only called "precision" belongs, the first that the record has.
_DATED = ("forecast", "target", "due", "finish", "on")
LONGEST_SHOWN = 100_000


@dataclass(frozen=True)
class Change:
    """One field of one version, both values in words; "" is nothing (or not for the reader's eyes)."""

    name: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class TimelineEntry:
    """One version.

    `when` is None for loaded history, which knows its day (`on`) only; `recorded_at` is None when it is `when`.
    The changes of the first version are the record's first values.
    """

    when: datetime | None
    on: date
    recorded_at: datetime | None
    applies_to: date | None
    who: str
    role: str
    act: str
    act_label: str
    reason: str
    changes: tuple[Change, ...]
    rev: int
    is_key: bool
    is_loaded: bool
    is_created: bool

    @property
    def title(self) -> str:
        return capfirst(self.act_label)


def timeline(register: Register, record: Any) -> list[TimelineEntry]:
    """Every version of the record up to the register's moment, newest first.

    One query, and one more for each kind of record that it refers to; related records are named as they were
    called at that moment.
    """
    kind = getattr(type(record), "instance_type", type(record))
    reading = Reading(register, kind, record.id)
    pairs = zip([None, *reading.rows], reading.rows, strict=False)
    entries = [_entry(reading, before, row) for before, row in pairs]
    return entries[::-1]


def _entry(reading: Reading, before: Any, row: Any) -> TimelineEntry:
    loaded = row.recorded_at != row.history_date
    unlinked = row.act.endswith(".link") and getattr(row, "withdrawn", False)
    return TimelineEntry(
        when=None if loaded else row.history_date,
        on=day_of(row.history_date),
        recorded_at=row.recorded_at if loaded else None,
        applies_to=row.applies_to,
        who=row.actor_name,
        role=acting_as(row.actor_role),
        act=row.act,
        act_label=str(acts.UNLINKED) if unlinked else acts.label(row.act),
        reason=row.history_change_reason or "",
        changes=tuple(reading.changes(before, row)),
        rev=row.rev,
        is_key=before is None or acts.is_key(row.act),
        is_loaded=loaded,
        is_created=before is None,
    )


def acting_as(role: str) -> str:
    """Rights, or the kind of actor, in words."""
    words: dict[str, Any] = {**dict(ActorKind.choices), **dict(Right.choices)}
    return ", ".join(str(words.get(part, part)) for part in role.split(", ")) if role else ""


def told_of(kind: type[Any]) -> tuple[list[Any], list[str]]:
    """The fields of a kind that its history tells, and the names of those that are too large to."""
    shown = [field for field in kind._meta.fields if field.name not in {*UNTOLD, *kind.OUTSIDE_HISTORY}]
    large = [field.name for field in shown if (getattr(field, "max_length", None) or 0) > LONGEST_SHOWN]
    return [field for field in shown if field.name not in large], large


class Reading:
    """The versions of one record, and the versions of everything they refer to."""

    def __init__(self, register: Register, kind: type[Any], record_id: int) -> None:
        self.register, self.kind = register, kind
        self.fields, large = told_of(kind)
        versions = visible_to(register.actor, kind.versions().filter(id=record_id))
        if register.moment is not None:
            versions = versions.filter(history_date__lt=register.moment)
        self.rows: list[Any] = list(versions.defer(*large))

    @cached_property
    def names(self) -> dict[type[Any], dict[int, tuple[list[datetime], list[str]]]]:
        """Kind -> record id -> moments and names from then on. One query a kind that is referred to."""
        wanted: dict[type[Any], set[int]] = defaultdict(set)
        for field in self.fields:
            if isinstance(field, models.ForeignKey):
                keys = {getattr(row, field.attname) for row in self.rows} - {None}
                if keys:
                    wanted[field.related_model] |= keys
        found: dict[type[Any], dict[int, tuple[list[datetime], list[str]]]] = {}
        for kind, keys in wanted.items():
            called: dict[int, tuple[list[datetime], list[str]]] = defaultdict(lambda: ([], []))
            for row in visible_to(self.register.actor, kind.versions().filter(id__in=keys)):
                called[row.id][0].append(row.history_date)
                called[row.id][1].append(name_of(row))
            found[kind] = called
        return found

    @cached_property
    def people(self) -> Mapping[str, str]:
        """Actor's key -> name, from the versions themselves: who is named in one wrote one."""
        return {row.history_user_id: row.actor_name for row in self.rows}

    def changes(self, before: Any, row: Any) -> list[Change]:
        found = []
        for field in self.fields:
            new = getattr(row, field.attname)
            old = getattr(before, field.attname) if before is not None else None
            if old == new:
                continue
            shown_old = self.show(field, old, before) if before is not None else ""
            shown_new = self.show(field, new, row)
            if before is None and (new is False or field.name.endswith("precision")):
                continue
            if shown_old != shown_new:
                found.append(Change(field.name, capfirst(str(field.verbose_name)), shown_old, shown_new))
        return found

    def show(self, field: Any, value: Any, row: Any) -> str:
        if value is None or value == "" or value == {}:
            return ""
        if isinstance(field, models.ForeignKey):
            return self.called(field.related_model, value, row.history_date)
        if field.name in ACTORS:
            return self.people.get(value, value)
        if field.name == "basis_by_field":
            return by_field(self.kind, value)
        if isinstance(value, date) and not isinstance(value, datetime):
            return dates.show(value, precision_of(self.kind, field.name, row))
        return shown(field, value)

    def called(self, kind: type[Any], key: int, moment: datetime) -> str:
        """Code and name of a related record at the moment; blank when the reader may not see it."""
        moments, names = self.names.get(kind, {}).get(key, ([], []))
        if not names:
            return ""
        return names[max(bisect_right(moments, moment) - 1, 0)]


def by_field(kind: type[Any], value: Mapping[str, str]) -> str:
    """The basis of each field that has its own, in words."""
    words: dict[str, Any] = dict(Basis.choices)
    return ", ".join(f"{marks.label(kind, name)}: {words.get(basis, basis)}" for name, basis in value.items())


def precision_of(kind: type[Any], name: str, row: Any) -> str:
    """The precision that the row gives the date of that name; a day where it gives none."""
    names = {field.name for field in kind._meta.fields}
    for candidate in (f"{name}_precision", f"{name.removesuffix('_on')}_precision"):
        if candidate in names:
            return getattr(row, candidate) or Precision.DAY
    if "precision" in names and name == next(one for one in _DATED if one in names):
        return row.precision or Precision.DAY
    return Precision.DAY


def name_of(row: Any) -> str:
    """Code and title of a live or past row."""
    parts: Sequence[str] = [getattr(row, "code", ""), getattr(row, "title", "") or getattr(row, "name", "")]
    return " ".join(part for part in parts if part)


def shown(field: Any, value: Any) -> str:
    """A plain value of a field in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, Decimal):
        return number_format(f"{value.normalize():f}")
    if isinstance(value, datetime):
        return f"{dates.show(day_of(value))} {localtime(value, REGISTER_ZONE):%H:%M}"
    return str(value)

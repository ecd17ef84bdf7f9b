"""Chosen versions of any kinds, read and put in words together: three statements, however many there are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import models as columns
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst

from riskreg import models
from riskreg.access import visible_to
from riskreg.history.explore import entry_number
from riskreg.history.register import Register
from riskreg.history.timeline import ACTORS, Change, Reading, acting_as, told_of
from riskreg.querysets.base import Place
from riskreg.vocabulary import acts
from riskreg.vocabulary.periods import Month, day_of

# A line or link is shown with the first of these that it names.
_BELONGS_TO = ("finding", "milestone", "plan", "risk", "measure", "indicator", "commitment", "cycle", "role")
# What every history row has beside the record's own columns.
_OF_HISTORY = (
    "history_id", "history_date", "recorded_at", "applies_to", "history_user_id", "actor_name", "actor_role", "act",
    "history_change_reason", "request_id", "id", "rev",
)  # fmt: skip
_USER = "user:"
# Related rows of one record: when it was called what, and its code.
_Called = dict[type[Any], dict[int, tuple[list[datetime], list[str]]]]


@dataclass(frozen=True)
class Version:
    """One version in words.

    `belongs_to` is the kind and code of the record on whose page a line or link is shown; None when it has none or
    the reader may not see it. `when` is None for loaded history, which knows its day (`on`) only. `closed` is the
    month that it concerns when it was recorded after that month's cut-off.
    """

    kind: type[Any]
    kind_label: str
    code: str
    name: str
    belongs_to: tuple[type[Any], str, str] | None
    number: int
    key: str
    request: str
    rev: int
    at: datetime
    recorded_at: datetime
    applies_to: date | None
    who: str
    role: str
    act: str
    act_label: str
    reason: str
    changes: tuple[Change, ...]
    is_created: bool
    closed: str

    @property
    def on(self) -> date:
        return day_of(self.at)

    @property
    def is_loaded(self) -> bool:
        return self.recorded_at != self.at

    @property
    def when(self) -> datetime | None:
        return None if self.is_loaded else self.at

    @property
    def is_late(self) -> bool:
        return self.is_loaded or bool(self.closed)


def read(register: Register, wanted: Iterable[tuple[type[Any], UUID]]) -> dict[UUID, Version]:
    """Version id -> the version in words, related records as they were called at its moment.

    One query for the versions and those before them, one for the names, and one for the months' cut-offs when a
    version tells the day that it concerns.
    """
    by_kind: dict[type[Any], list[UUID]] = defaultdict(list)
    for kind, version in wanted:
        by_kind[kind].append(version)
    if not by_kind:
        return {}
    rows = _rows(register, by_kind)
    names, codes, people = _names(register, rows)
    cut_offs = _cut_offs(row for listed in rows.values() for row in listed)
    found: dict[UUID, Version] = {}
    for kind, listed in rows.items():
        reading = _Batch(register, kind, listed, names, people)
        by_rev = {(row.id, row.rev): row for row in listed}
        asked = set(by_kind[kind])
        for row in listed:
            if row.history_id in asked:
                before = by_rev.get((row.id, row.rev - 1))
                found[row.history_id] = _version(reading, before, row, codes, cut_offs)
    return found


def confidential_in(versions: Iterable[Version]) -> set[str]:
    """The codes of the confidential risks that these versions tell of: what the security log keeps. One query."""
    told = {version.code for version in versions}
    told |= {version.belongs_to[1] for version in versions if version.belongs_to}
    return told & set(models.Risk.objects.filter(confidential=True).order_by().values_list("code", flat=True))


class _Batch(Reading):
    """Rows of one kind that were read already, of many records."""

    def __init__(
        self, register: Register, kind: type[Any], rows: list[Any], names: _Called, people: dict[str, str]
    ) -> None:
        self.register, self.kind, self.rows = register, kind, rows
        self.fields, _large = told_of(kind)
        self.names, self.people = names, people


def _version(
    reading: _Batch, before: Any, row: Any, codes: dict[tuple[type[Any], int], str], cut_offs: dict[str, datetime]
) -> Version:
    kind = reading.kind
    month = str(Month.of(row.applies_to)) if row.applies_to else ""
    unlinked = row.act.endswith(".link") and getattr(row, "withdrawn", False)
    return Version(
        kind=kind,
        kind_label=capfirst(str(kind._meta.verbose_name)),
        code=getattr(row, "code", "") or getattr(row, "username", ""),
        name=getattr(row, "title", "") or getattr(row, "name", ""),
        belongs_to=_belongs_to(reading, row, codes),
        number=row.entry_number or 0,
        key=str(row.history_id),
        request=row.request_id,
        rev=row.rev,
        at=row.history_date,
        recorded_at=row.recorded_at,
        applies_to=row.applies_to,
        who=row.actor_name,
        role=acting_as(row.actor_role),
        act=row.act,
        act_label=str(acts.UNLINKED) if unlinked else acts.label(row.act),
        reason=row.history_change_reason or "",
        changes=tuple(reading.changes(before, row)),
        is_created=row.rev == 1,
        closed=month if month in cut_offs and cut_offs[month] < row.recorded_at else "",
    )


def _belongs_to(
    reading: _Batch, row: Any, codes: dict[tuple[type[Any], int], str]
) -> tuple[type[Any], str, str] | None:
    for name in _BELONGS_TO:
        key = getattr(row, f"{name}_id", None)
        if key is not None:
            kind = reading.kind._meta.get_field(name).related_model
            code = codes.get((kind, key))
            # Named as it was called then; its code goes before.
            return (kind, code, reading.called(kind, key, row.history_date)) if code else None
    return None


# --- the rows, as JSON: a union has one shape
def _rows(register: Register, by_kind: dict[type[Any], list[UUID]]) -> dict[type[Any], list[Any]]:
    kinds = list(by_kind)
    parts = [part for number, kind in enumerate(kinds) for part in _parts(register, number, kind, by_kind[kind])]
    found: dict[type[Any], dict[UUID, Any]] = {kind: {} for kind in kinds}
    fields = [{field.attname: field for field in kind.history.model._meta.fields} for kind in kinds]
    for number, values in parts[0].union(*parts[1:], all=True):
        row = _row(fields[number], values)
        found[kinds[number]][row.history_id] = row
    return {kind: list(rows.values()) for kind, rows in found.items()}


def _parts(register: Register, number: int, kind: type[Any], ids: Sequence[UUID]) -> list[Any]:
    """The versions themselves, and the version of the same record before each."""
    earlier = kind.versions().order_by().filter(id=OuterRef("id"), rev=OuterRef("rev") - 1)
    asked = kind.versions().order_by().filter(history_id__in=ids)
    places = asked.annotate(before=Subquery(earlier.values(at_place=Place("history_id"))[:1])).values("before")
    chosen = (Q(history_id__in=ids), Q(history_id__seek=places))
    names = _columns(kind)
    return [
        visible_to(register.actor, kind.versions().order_by().filter(which))
        .annotate(
            list=Value(number),
            entry_number=entry_number(),
            told=JSONObject(entry_number="entry_number", **{name: F(name) for name in names}),
        )
        .values_list("list", "told")
        for which in chosen
    ]


def _columns(kind: type[Any]) -> list[str]:
    fields, _large = told_of(kind)
    names = [field.attname for field in fields]
    return [*names, *(["code"] if hasattr(kind, "code") else []), *_OF_HISTORY]


def _row(fields: dict[str, Any], values: dict[str, Any]) -> SimpleNamespace:
    read_as = {name: _value(fields[name], value) for name, value in values.items() if name in fields}
    return SimpleNamespace(entry_number=values["entry_number"], **read_as)


def _value(field: Any, value: Any) -> Any:
    """What the database gave as JSON, as the field's own type."""
    if value is None:
        return None
    if isinstance(field, columns.DateTimeField):
        moment = parse_datetime(value)
        return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
    if isinstance(field, columns.DateField):
        return date.fromisoformat(value)
    if isinstance(field, columns.BooleanField):
        return bool(value)
    if isinstance(field, columns.DecimalField):
        return Decimal(str(value))
    if isinstance(field, columns.UUIDField):
        return UUID(value)
    if isinstance(field, columns.JSONField) and isinstance(value, str):
        return json.loads(value)
    return value


# --- what they refer to
def _names(
    register: Register, rows: dict[type[Any], list[Any]]
) -> tuple[_Called, dict[tuple[type[Any], int], str], dict[str, str]]:
    """Names from when on, codes, and the actors that a column names by their key. One query for all kinds."""
    wanted: dict[type[Any], set[int]] = defaultdict(set)
    for kind, listed in rows.items():
        for field in kind._meta.fields:
            if isinstance(field, columns.ForeignKey) and field.name != "head":
                wanted[field.related_model] |= {getattr(row, field.attname) for row in listed} - {None}
            elif field.name in ACTORS:
                keys = {getattr(row, field.name) for row in listed}
                wanted[models.User] |= {int(key.removeprefix(_USER)) for key in keys if key.startswith(_USER)}
    people = {row.history_user_id: row.actor_name for listed in rows.values() for row in listed}
    kinds = [kind for kind, keys in wanted.items() if keys]
    if not kinds:
        return {}, {}, people
    parts = [_called(register, number, kind, wanted[kind]) for number, kind in enumerate(kinds)]
    names: _Called = defaultdict(lambda: defaultdict(lambda: ([], [])))
    codes: dict[tuple[type[Any], int], str] = {}
    rows_of_names = parts[0].union(*parts[1:], all=True).order_by("called_at", "called_rev")
    for number, key, moment, _rev, code, title in rows_of_names:
        kind = kinds[number]
        names[kind][key][0].append(moment)
        names[kind][key][1].append(" ".join(part for part in (code, title) if part))
        codes[kind, key] = code
        if kind is models.User:
            people[f"{_USER}{key}"] = title
    return names, codes, people


def _called(register: Register, number: int, kind: type[Any], keys: set[int]) -> Any:
    own = {field.name for field in kind._meta.fields}
    title = next((name for name in ("title", "name") if name in own), "")
    nothing = Value("", output_field=columns.TextField())
    versions = visible_to(register.actor, kind.versions().order_by().filter(id__in=keys))
    return versions.annotate(
        list=Value(number),
        called_at=F("history_date"),
        called_rev=F("rev"),
        called_code=F("code") if "code" in own else nothing,
        called=F(title) if title else nothing,
    ).values_list("list", "id", "called_at", "called_rev", "called_code", "called")


def _cut_offs(rows: Iterable[Any]) -> dict[str, datetime]:
    """Month -> cut-off, of the months that the rows say they concern. No query when none does."""
    months = {str(Month.of(row.applies_to)) for row in rows if row.applies_to is not None}
    if not months:
        return {}
    closed = models.ReportingPeriod.objects.order_by().filter(code__in=months, cut_off__isnull=False)
    return dict(closed.values_list("code", "cut_off"))

"""What differs between the register at one moment and at another, record by record, field by field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db.models import Count, ForeignKey, Q, Value

from riskreg.access import Actor, visible_to
from riskreg.history.register import Register
from riskreg.models import ProgressUpdate, Recommendation, Workstream
from riskreg.models.base import Bond, Entry

Row = Mapping[str, Any]
# Kind -> record id -> its row.
State = Mapping[type[Any], Mapping[int, Row]]
# What is shown with the record that it names.
LINES: tuple[type[Any], ...] = (Entry, Bond, ProgressUpdate, Recommendation, Workstream)


class What(Enum):
    """What became of a record between the two moments."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    CHANGED = "changed"
    GONE = "gone"
    SAME = "same"


@dataclass(frozen=True)
class FieldDifference:
    """One column at both moments; None where it was empty or the record was not there."""

    name: str
    old: Any
    new: Any

    @property
    def days(self) -> int | None:
        """By how many days a date moved, plus is later; None for what is no date at both moments."""
        dates = isinstance(self.old, date) and isinstance(self.new, date)
        return (self.new - self.old).days if dates and not isinstance(self.new, datetime) else None


@dataclass(frozen=True)
class RecordDifference:
    """One record at both moments, None where it was not there."""

    kind: type[Any]
    id: int
    before: Row | None
    after: Row | None

    @property
    def latest(self) -> Row:
        """The record after, or before where it is not there any more."""
        row = self.after if self.after is not None else self.before
        assert row is not None  # noqa: S101 - a record that stands at neither moment is in no difference
        return row

    @property
    def code(self) -> str:
        return code_of(self.latest)

    @property
    def what(self) -> What:
        if self.before is None or self.after is None:
            return What.ADDED if self.before is None else What.GONE
        was, is_ = self.before.get("withdrawn", False), self.after.get("withdrawn", False)
        if was != is_:
            return What.WITHDRAWN if is_ else What.RETURNED
        return What.SAME if self.before == self.after else What.CHANGED

    @property
    def fields(self) -> tuple[FieldDifference, ...]:
        """The columns that differ; of a record that was added, those that are not empty."""
        return tuple(one for one in self.every_field if one.old != one.new)

    @property
    def every_field(self) -> tuple[FieldDifference, ...]:
        """All columns, in the order of the record."""
        before, after = self.before or {}, self.after or {}
        return tuple(FieldDifference(name, before.get(name), after.get(name)) for name in self.latest)


@dataclass(frozen=True)
class Difference:
    """What differs between two moments, in order of kind and code; `end` is None for now.

    Differences over stretches that follow one another add up: (a to b) + (b to c) is (a to c).
    """

    start: datetime | None
    end: datetime | None
    kinds: tuple[type[Any], ...]
    records: tuple[RecordDifference, ...]

    def __add__(self, later: Difference) -> Difference:
        """Raises ValueError when the other does not begin where this one ends, or is about other kinds."""
        if self.end != later.start or self.kinds != later.kinds:
            raise ValueError(f"a difference from {later.start} does not follow one that ends at {self.end}")
        first, second = self._by_key, later._by_key
        pairs = ((key, first.get(key), second.get(key)) for key in {**first, **second})
        return Difference(self.start, later.end, self.kinds, _in_order(self.kinds, map(_joined, pairs)))

    def applied_to(self, state: State) -> dict[type[Any], dict[int, Row]]:
        """The rows at the end, from those at the start. Raises ValueError when these are not the rows it began with."""
        found = {kind: dict(state.get(kind, {})) for kind in self.kinds}
        for one in self.records:
            rows = found[one.kind]
            if rows.get(one.id) != one.before:
                raise ValueError(f"{one.kind.__name__} {one.code} is not as the difference begins")
            if one.after is None:
                del rows[one.id]
            else:
                rows[one.id] = one.after
        return found

    @property
    def _by_key(self) -> dict[tuple[type[Any], int], RecordDifference]:
        return {(one.kind, one.id): one for one in self.records}


def _joined(pair: tuple[tuple[type[Any], int], Any, Any]) -> RecordDifference:
    (kind, number), first, second = pair
    if first is not None and second is not None and first.after != second.before:
        raise ValueError(f"{kind.__name__} {first.code} is not at the one's end as at the other's start")
    earliest, latest = first or second, second or first
    return RecordDifference(kind, number, earliest.before, latest.after)


def _in_order(kinds: Sequence[type[Any]], records: Iterable[RecordDifference]) -> tuple[RecordDifference, ...]:
    """Without what is the same at both ends."""
    place = {kind: number for number, kind in enumerate(kinds)}
    differing = (one for one in records if one.before != one.after)
    return tuple(sorted(differing, key=lambda one: (place[one.kind], one.code, one.id)))


def code_of(row: Row) -> str:
    """A record's code; an account's name."""
    return str(row.get("code") or row.get("username") or "")


def columns(kind: type[Any], without: Collection[str] = ()) -> list[str]:
    """The columns of a kind that its history keeps."""
    left_out = {"head", *kind.OUTSIDE_HISTORY, *without}
    return [field.attname for field in kind._meta.fields if field.name not in left_out]


def compare(
    start: Register,
    end: Register,
    kinds: Sequence[type[Any]],
    *,
    without: Collection[str] = (),
    only: Callable[[type[Any]], Q | None] = lambda kind: Q(),
) -> Difference:
    """What differs between the registers of one reader, the start at a moment, the end at a later one or now.

    One query that finds the kinds written to between them, and one for each of these, however many records there
    are; for a reader one more for each kind of record that may be hidden and that one refers to. Columns `without`
    are neither compared nor read; `only` narrows a kind, None to nothing. Raises ValueError when the end lies before
    the start.
    """
    _check_order(start, end)
    written = {kind: _between(start, end, kind).filter(asked) for kind in kinds if (asked := only(kind)) is not None}
    found = [
        one
        for kind in _written_to(written)
        for one in _differences(start, end, kind, columns(kind, without), id__in=written[kind].values("id"))
    ]
    _hide(end.actor, found)
    return Difference(start.moment, end.moment, tuple(kinds), _in_order(kinds, found))


def belonging_to(record: RecordDifference) -> Callable[[type[Any]], Q | None]:
    """For `only`: the lines and links of a record, and what is about it."""

    def only(kind: type[Any]) -> Q | None:
        live, found = kind._base_manager.order_by(), Q()
        if issubclass(kind, LINES):
            for field in kind._meta.fields:
                if isinstance(field, ForeignKey) and field.related_model is record.kind:
                    found |= Q(id__in=live.filter(**{field.attname: record.id}).values("id"))
        if any(field.name == "about" for field in kind._meta.fields):
            found |= Q(id__in=live.filter(about=record.code).values("id"))
        return found or None

    return only


def compare_one(
    start: Register, end: Register, kind: type[Any], code: str, *, without: Collection[str] = ()
) -> RecordDifference | None:
    """One record at both moments, also when it is the same; None when it is absent or hidden. One or two queries."""
    _check_order(start, end)
    found = list(_differences(start, end, kind, columns(kind, without), code=code))
    _hide(end.actor, found)
    return found[0] if found else None


def _check_order(start: Register, end: Register) -> None:
    if start.moment is None:
        raise ValueError("a comparison starts at a moment, not now")
    if end.moment is not None and end.moment < start.moment:
        raise ValueError(f"the end, {end.moment}, lies before the start, {start.moment}")


def _between(start: Register, end: Register, kind: type[Any]) -> Any:
    versions = kind.versions().order_by().filter(history_date__gte=start.moment)
    return versions if end.moment is None else versions.filter(history_date__lt=end.moment)


def _written_to(written: Mapping[type[Any], Any]) -> list[type[Any]]:
    """Of the kinds, each with its versions of the stretch, those that have any. One query."""
    kinds = list(written)
    counts = [_numbered(written[kind], number) for number, kind in enumerate(kinds)]
    if not counts:
        return []
    rows = counts[0].union(*counts[1:], all=True) if len(counts) > 1 else counts[0]
    return [kinds[number] for number, count in sorted(rows) if count]


def _numbered(rows: Any, number: int) -> Any:
    """How many rows there are, beside a number that tells them from others of the same statement."""
    counted = rows.order_by().annotate(list=Value(number)).values("list").annotate(count=Count("id"))
    return counted.values_list("list", "count")


def counts(
    register: Register, kinds: Sequence[type[Any]], *, only: Callable[[type[Any]], Q | None] = lambda kind: Q()
) -> dict[type[Any], int]:
    """How many records of each kind the reader sees, withdrawn ones included; `only` narrows as above. One query."""
    parts = [
        _numbered(register.of(kind).filter(asked), number)
        for number, kind in enumerate(kinds)
        if (asked := only(kind)) is not None
    ]
    rows = dict(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]) if parts else {}
    return {kind: rows.get(number, 0) for number, kind in enumerate(kinds)}


def _differences(
    start: Register, end: Register, kind: type[Any], names: list[str], **narrowed: Any
) -> Iterator[RecordDifference]:
    """Each record of the kind at both ends, in one statement."""
    rows = kind.PAST(kind.history.model).at_ends(start.moment, end.moment).filter(**narrowed)
    before: dict[int, dict[str, Any]] = {}
    after: dict[int, dict[str, Any]] = {}
    rows = visible_to(end.actor, rows).order_by("id", "history_date", "rev")
    for at, *values in rows.values_list("history_date", *names):
        row = dict(zip(names, values, strict=True))
        after[row["id"]] = row
        if at < start.moment:
            before[row["id"]] = row
    for number, row in after.items():
        yield RecordDifference(kind, number, before.get(number), row)


# --- what a reader may not see
def _hide(actor: Actor, found: Sequence[RecordDifference]) -> None:
    """Empty each relation to a record that the reader may not see, as the register does when it joins one."""
    if actor.is_operator:
        return
    told: dict[type[Any], list[tuple[str, Any]]] = {}
    relations = {kind: _may_be_hidden(kind) for kind in {one.kind for one in found}}
    for one in found:
        for name, related in relations[one.kind]:
            cells: list[tuple[str, Any]] = [(name, row) for row in (one.before, one.after) if row and row.get(name)]
            told.setdefault(related, []).extend(cells)
    for kind, cells in told.items():
        wanted = {row[name] for name, row in cells}
        seen = set(visible_to(actor, kind.objects.all()).ids(wanted).values_list("id", flat=True)) if wanted else set()
        hidden = [(name, row) for name, row in cells if row[name] not in seen]
        for name, row in hidden:
            row[name] = None


def _may_be_hidden(kind: type[Any]) -> list[tuple[str, type[Any]]]:
    """Column and kind of each relation to what may tell of a confidential risk.

    Not `risk` and `measure`: a record that names a hidden one of these is hidden itself.
    """
    fields = [field for field in kind._meta.fields if isinstance(field, ForeignKey)]
    related = [(field, {one.name for one in field.related_model._meta.fields}) for field in fields]
    return [
        (field.attname, field.related_model)
        for field, names in related
        if field.name not in ("head", "risk", "measure")
        and (field.related_model._meta.model_name in ("risk", "measure") or names & {"risk", "measure", "about"})
    ]

"""Every version of a kind beside its entry in the log, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import FilteredRelation

from riskreg.integrity import canonical, ledger

_CHUNK = 2_000
# Days, moments, choices and amounts come back from row to row: so many of a column's are kept as they were read. Equal
# values of one type are the same bytes: a decimal column holds no -0.0 on SQLite, and one scale on PostgreSQL.
_KEPT = 2_000


class Version(NamedTuple):
    """A history row with the entry that its `entry` points at; its values as the driver gave them.

    `is_own` is whether that entry is this row's; `number` is 0 where there is no such entry.
    """

    is_own: bool
    about: ledger.About
    id: int
    rev: int
    type: str
    number: int
    model: str
    body: str
    salt: str
    content: str
    values: tuple[Any, ...]
    members: ledger.Members

    def written(self) -> str:
        """The values as the newest form writes them. Raises what Django raises for one that is none of its column."""
        return ledger.joined(self.members, self.values)

    def is_told(self, form: ledger.Form, values: str) -> bool:
        """Whether the entry and its opening are this version's, byte for byte."""
        text = self.about.content(values)
        if text != self.content:
            return False
        try:
            body = form.body(self.about, self.id, self.rev, ledger.commitment(self.salt, text))
        except ValueError:
            return False
        return (self.body, self.model, self.type) == (body, form.model, "+" if self.rev == 1 else "~")

    def name(self, kind: Any) -> str:
        """The record and its version, as people call it."""
        code = kind.versions().filter(history_id=self.about.key).values_list("code", flat=True) if _has(kind) else ()
        return f"{next(iter(code), '') or f'{kind._meta.model_name} {self.id}'} version {self.rev}"


_OWN = ("id", "rev", "history_type")
_ENTRY = ("number", "model", "body", "salt", "content")


def _has(kind: Any) -> bool:
    return any(column.name == "code" for column in kind._meta.concrete_fields)


def versions(kind: Any) -> Iterator[Version]:
    """Every version of a kind with its entry: no object of a model is made, and a value seen before is not read again.

    Raises what Django raises for a moment, number or key that is none.
    """
    form = ledger.newest_form(kind)
    sql, params, columns = _statement(kind, form, connection.vendor)
    read = [_reader(column) for column in columns]
    about, own = len(ledger.ABOUT), len(ledger.ABOUT) + len(_OWN) + len(_ENTRY)
    told = [(place, reader) for place, reader in enumerate(read[:own]) if reader is not None]
    members = tuple(
        (key, _kept(write, reader)) for (key, write), reader in zip(form.members, read[own + 1 :], strict=True)
    )
    key, number = ledger.ABOUT.index("history_id"), about + len(_OWN)
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        for row in chain.from_iterable(iter(lambda: cursor.fetchmany(_CHUNK), [])):
            head = list(row[:own])
            for place, reader in told:
                head[place] = reader(head[place])
            head[number] = head[number] or 0
            is_own = row[key] == row[own]
            yield Version._make((is_own, ledger.About(*head[:about]), *head[about:], row[own + 1 :], members))


@cache
def _statement(kind: Any, form: ledger.Form, vendor: str) -> tuple[str, Any, tuple[Any, ...]]:
    """The question for every version of a kind, its parameters, and the columns of its answer."""
    names = (*ledger.ABOUT, *_OWN, *(f"told__{name}" for name in _ENTRY), "entry_id", *form.columns)
    # A filtered relation is an outer join: a row without its entry is seen too.
    rows = kind.versions().order_by().alias(told=FilteredRelation("entry")).values_list(*names)
    compiler = rows.query.get_compiler(connection.alias)
    sql, params = compiler.as_sql()
    return sql, params, tuple(column for column, *_sql in compiler.select)


def _reader(column: Any) -> Callable[[Any], Any] | None:
    """What Django makes of a column's stored value, in one step; None where that is the value itself."""
    converters = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
    if not converters:
        return None

    def read(value: Any) -> Any:
        for convert in converters:
            value = convert(value, column, connection)
        return value

    return lru_cache(_KEPT, typed=True)(read)


def _kept(write: canonical.Write, reader: Callable[[Any], Any] | None) -> canonical.Write:
    """How a stored value is written; text and numbers at once, without being looked up."""
    if reader is None:
        return write
    return lru_cache(_KEPT, typed=True)(lambda value: write(reader(value)))

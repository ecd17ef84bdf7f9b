"""Whether every record equals its newest history row."""

from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from riskreg.integrity.tables import Guarded, guarded, tracked_models


@dataclass(frozen=True)
class Disagreement:
    """A record that differs from its history."""

    table: str
    record: str
    field: str
    live: object
    history: object

    def __str__(self) -> str:
        live, history = _short(self.live), _short(self.history)
        return f"{self.table} {self.record}: {self.field} is {live}, its history says {history}"


def _short(value: object) -> str:
    """A sealed edition's data are hundreds of kilobytes; nobody finds the difference in an error of that size."""
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:197]}..."


def _first(connection: Any, table: Guarded) -> Disagreement | None:
    distinct = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    differs = " OR ".join(f'l."{name}" {distinct} h."{name}"' for name in table.columns)
    columns = ", ".join(f'l."{name}", h."{name}"' for name in table.columns)
    newer = f'(SELECT max(n."rev") FROM "{table.history}" n WHERE n."id" = l."id")'
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT l."id", h."history_id", {newer}, l."rev", {columns} FROM "{table.live}" l'
            f' LEFT JOIN "{table.history}" h ON h."history_id" = l."head_id"'
            f' WHERE h."history_id" IS NULL OR {differs} OR {newer} <> l."rev" LIMIT 1'
        )
        row = cursor.fetchone()
        if row is None:
            return _without_record(cursor, table)
    number, head, newest, rev, *values = row
    name = str(values[2 * table.columns.index("code")]) if "code" in table.columns else str(number)
    if head is None:
        return Disagreement(table.live, name, "head", "present", "no history row")
    for position, column in enumerate(table.columns):
        live, past = values[2 * position : 2 * position + 2]
        if live != past:
            return Disagreement(table.live, name, column, live, past)
    return Disagreement(table.live, name, "rev", rev, newest)


def _without_record(cursor: Any, table: Guarded) -> Disagreement | None:
    """The first record of which only the history is left."""
    name = '"code"' if "code" in table.columns else '"id"'
    cursor.execute(
        f'SELECT h.{name} FROM "{table.history}" h WHERE h."rev" = 1'
        f' AND NOT EXISTS (SELECT 1 FROM "{table.live}" l WHERE l."id" = h."id") LIMIT 1'
    )
    row = cursor.fetchone()
    return Disagreement(table.live, str(row[0]), "record", "gone", "a record") if row is not None else None


def disagreements(using: str = DEFAULT_DB_ALIAS) -> list[Disagreement]:
    """The first difference of each kind of record; empty when all agree."""
    found = [_first(connections[using], guarded(model)) for model in tracked_models()]
    return [one for one in found if one is not None]

"""Hand-written SQL for the same answers: what the database alone needs, without an object made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection

from riskreg.integrity.tables import guarded
from riskreg.models import Commitment, Finding, Milestone, Plan, Risk

# The columns that the month's object of facts/RULES.md looks at.
COMPARED = {
    Risk: "code, state, top_risk, likelihood, impact",
    Finding: "code, state, target, first_target, audit_year, rating_id",
    Plan: "code, status, baseline",
    Milestone: "code, status, percent, baseline, forecast, actual",
    Commitment: "code, status, due",
}


def fetch(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Every row of the answer, as the driver gives it."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def live_sql(kind: type[Any], columns: str | None = None) -> str:
    table = guarded(kind)
    return f'SELECT {columns or ", ".join(table.columns)} FROM "{table.live}" WHERE NOT withdrawn'


def past_sql(kind: type[Any], columns: str | None = None) -> str:
    """Each record's last version before one moment: a seek a record, in the form each database does best."""
    table = guarded(kind)
    listed = columns or ", ".join(table.columns)
    newest = 'FROM "{0}" v WHERE v.id = r.id AND v.history_date < %s ORDER BY v.history_date DESC, v.rev DESC LIMIT 1'
    seek = newest.format(table.history)
    if connection.vendor == "postgresql":
        return (
            f'SELECT {listed} FROM (SELECT id AS record FROM "{table.live}") l'
            f" CROSS JOIN LATERAL (SELECT v.* {seek.replace('r.id', 'l.record')}) h WHERE NOT withdrawn"
        )
    return (
        f'SELECT {listed} FROM "{table.history}" WHERE rowid IN'
        f' (SELECT (SELECT v.rowid {seek}) FROM "{table.live}" r) AND NOT withdrawn'
    )


def one_past_sql(kind: type[Any]) -> str:
    """The last version, before a moment, of the record with a code."""
    table = guarded(kind)
    return (
        f'SELECT {", ".join(table.columns)} FROM "{table.history}" WHERE id ='
        f' (SELECT id FROM "{table.live}" WHERE code = %s) AND history_date < %s'
        " ORDER BY history_date DESC, rev DESC LIMIT 1"
    )


def month(start: datetime, end: datetime) -> Callable[[], Any]:
    """Read what the month's object compares, at both ends; the comparing itself is left out."""

    def work() -> None:
        for kind, columns in COMPARED.items():
            fetch(past_sql(kind, columns), start)
            fetch(past_sql(kind, columns), end)

    return work


def package_copy() -> str:
    """A copy of the milestones' history with the indexes that django-simple-history makes: id and history_date."""
    table, copy = guarded(Milestone).history, "benchmark_package_history"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TABLE IF EXISTS "{copy}"')
        cursor.execute(f'CREATE TABLE "{copy}" AS SELECT * FROM "{table}"')
        cursor.execute(f'CREATE UNIQUE INDEX "{copy}_key" ON "{copy}" (history_id)')
        cursor.execute(f'CREATE INDEX "{copy}_id" ON "{copy}" (id)')
        cursor.execute(f'CREATE INDEX "{copy}_date" ON "{copy}" (history_date)')
        if connection.vendor == "postgresql":
            cursor.execute(f'ANALYZE "{copy}"')
    return copy

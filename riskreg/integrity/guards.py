"""Database triggers that refuse every write without its history; `lifted()` is the one door through them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from riskreg.integrity import postgresql_guards, sqlite_guards
from riskreg.integrity.tables import LEDGER, LOGS, all_guarded


def _dialect(connection: Any) -> Any:
    return postgresql_guards if connection.vendor == "postgresql" else sqlite_guards


def expected(connection: Any) -> dict[str, str]:
    """Name -> text of every guard, generated from the current columns."""
    dialect = _dialect(connection)
    made: dict[str, str] = {}
    for table in all_guarded():
        made.update(dialect.live_triggers(table))
        made.update(dialect.history_triggers(table))
    for log in LOGS:
        made.update(dialect.log_triggers(log))
    made.update(dialect.ledger_triggers(all_guarded()))
    return made


def has_tables(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether the register's tables all exist; they do not before the last migration or after it is undone."""
    return LEDGER in connections[using].introspection.table_names()


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Put every guard in place, replacing what stands there."""
    connection = connections[using]
    wanted = expected(connection)
    with connection.cursor() as cursor:
        there = _dialect(connection).installed(cursor)
        for name in there:
            if there[name] != wanted.get(name):
                _run(cursor, _dialect(connection).drop(name))
        for name, text in wanted.items():
            if there.get(name) != text:
                _run(cursor, [*_dialect(connection).drop(name), *text.split(";\nCREATE TRIGGER")[:1]])
                for trigger in text.split(";\nCREATE TRIGGER")[1:]:
                    cursor.execute("CREATE TRIGGER" + trigger)


def _run(cursor: Any, statements: list[str]) -> None:
    for statement in statements:
        cursor.execute(statement)


def remove(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take every guard away; only migrations and `lifted()` may."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name in _dialect(connection).installed(cursor):
            _run(cursor, _dialect(connection).drop(name))


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Without guards for the length of the block. A house test lists the callers."""
    remove(using)
    try:
        yield
    finally:
        install(using)


def problems(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The names of guards that are missing, changed or unknown; empty when all stand."""
    connection = connections[using]
    wanted = expected(connection)
    with connection.cursor() as cursor:
        there = _dialect(connection).installed(cursor)
    return sorted(
        [f"{name}: missing" for name in wanted if name not in there]
        + [f"{name}: changed" for name in wanted if name in there and there[name] != wanted[name]]
        + [f"{name}: unknown" for name in there if name not in wanted]
    )


def fingerprint(using: str = DEFAULT_DB_ALIAS) -> str:
    """SHA-256 of the guards that this version expects, in hexadecimal."""
    text = "\n".join(f"{name}\t{sql}" for name, sql in sorted(expected(connections[using]).items()))
    return hashlib.sha256(text.encode()).hexdigest()

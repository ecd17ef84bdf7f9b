"""The guards of a table as SQLite triggers."""

from typing import Any

from riskreg.integrity.tables import LEDGER, Guarded, keys_of_log


def _refuse(message: str) -> str:
    return f"BEGIN SELECT RAISE(ABORT, 'riskreg guard: {message}'); END"


def _differs(columns: tuple[str, ...]) -> str:
    return " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in columns) or "0"


def _taken(keys: tuple[tuple[str, ...], ...]) -> str:
    """A row has one of the new one's keys: INSERT OR REPLACE would delete it, past the guard against that."""
    return " OR ".join("(" + " AND ".join(f'"{name}" = NEW."{name}"' for name in key) + ")" for key in keys)


def _trigger(name: str, event: str, table: str, when: str, message: str) -> tuple[str, str]:
    condition = f" WHEN {when}" if when else ""
    return name, f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}"{condition} {_refuse(message)}'


def live_triggers(table: Guarded) -> list[tuple[str, str]]:
    """A version must carry a new head and the next rev; a record is never deleted or replaced.

    A new head has no history row yet (its own comes next), and the old one has: no version is skipped.
    """
    verb = f"{table.live} is written only through riskreg.services ({table.module})"
    used = f'EXISTS (SELECT 1 FROM "{table.history}" h WHERE h."history_id" = {{}}."head_id")'
    insert = (
        f'NEW."rev" <> 1 OR EXISTS (SELECT 1 FROM "{table.live}" WHERE {_taken(table.unique)}) OR {used.format("NEW")}'
    )
    recorded = 'NEW."head_id" IS NOT OLD."head_id" AND NEW."rev" = OLD."rev" + 1 AND NEW."id" = OLD."id"'
    recorded += f" AND NOT {used.format('NEW')} AND {used.format('OLD')}"
    if "code" in table.columns:
        recorded += ' AND NEW."code" = OLD."code"'
    update = f"NOT ({recorded})"
    if table.free:
        update += f" AND ({_differs((*table.columns, 'head_id'))})"
    triggers = [
        _trigger(f"guard_{table.live}_insert", "INSERT", table.live, insert, f"{verb}; a key is taken or rev is not 1"),
        _trigger(f"guard_{table.live}_update", "UPDATE", table.live, update, verb),
        _trigger(
            f"guard_{table.live}_delete", "DELETE", table.live, "", f"{table.live} is never deleted from; withdraw"
        ),
    ]
    if table.append_only:
        changed = _differs(table.values)
        triggers.append(
            _trigger(
                f"guard_{table.live}_line", "UPDATE", table.live, changed, f"{table.live} is append-only; withdraw"
            )
        )
    return triggers


def history_triggers(table: Guarded) -> list[tuple[str, str]]:
    """A history row equals the live row's newest version, comes after the one before, and never changes.

    Its entry in the log comes after it, in the same transaction.
    """
    same = " AND ".join(f'l."{name}" IS NEW."{name}"' for name in table.columns)
    insert = (
        f'NOT EXISTS (SELECT 1 FROM "{table.live}" l WHERE l."head_id" = NEW."history_id" AND {same})'
        f' OR EXISTS (SELECT 1 FROM "{table.history}" h WHERE h."id" = NEW."id"'
        f' AND (h."history_date" > NEW."history_date" OR h."rev" >= NEW."rev"))'
        f' OR EXISTS (SELECT 1 FROM "{table.history}" h WHERE h."history_id" = NEW."history_id")'
        f' OR NEW."entry_id" IS NOT NEW."history_id" OR EXISTS'
        f' (SELECT 1 FROM "{LEDGER}" e WHERE e."key" = NEW."history_id")'
        f" OR NEW.\"history_type\" IS NOT CASE NEW.\"rev\" WHEN 1 THEN '+' ELSE '~' END"
    )
    never = f"{table.history} is never changed"
    return [
        _trigger(
            f"guard_{table.history}_insert", "INSERT", table.history, insert, f"{table.history} must equal the record"
        ),
        _trigger(f"guard_{table.history}_update", "UPDATE", table.history, "", never),
        _trigger(f"guard_{table.history}_delete", "DELETE", table.history, "", never),
    ]


def log_triggers(table: str) -> list[tuple[str, str]]:
    """An append-only log: rows come in, none changes."""
    taken = f'EXISTS (SELECT 1 FROM "{table}" WHERE {_taken(keys_of_log(table))})'
    return [
        _trigger(f"guard_{table}_insert", "INSERT", table, taken, f"{table} is append-only"),
        _trigger(f"guard_{table}_update", "UPDATE", table, "", f"{table} is append-only"),
        _trigger(f"guard_{table}_delete", "DELETE", table, "", f"{table} is append-only"),
    ]


def ledger_triggers(tables: list[Guarded]) -> list[tuple[str, str]]:
    """An entry has the next number and a version of its kind; none is ever changed."""
    versions = "".join(
        f' WHEN \'{table.model}\' THEN EXISTS (SELECT 1 FROM "{table.history}" h WHERE h."history_id" = NEW."key")'
        for table in tables
    )
    wrong = (
        f'NEW."number" IS NOT (SELECT coalesce(max("number"), 0) + 1 FROM "{LEDGER}")'
        f' OR EXISTS (SELECT 1 FROM "{LEDGER}" WHERE "key" = NEW."key")'
        f' OR NOT CASE NEW."model"{versions} ELSE 0 END'
    )
    return [
        _trigger(f"guard_{LEDGER}_insert", "INSERT", LEDGER, wrong, f"{LEDGER} takes the next version alone"),
        *log_triggers(LEDGER)[1:],
    ]


def installed(cursor: Any) -> dict[str, str]:
    """Name -> text of every guard in the database."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard\\_%' ESCAPE '\\'")
    return dict(cursor.fetchall())


def drop(name: str) -> list[str]:
    return [f'DROP TRIGGER IF EXISTS "{name}"']

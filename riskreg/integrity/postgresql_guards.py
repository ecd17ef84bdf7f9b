"""The guards of a table as PostgreSQL trigger functions."""

import hashlib
from typing import Any

from riskreg.integrity.tables import LEDGER, Guarded


def _short(name: str) -> str:
    """A name of at most 63 bytes, still unique."""
    return name if len(name) <= 63 else name[:54] + hashlib.sha256(name.encode()).hexdigest()[:8]


def _raise(message: str) -> str:
    return f"RAISE EXCEPTION 'riskreg guard: {message}' USING ERRCODE = 'integrity_constraint_violation';"


def _same(columns: tuple[str, ...], left: str, right: str) -> str:
    return " AND ".join(f'{left}."{name}" IS NOT DISTINCT FROM {right}."{name}"' for name in columns) or "TRUE"


def _guard(name: str, table: str, events: str, body: str) -> tuple[str, str]:
    """One function with its row trigger, and one more trigger against TRUNCATE where `events` names DELETE."""
    name = _short(name)
    function = f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $guard$BEGIN {body} END$guard$'
    trigger = f'CREATE TRIGGER "{name}" BEFORE {events} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()'
    return name, f"{function};\n{trigger}"


def _truncate(table: str) -> tuple[str, str]:
    name = _short(f"guard_{table}_truncate")
    body = _raise(f"{table} is never emptied")
    function = f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $guard$BEGIN {body} END$guard$'
    trigger = f'CREATE TRIGGER "{name}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()'
    return name, f"{function};\n{trigger}"


def live_triggers(table: Guarded) -> list[tuple[str, str]]:
    """A version must carry a new head and the next rev; a record is never deleted.

    A new head has no history row yet (its own comes next), and the old one has: no version is skipped.
    """
    verb = f"{table.live} is written only through riskreg.services ({table.module})"
    used = f'EXISTS (SELECT 1 FROM "{table.history}" h WHERE h."history_id" = {{}}."head_id")'
    recorded = 'NEW."head_id" IS DISTINCT FROM OLD."head_id" AND NEW."rev" = OLD."rev" + 1 AND NEW."id" = OLD."id"'
    recorded += f" AND NOT {used.format('NEW')} AND {used.format('OLD')}"
    if "code" in table.columns:
        recorded += ' AND NEW."code" = OLD."code"'
    if table.append_only:
        recorded += f" AND {_same(table.values, 'NEW', 'OLD')}"
    if table.free:
        recorded = f"({recorded}) OR ({_same((*table.columns, 'head_id'), 'NEW', 'OLD')})"
    body = (
        f"IF TG_OP = 'DELETE' THEN {_raise(f'{table.live} is never deleted from; withdraw')} END IF; "
        f"IF TG_OP = 'INSERT' THEN IF NEW.\"rev\" = 1 AND NOT {used.format('NEW')} THEN RETURN NEW; END IF;"
        f" {_raise(verb)} END IF; "
        f"IF {recorded} THEN RETURN NEW; END IF; {_raise(verb)}"
    )
    return [
        _guard(f"guard_{table.live}", table.live, "INSERT OR UPDATE OR DELETE", body),
        _truncate(table.live),
    ]


def history_triggers(table: Guarded) -> list[tuple[str, str]]:
    """A history row equals the live row's newest version, comes after the one before, and never changes.

    Its entry in the log comes after it, in the same transaction.
    """
    body = (
        f"IF TG_OP <> 'INSERT' THEN {_raise(f'{table.history} is never changed')} END IF; "
        f'IF NOT EXISTS (SELECT 1 FROM "{table.live}" l WHERE l."head_id" = NEW."history_id"'
        f" AND {_same(table.columns, 'l', 'NEW')})"
        f' OR EXISTS (SELECT 1 FROM "{table.history}" h WHERE h."id" = NEW."id"'
        f' AND (h."history_date" > NEW."history_date" OR h."rev" >= NEW."rev"))'
        f' OR NEW."entry_id" IS DISTINCT FROM NEW."history_id" OR EXISTS'
        f' (SELECT 1 FROM "{LEDGER}" e WHERE e."key" = NEW."history_id")'
        f" OR NEW.\"history_type\" <> (CASE NEW.\"rev\" WHEN 1 THEN '+' ELSE '~' END)"
        f" THEN {_raise(f'{table.history} must equal the record')} END IF; RETURN NEW;"
    )
    return [
        _guard(f"guard_{table.history}", table.history, "INSERT OR UPDATE OR DELETE", body),
        _truncate(table.history),
    ]


def log_triggers(table: str) -> list[tuple[str, str]]:
    """An append-only log: rows come in, none changes."""
    return [
        _guard(f"guard_{table}", table, "UPDATE OR DELETE", _raise(f"{table} is append-only")),
        _truncate(table),
    ]


def ledger_triggers(tables: list[Guarded]) -> list[tuple[str, str]]:
    """An entry has the next number and a version of its kind; none is ever changed."""
    versions = "".join(
        f' WHEN \'{table.model}\' THEN EXISTS (SELECT 1 FROM "{table.history}" h WHERE h."history_id" = NEW."key")'
        for table in tables
    )
    body = (
        f"IF TG_OP <> 'INSERT' THEN {_raise(f'{LEDGER} is append-only')} END IF; "
        f'IF NEW."number" <> (SELECT coalesce(max("number"), 0) + 1 FROM "{LEDGER}")'
        f' OR NOT (CASE NEW."model"{versions} ELSE FALSE END)'
        f" THEN {_raise(f'{LEDGER} takes the next version alone')} END IF; RETURN NEW;"
    )
    return [_guard(f"guard_{LEDGER}", LEDGER, "INSERT OR UPDATE OR DELETE", body), _truncate(LEDGER)]


def installed(cursor: Any) -> dict[str, str]:
    """Name -> text of every guard that is in force: the function as it stands, with its trigger."""
    cursor.execute(
        "SELECT t.tgname, p.prosrc, c.relname, pg_get_triggerdef(t.oid) FROM pg_trigger t"
        " JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgname LIKE 'guard\\_%'"
    )
    return {name: _rebuilt(name, source, table, text) for name, source, table, text in cursor.fetchall()}


def _rebuilt(name: str, source: str, table: str, text: str) -> str:
    """The statements that would make the trigger as the database describes it; one of another shape as it stands."""
    if " BEFORE " not in text or " WHEN " in text or " OF " in text.split(" ON ", 1)[0]:
        return text
    function = f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $guard${source}$guard$'
    events = text.split(" BEFORE ", 1)[1].split(" ON ", 1)[0]
    order = [word for word in ("INSERT", "UPDATE", "DELETE", "TRUNCATE") if word in events]
    level = "STATEMENT" if "FOR EACH STATEMENT" in text else "ROW"
    trigger = (
        f'CREATE TRIGGER "{name}" BEFORE {" OR ".join(order)} ON "{table}" FOR EACH {level} EXECUTE FUNCTION "{name}"()'
    )
    return f"{function};\n{trigger}"


def drop(name: str) -> list[str]:
    return [f'DROP FUNCTION IF EXISTS "{name}"() CASCADE']

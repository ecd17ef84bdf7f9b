"""What the application's own login may do on PostgreSQL: enough to work, too little to rewrite history."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from riskreg.integrity.tables import LEDGER, LOGS, all_guarded

READ_AND_ADD = "SELECT, INSERT"
READ_ADD_AND_CHANGE = "SELECT, INSERT, UPDATE"
# What is written beside the register: the mail, and figures that can be worked out again.
BESIDE = ("riskreg_mail", "riskreg_mailchoice", "riskreg_mailcursor")
# What was never register, and goes.
DELETED = ("django_session", "riskreg_sheetdraft", "riskreg_savedview", "riskreg_monthfigures")


def tables() -> dict[str, str]:
    """Table -> the privileges on it. Deleted is only what was never register: sessions, drafts, views, figures."""
    guarded = all_guarded()
    wanted = {
        **{table.live: READ_ADD_AND_CHANGE for table in guarded},
        **{table.history: READ_AND_ADD for table in guarded},
        **dict.fromkeys((LEDGER, *LOGS), READ_AND_ADD),
    }
    for model in apps.get_models(include_auto_created=True):
        wanted.setdefault(model._meta.db_table, "SELECT")
    wanted.update(dict.fromkeys(BESIDE, READ_ADD_AND_CHANGE))
    wanted.update(dict.fromkeys(DELETED, f"{READ_ADD_AND_CHANGE}, DELETE"))
    return {**wanted, "django_migrations": "SELECT"}


def statements(connection: Any, role: str) -> list[str]:
    """What gives the role exactly this, whatever it had before; run by the owner of the tables."""
    name, schema = connection.ops.quote_name(role), connection.ops.quote_name("public")
    made = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {name}",
        f"REVOKE CREATE ON SCHEMA {schema} FROM {name}",
        f"GRANT USAGE ON SCHEMA {schema} TO {name}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {name}",
    ]
    made += [
        f"GRANT {privileges} ON {connection.ops.quote_name(table)} TO {name}"
        for table, privileges in sorted(tables().items())
    ]
    return made


def give(connection: Any, role: str) -> bool:
    """Grant it; whether the role owns the tables and could therefore drop every guard. Raises DatabaseError."""
    with connection.cursor() as cursor:
        for statement in statements(connection, role):
            cursor.execute(statement)
        cursor.execute("SELECT pg_get_userbyid(relowner) = %s FROM pg_class WHERE relname = %s", [role, LEDGER])
        return bool(cursor.fetchone()[0])

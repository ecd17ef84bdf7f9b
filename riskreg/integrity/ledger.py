"""Appending to the log: one entry for each version, gapless, in the order of the commits."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models.functions import Coalesce

from riskreg.integrity import canonical, schemas
from riskreg.models import LedgerEntry
from riskreg.models.base import HistoryEntry

# The one lock that every writer takes on PostgreSQL; SQLite has its own.
_WRITERS = 7_268_001
FORMAT = 1
SALT_BYTES = 16


@dataclass(frozen=True)
class Version:
    """One version as it was saved: the entry of its history row, and its values at that moment."""

    model: str
    id: int
    rev: int
    entry: HistoryEntry
    values: dict[str, Any]


def version(record: Any, entry: HistoryEntry) -> Version:
    """The record as it stands now, for its entry at the end of the act."""
    kind = type(record)
    model = kind._meta.model_name
    return Version(model, record.pk, record.rev, entry, values(kind, schemas.current(model), record))


def values(kind: Any, schema: str, row: Any) -> dict[str, Any]:
    """Column name -> typed value of a live or past row."""
    return {
        name: canonical.of_column(column, getattr(row, column.attname))
        for name, column in schemas.columns(kind, schema)
    }


def content(told: dict[str, Any], *, actor_name: str, actor_role: str, applies_to: Any, reason: str) -> str:
    """What an entry commits to: names, words and values."""
    return canonical.dumps(
        {
            "actor_name": canonical.typed(actor_name),
            "actor_role": canonical.typed(actor_role),
            "applies_to": canonical.typed(applies_to),
            "reason": canonical.typed(reason),
            "values": told,
        }
    )


def commitment(salt: str, text: str) -> str:
    """SHA-256 over salt and content, in hexadecimal: it tells nothing to whoever lacks them."""
    return hashlib.sha256(bytes.fromhex(salt) + text.encode("ascii")).hexdigest()


def body(
    *,
    act: str,
    actor: str,
    at: Any,
    committed: str,
    key: Any,
    model: str | None,
    record: int,
    recorded: Any,
    request: str,
    rev: int,
    schema: str,
) -> str:
    """The text of an entry, in canonical JSON; its bytes are what is hashed. A record goes by its number alone."""
    return canonical.dumps(
        {
            "act": act,
            "actor": actor,
            "at": canonical.typed(at),
            "commitment": committed,
            "format": FORMAT,
            "key": str(key),
            "model": model,
            "record": record,
            "recorded": canonical.typed(recorded),
            "request": request,
            "rev": rev,
            "schema": schema,
        }
    )


def content_of(kind: Any, schema: str, row: Any) -> str:
    """What the entry of a history row commits to. Raises LookupError for a schema that is not the kind's."""
    return content(
        values(kind, schema, row), actor_name=row.actor_name, actor_role=row.actor_role, applies_to=row.applies_to,
        reason=row.history_change_reason or "",
    )  # fmt: skip


def body_of(kind: Any, schema: str, row: Any, committed: str) -> str:
    """The text of the entry of a history row."""
    return body(
        act=row.act, actor=row.history_user_id, at=row.history_date, committed=committed, key=row.history_id,
        model=kind._meta.model_name, record=row.id, recorded=row.recorded_at, request=row.request_id, rev=row.rev,
        schema=schema,
    )  # fmt: skip


def hold_lock() -> None:
    """One writer at a time until the transaction ends, so that the order of numbers is the order of commits."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS])


def _number(position: int) -> Any:
    """The number after the log's last, as the database itself knows it when it writes."""
    last = LedgerEntry.objects.order_by("-number").values("number")[:1]
    return Coalesce(models.Subquery(last), 0) + models.Value(position)


def append(versions: Sequence[Version]) -> None:
    """One entry for each version, at the very end of the transaction that wrote them. The lock is held."""
    made = []
    for position, one in enumerate(versions, start=1):
        entry, schema, salt = one.entry, schemas.current(one.model), secrets.token_hex(SALT_BYTES)
        text = content(
            one.values, actor_name=entry.actor_name, actor_role=entry.actor_role, applies_to=entry.applies_to,
            reason=entry.reason,
        )  # fmt: skip
        written = body(
            act=entry.act, actor=entry.actor, at=entry.history_date, committed=commitment(salt, text),
            key=entry.history_id, model=one.model, record=one.id, recorded=entry.recorded_at,
            request=entry.request_id, rev=one.rev, schema=schema,
        )  # fmt: skip
        made.append(
            LedgerEntry(
                number=_number(position), key=entry.history_id, model=one.model, body=written, salt=salt, content=text
            )
        )
    LedgerEntry.objects.bulk_create(made)

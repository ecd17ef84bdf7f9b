"""Appending to the log: one entry for each version, gapless, in the order of the commits."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from riskreg.integrity import canonical, schemas
from riskreg.integrity.tables import LEDGER
from riskreg.models import LedgerEntry
from riskreg.models.base import HistoryEntry

# The one lock that every writer takes on PostgreSQL; SQLite has its own.
_WRITERS = 7_268_001
FORMAT = 1
SALT_BYTES = 16
# Rows in one statement; SQLite takes 32,766 values.
MOST_ROWS = 1_000


# The columns of a record: each name as canonical JSON with its colon, and what writes the value after it.
Members = tuple[tuple[str, canonical.Write], ...]


def joined(members: Members, row: Sequence[Any]) -> str:
    """The values of a row as an object of canonical JSON. Raises ValueError for a row of another length."""
    return "{" + ",".join([key + write(value) for (key, write), value in zip(members, row, strict=True)]) + "}"


class Form:
    """How the entries of a kind of record are written, by one schema.

    Canonical JSON, member by member in the order of their names: what `canonical.dumps` gives, in a third of its time.
    """

    def __init__(self, kind: Any, schema: str) -> None:
        self.model, self.schema = kind._meta.model_name, schema
        columns = schemas.columns(kind, schema)
        self.columns = tuple(column.attname for _name, column in columns)
        self.members: Members = tuple(
            (f"{canonical.quoted(name)}:", canonical.of_column(column)) for name, column in columns
        )
        self.start = f',"format":{FORMAT},"key":"'
        self.model_and_record = f'","model":{canonical.quoted(self.model)},"record":'
        self.end = f',"schema":{canonical.quoted(schema)}}}'

    def values(self, row: Sequence[Any]) -> str:
        """The values of the columns, in their order."""
        return joined(self.members, row)

    def body(self, about: About, record: int, rev: int, committed: str) -> str:
        """The text of an entry; its bytes are what is hashed. A record goes by its number alone."""
        plain, written = canonical.quoted, canonical.written
        return (
            f'{{"act":{plain(about.act)},"actor":{plain(about.actor)},"at":{written(about.at)},'
            f'"commitment":"{committed}"{self.start}{about.key}{self.model_and_record}{record},'
            f'"recorded":{written(about.recorded)},"request":{plain(about.request)},"rev":{rev}{self.end}'
        )


@cache
def form(kind: Any, schema: str) -> Form:
    """Raises LookupError for a schema that is not the kind's."""
    return Form(kind, schema)


def newest_form(kind: Any) -> Form:
    """How entries of the kind are written today."""
    return form(kind, schemas.current(kind._meta.model_name))


class About(NamedTuple):
    """Who, when, what and why of one version, in the order of a history row's own columns (ABOUT)."""

    act: str
    actor: str
    at: datetime
    key: UUID
    recorded: datetime
    request: str
    actor_name: str
    actor_role: str
    applies_to: date | None
    reason: str | None

    def content(self, values: str) -> str:
        """What an entry commits to: names, words and values."""
        written = canonical.written
        return (
            f'{{"actor_name":{written(self.actor_name)},"actor_role":{written(self.actor_role)},'
            f'"applies_to":{written(self.applies_to)},"reason":{written(self.reason or "")},"values":{values}}}'
        )


ABOUT = (
    "act", "history_user_id", "history_date", "history_id", "recorded_at", "request_id", "actor_name", "actor_role",
    "applies_to", "history_change_reason",
)  # fmt: skip


@dataclass(frozen=True)
class Version:
    """One version as it was saved: the entry of its history row, and its values at that moment."""

    form: Form
    id: int
    rev: int
    about: About
    values: str


def version(record: Any, entry: HistoryEntry) -> Version:
    """The record as it stands now, for its entry at the end of the act."""
    own = newest_form(type(record))
    about = About(
        entry.act, entry.actor, entry.history_date, entry.history_id, entry.recorded_at, entry.request_id,
        entry.actor_name, entry.actor_role, entry.applies_to, entry.reason,
    )  # fmt: skip
    return Version(own, record.pk, record.rev, about, own.values([getattr(record, name) for name in own.columns]))


def commitment(salt: str, text: str) -> str:
    """SHA-256 over salt and content, in hexadecimal: it tells nothing to whoever lacks them. Raises ValueError."""
    return hashlib.sha256(bytes.fromhex(salt) + text.encode("ascii")).hexdigest()


def hold_lock() -> None:
    """One writer at a time until the transaction ends, so that the order of numbers is the order of commits."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS])


def append(versions: Sequence[Version]) -> None:
    """One entry for each version, at the very end of the transaction that wrote them. The lock is held."""
    for start in range(0, len(versions), MOST_ROWS):
        _insert([_entry(one) for one in versions[start : start + MOST_ROWS]])


def _entry(one: Version) -> tuple[Any, ...]:
    """The columns of an entry after its number."""
    salt, text = secrets.token_hex(SALT_BYTES), one.about.content(one.values)
    body = one.form.body(one.about, one.id, one.rev, commitment(salt, text))
    key = LedgerEntry._meta.get_field("key").get_db_prep_value(one.about.key, connection)
    return key, one.form.model, body, salt, text


def _insert(entries: list[tuple[Any, ...]]) -> None:
    """One statement; the database itself counts on from the log's last number as it writes."""
    count = f"(SELECT coalesce(max(number), 0) + %s FROM {LEDGER})"
    rows = ", ".join(f"({count}, %s, %s, %s, %s, %s)" for _entry in entries)
    values = [value for position, entry in enumerate(entries, start=1) for value in (position, *entry)]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {LEDGER} (number, key, model, body, salt, content) VALUES {rows}", values)

"""Build a synthetic register of any size: live rows and history in bulk, consistent, the same from the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from benchmarks.content import Scene, Version, content
from riskreg.integrity import guards, ledger
from riskreg.integrity.tables import tracked_models
from riskreg.models import LedgerEntry
from riskreg.vocabulary.periods import Month

# Milestones x months; each milestone gets one version a month.
SIZES = {"S": (200, 36), "M": (5_000, 36), "L": (20_000, 60)}
LAST = Month(2026, 10)
SEED = 20261124
PIECE = 20_000
_ABOUT = ("history_id", "entry_id", "history_date", "recorded_at", "act", "history_type")
_FIXED = {
    "history_user_id": "system:synthetic",
    "actor_name": "synthetic register",
    "actor_role": "system",
    "history_change_reason": "",
    "request_id": "synthetic",
    "applies_to": None,
}


class NotEmpty(Exception):
    """The database holds records already; a synthetic register goes into an empty migrated one."""


def _default(column: models.Field[Any, Any]) -> Any:
    """What a column holds when the content does not say: a value that both databases take as it is."""
    value = column.get_default()
    return "{}" if value == {} else value


class Table:
    """One kind of record being filled: its history row by row, then each record's last version."""

    def __init__(self, kind: type[Any], rng: random.Random) -> None:
        tracked = kind.history.model.tracked_fields
        self.kind, self.rng = kind, rng
        self.columns = [column.column for column in tracked]
        self.defaults = {column.column: _default(column) for column in tracked}
        self.newest: dict[int, tuple[Any, ...]] = {}

    @property
    def history_columns(self) -> list[str]:
        return [*self.columns, *_ABOUT, *_FIXED]

    def history(self, versions: Iterable[Version]) -> Iterator[tuple[Any, ...]]:
        """The history rows of the versions; rev counts up within a record."""
        fixed, rev_at = tuple(_FIXED.values()), self.columns.index("rev")
        for moment, act, values in versions:
            before = self.newest.get(values["id"])
            rev = before[rev_at] + 1 if before else 1
            row = tuple(({**self.defaults, **values, "rev": rev}).values())
            head = f"{self.rng.getrandbits(128):032x}"
            self.newest[values["id"]] = (*row, head)
            yield (*row, head, head, moment, moment, act, "~" if before else "+", *fixed)

    @property
    def live_columns(self) -> list[str]:
        outside = [self.kind._meta.get_field(name).column for name in self.kind.OUTSIDE_HISTORY]
        assert not outside, f"{self.kind.__name__} holds columns outside history; a synthetic register has none of it"
        return [*self.columns, "head_id"]

    def live(self) -> Iterator[tuple[Any, ...]]:
        return (self.newest[number] for number in sorted(self.newest))


def _pour(connection: Any, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Many rows at once, by the fastest way of each database."""
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # In pieces: rows may be read from this very connection, which does nothing else while it copies.
            pieces = iter(rows)
            while piece := list(islice(pieces, PIECE)):
                with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                    for row in piece:
                        copy.write_row(row)
        else:
            marks = ", ".join(["?"] * len(columns))
            connection.connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)


def _entries(kind: type[Any], first: int, rng: random.Random) -> Iterator[tuple[Any, ...]]:
    """The log's entries for the versions of a kind, read back as the database keeps them."""
    form = ledger.newest_form(kind)
    names, about = (*ledger.ABOUT, "id", "rev", *form.columns), len(ledger.ABOUT)
    rows = kind.versions().values_list(*names)  # type: ignore[attr-defined] # kinds are tracked
    for number, row in enumerate(rows.iterator(chunk_size=5_000), start=first):
        told = ledger.About(*row[:about])
        salt, text = f"{rng.getrandbits(128):032x}", told.content(form.values(row[about + 2 :]))
        body = form.body(told, row[about], row[about + 1], ledger.commitment(salt, text))
        yield number, told.key.hex, form.model, body, salt, text


def _log(connection: Any, kinds: Iterable[type[Any]], rng: random.Random) -> None:
    names = [column.column for column in LedgerEntry._meta.fields]
    for kind in kinds:
        first = (LedgerEntry.objects.aggregate(last=models.Max("number"))["last"] or 0) + 1
        _pour(connection, LedgerEntry._meta.db_table, names, _entries(kind, first, rng))


def _fill(connection: Any, scene: Scene) -> None:
    kinds = []
    for kind, versions in content(scene):
        kinds.append(kind)
        table = Table(kind, scene.rng)
        _pour(connection, kind.history.model._meta.db_table, table.history_columns, table.history(versions))
        _pour(connection, kind._meta.db_table, table.live_columns, table.live())
    _log(connection, kinds, scene.rng)


def build(
    milestones: int, months: int, *, last: Month = LAST, seed: int = SEED, using: str = DEFAULT_DB_ALIAS
) -> list[Month]:
    """Fill an empty migrated database and give the months; each milestone gets one version a month.

    Guards are lifted for the length of the build. Raises NotEmpty when a record stands in the database.
    """
    connection = connections[using]
    if any(kind._base_manager.using(using).exists() for kind in tracked_models()):
        raise NotEmpty("a synthetic register goes into an empty database")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -400000")
    first = last
    for _ in range(months - 1):
        first = first.previous
    scene = Scene(milestones, first.through(last), random.Random(seed))
    with transaction.atomic(using=using), guards.lifted(using):
        _fill(connection, scene)
        # PostgreSQL puts no trigger on a table whose deferred checks are still to come.
        connection.check_constraints()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), tracked_models()):
                cursor.execute(statement)
    if connection.vendor == "postgresql":
        # What autovacuum would have done by now; SQLite gathers no statistics by itself.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return scene.months

"""The real register for tests: loaded once a worker into a database of its own, which a test then works on.

A test that asks for `douane` finds the whole register; what it writes is rolled back, as in any `db` test. With
`transaction=True` it gets a copy for itself, which a live server sees too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from riskreg.exchange import facts
from riskreg.vocabulary.periods import REGISTER_ZONE

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "douane"
RECORDED_AT = datetime(2026, 11, 22, 9, 30, tzinfo=REGISTER_ZONE)


@dataclass(frozen=True)
class Douane:
    """The loaded register: where its facts stand, when it was loaded and in how many events."""

    folder: Path
    recorded_at: datetime
    events: int


@contextmanager
def working_on(name: str) -> Iterator[None]:
    """Let this thread, and every new one, work on another database; the one before, with its transaction, waits."""
    before, settings = connections["default"], connections.settings["default"]
    options = {key: value for key, value in settings["OPTIONS"].items() if key != "pool"}
    connections.settings["default"] = {**settings, "NAME": name, "OPTIONS": options}
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = settings
        connections["default"] = before


def copy_database(source: str, target: str) -> None:
    """Copy a database that nobody has open."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        Path(target).unlink(missing_ok=True)
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}"')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def drop_database(name: str) -> None:
    connection = connections["default"]
    if connection.vendor == "sqlite":
        for suffix in ("", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def database_of_a_test(suffix: str) -> Iterator[str]:
    """An empty migrated database beside the tests' own, gone in the end."""
    connection = connections["default"]
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    own = str(connection.settings_dict["NAME"])
    name = f"{own}_{suffix}"
    copy_database(own, name)
    yield name
    drop_database(name)


@pytest.fixture(scope="session")
def douane_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[str, Douane]]:
    """The name of the database that holds the real register; session fixtures come before a test's transaction."""
    with django_db_blocker.unblock():
        made = database_of_a_test("douane")
        name = next(made)
        with working_on(name):
            events = facts.load(FOLDER, language="en", recorded_at=RECORDED_AT)
    yield name, Douane(FOLDER, RECORDED_AT, events)
    with django_db_blocker.unblock():
        next(made, None)


@pytest.fixture
def douane(douane_database: tuple[str, Douane], db: None) -> Iterator[Douane]:
    """The loaded register, as a test of its own finds it: every change is undone."""
    name, loaded = douane_database
    if connections["default"].in_atomic_block:
        with working_on(name), transaction.atomic():
            yield loaded
            transaction.set_rollback(True)
        return
    copy_database(name, f"{name}_own")
    with working_on(f"{name}_own"):
        yield loaded
    drop_database(f"{name}_own")

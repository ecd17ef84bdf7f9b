"""The tests' databases: each is made once a run and copied for every worker, and again after a test that committed."""

from __future__ import annotations

import fcntl
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases

EMPTY = "empty"


@contextmanager
def working_on(name: str) -> Iterator[None]:
    """Let this thread, and every new one, work on another database; the one before, with its transaction, waits."""
    before, kept = connections["default"], connections.settings["default"]
    options = {key: value for key, value in kept["OPTIONS"].items() if key != "pool"}
    connections.settings["default"] = {**kept, "NAME": name, "OPTIONS": options}
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = kept
        connections["default"] = before


def leave() -> str:
    """Close this thread's connection; gives the name of the database that was open."""
    connection = connections["default"]
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    return str(connection.settings_dict["NAME"])


def copy_database(source: str, target: str) -> None:
    """Copy a database that nobody has open over another, which nobody has open either."""
    drop_database(target)
    connection = connections["default"]
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def drop_database(name: str) -> None:
    connection = connections["default"]
    if connection.vendor == "sqlite":
        for suffix in ("", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)
        return
    with connection._nodb_cursor() as cursor:
        # A writer that was killed may not have been missed yet.
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[..., Any]:
    """`made_once(name, target, make)`: whichever worker comes first makes the database, all others copy its file.

    Gives what `make` gave. On PostgreSQL every worker makes its own.
    """
    base = tmp_path_factory.getbasetemp()
    folder = base if worker_id == "master" else base.parent

    def made(name: str, target: str, make: Callable[[], Any]) -> Any:
        if connections["default"].vendor != "sqlite":
            return make()
        file, told = folder / f"{name}.sqlite3", folder / f"{name}.json"
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not told.exists():
                given = make()
                copy_database(target, str(file))
                told.write_text(json.dumps(given))
                return given
        copy_database(str(file), target)
        return json.loads(told.read_text())

    return made


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None, made_once: Any
) -> Iterator[None]:
    """The tests' own database, migrated, and beside it the copy that a test which commits is followed by."""
    connection, made = connections["default"], []

    def migrate() -> None:
        made.extend(setup_databases(verbosity=0, interactive=False, serialized_aliases=[]))
        leave()

    with django_db_blocker.unblock():
        own = connection.creation._get_test_db_name()
        made_once(EMPTY, own, migrate)
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = own
        copy_database(own, f"{own}_{EMPTY}")
    yield
    with django_db_blocker.unblock():
        leave()
        drop_database(f"{own}_{EMPTY}")
        if made and connection.vendor != "sqlite":
            teardown_databases(made, verbosity=0)


def put_back_instead_of_flushing() -> None:
    """A `transaction=True` test ends in a flush, which deletes, and guards refuse that: it gets a new copy instead."""

    def put_back(case: TransactionTestCase) -> None:
        own = leave()
        copy_database(f"{own}_{EMPTY}", own)

    TransactionTestCase._fixture_teardown = put_back

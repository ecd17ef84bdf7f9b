"""The real register for tests: loaded once a run into a database of its own, which a test then works on.

A test that asks for `douane` finds the whole register; what it writes is rolled back, as in any `db` test. With
`transaction=True` it gets a copy for itself, which a live server sees too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from riskreg.exchange import facts
from riskreg.vocabulary.periods import REGISTER_ZONE
from tests.databases import copy_database, drop_database, leave, working_on

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "douane"
RECORDED_AT = datetime(2026, 11, 22, 9, 30, tzinfo=REGISTER_ZONE)


@dataclass(frozen=True)
class Douane:
    """The loaded register: where its facts stand, when it was loaded and in how many events."""

    folder: Path
    recorded_at: datetime
    events: int


@pytest.fixture(scope="session")
def douane_database(django_db_setup: None, django_db_blocker: Any, made_once: Any) -> Iterator[tuple[str, Douane]]:
    """The name of the database that holds the real register; session fixtures come before a test's transaction."""
    with django_db_blocker.unblock():
        own = leave()
        name = f"{own}_douane"

        def load() -> int:
            copy_database(own, name)
            with working_on(name):
                return facts.load(FOLDER, language="en", recorded_at=RECORDED_AT)

        events = made_once("douane", name, load)
    yield name, Douane(FOLDER, RECORDED_AT, events)
    with django_db_blocker.unblock():
        drop_database(name)


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

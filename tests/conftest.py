"""What every test stands on: a database of its own, and templates that know their variables."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.template.base import Node
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from config.settings import BASE_DIR, database
from tests.databases import django_db_setup, made_once, put_back_instead_of_flushing  # noqa: F401 - fixtures
from tests.douane import douane, douane_database  # noqa: F401 - fixtures for every folder

OUR_TEMPLATES = (str(BASE_DIR / "templates"), str(BASE_DIR / "riskreg"), "<unknown source>")


# A shared machine's pauses are no failure.
hypothesis_settings.register_profile("riskreg", deadline=None)
hypothesis_settings.load_profile("riskreg")


class UndefinedVariable(AssertionError):
    """A template of ours printed a variable that its view did not give."""


class FailOnUndefined(str):
    """Django's `string_if_invalid` that fails in our own templates; those of Django and packages stay as they are."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: Any) -> str:
        frame = sys._getframe(1)
        while frame is not None:
            node = frame.f_locals.get("self")
            if isinstance(node, Node) and getattr(node, "origin", None) is not None:
                name = str(node.origin.name)
                if name.startswith(OUR_TEMPLATES):
                    raise UndefinedVariable(f"{name}:{node.token.lineno}: {variable} is not defined")
                return ""
            frame = frame.f_back
        return ""


def use_database(url: str, folder: str) -> None:
    """Point the default database at the address; on SQLite the tests' own is a real file, as in an installation."""
    entry = database(url)
    if entry["ENGINE"].endswith("sqlite3"):
        entry["TEST"] = {"NAME": str(Path(folder) / "test.sqlite3")}
    connections.close_all()
    settings.DATABASES = {"default": entry}
    connections._settings = None
    connections.__dict__.pop("settings", None)
    if hasattr(connections._connections, "default"):
        del connections["default"]


def pytest_configure(config: pytest.Config) -> None:
    scratch = tempfile.TemporaryDirectory(prefix="riskreg-test-", ignore_cleanup_errors=True)
    config.add_cleanup(scratch.cleanup)
    settings.MEDIA_ROOT = str(Path(scratch.name) / "evidence")
    settings.CHECKPOINT_KEY_FILE = Path(scratch.name) / "checkpoint.pem"
    settings.VERDICT_FILE = Path(scratch.name) / "verdict.json"
    # Not DATABASE_URL: whoever has that set keeps a real register there.
    use_database(os.environ.get("TEST_DATABASE_URL") or "sqlite:///register.sqlite3", scratch.name)
    # Made-up passwords need no guarding.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = FailOnUndefined("undefined")
    put_back_instead_of_flushing()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Mark what asks the database, leave out what is about the other one, and let what takes long begin early."""
    for item in items:
        asks = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
        if asks or item.get_closest_marker("django_db"):
            item.add_marker("database")
    yield
    other = {"sqlite_only", "postgres"} if connection.vendor == "postgresql" else {"postgres_only"}
    left_out = [item for item in items if other & {mark.name for mark in item.iter_markers()}]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    items[:] = in_order([item for item in items if item not in set(left_out)])


def in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """The run on PostgreSQL heads the half that the first worker is given, the browser that of the second."""
    parts: dict[str, list[pytest.Item]] = {"postgres": [], "browser": [], "": []}
    for item in items:
        parts[next((name for name in ("postgres", "browser") if item.get_closest_marker(name)), "")].append(item)
    half = max(len(items) // 2 - len(parts["postgres"]), 0)
    return [*parts["postgres"], *parts[""][:half], *parts["browser"], *parts[""][half:]]


@pytest.fixture(autouse=True)
def language_of_the_installation() -> None:
    """A request leaves its reader's language active in the thread; the next test begins without it."""
    translation.deactivate()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """A skipped PostgreSQL run is not a quiet dot."""
    for report in terminalreporter.stats.get("skipped", []):
        if "tests/postgres/" in report.nodeid:
            terminalreporter.section("NOT TESTED ON POSTGRESQL", sep="!", red=True, bold=True)
            terminalreporter.line(str(report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr))


@pytest.fixture(scope="session")
def runtime_dir() -> Iterator[str]:
    """XDG_RUNTIME_DIR, made where the machine has none (packages that need one warn otherwise)."""
    if os.environ.get("XDG_RUNTIME_DIR"):
        yield os.environ["XDG_RUNTIME_DIR"]
        return
    with tempfile.TemporaryDirectory(prefix="riskreg-run-", ignore_cleanup_errors=True) as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        yield folder
        del os.environ["XDG_RUNTIME_DIR"]

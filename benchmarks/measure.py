"""Measure one piece of work: statements, median time, and the steps of SQLite's virtual machine."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

STEP = 1_000
# Work that takes longer than this, in seconds, is not repeated.
LONG = 20.0

Work = Callable[[], Any]


@dataclass(frozen=True)
class Figure:
    """What one piece of work took; `steps` are thousands of SQLite VM instructions, None elsewhere."""

    ms: float
    queries: int = 0
    steps: int | None = None


def count_queries(work: Work) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def count_steps(work: Work) -> int | None:
    """Thousands of virtual machine instructions: what SQLite does, whoever else uses the machine."""
    if connection.vendor != "sqlite":
        work()
        return None
    connection.ensure_connection()
    calls = 0

    def tick() -> int:
        nonlocal calls
        calls += 1
        return 0

    connection.connection.set_progress_handler(tick, STEP)
    try:
        work()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return calls


def timed(work: Work) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1_000


def warmed(work: Work) -> Figure:
    """The first run: counts statements and steps, and warms what the timed runs will read."""
    begun, queries = time.perf_counter(), 0

    def counted() -> None:
        nonlocal queries
        queries = count_queries(work)

    steps = count_steps(counted)
    return Figure((time.perf_counter() - begun) * 1_000, queries, steps)


def side_by_side(works: dict[str, Work], runs: int) -> dict[str, Figure]:
    """Measure works in turns, so that a busy moment of the machine meets them all alike. Medians after a first run.

    What took long in its first run is not run again.
    """
    first = {name: warmed(work) for name, work in works.items()}
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            if first[name].ms < LONG * 1_000:
                times[name].append(timed(work))
    return {
        name: Figure(statistics.median(times[name]) if times[name] else one.ms, one.queries, one.steps)
        for name, one in first.items()
    }

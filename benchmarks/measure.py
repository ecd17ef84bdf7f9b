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
    queries: int | None = None
    steps: int | None = None


def count_queries(work: Work) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def count_steps(work: Work) -> int | None:
    """Thousands of virtual machine instructions: what SQLite does, whoever else uses the machine."""
    if connection.vendor != "sqlite":
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


def side_by_side(works: dict[str, Work], runs: int) -> dict[str, Figure]:
    """Measure works in turns, so that a busy moment of the machine meets them all alike. Medians."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            taken = times[name]
            if not taken or taken[0] < LONG * 1_000:
                taken.append(timed(work))
    once = {name for name, taken in times.items() if taken[0] >= LONG * 1_000}
    return {
        name: Figure(
            statistics.median(times[name]),
            None if name in once else count_queries(work),
            None if name in once else count_steps(work),
        )
        for name, work in works.items()
    }

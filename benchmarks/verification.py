"""Checking the log and all that it vouches for, beside SHA-256 alone over the same bytes, and what memory it takes."""

from __future__ import annotations

import hashlib
import tracemalloc
from typing import Any

from django.db import connection, transaction

from benchmarks.cases import NOW
from benchmarks.measure import Figure, side_by_side
from riskreg.integrity import checkpoints, verify
from riskreg.models import LedgerEntry

PIECES = 200_000


def signed() -> None:
    """A checkpoint over the whole log, so that its root and signature are checked too."""
    with transaction.atomic():
        checkpoints.make(NOW)


def _bytes(*columns: str) -> list[bytes]:
    """The hashed texts themselves, in memory: the floor reads nothing."""
    rows = LedgerEntry.objects.order_by("number").values_list(*columns)[:PIECES]
    return ["".join(row).encode() for row in rows.iterator(chunk_size=5_000)]


def measured(runs: int) -> list[tuple[str, Figure, Figure]]:
    """(what, its figure, its floor) for the log with its checkpoints, and for openings with history.

    The floor hashes at most 200,000 entries, and is scaled to the log's size.
    """
    signed()
    size = checkpoints.size_of_log()
    told = []
    for name, stage, columns in (
        ("log and checkpoints", "log", ("body",)),
        ("openings and history", "history", ("body", "salt", "content")),
    ):
        texts = _bytes(*columns)

        def floor(texts: list[bytes] = texts) -> None:
            for text in texts:
                hashlib.sha256(text).digest()

        def work(stage: str = stage) -> None:
            checking = verify.Check()
            checking.verdict.entries = size
            getattr(checking, stage)()
            assert not checking.verdict.alterations

        figures = side_by_side({"work": work, "floor": floor}, runs)
        scale = size / len(texts)
        bare = figures["floor"]
        told.append((f"verify: {name}", figures["work"], Figure(bare.ms * scale, 0, None)))
    return told


def peak_memory() -> int:
    """Bytes that Python's own objects take at most while everything is checked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    tracemalloc.start()
    try:
        checking: Any = verify.Check()
        checking.log()
        checking.history()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

"""Sealed editions: that their data and files are those of the day on which they were sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from riskreg.models import PublishedReport, ReportFile


class Broken(NamedTuple):
    """One part of an edition that is not as it was sealed."""

    record: str
    field: str
    expected: str
    found: str


def logs() -> list[tuple[int, str]]:
    """The size and root of the log that each edition was printed with."""
    editions = PublishedReport.objects.order_by("id").exclude(log_root="")
    return list(editions.values_list("log_size", "log_root"))


def broken(report: PublishedReport | None = None) -> Iterator[Broken]:
    """Every part of the sealed editions, or of one, that is not as sealed. One file at a time is in memory."""
    wanted = [report.pk] if report is not None else PublishedReport.objects.order_by("id").values_list("pk", flat=True)
    for key in wanted:
        code, data, sha256, files = PublishedReport.objects.values_list("code", "data", "sha256", "files").get(pk=key)
        yield from _differs(code, "data", sha256, data.encode("utf-8", "surrogatepass"))
        kept = ReportFile.objects.filter(report_id=key).order_by("format")
        names = list(kept.values_list("format", flat=True))
        for name in sorted({*files, *names}):
            content = kept.filter(format=name).values_list("content", flat=True).first() if name in names else None
            if content is None or name not in files:
                yield Broken(code, f"file {name}", files.get(name, "none"), "none" if content is None else "a file")
            else:
                yield from _differs(code, f"file {name}", files[name], as_bytes(content))


def as_bytes(content: bytes | memoryview | str) -> bytes:
    """A file's content as the database gives it; SQLite keeps text where somebody wrote text."""
    return content.encode("utf-8", "surrogatepass") if isinstance(content, str) else bytes(content)


def _differs(code: str, name: str, expected: str, content: bytes) -> Iterator[Broken]:
    there = hashlib.sha256(content).hexdigest()
    if there != expected:
        yield Broken(code, f"{name}, SHA-256", expected, there)

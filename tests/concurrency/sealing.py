"""Somebody who seals a month is killed in the middle: `python -m tests.concurrency.sealing` with its task as JSON."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from tests.concurrency.writers import ROOT, database_of_the_test

# Seconds from the begin of the act to the death, at most, of the first; how much longer after nothing, and shorter
# after everything: whatever the speed of the machine, about one in four lives to the commit. A month has 99 editions.
LONGEST_LIFE, LONGER, SHORTER = 0.12, 1.25, 0.5
FILES = {name: bytes(200_000) for name in ("docx", "html", "json", "pdf", "xlsx")}


def kill_sealers(kills: int) -> dict[str, int]:
    """How many kills left nothing, and how many everything. Raises AssertionError for anything between."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.concurrency.sealing"],
        cwd=ROOT, input=json.dumps({"database": database_of_the_test(), "kills": kills}, default=str),
        capture_output=True, text=True, check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    counted: dict[str, int] = json.loads(done.stdout)
    return counted


def forward() -> Any:
    """A draft that can be sealed: the first edition's, else that of a correction."""
    from riskreg.access import operator
    from riskreg.models import ReportingPeriod
    from riskreg.services import reports

    officer, at = operator("officer"), datetime.now(UTC)
    period = ReportingPeriod.objects.get(code="2026-11")
    draft = reports.open_draft(period)
    if draft is None and period.state == "sealed":
        draft = reports.correct(period, reason="once more", by=officer, at=at)
    if draft is None:
        draft = reports.draft(period, language="en", by=officer, at=at)
    if not draft.is_ready:
        reports.put_forward(draft, by=officer, at=datetime.now(UTC))
    return draft


def seal(draft: Any) -> None:
    from riskreg.access import operator
    from riskreg.services import reports

    edition = reports.Edition("{}\n", FILES, {}, 0, "")
    reports.seal(draft, edition, by=operator("management"), at=datetime.now(UTC))


def left(number: int) -> str:
    """Nothing or everything of an edition; a half one is an error."""
    from riskreg.models import PublishedReport, ReportFile, ReportingPeriod

    sealed = PublishedReport.objects.filter(edition=number)
    files = ReportFile.objects.filter(report__in=sealed).count()
    state = ReportingPeriod.objects.get(code="2026-11").state
    found = (sealed.count(), files, state)
    if found == (1, len(FILES), "sealed"):
        return "everything"
    assert found == (0, 0, "sealed" if number > 1 else "in_review"), found
    return "nothing"


def one_killed(draft: Any, life: float) -> bool:
    """Whether the child was killed before it came to its end."""
    from django.db import connections

    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        os.write(writing, b"s")
        try:
            seal(draft)
            os.write(writing, b"d")
            time.sleep(10)
        finally:
            os._exit(3)
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as said:
        assert said.read(1) == b"s"
        time.sleep(life)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return said.read(1) != b"d"


def main() -> None:
    import django
    from django.conf import settings

    task = json.loads(sys.stdin.read())
    settings.DATABASES = {"default": {**settings.DATABASES["default"], **task["database"]}}
    django.setup()
    luck, counted = random.Random(1), Counter({"nothing": 0, "everything": 0})
    longest = LONGEST_LIFE
    for _kill in range(task["kills"]):
        draft = forward()
        was_told = not one_killed(draft, luck.random() * longest)
        found = left(draft.edition)
        assert found == "everything" or not was_told, "acknowledged, and lost"
        counted[found] += 1
        longest *= LONGER if found == "nothing" else SHORTER
    print(json.dumps(counted))


if __name__ == "__main__":
    main()

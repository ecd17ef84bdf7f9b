"""Writers killed in the middle of their work: `python -m tests.concurrency.killed` with its task as JSON.

The program imports everything once and forks a writer for each kill, so that a thousand kills take minutes.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import Any

from tests.concurrency.writers import ROOT, database_of_the_test

# Seconds from a writer's first acknowledged act to its death, at most.
LONGEST_LIFE = 0.06


def kill_writers(kills: int, risks: list[int], milestones: list[int]) -> list[list[Any]]:
    """[kind, number, version] of everything that was acknowledged before its writer was killed."""
    task = {"database": database_of_the_test(), "kills": kills, "risks": risks, "milestones": milestones}
    done = subprocess.run(
        [sys.executable, "-m", "tests.concurrency.killed"],
        cwd=ROOT, input=json.dumps(task, default=str), capture_output=True, text=True, check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    acknowledged: list[list[Any]] = json.loads(done.stdout)
    return acknowledged


def write(task: dict[str, Any], seed: int, out: int) -> None:
    """Write until killed; say what was done only when the service has returned."""
    from riskreg.access import operator
    from riskreg.models import Milestone, Risk
    from riskreg.services import milestones, records

    luck, by, count = random.Random(seed), operator("killed"), 0
    while True:
        count += 1
        told: dict[str, Any] = {"by": by, "at": datetime.now(UTC), "reason": f"{seed}.{count}"}
        if luck.random() < 0.5:
            risk = Risk.objects.get(pk=luck.choice(task["risks"]))
            records.edit(risk, title=f"Title {seed}.{count}", **told)
            line = ["risk", risk.pk, risk.rev]
        else:
            one = Milestone.objects.get(pk=luck.choice(task["milestones"]))
            milestones.progress(one, percent=(one.percent + 7) % 100, **told)
            line = ["milestone", one.pk, one.rev]
        os.write(out, f"{json.dumps(line)}\n".encode())


def one_killed(task: dict[str, Any], seed: int, life: float) -> list[list[Any]]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            write(task, seed, writing)
        finally:
            os._exit(3)
    os.close(writing)
    with os.fdopen(reading, "rb") as lines:
        said = [lines.readline()]
        time.sleep(life)
        os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"writer {seed} ended by itself"
        said += lines.readlines()
    # A line that was cut off was not acknowledged.
    return [json.loads(line) for line in said if line.endswith(b"\n")]


def main() -> None:
    import django
    from django.conf import settings

    task = json.loads(sys.stdin.read())
    settings.DATABASES = {"default": {**settings.DATABASES["default"], **task["database"]}}
    django.setup()
    import riskreg.services.milestones
    import riskreg.services.records  # noqa: F401 - imported once, before the writers are forked

    luck, acknowledged = random.Random(1), []
    for seed in range(task["kills"]):
        acknowledged += one_killed(task, seed, luck.random() * LONGEST_LIFE)
    print(json.dumps(acknowledged))


if __name__ == "__main__":
    main()

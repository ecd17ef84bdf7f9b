"""The last verdict on the log, in a file beside the signing key: an altered database does not answer for itself."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings

from riskreg.integrity.verify import ALTERED, INTACT, NOT_COVERED, Verdict


@dataclass(frozen=True)
class Told:
    """What the last check said, and when; `first` names the first alteration in words, `number` its entry.

    A check that is not `finished` could not read everything, and says nothing of the log.
    """

    state: str
    at: datetime
    entries: int
    covered: int
    number: int = 0
    first: str = ""
    finished: bool = True

    @property
    def is_altered(self) -> bool:
        return self.state == ALTERED


# (path, modification time in ns, size) -> what stood there
_read: dict[tuple[str, int, int], Told] = {}


def keep(verdict: Verdict, at: datetime) -> Told:
    """Put the verdict in its file, whole or not at all."""
    first = verdict.first
    told = Told(
        state=verdict.state,
        at=at,
        entries=verdict.entries,
        covered=verdict.covered,
        number=first.number if first and not first.span else 0,
        first=str(first) if first else "",
    )
    return _keep(told)


def keep_unfinished(at: datetime) -> Told:
    """Put in the file that a check could not read the database: what an earlier one said is not said any more."""
    return _keep(_unfinished(at))


def _unfinished(at: datetime) -> Told:
    return Told(state=NOT_COVERED, at=at, entries=0, covered=0, finished=False)


def _keep(told: Told) -> Told:
    path = Path(settings.VERDICT_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_suffix(f".{os.getpid()}.new")
    waiting.write_text(json.dumps({**asdict(told), "at": told.at.isoformat()}), encoding="utf-8")
    waiting.replace(path)
    return told


def last() -> Told | None:
    """The last verdict, None when nothing was checked yet. Asked on every page: one look at the file, no query.

    A file that cannot be read counts as a check that never came to its end: not covered.
    """
    path = Path(settings.VERDICT_FILE)
    try:
        there = path.stat()
    except OSError:
        return None
    key = (str(path), there.st_mtime_ns, there.st_size)
    if key not in _read:
        _read.clear()
        _read[key] = _parsed(path, there.st_mtime)
    return _read[key]


def _parsed(path: Path, modified: float) -> Told:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        read = Told(**{**told, "at": datetime.fromisoformat(told["at"])})
        return read if read.state in (INTACT, ALTERED) else replace(read, state=NOT_COVERED)
    except (OSError, ValueError, KeyError, TypeError):
        return _unfinished(datetime.fromtimestamp(modified).astimezone())

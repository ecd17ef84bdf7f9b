"""The audit bundle: the log, what it commits to, its checkpoints and proofs, and the means to check them elsewhere."""

from __future__ import annotations

import io
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from riskreg.integrity import canonical, checkpoints, merkle, schemas
from riskreg.integrity.kept_tree import KeptTree
from riskreg.integrity.tables import tracked_models
from riskreg.models import Checkpoint, LedgerEntry, SigningKey
from riskreg.vocabulary.errors import BadInput
from riskreg.vocabulary.periods import end_of_day

FORMAT = 1
AS_THEY_STAND = ("README.txt", "verify_bundle.py")
FILES = Path(__file__).with_name("bundle_files")
# The one text of the algorithm: the last part of the auditors' page, from this heading on.
AUDITORS = Path(__file__).resolve().parents[2] / "docs" / "auditors.md"
HEADING = "## The algorithm on one page\n"
_CHUNK = 2_000
_MOMENT = (1980, 1, 1, 0, 0, 0)
Progress = Callable[[int, int], None]
Visible = Callable[[Any], Any]


@dataclass(frozen=True)
class Wanted:
    """What is asked: the whole log, or the versions of one record, or those made from one day to another.

    `visible` narrows a queryset to what the asker may see; without it nothing is left out.
    """

    by: str
    at: datetime
    visible: Visible | None = None
    record: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def is_whole(self) -> bool:
        return not self.record and self.since is None and self.until is None


@dataclass
class Made:
    """What a bundle holds: entries, openings, what was left out; `size` of the log, and how much is covered."""

    size: int = 0
    covered: int = 0
    entries: int = 0
    openings: int = 0
    checkpoints: list[Checkpoint] = field(default_factory=list)

    @property
    def left_out(self) -> int:
        return self.entries - self.openings

    @property
    def is_covered(self) -> bool:
        return bool(self.checkpoints) and self.covered >= self.size


def algorithm() -> str:
    """The algorithm on one page, as the auditors' page has it."""
    text = AUDITORS.read_text(encoding="utf-8")
    return text[text.index(HEADING) :].replace("## ", "# ", 1)


def make(out: IO[bytes], wanted: Wanted, progress: Progress = lambda done, of: None) -> Made:
    """Write the bundle as a zip, in constant memory. Raises BadInput for a record or period that has no entry."""
    made = Made(checkpoints=list(Checkpoint.objects.order_by("id").select_related("key")))
    made.size = checkpoints.size_of_log()
    made.covered = made.checkpoints[-1].size if made.checkpoints else 0
    with tempfile.TemporaryFile() as kept, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _Writing(archive, wanted, made, KeptTree(kept), progress).all()
    return made


class _Writing:
    def __init__(
        self, archive: zipfile.ZipFile, wanted: Wanted, made: Made, tree: KeptTree, progress: Progress
    ) -> None:
        self.archive, self.wanted, self.made, self.tree, self.progress = archive, wanted, made, tree, progress
        self.is_chosen = _choice(wanted)
        self.done = 0

    def all(self) -> None:
        for name in AS_THEY_STAND:
            self.text(name, (FILES / name).read_text(encoding="utf-8"))
        self.text("ALGORITHM.md", algorithm())
        self.entries()
        self.openings()
        self.json("checkpoints.json", _signed(self.made.checkpoints))
        self.json("consistency.json", {"proofs": list(self.proofs())})
        self.json("schemas.json", {"columns": schemas.all_schemas()})
        self.json("manifest.json", _manifest(self.wanted, self.made))

    # --- files
    @contextmanager
    def file(self, name: str) -> Iterator[IO[bytes]]:
        """A file of the archive; equal content gives equal bytes, whenever it is made."""
        told = zipfile.ZipInfo(name, _MOMENT)
        told.compress_type, told.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        with self.archive.open(told, "w", force_zip64=True) as raw, io.BufferedWriter(raw, 1 << 16) as buffered:
            yield buffered

    def text(self, name: str, text: str) -> None:
        with self.file(name) as file:
            file.write(text.encode("utf-8"))

    def json(self, name: str, value: Any) -> None:
        self.text(name, json.dumps(value, indent=1, sort_keys=True) + "\n")

    # --- the log
    def rows(self, *columns: str) -> Iterator[Any]:
        """The entries in their order; none that came while the bundle is being made."""
        rows = LedgerEntry.objects.filter(number__lte=self.made.size).order_by("number")
        for row in rows.values_list("number", *columns).iterator(chunk_size=_CHUNK):
            self.done += 1
            if self.done % _CHUNK == 0:
                self.progress(self.done, self.made.size * (2 if self.wanted.is_whole else 3))
            yield row

    def entries(self) -> None:
        """Each body on a line of its own; of a part, with number and proof, for which the tree must be known first."""
        if not self.wanted.is_whole:
            for _number, body in self.rows("body"):
                self.tree.append(merkle.leaf_hash(_bytes(body)))
        with self.file("entries.jsonl") as file:
            for number, body in self.rows("body"):
                if self.wanted.is_whole:
                    self.tree.append(merkle.leaf_hash(_bytes(body)))
                    file.write(_bytes(body) + b"\n")
                elif self.is_chosen(body):
                    file.write(_line({"body": body, "number": number, "proof": self.inclusion(number)}))
                else:
                    continue
                self.made.entries += 1
        if not self.made.entries and not self.wanted.is_whole:
            raise BadInput(_("The log has no entry of what was asked"), code="bundle")

    def inclusion(self, number: int) -> list[str]:
        """The proof against the newest checkpoint; empty for what it does not cover."""
        if not number <= self.made.covered <= self.tree.size:
            return []
        return [step.hex() for step in self.tree.inclusion_proof(number - 1, self.made.covered)]

    def proofs(self) -> Iterator[dict[str, Any]]:
        """From each checkpoint to the next; none where the log is shorter than its checkpoints say."""
        for old, new in pairwise(self.made.checkpoints):
            if 0 < old.size < new.size <= self.tree.size:
                proof = self.tree.consistency_proof(old.size, new.size)
                yield {"start": old.size, "size": new.size, "proof": [step.hex() for step in proof]}

    # --- what the entries commit to
    def openings(self) -> None:
        with self.file("openings.jsonl") as file:
            chosen = (row for row in self.rows("body", "key", "model", "salt", "content") if self.is_chosen(row[1]))
            for chunk in _chunks(chosen):
                shown = self.shown(chunk)
                for number, _body, key, _model, salt, content in chunk:
                    if key in shown:
                        file.write(_line({"content": content, "number": number, "salt": salt}))
                        self.made.openings += 1

    def shown(self, chunk: list[Any]) -> set[Any]:
        """The keys of the entries whose versions the asker may see; a version that is not there is not shown."""
        if self.wanted.visible is None:
            return {row[2] for row in chunk}
        shown: set[Any] = set()
        for kind in tracked_models():
            keys = [row[2] for row in chunk if row[3] == kind._meta.model_name]
            if keys:
                rows = kind.versions().order_by().filter(pk__in=keys)
                shown.update(self.wanted.visible(rows).values_list("pk", flat=True))
        return shown


def _bytes(body: str) -> bytes:
    return body.encode("utf-8", "surrogatepass")


def _line(value: Any) -> bytes:
    return canonical.dumps(value).encode("ascii") + b"\n"


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    yield chunk


def _choice(wanted: Wanted) -> Callable[[str], bool]:
    """Whether an entry, by its body, is one of those that are asked for. Raises BadInput for a code that is nobody's.

    A period is that of the act, not of the writing down: a loaded entry counts on the day that it tells of.
    """
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise BadInput(
            _("The period ends on %(until)s, before it begins on %(since)s")
            % {"until": wanted.until, "since": wanted.since},
            code="bundle",
        )
    records = _named(wanted)
    first = canonical.typed(end_of_day(wanted.since - timedelta(days=1))) if wanted.since else ""
    after = canonical.typed(end_of_day(wanted.until)) if wanted.until else "~"

    def is_chosen(body: str) -> bool:
        try:
            told = json.loads(body)
            return (not wanted.record or (told["model"], told["record"]) in records) and first <= told["at"] < after
        except (ValueError, KeyError, TypeError):
            return wanted.is_whole

    return (lambda body: True) if wanted.is_whole else is_chosen


def _named(wanted: Wanted) -> set[tuple[str | None, int]]:
    """The kind and number of the record with that code; one that is hidden from the asker is none."""
    found: set[tuple[str | None, int]] = set()
    if not wanted.record:
        return found
    for kind in tracked_models():
        # PostgreSQL holds no text with a zero byte, and will not be asked for one.
        if hasattr(kind, "code") and "\x00" not in wanted.record:
            rows = kind._base_manager.filter(code=wanted.record)
            rows = wanted.visible(rows) if wanted.visible else rows
            found.update((kind._meta.model_name, pk) for pk in rows.values_list("pk", flat=True))
    if not found:
        raise BadInput(_("There is no record %(code)s") % {"code": wanted.record}, code="bundle")
    return found


def _signed(made: list[Checkpoint]) -> dict[str, Any]:
    """Every checkpoint, and every key with the signature of the one before it."""
    keys = SigningKey.objects.order_by("id").select_related("signed_by")
    return {
        "checkpoints": [checkpoints.as_json(one) for one in made],
        "keys": [
            {
                "public": key.public,
                "since": canonical.typed(key.since),
                "signed_by": key.signed_by.public if key.signed_by else "",
                "signature": key.signature,
            }
            for key in keys
        ],
    }


def _manifest(wanted: Wanted, made: Made) -> dict[str, Any]:
    told: dict[str, Any] = {
        "format": FORMAT,
        "made_at": canonical.typed(wanted.at),
        "made_by": wanted.by,
        "whole": wanted.is_whole,
        "size": made.size,
        "covered": made.covered,
        "checkpoints": len(made.checkpoints),
        "entries": made.entries,
        "openings": made.openings,
        "left_out": made.left_out,
    }
    if wanted.record:
        told["record"] = wanted.record
    if wanted.since or wanted.until:
        days = {"from": wanted.since, "to": wanted.until}
        told["period"] = {name: on.isoformat() for name, on in days.items() if on}
    return told


def write(path: Path, wanted: Wanted, progress: Progress = lambda done, of: None) -> Made:
    """Write the bundle to a file, whole or not at all. Raises BadInput like make(), OSError for the file."""
    waiting = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with waiting.open("wb") as out:
            made = make(out, wanted, progress)
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)
    return made

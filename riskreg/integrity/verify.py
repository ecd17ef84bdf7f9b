"""Checking the log and everything that it vouches for: the first alteration named, in constant memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import DatabaseError
from django.db.models import F

from riskreg.integrity import agreement, canonical, checkpoints, guards, ledger, merkle, schemas, seals, separation
from riskreg.integrity.tables import tracked_models
from riskreg.integrity.version_rows import Version, versions
from riskreg.models import Checkpoint, LedgerEntry, SigningKey
from riskreg.vocabulary.errors import RuleBroken

INTACT, ALTERED, NOT_COVERED = "intact", "altered", "not_covered"
# How many alterations are told; the check itself goes on.
MOST = 100
_CHUNK = 2_000
# What Django raises for a stored value that is none of its column's.
_UNREADABLE = (ValueError, TypeError, ArithmeticError)
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Alteration:
    """One thing that is not as the log says; `number` is the entry's, 0 for what stands beside the log.

    Of a `span` it is the first entry's: which one of them differs is not known.
    """

    number: int
    record: str
    field: str
    expected: str
    found: str
    span: bool = False

    @property
    def place(self) -> tuple[bool, bool, int]:
        """One entry's comes before that of a span of entries, and what stands beside the log comes last."""
        return not self.number, self.span, self.number

    def __str__(self) -> str:
        where = f"entry {self.number}, {self.record}" if self.number and not self.span else self.record
        return f"{where}: {self.field}: expected {self.expected}, found {self.found}"


@dataclass(frozen=True)
class Known:
    """What somebody outside wrote down earlier: the size of the log and its root in hexadecimal, or the first key."""

    size: int = 0
    root: str = ""
    first_key: str = ""


@dataclass
class Verdict:
    """What a check found; `covered` is the size of the newest checkpoint that holds."""

    entries: int = 0
    covered: int = 0
    checkpoints: int = 0
    alterations: list[Alteration] = field(default_factory=list)

    @property
    def first(self) -> Alteration | None:
        """The alteration with the lowest entry; what stands beside the log comes last."""
        return min(self.alterations, key=lambda one: one.place, default=None)

    @property
    def state(self) -> str:
        """Intact only when a checkpoint covers every entry."""
        if self.alterations:
            return ALTERED
        return INTACT if self.checkpoints and self.covered == self.entries else NOT_COVERED


class Check:
    """One walk over the log, and one over every history row."""

    def __init__(self, progress: Progress = lambda done, of: None, known: Iterable[Known] = ()) -> None:
        self.verdict, self.progress, self.known = Verdict(), progress, list(known)
        self.done, self.of = 0, 2 * LedgerEntry.objects.count()

    def found(
        self, number: int, record: str, name: str, expected: object, there: object, *, span: bool = False
    ) -> None:
        """Keep an alteration; of more than can be told, those that come first."""
        told = self.verdict.alterations
        told.append(Alteration(number, record, name, _short(expected), _short(there), span))
        if len(told) > MOST:
            told.remove(max(told, key=lambda one: one.place))

    def step(self) -> None:
        self.done += 1
        if self.done % _CHUNK == 0:
            self.progress(self.done, self.of)

    # --- the log: numbers, checkpoints
    def log(self) -> None:
        """Numbers without a gap, and the root of every checkpoint; each entry's bytes are hashed once."""
        tree, marks, before = merkle.Growing(), self.marks(), 0
        self.at_size(marks.pop(0, []), tree)
        rows: Any = LedgerEntry.objects.order_by("number").values_list("number", "body")
        for number, text in rows.iterator(chunk_size=_CHUNK):
            if number != before + 1:
                self.found(tree.size + 1, "the log", "number", before + 1, number)
            before = number if isinstance(number, int) else before + 1
            # An entry that is no text is told with its version.
            tree.append(merkle.leaf_hash(str(text).encode("utf-8", "surrogatepass")))
            if tree.size in marks:
                self.at_size(marks.pop(tree.size), tree)
            self.step()
        self.verdict.entries = tree.size
        for size in sorted(marks):
            self.found(tree.size + 1, "the log", "entries", f"at least {size}", tree.size)

    def marks(self) -> dict[int, list[Any]]:
        """Size -> the checkpoints, and what is known outside, of that size. Neither size nor key goes back."""
        marks: dict[int, list[Any]] = {}
        keys, size, turn = SigningKey.objects.in_bulk(), 0, 0
        made: Any = Checkpoint.objects.order_by("id")
        for mark in made:
            self.verdict.checkpoints += 1
            name = f"checkpoint {mark.pk}"
            if not isinstance(mark.size, int) or mark.size < size:
                self.found(0, name, "size", f"at least {size}", mark.size)
                continue
            if mark.key_id not in keys or mark.key_id < turn:
                self.found(mark.size, name, "key", "the newest in the log" if turn else "one in the log", mark.key_id)
                continue
            mark.key, size, turn = keys[mark.key_id], mark.size, mark.key_id
            marks.setdefault(mark.size, []).append(mark)
        for known in [*self.known, *(Known(at, root) for at, root in seals.logs())]:
            if known.root:
                marks.setdefault(known.size, []).append(known)
        return marks

    def at_size(self, marks: list[Any], tree: merkle.Growing) -> None:
        root, since = tree.root().hex(), self.verdict.covered + 1
        for mark in marks:
            if mark.root != root:
                self.found(since, f"entries {since} to {mark.size}", "root", mark.root, root, span=True)
            elif isinstance(mark, Known):
                continue
            elif not checkpoints.is_signed(
                mark.key.public, mark.signature, checkpoints.statement(mark.size, mark.root, mark.at)
            ):
                self.found(mark.size, f"checkpoint {mark.pk}", "signature", "one by its key", mark.signature)
            elif [peak.hex() for peak in tree.peaks] != mark.peaks:
                self.found(mark.size, f"checkpoint {mark.pk}", "peaks", "those of the log", mark.peaks)
            elif not self.verdict.alterations:
                self.verdict.covered = mark.size

    # --- history = log
    def history(self) -> None:
        """Every history row is what its entry and opening say, and every entry has its row."""
        told, strays = 0, 0
        for kind in tracked_models():
            form = ledger.newest_form(kind)
            try:
                for version in versions(kind):
                    strays += not version.is_own
                    if version.number:
                        told += 1
                        if not _fits(version, form):
                            self.readable(kind, version)
                    self.step()
            except _UNREADABLE as error:
                self.unreadable(kind, error)
                return
        if strays or told != self.verdict.entries:
            self.lost()

    def readable(self, kind: Any, one: Version) -> None:
        """Compare a version with its entry; a value that no entry could hold differs from what this one holds."""
        try:
            self.version(kind, one)
        except _UNREADABLE as error:
            name = f"{kind._meta.model_name} {one.id} version {one.rev}"
            self.found(one.number, name, "values", "readable", error)

    def unreadable(self, kind: Any, error: Exception) -> None:
        """Name the version, or its entry, that holds what its column cannot."""
        for position in range(kind.versions().count()):
            try:
                list(kind.versions().order_by("id", "rev").select_related("entry")[position : position + 1])
            except _UNREADABLE:
                row = kind.versions().order_by("id", "rev").values_list("id", "rev")[position]
                self.found(0, f"{kind._meta.model_name} {row[0]} version {row[1]}", "values", "readable", error)
                return
        self.found(0, kind._meta.model_name, "values", "readable", error)

    def version(self, kind: Any, one: Version) -> None:
        """Compare a version that is not as the newest schema writes it with its entry, which names its own schema."""
        for name in ("body", "salt", "content"):
            if not isinstance(getattr(one, name), str):
                self.found(one.number, f"{kind._meta.model_name} {one.id}", name, "text", getattr(one, name))
                return
        told = _read(one.body)
        if told is None:
            self.found(one.number, one.name(kind), "entry", "canonical JSON", one.body)
            return
        try:
            form = ledger.form(kind, str(told.get("schema")))
        except LookupError:
            newest = schemas.current(kind._meta.model_name)
            self.found(one.number, one.name(kind), "schema", newest, told.get("schema"))
            return
        row = kind.versions().filter(history_id=one.about.key).values_list(*form.columns).first()
        values = form.values(row or ())
        if not one.is_told(form, values):
            self.differences(kind, form, one, values, told)

    def differences(self, kind: Any, form: ledger.Form, one: Version, values: str, told: dict[str, Any]) -> None:
        """Name every field in which a version, its opening and its entry differ."""
        name, before = one.name(kind), len(self.verdict.alterations)
        committed = str(told.get("commitment"))
        if _commitment(one) != committed:
            self.found(one.number, name, "opening", committed, _commitment(one))
        body = form.body(one.about, one.id, one.rev, committed)
        for field_name, expected, there in (
            *_compared(_flat(one.content), _flat(one.about.content(values))),
            *_compared(told, json.loads(body)),
        ):
            self.found(one.number, name, field_name, expected, there)
        if len(self.verdict.alterations) == before:
            expected = f"{canonical.dumps(told)} of {form.model}"
            there = f"{one.body} of {one.model}, {one.type}"
            self.found(one.number, name, "entry", expected, there)

    def lost(self) -> None:
        """Entries without their version, and versions without their entry, the first of each kind."""
        for kind in tracked_models():
            model = kind._meta.model_name
            kept = kind.history.model._base_manager.values("history_id")
            for entry in LedgerEntry.objects.filter(model=model).exclude(key__in=kept).order_by("number")[:1]:
                told = _read(entry.body) or {}
                name = f"{model} {told.get('record')} version {told.get('rev')}"
                self.found(entry.number, name, "history", "a version", "none")
            for row in kind.versions().exclude(entry_id=F("history_id")).order_by("history_date", "rev")[:1]:
                self.found(self.verdict.entries + 1, _name(kind, row), "entry", row.pk, row.entry_id)
            entries = LedgerEntry.objects.values("key")
            for row in kind.versions().exclude(history_id__in=entries).order_by("history_date", "rev")[:1]:
                self.found(self.verdict.entries + 1, _name(kind, row), "entry", "in the log", "none")
        models = [kind._meta.model_name for kind in tracked_models()]
        for entry in LedgerEntry.objects.exclude(model__in=models).order_by("number")[:1]:
            self.found(entry.number, entry.model, "kind", "a kind of record", entry.model)

    # --- what stands beside the log
    def beside(self) -> None:
        """Live records, guards, keys, and the separation of duties."""
        for one in agreement.disagreements():
            number = _number_of_head(one.table, one.record)
            self.found(number, f"{one.table} {one.record}", f"live {one.field}", one.history, one.live)
        problems = guards.problems()
        if problems:
            self.found(0, "guards", "triggers", "all in force", f"{len(problems)} not: {', '.join(problems[:3])}")
        for alone in separation.violations():
            entry = LedgerEntry.objects.filter(key=alone.key).first()
            self.found(entry.number if entry else 0, alone.record, "two keys", "two persons", alone.told)
        for part in seals.broken():
            self.found(0, *part)
        self.keys()

    def keys(self) -> None:
        """Each key signed by the one before; the newest is the installation's own, the first the one known outside."""
        keys = list(SigningKey.objects.order_by("id"))
        for previous, key in zip([None, *keys], keys, strict=False):
            name = f"key {key.public[:16]}"
            if previous is None:
                for known in self.known:
                    if known.first_key and known.first_key != key.public:
                        self.found(0, name, "first key", known.first_key, key.public)
                continue
            text = checkpoints.handover_statement(previous.public, key.public, key.since)
            if key.signed_by_id != previous.pk or not checkpoints.is_signed(previous.public, key.signature, text):
                self.found(0, name, "signature", f"one by key {previous.public[:16]}", key.signature)
        try:
            own = checkpoints.own_public()
        except RuleBroken as refused:
            self.found(0, "signing key", "file", "readable", refused.message)
            return
        if keys and own and keys[-1].public != own:
            self.found(0, "signing key", "public key", own, keys[-1].public)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 200 else f"{text[:197]}..."


def _fits(one: Version, form: ledger.Form) -> bool:
    """Whether a version is as the form writes it; what cannot be written is looked at closer, as all that is not."""
    try:
        return one.is_told(form, one.written())
    except _UNREADABLE:
        return False


def _read(body: str) -> dict[str, Any] | None:
    """The entry's body as a dict, or None when it is none."""
    with suppress(ValueError, RecursionError):
        read = json.loads(body)
        return read if isinstance(read, dict) else None
    return None


def recorded_at(body: str) -> datetime | None:
    """When an entry's version was recorded; None for a body that does not say."""
    told = _read(body) or {}
    with suppress(ValueError):
        return datetime.fromisoformat(str(told.get("recorded")).removeprefix("time:").replace("Z", "+00:00"))
    return None


def _flat(content: str) -> dict[str, Any]:
    read = _read(content)
    if read is None or not isinstance(read.get("values"), dict):
        return {"content": content}
    return {**{f"({name})": value for name, value in read.items() if name != "values"}, **read["values"]}


def _compared(told: dict[str, Any], there: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in sorted(told.keys() | there.keys()):
        if told.get(name) != there.get(name):
            yield name, told.get(name, "nothing"), there.get(name, "nothing")


def _commitment(entry: Version) -> str:
    try:
        return ledger.commitment(entry.salt, entry.content)
    except ValueError:
        return "no opening"


def _name(kind: Any, row: Any) -> str:
    code = getattr(row, "code", "") or f"{kind._meta.model_name} {row.id}"
    return f"{code} version {row.rev}"


def _number_of_head(table: str, record: str) -> int:
    """The entry of a live record's newest version; 0 when there is none."""
    kind = next(kind for kind in tracked_models() if kind._meta.db_table == table)
    wanted = {"code": record} if hasattr(kind, "code") else {"pk": record}
    heads = kind._base_manager.filter(**wanted).values("head_id")[:1]
    return LedgerEntry.objects.filter(key__in=heads).values_list("number", flat=True).first() or 0


def check(progress: Progress = lambda done, of: None, known: Iterable[Known] = ()) -> Verdict:
    """Check everything: the log, history = log, live = last history, guards, keys, seals, separation.

    Raises DatabaseError when the database cannot be read.
    """
    checking = Check(progress, known)
    for stage in (checking.log, checking.history, checking.beside):
        try:
            stage()
        except _UNREADABLE as error:
            checking.found(0, "the database", "values", "readable", error)
        except DatabaseError as error:
            # What SQLite cannot read as text was not written as text.
            if "decode" not in str(error):
                raise
            checking.found(0, "the database", "values", "readable", error)
    progress(checking.of, checking.of)
    return checking.verdict

"""Checks an audit bundle without the register that made it: Python 3.9 or newer, its standard library, nothing else.

    python3 verify_bundle.py FOLDER                       check everything in the unpacked bundle
    ... FOLDER --checkpoint SIZE:ROOT --first-key KEY     and compare with what you wrote down earlier
    ... FOLDER --inclusion NUMBER                         prove one entry of a record's bundle, and no more
    ... FOLDER --consistency OLD NEW                      prove that one checkpoint's log is the start of another's
Exit 0: INTACT. 1: ALTERED. 2: NOT COVERED by a checkpoint, or NOT CHECKABLE. The numbers are those of ALGORITHM.md.
"""

# ruff: noqa: B905, T201, UP035 - Python 3.9, and a program that prints
from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any, Iterator

MOST_TOLD, LONGEST_LINE, LEAF, NODE, SALT = 20, 1 << 25, b"\x00", b"\x01", "[0-9a-f]{32}"
BODY: dict[str, Any] = {"format": int, "record": int, "rev": int}
BODY.update(dict.fromkeys("act actor at commitment key model recorded request schema".split(), str))
COUNTS = ("size", "covered", "entries", "openings", "left_out", "checkpoints")
CHECKPOINT: dict[str, Any] = {"at": str, "key": str, "root": str, "signature": str, "size": int}
OPENING, PROVED = {"content": str, "number": int, "salt": str}, {"body": str, "number": int, "proof": list}
CONTENT = {"actor_name", "actor_role", "applies_to", "reason", "values"}


class NotCheckable(Exception):
    """A file is missing or is not what it should be."""


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


# --- 1. Canonical JSON
def canonical(text: bytes, shape: dict[str, Any] | None = None) -> dict[str, Any] | None:
    """The object that the bytes write down in the one canonical way, with these fields of these types; else None."""
    try:
        read = json.loads(text.decode("ascii"))
        again = json.dumps(read, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except (ValueError, RecursionError):
        return None
    types = {name: type(value) for name, value in read.items()} if isinstance(read, dict) else {}
    return read if types and shape in (None, types) and again.encode("ascii") == text else None


# --- 4. Tree
class Tree:
    """Grows leaf by leaf; holds only the roots of its complete subtrees, largest first."""

    def __init__(self) -> None:
        self.peaks: list[bytes] = []
        self.size = 0

    def append(self, entry: bytes) -> None:
        self.peaks.append(sha256(LEAF, entry))
        self.size = number = self.size + 1
        while not number & 1:
            self.peaks[-2:] = [sha256(NODE, *self.peaks[-2:])]
            number >>= 1

    def root(self) -> str:
        whole = self.peaks[-1] if self.peaks else sha256()
        for peak in reversed(self.peaks[:-1]):
            whole = sha256(NODE, peak, whole)
        return whole.hex()


# --- 5. Signature: Ed25519 as in RFC 8032, section 5.1.7; a point is (X, Y, Z, T) as in 5.1.4
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, BASE = -121665 * pow(121666, P - 2, P) % P, (4 * pow(5, P - 2, P) % P).to_bytes(32, "little")


def point(encoded: bytes) -> tuple:
    """The point that 32 bytes encode (5.1.3). Raises ValueError when they encode none."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * pow(2, (P - 1) // 4, P) % P if (x * x - square) % P else x
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("no point")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def add(one: tuple, two: tuple) -> tuple:
    a, b = (one[1] - one[0]) * (two[1] - two[0]) % P, (one[1] + one[0]) * (two[1] + two[0]) % P
    c, d = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, one: tuple) -> tuple:
    made: tuple = (0, 1, 1, 0)
    while number:
        made = add(made, one) if number & 1 else made
        one, number = add(one, one), number >> 1
    return made


def is_signed(public: str, signature: str, text: bytes) -> bool:
    """Whether the signature is the public key's over the text; a malformed one is not."""
    if not re.fullmatch("[0-9a-f]{64}", public) or not re.fullmatch("[0-9a-f]{128}", signature):
        return False
    key, r = bytes.fromhex(public), bytes.fromhex(signature[:64])
    s = int.from_bytes(bytes.fromhex(signature[64:]), "little")
    k = int.from_bytes(hashlib.sha512(r + key + text).digest(), "little") % L
    try:
        left, right = times(s, point(BASE)), add(point(r), times(k, point(key)))
    except ValueError:
        return False
    return s < L and all((left[axis] * right[2] - right[axis] * left[2]) % P == 0 for axis in (0, 1))


# --- 7. Proofs
def climb(number: int, last: int, path: list[Any], start: bytes) -> tuple[str, str]:
    """The roots of the old and the whole tree to which a path leads from a node; a step on the left is in both."""
    old = new = start
    for step in path:
        if last == 0 or not isinstance(step, str) or not re.fullmatch("[0-9a-f]{64}", step):
            return "no such proof", "no such proof"
        if number & 1 or number == last:
            old, new = sha256(NODE, bytes.fromhex(step), old), sha256(NODE, bytes.fromhex(step), new)
            while number and not number & 1:
                number, last = number >> 1, last >> 1
        else:
            new = sha256(NODE, new, bytes.fromhex(step))
        number, last = number >> 1, last >> 1
    return ("a proof that is too short", "a proof that is too short") if last else (old.hex(), new.hex())


def roots_by_consistency(old: int, size: int, old_root: str, proof: list[Any]) -> tuple[str, str]:
    """The roots of the first `old` and of all `size` entries to which the proof leads; 0 < old <= size."""
    path = [old_root, *proof] if old & (old - 1) == 0 else proof
    if old != size and (not proof or not re.fullmatch("[0-9a-f]{64}", str(path[0]))):
        return "no proof", "no proof"
    number, last = old - 1, size - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    return (old_root, old_root) if old == size else climb(number, last, path[1:], bytes.fromhex(path[0]))


# --- 9. Files
def lines(folder: Path, name: str) -> Iterator[bytes]:
    """The lines of a file of any length, without their ends."""
    try:
        with (folder / name).open("rb") as file:
            for line in iter(lambda: file.readline(LONGEST_LINE), b""):
                if len(line) == LONGEST_LINE:
                    raise NotCheckable(f"{name} has a line of more than {LONGEST_LINE} bytes")
                yield line[:-1] if line.endswith(b"\n") else line
    except OSError as error:
        raise NotCheckable(f"{name} cannot be read: {error.strerror}") from error


def load(folder: Path, name: str) -> dict[str, Any]:
    """A small file: one JSON object."""
    try:
        return shaped(name, json.loads(b"\n".join(lines(folder, name)).decode("utf-8")), dict)
    except (ValueError, RecursionError) as error:
        raise NotCheckable(f"{name} is not JSON") from error


def shaped(where: str, value: Any, kind: Any) -> Any:
    if type(value) is not kind or (kind is int and value < 0):
        raise NotCheckable(f"{where} is not what it should be: expected {kind.__name__}, found {shown(value)}")
    return value


def table(where: str, rows: Any, **shape: type) -> list[dict[str, Any]]:
    """A list of objects that have at least these fields, of these types."""
    for place, row in enumerate(shaped(where, rows, list), start=1):
        for name, kind in shape.items():
            shaped(f"{where} {place} {name}", shaped(f"{where} {place}", row, dict).get(name), kind)
    return rows


def shown(value: object) -> str:
    """A value as it can safely stand on a terminal."""
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    return (text if len(text) <= 200 else text[:197] + "...").encode("unicode_escape").decode("ascii")


class Bundle:
    """The folder's small files, and what a check found so far."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.manifest = folder, load(folder, "manifest.json")
        told, proofs = load(folder, "checkpoints.json"), load(folder, "consistency.json").get("proofs")
        table("manifest.json", [self.manifest], whole=bool, **dict.fromkeys(COUNTS, int))
        self.checkpoints = table("checkpoints.json checkpoint", told.get("checkpoints"), **CHECKPOINT)
        self.keys = table("checkpoints.json key", told.get("keys"), public=str, signature=str, signed_by=str, since=str)
        self.proofs = table("consistency.json proof", proofs, proof=list, size=int, start=int)
        self.found: list[tuple[bool, int, str]] = []
        self.entries = self.openings = self.covered = self.uncovered = self.last_opening = 0
        self.heads: dict[tuple[str, int], tuple[int, str]] = {}  # one for each record, not for each entry
        self.waiting = self.next_openings()
        self.opening = next(self.waiting, None)

    def expect(self, number: int, where: str, field: str, expected: Any, found: Any, span: bool = False) -> bool:
        """Keep a difference: one entry's is told before that of a span of entries or of what stands beside them."""
        if expected != found:
            place = f"entry {number}, {where}" if number and not span else where
            text = f"{shown(place)}: {field}: expected {shown(expected)}, found {shown(found)}"
            found_all = [*self.found, (span or not number, number or sys.maxsize, text)]
            self.found = sorted(found_all, key=lambda one: one[:2])[:MOST_TOLD]
        return expected == found

    # --- 5, 6. Keys, and the signatures of the checkpoints
    def signed(self, where: str, by: str, signature: str, *told: object) -> None:
        if not is_signed(by, signature, "".join(f"{line}\n" for line in told).encode("utf-8", "replace")):
            self.expect(0, where, "signature", f"one by key {by[:16]}", signature)

    def signatures(self, first_key: str, kept: list[dict[str, Any]]) -> None:
        known, size, turn = [key["public"] for key in self.keys], 0, 0
        if first_key:
            self.expect(0, "the first key", "public key", first_key, known[0] if known else "none")
        for before, key in zip(["", *known], self.keys):
            name = f"key {key['public'][:16]}"
            self.expect(0, name, "signed by", before, key["signed_by"])
            if before:
                self.signed(name, before, key["signature"], "riskreg key 1", before, key["public"], key["since"])
        for one in self.checkpoints:
            name, by = f"checkpoint of {one['size']} entries", one["key"]
            self.signed(name, by, one["signature"], "riskreg checkpoint 1", one["size"], one["root"], one["at"])
            if one["size"] < size or by not in known[turn:]:
                self.expect(0, name, "order", f"at least {size}, by a key of {known[turn:]}", f"{one['size']} by {by}")
            size, turn = one["size"], known.index(by) if by in known else turn
        for mark in kept:
            roots = [one["root"] for one in self.checkpoints if one["size"] == mark["size"]]
            if not roots:
                raise NotCheckable(f"there is no checkpoint of {mark['size']} entries to compare")
            self.expect(0, f"checkpoint of {mark['size']} entries", "root", mark["root"], roots[0])

    # --- 7. Consistency, from each checkpoint to the next
    def consistency(self) -> None:
        proofs = {(one["start"], one["size"]): one["proof"] for one in self.proofs}
        for old, new in zip(self.checkpoints, self.checkpoints[1:]):
            sizes, roots = (old["size"], new["size"]), (old["root"], new["root"])
            if 0 < old["size"] <= new["size"]:
                made = roots_by_consistency(*sizes, old["root"], proofs.get(sizes, []))
                self.expect(0, f"checkpoints of {sizes[0]} and {sizes[1]} entries", "consistency proof", roots, made)

    # --- 2, 3, 8. One entry: its form, its turn in its record, its opening
    def entry(self, number: int, body: bytes) -> None:
        told, opening = canonical(body, BODY), self.opening_of(number)
        self.entries += 1
        if self.entries % 5000 == 0 and sys.stderr.isatty():
            print(f"\r{self.entries} of {self.manifest['entries']} entries", end="\r", file=sys.stderr)
        if told is None or told["format"] != 1:
            self.expect(number, "the log", "entry", "canonical JSON of format 1", body)
            return
        content = canonical(opening["content"].encode("ascii")) if opening else None
        values = content["values"] if content and content.keys() == CONTENT else None
        values, record = values if isinstance(values, dict) else {}, (told["model"], told["record"])
        name = f"{str(values.get('code', ''))[5:] or '{} {}'.format(*record)} version {told['rev']}"
        rev, at = self.heads.get(record, (told["rev"] - 1 if self.manifest.get("period") else 0, ""))
        self.expect(number, name, "version", rev + 1, told["rev"])
        self.expect(number, name, "at", max(at, told["at"]), told["at"])
        self.heads[record] = told["rev"], told["at"]
        if opening:
            made = sha256(bytes.fromhex(opening["salt"]), opening["content"].encode("ascii")).hex()
            if self.expect(number, name, "opening", told["commitment"], made):
                self.expect(number, name, "content", [record[1], told["rev"]], [values.get("id"), values.get("rev")])

    def next_openings(self) -> Iterator[dict[str, Any]]:
        for place, line in enumerate(lines(self.folder, "openings.jsonl"), start=1):
            read, number = canonical(line, OPENING), self.last_opening
            self.openings += 1
            if read and read["number"] > number and re.fullmatch(SALT, read["salt"]) and read["content"].isascii():
                self.last_opening = read["number"]
                yield read
            else:
                self.expect(0, f"openings.jsonl line {place}", "opening", f"a number above {number}", line)

    def opening_of(self, number: float) -> dict[str, Any] | None:
        """The opening of an entry when it is there. One without an entry is an alteration."""
        while self.opening and self.opening["number"] < number:
            self.expect(0, f"opening {self.opening['number']}", "entry", "one with this number", "none")
            self.opening = next(self.waiting, None)
        mine = self.opening if self.opening and self.opening["number"] == number else None
        self.opening = next(self.waiting, None) if mine else self.opening
        return mine

    # --- 9. All entries, or a part; and what the manifest counts
    def whole(self, kept: list[dict[str, Any]]) -> None:
        """The whole log: every root is computed from the entries alone."""
        tree, marks = Tree(), {}  # type: Tree, dict[int, list[dict[str, Any]]]
        for one in [*self.checkpoints, *kept]:
            marks.setdefault(one["size"], []).append(one)
        self.roots(marks.pop(0, []), tree)
        for body in lines(self.folder, "entries.jsonl"):
            tree.append(body)
            self.entry(tree.size, body)
            self.roots(marks.pop(tree.size, []), tree)
        for size in sorted(marks):
            self.expect(tree.size + 1, "the log", "entries", f"at least {size}", tree.size)
        self.uncovered = tree.size - self.covered

    def roots(self, marks: list[dict[str, Any]], tree: Tree) -> None:
        since = self.covered + 1
        for one in marks:
            same = self.expect(since, f"entries {since} to {tree.size}", "root", one["root"], tree.root(), span=True)
            if same and "key" in one and not self.found:
                self.covered = tree.size

    def part(self, only: int | None = None) -> None:
        """Entries of a record or period, each with its proof against the newest checkpoint; or one of them alone."""
        newest, last, there = [{"size": 0}, *self.checkpoints][-1], 0, 0  # type: dict[str, Any], int, int
        for place, line in enumerate([] if self.manifest["whole"] else lines(self.folder, "entries.jsonl"), start=1):
            one = canonical(line, PROVED)
            if one is None or one["number"] <= last:
                self.expect(0, f"entries.jsonl line {place}", "entry", f"one with a number above {last}", line)
                continue
            last, body = one["number"], one["body"].encode("utf-8", "surrogatepass")
            if only not in (None, last):
                continue
            there += 1
            self.entry(last, body) if only is None else None
            self.uncovered += last > newest["size"]
            if last <= newest["size"]:
                root = climb(last - 1, newest["size"] - 1, one["proof"], sha256(LEAF, body))[1]
                self.expect(last, "the log", "inclusion proof", newest["root"], root)
        if only is not None and not there:
            raise NotCheckable(f"entry {only} with its proof is not in this bundle")

    def counts(self) -> None:
        self.opening_of(float("inf"))
        newest, whole = [0, *(one["size"] for one in self.checkpoints)][-1], self.manifest["whole"]
        found = {"entries": self.entries, "openings": self.openings, "left_out": self.entries - self.openings}
        found.update(checkpoints=len(self.checkpoints), covered=newest)
        found["size"] = self.entries if whole else max(newest, self.manifest["size"])
        for name, count in found.items():
            self.expect(0, "manifest.json", name, self.manifest[name], count)


def kept_root(text: str) -> dict[str, Any]:
    size, root = "".join(text.split()).lower().split(":")
    return {"size": int(size), "root": root}


def check(bundle: Bundle, options: argparse.Namespace) -> str:
    """Do what was asked; says what holds when nothing was found."""
    computes = bundle.manifest["whole"] and not options.consistency and options.inclusion is None
    kept = ["".join(options.first_key.split()).lower(), *(one["root"] for one in options.checkpoint)]
    for text in filter(None, kept):
        if not re.fullmatch("[0-9a-f]{64}", text):
            raise NotCheckable(f"{shown(text)} is no root and no key: expected 64 hexadecimal digits")
    bundle.signatures(kept[0], [] if computes else options.checkpoint)
    if options.consistency:
        old, new = options.consistency
        bundle.checkpoints = [one for one in bundle.checkpoints if old <= one["size"] <= new]
        if not {old, new} <= {one["size"] for one in bundle.checkpoints}:
            raise NotCheckable(f"there are no checkpoints of {old} and of {new} entries")
        bundle.consistency()
        return f"the log of {old} entries is the start of that of {new}"
    if options.inclusion is not None:
        bundle.part(options.inclusion)
        return f"entry {options.inclusion} is in the log of the newest checkpoint"
    bundle.consistency()
    bundle.whole(options.checkpoint) if computes else bundle.part()
    bundle.counts()
    held = f"{bundle.entries} of the log's {bundle.manifest['size']} entries, all under a checkpoint"
    return f"{held}; {bundle.openings} openings agree, {bundle.entries - bundle.openings} left out"


def main() -> int:
    parser = argparse.ArgumentParser(description="Check an audit bundle: exit 0 intact, 1 altered, 2 neither.")
    option = parser.add_argument
    option("folder", type=Path, help="the unpacked bundle")
    option("--checkpoint", type=kept_root, action="append", default=[], metavar="SIZE:ROOT", help="kept from earlier")
    option("--first-key", default="", metavar="KEY", help="the first public key, kept from earlier")
    option("--inclusion", type=int, metavar="NUMBER", help="prove only that this entry is in the log")
    option("--consistency", type=int, nargs=2, metavar=("OLD", "NEW"), help="prove only that one log begins another")
    options = parser.parse_args()
    try:
        bundle = Bundle(options.folder)
        proved = check(bundle, options)
    except NotCheckable as error:
        print(f"NOT CHECKABLE   {error}")
        return 2
    if bundle.found:
        print("ALTERED   " + "\n          ".join(text for _span, _number, text in bundle.found))
        return 1
    if bundle.uncovered or not bundle.checkpoints:
        print(f"NOT COVERED   nothing altered; no checkpoint covers the last {bundle.uncovered} entries")
        return 2
    newest, first = bundle.checkpoints[-1], bundle.keys[0]["public"]
    print(f"INTACT    {proved}\n          newest checkpoint {newest['size']}:{newest['root']}, {shown(newest['at'])}")
    print(f"          first key         {shown(first)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

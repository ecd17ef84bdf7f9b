"""The audit bundle: its one file of a verifier gives the right verdict, names what differs, and never falls over."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import transaction

from riskreg import models
from riskreg.access import visible_to
from riskreg.apps import lift_guards
from riskreg.integrity import bundle, checkpoints, guards, merkle, verify
from riskreg.integrity.bundle_files import verify_bundle
from riskreg.integrity.kept_tree import KeptTree
from riskreg.services import records
from tests import factories
from tests.factories import AT, BY, later
from tests.integrity import tampering

VERIFIER = Path(verify_bundle.__file__)
Change = Callable[[Path], None]
# What a bundle makes known of the log; the rest of the register is verify_history's.
IN_THE_BUNDLE = {
    tampering.swap_two_entries, tampering.cut_the_end, tampering.reopen_an_entry, tampering.sign_with_another_key,
    tampering.alter_a_checkpoint, tampering.write_all_hashes_anew,
}  # fmt: skip


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """An honest register without guards, with two checkpoints; what its tests alter is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        tampering.register()
        lift_guards("default")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def honest(built: None, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(guards, "problems", list)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def folder(honest: None, tmp_path: Path) -> Path:
    """The whole log of the honest register, unpacked."""
    return unpacked(tmp_path)


def unpacked(tmp_path: Path, name: str = "whole", **asked: Any) -> Path:
    packed, folder = tmp_path / f"{name}.zip", tmp_path / name
    shutil.rmtree(folder, ignore_errors=True)
    bundle.write(packed, bundle.Wanted(by="tester", at=AT, **asked))
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    return folder


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """Exit and output of the verifier as an auditor runs it, without our packages."""
    command = [sys.executable, "-I", "-S", "verify_bundle.py", ".", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    return done.returncode, done.stdout


def checked(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any, *arguments: str) -> tuple[int, str]:
    """The same in this process, for the tests that ask often."""
    monkeypatch.setattr(sys, "argv", ["verify_bundle.py", str(folder), *arguments])
    return verify_bundle.main(), capsys.readouterr().out


def edit(folder: Path, name: str, change: Callable[[Any], Any]) -> None:
    told = json.loads((folder / name).read_text())
    change(told)
    (folder / name).write_text(json.dumps(told))


def relined(folder: Path, name: str, change: Callable[[list[bytes]], Any]) -> None:
    lines = (folder / name).read_bytes().splitlines(keepends=True)
    change(lines)
    (folder / name).write_bytes(b"".join(lines))


def in_line(name: str, place: int, old: bytes, new: bytes) -> Change:
    def change(lines: list[bytes]) -> None:
        assert old in lines[place]
        lines[place] = lines[place].replace(old, new, 1)

    return lambda folder: relined(folder, name, change)


def lined(name: str, change: Callable[[list[bytes]], Any]) -> Change:
    return lambda folder: relined(folder, name, change)


def told(name: str, change: Callable[[Any], Any]) -> Change:
    return lambda folder: edit(folder, name, change)


def swap(lines: list[bytes]) -> None:
    lines[2], lines[9] = lines[9], lines[2]


def other_key(told: Any) -> None:
    told["keys"][0]["public"] = checkpoints.public_of(Ed25519PrivateKey.generate())


def one_more_key(told: Any) -> None:
    public = checkpoints.public_of(Ed25519PrivateKey.generate())
    last = told["keys"][-1]
    told["keys"].append({**last, "public": public, "signed_by": last["public"], "signature": "00" * 64})


def test_an_honest_bundle_is_intact_and_tells_what_to_write_down(folder: Path) -> None:
    code, said = run(folder)
    newest, key = models.Checkpoint.objects.order_by("-id")[0], models.SigningKey.objects.get()
    assert (code, said[:9]) == (0, "INTACT   ")
    assert f"{newest.size}:{newest.root}" in said
    assert key.public in said
    assert verify.check().state == verify.INTACT
    assert run(folder, "--checkpoint", f"{newest.size}:{newest.root}", "--first-key", key.public) == (0, said)


ALTERATIONS: dict[str, tuple[Change, str]] = {
    "act of an entry": (in_line("entries.jsonl", 0, b'"act":"', b'"act":"x'), "entries 1 to {first}: root: expected"),
    "act of a later entry": (
        in_line("entries.jsonl", -1, b'"act":"', b'"act":"x'), "entries {since} to {size}: root: expected"
    ),
    "commitment": (in_line("entries.jsonl", 2, b'"commitment":"', b'"commitment":"0'), "entry 3, "),
    "form of an entry": (in_line("entries.jsonl", 3, b'{"act"', b'{ "act"'), "entry 4, the log: entry: expected canon"),
    "a field more": (in_line("entries.jsonl", 3, b'{"act"', b'{"a":1,"act"'), "entry 4, the log: entry: expected"),
    "line end of another system": (in_line("entries.jsonl", 3, b"\n", b"\r\n"), "entry 4, the log: entry: expected"),
    "content": (in_line("openings.jsonl", 4, b"text:", b"text:x"), "entry 5, {name}: opening: expected"),
    "salt": (lined("openings.jsonl", lambda it: it.__setitem__(4, other_salt(it[4]))), "entry 5, {name}: opening"),
    "order": (lined("entries.jsonl", swap), "entry 3, "),
    "an entry twice": (lined("entries.jsonl", lambda it: it.insert(4, it[4])), "entry 6, "),
    "an entry less": (lined("entries.jsonl", lambda it: it.pop(4)), "entry 5, "),
    "the end of the log": (lined("entries.jsonl", lambda it: it.pop()), "entry {size}, the log: entries: expected at"),
    "half a line": (lined("entries.jsonl", lambda it: it.append(it.pop()[:-9])), "entry {size}, the log: entry: "),
    "an opening less": (lined("openings.jsonl", lambda it: it.pop(4)), "manifest.json: openings: expected"),
    "an opening twice": (lined("openings.jsonl", lambda it: it.insert(4, it[4])), "openings.jsonl line 6: opening"),
    "an opening of no entry": (
        lined("openings.jsonl", lambda it: it.append(b'{"content":"","number":99999,"salt":"%s"}\n' % (b"0" * 32))),
        "opening 99999: entry: expected one with this number",
    ),
    "root of a checkpoint": (
        told("checkpoints.json", lambda it: it["checkpoints"][0].update(root="0" * 64)), "entries 1 to {first}: root"
    ),
    "moment of a checkpoint": (
        told("checkpoints.json", lambda it: it["checkpoints"][1].update(at="time:2026-11-01T00:00:00.000000Z")),
        "checkpoint of {size} entries: signature: expected one by key {key}",
    ),
    "size of a checkpoint": (
        told("checkpoints.json", lambda it: it["checkpoints"][1].update(size=it["checkpoints"][1]["size"] + 1)),
        "the log: entries: expected at least",
    ),
    "signature": (
        told("checkpoints.json", lambda it: it["checkpoints"][0].update(signature="00" * 64)),
        "checkpoint of {first} entries: signature: expected one by key {key}",
    ),
    "checkpoint taken away": (
        told("checkpoints.json", lambda it: it["checkpoints"].pop()), "manifest.json: checkpoints: expected 2, found 1"
    ),
    "what is covered": (
        told("manifest.json", lambda it: it.update(covered=1)), "manifest.json: covered: expected 1, found {size}"
    ),
    "key": (told("checkpoints.json", other_key), "checkpoint of {first} entries: "),
    "key that nobody signed": (told("checkpoints.json", one_more_key), "signature: expected one by key {key}"),
    "consistency": (
        told("consistency.json", lambda it: it["proofs"][0]["proof"].pop()),
        "checkpoints of {first} and {size} entries: consistency proof: expected",
    ),
}  # fmt: skip


def other_salt(line: bytes) -> bytes:
    opening = json.loads(line)
    return json.dumps({**opening, "salt": "0" * 32}, sort_keys=True, separators=(",", ":")).encode() + b"\n"


@pytest.mark.parametrize("name", ALTERATIONS)
def test_what_was_altered_is_named(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    change, words = ALTERATIONS[name]
    body = json.loads((folder / "entries.jsonl").read_bytes().splitlines()[4])
    opening = json.loads((folder / "openings.jsonl").read_bytes().splitlines()[4])
    record = json.loads(opening["content"])["values"].get("code", "")[5:] or f"{body['model']} {body['record']}"
    first, newest = models.Checkpoint.objects.order_by("id")
    change(folder)
    code, said = checked(folder, monkeypatch, capsys)
    assert (code, said[:10]) == (1, "ALTERED   ")
    known = {"first": first.size, "since": first.size + 1, "size": newest.size, "key": newest.key.public[:16]}
    assert words.format(**known, name=f"{record} version {body['rev']}") in said.splitlines()[0]


# --- malformed
BROKEN: dict[str, Callable[[Path], Any]] = {
    "missing": Path.unlink,
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:20]),
    "empty": lambda path: path.write_bytes(b""),
    "bytes": lambda path: path.write_bytes(bytes(range(256))),
    "a list": lambda path: path.write_text("[]"),
    "nothing": lambda path: path.write_text("{}"),
    "deep": lambda path: path.write_text("[" * 200_000),
    "wrong types": lambda path: path.write_text(
        '{"checkpoints": [1], "keys": {}, "proofs": 3, "columns": [], "size": true, "whole": "yes"}'
    ),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_file_is_not_checkable_and_never_a_traceback(
    folder: Path, tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    for name in ("manifest.json", "checkpoints.json", "consistency.json"):
        copy = shutil.copytree(folder, tmp_path / name)
        BROKEN[how](copy / name)
        code, said = checked(copy, monkeypatch, capsys)
        assert (code, said[:16]) == (2, "NOT CHECKABLE   "), f"{name} {how}"
        assert name.split(".")[0][:5] in said
    for name in ("entries.jsonl", "openings.jsonl"):
        copy = shutil.copytree(folder, tmp_path / name)
        BROKEN[how](copy / name)
        code, _said = checked(copy, monkeypatch, capsys)
        assert code == (2 if how in ("missing", "a folder") else 1), f"{name} {how}"


def test_no_changed_byte_goes_unseen_or_ends_in_a_traceback(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    for name in ("entries.jsonl", "openings.jsonl", "checkpoints.json", "manifest.json"):
        whole = (folder / name).read_bytes()
        for place in range(7, len(whole), max(len(whole) // 25, 1)):
            # Nobody signs since when the first key is; which key it is, the auditor knows.
            if whole[place : place + 1].isspace() or b'"keys"' in whole[:place]:
                continue
            changed = bytearray(whole)
            changed[place] ^= 1
            (folder / name).write_bytes(changed)
            code, said = checked(folder, monkeypatch, capsys)
            assert code in ((0, 1, 2) if name == "manifest.json" else (1, 2)), f"{name} byte {place}: {said}"
        (folder / name).write_bytes(whole)
    assert checked(folder, monkeypatch, capsys)[0] == 0


# --- what was kept outside
def test_what_an_auditor_kept_is_compared(folder: Path) -> None:
    first, newest = models.Checkpoint.objects.order_by("id")
    assert run(folder, "--checkpoint", f"{first.size}:{checkpoints.in_groups(first.root)}")[0] == 0
    code, said = run(folder, "--checkpoint", f"{first.size}:{newest.root}")
    assert (code, f"entries 1 to {first.size}: root" in said) == (1, True)
    code, said = run(folder, "--checkpoint", f"{newest.size + 5}:{newest.root}")
    assert (code, f"expected at least {newest.size + 5}" in said) == (1, True)
    code, said = run(folder, "--first-key", "ab" * 32)
    assert (code, "the first key: public key: expected abab" in said) == (1, True)
    for typed in (("--first-key", "zz"), ("--checkpoint", f"{newest.size}:ab")):
        code, said = run(folder, *typed)
        assert (code, "expected 64 hexadecimal digits" in said) == (2, True)
    wrong = subprocess.run([sys.executable, VERIFIER, folder, "--checkpoint", "x"], capture_output=True, text=True)
    assert (wrong.returncode, "Traceback" in wrong.stderr) == (2, False)


def test_consistency_of_two_checkpoints_is_proved_apart(folder: Path) -> None:
    first, newest = models.Checkpoint.objects.order_by("id")
    (folder / "entries.jsonl").unlink()
    code, said = run(folder, "--consistency", str(first.size), str(newest.size))
    assert (code, said.splitlines()[0]) == (
        0, f"INTACT    the log of {first.size} entries is the start of that of {newest.size}",
    )  # fmt: skip
    assert run(folder, "--consistency", "1", str(newest.size))[0] == 2
    edit(folder, "consistency.json", lambda it: it["proofs"][0]["proof"].__setitem__(0, "0" * 64))
    assert run(folder, "--consistency", str(first.size), str(newest.size))[0] == 1


# --- a part of the log
def test_a_bundle_of_one_record_proves_each_version(honest: None, tmp_path: Path) -> None:
    risk = models.Risk.objects.get(title="Reworded")
    folder = unpacked(tmp_path, "record", record=risk.code)
    kept = [json.loads(line) for line in (folder / "entries.jsonl").read_bytes().splitlines()]
    assert [json.loads(one["body"])["rev"] for one in kept] == list(range(1, risk.rev + 1))
    code, said = run(folder)
    assert (code, f"INTACT    {risk.rev} of the log's" in said) == (0, True)
    assert run(folder, "--inclusion", str(kept[1]["number"]))[0] == 0
    assert run(folder, "--inclusion", "999999")[0] == 2
    assert run(folder, "--inclusion", "0")[0] == 2
    last = models.Checkpoint.objects.order_by("-id")[0]
    assert run(folder, "--checkpoint", f"{last.size}:{last.root}")[0] == 0
    assert run(folder, "--checkpoint", f"3:{last.root}")[0] == 2
    relined(folder, "entries.jsonl", lambda it: it.__setitem__(0, it[0].replace(b'\\"act\\":\\"', b'\\"act\\":\\"x')))
    code, said = run(folder)
    assert (code, f"entry {kept[0]['number']}, the log: inclusion proof" in said) == (1, True)
    assert run(folder, "--inclusion", str(kept[0]["number"]))[0] == 1


def test_a_part_does_not_pass_for_the_whole_log(honest: None, tmp_path: Path) -> None:
    folder = unpacked(tmp_path, "record", record=models.Risk.objects.get(title="Reworded").code)
    edit(folder, "manifest.json", lambda it: it.update(size=it["entries"]))
    code, said = run(folder)
    assert (code, "manifest.json: size: expected" in said) == (1, True)


def test_a_version_left_out_of_a_record_is_missed(honest: None, tmp_path: Path) -> None:
    risk = models.Risk.objects.get(title="Reworded")
    folder = unpacked(tmp_path, "record", record=risk.code)
    for name in ("entries.jsonl", "openings.jsonl"):
        relined(folder, name, lambda it: it.pop(1))
    code, said = run(folder)
    assert (code, f"{risk.code} version 3: version: expected 2, found 3" in said) == (1, True)


def test_a_period_counts_the_days_on_which_it_happened(honest: None, tmp_path: Path) -> None:
    records.edit(models.Risk.objects.get(title="Reworded"), title="Again", by=BY, at=later(40))
    tampering.sign(later(41))
    day = factories.ON
    folder = unpacked(tmp_path, "period", since=later(40).date(), until=later(40).date())
    assert (folder / "entries.jsonl").read_bytes().count(b"\n") == 1
    assert run(folder)[0] == 0
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["period"] == {"from": str(later(40).date()), "to": str(later(40).date())}
    assert unpacked(tmp_path, "all", since=day, until=later(50).date()).joinpath("entries.jsonl").read_bytes().count(
        b"\n"
    ) == models.LedgerEntry.objects.count()  # fmt: skip


def test_what_no_checkpoint_covers_is_not_covered(honest: None, tmp_path: Path) -> None:
    risk = models.Risk.objects.get(title="Reworded")
    records.edit(risk, title="Later", by=BY, at=later(9))
    code, said = run(unpacked(tmp_path))
    assert (code, said) == (2, "NOT COVERED   nothing altered; no checkpoint covers the last 1 entries\n")
    assert run(unpacked(tmp_path, "record", record=risk.code)) == (code, said)
    assert verify.check().state == verify.NOT_COVERED
    tampering.sign(later(10))
    assert run(unpacked(tmp_path))[0] == 0


def test_keys_that_gave_way_are_a_chain(honest: None, tmp_path: Path, settings: Any) -> None:
    settings.CHECKPOINT_KEY_FILE = shutil.copy(settings.CHECKPOINT_KEY_FILE, tmp_path / "key.pem")
    with transaction.atomic():
        checkpoints.rotate(later(20))
    factories.risk()
    tampering.sign(later(21))
    folder = unpacked(tmp_path)
    assert run(folder)[0] == 0
    edit(folder, "checkpoints.json", lambda it: it["keys"][1].update(signature="11" * 64))
    assert "signature: expected one by key" in run(folder)[1]
    back = unpacked(tmp_path)
    edit(back, "checkpoints.json", lambda it: it["keys"].reverse())
    assert run(back)[0] == 1


# --- what the asker may not see
def test_hidden_openings_are_left_out_counted_and_named_nowhere(honest: None, tmp_path: Path) -> None:
    secret = factories.risk(confidential=True, title="Zeer vertrouwelijk", code="RSK-GEHEIM")
    factories.measure(on=secret, title="Zeer vertrouwelijk")
    reader = factories.person("auditor")
    tampering.sign(later(30))
    folder = unpacked(tmp_path, visible=lambda rows: visible_to(reader, rows))
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["entries"] - manifest["openings"] == manifest["left_out"] == 3
    assert run(folder)[0] == 0
    for path in folder.iterdir():
        assert b"vertrouwelijk" not in path.read_bytes()
        assert b"GEHEIM" not in path.read_bytes()
    sees_all = unpacked(tmp_path, "all")
    assert json.loads((sees_all / "manifest.json").read_text())["left_out"] == 0
    with pytest.raises(bundle.BadInput, match="There is no record RSK-GEHEIM"):
        unpacked(tmp_path, "hidden", record=secret.code, visible=lambda rows: visible_to(reader, rows))
    with pytest.raises(bundle.BadInput, match="There is no record RSK-999"):
        unpacked(tmp_path, "absent", record="RSK-999", visible=lambda rows: visible_to(reader, rows))
    assert not (tmp_path / "hidden.zip").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


# --- agreement with the register's own check
# In fourteen every way comes at least once.
@pytest.mark.once
@pytest.mark.parametrize("seeds", [14, pytest.param(100, marks=pytest.mark.deep)])
def test_its_verdict_is_that_of_the_register(
    honest: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any, seeds: int
) -> None:
    newest, key = models.Checkpoint.objects.order_by("-id")[0], models.SigningKey.objects.order_by("id")[0].public
    kept = f"{newest.size}:{newest.root}"
    known = [verify.Known(newest.size, newest.root), verify.Known(first_key=key)]
    ways = [(often, way) for often, way in tampering.WAYS if way in IN_THE_BUNDLE]
    assert len(ways) == len(IN_THE_BUNDLE)
    monkeypatch.setattr(tampering, "WAYS", ways)
    tried = set()
    for seed in range(seeds):
        with transaction.atomic():
            done = tampering.alter(seed)
            tried.add(done.split(":")[0])
            expected = verify.check(known=known).state
            folder = unpacked(tmp_path)
            transaction.set_rollback(True)
        # The roots of subtrees beside a checkpoint are the register's own convenience; no bundle carries them.
        if not done.endswith(".peaks"):
            code, said = checked(folder, monkeypatch, capsys, "--checkpoint", kept, "--first-key", key)
            assert (expected, code) == (verify.ALTERED, 1), f"seed {seed}: {done}: {said}"
    assert tried == {way.__name__ for way in IN_THE_BUNDLE}


# --- the pieces
# RFC 8032, 7.1: public key, message, signature.
RFC_8032 = """
d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a - e5564300c360ac729086e2cc806e828a
 84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c 72 92a009a9f0d4cab8720e820b5f642540
 a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025 af82 6291d657deec24024827e69c3abe01a3
 0ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
"""


@pytest.mark.parametrize("vector", RFC_8032.strip().replace("\n ", "").split("\n"))
def test_signatures_are_as_published(vector: str) -> None:
    public, text, signature = vector.split()
    message = bytes.fromhex(text.strip("-"))
    assert verify_bundle.is_signed(public, signature, message)
    assert not verify_bundle.is_signed(public, signature, message + b"x")
    assert not verify_bundle.is_signed(public, signature[:-2], message)
    assert not verify_bundle.is_signed(public, signature.replace("9", "8", 1), message)
    assert not verify_bundle.is_signed("f" * 64, signature, message)
    s = int.from_bytes(bytes.fromhex(signature[64:]), "little") + verify_bundle.L
    assert not verify_bundle.is_signed(public, signature[:64] + s.to_bytes(32, "little").hex(), message)


def test_signatures_agree_with_those_of_the_register() -> None:
    for number in range(8):
        key, text = Ed25519PrivateKey.from_private_bytes(bytes([number] * 32)), b"x" * number * 50
        signature = key.sign(text).hex()
        assert verify_bundle.is_signed(checkpoints.public_of(key), signature, text)
        assert not verify_bundle.is_signed(checkpoints.public_of(key), signature, text + b"y")


def test_proofs_from_a_file_are_those_of_the_tree(tmp_path: Path) -> None:
    leaves = [merkle.leaf_hash(b"entry %d" % number) for number in range(33)]
    with (tmp_path / "tree").open("w+b") as file:
        kept = KeptTree(file)
        for leaf in leaves:
            kept.append(leaf)
        for size in range(1, 34):
            for index in range(size):
                proof = kept.inclusion_proof(index, size)
                assert proof == merkle.inclusion_proof(leaves[:size], index)
                steps, root = [step.hex() for step in proof], merkle.root(leaves[:size]).hex()
                assert verify_bundle.climb(index, size - 1, steps, leaves[index])[1] == root
                before = merkle.root(leaves[: index + 1]).hex()
                proof = kept.consistency_proof(index + 1, size)
                assert proof == merkle.consistency_proof(leaves[:size], index + 1)
                steps = [step.hex() for step in proof]
                assert verify_bundle.roots_by_consistency(index + 1, size, before, steps) == (before, root)
        with pytest.raises(IndexError, match="leaf 3 of a tree of 3"):
            kept.inclusion_proof(3, 3)
        with pytest.raises(IndexError, match="first 0 of 3"):
            kept.consistency_proof(0, 3)


def test_the_verifier_is_one_file_of_the_standard_library_of_python_3_9() -> None:
    source = ast.parse(VERIFIER.read_text(encoding="utf-8"), feature_version=(3, 9))
    imported = {alias.name for node in ast.walk(source) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(source) if isinstance(node, ast.ImportFrom)}
    assert imported <= sys.stdlib_module_names


# --- the algorithm on one page
def second_root(entries: list[bytes]) -> bytes:
    """Part 4 of ALGORITHM.md, word for word."""
    if len(entries) == 0:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    k = 1
    while 2 * k < len(entries):
        k = 2 * k
    return hashlib.sha256(b"\x01" + second_root(entries[:k]) + second_root(entries[k:])).digest()


def second_proof(i: int, l: int, path: list[bytes], a: bytes) -> tuple[bytes, bytes]:  # noqa: E741
    """Part 7, word for word: to which roots a list leads, a the old and b the new."""
    b = a
    for p in path:
        assert l != 0
        if i % 2 == 1 or i == l:
            a, b = hashlib.sha256(b"\x01" + p + a).digest(), hashlib.sha256(b"\x01" + p + b).digest()
            while i % 2 == 0 and i != 0:
                i, l = i // 2, l // 2  # noqa: E741
        else:
            b = hashlib.sha256(b"\x01" + b + p).digest()
        i, l = i // 2, l // 2  # noqa: E741
    assert l == 0
    return a, b


def test_proofs_follow_from_the_page_alone(folder: Path, tmp_path: Path) -> None:
    (proof,) = json.loads((folder / "consistency.json").read_text())["proofs"]
    old, new = json.loads((folder / "checkpoints.json").read_text())["checkpoints"]
    path = [bytes.fromhex(step) for step in proof["proof"]]
    if old["size"].bit_count() == 1:
        path.insert(0, bytes.fromhex(old["root"]))
    i, l = old["size"] - 1, new["size"] - 1  # noqa: E741
    while i % 2 == 1:
        i, l = i // 2, l // 2  # noqa: E741
    a, b = second_proof(i, l, path[1:], path[0])
    assert (a.hex(), b.hex()) == (old["root"], new["root"])
    part = unpacked(tmp_path, "part", record=models.Risk.objects.get(title="Reworded").code)
    for line in (part / "entries.jsonl").read_bytes().splitlines():
        one = json.loads(line)
        leaf = hashlib.sha256(b"\x00" + one["body"].encode()).digest()
        path = [bytes.fromhex(step) for step in one["proof"]]
        assert second_proof(one["number"] - 1, new["size"] - 1, path, leaf)[1].hex() == new["root"]


def test_a_second_verifier_from_the_page_alone_agrees(folder: Path) -> None:
    entries = (folder / "entries.jsonl").read_bytes().split(b"\n")[:-1]
    marks = json.loads((folder / "checkpoints.json").read_text())
    public = {key["public"] for key in marks["keys"]}
    for mark in marks["checkpoints"]:
        assert second_root(entries[: mark["size"]]).hex() == mark["root"]
        lines = ["riskreg checkpoint 1", str(mark["size"]), mark["root"], mark["at"]]
        assert mark["key"] in public
        assert checkpoints.is_signed(mark["key"], mark["signature"], "".join(f"{line}\n" for line in lines).encode())
    for line in (folder / "openings.jsonl").read_bytes().splitlines():
        opening = json.loads(line)
        told = json.loads(entries[opening["number"] - 1])
        made = hashlib.sha256(bytes.fromhex(opening["salt"]) + opening["content"].encode()).hexdigest()
        assert told["commitment"] == made
        content = json.loads(opening["content"])
        schema = json.loads((folder / "schemas.json").read_text())["columns"][told["schema"]]
        assert sorted(content["values"]) == sorted(schema)
        assert (content["values"]["id"], content["values"]["rev"]) == (told["record"], told["rev"])


def test_the_page_has_one_source(folder: Path) -> None:
    page = (folder / "ALGORITHM.md").read_text(encoding="utf-8")
    auditors = bundle.AUDITORS.read_text(encoding="utf-8")
    assert page.startswith("# The algorithm on one page\n")
    assert auditors.endswith(page.removeprefix("#"))
    assert "## " not in page
    assert len(page.splitlines()) <= 66
    assert list(bundle.FILES.glob("*.md")) == []


# --- the command
def test_the_command_writes_a_bundle_and_says_what_is_in_it(honest: None, tmp_path: Path) -> None:
    out, said = tmp_path / "out.zip", StringIO()
    call_command("audit_bundle", out, stdout=said, verbosity=0)
    count = models.LedgerEntry.objects.count()
    assert f"{count} entries of {count}, {count} openings, 0 left out" in said.getvalue()
    with pytest.raises(CommandError, match="there already") as refused:
        call_command("audit_bundle", out, stdout=said, verbosity=0)
    assert refused.value.returncode == 2
    factories.risk()
    call_command("audit_bundle", out, force=True, stdout=said, verbosity=0)
    assert "NOT COVERED" in said.getvalue()
    call_command("audit_bundle", tmp_path / "auditor.zip", reader=factories.account("auditor").username, stdout=said)
    again = tmp_path / "again.zip"
    call_command("audit_bundle", again, stdout=StringIO(), verbosity=0)
    with zipfile.ZipFile(again) as one, zipfile.ZipFile(tmp_path / "auditor.zip") as two:
        assert {info.date_time for info in one.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert one.read("README.txt") == two.read("README.txt")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"record": "RSK-999"}, "There is no record RSK-999"),
        ({"record": "RSK\x00"}, "There is no record"),
        ({"since": "2026-10-02", "until": "2026-10-01"}, "ends on 2026-10-01, before it begins on 2026-10-02"),
        ({"since": "2026-02-31"}, "--from: .* does not exist"),
        ({"until": "1999-01-01"}, "no entry of what was asked"),
        ({"reader": "nobody"}, "no active account"),
    ],
)
def test_a_wrong_argument_ends_in_2_with_a_sentence(
    honest: None, tmp_path: Path, arguments: dict[str, Any], words: str
) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        call_command("audit_bundle", tmp_path / "out.zip", verbosity=0, **arguments)
    assert refused.value.returncode == 2
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(CommandError, match="cannot be written") as refused:
        call_command("audit_bundle", tmp_path / "no" / "out.zip", verbosity=0)
    assert refused.value.returncode == 2

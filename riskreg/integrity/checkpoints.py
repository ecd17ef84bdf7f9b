"""Signed checkpoints of the log: Ed25519 over size, root and moment; the key stands outside the database."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils.translation import gettext as _

from riskreg.integrity import canonical, merkle
from riskreg.integrity.ledger import hold_lock
from riskreg.models import Checkpoint, LedgerEntry, SigningKey
from riskreg.vocabulary.errors import RuleBroken

_CHUNK = 5_000


def statement(size: int, root: str, at: datetime) -> bytes:
    """The bytes that are signed: four lines that one can read aloud."""
    return f"riskreg checkpoint 1\n{size}\n{root}\n{canonical.typed(at)}\n".encode("ascii")


def handover_statement(old: str, new: str, since: datetime) -> bytes:
    """The bytes with which a key gives way to the next."""
    return f"riskreg key 1\n{old}\n{new}\n{canonical.typed(since)}\n".encode("ascii")


def key_file() -> Path:
    return Path(settings.CHECKPOINT_KEY_FILE)


def public_of(key: Ed25519PrivateKey) -> str:
    """The public half, in hexadecimal."""
    return key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()


def own_public() -> str:
    """The public half of the key in the installation's file; blank when there is no file yet. Raises RuleBroken."""
    return public_of(_read()) if key_file().exists() else ""


def first_key() -> str:
    """The public half of the log's first key, from which every later one descends; blank before the first."""
    return SigningKey.objects.order_by("id").values_list("public", flat=True).first() or ""


def _read() -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(key_file().read_bytes(), password=None)
    except (ValueError, TypeError, OSError) as error:
        raise RuleBroken(
            _("%(file)s cannot be read as a signing key: %(error)s") % {"file": key_file(), "error": error}, code="key"
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise RuleBroken(_("%(file)s holds no Ed25519 key") % {"file": key_file()}, code="key")
    return key


def _store(key: Ed25519PrivateKey) -> None:
    """Put the key in its file, whole or not at all, readable by its owner alone."""
    path = key_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    waiting = path.with_suffix(".new")
    with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(path)


def _signer(at: datetime) -> tuple[Ed25519PrivateKey, SigningKey]:
    """The installation's key with its public half in the log; the first one is made here, a later one by rotation."""
    newest = SigningKey.objects.order_by("-id").first()
    if newest is None:
        if not key_file().exists():
            _store(Ed25519PrivateKey.generate())
        key = _read()
        return key, SigningKey.objects.create(public=public_of(key), since=at)
    if not key_file().exists():
        raise RuleBroken(_("The signing key is not in %(file)s; put it back") % {"file": key_file()}, code="key")
    key = _read()
    if newest.public != public_of(key):
        raise RuleBroken(
            _("The key in %(file)s is not the one that signed last; put that one back, or rotate with it at hand")
            % {"file": key_file()},
            code="key",
        )
    return key, newest


def is_signed(public: str, signature: str, text: bytes) -> bool:
    """Whether the signature is the public key's over the text; a malformed one is not."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), text)
    except (InvalidSignature, ValueError):
        return False
    return True


def tree_until(size: int) -> merkle.Growing:
    """The tree of the first entries, from the newest checkpoint at or before the size."""
    base = Checkpoint.objects.filter(size__lte=size).order_by("-size", "-id").first()
    tree = merkle.Growing(base.size, [bytes.fromhex(peak) for peak in base.peaks]) if base else merkle.Growing()
    bodies = LedgerEntry.objects.filter(number__gt=tree.size, number__lte=size).order_by("number")
    for text in bodies.values_list("body", flat=True).iterator(chunk_size=_CHUNK):
        tree.append(merkle.leaf_hash(text.encode("ascii")))
    return tree


def size_of_log() -> int:
    """How many entries the log has."""
    return LedgerEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0


def make(at: datetime) -> Checkpoint:
    """Sign the log as it stands, inside a transaction; an unchanged log keeps the checkpoint that it has.

    Raises RuleBroken when the key is missing, unreadable or another than signed last.
    """
    hold_lock()
    size = size_of_log()
    standing = Checkpoint.objects.order_by("-id").first()
    if standing is not None and standing.size == size:
        return standing
    key, known = _signer(at)
    tree = tree_until(size)
    root = tree.root().hex()
    return Checkpoint.objects.create(
        size=size,
        root=root,
        peaks=[peak.hex() for peak in tree.peaks],
        at=at,
        key=known,
        signature=key.sign(statement(size, root, at)).hex(),
    )


def rotate(at: datetime) -> SigningKey:
    """Sign with a new key from now on, inside a transaction; the old key says so. Raises RuleBroken like make()."""
    hold_lock()
    old, before = _signer(at)
    new = Ed25519PrivateKey.generate()
    public = public_of(new)
    signature = old.sign(handover_statement(before.public, public, at)).hex()
    made = SigningKey.objects.create(public=public, since=at, signed_by=before, signature=signature)
    _store(new)
    return made


def in_groups(text: str, size: int = 4) -> str:
    """A digest as people read it aloud."""
    return " ".join(text[start : start + size] for start in range(0, len(text), size))


def as_json(checkpoint: Checkpoint) -> dict[str, Any]:
    """A checkpoint as a bundle and a mail carry it."""
    return {
        "size": checkpoint.size,
        "root": checkpoint.root,
        "at": canonical.typed(checkpoint.at),
        "key": checkpoint.key.public,
        "signature": checkpoint.signature,
    }

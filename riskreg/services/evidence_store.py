"""Where the files of evidence lie: outside the web root, under random names, each written once and never again."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from django.conf import settings

CHUNK = 64 * 1024
# Above this a copy that is being checked goes to a temporary file instead of memory.
_IN_MEMORY = 4 * 1024 * 1024


class Missing(Exception):
    """The file is not where it was put."""


class Changed(Exception):
    """The file's bytes are not those that were put there."""


@dataclass(frozen=True)
class Stored:
    """A file as it lies in the store."""

    name: str
    size: int
    sha256: str


def _path(name: str) -> Path:
    """Raises Missing for a name that the store never gives."""
    if not name.isalnum():
        raise Missing(name)
    return Path(settings.MEDIA_ROOT) / name[:2] / name


@contextmanager
def storing(file: BinaryIO) -> Iterator[Stored]:
    """The file, copied into the store; it is taken out again when what is done inside fails.

    A process that dies inside leaves a file without a record, which nobody can reach.
    """
    stored = _write(file)
    try:
        yield stored
    except BaseException:
        _path(stored.name).unlink(missing_ok=True)
        raise


def _write(file: BinaryIO) -> Stored:
    name = secrets.token_hex(20)
    target = _path(name)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f"{name}.part")
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        draft.replace(target)
        _keep(target.parent)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return Stored(name, size, digest.hexdigest())


def _keep(folder: Path) -> None:
    """Have the new name itself on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def fetch(name: str, sha256: str) -> IO[bytes]:
    """A copy of the file of which every byte was checked. Raises Missing, or Changed with what it found."""
    path = _path(name)
    copy = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the reader closes it
    digest = hashlib.sha256()
    try:
        with path.open("rb") as kept:
            while chunk := kept.read(CHUNK):
                digest.update(chunk)
                copy.write(chunk)
    except FileNotFoundError as error:
        copy.close()
        raise Missing(name) from error
    except OSError as error:
        copy.close()
        raise Changed(str(error.strerror)) from error
    if digest.hexdigest() != sha256:
        copy.close()
        raise Changed(digest.hexdigest())
    copy.seek(0)
    return copy

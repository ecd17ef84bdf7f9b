"""What is sent twice is written once: its versions' ids follow from what was sent, so the second finds the first."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from riskreg.models import LedgerEntry
from riskreg.vocabulary.errors import Refused

_SPACE = uuid.UUID("6f1d5a3e-0c1b-4c55-9b0e-5d2f0a4c7e11")
# A form's own record is among the first versions that it writes.
_FIRST = 20


class SentBefore(Refused):
    """This very form was sent before, and written; nothing was written a second time."""


@dataclass
class _Sending:
    key: str
    versions: int = 0


_sending: ContextVar[_Sending | None] = ContextVar("riskreg_sending", default=None)


def key_of(*parts: str) -> str:
    """One short text for who sent what, and where."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _id(key: str, number: int) -> uuid.UUID:
    return uuid.uuid5(_SPACE, f"{key}:{number}")


@contextmanager
def sending(key: str) -> Iterator[None]:
    """Acts inside are written once, however often the same key is sent. Raises SentBefore the second time."""
    token = _sending.set(_Sending(key))
    try:
        yield
    finally:
        _sending.reset(token)


def next_version_id() -> uuid.UUID:
    """The id of the version that is about to be written."""
    sent = _sending.get()
    if sent is None:
        return uuid.uuid4()
    sent.versions += 1
    return _id(sent.key, sent.versions)


def is_first() -> bool:
    """Whether nothing was written yet of what is being sent."""
    sent = _sending.get()
    return sent is not None and not sent.versions


def refuse_twice(refusal: Exception, is_first: bool) -> None:
    """Raises SentBefore when that is why an act was refused: its versions stand in the log already.

    Asked after a refusal alone, since a second sending cannot but be refused: its versions' ids are taken.
    """
    sent = _sending.get()
    if sent is not None and is_first and was_sent(sent.key):
        raise SentBefore(_("This was sent before and stands in the register"), code="sent") from refusal


def was_sent(key: str) -> bool:
    """Whether something was written under the key: the log holds its first version."""
    return LedgerEntry.objects.filter(key=_id(key, 1)).exists()


def made(key: str, kind: type[Any]) -> Any:
    """The first record of the kind that was written under the key, or None."""
    ids = [_id(key, number) for number in range(1, _FIRST + 1)]
    row = kind.versions().filter(history_id__in=ids).first()
    return kind._base_manager.filter(pk=row.id).first() if row is not None else None

"""Every version of a kind beside its entry in the log, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from riskreg.integrity import ledger

_CHUNK = 2_000


class Version(NamedTuple):
    """A history row with the entry that its `entry` points at."""

    about: ledger.About
    id: int
    rev: int
    type: str
    number: int
    model: str
    body: str
    salt: str
    content: str
    values: tuple[Any, ...]

    def is_told(self, form: ledger.Form) -> bool:
        """Whether the entry and its opening are this version's, byte for byte."""
        text = self.about.content(form.values(self.values))
        if text != self.content:
            return False
        try:
            body = form.body(self.about, self.id, self.rev, ledger.commitment(self.salt, text))
        except ValueError:
            return False
        return (self.body, self.model, self.type) == (body, form.model, "+" if self.rev == 1 else "~")

    def name(self, kind: Any) -> str:
        """The record and its version, as people call it."""
        code = kind.versions().filter(history_id=self.about.key).values_list("code", flat=True) if _has(kind) else ()
        return f"{next(iter(code), '') or f'{kind._meta.model_name} {self.id}'} version {self.rev}"


_OWN = ("id", "rev", "history_type")
_ENTRY = ("number", "model", "body", "salt", "content")


def _has(kind: Any) -> bool:
    return any(column.name == "code" for column in kind._meta.concrete_fields)


def versions(kind: Any) -> Iterator[Version]:
    """Every version of a kind with its entry, as plain values: no object of a model is made."""
    form = ledger.newest_form(kind)
    names = (*ledger.ABOUT, *_OWN, *(f"entry__{name}" for name in _ENTRY), *form.columns)
    about, own = len(ledger.ABOUT), len(ledger.ABOUT) + len(_OWN) + len(_ENTRY)
    for row in kind.versions().order_by().values_list(*names).iterator(chunk_size=_CHUNK):
        yield Version._make((ledger.About(*row[:about]), *row[about:own], row[own:]))

"""Which columns an entry commits to: a numbered list for each kind of record, in the tree for ever."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("schemas.json")


@cache
def _read() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return read


def all_schemas() -> dict[str, list[str]]:
    """Schema id ("risk-1") -> the names of its columns. A column that came later is not part of older entries."""
    columns: dict[str, list[str]] = _read()["columns"]
    return columns


@cache
def current(model: str) -> str:
    """The newest schema of a kind of record. Raises LookupError for a kind without one."""
    numbers = [int(name.rpartition("-")[2]) for name in all_schemas() if name.rpartition("-")[0] == model]
    if not numbers:
        raise LookupError(f"{model} has no schema; add it to {FILE.name}")
    return f"{model}-{max(numbers)}"


@cache
def columns(kind: type[Any], schema: str) -> tuple[tuple[str, Any], ...]:
    """The name of each column in the entry, sorted, with the kind's field that holds it now: a rename is a mapping.

    Raises LookupError for a schema that is not the kind's.
    """
    renamed = _read()["renamed"].get(kind._meta.model_name, {})
    fields = {field.attname: field for field in kind._meta.concrete_fields}
    if schema.rpartition("-")[0] != kind._meta.model_name or schema not in all_schemas():
        raise LookupError(f"{schema} is no schema of {kind._meta.model_name}")
    return tuple((name, fields[renamed.get(name, name)]) for name in sorted(all_schemas()[schema]))

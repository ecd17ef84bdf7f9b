"""One way to write a version down in bytes: sorted ASCII JSON whose strings say what they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import models

Write = Callable[[Any], str]


def dumps(value: Any) -> str:
    """Canonical JSON: sorted keys, ASCII only, no space. Equal values give equal bytes on every machine."""
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def written(value: Any) -> str:
    """A value in canonical JSON that says its type: "date:2026-03-01", "dec:1.10"; numbers, true and null as such.

    Raises TypeError for anything else: what cannot be written down in one way is not kept.
    """
    if value is None:
        return "null"
    write = _WRITTEN.get(type(value))
    if write is not None:
        return write(value)
    # A choice or a lazy word is written as the plain text that the database keeps.
    for kind in (str, bool, int, datetime, date, Decimal, dict):
        if isinstance(value, kind):
            return _WRITTEN[kind](value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def typed(value: Any) -> Any:
    """The same as a value of JSON: a moment as the text "time:2026-03-01T12:00:00.000000Z"."""
    return json.loads(written(value))


@lru_cache(1_000)
def _moment(value: datetime) -> str:
    return f'"time:{value.astimezone(UTC).isoformat(timespec="microseconds")[:-6]}Z"'


def _json(value: Any) -> str:
    if not value and isinstance(value, dict):
        return '"json:{}"'
    return quoted(f"json:{dumps(value)}")


# Text as JSON, in ASCII.
quoted: Write = json.encoder.encode_basestring_ascii
_WRITTEN: dict[type, Write] = {
    type(None): lambda value: "null",
    bool: lambda value: "true" if value else "false",
    int: int.__repr__,
    str: lambda value: quoted("text:" + value),
    datetime: _moment,
    date: lambda value: f'"date:{value.isoformat()}"',
    Decimal: lambda value: f'"dec:{value:f}"',
    dict: _json,
    list: _json,
    tuple: _json,
}


def of_column(column: Any) -> Write:
    """What writes the values of a record's column, with as many decimals as the database keeps."""
    kept = column.target_field if isinstance(column, models.ForeignKey) else column
    if isinstance(kept, models.DecimalField):
        unit = Decimal(1).scaleb(-kept.decimal_places)
        return lambda value: written(value if value is None else Decimal(value).quantize(unit))
    # The plain writer at once where a column holds one type.
    if isinstance(kept, models.IntegerField):
        return lambda value: "null" if value is None else int.__repr__(value)
    if isinstance(kept, models.CharField | models.TextField) and not kept.null:
        return _WRITTEN[str]
    return written

"""One way to write a version down in bytes: sorted ASCII JSON whose strings say what they are."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import models


def dumps(value: Any) -> str:
    """Canonical JSON: sorted keys, ASCII only, no space. Equal values give equal bytes on every machine."""
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def typed(value: Any) -> Any:
    """A value as JSON that says its type: "date:2026-03-01", "dec:1.10", "text:..."; numbers, true and null as such.

    Raises TypeError for anything else: what cannot be written down in one way is not kept.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        # A choice or a lazy word is written as the plain text that the database keeps.
        return f"text:{str.__str__(value)}"
    if isinstance(value, datetime):
        return f"time:{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    if isinstance(value, date):
        return f"date:{value.isoformat()}"
    if isinstance(value, Decimal):
        return f"dec:{value:f}"
    if isinstance(value, dict | list | tuple):
        return f"json:{dumps(value)}"
    raise TypeError(f"{type(value).__name__} has no canonical form")


def of_column(column: Any, value: Any) -> Any:
    """The typed value of a record's column, with as many decimals as the database keeps."""
    if isinstance(column, models.DecimalField) and value is not None:
        value = Decimal(value).quantize(Decimal(1).scaleb(-column.decimal_places))
    return typed(value)

"""Rows as CSV that a spreadsheet opens as text: no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

# What a spreadsheet takes for the start of a formula, wide forms and what it skips before one included.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def dumps(heading: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with its mark, so that a spreadsheet knows it; numbers stay numbers, a text never starts a formula."""
    kept = io.StringIO(newline="")
    writer = csv.writer(kept)
    writer.writerow([cell(value) for value in heading])
    writer.writerows([cell(value) for value in row] for row in rows)
    return kept.getvalue().encode("utf-8-sig")


def cell(value: Any) -> Any:
    """A number as it is, nothing as nothing, a text with a quote before it where it would be a formula."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_STARTS) else text

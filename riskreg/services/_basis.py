"""Who changes a value states it: the mark "illustrative" or "derived" of that field ends in the same version."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from riskreg.vocabulary.choices import Basis

# A mark that speaks of several columns; every other is called as its column.
COLUMNS_OF = {
    # A risk that is judged anew at the same score is judged all the same.
    "score": ("likelihood", "impact", "assessed_on"),
    "analysis": ("cause", "event", "consequence"),
    "thresholds": ("green", "red"),
    "date": ("first_baseline", "baseline"),
}


def after(record: Any, changed: Collection[str]) -> dict[str, str]:
    """The record's basis by field once somebody changed these columns.

    Where the record as a whole is an example or derived, the field says that it is stated.
    """
    kept: dict[str, str] = record.basis_by_field
    ended = [key for key in kept if set(COLUMNS_OF.get(key, (key, f"{key}_id"))) & set(changed)]
    left = {key: value for key, value in kept.items() if key not in ended}
    is_whole = record.basis not in ("", Basis.STATED)
    return {**left, **dict.fromkeys(ended, Basis.STATED.value)} if is_whole else left

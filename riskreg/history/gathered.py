"""Chosen columns of several lists in one statement."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from django.db import models as columns
from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject


def gather(**lists: tuple[QuerySet[Any], tuple[str, ...]]) -> dict[str, list[Any]]:
    """Chosen columns of several short lists in one statement: name -> rows, in order of their first column.

    For what is short by nature (names, links, rounds): a row travels as JSON. Dates come as dates.
    """
    parts = [
        rows.order_by().annotate(gathered=JSONObject(**{name: name for name in names})).values_list(
            Value(key), "gathered"
        )
        for key, (rows, names) in lists.items()
    ]  # fmt: skip
    readers = {
        key: [name for name in names if isinstance(rows.model._meta.get_field(name), columns.DateField)]
        for key, (rows, names) in lists.items()
    }
    found: dict[str, list[Any]] = {key: [] for key in lists}
    for key, values in parts[0].union(*parts[1:], all=True):
        for name in readers[key]:
            values[name] = date.fromisoformat(values[name]) if values[name] else None
        found[key].append(SimpleNamespace(**values))
    for key, (_rows, names) in lists.items():
        found[key].sort(key=attrgetter(names[0]))
    return found

"""The recorded number of queries of each page: a page that asks more than it did fails and shows what it asks.

`RECORD_QUERY_COUNTS=1 pytest -n 0 tests/web` writes what it measures instead.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

FILE = Path(__file__).resolve().parents[1] / "query_counts.json"


def counted(client: Client, address: str) -> tuple[Any, list[str]]:
    """The page's answer and the SQL it asked."""
    # Django asks SQLite once a connection whether it knows JSON; that is no query of the page.
    assert connection.features.supports_json_field
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    return answer, [one["sql"] for one in asked.captured_queries]


def recorded(name: str, queries: list[str] | int) -> None:
    """Fail unless the page of that name asks as many queries as the file says."""
    count = queries if isinstance(queries, int) else len(queries)
    known = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    if os.environ.get("RECORD_QUERY_COUNTS"):
        known[name] = count
        FILE.write_text(json.dumps(dict(sorted(known.items())), indent=2) + "\n", encoding="utf-8")
        return
    sql = [] if isinstance(queries, int) else [f"{number}. {text[:300]}" for number, text in enumerate(queries, 1)]
    assert known.get(name) == count, "\n".join([f"{name}: {count} queries, recorded are {known.get(name)}", *sql])

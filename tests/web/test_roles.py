"""The page of a role, and the pages that tell who may do what: as many queries as recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.web.query_counts import counted, recorded

SignedIn = Callable[[str], Client]
PAGES = {
    "role": ("officer", "/roles/ROL-BC/"),
    "role as-of": ("officer", "/roles/ROL-BC/?as_of=2025-12-31"),
    "security log": ("auditor", "/history/security/"),
    "rights and access": ("auditor", "/history/access/"),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_asks_as_many_queries_as_recorded(signed_in: SignedIn, douane: Any, name: str) -> None:
    right, address = PAGES[name]
    answer, queries = counted(signed_in(right), address)
    assert answer.status_code == 200
    recorded(name, queries)

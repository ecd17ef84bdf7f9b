"""The main navigation shows where a page stands, whatever page it is."""

from __future__ import annotations

import re
from typing import Any

import pytest

PLACES = {
    "/": ("State of affairs", ""),
    "/risks/": ("Risks", "Register"),
    "/risks/RSK-004/": ("Risks", "Register"),
    "/risks/RSK-004/assess/": ("Risks", "Register"),
    "/risks/matrix/": ("Risks", "Matrix"),
    "/risks/top/CYC-2025/": ("Risks", "Top risks"),
    "/findings/no-such-finding/": ("Findings", "List"),
    "/audit-reports/REP-VO2025/": ("Findings", "Audit reports"),
    "/milestones/MS-04-09/progress/": ("Plans", "Milestones"),
    "/commitments/CMT-033/": ("Decisions", "Commitments"),
    "/reports/2026-10/": ("Month", "Reports"),
    "/history/compare/": ("History", ""),
    "/roles/ROL-BC/": ("", ""),
    "/help/words/": ("", ""),
}


@pytest.mark.parametrize("address", PLACES)
def test_the_navigation_shows_where_the_page_stands(signed_in: Any, douane: Any, address: str) -> None:
    body = signed_in("officer").get(address).content.decode()
    entries, _, pages = body.partition('<nav class="subnav"')
    found = [re.findall(r'aria-current="page">([^<]+)</a>', part) for part in (entries.split("</header>")[0], pages)]
    entry, page = PLACES[address]
    # Once in the wide navigation, once in the menu of narrow screens.
    assert found[0] == [entry, entry] if entry else not found[0]
    assert found[1][:1] == [page] if page else 'class="subnav"' not in body

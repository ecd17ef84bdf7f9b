"""What a page weighs on a first visit: requests and bytes on the wire, held to what is kept in the tree.

`RECORD_PAGE_WEIGHTS=1 pytest -n 0 tests/browser/test_weight.py` writes what it measures instead.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from playwright.sync_api import Page

from riskreg.services import periods
from riskreg.vocabulary.periods import Month
from tests.web.conftest import AT, BY

FILE = Path(__file__).parents[1] / "page_weights.json"
PAGES = (
    "/",
    "/risks/",
    "/risks/RSK-004/",
    "/findings/",
    "/findings/grid/",
    "/plans/PLN-01/",
    "/milestones/",
    "/updates/2026-11/?role=ROL-DIR-IT",
    "/cockpit/2026-11/",
    "/reports/2026-10/",
    "/history/",
)
# A page may grow by so much of what it weighed before somebody has to look at it again.
GROWTH = 1.1
# What no page may pass, in kB before fonts.
MOST = 150


def weighed(page: Page, addresses: Iterable[str]) -> dict[str, dict[str, int]]:
    """Requests, and kilobytes without and of fonts, of each page opened with an empty cache."""
    network = page.context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    network.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))
    network.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}))
    site, found = "/".join(page.url.split("/", 3)[:3]), {}
    for address in addresses:
        sizes.clear()
        kinds.clear()
        page.goto(site + address, wait_until="networkidle")
        of_fonts = sum(size for request, size in sizes.items() if kinds[request] == "Font")
        found[address] = {
            "requests": len(sizes),
            "kB": round((sum(sizes.values()) - of_fonts) / 1000),
            "kB of fonts": round(of_fonts / 1000),
        }
    return found


def test_no_page_grows_unseen(open_page: Callable[..., Page]) -> None:
    periods.open_month(Month(2026, 11), by=BY, at=AT)
    page = open_page("officer")
    page.wait_for_load_state("networkidle")
    found = weighed(page, PAGES)
    if os.environ.get("RECORD_PAGE_WEIGHTS"):
        FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    grown = {
        address: f"{found[address]}, kept {weight}"
        for address, weight in kept.items()
        if any(found[address][what] > most * GROWTH for what, most in weight.items())
    }
    assert not grown
    assert max(weight["kB"] for weight in found.values()) <= MOST
    assert kept.keys() == found.keys()

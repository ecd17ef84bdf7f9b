"""The system's Chromium over the real register; without a browser these tests say so loudly and are skipped."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.staticfiles import handlers
from django.contrib.staticfiles.handlers import StaticFilesHandler
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.web.conftest import douane_database  # noqa: F401 - the register with the accounts

AXE = Path(__file__).parent / "axe" / "axe.min.js"
CHROMIUM = os.environ.get("CHROMIUM") or next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Playwright's own loop makes Django think that it runs inside async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if "tests/browser" in item.path.as_posix()]
    for item in here:
        item.add_marker(pytest.mark.browser)
        item.add_marker(pytest.mark.xdist_group("browser"))
    if here and CHROMIUM is None:
        print("\n!!! NO CHROMIUM FOUND: THE BROWSER TESTS ARE SKIPPED; set CHROMIUM to its path !!!\n", file=sys.stderr)
        for item in here:
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class ServedByTheApplication(StaticFilesHandler):
    """Static files go the way they go in use, through the middleware, and not through a handler for tests."""

    def _should_handle(self, path: str) -> bool:
        return False


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    with patch.object(handlers, "StaticFilesHandler", ServedByTheApplication):
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def site(transactional_db: None, douane: Any, live_server: Any, settings: Any) -> str:
    """The address of a running register in demo mode: the real facts, one account per role."""
    settings.DEMO = True
    settings.DEMO_DAY = date(2026, 11, 22)
    return str(live_server.url)


@pytest.fixture
def open_page(chromium: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """`open_page(role, width=1440, language="en-GB", theme="light", script=True)`: signed in; complaints kept."""
    contexts: list[BrowserContext] = []

    def opened(
        role: str,
        *,
        width: int = 1440,
        language: str = "en-GB",
        theme: Any = "light",
        script: bool = True,
        lab: bool = False,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            locale=language,
            color_scheme=theme,
            java_script_enabled=script,
            # axe styles the page it looks at, which the policy refuses: it gets a page of its own.
            bypass_csp=lab,
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []  # type: ignore[attr-defined]
        page.on("console", lambda said: _keep(page, said.type, said.text))
        page.on("pageerror", lambda error: _keep(page, "error", str(error)))
        page.goto(f"{site}/sign-in/")
        page.click(f"button[name=role][value={role}]")
        return page

    yield opened
    for context in contexts:
        context.close()


def _keep(page: Page, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        page.complaints.append(f"{page.url}: {text}")  # type: ignore[attr-defined]


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA, one line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
        ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html).join(' | ')))"
    )
    return [f"{page.url}: {line}" for line in found]

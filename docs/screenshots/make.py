"""Take the pictures of the documentation: load the demonstration, play a month in a browser, photograph its pages.

    .venv/bin/python docs/screenshots/make.py [--registers FOLDER]

Needs Chromium (its path in CHROMIUM when it is not found) and some minutes: the demonstration is loaded in English and
in Dutch. With `--registers` the loaded registers are kept in that folder, and used from there the next time. The
pictures have the same names every time. Ends with 1 when one is larger than a page of documentation should carry.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MONTH = "2026-11"
MOST_BYTES = 250_000
WIDE, PHONE = 1440, 390
# How long a load takes at most, in seconds, and an act such as sealing, in milliseconds.
LOAD_SECONDS, PATIENCE = 900, 180_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
HEADLINE = "IT resilience waits for its third provider"


# --- the demonstration
@contextmanager
def demonstration(language: str, kept: Path | None) -> Iterator[str]:
    """The address of a running demonstration with its register in the language, on a database of its own."""
    with tempfile.TemporaryDirectory() as scratch, socket.socket() as probe:
        folder, before = Path(scratch, "demo"), kept / language if kept else None
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        inherited = {name: text for name, text in os.environ.items() if name not in ("DEMO_DAY", "MAINTENANCE_FILE")}
        place = {"DATABASE_URL": f"sqlite:///{folder / 'register.sqlite3'}", "VAR_DIR": str(folder / "var")}
        env = {**inherited, **place, "PORT": str(port), "REGISTER_LANGUAGE": language}
        command = [sys.executable, str(ROOT / "manage.py"), "demo"]
        if before and before.exists():
            shutil.copytree(before, folder)
        else:
            folder.mkdir()
            subprocess.run([*command, "--no-serve"], env=env, check=True)  # noqa: S603 - our own command
            if before:
                shutil.copytree(folder, before)
        probe.close()
        process = subprocess.Popen(command, env=env)  # noqa: S603 - our own command
        try:
            wait(process, f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()
            process.wait()


def wait(process: subprocess.Popen[bytes], site: str) -> None:
    """Until it serves; RuntimeError when it ends or takes too long."""
    until = time.monotonic() + LOAD_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{site}/health/") as answer:  # noqa: S310 - our own address
                if answer.read() == b"ok\n":
                    return
        except URLError:
            time.sleep(1)
    raise RuntimeError("The demonstration did not start")


# --- somebody at work
class Desk:
    """Everybody's own browser window, signed in at the first use."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser, self.site = browser, site
        self.pages: dict[tuple[str, str, int, str], Page] = {}

    def of(self, role: str, language: str = "en-GB", width: int = WIDE, theme: str = "light") -> Page:
        key = role, language, width, theme
        if key not in self.pages:
            context = self.browser.new_context(
                viewport={"width": width, "height": 900},
                locale=language,
                color_scheme="dark" if theme == "dark" else "light",
            )
            context.set_default_timeout(PATIENCE)
            page = self.pages[key] = context.new_page()
            page.goto(f"{self.site}/sign-in/")
            page.click(f"button[name=role][value={role}]")
        return self.pages[key]

    def go(self, role: str, path: str, **dress: str | int) -> Page:
        """The page at the path; RuntimeError when it is not there for the role."""
        page = self.of(role, **dress)  # type: ignore[arg-type] # theme, width and tongue by name
        answer = page.goto(f"{self.site}{path}")
        if answer is None or not answer.ok:
            raise RuntimeError(f"{role} gets {answer and answer.status} at {path}")
        return page

    def do(self, role: str, path: str, **fields: str) -> None:
        """A whole act: fill in, look at what it writes, write it."""
        page = self.go(role, path)
        for name, value in fields.items():
            page.locator(f"main [name='{name}']").first.fill(value)
        press(page, "main form button[value=check], main form button[name=step][value=save]")
        if page.locator("button[value=save]").count():
            press(page, "button[value=save]")
        if not page.locator(".messages .note--good").count():
            raise RuntimeError(f"{role} could not do {path}: {page.inner_text('main')[:400]}")


def press(page: Page, selector: str) -> None:
    """Press a button that leads on."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def take(page: Page, name: str, height: int = 900) -> None:
    """The top of the page as a picture, as high as asked for."""
    width = page.viewport_size["width"] if page.viewport_size else WIDE
    page.set_viewport_size({"width": width, "height": height})
    page.mouse.move(0, 0)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=HERE / f"{name}.png", animations="disabled")


# --- the story
def as_it_stands(desk: Desk) -> None:
    """What is there before anybody does anything."""
    past = "/?as_of=2026-10-31&compare=2025-12-31"
    take(desk.go("management", past), "state-of-affairs")
    take(desk.go("management", past, theme="dark"), "state-of-affairs-dark")
    take(desk.go("management", "/plans/PLN-01/"), "plan", 1240)
    take(desk.go("management", "/risks/matrix/?compare=2025-12-31"), "matrix", 1000)


def the_owner(desk: Desk) -> None:
    """The month's sheet: half of it filled in, photographed, then all of it and submitted."""
    page = desk.go("owner", f"/updates/{MONTH}/")
    ticks = page.locator("input[name$='-unchanged']").all()
    for tick in ticks[: len(ticks) // 2]:
        tick.check()
    page.uncheck("[name='MS-04-04-unchanged']")
    page.fill("[name='MS-04-04-percent']", "80")
    page.select_option("[name='MS-04-04-confidence']", "green")
    page.fill("[name='MS-04-04-note']", "Two of three providers have signed")
    page.locator("[data-status]").filter(has_text=":").wait_for()
    page.reload()
    take(page, "sheet", 1000)
    for tick in ticks:
        tick.check()
    page.uncheck("[name='MS-04-04-unchanged']")
    press(page, ".savebar button[value=submit]")
    if "/receipt/" not in page.url:
        raise RuntimeError(f"The sheet was not taken: {page.inner_text('main')[:400]}")


def the_officer(desk: Desk) -> None:
    """A question with its answer, the cockpit, review, and a draft that is put forward."""
    desk.do(
        "officer", f"/milestones/MS-04-04/question/?month={MONTH}", question="What does the third provider wait for?"
    )
    take(desk.go("officer", f"/cockpit/{MONTH}/"), "cockpit", 1100)
    desk.do("owner", "/milestones/MS-04-04/answer/", text="Its board meets on 3 December")
    desk.do("officer", "/plans/PLN-04/words/", text="The third provider signs in December.")
    desk.do("officer", f"/cockpit/{MONTH}/review/", reason="The board meets early this month")
    page = desk.go("officer", f"/reports/{MONTH}/draft/")
    page.fill("[name=headline]", HEADLINE)
    press(page, "button[value=words]")
    page.locator("form:has(button[value=forward]) [name=reason]").fill("What is open is settled in the meeting")
    press(page, "button[value=forward]")


def management(desk: Desk) -> None:
    """The month is sealed, and the report photographed as it stays."""
    page = desk.go("management", f"/reports/{MONTH}/seal/")
    page.check("[name=agreed]")
    press(page, "main form button.btn--go")
    if page.locator(".note--bad").count():
        raise RuntimeError(f"Not sealed: {page.inner_text('main .note--bad')}")
    take(desk.go("management", f"/reports/{MONTH}/"), "report", 1200)


def the_auditor(desk: Desk) -> None:
    """What all of this left behind."""
    take(desk.go("auditor", "/history/"), "history", 1000)
    take(desk.go("auditor", "/history/verify/"), "verify", 900)


def in_dutch(desk: Desk) -> None:
    """A phone, in Dutch."""
    take(desk.go("owner", f"/updates/{MONTH}/", language="nl-NL", width=PHONE), "sheet-phone-nl", 844)


STORIES: dict[str, tuple[Callable[[Desk], None], ...]] = {
    "en": (as_it_stands, the_owner, the_officer, management, the_auditor),
    "nl": (in_dutch,),
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Take the pictures of the documentation.")
    parser.add_argument("--registers", type=Path, help="keep the loaded registers in this folder, and use them again")
    kept = parser.parse_args().registers
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    chromium = os.environ.get("CHROMIUM") or next((path for path in found if path), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for language, stories in STORIES.items():
            with demonstration(language, kept) as site:
                desk = Desk(browser, site)
                for story in stories:
                    story(desk)
        browser.close()
    sizes = {path.name: path.stat().st_size for path in sorted(HERE.glob("*.png"))}
    for name, size in sizes.items():
        note = "  too large" if size > MOST_BYTES else ""
        sys.stdout.write(f"{size // 1000:>4} kB  {name}{note}\n")
    return int(any(size > MOST_BYTES for size in sizes.values()))


if __name__ == "__main__":
    sys.exit(main())

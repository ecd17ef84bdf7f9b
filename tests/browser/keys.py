"""The keyboard of the browser tests: after every Tab what has the focus is seen, ringed, and nothing lies over it."""

from __future__ import annotations

from playwright.sync_api import Page

# More stops than any page of ours has before what its reader came for.
MOST = 90
# What is wrong with the place of the focus, blank when nothing is. A box is looked at in its middle and around it; what
# is higher than the window (a table that scrolls) at its top.
SEEN = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  if (!one || one === document.body) return "";
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return "no ring";
  const height = window.innerHeight, boxes = [...one.getClientRects()].filter((box) => box.width && box.height);
  if (!boxes.length) return "no box";
  const box = boxes[0];
  if (box.height > height / 2) return box.top < height && box.bottom > 0 ? "" : "out of the window";
  for (const [x, y] of [[.5, .5], [.25, .5], [.75, .5], [.5, .25], [.5, .75]]) {
    const found = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
    const own = found && (one.contains(found) || found.closest("label")?.control === one);
    if (!own) return `covered by ${found ? found.outerHTML.slice(0, 80) : "nothing: out of the window"}`;
  }
  return "";
}"""
SAID = "document.activeElement.matches('a, summary, button') ? document.activeElement.textContent : ''"


def tab(page: Page) -> None:
    page.keyboard.press("Tab")
    wrong = page.evaluate(SEEN)
    assert not wrong, f"{page.url}: {page.evaluate('document.activeElement.outerHTML')[:160]}: {wrong}"


def tab_to(page: Page, name: str, value: str = "") -> None:
    """Press Tab until the field or button of that name has the focus."""
    for _ in range(MOST):
        tab(page)
        here = page.evaluate("[document.activeElement.name || '', document.activeElement.value || '']")
        if here[0] == name and (not value or here[1] == value):
            return
    raise AssertionError(f"{name} is not reached by Tab on {page.url}")


def tab_to_link(page: Page, part: str) -> None:
    """Press Tab until a link with this in its address has the focus."""
    for _ in range(MOST):
        tab(page)
        if part in page.evaluate("document.activeElement.getAttribute('href') || ''"):
            return
    raise AssertionError(f"no link with {part} is reached by Tab on {page.url}")


def tab_to_words(page: Page, words: str) -> None:
    """Press Tab until a link, button or fold that says this has the focus."""
    for _ in range(MOST):
        tab(page)
        if words in page.evaluate(SAID):
            return
    raise AssertionError(f"{words} is not reached by Tab on {page.url}")


def go(page: Page) -> None:
    """Press Enter where the focus is, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")

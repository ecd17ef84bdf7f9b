"""Reading a chart back: its parts, its texts with their boxes, and the promises every chart makes."""

from __future__ import annotations

import math
import re
from itertools import combinations
from xml.etree import ElementTree as ET

from tests.reporting.charts.metrics import BOLD, REGULAR, Box, font

SVG = "{http://www.w3.org/2000/svg}"
ABOVE, BELOW = 0.72, 0.21  # em over and under the baseline that capitals and tails take
TURNED = re.compile(r"translate\((\S+) (\S+)\) rotate\((\S+)\)")


def parse(chart: str) -> ET.Element:
    return ET.fromstring(chart)


def size_of(root: ET.Element) -> tuple[float, float]:
    """Width and height in px at the size of text that a browser begins with."""
    _left, _top, width, height = (float(one) for one in root.get("viewBox", "").split())
    return width, height


def boxes(chart: str) -> list[Box]:
    """Every line of text with the room it takes in the shipped font, turned ones too."""
    found = []
    for element in parse(chart).iter(f"{SVG}text"):
        found += box_of(element)
    return found


def box_of(element: ET.Element) -> list[Box]:
    """The room of one line of text; none for a blank one."""
    size = float(element.get("font-size", "0"))
    runs = [(element.text or "", element)] + [(run.text or "", run) for run in element.iter(f"{SVG}tspan")]
    runs[0] = (runs[0][0] + "".join(one.tail or "" for one in element.iter(f"{SVG}title")), element)
    words = "".join(text for text, _ in runs)
    if not words.strip():
        return []
    return [_box(element, words, sum(_width(text, run, size) for text, run in runs), size)]


def _width(text: str, run: ET.Element, size: float) -> float:
    is_bold = int(run.get("font-weight", "400")) >= 600
    return font(BOLD if is_bold else REGULAR).width(text, float(run.get("font-size", size)))


def _box(element: ET.Element, words: str, width: float, size: float) -> Box:
    x, y = float(element.get("x", "0")), float(element.get("y", "0"))
    left = {"end": x - width, "middle": x - width / 2}.get(element.get("text-anchor", "start"), x)
    top, low = y - ABOVE * size, y + BELOW * size
    found = TURNED.fullmatch(element.get("transform", "translate(0 0) rotate(0)"))
    assert found, "Only a moved and turned text can be measured"
    dx, dy, degrees = (float(one) for one in found.groups())
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    corners = ((left, top), (left + width, top), (left + width, low), (left, low))
    turned = [(dx + px * cos - py * sin, dy + px * sin + py * cos) for px, py in corners]
    return Box(words, (turned[0], turned[1], turned[2], turned[3]))


def overlaps(chart: str) -> list[tuple[str, str]]:
    return [(a.words, b.words) for a, b in combinations(boxes(chart), 2) if a.touches(b)]


def outside(chart: str) -> list[str]:
    """The texts that leave the drawing."""
    root = parse(chart)
    width, height = size_of(root)
    return [box.words for box in boxes(chart) if box.leaves(width, height)]


def assert_sound(chart: str) -> None:
    """Well-formed, named, no style attribute, ids unique and all references met, no text below 11.5 px."""
    root = parse(chart)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert root.get("role") == "img"
    assert set(root.get("aria-labelledby", "").split()) <= set(ids)
    assert (root.findtext(f"{SVG}title") or "").strip()
    for element in root.iter():
        assert "style" not in element.attrib
        assert element.tag != f"{SVG}style"
        assert element.tag != f"{SVG}script"
        fill = element.get("fill", "")
        assert not fill.startswith("url(") or fill[5:-1] in ids
    for element in root.iter(f"{SVG}text"):
        assert float(element.get("font-size", "0")) >= 11.5

"""Reading a chart back: its parts, its texts with their boxes, and the promises every chart makes."""

from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from riskreg.reporting.charts.svg import text_width

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Text:
    words: str
    left: float
    right: float
    baseline: float

    def touches(self, other: "Text") -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not apart and abs(self.baseline - other.baseline) < 11


def parse(chart: str) -> ET.Element:
    return ET.fromstring(chart)


def texts(chart: str) -> list[Text]:
    """Every line of text that is not turned, with its estimated box."""
    found = []
    for element in parse(chart).iter(f"{SVG}text"):
        if "transform" in element.attrib:
            continue
        words, size = "".join(element.itertext()), float(element.get("font-size", "0"))
        for title in element.iter(f"{SVG}title"):
            words = words.replace(title.text or "", "", 1)
        if not words.strip():
            continue
        width, x = text_width(words, size), float(element.get("x", "0"))
        left = {"end": x - width, "middle": x - width / 2}.get(element.get("text-anchor", "start"), x)
        found.append(Text(words, left, left + width, float(element.get("y", "0"))))
    return found


def overlaps(chart: str) -> list[tuple[str, str]]:
    return [(a.words, b.words) for a, b in combinations(texts(chart), 2) if a.touches(b)]


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

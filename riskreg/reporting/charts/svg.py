"""The one builder of SVG: elements with the shared look, escaped text, unique ids, a title and a description."""

import hashlib
import math
import re
import unicodedata
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from riskreg.reporting.charts.notation import FONT, INK, SIZE, SMALL, look

ROOT = 16.0  # px in a rem at the size of text that a browser begins with
# Characters that XML 1.0 forbids; a label that holds one would make the whole page unreadable.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Widths of the bold font in em, rounded up; no other weight of it is wider.
_WIDTHS = {
    char: width
    for width, chars in (
        (0.31, " |ijlI',.:;·‘’"),
        (0.4, "-!()/[\\]{}•tfr"),
        (0.48, "scz*?–"),
        (0.54, '0123456789JxFLevyYag^#$+<=>~≤×−€_"“”'),
        (0.68, "&"),
        (0.87, "mwMW%Ææ"),
        (1.0, "@…—Œœ"),
    )
    for char in chars
}


def clean(text: object) -> str:
    """Text without the characters XML forbids."""
    return _FORBIDDEN.sub("", str(text))


def text_width(text: str, size: float = SMALL) -> float:
    """Estimated width in px, never less than the true one, of text in Source Sans in any weight at a size in px."""
    return sum(_WIDTHS.get(char) or _other_width(char) for char in text) * size


def _other_width(char: str) -> float:
    """In em: an accent adds nothing to its letter; what lies outside Latin, Greek and Cyrillic may be square."""
    letter = unicodedata.normalize("NFD", char)[0]
    if letter in _WIDTHS:
        return _WIDTHS[letter] + 0.01
    if letter.isascii():
        return 0.69 if letter.isupper() else 0.62
    return 0.96 if ord(letter) < 0x0530 else 1.05


def shorten(text: str, width: float, size: float = SMALL) -> str:
    """The text, cut with an ellipsis when it is estimated to be wider than width px; blank when nothing fits."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…" if text.strip() else ""


def wrap(text: str, width: float, lines: int, size: float = SMALL) -> list[str]:
    """Text broken between words into at most so many lines of width px; the last line is shortened."""
    words, broken = text.split(), [""]
    for position, word in enumerate(words):
        longer = f"{broken[-1]} {word}".strip()
        if text_width(longer, size) <= width or not broken[-1]:
            broken[-1] = longer
        elif len(broken) < lines:
            broken.append(word)
        else:
            broken[-1] = f"{broken[-1]} {' '.join(words[position:])}"
            break
    return [shorten(line, width, size) for line in broken if line]


def signed(number: int) -> str:
    """A number with its sign, the true minus for less than zero: +45, −20, 0."""
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"


def spread(wanted: Sequence[float], gap: float, low: float = -math.inf, high: float = math.inf) -> list[float]:
    """Places as near as possible to the wanted ones, at least gap apart, in the given order of the input.

    Places stay within low..high as long as they fit between them; otherwise they run past high, never over each other.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    blocks: list[tuple[float, int]] = []  # (mean of wanted minus offset, members)
    for rank, index in enumerate(order):
        mean, size = wanted[index] - rank * gap, 1
        while blocks and blocks[-1][0] > mean:
            before, members = blocks.pop()
            mean = (mean * size + before * members) / (size + members)
            size += members
        blocks.append((mean, size))
    top = high - (len(wanted) - 1) * gap
    flat = [max(low, min(mean, top)) for mean, size in blocks for _ in range(size)]
    placed = [0.0] * len(wanted)
    for rank, index in enumerate(order):
        placed[index] = flat[rank] + rank * gap
    return placed


def lanes(intervals: Sequence[tuple[float, float]], gap: float = 6) -> list[int]:
    """For each (left, right) the first lane where it overlaps none placed before it, working from the left."""
    ends: list[float] = []
    lane_of = [0] * len(intervals)
    for index in sorted(range(len(intervals)), key=lambda i: intervals[i]):
        left, right = intervals[index]
        lane = next((number for number, end in enumerate(ends) if end + gap <= left), len(ends))
        if lane == len(ends):
            ends.append(right)
        else:
            ends[lane] = right
        lane_of[index] = lane
    return lane_of


def thin(positions: Sequence[float], widths: Sequence[float], gap: float = 8) -> list[int]:
    """Indexes of centred labels to draw so that none overlap: every n-th, with the smallest n that fits."""
    for step in range(1, len(positions) + 1):
        kept = range(0, len(positions), step)
        pairs = zip(kept, list(kept)[1:], strict=False)
        if all(positions[b] - positions[a] >= (widths[a] + widths[b]) / 2 + gap for a, b in pairs):
            return list(kept)
    return []


Segment = tuple[tuple[float, float], tuple[float, float]]


def crosses(segment: Segment, box: tuple[float, float, float, float]) -> bool:
    """Whether a straight line touches a box (left, top, right, bottom)."""
    (x0, y0), (x1, y1) = segment
    left, top, right, bottom = box
    enters, leaves = 0.0, 1.0
    for start, step, low, high in ((x0, x1 - x0, left, right), (y0, y1 - y0, top, bottom)):
        if not step:
            if not low <= start <= high:
                return False
            continue
        near, far = sorted(((low - start) / step, (high - start) / step))
        enters, leaves = max(enters, near), min(leaves, far)
    return enters <= leaves


def key_of(*inputs: object) -> str:
    """A short id prefix made of the inputs: the same chart always carries the same ids, so documents can be sealed."""
    return "c" + hashlib.sha256(repr(inputs).encode("utf-8", "backslashreplace")).hexdigest()[:10]


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{round(value, 1):g}" if abs(value) < 100000 else f"{value:.1f}"


def _pair(point: tuple[float, float]) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _toward(start: tuple[float, float], end: tuple[float, float], distance: float) -> tuple[float, float]:
    length = math.dist(start, end) or 1
    return start[0] + (end[0] - start[0]) * distance / length, start[1] + (end[1] - start[1]) * distance / length


def arrowhead(start: tuple[float, float], tip: tuple[float, float], length: float, half: float) -> str:
    """The path of a triangle that ends at the tip and looks away from the start."""
    base = _toward(tip, start, length)
    ux, uy = (tip[0] - base[0]) / length, (tip[1] - base[1]) / length
    sides = ((base[0] - uy * half, base[1] + ux * half), (base[0] + uy * half, base[1] - ux * half))
    return f"M{_pair(tip)}L{_pair(sides[0])}L{_pair(sides[1])}z"


def bent(start: tuple[float, float], end: tuple[float, float], bow: float) -> tuple[float, float]:
    """The point that a line from start to end is drawn towards when it bends sideways by that share of its length."""
    return (
        (start[0] + end[0]) / 2 + (end[1] - start[1]) * bow,
        (start[1] + end[1]) / 2 - (end[0] - start[0]) * bow,
    )


class Svg:
    """One drawing under construction; every id starts with its key.

    Its size is in rem, so that a reader who enlarges the text enlarges the drawing; within, places are in px.
    """

    def __init__(self, width: float, height: float, *, key: str, title: str, desc: str = "", classes: str = "") -> None:
        self.key = key
        self.width, self.height = width, height
        self._hatched = False
        classes = f"ch {'ch--s' if width < 600 else 'ch--page' if width > 1000 else ''} {classes}"
        labelled = f"{key}-t {key}-d" if desc else f"{key}-t"
        self.root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": " ".join(classes.split()),
                "viewBox": f"0 0 {number(width)} {number(height)}",
                "width": f"{round(width / ROOT, 4):g}rem",
                "height": f"{round(height / ROOT, 4):g}rem",
                "role": "img",
                "aria-labelledby": labelled,
                "font-family": FONT,
            },
        )
        ET.SubElement(self.root, "title", {"id": f"{key}-t"}).text = clean(title)
        if desc:
            ET.SubElement(self.root, "desc", {"id": f"{key}-d"}).text = clean(desc)

    def add(self, tag: str, classes: str = "", *, inside: ET.Element | None = None, **attributes: object) -> ET.Element:
        """An element with the look of its classes; attribute names take _ for -."""
        return self._element(self.root if inside is None else inside, tag, classes, attributes)

    def _element(self, parent: ET.Element, tag: str, classes: str, attributes: dict[str, object]) -> ET.Element:
        shown = {"class": classes} if classes else {}
        shown |= look(classes)
        for name, value in attributes.items():
            shown[name.replace("_", "-")] = number(value) if isinstance(value, int | float) else clean(value)
        return ET.SubElement(parent, tag, shown)

    def path(self, d: str, classes: str, **attributes: object) -> ET.Element:
        return self._element(self.root, "path", classes, {"d": d, **attributes})

    def rect(self, x: float, y: float, width: float, height: float, classes: str, **attributes: object) -> ET.Element:
        box = {"x": x, "y": y, "width": max(width, 0), "height": height}
        return self._element(self.root, "rect", classes, {**box, **attributes})

    def circle(self, x: float, y: float, r: float, classes: str) -> ET.Element:
        return self.add("circle", classes, cx=x, cy=y, r=r)

    def diamond(
        self, x: float, y: float, r: float, classes: str, *, wide: float = 0, **attributes: object
    ) -> ET.Element:
        """Twice r high, and twice `wide` wide where that is given."""
        w = wide or r
        corners = ((x, y - r), (x + w, y), (x, y + r), (x - w, y))
        d = "M" + "L".join(f"{number(a)} {number(b)}" for a, b in corners) + "z"
        return self.path(d, classes, **attributes)

    def forecast_diamond(self, x: float, y: float, r: float) -> None:
        """A hatched diamond on a ground of the page, so that what lies below does not shine through."""
        self.diamond(x, y, r, "under")
        self.diamond(x, y, r, "fc", fill=self.hatch())

    def forecast_bar(self, x: float, y: float, width: float, height: float) -> None:
        self.rect(x, y, width, height, "under")
        self.rect(x, y, width, height, "fc", fill=self.hatch())

    def text(self, x: float, y: float, words: object, classes: str = "", **attributes: object) -> ET.Element:
        """A line of text with its baseline at y."""
        attributes = {"fill": INK, "font_size": SIZE} | attributes
        plain = {name: value for name, value in attributes.items() if name.replace("_", "-") not in look(classes)}
        element = self._element(self.root, "text", classes, {"x": x, "y": y, **plain})
        element.text = clean(words)
        return element

    def ground(self, x: float, y: float, words: str, classes: str = "under", *, size: float = SMALL) -> None:
        """A piece of the ground below words that begin at x, for lines to pass behind; it also works on paper."""
        self.rect(x - 1, y - 0.85 * size, text_width(words, size) + 1, 1.1 * size, classes)

    def runs(self, x: float, y: float, parts: Sequence[tuple[str, str]], classes: str = "") -> ET.Element:
        """A line of text made of (words, classes) parts."""
        element = self.text(x, y, "", classes)
        for position, (words, part_classes) in enumerate(parts):
            self.add("tspan", part_classes, inside=element).text = clean(words if position == 0 else f" {words}")
        return element

    def arrow(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        classes: str,
        r0: float,
        r1: float,
        *,
        bow: float = 0,
    ) -> None:
        """A line with a head from a mark of radius r0 to one of radius r1; nothing when the marks touch.

        `bow` bends the line sideways by that share of its length, so that it does not seem to end at a mark between.
        """
        length = math.dist(start, end)
        if length <= r0 + r1 + 2:
            return
        over = bent(start, end, bow)
        tail, tip = _toward(start, over, r0 + 1), _toward(end, over, r1 + 2)
        base = _toward(tip, over, 8)
        if length - r0 - r1 > 12:
            curve = f"Q{_pair(over)} {_pair(base)}" if bow else f"L{_pair(base)}"
            self.path(f"M{_pair(tail)}{curve}", classes)
        self.path(arrowhead(over, tip, 8, 4.5), "arr")

    def hatch(self) -> str:
        """The fill of a forecast; the pattern belongs to this drawing, so that it also works alone in a file."""
        name = f"{self.key}-h"
        if not self._hatched:
            self._hatched = True
            defs = ET.Element("defs")
            lines = ET.SubElement(
                defs,
                "pattern",
                {
                    "id": name,
                    "width": "5",
                    "height": "5",
                    "patternUnits": "userSpaceOnUse",
                    "patternTransform": "rotate(45)",
                },
            )
            ET.SubElement(lines, "path", {"class": "hz", "d": "M0 0V5"} | look("hz"))
            after_words = sum(1 for child in self.root if child.tag in ("title", "desc"))
            self.root.insert(after_words, defs)
        return f"url(#{name})"

    def tooltip(self, element: ET.Element, words: str) -> None:
        """A title on one mark; the same words stand in the table beside the chart."""
        first = ET.Element("title")
        first.text = clean(words)
        element.insert(0, first)

    def __str__(self) -> str:
        return ET.tostring(self.root, encoding="unicode")

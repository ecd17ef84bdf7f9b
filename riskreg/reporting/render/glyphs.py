"""Which characters the fonts of a PDF can draw: what they cannot is replaced, for PDF/A refuses a missing glyph."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from riskreg.vocabulary.turning import visible

FONTS = Path(__file__).resolve().parent / "fonts"
MISSING = "\u25a1"  # a hollow box, as readers expect for a character that cannot be shown


@cache
def covered() -> frozenset[int]:
    """Code points of the regular font, from its cmap table (OpenType, formats 4 and 12)."""
    content = (FONTS / "SourceSans3-Regular.ttf").read_bytes()
    count = struct.unpack_from(">H", content, 4)[0]
    records = (struct.unpack_from(">4sLLL", content, 12 + 16 * place) for place in range(count))
    start = next(offset for tag, _sum, offset, _length in records if tag == b"cmap")
    found: set[int] = set()
    for place in range(struct.unpack_from(">H", content, start + 2)[0]):
        offset = start + struct.unpack_from(">HHL", content, start + 4 + 8 * place)[2]
        kind = struct.unpack_from(">H", content, offset)[0]
        if kind == 4:
            found |= _segments(content, offset)
        elif kind == 12:
            found |= _groups(content, offset)
    return frozenset(found)


def _segments(content: bytes, offset: int) -> set[int]:
    count = struct.unpack_from(">H", content, offset + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", content, offset + 14)
    starts = struct.unpack_from(f">{count}H", content, offset + 16 + 2 * count)
    pairs = zip(starts, ends, strict=True)
    return {code for first, last in pairs if first != 0xFFFF for code in range(first, last + 1)}


def _groups(content: bytes, offset: int) -> set[int]:
    count = struct.unpack_from(">L", content, offset + 12)[0]
    groups = (struct.unpack_from(">LLL", content, offset + 16 + 12 * place) for place in range(count))
    return {code for first, last, _glyph in groups for code in range(first, last + 1)}


def drawable(text: str) -> str:
    """The text in composed form; line ends stay, what turns its direction is shown, other control and format
    characters go, the rest becomes a box."""
    known = covered()
    kept = []
    for char in unicodedata.normalize("NFC", visible(text)):
        # A font may hold format characters too, such as the byte order mark; nothing of them is to be seen.
        if char not in "\n\t" and unicodedata.category(char)[0] == "C":
            continue
        kept.append(char if char in "\n\t" or ord(char) in known else MISSING)
    return "".join(kept)


def every(value: Any) -> Any:
    """The same for every text within plain objects, drawings included."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {name: every(one) for name, one in value.items()}
    return [every(one) for one in value] if isinstance(value, list | tuple) else value

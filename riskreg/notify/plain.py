"""What every mail is made of: text as one harmless line, an address, a named record."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.conf import settings

# Characters of one text in a mail.
LONGEST = 600
_SPACES = re.compile(r"\s+")
# Signs that turn the direction of what follows, or hide in it.
_TURNING = frozenset("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def one_line(text: object, longest: int = LONGEST) -> str:
    """The text as one line that cannot end a header, turn the direction of a line, or fill a mail."""
    plain = "".join(
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in str(text) if sign not in _TURNING
    )
    plain = _SPACES.sub(" ", plain).strip()
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"


def link(path: str) -> str:
    """The address of a page, as a mail needs it."""
    return f"{settings.SITE_URL}{path}"


@dataclass(frozen=True)
class Item:
    """A record in a mail: its code, title, page, and words on it. What is confidential goes by its code."""

    code: str
    title: str
    url: str
    words: str = ""

"""What a mail tells, before it has a form: a sentence, records, a link; and who wants which."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from riskreg.access import confidential_behind
from riskreg.notify.readers import Reader
from riskreg.reporting import links
from riskreg.reporting.document import Report

# Records that a mail lists; the rest is a number and a link.
MOST_ITEMS = 20
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


def item(record: Any, noun: str, words: object = "") -> Item:
    """The record as a mail may name it. A mail leaves the building: no title, no words of what is confidential."""
    if confidential_behind(record):
        return Item(record.code, _("confidential: look in the register"), _page(noun, record.code))
    title = getattr(record, "title", "") or getattr(record, "name", "")
    return Item(record.code, one_line(title, 200), _page(noun, record.code), one_line(words))


def _page(noun: str, code: str) -> str:
    folder = {**links.PAGES, "measure": "measures"}[noun]
    return link(f"/{folder}/{code}/")


@dataclass(frozen=True)
class PageFigure:
    label: str
    value: str
    words: str


@dataclass(frozen=True)
class OnePage:
    """The report on one page: its headline, its other sentences, its four figures, in its own language."""

    headline: str
    sentences: tuple[str, ...]
    figures: tuple[PageFigure, ...]
    language: str


def one_page(report: Report) -> OnePage:
    figures = (
        PageFigure(one_line(one.label), _of(one.figure.value, one.total), one_line(one.words)) for one in report.figures
    )
    sentences = tuple(one_line(words) for words in report.sentences)
    return OnePage(one_line(report.headline), sentences, tuple(figures), report.language)


def _of(value: object, total: object) -> str:
    return str(value) if total is None else f"{value} / {total}"


@dataclass(frozen=True)
class Notice:
    """One mail: subject, sentence, records, what to do next. `more` records are not listed."""

    subject: str
    lead: str
    items: Sequence[Item] = ()
    more: int = 0
    # Words that somebody wrote to the reader.
    quote: str = ""
    page: OnePage | None = None
    # Where to go, and the words of the link.
    url: str = ""
    button: str = ""


@dataclass(frozen=True)
class Wanted:
    """A mail that somebody is to get: made once for its key; `tell` gives None where there is nothing to tell."""

    kind: str
    about: str
    reader: Reader
    tell: Callable[[], Notice | None]

    @property
    def key(self) -> str:
        return f"{self.kind} {self.about}"[:130] + f" user:{self.reader.user.pk}"


def listed(items: Iterable[Item]) -> tuple[tuple[Item, ...], int]:
    """As many as a mail lists, and how many more there are."""
    every = tuple(items)
    return every[:MOST_ITEMS], max(len(every) - MOST_ITEMS, 0)

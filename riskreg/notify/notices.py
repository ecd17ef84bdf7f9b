"""What a mail tells, before it has a form: a sentence, records, a link; and who wants which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import confidential_behind
from riskreg.notify.one_page import OnePage
from riskreg.notify.plain import Item, link, one_line
from riskreg.notify.readers import Reader
from riskreg.reporting import links
from riskreg.reporting.render.table import marked

# Records that a mail lists; the rest is a number and a link.
MOST_ITEMS = 20


def item(record: Any, noun: str, words: object = "") -> Item:
    """The record as a mail may name it. A mail leaves the building: no title, no words of what is confidential."""
    if confidential_behind(record):
        return Item(record.code, _("confidential: look in the register"), _page(noun, record.code))
    title = getattr(record, "title", "") or getattr(record, "name", "")
    return Item(record.code, marked(one_line(title, 200), record.basis), _page(noun, record.code), one_line(words))


def _page(noun: str, code: str) -> str:
    folder = {**links.PAGES, "measure": "measures"}[noun]
    return link(f"/{folder}/{code}/")


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

"""What a list shows as a file: `?format=csv`, `xlsx` or `json` on the list's own address, whatever the list is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskreg.reporting.render.listed import FORMATS, Listed, Named, Value
from riskreg.reporting.render.table import Day
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary.choices import Basis, Right
from riskreg.vocabulary.errors import BadInput

# More rows than these are for the command line; so many are joined at a time.
MOST, AT_A_TIME = 50_000, 1_000
NAMES = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}


@dataclass(frozen=True)
class Part:
    """A column of a file: its name in JSON, its words, and the plain value that a row gives it."""

    key: str
    label: Any
    value: Callable[[Any], Value]


# --- the request and its answer
def format_of(request: HttpRequest) -> str:
    """The format that the address asks for, blank for the page. Raises BadInput for one that there is not."""
    name = request.GET.get("format", "")
    if name and name not in FORMATS:
        raise BadInput(
            _("There is no format “%(name)s”; there is: %(formats)s")
            % {"name": name[:20], "formats": ", ".join(FORMATS)},
            code="format",
        )
    return name


def links(address: Any) -> list[tuple[str, str]]:
    """Words and address of each format of what an address shows."""
    return [(words, address.with_(format=name)) for name, words in NAMES.items()]


def refuse_too_many(rows: int, most: int, words: str) -> None:
    """Raises BadInput with the words, which hold %(most)s, when there are more rows than one file takes."""
    if rows > most:
        raise BadInput(words % {"most": show.number(most)}, code="export")


def answer(listed: Listed, name: str) -> HttpResponse:
    """The file, to be kept; no cache holds it."""
    make, kind = FORMATS[name]
    safe = "".join(sign if (sign.isascii() and sign.isalnum()) or sign in "-." else "_" for sign in listed.stem)
    headers = {"Content-Disposition": f'attachment; filename="{safe}.{name}"', "Cache-Control": "no-store"}
    return HttpResponse(make(listed), content_type=kind, headers=headers)


def about(
    request: HttpRequest, title: str, filters: Iterable[str], *, rows: int, more: Sequence[tuple[Named, Value]] = ()
) -> list[tuple[Named, Value]]:
    """What a file says of itself: which list, of which day, narrowed by what, made when and by whom, how many rows."""
    rights = ", ".join(str(Right(right).label) for right in sorted(request.actor.rights))
    return [
        (Named("list", _("List")), title),
        (Named("as_of", _("As of")), request.register.on),
        *more,
        (Named("filters", _("Filters")), "; ".join(filters) or _("none")),
        (Named("made_at", _("Made")), timezone.now()),
        (Named("made_by", _("Made by")), request.actor.name),
        (Named("acting_as", _("Acting as")), rights),
        (Named("rows", _("Rows")), rows),
    ]


def flat(
    request: HttpRequest, title: str, parts: Sequence[Part], rows: Iterable[Any], *,
    filters: Iterable[str] = (), more: Sequence[tuple[Named, Value]] = (),
) -> Listed:  # fmt: skip
    """A file of rows that the page holds already, named after the page and the day looked at."""
    told = [[part.value(row) for part in parts] for row in rows]
    return Listed(
        stem=f"{request.resolver_match.url_name.replace('_', '-')}-{request.register.on.isoformat()}",
        title=title,
        about=about(request, title, filters, rows=len(told), more=more),
        columns=[Named(part.key, str(part.label)) for part in parts],
        rows=told,
    )


def day_links(request: HttpRequest) -> list[tuple[str, str]]:
    """The formats of a page whose address holds nothing but the day."""
    return [(words, request.day.link(request.path, format=name)) for name, words in NAMES.items()]


def chunks(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The rows in lists of that size, so that no more are held at once."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some


# --- from a cell of the page to a plain value
def plain(cell: Any) -> Value:
    """The value of a cell of the page: a number or day as it is, markup as its words.

    A cell that is one time element is a day or a moment; what only decorates is left out, and so is a mere dash.
    """
    if cell is None or isinstance(cell, int | float | Decimal | date | Day):
        return cell
    if not isinstance(cell, SafeString):
        text = str(cell).strip()
        return None if text == show.NONE else text
    reader = _Words()
    reader.feed(cell)
    reader.close()
    text = "; ".join(words for part in "".join(reader.pieces).split("\n") if (words := " ".join(part.split())))
    if reader.moment and text == reader.moment_words:
        return reader.moment
    return None if text == show.NONE else text


class _Words(HTMLParser):
    """The words of our own markup, a new line for what the page sets below or beside; drawings and decoration not."""

    BREAKS = frozenset(("br", "li", "div", "p", "del"))
    VOID = frozenset(("br", "path", "rect", "circle", "line", "polygon", "polyline"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        # Of each open element: its name, whether it is left out, and whether a line ends with it.
        self.open: list[tuple[str, bool, bool]] = []
        self.moment: Value = None
        self.moment_words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        breaks = tag in self.BREAKS or "sub" in (told.get("class") or "").split()
        if breaks:
            self.pieces.append("\n")
        if tag in self.VOID:
            return
        inside = bool(self.open) and self.open[-1][1]
        self.open.append((tag, inside or tag == "svg" or told.get("aria-hidden") == "true", breaks))
        if tag == "time":
            self.moment = _moment(told.get("datetime") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID or not self.open:
            return
        if self.open.pop()[2]:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1]:
            return
        self.pieces.append(data)
        if self.open and self.open[-1][0] == "time":
            self.moment_words = " ".join(data.split())


def _moment(text: str) -> Value:
    """A whole day or a moment; None for what is less precise."""
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None


# --- parts that many lists have
def yes(value: object) -> str:
    return _("yes") if value else ""


def day(on: date | None, precision: str = "day") -> Value:
    """A day as precisely as it is known; None where there is none."""
    return None if on is None else Day(on, precision or "day")


def basis_words(code: str | None) -> str:
    """As the page marks it: illustrative, derived, or nothing."""
    return str(Basis(code).label) if code in (Basis.ILLUSTRATIVE, Basis.DERIVED) else ""


def named(*more: Part) -> tuple[Part, ...]:
    """What the cell of a record holds: its code, its name, more, and its marks."""
    return (
        Part("code", gettext_lazy("Code"), lambda row: row.code),
        Part("name", gettext_lazy("Name"), lambda row: getattr(row, "title", "") or getattr(row, "name", "")),
        *more,
        Part("basis", gettext_lazy("Basis"), lambda row: basis_words(row.basis)),
        Part("withdrawn", gettext_lazy("Withdrawn"), lambda row: yes(row.withdrawn)),
    )

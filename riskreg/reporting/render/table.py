"""One table of a report: its columns, its cells, and the words that several tables share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.reporting.document import Change, Ref
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import dates, scoring
from riskreg.vocabulary.choices import Band, MilestoneState, MilestoneStatus
from riskreg.vocabulary.periods import Month


@dataclass(frozen=True)
class Day:
    """A day as precisely as it is known; only a whole day is a date to a spreadsheet."""

    on: date
    precision: str = "day"

    @property
    def is_exact(self) -> bool:
        return self.precision in ("", "day")

    def __str__(self) -> str:
        return dates.show(self.on, self.precision or "day")


Cell = str | int | Decimal | Day | None
# Kinds of columns: a code, a text, a long text, a number, a day.
CODE, TEXT, LONG, NUMBER, DAY = "code", "text", "long", "number", "day"


@dataclass(frozen=True)
class Column:
    label: str
    kind: str = TEXT


@dataclass(frozen=True)
class Table:
    """`sheet` is its short name, at most 31 characters; `empty` says that there are no rows."""

    key: str
    title: str
    sheet: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""


def day(on: date | None, precision: str = "day") -> Day | None:
    return None if on is None else Day(on, precision or "day")


def record() -> tuple[Column, Column]:
    return Column(_("Code"), CODE), Column(_("Name"), LONG)


def marked(words: str, basis: str) -> str:
    """Words of a figure, with the mark of one that is illustrative."""
    return _("%(title)s (example)") % {"title": words} if basis == "illustrative" else words


def title(ref: Ref) -> str:
    """Its name, with the mark of an illustrative record: what is said of it is no statement of fact."""
    return marked(ref.title, ref.basis)


def why_words(item: Change) -> str:
    """Why a date moved, by whom and when, with the mark of an illustrative line; blank where nothing tells."""
    return marked(item.why.words, item.why.basis) if item.why else ""


def named(ref: Ref | None) -> tuple[Cell, Cell]:
    return (ref.code, title(ref)) if ref else (None, None)


def passed(*, target: bool = False, forecast: bool = False) -> str:
    """Which day has passed without being met, in words; blank for none."""
    words = {(True, False): _("target passed"), (False, True): _("forecast passed")}
    return words.get((target, forecast), _("target and forecast passed") if target and forecast else "")


def month_words(month: Month) -> str:
    return dates.short_month(month.first)


def ended_words(kind: str) -> str:
    return show.ended_word(kind)


def state_words(state: str | None) -> str:
    """The word of a milestone's or plan's state."""
    return str(capfirst(str(MilestoneState(state).label))) if state else _("not approved")


def band_words(place: tuple[int, int] | None) -> str:
    code = scoring.band(*place) if place else None
    return str(capfirst(str(Band(code).label))) if code else _("not assessed")


def status_words(status: str) -> str:
    return str(capfirst(str(MilestoneStatus(status).label)))

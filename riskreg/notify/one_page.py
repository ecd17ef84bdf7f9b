"""The report on one page, for the mails that it is ready and that it is sealed, in the report's own language.

An edition holds nothing confidential, so that all who get it get the same page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from riskreg.notify.plain import Item, link, one_line
from riskreg.reporting.document import Report
from riskreg.reporting.document_base import Ref
from riskreg.reporting.render.table import marked
from riskreg.vocabulary import dates

# Rows of one list; the rest is a number.
MOST_ROWS = 5


@dataclass(frozen=True)
class PageFigure:
    label: str
    value: str
    words: str


@dataclass(frozen=True)
class PageList:
    """What asks for a director's attention under one heading; `more` rows are not listed."""

    heading: str
    items: tuple[Item, ...]
    more: int


@dataclass(frozen=True)
class OnePage:
    """Headline, other sentences, the four figures, what is newly wrong, and the lists that ask for something."""

    headline: str
    sentences: tuple[str, ...]
    figures: tuple[PageFigure, ...]
    new_exceptions: str
    exceptions: tuple[str, ...]
    lists: tuple[PageList, ...]
    language: str


def one_page(report: Report) -> OnePage:
    with override(report.language or None):
        return OnePage(
            one_line(report.headline),
            tuple(one_line(words) for words in report.sentences),
            tuple(
                PageFigure(one_line(one.label), _of(one.figure.value, one.total), one_line(one.words))
                for one in report.figures
            ),
            _("New exceptions"),
            tuple(one_line(one.sentence) for one in report.since.exceptions),
            tuple(_lists(report)),
            report.language,
        )


def _lists(report: Report) -> Iterator[PageList]:
    """Decisions, promises, and what slips next: those that have rows."""
    asked = [
        _item(row.record, _("by %(day)s") % {"day": dates.show(row.needed_by)} if row.needed_by else "")
        for row in report.decisions.asked
    ]
    promised = [
        _item(
            row.record,
            _("promised %(due)s, now reaches %(reach)s")
            % {"due": dates.show(row.due, row.due_precision), "reach": dates.show(row.reach, row.reach_precision)},
        )
        for row in report.commitments.to_report
        if row.reported_on is None
    ]
    slipping = [_item(row.record, "; ".join(row.words)) for row in report.plans.next]
    for heading, items in (
        (_("Decisions asked"), asked),
        (_("To be reported now"), promised),
        (_("What slips next"), slipping),
    ):
        if items:
            yield _list(heading, items)


def _list(heading: str, items: Iterable[Item]) -> PageList:
    every = tuple(items)
    return PageList(heading, every[:MOST_ROWS], max(len(every) - MOST_ROWS, 0))


def _item(record: Ref, words: str) -> Item:
    return Item(record.code, marked(one_line(record.title, 200), record.basis), link(record.path), one_line(words))


def _of(value: object, total: object) -> str:
    return str(value) if total is None else f"{value} / {total}"

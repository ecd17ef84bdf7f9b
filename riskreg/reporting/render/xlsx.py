"""The report as a spreadsheet: a sheet a table, real numbers and dates, no cell a formula, the same bytes each time."""

from __future__ import annotations

import io
from datetime import UTC
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from riskreg.reporting.document import Report
from riskreg.reporting.render import edition, tables
from riskreg.reporting.render.archive import clean, fixed
from riskreg.reporting.render.table import CODE, DAY, LONG, NUMBER, Cell, Day, Table

WIDTHS = {CODE: 12, DAY: 13, NUMBER: 11, LONG: 48}
LONGEST = 32_767  # characters in a cell of a spreadsheet


def file(report: Report, printed: edition.Printed | None = None) -> bytes:
    """In the language of the report. Formulas and addresses are not made of text, so that nothing runs on opening."""
    import xlsxwriter

    kept = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with override(report.language), xlsxwriter.Workbook(kept, options) as book:
        at = edition.made_at(report)
        book.set_properties(
            {
                "title": edition.title(report),
                "author": clean(report.organisation),
                "comments": edition.mark_words(report, printed),
                "created": at.astimezone(UTC).replace(tzinfo=None),
            }
        )
        look = _Look(book)
        _cover(book, look, report, printed)
        for table in tables.of(report):
            _sheet(book, look, table)
    return fixed(kept.getvalue(), at)


class _Look:
    """The formats of the cells."""

    def __init__(self, book: Any) -> None:
        plain = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        self.title = book.add_format({**plain, "bold": True, "font_size": 16, "text_wrap": True})
        self.head = book.add_format(
            {**plain, "bold": True, "font_color": "#FFFFFF", "bg_color": "#17345F", "text_wrap": True}
        )
        self.text = book.add_format({**plain, "text_wrap": True})
        self.day = book.add_format({**plain, "num_format": "yyyy-mm-dd", "align": "left"})
        self.number = book.add_format({**plain, "num_format": "General"})
        self.muted = book.add_format({**plain, "font_color": "#4D5B6B", "text_wrap": True})


def _cover(book: Any, look: _Look, report: Report, printed: edition.Printed | None) -> None:
    """The first sheet: what the file is, the headline, and what the other sheets hold."""
    sheet = book.add_worksheet(sheet_name(_("Summary")))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 110)
    written = [
        (edition.title(report), look.title),
        (report.organisation, look.text),
        (edition.mark_words(report, printed), look.text),
        (edition.example_words(), look.muted),
        *((line, look.muted) for line in (*edition.steps(report), *edition.lines(printed))),
        ("", look.text),
        (report.headline, look.title),
        *((sentence, look.text) for sentence in report.sentences),
        *((sentence, look.text) for sentence in (report.told.sentences if report.told else ())),
    ]
    for place, (words, form) in enumerate(written):
        sheet.write_string(place, 0, clean(words)[:LONGEST], form)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def sheet_name(words: str) -> str:
    """Without the characters that a sheet's name may not hold, at most 31."""
    return "".join(" " if char in "[]:*?/\\" else char for char in words)[:31].strip("'")


def _sheet(book: Any, look: _Look, table: Table) -> None:
    sheet = book.add_worksheet(sheet_name(table.sheet))
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, WIDTHS.get(column.kind, 18))
        sheet.write_string(0, place, clean(column.label), look.head)
    for number, row in enumerate(table.rows, start=1):
        for place, value in enumerate(row):
            _write(sheet, look, number, place, value)
    if not table.rows:
        sheet.write_string(1, 0, clean(table.empty), look.muted)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write(sheet: Any, look: _Look, row: int, place: int, value: Cell) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Day):
        if value.is_exact:
            sheet.write_datetime(row, place, value.on, look.day)
        else:
            sheet.write_string(row, place, str(value), look.text)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, place, value, look.number)
    else:
        sheet.write_string(row, place, clean(value)[:LONGEST], look.text)

"""A list as a file: what it is, then its rows, the same in CSV, XLSX and JSON; no cell is a formula."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from riskreg.reporting.render import csv
from riskreg.reporting.render.archive import clean
from riskreg.reporting.render.table import Day
from riskreg.reporting.render.xlsx import LONGEST, sheet_name
from riskreg.vocabulary.periods import REGISTER_ZONE

Value = str | int | float | Decimal | date | datetime | Day | None
# In a spreadsheet: the widest column and how many rows are looked at to find a width, in characters.
WIDEST, LOOKED_AT = 60, 200
# A spreadsheet's calendar begins here; an earlier day is a text.
FIRST_YEAR = 1900


@dataclass(frozen=True)
class Named:
    """A column, or one thing that is said of the file: its name in JSON, the same in every language, and its words."""

    key: str
    label: str


@dataclass(frozen=True)
class Listed:
    """A list as it is written once: `about` says what it is, `rows` are read once and may be an iterator.

    `stem` is the file's name without its ending. `document`, where there is one, is what JSON holds instead of the
    columns and rows, for lists that are not flat.
    """

    stem: str
    title: str
    about: Sequence[tuple[Named, Value]]
    columns: Sequence[Named]
    rows: Iterable[Sequence[Value]]
    document: Mapping[str, Any] | None = None


def as_csv(listed: Listed) -> bytes:
    """UTF-8 with its mark, RFC 4180: every line has as many fields.

    The first lines say what it is and begin with "#", which readers of CSV take for a remark (W3C, Model for Tabular
    Data, section 8); then the names of the columns, then the rows.
    """
    width = max(len(listed.columns), 2)

    def line(values: Iterable[Any]) -> list[Any]:
        told = [_text(value) for value in values]
        return told + [""] * (width - len(told))

    lines = [line((f"# {name.label}", value)) for name, value in listed.about]
    lines.append(line(column.label for column in listed.columns))
    first, *more = lines
    return csv.dumps(first, [*more, *(line(row) for row in listed.rows)])


def as_json(listed: Listed) -> bytes:
    """What it is, the words of the columns, and an object a row; days and moments as ISO 8601, numbers as numbers."""
    told: dict[str, Any] = {"about": {name.key: _plain(value) for name, value in listed.about}}
    if listed.document is not None:
        told |= listed.document
    else:
        told["columns"] = {column.key: column.label for column in listed.columns}
        keys = [column.key for column in listed.columns]
        told["rows"] = [dict(zip(keys, (_plain(value) for value in row), strict=True)) for row in listed.rows]
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def as_xlsx(listed: Listed) -> bytes:
    """A sheet of rows and one that says what they are; real days and numbers, every text a text.

    A row at a time: xlsxwriter keeps one row in memory.
    """
    import xlsxwriter

    kept = io.BytesIO()
    options = {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True,
    }  # fmt: skip
    with xlsxwriter.Workbook(kept, options) as book:
        plain = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        look = {
            "head": book.add_format({**plain, "bold": True, "font_color": "#FFFFFF", "bg_color": "#17345F"}),
            "text": book.add_format({**plain, "text_wrap": True}),
            "day": book.add_format({**plain, "num_format": "yyyy-mm-dd", "align": "left"}),
            "moment": book.add_format({**plain, "num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
            "number": book.add_format(plain),
        }
        _rows(book.add_worksheet(sheet_name(listed.title)), look, listed)
        sheet = book.add_worksheet(sheet_name(_("About this file")))
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, WIDEST)
        for number, (name, value) in enumerate(listed.about):
            sheet.write_string(number, 0, clean(name.label), look["head"])
            _cell(sheet, look, number, 1, value)
    return kept.getvalue()


# ending -> how it is made, and its type
FORMATS: dict[str, tuple[Callable[[Listed], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (as_json, "application/json"),
}


def _rows(sheet: Any, look: dict[str, Any], listed: Listed) -> None:
    for place, column in enumerate(listed.columns):
        sheet.write_string(0, place, clean(column.label), look["head"])
    widths, last = [len(column.label) + 3 for column in listed.columns], 0
    for last, row in enumerate(listed.rows, start=1):
        for place, value in enumerate(row):
            _cell(sheet, look, last, place, value)
            if last <= LOOKED_AT:
                widths[place] = max(widths[place], min(len(str(_text(value))) + 2, WIDEST))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(widths) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _cell(sheet: Any, look: dict[str, Any], row: int, place: int, value: Value) -> None:
    value = value.on if isinstance(value, Day) and value.is_exact else value
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        local = localtime(value, REGISTER_ZONE) if is_aware(value) else value
        sheet.write_datetime(row, place, local.replace(tzinfo=None), look["moment"])
    elif isinstance(value, date) and value.year >= FIRST_YEAR:
        sheet.write_datetime(row, place, value, look["day"])
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, place, value, look["number"])
    else:
        sheet.write_string(row, place, clean(_text(value))[:LONGEST], look["text"])


def _plain(value: Value) -> Any:
    """As JSON knows it: a day that is not exact in words, a decimal as the number it is."""
    if isinstance(value, Day):
        return value.on.isoformat() if value.is_exact else str(value)
    if isinstance(value, datetime):
        return (localtime(value, REGISTER_ZONE) if is_aware(value) else value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if value is None or isinstance(value, int | float) else str(value)


def _text(value: Value) -> Any:
    """The same for a line of text, where a decimal keeps its digits but no zeros behind them."""
    return value.normalize() if isinstance(value, Decimal) else _plain(value)

"""Reading the days that people type and printing dates with their precision."""

import re
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from riskreg.vocabulary.choices import Precision
from riskreg.vocabulary.periods import Month

_ISO = re.compile(r"^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$")
_AHEAD = re.compile(r"^([+-])\s?([0-9]{1,4})$")
_QUARTER = re.compile(r"^(?:[QK]([1-4])[ -]?([0-9]{4})|([0-9]{4})[ -]?[QK]([1-4]))$", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"^(?:([0-9]{4})-([0-9]{1,2})|([0-9]{1,2})-([0-9]{4}))$")
_PERIOD = re.compile(r"([0-9]{4})-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12]))")
_DUTCH = re.compile(r"^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})$")


def parse_day(text: str) -> date:
    """Read 2027-02-05 or 5-2-2027. Raises ValueError naming the text when it is not a day that exists."""
    text = text.strip()
    if match := _ISO.match(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DUTCH.match(text):
        day, month, year = (int(part) for part in match.groups())
    elif any(sign.isdigit() and not sign.isascii() for sign in text):
        raise ValueError(_("“%(text)s” holds digits of another script; write a day as 5-2-2027") % {"text": text[:40]})
    else:
        raise ValueError(_("“%(text)s” is not a day; write 5-2-2027 or 2027-02-05") % {"text": text[:40]})
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(_("“%(text)s” does not exist in the calendar") % {"text": text[:40]}) from None


def parse_promise(text: str, known: date | None = None) -> tuple[date, str]:
    """Read a day and how precise it is: 5-2-2027, +14 (days after the known one), 2-2027, Q1 2027, 2027, ~5-2-2027.

    A month, quarter or year means its last day. Raises ValueError naming the text, or that there is no known day.
    """
    text = text.strip()
    if match := _AHEAD.match(text):
        if known is None:
            raise ValueError(_("“%(text)s” counts from the forecast, and there is none; write a day") % {"text": text})
        days = int(match[2]) * (-1 if match[1] == "-" else 1)
        return known + timedelta(days=days), Precision.DAY.value
    if match := _QUARTER.match(text):
        quarter, year = int(match[1] or match[4]), int(match[2] or match[3])
        return Month(year, quarter * 3).last, Precision.QUARTER.value
    if match := _YEAR_MONTH.match(text):
        number, year = int(match[2] or match[3]), int(match[1] or match[4])
        if 1 <= number <= 12:
            return Month(year, number).last, Precision.MONTH.value
    if re.fullmatch(r"[0-9]{4}", text):
        return date(int(text), 12, 31), Precision.YEAR.value
    if text.startswith("~"):
        return parse_day(text[1:]), Precision.APPROXIMATE.value
    return parse_day(text), Precision.DAY.value


def write_promise(on: date | None, precision: str) -> str:
    """The same as a person types it; blank for none."""
    if on is None:
        return ""
    if precision == Precision.QUARTER:
        return f"Q{(on.month + 2) // 3} {on.year}"
    if precision == Precision.MONTH:
        return f"{on:%m-%Y}"
    if precision == Precision.YEAR:
        return f"{on.year}"
    return f"~{on:%d-%m-%Y}" if precision == Precision.APPROXIMATE else f"{on:%d-%m-%Y}"


def short_month(on: date) -> str:
    """The month of an axis: Oct 2026, okt 2026."""
    return date_format(on, pgettext("month, see Django's date formats", "M Y"))


def axis_month(on: date) -> str:
    """The same where room is short: Oct 26, okt 26."""
    return date_format(on, pgettext("month on an axis, see Django's date formats", "M y"))


def month_name(month: Month | str) -> str:
    """Its name with the year, as a sentence begins with it: November 2026."""
    return str(capfirst(month_within(month)))


def month_within(month: Month | str) -> str:
    """The same within a sentence: november 2026 in Dutch."""
    of = Month.parse(month) if isinstance(month, str) else month
    return str(date_format(of.first, "F Y"))


def period_within(code: str) -> str:
    """The period of an indicator within a sentence: October 2026, Q4 2026, first half of 2026; others as written."""
    match = _PERIOD.fullmatch(code)
    if not match:
        return code
    year = int(match[1])
    if match[4]:
        half = _("first half of %(year)d") if match[4] == "1" else _("second half of %(year)d")
        return half % {"year": year}
    if match[3]:
        return show(Month(year, int(match[3]) * 3).last, Precision.QUARTER)
    return month_within(Month(year, int(match[2])))


def period_form(code: str) -> str:
    """How the period of an indicator is written: 2026-10 and 2025-01 alike, 2025 not."""
    return re.sub(r"[0-9]", "0", code)


def month_alone(on: date) -> str:
    """Its name in short: Oct, okt."""
    return date_format(on, pgettext("month alone, see Django's date formats", "M"))


def show(on: date | None, precision: str = Precision.DAY) -> str:
    """A date as its precision allows: 31 Oct 2026, October 2026, Q4 2026, 2026, around October 2026."""
    if on is None or precision in (Precision.UNKNOWN, Precision.UNDATED):
        return _("date unknown")
    if precision == Precision.MONTH:
        return date_format(on, "F Y")
    if precision == Precision.QUARTER:
        return _("Q%(quarter)d %(year)d") % {"quarter": (on.month + 2) // 3, "year": on.year}
    if precision == Precision.YEAR:
        return str(on.year)
    if precision == Precision.APPROXIMATE:
        return _("around %(month)s") % {"month": date_format(on, "F Y")}
    return date_format(on, pgettext("date, see Django's date formats", "j M Y"))

"""Reading the days that people type and printing dates with their precision."""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from riskreg.vocabulary.choices import Precision

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DUTCH = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")


def parse_day(text: str) -> date:
    """Read 2027-02-05 or 5-2-2027. Raises ValueError naming the text when it is not a day that exists."""
    text = text.strip()
    if match := _ISO.match(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DUTCH.match(text):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise ValueError(_("“%(text)s” is not a day; write 5-2-2027 or 2027-02-05") % {"text": text[:40]})
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(_("“%(text)s” does not exist in the calendar") % {"text": text[:40]}) from None


def short_month(on: date) -> str:
    """The month of an axis: Oct 2026, okt 2026."""
    return date_format(on, pgettext("month, see Django's date formats", "M Y"))


def axis_month(on: date) -> str:
    """The same where room is short: Oct 26, okt 26."""
    return date_format(on, pgettext("month on an axis, see Django's date formats", "M y"))


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

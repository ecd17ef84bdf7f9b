"""The mails about what somebody owes in a month: opened, due soon, overdue, asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.insight.due import Due, Said
from riskreg.models import ReportingPeriod
from riskreg.notify.notices import MOST_ITEMS, Notice, item
from riskreg.notify.plain import Item, link
from riskreg.notify.readers import Reader
from riskreg.vocabulary import dates
from riskreg.vocabulary.periods import Month

Tell = Callable[[], Notice | None]


def name_of(month: Month) -> str:
    """November 2026."""
    return date_format(month.first, "F Y")


def sheet(month: Month) -> str:
    return link(f"/updates/{month}/")


def _words(one: Due) -> str:
    return _("came back with a question") if one.said == Said.IN_QUESTION else ""


def _items(owed: list[Due]) -> tuple[Item, ...]:
    return tuple(item(one.record, one.noun, _words(one)) for one in owed[:MOST_ITEMS])


def counted(owed: list[Due]) -> str:
    """3 milestones, 1 risk and 2 indicators."""
    count = Counter(one.noun for one in owed)
    words = {
        "milestone": ngettext("%(count)d milestone", "%(count)d milestones", count["milestone"]),
        "risk": ngettext("%(count)d risk", "%(count)d risks", count["risk"]),
        "measure": ngettext("%(count)d measure", "%(count)d measures", count["measure"]),
        "indicator": ngettext("%(count)d indicator", "%(count)d indicators", count["indicator"]),
    }
    return get_text_list([text % {"count": count[noun]} for noun, text in words.items() if count[noun]], _("and"))


def _notice(reader: Reader, period: ReportingPeriod, subject: str, lead: str) -> Notice | None:
    month = Month.parse(period.code)
    owed = reader.due(month) if reader.may_submit else []
    if not owed:
        return None
    told = {"month": name_of(month), "items": counted(owed), "day": dates.show(period.due)}
    more = max(len(owed) - MOST_ITEMS, 0)
    return Notice(subject % told, lead % told, _items(owed), more, url=sheet(month), button=_("Fill in the sheet"))


def opened(reader: Reader, period: ReportingPeriod) -> Tell:
    return lambda: _notice(
        reader,
        period,
        _("%(month)s is open: your updates are due on %(day)s"),
        _("%(month)s is open for updates. We ask you for %(items)s, by %(day)s."),
    )


def due_soon(reader: Reader, period: ReportingPeriod) -> Tell:
    return lambda: _notice(
        reader,
        period,
        _("Updates of %(month)s are due on %(day)s"),
        _("For %(month)s your word is still awaited on %(items)s. It is due on %(day)s."),
    )


def overdue(reader: Reader, period: ReportingPeriod) -> Tell:
    return lambda: _notice(
        reader,
        period,
        _("Updates of %(month)s were due on %(day)s"),
        _("For %(month)s your word is still awaited on %(items)s. It was due on %(day)s."),
    )


def chased(reader: Reader, month: Month, who: str) -> Tell:
    """Who asked stands in it, so that the reader knows whom to answer."""

    def tell() -> Notice | None:
        owed = reader.due(month)
        told = {"month": name_of(month), "items": counted(owed), "who": who}
        if owed:
            lead = _("%(who)s asks for your updates of %(month)s: %(items)s.") % told
        else:
            lead = _("%(who)s asked for your updates of %(month)s; nothing of yours is waiting any more.") % told
        subject = _("%(who)s asks for your updates of %(month)s") % told
        more = max(len(owed) - MOST_ITEMS, 0)
        return Notice(subject, lead, _items(owed), more, url=sheet(month), button=_("Fill in the sheet"))

    return tell

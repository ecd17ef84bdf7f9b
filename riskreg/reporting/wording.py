"""Numbers and days in the sentences of a report."""

from __future__ import annotations

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from riskreg.vocabulary import dates


def spelled(number: int) -> str:
    """A number up to twelve in words, a larger one in digits."""
    words = (
        pgettext("number", "none"),
        pgettext("number", "one"),
        pgettext("number", "two"),
        pgettext("number", "three"),
        pgettext("number", "four"),
        pgettext("number", "five"),
        pgettext("number", "six"),
        pgettext("number", "seven"),
        pgettext("number", "eight"),
        pgettext("number", "nine"),
        pgettext("number", "ten"),
        pgettext("number", "eleven"),
        pgettext("number", "twelve"),
    )
    return words[number] if 0 <= number < len(words) else str(number)


def days_words(days: int) -> str:
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def sentence(words: str) -> str:
    """A sentence begins with a capital, also where it begins with a number in words; Dutch writes Eén, not Één."""
    return str(capfirst(words)).replace("Één", "Eén")


def shown(on: date | None, precision: str = "day") -> str:
    return dates.show(on, precision or "day")


def why_words(reason: str, role: str, on: date) -> str:
    """Why a date moved, who said so and when: "“Two vacancies”, owner, 30 Sep 2026"; no reason is left out."""
    said = f"“{reason}”" if reason else ""
    return ", ".join(part for part in (said, role, shown(on)) if part)


def moved_words(old: date | None, new: date | None, old_precision: str = "day", new_precision: str = "day") -> str:
    """How a date moved: "from 31 Dec 2026 to 31 Mar 2027, 90 days later"."""
    ends = {"old": shown(old, old_precision), "new": shown(new, new_precision)}
    if old is None or new is None:
        return _("from %(old)s to %(new)s") % ends
    days = (new - old).days
    if days < 0:
        words = ngettext(
            "from %(old)s to %(new)s, %(days)d day earlier", "from %(old)s to %(new)s, %(days)d days earlier", -days
        )
    else:
        words = ngettext(
            "from %(old)s to %(new)s, %(days)d day later", "from %(old)s to %(new)s, %(days)d days later", days
        )
    return words % {**ends, "days": abs(days)}

"""What each audit year said of a finding: one letter, one level and words for the strip and the grid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from riskreg.vocabulary.choices import RoundOutcome

RESOLVED = frozenset((RoundOutcome.SOLVED, RoundOutcome.VERIFIED, RoundOutcome.CLOSED))
# Ratings that are no shortcoming, whatever their place on the scale.
CLEAN = frozenset(("goedkeurend",))
# Ratings that warn: the lightest of a scale, and what the norm scale calls a signal or an improvement needed.
WARNS = frozenset(("aandachtspunt", "licht", "gemiddeld", "met_beperkingen", "signaal", "verbetering"))


@dataclass(frozen=True)
class YearRating:
    """`level` is 3 bad, 2 warning, 0 resolved, blank for none; `last` is the year's last round, None without one."""

    year: int
    letter: str
    level: str
    words: str
    source: Any = ""
    last: Any = None


def year_rating(year: int, rounds: Iterable[Any], levels: Mapping[int, Any]) -> YearRating:
    """The last round of the audit year (facts/RULES.md 11), its rating found in `levels` by id."""
    given = [one for one in rounds if one.audit_year == year]
    if not given:
        return YearRating(year, "–", "", _("not raised"))
    last = given[-1]
    level = levels.get(last.rating_id)
    resolved = last.outcome in RESOLVED
    if level is None:
        words = _("%(outcome)s, no rating given") % {"outcome": RoundOutcome(last.outcome).label}
        return YearRating(year, "✓" if resolved else "•", "0" if resolved else "", words, last=last)
    letter = "".join(part[0] for part in level.key.split("_")).upper()
    if resolved or level.key in CLEAN:
        tone = "0"
    elif level.severity is None:
        tone = ""
    else:
        tone = "2" if level.severity == 1 or level.key in WARNS else "3"
    return YearRating(year, letter, tone, level.name, last=last)


def latest_years(rounds: Iterable[Any], count: int = 3) -> list[int]:
    """The newest audit years up to the last one of any of these rounds, oldest first."""
    last = max((one.audit_year for one in rounds if one.audit_year is not None), default=None)
    return list(range(last - count + 1, last + 1)) if last is not None else []


def all_years(rounds: Iterable[Any]) -> list[int]:
    """Every audit year from the first round to the last, those without a round included."""
    known = [one.audit_year for one in rounds if one.audit_year is not None]
    return list(range(min(known), max(known) + 1)) if known else []

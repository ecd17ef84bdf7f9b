"""One person with a sheet open in several windows: what a window typed is joined with what others kept, row by row."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

Row = dict[str, str]

# Of a row as it travels: no text of a person's, and another one whenever the record is.
_VERSION = "rev"
_DIGITS = 10


def rows_of(typed: Mapping[str, str]) -> dict[str, Row]:
    """The fields of each code."""
    rows: dict[str, Row] = {}
    for name, value in typed.items():
        code, dash, _field = name.rpartition("-")
        if dash:
            rows.setdefault(code, {})[name] = value
    return rows


def print_of(row: Mapping[str, str]) -> str:
    """Digits that tell whether two rows say the same; blanks and how lines are broken say nothing."""
    said = sorted((name, " ".join(value.split())) for name, value in row.items() if not name.endswith(f"-{_VERSION}"))
    return hashlib.sha256(repr([one for one in said if one[1]]).encode()).hexdigest()[:_DIGITS]


def written(prints: Mapping[str, str]) -> str:
    """As the page carries it: the rows of the draft that it shows, each with its print."""
    return " ".join(f"{code}:{digits}" for code, digits in prints.items())


def read(text: str) -> dict[str, str]:
    """What `written` wrote; anything else in it is passed over."""
    return dict(re.findall(rf"(\S+):([0-9a-f]{{{_DIGITS}}})(?:\s|$)", text))


@dataclass
class Joined:
    """The draft after one window was heard; `others` and `twice` are codes of rows typed in another window since."""

    rows: dict[str, Row] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    @property
    def typed(self) -> Row:
        return {name: value for row in self.rows.values() for name, value in row.items()}


def join(kept: Mapping[str, str], mine: Mapping[str, Row], shown: Mapping[str, str], here: Collection[str]) -> Joined:
    """`mine` are the rows in which this window has something typed, `shown` what it last had of the draft.

    A row that this window did not change since stands as it was kept, or is gone with it; one that both changed is this
    window's; one that this window emptied goes. Words for items that are not `here` stay: the page only shows them.
    """
    before, joined = rows_of(kept), Joined()
    for code, row in before.items():
        if code in mine:
            continue
        if code not in shown:
            joined.others.append(code)
        elif code in here:
            continue
        joined.rows[code] = row
    for code, row in mine.items():
        stands, own = before.get(code), print_of(row)
        if shown.get(code) != own:
            joined.rows[code] = dict(row)
            if stands is not None and print_of(stands) not in (own, shown.get(code)):
                joined.twice.append(code)
        elif stands is not None:
            joined.rows[code] = stands
    return joined


def without(kept: Mapping[str, str], mine: Mapping[str, Row], shown: Mapping[str, str]) -> Row:
    """What is left of a draft after `mine` were submitted: rows of other windows.

    One that this window only showed stays too where another window typed on in it.
    """
    left = Joined()
    for code, row in rows_of(kept).items():
        is_older = code in mine and shown.get(code) == print_of(mine[code]) != print_of(row)
        if is_older or (code not in mine and code not in shown):
            left.rows[code] = row
    return left.typed

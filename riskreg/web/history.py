"""Acts and their versions as the pages of the history show them: who, when, which records, old to new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.filters.history import ChangesFilter
from riskreg.history import explore, versions
from riskreg.history.explore import Changes, Key, Wanted
from riskreg.history.versions import Version
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary.periods import day_of
from riskreg.web.day import ViewDay
from riskreg.web.links import PAGES
from riskreg.web.lists import Address, Chip

# An act shows so many of its records, and says how many more there are; alone on its page it shows more.
SHOWN, SHOWN_ALONE = 25, 500
# A version with more changes than this folds them.
OPEN = 6


@dataclass(frozen=True)
class Line:
    """One version of an act, with the page on which its record stands."""

    version: Version
    url: str
    label: str

    @property
    def is_folded(self) -> bool:
        return len(self.version.changes) > OPEN


@dataclass(frozen=True)
class Act:
    """All versions of one request, newest first; `more` of them are not shown."""

    on: date
    when: datetime | None
    title: str
    who: str
    role: str
    reason: str
    lines: list[Line]
    more: int
    url: str

    @property
    def recorded_at(self) -> datetime | None:
        """When loaded history was typed into the register."""
        return self.lines[0].version.recorded_at if self.when is None else None

    @property
    def closed(self) -> str:
        return next((line.version.closed for line in self.lines if line.version.closed), "")

    @property
    def entries(self) -> str:
        numbers = [line.version.number for line in self.lines]
        first, last = show.number(min(numbers)), show.number(max(numbers))
        return first if first == last else f"{first}{show.NONE}{last}"


@dataclass(frozen=True)
class Day:
    """The acts of one day; `url` is the register as it stood at its end."""

    on: date
    url: str
    acts: list[Act]


def asked(request: HttpRequest) -> tuple[ChangesFilter, Changes | None]:
    """The filter of the address, and the changes it leaves; None when it cannot be read, and the form says why.

    One query when a record is asked for.
    """
    chosen = ChangesFilter(request.GET, kinds=explore.kinds(request.register))
    if not chosen.is_valid():
        return chosen, None
    wanted = chosen.wanted
    changes = Changes(request.register, Wanted(**{**wanted, "late": bool(wanted.get("late"))}))
    if wanted.get("record") and not changes.records:
        chosen.refuse_record(wanted["record"], only_own=changes.own is not None)
        return chosen, None
    return chosen, changes


def address(request: HttpRequest, path: str, *more: str) -> Address:
    """A page of the history with the filter of this one."""
    names = (*ChangesFilter.base_filters, "as_of", "compare", *more)
    return Address(path, {name: request.GET[name] for name in names if request.GET.get(name)})


def chips(chosen: ChangesFilter, here: Address) -> list[Chip]:
    """What is asked, in words, each with the address without it."""
    listed = []
    for name, value in chosen.wanted.items():
        words = _flat(chosen, name).get(str(value), value)
        if isinstance(value, date):
            words = show.date_precise(value)
        label = str(chosen.filters[name].label)
        listed.append(Chip(label if name == "request" else f"{label}: {words}", here.with_(**{name: None})))
    return listed


def _flat(chosen: ChangesFilter, name: str) -> dict[str, str]:
    """Value -> words of a field's choices; of those in groups the group too."""
    flat: dict[str, str] = {}
    for value, words in getattr(chosen.form.fields[name], "choices", ()):
        if isinstance(words, list | tuple):
            flat |= {str(inner): f"{value}, {text}" for inner, text in words}
        else:
            flat[str(value)] = str(words)
    return flat


def read(request: HttpRequest, wanted: Iterable[tuple[type[Any], Any]]) -> dict[Any, Version]:
    """The versions in words; reading what is confidential is noted."""
    found = versions.read(request.register, wanted)
    if found:
        request.confidential_read.update(versions.confidential_in(found.values()))
    return found


def days(request: HttpRequest, acts: Sequence[Sequence[Key]]) -> list[Day]:
    """The acts of a page under their days."""
    most = SHOWN_ALONE if request.GET.get("request") else SHOWN
    found = read(request, ((key.kind, key.version) for act in acts for key in act[:most]))
    grouped: list[Day] = []
    for act in acts:
        on = day_of(act[0].at)
        if not grouped or grouped[-1].on != on:
            grouped.append(Day(on, f"{reverse('home')}?as_of={on.isoformat()}", []))
        shown = [found[key.version] for key in act[:most]]
        grouped[-1].acts.append(_act(request.day, on, shown, len(act) - len(shown)))
    return grouped


def _act(day: ViewDay, on: date, shown: list[Version], more: int) -> Act:
    first = shown[0]
    reasons = list(dict.fromkeys(version.reason for version in shown if version.reason))
    titles = list(dict.fromkeys(version.act_label for version in shown))
    alone = {"request": first.request, "since": on.isoformat(), "until": on.isoformat()}
    return Act(
        on=on,
        when=first.when,
        title=capfirst(", ".join(titles)),
        who=first.who,
        role=first.role,
        reason="\n".join(reasons),
        lines=[line(day, version) for version in shown],
        more=more,
        url=day.link(reverse("history"), **alone) if more else "",
    )


def line(day: ViewDay, version: Version) -> Line:
    parent = version.belongs_to
    own = _page(day, version.kind, version.code)
    return Line(
        version=version,
        url=own or (_page(day, parent[0], parent[1]) if parent else ""),
        label=version.name or (parent[2] if parent and not own else ""),
    )


def _page(day: ViewDay, kind: type[Any], code: str) -> str:
    name = PAGES.get(str(kind._meta.model_name), "")
    if name:
        return day.link(reverse(name, args=[code]))
    return ""


def late_words(version: Version) -> str:
    """Why a version is late, or blank."""
    if version.is_loaded:
        return _("loaded")
    return _("after the cut-off of %(month)s") % {"month": version.closed} if version.closed else ""

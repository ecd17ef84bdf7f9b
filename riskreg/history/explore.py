"""Every change in the register, newest first, of one reader and one filter: found by one statement over all kinds."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext as _

from riskreg import models
from riskreg.access import visible_to
from riskreg.history.own import TOLD_WITH, narrowed, own
from riskreg.history.register import Register
from riskreg.integrity.tables import tracked_models
from riskreg.models.base import Record
from riskreg.querysets.base import Place
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import BadInput
from riskreg.vocabulary.periods import end_of_day

ACTS_A_PAGE = 50
# How many versions are looked at for a page; more only when its acts are that large.
_ROUNDS = (300, 3_000, 30_000)
# Of accounts, rights, access lists and settings only who checks or keeps them sees the changes.
OF_ACCOUNTS: tuple[type[Any], ...] = (
    models.User, models.RoleAssignment, models.ConfidentialAccess, models.Setting,
)  # fmt: skip
_SEES_ACCOUNTS = frozenset((Right.AUDITOR, Right.ADMINISTRATOR))
_CURSOR = re.compile(r"([0-9]{20})-([0-9]{1,18})")


@dataclass(frozen=True)
class Wanted:
    """What the reader asked for; blank is all.

    `record` is a code: that record with its lines and links. `request` is one act. `late` is what was recorded after
    the cut-off of the month that it concerns, or loaded.
    """

    who: str = ""
    kind: str = ""
    record: str = ""
    act: str = ""
    since: date | None = None
    until: date | None = None
    late: bool = False
    request: str = ""


@dataclass(frozen=True)
class Key:
    """One version, not read yet; `number` is its entry in the log."""

    kind: type[Any]
    version: UUID
    at: datetime
    number: int
    request: str


@dataclass(frozen=True)
class Page:
    """The versions of up to 50 acts, newest first, and where the pages beside it begin; blank on the last and first."""

    acts: list[list[Key]]
    older: str
    newer: str = ""


def kinds(register: Register) -> list[type[Any]]:
    """The kinds of record whose changes the reader may see at all."""
    actor = register.actor
    sees_accounts = actor.is_operator or bool(actor.rights & _SEES_ACCOUNTS)
    return [kind for kind in tracked_models() if sees_accounts or kind not in OF_ACCOUNTS]


class Changes:
    """The versions that one filter leaves, of what the reader may see, up to the register's moment."""

    def __init__(self, register: Register, wanted: Wanted) -> None:
        self.register, self.wanted = register, wanted
        # An owner reads of what they own, others of all that they may see.
        self.own = own(register.actor)
        self.kinds = [kind for kind in kinds(register) if wanted.kind in ("", kind._meta.model_name)]

    @cached_property
    def records(self) -> list[tuple[type[Any], int]]:
        """What the asked code is the code of; nothing for an absent and for a hidden record alike.

        One query, one more for an owner.
        """
        codes = {self.wanted.record, self.wanted.record.upper()}
        parts = [
            visible_to(self.register.actor, rows).order_by().annotate(list=Value(number)).values_list("list", "id")
            for number, kind in self._numbered
            if issubclass(kind, Record)
            and (rows := narrowed(kind.objects.filter(code__in=codes), self.own, kind)) is not None
        ]
        every = dict(self._numbered)
        return [(every[number], key) for number, key in parts[0].union(*parts[1:], all=True)] if parts else []

    @property
    def _numbered(self) -> list[tuple[int, type[Any]]]:
        return list(enumerate(kinds(self.register)))

    # --- what is asked of each kind
    def of(self, kind: type[Any]) -> Any | None:
        """The kind's versions, in no order; None when none can be meant."""
        wanted, rows = self.wanted, narrowed(kind.versions().order_by(), self.own, kind)
        if rows is None:
            return None
        rows = visible_to(self.register.actor, rows)
        if self.register.moment is not None:
            rows = rows.filter(history_date__lt=self.register.moment)
        if wanted.since is not None:
            rows = rows.filter(history_date__gte=end_of_day(wanted.since - timedelta(days=1)))
        if wanted.until is not None:
            rows = rows.filter(history_date__lt=end_of_day(wanted.until))
        if wanted.who:
            rows = rows.filter(actor_name__icontains=wanted.who)
        if wanted.act:
            rows = rows.filter(act=wanted.act)
        if wanted.request:
            rows = rows.filter(request_id=wanted.request)
        if wanted.late:
            rows = rows.filter(Q(recorded_at__gt=F("history_date")) | Q(Exists(_closed_before())))
        if wanted.record:
            belongs = self._belonging(kind)
            return rows.filter(belongs) if belongs else None
        return rows

    def _belonging(self, kind: type[Any]) -> Q:
        """That a version is of the asked record, or of a line or link of it."""
        found = Q()
        relations = [field for field in kind._meta.fields if field.is_relation and field.name not in ("head", "source")]
        live = kind._base_manager.order_by()
        for asked, key in self.records:
            if kind is asked:
                found |= Q(id=key)
            if issubclass(kind, TOLD_WITH):
                for field in relations:
                    if field.related_model is asked:
                        found |= Q(id__in=live.filter(**{field.attname: key}).values("id"))
        if self.records and any(field.name == "about" for field in kind._meta.fields):
            codes = {self.wanted.record, self.wanted.record.upper()}
            found |= Q(id__in=live.filter(about__in=codes).values("id"))
        return found

    # --- all kinds in one statement
    def keys(self, most: int, before: str = "", after: str = "") -> list[Key]:
        """The newest versions, at most so many, older than a cursor; newest first. One query.

        Or the oldest of those newer than a cursor, oldest first.
        """
        parts = [self._nearest(number, kind, most, before, after) for number, kind in enumerate(self.kinds)]
        asked = [part for part in parts if part is not None]
        if not asked:
            return []
        rows = asked[0].union(*asked[1:], all=True).order_by(*_order(after))[:most]
        return [Key(self.kinds[number], version, at, entry, request) for number, version, at, entry, request in rows]

    def _nearest(self, number: int, kind: type[Any], most: int, before: str, after: str) -> Any | None:
        rows = self.of(kind)
        if rows is None:
            return None
        placed = rows.annotate(entry_number=entry_number())
        if before and not after:
            at, entry = _read(before)
            placed = placed.filter(history_date__lte=at).filter(Q(history_date__lt=at) | Q(entry_number__lt=entry))
        if after:
            at, entry = _read(after)
            placed = placed.filter(history_date__gte=at).filter(Q(history_date__gt=at) | Q(entry_number__gt=entry))
        newest = placed.order_by(*_order(after))[:most].values(at_place=Place("history_id"))
        found = kind.versions().order_by().filter(history_id__seek=newest)
        return found.annotate(list=Value(number), entry_number=entry_number()).values_list(
            "list", "history_id", "history_date", "entry_number", "request_id"
        )

    def page(self, before: str = "", after: str = "") -> Page:
        """Fifty acts older than one cursor, or newer than another; all versions of a request and moment together.

        One query, more only for very large acts. Raises BadInput for a cursor that no page gave.
        """
        if after:
            return self._newer(after)
        acts: list[list[Key]] = []
        for most in _ROUNDS:
            keys = self.keys(most, before)
            acts = _together(keys)
            if len(keys) < most or len(acts) > ACTS_A_PAGE:
                break
        else:
            # An act of more versions than any page holds goes on where this page ends.
            if len(acts) <= ACTS_A_PAGE:
                return Page(acts, _written(acts[-1][-1]), _written(acts[0][0]) if before else "")
        shown = acts[:ACTS_A_PAGE]
        newer = _written(shown[0][0]) if before and shown else ""
        return Page(shown, _written(shown[-1][-1]) if len(acts) > ACTS_A_PAGE else "", newer)

    def _newer(self, after: str) -> Page:
        """The fifty acts before a page; when there are no more than these, the newest page of all."""
        acts: list[list[Key]] = []
        for most in _ROUNDS:
            keys = self.keys(most, after=after)
            acts = _together(keys)
            if len(acts) > ACTS_A_PAGE:
                break
            if len(keys) < most:
                return self.page()
        shown = [act[::-1] for act in acts[:ACTS_A_PAGE]][::-1]
        return Page(shown, _written(shown[-1][-1]), _written(shown[0][0]))

    def every(self) -> Iterator[tuple[type[Any], UUID]]:
        """Every version of the filter, in no order, one at a time. One query."""
        parts = [
            rows.annotate(list=Value(number)).values_list("list", "history_id")
            for number, kind in enumerate(self.kinds)
            if (rows := self.of(kind)) is not None
        ]
        if parts:
            for number, version in parts[0].union(*parts[1:], all=True).iterator(chunk_size=10_000):
                yield self.kinds[number], version


def entry_number() -> Subquery:
    """The number of a version's entry in the log."""
    log = models.LedgerEntry.objects.order_by().filter(key=OuterRef("entry_id"))
    return Subquery(log.values("number")[:1])


def _closed_before() -> Any:
    """The month that a version concerns, when its cut-off came before the version was recorded."""
    month = Substr(Cast(OuterRef("applies_to"), TextField()), 1, 7)
    return models.ReportingPeriod.objects.order_by().filter(code=month, cut_off__lt=OuterRef("recorded_at"))


def _order(after: str) -> tuple[str, str]:
    """The order of a walk: to what is older, or to what is newer than a cursor."""
    return ("history_date", "entry_number") if after else ("-history_date", "-entry_number")


def _together(keys: Sequence[Key]) -> list[list[Key]]:
    acts: dict[tuple[datetime, str], list[Key]] = {}
    for key in keys:
        # A version without a request, from outside the services, stands alone.
        acts.setdefault((key.at, key.request or str(key.version)), []).append(key)
    return list(acts.values())


# --- the cursor: the last version of a page, as text
def _written(key: Key) -> str:
    return f"{key.at.astimezone(UTC):%Y%m%d%H%M%S%f}-{key.number}"


def _read(cursor: str) -> tuple[datetime, int]:
    match = _CURSOR.fullmatch(cursor)
    try:
        if match is None:
            raise ValueError(cursor)
        return datetime.strptime(match[1], "%Y%m%d%H%M%S%f").replace(tzinfo=UTC), int(match[2])
    except ValueError as error:
        raise BadInput(
            _("“%(cursor)s” is not a place in the history; go on from a page of it") % {"cursor": cursor[:40]},
            code="before",
        ) from error


# --- a sample that anybody can draw again
@dataclass(frozen=True)
class Sample:
    """The drawn versions in the order in which they were drawn, and out of how many."""

    drawn: list[tuple[type[Any], UUID]]
    population: int


def draw(changes: Changes, size: int, seed: str) -> Sample:
    """The versions with the lowest SHA-256 of "seed:key", the key as in the log: no order of rows matters.

    Every version has the same chance; a version that comes later changes at most one place of the draw. One query,
    memory for the drawn only.
    """
    population, lead = 0, sha256(f"{seed}:".encode())

    def ranked() -> Iterator[tuple[bytes, int, type[Any], UUID]]:
        nonlocal population
        for kind, version in changes.every():
            population += 1
            whole = lead.copy()
            whole.update(str(version).encode())
            yield whole.digest(), population, kind, version

    lowest = heapq.nsmallest(size, ranked(), key=lambda one: one[:2])
    return Sample([(kind, version) for _digest, _number, kind, version in lowest], population)

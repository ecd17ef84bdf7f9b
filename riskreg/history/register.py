"""The register at a moment: the same words now and on any past day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import F, SmallIntegerField, Value
from django.db.models.functions import Cast

from riskreg import models
from riskreg.access import Actor, visible_to
from riskreg.models.base import Record
from riskreg.vocabulary.periods import day_of, end_of_day

# The short lists that every page names things by: fetched together, once a register.
NAMED: tuple[type[Any], ...] = (models.Role, models.Unit, models.Party, models.RatingLevel)


@dataclass(frozen=True)
class Named:
    """A role, unit, party or rating as it was called; `key` is a rating's own code, `severity` its order."""

    id: int
    code: str
    name: str
    key: str
    severity: int | None
    withdrawn: bool
    basis: str

    @property
    def pk(self) -> int:
        return self.id

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@dataclass(frozen=True)
class Register:
    """What the register shows one reader at one moment.

    `moment` is None for now; `on` is the day by which lateness is judged. Relations are joined as-of set to as-of
    set by id, so that a past plan has the owner and the risk the title of that day.
    """

    actor: Actor
    on: date
    moment: datetime | None = None

    @classmethod
    def now(cls, actor: Actor, on: date) -> Register:
        """The register as it stands, lateness judged on the day."""
        return cls(actor, on)

    @classmethod
    def as_of(cls, actor: Actor, on: date, moment: datetime | None = None) -> Register:
        """The register at the end of a day, or just before a moment; lateness judged on the day."""
        return cls(actor, on, moment or end_of_day(on))

    @property
    def is_past(self) -> bool:
        return self.moment is not None

    def of(self, kind: type[Any]) -> Any:
        """Every record of a kind that the reader may see, withdrawn ones included, in order of code or entry."""
        rows = kind.past(self.moment) if self.moment is not None else kind.objects.all()
        return visible_to(self.actor, rows).order_by("code" if issubclass(kind, Record) else "id")

    def standing(self, kind: type[Any]) -> Any:
        """The same without withdrawn records."""
        return self.of(kind).standing()

    def attach(self, rows: Iterable[Any], *names: str) -> list[Any]:
        """Give every row its related records of the same moment: one query a kind of record, one for all short lists.

        A relation that the reader may not see becomes None.
        """
        listed = list(rows)
        if not listed:
            return listed
        kind = getattr(type(listed[0]), "instance_type", type(listed[0]))
        wanted: dict[type[Any], set[int]] = defaultdict(set)
        for name in names:
            related = kind._meta.get_field(name).related_model
            wanted[related] |= {key for row in listed if (key := getattr(row, f"{name}_id")) is not None}
        found = {related: self._by_id(related, keys) for related, keys in wanted.items() if keys}
        for name in names:
            field = kind._meta.get_field(name)
            for row in listed:
                value = found.get(field.related_model, {}).get(getattr(row, f"{name}_id"))
                if self.is_past:
                    setattr(row, name, value)
                else:
                    field.set_cached_value(row, value)
        return listed

    def _by_id(self, kind: type[Any], keys: set[int]) -> dict[int, Any]:
        return self.directory[kind] if kind in NAMED else {row.id: row for row in self.of(kind).ids(keys)}

    def get(self, kind: type[Any], code: str) -> Any | None:
        """One record by its code, or None when it is absent or hidden: the two look the same."""
        if "\x00" in code:
            # No code holds a NUL, and PostgreSQL refuses to be asked for one.
            return None
        return self.of(kind).coded(code).first()

    def ties(self, bond: type[Any], here: str, there: str, ids: Iterable[int]) -> dict[int, list[Any]]:
        """Record id -> the records at the other end of its standing bonds, in order of code. Two queries."""
        rows = self.standing(bond).filter(**{f"{here}_id__in": set(ids)})
        grouped: dict[int, list[Any]] = defaultdict(list)
        for row in self.attach(rows, there):
            other = getattr(row, there)
            if other is not None and not other.withdrawn:
                grouped[getattr(row, f"{here}_id")].append(other)
        for others in grouped.values():
            others.sort(key=lambda other: other.code)
        return dict(grouped)

    def lines(self, entry: type[Any], here: str, ids: Iterable[int]) -> dict[int, list[Any]]:
        """Record id -> the standing lines of one of its append-only lists, oldest first."""
        grouped: dict[int, list[Any]] = defaultdict(list)
        for row in self.standing(entry).filter(**{f"{here}_id__in": set(ids)}).order_by("id"):
            grouped[getattr(row, f"{here}_id")].append(row)
        return dict(grouped)

    @cached_property
    def directory(self) -> dict[type[Any], dict[int, Named]]:
        """Every role, unit, party and rating of the moment by id, withdrawn ones included. One statement for all."""
        parts = [self._named(kind, number) for number, kind in enumerate(NAMED)]
        listed: dict[type[Any], dict[int, Named]] = {kind: {} for kind in NAMED}
        for number, key, *columns in parts[0].union(*parts[1:], all=True):
            listed[NAMED[number]][key] = Named(key, *columns)
        return listed

    def _named(self, kind: type[Any], number: int) -> Any:
        is_level = kind is models.RatingLevel
        word: Any = F("key") if is_level else Value("")
        # Cast: PostgreSQL takes the NULL of two lists for text, which no third list's number fits.
        order: Any = F("severity") if is_level else Cast(Value(None), SmallIntegerField())
        return (
            self.of(kind)
            .order_by()
            .annotate(list=Value(number), word=word, order=order)
            .values_list("list", "id", "code", "name", "word", "order", "withdrawn", "basis")
        )

    @cached_property
    def begins_on(self) -> date | None:
        """The day of the register's first event; None while it is empty."""
        first: Sequence[Any] = models.Unit.versions().values_list("history_date", flat=True)[:1]
        return next((day_of(moment) for moment in first), None)

    # the nouns, so that pages and reports read as sentences
    @property
    def risks(self) -> Any:
        return self.of(models.Risk)

    @property
    def measures(self) -> Any:
        return self.of(models.Measure)

    @property
    def findings(self) -> Any:
        return self.of(models.Finding)

    @property
    def plans(self) -> Any:
        return self.of(models.Plan)

    @property
    def milestones(self) -> Any:
        return self.of(models.Milestone)

    @property
    def indicators(self) -> Any:
        return self.of(models.Indicator)

    @property
    def commitments(self) -> Any:
        return self.of(models.Commitment)

    @property
    def decisions(self) -> Any:
        return self.of(models.Decision)

    @property
    def cycles(self) -> Any:
        return self.of(models.AssessmentCycle)

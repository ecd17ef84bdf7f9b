"""The register at both ends of a month, each kind of record read in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from django.db import models as columns
from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject

from riskreg.access import visible_to
from riskreg.history.register import Register
from riskreg.models import (
    Commitment,
    CommitmentLink,
    Decision,
    Finding,
    FindingPlan,
    FindingRating,
    FindingSender,
    Milestone,
    Party,
    Plan,
    RatingLevel,
    Risk,
    Role,
    Unit,
)

By = Mapping[str, Any]
# The acts on findings that a month follows, whatever came after them in the same month (facts/RULES.md 30).
FOLLOWED = ("finding.report_solved", "finding.confirm")
DECISION = (
    "code", "title", "about", "state", "basis", "asked_on", "needed_by", "taken_on", "taken_by_id", "asked_by_id",
    "outcome",
)  # fmt: skip


@dataclass(frozen=True)
class Sides:
    """One kind of record by code, before and after, without withdrawn ones; and the versions of followed acts."""

    before: By
    after: By
    acts: tuple[Any, ...] = ()

    def both(self) -> Iterable[tuple[str, Any, Any]]:
        for code, new in self.after.items():
            if code in self.before:
                yield code, self.before[code], new

    def entered(self, is_it: Any) -> list[str]:
        """Codes that are so after, and were not (or were absent) before."""
        return [c for c, new in self.after.items() if is_it(new) and not (c in self.before and is_it(self.before[c]))]

    @cached_property
    def by_id(self) -> Mapping[int, Any]:
        """The records after, by id."""
        return {row.id: row for row in self.after.values()}


def _standing(side: By) -> By:
    return {code: row for code, row in side.items() if not row.withdrawn}


def gather(**lists: tuple[QuerySet[Any], tuple[str, ...]]) -> dict[str, list[Any]]:
    """Chosen columns of several short lists in one statement: name -> rows, in order of their first column.

    For what is short by nature (names, links, rounds): a row travels as JSON. Dates come as dates.
    """
    parts = [
        rows.order_by().annotate(gathered=JSONObject(**{name: name for name in names})).values_list(
            Value(key), "gathered"
        )
        for key, (rows, names) in lists.items()
    ]  # fmt: skip
    readers = {
        key: [name for name in names if isinstance(rows.model._meta.get_field(name), columns.DateField)]
        for key, (rows, names) in lists.items()
    }
    found: dict[str, list[Any]] = {key: [] for key in lists}
    for key, values in parts[0].union(*parts[1:], all=True):
        for name in readers[key]:
            values[name] = date.fromisoformat(values[name]) if values[name] else None
        found[key].append(SimpleNamespace(**values))
    for key, (_rows, names) in lists.items():
        found[key].sort(key=attrgetter(names[0]))
    return found


@dataclass(frozen=True)
class Ends:
    """Two registers of one reader, `start` at a moment, `end` at a later one or now.

    A record that the reader may not see at the end is absent at both ends.
    """

    start: Register
    end: Register
    _moment: datetime = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.start.moment is None:
            raise ValueError("a month starts at a moment, not now")
        object.__setattr__(self, "_moment", self.start.moment)

    def between(self, versions: Any) -> Any:
        """Of these versions the ones written between the two moments."""
        versions = versions.filter(history_date__gte=self._moment)
        return versions if self.end.moment is None else versions.filter(history_date__lt=self.end.moment)

    def _sides(self, kind: type[Any], acts: tuple[str, ...] = ()) -> Sides:
        rows = kind.PAST(kind.history.model).at_ends(self._moment, self.end.moment)
        if acts:
            rows = rows | self.between(kind.versions().order_by().filter(act__in=acts))
        before, after, followed = {}, {}, []
        for row in visible_to(self.end.actor, rows).order_by("code", "history_date", "rev"):
            after[row.code] = row
            if row.history_date < self._moment:
                before[row.code] = row
            elif row.act in acts:
                followed.append(row)
        return Sides(_standing(before), _standing(after), tuple(followed))

    @cached_property
    def risks(self) -> Sides:
        return self._sides(Risk)

    @cached_property
    def findings(self) -> Sides:
        return self._sides(Finding, FOLLOWED)

    @cached_property
    def plans(self) -> Sides:
        return self._sides(Plan)

    @cached_property
    def milestones(self) -> Sides:
        return self._sides(Milestone)

    @cached_property
    def commitments(self) -> Sides:
        return self._sides(Commitment)

    @cached_property
    def lists(self) -> dict[str, list[Any]]:
        """The short lists a month needs beside the five kinds, as they stand at the end, in one statement.

        `rated`: the audit rounds of the month, openings left out; `decided`: what was decided at the start already.
        """
        end, named = self.end, ("id", "code", "name")
        link = ("id", "commitment_id", "finding_id", "plan_id", "milestone_id")
        rounds = ("id", "finding_id", "audit_year", "rating_id", "outcome", "opening")
        return gather(
            rated=(self.between(FindingRating.versions()).filter(rev=1, opening=False), rounds),
            rounds=(end.standing(FindingRating), rounds),
            levels=(end.of(RatingLevel), ("id", "scale_id", "key", "name", "severity")),
            senders=(end.standing(FindingSender), ("id", "finding_id", "party_id", "unit_id")),
            finding_plans=(end.standing(FindingPlan), ("id", "finding_id", "plan_id")),
            links=(end.standing(CommitmentLink), link),
            links_before=(self.start.standing(CommitmentLink), link),
            parties=(end.of(Party), named),
            units=(end.of(Unit), named),
            roles=(end.of(Role), named),
            decisions=(end.standing(Decision), DECISION),
            decided=(self.start.decisions.taken(), ("code",)),
        )

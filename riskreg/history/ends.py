"""The register at both ends of a month, each kind of record read in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Case, Value, When

from riskreg.access import visible_to
from riskreg.history.gathered import gather
from riskreg.history.register import Register
from riskreg.models import (
    Baseline,
    Commitment,
    CommitmentLink,
    CommitmentReport,
    CommitmentReschedule,
    Decision,
    Finding,
    FindingPlan,
    FindingRating,
    FindingSender,
    FindingTarget,
    Indicator,
    Milestone,
    MilestoneForecast,
    Party,
    Plan,
    RatingLevel,
    Risk,
    RiskAcceptance,
    Role,
    Unit,
)
from riskreg.vocabulary.choices import TargetKind

By = Mapping[str, Any]
# The acts on findings that a month follows, whatever came after them in the same month (facts/RULES.md 30).
FOLLOWED = ("finding.report_solved", "finding.confirm")
# What a month looks at, kind by kind, beside LOOKED_AT of every kind; all else stays in the database. Whole objects of
# every record at both ends took ten times as long as reading these.
LOOKED_AT = ("id", "code", "title", "basis", "withdrawn")
COLUMNS: dict[type[Any], tuple[str, ...]] = {
    Risk: (
        "state", "top_risk", "likelihood", "impact", "target_likelihood", "target_impact", "appetite", "basis_by_field",
    ),
    Finding: ("act", "state", "kind", "target", "target_precision", "first_target", "opened_on", "ended_on"),
    Plan: ("status", "baseline", "first_finish", "approved_on", "owner_id"),
    Milestone: (
        "plan_id", "status", "percent", "weight", "first_baseline", "baseline", "forecast", "forecast_precision",
        "actual", "confidence", "blocked_reason", "basis_by_field",
    ),
    Commitment: ("kind", "status", "due", "due_precision", "first_due"),
}  # fmt: skip
DECISION = (
    "code", "title", "about", "state", "basis", "asked_on", "needed_by", "taken_on", "taken_by_id", "asked_by_id",
    "outcome", "verdict",
)  # fmt: skip


# Of a line that moved a date: why, the roles of who said it, and how that is known.
SAID = ("reason", "actor_role", "basis")
INDICATOR = (
    "code", "title", "basis", "period", "actual", "green", "red", "direction", "measure_unit",
)  # fmt: skip


@dataclass(frozen=True)
class Sides:
    """One kind of record by code, before and after, without withdrawn ones; and the versions of followed acts."""

    before: By
    after: By
    acts: tuple[Any, ...] = ()

    @cached_property
    def _changed(self) -> list[tuple[str, Any, Any]]:
        """Code, before (None when absent) and after of what is not the same version at both ends."""
        pairs = ((code, self.before.get(code), new) for code, new in self.after.items())
        return [(code, old, new) for code, old, new in pairs if old is not new]

    @property
    def new(self) -> list[str]:
        """Codes that are there after, and were not before."""
        return [code for code, old, _new in self._changed if old is None]

    def both(self) -> Iterable[tuple[str, Any, Any]]:
        """Code, before and after of what is there at both ends in another version."""
        return ((code, old, new) for code, old, new in self._changed if old is not None)

    def entered(self, is_it: Any) -> list[str]:
        """Codes that are so after, and were not (or were absent) before."""
        return [code for code, old, new in self._changed if is_it(new) and not (old is not None and is_it(old))]

    @cached_property
    def by_id(self) -> Mapping[int, Any]:
        """The records after, by id."""
        return {row.id: row for row in self.after.values()}


def _standing(side: By) -> By:
    return {code: row for code, row in side.items() if not row.withdrawn}


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
        if self.end.moment is not None and self.end.moment < self.start.moment:
            raise ValueError(f"the end, {self.end.moment}, lies before the start, {self.start.moment}")
        object.__setattr__(self, "_moment", self.start.moment)

    def between(self, versions: Any) -> Any:
        """Of these versions the ones written between the two moments."""
        versions = versions.filter(history_date__gte=self._moment)
        return versions if self.end.moment is None else versions.filter(history_date__lt=self.end.moment)

    def _lines(self, kind: type[Any]) -> Any:
        """The lines of an append-only list that were added between the two moments."""
        return self.between(kind.versions()).filter(rev=1)

    def _sides(self, kind: type[Any], acts: tuple[str, ...] = ()) -> Sides:
        also = self.between(kind.versions().filter(act__in=acts)) if acts else None
        rows = kind.PAST(kind.history.model).at_ends(self._moment, self.end.moment, also)
        before, after, followed = {}, {}, []
        was = Case(When(history_date__lt=self._moment, then=Value(1)), default=Value(0))
        rows = visible_to(self.end.actor, rows).annotate(was=was).order_by("code", "history_date", "rev")
        for row in rows.values_list(*LOOKED_AT, *COLUMNS[kind], "was", named=True):
            after[row.code] = row
            if row.was:
                before[row.code] = row
            elif acts and row.act in acts:
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

        `rated`: the audit rounds of the month, openings left out; `decided`: what was decided at the start already;
        `waiting`: what waited for a decision then; `reported`: delays that were reported; `targets` and `dues`: every
        promised day; `promised`: commitments as they were first entered;
        `acceptances` of risks, the latest of each last; `indicators` at both ends; `forecasts`, `retargets`,
        `reschedules` and `baselines`: the promises and forecasts that moved between the ends, with who said why.
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
            reported=(end.standing(CommitmentReport), ("id", "commitment_id", "on", "due", "reach")),
            waiting=(self.start.decisions.asked(), DECISION),
            acceptances=(end.standing(RiskAcceptance), ("id", "risk_id", "until")),
            indicators=(end.standing(Indicator), INDICATOR),
            indicators_before=(self.start.standing(Indicator), INDICATOR),
            targets=(end.standing(FindingTarget), ("id", "finding_id", "target", "precision")),
            dues=(end.standing(CommitmentReschedule), ("id", "commitment_id", "due", "precision")),
            promised=(Commitment.versions().filter(rev=1), ("id", "due", "due_precision")),
            forecasts=(self._lines(MilestoneForecast), ("id", "milestone_id", "on", *SAID)),
            retargets=(
                self._lines(FindingTarget).exclude(kind=TargetKind.INTERIM),
                ("id", "finding_id", "set_on", *SAID),
            ),
            reschedules=(self._lines(CommitmentReschedule), ("id", "commitment_id", "on", *SAID)),
            baselines=(self._lines(Baseline), ("id", "plan_id", "approved_on", "decided_by_id", *SAID)),
        )

"""What one month is judged by: what was claimed in it, the records at its end and its start, and what they touch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.db.models import Min, Value

from riskreg import models
from riskreg.access import visible_to
from riskreg.history.gathered import gather
from riskreg.history.register import Register
from riskreg.insight import due, to_be_reported
from riskreg.services.periods import is_ahead
from riskreg.vocabulary.choices import MilestoneStatus, PeriodState, RiskState
from riskreg.vocabulary.periods import Month, end_of_day

# How many kept months are looked back on: two due periods of what is told each half year.
LOOK_BACK = 12
NAMED = ("id", "code", "title", "owner_id", "withdrawn", "basis")


@dataclass(frozen=True)
class Slip:
    """A forecast that moved in the month (facts/RULES.md 32); days, plus is later; the words of the last move."""

    milestone: Any
    old: date
    new: date
    words: str

    @property
    def days(self) -> int:
        return (self.new - self.old).days


class MonthRows:
    """One month for one reader, everything read at most once.

    `register` is that of the reader's day: words, questions and explanations are read there. Facts are those of the
    month's cut-off once it has one; lateness is judged on the month's last day, or on the reader's day before that.
    """

    def __init__(self, register: Register, month: Month) -> None:
        self.register, self.month = register, month
        self.on = min(register.on, month.last)

    # --- which moments
    @cached_property
    def periods(self) -> Mapping[str, Any]:
        """Every month that somebody opened or that was rebuilt, by its code."""
        known = self.register.standing(models.ReportingPeriod)
        return {row.code: row for row in known if not is_ahead(row)}

    @property
    def period(self) -> Any:
        """The month's own; None when nobody opened it."""
        return self.periods.get(str(self.month))

    @cached_property
    def kept(self) -> list[Any]:
        """The kept months up to this one, the newest first; reconstructed ones are not."""
        codes = sorted((code for code in self.periods if code <= str(self.month)), reverse=True)
        rows = [self.periods[code] for code in codes]
        return [row for row in rows if row.state != PeriodState.RECONSTRUCTED][:LOOK_BACK]

    @property
    def closed(self) -> list[Month]:
        """The kept months of which an update can no longer be on time, the newest first."""
        over = [one for one in self.kept if one.state != PeriodState.OPEN or (one.due and one.due < self.register.on)]
        return [Month.parse(one.code) for one in over]

    @cached_property
    def facts(self) -> Register:
        """The register at the month's cut-off; the reader's own while it has none."""
        cut_off = self.period.cut_off if self.period is not None else None
        moment = self.register.moment
        if cut_off is None or (moment is not None and moment <= cut_off):
            return self.register
        return Register.as_of(self.register.actor, self.on, cut_off)

    @cached_property
    def start(self) -> Register:
        """The register that the month starts from: the cut-off of the month before, else its last instant."""
        before = self.month.previous
        known = self.periods.get(str(before))
        cut_off = known.cut_off if known is not None and known.state != PeriodState.RECONSTRUCTED else None
        return Register.as_of(self.register.actor, before.last, cut_off or end_of_day(before.last))

    # --- what was said
    @cached_property
    def updates(self) -> Mapping[int, dict[int, Any]]:
        """Period id -> milestone id -> its update, of the kept months. One query."""
        found: dict[int, dict[int, Any]] = defaultdict(dict)
        rows = self.facts.standing(models.ProgressUpdate).filter(period_id__in=[one.id for one in self.kept])
        columns = ("id", "code", "milestone_id", "period_id", "kind", "status", "percent", "forecast", "confidence",
                   "note")  # fmt: skip
        for row in rows.values_list(*columns, named=True):
            found[row.period_id][row.milestone_id] = row
        return found

    @cached_property
    def confirmations(self) -> Mapping[int, dict[str, Any]]:
        """Period id -> code -> its confirmation, of the kept months."""
        found: dict[int, dict[str, Any]] = defaultdict(dict)
        for row in self.linked["confirmations"]:
            found[row.period_id][row.about] = row
        return found

    def told(self, period: Any) -> dict[Any, Any]:
        """What was said in a month: updates by milestone id, confirmations by code."""
        if period is None:
            return {}
        return {**self.updates.get(period.id, {}), **self.confirmations.get(period.id, {})}

    @cached_property
    def words(self) -> dict[str, list[Any]]:
        """The month's questions, explanations and words, and what waits for management. One query."""
        now, of_month = self.register, {"period_id": self.period.id if self.period is not None else 0}
        decision = ("code", "id", "title", "about", "asked_on", "needed_by", "basis")
        return gather(
            questions=(
                now.standing(models.UpdateQuestion).filter(**of_month), ("code", "id", "about", "question", "answer")
            ),
            explanations=(now.standing(models.Explanation).filter(**of_month), ("code", "id", "about", "rule", "text")),
            notes=(now.standing(models.PeriodNote).filter(**of_month), ("code", "id", "about", "text")),
            decisions=(now.decisions.asked(), decision),
            acceptances=(
                now.standing(models.RiskAcceptance), ("id", "code", "risk_id", "until", "at_likelihood", "at_impact")
            ),
            reports=(now.standing(models.CommitmentReport), ("id", "commitment_id", "on", "due", "reach")),
            assignments=(
                now.standing(models.RoleAssignment).filter(role_id__isnull=False),
                ("id", "role_id", "right", "starts", "ends"),
            ),
            drafts=(now.standing(models.ReportDraft).filter(**of_month), ("id", "code", "edition", "is_ready")),
        )  # fmt: skip

    @property
    def open_questions(self) -> dict[str, Any]:
        return {row.about: row for row in self.words["questions"] if not row.answer}

    # --- the records
    @cached_property
    def milestones(self) -> Mapping[int, Any]:
        """Every standing milestone by id. One query."""
        return {row.id: row for row in self.facts.milestones.standing()}

    @cached_property
    def linked(self) -> dict[str, list[Any]]:
        """Everything but milestones, and every link between them. One query."""
        of, pair = self.facts.standing, lambda one, other: ("id", f"{one}_id", f"{other}_id")
        done = [row.code for row in self.milestones.values() if row.status == MilestoneStatus.COMPLETED]
        indicator = ("frequency", "period", "actual", "green", "red", "direction")
        commitment = ("id", "code", "title", "withdrawn", "status", "due", "due_precision", "basis")
        return gather(
            plans=(of(models.Plan), (*NAMED, "status", "cadence", "approved_on")),
            risks=(
                self.facts.risks.current().exclude(state=RiskState.DRAFT),
                (*NAMED, "likelihood", "impact", "target_likelihood", "target_impact", "assessed_on"),
            ),
            measures=(of(models.Measure), (*NAMED, "operation")),
            judged=(due.judged(self.facts, self.month), ("id", "measure_id")),
            indicators=(of(models.Indicator), (*NAMED, *indicator)),
            findings=(of(models.Finding), (*NAMED, "state", "target")),
            commitments=(self.facts.commitments.open(), commitment),
            commitment_links=(
                of(models.CommitmentLink), ("id", "commitment_id", "plan_id", "milestone_id", "finding_id")
            ),
            confirmations=(
                of(models.Confirmation).filter(period_id__in=[one.id for one in self.kept]),
                ("id", "about", "period_id", "kind", "note"),
            ),
            finding_plans=(of(models.FindingPlan), pair("finding", "plan")),
            risk_plans=(of(models.RiskPlan), pair("risk", "plan")),
            risk_measures=(of(models.RiskMeasure), pair("risk", "measure")),
            risk_indicators=(of(models.RiskIndicator), pair("risk", "indicator")),
            waits=(of(models.MilestoneDependency), pair("milestone", "depends_on")),
            evidence=(of(models.Evidence).filter(about__in=done), ("about",)),
        )  # fmt: skip

    @cached_property
    def before(self) -> dict[str, dict[int, Any]]:
        """What the month started from, by id. One query."""
        found = gather(
            milestones=(
                self.start.milestones.standing(), ("id", "percent", "status", "forecast", "confidence")
            ),
            risks=(self.start.risks.standing(), ("id", "likelihood", "impact")),
            measures=(self.start.standing(models.Measure), ("id", "design", "existence", "operation")),
            indicators=(self.start.indicators.standing(), ("id", "actual", "green", "red", "direction")),
        )  # fmt: skip
        return {name: {row.id: row for row in rows} for name, rows in found.items()}

    @cached_property
    def moves(self) -> Mapping[int, list[Any]]:
        """Milestone id -> every move of its forecast, oldest first. One query."""
        found: dict[int, list[Any]] = defaultdict(list)
        rows = self.facts.standing(models.MilestoneForecast).order_by("id")
        for row in rows.values_list("milestone_id", "previous", "forecast", "reason", named=True):
            found[row.milestone_id].append(row)
        return found

    # --- what follows
    @cached_property
    def due(self) -> list[due.Due]:
        """What is owed in the month and what was told; nothing in a month that nobody was asked about."""
        if self.period is None or self.period.state == PeriodState.RECONSTRUCTED:
            return []
        rows = due.Rows(
            plans=self.linked["plans"],
            milestones=self.milestones.values(),
            risks=self.linked["risks"],
            measures=self.linked["measures"],
            indicators=self.linked["indicators"],
            updates=self.told(self.period),
            questions=self.open_questions,
            judged={row.measure_id for row in self.linked["judged"]},
        )
        return due.of_rows(rows, self.month)

    @cached_property
    def slips(self) -> list[Slip]:
        """Forecasts that moved in the month, those that moved most first."""
        found = []
        for key, row in self.milestones.items():
            old = self.before["milestones"].get(key)
            if old is None or row.status == MilestoneStatus.COMPLETED:
                continue
            if old.forecast and row.forecast and old.forecast != row.forecast:
                moves = self.moves.get(key, [])
                found.append(Slip(row, old.forecast, row.forecast, moves[-1].reason if moves else ""))
        return sorted(found, key=lambda one: (-abs(one.days), one.milestone.code))

    @cached_property
    def to_report(self) -> list[to_be_reported.ToReport]:
        """Commitments that reach past their promised day, in order of code."""
        rows = self.linked
        listed = sorted(rows["commitments"], key=lambda one: one.code)
        return to_be_reported.to_be_reported(
            listed, rows["commitment_links"], self.milestones.values(), rows["findings"]
        )

    @cached_property
    def owed_since(self) -> Mapping[tuple[str, int], datetime]:
        """(noun, id) -> since when it can be owed: in scope, or in the register. One query."""
        kinds: dict[str, Any] = {
            "milestone": models.Milestone.versions().filter(first_baseline__isnull=False),
            "risk": models.Risk.versions().exclude(state=RiskState.DRAFT),
            "measure": models.Measure.versions(),
            "indicator": models.Indicator.versions(),
        }
        parts = [
            visible_to(self.register.actor, rows).order_by().values("id").annotate(
                noun=Value(noun), since=Min("history_date")
            ).values_list("noun", "id", "since")
            for noun, rows in kinds.items()
        ]  # fmt: skip
        return {(noun, key): since for noun, key, since in parts[0].union(*parts[1:], all=True)}

    def silent_months(self, noun: str, every: str) -> tuple[Month, ...]:
        """The last two kept months in which such an item was due and can no longer be on time; empty when fewer."""
        cadence = every if noun in ("milestone", "indicator") else "quarterly"
        found = [month for month in self.closed if due.is_due(cadence, month)][:2]
        return tuple(found) if len(found) == 2 else ()


def tied(links: Iterable[Any], here: str, there: str, rows: Mapping[int, Any]) -> dict[int, list[Any]]:
    """Id at one end -> the records at the other end that are among the rows."""
    found: dict[int, list[Any]] = defaultdict(list)
    for link in links:
        other = rows.get(getattr(link, f"{there}_id"))
        if other is not None:
            found[getattr(link, f"{here}_id")].append(other)
    return found


def unbroken(months: Iterable[Month]) -> bool:
    """Whether the months, newest first, follow one another."""
    return all(later.previous == earlier for later, earlier in pairwise(months))

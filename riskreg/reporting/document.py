"""A monthly report as data, without format: what page, file and JSON all show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from riskreg.querysets.findings import ENDED
from riskreg.reporting.document_base import Figure as Figure
from riskreg.reporting.document_base import Ref as Ref
from riskreg.reporting.document_base import Words
from riskreg.reporting.document_plans import PlanPage, TrendMonth
from riskreg.reporting.document_since import IndicatorRow, Since
from riskreg.reporting.document_told import Step, Told
from riskreg.reporting.wording import why_words
from riskreg.vocabulary.periods import Month


@dataclass(frozen=True)
class KeyFigure:
    """One of the four figures at the top: of how many, and what it was at the start of the month."""

    key: str
    label: str
    figure: Figure
    total: int | None
    before: int
    words: str


@dataclass(frozen=True)
class Why:
    """What was said when a date moved: the reason, who said it by role, and on which day."""

    reason: str
    role: str
    on: date
    basis: str = ""

    @property
    def words(self) -> str:
        return why_words(self.reason, self.role, self.on)


@dataclass(frozen=True)
class Change:
    """One record that changed, and how in words; dates and days where a date moved (plus is later).

    `why` is of a promise or forecast that moved; data sealed before it was told have none.
    """

    record: Ref
    words: str = ""
    old: date | None = None
    new: date | None = None
    days: int | None = None
    old_precision: str = "day"
    new_precision: str = "day"
    why: Why | None = None


@dataclass(frozen=True)
class Changes:
    """All changes of one kind in the month, counted in a sentence."""

    noun: str
    kind: str
    sentence: str
    items: tuple[Change, ...]

    @property
    def anchor(self) -> str:
        return f"{self.noun}-{self.kind}"


@dataclass(frozen=True)
class Reconciliation:
    """open at start + new + reopened - ended = open at end, of findings; ended by kind."""

    open_start: Figure
    new: Figure
    reopened: Figure
    ended: Figure
    ended_by_kind: dict[str, Figure]
    open_end: Figure

    def __post_init__(self) -> None:
        """The kinds stand in one order, also after stored data came in the order of their names."""
        kinds = {state.value: self.ended_by_kind[state.value] for state in ENDED if state.value in self.ended_by_kind}
        object.__setattr__(self, "ended_by_kind", kinds)

    @property
    def adds_up(self) -> bool:
        counted = self.open_start.value + self.new.value + self.reopened.value - self.ended.value
        return counted == self.open_end.value


@dataclass(frozen=True)
class PlanRow:
    """A plan at the end of the month. Percent and points are whole; slip in days, plus is later."""

    record: Ref
    status: str
    state: str | None
    baseline_number: int | None
    progress: int | None
    planned: int | None
    gap: int | None
    progress_before: int | None
    change: int | None
    finish: date | None
    is_reached: bool
    baseline: date | None
    first_baseline: date | None
    slip: int | None
    first_slip: int | None
    milestones: Figure
    done: int
    late: Figure
    # The scope is another than at the start of the month, so the share in the month is not progress alone.
    is_rebaselined: bool = False
    finish_precision: str = "day"
    # The forecast finish has passed, and not every milestone is reached.
    is_passed: bool = False


@dataclass(frozen=True)
class LateRow:
    """A milestone past its baseline in force."""

    record: Ref
    plan: Ref | None
    baseline: date
    days_late: int
    forecast: date | None
    forecast_precision: str
    status: str
    percent: int
    # The forecast has passed too.
    is_passed: bool = False


@dataclass(frozen=True)
class NextRow:
    """A milestone due soon that shows why it may slip."""

    record: Ref
    plan: Ref | None
    baseline: date
    days_left: int
    forecast: date | None
    status: str
    percent: int
    signals: tuple[str, ...]
    words: tuple[str, ...]
    forecast_precision: str = "day"


@dataclass(frozen=True)
class Plans:
    """Plans that ran in the month; `completed` ended before it."""

    rows: tuple[PlanRow, ...]
    completed: tuple[Ref, ...]
    late: tuple[LateRow, ...]
    next: tuple[NextRow, ...]
    next_days: int


@dataclass(frozen=True)
class Rating:
    """What one audit year said of a finding; `level` 3 bad, 2 warning, 0 resolved, blank none."""

    year: int
    key: str | None
    letter: str
    level: str
    words: str


@dataclass(frozen=True)
class FindingRow:
    """A finding in the manner of the AR and ADR tables in Dutch annual reports.

    `target_slip` is the target minus the first target, `forecast_slip` the forecast of its plans minus the target.
    """

    record: Ref
    kind: str
    senders: tuple[str, ...]
    ratings: tuple[Rating, ...]
    state: str
    state_words: str
    target: date | None
    target_precision: str
    first_target: date | None
    target_slip: int | None
    forecast: date | None
    forecast_slip: int | None
    days_open: int
    plans: tuple[Ref, ...]
    first_target_precision: str = "day"
    forecast_precision: str = "day"
    # It is open and its target has passed; the forecast of its plans has passed without being met.
    is_past_target: bool = False
    is_passed: bool = False


@dataclass(frozen=True)
class Findings:
    """Open findings, and those that ended in the month; `years` are the columns of the ratings."""

    years: tuple[int, ...]
    open: tuple[FindingRow, ...]
    ended: tuple[FindingRow, ...]


@dataclass(frozen=True)
class RiskRow:
    """A top risk: (likelihood, impact) before and now, its score then and now, target and appetite."""

    record: Ref
    before: tuple[int, int] | None
    now: tuple[int, int] | None
    target: tuple[int, int] | None
    score_before: int | None
    score: int | None
    target_score: int | None
    appetite: str
    appetite_maximum: int
    is_above: bool
    is_added: bool
    # Where the score is not stated: illustrative, derived.
    score_basis: str = ""


@dataclass(frozen=True)
class Risks:
    top: tuple[RiskRow, ...]
    removed: tuple[RiskRow, ...]


@dataclass(frozen=True)
class CommitmentRow:
    """A promise: due and first due, and the day it reaches where that is later; days, plus is later."""

    record: Ref
    kind: str
    status: str
    due: date | None
    due_precision: str
    first_due: date | None
    days: int
    reach: date | None = None
    # When its delay was reported to whom it was promised, if it told of this reach.
    reported_on: date | None = None
    first_due_precision: str = "day"
    reach_precision: str = "day"


@dataclass(frozen=True)
class Commitments:
    """`to_report`: reach later than due; `overdue`: due passed, days late; `due`: days left."""

    to_report: tuple[CommitmentRow, ...]
    overdue: tuple[CommitmentRow, ...]
    due: tuple[CommitmentRow, ...]
    due_days: int


@dataclass(frozen=True)
class DecisionRow:
    record: Ref
    about: Ref | None
    asked_on: date | None
    needed_by: date | None
    taken_on: date | None
    role: str
    outcome: str


@dataclass(frozen=True)
class Decisions:
    asked: tuple[DecisionRow, ...]
    taken: tuple[DecisionRow, ...]


@dataclass(frozen=True)
class Report:
    """The month between two registers. `cut_offs` are the first moments that no longer count; None is now.

    `from_on`, `to_on` and lateness keep the calendar. `changes` is the object of facts/RULES.md, "The month".
    """

    month: Month
    state: str
    from_on: date
    to_on: date
    cut_offs: tuple[datetime | None, datetime | None]
    as_of: date | None
    headline: str
    sentences: tuple[str, ...]
    figures: tuple[KeyFigure, ...]
    reconciliation: Reconciliation
    changed: tuple[Changes, ...]
    plans: Plans
    findings: Findings
    risks: Risks
    commitments: Commitments
    decisions: Decisions
    changes: dict[str, Any] = field(repr=False)
    # Whether the register held anything at the start, so that the month before has a report.
    has_before: bool = True
    # The language of the words, and whose report it is; with them a stored report makes the same files again.
    language: str = ""
    organisation: str = ""
    # The address that links of a file start with; blank where none is known outside this machine.
    site: str = ""
    # The headline that was computed, where somebody wrote another.
    computed_headline: str = ""
    since: Since = field(default_factory=Since)
    indicators: tuple[IndicatorRow, ...] = ()
    plan_pages: tuple[PlanPage, ...] = ()
    # The month's words on what has no page here.
    words: tuple[Words, ...] = ()
    # The months up to this one, oldest first; given by the caller.
    trend: tuple[TrendMonth, ...] = ()
    # None for a month that nobody was asked about, and in editions of before it was printed.
    told: Told | None = None
    # Who made it; only of an edition that is drafted or sealed.
    steps: tuple[Step, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing in the register at either end."""
        return (
            not (self.plans.rows or self.plans.completed or self.findings.open or self.risks.top) and not self.changed
        )

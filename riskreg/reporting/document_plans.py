"""The page of one plan and the course of months, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from riskreg.reporting.document_base import Ref, Words
from riskreg.vocabulary.periods import Month


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone of a plan at the end of the month; `slip` against the baseline in force, in days, plus is later.

    `state` is blank for one outside the scope: no baseline holds it.
    """

    record: Ref
    status: str
    status_words: str
    state: str
    percent: int
    first_baseline: date | None
    baseline: date | None
    forecast: date | None
    forecast_precision: str
    actual: date | None
    slip: int | None
    first_slip: int | None
    days_late: int
    confidence: str
    confidence_words: str
    blocked_reason: str
    # The forecast has passed and it is not completed.
    is_passed: bool = False
    # The basis of the day on which it ends: of the actual one, else of what was planned.
    date_basis: str = ""


@dataclass(frozen=True)
class TrendLine:
    """The finish of a milestone as each month of the page reported it; None before it was known.

    `reached`: it is completed at the end; its line ends in the month in which it was.
    """

    code: str
    finishes: tuple[date | None, ...]
    reached: bool
    slip: int | None
    precision: str


@dataclass(frozen=True)
class CoursePoint:
    """A month's planned and actual percent; `actual` is None for the months to come."""

    month: Month
    planned: int | None
    actual: int | None


@dataclass(frozen=True)
class PlanPage:
    """One running plan: `headline` says its month in a sentence; `months` are the columns of `lines`."""

    record: Ref
    owner: str
    headline: str
    state: str
    baseline_number: int | None
    approved_on: date | None
    milestones: tuple[MilestoneRow, ...]
    months: tuple[Month, ...]
    lines: tuple[TrendLine, ...]
    course: tuple[CoursePoint, ...]
    words: tuple[Words, ...]
    # From so many days on a line of the trend is drawn as late.
    late_days: int = 15


@dataclass(frozen=True)
class TrendMonth:
    """A month of the trend; a reconstructed one has no edition, so that a break is drawn after the last of them.

    `findings` are the open ones by FindingState.
    """

    month: Month
    open_findings: int | None
    late_milestones: int | None
    planned: int | None
    actual: int | None
    is_reconstructed: bool = False
    findings: dict[str, int] = field(default_factory=dict)

"""What became of the previous edition, and the indicators, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from riskreg.reporting.document_base import Ref


@dataclass(frozen=True)
class BecameRow:
    """A decision asked before the previous cut-off or since, and what became of it.

    `became`: waiting, agreed, declined, taken (no verdict kept) or withdrawn. `is_new`: asked since.
    """

    record: Ref
    about: Ref | None
    asked_on: date | None
    needed_by: date | None
    taken_on: date | None
    became: str
    became_words: str
    outcome: str
    role: str
    is_new: bool


@dataclass(frozen=True)
class ExceptionRow:
    """What is newly wrong, and why in words; days, plus is later."""

    record: Ref
    plan: Ref | None
    words: str
    days: int | None = None


@dataclass(frozen=True)
class Exceptions:
    """New exceptions of one kind, counted in a sentence; kinds are those of insight.exceptions, and to_report."""

    kind: str
    sentence: str
    items: tuple[ExceptionRow, ...]


@dataclass(frozen=True)
class Since:
    """Since the previous edition; what slips next stands in `Plans.next`."""

    decisions: tuple[BecameRow, ...] = ()
    exceptions: tuple[Exceptions, ...] = ()


@dataclass(frozen=True)
class IndicatorPoint:
    period: str
    value: Decimal


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator with its latest and previous value, each also in words; `points` oldest first, the last ones.

    `verdict` is green, amber or red, blank when nobody judges it. `is_new`: its latest period was valued in the month.
    """

    record: Ref
    kind_words: str
    unit: str
    period: str
    value: Decimal | None
    value_words: str
    target: Decimal | None
    target_words: str
    thresholds_words: str
    verdict: str
    verdict_words: str
    previous_period: str
    previous: Decimal | None
    previous_words: str
    is_new: bool
    points: tuple[IndicatorPoint, ...]
    # The basis of the latest value, which may be another than the indicator's own.
    value_basis: str = ""

"""What is owed in a month: the items that are due by their cadence, who owes them, and what was said of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from riskreg import models
from riskreg.history.register import Register
from riskreg.services import indicators
from riskreg.vocabulary.choices import Cadence, Frequency, PlanStatus, RiskState, UpdateKind
from riskreg.vocabulary.periods import Month

_LAST_MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.HALF_YEAR: 6, Frequency.YEAR: 12}


class Said(StrEnum):
    """What a month's item got from its owner."""

    CHANGED = "changed"
    CONFIRMED = "confirmed"
    SILENT = "silent"
    IN_QUESTION = "in_question"


@dataclass(frozen=True)
class Due:
    """One item of a month: a milestone, risk, measure or indicator, its owner's role, its update and open question."""

    noun: str
    record: Any
    owner_id: int | None
    # The month's ProgressUpdate of a milestone, the month's Confirmation of the others.
    update: Any = None
    question: Any = None
    # Judged or valued in the month on its own page: that is an update too.
    is_told: bool = False

    @property
    def said(self) -> Said:
        if self.question is not None:
            return Said.IN_QUESTION
        if self.update is None:
            return Said.CHANGED if self.is_told else Said.SILENT
        return Said.CONFIRMED if self.update.kind == UpdateKind.UNCHANGED else Said.CHANGED

    @property
    def is_owed(self) -> bool:
        """Still waited for: nothing was said, or what was said came back with a question."""
        return self.said in (Said.SILENT, Said.IN_QUESTION)


def is_due(every: str, month: Month) -> bool:
    """Whether something that is told every month, quarter, half year or year is told in this month: its last one."""
    if every in (Cadence.MONTHLY, Cadence.QUARTERLY):
        return every == Cadence.MONTHLY or month.is_quarter_end
    return month.number % _LAST_MONTHS[Frequency(every)] == 0


@dataclass(frozen=True)
class Rows:
    """What can be owed, and what was said of it: everything of one moment."""

    plans: Iterable[Any]
    milestones: Iterable[Any]
    # Open or monitored.
    risks: Iterable[Any]
    measures: Iterable[Any]
    indicators: Iterable[Any]
    # The month's updates by milestone id and confirmations by code.
    updates: Mapping[Any, Any]
    # The month's open questions by code.
    questions: Mapping[str, Any]
    # The measures of which a step was judged in the month, by id.
    judged: Collection[int] = ()


def items(register: Register, month: Month) -> list[Due]:
    """Everything that is owed in the month, and what else was told in it; by noun, then in order of code.

    Open milestones in scope of running plans by their plan's cadence; risks and measures in quarter-end months;
    indicators in the last month of their frequency. Ten queries at most.
    """
    updates, questions = _said(register, month)
    rows = Rows(
        plans=register.plans.standing(),
        milestones=register.milestones.standing(),
        risks=register.risks.current().exclude(state=RiskState.DRAFT),
        measures=register.measures.standing(),
        indicators=register.indicators.standing(),
        updates=updates,
        questions=questions,
        judged=set(judged(register, month).values_list("measure_id", flat=True)) if month.is_quarter_end else (),
    )
    return of_rows(rows, month)


def judged(register: Register, month: Month) -> Any:
    """The steps of measures that were judged on a day of the month."""
    return register.standing(models.MeasureAssessment).filter(on__gte=month.first, on__lte=month.last)


def of_rows(rows: Rows, month: Month) -> list[Due]:
    """The same from rows that were read before."""
    found: list[Due] = []
    for noun, owed in _owed(rows, month).items():
        found += [
            Due(
                noun,
                row,
                row.owner_id,
                rows.updates.get(_key(noun, row)),
                rows.questions.get(row.code),
                _is_told(noun, row, month, rows.judged),
            )
            for row in sorted(owed, key=lambda row: row.code)
        ]
    return found


def _is_told(noun: str, row: Any, month: Month, judged: Collection[int]) -> bool:
    """Whether a risk or measure was judged in the month, or an indicator has the month's own value."""
    if noun == "measure":
        return row.id in judged
    if noun == "risk":
        return row.assessed_on is not None and Month.of(row.assessed_on) == month
    return noun == "indicator" and row.period == indicators.period_of(row.frequency, month)


def _key(noun: str, row: Any) -> Any:
    return row.id if noun == "milestone" else row.code


def _said(register: Register, month: Month) -> tuple[dict[Any, Any], dict[str, Any]]:
    """The month's updates by milestone id and confirmations by code; open questions by code."""
    period = register.of(models.ReportingPeriod).coded(str(month)).first()
    if period is None:
        return {}, {}
    updates: dict[Any, Any] = {
        row.milestone_id: row for row in register.standing(models.ProgressUpdate).filter(period_id=period.id)
    }
    updates |= {row.about: row for row in register.standing(models.Confirmation).filter(period_id=period.id)}
    questions = register.standing(models.UpdateQuestion).filter(period_id=period.id, answer="")
    return updates, {row.about: row for row in questions}


def _owed(rows: Rows, month: Month) -> dict[str, list[Any]]:
    told, quarter = rows.updates, month.is_quarter_end
    running = {
        plan.id for plan in rows.plans
        if plan.status != PlanStatus.COMPLETED and is_due(plan.cadence, month)
    }  # fmt: skip
    found = {
        "milestone": _with_told(
            rows.milestones,
            lambda row: row.plan_id in running and row.first_baseline is not None and row.actual is None,
            lambda row: row.id in told,
        )
    }
    found["risk"] = _with_told(rows.risks, lambda _row: quarter, lambda row: row.code in told)
    found["measure"] = _with_told(rows.measures, lambda _row: quarter, lambda row: row.code in told)
    found["indicator"] = _with_told(
        rows.indicators, lambda row: is_due(row.frequency, month), lambda row: row.code in told
    )
    return found


def _with_told(rows: Iterable[Any], is_owed: Any, is_told: Any) -> list[Any]:
    return [row for row in rows if is_owed(row) or is_told(row)]


def of_roles(found: Iterable[Due], role_ids: Iterable[int]) -> list[Due]:
    """Those that these roles owe."""
    roles = set(role_ids)
    return [one for one in found if one.owner_id in roles]

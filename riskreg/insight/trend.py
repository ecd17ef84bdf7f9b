"""The trend of the last months: open findings, late milestones, progress planned and made, each as it was kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from riskreg import models
from riskreg.history.changes import is_open
from riskreg.history.register import Register
from riskreg.insight import progress, slip
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.periods import Month

MONTHS = 24


@dataclass(frozen=True)
class KeptMonth:
    """A month's figures: numbers, and percent of all milestones in scope (None without any).

    `findings` are the open ones by FindingState. `is_kept`: sealed by the product; else reconstructed from loaded
    history, and drawn with a break.
    """

    month: Month
    open_findings: int
    late_milestones: int
    planned: int | None
    actual: int | None
    is_kept: bool
    findings: dict[str, int] = field(default_factory=dict)


def figures(findings: Iterable[Any], milestones: Iterable[Any], on: date) -> dict[str, Any]:
    """What the trend draws of a month, from the register at its end; lateness judged on the day."""
    rows = [one for one in milestones if not one.withdrawn]
    by_state = Counter(str(one.state) for one in findings if not one.withdrawn and is_open(one))
    return {
        "open_findings": by_state.total(),
        "findings": dict(sorted(by_state.items())),
        "late_milestones": sum(slip.is_late(one, on) for one in rows),
        "planned": progress.planned(rows, on),
        "actual": progress.actual(rows),
    }


def of_register(register: Register, on: date) -> dict[str, Any]:
    """The same of a whole register. Two queries."""
    return figures(register.findings.standing(), register.milestones.standing(), on)


def trend(register: Register, until: Month, count: int = MONTHS) -> list[KeptMonth]:
    """The kept and reconstructed months up to and including one, oldest first, at most `count`. Two queries.

    Of a month with several editions the newest counts; a month without figures is left out.
    """
    first = until
    for _step in range(count - 1):
        first = first.previous
    span = {"month__gte": str(first), "month__lte": str(until)}
    found = {
        month: KeptMonth(Month.parse(month), is_kept=False, **said)
        for month, said in models.MonthFigures.objects.filter(**span).values_list("month", "figures")
    }
    sealed = register.standing(models.PublishedReport).order_by("code")
    for code, said in sealed.values_list("code", "figures"):
        month = code.rpartition("-E")[0]
        if str(first) <= month <= str(until) and said:
            found[month] = KeptMonth(Month.parse(month), is_kept=True, **said)
    return [found[month] for month in sorted(found)]


def reconstructed(register: Register) -> list[Month]:
    """The months that a load rebuilt: from the register's first up to the last of them. Two queries."""
    begins = register.begins_on
    periods = models.ReportingPeriod.objects.standing().filter(state=PeriodState.RECONSTRUCTED)
    last = periods.order_by("-code").values_list("code", flat=True).first()
    return Month.of(begins).through(Month.parse(last)) if begins is not None and last is not None else []

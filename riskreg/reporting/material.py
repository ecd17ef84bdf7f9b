"""What every section of a month's report is made of: both ends, the month's lists, names and addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from riskreg.history import changes
from riskreg.history.ends import Ends
from riskreg.history.months import CutMonth, MonthEnd, ends_of_plans
from riskreg.history.register import Register
from riskreg.models import Indicator, IndicatorValue, PeriodNote, ReportingPeriod
from riskreg.reporting import links
from riskreg.reporting.cut_offs import shown_on
from riskreg.reporting.document import Figure, Ref
from riskreg.vocabulary.choices import PlanStatus
from riskreg.vocabulary.periods import Month

# The lists of what moved a date, by the kind of record that it is of.
MOVES = {"milestone": "forecasts", "finding": "retargets", "commitment": "reschedules", "plan": "baselines"}
INDICATOR = ("kind", "measure_unit", "direction", "green", "red", "period", "actual", "target")


@dataclass(frozen=True)
class Material:
    """`ends` are the registers at the cut-offs; lateness is judged on `on`, the month's last day in a report."""

    ends: Ends
    month: Month
    on: date
    # Where the months up to this one were cut off, oldest first; needed for the pages of plans.
    months: Sequence[CutMonth] = ()
    # Where the month's words are read: they are still written while the month is in review.
    words: Register | None = None

    @cached_property
    def changes(self) -> dict[str, Any]:
        """The object of facts/RULES.md, "The month": the one definition of what changed."""
        return changes.of(self.ends, self.month, self.on)

    @cached_property
    def shown_on(self) -> date | None:
        """The day on which pages show the end; None is now."""
        return shown_on(self.ends.end)

    @cached_property
    def start_shown_on(self) -> date | None:
        return shown_on(self.ends.start)

    def ref(self, noun: str, row: Any) -> Ref:
        """The record as it is called at the end of the month."""
        return Ref(row.code, row.title, links.record(noun, row.code, self.shown_on), row.basis)

    def named(self, noun: str, code: str) -> Ref:
        """The same by its code, as the record was called at the start when it is gone at the end."""
        sides = getattr(self.ends, f"{noun}s")
        return self.ref(noun, sides.after.get(code) or sides.before[code])

    def counted(self, noun: str, kind: str, number: int) -> Figure:
        """A number of changes, with the place in the report that names them."""
        return Figure(number, links.change(noun, kind))

    @cached_property
    def milestones_of(self) -> Mapping[int, list[Any]]:
        """Plan id -> its milestones at the end."""
        return self._by_plan(self.ends.milestones.after)

    @cached_property
    def milestones_before(self) -> Mapping[int, list[Any]]:
        return self._by_plan(self.ends.milestones.before)

    @cached_property
    def late(self) -> list[Any]:
        """Milestones past their baseline on the day of judging, in order of code."""
        after = self.ends.milestones.after
        return [after[code] for code in self.changes["overdue"]["milestones"]]

    @cached_property
    def courses(self) -> Mapping[int, list[MonthEnd]]:
        """Plan id -> its milestones month by month, of plans not completed before the month. One statement."""
        sides = self.ends.plans
        running = [
            plan.id
            for code, plan in sides.after.items()
            if not (plan.status == PlanStatus.COMPLETED and _was_completed(sides.before.get(code)))
        ]
        return ends_of_plans(self.ends.end, running, self.months)

    @cached_property
    def indicators(self) -> list[Any]:
        """Indicators at the end, in order of code. One statement."""
        rows = self.ends.end.standing(Indicator)
        return list(rows.values_list("id", "code", "title", "basis", *INDICATOR, named=True))

    @cached_property
    def values(self) -> Mapping[int, list[Any]]:
        """Indicator id -> its values at the end, oldest period first. One statement."""
        grouped: dict[int, list[Any]] = defaultdict(list)
        rows = self.ends.end.standing(IndicatorValue).order_by("on", "id")
        for row in rows.values_list("id", "indicator_id", "period", "on", "actual", "target", "basis", named=True):
            grouped[row.indicator_id].append(row)
        return grouped

    @cached_property
    def moves(self) -> Mapping[tuple[str, int], list[Any]]:
        """(Noun, record's id) -> the lines of the month that moved its promise or forecast, oldest first."""
        grouped: dict[tuple[str, int], list[Any]] = defaultdict(list)
        for noun, list_name in MOVES.items():
            for line in self.ends.lists[list_name]:
                grouped[noun, getattr(line, f"{noun}_id")].append(line)
        return grouped

    @cached_property
    def notes(self) -> list[tuple[str, str]]:
        """The month's words, (code, text) in order of code. One statement."""
        months = ReportingPeriod.objects.filter(code=str(self.month)).order_by().values("id")
        rows = (self.words or self.ends.end).standing(PeriodNote).filter(period_id__in=months)
        return sorted(rows.values_list("about", "text"))

    def name(self, name: str, key: int | None) -> str:
        """The name of a party, unit or role of the day; blank for none."""
        return self._names[name].get(key, "") if key is not None else ""

    @cached_property
    def _names(self) -> dict[str, dict[int, str]]:
        lists = ("parties", "units", "roles")
        return {name: {row.id: row.name for row in self.ends.lists[name]} for name in lists}

    @staticmethod
    def _by_plan(side: Mapping[str, Any]) -> Mapping[int, list[Any]]:
        grouped: dict[int, list[Any]] = defaultdict(list)
        for row in side.values():
            grouped[row.plan_id].append(row)
        return grouped


def _was_completed(plan: Any) -> bool:
    return plan is not None and plan.status == PlanStatus.COMPLETED

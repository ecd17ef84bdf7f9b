"""What every section of a month's report is made of: both ends, the month's lists, names and addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from riskreg.history import changes
from riskreg.history.ends import Ends
from riskreg.reporting import links
from riskreg.reporting.cut_offs import shown_on
from riskreg.reporting.document import Figure, Ref
from riskreg.vocabulary.periods import Month


@dataclass(frozen=True)
class Material:
    """`ends` are the registers at the cut-offs; lateness is judged on `on`, the month's last day in a report."""

    ends: Ends
    month: Month
    on: date

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

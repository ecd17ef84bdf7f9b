"""What a month's sheet holds for one reader: the items of a role, what stood last month, what was said and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Value
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from riskreg.history.register import Register
from riskreg.insight import slip
from riskreg.insight.due import Due, Said
from riskreg.insight.month_rows import MonthRows
from riskreg.models import Confirmation, Indicator, Measure, ProgressUpdate, Risk, Role


def in_digits(value: Decimal) -> str:
    """A number as it is written in the reader's language: 99.2, 99,2."""
    return str(number_format(value.normalize()))


NOUNS = {"risk": Risk, "measure": Measure, "indicator": Indicator}


@dataclass(frozen=True)
class Telling:
    """Who said it, and when."""

    who: str
    when: datetime


@dataclass
class Entry:
    """One item of the sheet; `was` holds its values when the month began."""

    noun: str
    record: Any
    owner: Any
    was: Any
    update: Any
    question: Any
    said: Said
    telling: Telling | None
    is_late: bool = False

    @property
    def code(self) -> str:
        return str(self.record.code)

    @property
    def value(self) -> str:
        """An indicator's latest value, without zeros that nobody typed."""
        actual = getattr(self.record, "actual", None)
        return in_digits(actual) if isinstance(actual, Decimal) else ""

    @property
    def is_told(self) -> bool:
        """Said, and not waiting for an answer."""
        return self.said in (Said.CHANGED, Said.CONFIRMED)


@dataclass
class Group:
    """The items of one plan, or of one noun."""

    noun: str
    code: str
    title: str
    # How many of its items anybody owes or told this month.
    of: int
    open: list[Any] = field(default_factory=list)
    told: list[Entry] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.open) + len(self.told)


@dataclass
class RoleLine:
    """One role of the month: how many items it owes, of how many nothing was said, and which came back."""

    role: Any
    total: int = 0
    owed: int = 0
    silent: int = 0
    in_question: int = 0


def lines(rows: MonthRows) -> list[RoleLine]:
    """Every role that owes or told something, those that owe most first."""
    found: dict[int, RoleLine] = {}
    roles = rows.register.directory[Role]
    for item in rows.due:
        role = roles.get(item.owner_id or 0)
        if role is None:
            continue
        line = found.setdefault(role.id, RoleLine(role))
        line.total += 1
        line.owed += item.is_owed
        line.silent += item.said == Said.SILENT
        line.in_question += item.said == Said.IN_QUESTION
    return sorted(found.values(), key=lambda one: (-one.owed, one.role.name))


def entries(rows: MonthRows, items: list[Due]) -> list[Entry]:
    """The items with all that the sheet shows of them. Six queries at most, with those of the month's rows."""
    records = _whole(rows.facts, items)
    tellings = _tellings(rows.facts, items)
    roles = rows.register.directory[Role]
    found = []
    for item in items:
        record = records.get((item.noun, item.record.id))
        if record is None:
            continue
        found.append(
            Entry(
                noun=item.noun,
                record=record,
                owner=roles.get(item.owner_id or 0),
                was=rows.before.get(f"{item.noun}s", {}).get(item.record.id),
                update=item.update,
                question=item.question,
                said=item.said,
                telling=tellings.get((item.noun == "milestone", item.update.id)) if item.update else None,
                is_late=item.noun == "milestone" and slip.is_late(record, rows.on),
            )
        )
    return found


def _whole(register: Register, items: Iterable[Due]) -> dict[tuple[str, int], Any]:
    """The records with every column; the month's rows hold a few of those that are not milestones."""
    found = {("milestone", one.record.id): one.record for one in items if one.noun == "milestone"}
    for noun, kind in NOUNS.items():
        ids = [one.record.id for one in items if one.noun == noun]
        if ids:
            found |= {(noun, row.id): row for row in register.of(kind).ids(ids)}
    return found


def _tellings(register: Register, items: Iterable[Due]) -> dict[tuple[bool, int], Telling]:
    """(is it a milestone's update, its id) -> who wrote its last version. One query."""
    parts = []
    for kind, is_update in ((ProgressUpdate, True), (Confirmation, False)):
        ids = [one.update.id for one in items if one.update is not None and (one.noun == "milestone") == is_update]
        if ids:
            versions = kind.versions().filter(id__in=ids)
            if register.moment is not None:
                versions = versions.filter(history_date__lt=register.moment)
            columns = ("update", "id", "rev", "actor_name", "history_date")
            parts.append(versions.order_by().annotate(update=Value(int(is_update))).values_list(*columns))
    if not parts:
        return {}
    rows = sorted(parts[0].union(*parts[1:], all=True), key=lambda row: row[2])
    return {(bool(update), key): Telling(who, when) for update, key, _rev, who, when in rows}


def groups(rows: MonthRows, listed: Iterable[Entry]) -> list[Group]:
    """Milestones by plan, then risks, measures, indicators; each in order of code."""
    plans = {plan.id: plan for plan in rows.linked["plans"]}
    of_plan: dict[Any, int] = {}
    for item in rows.due:
        key = _key(item.noun, item.record)
        of_plan[key] = of_plan.get(key, 0) + 1
    titles = {"risk": _("Risks"), "measure": _("Measures"), "indicator": _("Indicators")}
    found: dict[Any, Group] = {}
    for entry in listed:
        key = _key(entry.noun, entry.record)
        if key not in found:
            plan = plans.get(key) if entry.noun == "milestone" else None
            code, title = (plan.code, plan.title) if plan else ("", titles.get(entry.noun, ""))
            found[key] = Group(entry.noun, code, title, of_plan.get(key, 0))
        (found[key].told if entry.is_told else found[key].open).append(entry)
    order = ["milestone", *NOUNS]
    return sorted(found.values(), key=lambda one: (order.index(one.noun), one.code))


def _key(noun: str, record: Any) -> Any:
    return record.plan_id if noun == "milestone" else noun

"""Where a month stands: who said what, what contradicts itself, what slipped, and what is still missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import CharField, F
from django.db.models.functions import Cast
from django.utils.translation import ngettext

from riskreg.access import everybody, visible_to
from riskreg.history.register import Register
from riskreg.insight.due import Due, Said
from riskreg.insight.month_rows import MonthRows, Slip
from riskreg.insight.to_be_reported import ToReport, reported
from riskreg.insight.watermelon import Contradiction, contradictions
from riskreg.models import Confirmation, Measure, ProgressUpdate, Risk
from riskreg.vocabulary.choices import Confidence, PlanStatus, Right
from riskreg.vocabulary.periods import Month
from riskreg.vocabulary.working_days import after

_WORSE = {Confidence.GREEN.value: 0, "": 0, Confidence.AMBER.value: 1, Confidence.RED.value: 2}


@dataclass(frozen=True)
class OwnerRow:
    """What one role owes in the month; `role_id` is None for items that nobody owns. `last` is its latest word."""

    role_id: int | None
    items: tuple[Due, ...]
    last: datetime | None

    def count(self, said: str) -> int:
        return sum(1 for one in self.items if one.said == said)

    @property
    def owed(self) -> int:
        return len(self.items)

    @property
    def changed(self) -> int:
        return self.count(Said.CHANGED)

    @property
    def confirmed(self) -> int:
        return self.count(Said.CONFIRMED)

    @property
    def silent(self) -> int:
        return self.count(Said.SILENT)

    @property
    def in_question(self) -> int:
        return self.count(Said.IN_QUESTION)


@dataclass(frozen=True)
class Wordless:
    """Something that needs words and has none; `kind` is forecast, confidence or plan."""

    kind: str
    noun: str
    record: Any


@dataclass(frozen=True)
class Acceptance:
    """A risk acceptance that asks for a decision; `kind` is expired, expiring or stale."""

    kind: str
    risk: Any
    line: Any


@dataclass(frozen=True)
class Missing:
    """Something that the month still lacks, in one sentence, and what it is about.

    `kind` is also the part of the cockpit that shows it. What blocks is settled, or the report goes out with a reason.
    """

    kind: str
    words: str
    blocks: bool
    codes: tuple[str, ...]


class MonthState:
    """One month for one reader; each part is worked out when it is asked for. Thirteen queries in all."""

    def __init__(self, register: Register, month: Month) -> None:
        self.rows = MonthRows(register, month)
        self.register, self.month = register, month

    @property
    def period(self) -> Any:
        return self.rows.period

    @cached_property
    def contradictions(self) -> list[Contradiction]:
        return contradictions(self.rows)

    @property
    def unexplained(self) -> list[Contradiction]:
        return [one for one in self.contradictions if not one.is_explained]

    @property
    def questions(self) -> list[Any]:
        """The month's questions on what the reader may see, open ones first."""
        return sorted(self.rows.words["questions"], key=lambda one: (bool(one.answer), one.code))

    @cached_property
    def owners(self) -> list[OwnerRow]:
        """A row a role, most silent first; items that nobody owns come last."""
        grouped: dict[int | None, list[Due]] = defaultdict(list)
        for item in self.rows.due:
            grouped[item.owner_id].append(item)
        rows = [
            OwnerRow(key, tuple(items), max((at for one in items if (at := self._said_at(one))), default=None))
            for key, items in grouped.items()
        ]
        return sorted(rows, key=lambda row: (row.role_id is None, -row.silent, -row.owed, row.role_id or 0))

    def _said_at(self, item: Due) -> datetime | None:
        key = str(item.record.id) if item.noun == "milestone" else item.record.code
        return self._moments.get(key)

    @cached_property
    def _moments(self) -> Mapping[str, datetime]:
        """Milestone id or code -> when its update of the month was last written. One query."""
        if self.period is None:
            return {}
        text = CharField(max_length=60)
        parts = []
        for kind, column in ((ProgressUpdate, "milestone_id"), (Confirmation, "about")):
            rows = kind.versions().filter(period_id=self.period.id)
            if self.register.moment is not None:
                rows = rows.filter(history_date__lt=self.register.moment)
            rows = visible_to(self.register.actor, rows).order_by()
            parts.append(rows.annotate(of=Cast(F(column), text)).values_list("of", "history_date"))
        found: dict[str, datetime] = {}
        for key, at in parts[0].union(parts[1], all=True):
            found[key] = max(at, found.get(key, at))
        return found

    @property
    def silent(self) -> list[Due]:
        return [one for one in self.rows.due if one.said == Said.SILENT]

    @property
    def slips(self) -> list[Slip]:
        return self.rows.slips

    @cached_property
    def wordless(self) -> list[Wordless]:
        """A later forecast or lower confidence without words, and running plans without the month's words."""
        found = []
        later = {one.milestone.id: one for one in self.slips if one.days > 0}
        for item in self.rows.due:
            if item.noun != "milestone" or item.update is None:
                continue
            before = self.rows.before["milestones"].get(item.record.id)
            moved = later.get(item.record.id)
            is_said = bool(item.update.note.strip())
            if moved is not None and not (is_said or moved.words.strip()):
                found.append(Wordless("forecast", "milestone", item.record))
            elif _is_lower(item.update, before) and not (is_said or item.record.confidence_words.strip()):
                found.append(Wordless("confidence", "milestone", item.record))
        return found + [Wordless("plan", "plan", plan) for plan in self._plans_without_words()]

    def _plans_without_words(self) -> Iterable[Any]:
        noted = {row.about for row in self.rows.words["notes"]}
        for plan in sorted(self.rows.linked["plans"], key=lambda one: one.code):
            is_running = plan.approved_on is not None and plan.status != PlanStatus.COMPLETED
            if is_running and plan.code not in noted and self.rows.due:
                yield plan

    @cached_property
    def decisions(self) -> list[Any]:
        """What waits for management, the soonest needed first."""
        rows = self.rows.words["decisions"]
        return sorted(rows, key=lambda one: (one.needed_by is None, one.needed_by or date.max, one.code))

    @cached_property
    def acceptances(self) -> list[Acceptance]:
        """The latest acceptance of each risk, where it is over, soon over, or given at another score."""
        latest = {line.risk_id: line for line in sorted(self.rows.words["acceptances"], key=lambda one: one.id)}
        soon = self.rows.on + timedelta(days=settings.ACCEPTANCE_WARNING_DAYS)
        found = []
        for risk in sorted(self.rows.linked["risks"], key=lambda one: one.code):
            line = latest.get(risk.id)
            if line is None:
                continue
            if line.until < self.rows.on:
                found.append(Acceptance("expired", risk, line))
            elif (line.at_likelihood, line.at_impact) != (risk.likelihood, risk.impact):
                found.append(Acceptance("stale", risk, line))
            elif line.until <= soon:
                found.append(Acceptance("expiring", risk, line))
        return found

    @property
    def to_report(self) -> list[ToReport]:
        return self.rows.to_report

    @cached_property
    def reported(self) -> Mapping[int, Any]:
        """Commitment id -> the report that told of the day it now reaches."""
        return reported(self.to_report, self.rows.words["reports"])

    @property
    def filled(self) -> set[int]:
        """The roles that somebody fills as owner on the day: who can fill in, and nobody else, can be chased."""
        return {one.role_id for one in self._held if one.right == Right.OWNER}

    @property
    def read_only(self) -> set[int]:
        """The roles that are filled by readers alone, as an auditor's: the risk officer fills in for them."""
        return {one.role_id for one in self._held} - self.filled

    @property
    def _held(self) -> list[Any]:
        on = self.register.on
        held = self.rows.words["assignments"]
        return [one for one in held if one.starts <= on and (one.ends is None or one.ends >= on)]

    @property
    def days_left(self) -> int | None:
        """Working days from tomorrow up to and including the due day; 0 on it, minus after it; None without one."""
        due, on = (self.period.due if self.period is not None else None), self.register.on
        if due is None:
            return None
        first, last = min(on, due), max(on, due)
        count = 0
        while after(first, count + 1) <= last:
            count += 1
        return count if on <= due else -count

    @property
    def _open_to_all(self) -> set[str]:
        """Codes of the month's records of kinds that are never confidential."""
        kinds = ("plans", "indicators", "findings", "commitments")
        linked = {row.code for kind in kinds for row in self.rows.linked[kind]}
        return linked | {row.code for row in self.rows.milestones.values()}

    @cached_property
    def missing(self) -> list[Missing]:
        """What is asked before a report is put forward, then what is only told; nothing when all is there.

        The same for every reader: the report is built without confidential records, so what it lacks is too.
        """
        if self.period is None:
            return []
        # Each with what it names: its own record, and the one that it is said to contradict.
        open_ = [(one.record.code, str(one.told.get("code", ""))) for one in self.unexplained]
        found: list[tuple[str, Any, bool, Any]] = [
            ("questions", _questions, True, [(one.about,) for one in self.questions if not one.answer]),
            ("contradictions", _unexplained, True, open_),
            ("owners", _silent, False, [(one.record.code,) for one in self.silent]),
            ("words", _wordless, False, [(one.record.code,) for one in self.wordless]),
            ("report-now", _to_report, False,
             [(one.commitment.code,) for one in self.to_report if one.commitment.id not in self.reported]),
        ]  # fmt: skip
        named = {code for *_of, rows in found for names in rows for code in names if code}
        hidden = _hidden_from_most(named - self._open_to_all)
        listed = []
        for kind, words, blocks, rows in found:
            codes = tuple(names[0] for names in rows if not hidden & set(names))
            if codes:
                listed.append(Missing(kind, words(len(codes)), blocks, codes))
        return listed


def _hidden_from_most(codes: set[str]) -> set[str]:
    """Which of the codes are of confidential risks and of measures for them. One query, none for no code."""
    if not codes:
        return set()
    parts = []
    for kind in (Risk, Measure):
        named = kind._base_manager.filter(code__in=codes).order_by()
        parts.append(named.exclude(id__in=visible_to(everybody(), named).values("id")).values_list("code", flat=True))
    return set(parts[0].union(parts[1], all=True))


def _is_lower(update: Any, before: Any) -> bool:
    return before is not None and _WORSE[update.confidence] > _WORSE[before.confidence]


def missing(register: Register, month: Month) -> list[Missing]:
    """What the month still lacks, for the draft of its report: `.blocks` is settled first, or reasoned."""
    return MonthState(register, month).missing


def _questions(count: int) -> str:
    return ngettext("%(count)d question waits for an answer", "%(count)d questions wait for an answer", count) % {
        "count": count
    }


def _unexplained(count: int) -> str:
    return ngettext("%(count)d contradiction is not explained", "%(count)d contradictions are not explained", count) % {
        "count": count
    }


def _silent(count: int) -> str:
    return ngettext(
        "%(count)d item is silent; the report says so", "%(count)d items are silent; the report says so", count
    ) % {"count": count}


def _wordless(count: int) -> str:
    return ngettext("%(count)d record has no words yet", "%(count)d records have no words yet", count) % {
        "count": count
    }


def _to_report(count: int) -> str:
    return ngettext(
        "%(count)d delay is not reported to whom it was promised",
        "%(count)d delays are not reported to whom they were promised",
        count,
    ) % {"count": count}

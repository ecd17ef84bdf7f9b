"""A difference in words: records by kind, each field old and new as other pages show them; for page and export."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.db.models import ForeignKey
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from riskreg import models
from riskreg.filters.compare import Moment
from riskreg.history import compare
from riskreg.history.called import Called, names, people
from riskreg.history.compare import FieldDifference, RecordDifference, What
from riskreg.history.register import Register
from riskreg.history.timeline import ACTORS, UNTOLD, by_field, precision_of, shown, told_of
from riskreg.models.base import Record
from riskreg.vocabulary import dates
from riskreg.web.day import ViewDay
from riskreg.web.links import BELONGS_TO, PAGES, url_of_code

# The order of the page: as the navigation has them, what hangs on a record after it; the lists come last.
KINDS: tuple[type[Any], ...] = (
    models.Risk, models.RiskAssessment, models.RiskAcceptance, models.AssessmentCycle, models.TopRisk,
    models.RiskObjective, models.Measure, models.MeasureAssessment, models.RiskMeasure, models.Indicator,
    models.IndicatorValue, models.RiskIndicator, models.Finding, models.FindingRating, models.FindingTarget,
    models.FindingSender, models.RiskFinding, models.Recommendation, models.AuditReport, models.Plan, models.Baseline,
    models.BaselineLine, models.Workstream, models.FindingPlan, models.RiskPlan, models.Milestone,
    models.MilestoneForecast, models.MilestoneDependency, models.ProgressUpdate, models.Commitment,
    models.CommitmentReschedule, models.CommitmentReport, models.CommitmentLink, models.Decision, models.Evidence,
    models.ContextEvent, models.ReportingPeriod, models.PeriodNote, models.Confirmation, models.UpdateQuestion,
    models.Explanation, models.ReportDraft, models.PublishedReport, models.Objective, models.Role, models.Unit,
    models.Party, models.Source, models.RatingScale, models.RatingLevel, models.User, models.RoleAssignment,
    models.ConfidentialAccess, models.Setting,
)  # fmt: skip
WORDS: dict[What, Any] = {
    What.ADDED: _("added"),
    What.WITHDRAWN: _("withdrawn"),
    What.RETURNED: _("brought back"),
    What.CHANGED: _("changed"),
    What.GONE: _("not there any more"),
    What.SAME: _("the same"),
}
ICONS = {What.ADDED: "plus", What.WITHDRAWN: "close"}
# Columns that no page tells, and what is too large for one: neither compared nor read; id and code always are.
LEFT_OUT = frozenset(name for kind in KINDS for name in (*UNTOLD, *told_of(kind)[1])) - {"id", "code"}
# What a line or link is shown with; `about` names it by its code instead.
PARENTS = (*BELONGS_TO, "cycle", "report", "period")


@dataclass(frozen=True)
class FieldLine:
    """One field; "" is empty, `days` by how much a date moved."""

    name: str
    label: str
    old: str
    new: str
    days: int | None
    is_same: bool


@dataclass(frozen=True)
class RecordLines:
    """One record with its fields; the addresses are its page on either day, or that of what it belongs to."""

    kind: type[Any]
    code: str
    title: str
    what: What
    basis: str
    withdrawn: bool
    lines: tuple[FieldLine, ...]
    before_url: str
    after_url: str

    @property
    def what_words(self) -> str:
        return str(WORDS[self.what])

    @property
    def icon(self) -> str:
        return ICONS.get(self.what, "")

    @property
    def is_there_before(self) -> bool:
        return self.what != What.ADDED

    @property
    def differing(self) -> int:
        return sum(not line.is_same for line in self.lines)


@dataclass(frozen=True)
class Count:
    """Of one kind: how many records became what; `same` is None where it is not asked."""

    kind: type[Any]
    label: str
    by_what: dict[What, int]
    same: int | None
    url: str = ""

    @property
    def added(self) -> int:
        return self.by_what.get(What.ADDED, 0)

    @property
    def withdrawn(self) -> int:
        return self.by_what.get(What.WITHDRAWN, 0)

    @property
    def changed(self) -> int:
        """Those that were brought back among them."""
        return sum(self.by_what.values()) - self.added - self.withdrawn


def label(kind: type[Any]) -> str:
    return str(capfirst(kind._meta.verbose_name_plural))


def counts(difference: compare.Difference, totals: dict[type[Any], int] | None) -> list[Count]:
    """One line a kind that differs, or with `totals` at the end a line each that holds a record."""
    found: dict[type[Any], Counter[What]] = defaultdict(Counter)
    for one in difference.records:
        found[one.kind][one.what] += 1
    listed = []
    for kind in difference.kinds:
        total = (totals or {}).get(kind, 0)
        if found[kind] or total:
            same = None if totals is None else total - sum(found[kind].values())
            listed.append(Count(kind, label(kind), dict(found[kind]), same))
    return listed


class Telling:
    """The words of some records of a difference, and of `every` one field by field.

    One query for what they refer to, and one for each kind that names somebody by a key.
    """

    def __init__(self, start: Register, end: Register, records: Sequence[RecordDifference], every: Any = None) -> None:
        self.records, self.every = records, every
        self.fields: dict[type[Any], list[Any]] = {}
        self.names = names(start, end, _referred_to(records))
        self.people = people(records, ACTORS)

    def lines(self, one: RecordDifference) -> tuple[FieldLine, ...]:
        differs = {field.name: field for field in one.every_field}
        if one.kind not in self.fields:
            self.fields[one.kind] = _in_order(one.kind)
        fields = ((field, differs[field.attname]) for field in self.fields[one.kind] if field.attname in differs)
        told = (self._line(one, field, values) for field, values in fields)
        return tuple(line for line in told if line is not None)

    def _line(self, one: RecordDifference, field: Any, values: FieldDifference) -> FieldLine | None:
        old, new = self.show(one, field, values.old, "before"), self.show(one, field, values.new, "after")
        is_same = old == new if one.before is not None else not new
        # An added record's flags that are down, and the precisions of its dates, tell nothing of their own.
        silent = one.before is None and (values.new is False or field.name.endswith("precision"))
        if (is_same or silent) and one is not self.every:
            return None
        days = (values.days or None) if not is_same else None
        return FieldLine(field.name, str(capfirst(field.verbose_name)), old, new, days, is_same)

    def show(self, one: RecordDifference, field: Any, value: Any, side: str) -> str:
        if value is None or value == "" or value == {}:
            return ""
        if isinstance(field, ForeignKey):
            called = self.names.get((field.related_model, value))
            return (getattr(called, side) or called.after) if called is not None else ""
        if field.name in ACTORS:
            return self.people.get(value, str(value))
        if field.name == "basis_by_field":
            return by_field(one.kind, value)
        if isinstance(value, date) and not isinstance(value, datetime):
            row = SimpleNamespace(**(one.before if side == "before" else one.after) or {})
            return dates.show(value, precision_of(one.kind, field.name, row))
        return shown(field, value)

    def told(self, days: tuple[ViewDay, ViewDay]) -> list[RecordLines]:
        return [self._told(one, days) for one in self.records]

    def _told(self, one: RecordDifference, days: tuple[ViewDay, ViewDay]) -> RecordLines:
        row = one.latest
        before, after = days
        return RecordLines(
            kind=one.kind,
            code=one.code,
            title=str(row.get("title") or row.get("name") or ""),
            what=one.what,
            basis=str(row.get("basis") or ""),
            withdrawn=bool(row.get("withdrawn")),
            lines=self.lines(one),
            before_url=self._url(before, one) if one.before is not None else "",
            after_url=self._url(after, one),
        )

    def _url(self, day: ViewDay, one: RecordDifference) -> str:
        """The record's page, or that of what it belongs to."""
        name = PAGES.get(one.kind._meta.model_name or "")
        if name:
            return day.link(reverse(name, args=[one.code]))
        row = one.latest
        for parent in PARENTS:
            if row.get(f"{parent}_id") is not None:
                called = self.names.get((one.kind._meta.get_field(parent).related_model, row[f"{parent}_id"]))
                return _page(day, called)
        return url_of_code(day, row["about"]) if row.get("about") else ""


def _in_order(kind: type[Any]) -> list[Any]:
    """The fields that are told: the kind's own first, then what every record has."""
    of_all = {field.name for field in Record._meta.fields}
    return sorted(told_of(kind)[0], key=lambda field: field.name in of_all)


def _page(day: ViewDay, called: Called | None) -> str:
    name = PAGES.get(called.kind._meta.model_name or "") if called is not None else None
    try:
        return day.link(reverse(name, args=[called.code])) if name and called else ""
    except NoReverseMatch:
        return ""


def _referred_to(records: Iterable[RecordDifference]) -> dict[type[Any], set[int]]:
    """What the records refer to at either end, kind by kind."""
    wanted: dict[type[Any], set[int]] = defaultdict(set)
    relations: dict[type[Any], list[tuple[str, type[Any]]]] = {}
    for one in records:
        if one.kind not in relations:
            relations[one.kind] = [
                (field.attname, field.related_model)
                for field in one.kind._meta.fields
                if isinstance(field, ForeignKey) and field.name != "head"
            ]
        for name, related in relations[one.kind]:
            wanted[related] |= {row[name] for row in (one.before, one.after) if row and row.get(name) is not None}
    return wanted


def days_of(day: ViewDay, start: Moment, end: Moment) -> tuple[ViewDay, ViewDay]:
    """The two days, for the links to a record as it stood on each."""

    def on(moment: Moment) -> ViewDay:
        return replace(day, on=moment.on, is_past=moment.on < day.latest_on, compare_given=False)

    return on(start), on(end)

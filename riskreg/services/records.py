"""Acts that every kind of record has: create, edit, withdraw, link, hand over."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from riskreg import models
from riskreg.access import OWNED, Actor, require, visible_to
from riskreg.services import _rules
from riskreg.services._record import Writing, check_version, writing
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import RuleBroken

# Which noun of the role table each kind of record falls under.
NOUNS: dict[type[Any], str] = {
    models.Source: "source",
    models.Party: "party",
    models.Unit: "unit",
    models.Role: "role",
    models.RatingScale: "scale",
    models.RatingLevel: "scale",
    models.Objective: "objective",
    models.Risk: "risk",
    models.AssessmentCycle: "cycle",
    models.Measure: "measure",
    models.AuditReport: "report",
    models.Finding: "finding",
    models.Recommendation: "recommendation",
    models.Plan: "plan",
    models.Workstream: "workstream",
    models.Milestone: "milestone",
    models.Indicator: "indicator",
    models.Commitment: "commitment",
    models.ContextEvent: "context",
    models.Evidence: "evidence",
}


# Nouns that are made by an act with a name of its own.
MADE_BY = {"report": "report.record", "cycle": "cycle.open"}


# What codes begin with of the kinds that can be hidden. Their codes are given, not asked: whoever could choose one
# would be told which are taken, also by what they may not see.
PREFIXES: dict[type[Any], str] = {models.Risk: "RSK-", models.Measure: "MSR-", models.ContextEvent: "EVT-"}


def noun_of(kind: type[Any]) -> str:
    """The noun under which the kind's acts stand in the role table."""
    return NOUNS[kind]


def create(kind: type[Any], /, *, by: Actor, at: datetime, reason: str = "", **values: Any) -> Any:
    """A new record. Raises RuleBroken naming the field, or that the code is taken."""
    noun = noun_of(kind)
    act = MADE_BY.get(noun, f"{noun}.create")
    with writing(act, by=by, at=at, reason=reason) as act_under_way:
        made = kind(**values)
        _rules.check(by, made, values)
        return act_under_way.add(made)


def edit(record: Any, /, *, by: Actor, at: datetime, reason: str = "", rev: int | None = None, **values: Any) -> Any:
    """Change the record's own words. Raises RuleBroken for a field that only a verb may change."""
    if record.APPEND_ONLY:
        raise RuleBroken(_("%(code)s is a line of a list and is never edited") % {"code": record.code})
    kept = {f.name for f in record._meta.fields if not f.editable or f.name in ("code", "withdrawn")}
    with writing(f"{noun_of(type(record))}.edit", by=by, at=at, record=record, reason=reason, rev=rev) as act:
        for name in values:
            if name in kept or not hasattr(record, name):
                raise RuleBroken(_("%(field)s is not typed; it follows from an act") % {"field": name}, code=name)
        _rules.check(by, record, values)
        act.change(record, **values)
    return record


def withdraw(record: Any, *, by: Actor, at: datetime, reason: str, rev: int | None = None) -> Any:
    """Take the record out of every open list and count; it stays in the past and in its history."""
    with writing(f"{noun_or_parent(record)}.withdraw", by=by, at=at, record=record, reason=reason, rev=rev) as act:
        if not reason.strip():
            raise RuleBroken(_("Say why %(code)s is withdrawn") % {"code": record.code}, code="reason")
        _rules.check_withdrawal(by, record)
        act.change(record, withdrawn=True)
        for part in _rules.goes_with(record):
            act.change(part, withdrawn=True)
    return record


def noun_or_parent(record: Any) -> str:
    """The noun of the record, or of the record that it is a line or a link of."""
    if type(record) in NOUNS:
        return noun_of(type(record))
    for name in ("commitment", "milestone", "risk", "measure", "finding", "plan", "indicator"):
        if hasattr(record, f"{name}_id"):
            return name
    return "context"


def bond(act: Writing, kind: type[Any], /, **ends: Any) -> Any:
    """Link two records inside an act; a link that was taken away comes back.

    Raises RuleBroken when an end is withdrawn or the link stands already; a load may say the same twice.
    """
    left, right = list(ends.values())[:2]
    code = f"{left.code}~{right.code}"
    if act.by.provenance is None:
        for name, end in ends.items():
            _check_end(act, name, end)
    standing = kind._base_manager.filter(code=code).first()
    if standing is None:
        return act.add(kind(code=code, **ends))
    if act.by.provenance is None and not standing.withdrawn:
        raise RuleBroken(
            _("%(one)s and %(other)s are linked already") % {"one": left.code, "other": right.code},
            code=list(ends)[-1],
        )
    act.change(standing, withdrawn=False)
    return standing


def _check_end(act: Writing, name: str, end: Any) -> None:
    """As it stands now, whatever was read before; what this act made itself stands."""
    if any(written is end for written, _entry in act.outermost.written):
        return
    if type(end)._base_manager.filter(pk=end.pk, withdrawn=True).exists():
        raise RuleBroken(_("%(code)s is withdrawn") % {"code": end.code}, code=name)


def link(
    kind: type[Any],
    /,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    seen: tuple[Any, int | None] | None = None,
    **ends: Any,
) -> Any:
    """Link two records, for example `link(RiskFinding, risk=..., finding=..., by=..., at=...)`.

    `seen` is an end and the version of it that was seen, when that is not the first end. Raises Stale.
    """
    first = next(iter(ends.values()))
    with writing(f"{noun_of(type(first))}.link", by=by, at=at, record=first, reason=reason) as act:
        check_seen(seen)
        return bond(act, kind, **ends)


def check_seen(seen: tuple[Any, int | None] | None) -> None:
    """Inside an act on another record: raises Stale when the one of which the page was has changed since."""
    if seen is not None and seen[1] is not None:
        record, rev = seen
        check_version(type(record)._base_manager.get(pk=record.pk), rev)


def unlink(existing: Any, *, by: Actor, at: datetime, reason: str, rev: int | None = None) -> Any:
    """Take a link away; it stays in the past."""
    with writing(f"{noun_or_parent(existing)}.link", by=by, at=at, record=existing, reason=reason, rev=rev) as act:
        if not reason.strip():
            raise RuleBroken(_("Say why %(code)s is withdrawn") % {"code": existing.code}, code="reason")
        act.change(existing, withdrawn=True)
    return existing


def hand_over(
    records: list[Any],
    *,
    to: models.Role,
    by: Actor,
    at: datetime,
    reason: str,
    from_day: date | None = None,
    rev: int | None = None,
) -> list[Any]:
    """Give every record's ownership to another role, in one act; past owners stay facts of their days.

    `rev` is the version seen of a single record. Raises RuleBroken, its code the argument's name.
    """
    with ExitStack() as acts:
        for record in records:
            noun = noun_of(type(record))
            act = acts.enter_context(
                writing(f"{noun}.hand_over", by=by, at=at, record=record, reason=reason, rev=rev, applies_to=from_day)
            )
            if record is records[0]:
                _check_receiver(act, to)
            _check_handing(act, record, to)
            try:
                act.change(record, **{owner_of(record): to.pk})
            except RuleBroken as refused:
                raise RuleBroken(refused.message, code="to") from refused
        if not records:
            raise RuleBroken(_("There is nothing to hand over"), code="items")
    return records


def owner_of(record: Any) -> str:
    """The column that holds the role that owns the record."""
    return "keeper_id" if hasattr(record, "keeper_id") else "owner_id"


def _check_receiver(act: Writing, to: models.Role) -> None:
    """A role that stands, and that no auditor fills: not even an outside one, which may keep what it owns."""
    if to.withdrawn:
        raise RuleBroken(_("%(code)s is withdrawn") % {"code": to.code}, code="to")
    held = models.RoleAssignment.objects.standing().filter(role=to, right=Right.AUDITOR)
    if act.by.provenance is None and held.filter(Q(ends__isnull=True) | Q(ends__gte=act.on)).exists():
        raise RuleBroken(_("%(role)s is filled by an auditor, who owns nothing here") % {"role": to.name}, code="to")


def _check_handing(act: Writing, record: Any, to: models.Role) -> None:
    if not act.reason.strip():
        raise RuleBroken(_("Say why %(code)s is handed over") % {"code": record.code}, code="reason")
    if act.applies_to is not None and act.applies_to > act.on:
        raise RuleBroken(_("Hand over from today or an earlier day; on a later day, do it then"), code="from_day")
    if getattr(record, owner_of(record)) == to.pk:
        raise RuleBroken(_("%(role)s owns %(code)s already") % {"role": to.name, "code": record.code}, code="to")


def open_items(role: models.Role, by: Actor) -> list[Any]:
    """Every open record that the role owns and the actor may see."""
    owned = [rows.filter(owner=role).order_by("code") for rows in _open_and_owned()]
    kept = models.Commitment.objects.open().filter(keeper=role).order_by("code")
    return [record for rows in (*owned, kept) for record in visible_to(by, rows)]


def hand_over_all(
    role: models.Role, *, to: models.Role, by: Actor, at: datetime, reason: str, from_day: date | None = None
) -> list[Any]:
    """Give every open item of a role that the actor may see to another role; what is hidden stays where it is.

    A refusal, a count or a line that told of more would tell that there is something to hide. Raises RuleBroken.
    """
    for noun in OWNED:
        require(by, f"{noun}.hand_over")
    return hand_over(open_items(role, by), to=to, by=by, at=at, reason=reason, from_day=from_day)


def _open_and_owned() -> tuple[Any, ...]:
    return (
        models.Risk.objects.current(),
        models.Measure.objects.standing(),
        models.Finding.objects.open(),
        models.Plan.objects.running(),
        models.Milestone.objects.unfinished(),
        models.Indicator.objects.standing(),
    )


def next_code(kind: type[Any], prefix: str) -> str:
    """The code after the highest that was ever given out with these first letters; withdrawn records keep theirs.

    Two people may be told the same one at the same moment; the second to save is refused and takes the next.
    """
    taken = kind._base_manager.filter(code__startswith=prefix).values_list("code", flat=True)
    numbers = [code.removeprefix(prefix) for code in taken]
    highest = max((number for number in numbers if number.isdecimal()), key=int, default="000")
    return f"{prefix}{int(highest) + 1:0{max(len(highest), 2)}d}"

"""Acts that every kind of record has: create, edit, withdraw, link, hand over."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg import models
from riskreg.access import Actor
from riskreg.services._record import Writing, writing
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
}


def noun_of(kind: type[Any]) -> str:
    """The noun under which the kind's acts stand in the role table."""
    return NOUNS[kind]


def create(kind: type[Any], /, *, by: Actor, at: datetime, reason: str = "", **values: Any) -> Any:
    """A new record. Raises RuleBroken naming the field, or that the code is taken."""
    noun = noun_of(kind)
    act = "report.record" if noun == "report" else f"{noun}.create"
    with writing(act, by=by, at=at, reason=reason) as act_under_way:
        return act_under_way.add(kind(**values))


def edit(record: Any, /, *, by: Actor, at: datetime, reason: str = "", rev: int | None = None, **values: Any) -> Any:
    """Change the record's own words. Raises RuleBroken for a field that only a verb may change."""
    kept = {f.name for f in record._meta.fields if not f.editable or f.name in ("code", "withdrawn")}
    for name in values:
        if name in kept or not hasattr(record, name):
            raise RuleBroken(_("%(field)s is not typed; it follows from an act") % {"field": name}, code=name)
    if record.APPEND_ONLY:
        raise RuleBroken(_("%(code)s is a line of a list and is never edited") % {"code": record.code})
    with writing(f"{noun_of(type(record))}.edit", by=by, at=at, record=record, reason=reason, rev=rev) as act:
        act.change(record, **values)
    return record


def withdraw(record: Any, *, by: Actor, at: datetime, reason: str, rev: int | None = None) -> Any:
    """Take the record out of every open list and count; it stays in the past and in its history."""
    if not reason.strip():
        raise RuleBroken(_("Say why %(code)s is withdrawn") % {"code": record.code}, code="reason")
    with writing(f"{noun_or_parent(record)}.withdraw", by=by, at=at, record=record, reason=reason, rev=rev) as act:
        act.change(record, withdrawn=True)
    return record


def noun_or_parent(record: Any) -> str:
    """The noun of the record, or of the record that it is a line or a link of."""
    if type(record) in NOUNS:
        return noun_of(type(record))
    for name in ("milestone", "risk", "measure", "finding", "plan", "indicator", "commitment"):
        if hasattr(record, f"{name}_id"):
            return name
    return "context"


def bond(act: Writing, kind: type[Any], /, **ends: Any) -> Any:
    """Link two records inside an act; a link that was taken away comes back."""
    left, right = list(ends.values())[:2]
    code = f"{left.code}~{right.code}"
    standing = kind._base_manager.filter(code=code).first()
    if standing is None:
        return act.add(kind(code=code, **ends))
    act.change(standing, withdrawn=False)
    return standing


def link(kind: type[Any], /, *, by: Actor, at: datetime, reason: str = "", **ends: Any) -> Any:
    """Link two records, for example `link(RiskFinding, risk=..., finding=..., by=..., at=...)`."""
    first = next(iter(ends.values()))
    with writing(f"{noun_of(type(first))}.link", by=by, at=at, record=first, reason=reason) as act:
        return bond(act, kind, **ends)


def unlink(existing: Any, *, by: Actor, at: datetime, reason: str, rev: int | None = None) -> Any:
    """Take a link away; it stays in the past."""
    if not reason.strip():
        raise RuleBroken(_("Say why %(code)s is withdrawn") % {"code": existing.code}, code="reason")
    with writing(f"{noun_or_parent(existing)}.link", by=by, at=at, record=existing, reason=reason, rev=rev) as act:
        act.change(existing, withdrawn=True)
    return existing


def hand_over(
    records: list[Any], *, to: Any, by: Actor, at: datetime, reason: str, from_day: date | None = None
) -> list[Any]:
    """Give every record's ownership to another role, in one act; past owners stay facts of their days."""
    with writing(f"{noun_of(type(records[0]))}.hand_over", by=by, at=at, reason=reason, applies_to=from_day) as act:
        for record in records:
            name = "keeper" if hasattr(record, "keeper_id") else "owner"
            act.change(record, **{f"{name}_id": to.pk})
    return records

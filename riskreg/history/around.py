"""What happened around a record: decisions, links, evidence, acceptances, questions, reports; who, when and why."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from riskreg.access import visible_to
from riskreg.history.register import Register
from riskreg.history.timeline import TimelineEntry, acting_as
from riskreg.models import (
    Commitment,
    CommitmentReport,
    Decision,
    Evidence,
    Explanation,
    Risk,
    RiskAcceptance,
    UpdateQuestion,
)
from riskreg.models.base import Bond
from riskreg.vocabulary import acts, scoring
from riskreg.vocabulary.choices import Verdict
from riskreg.vocabulary.periods import day_of

_COLUMNS = (
    "history_date", "recorded_at", "applies_to", "actor_name", "actor_role", "act", "history_change_reason", "rev",
    "code", "withdrawn", "title_said", "verdict_said",
)  # fmt: skip
# Acts on a month's update of the record, and on what a promise will be.
_OF_MONTH = ("update.return", "update.answer", "update.explain", "commitment.report")
_MONTH = re.compile(r"^-([0-9]{4}-[0-9]{2})-")
_FIRST = datetime.min.replace(tzinfo=UTC)


def life(register: Register, record: Any, own: list[TimelineEntry]) -> list[TimelineEntry]:
    """The record's own entries and those around it, newest first. One query more; for a risk up to three."""
    kind = getattr(type(record), "instance_type", type(record))
    rows = _rows(register, kind, record)
    found = [*own, *(_entry(record, row) for row in rows)]
    if kind is Risk:
        found += _stale(register, record, rows)
    # Of one moment, what was done to the record itself comes first.
    return sorted(found, key=lambda entry: (entry.on, entry.when or _FIRST), reverse=True)


def _rows(register: Register, kind: type[Any], record: Any) -> list[dict[str, Any]]:
    """One query over all the kinds that hang on the record; what the reader may not see is not there."""
    asked = [
        _versions(register, Decision, Q(about=record.code), title=F("title"), verdict=F("verdict")),
        _versions(register, Evidence, Q(about=record.code), title=F("title")),
        *(_versions(register, one, Q(about=record.code)) for one in (UpdateQuestion, Explanation)),
    ]
    if kind is Commitment:
        asked.append(_versions(register, CommitmentReport, Q(commitment_id=record.id)))
    if kind is Risk:
        asked.append(_versions(register, RiskAcceptance, Q(risk_id=record.id)))
    for bond in sorted(Bond.__subclasses__(), key=lambda one: one.__name__):
        ends = [field.attname for field in bond._meta.fields if field.related_model is kind]
        if ends:
            asked.append(_versions(register, bond, Q(*((end, record.id) for end in ends), _connector=Q.OR)))
    return sorted(asked[0].union(*asked[1:], all=True), key=lambda row: (row["code"], row["rev"]))


def _versions(register: Register, kind: type[Any], which: Q, **said: Any) -> QuerySet[Any, dict[str, Any]]:
    rows = visible_to(register.actor, kind.versions().filter(which))
    if register.moment is not None:
        rows = rows.filter(history_date__lt=register.moment)
    words = {
        f"{name}_said": Cast(said.get(name, Value("")), CharField(max_length=200)) for name in ("title", "verdict")
    }
    told: QuerySet[Any, dict[str, Any]] = rows.order_by().annotate(**words).values(*_COLUMNS)
    return told


def _entry(record: Any, row: dict[str, Any]) -> TimelineEntry:
    words = acts.label(row["act"])
    if "~" in row["code"]:
        ends = row["code"].split("~")
        called = next((end for end in ends if end != record.code), row["code"])
        words = str(acts.UNLINKED) if row["withdrawn"] else words
    elif row["act"] in _OF_MONTH:
        # Its own code is nobody's name for it; the month in that code is.
        month = _MONTH.search(row["code"].removeprefix(record.code))
        called = month[1] if month else ""
    else:
        called = f"{row['code']} {row['title_said']}".strip()
    if row["verdict_said"] and row["act"] == "decision.take":
        words = f"{words}, {Verdict(row['verdict_said']).label}"
    return _told(row, row["act"], f"{words}: {called}" if called else words)


def _told(row: dict[str, Any], act: str, words: str) -> TimelineEntry:
    loaded = row["recorded_at"] != row["history_date"]
    return TimelineEntry(
        when=None if loaded else row["history_date"],
        on=day_of(row["history_date"]),
        recorded_at=row["recorded_at"] if loaded else None,
        applies_to=row["applies_to"],
        who=row["actor_name"],
        role=acting_as(row["actor_role"]),
        act=act,
        act_label=words,
        reason=row["history_change_reason"] or "",
        changes=(),
        rev=row["rev"],
        is_key=acts.is_key(act),
        is_loaded=loaded,
        is_created=False,
    )


def _stale(register: Register, risk: Any, rows: list[dict[str, Any]]) -> list[TimelineEntry]:
    """The judgement by which each acceptance went stale: the first after it that gave another residual."""
    accepted = {row["code"]: row["history_date"] for row in rows if row["act"] == "risk.accept"}
    if not accepted:
        return []
    lines = register.lines(RiskAcceptance, "risk", [risk.id]).get(risk.id, [])
    judged = [*_versions(register, Risk, Q(id=risk.id)).order_by("rev").values(*_COLUMNS, "likelihood", "impact")]
    told = []
    for line in lines:
        then = (line.at_likelihood, line.at_impact)
        after = [row for row in judged if row["history_date"] > accepted[line.code]]
        turned = next((row for row in after if (row["likelihood"], row["impact"]) != then), None)
        if turned is not None:
            words = _("acceptance %(code)s went stale: it was given at %(score)d")
            told.append(_told(turned, "risk.assess", words % {"code": line.code, "score": scoring.score(*then)}))
    return told

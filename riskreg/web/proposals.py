"""A proposal as a reader sees it: old and new side by side, without what the reader may not see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.history.register import Register
from riskreg.models import Milestone, Risk
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import BaselineReason, Precision, TopChange
from riskreg.web.day import ViewDay
from riskreg.web.details import Fact, facts
from riskreg.web.links import anchor, url_of


@dataclass(frozen=True)
class Move:
    """One milestone's promise: what stands, what is proposed; days plus is later."""

    milestone: Any
    old: date | None
    forecast: date | None
    new: date
    old_weight: int
    weight: int
    url: str = ""

    @property
    def days(self) -> int | None:
        return (self.new - self.old).days if self.old else None


@dataclass(frozen=True)
class Listed:
    """What a proposed top list says of one risk."""

    risk: Any
    url: str
    change: str
    title: str
    reason: str


@dataclass(frozen=True)
class Shown:
    """What agreeing carries out, in tables and facts; nothing for a question in words."""

    moves: list[Move]
    places: list[Listed]
    facts: list[Fact]

    @property
    def is_empty(self) -> bool:
        return not (self.moves or self.places or self.facts)


def shown(register: Register, day: ViewDay | None, decision: Any) -> Shown:
    """The decision's proposal, with the records as they are called on the register's day."""
    proposal = decision.proposal if decision.proposed_act else {}
    lines = proposal.get("lines", [])
    moves = _moves(register, day, lines) if decision.proposed_act.startswith("plan.") else []
    places = _places(register, day, lines) if decision.proposed_act == "cycle.list" else []
    return Shown(moves, places, _facts(decision.proposed_act, proposal))


def pending(request: HttpRequest, record: Any) -> list[Any]:
    """What is put to management about the record and not decided on the day looked at. One query."""
    asked = request.register.decisions.asked().filter(about=record.code).exclude(proposed_act="").order_by("code")
    rows = list(asked)
    for one in rows:
        one.link = anchor(request.day, one)
    return rows


def _url(day: ViewDay | None, record: Any) -> str:
    return url_of(day, record) if day is not None else ""


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _moves(register: Register, day: ViewDay | None, lines: list[dict[str, Any]]) -> list[Move]:
    rows = {one.code: one for one in register.of(Milestone).filter(code__in=[line["milestone"] for line in lines])}
    return [
        Move(
            one, _day(line.get("was")), _day(line.get("forecast")), date.fromisoformat(line["finish"]),
            line.get("was_weight", line["weight"]), line["weight"], _url(day, one),
        )
        for line in lines
        if (one := rows.get(line["milestone"])) is not None
    ]  # fmt: skip


def _places(register: Register, day: ViewDay | None, lines: list[dict[str, Any]]) -> list[Listed]:
    """Only the risks that the reader may see; the others are not there, and not counted."""
    rows = {one.code: one for one in register.of(Risk).filter(code__in=[line["risk"] for line in lines])}
    return [
        Listed(
            one, _url(day, one), capfirst(str(TopChange(line["change"]).label)), line.get("title", ""),
            line.get("reason", ""),
        )
        for line in lines
        if (one := rows.get(line["risk"])) is not None
    ]  # fmt: skip


def _facts(act: str, proposal: dict[str, Any]) -> list[Fact]:
    """What is proposed besides rows, each value in words."""
    target, until, accepted_by = (proposal.get(name) for name in ("target", "until", "accepted_by"))
    category, precision = proposal.get("reason_category"), proposal.get("precision") or Precision.DAY
    residual = [proposal.get(name) for name in ("likelihood", "impact")]
    is_target = act == "finding.retarget"
    return facts(
        (_("Solved by"), dates.show(_day(target), precision) if is_target else ""),
        (_("Accepted until"), show.day(_day(until)) if until else ""),
        (_("Accepted by"), accepted_by or ""),
        (_("At the residual"), show.score(*residual) if None not in residual else ""),
        (
            _("Kind of reason"),
            capfirst(str(BaselineReason(category).label)) if category and act == "plan.rebaseline" else "",
        ),
        (_("Document"), proposal.get("document", "")),
    )

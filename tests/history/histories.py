"""Random histories of the register, made by the services: every act on a few records, and copies of all tables."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from riskreg import models
from riskreg.access import operator
from riskreg.history.compare import columns
from riskreg.integrity.tables import tracked_models
from riskreg.services import (
    accounts,
    commitments,
    decisions,
    evidence,
    findings,
    indicators,
    measures,
    milestones,
    periods,
    plans,
    records,
    risks,
    targets,
)
from riskreg.services.plans import Promise
from riskreg.vocabulary.choices import Verdict
from riskreg.vocabulary.errors import Refused
from riskreg.vocabulary.periods import Month, day_of
from tests import factories
from tests.factories import AT, BY

KINDS = tuple(tracked_models())
Copy = dict[type[Any], dict[int, dict[str, Any]]]


def copy_of_everything() -> Copy:
    """Every live table, every column but those outside history."""
    return {kind: {row["id"]: row for row in kind.objects.order_by("id").values(*columns(kind))} for kind in KINDS}


class World:
    """Two of most kinds of record, made at one moment, on which any act may be tried."""

    def __init__(self) -> None:
        self.roles = [factories.role(), factories.role()]
        owned: dict[str, Any] = {"owner": self.roles[0]}
        self.unit, self.party, self.source = factories.unit(), factories.party(), factories.source()
        self.plans = [factories.plan(**owned) for _ in range(2)]
        self.milestones = [factories.milestone(plan) for plan in self.plans]
        self.risks = [factories.risk(**owned) for _ in range(2)]
        self.measures = [factories.measure(risk, **owned) for risk in self.risks]
        self.findings = [factories.finding(**owned) for _ in range(2)]
        self.indicator = factories.indicator(**owned)
        self.commitments = [factories.commitment(keeper=self.roles[0]) for _ in range(2)]
        self.report = factories.audit_report()
        self.recommendation = factories.recommendation(self.findings[0])
        self.user = factories.account("officer")
        periods.open_month(Month.of(day_of(AT)), by=BY, at=AT)

    def act(self, chosen: random.Random, at: datetime) -> None:
        """One act, drawn; raises Refused where a rule forbids it."""
        do = {"by": BY, "at": at, "reason": f"reason {chosen.randrange(99)}"}
        acts = [*self._plans(chosen, do), *self._risks(chosen, do), *self._findings(chosen, do)]
        acts += [*self._others(chosen, do), *self._any_record(chosen, do)]
        chosen.choice(acts)()

    # --- what may be drawn
    def _one(self, chosen: random.Random, listed: list[Any]) -> Any:
        record = chosen.choice(listed)
        return type(record).objects.get(pk=record.pk)

    def _day(self, chosen: random.Random) -> date:
        return date(2027, 1, 1) + timedelta(days=chosen.randrange(400))

    def _agreed(self, act: str, record: Any, at: datetime) -> models.Decision:
        asked = decisions.propose(act, record, proposal={}, by=operator("proposer"), at=at, reason="asked")
        told: dict[str, Any] = {"outcome": "agreed", "verdict": Verdict.AGREED, "by": operator("board"), "at": at}
        return decisions.take(asked, taken_by=self.roles[0], carry_out=lambda: None, **told)

    def _plans(self, chosen: random.Random, do: dict[str, Any]) -> list[Callable[[], Any]]:
        one, plan = self._one(chosen, self.milestones), self._one(chosen, self.plans)
        percent, day = chosen.randrange(100), self._day(chosen)
        own = [milestone for milestone in self.milestones if milestone.plan_id == plan.pk]
        promised = {"lines": {own[0]: Promise(day, percent)}, "decided_by": self.roles[0]}
        return [
            lambda: milestones.start(one, percent=percent, **do),
            lambda: milestones.progress(one, percent=percent, **do),
            lambda: milestones.move_forecast(one, to=day, **do),
            lambda: milestones.block(one, **do),
            lambda: milestones.unblock(one, **do),
            lambda: milestones.reopen(one, percent=percent, forecast=day, **do),
            lambda: milestones.depend(one, on=self._one(chosen, self.milestones), by=do["by"], at=do["at"]),
            lambda: plans.approve(plan, decision=self._agreed("plan.approve", plan, do["at"]), **promised, **do),
            lambda: plans.rebaseline(plan, decision=self._agreed("plan.rebaseline", plan, do["at"]), **promised, **do),
            lambda: records.edit(plan, title=f"Plan {percent}", start=day, **do),
            lambda: records.create(
                models.Workstream, code=factories.code("WS"), plan=plan, title=f"Work {percent}", **do
            ),
        ]

    def _risks(self, chosen: random.Random, do: dict[str, Any]) -> list[Callable[[], Any]]:
        risk, plan, measure = (self._one(chosen, listed) for listed in (self.risks, self.plans, self.measures))
        scores = {"likelihood": chosen.randrange(1, 6), "impact": chosen.randrange(1, 6)}
        ties = list(models.RiskPlan.objects.filter(withdrawn=False))
        return [
            lambda: risks.assess(risk, kind=chosen.choice(["current", "inherent", "target"]), **scores, **do),
            lambda: risks.reword(risk, title=f"Risk {chosen.randrange(99)}", **do),
            lambda: records.edit(risk, source=self.source, unit=self.unit, confidential=chosen.random() < 0.5, **do),
            lambda: records.edit(risk, predecessor=self._one(chosen, self.risks), **do),
            lambda: records.hand_over([risk], to=chosen.choice(self.roles), **do),
            lambda: records.link(models.RiskPlan, risk=risk, plan=plan, **do),
            lambda: [records.unlink(tie, **do) for tie in ties],
            lambda: records.link(models.RiskFinding, risk=risk, finding=self._one(chosen, self.findings), **do),
            lambda: records.link(models.RiskIndicator, risk=risk, indicator=self.indicator, **do),
            lambda: measures.assess(measure, step="design", result="effective", on=day_of(do["at"]), **do),
            lambda: records.edit(measure, description=f"Measure {chosen.randrange(99)}", **do),
            lambda: accounts.grant(self.user, risk, by=do["by"], at=do["at"]),
        ]

    def _findings(self, chosen: random.Random, do: dict[str, Any]) -> list[Callable[[], Any]]:
        finding, plan = self._one(chosen, self.findings), self._one(chosen, self.plans)
        told = {"by": do["by"], "at": do["at"]}
        return [
            lambda: findings.rate(finding, audit_year=2026, rating=None, outcome="reopened", **do),
            lambda: findings.rate(finding, audit_year=2026, rating=None, outcome="maintained", **do),
            lambda: findings.answer_with(finding, plan, **do),
            lambda: targets.set_interim(finding, target=self._day(chosen), precision="day", **do),
            lambda: evidence.add_link(finding, title="Proof", address="https://example.org", **told),
            lambda: findings.report_solved(finding, **do),
            lambda: findings.confirm(finding, by=operator("auditor"), at=do["at"], reason="seen"),
            lambda: findings.send_back(finding, by=operator("auditor"), at=do["at"], reason="not yet"),
            lambda: findings.close(finding, **do),
            lambda: findings.accept(finding, decision=self._agreed("finding.accept", finding, do["at"]), **do),
            lambda: records.edit(self._one(chosen, [self.recommendation]), text=f"Do {chosen.randrange(99)}", **do),
        ]

    def _others(self, chosen: random.Random, do: dict[str, Any]) -> list[Callable[[], Any]]:
        promise, told = self._one(chosen, self.commitments), {"by": do["by"], "at": do["at"]}
        number, month = chosen.randrange(99), Month.of(day_of(do["at"]))
        indicator = self._one(chosen, [self.indicator])
        return [
            lambda: indicators.record_value(
                indicator, period=f"2026-{chosen.randrange(1, 11):02d}", actual=Decimal(number) / 4, **do
            ),
            lambda: commitments.reschedule(promise, to=self._day(chosen), **do),
            lambda: commitments.fulfil(promise, outcome=f"done {number}", **told),
            lambda: commitments.rest_on(promise, self._one(chosen, self.milestones), **told),
            lambda: decisions.ask(title=f"May we {number}?", about=self._one(chosen, self.findings), **told),
            lambda: periods.open_month(month, **told),
            lambda: periods.note(month, self._one(chosen, self.plans), text=f"Words {number}", **told),
            lambda: accounts.edit(self._one(chosen, [self.user]), email=f"a{number}@example.org", **do),
            lambda: records.edit(self._one(chosen, self.roles), name=f"Role {number}", **do),
            lambda: records.edit(self._one(chosen, [self.party]), name=f"Party {number}", **do),
            lambda: records.edit(self._one(chosen, [self.report]), title=f"Report {number}", **do),
            lambda: records.create(models.Party, code=factories.code("EXT"), name="New", kind="auditor", **do),
            lambda: records.create(models.Objective, code=factories.code("OBJ"), name="Aim", kind="vision", **do),
        ]

    def _any_record(self, chosen: random.Random, do: dict[str, Any]) -> list[Callable[[], Any]]:
        """Withdrawals, rarely: what is withdrawn takes no more acts."""
        if chosen.random() > 0.2:
            return []
        listed = [*self.risks[1:], *self.measures[1:], *self.milestones[1:], *self.commitments[1:], self.indicator]
        return [lambda: records.withdraw(self._one(chosen, listed), **do)]


@dataclass
class History:
    """Copies of everything, by the moment just after which they were taken."""

    copies: dict[datetime, Copy] = field(default_factory=dict)
    acts: int = 0

    @property
    def moments(self) -> list[datetime]:
        """Each moment at which the register showed one of the copies."""
        return [at + timedelta(microseconds=1) for at in self.copies]

    def at(self, moment: datetime) -> Copy:
        return self.copies[moment - timedelta(microseconds=1)]


def history(seed: int, acts: int, every: int = 1) -> History:
    """A history of so many acts that were carried out, copied after every so many; several may share a moment."""
    chosen, at, found = random.Random(seed), AT, History()
    world = World()
    found.copies[at] = copy_of_everything()
    while found.acts < acts:
        at += timedelta(seconds=chosen.choice([0, 1, 60, 3_600, 86_400, 20 * 86_400]))
        try:
            # Whole or not at all: an agreement to an act that is refused is taken back with it.
            with transaction.atomic():
                world.act(chosen, at)
        except Refused:
            continue
        found.acts += 1
        if found.acts % every == 0 or at in found.copies or found.acts == acts:
            found.copies[at] = copy_of_everything()
    return found

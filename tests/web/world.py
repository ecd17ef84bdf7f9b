"""A small register with one record of every kind in every case of the matrix, and an account of every right."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from riskreg import models
from riskreg.access import Load, operator
from riskreg.services import accounts, commitments, decisions, measures, periods, records, risks
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, ON, account

OWN, OTHER, LISTED, HIDDEN, WITHDRAWN = CASES = ("own", "other", "listed", "hidden", "withdrawn")
ACCESS_LIST = (Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT)
DO = {"by": BY, "at": AT}
LOAD = {"by": operator("loader", Load(AT)), "at": AT}


@dataclass
class World:
    """Right -> account; kind -> case -> record."""

    people: dict[str, models.User] = field(default_factory=dict)
    records: dict[type[Any], dict[str, Any]] = field(default_factory=dict)

    def keep(self, case: str, record: Any) -> Any:
        self.records.setdefault(type(record), {})[case] = record
        return record

    def client(self, right: str) -> Client:
        made = Client()
        if right in self.people:
            made.force_login(self.people[right])
        return made


def build() -> World:
    """One risk, measure, decision, evidence ... a case; the owner fills the role that owns all but the other's."""
    world = World()
    role, other = factories.role(), factories.role()
    for right in Right:
        fills = (role,) if right == Right.OWNER else ()
        world.people[right.value] = account(right, fills=fills)
    world.keep(OWN, periods.open_month(Month.of(ON), **DO))
    for case in CASES:
        _risk_and_all_that_tells_of_it(world, case, other if case == OTHER else role)
    for case in (OWN, OTHER, WITHDRAWN):
        _the_rest(world, case, other if case == OTHER else role)
    for right in ACCESS_LIST:
        accounts.grant(world.people[right], world.records[models.Risk][LISTED], **DO)
    _withdraw(world)
    return world


def _risk_and_all_that_tells_of_it(world: World, case: str, owner: models.Role) -> None:
    confidential = case in (LISTED, HIDDEN)
    risk = world.keep(case, factories.assessed_risk(owner=owner, confidential=confidential))
    measure = world.keep(case, factories.measure(risk, owner=owner))
    measures.assess(measure, step="design", result="effective", on=ON, reason="seen", **DO)
    objective = records.create(models.Objective, code=factories.code("OBJ"), name="Objective", kind="vision", **DO)
    records.link(models.RiskObjective, risk=risk, objective=objective, **DO)
    world.keep(case, objective)
    world.keep(case, decisions.ask(title="May we?", about=risk, **DO))
    world.keep(case, factories.evidence(measure))
    about = {"about": risk.code, "on": ON, "text": "Outside"}
    world.keep(case, records.create(models.ContextEvent, code=factories.code("CTX"), **about, **DO))
    risks.accept(risk, accepted_by=owner, until=ON, reason="small", **LOAD)
    commitments.rest_on(factories.commitment(keeper=owner), risk, **DO)
    periods.note(Month.of(ON), risk, text="The month's words", **DO)


def _the_rest(world: World, case: str, owner: models.Role) -> None:
    finding = world.keep(case, factories.finding(owner=owner))
    plan = world.keep(case, factories.plan(owner=owner))
    code = factories.code
    parts = (
        factories.milestone(plan, owner=owner),
        factories.indicator(owner=owner),
        factories.commitment(keeper=owner),
        factories.cycle(),
        records.create(models.Recommendation, code=code("REC"), finding=finding, text="Do it", **DO),
        records.create(models.Workstream, code=code("WS"), plan=plan, title="Work", **DO),
        factories.role() if case != OWN else owner,
        records.create(
            models.AuditReport, code=code("RPT"), title="Report", issued_by=factories.party(), audit_year=2025,
            published=ON, **DO,
        ),
    )  # fmt: skip
    for record in parts:
        world.keep(case, record)


# Lines and lists of which the withdrawal has no verb of its own, or needs the record to be empty first.
_NOT_WITHDRAWN = (models.Role, models.Evidence, models.ReportingPeriod)


def _withdraw(world: World) -> None:
    for kind, cases in world.records.items():
        if kind in _NOT_WITHDRAWN:
            continue
        record = cases[WITHDRAWN]
        record.refresh_from_db()
        if record.withdrawn:
            # With its plan.
            continue
        if kind is models.Decision:
            decisions.withdraw(record, reason="A mistake", **DO)
        else:
            records.withdraw(record, reason="A mistake", **DO)

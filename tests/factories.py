"""Small records for tests, made through the services as a person's click makes them."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from riskreg import models
from riskreg.access import Actor, actor_of, operator
from riskreg.services import accounts, commitments, decisions, findings, milestones, plans, records, risks
from riskreg.services import evidence as proofs
from riskreg.services.plans import Promise
from riskreg.vocabulary.choices import Right, RoundOutcome, Verdict
from riskreg.vocabulary.periods import REGISTER_ZONE, day_of

AT = datetime(2026, 11, 10, 12, 0, tzinfo=REGISTER_ZONE)
ON = day_of(AT)
BY = operator("tester")
# Above the real register's, two of whose risks the tests' accounts may see though they are confidential.
_numbers = itertools.count(101)


def later(days: int = 0, minutes: int = 0) -> datetime:
    """A moment after AT."""
    return AT + timedelta(days=days, minutes=minutes)


def code(prefix: str) -> str:
    """A code that no other record of this run has."""
    return f"{prefix}-{next(_numbers):03d}"


def _made(kind: type[Any], prefix: str, values: dict[str, Any], /, **defaults: Any) -> Any:
    act = {"by": values.pop("by", BY), "at": values.pop("at", AT), "reason": values.pop("reason", "")}
    return records.create(kind, **{"code": code(prefix), **defaults, **values}, **act)


# --- organisation and accounts
def unit(**values: Any) -> models.Unit:
    return _made(models.Unit, "ORG", values, name="Unit", kind="team")


def party(**values: Any) -> models.Party:
    return _made(models.Party, "EXT", values, name="Party", kind="auditor")


def role(**values: Any) -> models.Role:
    return _made(models.Role, "ROL", values, name="Role", line="1")


def source(**values: Any) -> models.Source:
    return _made(models.Source, "SRC", values, title="Source", kind="seed")


def account(*rights: str, fills: tuple[models.Role, ...] = (), at: datetime = AT) -> models.User:
    """An account that holds the rights from the day before, and as owner fills the roles."""
    name = f"{'-'.join(rights) or 'nobody'}-{next(_numbers)}"
    user = accounts.create(username=name, name=name, by=BY, at=at)
    given = {"by": BY, "at": at, "starts": day_of(at) - timedelta(days=1)}
    for right in rights:
        if right != Right.OWNER:
            accounts.assign(user, right=right, **given)
    for filled in fills:
        accounts.assign(user, right=Right.OWNER, role=filled, **given)
    return user


def person(*rights: str, fills: tuple[models.Role, ...] = (), at: datetime = AT) -> Actor:
    """A new account as it may act on the day of AT."""
    return actor_of(account(*rights, fills=fills, at=at), day_of(at))


# --- risks
def risk(**values: Any) -> models.Risk:
    owner = values.pop("owner", None) or role()
    return _made(models.Risk, "RSK", values, title="Risk", category="data", state="open", owner=owner)


def assessed_risk(likelihood: int = 3, impact: int = 4, **values: Any) -> models.Risk:
    made = risk(**values)
    risks.assess(made, kind="current", likelihood=likelihood, impact=impact, by=BY, at=AT, on=ON, reason="seen")
    return made


def cycle(**values: Any) -> models.AssessmentCycle:
    return _made(models.AssessmentCycle, "CYC", values, name="Cycle", closes_on=ON)


def measure(on: models.Risk | None = None, **values: Any) -> models.Measure:
    owner = values.pop("owner", None) or role()
    made = _made(models.Measure, "MEA", values, title="Measure", kind="preventive", control_type="hard", owner=owner)
    if on is not None:
        records.link(models.RiskMeasure, risk=on, measure=made, by=BY, at=AT)
    return made


# --- findings
def scale(*keys: str) -> models.RatingScale:
    made = _made(models.RatingScale, "SCL", {}, name="Scale")
    for key in keys:
        _made(models.RatingLevel, made.code, {}, scale=made, key=key, name=key)
    return made


def finding(outcome: str = RoundOutcome.ESTABLISHED, **values: Any) -> models.Finding:
    values = {"code": code("FND"), "title": "Finding", "kind": "audit_finding", **values}
    values["scale"] = values.get("scale") or scale()
    values["owner"] = values.get("owner") or role()
    first = {"audit_year": 2025, "rating": None, "outcome": outcome, "on": ON}
    return findings.open_finding(
        first_round=values.pop("first_round", first), by=values.pop("by", BY), at=values.pop("at", AT), **values
    )


def evidence(record: Any, by: Actor = BY, at: datetime = AT) -> models.Evidence:
    """A link that proves the record."""
    proves = "design" if isinstance(record, models.Measure) else ""
    return proofs.add_link(record, title="Proof", address="https://example.org", proves=proves, by=by, at=at)


def evidence_file(record: Any, content: bytes = b"proof", name: str = "proof.txt", **values: Any) -> models.Evidence:
    """A file that proves the record."""
    values = {"by": BY, "at": AT, "proves": "design" if isinstance(record, models.Measure) else "", **values}
    return proofs.add_file(record, file=BytesIO(content), name=name, **values)


def audit_report(**values: Any) -> models.AuditReport:
    """A published report of an auditor."""
    if "issued_by_unit" not in values:
        values["issued_by"] = values.get("issued_by") or party()
    return _made(models.AuditReport, "REP", values, title="Report", audit_year=2025, published=ON)


def recommendation(of: models.Finding | None = None, **values: Any) -> models.Recommendation:
    return _made(models.Recommendation, "REC", values, finding=of or finding(), text="Do it")


def reported_finding(by: Actor = BY, **values: Any) -> models.Finding:
    """A finding that is reported solved, with evidence."""
    made = finding(**values)
    evidence(made)
    return findings.report_solved(made, by=by, at=AT, reason="done")


def confirmed_finding(**values: Any) -> models.Finding:
    """A finding that another person than its reporter confirmed."""
    made = reported_finding(**values)
    return findings.confirm(made, by=operator("auditor"), at=AT, reason="seen")


# --- plans
def plan(**values: Any) -> models.Plan:
    owner = values.pop("owner", None) or role()
    return _made(models.Plan, "PLN", values, title="Plan", owner=owner)


def milestone(of: models.Plan | None = None, **values: Any) -> models.Milestone:
    of = of or plan()
    owner = values.pop("owner", None) or of.owner
    return _made(models.Milestone, "MS", values, plan=of, title="Milestone", owner=owner)


def agreement(act: str, record: Any, at: datetime = AT) -> models.Decision:
    """Management's agreement to an act on the record, asked by one person and given by another; not carried out."""
    asked = decisions.propose(act, record, proposal={}, by=operator("proposer"), at=at, reason="asked")
    told: dict[str, Any] = {"outcome": "agreed", "verdict": Verdict.AGREED, "by": operator("management"), "at": at}
    return decisions.take(asked, taken_by=role(), carry_out=lambda: None, **told)


def approved(of: models.Plan, *named: models.Milestone, finish: date = date(2027, 3, 31), at: datetime = AT) -> Any:
    """The plan's first baseline over the milestones, ten points each."""
    lines = {one: Promise(finish, 10) for one in named}
    agreed = agreement("plan.approve", of, at)
    return plans.approve(of, lines=lines, decided_by=role(), by=BY, at=at, reason="agreed", decision=agreed)


def plan_with_milestones(count: int = 2, **values: Any) -> tuple[models.Plan, list[models.Milestone]]:
    """An approved plan, every milestone ten points, due 31 March 2027."""
    made = plan(**values)
    parts = [milestone(made) for _ in range(count)]
    approved(made, *parts)
    return made, parts


def started_milestone(percent: int = 20, **values: Any) -> models.Milestone:
    made = milestone(**values)
    return milestones.start(made, percent=percent, by=BY, at=AT)


# --- indicators, commitments
def indicator(**values: Any) -> models.Indicator:
    return _made(
        models.Indicator, "IND", values, title="Indicator", kind="KPI", measure_unit="percent",
        direction="higher_is_better", frequency="month",
    )  # fmt: skip


def commitment(due: date | None = date(2026, 12, 31), **values: Any) -> models.Commitment:
    values = {"code": code("CMT"), "title": "Commitment", "kind": "toezegging", "made_on": ON, **values}
    values["keeper"] = values.get("keeper") or role()
    for end in ("made_by", "made_to"):
        if end not in values and f"{end}_unit" not in values:
            values[end] = party()
    return commitments.make(due=due, due_precision="day", by=values.pop("by", BY), at=values.pop("at", AT), **values)

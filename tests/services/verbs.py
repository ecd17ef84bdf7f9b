"""One call of every verb, on records owned by a given role: act -> owner -> what an actor then does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from riskreg import models
from riskreg.access import Actor, operator
from riskreg.services import (
    accounts,
    commitments,
    cycles,
    decisions,
    evidence,
    explanations,
    findings,
    indicators,
    measures,
    milestones,
    periods,
    plans,
    questions,
    recommendations,
    records,
    risks,
    targets,
    updates,
)
from riskreg.services.plans import Promise
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, ON

Verb = Callable[[Actor], Any]
VERBS: dict[str, Callable[[models.Role], Verb]] = {}
NOVEMBER = Month(2026, 11)

# Acts of the table whose verbs come with a later issue.
WITHOUT_VERB = {"report.draft", "report.ready", "report.correct", "report.seal"}


def verb(act: str) -> Callable[[Callable[[models.Role], Verb]], Callable[[models.Role], Verb]]:
    def keep(prepare: Callable[[models.Role], Verb]) -> Callable[[models.Role], Verb]:
        VERBS[act] = prepare
        return prepare

    return keep


# --- create, edit, withdraw, link, hand over
def new_values(noun: str, owner: models.Role) -> tuple[type[Any], dict[str, Any]]:
    """What it takes to create one record of a noun."""
    code = factories.code("NEW")
    named, titled = {"code": code, "name": "New"}, {"code": code, "title": "New"}
    owned = {**titled, "owner": owner}
    made: dict[str, Callable[[], tuple[type[Any], dict[str, Any]]]] = {
        "risk": lambda: (models.Risk, {**owned, "category": "data"}),
        "measure": lambda: (models.Measure, {**owned, "kind": "preventive", "control_type": "hard"}),
        "recommendation": lambda: (
            models.Recommendation,
            {"code": code, "text": "New", "finding": factories.finding(owner=owner)},
        ),
        "plan": lambda: (models.Plan, owned),
        "workstream": lambda: (models.Workstream, {**titled, "plan": factories.plan(owner=owner)}),
        "milestone": lambda: (models.Milestone, {**owned, "plan": factories.plan(owner=owner)}),
        "indicator": lambda: (
            models.Indicator,
            {**owned, "kind": "KPI", "measure_unit": "percent", "direction": "context", "frequency": "year"},
        ),
        "objective": lambda: (models.Objective, {**named, "kind": "vision"}),
        "cycle": lambda: (models.AssessmentCycle, {**named, "closes_on": ON}),
        "context": lambda: (models.ContextEvent, {"code": code, "about": "RSK-1", "on": ON, "text": "Outside"}),
        "source": lambda: (models.Source, {**titled, "kind": "seed"}),
        "party": lambda: (models.Party, {**named, "kind": "auditor"}),
        "unit": lambda: (models.Unit, {**named, "kind": "team"}),
        "role": lambda: (models.Role, {**named, "line": "1"}),
        "scale": lambda: (models.RatingScale, named),
        "report": lambda: (
            models.AuditReport,
            {**titled, "issued_by": factories.party(), "audit_year": 2025, "published": ON},
        ),
    }
    return made[noun]()


NOUNS = (
    "risk", "measure", "recommendation", "plan", "workstream", "milestone", "indicator", "objective", "cycle",
    "context", "source", "party", "unit", "role", "scale",
)  # fmt: skip
CHANGED = {"recommendation": {"text": "Other"}, "objective": {"name": "Other"}, "cycle": {"name": "Other"}}
CHANGED |= {noun: {"name": "Other"} for noun in ("party", "unit", "role", "scale")}


def existing(noun: str, owner: models.Role) -> Any:
    if noun == "finding":
        return factories.finding(owner=owner)
    if noun == "commitment":
        return factories.commitment(keeper=owner)
    kind, values = new_values(noun, owner)
    return records.create(kind, **values, by=BY, at=AT)


def creating(noun: str) -> Callable[[models.Role], Verb]:
    def prepare(owner: models.Role) -> Verb:
        kind, values = new_values(noun, owner)
        return lambda by: records.create(kind, **values, by=by, at=AT)

    return prepare


def editing(noun: str) -> Callable[[models.Role], Verb]:
    def prepare(owner: models.Role) -> Verb:
        record = existing(noun, owner)
        return lambda by: records.edit(record, **CHANGED.get(noun, {"title": "Other"}), by=by, at=AT)

    return prepare


def withdrawing(noun: str) -> Callable[[models.Role], Verb]:
    def prepare(owner: models.Role) -> Verb:
        record = existing(noun, owner)
        return lambda by: records.withdraw(record, by=by, at=AT, reason="not ours")

    return prepare


def handing_over(noun: str) -> Callable[[models.Role], Verb]:
    def prepare(owner: models.Role) -> Verb:
        record, other = existing(noun, owner), factories.role()
        return lambda by: records.hand_over([record], to=other, by=by, at=AT, reason="moved")

    return prepare


VERBS |= {f"{noun}.create": creating(noun) for noun in NOUNS}
VERBS |= {f"{noun}.edit": editing(noun) for noun in (*NOUNS, "finding", "commitment") if noun != "context"}
VERBS |= {f"{noun}.withdraw": withdrawing(noun) for noun in (*NOUNS, "finding", "commitment")}
VERBS |= {
    f"{noun}.hand_over": handing_over(noun)
    for noun in ("risk", "measure", "finding", "plan", "milestone", "indicator", "commitment")
}
del VERBS["cycle.create"]  # opened, by a verb of its own below
VERBS |= {
    "report.record": creating("report"),
    "report.edit": editing("report"),
    "report.withdraw": withdrawing("report"),
}


@verb("finding.create")
def _(owner: models.Role) -> Verb:
    scale = factories.scale()
    return lambda by: factories.finding(owner=owner, scale=scale, by=by)


@verb("finding.link")
def _(owner: models.Role) -> Verb:
    finding, plan = factories.finding(owner=owner), factories.plan()
    return lambda by: findings.answer_with(finding, plan, by=by, at=AT)


@verb("commitment.create")
def _(owner: models.Role) -> Verb:
    ends = {"made_by": factories.party(), "made_to": factories.party()}
    return lambda by: factories.commitment(keeper=owner, by=by, **ends)


@verb("commitment.link")
def _(owner: models.Role) -> Verb:
    commitment, plan = factories.commitment(keeper=owner), factories.plan()
    return lambda by: commitments.rest_on(commitment, plan, by=by, at=AT)


@verb("milestone.link")
def _(owner: models.Role) -> Verb:
    one, other = factories.milestone(owner=owner), factories.milestone()
    return lambda by: milestones.depend(one, other, by=by, at=AT)


# --- accounts, settings, months
@verb("account.create")
def _(owner: models.Role) -> Verb:
    name = factories.code("user")
    return lambda by: accounts.create(username=name, name=name, by=by, at=AT)


@verb("account.edit")
def _(owner: models.Role) -> Verb:
    user = factories.account()
    return lambda by: accounts.edit(user, is_active=False, by=by, at=AT)


@verb("account.assign")
def _(owner: models.Role) -> Verb:
    user = factories.account()
    return lambda by: accounts.assign(user, right="owner", role=owner, starts=ON, by=by, at=AT)


@verb("account.withdraw")
def _(owner: models.Role) -> Verb:
    user = factories.account("officer")
    held = models.RoleAssignment.objects.get(user=user)
    return lambda by: accounts.withdraw(held, by=by, at=AT, reason="a mistake")


@verb("account.grant")
def _(owner: models.Role) -> Verb:
    user, risk = factories.account(), factories.risk(owner=owner, confidential=True)
    return lambda by: accounts.grant(user, risk, by=by, at=AT)


@verb("account.revoke")
def _(owner: models.Role) -> Verb:
    given = accounts.grant(factories.account(), factories.risk(owner=owner), by=BY, at=AT)
    return lambda by: accounts.revoke(given, by=by, at=AT, reason="left")


@verb("setting.change")
def _(owner: models.Role) -> Verb:
    return lambda by: accounts.change_setting("due-day", "5", by=by, at=AT)


@verb("period.open")
def _(owner: models.Role) -> Verb:
    return lambda by: periods.open_month(NOVEMBER, by=by, at=AT)


@verb("period.note")
def _(owner: models.Role) -> Verb:
    plan = factories.plan(owner=owner)
    return lambda by: periods.note(NOVEMBER, plan, text="words", by=by, at=AT)


@verb("period.confirm")
def _(owner: models.Role) -> Verb:
    risk = factories.risk(owner=owner)
    return lambda by: periods.confirm(NOVEMBER, risk, kind="unchanged", by=by, at=AT)


@verb("period.review")
def _(owner: models.Role) -> Verb:
    period = periods.open_month(NOVEMBER, by=BY, at=AT)
    return lambda by: periods.review(period, by=by, at=AT, reason="early")


@verb("period.reopen")
def _(owner: models.Role) -> Verb:
    period = periods.open_month(NOVEMBER, by=BY, at=AT)
    if period.state == "open":
        periods.review(period, by=BY, at=AT, reason="early")
    return lambda by: periods.reopen(period, by=by, at=AT, reason="too early")


def told(owner: models.Role) -> models.Milestone:
    """A milestone with an update in November."""
    milestone = factories.milestone(owner=owner)
    return milestones.confirm_unchanged(milestone, month=NOVEMBER, by=BY, at=AT)


@verb("update.submit")
def _(owner: models.Role) -> Verb:
    periods.open_month(NOVEMBER, by=BY, at=AT)
    milestone = factories.started_milestone(owner=owner)
    row = updates.MilestoneRow(code=milestone.code, rev=milestone.rev, percent=30)
    return lambda by: updates.submit(NOVEMBER, [row], by=by, at=AT)


@verb("update.return")
def _(owner: models.Role) -> Verb:
    milestone = told(owner)
    return lambda by: questions.ask(NOVEMBER, milestone, question="What is left?", by=by, at=AT)


@verb("update.answer")
def _(owner: models.Role) -> Verb:
    asked = questions.ask(NOVEMBER, told(owner), question="What is left?", by=BY, at=AT)
    return lambda by: questions.answer(asked, text="Nothing", by=by, at=AT)


@verb("update.explain")
def _(owner: models.Role) -> Verb:
    milestone = told(owner)
    return lambda by: explanations.explain(NOVEMBER, milestone, rule="stuck", text="On purpose", by=by, at=AT)


# --- risks, measures, indicators
@verb("risk.link")
def _(owner: models.Role) -> Verb:
    risk, plan = factories.risk(owner=owner), factories.plan()
    return lambda by: risks.link(risk, others=[plan], by=by, at=AT)


@verb("cycle.list")
def _(owner: models.Role) -> Verb:
    risk, cycle = factories.risk(owner=owner), factories.cycle()
    asked = cycles.propose_list(
        cycle, places={risk: cycles.Place("new", "it grew")}, by=operator("proposer"), at=AT, reason="the list"
    )
    told = {"outcome": "agreed", "verdict": "agreed", "taken_by": owner, "carry_out": lambda: None}
    agreed = decisions.take(asked, by=operator("management"), at=AT, **told)
    return lambda by: cycles.carry_out_list(cycle, decision=agreed, by=by, at=AT)


@verb("cycle.open")
def _(owner: models.Role) -> Verb:
    return lambda by: cycles.open_cycle(code=factories.code("CYC"), name="New", closes_on=ON, by=by, at=AT)


@verb("risk.assess")
def _(owner: models.Role) -> Verb:
    risk = factories.risk(owner=owner)
    return lambda by: risks.assess(risk, kind="current", likelihood=2, impact=2, by=by, at=AT, reason="seen")


@verb("risk.accept")
def _(owner: models.Role) -> Verb:
    risk = factories.assessed_risk(owner=owner)
    agreed = factories.agreement("risk.accept", risk)
    told = {"accepted_by": owner, "until": date(2027, 1, 1), "reason": "small", "decision": agreed}
    return lambda by: risks.accept(risk, by=by, at=AT, **told)


@verb("risk.monitor")
def _(owner: models.Role) -> Verb:
    risk = factories.risk(owner=owner)
    return lambda by: risks.put_under_monitoring(risk, by=by, at=AT, reason="calm")


@verb("risk.reword")
def _(owner: models.Role) -> Verb:
    risk = factories.risk(owner=owner)
    return lambda by: risks.reword(risk, title="Other", by=by, at=AT, reason="clearer")


@verb("measure.assess")
def _(owner: models.Role) -> Verb:
    measure = factories.measure(owner=owner)
    return lambda by: measures.assess(measure, step="design", result="effective", by=by, at=AT, on=ON, reason="seen")


@verb("measure.override")
def _(owner: models.Role) -> Verb:
    measure = factories.measure(owner=owner)
    told = {"result": "effective", "at": AT, "on": ON, "tester": "Internal audit", "reason": "long tested"}
    measures.assess(measure, step="existence", by=BY, **told)
    return lambda by: measures.assess(measure, step="operation", by=by, override=True, **told)


@verb("indicator.value")
def _(owner: models.Role) -> Verb:
    indicator = factories.indicator(owner=owner)
    return lambda by: indicators.record_value(indicator, period="2026-10", actual=Decimal(1), by=by, at=AT)


# --- milestones and plans
@verb("milestone.start")
def _(owner: models.Role) -> Verb:
    milestone = factories.milestone(owner=owner)
    return lambda by: milestones.start(milestone, percent=5, by=by, at=AT)


@verb("milestone.progress")
def _(owner: models.Role) -> Verb:
    milestone = factories.started_milestone(owner=owner)
    return lambda by: milestones.progress(milestone, percent=60, by=by, at=AT)


@verb("milestone.forecast")
def _(owner: models.Role) -> Verb:
    milestone = factories.milestone(owner=owner)
    return lambda by: milestones.move_forecast(milestone, to=date(2027, 5, 1), by=by, at=AT, reason="later")


@verb("milestone.block")
def _(owner: models.Role) -> Verb:
    milestone = factories.milestone(owner=owner)
    return lambda by: milestones.block(milestone, by=by, at=AT, reason="no supplier")


@verb("milestone.unblock")
def _(owner: models.Role) -> Verb:
    milestone = milestones.block(factories.milestone(owner=owner), by=BY, at=AT, reason="no supplier")
    return lambda by: milestones.unblock(milestone, by=by, at=AT, reason="found")


@verb("milestone.complete")
def _(owner: models.Role) -> Verb:
    milestone = factories.milestone(owner=owner)
    return lambda by: milestones.complete(milestone, by=by, at=AT)


@verb("milestone.reopen")
def _(owner: models.Role) -> Verb:
    milestone = milestones.complete(factories.milestone(owner=owner), by=BY, at=AT)
    return lambda by: milestones.reopen(
        milestone, percent=50, forecast=date(2027, 5, 1), by=by, at=AT, reason="not done"
    )


@verb("milestone.confirm")
def _(owner: models.Role) -> Verb:
    milestone = factories.milestone(owner=owner)
    return lambda by: milestones.confirm_unchanged(milestone, month=NOVEMBER, by=by, at=AT)


@verb("plan.approve")
def _(owner: models.Role) -> Verb:
    milestone = factories.milestone(factories.plan(owner=owner))
    told = {"lines": {milestone: Promise(date(2027, 1, 1), 1)}, "decided_by": owner, "reason": "agreed"}
    agreed = factories.agreement("plan.approve", milestone.plan)
    return lambda by: plans.approve(milestone.plan, decision=agreed, by=by, at=AT, **told)


@verb("plan.rebaseline")
def _(owner: models.Role) -> Verb:
    plan, (milestone,) = factories.plan_with_milestones(1, owner=owner)
    told = {"lines": {milestone: Promise(date(2027, 9, 1), 1)}, "decided_by": owner, "reason": "complex"}
    agreed = factories.agreement("plan.rebaseline", plan)
    return lambda by: plans.rebaseline(plan, decision=agreed, by=by, at=AT, **told)


@verb("plan.complete")
def _(owner: models.Role) -> Verb:
    plan = factories.plan(owner=owner)
    return lambda by: plans.complete(plan, by=by, at=AT)


# --- findings
@verb("finding.rate")
def _(owner: models.Role) -> Verb:
    finding = factories.finding(owner=owner)
    said: dict[str, Any] = {"report": factories.audit_report(), "audit_year": 2026, "outcome": "maintained"}
    return lambda by: findings.rate(finding, **said, by=by, at=AT)


@verb("finding.retarget")
def _(owner: models.Role) -> Verb:
    finding = factories.finding(owner=owner)
    agreed = factories.agreement("finding.retarget", finding)
    return lambda by: targets.set_target(
        finding, kind="original", target=date(2027, 1, 1), precision="day", set_on=ON, decision=agreed, by=by, at=AT,
        reason="first",
    )  # fmt: skip


@verb("finding.interim")
def _(owner: models.Role) -> Verb:
    finding = factories.finding(owner=owner)
    return lambda by: targets.set_interim(
        finding, target=date(2027, 1, 1), precision="day", by=by, at=AT, reason="half way"
    )


@verb("finding.respond")
def _(owner: models.Role) -> Verb:
    advice = factories.recommendation(factories.finding(owner=owner))
    return lambda by: recommendations.respond(advice, response="agreed", response_text="we will", by=by, at=AT)


@verb("finding.report_solved")
def _(owner: models.Role) -> Verb:
    finding = factories.finding(owner=owner)
    factories.evidence(finding)
    return lambda by: findings.report_solved(finding, by=by, at=AT, reason="done")


@verb("finding.confirm")
def _(owner: models.Role) -> Verb:
    finding = factories.reported_finding(owner=owner)
    report = factories.audit_report()
    return lambda by: findings.confirm(finding, report=report, by=by, at=AT, reason="seen")


@verb("finding.return")
def _(owner: models.Role) -> Verb:
    finding = factories.reported_finding(owner=owner)
    report = factories.audit_report()
    return lambda by: findings.send_back(finding, report=report, by=by, at=AT, reason="not yet")


@verb("finding.close")
def _(owner: models.Role) -> Verb:
    finding = factories.confirmed_finding(owner=owner)
    return lambda by: findings.close(finding, by=by, at=AT)


@verb("finding.supersede")
def _(owner: models.Role) -> Verb:
    finding, successor = factories.finding(owner=owner), factories.finding()
    return lambda by: findings.supersede(finding, successor=successor, by=by, at=AT, reason="absorbed")


@verb("finding.accept")
def _(owner: models.Role) -> Verb:
    finding = factories.finding(owner=owner)
    agreed = factories.agreement("finding.accept", finding)
    return lambda by: findings.accept(finding, decision=agreed, by=by, at=AT, reason="small")


# --- evidence
@verb("evidence.add")
def _(owner: models.Role) -> Verb:
    measure = factories.measure(owner=owner)
    return lambda by: evidence.add_link(
        measure, title="Proof", address="https://example.org/", proves="design", by=by, at=AT
    )


@verb("evidence.withdraw")
def _(owner: models.Role) -> Verb:
    proof = factories.evidence(factories.finding(owner=owner))
    return lambda by: records.withdraw(proof, by=by, at=AT, reason="the wrong file")


# --- commitments and decisions
def ending(end: Callable[..., Any]) -> Callable[[models.Role], Verb]:
    def prepare(owner: models.Role) -> Verb:
        commitment = factories.commitment(keeper=owner)
        return lambda by: end(commitment, by=by, at=AT, outcome="so")

    return prepare


VERBS |= {
    "commitment.fulfil": ending(commitments.fulfil),
    "commitment.partly": ending(commitments.meet_partly),
    "commitment.miss": ending(commitments.miss),
    "commitment.lose_sight": ending(commitments.lose_sight),
}


@verb("commitment.report")
def _(owner: models.Role) -> Verb:
    commitment, reach = factories.commitment(keeper=owner), date(2027, 3, 1)
    return lambda by: commitments.report(commitment, words="By letter", reach=reach, by=by, at=AT)


@verb("commitment.reschedule")
def _(owner: models.Role) -> Verb:
    commitment = factories.commitment(keeper=owner)
    return lambda by: commitments.reschedule(commitment, to=date(2027, 6, 1), by=by, at=AT, reason="later")


@verb("decision.ask")
def _(owner: models.Role) -> Verb:
    plan = factories.plan(owner=owner)
    return lambda by: decisions.ask(title="May we?", about=plan, by=by, at=AT)


@verb("decision.take")
def _(owner: models.Role) -> Verb:
    decision = decisions.ask(title="May we?", by=BY, at=AT)
    return lambda by: decisions.take(decision, outcome="yes", taken_by=owner, by=by, at=AT)


@verb("decision.withdraw")
def _(owner: models.Role) -> Verb:
    decision = decisions.ask(title="May we?", by=BY, at=AT)
    return lambda by: decisions.withdraw(decision, by=by, at=AT, reason="no longer needed")

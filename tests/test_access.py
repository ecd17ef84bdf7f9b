"""The role table, and that what is hidden looks the same as what is absent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from riskreg import models
from riskreg.access import (
    CONFLICTS,
    OWN,
    PROPOSE,
    PUBLISHED,
    TABLE,
    YES,
    Actor,
    Load,
    actor_of,
    confidential_behind,
    may,
    may_propose,
    operator,
    owns,
    visible_to,
)
from riskreg.history.register import Register
from riskreg.integrity.tables import tracked_models
from riskreg.services import (
    accounts,
    commitments,
    decisions,
    explanations,
    measures,
    periods,
    questions,
    records,
    risks,
)
from riskreg.services._record import writing
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import NotAllowed
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, ON, later

DO = {"by": BY, "at": AT}


def holder(*rights: str, roles: tuple[int, ...] = ()) -> Actor:
    return Actor("user", "1", "Somebody", rights=frozenset(rights), role_ids=frozenset(roles))


# --- the table
def test_every_cell_is_a_right_and_a_reach():
    for act, row in TABLE.items():
        assert set(row) <= set(Right.values), act
        assert set(row.values()) <= {YES, OWN, PROPOSE, PUBLISHED}, act
        assert "." in act


def test_the_auditor_changes_nothing_but_audits():
    allowed = {act for act in TABLE if may(holder("auditor"), act)}
    assert allowed == {
        "measure.override", "report.record", "report.edit", "report.withdraw", "finding.rate", "finding.confirm",
        "finding.return",
    }  # fmt: skip


def test_the_administrator_has_no_say_over_content():
    nouns = {act.split(".")[0] for act in TABLE if may(holder("administrator"), act)}
    assert nouns == {"source", "party", "unit", "role", "scale", "account", "setting"}


def test_the_drafter_does_not_seal():
    assert [right for right in Right.values if may(holder(right), "report.seal")] == ["management"]


def test_who_may_only_propose_may_not():
    assert not may(holder("officer"), "plan.approve")
    assert may_propose(holder("officer"), "plan.approve")
    assert not may_propose(holder("auditor"), "plan.approve")
    assert may_propose(holder("management"), "plan.approve")


def test_an_unknown_act_is_nobodys():
    assert not may(operator(), "risk.delete")
    assert not may(holder(*Right.values), "risk.delete")


def test_no_right_at_all_is_no_act_at_all():
    assert not [act for act in TABLE if may(holder(), act)]


def test_an_auditor_holds_nothing_that_acts_on_what_is_audited():
    assert {tuple(sorted(pair)) for pair in CONFLICTS} == {
        ("auditor", "officer"),
        ("auditor", "owner"),
        ("administrator", "auditor"),
    }


# --- owning
def test_an_owner_acts_on_what_the_role_owns_and_on_the_lines_of_it(db: None):
    role = factories.role()
    owner = holder("owner", roles=(role.pk,))
    plan = factories.plan(owner=role)
    milestone = factories.milestone(plan)
    risk = factories.assessed_risk(owner=role)
    line = models.RiskAssessment.objects.get(risk=risk)
    commitment = factories.commitment(keeper=role)
    for record in (plan, milestone, risk, line, commitment):
        assert owns(owner, record), record
    for record in (factories.plan(), factories.assessed_risk(), factories.unit()):
        assert not owns(owner, record), record
    assert may(owner, "milestone.progress", milestone)
    assert not may(owner, "milestone.progress", factories.milestone())


def test_a_milestone_is_its_owners_not_its_plans_owners(db: None):
    role = factories.role()
    milestone = factories.milestone(factories.plan(owner=role), owner=factories.role())
    assert not owns(holder("owner", roles=(role.pk,)), milestone)


def test_a_right_counts_on_its_days(db: None):
    user = factories.account()
    accounts.assign(user, right="officer", starts=ON, ends=ON, **DO)
    days = [actor_of(user, ON + timedelta(days=number)).rights for number in (-1, 0, 1)]
    assert days == [frozenset(), {"officer"}, frozenset()]


def test_an_actor_takes_one_query(db: None, django_assert_num_queries: Any):
    user = factories.account("officer", "management")
    with django_assert_num_queries(1):
        assert actor_of(user, ON).acting_as == "management, officer"


# What an owner's right on each line and link is judged by; the rest belongs to nobody.
LINES_OF = {
    "RiskAssessment": "risk", "RiskAcceptance": "risk", "TopRisk": "risk", "RiskObjective": "risk",
    "RiskFinding": "risk", "RiskPlan": "risk", "RiskIndicator": "risk", "RiskMeasure": "risk",
    "MeasureAssessment": "measure", "IndicatorValue": "indicator", "FindingRating": "finding",
    "FindingTarget": "finding", "FindingSender": "finding", "FindingPlan": "finding", "Recommendation": "finding",
    "Workstream": "plan", "Baseline": "plan", "BaselineLine": "milestone", "MilestoneDependency": "milestone",
    "MilestoneForecast": "milestone", "ProgressUpdate": "milestone", "CommitmentReschedule": "commitment",
    "CommitmentLink": "commitment", "CommitmentReport": "commitment", "ConfidentialAccess": "risk",
}  # fmt: skip
OWN_OWNER = {"Risk", "Measure", "Finding", "Plan", "Milestone", "Indicator", "Commitment"}
# A piece of evidence is judged by what it proves.
BY_CODE = {"Evidence"}
NOBODYS = {
    "AssessmentCycle", "AuditReport", "Confirmation", "ContextEvent", "Decision", "Explanation", "Objective", "Party",
    "PeriodNote", "PublishedReport", "RatingLevel", "RatingScale", "ReportDraft", "ReportingPeriod", "Role",
    "RoleAssignment", "Setting", "Source", "Unit", "UpdateQuestion", "User",
}  # fmt: skip


@pytest.mark.parametrize("kind", tracked_models(), ids=lambda kind: kind.__name__)
def test_a_line_or_link_of_every_kind_is_its_records(kind: type[Any]):
    name = kind.__name__
    assert (name in LINES_OF) + (name in OWN_OWNER) + (name in BY_CODE) + (name in NOBODYS) == 1, name
    mine, other = holder("owner", roles=(7,)), holder("owner", roles=(8,))
    if name in OWN_OWNER:
        record = kind(**{"keeper_id" if name == "Commitment" else "owner_id": 7})
    elif name in LINES_OF:
        parent = LINES_OF[name]
        others = {"milestone", "risk", "measure", "finding", "plan", "indicator"} - {parent}
        there = {field.name for field in kind._meta.fields}
        ends = {one: _owned(one, 8) for one in others & there}
        record = kind(**{parent: _owned(parent, 7)}, **ends)
        assert records.noun_or_parent(record) == parent or name in ("Recommendation", "Workstream")
    else:
        record = kind()
        assert name in BY_CODE or not (owns(mine, record) or owns(other, record))
        return
    assert owns(mine, record)
    assert not owns(other, record)


def _owned(noun: str, role: int) -> Any:
    kinds: dict[str, type[Any]] = {name.lower(): getattr(models, name) for name in OWN_OWNER}
    return kinds[noun](pk=1, **{"keeper_id" if noun == "commitment" else "owner_id": role})


def test_evidence_is_the_owners_of_what_it_proves(db: None):
    role = factories.role()
    proof = factories.evidence(factories.finding(owner=role))
    assert owns(holder("owner", roles=(role.pk,)), proof)
    assert not owns(holder("owner", roles=(role.pk + 1,)), proof)


def test_an_owner_proposes_only_on_own_items(db: None):
    role = factories.role()
    owner, plan, other = holder("owner", roles=(role.pk,)), factories.plan(owner=role), factories.plan()
    assert may_propose(owner, "plan.approve", plan)
    assert not may_propose(owner, "plan.approve", other)
    assert may_propose(holder("officer"), "plan.approve", other)
    with pytest.raises(NotAllowed) as refused:
        decisions.propose("plan.approve", other, proposal={}, by=owner, at=AT, reason="please")
    assert refused.value.message == f"“plan approved” is not among the acts of {owner.name} ({other.code})"


def test_an_owner_values_own_indicators_only(db: None):
    role = factories.role()
    own, other = factories.indicator(owner=role), factories.indicator(owner=factories.role())
    owner = holder("owner", roles=(role.pk,))
    assert [may(owner, "indicator.value", one) for one in (own, other, factories.indicator())] == [True, False, False]


# --- confidential
@dataclass
class Secret:
    """A confidential risk with everything that can point at it, beside an open one with the same."""

    risk: models.Risk
    measure: models.Measure
    rows: dict[str, int] = field(default_factory=dict)


POINTS_AT: dict[str, type[Any]] = {
    "risk": models.Risk,
    "assessment": models.RiskAssessment,
    "acceptance": models.RiskAcceptance,
    "top": models.TopRisk,
    "objective": models.RiskObjective,
    "finding": models.RiskFinding,
    "plan": models.RiskPlan,
    "indicator": models.RiskIndicator,
    "link": models.RiskMeasure,
    "measure": models.Measure,
    "ladder": models.MeasureAssessment,
    "commitment": models.CommitmentLink,
    "decision": models.Decision,
    "decision on its measure": models.Decision,
    "context": models.ContextEvent,
    "evidence": models.Evidence,
    "evidence of its measure": models.Evidence,
    "note": models.PeriodNote,
    "confirmation": models.Confirmation,
    "confirmation of its measure": models.Confirmation,
    "question": models.UpdateQuestion,
    "explanation": models.Explanation,
}


def built(confidential: bool) -> Secret:
    risk = factories.assessed_risk(confidential=confidential)
    measure = factories.measure(risk)
    made = Secret(risk, measure)
    plan, finding, indicator = factories.plan(), factories.finding(), factories.indicator()
    month = Month(2026, 11)
    objective = records.create(models.Objective, code=factories.code("OBJ"), name="x", kind="vision", **DO)
    about = {"on": ON, "text": "words"}
    context = lambda: records.create(  # noqa: E731
        models.ContextEvent, code=factories.code("CTX"), about=risk.code, **about, **DO
    )
    line = measures.assess(measure, step="design", result="effective", on=ON, reason="seen", **DO)
    load = {"by": operator("loader", Load(AT)), "at": AT}
    pairs: dict[str, Any] = {
        "risk": risk,
        "assessment": models.RiskAssessment.objects.get(risk=risk),
        "acceptance": risks.accept(risk, accepted_by=risk.owner, until=ON, reason="small", **load),
        "top": risks.put_on_top_list(risk, cycle=factories.cycle(), change="new", **load),
        "objective": records.link(models.RiskObjective, risk=risk, objective=objective, **DO),
        "finding": records.link(models.RiskFinding, risk=risk, finding=finding, **DO),
        "plan": records.link(models.RiskPlan, risk=risk, plan=plan, **DO),
        "indicator": records.link(models.RiskIndicator, risk=risk, indicator=indicator, **DO),
        "link": models.RiskMeasure.objects.get(risk=risk),
        "measure": measure,
        "ladder": line,
        "commitment": commitments.rest_on(factories.commitment(), risk, **DO),
        "decision": decisions.ask(title="May we?", about=risk, **DO),
        "decision on its measure": decisions.ask(title="May we?", about=measure, **DO),
        "context": context(),
        "evidence": evidence_on_a_risk(risk),
        "evidence of its measure": factories.evidence(measure),
        "note": periods.note(month, risk, text="words", **DO),
        "confirmation": periods.confirm(month, risk, kind="unchanged", **DO),
        "confirmation of its measure": periods.confirm(month, measure, kind="unchanged", **DO),
        "question": questions.ask(month, risk, question="How so?", **DO),
        "explanation": explanations.explain(month, risk, rule="silent-twice", text="words", **DO),
    }
    made.rows = {name: record.pk for name, record in pairs.items()}
    return made


def evidence_on_a_risk(risk: models.Risk) -> models.Evidence:
    """Its own verb adds none to a risk; what stands there all the same is hidden with it."""
    with writing("evidence.add", record=risk, **DO) as act:
        proof = {"kind": "link", "title": "Proof", "address": "https://example.org"}
        return act.add(models.Evidence(code=factories.code("EVI"), about=risk.code, **proof))


READERS: dict[str, Callable[[models.Risk], Actor]] = {
    "an officer without access": lambda risk: factories.person("officer"),
    "management without access": lambda risk: factories.person("management"),
    "an auditor without access": lambda risk: factories.person("auditor"),
    "the owner without access": lambda risk: factories.person("owner", fills=(risk.owner,)),
    "an administrator": lambda risk: factories.person("administrator"),
    "an account without rights": lambda risk: factories.person(),
}


@pytest.mark.parametrize("reader", READERS)
def test_a_confidential_risk_and_all_that_points_at_it_is_hidden(db: None, reader: str):
    hidden, shown = built(confidential=True), built(confidential=False)
    actor = READERS[reader](hidden.risk)
    registers = (Register.now(actor, ON), Register.as_of(actor, ON))
    assert set(hidden.rows) == set(POINTS_AT)
    for register in registers:
        for name, kind in POINTS_AT.items():
            ids = set(register.of(kind).values_list("id", flat=True))
            assert hidden.rows[name] not in ids, name
            assert shown.rows[name] in ids, name


def test_who_has_access_and_every_command_sees_it(db: None):
    hidden = built(confidential=True)
    user = factories.account("officer")
    accounts.grant(user, hidden.risk, **DO)
    for actor in (actor_of(user, ON), operator()):
        for register in (Register.now(actor, ON), Register.as_of(actor, ON)):
            for name, kind in POINTS_AT.items():
                assert hidden.rows[name] in set(register.of(kind).values_list("id", flat=True)), name


def test_revoked_access_hides_it_again_also_in_the_past(db: None):
    hidden, user = built(confidential=True), factories.account("officer")
    given = accounts.grant(user, hidden.risk, **DO)
    accounts.revoke(given, by=BY, at=later(days=2), reason="left")
    assert not Register.as_of(actor_of(user, ON), ON).risks.exists()


def test_a_risk_that_becomes_confidential_is_hidden_on_the_days_before_too(db: None):
    risk = factories.risk()
    reader = factories.person("officer")
    assert Register.as_of(reader, ON).get(models.Risk, risk.code)
    records.edit(risk, confidential=True, by=BY, at=later(days=3))
    assert Register.as_of(reader, ON).get(models.Risk, risk.code) is None


def test_hidden_answers_like_absent(db: None):
    hidden, reader = built(confidential=True), factories.person("officer")
    for register in (Register.now(reader, ON), Register.as_of(reader, ON)):
        assert register.get(models.Risk, hidden.risk.code) is register.get(models.Risk, "RSK-NEVER") is None
        assert register.get(models.Measure, hidden.measure.code) is None
        assert register.lines(models.RiskAssessment, "risk", [hidden.risk.pk]) == {}
        assert register.ties(models.RiskFinding, "risk", "finding", [hidden.risk.pk]) == {}


def test_everything_that_tells_of_a_confidential_risk_is_known_by_its_code(db: None):
    hidden, shown = built(confidential=True), built(confidential=False)
    for name, kind in POINTS_AT.items():
        for register in (Register.now(operator(), ON), Register.as_of(operator(), ON)):
            rows = register.of(kind)
            assert confidential_behind(rows.get(id=hidden.rows[name])) == [hidden.risk.code], name
            assert confidential_behind(rows.get(id=shown.rows[name])) == [], name


def test_a_relation_to_a_hidden_risk_is_none(db: None):
    hidden = factories.risk(confidential=True)
    successor = factories.risk(predecessor=hidden)
    for register in (Register.now(factories.person("officer"), ON), Register.as_of(factories.person("officer"), ON)):
        (row,) = register.attach(register.risks, "predecessor")
        assert (row.code, row.predecessor) == (successor.code, None)


def test_a_commitment_link_to_another_kind_is_not_hidden_with_the_risks(db: None):
    link = commitments.rest_on(factories.commitment(), factories.plan(), **DO)
    factories.risk(confidential=True)
    assert list(visible_to(factories.person("officer"), models.CommitmentLink.objects.all())) == [link]


def test_a_measure_that_left_the_hidden_risk_stays_hidden(db: None):
    hidden = built(confidential=True)
    with writing("risk.link", by=BY, at=AT) as act:
        act.change(models.RiskMeasure.objects.get(risk=hidden.risk), withdrawn=True)
    assert not Register.now(factories.person("officer"), ON).measures.exists()

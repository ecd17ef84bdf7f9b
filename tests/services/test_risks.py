"""Risks: own words, positions, acceptance, links; and what all records share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from riskreg import models
from riskreg.access import Load, actor_of, operator
from riskreg.services import accounts, commitments, decisions, milestones, proposals, records, risks
from riskreg.vocabulary.choices import RiskState
from riskreg.vocabulary.errors import NotAllowed, RuleBroken, Stale
from tests import factories
from tests.factories import AT, BY, ON, later

pytestmark = pytest.mark.django_db
DO = {"by": BY, "at": AT}


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


# --- positions
def test_a_new_risk_has_no_score_and_not_assessed_is_not_low():
    risk = factories.risk()
    assert (risk.likelihood, risk.impact, risk.band) == (None, None, None)


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        ("inherent", ("inherent_likelihood", "inherent_impact")),
        ("current", ("likelihood", "impact")),
        ("target", ("target_likelihood", "target_impact")),
    ],
)
def test_an_assessment_moves_its_own_position_only(kind: str, columns: tuple[str, str]):
    risk = factories.risk()
    risks.assess(risk, kind=kind, likelihood=2, impact=5, on=ON, reason="seen", **DO)
    held = {
        name for name in ("inherent_likelihood", "likelihood", "target_likelihood") if getattr(risk, name) is not None
    }
    assert held == {columns[0]}
    assert [getattr(risk, name) for name in columns] == [2, 5]
    assert (risk.assessed_on == ON) == (kind == "current")


def test_an_assessment_needs_words_and_can_say_not_assessed():
    risk = factories.assessed_risk()
    with refuses("reason"):
        risks.assess(risk, kind="current", likelihood=2, impact=2, reason=" ", **DO)
    risks.assess(risk, kind="current", likelihood=None, impact=None, reason="basis is gone", **DO)
    assert (risk.likelihood, risk.impact) == (None, None)
    assert models.RiskAssessment.objects.filter(risk=risk).count() == 2


def test_the_same_score_again_is_a_line_without_a_version():
    risk = factories.assessed_risk()
    rev = risk.rev
    risks.assess(risk, kind="current", likelihood=3, impact=4, on=ON, reason="looked again", **DO)
    assert risk.rev == rev
    assert models.RiskAssessment.objects.filter(risk=risk).count() == 2


@pytest.mark.parametrize(("likelihood", "impact", "code"), [(None, 3, "likelihood"), (3, None, "impact")])
def test_half_a_judgement_is_refused(likelihood: int | None, impact: int | None, code: str):
    with refuses(code):
        risks.assess(factories.risk(), kind="current", likelihood=likelihood, impact=impact, reason="seen", **DO)


def test_a_risk_is_not_judged_on_a_day_to_come():
    with refuses("on"):
        risks.assess(
            factories.risk(), kind="current", likelihood=1, impact=1, on=ON + timedelta(days=1), reason="x", **DO
        )


def test_a_judgement_without_a_day_is_of_the_day_it_is_entered():
    risk = factories.risk()
    assert risks.assess(risk, kind="current", likelihood=1, impact=1, reason="seen", **DO).on == ON
    assert risk.assessed_on == ON


# --- own words
@pytest.mark.parametrize("state", [RiskState.MONITORED])
def test_monitored_is_not_typed(state: str):
    with refuses("state"):
        records.edit(factories.risk(), state=state, **DO)
    with refuses("state"):
        factories.risk(state=state)


def test_a_monitored_risk_keeps_its_state_and_opens_again():
    risk = risks.put_under_monitoring(factories.risk(), reason="calm", **DO)
    records.edit(risk, state="monitored", title="Other", **DO)
    records.edit(risk, state="open", **DO)
    assert risk.state == "open"


def test_who_marks_a_risk_confidential_is_on_its_access_list():
    risk, account = factories.risk(), factories.account("officer")
    officer = actor_of(account, ON)
    with refuses("confidential"):
        records.edit(risk, confidential=True, by=officer, at=AT)
    accounts.grant(account, risk, by=BY, at=AT)
    records.edit(risk, confidential=True, by=officer, at=AT)
    assert risk.confidential
    with refuses("confidential"):
        factories.risk(confidential=True, by=officer)


def test_a_risk_does_not_come_from_itself():
    one = factories.risk()
    two = factories.risk(predecessor=one)
    with refuses("predecessor"):
        records.edit(one, predecessor=two, **DO)
    with refuses("predecessor"):
        records.edit(one, predecessor=one, **DO)


# --- links
def test_a_risk_is_linked_with_several_records_in_one_act():
    risk = factories.risk()
    others = [factories.finding(), factories.plan(), factories.measure(), factories.indicator()]
    bonds = risks.link(risk, others=others, reason="they belong together", **DO)
    assert [bond.code for bond in bonds] == [f"{risk.code}~{other.code}" for other in others]
    assert {type(bond).versions().get(id=bond.pk).act for bond in bonds} == {"risk.link"}


def test_what_is_linked_already_is_refused_and_nothing_is_written():
    risk, finding, plan = factories.risk(), factories.finding(), factories.plan()
    risks.link(risk, others=[finding], **DO)
    with refuses("finding"):
        risks.link(risk, others=[plan, finding], **DO)
    assert not models.RiskPlan.objects.exists()
    with refuses("others"):
        risks.link(risk, others=[], **DO)


def test_a_link_is_taken_away_with_a_reason_and_comes_back():
    risk, finding = factories.risk(), factories.finding()
    (bond,) = risks.link(risk, others=[finding], **DO)
    with refuses("reason"):
        risks.unlink(risk, bond=bond, reason=" ", **DO)
    with refuses("bond"):
        risks.unlink(factories.risk(), bond=bond, reason="not this", **DO)
    risks.unlink(risk, bond=bond, reason="not this", **DO)
    assert not models.RiskFinding.objects.standing().exists()
    risks.link(risk, others=[finding], by=BY, at=later(1))
    assert models.RiskFinding.objects.standing().get() == bond


# --- acceptance
UNTIL = date(2027, 1, 1)


def accepted(risk: models.Risk, until: date = UNTIL) -> models.RiskAcceptance:
    """As people do it: proposed by one, agreed to by another."""
    asked = risks.propose_acceptance(risk, until=until, reason="small", by=operator("proposer"), at=AT)
    proposals.decide(asked, verdict="agreed", outcome="so be it", taken_by=risk.owner, by=operator("boss"), at=AT)
    return models.RiskAcceptance.objects.get(risk=risk)


def test_a_risk_that_is_not_assessed_is_not_accepted():
    with pytest.raises(RuleBroken, match="not assessed"):
        risks.propose_acceptance(factories.risk(), until=UNTIL, reason="small", **DO)


def test_an_acceptance_holds_the_residual_of_its_day_and_its_decision():
    line = accepted(factories.assessed_risk())
    assert (line.at_likelihood, line.at_impact, line.on, line.until) == (3, 4, ON, UNTIL)
    assert line.decision.state == "taken"
    assert line.reason == "small"


def test_an_acceptance_needs_a_reason_and_an_end_that_is_not_past():
    risk = factories.assessed_risk()
    with refuses("reason"):
        risks.propose_acceptance(risk, until=UNTIL, reason="", **DO)
    with refuses("until"):
        risks.propose_acceptance(risk, until=ON - timedelta(days=1), reason="small", **DO)
    accepted(risk, until=ON)


def test_management_accepts_nothing_without_a_proposal():
    risk = factories.assessed_risk()
    with refuses("two_keys"):
        risks.accept(risk, accepted_by=risk.owner, until=UNTIL, reason="small", **DO)


def test_a_proposal_is_not_carried_out_at_another_residual():
    risk = factories.assessed_risk()
    asked = risks.propose_acceptance(risk, until=UNTIL, reason="small", by=operator("proposer"), at=AT)
    risks.assess(risk, kind="current", likelihood=5, impact=5, by=BY, at=later(1), reason="grew")
    with refuses("residual"):
        proposals.decide(asked, verdict="agreed", outcome="ok", taken_by=risk.owner, by=operator("boss"), at=later(2))
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_one_open_proposal_at_a_time():
    risk = factories.assessed_risk()
    asked = risks.propose_acceptance(risk, until=UNTIL, reason="small", **DO)
    with refuses("proposal"):
        risks.propose_acceptance(risk, until=UNTIL, reason="small", **DO)
    decisions.withdraw(asked, reason="a mistake", **DO)
    risks.propose_acceptance(risk, until=UNTIL, reason="small", **DO)


def test_the_right_is_judged_before_the_rule():
    risk, nobody = factories.risk(), factories.person()
    for act in (
        lambda: risks.propose_acceptance(risk, until=UNTIL, reason="", by=nobody, at=AT),
        lambda: risks.assess(risk, kind="current", likelihood=None, impact=1, reason="", by=nobody, at=AT),
        lambda: risks.reword(risk, title="", reason="", by=nobody, at=AT),
        lambda: risks.link(risk, others=[], by=nobody, at=AT),
        lambda: records.withdraw(risk, reason="", by=nobody, at=AT),
        lambda: records.edit(risk, likelihood=1, by=nobody, at=AT),
    ):
        with pytest.raises(NotAllowed):
            act()


# --- other words, watching
def test_rewording_needs_a_new_title_and_a_reason():
    risk = factories.risk()
    for title in (" ", risk.title):
        with refuses("title"):
            risks.reword(risk, title=title, reason="clearer", **DO)
    with refuses("reason"):
        risks.reword(risk, title="Other words", reason=" ", **DO)
    risks.reword(risk, title="Other words", reason="clearer", **DO)
    assert (risk.title, risk.state, risk.top_risk) == ("Other words", "open", False)
    assert models.Risk.versions().get(id=risk.pk, rev=2).history_change_reason == "clearer"


def test_a_load_rewords_in_a_cycle_with_a_line():
    risk, cycle = factories.risk(), factories.cycle()
    load = operator("register load", Load(AT))
    risks.reword(risk, title="Other words", cycle=cycle, reason="clearer", by=load, at=AT)
    assert models.TopRisk.objects.get().change == "reworded"
    with refuses("two_keys"):
        risks.reword(risk, title="Again", cycle=cycle, reason="clearer", **DO)


def test_only_an_open_risk_is_put_under_monitoring_with_a_reason():
    risk = factories.risk()
    with refuses("reason"):
        risks.put_under_monitoring(risk, reason="", **DO)
    risks.put_under_monitoring(risk, reason="calm", **DO)
    with refuses("state"):
        risks.put_under_monitoring(risk, reason="calm", **DO)


def test_a_stale_act_is_refused():
    risk = factories.risk()
    records.edit(risk, title="Moved on", **DO)
    with pytest.raises(Stale):
        risks.reword(risk, title="Other", reason="clearer", rev=1, **DO)


# --- what all records share
def test_a_withdrawal_needs_a_reason_and_keeps_the_record():
    risk = factories.risk()
    with refuses("reason"):
        records.withdraw(risk, reason=" ", **DO)
    records.withdraw(risk, reason="a double", **DO)
    assert not models.Risk.objects.standing().exists()
    assert models.Risk.objects.withdrawn().get() == risk


@pytest.mark.parametrize("name", ["likelihood", "top_risk", "code", "withdrawn", "head", "nonsense"])
def test_what_follows_from_an_act_is_not_typed(name: str):
    with refuses(name):
        records.edit(factories.risk(), **{name: 1}, **DO)


def test_a_line_of_a_list_is_not_edited():
    _plan, (milestone, _other) = factories.plan_with_milestones()
    line = models.BaselineLine.objects.get(milestone=milestone)
    with pytest.raises(RuleBroken, match="never edited"):
        records.edit(line, finish=ON, **DO)


def test_a_hand_over_is_one_act_for_all_and_the_past_keeps_its_owner():
    one, two, new = factories.risk(), factories.commitment(), factories.role()
    old = one.owner_id
    records.hand_over([one], to=new, reason="moved", by=BY, at=later(days=1), from_day=ON)
    records.hand_over([two], to=new, reason="moved", by=BY, at=later(days=1))
    assert (one.owner_id, two.keeper_id) == (new.pk, new.pk)
    assert models.Risk.past(later(days=1)).get(id=one.pk).owner_id == old
    assert models.Risk.versions().get(id=one.pk, rev=2).applies_to == ON


def test_no_link_reaches_a_withdrawn_record_at_either_end():
    for gone in ("risk", "finding"):
        ends = {"risk": factories.risk(), "finding": factories.finding()}
        # As somebody else took it away, after this one was read.
        records.withdraw(type(ends[gone]).objects.get(pk=ends[gone].pk), reason="twice", **DO)
        with pytest.raises(RuleBroken, match=f"{ends[gone].code} is withdrawn"):
            records.link(models.RiskFinding, **ends, **DO)
    assert not models.RiskFinding.objects.exists()


def test_a_link_that_stands_is_refused_and_one_that_was_taken_away_comes_back():
    ends = {"risk": factories.risk(), "plan": factories.plan()}
    tie = records.link(models.RiskPlan, **ends, **DO)
    with pytest.raises(RuleBroken, match="linked already"):
        records.link(models.RiskPlan, **ends, **DO)
    assert models.RiskPlan.objects.get().rev == 1
    records.unlink(tie, reason="wrong", **DO)
    assert not records.link(models.RiskPlan, **ends, **DO).withdrawn
    assert models.RiskPlan.objects.get().rev == 3


def test_what_hangs_on_two_records_is_tied_once():
    one, other = factories.milestone(), factories.milestone()
    milestones.depend(one, other, **DO)
    with pytest.raises(RuleBroken, match="linked already"):
        milestones.depend(one, other, **DO)
    commitment, plan = factories.commitment(), factories.plan()
    commitments.rest_on(commitment, plan, **DO)
    with pytest.raises(RuleBroken, match="linked already"):
        commitments.rest_on(commitment, plan, **DO)

"""A finding's life: two keys, states, rounds and promised days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from riskreg import models
from riskreg.access import Actor, Load, operator
from riskreg.services import findings, recommendations, records, targets
from riskreg.vocabulary.choices import FindingState
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from tests import factories
from tests.factories import AT, BY, ON, later

pytestmark = pytest.mark.django_db
DAY = date(2027, 6, 30)
LOADER = operator("loader", Load(AT))


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


def promise(finding: models.Finding, kind: str, target: date | None, **values: Any) -> models.FindingTarget:
    """A promised day, on management's agreement where it is a final one."""
    values = {"by": BY, "at": AT, "reason": "so", "precision": "day", "set_on": ON, **values}
    if kind != "interim":
        values["decision"] = factories.agreement("finding.retarget", finding)
    return targets.set_target(finding, kind=kind, target=target, **values)


# --- opening
@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("announced", "established"),
        ("established", "established"),
        ("in_progress", "in_remediation"),
        ("accepted", "accepted"),
        ("unknown", "established"),
    ],
)
def test_the_first_round_gives_the_first_state(outcome: str, state: str):
    finding = factories.finding(outcome, by=LOADER if outcome == "accepted" else BY)
    assert finding.state == state
    assert (finding.ended_on == ON) == (state == "accepted")
    assert models.FindingRating.objects.get(finding=finding).opening


# --- two keys
def test_the_reporter_cannot_confirm():
    officer = factories.person("officer")
    finding = factories.reported_finding(by=officer)
    with refuses("two_keys"):
        findings.confirm(finding, by=officer, at=AT, reason="seen")
    assert models.Finding.objects.get(pk=finding.pk).state == "reported_solved"


def test_another_officer_can_confirm_on_the_published_report():
    finding = factories.reported_finding(by=factories.person("officer"))
    other = factories.person("officer")
    findings.confirm(finding, by=other, at=AT, reason="their report says so", report=factories.audit_report())
    assert (finding.state, finding.confirmed_by, finding.confirmed_on) == ("confirmed", other.id, ON)


def test_the_owner_cannot_confirm_though_an_officer_too():
    owner = factories.role()
    finding = factories.reported_finding(owner=owner)
    with refuses("two_keys"):
        findings.confirm(finding, by=factories.person("officer", "owner", fills=(owner,)), at=AT, reason="seen")


def test_a_loaded_role_cannot_confirm_its_own_finding():
    finding = factories.reported_finding()
    with refuses("two_keys"):
        findings.confirm(finding, by=Actor("role", finding.owner.code, "Role"), at=AT, reason="seen")


def test_who_edited_since_the_report_cannot_confirm():
    finding = factories.reported_finding()
    editor, other = factories.person("officer"), factories.person("auditor")
    records.edit(finding, description="other words", by=editor, at=later(days=1))
    with refuses("two_keys"):
        findings.confirm(finding, by=editor, at=later(days=2), reason="seen", report=factories.audit_report())
    findings.confirm(finding, by=other, at=later(days=2), reason="seen")


def test_who_edited_before_the_report_can_confirm():
    editor = factories.person("officer")
    finding = factories.finding()
    records.edit(finding, description="other words", by=editor, at=AT)
    factories.evidence(finding)
    findings.report_solved(finding, by=BY, at=later(days=1), reason="done")
    findings.confirm(finding, by=editor, at=later(days=2), reason="seen", report=factories.audit_report())


def test_who_added_evidence_since_the_report_cannot_confirm():
    finding = factories.reported_finding()
    helper = factories.person("officer")
    factories.evidence(finding, by=helper, at=later(days=1))
    with refuses("two_keys"):
        findings.confirm(finding, by=helper, at=later(days=2), reason="seen")


def test_who_only_rated_it_can_confirm():
    finding = factories.reported_finding()
    auditor = factories.person("auditor")
    findings.rate(finding, audit_year=2026, rating=None, outcome="re_checked", by=auditor, at=later(days=1))
    findings.confirm(finding, by=auditor, at=later(days=2), reason="seen")


def test_after_a_return_only_what_was_edited_since_the_new_report_counts():
    finding = factories.reported_finding()
    editor, auditor = factories.person("officer"), factories.person("auditor")
    findings.send_back(finding, by=auditor, at=later(days=1), reason="not yet")
    records.edit(finding, description="other words", by=editor, at=later(days=2))
    findings.report_solved(finding, by=BY, at=later(days=3), reason="now it is")
    findings.confirm(finding, by=editor, at=later(days=4), reason="seen", report=factories.audit_report())


def test_the_reporter_cannot_return_either():
    finding = factories.reported_finding()
    with refuses("two_keys"):
        findings.send_back(finding, by=BY, at=AT, reason="not yet")


def test_a_return_leads_back_to_remediation_and_forgets_the_claim():
    finding = factories.reported_finding()
    findings.send_back(finding, by=factories.person("auditor"), at=AT, reason="not yet")
    assert (finding.state, finding.reported_by, finding.reported_on) == ("in_remediation", "", None)


# --- states
@pytest.mark.parametrize("words", ["", "   "])
def test_each_step_needs_words(words: str):
    auditor = factories.person("auditor")
    fresh, reported = factories.finding(), factories.reported_finding()
    factories.evidence(fresh)
    for step in (
        lambda: findings.report_solved(fresh, by=BY, at=AT, reason=words),
        lambda: findings.confirm(reported, by=auditor, at=AT, reason=words),
        lambda: findings.send_back(reported, by=auditor, at=AT, reason=words),
        lambda: findings.accept(fresh, by=BY, at=AT, reason=words),
        lambda: promise(fresh, "original", DAY, reason=words),
    ):
        with refuses("reason"):
            step()


def test_reporting_solved_needs_evidence():
    finding = factories.finding()
    with refuses("evidence"):
        findings.report_solved(finding, by=BY, at=AT, reason="done")


def test_withdrawn_evidence_does_not_count():
    finding = factories.finding()
    evidence = factories.evidence(finding)
    records.withdraw(evidence, by=BY, at=AT, reason="wrong file")
    with refuses("evidence"):
        findings.report_solved(finding, by=BY, at=AT, reason="done")


def in_state(state: str) -> models.Finding:
    if state == "confirmed":
        return factories.confirmed_finding()
    if state == "reported_solved":
        return factories.reported_finding()
    if state == "closed":
        return findings.close(factories.confirmed_finding(), by=BY, at=AT)
    if state == "superseded":
        return findings.supersede(factories.finding(), successor=factories.finding(), by=BY, at=AT, reason="new")
    outcomes = {"established": "established", "in_remediation": "in_progress", "accepted": "accepted"}
    finding = factories.finding(outcomes[state], by=LOADER)
    factories.evidence(finding)
    return finding


def agreed(finding: models.Finding) -> models.Decision:
    """Management's agreement, given while the finding could still be accepted."""
    return models.Decision.objects.filter(about=finding.code).first() or factories.agreement("finding.accept", finding)


STEPS = {
    "report_solved": lambda finding, by: findings.report_solved(finding, by=by, at=AT, reason="done"),
    "confirm": lambda finding, by: findings.confirm(finding, by=by, at=AT, reason="seen"),
    "return": lambda finding, by: findings.send_back(finding, by=by, at=AT, reason="not yet"),
    "close": lambda finding, by: findings.close(finding, by=by, at=AT),
    "supersede": lambda finding, by: findings.supersede(
        finding, successor=factories.finding(), by=by, at=AT, reason="new"
    ),
    "accept": lambda finding, by: findings.accept(finding, decision=agreed(finding), by=by, at=AT, reason="small"),
}


@pytest.mark.parametrize("state", FindingState.values)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_starts_only_from_its_states(step: str, state: str):
    finding = in_state(state)
    assert finding.state == state
    before = finding.rev
    by = factories.operator("auditor")
    if state in findings.FROM[step]:
        STEPS[step](finding, by if state != "confirmed" else factories.operator("third"))
        assert finding.state != state
    else:
        with refuses("state"):
            STEPS[step](finding, by)
        assert models.Finding.objects.get(pk=finding.pk).rev == before


@pytest.mark.parametrize(
    ("state", "outcome", "after"),
    [
        ("closed", "reopened", "in_remediation"),
        ("established", "accepted", "accepted"),
        ("established", "in_progress", "in_remediation"),
        ("reported_solved", "in_progress", "reported_solved"),
        ("established", "maintained", "established"),
        ("in_remediation", "solved", "in_remediation"),
        ("confirmed", "re_checked", "confirmed"),
        ("superseded", "reopened", "in_remediation"),
    ],
)
def test_a_round_moves_the_state_as_the_rules_say(state: str, outcome: str, after: str):
    finding = in_state(state)
    by = LOADER if outcome == "accepted" else BY
    findings.rate(finding, audit_year=2026, rating=None, outcome=outcome, by=by, at=later(days=1))
    assert finding.state == after
    if outcome == "reopened":
        assert (finding.ended_on, finding.successor) == (None, None)


def test_no_round_accepts_a_finding_without_managements_decision():
    with refuses("outcome"):
        factories.finding("accepted")
    assert not models.Finding.objects.exists()
    finding = factories.finding()
    with refuses("outcome"):
        findings.rate(finding, audit_year=2026, rating=None, outcome="accepted", by=BY, at=later(days=1))
    assert models.Finding.objects.get(pk=finding.pk).state == "established"


def test_a_round_may_repeat_that_a_finding_is_accepted():
    finding = in_state("accepted")
    findings.rate(finding, audit_year=2026, rating=None, outcome="accepted", by=BY, at=later(days=1))
    assert (finding.state, finding.ended_on, finding.audit_year) == ("accepted", ON, 2026)


def test_a_round_without_a_year_leaves_the_latest_rating():
    scale = factories.scale("severe")
    severe = models.RatingLevel.objects.get(scale=scale)
    first = {"audit_year": 2024, "rating": severe, "outcome": "established", "on": ON}
    finding = factories.finding(scale=scale, first_round=first)
    findings.rate(finding, audit_year=None, rating=None, outcome="maintained", by=BY, at=AT)
    assert (finding.audit_year, finding.rating) == (2024, severe)
    findings.rate(finding, audit_year=2025, rating=None, outcome="maintained", by=BY, at=AT)
    assert (finding.audit_year, finding.rating) == (2025, None)
    assert models.FindingRating.objects.filter(finding=finding).count() == 3


def test_a_finding_does_not_succeed_itself():
    finding = factories.finding()
    with refuses("successor"):
        findings.supersede(finding, successor=finding, by=BY, at=AT, reason="new")


# --- plans that answer
def test_an_approved_plan_starts_the_remediation_of_what_it_answers():
    finding, plan = factories.finding(), factories.plan()
    milestone = factories.milestone(plan)
    findings.answer_with(finding, plan, by=BY, at=AT)
    assert models.Finding.objects.get(pk=finding.pk).state == "established"
    factories.approved(plan, milestone)
    assert models.Finding.objects.get(pk=finding.pk).state == "in_remediation"


def test_a_finding_answered_by_an_approved_plan_is_in_remediation_at_once():
    plan, _milestones = factories.plan_with_milestones()
    finding = factories.finding()
    findings.answer_with(finding, plan, by=BY, at=AT)
    assert finding.state == "in_remediation"


def test_a_plan_that_only_runs_is_not_enough():
    finding, milestone = factories.finding(), factories.started_milestone()
    findings.answer_with(finding, milestone.plan, by=BY, at=AT)
    assert finding.state == "established"


def test_a_link_that_was_taken_away_comes_back():
    finding, plan = factories.finding(), factories.plan()
    tie = findings.answer_with(finding, plan, by=BY, at=AT)
    records.unlink(tie, by=BY, at=AT, reason="not this one")
    again = findings.answer_with(finding, plan, by=BY, at=AT)
    assert (again.pk, again.withdrawn, again.rev) == (tie.pk, False, 3)


# --- promised days
def test_the_first_target_stays_for_ever():
    finding = factories.finding()
    promise(finding, "original", date(2026, 12, 31))
    promise(finding, "revised", DAY)
    assert (finding.target, finding.first_target) == (DAY, date(2026, 12, 31))
    assert models.FindingTarget.objects.filter(finding=finding).count() == 2


def test_a_second_original_is_refused():
    finding = factories.finding()
    promise(finding, "original", DAY)
    with refuses("kind"):
        promise(finding, "original", date(2028, 1, 1))


def test_an_interim_goal_moves_nothing():
    finding = factories.finding()
    promise(finding, "original", DAY)
    promise(finding, "interim", date(2027, 1, 1))
    assert (finding.target, finding.first_target) == (DAY, DAY)


def test_a_target_can_become_unknown():
    finding = factories.finding()
    promise(finding, "original", DAY)
    promise(finding, "revised", None, precision="unknown")
    assert (finding.target, finding.first_target) == (None, DAY)


def test_without_an_original_the_first_change_is_the_first_target():
    finding = factories.finding()
    promise(finding, "revised", None, precision="unknown")
    promise(finding, "revised", DAY)
    promise(finding, "revised", date(2028, 1, 1))
    assert (finding.target, finding.first_target) == (date(2028, 1, 1), DAY)


def test_an_original_that_becomes_known_later_leaves_the_revised_target_in_force():
    finding = factories.finding()
    promise(finding, "revised", date(2028, 1, 1))
    promise(finding, "original", DAY)
    assert (finding.target, finding.first_target) == (date(2028, 1, 1), DAY)


# --- senders, plans, recommendations
def test_a_finding_knows_who_raised_it():
    party, unit = factories.party(), factories.unit()
    finding = factories.finding(senders=[party])
    findings.add_sender(finding, unit, by=factories.person("officer"), at=AT)
    with refuses("sender"):
        findings.add_sender(finding, unit, by=BY, at=AT)
    raised = models.FindingSender.objects.filter(finding=finding).order_by("id")
    assert [(one.party, one.unit) for one in raised] == [(party, None), (None, unit)]


def test_a_plan_is_linked_once_and_taken_away_with_a_reason():
    finding, plan = factories.finding(), factories.plan()
    findings.answer_with(finding, plan, by=BY, at=AT)
    with refuses("plan"):
        findings.answer_with(finding, plan, by=BY, at=AT)
    with refuses("reason"):
        findings.stop_answering(finding, plan, by=BY, at=AT, reason=" ")
    tie = findings.stop_answering(finding, plan, by=factories.person("officer"), at=AT, reason="another plan")
    assert tie.withdrawn
    with refuses("plan"):
        findings.stop_answering(finding, plan, by=BY, at=AT, reason="again")


def test_an_ended_finding_and_a_withdrawn_plan_are_not_linked():
    plan = factories.plan()
    with refuses("state"):
        findings.answer_with(in_state("closed"), plan, by=BY, at=AT)
    records.withdraw(plan, by=BY, at=AT, reason="twice")
    with refuses("plan"):
        findings.answer_with(factories.finding(), plan, by=BY, at=AT)


def test_the_owner_responds_to_a_recommendation_in_words():
    finding = factories.finding()
    advice = factories.recommendation(finding)
    owner, stranger = (factories.person("owner", fills=(role,)) for role in (finding.owner, factories.role()))
    with pytest.raises(NotAllowed):
        recommendations.respond(advice, response="agreed", response_text="we will", by=stranger, at=AT)
    for response, text, code in (("perhaps", "we may", "response"), ("partly", "  ", "response_text")):
        with refuses(code):
            recommendations.respond(advice, response=response, response_text=text, by=owner, at=AT)
    recommendations.respond(advice, response="partly", response_text="the first half", by=owner, at=AT)
    row = models.Recommendation.versions().filter(id=advice.pk).last()
    assert (row.act, row.response, row.history_change_reason) == ("finding.respond", "partly", "the first half")


# --- going on as another
def test_what_goes_on_is_open():
    for state in ("closed", "superseded", "accepted"):
        with refuses("successor"):
            findings.supersede(factories.finding(), successor=in_state(state), by=BY, at=AT, reason="new")
    gone = records.withdraw(factories.finding(), by=BY, at=AT, reason="twice")
    with refuses("successor"):
        findings.supersede(factories.finding(), successor=gone, by=BY, at=AT, reason="new")


def test_findings_do_not_go_on_in_a_circle():
    first, second = factories.finding(), factories.finding()
    findings.supersede(first, successor=second, by=BY, at=AT, reason="new")
    with refuses("successor"):
        findings.supersede(second, successor=first, by=BY, at=AT, reason="back")
    findings.rate(first, audit_year=2026, outcome="reopened", by=BY, at=later(days=1))
    findings.supersede(second, successor=first, by=BY, at=later(days=1), reason="it is the first after all")
    with refuses("reason"):
        findings.supersede(factories.finding(), successor=first, by=BY, at=AT, reason=" ")


# --- the right comes before the rule
def test_who_may_not_hears_nothing_of_the_rules():
    nobody, finding = factories.person(), factories.finding()
    for step in STEPS:
        with pytest.raises(NotAllowed):
            STEPS[step](finding, nobody)


def test_a_day_to_come_is_neither_reported_nor_confirmed():
    finding, tomorrow = factories.finding(), later(days=1).date()
    factories.evidence(finding)
    with refuses("on"):
        findings.report_solved(finding, by=BY, at=AT, reason="done", on=tomorrow)
    findings.report_solved(finding, by=BY, at=AT, reason="done")
    with refuses("on"):
        findings.confirm(finding, by=factories.person("auditor"), at=AT, reason="seen", on=tomorrow)

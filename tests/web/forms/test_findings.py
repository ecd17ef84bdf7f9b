"""A finding's life through its forms: recorded, rated, answered, reported, confirmed on a published verdict, closed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from riskreg import models
from riskreg.access import actor_of
from riskreg.services import accounts, decisions, findings, records, targets
from riskreg.web.forms.findings import Confirm
from tests import factories as make
from tests.web.browsing import controls
from tests.web.conftest import AT, BY, DAY
from tests.web.forms.test_risks import labels
from tests.web.reading import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(signed_in: Any) -> Client:
    return signed_in("officer")


@pytest.fixture
def auditor(signed_in: Any) -> Client:
    return signed_in("auditor")


def send(client: Client, address: str, step: str = "save", /, **typed: Any) -> Any:
    """Open the form, fill it in, send it."""
    return client.post(address, {**controls(client.get(address)), **typed, "step": step})


def written(answer: Any, kind: type[Any] = models.Finding) -> Any:
    """The record that the form made or changed last."""
    assert answer.status_code == 302, text(answer)
    return kind.objects.latest("id")


def as_owner(signed_in: Any, role: models.Role) -> Client:
    client = signed_in("owner")
    user = models.User.objects.get(username="owner")
    accounts.assign(user, right="owner", role=role, starts=DAY, by=BY, at=AT)
    return client


NEW = {"title": "Cash", "kind": "audit_finding", "audit_year": "2026", "outcome": "established", "on": "31-10-2026",
       "on_precision": "day"}  # fmt: skip


# --- recorded
def test_a_finding_is_recorded_with_its_sender_and_first_round(officer):
    scale, party, owner = make.scale("severe"), make.party(), make.role()
    level = models.RatingLevel.objects.get(scale=scale)
    typed = {**NEW, "scale": scale.code, "owner": owner.code, "sender": party.code, "rating": level.pk}
    checked = send(officer, "/findings/new/", "check", **typed)
    assert checked.status_code == 200
    assert not models.Finding.objects.exists()
    finding = written(send(officer, "/findings/new/", **typed))
    line = models.FindingRating.objects.get(finding=finding)
    assert (finding.code, finding.state, finding.rating, line.opening) == ("FND-001", "established", level, True)
    assert models.FindingSender.objects.get(finding=finding).party == party
    assert party.name in text(officer.get("/findings/FND-001/"))


def test_nobody_raised_it_is_told_at_the_field(officer):
    typed = {**NEW, "scale": make.scale().code, "owner": make.role().code}
    answer = send(officer, "/findings/new/", **typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["sender"]
    assert 'value="Cash"' in answer.content.decode()


def test_a_rating_of_another_scale_is_told_at_the_field(officer):
    other = models.RatingLevel.objects.get(scale=make.scale("severe"))
    typed = {**NEW, "scale": make.scale().code, "owner": make.role().code, "sender": make.party().code}
    answer = send(officer, "/findings/new/", **typed, rating=other.pk)
    assert list(answer.context["form"].errors) == ["rating"]


# --- rounds
def test_an_officer_rates_on_a_published_report_only(officer, auditor):
    finding = make.finding()
    round_ = {**NEW, "outcome": "maintained", "follow_up": "partly"}
    del round_["title"], round_["kind"]
    answer = send(officer, f"/findings/{finding.code}/rate/", **round_)
    assert list(answer.context["form"].errors) == ["report"]
    draft, report = make.audit_report(published=None), make.audit_report(title="Verdict of the year")
    answer = send(officer, f"/findings/{finding.code}/rate/", **round_, report=draft.code)
    assert list(answer.context["form"].errors) == ["report"]
    assert written(send(officer, f"/findings/{finding.code}/rate/", **round_, report=report.code))
    assert written(send(auditor, f"/findings/{finding.code}/rate/", **round_))
    page = officer.get(f"/findings/{finding.code}/")
    assert f'<a href="/audit-reports/{report.code}/">Verdict of the year</a>' in page.content.decode()


def test_only_ratings_of_its_own_scale_are_offered(auditor):
    finding = make.finding(scale=make.scale("severe"))
    make.scale("foreign")
    page = auditor.get(f"/findings/{finding.code}/rate/").content.decode()
    assert "severe" in page
    assert "foreign" not in page


def test_the_same_round_sent_twice_is_written_once(auditor):
    finding = make.finding()
    address = f"/findings/{finding.code}/rate/"
    sent = {**controls(auditor.get(address)), **NEW, "step": "save"}
    assert [auditor.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert models.FindingRating.objects.filter(finding=finding).count() == 2


# --- answered
def test_a_recommendation_is_added_answered_and_shown(officer, signed_in):
    finding = make.finding()
    advice = written(
        send(officer, f"/findings/{finding.code}/new-recommendation/", text="Count it"), models.Recommendation
    )
    assert advice.code == f"{finding.code}-R1"
    owner = as_owner(signed_in, finding.owner)
    address = f"/recommendations/{advice.code}/respond/"
    assert f'href="{address}"' in owner.get(f"/findings/{finding.code}/").content.decode()
    answer = send(owner, address, response="partly", response_text="")
    assert list(answer.context["form"].errors) == ["response_text"]
    written(send(owner, address, response="partly", response_text="Only the notes"), models.Recommendation)
    assert "Only the notes" in text(officer.get(f"/findings/{finding.code}/"))
    assert owner.get(f"/recommendations/{advice.code}/edit/").status_code == 403
    written(send(officer, f"/recommendations/{advice.code}/edit/", text="Count all", reason="clearer"))
    written(send(officer, f"/recommendations/{advice.code}/withdraw/", reason="said twice"))
    assert "Count all" not in text(officer.get(f"/findings/{finding.code}/")).partition("History")[0]


def test_a_plan_is_linked_and_its_link_taken_away(officer):
    finding, plan = make.finding(), make.plan()
    written(send(officer, f"/findings/{finding.code}/answer/", plan=plan.code))
    again = send(officer, f"/findings/{finding.code}/answer/", plan=plan.code)
    assert list(again.context["form"].errors) == ["plan"]
    written(send(officer, f"/findings/{finding.code}/unlink-plan/", plan=plan.pk, reason="another answers it"))
    assert not models.FindingPlan.objects.standing().exists()


# --- promised
def test_a_target_is_proposed_and_an_interim_goal_is_set(officer, signed_in):
    finding = make.finding()
    answer = send(officer, f"/findings/{finding.code}/target/", target="", precision="day", reason="why")
    assert list(answer.context["form"].errors) == ["target"]
    answer = send(officer, f"/findings/{finding.code}/target/", target="1-1-2026", precision="day", reason="why")
    assert list(answer.context["form"].errors) == ["target"]
    decision = written(
        send(officer, f"/findings/{finding.code}/target/", target="1-5-2027", precision="quarter", reason="why"),
        models.Decision,
    )
    assert decision.proposal == {"target": "2027-06-30", "precision": "quarter"}
    owner = as_owner(signed_in, finding.owner)
    written(send(owner, f"/findings/{finding.code}/interim-goal/", target="1-3-2027", precision="day", reason="half"))
    assert models.FindingTarget.objects.get(finding=finding).kind == "interim"
    assert models.Finding.objects.get(pk=finding.pk).target is None


# --- reported, confirmed, returned, closed
def test_report_solved_says_that_it_needs_evidence_and_leads_there(signed_in):
    finding = make.finding()
    owner = as_owner(signed_in, finding.owner)
    address = f"/findings/{finding.code}/report-solved/"
    page = owner.get(address).content.decode()
    assert f'href="/findings/{finding.code}/add-file/"' in page
    assert f'href="/findings/{finding.code}/add-link/"' in page
    answer = send(owner, address, reason="done")
    assert answer.status_code == 422
    assert "no evidence yet" in text(answer)
    make.evidence(finding, at=AT)
    written(send(owner, address, reason="done"))
    assert models.Finding.objects.get(pk=finding.pk).state == "reported_solved"


def reported(by: Any = BY) -> models.Finding:
    finding = make.finding(at=AT)
    make.evidence(finding, at=AT)
    return findings.report_solved(finding, by=by, at=AT, reason="done")


def test_the_published_verdict_confirms_and_both_names_stand_on_the_page(officer):
    finding = reported(make.operator("The line"))
    issuer = make.party(name="House of Audit")
    report = make.audit_report(issued_by=issuer, title="Verdict of 2026")
    answer = send(officer, f"/findings/{finding.code}/confirm/", reason="they say so")
    assert list(answer.context["form"].errors) == ["report"]
    written(send(officer, f"/findings/{finding.code}/confirm/", reason="they say so", report=report.code))
    page = text(officer.get(f"/findings/{finding.code}/"))
    assert "confirmed by Officer" in page
    assert f"On the published verdict of House of Audit: {report.code} Verdict of 2026" in page


def test_an_auditor_returns_it_and_the_reporter_may_not(officer, auditor):
    user = models.User.objects.get(username="officer")
    finding = reported(actor_of(user, DAY))
    report = make.audit_report()
    for slug in ("confirm", "return"):
        answer = send(officer, f"/findings/{finding.code}/{slug}/", reason="mine", report=report.code)
        assert answer.status_code == 422
        assert "themselves" in text(answer)
    written(send(auditor, f"/findings/{finding.code}/return/", reason="the count is missing"))
    page = text(officer.get(f"/findings/{finding.code}/"))
    assert "Sent back by Auditor: the count is missing" in page
    assert models.Finding.objects.get(pk=finding.pk).state == "in_remediation"


def test_confirmed_is_closed_and_the_old_link_says_so(officer, auditor):
    finding = reported()
    written(send(auditor, f"/findings/{finding.code}/confirm/", reason="seen"))
    written(send(officer, f"/findings/{finding.code}/close/", reason=""))
    answer = auditor.get(f"/findings/{finding.code}/confirm/", follow=True)
    assert "no longer in a state" in text(answer)


def test_owners_and_management_have_no_key(signed_in):
    finding = reported()
    for client in (as_owner(signed_in, finding.owner), signed_in("management"), signed_in("administrator")):
        for slug in ("confirm", "return", "rate", "close"):
            assert client.get(f"/findings/{finding.code}/{slug}/").status_code == 403


def test_superseding_asks_for_an_open_successor_and_a_reason(officer):
    finding, successor = make.finding(), make.finding()
    ended = records.withdraw(make.finding(), by=make.BY, at=make.AT, reason="twice")
    address = f"/findings/{finding.code}/supersede/"
    assert list(send(officer, address, successor=successor.code).context["form"].errors) == ["reason"]
    for wrong in (finding.code, ended.code, "nothing like it"):
        answer = send(officer, address, successor=wrong, reason="new")
        assert list(answer.context["form"].errors) == ["successor"]
    written(send(officer, address, successor=successor.code, reason="new"))
    assert models.Finding.objects.get(pk=finding.pk).successor == successor


def test_acceptance_is_proposed(officer):
    finding = make.finding()
    decision = written(send(officer, f"/findings/{finding.code}/accept/", reason="small"), models.Decision)
    assert (decision.proposed_act, decision.about) == ("finding.accept", finding.code)
    assert models.Finding.objects.get(pk=finding.pk).state == "established"


def test_the_months_words_stand_on_the_page(officer):
    finding = make.finding()
    written(send(officer, f"/findings/{finding.code}/words/", text="Nearly there"), models.PeriodNote)
    assert "Nearly there" in text(officer.get(f"/findings/{finding.code}/"))


def test_the_buttons_are_on_the_page_and_the_list(officer):
    finding = make.finding()
    page = officer.get(f"/findings/{finding.code}/").content.decode()
    for slug in ("report-solved", "rate", "target", "interim-goal", "answer", "sender", "accept", "supersede", "words",
                 "edit", "withdraw", "new-recommendation", "add-file", "add-link"):  # fmt: skip
        assert f'href="/findings/{finding.code}/{slug}/"' in page, slug
    assert Confirm.applies(finding) is False
    assert 'href="/findings/new/"' in officer.get("/findings/").content.decode()


def test_what_is_put_to_management_shows_until_it_is_decided(signed_in):
    finding, client = make.finding(), signed_in("officer")
    address = f"/findings/{finding.code}/"
    told = {"target": date(2027, 6, 30), "precision": "day", "by": make.BY, "at": make.AT, "reason": "needed"}
    asked = targets.propose_target(finding, **told)
    page = client.get(address)
    assert f"Put to management and not decided yet: {asked.code} {asked.title}" in text(page)
    assert f'href="/decisions/{asked.code}/"' in page.content.decode()
    decisions.withdraw(asked, by=make.BY, at=make.AT, reason="too early")
    assert "not decided yet" not in text(client.get(address))


def test_a_confirmed_finding_offers_no_target(signed_in):
    page = signed_in("officer").get(f"/findings/{make.confirmed_finding().code}/")
    assert {"Propose a target", "Set an interim goal"}.isdisjoint(labels(page))

"""Forms on plans: set up, propose with old and new side by side, say, answer, withdraw."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from riskreg import models
from riskreg.access import operator
from riskreg.services import findings, milestones, periods, plans, records
from riskreg.vocabulary.periods import Month
from tests import factories as make
from tests.web.browsing import controls
from tests.web.forms.test_risks import labels, send
from tests.web.reading import text

pytestmark = pytest.mark.django_db
OFFICER, MANAGEMENT = "officer", "management"
DO = {"by": make.BY, "at": make.AT}
LATER = "30-9-2027"
SCOPE = {"reason_category": "scope"}


def plan_04(count: int = 2) -> tuple[models.Plan, list[models.Milestone]]:
    plan = make.plan(code="PLN-04")
    parts = [make.milestone(plan, code=f"MS-04-{number:02d}") for number in range(1, count + 1)]
    make.approved(plan, *parts)
    return plan, parts


def checked(client: Any, address: str, /, **typed: Any) -> Any:
    return client.post(address, {**controls(client.get(address)), **typed, "step": "check"})


def test_a_plan_is_set_up_with_workstreams_and_milestones(signed_in):
    client = signed_in(OFFICER)
    answer = send(client, "/plans/new/", title="Better", owner=make.role().code, start="5-2-2027")
    plan = models.Plan.objects.get(title="Better")
    assert answer["Location"] == f"/plans/{plan.code}/"
    assert (plan.status, plan.baseline, plan.start) == ("not_started", None, date(2027, 2, 5))
    number = plan.code.removeprefix("PLN-")
    for letter in ("A", "B"):
        assert send(client, f"{answer['Location']}new-workstream/", title="Part").status_code == 302
        assert models.Workstream.objects.get(code=f"WS-{number}-{letter}").plan == plan
    part = models.Workstream.objects.get(code=f"WS-{number}-A")
    made = send(client, f"{answer['Location']}new-milestone/", title="Done", workstream=part.pk, weight="5")
    assert made["Location"] == f"/milestones/MS-{number}-01/"
    milestone = models.Milestone.objects.get(code=f"MS-{number}-01")
    assert (milestone.plan, milestone.workstream, milestone.owner) == (plan, part, plan.owner)
    assert "1 milestone" in text(client.get(answer["Location"]))


def test_codes_of_withdrawn_parts_are_not_used_again(signed_in):
    client, plan = signed_in(OFFICER), make.plan(code="PLN-04")
    for code in ("WS-04-A", "WS-04-Z"):
        records.withdraw(records.create(models.Workstream, code=code, title="x", plan=plan, **DO), reason="x", **DO)
    records.withdraw(make.milestone(plan, code="MS-04-11"), reason="x", **DO)
    send(client, "/plans/PLN-04/new-workstream/", title="Next")
    send(client, "/plans/PLN-04/new-milestone/", title="Next")
    assert models.Workstream.objects.get(title="Next").code == "WS-04-AA"
    assert models.Milestone.objects.get(title="Next").code == "MS-04-12"


def test_a_workstream_is_edited_and_withdrawn_from_the_plans_page(signed_in):
    client, plan = signed_in(OFFICER), make.plan(code="PLN-04")
    records.create(models.Workstream, code="WS-04-A", title="Part", plan=plan, **DO)
    assert "/workstreams/WS-04-A/edit/" in client.get("/plans/PLN-04/").content.decode()
    assert "/workstreams/WS-04-A/edit/" not in signed_in("owner").get("/plans/PLN-04/").content.decode()
    answer = send(client, "/workstreams/WS-04-A/edit/", title="Section", reason="clearer")
    assert answer["Location"] == "/plans/PLN-04/"
    assert send(client, "/workstreams/WS-04-A/withdraw/", reason="empty").status_code == 302
    assert "The plan has no workstream." in text(client.get("/plans/PLN-04/"))


# --- proposals
def test_every_milestone_has_a_row_and_what_is_reached_has_no_field(signed_in):
    plan, (one, two) = plan_04()
    make.milestones.complete(models.Milestone.objects.get(pk=one.pk), **DO)
    page = signed_in(OFFICER).get(f"/plans/{plan.code}/rebaseline/")
    rows = page.context["form"].rows()
    assert [(row.milestone.code, row.finish is None) for row in rows] == [(two.code, False), (one.code, True)]
    assert "the day that was promised stays" in text(page)
    assert controls(page)[f"weight_{two.code}"] == "10"


def test_the_check_page_shows_old_and_new_side_by_side(signed_in):
    _plan, (one, _two) = plan_04()
    typed = {f"finish_{one.code}": LATER, f"weight_{one.code}": "15", "reason": "complex", **SCOPE}
    page = checked(signed_in(OFFICER), "/plans/PLN-04/rebaseline/", **typed)
    moved = page.context["form"].moves()
    assert [(move.milestone.code, move.old, move.new, move.days) for move in moved] == [
        (one.code, date(2027, 3, 31), date(2027, 9, 30), 183)
    ]
    assert "31 Mar 2027 31 Mar 2027 30 Sep 2027 +183 d later from 10 → to 15" in text(page)
    assert not models.Decision.objects.asked().exists()


def test_a_rebaseline_is_proposed_decided_and_linked(signed_in):
    _plan, (one, two) = plan_04()
    officer, manager = signed_in(OFFICER), signed_in(MANAGEMENT)
    typed = {f"finish_{one.code}": "2027-09-30", "reason": "complex", "reason_category": "capacity"}
    assert send(officer, "/plans/PLN-04/rebaseline/", **typed).status_code == 302
    asked = models.Decision.objects.asked().get()
    assert asked.code in officer.get("/plans/PLN-04/").content.decode()
    address = f"/decisions/{asked.code}/decide/"
    assert officer.get(address).status_code == 403
    assert "30 Sep 2027" in text(manager.get(address))
    told = {"verdict": "agreed", "outcome": "Go on", "taken_by": make.role().code}
    assert "30 Sep 2027" in text(checked(manager, address, **told))
    assert send(manager, address, **told)["Location"] == f"/decisions/{asked.code}/"
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.baseline, two.baseline) == (date(2027, 9, 30), date(2027, 3, 31))
    page = text(officer.get(f"/decisions/{asked.code}/"))
    assert "Proposed by Officer" in page
    assert "Decided by Management" in page
    assert "Baseline 2 of PLN-04" in page
    assert asked.code in officer.get("/plans/PLN-04/").content.decode()


def test_an_approval_takes_the_forecast_as_its_first_offer(signed_in):
    plan = make.plan(code="PLN-04")
    early, other = (make.milestone(plan, code=f"MS-04-0{number}") for number in (1, 2))
    make.milestones.move_forecast(early, to=date(2027, 4, 30), reason="known", **DO)
    client = signed_in(OFFICER)
    assert client.get("/plans/PLN-04/rebaseline/").status_code == 302
    assert controls(client.get("/plans/PLN-04/approve/"))[f"finish_{early.code}"] == "30-04-2027"
    assert send(client, "/plans/PLN-04/approve/", reason="ready").status_code == 302
    asked = models.Decision.objects.asked().get()
    told = {"verdict": "agreed", "outcome": "Go", "taken_by": make.role().code}
    assert send(signed_in(MANAGEMENT), f"/decisions/{asked.code}/decide/", **told).status_code == 302
    for one in (early, other):
        one.refresh_from_db()
    assert (early.baseline, other.baseline) == (date(2027, 4, 30), None)


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({}, "__all__"),
        ({"finish_MS-04-01": "31-2-2027"}, "finish_MS-04-01"),
        ({"weight_MS-04-01": "12"}, "finish_MS-04-01"),
        ({"finish_MS-04-01": LATER, "weight_MS-04-01": "-1"}, "weight_MS-04-01"),
        ({"finish_MS-04-01": LATER, "reason": ""}, "reason"),
        ({"finish_MS-04-01": "1-1-2026"}, "finish_MS-04-01"),
    ],
)
def test_what_does_not_fit_is_told_at_the_field(signed_in, typed, where):
    plan_04()
    answer = send(signed_in(OFFICER), "/plans/PLN-04/rebaseline/", **{"reason": "complex", **SCOPE, **typed})
    assert answer.status_code == 422
    assert where in answer.context["form"].errors
    assert not models.Decision.objects.asked().exists()


def test_what_no_longer_fits_is_told_and_not_decided(signed_in):
    plan, (one, _two) = plan_04()
    lines = {one: plans.Promise(date(2027, 9, 30), 10)}
    asked = plans.propose(plan, lines=lines, reason="so", by=operator("asker"), at=make.AT)
    records.withdraw(models.Milestone.objects.get(pk=one.pk), reason="not needed", by=make.BY, at=make.later(1))
    told = {"verdict": "agreed", "outcome": "Go", "taken_by": make.role().code}
    answer = send(signed_in(MANAGEMENT), f"/decisions/{asked.code}/decide/", **told)
    assert answer.status_code == 422
    assert "MS-04-01 are withdrawn since this was proposed" in text(answer)
    declined = send(signed_in(MANAGEMENT), f"/decisions/{asked.code}/decide/", **{**told, "verdict": "declined"})
    assert declined.status_code == 302
    page = text(signed_in(OFFICER).get(f"/decisions/{asked.code}/"))
    assert "Declined: nothing of the proposal was carried out." in page
    assert "Declined" in text(signed_in(OFFICER).get("/decisions/"))


# --- words, links, ends
def test_the_months_words(signed_in):
    plan = make.plan()
    periods.open_month(Month(2026, 11), **DO)
    client = signed_in(OFFICER)
    assert send(client, f"/plans/{plan.code}/words/", text="It goes well").status_code == 302
    assert "It goes well" in text(client.get(f"/plans/{plan.code}/"))
    assert send(client, f"/plans/{plan.code}/words/", month="2026-10", text="x").status_code == 422


def test_it_answers_findings_and_risks_and_leaves_them(signed_in):
    client, plan = signed_in(OFFICER), make.plan()
    finding, risk = make.finding(), make.risk()
    address = f"/plans/{plan.code}"
    assert send(client, f"{address}/answer-finding/", finding=finding.code).status_code == 302
    assert send(client, f"{address}/answer-risk/", risk=risk.code).status_code == 302
    assert finding.code in client.get(f"{address}/").content.decode()
    tie = models.FindingPlan.objects.get()
    assert send(client, f"{address}/leave-finding/", link=tie.pk, reason="another plan").status_code == 302
    assert send(client, f"{address}/leave-risk/", link=models.RiskPlan.objects.get().pk, reason="x").status_code == 302
    assert not models.FindingPlan.objects.standing().exists()
    assert not models.RiskPlan.objects.standing().exists()


def test_a_confidential_risks_link_is_not_offered(signed_in):
    client, plan = signed_in(OFFICER), make.plan()
    secret = make.risk(title="Secret", confidential=True)
    records.link(models.RiskPlan, risk=secret, plan=plan, **DO)
    page = client.get(f"/plans/{plan.code}/leave-risk/")
    assert page.context["form"].fields["link"].choices == []
    assert secret.code not in page.content.decode()
    answer = send(client, f"/plans/{plan.code}/answer-risk/", risk=secret.code)
    assert answer.status_code == 422
    assert "Secret" not in text(answer)


def test_withdrawing_shows_what_goes_with_it(signed_in):
    plan, (one, two) = plan_04()
    finding = make.finding()
    findings.answer_with(finding, plan, **DO)
    client = signed_in(OFFICER)
    page = text(checked(client, "/plans/PLN-04/withdraw/", reason="merged"))
    assert one.code in page
    assert two.code in page
    assert send(client, "/plans/PLN-04/withdraw/", reason="merged").status_code == 302
    assert not models.Milestone.objects.standing().exists()
    assert labels(client.get("/plans/PLN-04/")) == []


def test_a_plan_with_open_milestones_is_not_completed(signed_in):
    plan, (one,) = plan_04(1)
    client = signed_in(OFFICER)
    answer = send(client, "/plans/PLN-04/complete/")
    assert one.code in text(answer)
    assert answer.status_code == 422
    make.milestones.complete(models.Milestone.objects.get(pk=one.pk), by=make.BY, at=make.later(1))
    assert send(client, "/plans/PLN-04/complete/").status_code == 302
    assert models.Plan.objects.get(pk=plan.pk).status == "completed"


def test_a_risk_that_is_linked_already_is_refused_and_told_at_the_field(signed_in):
    plan, risk, client = make.plan(code="PLN-04"), make.risk(), signed_in(OFFICER)
    assert send(client, "/plans/PLN-04/answer-risk/", risk=risk.code).status_code == 302
    again = send(client, "/plans/PLN-04/answer-risk/", risk=risk.code)
    assert again.status_code == 422
    assert again.context["form"].errors["risk"] == [f"{risk.code} and {plan.code} are linked already"]
    assert models.RiskPlan.objects.get().rev == 1


@pytest.mark.parametrize(("slug", "name"), [("answer-risk", "risk"), ("answer-finding", "finding")])
def test_a_link_is_made_on_the_version_of_the_plan_that_was_seen(signed_in, monkeypatch, slug: str, name: str):
    plan, other, client = make.plan(code="PLN-04"), getattr(make, name)(), signed_in(OFFICER)
    typed = {**controls(client.get(f"/plans/PLN-04/{slug}/")), name: other.code, "step": "save"}
    # Somebody is first between the page's own look and the write.
    monkeypatch.setattr("riskreg.web.views.act._Visit._judge_version", lambda *_args: None)
    records.edit(plan, title="Other words", reason="x", **DO)
    assert client.post(f"/plans/PLN-04/{slug}/", typed).status_code == 409
    assert not models.RiskPlan.objects.exists()
    assert not models.FindingPlan.objects.exists()


def test_a_completed_plan_is_offered_no_new_milestone(signed_in):
    plan, parts = plan_04(1)
    client, address = signed_in(OFFICER), "/plans/PLN-04/new-milestone/"
    typed = {**controls(client.get(address)), "title": "Late", "step": "save"}
    milestones.complete(parts[0], **DO)
    plans.complete(models.Plan.objects.get(pk=plan.pk), **DO)
    assert "Add a milestone" not in labels(client.get("/plans/PLN-04/"))
    assert client.get(address).status_code == 302
    assert client.post(address, typed).status_code == 422
    assert models.Milestone.objects.count() == 1

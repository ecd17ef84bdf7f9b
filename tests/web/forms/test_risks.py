"""Forms on risks: what they ask, refuse and write, and what the page of the risk says afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from riskreg import models
from riskreg.access import operator
from riskreg.models import Risk
from riskreg.services import accounts, proposals, records, risks
from tests import factories as make
from tests.web.browsing import controls
from tests.web.conftest import DAY
from tests.web.test_risks import text_of

pytestmark = pytest.mark.django_db
OFFICER = "officer"


def send(client: Any, address: str, /, **typed: Any) -> Any:
    """The form as it stands with these answers, saved."""
    return client.post(address, {**controls(client.get(address)), **typed, "step": "save"})


def labels(answer: Any) -> list[str]:
    return [act.label for act in answer.context["acts"]]


# --- create and edit
def test_a_new_risk_has_no_score(signed_in):
    client = signed_in(OFFICER)
    answer = send(client, "/risks/new/", title="Late goods", category="data", state="draft", owner=make.role().code)
    assert answer.status_code == 302
    risk = Risk.objects.get(title="Late goods")
    assert answer["Location"] == f"/risks/{risk.code}/"
    assert "Not assessed yet" in text_of(client.get(answer["Location"]))


def test_monitored_is_no_choice_until_it_is_so(signed_in):
    client, risk = signed_in(OFFICER), make.risk()
    assert "monitored" not in dict(client.get(f"/risks/{risk.code}/edit/").context["form"].fields["state"].choices)
    risks.put_under_monitoring(risk, reason="calm", by=make.BY, at=make.later(1))
    assert "monitored" in dict(client.get(f"/risks/{risk.code}/edit/").context["form"].fields["state"].choices)
    assert send(client, f"/risks/{risk.code}/edit/", note="Watched", reason="words").status_code == 302


def test_marking_confidential_asks_to_be_on_the_access_list(signed_in):
    client, risk = signed_in(OFFICER), make.risk()
    address = f"/risks/{risk.code}/edit/"
    answer = send(client, address, confidential="on", reason="names a person")
    assert answer.status_code == 422
    assert "access list" in answer.context["form"].errors["confidential"][0]
    accounts.grant(models.User.objects.get(username=OFFICER), risk, by=make.BY, at=make.later(1))
    assert send(client, address, confidential="on", reason="names a person").status_code == 302
    assert signed_in("owner").get(f"/risks/{risk.code}/").status_code == 404
    assert signed_in("owner").get(address).status_code == 404


# --- assess
def test_assessing_starts_from_no_choice_and_can_say_not_assessed(signed_in):
    client, risk = signed_in(OFFICER), make.assessed_risk()
    address = f"/risks/{risk.code}/assess/"
    page = client.get(address)
    assert "12, high (likelihood 3, impact 4)" in text_of(page)
    assert controls(page).get("likelihood", "") == ""
    assert send(client, address, reason="seen").status_code == 422
    assert send(client, address, likelihood="none", impact="none", reason="basis is gone").status_code == 302
    risk.refresh_from_db()
    assert (risk.likelihood, risk.impact) == (None, None)


def test_half_a_judgement_is_told_at_the_field(signed_in):
    client, risk = signed_in(OFFICER), make.risk()
    answer = send(client, f"/risks/{risk.code}/assess/", likelihood="3", impact="none", reason="seen")
    assert answer.status_code == 422
    assert "impact" in answer.context["form"].errors


def test_a_day_to_come_is_told_at_the_field(signed_in):
    client, risk = signed_in(OFFICER), make.risk()
    typed = {"likelihood": "3", "impact": "3", "reason": "seen", "on": "1-1-2090"}
    answer = send(client, f"/risks/{risk.code}/assess/", **typed)
    assert "1 Jan 2090" in answer.context["form"].errors["on"][0]
    assert "1-1-2090" in answer.content.decode()


def test_the_same_form_sent_twice_judges_once(signed_in):
    client, risk = signed_in(OFFICER), make.risk()
    address = f"/risks/{risk.code}/assess/"
    typed = {**controls(client.get(address)), "likelihood": "none", "impact": "none", "reason": "seen", "step": "save"}
    assert [client.post(address, typed).status_code for _time in range(2)] == [302, 302]
    assert models.RiskAssessment.objects.filter(risk=risk).count() == 1


# --- accept
def accepted(client: Any, risk: Risk, until: date) -> None:
    """Proposed in the page, agreed to by management."""
    typed = {"until": f"{until:%d-%m-%Y}", "reason": "It is small"}
    assert send(client, f"/risks/{risk.code}/accept/", **typed).status_code == 302
    asked = models.Decision.objects.get(about=risk.code, state="asked")
    told = {"verdict": "agreed", "outcome": "so be it", "taken_by": make.role()}
    proposals.decide(asked, by=operator("management"), at=make.later(20), **told)


@pytest.mark.parametrize(
    ("days", "words"),
    [(60, "In force"), (20, "In force, expires in 20 days"), (1, "In force, expires in 1 day")],
)
def test_an_acceptance_tells_when_it_expires(signed_in, days: int, words: str):
    client, risk = signed_in(OFFICER), make.assessed_risk()
    line_until = DAY + timedelta(days=days)
    agreed = make.agreement("risk.accept", risk)
    told = {"until": line_until, "reason": "small", "decision": agreed, "by": make.BY, "at": make.AT}
    risks.accept(risk, accepted_by=make.role(), **told)
    page = text_of(client.get(f"/risks/{risk.code}/"))
    assert words in page
    assert agreed.code in page


def test_an_acceptance_goes_stale_by_a_new_assessment(signed_in):
    client, risk = signed_in(OFFICER), make.assessed_risk()
    assert "At the score of now: 12, high" in text_of(client.get(f"/risks/{risk.code}/accept/"))
    accepted(client, risk, date(2090, 1, 1))
    assert "In force" in text_of(client.get(f"/risks/{risk.code}/"))
    send(client, f"/risks/{risk.code}/assess/", likelihood="5", impact="5", reason="grew")
    assert "Stale: the score has changed since" in text_of(client.get(f"/risks/{risk.code}/"))


def test_the_check_page_tells_what_agreeing_would_write(signed_in):
    client, risk = signed_in(OFFICER), make.assessed_risk()
    make.role()
    address = f"/risks/{risk.code}/accept/"
    answer = client.post(address, {**controls(client.get(address)), "until": "1-1-2090", "reason": "small"})
    page = text_of(answer)
    assert "If management agrees" in page
    assert "Likelihood then 3" in page
    assert not models.Decision.objects.filter(about=risk.code).exists()


# --- links
def test_links_are_made_and_taken_away(signed_in):
    client, risk, plan, measure = signed_in(OFFICER), make.risk(), make.plan(), make.measure()
    address = f"/risks/{risk.code}/link/"
    assert send(client, address).status_code == 422
    assert send(client, address, plan=plan.code, measure=measure.code).status_code == 302
    again = send(client, address, plan=plan.code)
    assert "linked with" in again.context["form"].errors["plan"][0]
    taken = send(client, f"/risks/{risk.code}/unlink/", bond=f"{risk.code}~{plan.code}", reason="not this")
    assert taken.status_code == 302
    page = text_of(client.get(f"/risks/{risk.code}/"))
    assert measure.code in page
    assert "No improvement plan is linked" in page


def test_the_link_form_sent_twice_links_once(signed_in):
    client, risk, plan = signed_in(OFFICER), make.risk(), make.plan()
    address = f"/risks/{risk.code}/link/"
    typed = {**controls(client.get(address)), "plan": plan.code, "step": "save"}
    assert [client.post(address, typed).status_code for _time in range(2)] == [302, 302]


# --- the month, objectives, what happened outside
def test_the_month_is_written_and_shown(signed_in):
    client, risk = signed_in(OFFICER), make.risk()
    for slug, typed in (("unchanged", {"note": "Looked"}), ("words", {"text": "A quiet month"})):
        assert send(client, f"/risks/{risk.code}/{slug}/", month="2026-11", **typed).status_code == 302
    page = text_of(client.get(f"/risks/{risk.code}/"))
    assert "November 2026 A quiet month" in page
    assert "Unchanged: Looked" in page
    assert controls(client.get(f"/risks/{risk.code}/words/"))["text"] == "A quiet month"
    assert send(client, f"/risks/{risk.code}/unchanged/", month="2026-09").status_code == 422


def test_an_objective_is_made_on_a_risk_and_edited_from_it(signed_in):
    client, risk = signed_in(OFFICER), make.risk()
    assert send(client, f"/risks/{risk.code}/new-objective/", name="Smooth trade", kind="vision").status_code == 302
    made = models.RiskObjective.objects.get(risk=risk).objective
    page = client.get(f"/risks/{risk.code}/").content.decode()
    assert f"/objectives/{made.code}/edit/" in page
    answer = send(client, f"/objectives/{made.code}/edit/", name="Smooth trade, safely", reason="whole")
    assert answer["Location"] == f"/risks/{risk.code}/"
    assert "/objectives/" not in signed_in("auditor").get(f"/risks/{risk.code}/").content.decode()


def test_what_happened_outside_is_told_and_withdrawn(signed_in):
    client, risk = signed_in(OFFICER), make.risk()
    address = f"/risks/{risk.code}/context/"
    assert "on" in send(client, address, text="A ruling").context["form"].errors
    assert send(client, address, text="A ruling", on="3-2-2025", precision="quarter").status_code == 302
    event = models.ContextEvent.objects.get(about=risk.code)
    assert event.on == date(2025, 3, 31)
    assert send(client, f"/context/{event.code}/withdraw/", reason="another risk")["Location"] == f"/risks/{risk.code}/"
    assert "A ruling" not in text_of(client.get(f"/risks/{risk.code}/"))


# --- buttons
def test_each_reader_has_the_buttons_of_the_role(signed_in):
    owner_role = make.role(code="ROL-DIR-IT")
    risk = make.assessed_risk(owner=owner_role)
    address = f"/risks/{risk.code}/"
    assert {"Assess", "Reword", "Link", "Put under monitoring", "Propose to accept", "Edit", "Withdraw"} <= set(
        labels(signed_in(OFFICER).get(address))
    )
    assert "Assess" in labels(signed_in("owner").get(address))
    assert "Reword" not in labels(signed_in("owner").get(address))
    assert labels(signed_in("auditor").get(address)) == ["Matrix"]
    assert labels(signed_in(OFFICER).get(f"{address}?as_of=2026-11-20")) == ["Matrix"]
    records.withdraw(risk, reason="a double", by=make.BY, at=make.later(1))
    assert labels(signed_in(OFFICER).get(address)) == ["Matrix"]

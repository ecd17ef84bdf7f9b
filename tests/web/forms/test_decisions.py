"""Forms on decisions: asked in words, decided by another, taken back; nothing of a hidden risk in what is shown."""

from __future__ import annotations

import pytest

from riskreg import models
from riskreg.access import operator
from riskreg.services import accounts, cycles, decisions, findings
from riskreg.services.cycles import Place
from tests import factories as make
from tests.web.browsing import controls
from tests.web.forms.test_risks import labels, send
from tests.web.reading import text

pytestmark = pytest.mark.django_db
DO = {"by": make.BY, "at": make.AT}


def test_a_question_is_asked_on_the_list_and_on_a_record(signed_in):
    client, plan = signed_in("officer"), make.plan()
    answer = send(client, "/decisions/new/", title="May we?", about=plan.code, context="It waits", needed_by="5-2-2027")
    assert answer["Location"] == "/decisions/DEC-001/"
    assert send(client, f"/plans/{plan.code}/ask/", title="And this?")["Location"] == "/decisions/DEC-002/"
    assert set(models.Decision.objects.values_list("about", flat=True)) == {plan.code}
    page = client.get(f"/plans/{plan.code}/").content.decode()
    assert "DEC-001" in page
    assert "DEC-002" in page


def test_a_question_sent_twice_is_asked_once(signed_in):
    client, plan = signed_in("officer"), make.plan()
    for address in ("/decisions/new/", f"/plans/{plan.code}/ask/"):
        send(client, "/decisions/new/", title="Another")
        typed = {**controls(client.get(address)), "title": "May we?", "step": "save"}
        first, second = (client.post(address, typed) for _time in range(2))
        assert first["Location"] == second["Location"]
    assert models.Decision.objects.filter(title="May we?").count() == 2


def test_an_owner_asks_about_their_own_only(signed_in):
    client, plan = signed_in("owner"), make.plan()
    assert client.get(f"/plans/{plan.code}/ask/").status_code == 403
    assert send(client, "/decisions/new/", title="May we?", about=plan.code).status_code == 403
    assert not models.Decision.objects.exists()


def test_a_question_in_words_is_decided_in_words(signed_in):
    asked = decisions.ask(title="May we?", **DO)
    client = signed_in("management")
    page = client.get(f"/decisions/{asked.code}/decide/")
    assert "verdict" not in page.context["form"].fields
    role = make.role()
    assert "outcome" in send(client, f"/decisions/{asked.code}/decide/", taken_by=role.code).context["form"].errors
    told = {"outcome": "Yes", "effect": "From January", "taken_by": role.code}
    assert send(client, f"/decisions/{asked.code}/decide/", **told).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.verdict, asked.outcome, asked.taken_by) == ("taken", "", "Yes", role)
    assert client.get(f"/decisions/{asked.code}/decide/").status_code == 302


def test_it_is_taken_by_the_role_that_the_account_fills(signed_in):
    asked, role = decisions.ask(title="May we?", **DO), make.role(name="Director")
    client = signed_in("management")
    user = models.User.objects.get(username="management")
    accounts.assign(user, right="management", role=role, starts=make.ON, **DO)
    field = client.get(f"/decisions/{asked.code}/decide/").context["form"].fields["taken_by"]
    assert field.choices == [(role.code, "Director")]
    assert send(client, f"/decisions/{asked.code}/decide/", outcome="Yes", taken_by=make.role().code).status_code == 422
    assert send(client, f"/decisions/{asked.code}/decide/", outcome="Yes", taken_by=role.code).status_code == 302


def test_who_asked_does_not_decide(signed_in):
    client = signed_in("management")
    user = models.User.objects.get(username="management")
    accounts.assign(user, right="officer", starts=make.ON, **DO)
    mine = decisions.ask(title="Mine?", by=make.actor_of(user, make.ON), at=make.AT)
    answer = send(client, f"/decisions/{mine.code}/decide/", outcome="Yes", taken_by=make.role().code)
    assert answer.status_code == 422
    assert "who asks does not decide" in text(answer)
    assert models.Decision.objects.get().state == "asked"


def test_a_proposal_is_agreed_or_declined(signed_in):
    finding = make.finding()
    asked = findings.propose_acceptance(finding, reason="small", by=operator("asker"), at=make.AT)
    client, told = signed_in("management"), {"outcome": "No", "taken_by": make.role().code}
    assert "verdict" in send(client, f"/decisions/{asked.code}/decide/", **told).context["form"].errors
    assert send(client, f"/decisions/{asked.code}/decide/", **told, verdict="declined").status_code == 302
    assert models.Finding.objects.get(pk=finding.pk).state == "established"
    page = text(client.get(f"/decisions/{asked.code}/"))
    assert "Declined" in page
    assert "{" not in page


def test_a_question_is_taken_back_by_the_officer(signed_in):
    asked = decisions.ask(title="May we?", **DO)
    client = signed_in("officer")
    assert "Take back" in labels(client.get(f"/decisions/{asked.code}/"))
    assert signed_in("management").get(f"/decisions/{asked.code}/withdraw/").status_code == 403
    assert send(client, f"/decisions/{asked.code}/withdraw/", reason="settled").status_code == 302
    assert models.Decision.objects.get(pk=asked.pk).withdrawn


def test_a_proposed_list_shows_no_hidden_risk(signed_in):
    seen, secret = make.risk(title="In sight"), make.risk(title="Secret", confidential=True)
    places = {one: Place("new", reason=f"because {one.code}") for one in (seen, secret)}
    asked = cycles.propose_list(make.cycle(), places=places, reason="yearly", by=operator("asker"), at=make.AT)
    for right in ("officer", "management", "owner"):
        page = signed_in(right).get(f"/decisions/{asked.code}/")
        assert "In sight" in text(page)
        assert secret.code not in page.content.decode()
        assert "Secret" not in page.content.decode()
    form = signed_in("management").get(f"/decisions/{asked.code}/decide/").content.decode()
    assert "In sight" in form
    assert secret.code not in form

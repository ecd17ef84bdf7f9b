"""Forms on commitments: made, moved, met, and what they rest on."""

from __future__ import annotations

from datetime import date

import pytest

from riskreg import models
from riskreg.services import commitments
from tests import factories as make
from tests.web.forms.test_risks import labels, send
from tests.web.reading import text

pytestmark = pytest.mark.django_db
DO = {"by": make.BY, "at": make.AT}


def test_it_is_made_by_one_and_to_one_with_a_precise_day(signed_in):
    client, made_to, unit, keeper = signed_in("officer"), make.party(), make.unit(), make.role()
    make.commitment(code="CMT-049")
    typed = {"title": "Tell parliament", "kind": "toezegging", "made_to": made_to.code, "made_by_unit": unit.code,
             "keeper": keeper.code, "made_on": "5-2-2026", "due": "5-2-2027", "due_precision": "quarter",
             "made_precision": "day"}  # fmt: skip
    both = send(client, "/commitments/new/", **typed, made_by=make.party().code)
    assert both.status_code == 422
    assert "made_by" in both.context["form"].errors
    answer = send(client, "/commitments/new/", **typed)
    assert answer["Location"] == "/commitments/CMT-050/"
    made = models.Commitment.objects.get(code="CMT-050")
    assert (made.due, made.first_due, made.due_precision) == (date(2027, 3, 31), date(2027, 3, 31), "quarter")
    assert (made.made_by_unit, made.made_to, made.keeper) == (unit, made_to, keeper)


def test_a_day_is_given_or_said_to_be_unknown(signed_in):
    client, commitment = signed_in("officer"), make.commitment()
    address = f"/commitments/{commitment.code}/reschedule/"
    assert "to" in send(client, address, to="", reason="later").context["form"].errors
    assert send(client, address, to="", precision="unknown", reason="nobody knows").status_code == 302
    commitment.refresh_from_db()
    assert (commitment.due, commitment.first_due) == (None, date(2026, 12, 31))
    assert "nobody knows" in text(client.get(f"/commitments/{commitment.code}/"))


@pytest.mark.parametrize(
    ("slug", "status"),
    [("fulfil", "met"), ("partly", "partly_met"), ("miss", "missed"), ("lose-sight", "unknown")],
)
def test_each_end_is_told_in_words(signed_in, slug, status):
    client, commitment = signed_in("officer"), make.commitment()
    address = f"/commitments/{commitment.code}/{slug}/"
    assert "outcome" in send(client, address, outcome="").context["form"].errors
    assert send(client, address, outcome="so it went").status_code == 302
    commitment.refresh_from_db()
    assert (commitment.status, commitment.outcome) == (status, "so it went")
    assert client.get(address).status_code == 302


def test_only_the_officer_has_buttons(signed_in):
    commitment = make.commitment()
    assert {"Met", "Reschedule", "Hand over"} <= set(
        labels(signed_in("officer").get(f"/commitments/{commitment.code}/"))
    )
    for right in ("auditor", "management", "owner", "administrator"):
        assert labels(signed_in(right).get(f"/commitments/{commitment.code}/")) == []
        assert signed_in(right).get(f"/commitments/{commitment.code}/miss/").status_code == 403


def test_it_rests_on_four_kinds_found_by_code_or_words(signed_in):
    client, commitment = signed_in("officer"), make.commitment()
    address = f"/commitments/{commitment.code}/rest-on/"
    milestone = make.milestone(title="Only this one")
    for words in (make.risk().code, make.finding().code, make.plan().code, "only this"):
        assert send(client, address, rests_on=words).status_code == 302
    assert models.CommitmentLink.objects.filter(milestone=milestone).exists()
    assert models.CommitmentLink.objects.count() == 4
    nothing = send(client, address, rests_on="no such thing")
    assert "Nothing is called" in text(nothing)
    for _number in range(2):
        make.plan(title="Alike")
    several = send(client, address, rests_on="alike")
    assert "2 match" in text(several)


def test_a_link_is_taken_away_and_a_hidden_one_is_not_offered(signed_in):
    client, commitment = signed_in("officer"), make.commitment()
    secret = make.risk(title="Secret", confidential=True)
    commitments.rest_on(commitment, secret, **DO)
    link = commitments.rest_on(commitment, make.plan(), **DO)
    address = f"/commitments/{commitment.code}/rest-no-more/"
    page = client.get(address)
    assert [key for key, _words in page.context["form"].fields["link"].choices] == [link.pk]
    assert secret.code not in page.content.decode()
    assert send(client, address, link=link.pk, reason="done otherwise").status_code == 302
    assert send(client, f"/commitments/{commitment.code}/rest-on/", rests_on=secret.code).status_code == 422


def test_its_words_are_edited_and_its_day_is_not(signed_in):
    client, commitment = signed_in("officer"), make.commitment()
    address = f"/commitments/{commitment.code}/edit/"
    assert "due" not in client.get(address).context["form"].fields
    assert send(client, address, title="In other words", reason="clearer").status_code == 302
    assert models.Commitment.objects.get(pk=commitment.pk).title == "In other words"

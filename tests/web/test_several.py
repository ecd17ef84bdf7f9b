"""One act on several rows of a list: offered to who may, looked at first, all or none, each version as it was seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from riskreg.models import FindingPlan, LedgerEntry, ProgressUpdate, Risk, RiskPlan, User
from riskreg.services import accounts, periods, records
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, ON, later
from tests.web.query_counts import counted
from tests.web.reading import text

RISKS, MILESTONES = "/several/risk/", "/several/milestone/"
DO = {"by": BY, "at": AT}


@pytest.fixture
def officer(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("officer")


@pytest.fixture
def owned(signed_in: Callable[[str], Client]) -> tuple[Client, Any]:
    """An owner, and the role that the owner fills."""
    client, role = signed_in("owner"), factories.role()
    user = User.objects.get(username="owner")
    accounts.assign(user, right=Right.OWNER, role=role, starts=date(2026, 1, 1), **DO)
    return client, role


def chosen(*rows: Any) -> list[str]:
    return [f"{row.pk}:{row.rev}" for row in rows]


def send(client: Client, address: str, act: str, rows: Any, step: str = "", **typed: Any) -> Any:
    return client.post(address, {"act": act, "chosen": chosen(*rows), "step": step, **typed})


def boxes(answer: Any) -> list[str]:
    return re.findall(r'<input type="checkbox" form="several" name="chosen" value="([0-9:]+)"', answer.content.decode())


# --- what a list offers
def test_only_rows_that_one_may_act_on_have_a_box_and_only_acts_that_one_may_are_offered(officer, owned, signed_in):
    owner, role = owned
    mine, other = factories.milestone(owner=role), factories.milestone()
    acts = officer.get("/milestones/").context["several"].acts
    assert [slug for slug, _label in acts] == ["confirm", "hand-over", "withdraw"]
    assert boxes(officer.get("/milestones/")) == chosen(mine, other)
    page = owner.get("/milestones/")
    assert boxes(page) == chosen(mine)
    assert page.context["several"].acts == [("confirm", "Confirm unchanged")]
    for right in ("auditor", "management", "administrator"):
        page = signed_in(right).get("/milestones/")
        assert page.context["several"] is None
        assert "checkbox" not in page.content.decode()
    assert officer.get("/milestones/?as_of=2026-11-15").context["several"] is None


def test_all_on_the_page_are_selected_by_a_link_and_counted(officer):
    rows = [factories.risk() for _number in range(3)]
    page = officer.get("/risks/")
    assert "0 selected" in text(page)
    url = page.context["several"].turn_url
    assert url == "/risks/?select=page"
    every = officer.get(url)
    assert every.content.decode().count(f'value="{chosen(rows[0])[0]}" checked') == 1
    assert "3 selected" in text(every)
    assert every.context["several"].turn_url == "/risks/"


def test_a_withdrawn_row_has_no_box(officer):
    risk = factories.risk()
    records.withdraw(risk, reason="Double", by=BY, at=later(minutes=1))
    page = officer.get("/risks/?withdrawn=also")
    assert len(page.context["rows"]) == 1
    assert boxes(page) == []


def test_boxes_cost_no_query(officer, signed_in):
    factories.risk()
    assert len(counted(officer, "/risks/")[1]) == len(counted(signed_in("auditor"), "/risks/")[1])


# --- what it does
def test_handing_over_several_is_looked_at_first_and_stands_under_one_request(officer):
    rows, role = [factories.risk(), factories.risk()], factories.role()
    page = send(officer, RISKS, "hand-over", rows, query="sort=code")
    assert page.status_code == 200
    assert "2 selected" in text(page)
    assert all(row.code in text(page) for row in rows)
    assert send(officer, RISKS, "hand-over", rows, "check", to=role.code).status_code == 422
    typed = {"to": role.code, "reason": "New division", "query": "sort=code", "once": "a" * 32}
    before = LedgerEntry.objects.count()
    check = send(officer, RISKS, "hand-over", rows, "check", **typed)
    assert check.status_code == 200
    assert text(check).count(role.name) >= 2
    assert "Nothing is written yet" in text(check)
    assert LedgerEntry.objects.count() == before
    back = send(officer, RISKS, "hand-over", rows, "change", **typed)
    assert "New division" in back.content.decode()
    done = send(officer, RISKS, "hand-over", rows, "save", **typed)
    assert (done.status_code, done["Location"]) == (302, "/risks/?sort=code")
    assert "Hand over: done for 2 records" in text(officer.get("/risks/"))
    assert {row.owner_id for row in Risk.objects.all()} == {role.pk}
    last = [Risk.versions().filter(id=row.pk).last() for row in rows]
    assert {(one.act, one.history_change_reason) for one in last} == {("risk.hand_over", "New division")}
    assert len({one.request_id for one in last}) == 1


def test_the_same_sent_twice_is_written_once(officer):
    rows = [factories.risk(), factories.risk()]
    typed = {"reason": "Double", "once": "b" * 32}
    assert send(officer, RISKS, "withdraw", rows, "save", **typed).status_code == 302
    before = LedgerEntry.objects.count()
    again = send(officer, RISKS, "withdraw", rows, "save", **typed)
    assert again.status_code == 302
    assert LedgerEntry.objects.count() == before


def test_no_change_is_confirmed_for_several_own_milestones(owned):
    owner, role = owned
    periods.open_month(Month.of(ON), **DO)
    rows = [factories.milestone(owner=role), factories.milestone(owner=role)]
    assert "note" in send(owner, MILESTONES, "confirm", rows).context["form"].fields
    assert send(owner, MILESTONES, "confirm", rows, "save", month="2026-11", note="").status_code == 422
    done = send(owner, MILESTONES, "confirm", rows, "save", month="2026-11", note="As agreed")
    assert done.status_code == 302, text(done)
    assert [(one.kind, one.note) for one in ProgressUpdate.objects.all()] == [("unchanged", "As agreed")] * 2


@pytest.mark.parametrize(
    ("address", "slug", "make", "bond", "end"),
    [
        ("/several/finding/", "answer", factories.finding, FindingPlan, "finding"),
        (RISKS, "link", factories.risk, RiskPlan, "risk"),
    ],
    ids=["findings", "risks"],
)
def test_several_are_linked_to_one_plan(officer, address, slug, make, bond, end):
    rows, plan = [make(), make()], factories.plan()
    page = send(officer, address, slug, rows)
    assert page.status_code == 200
    assert page.context["form"].fields["reason"].required
    assert send(officer, address, slug, rows, "check", plan=plan.code).status_code == 422
    typed = {"plan": plan.code, "reason": "One programme"}
    check = send(officer, address, slug, rows, "check", **typed)
    assert (check.status_code, bond.objects.count()) == (200, 0)
    assert plan.code in text(check)
    done = send(officer, address, slug, rows, "save", **typed)
    assert done.status_code == 302, text(done)
    assert sorted(bond.objects.values_list(f"{end}_id", "plan_id")) == [(row.pk, plan.pk) for row in rows]
    last = bond.versions()
    assert {one.history_change_reason for one in last} == {"One programme"}
    assert len({one.request_id for one in last}) == 1


def test_one_that_is_linked_already_stops_all_and_is_named(officer):
    rows, plan = [factories.finding(), factories.finding()], factories.plan()
    records.link(FindingPlan, finding=rows[1], plan=plan, by=BY, at=later(minutes=1))
    answer = send(officer, "/several/finding/", "answer", rows, "save", plan=plan.code, reason="One programme")
    assert answer.status_code == 422
    assert rows[1].code in text(answer)
    assert FindingPlan.objects.count() == 1


# --- what it refuses
def test_one_that_changed_stops_all_and_is_named(officer):
    rows = [factories.risk(), factories.risk()]
    seen = chosen(*rows)
    records.edit(rows[0], title="Meanwhile", by=BY, at=later(minutes=1))
    before = LedgerEntry.objects.count()
    sent = {"act": "withdraw", "chosen": seen, "step": "save", "reason": "Double"}
    answer = officer.post(RISKS, sent)
    assert answer.status_code == 409
    assert [one.record.code for one in answer.context["conflicts"]] == [rows[0].code]
    assert "Meanwhile" in text(answer)
    assert "Double" in answer.content.decode()
    assert LedgerEntry.objects.count() == before
    assert not Risk.objects.filter(withdrawn=True).exists()
    again = officer.post(RISKS, {**sent, "chosen": answer.context["seen"]})
    assert again.status_code == 302


def test_a_rule_that_one_breaks_stops_all_and_names_it(officer):
    rows = [factories.risk(), factories.risk()]
    role = rows[0].owner
    answer = send(officer, RISKS, "hand-over", rows, "save", to=role.code, reason="Same")
    assert answer.status_code == 422
    assert any(row.code in text(answer) for row in rows)
    assert Risk.versions().count() == 2


def test_an_owner_cannot_send_what_has_no_box(owned):
    owner, role = owned
    mine, other = factories.milestone(owner=role), factories.milestone()
    periods.open_month(Month.of(ON), **DO)
    answer = send(owner, MILESTONES, "confirm", [mine, other], "save", month="2026-11", note="All")
    assert answer.status_code == 403
    assert not ProgressUpdate.objects.exists()
    assert send(owner, MILESTONES, "withdraw", [mine], "save", reason="x").status_code == 400
    assert send(owner, RISKS, "withdraw", [factories.risk()], "save", reason="x").status_code == 403


def test_hidden_is_as_absent(officer):
    shown, hidden = factories.risk(), factories.risk(confidential=True)
    absent = f"{999_999}:1"
    answers = [
        officer.post(RISKS, {"act": "withdraw", "step": "save", "reason": "x", "chosen": [*chosen(shown), one]})
        for one in (*chosen(hidden), absent)
    ]
    assert [one.status_code for one in answers] == [422, 422]
    assert all("not there" in text(one) and hidden.code not in text(one) for one in answers)


@pytest.mark.parametrize("value", ["x", "1", "1:1;2", "1:²", "9" * 19 + ":1"])
def test_what_is_no_selection_is_refused(officer, value):
    assert officer.post(RISKS, {"act": "withdraw", "chosen": value}).status_code == 400


def test_nothing_selected_leads_back_and_says_so(officer):
    answer = officer.post(RISKS, {"act": "withdraw", "query": "sort=code&next=//elsewhere"}, follow=True)
    assert answer.redirect_chain == [("/risks/?sort=code", 302)]
    assert "Select at least one record first" in text(answer)
    assert officer.get(RISKS)["Location"] == "/risks/"
    assert officer.get("/several/role/").status_code == 404


def test_too_many_are_refused(officer):
    answer = officer.post(RISKS, {"act": "withdraw", "chosen": [f"{number}:1" for number in range(1, 102)]})
    assert answer.status_code == 400
    assert "at most 100" in text(answer)

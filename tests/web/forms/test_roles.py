"""A role's page, and handing over what it owns."""

from __future__ import annotations

from datetime import date

import pytest

from riskreg import models
from riskreg.services import accounts
from tests import factories as make
from tests.web.browsing import controls
from tests.web.forms.test_risks import labels, send
from tests.web.query_counts import counted
from tests.web.reading import text

pytestmark = pytest.mark.django_db
DO = {"by": make.BY, "at": make.AT}


def role_with_items() -> models.Role:
    role = make.role(code="ROL-A", name="Head of supply", unit=make.unit(name="Supply"))
    make.risk(owner=role, title="Its risk")
    make.milestone(make.plan(owner=role, title="Its plan"), title="Its milestone")
    make.commitment(keeper=role, title="Its commitment")
    return role


def test_the_page_shows_what_it_owns_and_who_fills_it(signed_in):
    role = role_with_items()
    accounts.assign(make.account(), right="owner", role=role, starts=date(2026, 1, 1), **DO)
    name = models.RoleAssignment.objects.get(role=role).user.name
    page = signed_in("officer").get("/roles/ROL-A/")
    for words in ("It owns 4 open items.", "Its risk", "Its plan", "Its milestone", "Its commitment", "Supply", name):
        assert words in text(page)
    assert labels(page) == ["Hand over all open items"]
    other = signed_in("owner").get("/roles/ROL-A/")
    assert name not in text(other)
    assert labels(other) == []
    plan = models.Plan.objects.get()
    assert "/roles/ROL-A/" in signed_in("owner").get(f"/plans/{plan.code}/").content.decode()
    assert signed_in("officer").get("/roles/ROL-NO/").status_code == 404


def test_queries_do_not_grow_with_the_items(signed_in):
    role = role_with_items()
    client = signed_in("officer")
    _, few = counted(client, "/roles/ROL-A/")
    for _number in range(10):
        make.risk(owner=role)
    _, many = counted(client, "/roles/ROL-A/")
    assert len(few) == len(many)


def test_everything_goes_with_a_preview_and_one_receipt(signed_in):
    role_with_items()
    to, client = make.role(), signed_in("officer")
    address = "/roles/ROL-A/hand-over/"
    typed = {**controls(client.get(address)), "to": to.code, "reason": "merged", "from_day": "1-11-2026"}
    page = client.post(address, {**typed, "step": "check"})
    for words in ("4 items go to Role", "Its risk", "Its plan", "Its milestone", "Its commitment"):
        assert words in text(page)
    assert models.Risk.objects.get().owner_id != to.pk
    answer = client.post(address, {**typed, "step": "save"})
    assert answer["Location"] == "/roles/ROL-A/"
    assert "4 items are handed over." in text(client.get(answer["Location"]))
    assert models.Risk.objects.get().owner == models.Milestone.objects.get().owner == to
    assert models.Commitment.objects.get().keeper == to
    again = client.post(address, {**typed, "step": "save"})
    assert again.status_code == 302
    assert models.Risk.objects.get().rev == 2


def test_an_item_more_than_was_seen_shows_the_list_again(signed_in):
    role = role_with_items()
    client, address = signed_in("officer"), "/roles/ROL-A/hand-over/"
    typed = {**controls(client.get(address)), "to": make.role().code, "reason": "merged"}
    make.risk(owner=role, title="Come since")
    answer = client.post(address, {**typed, "step": "save"})
    assert answer.status_code == 422
    assert "changed meanwhile" in text(answer)
    again = {**controls(answer), "step": "check"}
    assert "Come since" in text(client.post(address, again))


def test_a_day_to_come_is_refused(signed_in):
    role_with_items()
    client, address, to = signed_in("officer"), "/roles/ROL-A/hand-over/", make.role()
    answer = send(client, address, to=to.code, reason="x", from_day="1-1-2030")
    assert "from_day" in answer.context["form"].errors


def test_hidden_items_are_in_no_preview_count_or_receipt_and_stay(signed_in):
    role, to, client = role_with_items(), make.role(), signed_in("officer")
    secret = make.risk(code="RSK-CANARY1", owner=role, title="Canary one", confidential=True)
    measure = make.measure(secret, code="MSR-CANARY2", owner=role, title="Canary two")
    address = "/roles/ROL-A/hand-over/"
    form = client.get(address)
    typed = {**controls(form), "to": to.code, "reason": "merged"}
    check = client.post(address, {**typed, "step": "check"})
    assert "4 items go to Role" in text(check)
    # One that comes or goes unseen changes nothing of what the reader is shown.
    make.risk(code="RSK-CANARY3", owner=role, title="Canary three", confidential=True)
    saved = client.post(address, {**typed, "step": "save"})
    assert saved.status_code == 302
    pages = [form, check, client.get(saved["Location"]), client.get(f"/roles/{to.code}/")]
    assert "4 items are handed over." in text(pages[2])
    assert "It owns no open item." in text(pages[2])
    empty = send(client, address, to=to.code, reason="again")
    assert "There is nothing to hand over" in text(empty)
    for page in (*pages, empty):
        assert "canary" not in page.content.decode().lower()
    for hidden in (secret, measure):
        hidden.refresh_from_db()
        assert hidden.owner == role


@pytest.mark.parametrize(
    ("kind", "folder"),
    [("risk", "risks"), ("measure", "measures"), ("finding", "findings"), ("plan", "plans"),
     ("milestone", "milestones"), ("indicator", "indicators"), ("commitment", "commitments")],
)  # fmt: skip
def test_each_owned_record_is_handed_over_by_itself(signed_in, kind, folder):
    record, to, client = getattr(make, kind)(), make.role(), signed_in("officer")
    address = f"/{folder}/{record.code}/hand-over/"
    assert "to" in send(client, address, to="no such role", reason="x").context["form"].errors
    assert send(client, address, to=to.code, reason="moved").status_code == 302
    record.refresh_from_db()
    assert (record.keeper if kind == "commitment" else record.owner) == to
    assert signed_in("owner").get(address).status_code == 403


def test_nothing_goes_to_an_auditor(signed_in):
    role = make.role(party=make.party())
    accounts.assign(make.account(), right="auditor", role=role, starts=make.ON, **DO)
    risk = make.risk()
    answer = send(signed_in("officer"), f"/risks/{risk.code}/hand-over/", to=role.code, reason="x")
    assert "to" in answer.context["form"].errors


def test_an_id_that_stands_in_the_log_for_something_else_skips_no_preview(signed_in):
    role_with_items()
    client, address, to = signed_in("officer"), "/roles/ROL-A/hand-over/", make.role()
    send(client, f"/risks/{make.risk().code}/reword/", title="Other words", reason="x")
    plan = make.plan()
    send(client, f"/plans/{plan.code}/hand-over/", to=to.code, reason="x")
    used = models.Plan.versions().filter(id=plan.pk).latest("rev").request_id
    typed = {**controls(client.get(address)), "to": to.code, "reason": "merged", "once": used, "seen": "never"}
    answer = client.post(address, {**typed, "step": "save"})
    assert answer.status_code == 422
    assert "changed meanwhile" in text(answer)
    assert not models.Milestone.objects.filter(owner=to).exists()

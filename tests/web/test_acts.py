"""The page of every verb: shows, checks, writes once, tells who was first; on every form there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from riskreg.history.register import Register
from riskreg.integrity.tables import tracked_models
from riskreg.models import RoleAssignment
from riskreg.services import accounts
from riskreg.services._record import writing
from riskreg.web import buttons
from riskreg.web.forms import findings
from riskreg.web.forms.all import FORMS
from riskreg.web.forms.base import ActForm
from tests.web.acting import AT, BY, Case, case_of, undone, withdraw, written
from tests.web.browsing import controls, right_for
from tests.web.query_counts import counted, recorded

SignedIn = Callable[[str], Client]
# By POST, beside the form's own fields.
UNKNOWN = {"status": "closed", "state": "closed", "is_staff": "on", "withdrawn": "on", "head": "1", "id": "1"}


def versions_of(case: Case) -> list[Any]:
    """Every version that the form's sending wrote, by its own mark."""
    once = case.typed["once"]
    return [row for kind in tracked_models() for row in kind.versions().filter(request_id=once)]


def touch(record: Any) -> None:
    """Somebody else's version of the record, with nothing else changed."""
    with writing("finding.edit", by=BY, at=AT, reason="By another") as act:
        act.change(record, source_section=f"{record.source_section}, seen"[:200])


# --- one form after another
def shows(case: Case) -> None:
    page = case.client.get(case.url)
    body = page.content.decode()
    assert page.status_code == 200
    assert len(controls(page)["once"]) == 32
    if case.record is not None:
        assert controls(page)["rev"] == str(case.record.rev)
    assert "<h1>" in body
    assert "Error:" not in body
    assert case.client.head(case.url).status_code == 200
    for method in ("put", "delete", "patch"):
        assert getattr(case.client, method)(case.url).status_code == 405


def checks(case: Case) -> None:
    """The check page writes nothing, and carries along what was typed to the letter."""
    if not case.form.is_checked:
        return
    before = written()
    page = case.post("check")
    assert page.status_code == 200, page.content.decode()
    assert written() == before
    assert page.context["written"] or page.context["lines"] or page.context["asked"], "nothing is shown"
    carried = controls(page)
    own = {name for name in page.context["form"].fields if case.typed.get(name) not in (None, "", [])}
    assert own <= set(carried)
    assert {name: str(carried[name]) for name in own} == {name: str(case.typed[name]) for name in own}
    again = case.post("no such step")
    assert again.status_code == 200
    assert "written" in again.context
    back = controls(case.client.post(case.url, {**carried, "step": "change"}))
    assert {name: str(back[name]) for name in own} == {name: str(case.typed[name]) for name in own}
    assert written() == before


def writes_once(case: Case) -> None:
    with undone():
        first = case.post(**unknown_beside(case))
        rows, after = versions_of(case), written()
        assert first.status_code == 302, first.content.decode()
        assert rows
        assert {row.history_user_id for row in rows} == {f"user:{case.client.session['_auth_user_id']}"}
        if case.typed.get("reason"):
            assert case.typed["reason"] in {row.history_change_reason for row in rows} | {
                getattr(row, "context", "") for row in rows
            }
        if not case.form.act.endswith("withdraw") and "unlink" not in case.url and "leave" not in case.url:
            assert not any(row.withdrawn for row in rows if row.rev == 1)
        second = case.post(**unknown_beside(case))
        assert second.status_code == 302, second.content.decode()
        assert second["Location"] == first["Location"]
        assert written() == after
        assert case.client.get(first["Location"]).status_code in (200, 302)


def unknown_beside(case: Case) -> dict[str, str]:
    form = case.form(register=Register.now(BY, AT.date()), record=case.record)
    return {name: value for name, value in UNKNOWN.items() if name not in form.fields}


def is_told_of_another(case: Case) -> None:
    if case.record is None or case.form.is_creation or case.record.APPEND_ONLY:
        return
    with undone():
        touch(case.record)
        before = written()
        page = case.post()
        assert page.status_code == 409, page.status_code
        assert written() == before
        assert page.context["conflict"].since[0].who == "tester"
        kept = controls(page)
        assert kept["rev"] == str(case.record.rev)
        own = {name for name in page.context["form"].fields if name not in ("rev", "source_section")}
        typed = {name: value for name, value in case.typed.items() if name in own and isinstance(value, str)}
        assert {name: kept.get(name, "") for name in typed} == typed
        assert "Somebody changed this" in page.content.decode()
    case.record.refresh_from_db()


def wants_its_version(case: Case) -> None:
    if case.record is None or case.form.is_creation:
        return
    before = written()
    every = (None, [case.record.rev] * 2, "", "x", "-1", "0", "9" * 4000, str(case.record.rev + 1), "1.0", "\x00")
    for rev in every if case.form is findings.Edit else every[:2]:
        page = case.post(rev=rev)
        assert page.status_code == 422, (rev, page.status_code)
        assert "which version" in page.content.decode()
        assert "Error:" in page.content.decode()
        assert written() == before


def wants_a_right(case: Case) -> None:
    with undone():
        held = RoleAssignment.objects.standing().get(user_id=case.client.session["_auth_user_id"])
        accounts.withdraw(held, by=BY, at=AT, reason="taken away")
        before = written()
        assert case.post().status_code == 403
        assert case.post("check").status_code == 403
        assert case.client.get(case.url).status_code == 403
        assert written() == before


def wants_a_standing_record(case: Case) -> None:
    if case.record is None:
        return
    with undone():
        withdraw(case.record)
        before = written()
        page = case.post(rev=str(case.record.rev))
        assert page.status_code == 422, page.status_code
        assert "is withdrawn" in page.content.decode()
        assert case.client.get(case.url).status_code == 302
        assert written() == before
    case.record.refresh_from_db()


def wants_today(case: Case) -> None:
    before = written()
    sent = {name: value for name, value in case.typed.items() if isinstance(value, str)}
    assert case.client.post(f"{case.url}?as_of=2025-06-30", {**sent, "step": "save"}).status_code == 400
    assert case.client.get(f"{case.url}?as_of=2025-06-30").status_code in (400, 404)
    assert written() == before


def asks_as_recorded(case: Case) -> None:
    recorded(f"form {buttons.name_of(case.form)}", counted(case.client, case.url)[1])


STEPS = (
    shows, asks_as_recorded, checks, wants_its_version, is_told_of_another, wants_a_standing_record, wants_a_right,
    wants_today, writes_once,
)  # fmt: skip


# A second or two a form: the others, with the deep ones.
IN_THE_SUITE = FORMS[::3]


@pytest.mark.parametrize(
    "form",
    [form if form in IN_THE_SUITE else pytest.param(form, marks=pytest.mark.deep) for form in FORMS],
    ids=buttons.name_of,
)
def test_every_form(form: type[ActForm], signed_in: SignedIn, douane: Any) -> None:
    case = case_of(form, signed_in)
    for step in STEPS:
        step(case)


def test_only_owners_have_no_form_of_their_own() -> None:
    assert [buttons.name_of(form) for form in FORMS if right_for(form) is None] == []

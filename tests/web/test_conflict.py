"""Two people at one form: both versions side by side, mine, theirs or edited; and the same form sent twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from riskreg import models
from riskreg.services import findings, records
from riskreg.vocabulary.choices import TargetKind
from tests import factories
from tests.web.browsing import Sent, controls
from tests.web.conftest import AT, BY

SignedIn = Callable[[str], Client]


@pytest.fixture
def finding(db: None) -> models.Finding:
    made = factories.finding(title="As it was", description="Of old", at=AT, by=BY)
    return made


@pytest.fixture
def officer(signed_in: SignedIn) -> Client:
    return signed_in("officer")


def opened(client: Client, url: str) -> Sent:
    page = client.get(url)
    assert page.status_code == 200
    return controls(page)


def theirs(finding: models.Finding, **values: Any) -> None:
    """Somebody else changes the finding while the form is open."""
    other = models.Finding.objects.get(pk=finding.pk)
    records.edit(other, reason="By another", by=BY, at=AT, **values)


def edit_of(finding: models.Finding) -> str:
    return f"/findings/{finding.code}/edit/"


def fresh(finding: models.Finding) -> models.Finding:
    return models.Finding.objects.get(pk=finding.pk)


# --- both versions
def test_both_versions_are_shown_field_by_field(officer: Client, finding: models.Finding) -> None:
    mine = {**opened(officer, edit_of(finding)), "title": "Mine", "reason": "Clearer"}
    theirs(finding, title="Theirs", note="Seen")
    page = officer.post(edit_of(finding), {**mine, "step": "save"})
    assert page.status_code == 409
    shown = {one.name: (one.was, one.now, one.mine) for one in page.context["conflict"].differences}
    assert shown == {"title": ("As it was", "Theirs", "Mine"), "note": ("", "Seen", None)}
    # Beside each other on the whole width; below each other, each with its label, on a phone.
    html = page.content.decode()
    assert 'class="form form--wide"' in html
    assert 'class="tbl tbl--tight tbl--stack picks mb-4"' in html
    for label in ("When you opened it", "Now", "Yours"):
        assert html.count(f'data-l="{label}"') == len(shown)
    assert fresh(finding).title == "Theirs"
    kept = controls(page)
    assert (kept["title"], kept["reason"], kept["note"]) == ("Mine", "Clearer", "Seen")


def test_keeping_mine_writes_mine_and_leaves_their_other_fields(officer: Client, finding: models.Finding) -> None:
    mine = {**opened(officer, edit_of(finding)), "title": "Mine", "reason": "Clearer"}
    theirs(finding, title="Theirs", note="Seen", description="Their words")
    again = controls(officer.post(edit_of(finding), {**mine, "step": "save"}))
    assert again["pick-title"] == "mine"
    assert officer.post(edit_of(finding), {**again, "step": "save"}).status_code == 302
    now = fresh(finding)
    assert (now.title, now.note, now.description) == ("Mine", "Seen", "Their words")


def test_taking_theirs_writes_the_rest_of_mine(officer: Client, finding: models.Finding) -> None:
    mine = {**opened(officer, edit_of(finding)), "title": "Mine", "note": "My note", "reason": "Clearer"}
    theirs(finding, title="Theirs")
    again = controls(officer.post(edit_of(finding), {**mine, "step": "save"}))
    assert officer.post(edit_of(finding), {**again, "pick-title": "theirs", "step": "save"}).status_code == 302
    now = fresh(finding)
    assert (now.title, now.note) == ("Theirs", "My note")


def test_theirs_is_taken_of_a_choice_and_of_a_record_too(officer: Client, finding: models.Finding) -> None:
    mine = {**opened(officer, edit_of(finding)), "kind": "performance_deviation", "note": "Mine", "reason": "Clearer"}
    mine["owner"] = factories.role().code
    their_owner = factories.role()
    theirs(finding, kind="survey_signal", owner=their_owner, note="Theirs")
    again = controls(officer.post(edit_of(finding), {**mine, "step": "save"}))
    picked = {name: "theirs" for name in again if name.startswith("pick-")}
    assert set(picked) == {"pick-kind", "pick-owner", "pick-note"}
    done = officer.post(edit_of(finding), {**again, **picked, "description": "Edited below", "step": "save"})
    assert done.status_code == 302, done.context["form"].errors
    now = fresh(finding)
    assert (now.kind, now.owner_id, now.note) == ("survey_signal", their_owner.pk, "Theirs")
    assert now.description == "Edited below"


def test_an_edited_third_way_is_written(officer: Client, finding: models.Finding) -> None:
    mine = {**opened(officer, edit_of(finding)), "title": "Mine", "reason": "Clearer"}
    theirs(finding, title="Theirs")
    again = controls(officer.post(edit_of(finding), {**mine, "step": "save"}))
    assert officer.post(edit_of(finding), {**again, "title": "Of both", "step": "save"}).status_code == 302
    assert fresh(finding).title == "Of both"


def test_a_third_person_in_between_is_told_of_too(officer: Client, finding: models.Finding) -> None:
    mine = {**opened(officer, edit_of(finding)), "title": "Mine", "reason": "Clearer"}
    theirs(finding, title="Theirs")
    again = controls(officer.post(edit_of(finding), {**mine, "step": "save"}))
    theirs(finding, title="A third")
    page = officer.post(edit_of(finding), {**again, "step": "save"})
    assert page.status_code == 409
    (one,) = page.context["conflict"].differences
    assert (one.was, one.now, one.mine) == ("Theirs", "A third", "Mine")


def test_a_box_that_they_ticked_stays_ticked(officer: Client, db: None) -> None:
    risk = factories.risk(at=AT)
    url = f"/risks/{risk.code}/edit/"
    mine = {**opened(officer, url), "note": "My note", "reason": "Clearer"}
    records.edit(models.Risk.objects.get(pk=risk.pk), title="Theirs", reason="By another", by=BY, at=AT)
    page = officer.post(url, {**mine, "step": "save"})
    assert page.status_code == 409
    assert officer.post(url, {**controls(page), "step": "save"}).status_code == 302
    risk.refresh_from_db()
    assert (risk.title, risk.note, risk.confidential) == ("Theirs", "My note", False)


def test_what_can_no_longer_be_done_says_so_with_both_versions(signed_in: SignedIn, finding: models.Finding) -> None:
    factories.evidence(finding, at=AT)
    findings.report_solved(finding, by=BY, at=AT, reason="done")
    auditor, url = signed_in("auditor"), f"/findings/{finding.code}/confirm/"
    mine = {**opened(auditor, url), "reason": "Seen by me"}
    findings.confirm(fresh(finding), by=factories.operator("another auditor"), at=AT, reason="seen")
    page = auditor.post(url, {**mine, "step": "save"})
    assert page.status_code == 409
    assert "no longer in a state" in page.content.decode()
    assert "Seen by me" in page.content.decode()


# --- back to the fields
def test_going_back_keeps_every_sign_that_was_typed(officer: Client, finding: models.Finding) -> None:
    note = "\r\n\r\n  first line\r\n\r\n\tlast </textarea> & line\r\n"
    mine = {**opened(officer, edit_of(finding)), "note": note, "title": ' "quoted" & <b> ', "reason": "\r\nso"}
    check = controls(officer.post(edit_of(finding), {**mine, "step": "check"}))
    back = controls(officer.post(edit_of(finding), {**check, "step": "change"}))
    for name in ("note", "title", "reason", "rev", "once"):
        assert back[name] == check[name] == mine[name]


def test_going_back_keeps_a_box_that_was_unticked(douane: Any, signed_in: SignedIn) -> None:
    officer = signed_in("officer")
    risk = models.Risk.objects.get(code="RSK-012")
    assert risk.confidential
    url = f"/risks/{risk.code}/edit/"
    mine = {**opened(officer, url), "note": "Open now", "reason": "so"}
    assert mine.pop("confidential") == "on"
    assert "confidential" not in controls(officer.post(url, {**mine, "step": "change"}))


# --- once
def test_other_words_under_the_same_mark_are_not_taken_for_the_same(officer: Client, finding: models.Finding) -> None:
    """The back button, other words, and save again: nothing typed is lost without a word."""
    mine = {**opened(officer, edit_of(finding)), "title": "First", "reason": "so", "step": "save"}
    assert officer.post(edit_of(finding), mine).status_code == 302
    assert officer.post(edit_of(finding), mine).status_code == 302
    page = officer.post(edit_of(finding), {**mine, "title": "Second"})
    assert page.status_code == 409
    assert controls(page)["title"] == "Second"


def test_a_line_is_added_once(officer: Client, finding: models.Finding) -> None:
    url = f"/findings/{finding.code}/interim-goal/"
    mine = {**opened(officer, url), "target": "1-2-2027", "precision": "day", "reason": "so", "step": "save"}
    first, second = officer.post(url, mine), officer.post(url, mine)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert models.FindingTarget.objects.filter(finding=finding, kind=TargetKind.INTERIM).count() == 1


def test_a_creation_is_written_once_though_its_code_was_taken(officer: Client, finding: models.Finding) -> None:
    url = "/findings/new/"
    owner = factories.role()
    scale = factories.scale()
    mine = opened(officer, url) | {
        "title": "New", "kind": "audit_finding", "owner": owner.code, "scale": scale.code, "audit_year": "2026",
        "outcome": "established", "on": "22-11-2026", "sender": factories.party().code, "reason": "so",
        "step": "save",
    }  # fmt: skip
    factories.finding(code=mine["code"], at=AT)
    first, second = officer.post(url, mine), officer.post(url, mine)
    assert (first.status_code, second.status_code) == (302, 302)
    assert models.Finding.objects.filter(title="New").count() == 1
    assert first["Location"] == second["Location"]
    assert models.Finding.objects.get(title="New").code in first["Location"]


def test_the_same_mark_of_another_person_is_another(signed_in: SignedIn, finding: models.Finding) -> None:
    url = f"/findings/{finding.code}/rate/"
    mine = {
        **opened(signed_in("auditor"), url), "audit_year": "2026", "outcome": "maintained", "on": "22-11-2026",
        "step": "save",
    }  # fmt: skip
    assert signed_in("auditor").post(url, mine).status_code == 302
    assert signed_in("officer").post(url, mine).status_code in (409, 422)


def test_a_file_that_is_only_checked_is_written_all_the_same(officer: Client, finding: models.Finding) -> None:
    """A form that is not checked first has one step; no step leaves a file without a record."""
    url = f"/findings/{finding.code}/add-file/"
    proof = SimpleUploadedFile("proof.txt", b"Seen on the spot.\n")
    sent = officer.post(url, {**opened(officer, url), "title": "Proof", "file": proof, "step": "check"})
    assert sent.status_code == 302
    assert models.Evidence.objects.filter(about=finding.code).count() == 1

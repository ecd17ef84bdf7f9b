"""The page that says whether the log is intact, and the bar and the banner that every page carries."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from riskreg.apps import lift_guards
from riskreg.integrity import checkpoints, verdicts
from riskreg.models import Checkpoint, Risk, SecurityEvent, User
from riskreg.services import accounts, records
from tests import factories
from tests.factories import AT, BY

pytestmark = pytest.mark.django_db
PAGE = "/history/verify/"


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: Any) -> None:
    settings.VERDICT_FILE = tmp_path / "verdict.json"
    settings.CHECKPOINT_KEY_FILE = tmp_path / "key.pem"


def alter(risk: Risk) -> None:
    """Past services and guards, in the record and in its history."""
    lift_guards("default")
    with connection.cursor() as cursor:
        for table in ("riskreg_risk", "riskreg_historicalrisk"):
            cursor.execute(f"UPDATE {table} SET title = 'Milder' WHERE id = %s", [risk.pk])


def post(client: Any, act: str) -> str:
    return client.post(PAGE, {"act": act}, follow=True).content.decode()


def test_before_any_check_the_page_and_the_bar_say_so(signed_in):
    client = signed_in("officer")
    page = client.get(PAGE).content.decode()
    assert "The log was not checked yet" in page
    assert '<div class="sealbar sealbar--unknown mb-4">' in page
    assert "No checkpoint yet" in page
    elsewhere = client.get("/").content.decode()
    assert "Log intact" not in elsewhere
    assert 'class="seal seal--unknown"' in elsewhere
    assert "Log not checked yet" in elsewhere


def test_an_auditor_signs_and_checks(signed_in):
    factories.risk()
    client = signed_in("auditor")
    assert "Signed: a checkpoint covers all" in post(client, "sign")
    assert "nothing in it was altered" in post(client, "check")
    size = checkpoints.size_of_log()
    page = client.get(PAGE).content.decode()
    assert f"Intact: entries 1 to {size}" in page
    assert checkpoints.in_groups(Checkpoint.objects.get().root) in page
    assert "Log intact" in client.get("/risks/").content.decode()


@pytest.mark.parametrize("right", ["officer", "owner", "management"])
def test_others_read_and_neither_check_nor_sign(signed_in, right):
    client = signed_in(right)
    page = client.get(PAGE).content.decode()
    assert "Check now" not in page
    assert "Sign now" not in page
    for act in ("check", "sign"):
        assert client.post(PAGE, {"act": act}).status_code == 403
    assert verdicts.last() is None
    assert not Checkpoint.objects.exists()


def test_an_unknown_act_is_refused_in_words(signed_in):
    answer = signed_in("auditor").post(PAGE, {"act": "forget"})
    assert answer.status_code == 400
    assert "Expected to check or to sign the log" in answer.content.decode()


def test_every_page_tells_that_the_log_is_not_intact(signed_in):
    risk = factories.risk(title="Severe")
    client = signed_in("auditor")
    post(client, "sign")
    alter(risk)
    assert "it is not intact" in post(client, "check")
    page = client.get(PAGE).content.decode()
    assert f"{risk.code} version 1: title: expected text:Severe, found text:Milder" in page
    for address in ("/", "/risks/", f"/risks/{risk.code}/", "/reports/"):
        assert "The history of this register is not intact." in client.get(address).content.decode()
    assert "The history of this register is not intact." in signed_in("owner").get("/").content.decode()


def test_an_alteration_of_a_hidden_record_names_it_to_nobody_without_access(signed_in):
    risk = factories.risk(title="Severe")
    records.edit(risk, confidential=True, by=BY, at=AT, reason="so")
    alter(risk)
    client = signed_in("auditor")
    assert "it is not intact" in post(client, "check")
    page = client.get(PAGE).content.decode()
    assert "Severe" not in page
    assert risk.code not in page
    assert "the first difference is at entry" in page


def test_the_window_runs_from_the_first_entry_that_no_checkpoint_covers(signed_in, settings):
    long_ago = timezone.now() - timedelta(hours=30)
    with transaction.atomic():
        checkpoints.make(long_ago)
    accounts.create(username="late", name="Late", by=BY, at=long_ago)
    page = signed_in("auditor").get(PAGE).content.decode()
    assert "30 hours" in page


def test_a_key_that_is_gone_is_told_and_nothing_is_signed(signed_in, settings):
    factories.risk()
    client = signed_in("auditor")
    post(client, "sign")
    factories.risk()
    Path(settings.CHECKPOINT_KEY_FILE).unlink()
    assert "put it back" in post(client, "sign")
    assert Checkpoint.objects.count() == 1


def test_a_log_too_long_for_a_page_is_left_to_the_command(signed_in, monkeypatch):
    factories.risk()
    monkeypatch.setattr("riskreg.web.views.verification.MOST", 0)
    client = signed_in("auditor")
    assert "manage.py verify_history" in client.get(PAGE).content.decode()
    assert "too long to check while you wait" in post(client, "check")
    assert verdicts.last() is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"state": "intact"}', '{"state": "fine", "at": "2026-11-24"}'])
def test_a_verdict_that_cannot_be_read_is_no_verdict(signed_in, settings, text):
    Path(settings.VERDICT_FILE).write_text(text)
    told = verdicts.last()
    assert told is not None
    assert told.state == "not_covered"
    client = signed_in("officer")
    assert "Log not covered" in client.get("/").content.decode()
    page = client.get(PAGE).content.decode()
    assert "The last check did not come to its end" in page
    assert "Intact" not in page


def test_a_check_that_cannot_read_the_database_is_told_and_takes_the_last_verdict_away(signed_in, monkeypatch):
    factories.risk()
    client = signed_in("auditor")
    post(client, "sign")
    post(client, "check")

    def broken():
        raise DatabaseError("column 'title' with text 'Severe'")

    monkeypatch.setattr("riskreg.integrity.verify.check", broken)
    page = post(client, "check")
    assert "The log could not be checked; the operator runs: manage.py verify_history" in page
    assert "Severe" not in page
    assert "Log not covered" in page


def test_the_first_key_stands_beside_the_newest(signed_in):
    client = signed_in("auditor")
    post(client, "sign")
    first = checkpoints.first_key()
    assert "First public key" not in client.get(PAGE).content.decode()
    with transaction.atomic():
        checkpoints.rotate(timezone.now())
    page = client.get(PAGE).content.decode()
    assert "First public key" in page
    assert checkpoints.in_groups(first) in page


# --- the bundle
def test_an_auditor_takes_the_bundle_and_it_checks_out_elsewhere(signed_in, tmp_path):
    factories.risk()
    client = signed_in("auditor")
    post(client, "sign")
    answer = client.get("/history/bundle/")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="audit-bundle-')
    packed = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))
    packed.extractall(tmp_path / "bundle")
    checked = subprocess.run(
        [sys.executable, "verify_bundle.py", "."], cwd=tmp_path / "bundle", capture_output=True, text=True, check=False
    )
    assert (checked.returncode, "INTACT" in checked.stdout) == (0, True)


def test_the_bundle_leaves_out_what_the_auditor_may_not_see_and_tells_what_was_read(signed_in):
    hidden, seen = factories.risk(title="Canary one"), factories.risk(title="Canary two")
    for risk in (hidden, seen):
        records.edit(risk, confidential=True, by=BY, at=AT, reason="so")
    client = signed_in("auditor")
    accounts.grant(User.objects.get(username="auditor"), seen, by=BY, at=AT)
    packed = zipfile.ZipFile(BytesIO(b"".join(client.get("/history/bundle/").streaming_content)))
    inside = b"".join(packed.read(name) for name in packed.namelist()).decode()
    assert ("Canary one" in inside, hidden.code in inside, "Canary two" in inside) == (False, False, True)
    assert SecurityEvent.objects.get(kind="confidential_read").about == seen.code


@pytest.mark.parametrize("right", ["officer", "owner", "management", "administrator"])
def test_only_auditors_take_the_bundle(signed_in, right):
    assert signed_in(right).get("/history/bundle/").status_code == 403

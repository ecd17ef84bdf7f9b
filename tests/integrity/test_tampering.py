"""Whatever is altered by somebody who has the database and its guards off, the verdict is right."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from riskreg import models
from riskreg.apps import lift_guards
from riskreg.integrity import guards, verify
from riskreg.integrity.verify import ALTERED, INTACT, Known
from tests.integrity import tampering

SUITE, DEEP, GROUPS = 300, 10_000, 20
# The check is the same code on both databases; what differs is in the rows that each gives back.
ON_POSTGRES = 60


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """An honest register without guards; what its tests alter is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        tampering.register()
        lift_guards("default")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def honest(built: None, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever took the guards away put them back afterwards."""
    monkeypatch.setattr(guards, "problems", list)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def verdict_after(seed: int) -> tuple[str, verify.Verdict]:
    with transaction.atomic():
        done = tampering.alter(seed)
        told = verify.check()
        transaction.set_rollback(True)
    return done, told


def missed(seeds: range) -> list[str]:
    """The alterations that no check found."""
    found = []
    for seed in seeds:
        done, told = verdict_after(seed)
        if told.state != ALTERED or told.first is None or not told.first.record:
            found.append(f"seed {seed}: {done}: {told.state}")
    return found


def test_the_register_is_intact_before(honest: None) -> None:
    told = verify.check()
    assert (told.state, told.alterations) == (INTACT, [])


@pytest.mark.parametrize("group", range(GROUPS))
def test_every_alteration_is_found(honest: None, group: int) -> None:
    """300 seeded alterations in the suite."""
    each = (SUITE if connection.vendor == "sqlite" else ON_POSTGRES) // GROUPS
    assert missed(range(group * each, (group + 1) * each)) == []


@pytest.mark.deep
@pytest.mark.parametrize("group", range(100))
def test_every_alteration_of_many_is_found(honest: None, group: int) -> None:
    """10,000 with `-m deep`."""
    each = DEEP // 100
    assert missed(range(SUITE + group * each, SUITE + (group + 1) * each)) == []


def test_the_altered_field_is_named(honest: None) -> None:
    risk = models.Risk.objects.get()
    tampering.run("UPDATE riskreg_historicalrisk SET cause = 'Nobody' WHERE rev = 1")
    number = models.LedgerEntry.objects.get(key=models.Risk.versions()[0].pk).number
    first = verify.check().first
    assert first is not None
    assert (first.number, first.record, first.field) == (number, f"{risk.code} version 1", "cause")
    assert (first.expected, first.found) == ("text:", "text:Nobody")


# --- each check finds what no other does: without it the alteration passes
def forge_live() -> None:
    tampering.run("UPDATE riskreg_risk SET cause = 'Nobody'")


def forge_version() -> None:
    tampering.run("UPDATE riskreg_historicalrisk SET cause = 'Nobody' WHERE rev = 1")


def forge_everything_but_the_key() -> None:
    tampering.run("UPDATE riskreg_historicalrisk SET cause = 'Nobody' WHERE rev = 1")
    tampering.anew()


def forge_key() -> None:
    tampering.sign_with_another_key(random.Random(2))


CHECKS = {"beside": forge_live, "history": forge_version, "log": forge_everything_but_the_key, "keys": forge_key}


@pytest.mark.parametrize("name", CHECKS)
def test_each_check_is_needed(honest: None, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    CHECKS[name]()
    assert verify.check().state == ALTERED
    monkeypatch.setattr(verify.Check, name, lambda self: None)
    assert verify.check().state != ALTERED


# --- what only somebody outside can show
def test_an_older_copy_put_back_shows_against_a_checkpoint_kept_elsewhere(honest: None) -> None:
    first, newest = models.Checkpoint.objects.order_by("id")
    with transaction.atomic():
        put_back(first, newest)
        checking = verify.Check()
        checking.log()
        assert checking.verdict.state == INTACT
        told = verify.check(known=[Known(size=newest.size, root=newest.root)])
        transaction.set_rollback(True)
    assert told.state == ALTERED
    assert any(one.field == "entries" and one.expected == f"at least {newest.size}" for one in told.alterations)


def put_back(first: models.Checkpoint, newest: models.Checkpoint) -> None:
    """The log as it was at the first checkpoint."""
    for kind in verify.tracked_models():
        later_ones = models.LedgerEntry.objects.filter(number__gt=first.size).values("key")
        kind.history.filter(history_id__in=later_ones)._raw_delete(connection.alias)
    models.LedgerEntry.objects.filter(number__gt=first.size)._raw_delete(connection.alias)
    models.Checkpoint.objects.filter(pk=newest.pk)._raw_delete(connection.alias)


def test_a_log_with_another_past_shows_against_a_checkpoint_kept_elsewhere(honest: None) -> None:
    first = models.Checkpoint.objects.order_by("id")[0]
    assert verify.check(known=[Known(size=first.size, root=first.root)]).state == INTACT
    assert verify.check(known=[Known(size=first.size, root="00" * 32)]).state == ALTERED


def test_a_new_key_with_its_file_shows_against_the_first_key_kept_elsewhere(honest: None, tmp_path: Path) -> None:
    kept = models.SigningKey.objects.get().public
    assert verify.check(known=[Known(first_key=kept)]).state == INTACT
    settings.CHECKPOINT_KEY_FILE, old = tmp_path / "mine.pem", settings.CHECKPOINT_KEY_FILE
    try:
        tampering.sign_with_another_key(random.Random(2))
        assert verify.check().state != ALTERED
        assert verify.check(known=[Known(first_key=kept)]).state == ALTERED
    finally:
        settings.CHECKPOINT_KEY_FILE = old


# --- the verdict comes whatever stands in the database, and names the entry rather than a stretch of them
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ("UPDATE riskreg_ledgerentry SET body = x'ff00' WHERE number = 3", "body"),
        ("UPDATE riskreg_ledgerentry SET salt = x'ff00' WHERE number = 3", "salt"),
        ("UPDATE riskreg_ledgerentry SET content = x'ff00' WHERE number = 3", "content"),
        ("UPDATE riskreg_ledgerentry SET body = replace(hex(zeroblob(100000)), '0', '[') WHERE number = 3", "entry"),
    ],
)
def test_an_entry_that_holds_no_text_is_named(honest: None, change: str, field: str) -> None:
    only_on_sqlite()
    tampering.run(change)
    first = verify.check().first
    assert first is not None
    assert (first.number, first.field) == (3, field)


@pytest.mark.parametrize("value", ["x'ff00'", "CAST(x'ff00fe' AS TEXT)"])
def test_a_version_that_holds_no_text_is_an_alteration(honest: None, value: str) -> None:
    only_on_sqlite()
    tampering.run(f"UPDATE riskreg_historicalrisk SET title = {value} WHERE rev = 1")
    told = verify.check()
    assert (told.state, told.alterations[0].field) == (ALTERED, "values")


def only_on_sqlite() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no value of another type")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")


@pytest.fixture(autouse=True)
def checked_again(db: None) -> Iterator[None]:
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_an_altered_entry_is_told_before_the_stretch_whose_root_differs(honest: None) -> None:
    entry = models.LedgerEntry.objects.get(number=4)
    tampering.run('UPDATE riskreg_ledgerentry SET body = replace(body, \'"act":"\', \'"act":"x\') WHERE number = 4')
    told = verify.check()
    assert told.first is not None
    assert (told.first.number, told.first.field, told.first.found) == (4, "act", json.loads(entry.body)["act"])
    assert f"entries 1 to {models.Checkpoint.objects.order_by('id')[0].size}: root" in map(where, told.alterations)


def where(one: verify.Alteration) -> str:
    return str(one).split(": expected")[0]


def test_a_root_kept_elsewhere_is_told_with_the_entries_that_it_is_of(honest: None) -> None:
    newest = models.Checkpoint.objects.order_by("-id")[0]
    first = verify.check(known=[Known(size=newest.size, root="00" * 32)]).first
    assert first is not None
    before = models.Checkpoint.objects.order_by("id")[0].size
    assert where(first) == f"entries {before + 1} to {newest.size}: root"


def test_one_missing_number_is_told_once(honest: None) -> None:
    tampering.run("UPDATE riskreg_ledgerentry SET number = number + 1000 WHERE number > 4")
    found = [one for one in verify.check().alterations if one.field == "number"]
    assert [(one.number, one.expected, one.found) for one in found] == [(5, "5", "1005")]


def test_of_many_alterations_the_first_is_kept(honest: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "MOST", 3)
    checking = verify.Check()
    for number in (90, 80, 70, 5, 60, 50):
        checking.found(number, "a record", "title", "old", "new")
    assert checking.verdict.first is not None
    assert checking.verdict.first.number == 5


# --- checkpoints and keys that do not belong together
def test_a_checkpoint_whose_key_is_gone_is_an_alteration(honest: None) -> None:
    models.SigningKey.objects.all()._raw_delete(connection.alias)
    told = verify.check()
    models.Checkpoint.objects.all()._raw_delete(connection.alias)
    assert (told.state, told.alterations[0].field) == (ALTERED, "key")


def test_a_key_that_gave_way_signs_no_later_checkpoint(honest: None) -> None:
    first, newest = models.Checkpoint.objects.order_by("id")
    next_key = models.SigningKey.objects.create(
        public="ab" * 32, since=newest.at, signed_by=newest.key, signature="ab" * 64
    )
    models.Checkpoint.objects.filter(pk=first.pk).update(key=next_key)
    told = verify.check()
    assert f"checkpoint {newest.pk}: key" in {where(one).split(", ")[-1] for one in told.alterations}

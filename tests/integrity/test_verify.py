"""Honest ledgers are never called altered, and the command says what it finds."""

from __future__ import annotations

import json
import random
from datetime import UTC
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from riskreg import models
from riskreg.apps import lift_guards
from riskreg.integrity import canonical, checkpoints, verdicts, verify
from riskreg.integrity.verify import INTACT, NOT_COVERED
from riskreg.services import records
from tests import factories
from tests.factories import BY, later
from tests.integrity import tampering
from tests.services.two_keys_world import World

pytestmark = pytest.mark.django_db


def honest_ledgers(seed: int, steps: int) -> list[str]:
    """What a check says after each of many acts by people with changing roles, signed now and then."""
    world, wrong = World(seed), []
    luck = random.Random(seed)
    for _step in range(steps):
        world.step()
        if luck.random() < 0.3:
            tampering.sign(world.at)
        told = verify.check()
        covered = told.checkpoints and told.covered == told.entries
        if told.state != (INTACT if covered else NOT_COVERED):
            wrong.append(f"seed {seed}: {told.first}")
    return wrong


def test_no_honest_ledger_is_called_altered() -> None:
    assert honest_ledgers(1, 25) == []


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(2, 22))
def test_no_honest_ledger_of_a_thousand_is_called_altered(seed: int) -> None:
    assert honest_ledgers(seed, 50) == []


# --- a key that gives way to the next
def test_a_rotated_key_is_vouched_for_by_the_one_before() -> None:
    factories.risk()
    tampering.sign(later(1))
    with transaction.atomic():
        new = checkpoints.rotate(later(2))
    factories.risk()
    assert tampering.sign(later(3)).key == new
    assert verify.check().state == INTACT
    lift_guards("default")
    models.SigningKey.objects.filter(pk=new.pk).update(signature="00" * 64)
    assert any(one.field == "signature" for one in verify.check().alterations)


def test_a_newer_schema_leaves_older_entries_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column that came later is null in older rows and not part of their entries; a rename is a mapping."""
    risk = factories.risk()
    read = verify.schemas._read()
    older = [name for name in read["columns"]["risk-1"] if name != "title"]
    forged = {
        "columns": {**read["columns"], "risk-2": [*older, "headline"]},
        "renamed": {"risk": {"headline": "title"}},
    }
    monkeypatch.setattr(verify.schemas, "_read", lambda: forged)
    for cached in (verify.schemas.current, verify.schemas.columns):
        cached.cache_clear()
    try:
        records.edit(risk, title="Other", by=BY, at=later(1), reason="so")
        bodies = [entry.body for entry in models.LedgerEntry.objects.filter(model="risk").order_by("number")]
        assert ['"schema":"risk-1"' in bodies[0], '"schema":"risk-2"' in bodies[1]] == [True, True]
        assert '"headline":"text:Other"' in models.LedgerEntry.objects.order_by("-number")[0].content
        tampering.sign(later(2))
        assert verify.check().state == INTACT
    finally:
        monkeypatch.undo()
        for cached in (verify.schemas.current, verify.schemas.columns):
            cached.cache_clear()


def test_every_kind_has_the_schema_of_its_columns() -> None:
    """A new column asks for a new schema: "<kind>-2" beside "<kind>-1", which stays as it is."""
    for kind in verify.tracked_models():
        name = kind._meta.model_name
        wanted = sorted(column.attname for column in kind.history.model.tracked_fields)
        named = [column.attname for _name, column in verify.schemas.columns(kind, verify.schemas.current(name))]
        assert sorted(named) == wanted, f"{name}: add its next schema to {verify.schemas.FILE.name}"


def test_what_has_no_canonical_form_is_not_written() -> None:
    with pytest.raises(TypeError, match="float"):
        canonical.typed(0.5)


# --- the commands
@pytest.fixture
def own_files(tmp_path: Any, settings: Any) -> None:
    settings.VERDICT_FILE = tmp_path / "verdict.json"
    settings.CHECKPOINT_KEY_FILE = tmp_path / "key.pem"


def said(name: str, *options: Any) -> tuple[int, str]:
    """The command's exit code and words."""
    out = StringIO()
    try:
        call_command(name, *options, stdout=out, verbosity=0)
    except SystemExit as exit_:
        return int(str(exit_.code)), out.getvalue()
    return 0, out.getvalue()


def test_the_command_says_not_covered_then_intact_then_altered(own_files: None) -> None:
    risk = factories.risk(title="Severe")
    code, told = said("verify_history")
    assert (code, told[:13]) == (2, "NOT COVERED  ")
    assert said("checkpoint")[0] == 0
    code, told = said("verify_history")
    assert (code, told[:9]) == (0, "INTACT   ")
    records.edit(risk, title="Other", by=BY, at=later(1), reason="so")
    code, told = said("verify_history")
    assert code == 2
    assert "intact up to entry" in told
    lift_guards("default")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE riskreg_historicalrisk SET title = 'Mild' WHERE rev = 1")
    code, told = said("verify_history")
    assert code == 1
    assert f"{risk.code} version 1: title: expected text:Severe, found text:Mild" in told
    last = verdicts.last()
    assert last is not None
    assert last.is_altered


def test_a_checkpoint_kept_elsewhere_is_held_against_the_log(own_files: None) -> None:
    factories.risk()
    said("checkpoint")
    mark = models.Checkpoint.objects.get()
    kept = f"{mark.size}:{checkpoints.in_groups(mark.root)}"
    assert said("verify_history", f"--checkpoint={kept}")[0] == 0
    code, told = said("verify_history", f"--checkpoint={mark.size}:{'00' * 32}")
    assert code == 1
    assert "root" in told
    assert said("verify_history", f"--first-key={mark.key.public}")[0] == 0
    assert said("verify_history", f"--first-key={'00' * 32}")[0] == 1


@pytest.mark.parametrize("typed", ["--checkpoint=12", "--checkpoint=x:y", "--first-key=ab"])
def test_a_checkpoint_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(CommandError, match="expected"):
        call_command("verify_history", typed)


def test_an_unchanged_log_keeps_its_checkpoint_and_a_new_key_is_told(own_files: None) -> None:
    factories.risk()
    first = said("checkpoint")[1]
    assert said("checkpoint")[1] == first
    assert models.Checkpoint.objects.count() == 1
    factories.risk()
    told = said("checkpoint", "--rotate")[1]
    assert told.startswith("new key")
    assert models.SigningKey.objects.count() == 2
    assert said("verify_history")[0] == 0


def test_the_first_key_is_told_beside_the_newest(own_files: None) -> None:
    factories.risk()
    said("checkpoint")
    first = models.SigningKey.objects.get().public
    factories.risk()
    told = said("checkpoint", "--rotate")[1]
    assert f"first key {checkpoints.in_groups(first)}" in told.splitlines()
    assert said("verify_history", f"--first-key={first}")[0] == 0


def test_a_check_that_cannot_read_the_database_takes_the_last_verdict_away(
    own_files: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.risk()
    said("checkpoint")
    assert said("verify_history")[0] == 0

    def broken(*_arguments: Any) -> None:
        raise DatabaseError("disk image is malformed")

    monkeypatch.setattr(verify, "check", broken)
    with pytest.raises(CommandError, match="Not checkable: disk image is malformed") as refused:
        call_command("verify_history", verbosity=0)
    assert refused.value.returncode == 2
    last = verdicts.last()
    assert last is not None
    assert (last.state, last.finished) == (verify.NOT_COVERED, False)


def test_a_broken_key_file_is_named(own_files: None, settings: Any) -> None:
    factories.risk()
    settings.CHECKPOINT_KEY_FILE.write_text("no key")
    with pytest.raises(CommandError, match="cannot be read as a signing key"):
        call_command("checkpoint")
    assert not models.Checkpoint.objects.exists()


# --- the bytes
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))
PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(), TEXTS, st.dates(), st.decimals(allow_nan=False, allow_infinity=False),
    st.datetimes(timezones=st.just(UTC)), st.dictionaries(TEXTS, st.one_of(TEXTS, st.integers(), st.none())),
)  # fmt: skip


@given(st.dictionaries(TEXTS, PLAIN))
def test_what_is_written_member_by_member_is_canonical_json(members: dict[str, Any]) -> None:
    text = ",".join(f"{canonical.quoted(name)}:{canonical.written(members[name])}" for name in sorted(members))
    assert canonical.dumps(json.loads(f"{{{text}}}")) == f"{{{text}}}"


@given(PLAIN, PLAIN)
def test_two_values_are_never_written_alike(one: Any, two: Any) -> None:
    if canonical.written(one) == canonical.written(two):
        assert (type(one), str(one)) == (type(two), str(two)) or one == two


def test_every_entry_is_canonical_json(db: None) -> None:
    tampering.register()
    for entry in models.LedgerEntry.objects.all():
        for text in (entry.body, entry.content):
            assert canonical.dumps(json.loads(text)) == text

"""Unrecorded writes are refused on both databases, and what weakens a guard is noticed."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from riskreg.apps import lift_guards, restore_guards
from riskreg.integrity import agreement, guards
from riskreg.integrity.tables import all_guarded
from riskreg.models import LedgerEntry, Milestone, Plan
from riskreg.models.base import UnrecordedWrite
from riskreg.services import records
from tests.factories import AT, BY
from tests.integrity.attacks import ATTACKS, strike
from tests.integrity.ways import WAYS, Kept, attempt, content, keep

REFUSALS = (IntegrityError, UnrecordedWrite, ProtectedError)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Kept]:
    """Built once; every test takes back what it writes. No test here commits: those stand in test_commit.py."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield keep()
        transaction.set_rollback(True)


@pytest.fixture
def kept(built: Kept, db: None) -> Kept:
    return built


@pytest.fixture
def unguarded(kept: Kept) -> Kept:
    """Kept records whose guards are taken away, as round a migration; the test's rollback puts them back."""
    lift_guards("default")
    return kept


def test_at_least_fifteen_ways_are_tried():
    assert len(WAYS) >= 40


@pytest.mark.parametrize("name", WAYS)
def test_unrecorded_write_is_refused(kept: Kept, name: str):
    before = content()
    with pytest.raises(REFUSALS):
        attempt(name, kept)
    assert content() == before
    assert agreement.disagreements() == []


def test_at_least_twenty_attacks_are_tried():
    assert len(ATTACKS) >= 30


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_on_history_or_log_is_refused(kept: Kept, name: str):
    before = content()
    with pytest.raises(REFUSALS):
        strike(name, kept)
    assert content() == before
    assert agreement.disagreements() == []


def test_the_same_with_services_is_recorded(kept: Kept):
    plan = Plan.objects.get(pk=kept.plan)
    records.edit(plan, title="Other", by=BY, at=AT)
    connection.check_constraints()
    version = Plan.versions().get(id=kept.plan, title="Other")
    assert LedgerEntry.objects.get(key=version.pk).number == LedgerEntry.objects.count()
    assert agreement.disagreements() == []


def test_clean_duplicate_history_cleans_nothing(kept: Kept):
    before = content()
    with suppress(KeyError):  # the package's comparison does not know our bare ids
        call_command("clean_duplicate_history", auto=True, verbosity=0, stdout=io.StringIO())
    assert content() == before


def test_columns_outside_history_are_free(kept: Kept):
    before = content()["riskreg_historicaluser"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE riskreg_user SET password = 'other' WHERE id = %s", [kept.user])
    assert content()["riskreg_historicaluser"] == before
    assert agreement.disagreements() == []


def test_the_refusal_names_table_and_the_verbs_that_may(kept: Kept):
    with pytest.raises(IntegrityError, match=r"riskreg_plan is written only through riskreg.services \(plans\)"):
        attempt("sql_update", kept)


# --- what weakens a guard
def trigger_sql(drop: str) -> str:
    if connection.vendor == "postgresql":
        table = drop.removeprefix("guard_").removesuffix("_update")
        return f"DROP TRIGGER {table and 'guard_' + table} ON {table}"
    return f"DROP TRIGGER {drop}"


def test_a_missing_guard_is_noticed(db: None):
    with connection.cursor() as cursor:
        cursor.execute(trigger_sql("guard_riskreg_plan_update"))
    name = "guard_riskreg_plan" if connection.vendor == "postgresql" else "guard_riskreg_plan_update"
    assert guards.problems() == [f"{name}: missing"]
    restore_guards("default")
    assert guards.problems() == []


@pytest.mark.sqlite_only
def test_a_changed_and_an_unknown_guard_are_noticed_on_sqlite(db: None):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER guard_riskreg_plan_update")
        cursor.execute("CREATE TRIGGER guard_riskreg_plan_update BEFORE UPDATE ON riskreg_plan BEGIN SELECT 1; END")
        cursor.execute("CREATE TRIGGER guard_mine BEFORE UPDATE ON riskreg_plan BEGIN SELECT 1; END")
    assert guards.problems() == ["guard_mine: unknown", "guard_riskreg_plan_update: changed"]


@pytest.mark.postgres_only
def test_a_changed_a_disabled_and_an_unknown_guard_are_noticed_on_postgres(db: None):
    empty = "RETURNS trigger LANGUAGE plpgsql AS $guard$BEGIN RETURN NEW; END$guard$"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE OR REPLACE FUNCTION "guard_riskreg_plan"() {empty}')
        cursor.execute("ALTER TABLE riskreg_risk DISABLE TRIGGER guard_riskreg_risk")
        cursor.execute(f"CREATE FUNCTION guard_mine() {empty}")
        cursor.execute(
            "CREATE TRIGGER guard_mine BEFORE UPDATE ON riskreg_plan FOR EACH ROW EXECUTE FUNCTION guard_mine()"
        )
    assert guards.problems() == [
        "guard_mine: unknown",
        "guard_riskreg_plan: changed",
        "guard_riskreg_risk: missing",
    ]


@pytest.mark.postgres_only
def test_a_guard_that_fires_on_less_is_noticed_on_postgres(db: None):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER guard_riskreg_plan ON riskreg_plan")
        cursor.execute(
            "CREATE TRIGGER guard_riskreg_plan BEFORE INSERT OR UPDATE OR DELETE ON riskreg_plan"
            " FOR EACH ROW WHEN (false) EXECUTE FUNCTION guard_riskreg_plan()"
        )
    assert guards.problems() == ["guard_riskreg_plan: changed"]


def test_every_kind_of_record_has_guards_on_both_its_tables(db: None):
    names = " ".join(guards.expected(connection))
    for table in all_guarded():
        assert f"guard_{table.live}" in names
        assert f"guard_{table.history}"[:54] in names


def run(text: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def test_a_difference_from_history_is_named(unguarded: Kept):
    run("UPDATE riskreg_plan SET title = 'Other' WHERE id = %s", unguarded.plan)
    code = Plan.objects.get(pk=unguarded.plan).code
    (found,) = agreement.disagreements()
    assert str(found) == f"riskreg_plan {code}: title is 'Other', its history says 'Plan'"


def test_a_value_of_a_book_is_told_by_its_first_words() -> None:
    told = str(agreement.Disagreement("riskreg_publishedreport", "2026-10-E1", "data", "{" + "x" * 300_000, "{}"))
    assert told.startswith("riskreg_publishedreport 2026-10-E1: data is '{xxx")
    assert told.endswith("xxx..., its history says '{}'")
    assert len(told) < 400


def test_a_version_that_was_skipped_is_named(unguarded: Kept):
    run("UPDATE riskreg_milestone SET rev = rev + 1 WHERE id = %s", unguarded.milestone)
    code = Milestone.objects.get(pk=unguarded.milestone).code
    assert [(one.record, one.field) for one in agreement.disagreements()] == [(code, "rev")]


def test_a_newer_version_than_the_record_is_named(unguarded: Kept):
    row = Plan.versions().filter(id=unguarded.plan).order_by("-rev")[0]
    row.history_id = row.entry_id = uuid.uuid4()
    row.rev += 1
    number = LedgerEntry.objects.count() + 1
    LedgerEntry.objects.create(number=number, key=row.history_id, model="plan", body="{}", salt="", content="{}")
    row.save(force_insert=True)
    assert [one.field for one in agreement.disagreements()] == ["rev"]


def test_a_head_of_another_record_is_named(unguarded: Kept):
    other = keep()
    run(
        "UPDATE riskreg_milestone SET head_id = (SELECT history_id FROM riskreg_historicalmilestone WHERE id = %s"
        " AND rev = 1) WHERE id = %s",
        other.milestone,
        unguarded.milestone,
    )
    assert [one.field for one in agreement.disagreements()] != []

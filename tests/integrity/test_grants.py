"""The application's own login on PostgreSQL works, and can neither rewrite history nor lift a guard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from riskreg.integrity import guards, verify
from riskreg.integrity.tables import LEDGER, LOGS, all_guarded
from riskreg.models import Plan
from riskreg.services import records
from tests.factories import AT, BY
from tests.integrity.attacks import ATTACKS, strike
from tests.integrity.ways import WAYS, Kept, attempt, content, keep, sql

LIFTS = {
    "drop a guard": 'DROP TRIGGER "guard_riskreg_ledgerentry" ON riskreg_ledgerentry',
    "disable a guard": "ALTER TABLE riskreg_ledgerentry DISABLE TRIGGER ALL",
    "replace a guard": 'CREATE OR REPLACE FUNCTION "guard_riskreg_ledgerentry"() RETURNS trigger LANGUAGE plpgsql'
    " AS $$BEGIN RETURN NEW; END$$",
    "act as a replica": "SET session_replication_role = replica",
    "drop the log": "DROP TABLE riskreg_ledgerentry CASCADE",
    "empty the log": "TRUNCATE riskreg_ledgerentry CASCADE",
    "rename the log": "ALTER TABLE riskreg_ledgerentry RENAME TO mine",
    "put a table before it": "CREATE TABLE public.mine (id integer)",
    "give oneself more": "GRANT ALL ON riskreg_ledgerentry TO riskreg_application",
    "become the owner": "ALTER TABLE riskreg_ledgerentry OWNER TO riskreg_application",
}


@pytest.fixture
def application(db: None) -> Iterator[Kept]:
    """Kept records, seen with the login of the application."""
    made = keep()
    sql("CREATE ROLE riskreg_application LOGIN")
    call_command("grant_application", "riskreg_application", verbosity=0)
    sql("SET ROLE riskreg_application")
    yield made
    sql("RESET ROLE")


@pytest.mark.postgres_only
def test_it_works_as_before(application: Kept) -> None:
    plan = Plan.objects.get(pk=application.plan)
    records.edit(plan, title="Other", by=BY, at=AT)
    connection.check_constraints()
    checking = verify.Check()
    checking.log()
    checking.history()
    assert checking.verdict.alterations == []
    assert guards.problems() == []


@pytest.mark.postgres_only
@pytest.mark.parametrize("name", LIFTS)
def test_it_cannot_lift_a_guard(application: Kept, name: str) -> None:
    with transaction.atomic():
        sql("SAVEPOINT here")
        try:
            sql(LIFTS[name])
        except DatabaseError:
            sql("ROLLBACK TO SAVEPOINT here")
        else:
            # A grant by somebody who may not is a warning, and gives nothing.
            privileges = "UPDATE, DELETE, TRUNCATE"
            with connection.cursor() as cursor:
                cursor.execute("SELECT has_table_privilege('riskreg_ledgerentry', %s)", [privileges])
                assert cursor.fetchone() == (False,)
    assert guards.problems() == []


@pytest.mark.postgres_only
def test_every_way_and_every_attack_is_refused_to_it(application: Kept) -> None:
    before = content()
    for name in WAYS:
        with pytest.raises(Exception):  # noqa: B017, PT011 - a guard's refusal, or a privilege that it lacks
            attempt(name, application)
    for name in ATTACKS:
        with pytest.raises(DatabaseError):
            strike(name, application)
    assert content() == before


@pytest.mark.postgres_only
def test_history_and_log_may_only_grow(application: Kept) -> None:
    with connection.cursor() as cursor:
        for table in (LEDGER, *LOGS, *(one.history for one in all_guarded())):
            cursor.execute("SELECT has_table_privilege(%s, 'UPDATE, DELETE, TRUNCATE, TRIGGER')", [table])
            assert cursor.fetchone() == (False,), table


@pytest.mark.postgres_only
def test_the_owner_of_the_tables_is_no_login_to_serve_with(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        owner = cursor.fetchone()[0]
    with pytest.raises(CommandError, match="owns the tables"):
        call_command("grant_application", owner)


@pytest.mark.postgres_only
def test_an_unknown_login_is_named(db: None) -> None:
    with pytest.raises(CommandError, match="nobody_knows"):
        call_command("grant_application", "nobody_knows")


@pytest.mark.sqlite_only
def test_sqlite_has_no_logins(db: None) -> None:
    with pytest.raises(CommandError, match="no logins"):
        call_command("grant_application", "x")

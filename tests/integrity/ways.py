"""Every way we know to write past the services; each must be refused with the record unchanged."""

from __future__ import annotations

import json
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from riskreg import models
from riskreg.integrity.tables import LEDGER, LOGS, tracked_models
from riskreg.services import findings, milestones
from tests import factories
from tests.factories import AT, BY


@dataclass(frozen=True)
class Kept:
    """What the ways try to write: a plan with two milestones, a finding with its link, an account, a list's line."""

    plan: int
    milestone: int
    finding: int
    bond: int
    user: int
    line: int


def keep() -> Kept:
    plan, (milestone, _other) = factories.plan_with_milestones()
    milestones.start(milestone, percent=10, by=BY, at=AT)
    finding = factories.finding()
    bond = findings.answer_with(finding, plan, by=BY, at=AT)
    user = factories.account("officer")
    models.SecurityEvent.objects.create(kind="sign_in", at=AT, actor="user:1", actor_name="x")
    line = models.BaselineLine.objects.get(milestone=milestone)
    connection.check_constraints()
    return Kept(plan.pk, milestone.pk, finding.pk, bond.pk, user.pk, line.pk)


def content() -> dict[str, list[Any]]:
    """Every row of every guarded table: live, history, the log and the others that only grow."""
    tables = [table for kind in tracked_models() for table in (kind._meta.db_table, kind.history.model._meta.db_table)]
    rows = {}
    with connection.cursor() as cursor:
        for table in [*tables, LEDGER, *LOGS]:
            cursor.execute(f'SELECT * FROM "{table}"')
            # a rebuilt table has its columns in another order
            names = [column[0] for column in cursor.description]
            rows[table] = sorted(repr(sorted(zip(names, row, strict=True))) for row in cursor.fetchall())
    return rows


WAYS: dict[str, Callable[[Kept], None]] = {}


def way(act: Callable[[Kept], None]) -> Callable[[Kept], None]:
    WAYS[act.__name__] = act
    return act


def attempt(name: str, kept: Kept) -> None:
    """Try one way in a transaction of its own, up to what COMMIT would say."""
    with transaction.atomic():
        WAYS[name](kept)
        connection.check_constraints()


def sql(text: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def stored(number: uuid.UUID) -> str:
    """A UUID as the database keeps it."""
    return number.hex if connection.vendor == "sqlite" else str(number)


def plan_of(kept: Kept) -> models.Plan:
    return models.Plan.objects.get(pk=kept.plan)


def new_plan(kept: Kept, **values: Any) -> models.Plan:
    owner = plan_of(kept).owner_id
    return models.Plan(
        **{"code": "PLN-NEW", "title": "New", "owner_id": owner, "rev": 1, "head_id": uuid.uuid4(), **values}
    )


# --- the model and its manager
@way
def save(kept: Kept) -> None:
    plan = plan_of(kept)
    plan.title = "Other"
    plan.save()


@way
def save_with_the_next_rev_and_a_new_head(kept: Kept) -> None:
    plan = plan_of(kept)
    plan.title, plan.rev, plan.head_id = "Other", plan.rev + 1, uuid.uuid4()
    plan.save()


@way
def save_of_a_new_record(kept: Kept) -> None:
    new_plan(kept).save()


@way
def save_of_some_fields(kept: Kept) -> None:
    plan = plan_of(kept)
    plan.title = "Other"
    plan.save(update_fields=["title"])


@way
def save_base_raw(kept: Kept) -> None:
    plan = plan_of(kept)
    plan.title = "Other"
    plan.save_base(raw=True)


@way
def queryset_update(kept: Kept) -> None:
    models.Plan.objects.filter(pk=kept.plan).update(title="Other")


@way
def queryset_delete(kept: Kept) -> None:
    models.BaselineLine.objects.filter(pk=kept.line).delete()


@way
def model_delete(kept: Kept) -> None:
    models.FindingPlan.objects.get(pk=kept.bond).delete()


@way
def create(kept: Kept) -> None:
    models.Party.objects.create(code="EXT-NEW", name="x", kind="y", rev=1, head_id=uuid.uuid4())


@way
def get_or_create(kept: Kept) -> None:
    defaults = {"name": "x", "kind": "y", "rev": 1, "head_id": uuid.uuid4()}
    models.Party.objects.get_or_create(code="EXT-NEW", defaults=defaults)


@way
def update_or_create(kept: Kept) -> None:
    models.Plan.objects.update_or_create(pk=kept.plan, defaults={"title": "Other"})


@way
def bulk_create(kept: Kept) -> None:
    models.Plan.objects.bulk_create([new_plan(kept)])


@way
def bulk_create_that_updates(kept: Kept) -> None:
    plan = plan_of(kept)
    again = new_plan(kept, code=plan.code, title="Other")
    models.Plan.objects.bulk_create(
        [again], update_conflicts=True, unique_fields=["code"], update_fields=["title"]
    )  # fmt: skip


@way
def bulk_update(kept: Kept) -> None:
    plan = plan_of(kept)
    plan.title = "Other"
    models.Plan.objects.bulk_update([plan], ["title"])


@way
def create_a_link(kept: Kept) -> None:
    finding = factories.finding()
    models.FindingPlan.objects.create(
        code="mine", finding=finding, plan_id=kept.plan, rev=1, head_id=uuid.uuid4()
    )  # fmt: skip


@way
def delete_an_account(kept: Kept) -> None:
    models.User.objects.get(pk=kept.user).delete()


@way
def make_an_account_by_update(kept: Kept) -> None:
    models.User.objects.filter(pk=kept.user).update(username="root", password="x")


# --- simple-history's own side doors
@way
def save_without_historical_record(kept: Kept) -> None:
    plan = plan_of(kept)
    plan.title = "Other"
    plan.save_without_historical_record()


@way
def skip_history_when_saving(kept: Kept) -> None:
    plan = plan_of(kept)
    plan.title, plan.rev, plan.head_id = "Other", plan.rev + 1, uuid.uuid4()
    plan.skip_history_when_saving = True
    plan.save()


@way
def bulk_create_with_the_packages_history(kept: Kept) -> None:
    bulk_create_with_history([new_plan(kept)], models.Plan)


@way
def bulk_update_with_the_packages_history(kept: Kept) -> None:
    plan = plan_of(kept)
    plan.title = "Other"
    bulk_update_with_history([plan], models.Plan, ["title"])


@way
def clean_old_history(kept: Kept) -> None:
    call_command("clean_old_history", "riskreg.milestone", days=0, verbosity=0)


# --- fixtures
@way
def loaddata_of_a_changed_row(kept: Kept) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.json"
        call_command("dumpdata", "riskreg.plan", output=str(path), verbosity=0)
        rows = json.loads(path.read_text())
        rows[0]["fields"]["title"] = "Other"
        path.write_text(json.dumps(rows))
        call_command("loaddata", str(path), verbosity=0)


@way
def loaddata_of_a_new_row(kept: Kept) -> None:
    fields = {"code": "EXT-NEW", "name": "x", "kind": "y", "rev": 1, "head": str(uuid.uuid4())}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "party.json"
        path.write_text(json.dumps([{"model": "riskreg.party", "pk": 999, "fields": fields}]))
        call_command("loaddata", str(path), verbosity=0)


# --- raw SQL on the record
@way
def sql_update(kept: Kept) -> None:
    sql("UPDATE riskreg_plan SET title = 'Other' WHERE id = %s", kept.plan)


@way
def sql_update_with_the_next_rev(kept: Kept) -> None:
    sql("UPDATE riskreg_plan SET title = 'Other', rev = rev + 1 WHERE id = %s", kept.plan)


@way
def sql_update_with_an_invented_head(kept: Kept) -> None:
    sql(
        "UPDATE riskreg_plan SET title = 'Other', rev = rev + 1, head_id = %s WHERE id = %s",
        stored(uuid.uuid4()),
        kept.plan,
    )


@way
def sql_update_with_the_head_of_an_older_version(kept: Kept) -> None:
    sql(
        "UPDATE riskreg_plan SET title = 'Other', rev = rev + 1, head_id ="
        " (SELECT history_id FROM riskreg_historicalplan WHERE id = %s AND rev = 1) WHERE id = %s",
        kept.plan,
        kept.plan,
    )


@way
def sql_update_twice_before_its_history(kept: Kept) -> None:
    for _time in range(2):
        sql_update_with_an_invented_head(kept)


@way
def sql_update_of_the_code(kept: Kept) -> None:
    sql(
        "UPDATE riskreg_plan SET code = 'PLN-OTHER', rev = rev + 1, head_id = %s WHERE id = %s",
        stored(uuid.uuid4()),
        kept.plan,
    )


@way
def sql_update_of_the_id(kept: Kept) -> None:
    sql("UPDATE riskreg_finding SET id = 900, rev = rev + 1, head_id = %s", stored(uuid.uuid4()))


@way
def sql_insert_of_a_later_version(kept: Kept) -> None:
    new = {"head_id": stored(uuid.uuid4())}
    sql(
        "INSERT INTO riskreg_party (code, withdrawn, basis, basis_by_field, source_section, name, kind, description,"
        " rev, head_id) VALUES ('EXT-NEW', false, '', '{}', '', 'x', 'y', '', 2, %s)",
        new["head_id"],
    )


@way
def sql_insert_without_history(kept: Kept) -> None:
    sql(
        "INSERT INTO riskreg_party (code, withdrawn, basis, basis_by_field, source_section, name, kind, description,"
        " rev, head_id) VALUES ('EXT-NEW', false, '', '{}', '', 'x', 'y', '', 1, %s)",
        stored(uuid.uuid4()),
    )


@way
def sql_delete(kept: Kept) -> None:
    sql("DELETE FROM riskreg_findingplan WHERE id = %s", kept.bond)


@way
def sql_edit_of_a_lists_line(kept: Kept) -> None:
    sql(
        "UPDATE riskreg_baselineline SET finish = '2030-01-01', rev = rev + 1, head_id = %s WHERE id = %s",
        stored(uuid.uuid4()),
        kept.line,
    )


@way
def sql_change_of_a_log(kept: Kept) -> None:
    sql("UPDATE riskreg_securityevent SET about = 'nothing'")


@way
def sql_delete_from_a_log(kept: Kept) -> None:
    sql("DELETE FROM riskreg_securityevent")


# --- the history itself
def newest(kept: Kept) -> Any:
    return models.Plan.versions().filter(id=kept.plan).order_by("-rev")[0]


def another_version(kept: Kept, **values: Any) -> Any:
    row = newest(kept)
    row.history_id, row.rev, row.history_type = uuid.uuid4(), row.rev + 1, "~"
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


@way
def history_insert_of_a_version_that_never_was(kept: Kept) -> None:
    another_version(kept, title="Other")


@way
def history_insert_that_differs_from_the_record(kept: Kept) -> None:
    head = uuid.uuid4()
    sql("UPDATE riskreg_plan SET rev = rev + 1, head_id = %s WHERE id = %s", stored(head), kept.plan)
    another_version(kept, history_id=head, title="Other")


@way
def history_insert_back_in_time(kept: Kept) -> None:
    head = uuid.uuid4()
    sql("UPDATE riskreg_plan SET rev = rev + 1, head_id = %s WHERE id = %s", stored(head), kept.plan)
    another_version(kept, history_id=head, history_date=newest(kept).history_date - timedelta(seconds=1))


@way
def history_update(kept: Kept) -> None:
    models.Plan.versions().filter(id=kept.plan).update(actor_name="somebody else")


@way
def history_withdrawal(kept: Kept) -> None:
    sql("UPDATE riskreg_historicalplan SET withdrawn = true WHERE id = %s", kept.plan)


@way
def history_row_save(kept: Kept) -> None:
    row = newest(kept)
    row.reason = row.history_change_reason = "another reason"
    row.save()


@way
def history_delete(kept: Kept) -> None:
    models.Milestone.versions().filter(rev=1).delete()


@way
def history_row_delete(kept: Kept) -> None:
    models.Milestone.versions().filter(rev=1)[0].delete()


# --- ways of one database
def truncate_the_records(kept: Kept) -> None:
    sql("TRUNCATE riskreg_plan CASCADE")


def truncate_the_history(kept: Kept) -> None:
    sql("TRUNCATE riskreg_historicalplan CASCADE")


def truncate_a_log(kept: Kept) -> None:
    sql("TRUNCATE riskreg_securityevent")


def columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


@contextmanager
def forgetting_what_a_replacement_deletes() -> Iterator[None]:
    """As on a connection that was not opened by the settings: no trigger hears of the row that is replaced."""
    sql("PRAGMA recursive_triggers = OFF")
    try:
        yield
    finally:
        sql("PRAGMA recursive_triggers = ON")


def replace(table: str, number: int, column: str, value: str) -> None:
    names = columns(table)
    values = ", ".join(f"'{value}'" if name == column else f'"{name}"' for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    with forgetting_what_a_replacement_deletes():
        sql(f'INSERT OR REPLACE INTO "{table}" ({quoted}) SELECT {values} FROM "{table}" WHERE id = %s', number)


def insert_or_replace_a_record(kept: Kept) -> None:
    replace("riskreg_plan", kept.plan, "title", "Other")


def insert_or_replace_a_new_record(kept: Kept) -> None:
    replace("riskreg_securityevent", models.SecurityEvent.objects.get().pk, "about", "nothing")


def insert_or_replace_history(kept: Kept) -> None:
    replace("riskreg_historicalplan", kept.plan, "actor_name", "somebody else")


if connection.vendor == "postgresql":
    for one in (truncate_the_records, truncate_the_history, truncate_a_log):
        way(one)
else:
    for one in (insert_or_replace_a_record, insert_or_replace_a_new_record, insert_or_replace_history):
        way(one)

"""Every way we know to change what the log holds, with the application's own login; each must be refused."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from riskreg import models
from riskreg.integrity import checkpoints
from tests.factories import AT
from tests.integrity.ways import (
    Kept,
    another_version,
    forgetting_what_a_replacement_deletes,
    new_plan,
    newest,
    plan_of,
    replace,
    sql,
    stored,
)

ATTACKS: dict[str, Callable[[Kept], None]] = {}


def attack(act: Callable[[Kept], None]) -> Callable[[Kept], None]:
    ATTACKS[act.__name__] = act
    return act


def strike(name: str, kept: Kept) -> None:
    """Try one attack in a transaction of its own, up to what COMMIT would say."""
    with transaction.atomic():
        ATTACKS[name](kept)
        connection.check_constraints()


def sign() -> None:
    """A checkpoint to attack."""
    with transaction.atomic():
        checkpoints.make(AT)


def last() -> models.LedgerEntry:
    return models.LedgerEntry.objects.order_by("-number")[0]


def entry(**values: Any) -> models.LedgerEntry:
    """The next entry of the log, like the last in all but what is told."""
    one = last()
    one.number, one.key = one.number + 1, uuid.uuid4()
    for name, value in values.items():
        setattr(one, name, value)
    return one


def head_without_entry(kept: Kept) -> Any:
    """A next version of the plan with its history row, by raw writes; nothing in the log yet."""
    head = uuid.uuid4()
    sql("UPDATE riskreg_plan SET rev = rev + 1, head_id = %s WHERE id = %s", stored(head), kept.plan)
    row = newest(kept)
    row.history_id, row.entry_id, row.rev, row.history_type = head, head, row.rev + 1, "~"
    row.save(force_insert=True)
    return row


# --- entries
@attack
def change_an_entry(kept: Kept) -> None:
    sql("UPDATE riskreg_ledgerentry SET body = replace(body, 'user:', 'User:')")


@attack
def change_what_an_entry_committed_to(kept: Kept) -> None:
    sql("UPDATE riskreg_ledgerentry SET content = '{}' WHERE number = 1")


@attack
def change_a_salt(kept: Kept) -> None:
    models.LedgerEntry.objects.filter(number=1).update(salt="00" * 16)


@attack
def give_an_entry_to_another_version(kept: Kept) -> None:
    sql("UPDATE riskreg_ledgerentry SET key = %s WHERE number = 1", stored(uuid.uuid4()))


@attack
def renumber_an_entry(kept: Kept) -> None:
    sql("UPDATE riskreg_ledgerentry SET number = number + 1000 WHERE number = %s", last().number)


@attack
def save_an_entry_once_more(kept: Kept) -> None:
    one = last()
    one.body = "{}"
    one.save()


@attack
def delete_the_last_entry(kept: Kept) -> None:
    last().delete()


@attack
def delete_the_first_entry(kept: Kept) -> None:
    models.LedgerEntry.objects.filter(number=1).delete()


@attack
def delete_every_entry(kept: Kept) -> None:
    sql("DELETE FROM riskreg_ledgerentry")


@attack
def add_an_entry_of_a_version_that_never_was(kept: Kept) -> None:
    entry().save(force_insert=True)


@attack
def add_an_entry_of_another_kind(kept: Kept) -> None:
    row = head_without_entry(kept)
    entry(key=row.pk, model="risk").save(force_insert=True)


@attack
def add_an_entry_of_no_kind(kept: Kept) -> None:
    row = head_without_entry(kept)
    entry(key=row.pk, model="nothing").save(force_insert=True)


@attack
def add_an_entry_after_a_gap(kept: Kept) -> None:
    row = head_without_entry(kept)
    entry(key=row.pk, number=last().number + 2).save(force_insert=True)


@attack
def add_an_entry_before_the_first(kept: Kept) -> None:
    row = head_without_entry(kept)
    entry(key=row.pk, number=0).save(force_insert=True)


@attack
def add_a_second_entry_of_a_version(kept: Kept) -> None:
    entry(key=last().key).save(force_insert=True)


@attack
def add_entries_in_bulk(kept: Kept) -> None:
    models.LedgerEntry.objects.bulk_create([entry()], ignore_conflicts=False)


@attack
def add_an_entry_over_another(kept: Kept) -> None:
    models.LedgerEntry.objects.bulk_create(
        [entry(number=1, body="{}")], update_conflicts=True, unique_fields=["number"], update_fields=["body"]
    )


# --- history beside the log
@attack
def add_a_version_without_an_entry(kept: Kept) -> None:
    head_without_entry(kept)


@attack
def add_a_version_with_the_entry_of_another(kept: Kept) -> None:
    head = uuid.uuid4()
    sql("UPDATE riskreg_plan SET rev = rev + 1, head_id = %s WHERE id = %s", stored(head), kept.plan)
    another_version(kept, history_id=head)


@attack
def point_a_version_at_another_entry(kept: Kept) -> None:
    sql("UPDATE riskreg_historicalplan SET entry_id = (SELECT key FROM riskreg_ledgerentry WHERE number = 1)")


@attack
def change_a_version_and_its_entry_together(kept: Kept) -> None:
    sql("UPDATE riskreg_historicalplan SET actor_name = 'x' WHERE id = %s", kept.plan)
    sql("UPDATE riskreg_ledgerentry SET content = replace(content, 'tester', 'x')")


@attack
def remove_a_record_with_all_its_versions(kept: Kept) -> None:
    sql("DELETE FROM riskreg_findingplan WHERE id = %s", kept.bond)
    sql("DELETE FROM riskreg_historicalfindingplan WHERE id = %s", kept.bond)


@attack
def make_a_record_whose_head_is_an_entry_of_another(kept: Kept) -> None:
    new_plan(kept, head_id=plan_of(kept).head_id).save(force_insert=True)


# --- checkpoints and keys
@attack
def change_a_checkpoint(kept: Kept) -> None:
    sign()
    sql("UPDATE riskreg_checkpoint SET size = size - 1")


@attack
def sign_a_checkpoint_again(kept: Kept) -> None:
    sign()
    models.Checkpoint.objects.update(signature="00")


@attack
def delete_a_checkpoint(kept: Kept) -> None:
    sign()
    models.Checkpoint.objects.all().delete()


@attack
def change_a_key(kept: Kept) -> None:
    sign()
    sql("UPDATE riskreg_signingkey SET public = '00'")


@attack
def delete_a_key(kept: Kept) -> None:
    sign()
    sql("DELETE FROM riskreg_signingkey")


# --- ways of one database
def truncate_the_log(kept: Kept) -> None:
    sql("TRUNCATE riskreg_ledgerentry CASCADE")


def truncate_the_checkpoints(kept: Kept) -> None:
    sql("TRUNCATE riskreg_checkpoint")


def insert_or_replace_an_entry(kept: Kept) -> None:
    names = "key, model, body, salt, content"
    with forgetting_what_a_replacement_deletes():
        sql(
            f"INSERT OR REPLACE INTO riskreg_ledgerentry (number, {names}) SELECT 1, {names} FROM riskreg_ledgerentry"
            " WHERE number = 2"
        )


def insert_or_replace_a_checkpoint(kept: Kept) -> None:
    sign()
    replace("riskreg_checkpoint", models.Checkpoint.objects.get().pk, "root", "00")


def insert_or_replace_a_key_by_what_it_is(kept: Kept) -> None:
    sign()
    names = "public, since, signature"
    with forgetting_what_a_replacement_deletes():
        sql(f"INSERT OR REPLACE INTO riskreg_signingkey ({names}) SELECT public, since, 'x' FROM riskreg_signingkey")


if connection.vendor == "postgresql":
    attack(truncate_the_log)
    attack(truncate_the_checkpoints)
else:
    attack(insert_or_replace_an_entry)
    attack(insert_or_replace_a_checkpoint)
    attack(insert_or_replace_a_key_by_what_it_is)

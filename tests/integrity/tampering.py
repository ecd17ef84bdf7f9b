"""Seeded alterations by somebody who has the database and its guards off: any row of any table, in any way."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError, connection, transaction

from riskreg import models
from riskreg.integrity import checkpoints, ledger, merkle
from riskreg.integrity.tables import LEDGER, tracked_models
from riskreg.services import findings, milestones, plans, proposals, records
from riskreg.services.plans import Promise
from tests import factories
from tests.factories import AT, BY, ON, later

Row = dict[str, Any]


def register() -> None:
    """A small honest register with a checkpoint halfway and one over all."""
    plan = factories.plan()
    first, second = factories.milestone(plan), factories.milestone(plan)
    officer, manager = factories.person("officer"), factories.person("management")
    lines = {one: Promise(ON.replace(year=2027), 10) for one in (first, second)}
    asked = plans.propose(plan, lines=lines, by=officer, at=AT, reason="asked")
    told = {"verdict": "agreed", "outcome": "so", "taken_by": plan.owner}
    proposals.decide(asked, by=manager, at=AT, **told)
    first.refresh_from_db()
    milestones.start(first, percent=10, by=BY, at=later(1))
    risk = factories.assessed_risk()
    finding = factories.reported_finding(by=officer)
    sign(later(2))
    records.edit(risk, title="Reworded", by=BY, at=later(3), reason="clearer")
    factories.evidence(finding)
    findings.answer_with(finding, plan, by=BY, at=later(3))
    milestones.progress(first, percent=40, by=BY, at=later(4))
    factories.account("auditor")
    sign(later(5))
    connection.check_constraints()


def sign(at: datetime) -> models.Checkpoint:
    with transaction.atomic():
        return checkpoints.make(at)


# --- raw rows
def rows(table: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def key_of(table: str) -> str:
    if table == LEDGER:
        return "number"
    return "history_id" if table.startswith("riskreg_historical") else "id"


def run(text: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def update(table: str, row: Row, **values: Any) -> None:
    key = key_of(table)
    settings = ", ".join(f'"{name}" = %s' for name in values)
    run(f'UPDATE "{table}" SET {settings} WHERE "{key}" = %s', *values.values(), row[key])


def insert(table: str, row: Row) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    run(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(["%s"] * len(row))})', *row.values())


def delete(table: str, row: Row) -> None:
    key = key_of(table)
    run(f'DELETE FROM "{table}" WHERE "{key}" = %s', row[key])


def other(value: Any, column: str, luck: random.Random) -> Any:
    """Another value that the column can hold."""
    kinds: list[tuple[type[Any], Callable[[Any], Any]]] = [
        (bool, lambda old: not old),
        (int, lambda old: old + luck.choice([1, 2, 1000])),
        (Decimal, lambda old: old + 1),
        (float, lambda old: old + 1),
        (datetime, lambda old: old + timedelta(seconds=luck.choice([1, 86400]))),
        (date, lambda old: old + timedelta(days=luck.choice([1, 30]))),
    ]
    for kind, change in kinds:
        if isinstance(value, kind):
            return change(value)
    if value is None or not isinstance(value, str):
        return None
    if not value:
        return "x"
    # A day, a moment, an id or JSON as SQLite keeps it: another digit in the same form.
    digits = [at for at, sign in enumerate(value) if sign.isdigit()]
    if digits and (column.endswith(("_id", "_at", "_date", "_on")) or value[0] in "{["):
        at = digits[-1]
        return value[:at] + str((int(value[at]) + 1) % 10) + value[at + 1 :]
    return value[:-1] + luck.choice([letter for letter in "abcxyz" if letter != value[-1]])


# --- the ways; each says what it altered, nothing when there was nothing to alter
def tables(luck: random.Random) -> list[str]:
    kinds = tracked_models()
    live, history = [k._meta.db_table for k in kinds], [k.history.model._meta.db_table for k in kinds]
    there = [table for table in luck.choice([live, history, [LEDGER]]) if rows(table)]
    return luck.sample(there, len(there))


def watched(table: str) -> set[str]:
    """Columns that the log vouches for: not a password's hash, nor the last sign-in."""
    outside = {name for kind in tracked_models() if kind._meta.db_table == table for name in kind.OUTSIDE_HISTORY}
    return {name for name in rows(table)[0] if name not in outside}


def edit_a_value(luck: random.Random) -> str:
    table = tables(luck)[0]
    row = luck.choice(rows(table))
    for column in luck.sample(sorted(watched(table)), len(watched(table))):
        changed = other(row[column], column, luck)
        if changed is not None and column != key_of(table):
            update(table, row, **{column: changed})
            return f"{table}.{column}: {row[column]!r} to {changed!r}"
    return ""


def delete_a_row(luck: random.Random) -> str:
    table = tables(luck)[0]
    row = luck.choice(rows(table))
    delete(table, row)
    return f"{table} {row[key_of(table)]}"


def copy_a_row(luck: random.Random) -> str:
    """A row once more under keys of its own, as an insertion that looks honest."""
    table = tables(luck)[0]
    row, new = dict(luck.choice(rows(table))), f"{luck.getrandbits(128):032x}"
    for column, value in list(row.items()):
        if column in ("history_id", "entry_id", "key"):
            row[column] = new
        elif column in ("id", "number", "rev") and (column != "id" or key_of(table) == "id"):
            row[column] = value + 1000
        elif column in ("code", "username", "head_id"):
            row[column] = other(value, column, luck) if column == "head_id" else f"{value}x"
    insert(table, row)
    return table


def swap_two_entries(luck: random.Random) -> str:
    one, two = luck.sample(rows(LEDGER), 2)
    columns = luck.choice([("body",), ("salt", "content"), ("body", "salt", "content", "model")])
    update(LEDGER, one, **{name: two[name] for name in columns})
    update(LEDGER, two, **{name: one[name] for name in columns})
    return ", ".join(columns) if any(one[name] != two[name] for name in columns) else ""


def swap_two_versions(luck: random.Random) -> str:
    """Two versions of one record change places in time."""
    for table in [table for table in tables(luck) if table.startswith("riskreg_historical")]:
        by_id: dict[int, list[Row]] = {}
        for row in rows(table):
            by_id.setdefault(row["id"], []).append(row)
        pairs = [versions for versions in by_id.values() if len(versions) > 1]
        if pairs:
            one, two = luck.sample(luck.choice(pairs), 2)
            update(table, one, history_date=two["history_date"], rev=one["rev"] + 1000)
            update(table, two, history_date=one["history_date"], rev=one["rev"])
            update(table, one, rev=two["rev"])
            return table
    return ""


def cut_the_end(luck: random.Random) -> str:
    """The last versions are gone, with their entries and every later checkpoint but the newest."""
    last = sorted(rows(LEDGER), key=lambda row: row["number"])[-luck.randint(1, 5) :]
    for row in last:
        delete(LEDGER, row)
    return f"{len(last)} entries"


def write_all_hashes_anew(luck: random.Random) -> str:
    """Whoever has the whole database alters a version and makes every hash fit; the key alone is not theirs."""
    kind = luck.choice([models.Risk, models.Finding, models.Milestone])
    row = luck.choice(list(kind.versions()))
    run(f"UPDATE {kind.history.model._meta.db_table} SET actor_name = 'nobody' WHERE rev = %s", row.rev)
    anew()
    return f"{kind.__name__} version {row.rev}"


def anew() -> None:
    """Entries, commitments and roots that fit the history as it stands."""
    tree, peaks = merkle.Growing(), {}
    kinds = {kind._meta.model_name: kind for kind in tracked_models()}
    for entry in models.LedgerEntry.objects.order_by("number"):
        kind = kinds[entry.model]
        row = kind.versions().get(history_id=entry.key)
        form, about = ledger.newest_form(kind), ledger.About(*(getattr(row, name) for name in ledger.ABOUT))
        text = about.content(form.values([getattr(row, name) for name in form.columns]))
        body = form.body(about, row.id, row.rev, ledger.commitment(entry.salt, text))
        models.LedgerEntry.objects.filter(pk=entry.pk).update(content=text, body=body)
        tree.append(merkle.leaf_hash(body.encode()))
        peaks[tree.size] = (tree.root().hex(), [peak.hex() for peak in tree.peaks])
    for mark in models.Checkpoint.objects.all():
        root, tops = peaks[mark.size]
        models.Checkpoint.objects.filter(pk=mark.pk).update(root=root, peaks=tops)


def sign_with_another_key(luck: random.Random) -> str:
    """As before, and every checkpoint signed anew with a key of their own, put in the place of ours."""
    if luck.random() < 0.5:
        write_all_hashes_anew(luck)
    own = Ed25519PrivateKey.generate()
    for mark in models.Checkpoint.objects.all():
        text = checkpoints.statement(mark.size, mark.root, mark.at)
        models.Checkpoint.objects.filter(pk=mark.pk).update(signature=own.sign(text).hex())
    models.SigningKey.objects.update(public=checkpoints.public_of(own))
    return checkpoints.public_of(own)


def alter_a_checkpoint(luck: random.Random) -> str:
    mark = luck.choice(list(models.Checkpoint.objects.all()))
    changes: dict[str, Any] = {
        "size": mark.size + luck.choice([-1, 1]), "root": merkle.EMPTY.hex(), "at": mark.at + timedelta(days=1),
        "signature": "00" * 64, "peaks": [],
    }  # fmt: skip
    name = luck.choice(sorted(changes))
    models.Checkpoint.objects.filter(pk=mark.pk).update(**{name: changes[name]})
    return f"{mark.pk}.{name}"


def reopen_an_entry(luck: random.Random) -> str:
    """Another content with a commitment that fits it, in the entry itself."""
    row = luck.choice(rows(LEDGER))
    text = row["content"].replace("text:", "text:x", 1)
    old, new = ledger.commitment(row["salt"], row["content"]), ledger.commitment(row["salt"], text)
    update(LEDGER, row, content=text, body=row["body"].replace(old, new))
    return str(row["number"])


WAYS: list[tuple[int, Callable[[random.Random], str]]] = [
    (14, edit_a_value),
    (5, delete_a_row),
    (5, copy_a_row),
    (2, swap_two_entries),
    (2, swap_two_versions),
    (2, cut_the_end),
    (1, write_all_hashes_anew),
    (1, sign_with_another_key),
    (2, alter_a_checkpoint),
    (2, reopen_an_entry),
]


def alter(seed: int) -> str:
    """One alteration that the seed chooses; gives what was done. What a constraint refuses is tried another way."""
    luck = random.Random(seed)
    while True:
        way = luck.choices([way for _often, way in WAYS], [often for often, _way in WAYS])[0]
        with suppress(DatabaseError), transaction.atomic():
            done = way(luck)
            if done:
                return f"{way.__name__}: {done}"

"""One status update with its history, guards and monthly line, beside a plain save and a bare UPDATE."""

from __future__ import annotations

import itertools
from typing import Any

from django.db import connection, models, transaction

from benchmarks.cases import NOW
from benchmarks.measure import Figure, side_by_side
from riskreg.access import operator
from riskreg.models import Milestone
from riskreg.services import milestones, periods
from riskreg.vocabulary.periods import Month

PLAIN = "benchmark_plain_milestone"


def _plain_model() -> type[Any]:
    """A model with the milestone's columns and indexes and nothing else: no guard, no history."""
    columns: dict[str, Any] = {"__module__": __name__}
    for column in Milestone._meta.concrete_fields:
        if column.name == "head":
            columns["head_id"] = models.UUIDField()
        elif isinstance(column, models.ForeignKey):
            columns[column.attname] = models.BigIntegerField(null=column.null, db_index=True)
        else:
            columns[column.name] = column.clone()
    columns["Meta"] = type("Meta", (), {"app_label": "benchmarks", "db_table": PLAIN, "managed": False})
    return type("PlainMilestone", (models.Model,), columns)


def _plain_table(plain: type[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TABLE IF EXISTS "{PLAIN}"')
    with connection.schema_editor() as editor:
        plain._meta.managed = True
        editor.create_model(plain)
    names = ", ".join(f'"{column.column}"' for column in plain._meta.concrete_fields)
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{PLAIN}" ({names}) SELECT {names} FROM "{Milestone._meta.db_table}"')


def measured(runs: int) -> dict[str, Figure]:
    """`update`, `plain save` and `bare UPDATE`, each on a milestone of its own every time, in turns."""
    plain = _plain_model()
    _plain_table(plain)
    open_ones = Milestone.objects.filter(status="in_progress", updated_on__lt=NOW.date().replace(day=1))
    codes = list(open_ones.order_by("code").values_list("code", flat=True)[: runs + 3])
    by = operator("benchmark")
    periods.open_month(Month.of(NOW.date()), by=by, at=NOW)
    turn = {name: itertools.cycle(codes) for name in ("update", "save", "bare")}

    def update() -> None:
        row = Milestone.objects.get(code=next(turn["update"]))
        milestones.progress(row, percent=(row.percent + 7) % 100, by=by, at=NOW, reason="measured")

    def save() -> None:
        row = plain.objects.get(code=next(turn["save"]))
        row.percent, row.updated_on, row.rev = (row.percent + 7) % 100, NOW.date(), row.rev + 1
        with transaction.atomic():
            row.save(force_update=True)

    def bare() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f'UPDATE "{PLAIN}" SET percent = (percent + 7) %% 100, updated_on = %s WHERE code = %s',
                [NOW.date(), next(turn["bare"])],
            )

    works = {"update": update, "plain save": save, "bare UPDATE": bare}
    for work in works.values():
        work()
    return side_by_side(works, min(runs, len(codes) - 2))

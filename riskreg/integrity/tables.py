"""Which tables are guarded, with the columns that count."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from riskreg.models.base import Tracked


@dataclass(frozen=True)
class Guarded:
    """One kind of record: its live table, its history table and the columns that both hold."""

    model: str
    live: str
    history: str
    columns: tuple[str, ...]
    free: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...]
    append_only: bool
    module: str

    @property
    def values(self) -> tuple[str, ...]:
        """The columns that an append-only line never changes."""
        return tuple(name for name in self.columns if name not in ("rev", "withdrawn"))


def tracked_models() -> list[type[Any]]:
    """Every concrete model with history, in order of its table's name."""
    kinds = [model for model in apps.get_app_config("riskreg").get_models() if issubclass(model, Tracked)]
    return sorted(kinds, key=lambda model: model._meta.db_table)


def unique_keys(model: Any) -> tuple[tuple[str, ...], ...]:
    """The columns of every key that no two rows share, the primary one first."""
    meta = model._meta
    keys = [(field.column,) for field in meta.fields if field.unique]
    keys += [
        tuple(meta.get_field(name).column for name in constraint.fields)
        for constraint in meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    return tuple(sorted(keys, key=lambda key: key != (meta.pk.column,)))


def keys_of_log(table: str) -> tuple[tuple[str, ...], ...]:
    """The unique keys of an append-only table that is not a record's."""
    return next(unique_keys(model) for model in apps.get_models() if model._meta.db_table == table)


def guarded(model: Any) -> Guarded:
    """The guarded table of a tracked model."""
    meta = model._meta
    fields = model.history.model.tracked_fields
    return Guarded(
        model=meta.model_name,
        live=meta.db_table,
        history=model.history.model._meta.db_table,
        columns=tuple(field.column for field in fields),
        free=tuple(meta.get_field(name).column for name in model.OUTSIDE_HISTORY),
        unique=unique_keys(model),
        append_only=model.APPEND_ONLY,
        module=model.__module__.rsplit(".", 1)[-1],
    )


def all_guarded() -> list[Guarded]:
    return [guarded(model) for model in tracked_models()]


# Append-only tables that are not records: table -> what they hold.
LOGS = ("riskreg_securityevent", "riskreg_signingkey", "riskreg_checkpoint", "riskreg_reportfile")
# The log of every version.
LEDGER = "riskreg_ledgerentry"

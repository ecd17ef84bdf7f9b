"""The shape of every record: code, rev, head and a history row for each version."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from riskreg.models.fields import Choice, Line
from riskreg.querysets.base import LiveQuerySet, PastQuerySet
from riskreg.vocabulary.choices import Basis


class UnrecordedWrite(Exception):
    """A record was saved outside a service; use the verb in riskreg.services instead."""


@dataclass(frozen=True)
class HistoryEntry:
    """Who, when, what and why of one version; made before the save by services._record."""

    history_id: uuid.UUID
    history_date: datetime
    recorded_at: datetime
    actor: str
    actor_name: str
    actor_role: str
    act: str
    reason: str
    request_id: str
    applies_to: date | None = None


class PastRelation:
    """A relation of a past version: only what was attached from the same day, never today's row."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, row: Any, owner: type | None = None) -> Any:
        if row is None:
            return self
        if getattr(row, f"{self.name}_id") is None:
            return None
        attached = row.__dict__.get("_attached", {})
        if self.name not in attached:
            raise LookupError(f"{self.name} of {row!r} was not attached; join it through the register of that day")
        return attached[self.name]

    def __set__(self, row: Any, value: Any) -> None:
        row.__dict__.setdefault("_attached", {})[self.name] = value


class HistoryRow(models.Model):
    """What every history row adds to the record's own columns."""

    actor_name = models.CharField(_("who"), max_length=200)
    actor_role = models.CharField(_("acted as"), max_length=60, blank=True)
    act = models.CharField(_("act"), max_length=60)
    request_id = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    applies_to = models.DateField(_("applies to"), null=True)
    # Its own id once more, as the key of its entry in the log: COMMIT refuses a version that the log does not hold.
    # Unique, so indexed: SQLite looks for every entry that comes in whether a version waits for it.
    entry = models.OneToOneField(
        "riskreg.LedgerEntry", to_field="key", on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        abstract = True


class VersionsManager(HistoryManager):
    """The package writes the manager's class anew whenever `model.history` is read; ours is written once."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: Any, class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)


class RecordHistory(HistoricalRecords):
    """django-simple-history's rows, written only with a HistoryEntry and only by the write path."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            bases=(HistoryRow,),
            inherit=True,
            excluded_fields=["head"],
            history_manager=VersionsManager,
            history_id_field=models.UUIDField(),
            history_user_id_field=models.CharField(max_length=80),
            history_user_getter=lambda row: None,
            **kwargs,
        )

    def fields_included(self, model: Any) -> list[Any]:
        left_out = {"head", *model.OUTSIDE_HISTORY}
        return [field for field in model._meta.fields if field.name not in left_out]

    def copy_fields(self, model: Any) -> dict[str, Any]:
        """The record's columns; a relation becomes its bare id, joined day to day by the register."""
        fields: dict[str, Any] = {}
        for name, field in super().copy_fields(model).items():
            if isinstance(field, models.ForeignKey):
                fields[f"{name}_id"] = models.BigIntegerField(null=field.null, editable=False)
            else:
                field.db_index = False
                fields[name] = field
        return fields

    def get_meta_options(self, model: Any) -> dict[str, Any]:
        name = model._meta.model_name
        return {
            **super().get_meta_options(model),
            "ordering": ("-history_date", "-rev"),
            "get_latest_by": ("history_date", "rev"),
            "default_permissions": (),
            "indexes": [
                models.Index(fields=["id", "-history_date", "-rev"], name=f"seek_{name}"[:30]),
                models.Index(fields=["history_date"], name=f"when_{name}"[:30]),
            ],
            "constraints": [models.UniqueConstraint(fields=["id", "rev"], name=f"one_{name}_version")],
        }

    def finalize(self, sender: Any, **kwargs: Any) -> None:
        super().finalize(sender, **kwargs)
        if issubclass(sender, Tracked) and not sender._meta.abstract and hasattr(sender, "history"):
            for field in sender._meta.fields:
                if isinstance(field, models.ForeignKey) and field.name != "head":
                    setattr(sender.history.model, field.name, PastRelation(field.name))

    def post_save(self, instance: Any, created: bool, using: str | None = None, **kwargs: Any) -> None:
        """A save of columns outside history alone (a password hash, the last sign-in) makes no version."""
        only = kwargs.get("update_fields")
        if not only or set(only) - set(instance.OUTSIDE_HISTORY):
            super().post_save(instance, created, using=using, **kwargs)

    def create_historical_record(self, instance: Any, history_type: str, using: str | None = None) -> None:
        entry: HistoryEntry | None = instance.__dict__.pop("_entry", None)
        if entry is None:
            raise UnrecordedWrite(f"{instance!r} was written outside a service")
        versions = getattr(instance, self.manager_name)
        row = versions.model(
            history_id=entry.history_id,
            entry_id=entry.history_id,
            history_type=history_type,
            history_date=entry.history_date,
            recorded_at=entry.recorded_at,
            history_user_id=entry.actor,
            actor_name=entry.actor_name,
            actor_role=entry.actor_role,
            act=entry.act,
            history_change_reason=entry.reason,
            request_id=entry.request_id,
            applies_to=entry.applies_to,
            **{field.attname: getattr(instance, field.attname) for field in self.fields_included(type(instance))},
        )
        row.save(using=using, force_insert=True)


def head_of(model: str) -> Any:
    """The record's newest history row: NOT NULL and deferrable, so COMMIT refuses a version without history."""
    return models.OneToOneField(
        f"riskreg.Historical{model}", on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )


class Tracked(models.Model):
    """Anything whose every version is kept: records, and accounts, roles and settings too."""

    OUTSIDE_HISTORY: ClassVar[tuple[str, ...]] = ()
    APPEND_ONLY: ClassVar[bool] = False
    PAST: ClassVar[type[PastQuerySet]] = PastQuerySet

    rev = models.PositiveIntegerField(_("version"), editable=False)
    head: Any

    history = RecordHistory()
    objects = LiveQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()

    @classmethod
    def past(cls, moment: datetime) -> Any:
        """The records of this kind as they stood just before the moment."""
        return cls.PAST(cls.history.model).at(moment)

    @classmethod
    def versions(cls) -> Any:
        """Every version ever kept, oldest first within a record."""
        return cls.PAST(cls.history.model).order_by("history_date", "rev")


class Record(Tracked):
    """A register record: a code that is never reused, a basis and source, withdrawn rather than deleted."""

    code = Line(_("code"), max_length=60, unique=True)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)
    basis = Choice(Basis, verbose_name=_("basis"), blank=True)
    basis_by_field = models.JSONField(_("basis by field"), default=dict, blank=True)
    source = models.ForeignKey(
        "riskreg.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("source")
    )
    source_section = Line(_("section of the source"), max_length=200, blank=True)

    class Meta(Tracked.Meta):
        abstract = True
        ordering = ("code",)

    def __str__(self) -> str:
        title = getattr(self, "title", "") or getattr(self, "name", "")
        return f"{self.code} {title}".strip()


class Entry(Record):
    """A line of an append-only list: it can be withdrawn with a reason, never edited."""

    APPEND_ONLY = True

    class Meta(Record.Meta):
        abstract = True


class Bond(Record):
    """A tracked link between two records; taking it away withdraws it."""

    class Meta(Record.Meta):
        abstract = True

"""What an owner reads the history of: what they own or once owned, with its lines, its links and what is about it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import ForeignKey, Q, Value

from riskreg import models
from riskreg.access import Actor
from riskreg.models.base import Bond, Entry
from riskreg.vocabulary.choices import Right

# Who holds one of these reads the history of all that they may see.
READ_ALL = frozenset((Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT, Right.ADMINISTRATOR))
# Kind of record -> the column of the role that owns it.
_OWNERS: dict[type[Any], str] = {
    models.Risk: "owner", models.Measure: "owner", models.Finding: "owner", models.Plan: "owner",
    models.Milestone: "owner", models.Indicator: "owner", models.Commitment: "keeper",
}  # fmt: skip
# Beside lines and links, what is told with the record that it belongs to.
TOLD_WITH: tuple[type[Any], ...] = (
    Entry, Bond, models.ProgressUpdate, models.Recommendation, models.Workstream, models.RoleAssignment,
    models.ConfidentialAccess,
)  # fmt: skip


class Own:
    """What one account owns, or owned at any time, through the roles that it fills."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    @cached_property
    def _found(self) -> tuple[dict[type[Any], set[int]], set[str]]:
        """Kind -> numbers, and the codes of all. One query."""
        kinds = list(_OWNERS)
        parts = [
            kind.versions()
            .order_by()
            .filter(**{f"{_OWNERS[kind]}_id__in": self.actor.role_ids})
            .annotate(list=Value(number))
            .values_list("list", "id", "code")
            for number, kind in enumerate(kinds)
        ]
        numbers: dict[type[Any], set[int]] = {kind: set() for kind in kinds}
        codes: set[str] = set()
        for number, key, code in parts[0].union(*parts[1:]):
            numbers[kinds[number]].add(key)
            codes.add(code)
        return numbers, codes

    def asked(self, kind: type[Any]) -> Q | None:
        """That a record of the kind, live or past, is one of these or belongs to one; None when none can be."""
        numbers, codes = self._found
        found = Q(id__in=numbers[kind]) if numbers.get(kind) else Q()
        for field in kind._meta.fields:
            if issubclass(kind, TOLD_WITH) and isinstance(field, ForeignKey) and numbers.get(field.related_model):
                found |= Q(**{f"{field.attname}__in": numbers[field.related_model]})
            elif field.name == "about" and codes:
                found |= Q(about__in=codes)
        return found or None

    def has(self, record: Any) -> bool:
        """Whether a record, live or past, is one of these or belongs to one."""
        kind = getattr(type(record), "instance_type", type(record))
        column = f"{_OWNERS.get(kind, '')}_id"
        if getattr(record, column, None) in self.actor.role_ids:
            return True
        asked = self.asked(kind)
        return asked is not None and kind._base_manager.filter(asked, pk=record.id).exists()


def own(actor: Actor) -> Own | None:
    """What the account's reading of history is narrowed to; None when it reads of all that it may see."""
    return None if actor.is_operator or actor.rights & READ_ALL else Own(actor)


def narrowed(rows: Any, mine: Own | None, kind: type[Any]) -> Any | None:
    """The queryset, live or past, without what the reader does not own; None when nothing is left."""
    if mine is None:
        return rows
    asked = mine.asked(kind)
    return rows.filter(asked) if asked is not None else None


def reads_of(actor: Actor, record: Any) -> bool:
    """Whether the account reads the history of a record that it sees. No query for most."""
    mine = own(actor)
    return mine is None or mine.has(record)

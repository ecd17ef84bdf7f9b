"""The live and the past queryset, and the words that every kind of record shares."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Func, Lookup, OuterRef, Q, Subquery
from django.db.models.sql.where import AND, OR, WhereNode


class Place(Func):
    """Where a version stands in its table: found without a look in the index of `history_id`.

    Right within one statement, which is as long as it is used: a version is never changed, and what moves rows about
    (VACUUM FULL, CLUSTER) waits for the statements that read them.
    """

    def as_sql(self, compiler: Any, connection: Any, *_args: Any, **_extra: Any) -> tuple[str, Any]:
        column: Any = self.source_expressions[0]
        place = "ctid" if connection.vendor == "postgresql" else "rowid"
        return f"{compiler.quote_name_unless_alias(column.alias)}.{place}", ()


@models.UUIDField.register_lookup
class Seek(Lookup):
    """The version of this `history_id` stands at one of the Places that a one-column subquery yields.

    SQLite answers IN (subquery) with one seek a place; PostgreSQL would scan the whole history for it and needs
    = ANY(ARRAY(subquery)) instead. Both take several joined by OR, but not OR with any other condition: PostgreSQL
    then compares every version with every place (8 s instead of 60 ms for 5,000 records x 36 versions).
    """

    lookup_name = "seek"
    prepare_rhs = False

    def get_prep_lookup(self) -> Any:
        return self.rhs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        left, left_params = compiler.compile(Place(self.lhs))
        query = getattr(self.rhs, "query", self.rhs)
        right, right_params = query.get_compiler(connection=connection).as_sql()
        form = "{} = ANY(ARRAY({}))" if connection.vendor == "postgresql" else "{} IN ({})"
        return form.format(left, right), [*left_params, *right_params]

    def narrowed(self, fixed: dict[str, Any]) -> Seek:
        """The same over fewer records: those that a column which never changes names."""
        query = self.rhs.clone()
        query.add_q(Q(**fixed))
        return type(self)(self.lhs, query)


def _narrowed(node: Any, fixed: dict[str, Any]) -> Any:
    """A seek, or several of which any will do, over fewer records; None for any other condition."""
    if isinstance(node, Seek):
        return node.narrowed(fixed)
    if isinstance(node, WhereNode) and node.connector == OR and not node.negated:
        children = [_narrowed(child, fixed) for child in node.children]
        return None if None in children else WhereNode(children, OR)
    return None


class Words(models.QuerySet[Any]):
    """Words of every kind of record; `id` is the record's own, in the live table and in its history alike."""

    def standing(self) -> Any:
        """Not withdrawn."""
        return self.filter(withdrawn=False)

    def withdrawn(self) -> Any:
        return self.filter(withdrawn=True)

    def coded(self, code: str) -> Any:
        return self.filter(code=code)

    def ids(self, ids: Iterable[int | None]) -> Any:
        return self.filter(id__in={number for number in ids if number is not None})

    def real(self) -> Any:
        """Without illustrative records."""
        return self.exclude(basis="illustrative")

    def illustrative(self) -> Any:
        return self.filter(basis="illustrative")


class LiveQuerySet(Words):
    """The records as they stand."""


class PastQuerySet(Words):
    """The records as the register showed them at a moment: one seek a record, still an ordinary queryset."""

    # More than this many values gain nothing, and count against the database's limit of parameters.
    NARROWING = 1_000

    def filter(self, *args: Any, **kwargs: Any) -> Any:
        """As ever, but what never changes (id, code, the relations of an append-only line) is asked before seeking.

        A page on one past record then costs the seek of one record, however many there are.
        """
        fixed = {name: value for name, value in kwargs.items() if self._never_changes(name, value)}
        where = self.query.where
        if fixed and where.connector == AND and not where.negated and not self.query.is_sliced:
            children = [_narrowed(child, fixed) for child in where.children]
            if any(child is not None for child in children):
                rest = {name: value for name, value in kwargs.items() if name not in fixed}
                rows = super().filter(*args, **rest)
                ours = [new if new is not None else old for new, old in zip(children, where.children, strict=True)]
                rows.query.where.children[: len(ours)] = ours
                return rows
        return super().filter(*args, **kwargs)

    def _never_changes(self, name: str, value: Any) -> bool:
        column, _, lookup = name.partition("__")
        if lookup == "in":
            plain = isinstance(value, list | tuple | set | frozenset) and 0 < len(value) <= self.NARROWING
        else:
            plain = lookup in ("", "exact") and isinstance(value, int | str)
        fixed_line = self.model.instance_type.APPEND_ONLY and column.endswith("_id") and column != "history_id"
        return plain and (column in ("id", "code") or fixed_line)

    def at(self, moment: datetime) -> Any:
        """Each record's last version before the moment; a record without one is absent."""
        return self.filter(self._newest(moment))

    def at_ends(self, start: datetime, end: datetime | None, also: Any = None) -> Any:
        """Each record's last version before each of two moments, None for now; one statement.

        What did not change between them comes once. `also` are more versions, wanted whatever came after them.
        """
        ends = self._newest(start) | self._newest(end)
        if also is not None:
            ends |= Q(history_id__seek=also.order_by().values(at_place=Place("history_id")))
        return self.filter(ends)

    def _newest(self, moment: datetime | None) -> Q:
        """That a version is its record's last one before the moment; None for now."""
        versions = self.model._base_manager.order_by()
        if moment is None:
            newest = versions.filter(history_id=OuterRef("head_id"))
        else:
            newest = versions.filter(id=OuterRef("pk"), history_date__lt=moment).order_by("-history_date", "-rev")[:1]
        records = self.model.instance_type._base_manager.order_by()
        found = records.annotate(newest_version=Subquery(newest.values(at_place=Place("history_id"))))
        return Q(history_id__seek=found.values("newest_version"))

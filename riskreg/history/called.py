"""How the records and people of a difference were called, and of which confidential risks it tells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Value

from riskreg.access import visible_to
from riskreg.history.compare import RecordDifference
from riskreg.history.register import Register
from riskreg.models import Measure, Risk, RiskMeasure


@dataclass(frozen=True)
class Called:
    """How a record was called at both moments; "" where it was not there or the reader may not see it."""

    kind: type[Any]
    code: str
    before: str
    after: str


def names(start: Register, end: Register, wanted: Mapping[type[Any], Collection[int]]) -> dict[Any, Called]:
    """(Kind, record id) -> code and title of each moment, of the wanted records that the reader may see. One query."""
    kinds = [kind for kind in wanted if wanted[kind]]
    parts = [_named(start, end, kind, number, wanted[kind]) for number, kind in enumerate(kinds)]
    if not parts:
        return {}
    found: dict[Any, Called] = {}
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    for number, key, at, _rev, code, title in sorted(rows, key=lambda row: (row[2], row[3])):
        called, is_before = " ".join(part for part in (code, title) if part), at < start.moment
        known = found.get((kinds[number], key))
        before = called if is_before else known.before if known else ""
        found[kinds[number], key] = Called(kinds[number], code, before, called)
    return found


def _named(start: Register, end: Register, kind: type[Any], number: int, ids: Collection[int]) -> Any:
    rows = kind.PAST(kind.history.model).at_ends(start.moment, end.moment)
    if len(ids) <= kind.PAST.NARROWING:
        rows = rows.ids(ids)
    fields = {field.name for field in kind._meta.fields}
    words: dict[str, Any] = {
        "called": F(next(name for name in ("title", "name") if name in fields)) if fields & {"title", "name"} else "",
        "coded": F("code") if "code" in fields else "",
    }
    words = {name: word if isinstance(word, F) else Value(word) for name, word in words.items()}
    rows = visible_to(end.actor, rows).order_by().annotate(list=Value(number), **words)
    return rows.values_list("list", "id", "history_date", "rev", "coded", "called")


def people(records: Iterable[RecordDifference], keys: Collection[str]) -> dict[str, str]:
    """Actor's key -> name, of the columns of these names: who is named in a record wrote a version of its kind.

    One query a kind that names somebody.
    """
    wanted: dict[type[Any], set[str]] = {}
    for one in records:
        for row in (one.before, one.after):
            named = {row[name] for name in keys if row.get(name)} if row else set()
            if named:
                wanted.setdefault(one.kind, set()).update(named)
    found: dict[str, str] = {}
    for kind, named in wanted.items():
        rows = kind.versions().filter(history_user_id__in=named).order_by("history_date", "rev")
        found.update(rows.values_list("history_user_id", "actor_name"))
    return found


def confidential_among(records: Collection[RecordDifference]) -> set[str]:
    """Codes of the confidential risks that the records tell of, for the log of who read what. At most three queries."""
    return confidential_in((one.kind, row) for one in records for row in (one.before, one.after) if row is not None)


def confidential_in(rows: Iterable[tuple[type[Any], Mapping[str, Any]]]) -> set[str]:
    """The same of rows: their kind, and their columns by name."""
    listed = list(rows)
    risks = dict(Risk.objects.filter(confidential=True).order_by().values_list("id", "code")) if listed else {}
    if not risks:
        return set()
    measures: dict[int, set[str]] = {}
    for measure, risk in RiskMeasure.objects.filter(risk_id__in=risks).order_by().values_list("measure_id", "risk_id"):
        measures.setdefault(measure, set()).add(risks[risk])
    named = {code: {code} for code in risks.values()}
    for key, code in Measure.objects.filter(id__in=measures).order_by().values_list("id", "code"):
        named[code] = measures[key]
    found: set[str] = set()
    for kind, row in listed:
        risk = row["id"] if kind is Risk else row.get("risk_id")
        measure = row["id"] if kind is Measure else row.get("measure_id")
        found |= {risks[key] for key in (risk, row.get("predecessor_id")) if key in risks}
        found |= measures.get(measure or 0, set()) | named.get(row.get("about", ""), set())
    return found

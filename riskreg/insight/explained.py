"""Which explanations still stand: one was given for what was claimed then, and does not cover a claim made since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from riskreg import models
from riskreg.insight.month_rows import MonthRows

# What a claim consists of, by the kind of record; notes are words about it.
_CLAIMS: dict[type[Any], tuple[str, ...]] = {
    models.ProgressUpdate: ("kind", "status", "percent", "forecast", "confidence"),
    models.Confirmation: ("kind",),
    models.Risk: ("likelihood", "impact"),
    models.Measure: ("design", "existence", "operation"),
    models.Indicator: ("period", "actual"),
}


def standing_explanations(rows: MonthRows) -> dict[tuple[str, str], Any]:
    """(code, rule) -> the explanation, where the claim is still the one that it was given for.

    No query in a month without explanations, else at most six.
    """
    listed = {(row.about, row.rule): row for row in rows.words["explanations"]}
    if not listed:
        return {}
    given = _given(rows, [row.id for row in listed.values()])
    told = _told(rows, {about for about, _rule in listed})
    return {key: row for key, row in listed.items() if not _is_new_since(told.get(key[0], ()), given.get(row.id))}


def _given(rows: MonthRows, ids: list[int]) -> dict[int, datetime]:
    """Explanation id -> when its words were written last."""
    versions = models.Explanation.versions().filter(id__in=ids)
    if rows.register.moment is not None:
        versions = versions.filter(history_date__lt=rows.register.moment)
    return dict(versions.order_by("history_date", "rev").values_list("id", "history_date"))


def _told(rows: MonthRows, codes: set[str]) -> dict[str, list[tuple[str, datetime, tuple[Any, ...]]]]:
    """Code -> (kind, moment, values) of every version of what was claimed of it, oldest first."""
    found: dict[str, list[tuple[str, datetime, tuple[Any, ...]]]] = {}
    moments = [one for one in (rows.facts.moment, rows.register.moment) if one is not None]
    milestones = {row.id: row.code for row in rows.milestones.values() if row.code in codes}
    period = {"period_id": rows.period.id if rows.period is not None else 0}
    for kind, columns in _CLAIMS.items():
        versions = kind.versions()
        if kind is models.ProgressUpdate:
            versions, name = versions.filter(milestone_id__in=list(milestones), **period), "milestone_id"
        elif kind is models.Confirmation:
            versions, name = versions.filter(about__in=codes, **period), "about"
        else:
            versions, name = versions.filter(code__in=codes), "code"
        if moments:
            versions = versions.filter(history_date__lt=min(moments))
        for key, at, *values in versions.order_by("history_date", "rev").values_list(name, "history_date", *columns):
            code = milestones[key] if kind is models.ProgressUpdate else key
            found.setdefault(code, []).append((kind.__name__, at, tuple(values)))
    return found


def _is_new_since(told: Iterable[tuple[str, datetime, tuple[Any, ...]]], given: datetime | None) -> bool:
    """Whether what is claimed now differs from what was claimed when the explanation was written."""
    then: dict[str, tuple[Any, ...]] = {}
    now: dict[str, tuple[Any, ...]] = {}
    for kind, at, values in told:
        now[kind] = values
        if given is not None and at <= given:
            then[kind] = values
    return now != then

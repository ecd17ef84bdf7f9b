"""Who cut the month off, drafted its report and put it forward: by role and moment, never by name."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from riskreg.models import ReportDraft, ReportingPeriod
from riskreg.reporting.document_told import Step
from riskreg.vocabulary.choices import ActorKind, Right

WRITTEN = ("report.draft", "report.correct", "report.ready")
READ = ("rev", "act", "actor_role", "history_date", "history_change_reason")


def steps(draft: ReportDraft) -> tuple[Step, ...]:
    """The last of each kind of act that leads to the edition; one taken back is not put forward. One query."""
    reviews = ReportingPeriod.versions().filter(id=draft.period_id, act="period.review").order_by()
    writes = ReportDraft.versions().filter(id=draft.pk or 0, act__in=WRITTEN).order_by()
    rows = reviews.values_list(*READ, named=True).union(writes.values_list(*READ, named=True), all=True)
    last: dict[str, Any] = {}
    for row in sorted(rows, key=lambda one: (one.history_date, one.rev)):
        last["drafted" if row.act in ("report.draft", "report.correct") else row.act] = row
    last.setdefault("drafted", last.get("report.ready"))
    kinds = {"period.review": "cut_off", "drafted": "drafted", "report.ready": "put_forward"}
    if not draft.is_ready:
        kinds.pop("report.ready")
    return tuple(_step(kind, row) for act, kind in kinds.items() if (row := last.get(act)) is not None)


def _step(kind: str, row: Any) -> Step:
    reason = "" if kind == "drafted" else str(row.history_change_reason or "")
    return Step(kind, _words(kind), role_words(row.actor_role), row.history_date, reason)


def _words(kind: str) -> str:
    return {"cut_off": _("Cut off"), "drafted": _("Drafted"), "put_forward": _("Put forward")}[kind]


def role_words(acted_as: str) -> str:
    """The roles that somebody acted in, in words: "management, risk officer"."""
    kinds = {str(one): str(one.label) for one in (*Right, *ActorKind)}
    return ", ".join(kinds.get(one, one) for one in acted_as.split(", "))

"""The evidence of a record as its page shows it: what, by whom, since when, and the file's digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.text import capfirst

from riskreg.access import may
from riskreg.models import AuditReport, Evidence, Measure
from riskreg.vocabulary.choices import EvidenceKind, LadderStep
from riskreg.web import buttons
from riskreg.web.forms.evidence import FORMS, Withdraw

DIGEST_GROUP = 8


@dataclass(frozen=True)
class Proof:
    """One piece of evidence; `url` leads to the file, the page or the report."""

    record: Any
    url: str
    is_file: bool
    name: str
    proves: str
    sha256: str
    who: str
    when: datetime | None
    withdraw_url: str
    report: Any = None


@dataclass(frozen=True)
class Evidences:
    """What a record's evidence panel shows."""

    proofs: Sequence[Proof]
    acts: Sequence[buttons.Button]

    def report_of(self, when: datetime | None) -> Any:
        """The audit report that was named in an act of that moment, if one was."""
        return next((proof.report for proof in self.proofs if when is not None and proof.when == when), None)


def of(request: HttpRequest, record: Any) -> Evidences:
    """Standing evidence of the day looked at, oldest first, and what the reader may do. Two queries, three with a
    report among it."""
    register, day = request.register, request.day
    rows = list(register.standing(Evidence).filter(about=record.code).order_by("id"))
    added = {}
    if rows:
        first = Evidence.versions().filter(id__in=[row.id for row in rows], rev=1)
        added = {row.id: row for row in first.only("id", "actor_name", "history_date")}
    reports = _reports(request, [row.address for row in rows if _within(row)])
    can_change = not day.is_past and not record.withdrawn
    withdraws = can_change and may(request.actor, "evidence.withdraw", record)
    is_measure = getattr(type(record), "instance_type", type(record)) is Measure
    proofs = [
        Proof(
            record=row,
            url=_url(request, row, reports),
            is_file=row.kind == EvidenceKind.FILE,
            name=_name(row),
            proves=_level(row.proves) if is_measure else row.proves,
            sha256=grouped(row.sha256),
            who=added[row.id].actor_name if row.id in added else "",
            when=added[row.id].history_date if row.id in added else None,
            withdraw_url=buttons.address(Withdraw, row) if withdraws and not _within(row) else "",
            report=reports.get(row.address),
        )
        for row in rows
    ]
    offered = [form for form in FORMS if can_change and form.kind is type(record)]
    acts = [
        buttons.Button(form.heading(), buttons.address(form, record), False)
        for form in offered
        if form.allowed(request.actor, record)
    ]
    return Evidences(proofs, acts)


def grouped(sha256: str) -> str:
    """A digest in groups that two people can read to each other."""
    return " ".join(sha256[start : start + DIGEST_GROUP] for start in range(0, len(sha256), DIGEST_GROUP))


def _within(row: Any) -> bool:
    """Whether the link stays inside the register: an audit report, by its code."""
    return row.kind == EvidenceKind.LINK and "://" not in row.address


def _reports(request: HttpRequest, codes: Sequence[str]) -> dict[str, Any]:
    if not codes:
        return {}
    reports = request.register.attach(
        request.register.of(AuditReport).filter(code__in=codes), "issued_by", "issued_by_unit"
    )
    return {report.code: report for report in reports}


def _url(request: HttpRequest, row: Any, reports: dict[str, Any]) -> str:
    if row.kind == EvidenceKind.FILE:
        return request.day.link(reverse("evidence_file", args=[row.code]))
    if _within(row):
        return request.day.link(reverse("audit_report", args=[row.address])) if row.address in reports else ""
    return str(row.address)


def _name(row: Any) -> str:
    if row.kind != EvidenceKind.FILE:
        return "" if _within(row) else row.address
    return f"{row.address}, {filesizeformat(row.size)}"


def _level(proves: str) -> str:
    words: dict[str, Any] = dict(LadderStep.choices)
    return capfirst(str(words.get(proves, proves)))

"""Two keys as the history tells it: every judgement or decision that one person made alone, whatever let them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from riskreg import models
from riskreg.vocabulary.choices import Verdict
from riskreg.vocabulary.periods import day_of

# Acts that management decides on somebody's proposal.
_DECIDED = ("plan.approve", "plan.rebaseline", "finding.retarget", "finding.accept", "risk.accept", "cycle.list")
# By these somebody judges the claim; everything else that writes the finding or what it rests on changes it.
_JUDGES = ("finding.rate", "finding.confirm", "finding.return", "finding.report_solved")
_CARRIED_OUT_ON = (
    models.Finding, models.FindingTarget, models.Risk, models.RiskAcceptance, models.Plan, models.Baseline,
    models.AssessmentCycle, models.TopRisk, models.Milestone,
)  # fmt: skip


@dataclass(frozen=True)
class Alone:
    """One version that one person made alone: which, and what they were to somebody else's key."""

    key: Any
    record: str
    told: str

    def __str__(self) -> str:
        return f"{self.record}: {self.told}"


def violations() -> Iterator[Alone]:
    """Every version in which one person turned both keys; reads history rows alone."""
    yield from _on_findings()
    yield from _on_decisions()
    yield from _on_reports()


def _on_reports() -> Iterator[Alone]:
    """An edition sealed by somebody who wrote in its draft."""
    for row in models.PublishedReport.versions().filter(rev=1).order_by("id").defer("data"):
        drafts = models.ReportDraft.versions().filter(period_id=row.period_id, edition=row.edition)
        if drafts.filter(history_user_id=row.history_user_id, history_date__lte=row.history_date).exists():
            yield Alone(row.pk, row.code, f"{row.history_user_id} sealed what they drafted")


def _on_findings() -> Iterator[Alone]:
    rows = models.Finding.versions().order_by("id", "rev").iterator(chunk_size=2_000)
    for _id, versions in groupby(rows, key=attrgetter("id")):
        yield from _on_finding(list(versions))


def _on_finding(rows: list[Any]) -> Iterator[Alone]:
    reported = None
    for row in rows:
        if row.act == "finding.report_solved":
            reported = row
        elif row.act in ("finding.confirm", "finding.return") and reported is not None:
            who, name = row.history_user_id, f"{row.code} version {row.rev}"
            if who == reported.history_user_id:
                yield Alone(row.pk, name, f"{who} judged their own claim")
            if who in _editors(rows, reported, row):
                yield Alone(row.pk, name, f"{who} judged what they changed since it was claimed")
            if _owned(who, rows, reported, row):
                yield Alone(row.pk, name, f"{who} judged a finding of their own")
            reported = None


def _editors(rows: list[Any], reported: Any, judged: Any) -> set[str]:
    """Who changed the finding, its evidence or its promises between the claim and the judgement."""
    found = {row.history_user_id for row in rows if reported.rev < row.rev < judged.rev and row.act not in _JUDGES}
    span = {"history_date__gt": reported.history_date, "history_date__lte": judged.history_date}
    around = (
        models.Evidence.versions().filter(about=judged.code, **span),
        models.FindingTarget.versions().filter(finding_id=judged.id, **span),
        models.Recommendation.versions().filter(finding_id=judged.id, **span),
    )
    for lines in around:
        # The report that a judgement rests on is part of the judgement.
        found |= {row.history_user_id for row in lines if row.request_id != judged.request_id}
    return found


def _owned(who: str, rows: list[Any], reported: Any, judged: Any) -> bool:
    """Whether they filled the owning role at any moment from the claim to the judgement."""
    kind, _colon, key = who.partition(":")
    if kind != "user":
        return False
    said = list(models.RoleAssignment.versions().filter(user_id=int(key)).order_by("history_date", "rev"))
    later = (row.history_date for row in (*rows, *said) if reported.history_date < row.history_date)
    moments = sorted({reported.history_date, judged.history_date, *later})
    for moment in moments[: bisect_right(moments, judged.history_date)]:
        owner = [row for row in rows if row.history_date <= moment][-1].owner_id
        latest = {row.id: row for row in said if row.history_date <= moment}
        on = day_of(moment)
        for held in latest.values():
            fills = held.role_id == owner and not held.withdrawn
            if fills and held.starts <= on and (held.ends is None or on <= held.ends):
                return True
    return False


def _on_decisions() -> Iterator[Alone]:
    asked: dict[int, str] = {}
    agreed: dict[str, Any] = {}
    for row in models.Decision.versions().order_by("id", "rev").iterator(chunk_size=2_000):
        if row.rev == 1:
            asked[row.id] = row.history_user_id
        if row.act == "decision.take":
            agreed[row.request_id] = row
            if asked.get(row.id) == row.history_user_id:
                yield Alone(row.pk, row.code, f"{row.history_user_id} decided what they asked")
    for kind in _CARRIED_OUT_ON:
        for row in kind.versions().filter(act__in=_DECIDED).iterator(chunk_size=2_000):
            on = agreed.get(row.request_id)
            # What a load entered was decided before the register kept its decisions; its reason says so.
            is_loaded = row.recorded_at != row.history_date
            if not is_loaded and (on is None or on.verdict != Verdict.AGREED or on.proposed_act != row.act):
                yield Alone(row.pk, f"{row.code} version {row.rev}", f"{row.act} without a decision on it")

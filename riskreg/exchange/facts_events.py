"""What each type of event in timeline.yaml does: the same verbs that a person's click calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from riskreg import models
from riskreg.exchange.facts_entries import Entering, first_positions, undated
from riskreg.services import commitments, findings, indicators, milestones, plans, records, risks, targets
from riskreg.services.plans import Promise
from riskreg.vocabulary.choices import Precision, TargetKind, TopChange

Event = dict[str, Any]
UNKNOWN = "unknown"


def _acted(entering: Entering, event: Event, waived: str = "") -> dict[str, Any]:
    """Who, when and why; what the load waives is a sentence after the reason."""
    by = entering.actor(event)
    if waived:
        by = replace(by, provenance=replace(entering.load, waived=waived))
    return {"by": by, "at": entering.at, "reason": entering.text(event)}


def _without_proposal() -> str:
    return _("Recorded without a proposal by somebody else (loaded history).")


def _basis(event: Event) -> str:
    return str(event.get("basis", ""))


# --- risks
def risk_identified(entering: Entering, event: Event) -> None:
    entering.enter(event["subject"])


def risk_assessed(entering: Entering, event: Event) -> None:
    risk = entering.fetch(event["subject"])
    if risk.likelihood is None:
        first_positions(entering, risk)
    risks.assess(
        risk, kind="current", likelihood=event["likelihood"], impact=event["impact"], on=entering.on,
        cycle=entering.inside[event["cycle"]], basis=_basis(event), **_acted(entering, event),
    )  # fmt: skip


def _place(entering: Entering, event: Event) -> int | None:
    return entering.facts.records[event["subject"]].get("listing_order_2025") if event["cycle"] == "CYC-2025" else None


def risk_top_listed(entering: Entering, event: Event) -> None:
    risk = entering.fetch(event["subject"])
    risks.put_on_top_list(
        risk, cycle=entering.fetch(event["cycle"]), change=TopChange.CONFIRMED if risk.top_risk else TopChange.NEW,
        place=_place(entering, event), basis=_basis(event),
        **_acted(entering, event, _without_proposal()),
    )  # fmt: skip


def risk_delisted(entering: Entering, event: Event) -> None:
    risks.delist(
        entering.fetch(event["subject"]), cycle=entering.fetch(event["cycle"]), basis=_basis(event),
        **_acted(entering, event),
    )  # fmt: skip


def risk_reworded(entering: Entering, event: Event) -> None:
    node = entering.facts.records[event["subject"]]
    risk = entering.fetch(event["subject"])
    risks.reword(
        risk, title=entering.text(node["title"]), cycle=entering.inside[event["cycle"]],
        place=_place(entering, event), basis=_basis(event), **_acted(entering, event),
    )  # fmt: skip
    if node.get("succeeds") and entering.has(node["succeeds"]):
        records.edit(risk, predecessor=entering.fetch(node["succeeds"]), **_acted(entering, event))


def risk_monitored(entering: Entering, event: Event) -> None:
    risks.put_under_monitoring(entering.fetch(event["subject"]), **_acted(entering, event))


# --- findings
def _round(entering: Entering, event: Event) -> dict[str, Any]:
    """One audit round: the event, with the report, day and text of the same round in findings.yaml."""
    node = entering.facts.records[event["subject"]]
    same = [
        row
        for row in node["history"]
        if row["audit_year"] == event.get("audit_year", row["audit_year"]) and row["status"] == event["status"]
    ]
    row = same[0] if same else {}
    rating = event.get("rating")
    return {
        "audit_year": event.get("audit_year"),
        "rating": entering.inside[f"{node['rating_scale']}-{rating}"] if rating else None,
        "outcome": event["status"],
        "report": entering.inside.get(row.get("report") or ""),
        "on": event.get("exact_date") or row.get("date") or entering.on,
        "on_precision": row.get("date_precision", Precision.DAY),
        "text": entering.text(row.get("text")) or entering.text(event),
        "basis": _basis(event),
    }


def finding_opened(entering: Entering, event: Event) -> None:
    node = entering.facts.records[event["subject"]]
    finding = findings.open_finding(
        first_round=_round(entering, event), code=node["code"], title=entering.text(node["title"]),
        description=entering.text(node["description"]), kind=node["kind"],
        scale=entering.inside[node["rating_scale"]], owner=entering.inside[node["owner"]],
        note=entering.text(node.get("note")), **entering.about(node),
        **_acted(entering, event, undated(models.Finding, "title", "description", "owner", "note")),
    )  # fmt: skip
    for sender in node["raised_by"]:
        body = entering.inside[sender]
        end = {"party": body} if isinstance(body, models.Party) else {"unit": body}
        records.link(models.FindingSender, finding=finding, **end, **entering.by_system())
    for advice in node["recommendations"]:
        records.create(
            models.Recommendation, code=advice["code"], finding=finding, text=entering.text(advice["text"]),
            basis=advice["basis"], **entering.by_system(),
        )  # fmt: skip
    entering.keep(finding)
    entering._tie(finding.code)


def finding_rated(entering: Entering, event: Event) -> None:
    findings.rate(entering.fetch(event["subject"]), **_round(entering, event), **_acted(entering, event))


def finding_target_changed(entering: Entering, event: Event) -> None:
    to = None if event["to"] == UNKNOWN else event["to"]
    kind = TargetKind.INTERIM if event.get("interim") else TargetKind.REVISED
    node = entering.facts.records[event["subject"]]
    precision = next(
        (row["precision"] for row in node["target_dates"] if row["kind"] == kind and row["target_date"] == to),
        Precision.DAY,
    )
    targets.set_target(
        entering.fetch(event["subject"]), kind=kind, target=to, precision=precision if to else Precision.UNKNOWN,
        set_on=entering.on, basis=_basis(event), **_acted(entering, event),
    )  # fmt: skip


def original_target(entering: Entering, finding: str, node: dict[str, Any]) -> None:
    """The finding's original target: not an event of the file, known from the later of set_on and the opening."""
    targets.set_target(
        entering.fetch(finding), kind=TargetKind.ORIGINAL, target=node["target_date"],
        precision=node["precision"] if node["target_date"] else Precision.UNKNOWN, set_on=node["set_on"],
        basis=node["basis"], by=entering.system, at=entering.at, reason=entering.text(node["reason"]),
    )  # fmt: skip


def finding_reported_solved(entering: Entering, event: Event) -> None:
    findings.report_solved(
        entering.fetch(event["subject"]), on=event.get("exact_date") or entering.on,
        **_acted(entering, event, _("Recorded without evidence (loaded history).")),
    )  # fmt: skip


def finding_verified(entering: Entering, event: Event) -> None:
    findings.confirm(entering.fetch(event["subject"]), on=entering.on, **_acted(entering, event))


def finding_closed(entering: Entering, event: Event) -> None:
    findings.close(entering.fetch(event["subject"]), **_acted(entering, event))


def finding_superseded(entering: Entering, event: Event) -> None:
    findings.supersede(
        entering.fetch(event["subject"]), successor=entering.fetch(event["successor"]), **_acted(entering, event)
    )


# --- plans and milestones
def _promises(entering: Entering, event: Event) -> dict[Any, Promise]:
    version = f"v{event['version']}"
    node = entering.facts.records[event["subject"]]
    return {
        entering.enter(one["code"]): Promise(one["baseline"][version], one["weight"], basis=one["date_basis"])
        for one in node["milestones"]
        if version in one["baseline"]
    }


def plan_approved(entering: Entering, event: Event) -> None:
    entering.enter(event["subject"])
    lines = _promises(entering, event)
    plans.approve(
        entering.fetch(event["subject"]), lines=lines, decided_by=entering.inside[event["by"]], basis=_basis(event),
        **_acted(entering, event, _without_proposal()),
    )  # fmt: skip


def plan_rebaselined(entering: Entering, event: Event) -> None:
    lines = _promises(entering, event)
    plans.rebaseline(
        entering.fetch(event["subject"]), lines=lines, decided_by=entering.inside[event["by"]], basis=_basis(event),
        **_acted(entering, event, _without_proposal()),
    )  # fmt: skip


def plan_completed(entering: Entering, event: Event) -> None:
    plans.complete(entering.fetch(event["subject"]), **_acted(entering, event))


def _milestone(entering: Entering, event: Event) -> Any:
    return entering.enter(event["subject"])


def milestone_started(entering: Entering, event: Event) -> None:
    milestones.start(
        _milestone(entering, event), percent=event["percent"], basis=_basis(event), **_acted(entering, event)
    )


def milestone_progress(entering: Entering, event: Event) -> None:
    milestones.progress(
        _milestone(entering, event), percent=event["percent"], basis=_basis(event), **_acted(entering, event)
    )


def milestone_forecast_changed(entering: Entering, event: Event) -> None:
    milestones.move_forecast(
        _milestone(entering, event), to=event["to"], basis=_basis(event), **_acted(entering, event)
    )


def milestone_completed(entering: Entering, event: Event) -> None:
    milestones.complete(_milestone(entering, event), basis=_basis(event), **_acted(entering, event))


def milestone_reopened(entering: Entering, event: Event) -> None:
    milestones.reopen(
        _milestone(entering, event), percent=event["percent"], basis=_basis(event), **_acted(entering, event)
    )


def milestone_blocked(entering: Entering, event: Event) -> None:
    milestones.block(_milestone(entering, event), basis=_basis(event), **_acted(entering, event))


# --- indicators, commitments, reports, context
def indicator_value(entering: Entering, event: Event) -> None:
    indicator = entering.enter(event["subject"])
    node = entering.facts.records[event["subject"]]
    row: dict[str, Any] = next((one for one in node["values"] if one["period"] == event["period"]), {})
    target = event.get("target", row.get("target"))
    indicators.record_value(
        indicator, period=event["period"], on=row.get("as_of", entering.on), actual=Decimal(str(event["actual"])),
        target=None if target is None else Decimal(str(target)), basis=_basis(event),
        basis_by_field={"target": row["target_basis"]} if "target_basis" in row else {}, **_acted(entering, event),
    )  # fmt: skip


def commitment_made(entering: Entering, event: Event) -> None:
    node = entering.facts.records[event["subject"]]
    ends = {}
    for name in ("made_by", "made_to"):
        body = entering.inside[node[name]]
        ends[name if isinstance(body, models.Party) else f"{name}_unit"] = body
    made = commitments.make(
        due=event.get("due"), due_precision=node["due_precision"], code=node["code"],
        title=entering.text(node["title"]), kind=node["kind"], keeper=entering.inside[node["keeper"]],
        made_on=node["made_on"], made_precision=node["made_precision"], **ends, **entering.about(node),
        **_acted(entering, event, undated(models.Commitment, "title", "keeper")),
    )  # fmt: skip
    entering.keep(made)
    entering._tie(made.code)


def commitment_rescheduled(entering: Entering, event: Event) -> None:
    commitments.reschedule(
        entering.fetch(event["subject"]), to=event["to"], basis=_basis(event), **_acted(entering, event)
    )


def _outcome(entering: Entering, event: Event) -> dict[str, Any]:
    acted = _acted(entering, event)
    return {"by": acted["by"], "at": acted["at"], "outcome": acted["reason"]}


def commitment_fulfilled(entering: Entering, event: Event) -> None:
    commitments.fulfil(
        entering.fetch(event["subject"]), on=event.get("exact_date") or entering.on, **_outcome(entering, event)
    )


def commitment_partly_met(entering: Entering, event: Event) -> None:
    commitments.meet_partly(entering.fetch(event["subject"]), **_outcome(entering, event))


def commitment_missed(entering: Entering, event: Event) -> None:
    commitments.miss(entering.fetch(event["subject"]), **_outcome(entering, event))


def commitment_unknown(entering: Entering, event: Event) -> None:
    commitments.lose_sight(entering.fetch(event["subject"]), **_outcome(entering, event))


def report_published(entering: Entering, event: Event) -> None:
    node = entering.facts.records[event["subject"]]
    issuer = entering.inside[node["issued_by"]]
    by = {"issued_by": issuer} if isinstance(issuer, models.Party) else {"issued_by_unit": issuer}
    entering.keep(
        records.create(
            models.AuditReport, code=node["code"], title=entering.text(node["title"]), audit_year=node["audit_year"],
            published=node["published"], published_precision=node["precision"], **by, **entering.about(node),
            **_acted(entering, event),
        )
    )  # fmt: skip


def context_event(entering: Entering, event: Event) -> None:
    records.create(
        models.ContextEvent, code=event["code"], about=event["subject"], on=event.get("exact_date") or entering.on,
        precision=event.get("precision", Precision.DAY if "exact_date" in event else Precision.MONTH),
        text=entering.text(event), **entering.about(event), **_acted(entering, event),
    )  # fmt: skip


VERBS: dict[str, Callable[[Entering, Event], None]] = {
    verb.__name__: verb
    for verb in (
        risk_identified, risk_assessed, risk_top_listed, risk_delisted, risk_reworded, risk_monitored, finding_opened,
        finding_rated, finding_target_changed, finding_reported_solved, finding_verified, finding_closed,
        finding_superseded, plan_approved, plan_rebaselined, plan_completed, milestone_started, milestone_progress,
        milestone_forecast_changed, milestone_completed, milestone_reopened, milestone_blocked, indicator_value,
        commitment_made, commitment_rescheduled, commitment_fulfilled, commitment_partly_met, commitment_missed,
        commitment_unknown, report_published, context_event,
    )
}  # fmt: skip

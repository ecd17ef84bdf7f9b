"""How each record of the facts enters the register, with its undated attributes in their final value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from riskreg import models
from riskreg.access import Actor, Load
from riskreg.exchange.facts_files import Facts
from riskreg.services import commitments, findings, measures, milestones, records, risks
from riskreg.vocabulary import choices, marks
from riskreg.vocabulary.choices import ActorKind
from riskreg.vocabulary.periods import last_instant

# Kinds of bond: (prefix of the left code, field of the left record, prefix of the right code, bond, ends).
_BONDS = (
    ("RSK-", "findings", "FND-", models.RiskFinding, ("risk", "finding")),
    ("RSK-", "plans", "PLN-", models.RiskPlan, ("risk", "plan")),
    ("RSK-", "indicators", "IND-", models.RiskIndicator, ("risk", "indicator")),
)


class Entering:
    """The register under construction: fetches records by code and lets new ones in with their links."""

    def __init__(self, facts: Facts, recorded_at: datetime) -> None:
        self.facts = facts
        self.load = Load(recorded_at)
        self.system = Actor(ActorKind.SYSTEM, "register-load", "register load", provenance=self.load)
        self.inside: dict[str, Any] = {}
        self.at = recorded_at
        self.on = date.min
        self.place = ""

    # --- who, when, words
    def turn_to(self, on: date) -> None:
        """The day being replayed: its last instant, Europe/Amsterdam."""
        self.on, self.at = on, last_instant(on)

    def taking(self, nodes: Iterable[Any]) -> Iterator[Any]:
        """Each record in turn, remembering its file and code for what may be said of it."""
        for node in nodes:
            self.place = node.place
            yield node

    def actor(self, event: dict[str, Any]) -> Actor:
        """The role or party that the event names, else the load itself."""
        code = event.get("by")
        if not code:
            return self.system
        known = self.inside[code]
        kind = ActorKind.ROLE if isinstance(known, models.Role) else ActorKind.PARTY
        return Actor(kind, code, known.name, provenance=self.load)

    def text(self, node: dict[str, Any] | None) -> str:
        return self.facts.text(node)

    def by_system(self, reason: str = "") -> dict[str, Any]:
        return {"by": self.system, "at": self.at, "reason": reason}

    def about(self, node: dict[str, Any]) -> dict[str, Any]:
        """Basis, basis by field and source of a record of the facts."""
        source = node.get("source") or {}
        finer = {
            key.removesuffix("_basis"): value
            for key, value in node.items()
            if key.endswith("_basis") and isinstance(value, str)
        }
        return {
            "basis": node.get("basis", ""),
            "basis_by_field": finer,
            "source": self.inside.get(source.get("doc", "")),
            "source_section": str(source.get("section", ""))[:200],
        }

    def fetch(self, code: str) -> Any:
        """The record as it stands; only what never changes during a load is kept in memory."""
        known = self.inside[code]
        return type(known).objects.get(pk=known.pk)

    def has(self, code: str) -> bool:
        return code in self.inside

    def enter(self, code: str) -> Any:
        """Let the record in when it is not there yet, with its links; gives the record as it stands."""
        if not self.has(code):
            prefix = code.split("-")[0]
            self.inside[code] = _ENTRIES[prefix](self, self.facts.records[code])
            self._tie(code)
        return self.fetch(code)

    def keep(self, record: Any) -> Any:
        self.inside[record.code] = record
        return record

    # --- links: as soon as both ends are in
    def _tie(self, code: str) -> None:
        for left, name, right, bond, ends in _BONDS:
            if code.startswith(left):
                pairs = [(code, other) for other in self.facts.records[code].get(name, [])]
            elif code.startswith(right):
                pairs = [(other, code) for other in self.facts.records[code].get("risks", [])]
            else:
                continue
            for one, other in pairs:
                if self.has(one) and self.has(other):
                    ends_by_name = dict(zip(ends, (self.inside[one], self.inside[other]), strict=True))
                    records.link(bond, **ends_by_name, **self.by_system())
        self._tie_plans(code)
        self._tie_commitments(code)

    def _tie_plans(self, code: str) -> None:
        node = self.facts.records[code]
        if code.startswith("FND-"):
            pairs = [(code, plan) for plan in node["plans"]]
        elif code.startswith("PLN-"):
            pairs = [(finding, code) for finding in node["findings"]]
        else:
            return
        for finding, plan in pairs:
            if self.has(finding) and self.has(plan):
                findings.answer_with(self.fetch(finding), self.fetch(plan), **self.by_system())

    def _tie_commitments(self, code: str) -> None:
        if code.startswith("CMT-"):
            pairs = [(code, other) for other in self.facts.records[code]["links"]]
        elif code[:4] in ("RSK-", "FND-", "PLN-"):
            made = [one for one in self.facts.sections["commitments"] if code in one["links"]]
            pairs = [(one["code"], code) for one in made]
        else:
            return
        for commitment, other in pairs:
            if self.has(commitment) and self.has(other):
                commitments.rest_on(self.inside[commitment], self.inside[other], by=self.system, at=self.at)


def number(value: float | int | None) -> Decimal | None:
    """A YAML number as the decimal that was written."""
    return None if value is None else Decimal(str(value))


def undated(kind: type[Any], *names: str) -> str:
    """The words that mark attributes whose day is not known: they enter with the record, in their final value."""
    return _("On which day these came to be so is not known; they stand as last known: %(names)s.") % {
        "names": ", ".join(marks.label(kind, name) for name in names)
    }


def _risk(entering: Entering, node: dict[str, Any]) -> Any:
    earlier = node.get("previous_titles")
    risk = records.create(
        models.Risk,
        code=node["code"],
        title=entering.text(earlier[0]["title"] if earlier else node["title"]),
        category=node["category"],
        state=choices.RiskState.OPEN,
        cause=entering.text(node["cause"]),
        event=entering.text(node["event"]),
        consequence=entering.text(node["consequence"]),
        unit=entering.inside[node["unit"]],
        owner=entering.inside[node["owner"]],
        appetite=node["appetite"],
        response=choices.FACTS_RISK_RESPONSE.get(node["treatment"], node["treatment"]),
        note=entering.text(node.get("note")),
        **entering.about(node),
        **entering.by_system(
            undated(models.Risk, "title", "cause", "event", "consequence", "owner", "appetite", "response")
        ),
    )
    for objective in node["objectives"]:
        records.link(models.RiskObjective, risk=risk, objective=entering.inside[objective], **entering.by_system())
    for measure in node["measures"]:
        _measure(entering, measure, risk)
    return risk


def _measure(entering: Entering, node: dict[str, Any], risk: Any) -> None:
    measure = entering.keep(
        records.create(
            models.Measure,
            code=node["code"],
            title=entering.text(node["title"]),
            kind=node["kind"],
            control_type=node["control_type"],
            owner=entering.inside[node["owner"]],
            **entering.about(node),
            **entering.by_system(undated(models.Measure, "title", "kind", "owner")),
        )
    )
    records.link(models.RiskMeasure, risk=risk, measure=measure, **entering.by_system())


def _plan(entering: Entering, node: dict[str, Any]) -> Any:
    plan = records.create(
        models.Plan,
        code=node["code"],
        title=entering.text(node["title"]),
        description=entering.text(node["description"]),
        owner=entering.inside[node["owner"]],
        main_plan=node["main_plan"],
        cadence=node["progress_cadence"],
        start=node["start"],
        target_date=node["target_date"],
        **entering.about(node),
        **entering.by_system(undated(models.Plan, "title", "description", "owner", "cadence", "start", "target_date")),
    )
    for stream in node["workstreams"]:
        entering.keep(
            records.create(
                models.Workstream,
                code=stream["code"],
                plan=plan,
                title=entering.text(stream["title"]),
                basis=stream["basis"],
                **entering.by_system(),
            )
        )
    return plan


def plan_of(entering: Entering, milestone: str) -> str:
    """The code of the milestone's plan."""
    return next(
        plan["code"]
        for plan in entering.facts.sections["plans"]
        if any(one["code"] == milestone for one in plan["milestones"])
    )


def _milestone(entering: Entering, node: dict[str, Any]) -> Any:
    plan = entering.enter(plan_of(entering, node["code"]))
    milestone = records.create(
        models.Milestone,
        code=node["code"],
        plan=plan,
        workstream=entering.inside[node["workstream"]],
        title=entering.text(node["title"]),
        deliverable=entering.text(node["deliverable"]),
        owner=entering.inside[node["owner"]],
        weight=node["weight"],
        start=node["start"],
        **entering.about(node),
        **entering.by_system(undated(models.Milestone, "title", "deliverable", "owner", "weight", "start")),
    )
    entering.keep(milestone)
    waiting = [one for one in entering.facts.records.values() if node["code"] in one.get("depends_on", [])]
    pairs = [(node["code"], other) for other in node["depends_on"]] + [(one["code"], node["code"]) for one in waiting]
    for code, other in pairs:
        if entering.has(code) and entering.has(other):
            milestones.depend(entering.inside[code], entering.inside[other], by=entering.system, at=entering.at)
    return milestone


def _indicator(entering: Entering, node: dict[str, Any]) -> Any:
    thresholds = node.get("thresholds") or {}
    about = entering.about(node)
    if thresholds:
        about["basis_by_field"]["thresholds"] = thresholds.get("basis", "")
    owner = None
    if node.get("risks"):
        # The facts name no owner; who owns the risk that it tells of, gives its values.
        owner = entering.inside[entering.facts.records[node["risks"][0]]["owner"]]
        about["basis_by_field"]["owner"] = "derived"
    return records.create(
        models.Indicator,
        code=node["code"],
        title=entering.text(node["title"]),
        definition=entering.text(node.get("definition")),
        kind=node["kind"],
        measure_unit=node["measure_unit"],
        direction=node["direction"],
        frequency=node["frequency"],
        owner=owner,
        green=number(thresholds.get("green")),
        red=number(thresholds.get("red")),
        note=entering.text(node.get("note")),
        **about,
        **entering.by_system(undated(models.Indicator, "title", "definition", "thresholds")),
    )


_ENTRIES = {"RSK": _risk, "PLN": _plan, "MS": _milestone, "IND": _indicator}


def enter_ladders(entering: Entering) -> None:
    """The evidence ladder of every measure: undated, on the last day of the timeline."""
    ladder = undated(models.Measure, *choices.LadderStep.values)
    without = _("Recorded without tester, sample or minimum period of operation (loaded history).")
    for risk in entering.facts.sections["risks"]:
        if not entering.has(risk["code"]):
            continue
        for node in entering.taking(risk["measures"]):
            for step in choices.LadderStep.values:
                measures.assess(
                    entering.fetch(node["code"]),
                    step=step,
                    result=choices.FACTS_LADDER[node["assurance"][step]],
                    basis=node["assurance"]["basis"],
                    **entering.by_system(f"{ladder} {without}"),
                )


def first_positions(entering: Entering, risk: Any) -> None:
    """Inherent and target enter with the risk's first assessment, undated."""
    node = entering.facts.records[risk.code]
    for kind in (choices.AssessmentKind.INHERENT, choices.AssessmentKind.TARGET):
        risks.assess(
            risk,
            kind=kind,
            likelihood=node[kind]["likelihood"],
            impact=node[kind]["impact"],
            basis=node["score_basis"],
            **entering.by_system(undated(models.Risk, f"{kind}_likelihood", f"{kind}_impact")),
        )

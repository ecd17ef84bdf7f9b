"""Replays the timeline of the fact base and gives the register on a day, straight from RULES.md.

The numbers in the comments are the numbers of the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

Event = dict[str, Any]
Row = dict[str, Any]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# 2: these create and change nothing.
QUIET_EVENTS = {"context_event", "report_published"}
BASELINE_EVENTS = {"plan_approved", "plan_rebaselined"}

# 8
FINDING_ACTS = {
    "finding_reported_solved": "reported_solved",
    "finding_verified": "confirmed",
    "finding_closed": "closed",
    "finding_superseded": "superseded",
}
# 25
COMMITMENT_ACTS = {
    "commitment_made": "open",
    "commitment_fulfilled": "met",
    "commitment_missed": "missed",
    "commitment_partly_met": "partly_met",
    "commitment_unknown": "unknown",
}


@dataclass(frozen=True)
class Milestone:
    """A milestone as planned: its weight and its date in each version of the baseline."""

    code: str
    plan: str
    weight: int
    dates: dict[int, date]

    def named_up_to(self, version: int | None) -> list[int]:
        """The versions in force that give this milestone a date, oldest first."""
        return [] if version is None else sorted(v for v in self.dates if v <= version)


@dataclass(frozen=True)
class OriginalTarget:
    """The first final target of a finding and the day on which it was set."""

    target: date | None
    set_on: date


@dataclass(frozen=True)
class Facts:
    """What the rules need of the fact base."""

    events: tuple[Event, ...]
    position: dict[str, int]
    milestones: dict[str, Milestone]
    finding_plans: dict[str, list[str]]
    originals: dict[str, OriginalTarget]


class History:
    """The events up to and including a day, per subject and in the order of the file."""

    def __init__(self, facts: Facts, day: date) -> None:
        self.facts = facts
        self.day = day
        self.per_subject: dict[str, list[Event]] = defaultdict(list)
        for event in facts.events:
            if event["date"] <= day and event["type"] not in QUIET_EVENTS:  # 1, 2
                self.per_subject[event["subject"]].append(event)

    def of(self, *subjects: str) -> list[Event]:
        """The events of these subjects together, in the order of the file."""
        events = [event for subject in subjects for event in self.per_subject.get(subject, [])]
        return sorted(events, key=lambda event: self.facts.position[event["code"]])

    def subjects_with(self, event_type: str) -> list[str]:
        """The codes that have had an event of this type, sorted."""
        return sorted(
            subject
            for subject, events in self.per_subject.items()
            if any(event["type"] == event_type for event in events)
        )

    def version_in_force(self, plan: str) -> int | None:
        """14: the version of the latest approval or rebaseline."""
        versions = [event["version"] for event in self.of(plan) if event["type"] in BASELINE_EVENTS]
        return versions[-1] if versions else None


def load(folder: Path) -> Facts:
    """Read the fact base in a folder."""
    events = tuple(_read(folder, "timeline")["events"])
    findings = _read(folder, "findings")["findings"]
    plans = _read(folder, "plans")["plans"]
    originals = {
        finding["code"]: OriginalTarget(version["target_date"], version["set_on"])
        for finding in findings
        for version in finding["target_dates"]
        if version["kind"] == "original"
    }
    milestones = [_milestone(row, plan["code"]) for plan in plans for row in plan["milestones"]]
    return Facts(
        events=events,
        position={event["code"]: number for number, event in enumerate(events)},
        milestones={milestone.code: milestone for milestone in milestones},
        finding_plans={finding["code"]: finding["plans"] for finding in findings},
        originals=originals,
    )


def _read(folder: Path, name: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.load((folder / f"{name}.yaml").read_text("utf-8"), Loader=LOADER)
    return document


def _milestone(row: Row, plan: str) -> Milestone:
    dates = {int(version.removeprefix("v")): day for version, day in row["baseline"].items() if day}
    return Milestone(row["code"], plan, row["weight"], dates)


def register_on(facts: Facts, day: date) -> dict[str, Any]:
    """The register as it stands on a day."""
    history = History(facts, day)
    milestones = _milestones(history)
    return {
        "as_of": day.isoformat(),
        "risks": _risks(history),
        "findings": _findings(history),
        "plans": _plans(history, milestones),
        "milestones": milestones,
        "commitments": _commitments(history),
        "indicators": _indicators(history),
    }


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _known(value: date | str | None) -> date | None:
    """A date, or None for nothing and for the word unknown."""
    return value if isinstance(value, date) else None


# --- risks


def _risks(history: History) -> list[Row]:
    return [_risk(code, history.of(code)) for code in history.subjects_with("risk_identified")]  # 2


def _risk(code: str, events: Iterable[Event]) -> Row:
    row: Row = {"code": code, "state": "open", "top_risk": False, "likelihood": None, "impact": None}
    for event in events:
        match event["type"]:
            case "risk_monitored":  # 4
                row["state"] = "monitored"
            case "risk_top_listed":  # 5
                row["top_risk"] = True
            case "risk_delisted":  # 5
                row["top_risk"] = False
            case "risk_assessed":  # 6
                row |= {"likelihood": event["likelihood"], "impact": event["impact"]}
    return row


# --- findings


def _findings(history: History) -> list[Row]:
    return [_finding(history, code) for code in history.subjects_with("finding_opened")]  # 2


def _finding(history: History, code: str) -> Row:
    own = history.of(code)
    target, first_target = _targets(own, history.facts.originals.get(code), history.day)
    return {
        "code": code,
        "state": _finding_state(history.of(code, *history.facts.finding_plans[code])),
        "latest_rating": _latest_rating(own),
        "target": _text(target),
        "first_target": _text(first_target),
    }


def _finding_state(events: Iterable[Event]) -> str | None:
    """The state after the events of a finding and of its plans."""
    state = None
    plan_approved = False
    for event in events:
        kind = event["type"]
        if kind in BASELINE_EVENTS:
            plan_approved = True
        elif kind == "finding_opened":  # 7
            by_status = {"in_progress": "in_remediation", "accepted": "accepted"}
            state = by_status.get(event.get("status", ""), "established")
        elif kind == "finding_rated":
            state = _after_round(state, event.get("status"))
        else:
            state = FINDING_ACTS.get(kind, state)  # 8
        if state == "established" and plan_approved:  # 9
            state = "in_remediation"
    return state


def _after_round(state: str | None, outcome: str | None) -> str | None:
    """9, 10: what an audit round does to the state."""
    if outcome == "reopened" or (outcome == "in_progress" and state == "established"):
        return "in_remediation"
    return "accepted" if outcome == "accepted" else state


def _latest_rating(events: Iterable[Event]) -> Row | None:
    """11: the last opening or rating event that carries an audit year."""
    rounds = [event for event in events if event["type"] in ("finding_opened", "finding_rated")]
    rounds = [event for event in rounds if event.get("audit_year") is not None]
    if not rounds:
        return None
    return {"audit_year": rounds[-1]["audit_year"], "rating": rounds[-1].get("rating")}


def _targets(
    events: list[Event],
    original: OriginalTarget | None,
    day: date,
) -> tuple[date | None, date | None]:
    """12, 13: the latest and the first final target known on a day."""
    opened_on = next(event["date"] for event in events if event["type"] == "finding_opened")
    changes = [
        _known(event["to"])
        for event in events
        if event["type"] == "finding_target_changed" and not event.get("interim")
    ]
    if original is None or original.target is None:
        first = next((change for change in changes if change is not None), None)
    else:
        first = original.target if day >= max(original.set_on, opened_on) else None
    return (changes[-1] if changes else first), first


# --- milestones


def _milestones(history: History) -> list[Row]:
    rows = []
    for code in sorted(history.facts.milestones):
        milestone = history.facts.milestones[code]
        version = history.version_in_force(milestone.plan)
        if milestone.named_up_to(version) or history.of(code):  # 20
            rows.append(_milestone_row(milestone, version, history.of(code, milestone.plan)))
    return rows


def _milestone_row(milestone: Milestone, version: int | None, events: Iterable[Event]) -> Row:
    named = milestone.named_up_to(version)
    row: Row = {
        "code": milestone.code,
        "plan": milestone.plan,
        "status": "not_started",
        "percent": 0,
        "first_baseline": milestone.dates[named[0]] if named else None,  # 19
        "baseline": milestone.dates[named[-1]] if named else None,  # 19
        "forecast": None,
        "actual": None,
    }
    was_named = False
    for event in events:
        if event["type"] in BASELINE_EVENTS:
            named_now = milestone.named_up_to(event["version"])
            if named_now and not was_named:  # 23: only the first baseline that names it
                was_named = True
                row["forecast"] = row["forecast"] or milestone.dates[named_now[0]]
        else:
            _apply_to_milestone(row, event)
    return row | {key: _text(row[key]) for key in ("first_baseline", "baseline", "forecast", "actual")}


def _apply_to_milestone(row: Row, event: Event) -> None:
    match event["type"]:
        case "milestone_started":  # 21, 22
            row |= {"status": "in_progress", "percent": event.get("percent", row["percent"])}
        case "milestone_progress":  # 22; the status stays, also when blocked (21)
            row["percent"] = event["percent"]
        case "milestone_blocked":  # 21; the percent stays (22)
            row["status"] = "blocked"
        case "milestone_forecast_changed":  # 23
            row["forecast"] = _known(event["to"])
        case "milestone_completed":  # 21 to 24
            row |= {"status": "completed", "percent": 100, "forecast": event["date"], "actual": event["date"]}
        case "milestone_reopened":  # 21, 22, 24; the forecast stays (23)
            row |= {"status": "in_progress", "percent": event["percent"], "actual": None}


# --- plans


def _plans(history: History, milestone_rows: list[Row]) -> list[Row]:
    rows_per_plan: dict[str, list[Row]] = defaultdict(list)
    for row in milestone_rows:
        rows_per_plan[row["plan"]].append(row)
    codes = sorted({milestone.plan for milestone in history.facts.milestones.values()})
    # 15: a plan without an event of its own is there as soon as one of its milestones is
    known = [code for code in codes if rows_per_plan[code] or history.of(code)]
    return [_plan(history, code, rows_per_plan[code]) for code in known]


def _plan(history: History, code: str, rows: list[Row]) -> Row:
    version = history.version_in_force(code)
    planned = [history.facts.milestones[row["code"]] for row in rows]
    in_scope = {milestone.code for milestone in planned if milestone.named_up_to(version)}  # 16
    return {
        "code": code,
        "status": _plan_status(history.of(code, *(row["code"] for row in rows)), rows),
        "baseline": version,
        "progress": _progress(history.facts, [row for row in rows if row["code"] in in_scope]),
        "milestones": len(in_scope),
    }


def _plan_status(events: Iterable[Event], rows: list[Row]) -> str:
    """18"""
    completed = False
    for event in events:
        if event["type"] == "plan_completed":
            completed = True
        elif event["type"] == "milestone_reopened":
            completed = False
    if completed:
        return "completed"
    return "in_progress" if any(row["status"] != "not_started" for row in rows) else "not_started"


def _progress(facts: Facts, scope: list[Row]) -> int | None:
    """17: weighted over the scope in force; round() takes exact halves to the even neighbour."""
    total = sum(facts.milestones[row["code"]].weight for row in scope)
    done = sum(facts.milestones[row["code"]].weight * row["percent"] for row in scope)
    return round(Fraction(done, total)) if total else None


# --- commitments and indicators


def _commitments(history: History) -> list[Row]:
    return [_commitment(code, history.of(code)) for code in history.subjects_with("commitment_made")]  # 2


def _commitment(code: str, events: Iterable[Event]) -> Row:
    status, due, first_due = None, None, None
    for event in events:
        status = COMMITMENT_ACTS.get(event["type"], status)  # 25: rescheduling leaves the status
        if event["type"] == "commitment_made":  # 26
            due = _known(event.get("due"))
        elif event["type"] == "commitment_rescheduled":  # 26
            due = _known(event["to"])
        first_due = first_due or due  # 26
    return {"code": code, "status": status, "due": _text(due), "first_due": _text(first_due)}


def _indicators(history: History) -> list[Row]:
    rows = []
    for code in history.subjects_with("indicator_value"):  # 2
        values = [event for event in history.of(code) if event["type"] == "indicator_value"]
        last = sorted(values, key=lambda event: event["date"])[-1]  # 27: a stable sort keeps the file's order
        rows.append({"code": code, "latest": {"period": last["period"], "actual": last["actual"]}})
    return rows

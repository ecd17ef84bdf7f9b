"""What stands in a synthetic register: every version of every record in the order of time, drawn from one seed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from riskreg import models as kinds
from riskreg.vocabulary.choices import RiskCategory
from riskreg.vocabulary.periods import Month

# Monthly updates are kept for the last months only: they are records of their own, and would double the register.
UPDATE_MONTHS = 3
PER_PLAN = 10

Values = dict[str, Any]
Version = tuple[str, str, Values]  # when (UTC, as text), act, the record's columns


@dataclass
class Scene:
    """What every kind of record needs to know of the register that is being built."""

    milestones: int
    months: list[Month]
    rng: random.Random
    forecasts: list[Version] = field(default_factory=list)
    updates: list[Version] = field(default_factory=list)

    @property
    def plans(self) -> int:
        return -(-self.milestones // PER_PLAN)

    @property
    def findings(self) -> int:
        return max(1, self.milestones // 8)

    @property
    def risks(self) -> int:
        return max(1, self.milestones // 6)

    @property
    def commitments(self) -> int:
        return max(1, self.milestones // 4)

    @property
    def roles(self) -> int:
        return 20 + self.milestones // 200

    @property
    def last_index(self) -> int:
        return len(self.months) - 1

    def day(self, month: int, number: int = 1) -> date:
        """A day of the month with that index; months after the last continue the calendar."""
        first = self.months[0].first
        ahead = first.year * 12 + first.month - 1 + month
        return date(ahead // 12, ahead % 12 + 1, number)

    def month_end(self, month: int) -> date:
        return self.day(month + 1) - timedelta(days=1)

    def owner(self, number: int) -> int:
        return number % self.roles + 1

    def basis(self) -> str:
        return "illustrative" if self.rng.random() < 0.1 else "stated"


def _when(day: date, hour: int = 9) -> str:
    return f"{day} {hour:02d}:00:00"


def _code(letters: str, number: int) -> str:
    return f"{letters}-{number:05d}"


# --- records that enter once


def _once(scene: Scene, rows: Iterable[Values], act: str, month: int = 0, hour: int = 6) -> Iterator[Version]:
    moment = _when(scene.day(month), hour)
    return ((moment, act, {"id": number, **row}) for number, row in enumerate(rows, start=1))


def _organisation(scene: Scene) -> Iterator[tuple[type[Any], Iterable[Version]]]:
    def put(kind: type[Any], rows: Iterable[Values], act: str) -> tuple[type[Any], Iterable[Version]]:
        return kind, _once(scene, rows, act)

    yield put(kinds.Source, [{"code": "SRC-1", "title": "Synthetic source", "kind": "seed"}], "source.create")
    parties = ({"code": f"PTY-{n}", "name": f"Party {n}", "kind": "auditor"} for n in range(1, 4))
    yield put(kinds.Party, parties, "party.create")
    units = (
        {"code": f"UNT-{n:02d}", "name": f"Unit {n}", "kind": "department", "parent_id": 1 if n > 1 else None}
        for n in range(1, 11)
    )
    yield put(kinds.Unit, units, "unit.create")
    roles = (
        {"code": f"ROL-{n:03d}", "name": f"Head of department {n}", "line": "1", "unit_id": n % 10 + 1}
        for n in range(1, scene.roles + 1)
    )
    yield put(kinds.Role, roles, "role.create")
    yield put(kinds.RatingScale, [{"code": "SCALE-1", "name": "Audit ratings"}], "scale.create")
    levels = (
        {"code": f"SCALE-1-{key}", "scale_id": 1, "key": key, "name": key, "severity": number}
        for number, key in enumerate(("light", "moderate", "serious"), start=1)
    )
    yield put(kinds.RatingLevel, levels, "scale.create")
    periods = (
        {"code": str(month), "state": "reconstructed", "cut_off": f"{month.last} 21:59:59.999999"}
        for month in scene.months
    )
    yield put(kinds.ReportingPeriod, periods, "period.open")


# --- plans and milestones


def _plans(scene: Scene) -> Iterator[Version]:
    """Created in the first month, approved in the second, one in six approved again half-way."""
    states: list[Values] = []
    for number in range(1, scene.plans + 1):
        state = {
            "id": number, "code": _code("PLN", number), "title": f"Improve process {number} for good",
            "description": "What must change, and how we know that it has.", "owner_id": scene.owner(number),
            "main_plan": number % 20 == 1, "start": str(scene.day(0)), "target_date": str(scene.month_end(24)),
            "basis": scene.basis(), "source_id": 1,
        }  # fmt: skip
        states.append(state)
        yield _when(scene.day(0), 7), "plan.create", state
    if scene.last_index < 1:
        return
    for state in states:
        state |= {"baseline": 1, "approved_on": str(scene.day(1)), "status": "in_progress"}
        yield _when(scene.day(1), 7), "plan.approve", state
    half = len(scene.months) // 2
    for state in states[::6] if half > 1 else []:
        state |= {"baseline": 2, "approved_on": str(scene.day(half))}
        yield _when(scene.day(half), 7), "plan.rebaseline", state


def _baselines(scene: Scene) -> Iterator[Version]:
    if scene.last_index < 1:
        return
    for plan in range(1, scene.plans + 1):
        yield _when(scene.day(1), 7), "plan.approve", {
            "id": plan, "code": f"{_code('PLN', plan)}-B01", "plan_id": plan, "number": 1,
            "decided_by_id": scene.owner(plan), "approved_on": str(scene.day(1)), "reason_category": "first_plan",
            "reason": "The first promise.",
        }  # fmt: skip


@dataclass
class _Work:
    """How one milestone will go: when it starts, when it ends, when it slips or stands still."""

    state: Values
    starts: int
    finishes: int
    slips: dict[int, int]
    blocked_in: int


def _milestone(scene: Scene, number: int) -> _Work:
    rng, plan, place = scene.rng, (number - 1) // PER_PLAN + 1, (number - 1) % PER_PLAN + 1
    starts = rng.randint(2, max(2, scene.last_index - 2))
    finishes = starts + rng.randint(3, 18)
    slips = {rng.randint(starts, finishes): rng.randint(1, 4)} if rng.random() < 0.4 else {}
    state = {
        "id": number, "code": f"MS-{plan:05d}-{place:02d}", "plan_id": plan, "owner_id": scene.owner(plan + place % 2),
        "title": f"Step {place} of plan {plan}: the new way of working is in use",
        "deliverable": "A description that is adopted, and a sample that shows it is followed.",
        "weight": rng.randint(1, 20), "start": str(scene.day(starts)), "basis": scene.basis(), "source_id": 1,
        "source_section": "1", "status": "not_started", "percent": 0,
    }  # fmt: skip
    return _Work(state, starts, finishes, slips, rng.randint(0, scene.last_index) if rng.random() < 0.1 else -1)


def _step(scene: Scene, work: _Work, month: int, day: date) -> str:
    """The milestone's one act of the month; changes its state and names the act."""
    state = work.state
    state["updated_on"] = str(day)
    if month == 1:
        due = str(scene.month_end(work.finishes))
        state |= {"first_baseline": due, "baseline": due, "forecast": due, "forecast_precision": "day"}
        return "plan.approve"
    if month in work.slips and state["status"] != "completed":
        previous = state["forecast"]
        work.finishes += work.slips.pop(month)
        state |= {"forecast": str(scene.month_end(work.finishes)), "confidence": "amber"}
        _forecast_moved(scene, state, previous, day)
        return "milestone.forecast"
    if state["status"] == "blocked":
        state |= {"status": "in_progress", "blocked_reason": ""}
        return "milestone.unblock"
    if state["status"] == "in_progress" and month >= work.finishes:
        state |= {"status": "completed", "percent": 100, "actual": str(day), "forecast": str(day), "confidence": ""}
        return "milestone.complete"
    if state["status"] == "in_progress" and month == work.blocked_in:
        state |= {"status": "blocked", "blocked_reason": "Waits for a decision of others"}
        return "milestone.block"
    if state["status"] == "in_progress":
        span = max(1, work.finishes - work.starts)
        state |= {"percent": min(95, 100 * (month - work.starts) // span), "confidence": "green"}
        return "milestone.progress"
    if state["status"] == "not_started" and month >= work.starts:
        state |= {"status": "in_progress", "percent": 5}
        return "milestone.start"
    return "milestone.edit"


def _forecast_moved(scene: Scene, state: Values, previous: str, day: date) -> None:
    line = {
        "id": len(scene.forecasts) + 1, "code": f"{state['code']}-F01", "milestone_id": state["id"],
        "previous": previous, "forecast": state["forecast"], "on": str(day), "reason": "It takes longer than expected",
    }  # fmt: skip
    scene.forecasts.append((_when(day), "milestone.forecast", line))


def _milestones(scene: Scene) -> Iterator[Version]:
    """One version a milestone a month, in the order of time, as an installation would have written them."""
    works = [_milestone(scene, number) for number in range(1, scene.milestones + 1)]
    for month in range(len(scene.months)):
        scene.rng.shuffle(works)
        for place, work in enumerate(works):
            day = scene.day(month, 1 if month < 2 else 2 + place * 25 // len(works))
            act = _step(scene, work, month, day) if month else "milestone.create"
            yield _when(day), act, work.state
            if month > scene.last_index - UPDATE_MONTHS:
                _updated(scene, work.state, month, _when(day), act)


def _updated(scene: Scene, state: Values, month: int, moment: str, act: str) -> None:
    shared = {name: state.get(name) for name in ("status", "percent", "forecast")}
    update = {
        "id": len(scene.updates) + 1, "code": f"{state['code']}-{scene.months[month]}", "milestone_id": state["id"],
        "period_id": month + 1, "kind": "changed", "confidence": state.get("confidence", ""), **shared,
    }  # fmt: skip
    scene.updates.append((moment, act, update))


def _lines(scene: Scene, ends: dict[int, str]) -> Iterator[Version]:
    """One line a milestone in its plan's first baseline."""
    for number, due in sorted(ends.items()):
        plan, place = (number - 1) // PER_PLAN + 1, (number - 1) % PER_PLAN + 1
        yield _when(scene.day(1), 7), "plan.approve", {
            "id": number, "code": f"{_code('PLN', plan)}-B01-L{place:02d}", "baseline_id": plan,
            "milestone_id": number, "finish": due, "weight": 1,
        }  # fmt: skip


# --- findings, risks, commitments


def _findings(scene: Scene) -> tuple[list[Version], list[Version], list[Version]]:
    """The findings with their rounds and targets; opened in the first four fifths, two in five closed after a year."""
    findings: list[Version] = []
    rounds: list[Version] = []
    targets: list[Version] = []
    for number in range(1, scene.findings + 1):
        code, opened = _code("FND", number), scene.rng.randint(0, scene.last_index * 4 // 5)
        day, due, level = scene.day(opened, 3), str(scene.month_end(opened + 18)), scene.rng.randint(1, 3)
        state: Values = {
            "id": number, "code": code, "title": f"Finding {number}: controls are not shown to work",
            "description": "The auditor could not establish that the control worked all year.",
            "kind": "audit_finding", "scale_id": 1, "owner_id": scene.owner(number), "state": "established",
            "opened_on": str(day), "audit_year": day.year, "rating_id": level, "target": due,
            "target_precision": "day", "first_target": due, "basis": scene.basis(), "source_id": 1,
        }  # fmt: skip
        findings.append((_when(day), "finding.create", dict(state)))
        shared = {"id": number, "finding_id": number}
        rounds.append((_when(day), "finding.create", {
            **shared, "code": f"{code}-R01", "audit_year": day.year, "scale_id": 1, "rating_id": level,
            "outcome": "established", "on": str(day), "opening": True,
        }))  # fmt: skip
        targets.append((_when(day), "finding.create", {
            **shared, "code": f"{code}-D01", "kind": "original", "target": due, "set_on": str(day),
        }))  # fmt: skip
        acts: list[tuple[int, str, Values]] = [(1, "finding.progress", {"state": "in_remediation"})]
        if scene.rng.random() < 0.3:
            acts.append((8, "finding.retarget", {"target": str(scene.month_end(opened + 24))}))
        if scene.rng.random() < 0.4:
            acts += _ending(scene, opened + 12)
        for later, act, values in acts:
            if opened + later <= scene.last_index:
                state |= values
                findings.append((_when(scene.day(opened + later, 4)), act, dict(state)))
    return sorted(findings, key=lambda one: one[0]), rounds, targets


def _ending(scene: Scene, month: int) -> list[tuple[int, str, Values]]:
    day = str(scene.day(month, 4))
    return [
        (12, "finding.report_solved", {"state": "reported_solved", "reported_by": "role:one", "reported_on": day}),
        (13, "finding.confirm", {"state": "confirmed", "confirmed_by": "role:two", "confirmed_on": day}),
        (14, "finding.close", {"state": "closed", "ended_on": day}),
    ]


def _risks(scene: Scene) -> tuple[list[Version], list[Version]]:
    """The risks, assessed every half year, one in a hundred on the top list, one in fifty confidential."""
    risks: list[Version] = []
    assessments: list[Version] = []
    states = [
        {
            "id": number, "code": _code("RSK", number), "title": f"Risk {number}: goods pass unseen",
            "category": scene.rng.choice(RiskCategory.values), "state": "open", "cause": "Much and fast traffic",
            "event": "A check is missed", "consequence": "Duties go unpaid", "unit_id": number % 10 + 1,
            "owner_id": scene.owner(number), "appetite": "low", "response": "reduce",
            "confidential": number % 50 == 0, "top_risk": number % 100 == 1, "basis": scene.basis(), "source_id": 1,
        }
        for number in range(1, scene.risks + 1)
    ]  # fmt: skip
    for month in range(0, len(scene.months), 6):
        day = scene.day(month, 5)
        for state in states:
            score = {"likelihood": scene.rng.randint(1, 5), "impact": scene.rng.randint(1, 5)}
            state.update(score, assessed_on=str(day))
            risks.append((_when(day), "risk.assess" if month else "risk.create", dict(state)))
            line = {
                "id": len(assessments) + 1, "code": f"{state['code']}-A{month // 6 + 1:02d}", "risk_id": state["id"],
                "kind": "current", "on": str(day), "reason": "Half-yearly round", **score,
            }  # fmt: skip
            assessments.append((_when(day), "risk.assess", line))
    return risks, assessments


def _commitments(scene: Scene) -> list[Version]:
    found: list[Version] = []
    for number in range(1, scene.commitments + 1):
        made = scene.rng.randint(0, scene.last_index)
        state: Values = {
            "id": number, "code": _code("CMT", number), "title": f"Tell parliament about subject {number}",
            "kind": "toezegging", "made_by_unit_id": 1, "made_to_id": 1, "keeper_id": scene.owner(number),
            "made_on": str(scene.day(made, 6)), "due": str(scene.month_end(made + 9)), "due_precision": "day",
            "first_due": str(scene.month_end(made + 9)), "basis": scene.basis(), "source_id": 1,
        }  # fmt: skip
        found.append((_when(scene.day(made, 6)), "commitment.create", dict(state)))
        if made + 8 <= scene.last_index and scene.rng.random() < 0.7:
            state |= {"status": "met", "fulfilled_on": str(scene.day(made + 8, 6)), "outcome": "Told by letter"}
            found.append((_when(scene.day(made + 8, 6)), "commitment.fulfil", dict(state)))
    return sorted(found, key=lambda one: one[0])


def _bonds(scene: Scene) -> Iterator[tuple[type[Any], Iterable[Version]]]:
    def between(
        kind: type[Any], left: str, right: str, pairs: Iterable[tuple[int, int]], letters: tuple[str, str]
    ) -> tuple[type[Any], Iterable[Version]]:
        rows = (
            {"code": f"{_code(letters[0], a)}~{_code(letters[1], b)}", f"{left}_id": a, f"{right}_id": b}
            for a, b in pairs
        )
        return kind, _once(scene, rows, f"{left}.link", scene.last_index, 5)

    plans, findings, risks = scene.plans, scene.findings, scene.risks
    of_plans = ((n, n % plans + 1) for n in range(1, findings + 1))
    yield between(kinds.FindingPlan, "finding", "plan", of_plans, ("FND", "PLN"))
    yield between(
        kinds.RiskFinding, "risk", "finding", ((n, n % findings + 1) for n in range(1, risks + 1)), ("RSK", "FND")
    )
    yield between(kinds.RiskPlan, "risk", "plan", ((n, n % plans + 1) for n in range(1, risks + 1)), ("RSK", "PLN"))
    senders = ({"code": f"{_code('FND', n)}-S", "finding_id": n, "party_id": n % 3 + 1} for n in range(1, findings + 1))
    yield kinds.FindingSender, _once(scene, senders, "finding.link", scene.last_index, 5)


def content(scene: Scene) -> Iterator[tuple[type[Any], Iterable[Version]]]:
    """Every kind of record with its versions in the order of time."""
    yield from _organisation(scene)
    yield kinds.Plan, _plans(scene)
    yield kinds.Baseline, _baselines(scene)
    ends: dict[int, str] = {}

    def milestones() -> Iterator[Version]:
        for version in _milestones(scene):
            if version[1] == "plan.approve":
                ends[version[2]["id"]] = version[2]["baseline"]
            yield version

    yield kinds.Milestone, milestones()
    yield kinds.BaselineLine, _lines(scene, ends)
    yield kinds.MilestoneForecast, scene.forecasts
    yield kinds.ProgressUpdate, scene.updates
    findings, rounds, targets = _findings(scene)
    risks, assessments = _risks(scene)
    yield from ((kinds.Finding, findings), (kinds.FindingRating, rounds), (kinds.FindingTarget, targets))
    yield from ((kinds.Risk, risks), (kinds.RiskAssessment, assessments))
    yield kinds.Commitment, _commitments(scene)
    yield from _bonds(scene)

"""A small register in which people with changing roles do what they can think of, and what its history says of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import time_machine
from django.test import Client

from riskreg import models
from riskreg.access import Actor, actor_of, may_propose, operator
from riskreg.integrity import separation
from riskreg.services import accounts, cycles, decisions, evidence, findings, plans, proposals, records, risks, targets
from riskreg.services.plans import Promise
from riskreg.vocabulary.choices import FindingState, Right, Verdict
from riskreg.vocabulary.errors import Refused
from riskreg.vocabulary.periods import day_of
from tests import factories
from tests.factories import AT, BY

PEOPLE, WEB_SHARE = 5, 0.02


class World:
    """Few people and few records, so that the same ones meet often."""

    def __init__(self, seed: int) -> None:
        self.luck, self.at = random.Random(seed), AT + timedelta(days=1)
        self.told: Counter[str] = Counter()
        self.roles = [factories.role() for _ in range(3)]
        self.users = [factories.account() for _ in range(PEOPLE)]
        scale = factories.scale()
        self.findings = [factories.finding(owner=self.luck.choice(self.roles), scale=scale).pk for _ in range(3)]
        self.risks = [factories.assessed_risk(owner=self.luck.choice(self.roles)).pk for _ in range(2)]
        self.plans = [factories.milestone(factories.plan(owner=self.roles[0])).plan_id for _ in range(2)]
        self.report = factories.audit_report().pk
        for key in self.findings:
            factories.evidence(models.Finding.objects.get(pk=key))
        for user in self.users * 3:
            with suppress(Refused):
                self.give(user)
        decisions.ask(title="May we?", by=operator("asker"), at=self.at)

    # --- who
    def give(self, user: models.User) -> None:
        """A right from today on, as the administrator may give it."""
        right = self.luck.choice([Right.OFFICER, Right.OWNER, Right.OWNER, Right.AUDITOR, Right.MANAGEMENT])
        role = self.luck.choice(self.roles) if right == Right.OWNER else None
        starts = day_of(self.at) - timedelta(days=self.luck.choice([0, 0, 0, 3]))
        ends = self.luck.choice([None, None, None, starts + timedelta(days=2)])
        accounts.assign(user, right=right, role=role, starts=starts, ends=ends, by=BY, at=self.at)

    def take(self, user: models.User) -> None:
        held = list(models.RoleAssignment.objects.standing().filter(user=user).order_by("id"))
        if not held:
            return self.give(user)
        one = self.luck.choice(held)
        if self.luck.random() < 0.5:
            accounts.withdraw(one, by=BY, at=self.at, reason="taken away")
        else:
            accounts.end(one, ends=max(one.starts, day_of(self.at)), by=BY, at=self.at, reason="left")
        return None

    def somebody(self, act: str) -> Actor:
        """An account as it may act now, mostly one that may; sometimes a command of the operator."""
        if self.luck.random() < 0.03:
            return operator(self.luck.choice(["nightly", "repair"]))
        people = [actor_of(user, day_of(self.at)) for user in self.luck.sample(self.users, 3)]
        able = [one for one in people if may_propose(one, act)]
        return (able or people)[0]

    # --- what
    def finding(self, *states: str) -> models.Finding:
        rows = models.Finding.objects.filter(pk__in=self.findings)
        wanted = [one for one in rows if one.state in states] if self.luck.random() < 0.95 else []
        return self.luck.choice(wanted or list(rows))

    def days(self, most: int = 200) -> date:
        return day_of(self.at) + timedelta(days=self.luck.randint(1, most))

    def moves(self) -> dict[str, tuple[int, str, Callable[[Actor, dict[str, Any]], Any]]]:
        """Name -> how often among the others, the act of the role table, and what is done."""
        open_ = (FindingState.ESTABLISHED, FindingState.IN_REMEDIATION)
        confirmed = FindingState.CONFIRMED
        return {
            "report": (12, "finding.report_solved", lambda by, told: self._report(told)),
            "confirm": (12, "finding.confirm", lambda by, told: self._judge(findings.confirm, told)),
            "return": (10, "finding.return", lambda by, told: self._judge(findings.send_back, told)),
            "close": (2, "finding.close", lambda by, told: findings.close(self.finding(confirmed), **told)),
            "reopen": (12, "finding.rate", lambda by, told: self._reopen(by)),
            "edit": (6, "finding.edit", lambda by, told: self._edit(told)),
            "evidence": (8, "evidence.add", lambda by, told: self._prove(by)),
            "withdraw evidence": (1, "evidence.withdraw", lambda by, told: self._disprove(told)),
            "interim": (2, "finding.interim", lambda by, told: self._interim(told)),
            "hand over": (4, "finding.hand_over", lambda by, told: self._hand_over(told)),
            "retarget": (3, "finding.retarget", lambda by, told: self._retarget(told)),
            "accept": (1, "finding.accept", lambda by, told: findings.propose_acceptance(self.finding(*open_), **told)),
            "accept risk": (3, "risk.accept", lambda by, told: self._propose_risk(told)),
            "assess": (2, "risk.assess", lambda by, told: self._assess(told)),
            "propose plan": (4, "plan.rebaseline", lambda by, told: self._propose_plan(told)),
            "propose list": (2, "cycle.list", lambda by, told: self._propose_list(told)),
            "decide": (12, "decision.take", lambda by, told: self._decide(by)),
            "withdraw decision": (1, "decision.withdraw", lambda by, told: decisions.withdraw(self._asked(), **told)),
            # What no page offers: the verb itself, without a decision or on somebody else's.
            "accept at once": (1, "decision.take", lambda by, told: self._accept_finding_at_once(told)),
            "accept risk at once": (1, "decision.take", lambda by, told: self._accept_at_once(told)),
            "give": (6, "", lambda by, told: self.give(self.luck.choice(self.users))),
            "take": (3, "", lambda by, told: self.take(self.luck.choice(self.users))),
        }

    def _report(self, told: dict[str, Any]) -> None:
        one = self.finding(FindingState.ESTABLISHED, FindingState.IN_REMEDIATION)
        findings.report_solved(one, **told)

    def _judge(self, verb: Callable[..., Any], told: dict[str, Any]) -> None:
        """Not seldom by who made the claim, or by whoever touched it last."""
        one, by = self.finding(FindingState.REPORTED_SOLVED), told["by"]
        if self.luck.random() < 0.3:
            last = models.Finding.versions().filter(id=one.pk).order_by("-rev")[0].history_user_id
            by = next((actor_of(user, day_of(self.at)) for user in self.users if f"user:{user.pk}" == last), by)
        verb(one, **{**told, "by": by}, **self._on(by))

    def _edit(self, told: dict[str, Any]) -> None:
        records.edit(self.finding(FindingState.REPORTED_SOLVED), note=f"note {self.luck.random()}", **told)

    def _hand_over(self, told: dict[str, Any]) -> None:
        records.hand_over([self.finding()], to=self.luck.choice(self.roles), **told)

    def _propose_risk(self, told: dict[str, Any]) -> None:
        risks.propose_acceptance(self._risk(), until=self.days(), **told)

    def _accept_finding_at_once(self, told: dict[str, Any]) -> None:
        findings.accept(self.finding(), **told, **self._some_decision())

    def _on(self, by: Actor) -> dict[str, Any]:
        officer_only = Right.OFFICER in by.rights and Right.AUDITOR not in by.rights
        return {"report": models.AuditReport.objects.get(pk=self.report)} if officer_only else {}

    def _reopen(self, by: Actor) -> None:
        ended = (FindingState.CLOSED, FindingState.ACCEPTED, FindingState.CONFIRMED)
        one = self.finding(*ended)
        if one.state not in ended:
            return
        findings.rate(one, audit_year=2026, rating=None, outcome="reopened", by=by, at=self.at, **self._on(by))

    def _prove(self, by: Actor) -> None:
        evidence.add_link(self.finding(), title="Proof", address="https://example.org/proof", by=by, at=self.at)

    def _disprove(self, told: dict[str, Any]) -> None:
        proofs = list(models.Evidence.objects.standing().filter(about=self.finding().code))
        if proofs:
            records.withdraw(self.luck.choice(proofs), **told)

    def _interim(self, told: dict[str, Any]) -> None:
        targets.set_interim(self.finding(FindingState.REPORTED_SOLVED), target=self.days(), precision="day", **told)

    def _retarget(self, told: dict[str, Any]) -> None:
        targets.propose_target(self.finding(), target=self.days(), precision="day", **told)

    def _risk(self) -> models.Risk:
        return models.Risk.objects.get(pk=self.luck.choice(self.risks))

    def _assess(self, told: dict[str, Any]) -> None:
        risks.assess(self._risk(), kind="current", likelihood=self.luck.randint(1, 5), impact=3, **told)

    def _propose_plan(self, told: dict[str, Any]) -> None:
        plan = models.Plan.objects.get(pk=self.luck.choice(self.plans))
        lines = {one: Promise(self.days(), 10) for one in models.Milestone.objects.filter(plan=plan)}
        plans.propose(plan, lines=lines, **told)

    def _propose_list(self, told: dict[str, Any]) -> None:
        cycle = models.AssessmentCycle.objects.filter(decided_on__isnull=True).first()
        if cycle is None:
            closes = date(2030, 1, 1) + timedelta(days=models.AssessmentCycle.objects.count())
            cycle = factories.cycle(closes_on=closes, at=self.at)
        places = {}
        for risk in models.Risk.objects.filter(pk__in=self.risks):
            places[risk] = cycles.Place("confirmed" if risk.top_risk else "new", "so it is")
        cycles.propose_list(cycle, places=places, **told)

    def _asked(self) -> models.Decision:
        return self.luck.choice(list(models.Decision.objects.asked()) or list(models.Decision.objects.all()))

    def _decide(self, by: Actor) -> None:
        verdict = self.luck.choice([Verdict.AGREED, Verdict.AGREED, Verdict.DECLINED])
        taken_by = self.luck.choice(self.roles)
        proposals.decide(self._asked(), verdict=verdict, outcome="so", taken_by=taken_by, by=by, at=self.at)

    def _some_decision(self) -> dict[str, Any]:
        return {"decision": self.luck.choice([None, *models.Decision.objects.all()])}

    def _accept_at_once(self, told: dict[str, Any]) -> None:
        risks.accept(self._risk(), accepted_by=self.roles[0], until=self.days(), **told, **self._some_decision())

    # --- by page
    def by_page(self) -> None:
        """A claim is judged, or a proposal decided, through the page, signed in as somebody."""
        user, client = self.luck.choice(self.users), Client()
        with time_machine.travel(self.at, tick=False):
            client.force_login(user)
            verb = self.luck.choice(["confirm", "return", "report-solved", "decide", "confirm_selected"])
            if verb == "confirm_selected":
                self.by_selection(client)
                return
            if verb == "decide":
                decision = self._asked()
                url, rev = f"/decisions/{decision.code}/decide/", decision.rev
            else:
                finding = self.finding(FindingState.REPORTED_SOLVED)
                url, rev = f"/findings/{finding.code}/{verb}/", finding.rev
            report = models.AuditReport.objects.get(pk=self.report)
            typed = {"reason": "so", "report": report.code, "outcome": "so", "verdict": "agreed"}
            answer = client.post(url, {**typed, "taken_by": self.roles[0].code, "rev": rev, "step": "save"})
        self.told[f"page {answer.status_code}"] += 1

    def by_selection(self, client: Client) -> None:
        """Every claim at once, through the admin's act on a selection."""
        rows = models.Finding.objects.filter(pk__in=self.findings, state=FindingState.REPORTED_SOLVED)
        one_or_all = self.luck.choice([rows[:1], rows])
        seen = [f"{row.pk}:{row.rev}" for row in one_or_all]
        typed = {"action": self.luck.choice(["confirm_selected", "return_selected"]), "step": "save", "reason": "so"}
        answer = client.post("/admin/riskreg/finding/", {**typed, "seen": seen})
        self.told[f"selection {answer.status_code}"] += 1

    def step(self) -> None:
        """One act by somebody, some time later; a refusal is an answer like another."""
        self.at += timedelta(minutes=self.luck.choice([1, 5, 60, 600, 1500]))
        if self.luck.random() < WEB_SHARE:
            return self.by_page()
        moves = self.moves()
        name = self.luck.choices(list(moves), [often for often, _act, _do in moves.values()])[0]
        _often, act, do = moves[name]
        by = self.somebody(act)
        try:
            do(by, {"by": by, "at": self.at, "reason": "so it is"})
        except Refused as refused:
            self.told[f"{name}: {refused.code}"] += 1
        else:
            self.told[name] += 1
        return None


# --- the judge: history rows alone
def violations() -> list[str]:
    """Every judgement or decision that one person made alone."""
    return [str(one) for one in separation.violations()]


def judged() -> int:
    """How many judgements and decisions the history holds."""
    return (
        models.Finding.versions().filter(act__in=("finding.confirm", "finding.return")).count()
        + models.Decision.versions().filter(act="decision.take").count()
    )

"""The register as of a moment is the register as it was: whatever was done, and in the same words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskreg import models
from riskreg.access import operator
from riskreg.history.register import Register
from riskreg.services import findings, milestones, plans, records, risks
from riskreg.services.plans import Promise
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import end_of_day, last_instant
from tests import factories
from tests.factories import AT, BY, ON, later

pytestmark = pytest.mark.django_db
KINDS = (models.Risk, models.Milestone, models.Plan, models.Finding, models.RiskPlan, models.ProgressUpdate)
Row = dict[str, Any]


def columns(kind: type[Any]) -> list[str]:
    return [field.attname for field in kind._meta.fields if field.name != "head"]


def snapshot() -> dict[str, list[Row]]:
    """Every record of the kinds, as it stands now."""
    return {kind.__name__: list(kind.objects.order_by("id").values(*columns(kind))) for kind in KINDS}


def seen_at(moment: datetime) -> dict[str, list[Row]]:
    """The same as the register of the moment shows it."""
    register = Register.as_of(operator(), ON, moment)
    return {kind.__name__: list(register.of(kind).order_by("id").values(*columns(kind))) for kind in KINDS}


# --- whatever was done
class World:
    """A few records on which any act may be tried; what a rule forbids is left undone."""

    def __init__(self) -> None:
        self.plan = factories.plan()
        self.milestones = [factories.milestone(self.plan) for _ in range(2)]
        self.risk, self.finding = factories.risk(), factories.finding()
        self.owners = [factories.role(), factories.role()]

    def fresh(self, record: Any) -> Any:
        return type(record).objects.get(pk=record.pk)

    def acts(self, at: datetime) -> list[Callable[[int, int], Any]]:
        do = {"by": BY, "at": at, "reason": "so"}
        milestone = lambda which: self.fresh(self.milestones[which % 2])  # noqa: E731
        risk, finding, plan = self.fresh(self.risk), self.fresh(self.finding), self.fresh(self.plan)
        day = lambda number: date(2027, 1, 1) + timedelta(days=number)  # noqa: E731
        return [
            lambda which, number: milestones.start(milestone(which), percent=number, **do),
            lambda which, number: milestones.progress(milestone(which), percent=number, **do),
            lambda which, number: milestones.move_forecast(milestone(which), to=day(number), **do),
            lambda which, number: milestones.block(milestone(which), **do),
            lambda which, number: milestones.complete(milestone(which), **do),
            lambda which, number: milestones.reopen(milestone(which), percent=number, forecast=day(number), **do),
            lambda which, number: plans.approve(
                plan,
                lines={milestone(which): Promise(day(number), 1)},
                decided_by=self.owners[0],
                decision=factories.agreement("plan.approve", plan, at),
                **do,
            ),
            lambda which, number: plans.rebaseline(
                plan,
                lines={milestone(which): Promise(day(number), 2)},
                decided_by=self.owners[0],
                decision=factories.agreement("plan.rebaseline", plan, at),
                **do,
            ),
            lambda which, number: risks.assess(
                risk, kind="current", likelihood=number % 5 + 1, impact=which % 5 + 1, **do
            ),
            lambda which, number: records.edit(risk, title=f"Title {number}", **do),
            lambda which, number: records.hand_over([risk], to=self.owners[which % 2], **do),
            lambda which, number: records.link(models.RiskPlan, risk=risk, plan=plan, **do),
            lambda which, number: [
                records.unlink(tie, **do) for tie in models.RiskPlan.objects.filter(withdrawn=False)
            ],
            lambda which, number: findings.answer_with(finding, plan, **do),
            lambda which, number: findings.accept(
                finding, decision=factories.agreement("finding.accept", finding, at), **do
            ),
            lambda which, number: findings.rate(finding, audit_year=2026, rating=None, outcome="reopened", **do),
            lambda which, number: records.withdraw(risk, **do),
        ]


steps = st.lists(
    st.tuples(st.integers(0, 16), st.integers(0, 3), st.integers(0, 99), st.sampled_from([0, 0, 1, 60, 86_400])),
    min_size=1,
    max_size=12,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=steps)
def test_as_of_a_moment_is_what_stood_at_that_moment(steps: list[tuple[int, int, int, int]]):
    with transaction.atomic():
        world, at = World(), AT
        stood: dict[datetime, dict[str, list[Row]]] = {at: snapshot()}
        for act, which, number, seconds in steps:
            at += timedelta(seconds=seconds)
            try:
                world.acts(at)[act](which, number)
            except RuleBroken:
                continue
            stood[at] = snapshot()
        for moment, expected in stood.items():
            assert seen_at(moment + timedelta(microseconds=1)) == expected
        assert seen_at(at + timedelta(days=400)) == snapshot()
        assert all(rows == [] for rows in seen_at(AT).values())
        transaction.set_rollback(True)


# --- the day
def test_a_day_holds_its_last_instant_and_not_the_next_days_first():
    day = date(2027, 3, 28)  # summer time begins
    factories.risk(code="RSK-LAST", at=last_instant(day))
    factories.risk(code="RSK-NEXT", at=end_of_day(day))
    codes = lambda on: list(Register.as_of(operator(), on).risks.values_list("code", flat=True))  # noqa: E731
    assert codes(day - timedelta(days=1)) == []
    assert codes(day) == ["RSK-LAST"]
    assert codes(day + timedelta(days=1)) == ["RSK-LAST", "RSK-NEXT"]


def test_several_versions_of_one_moment_show_the_last():
    milestone = factories.started_milestone(percent=1)
    for percent in (20, 30, 40):
        milestones.progress(milestone, percent=percent, by=BY, at=AT)
    (row,) = Register.as_of(operator(), ON).milestones
    assert (row.percent, row.rev) == (40, milestone.rev)
    assert Register.as_of(operator(), ON).milestones.count() == 1


def test_a_withdrawn_record_stands_on_the_days_before():
    risk = factories.risk()
    records.withdraw(risk, by=BY, at=later(days=5), reason="double")
    standing = lambda days: Register.as_of(operator(), later(days=days).date()).risks.standing().count()  # noqa: E731
    assert [standing(4), standing(5)] == [1, 0]
    assert Register.as_of(operator(), later(days=5).date()).get(models.Risk, risk.code).withdrawn


# --- words now and then
def content_of_words(register: Register) -> dict[str, list[str]]:
    on = register.on
    words = {
        "risks": ("current", "top", "assessed", "not_assessed", "above_appetite", "standing", "withdrawn", "real"),
        "findings": ("open", "ended", "overdue"),
        "plans": ("running", "approved"),
        "milestones": (
            "in_scope", "unfinished", "blocked", "completed", "overdue", "forecast_passed", "slipping", "illustrative",
        ),
        "commitments": ("open", "overdue"),
        "decisions": ("asked", "taken"),
    }  # fmt: skip
    dated = {"overdue", "forecast_passed"}
    found = {}
    for noun, adjectives in words.items():
        for word in adjectives:
            rows = getattr(getattr(register, noun), word)
            rows = rows(on) if word in dated else rows()
            found[f"{noun}.{word}"] = list(rows.values_list("code", flat=True))
    for band in ("low", "medium", "high", "very_high"):
        found[f"risks.in_band.{band}"] = list(register.risks.in_band(band).values_list("code", flat=True))
    finishing = register.milestones.finishing(on, on + timedelta(days=45))
    found["milestones.finishing"] = list(finishing.values_list("code", flat=True))
    return found


def test_words_give_the_same_records_now_and_as_of(douane: Any):
    day = date(2026, 11, 22)
    now = content_of_words(Register.now(operator(), day))
    assert content_of_words(Register.as_of(operator(), day)) == now
    told = {name: len(codes) for name, codes in now.items()}
    assert told["risks.top"] == 7
    assert told["findings.open"]
    assert told["milestones.overdue"]


def test_words_of_the_past_are_those_of_the_past(douane: Any):
    day = date(2025, 6, 30)
    then, now = content_of_words(Register.as_of(operator(), day)), content_of_words(Register.now(operator(), day))
    assert then != now
    assert set(then["milestones.completed"]) < set(now["milestones.completed"])


# --- relations of the same day
def test_an_owner_that_was_not_attached_is_not_todays(douane: Any):
    row = Register.as_of(operator(), date(2025, 6, 30)).plans[0]
    with pytest.raises(LookupError, match="owner of"):
        _owner = row.owner
    assert row.owner_id


def test_a_relation_that_is_empty_is_none_without_attaching():
    factories.risk()
    assert Register.as_of(operator(), ON).risks[0].unit is None


def test_attached_relations_are_those_of_that_day():
    risk, new = factories.risk(), factories.role(name="Second")
    records.edit(risk.owner, name="First, renamed", by=BY, at=later(days=1))
    records.hand_over([risk], to=new, by=BY, at=later(days=2), reason="moved")
    names = []
    for days in (0, 1, 2):
        register = Register.as_of(operator(), later(days=days).date())
        (row,) = register.attach(register.risks, "owner")
        names.append(row.owner.name)
    assert names == ["Role", "First, renamed", "Second"]


def test_attaching_works_the_same_now():
    risk = factories.risk()
    register = Register.now(operator(), ON)
    (row,) = register.attach(register.risks, "owner", "unit", "source")
    assert (row.owner.name, row.unit, row.source) == (risk.owner.name, None, None)


def test_ties_are_those_of_that_day():
    risk, plan = factories.risk(), factories.plan()
    tie = records.link(models.RiskPlan, risk=risk, plan=plan, by=BY, at=later(days=1))
    records.unlink(tie, by=BY, at=later(days=3), reason="not this one")
    tied = []
    for days in range(4):
        register = Register.as_of(operator(), later(days=days).date())
        tied.append([one.code for one in register.ties(models.RiskPlan, "risk", "plan", [risk.pk]).get(risk.pk, [])])
    assert tied == [[], [plan.code], [plan.code], []]


def test_lines_are_those_of_that_day_oldest_first():
    risk = factories.assessed_risk()
    risks.assess(risk, kind="current", likelihood=1, impact=1, by=BY, at=later(days=2), reason="better")
    for days, scores in ((1, [3]), (2, [3, 1])):
        register = Register.as_of(operator(), later(days=days).date())
        lines = register.lines(models.RiskAssessment, "risk", [risk.pk])[risk.pk]
        assert [line.likelihood for line in lines] == scores


def test_the_register_begins_on_the_day_of_its_first_event_in_amsterdam():
    assert Register.now(operator(), ON).begins_on is None
    factories.unit(at=end_of_day(date(2026, 1, 31)))
    assert Register.now(operator(), ON).begins_on == date(2026, 2, 1)

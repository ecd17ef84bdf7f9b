"""Cycles and their top lists: a word for every risk, proposed by one person and decided by another."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from riskreg import models
from riskreg.access import Load, actor_of, operator
from riskreg.models import Decision, Risk, TopRisk
from riskreg.services import accounts, cycles, proposals, records, risks
from riskreg.services.cycles import Place
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from tests import factories
from tests.factories import AT, BY, ON, later

pytestmark = pytest.mark.django_db
DO = {"by": BY, "at": AT}
LOAD = operator("register load", Load(AT))


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


def listed(count: int = 1, **values: Any) -> list[Risk]:
    """Risks on the list of a cycle that closed a year ago."""
    before = factories.cycle(closes_on=ON - timedelta(days=365))
    made = [factories.risk(**values) for _number in range(count)]
    for place, risk in enumerate(made, 1):
        risks.put_on_top_list(risk, cycle=before, change="new", place=place, by=LOAD, at=AT)
    return made


def propose(cycle: Any, places: dict[Risk, Place], **values: Any) -> Decision:
    told = {"by": operator("proposer"), "at": AT, "reason": "the yearly list", **values}
    return cycles.propose_list(cycle, places=places, **told)


def decide(asked: Decision, by: Any = None) -> Decision:
    told = {"verdict": "agreed", "outcome": "agreed", "taken_by": factories.role()}
    return proposals.decide(asked, by=by or operator("management"), at=later(minutes=5), **told)


def test_a_cycle_opens_without_a_list():
    cycle = cycles.open_cycle(code="CYC-2026", name="2026", closes_on=ON, **DO)
    assert cycle.decided_on is None
    assert models.AssessmentCycle.versions().get(id=cycle.pk).act == "cycle.open"
    with pytest.raises(NotAllowed):
        cycles.open_cycle(code="CYC-2027", name="2027", closes_on=ON, by=factories.person("owner"), at=AT)


def test_an_agreed_list_is_carried_out_whole():
    one, two, three = listed(3)
    new, cycle = factories.risk(), factories.cycle()
    asked = propose(
        cycle,
        {
            one: Place("confirmed", place=1),
            two: Place("reworded", "says more", 2, "Other words"),
            three: Place("delisted", "under control"),
            new: Place("new", "it grew", 3),
        },
    )
    assert not TopRisk.objects.filter(cycle=cycle).exists()
    decide(asked)
    said = dict(TopRisk.objects.filter(cycle=cycle).values_list("risk__code", "change"))
    assert said == {one.code: "confirmed", two.code: "reworded", three.code: "delisted", new.code: "new"}
    assert set(Risk.objects.filter(top_risk=True)) == {one, two, new}
    assert Risk.objects.get(pk=two.pk).title == "Other words"
    cycle.refresh_from_db()
    assert cycle.decided_on == ON


def test_a_declined_list_changes_nothing():
    (one,), cycle = listed(), factories.cycle()
    asked = propose(cycle, {one: Place("delisted", "gone")})
    proposals.decide(
        asked, verdict="declined", outcome="it stays", taken_by=factories.role(), by=operator("management"), at=AT
    )
    assert Risk.objects.get(pk=one.pk).top_risk
    assert not TopRisk.objects.filter(cycle=cycle).exists()


def test_nothing_is_left_out():
    one, two = listed(2)
    with pytest.raises(RuleBroken, match=two.code):
        propose(factories.cycle(), {one: Place("confirmed")})


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (Place("new", "again"), "change"),
        (Place("delisted", " "), "reason"),
        (Place("reworded", "", title="Other"), "reason"),
        (Place("reworded", "clearer", title=" "), "title"),
    ],
)
def test_what_is_said_of_a_listed_risk_fits(place: Place, code: str):
    (one,) = listed()
    with refuses(code):
        propose(factories.cycle(), {one: place})


@pytest.mark.parametrize("change", ["confirmed", "reworded", "delisted"])
def test_a_risk_that_is_not_on_the_list_only_comes_on_it(change: str):
    with refuses("change"):
        propose(factories.cycle(), {factories.risk(): Place(change, "so", title="Other")})


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_a_draft_or_closed_risk_comes_on_no_list(state: str):
    with refuses("change"):
        propose(factories.cycle(), {factories.risk(state=state): Place("new", "so")})


def test_a_list_is_decided_once_and_not_before_one_that_stands():
    (one,), cycle = listed(), factories.cycle()
    decide(propose(cycle, {one: Place("confirmed")}))
    cycle.refresh_from_db()
    with refuses("state"):
        propose(cycle, {one: Place("confirmed")})
    with refuses("closes_on"):
        propose(factories.cycle(closes_on=ON - timedelta(days=1)), {one: Place("confirmed")})
    with refuses("decided_on"):
        records.withdraw(cycle, reason="a mistake", **DO)


def test_a_list_that_no_longer_fits_is_not_carried_out():
    one, two = listed(2)
    cycle = factories.cycle()
    asked = propose(cycle, {one: Place("confirmed"), two: Place("confirmed")})
    risks.put_on_top_list(factories.risk(), cycle=factories.cycle(closes_on=ON), change="new", by=LOAD, at=AT)
    with refuses("places"):
        decide(asked)
    assert Decision.objects.get(pk=asked.pk).state == "asked"


def test_who_may_not_see_a_listed_risk_proposes_and_decides_no_list_and_learns_no_name():
    one, hidden = listed(2)
    records.edit(hidden, confidential=True, title="Canary", **DO)
    account, cycle = factories.account("officer"), factories.cycle()
    officer, manager = actor_of(account, ON), factories.person("management")
    with pytest.raises(RuleBroken) as refused:
        propose(cycle, {one: Place("confirmed")}, by=officer)
    assert refused.value.code == "hidden"
    assert hidden.code not in refused.value.message
    accounts.grant(account, hidden, **DO)
    asked = propose(cycle, {one: Place("confirmed"), hidden: Place("confirmed")}, by=officer)
    with pytest.raises(RuleBroken) as refused:
        decide(asked, by=manager)
    assert refused.value.code == "hidden"
    assert hidden.code not in refused.value.message


def test_the_reason_of_a_line_stands_on_the_line_and_not_on_the_cycle():
    (one,), cycle = listed(), factories.cycle()
    decide(propose(cycle, {one: Place("delisted", "Canary")}))
    assert TopRisk.objects.get(cycle=cycle).reason == "Canary"
    told = models.AssessmentCycle.versions().filter(id=cycle.pk).values_list("history_change_reason", flat=True)
    assert "Canary" not in list(told)


def test_an_owner_proposes_no_list():
    with pytest.raises(NotAllowed):
        propose(factories.cycle(), {}, by=factories.person("owner", fills=(factories.role(),)))


def test_only_a_load_writes_a_single_line():
    with refuses("two_keys"):
        risks.put_on_top_list(factories.risk(), cycle=factories.cycle(), change="new", **DO)
    with refuses("two_keys"):
        risks.delist(factories.risk(), cycle=factories.cycle(), reason="so", **DO)

"""Handing over: one record, or everything open that a role owns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from riskreg import models
from riskreg.services import accounts, commitments, milestones, records
from riskreg.vocabulary.errors import NotAllowed, RuleBroken, Stale
from tests import factories
from tests.factories import AT, BY, ON

pytestmark = pytest.mark.django_db
DO = {"by": BY, "at": AT, "reason": "reorganised"}


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


def world(role: models.Role) -> list[Any]:
    """One open item of each kind, and what is done."""
    plan, (milestone, done) = factories.plan_with_milestones(owner=role)
    milestones.complete(done, by=BY, at=AT)
    commitments.fulfil(factories.commitment(keeper=role), outcome="done", by=BY, at=AT)
    return [
        factories.risk(owner=role), factories.measure(owner=role), factories.finding(owner=role),
        models.Plan.objects.get(pk=plan.pk), milestone, factories.indicator(owner=role),
        factories.commitment(keeper=role),
    ]  # fmt: skip


def owner_of(record: Any) -> int:
    return getattr(type(record).objects.get(pk=record.pk), records.owner_of(record))


def test_every_open_item_goes_in_one_act_and_what_is_done_stays():
    role, other = factories.role(), factories.role()
    items = world(role)
    handed = records.hand_over_all(role, to=other, from_day=date(2026, 11, 1), **DO)
    assert {one.code for one in handed} == {one.code for one in items}
    assert {owner_of(one) for one in items} == {other.pk}
    rows = [type(one).versions().filter(id=one.pk).last() for one in items]
    assert len({row.request_id for row in rows}) == 1
    assert {row.applies_to for row in rows} == {date(2026, 11, 1)}
    assert {row.act.split(".")[1] for row in rows} == {"hand_over"}
    assert models.Milestone.objects.completed().get().owner == role
    assert models.Commitment.objects.get(status="met").keeper == role
    with refuses("items"):
        records.hand_over_all(role, to=other, **DO)


def test_only_the_officer_hands_over():
    role, other = factories.role(), factories.role()
    risk = factories.risk(owner=role)
    for right in ("owner", "auditor", "management", "administrator"):
        by = factories.person(right, fills=(role,) if right == "owner" else ())
        with pytest.raises(NotAllowed):
            records.hand_over_all(role, to=other, by=by, at=AT, reason="so")
        with pytest.raises(NotAllowed):
            records.hand_over([risk], to=other, by=by, at=AT, reason="")
    records.hand_over_all(role, to=other, by=factories.person("officer"), at=AT, reason="so")


def test_what_the_actor_may_not_see_stays_and_nothing_tells_of_it():
    role, other, officer = factories.role(), factories.role(), factories.account("officer")
    seen, secret = factories.risk(owner=role), factories.risk(owner=role, confidential=True, title="Secret")
    measure = factories.measure(secret, owner=role)
    by = factories.actor_of(officer, ON)
    assert records.open_items(role, by) == [seen]
    assert records.hand_over_all(role, to=other, by=by, at=AT, reason="so") == [seen]
    assert (owner_of(secret), owner_of(measure), owner_of(seen)) == (role.pk, role.pk, other.pk)
    said = []
    for empty in (role, factories.role()):
        with refuses("items") as refused:
            records.hand_over_all(empty, to=other, by=by, at=AT, reason="so")
        said.append(refused.value.message)
    assert said[0] == said[1]
    accounts.grant(officer, secret, by=BY, at=AT)
    assert len(records.hand_over_all(role, to=other, by=by, at=AT, reason="so")) == 2
    assert (owner_of(secret), owner_of(measure)) == (other.pk, other.pk)


def test_a_role_that_an_auditor_fills_gets_nothing():
    role, ours = factories.role(), factories.role()
    outside = factories.role(party=factories.party())
    for filled in (ours, outside):
        accounts.assign(factories.account(), right="auditor", role=filled, starts=ON, by=BY, at=AT)
    risk = factories.risk(owner=role)
    for to in (ours, outside):
        with refuses("to"):
            records.hand_over([risk], to=to, **DO)
    assert owner_of(risk) == role.pk


def test_days_words_and_receivers():
    role, other = factories.role(), factories.role()
    risk = factories.risk(owner=role)
    with refuses("from_day"):
        records.hand_over([risk], to=other, from_day=ON + timedelta(days=1), **DO)
    with refuses("reason"):
        records.hand_over([risk], to=other, by=BY, at=AT, reason=" ")
    with refuses("to"):
        records.hand_over([risk], to=role, **DO)
    gone = records.withdraw(factories.role(), by=BY, at=AT, reason="merged")
    with refuses("to"):
        records.hand_over([risk], to=gone, **DO)
    with pytest.raises(Stale):
        records.hand_over([risk], to=other, rev=9, **DO)
    records.hand_over([risk], to=other, from_day=ON, rev=1, **DO)
    assert owner_of(risk) == other.pk


def test_one_refused_item_takes_all_back():
    role, other = factories.role(), factories.role()
    risk, plan = factories.risk(owner=role), factories.plan(owner=role)
    records.withdraw(plan, by=BY, at=AT, reason="not ours")
    with refuses("gone"):
        records.hand_over([risk, plan], to=other, **DO)
    assert owner_of(risk) == role.pk

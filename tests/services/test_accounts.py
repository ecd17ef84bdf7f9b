"""Accounts: rights that conflict, roles that own, days on which they count."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from django.test.utils import CaptureQueriesContext

from riskreg import models
from riskreg.access import actor_of
from riskreg.services import accounts, milestones, records
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from tests import factories
from tests.factories import AT, BY, ON

pytestmark = pytest.mark.django_db
DO = {"by": BY, "at": AT}


def day(number: int) -> date:
    """A day so many days after that of AT."""
    return ON + timedelta(days=number)


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


@pytest.mark.parametrize("other", ["officer", "owner", "administrator"])
@pytest.mark.parametrize("auditor_first", [True, False])
def test_an_auditor_is_nothing_that_is_audited(other: str, auditor_first: bool):
    first, second = ("auditor", other) if auditor_first else (other, "auditor")
    user = factories.account()
    accounts.assign(user, right=first, starts=ON, **DO)
    with refuses("right"):
        accounts.assign(user, right=second, starts=ON, **DO)
    assert models.RoleAssignment.objects.count() == 1


def test_management_and_auditor_do_not_conflict():
    assert factories.person("auditor", "management").rights == {"auditor", "management"}


def test_a_right_that_has_ended_does_not_conflict():
    user = factories.account()
    accounts.assign(user, right="officer", starts=ON - timedelta(days=9), ends=ON - timedelta(days=1), **DO)
    accounts.assign(user, right="auditor", starts=ON, **DO)
    assert actor_of(user, ON).rights == {"auditor"}


@pytest.mark.parametrize("auditor_first", [True, False])
def test_rights_conflict_also_when_they_meet_only_later(auditor_first: bool):
    user = factories.account()
    first, second = ("auditor", "officer") if auditor_first else ("officer", "auditor")
    accounts.assign(user, right=first, starts=day(20), **DO)
    with refuses("right"):
        accounts.assign(user, right=second, starts=ON, **DO)
    with refuses("right"):
        accounts.assign(user, right=second, starts=day(90), ends=day(91), **DO)
    accounts.assign(user, right=second, starts=ON, ends=day(19), **DO)
    assert [actor_of(user, day(number)).rights for number in (19, 20)] == [{second}, {first}]


def test_a_later_last_day_is_judged_as_a_new_assignment():
    user = factories.account()
    held = accounts.assign(user, right="officer", starts=ON, ends=day(5), **DO)
    accounts.assign(user, right="auditor", starts=day(6), **DO)
    with refuses("right"):
        accounts.end(held, ends=day(6), **DO)
    held.refresh_from_db()
    assert held.ends == day(5)
    accounts.end(held, ends=day(4), **DO)
    accounts.end(held, ends=day(5), **DO)


def test_withdrawn_and_given_again_is_judged_again():
    user = factories.account("officer")
    held = models.RoleAssignment.objects.get(user=user)
    accounts.withdraw(held, reason="a mistake", **DO)
    accounts.assign(user, right="auditor", starts=ON, **DO)
    with refuses("right"):
        accounts.assign(user, right="officer", starts=ON, **DO)
    with refuses("gone"):
        accounts.end(held, ends=day(1), **DO)


def test_who_may_not_is_told_so_before_any_rule():
    held = models.RoleAssignment.objects.get(user=factories.account("officer"))
    other = factories.person("officer")
    for refused in (
        lambda: accounts.end(held, ends=day(-99), by=other, at=AT),
        lambda: accounts.withdraw(held, reason="", by=other, at=AT),
        lambda: accounts.assign(held.user, right="auditor", starts=ON, by=other, at=AT),
    ):
        with pytest.raises(NotAllowed):
            refused()


OWNED = {
    "risk": lambda role: factories.risk(owner=role),
    "measure": lambda role: factories.measure(owner=role),
    "finding": lambda role: factories.finding(owner=role),
    "plan": lambda role: factories.plan(owner=role),
    "milestone": lambda role: factories.milestone(factories.plan(), owner=role),
    "indicator": lambda role: factories.indicator(owner=role),
    "commitment": lambda role: factories.commitment(keeper=role),
}


@pytest.mark.parametrize("noun", OWNED)
@pytest.mark.parametrize("right", ["auditor", "management"])
def test_an_auditor_fills_no_role_that_owns(noun: str, right: str):
    user, role = factories.account(*{"auditor"} - {right}), factories.role()
    OWNED[noun](role)
    with refuses("role"):
        accounts.assign(user, right=right, role=role, starts=ON, **DO)


@pytest.mark.parametrize("noun", OWNED)
@pytest.mark.parametrize("right", ["auditor", "management"])
def test_a_role_that_an_auditor_fills_comes_to_own_nothing(noun: str, right: str):
    user, role = factories.account(*{"auditor"} - {right}), factories.role()
    accounts.assign(user, right=right, role=role, starts=day(10), **DO)
    column = "keeper" if noun == "commitment" else "owner"
    with refuses(column):
        OWNED[noun](role)
    record = OWNED[noun](factories.role())
    with refuses(column):
        records.edit(record, **{column: role}, **DO)
    with refuses("to"):
        records.hand_over([record], to=role, reason="moved", **DO)
    record.refresh_from_db()
    assert getattr(record, column) != role


def test_a_role_that_an_auditor_left_owns_again():
    user, role = factories.account("auditor"), factories.role()
    held = accounts.assign(user, right="management", role=role, starts=day(-9), **DO)
    with refuses("owner"):
        factories.risk(owner=role)
    accounts.end(held, ends=day(-1), **DO)
    factories.risk(owner=role)


def test_a_person_who_is_auditor_before_and_fills_the_role_after_is_no_auditor_in_it():
    user, role = factories.account(), factories.role()
    accounts.assign(user, right="auditor", starts=ON, ends=day(9), **DO)
    accounts.assign(user, right="owner", role=role, starts=day(10), **DO)
    factories.risk(owner=role)


def test_an_outside_auditors_role_may_own_its_re_check():
    user, role = factories.account(), factories.role(party=factories.party())
    factories.finding(owner=role)
    accounts.assign(user, right="auditor", role=role, starts=ON, **DO)
    factories.finding(owner=role)


def test_only_a_new_owner_is_asked_after():
    milestone = factories.started_milestone()
    with CaptureQueriesContext(connection) as asked:
        milestones.progress(milestone, percent=61, **DO)
    assert not [one for one in asked if "roleassignment" in one["sql"]]


def test_an_auditor_does_not_fill_a_role_that_owns_something():
    user, owning, idle = factories.account(), factories.role(), factories.role()
    factories.risk(owner=owning)
    with refuses("role"):
        accounts.assign(user, right="auditor", role=owning, starts=ON, **DO)
    accounts.assign(user, right="auditor", role=idle, starts=ON, **DO)


def test_an_assignment_counts_from_its_first_to_its_last_day():
    user, role = factories.account(), factories.role()
    accounts.assign(user, right="owner", role=role, starts=ON, ends=ON + timedelta(days=1), **DO)
    days = {number: actor_of(user, ON + timedelta(days=number)) for number in (-1, 0, 1, 2)}
    assert [bool(days[number].rights) for number in days] == [False, True, True, False]
    assert days[0].role_ids == {role.pk}


def test_an_assignment_does_not_end_before_it_begins():
    with refuses("assignment_order"):
        accounts.assign(factories.account(), right="owner", starts=ON, ends=ON - timedelta(days=1), **DO)


def test_a_withdrawn_assignment_gives_nothing():
    user = factories.account("officer")
    accounts.withdraw(models.RoleAssignment.objects.get(user=user), reason="left", **DO)
    assert actor_of(user, ON).rights == frozenset()


def test_a_role_that_is_filled_without_owner_right_owns_nothing():
    user, role = factories.account(), factories.role()
    accounts.assign(user, right="management", role=role, starts=ON, **DO)
    assert actor_of(user, ON).role_ids == frozenset()


def test_a_deactivated_account_stays_in_history():
    user = factories.account("officer")
    accounts.edit(user, is_active=False, reason="left", **DO)
    assert not models.User.objects.get(pk=user.pk).is_active
    assert models.User.versions().filter(id=user.pk).count() == 2


def test_a_password_is_outside_history_and_ones_own_or_the_administrators():
    user, other = factories.account(), factories.person("officer")
    accounts.set_password(user, "a long enough password", by=actor_of(user, ON), at=AT)
    assert authenticate(username=user.username, password="a long enough password") == user
    assert models.User.versions().filter(id=user.pk).count() == 1
    assert not hasattr(models.User.versions()[0], "password")
    with pytest.raises(NotAllowed):
        accounts.set_password(user, "stolen", by=other, at=AT)
    accounts.set_password(user, "another password", by=factories.person("administrator"), at=AT)


def test_without_a_password_nobody_signs_in():
    user = accounts.create(username="new", name="New", **DO)
    assert not user.has_usable_password()


def test_access_that_was_revoked_can_be_granted_again():
    user, risk = factories.account(), factories.risk(confidential=True)
    given = accounts.grant(user, risk, **DO)
    accounts.revoke(given, reason="left", **DO)
    again = accounts.grant(user, risk, **DO)
    assert (again.pk, again.withdrawn, again.rev) == (given.pk, False, 3)


# --- nobody alone
def test_nobody_gives_themselves_a_right_more_days_or_access():
    administrator = factories.person("administrator")
    user = models.User.objects.get(pk=int(administrator.key))
    own = {"by": administrator, "at": AT}
    with refuses("user"):
        accounts.assign(user, right="officer", starts=ON, **own)
    held = models.RoleAssignment.objects.get(user=user)
    accounts.end(held, ends=day(5), **own)
    with refuses("ends"):
        accounts.end(held, ends=day(6), **own)
    with refuses("user"):
        accounts.grant(user, factories.risk(confidential=True), **own)
    other = factories.account()
    assert accounts.assign(other, right="management", starts=ON, **own).user == other
    assert accounts.grant(other, factories.risk(confidential=True), **own).user == other


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Jan.Smit@example.org", "Jan.Smit@example.org"), ("ｊａｎ", "jan"), ("a+b_c-1", "a+b_c-1")],
)
def test_a_user_name_is_plain_signs(name: str, kept: str):
    assert accounts.create(username=name, name="Somebody", **DO).username == kept


@pytest.mark.parametrize("name", ["оfficer", "jan smit", "jan/smit", "jän", "jan\u200b", "", "jan\n"])
def test_a_user_name_with_other_signs_is_refused(name: str):
    with refuses("username"):
        accounts.create(username=name, name="Somebody", **DO)
    assert not models.User.objects.exists()


@pytest.mark.parametrize("name", ["officer", "Officer", "OFFICER", "ofﬁcer"])
def test_a_user_name_differs_from_every_other_by_more_than_its_looks(name: str):
    accounts.create(username="Officer", name="Somebody", **DO)
    with pytest.raises(RuleBroken, match="is taken") as refused:
        accounts.create(username=name, name="Somebody else", **DO)
    assert refused.value.code == "username"

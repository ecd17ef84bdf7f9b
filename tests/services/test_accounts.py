"""Accounts: rights that conflict, roles that own, days on which they count."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate

from riskreg import models
from riskreg.access import actor_of
from riskreg.services import accounts
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from tests import factories
from tests.factories import AT, BY, ON

pytestmark = pytest.mark.django_db
DO = {"by": BY, "at": AT}


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

"""Every act of the role table, by everyone: who may does, who may not writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from riskreg.access import OWN, PROPOSE, TABLE, Actor
from riskreg.integrity.tables import tracked_models
from riskreg.models import Role
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import NotAllowed
from tests import factories
from tests.services.verbs import VERBS, WITHOUT_VERB

pytestmark = pytest.mark.django_db


def written() -> list[int]:
    """How many versions every kind of record has."""
    tables = [kind.history.model._meta.db_table for kind in tracked_models()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f'(SELECT count(*) FROM "{table}")' for table in tables))
        return list(cursor.fetchone())


def refused(act: str, do: Callable[[Actor], Any], by: Actor) -> bool:
    """Whether the act is refused for want of a right, with nothing written; it is undone either way."""
    before = written()
    with transaction.atomic():
        try:
            do(by)
        except NotAllowed:
            assert written() == before
            return True
        assert written() != before, f"{act} wrote nothing"
        connection.check_constraints()
        transaction.set_rollback(True)
    return False


def test_every_act_of_the_table_has_a_verb_that_is_tried_here():
    assert set(VERBS) | WITHOUT_VERB == set(TABLE)
    assert not set(VERBS) & WITHOUT_VERB


@pytest.mark.parametrize("act", sorted(VERBS))
def test_an_account_without_rights_may_not(act: str):
    assert refused(act, VERBS[act](factories.role()), factories.person())


def actors(act: str, owner: Role) -> Iterator[tuple[Actor, bool]]:
    """A person of each right, an owner of the record's role and one of another, with what the table lets them do."""
    for right in Right.values:
        far = TABLE[act].get(right)
        if right == Right.OWNER:
            yield factories.person(right, fills=(owner,)), far == OWN
            yield factories.person(right, fills=(factories.role(),)), False
        else:
            yield factories.person(right), far not in (None, PROPOSE)


@pytest.mark.once
@pytest.mark.parametrize("act", sorted(VERBS))
def test_each_right_reaches_as_far_as_the_table_says(act: str):
    owner, do = factories.role(), None
    for by, may in actors(act, owner):
        do = do or VERBS[act](owner)
        assert refused(act, do, by) != may, by
        # What was done is undone in the database, not in the objects that it was done to.
        do = None if may else do


@pytest.mark.parametrize("act", sorted(VERBS))
def test_a_command_may_do_everything(act: str):
    assert not refused(act, VERBS[act](factories.role()), factories.operator("another command"))

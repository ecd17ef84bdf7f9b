"""Every act of the role table, by everyone: who may does, who may not writes nothing."""

from __future__ import annotations

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


def refused(act: str, owner: Role, by: Actor) -> bool:
    """Whether the act is refused for want of a right, with nothing written; it is undone either way."""
    do = VERBS[act](owner)
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
    assert refused(act, factories.role(), factories.person())


@pytest.mark.parametrize("act", sorted(VERBS))
def test_each_right_reaches_as_far_as_the_table_says(act: str):
    owner = factories.role()
    for right in Right.values:
        far = TABLE[act].get(right)
        if right == Right.OWNER:
            own = far == OWN
            assert refused(act, owner, factories.person(right, fills=(owner,))) != own
            assert refused(act, owner, factories.person(right, fills=(factories.role(),)))
        else:
            assert refused(act, owner, factories.person(right)) == (far in (None, PROPOSE)), right


@pytest.mark.parametrize("act", sorted(VERBS))
def test_a_command_may_do_everything(act: str):
    assert not refused(act, factories.role(), factories.operator("another command"))

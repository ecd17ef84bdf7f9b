"""Saved views: private, few, under one name each, and no part of the register."""

import pytest

from riskreg.models import LedgerEntry, SavedView
from riskreg.services import saved_views
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import RuleBroken
from tests.factories import AT, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return person(Right.OFFICER)


def save(by, name="Late ones", query="late=yes", of="milestones"):
    return saved_views.save(of, name, query, by=by, at=AT)


def test_a_view_is_kept_without_history(mine):
    before = LedgerEntry.objects.count()
    view = save(mine, name="  Late   ones ")
    assert (view.name, view.query, view.saved_at) == ("Late ones", "late=yes", AT)
    assert LedgerEntry.objects.count() == before
    assert not hasattr(view, "history")


def test_only_the_own_ones_are_read(mine):
    other = person(Right.OFFICER)
    view, theirs = save(mine), save(other)
    save(mine, of="risks")
    assert saved_views.own(mine, "milestones") == [view]
    assert len(saved_views.own(mine)) == 2
    assert saved_views.find(theirs.pk, by=mine) is None
    assert saved_views.find(view.pk, by=mine) == view
    assert saved_views.find(999_999, by=mine) is None


def test_a_name_is_given_once_a_list(mine):
    view = save(mine)
    with pytest.raises(RuleBroken, match="already; give another name"):
        save(mine, query="late=no")
    save(mine, of="risks")
    save(person(Right.OWNER))
    other = save(mine, name="Blocked")
    with pytest.raises(RuleBroken, match="already; give another name"):
        saved_views.rename(other, "Late ones")
    saved_views.rename(view, "Mine")
    assert SavedView.objects.get(pk=view.pk).name == "Mine"


@pytest.mark.parametrize("name", ["", " ", "x" * 41, "a\x00b", "a\u202eb"])
def test_a_name_is_short_and_can_be_seen(mine, name):
    with pytest.raises(RuleBroken, match="1 to 40 characters"):
        save(mine, name=name)
    view = save(mine)
    with pytest.raises(RuleBroken, match="1 to 40 characters"):
        saved_views.rename(view, name)


def test_there_are_few_and_their_filters_short(mine):
    with pytest.raises(RuleBroken, match="too long to be kept"):
        save(mine, query="q=" + "x" * saved_views.LONGEST_QUERY)
    for number in range(saved_views.MOST):
        save(mine, name=f"View {number}")
    with pytest.raises(RuleBroken, match="remove one first"):
        save(mine)
    saved_views.remove(saved_views.own(mine)[0])
    save(mine)


def test_the_columns_hold_what_the_verbs_allow():
    lengths = {field.name: field.max_length for field in SavedView._meta.fields if field.max_length}
    assert lengths["name"] == saved_views.LONGEST_NAME
    assert lengths["query"] == saved_views.LONGEST_QUERY

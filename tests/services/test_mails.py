"""The writes of the mail desk: chase, choose, keep once."""

from __future__ import annotations

import pytest

from riskreg.access import actor_of
from riskreg.models import Mail, MailChoice
from riskreg.services import accounts, mails
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, ON, later, person
from tests.notify.desk import DO, mailed

pytestmark = pytest.mark.django_db
NOVEMBER = Month(2026, 11)


def test_chasing_reaches_everybody_who_fills_the_role_once_a_day_and_month() -> None:
    role, officer = factories.role(), person(Right.OFFICER)
    filling = {mailed(Right.OWNER, fills=(role,)) for _number in range(2)}
    assert set(mails.chase(role, NOVEMBER, by=officer, at=AT)) == filling
    with pytest.raises(RuleBroken, match="today already"):
        mails.chase(role, NOVEMBER, by=officer, at=later(minutes=60))
    assert set(mails.chase(role, NOVEMBER.next, by=officer, at=later(minutes=60))) == filling
    assert set(mails.chase(role, NOVEMBER, by=officer, at=later(days=1))) == filling
    assert Mail.objects.count() == 6


def test_chasing_says_who_is_not_reached() -> None:
    role, officer = factories.role(), person(Right.OFFICER)
    with pytest.raises(RuleBroken, match=f"Nobody fills {role.name}"):
        mails.chase(role, NOVEMBER, by=officer, at=AT)
    silent = factories.account(Right.OWNER, fills=(role,))
    with pytest.raises(RuleBroken, match="no e-mail address"):
        mails.chase(role, NOVEMBER, by=officer, at=AT)
    accounts.edit(silent, is_active=False, email="x@example.org", **DO)
    with pytest.raises(RuleBroken, match="Nobody fills"):
        mails.chase(role, NOVEMBER, by=officer, at=AT)
    assert not Mail.objects.exists()


@pytest.mark.parametrize("right", [one for one in Right.values if one != Right.OFFICER])
def test_only_a_risk_officer_chases(right: str) -> None:
    role = factories.role()
    user = mailed(Right.OWNER, fills=(role,))
    by = actor_of(user, ON) if right == Right.OWNER else person(right)
    with pytest.raises(NotAllowed):
        mails.chase(role, NOVEMBER, by=by, at=AT)
    assert not Mail.objects.exists()


def test_a_key_is_kept_once_and_the_cursor_never_goes_back() -> None:
    user = mailed(Right.OWNER)

    def one(key: str) -> Mail:
        return Mail(user=user, key=key, kind="opened", subject="s", text="t", html="h", made_at=AT)

    assert len(mails.keep([one("a"), one("b")], 7)) == 2
    assert len(mails.keep([one("b"), one("c")], 5)) == 1
    assert sorted(Mail.objects.values_list("key", flat=True)) == ["a", "b", "c"]
    assert mails.cursor() == 7


def test_a_choice_is_kept_beside_the_calendar() -> None:
    user = mailed(Right.OWNER)
    assert mails.choice(user).digest
    secret = mails.new_calendar(user)
    mails.choose(user, digest=False, language="nl")
    choice = mails.of_calendar(secret)
    assert choice == MailChoice.objects.get()
    assert (choice.digest, choice.language) == (False, "nl")
    with pytest.raises(RuleBroken, match="no language"):
        mails.choose(user, digest=True, language="tlh")

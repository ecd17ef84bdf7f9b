"""A small month for the tests of mails: a role that owes a milestone, who fills it, and those who get the rest."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from riskreg import models
from riskreg.notify import job
from riskreg.services import accounts, mails, periods
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.periods import Month, day_of
from tests import factories
from tests.factories import AT, BY

NOVEMBER = Month(2026, 11)
DO = {"by": BY, "at": AT}


def mailed(*rights: str, fills: tuple[models.Role, ...] = (), digest: bool = True, language: str = "") -> models.User:
    """An account with an address."""
    user = factories.account(*rights, fills=fills)
    accounts.edit(user, email=f"{user.username}@example.org", **DO)
    if not digest or language:
        mails.choose(user, digest=digest, language=language)
    return user


class Desk:
    """One account a right, a plan with one milestone of the owner's role, and the month open unless told otherwise."""

    def __init__(self, *, is_open: bool = True, title: str = "Milestone", digest: bool = True) -> None:
        self.role = factories.role()
        self.people = {
            right: mailed(right, fills=(self.role,) if right == Right.OWNER else (), digest=digest)
            for right in Right.values
        }
        self.plan = factories.plan(owner=self.role)
        self.milestone = factories.milestone(self.plan, owner=self.role, title=title)
        factories.approved(self.plan, self.milestone)
        self.period = periods.open_month(NOVEMBER, **DO) if is_open else None

    @property
    def owner(self) -> models.User:
        return self.people[Right.OWNER]

    @property
    def officer(self) -> models.User:
        return self.people[Right.OFFICER]


def run(at: datetime = AT, on: date | None = None) -> job.Done:
    return job.run(at, on or day_of(at))


def made(kind: str, **values: Any) -> list[models.Mail]:
    """The mails of a kind, oldest first."""
    return list(models.Mail.objects.filter(kind=kind, **values).order_by("id").select_related("user"))

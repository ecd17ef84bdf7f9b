"""Who gets mail: active accounts with an address and a right, each with the register as it may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Q

from riskreg.access import Actor, actor_of, may
from riskreg.history.register import Register
from riskreg.insight import due
from riskreg.models import MailChoice, RoleAssignment, User
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.periods import Month


@dataclass(frozen=True)
class Reader:
    """One account: as it may act on the day, the roles it fills, its language."""

    user: User
    actor: Actor
    fills: frozenset[int]
    on: date
    language: str
    digest: bool

    @cached_property
    def register(self) -> Register:
        return Register.now(self.actor, self.on)

    @cached_property
    def _due(self) -> dict[Month, list[due.Due]]:
        return {}

    def due(self, month: Month) -> list[due.Due]:
        """What the roles that it fills owe in the month and still leave unanswered."""
        if not self.fills:
            return []
        if month not in self._due:
            self._due[month] = due.of_roles(due.items(self.register, month), self.fills)
        return [one for one in self._due[month] if one.is_owed]

    @property
    def may_submit(self) -> bool:
        """Whether the sheet is for it; for whom an auditor or management owes, the risk officer fills in."""
        return may(self.actor, "update.submit")

    def has(self, right: str) -> bool:
        return right in self.actor.rights

    @property
    def reads_reports(self) -> bool:
        """Whether it has to do with the content, rather than with accounts alone."""
        return bool(self.actor.rights - {Right.ADMINISTRATOR})


def language_of(choice: MailChoice | None) -> str:
    """The language that was chosen, else that of the register."""
    chosen: str = choice.language if choice is not None else ""
    return chosen if chosen in dict(settings.LANGUAGES) else settings.REGISTER_LANGUAGE


def reader(user: User, on: date, choice: MailChoice | None = None, fills: frozenset[int] | None = None) -> Reader:
    """One account as a reader, with or without an address. Up to two queries."""
    return Reader(
        user=user,
        actor=actor_of(user, on),
        fills=_fills([user.pk], on).get(user.pk, frozenset()) if fills is None else fills,
        on=on,
        language=language_of(choice),
        digest=choice.digest if choice is not None else True,
    )


def readers(on: date) -> list[Reader]:
    """Everybody who gets mail. One query an account, and three."""
    users = list(User.objects.filter(is_active=True).exclude(email="").order_by("id"))
    choices: dict[Any, MailChoice] = {one.user_id: one for one in MailChoice.objects.all()}
    filled = _fills([user.pk for user in users], on)
    found = [reader(user, on, choices.get(user.pk), filled.get(user.pk, frozenset())) for user in users]
    return [one for one in found if one.actor.rights]


def _fills(users: Iterable[Any], on: date) -> dict[Any, frozenset[int]]:
    """Account id -> the ids of the roles that it fills on the day."""
    rows = RoleAssignment.objects.standing().filter(role__isnull=False, starts__lte=on)
    found: dict[Any, set[int]] = defaultdict(set)
    for user, role in rows.filter(Q(ends__isnull=True) | Q(ends__gte=on)).values_list("user_id", "role_id"):
        found[user].add(role)
    return {user: frozenset(found[user]) for user in users if user in found}

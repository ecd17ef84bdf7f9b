"""Acts on accounts: create, assign a right and role, give access to a confidential risk."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.utils.translation import gettext as _

from riskreg.access import CONFLICTS, Actor, require
from riskreg.models import (
    ConfidentialAccess,
    Finding,
    Measure,
    Milestone,
    Plan,
    Risk,
    Role,
    RoleAssignment,
    SecurityEvent,
    Setting,
    User,
)
from riskreg.services._record import writing
from riskreg.vocabulary.choices import ActorKind, Right
from riskreg.vocabulary.errors import RuleBroken


def create(*, username: str, name: str, by: Actor, at: datetime, password: str | None = None, email: str = "") -> User:
    """A new account; without a password it cannot sign in with one."""
    with writing("account.create", by=by, at=at) as act:
        made: User = act.add(User(username=username, name=name, email=email, password=make_password(password)))
    return made


def set_password(user: User, password: str, *, by: Actor, at: datetime) -> User:
    """Replace the password, one's own or with the right to edit accounts; its hash is outside history."""
    if by.id != f"{ActorKind.USER}:{user.pk}":
        require(by, "account.edit", user)
    user.password = make_password(password)
    user.save(update_fields=["password"])
    return user


def edit(user: User, *, by: Actor, at: datetime, reason: str = "", rev: int | None = None, **values: Any) -> User:
    """Change name, e-mail or whether the account is active; accounts are deactivated, never deleted."""
    with writing("account.edit", by=by, at=at, reason=reason, rev=rev, record=user) as act:
        act.change(user, **values)
    return user


def assign(
    user: User,
    *,
    right: str,
    by: Actor,
    at: datetime,
    starts: date,
    ends: date | None = None,
    role: Role | None = None,
    reason: str = "",
) -> RoleAssignment:
    """Give a right, and a role to fill, from a day. Raises RuleBroken for rights that conflict."""
    held = RoleAssignment.objects.standing().filter(user=user)
    held = held.filter(Q(ends__isnull=True) | Q(ends__gte=starts))
    for other in held.values_list("right", flat=True):
        if frozenset((other, right)) in CONFLICTS:
            raise RuleBroken(
                _("%(name)s is %(held)s and cannot also be %(right)s")
                % {"name": user.name, "held": Right(other).label, "right": Right(right).label},
                code="right",
            )
    if right == Right.AUDITOR and role is not None and _owns_something(role):
        raise RuleBroken(
            _("%(role)s owns open records, so an auditor cannot fill it") % {"role": role.name}, code="role"
        )
    with writing("account.assign", by=by, at=at, reason=reason) as act:
        return act.append(RoleAssignment, user, "R", right=right, role=role, starts=starts, ends=ends)


def end(
    assignment: RoleAssignment, *, ends: date, by: Actor, at: datetime, reason: str = "", rev: int | None = None
) -> RoleAssignment:
    """The last day on which the assignment counts; earlier days keep it."""
    if ends < assignment.starts:
        raise RuleBroken(_("An assignment ends on or after the day it begins"), code="ends")
    with writing("account.assign", by=by, at=at, record=assignment, reason=reason, rev=rev) as act:
        act.change(assignment, ends=ends)
    return assignment


def withdraw(
    assignment: RoleAssignment, *, by: Actor, at: datetime, reason: str, rev: int | None = None
) -> RoleAssignment:
    """Take an assignment away that should not have been; it stays in the history."""
    return _take_away("account.withdraw", assignment, by=by, at=at, reason=reason, rev=rev)


def revoke(
    given: ConfidentialAccess, *, by: Actor, at: datetime, reason: str, rev: int | None = None
) -> ConfidentialAccess:
    """Close a confidential risk to the account again."""
    return _take_away("account.revoke", given, by=by, at=at, reason=reason, rev=rev)


def _take_away(name: str, record: Any, *, by: Actor, at: datetime, reason: str, rev: int | None) -> Any:
    if not reason.strip():
        raise RuleBroken(_("Say why %(code)s is withdrawn") % {"code": record.code}, code="reason")
    with writing(name, by=by, at=at, record=record, reason=reason, rev=rev) as act:
        act.change(record, withdrawn=True)
    return record


def change_setting(
    code: str, value: str, *, by: Actor, at: datetime, reason: str = "", rev: int | None = None
) -> Setting:
    """Set a value of the installation by its name; the first time makes it."""
    standing = Setting.objects.filter(code=code).first()
    with writing("setting.change", by=by, at=at, record=standing, reason=reason, rev=rev) as act:
        if standing is None:
            return act.add(Setting(code=code, value=value))
        act.change(standing, value=value)
    return standing


def _owns_something(role: Role) -> bool:
    """Whether the role owns open work of the administration; an outside auditor's own re-check is not ours."""
    if role.party_id is not None:
        return False
    open_records = (
        Risk.objects.current(),
        Measure.objects.standing(),
        Finding.objects.open(),
        Plan.objects.running(),
        Milestone.objects.unfinished(),
    )
    return any(rows.filter(owner=role).exists() for rows in open_records)


def grant(user: User, risk: Risk, *, by: Actor, at: datetime, reason: str = "") -> ConfidentialAccess:
    """Let one account see one confidential risk."""
    with writing("account.grant", by=by, at=at, reason=reason) as act:
        code = f"{user.username}~{risk.code}"
        standing = ConfidentialAccess.objects.filter(code=code).first()
        if standing is None:
            return act.add(ConfidentialAccess(code=code, user=user, risk=risk))
        act.change(standing, withdrawn=False)
        return standing


def note_security(*, kind: str, actor: Actor, at: datetime, about: str = "", request_id: str = "") -> SecurityEvent:
    """Keep a security event; never with a confidential title."""
    return SecurityEvent.objects.create(
        kind=kind, at=at, actor=actor.id, actor_name=actor.name, about=about[:200], request_id=request_id
    )

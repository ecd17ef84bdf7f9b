"""Acts on accounts: create, assign a right and role, give access to a confidential risk."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.utils.translation import gettext as _

from riskreg.access import CONFLICTS, Actor, require
from riskreg.models import (
    Commitment,
    ConfidentialAccess,
    Finding,
    Indicator,
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
from riskreg.vocabulary.choices import ActorKind, Right, SecurityEventKind
from riskreg.vocabulary.errors import RuleBroken

# What a new user name is made of: no letter of another script that looks like one of these.
_PLAIN_NAME = re.compile(r"[A-Za-z0-9.@+_-]+")


def create(*, username: str, name: str, by: Actor, at: datetime, password: str | None = None, email: str = "") -> User:
    """A new account; without a password it cannot sign in with one. Raises RuleBroken for a name like another's."""
    with writing("account.create", by=by, at=at) as act:
        username = _free_name(username)
        made: User = act.add(User(username=username, name=name, email=email, password=make_password(password)))
    return made


def _free_name(typed: str) -> str:
    """The user name in its plain form, when nobody has one that differs in case or looks alone."""
    name = unicodedata.normalize("NFKC", typed)
    if not _PLAIN_NAME.fullmatch(name):
        raise RuleBroken(
            _("A user name is made of the letters a to z, digits and . @ + - _, without spaces"), code="username"
        )
    taken = {_looks(one): one for one in User.objects.values_list("username", flat=True)}
    other = taken.get(_looks(name))
    if other is not None:
        raise RuleBroken(_("The user name “%(name)s” is taken") % {"name": other}, code="username")
    return name


def _looks(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _by_another(by: Actor, user: User, code: str) -> None:
    """Raises RuleBroken for whoever gives themselves more than they have; commands of the installation may."""
    if by.id == f"{ActorKind.USER}:{user.pk}":
        raise RuleBroken(
            _("Nobody gives themselves a right, more days or access; another administrator does"), code=code
        )


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
    """Give a right, and a role to fill, from a day. Raises RuleBroken for rights that conflict on any day."""
    with writing("account.assign", by=by, at=at, reason=reason) as act:
        _by_another(by, user, "user")
        _check_together(user, right, role, starts, ends)
        return act.append(RoleAssignment, user, "R", right=right, role=role, starts=starts, ends=ends)


def end(
    assignment: RoleAssignment, *, ends: date, by: Actor, at: datetime, reason: str = "", rev: int | None = None
) -> RoleAssignment:
    """The last day on which the assignment counts; earlier days keep it. A later last day is judged as a new one."""
    with writing("account.assign", by=by, at=at, record=assignment, reason=reason, rev=rev) as act:
        if ends < assignment.starts:
            raise RuleBroken(_("An assignment ends on or after the day it begins"), code="ends")
        held = assignment
        if held.ends is not None and ends > held.ends:
            _by_another(by, held.user, "ends")
        _check_together(held.user, held.right, held.role, held.starts, ends, besides=held)
        act.change(assignment, ends=ends)
    return assignment


def _check_together(
    user: User, right: str, role: Role | None, starts: date, ends: date | None, besides: RoleAssignment | None = None
) -> None:
    """Raises RuleBroken when a day of the assignment has rights that conflict, or an auditor in a role that owns.

    The account's row is held until the end of the transaction, so that two administrators cannot each give half.
    """
    User.objects.select_for_update().filter(pk=user.pk).exists()
    held = RoleAssignment.objects.standing().filter(user=user).filter(Q(ends__isnull=True) | Q(ends__gte=starts))
    if ends is not None:
        held = held.filter(starts__lte=ends)
    if besides is not None:
        held = held.exclude(pk=besides.pk)
    others = list(held.select_related("role"))
    for other in others:
        if frozenset((other.right, right)) in CONFLICTS:
            raise RuleBroken(
                _("%(name)s is %(held)s and cannot also be %(right)s")
                % {"name": user.name, "held": Right(other.right).label, "right": Right(right).label},
                code="right",
            )
    filled = [role] if right == Right.AUDITOR or Right.AUDITOR in {other.right for other in others} else []
    if right == Right.AUDITOR:
        filled += [other.role for other in others]
    for one in filled:
        if one is not None and _owns_something(one):
            raise RuleBroken(
                _("%(role)s owns open records, so an auditor cannot fill it") % {"role": one.name}, code="role"
            )


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
    with writing(name, by=by, at=at, record=record, reason=reason, rev=rev) as act:
        if not reason.strip():
            raise RuleBroken(_("Say why %(code)s is withdrawn") % {"code": record.code}, code="reason")
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
        Indicator.objects.standing(),
    )
    if Commitment.objects.open().filter(keeper=role).exists():
        return True
    return any(rows.filter(owner=role).exists() for rows in open_records)


def grant(user: User, risk: Risk, *, by: Actor, at: datetime, reason: str = "") -> ConfidentialAccess:
    """Let one account see one confidential risk."""
    with writing("account.grant", by=by, at=at, reason=reason) as act:
        _by_another(by, user, "user")
        code = f"{user.username}~{risk.code}"
        standing = ConfidentialAccess.objects.filter(code=code).first()
        if standing is None:
            return act.add(ConfidentialAccess(code=code, user=user, risk=risk))
        act.change(standing, withdrawn=False)
        return standing


def note_security(*, kind: str, actor: Actor, at: datetime, about: str = "", request_id: str = "") -> SecurityEvent:
    """Keep a security event; never with a confidential title."""
    readable = "".join(sign if sign.isprintable() else "?" for sign in about)
    return SecurityEvent.objects.create(
        kind=kind, at=at, actor=actor.id, actor_name=actor.name, about=readable[:200],
        request_id=request_id or actor.request_id,
    )  # fmt: skip


def note_refusal(
    actor: Actor, *, code: str, path: str, at: datetime, confidential: Iterable[str] = ()
) -> SecurityEvent:
    """Keep that an act was refused: which act or rule, at which address, on which confidential risks by code."""
    about = " ".join([*sorted(confidential), code, path])
    return note_security(kind=SecurityEventKind.REFUSED_ACT, actor=actor, at=at, about=about)

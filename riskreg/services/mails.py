"""Writes on the desk of the mails: made once, sent once, wanted how; the register's history has no part in it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from riskreg.access import Actor, require
from riskreg.models import Mail, MailChoice, MailCursor, Role, RoleAssignment, User
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.mails import AT_ONCE, MailKind
from riskreg.vocabulary.periods import Month, day_of

# The trouble of a mail that was handed over and not heard of since: the job was stopped at that very moment.
# It is not sent again, since it may have arrived.
BEING_SENT = "?"
_LONGEST_TROUBLE = 500


def _hold_cursor() -> None:
    """One job at a time until the transaction ends: on PostgreSQL by this row, on SQLite by its one writer."""
    MailCursor.objects.get_or_create(pk=1)
    MailCursor.objects.select_for_update().get(pk=1)


def cursor() -> int:
    """The entry of the log up to which mails were made."""
    return MailCursor.objects.filter(pk=1).values_list("entry", flat=True).first() or 0


def keep(mails: Iterable[Mail], upto: int) -> list[Mail]:
    """Keep new mails, and up to which entry of the log they were made; a key that is there already is left out."""
    made = list(mails)
    if not made and upto <= cursor():
        return []
    with transaction.atomic():
        _hold_cursor()
        known = known_keys(mail.key for mail in made)
        new = [mail for mail in made if mail.key not in known]
        Mail.objects.bulk_create(new, ignore_conflicts=True)
        MailCursor.objects.filter(pk=1, entry__lt=upto).update(entry=upto)
    return new


def known_keys(keys: Iterable[str]) -> set[str]:
    """Those of which the mail was made before."""
    asked = sorted(set(keys))
    found: set[str] = set()
    for start in range(0, len(asked), 500):
        found.update(Mail.objects.filter(key__in=asked[start : start + 500]).values_list("key", flat=True))
    return found


def write(mail: Mail, **words: str) -> bool:
    """Fill in a mail that was only asked for; False when somebody did that already."""
    return bool(Mail.objects.filter(pk=mail.pk, html="").update(**words))


# --- waiting
def unsent() -> list[Mail]:
    """What is not sent, oldest first; one that was asked for and is not written yet has no HTML."""
    return list(Mail.objects.filter(sent_at__isnull=True).order_by("made_at", "id"))


def write_anew(mail: Mail, **words: str) -> bool:
    """Other words for what was not sent yet; False when it was."""
    return bool(Mail.objects.filter(pk=mail.pk, sent_at__isnull=True).update(**words))


def drop(mail: Mail) -> None:
    """Its matter was settled before it was sent: nobody is to read it."""
    Mail.objects.filter(pk=mail.pk, sent_at__isnull=True).delete()


# --- sending
def claim(user: User, *, at: datetime, since: datetime, digest: bool, tried: Collection[int] = ()) -> list[Mail]:
    """The next mails to be sent to the account as one, marked as handed over; empty when there is none.

    With a digest all that waits goes together, once from `since` on (the day's beginning); after that only what
    cannot wait. Without one each goes by itself. `tried` are left alone. Two jobs never get the same mail.
    """
    with transaction.atomic():
        _hold_cursor()
        waiting = Mail.objects.filter(user=user, sent_at__isnull=True).exclude(html="").exclude(pk__in=tried)
        parcel = list(waiting.order_by("made_at", "id"))
        # What a clock that was ahead marked as sent later than now holds nothing up.
        had_digest = Mail.objects.filter(user=user, sent_at__gte=since, sent_at__lte=at).exclude(kind__in=AT_ONCE)
        if not digest:
            parcel = parcel[:1]
        elif parcel and had_digest.exists():
            parcel = [mail for mail in parcel if mail.kind in AT_ONCE]
        Mail.objects.filter(pk__in=[mail.pk for mail in parcel]).update(sent_at=at, trouble=BEING_SENT)
    return parcel


def arrived(parcel: Iterable[Mail]) -> None:
    """The mail server took them."""
    Mail.objects.filter(pk__in=[mail.pk for mail in parcel]).update(trouble="")


def held_up(parcel: Iterable[Mail], words: str) -> None:
    """They could not be sent: kept, with why, to be tried again."""
    told = words[:_LONGEST_TROUBLE]
    Mail.objects.filter(pk__in=[mail.pk for mail in parcel]).update(sent_at=None, trouble=told)


# --- what an account wants
def choice(user: User) -> MailChoice:
    """How the account wants its mail; as everybody has it at first when nothing was chosen."""
    return MailChoice.objects.filter(user=user).first() or MailChoice(user=user)


def choose(user: User, *, digest: bool, language: str) -> MailChoice:
    """One digest a day or each mail by itself, and in which language. Raises RuleBroken for another language."""
    if language and language not in dict(settings.LANGUAGES):
        words = _("“%(language)s” is no language of this register") % {"language": language[:20]}
        raise RuleBroken(words, code="language")
    made, _is_new = MailChoice.objects.update_or_create(user=user, defaults={"digest": digest, "language": language})
    return made


def new_calendar(user: User) -> str:
    """A new secret part of the address of the account's calendar; the one before is withdrawn by it. Kept nowhere."""
    secret = secrets.token_urlsafe(32)
    MailChoice.objects.update_or_create(user=user, defaults={"calendar": _hash(secret)})
    return secret


def withdraw_calendar(user: User) -> None:
    MailChoice.objects.filter(user=user).update(calendar="")


def of_calendar(secret: str) -> MailChoice | None:
    """Whose calendar has this secret; None too when the account is no longer active."""
    found = MailChoice.objects.filter(calendar=_hash(secret), user__is_active=True)
    return found.select_related("user").first()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


# --- asking for an update
def chase(role: Role, month: Month, *, by: Actor, at: datetime) -> list[User]:
    """Ask whoever fills the role for the month's updates: one mail to each, at most one a day and month.

    The job writes it, narrowed to its reader, and sends it at once. Returns the accounts that are reached. Raises
    NotAllowed, or RuleBroken: nobody fills the role, nobody who does has an e-mail address, asked today already.
    """
    require(by, "period.review")
    filling = _filling(role, day_of(at))
    reachable = [user for user in filling if user.email]
    if not filling:
        raise RuleBroken(
            _("Nobody fills %(role)s, so nobody can be asked; have the administrator assign it") % {"role": role.name},
            code="role",
        )
    if not reachable:
        raise RuleBroken(
            _("%(who)s fills %(role)s and has no e-mail address; the administrator can add one")
            % {"who": ", ".join(user.name for user in filling), "role": role.name},
            code="email",
        )
    reached = [user for user in reachable if _ask(user, month, by, at)]
    if not reached:
        raise RuleBroken(
            _("%(who)s was asked for %(month)s today already; once a day is enough")
            % {"who": ", ".join(user.name for user in reachable), "month": dates.month_within(month)},
            code="today",
        )
    return reached


def _filling(role: Role, on: Any) -> list[User]:
    """The active accounts that fill the role as its owner on the day, by name: who reads for it cannot fill in."""
    rows = RoleAssignment.objects.standing().filter(role=role, right=Right.OWNER, starts__lte=on)
    users = rows.filter(Q(ends__isnull=True) | Q(ends__gte=on)).order_by().values("user_id")
    return list(User.objects.filter(id__in=users, is_active=True).order_by("name", "id"))


def _ask(user: User, month: Month, by: Actor, at: datetime) -> bool:
    """Put the mail on the desk, not yet written: its subject is who asks. False when it lies there already."""
    _asked, is_new = Mail.objects.get_or_create(
        key=f"{MailKind.CHASED} {month} {day_of(at)} user:{user.pk}",
        defaults={"user": user, "kind": MailKind.CHASED, "subject": by.name[:120], "made_at": at},
    )
    return bool(is_new)

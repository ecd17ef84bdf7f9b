"""The job of the mails: make what is new, then send what waits. Safe to run twice at once, and to be killed."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.mail import get_connection
from django.utils.translation import override

from riskreg.models import Mail
from riskreg.notify import events, months, reminders, waiting, write
from riskreg.notify.notices import Notice, Wanted
from riskreg.notify.readers import Reader, readers
from riskreg.services import mails
from riskreg.vocabulary.mails import MailKind
from riskreg.vocabulary.periods import REGISTER_ZONE, Month, day_of

log = logging.getLogger(__name__)
# After so many failures in a row the mail server is down; the rest waits for the next time.
GIVES_UP_AFTER = 3
# What a server answers about one sender, reader or text (RFC 5321, 4.2); it is up, and takes the next.
OF_ONE_MESSAGE = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)


@dataclass
class Done:
    """What a run did: mails made and sent, messages that failed, the last trouble."""

    made: int = 0
    sent: int = 0
    failed: int = 0
    trouble: str = ""

    def fail(self, error: Exception) -> None:
        self.failed += 1
        self.trouble = f"{type(error).__name__}: {error}".replace("\n", " ")


def run(at: datetime, on: date) -> Done:
    """Make and send. `on` is the register's day, by which is judged what is due; `at` the real moment."""
    people = readers(on)
    done = Done()
    make(people, at, on, done)
    send(people, at, done)
    return done


def make(people: list[Reader], at: datetime, on: date, done: Done) -> None:
    """Keep true what waits, make the mails of the log's new entries and of the day, write those that were asked for.

    Written before anything is locked; two jobs at once make the same mails, and the keys keep one of each. One that
    cannot be written does not hold up the others: the log is read again from the same entry until it can.
    """
    after, upto = mails.cursor(), events.newest()
    of_the_day = list(reminders.wanted(people, on))
    unsent = mails.unsent()
    waiting.keep_true(
        [mail for mail in unsent if mail.html], of_the_day, lambda one: _words(one.reader, one.tell), done.fail
    )
    wanted = [*events.wanted(people, after, upto, at, on), *of_the_day]
    known = mails.known_keys(one.key for one in wanted)
    made = [mail for one in wanted if one.key not in known and (mail := _written(one, at, done)) is not None]
    done.made += len(mails.keep(made, after if done.failed else upto))
    by_user = {one.user.pk: one for one in people}
    for mail in unsent:
        if mail.html or mail.kind != MailKind.CHASED or mail.user_id not in by_user:
            continue
        done.made += _write_asked(mail, by_user[mail.user_id], done)


def _written(wanted: Wanted, at: datetime, done: Done) -> Mail | None:
    try:
        words = _words(wanted.reader, wanted.tell)
    except Exception as error:
        done.fail(error)
        log.exception("the mail %s could not be written", wanted.key)
        return None
    if words is None:
        return None
    return Mail(user=wanted.reader.user, key=wanted.key, kind=wanted.kind, made_at=at, **words)


def _words(reader: Reader, tell: Callable[[], Notice | None]) -> dict[str, str] | None:
    with override(reader.language):
        notice = tell()
        return write.words_of(notice, reader.language) if notice is not None else None


def _write_asked(mail: Mail, reader: Reader, done: Done) -> bool:
    """Write a mail that a risk officer asked for, narrowed to its reader."""
    try:
        # Its key tells the month, its subject who asks (services.mails.chase).
        words = _words(reader, months.chased(reader, Month.parse(mail.key.split()[1]), mail.subject))
    except Exception as error:
        done.fail(error)
        log.exception("the mail %s could not be written", mail.key)
        return False
    return bool(words and mails.write(mail, **words))


def send(people: Iterable[Reader], at: datetime, done: Done) -> None:
    """Send what waits for each reader; what fails is kept with the trouble, and tried again by the next run."""
    day = day_of(at)
    since = datetime.combine(day, time.min, tzinfo=REGISTER_ZONE)
    addressed = {mail.user_id for mail in mails.unsent() if mail.html}
    connection, in_a_row = get_connection(), 0
    try:
        for reader in people:
            if reader.user.pk not in addressed:
                continue
            tried: set[Any] = set()
            while parcel := mails.claim(reader.user, at=at, since=since, digest=reader.digest, tried=frozenset(tried)):
                tried |= {mail.pk for mail in parcel}
                in_a_row = 0 if _sent(parcel, reader, connection, done) is not None else in_a_row + 1
                if in_a_row == GIVES_UP_AFTER:
                    return
    finally:
        _close(connection)


def _sent(parcel: list[Mail], reader: Reader, connection: Any, done: Done) -> bool | None:
    """Hand one message to the mail server: False when it refused this message alone, None when it cannot be reached.

    Whatever it says, the register goes on.
    """
    try:
        made = write.message(parcel, reader.user.email, reader.language)
        made.connection = connection
        made.send()
    except Exception as error:
        done.fail(error)
        mails.held_up(parcel, done.trouble)
        log.warning("mails %s were not sent: %s", [mail.pk for mail in parcel], done.trouble)
        # A connection that broke off is opened anew for the next.
        _close(connection)
        return False if isinstance(error, OF_ONE_MESSAGE) else None
    mails.arrived(parcel)
    done.sent += 1
    return True


def _close(connection: Any) -> None:
    try:
        connection.close()
    except Exception:
        log.warning("the connection to the mail server did not close", exc_info=True)

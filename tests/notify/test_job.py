"""The job: nothing twice, nothing lost by a mail server that fails, nothing broken by a second job or a kill."""

from __future__ import annotations

import threading
from io import StringIO
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command
from django.db import connection

from riskreg import models
from riskreg.notify import job, write
from riskreg.notify.readers import readers
from riskreg.services import decisions, mails
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.mails import MailKind
from tests.factories import AT, ON, later
from tests.notify.desk import DO, NOVEMBER, Desk, made, mailed, run


class Broken(BaseEmailBackend):
    """A mail server that refuses everything."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError("nobody\nlistens")


class Killed(BaseEmailBackend):
    """The process ends in the middle of a message, after the first arrived."""

    arrived: list[str] = []

    def send_messages(self, messages: Any) -> int:
        if Killed.arrived:
            raise KeyboardInterrupt
        Killed.arrived.append(messages[0].subject)
        return 1


@pytest.mark.django_db
def test_what_cannot_be_sent_is_kept_with_the_trouble_and_tried_again(settings: Any) -> None:
    Desk()
    settings.EMAIL_BACKEND = "tests.notify.test_job.Broken"
    done = run()
    assert (done.sent, done.failed) == (0, 1)
    [mail] = made(MailKind.OPENED)
    assert mail.sent_at is None
    assert mail.trouble == "ConnectionRefusedError: nobody listens"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run(later(minutes=5)).sent == 1
    [mail] = made(MailKind.OPENED)
    assert mail.sent_at == later(minutes=5)
    assert mail.trouble == ""


@pytest.mark.django_db
def test_a_server_that_is_down_is_not_asked_for_everybody(settings: Any) -> None:
    desk = Desk()
    for _number in range(9):
        mailed(Right.MANAGEMENT)
    decisions.ask(title="May we?", **DO)
    settings.EMAIL_BACKEND = "tests.notify.test_job.Broken"
    assert run().failed == job.GIVES_UP_AFTER
    assert desk


@pytest.mark.django_db
def test_a_mail_that_cannot_be_written_holds_up_no_other_and_is_written_when_it_can_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk()
    decisions.ask(title="May we?", **DO)
    words_of = write.words_of

    def fails_for_the_owner(notice: Any, language: str) -> dict[str, str]:
        if "open" in notice.subject:
            raise KeyError("a word that is not there")
        return words_of(notice, language)

    monkeypatch.setattr(write, "words_of", fails_for_the_owner)
    mails.chase(desk.role, NOVEMBER, **DO)
    done = run()
    assert (done.failed, done.trouble) == (1, "KeyError: 'a word that is not there'")
    assert {mail.kind for mail in models.Mail.objects.exclude(html="")} == {"decision_asked", "chased"}
    assert mails.cursor() == 0, "the log is read again"
    monkeypatch.undo()
    assert run(later(minutes=5)).failed == 0
    assert len(made(MailKind.OPENED)) == 1
    assert mails.cursor() > 0


@pytest.mark.django_db
def test_the_command_ends_in_1_when_something_waits_and_in_0_when_not(settings: Any, demo_day: Any) -> None:
    Desk()
    settings.EMAIL_BACKEND = "tests.notify.test_job.Broken"
    with pytest.raises(CommandError, match="1 not: ConnectionRefusedError") as refused:
        call_command("send_mail", stdout=StringIO())
    assert refused.value.returncode == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    out = StringIO()
    call_command("send_mail", stdout=out)
    assert out.getvalue() == "0 made, 1 sent\n"


@pytest.mark.django_db
def test_a_job_that_is_killed_while_sending_sends_nothing_twice(settings: Any) -> None:
    Desk(digest=False)
    for number in range(4):
        decisions.ask(title=f"Question {number}", **DO)
    Killed.arrived.clear()
    settings.EMAIL_BACKEND = "tests.notify.test_job.Killed"
    with pytest.raises(KeyboardInterrupt):
        run()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run(later(minutes=5))
    # One arrived, one was on its way when the job ended and is shown as such; each of the others came once.
    assert len(Killed.arrived) + len(outbox.outbox) == 4
    assert models.Mail.objects.filter(trouble=mails.BEING_SENT).count() == 1
    assert not models.Mail.objects.filter(sent_at=None).exists()
    assert run(later(minutes=9)).sent == 0


@pytest.mark.django_db
def test_a_job_that_is_killed_while_making_makes_all_of_it_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    decisions.ask(title="May we?", **DO)
    with monkeypatch.context() as patched:
        patched.setattr(models.Mail.objects, "bulk_create", _made_and_killed)
        with pytest.raises(KeyboardInterrupt):
            run()
    assert not models.Mail.objects.exists()
    assert mails.cursor() == 0
    run()
    assert {mail.kind for mail in models.Mail.objects.all()} == {"opened", "decision_asked"}
    assert desk


def _made_and_killed(rows: list[models.Mail], **options: Any) -> None:
    models.Mail._base_manager.bulk_create(rows)
    raise KeyboardInterrupt


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_make_and_send_each_mail_once() -> None:
    Desk(digest=False)
    for number in range(5):
        decisions.ask(title=f"Question {number}", **DO)
    together, failed = threading.Barrier(2), []

    def one() -> None:
        try:
            people = readers(ON)
            together.wait(30)
            done = job.Done()
            job.make(people, AT, ON, done)
            job.send(people, AT, done)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failed
    assert models.Mail.objects.count() == 6
    subjects = sorted(message.subject for message in outbox.outbox)
    assert len(subjects) == len(set(subjects)) == 6


@pytest.mark.django_db
def test_after_the_days_digest_only_what_cannot_wait_comes() -> None:
    desk = Desk(is_open=False)
    decisions.ask(title="First", **DO)
    run()
    manager = desk.people[Right.MANAGEMENT]
    second = decisions.ask(title="Second", by=DO["by"], at=later(minutes=1))
    keep = {"user": manager, "subject": "Sealed", "text": "t", "html": "h", "made_at": AT}
    mails.keep([models.Mail(key="sealed", kind=MailKind.REPORT_SEALED, **keep)], 0)
    run(later(minutes=5))
    subjects = [one.subject for one in outbox.outbox if one.to == [manager.email]]
    assert len(subjects) == 2
    assert subjects[1] == "Sealed"
    # The rest comes with the digest of the next day.
    run(later(days=1))
    subjects = [one.subject for one in outbox.outbox if one.to == [manager.email]]
    assert len(subjects) == 3
    assert second.code in subjects[2]


@pytest.mark.django_db
def test_what_a_risk_officer_asked_for_is_written_and_sent_at_once() -> None:
    desk = Desk()
    run()
    chaser = actor(desk)
    reached = mails.chase(desk.role, NOVEMBER, by=chaser, at=later(minutes=5))
    assert reached == [desk.owner]
    run(later(minutes=6))
    [mail] = made(MailKind.CHASED)
    assert mail.sent_at == later(minutes=6)
    assert chaser.name in mail.subject
    assert desk.milestone.code in mail.text
    assert len([one for one in outbox.outbox if one.to == [desk.owner.email]]) == 2


def actor(desk: Desk) -> Any:
    return next(one.actor for one in readers(ON) if one.user == desk.officer)


@pytest.mark.django_db
def test_a_run_without_news_asks_little_and_writes_nothing(django_assert_max_num_queries: Any) -> None:
    Desk()
    run()
    with django_assert_max_num_queries(20) as asked:
        run(later(minutes=1))
    assert not [one["sql"] for one in asked.captured_queries if one["sql"].startswith(("INSERT", "UPDATE"))]

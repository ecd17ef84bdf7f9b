"""Titles that try to be more than a title, in headers, text and HTML; and what every message carries."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMultiAlternatives

from riskreg.models import Mail
from riskreg.notify import write
from riskreg.notify.notices import Notice
from riskreg.notify.plain import one_line
from riskreg.services import decisions, questions
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.mails import MailKind
from tests.factories import AT
from tests.notify.desk import DO, NOVEMBER, Desk, made, run

RIGHT_TO_LEFT = "\u202e"


def sent_to(address: str) -> EmailMultiAlternatives:
    [message] = [one for one in outbox.outbox if one.to == [address]]
    return message


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Title\r\nBcc: all@example.org", "Title Bcc: all@example.org"),
        ("a\u2028b\u2029c\x0bd\x85e", "a b c d e"),
        (f"invoice{RIGHT_TO_LEFT}fdp.exe", "invoicefdp.exe"),
        ("\u2066isolate\u2069\u200b\ufeff", "isolate"),
        ("  many   spaces\t ", "many spaces"),
        ("é\u0301 日本 👩", "é\u0301 日本 👩"),
    ],
)
def test_a_text_becomes_one_harmless_line(typed: str, told: str) -> None:
    assert one_line(typed) == told


def test_ten_kilobytes_become_a_line_that_fits() -> None:
    assert len(one_line("x" * 10_000)) == 600
    assert len(write.words_of(Notice("y" * 10_000, "lead"), "en")["subject"]) == write.LONGEST_SUBJECT


def test_a_subject_cannot_add_a_header() -> None:
    words = write.words_of(Notice("Title\r\nBcc: all@example.org", "lead"), "en")
    mail = Mail(key="k", made_at=AT, **words)
    head = write.message([mail], "to@example.org", "en").message().as_string().split("\n\n")[0]
    assert not re.search("^Bcc:", head, re.MULTILINE)
    assert "Subject: Title Bcc: all@example.org" in head


def test_the_code_of_a_record_does_not_break_in_a_heading() -> None:
    words = write.words_of(Notice("<b> MS-04-04 & CMT-049 came back", "lead"), "en")
    html = str(write.message([Mail(key="k", made_at=AT, **words)], "to@example.org", "en").alternatives[0][0])
    heading = html.partition("<h1")[2].partition("</h1>")[0]
    assert '<span style="white-space:nowrap">MS-04-04</span> &amp; <span style="white-space:nowrap">CMT-' in heading
    assert "&lt;b&gt;" in heading


@pytest.mark.django_db
def test_a_title_stays_text_in_html() -> None:
    title = f'<script>alert(1)</script>"><img src=//evil.example/x.png>{RIGHT_TO_LEFT}gnp'
    desk = Desk(title=title)
    run()
    [mail] = made(MailKind.OPENED)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in mail.html
    assert "<script>alert(1)</script>" in mail.text
    for part in (mail.html, mail.text, mail.subject):
        assert RIGHT_TO_LEFT not in part
    html = str(sent_to(desk.owner.email).alternatives[0][0])
    assert not {"script", "img", "link", "iframe", "form"} & tags(html)


def tags(html: str) -> set[str]:
    found: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            found.add(tag)

    Reader().feed(html)
    return found


@pytest.mark.django_db
def test_a_long_question_is_cut() -> None:
    desk = Desk()
    questions.ask(NOVEMBER, desk.milestone, question="why " * 490, is_due=True, **DO)
    run()
    [mail] = made(MailKind.RETURNED)
    assert "why why" in mail.text
    assert len(mail.html) < 10_000


@pytest.mark.django_db
def test_every_message_has_text_html_and_where_to_choose() -> None:
    desk = Desk()
    run()
    message = sent_to(desk.owner.email)
    html = str(message.alternatives[0][0])
    for part in (message.body, html):
        assert "http://127.0.0.1:8000/mails/" in part
        assert "http://127.0.0.1:8000/updates/2026-11/" in part
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "src=" not in html
    assert "url(" not in html
    assert '<html lang="en">' in html


@pytest.mark.django_db
def test_a_digest_holds_each_under_its_own_heading(settings: object) -> None:
    desk = Desk()
    for number in range(3):
        decisions.ask(title=f"Question {number}", **DO)
    run()
    message = sent_to(desk.people[Right.MANAGEMENT].email)
    assert message.subject == "3 messages from the risk register"
    html = str(message.alternatives[0][0])
    assert html.count("<h1") == 3
    for number in range(3):
        assert f"Question {number}" in message.body
        assert f"Question {number}" in html


@pytest.mark.django_db
def test_without_a_digest_each_comes_by_itself() -> None:
    desk = Desk(digest=False)
    for number in range(3):
        decisions.ask(title=f"Question {number}", **DO)
    run()
    subjects = [one.subject for one in outbox.outbox if one.to == [desk.people[Right.MANAGEMENT].email]]
    assert len(subjects) == 3
    assert all(subject.startswith("A decision is asked of you") for subject in subjects)

"""How a mail looks: a notice as text and as HTML, and one or more of them as the message that is sent."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from riskreg.models import Mail
from riskreg.notify.notices import Notice
from riskreg.notify.plain import link, one_line

LONGEST_SUBJECT = 200
# A record's code, which is not broken at its hyphen: every second piece of a text that is split by it.
_CODE = re.compile(r"\b([A-Z]{2,}(?:-[A-Z0-9]+)+)\b")


def words_of(notice: Notice, language: str) -> dict[str, str]:
    """Subject, text and HTML of a notice, as they are kept; call it inside its language."""
    context = {"notice": notice, "language": language}
    return {
        "language": language,
        "subject": one_line(notice.subject, LONGEST_SUBJECT),
        "text": _plain("emails/notice.txt", context),
        "html": _html("emails/notice.html", context),
    }


def message(parcel: Sequence[Mail], to: str, language: str) -> EmailMultiAlternatives:
    """The mails as one message: a single one under its own subject, more as a digest."""
    with override(language):
        subject = parcel[0].subject
        if len(parcel) > 1:
            subject = _("%(count)d messages from the risk register") % {"count": len(parcel)}
        subject = one_line(subject, LONGEST_SUBJECT)
        parts = [{"mail": mail, "heading": _CODE.split(mail.subject), "html": _kept(mail.html)} for mail in parcel]
        context = {
            "subject": subject,
            "parts": parts,
            "is_digest": len(parcel) > 1,
            "language": language,
            "organisation": one_line(settings.ORGANISATION, 100),
            "choices": link("/mails/"),
        }
        made = EmailMultiAlternatives(
            subject=subject,
            body=_plain("emails/mail.txt", context),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[to],
            headers={
                "Message-ID": _message_id(parcel),
                "Auto-Submitted": "auto-generated",
                "Content-Language": language,
            },
        )
        made.attach_alternative(_html("emails/mail.html", context), "text/html")
    return made


def host() -> str:
    """The host of the installation, for names that must be its own."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _message_id(parcel: Sequence[Mail]) -> str:
    """The same for the same mails, so that a mail system knows one that it has already."""
    keys = "\n".join(mail.key for mail in parcel)
    return f"<{hashlib.sha256(keys.encode()).hexdigest()[:32]}@{host()}>"


def _html(name: str, context: dict[str, Any]) -> str:
    return render_to_string(name, context).strip()


def _plain(name: str, context: dict[str, Any]) -> str:
    """Text as it is: nothing in it is markup, so nothing is escaped. No more than one empty line at a time."""
    made = Engine.get_default().get_template(name).render(Context(context, autoescape=False))
    lines: list[str] = []
    for line in made.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"


def _kept(html: str) -> SafeString:
    """What `words_of` made, every text in it escaped, and nobody changed since."""
    return SafeString(html)

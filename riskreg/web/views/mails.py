"""My mails of late, how I want them, and the address of my calendar; for administrators what could not be sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from riskreg.models import Mail, MailChoice
from riskreg.services import mails
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import BadInput
from riskreg.vocabulary.mails import MailKind
from riskreg.web.forms.mails import DIGEST, SINGLE, ChoiceForm

# Mails in the list.
MOST = 50
_STEPS = ("choose", "new_calendar", "withdraw_calendar")


@dataclass(frozen=True)
class Line:
    """One mail in the list, and what became of it."""

    number: int
    subject: str
    kind: str
    made_at: datetime
    state: str
    url: str
    is_shown: bool


@dataclass(frozen=True)
class Trouble:
    """A mail that could not be sent, without what it says."""

    who: str
    kind: str
    made_at: datetime
    words: str


def kind_words(kind: str) -> str:
    return str(MailKind(kind).label) if kind in MailKind.values else kind


def _state(mail: Mail) -> str:
    if mail.trouble == mails.BEING_SENT:
        return _("handed over; whether it arrived is not known")
    if mail.sent_at is not None:
        return _("sent")
    return _("could not be sent yet") if mail.trouble else _("waits to be sent")


@method_decorator(never_cache, name="dispatch")
class Mails(View):
    """GET shows; POST chooses, or gives or withdraws the address of the calendar."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        step = request.POST.get("step", "")
        if step not in _STEPS:
            raise BadInput(_("Expected a choice of mail, or a new or withdrawn address of the calendar"), code="step")
        if step == "new_calendar":
            # Shown on this very answer and kept nowhere, so no redirect comes in between.
            secret = mails.new_calendar(request.user)
            return self.page(request, address=f"{settings.SITE_URL}{reverse('calendar_feed', args=[secret])}")
        if step == "withdraw_calendar":
            mails.withdraw_calendar(request.user)
            messages.success(request, _("The address of your calendar is withdrawn; nothing answers to it any more"))
            return HttpResponseRedirect(f"{request.path}#calendar")
        form = ChoiceForm(request.POST)
        if not form.is_valid():
            return self.page(request, form=form)
        chosen = form.cleaned_data
        mails.choose(request.user, digest=chosen["mails"] == DIGEST, language=chosen["language"])
        messages.success(request, _("Your choice of mail is kept"))
        return HttpResponseRedirect(request.path)

    def page(self, request: HttpRequest, form: ChoiceForm | None = None, address: str = "") -> HttpResponse:
        choice = mails.choice(request.user)
        shown = self.shown(request)
        lines = [_line(request, mail, shown) for mail in self.own(request)[:MOST]]
        context = {
            "title": _("Mails and calendar"),
            "lines": lines,
            "shown": shown,
            "shown_state": _state(shown) if shown is not None else "",
            "shown_text": _linked(shown.text) if shown is not None else "",
            "email": request.user.email,
            "form": form or _first(choice),
            "has_calendar": bool(choice.calendar) or bool(address),
            "address": address,
            "keeps_accounts": Right.ADMINISTRATOR in request.actor.rights,
            "troubles": _troubles() if Right.ADMINISTRATOR in request.actor.rights else [],
        }
        return render(request, "riskreg/mails/mails.html", context, status=422 if form is not None else 200)

    def own(self, request: HttpRequest) -> Any:
        """The reader's own, newest first; one that was asked for and not written yet says nothing still."""
        return Mail.objects.filter(user=request.user).exclude(html="").order_by("-made_at", "-id")

    def shown(self, request: HttpRequest) -> Mail | None:
        """The mail that the address names. Raises Http404 for one that is not the reader's."""
        number = request.GET.get("mail", "")
        if not number:
            return None
        is_number = number.isascii() and number.isdigit() and len(number) < 19
        found: Mail | None = self.own(request).filter(pk=int(number)).first() if is_number else None
        if found is None:
            raise Http404(_("There is no such mail"))
        return found


def _linked(text: str) -> SafeString:
    """The text of a mail with the addresses of our own pages as links; any other address stays mere text."""
    parts = re.split(f"({re.escape(settings.SITE_URL)}/[A-Za-z0-9/._-]*)", text)
    pieces = (
        format_html('<a href="{}">{}</a>', part.removeprefix(settings.SITE_URL), part) if number % 2 else part
        for number, part in enumerate(parts)
    )
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _first(choice: MailChoice) -> ChoiceForm:
    language = choice.language or settings.REGISTER_LANGUAGE
    return ChoiceForm(initial={"mails": DIGEST if choice.digest else SINGLE, "language": language})


def _line(request: HttpRequest, mail: Mail, shown: Mail | None) -> Line:
    url = f"{request.path}?mail={mail.pk}#mail"
    is_shown = shown is not None and shown.pk == mail.pk
    return Line(mail.pk, mail.subject, kind_words(mail.kind), mail.made_at, _state(mail), url, is_shown)


def _troubles() -> list[Trouble]:
    """The newest mails that are held up; nobody but their readers sees what they say."""
    rows = Mail.objects.exclude(trouble="").select_related("user").defer("subject", "text", "html", "key")
    return [
        Trouble(
            row.user.name,
            kind_words(row.kind),
            row.made_at,
            _state(row) if row.trouble == mails.BEING_SENT else row.trouble,
        )
        for row in rows.order_by("-made_at", "-id")[:MOST]
    ]

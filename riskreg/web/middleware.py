"""Who looks, at which day: every signed-in request gets `actor`, `day`, `register` and `compare`."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from riskreg.access import actor_of
from riskreg.history.register import Register
from riskreg.services import accounts
from riskreg.vocabulary.choices import SecurityEventKind
from riskreg.vocabulary.errors import BadInput, NotAllowed
from riskreg.web import typed
from riskreg.web.day import asked_for, path_of, view_day
from riskreg.web.views import sign_in

# Answers that show what was asked for: the page, and the form again with an error or with what stands now.
SHOWS = (200, 206, 409, 422)


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page but the listed ones asks for a sign-in; a form that was sent keeps what was typed in it."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:
        form = typed.form_at(request.path) if request.method == "POST" else None
        if form is None:
            return super().handle_no_permission(request, view_func)
        return sign_in.keeping(request)


class ViewDayMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Codes of confidential risks that the answer tells of; whoever finds such a record adds to it.
        request.confidential_read = set()
        if "\x00" in request.path_info:
            # PostgreSQL takes no such text; no record has it in its code.
            raise Http404(_("There is no such page"))
        if request.user.is_authenticated:
            try:
                day = view_day(request)
            except BadInput as error:
                return bad_request(request, error)
            address = asked_for(request) if request.method == "GET" else ""
            if address:
                return HttpResponseRedirect(address)
            request.day = day
            request.actor = actor_of(request.user, day.today, request_id=uuid.uuid4().hex)
            request.register = (
                Register.as_of(request.actor, day.on) if day.is_past else Register.now(request.actor, day.on)
            )
            request.compare = Register.as_of(request.actor, day.compare_on)
        try:
            response = self.get_response(request)
        except BadInput as error:
            return bad_request(request, error)
        if response.status_code == 405 and not response.content:
            return wrong_method(request, response)
        if request.confidential_read and response.status_code in SHOWS:
            note_reading(request)
        if hasattr(request, "actor") and "Cache-Control" not in response:
            # Who signs out leaves no page to go back to.
            response["Cache-Control"] = "private, no-store"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Input that no rule accepts is the reader's to mend: a page that says what, where and what was expected.

        An act that the reader has no right to is refused, and kept as a security event.
        """
        if isinstance(exception, NotAllowed):
            return refused(request, exception)
        if isinstance(exception, PermissionDenied) and request.user.is_authenticated:
            note_refusal(request, request.method or "")
        return bad_request(request, exception) if isinstance(exception, BadInput) else None


def note_reading(request: HttpRequest) -> None:
    """One security event a request: who read which confidential risks, by their codes."""
    accounts.note_security(
        kind=SecurityEventKind.CONFIDENTIAL_READ,
        actor=request.actor,
        at=timezone.now(),
        about=", ".join(sorted(request.confidential_read)),
    )


def note_refusal(request: HttpRequest, code: str) -> None:
    """The auditors see what was tried, and where."""
    accounts.note_refusal(
        request.actor, code=code, path=request.path, at=timezone.now(), confidential=request.confidential_read
    )


def refused(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    """A 403 page with the sentence of the error; the auditors see that it was tried."""
    note_refusal(request, error.code)
    return render(request, "403.html", {"message": f"{error.message}."}, status=403)


def wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A 405 page with the Allow header of the answer; it leads to the page itself where that can be opened."""
    allowed = response["Allow"]
    context = {"open_url": request.get_full_path() if "GET" in allowed.split(", ") else ""}
    answer = render(request, "405.html", context, status=405)
    answer["Allow"] = allowed
    return answer


def bad_request(request: HttpRequest, error: BadInput) -> HttpResponse:
    """A 400 page in the house style with the sentence of the error."""
    context = {"title": _("That address cannot be read"), "message": error.message, "back": path_of(request)}
    return render(request, "bad_input.html", context, status=400)

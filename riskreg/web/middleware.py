"""Who looks, at which day: every signed-in request gets `actor`, `day`, `register` and `compare`."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from riskreg.access import actor_of
from riskreg.history.register import Register
from riskreg.vocabulary.errors import BadInput
from riskreg.web.day import view_day


class ViewDayMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            try:
                day = view_day(request)
            except BadInput as error:
                return bad_request(request, error)
            request.day = day
            request.actor = actor_of(request.user, day.today, request_id=uuid.uuid4().hex)
            request.register = (
                Register.as_of(request.actor, day.on) if day.is_past else Register.now(request.actor, day.on)
            )
            request.compare = Register.as_of(request.actor, day.compare_on)
        try:
            return self.get_response(request)
        except BadInput as error:
            return bad_request(request, error)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Input that no rule accepts is the reader's to mend: a page that says what, where and what was expected."""
        return bad_request(request, exception) if isinstance(exception, BadInput) else None


def bad_request(request: HttpRequest, error: BadInput) -> HttpResponse:
    """A 400 page in the house style with the sentence of the error."""
    context = {"title": _("That address cannot be read"), "message": error.message, "back": request.path}
    return render(request, "bad_input.html", context, status=400)

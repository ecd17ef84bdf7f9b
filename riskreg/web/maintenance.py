"""Maintenance: while the operator's file is there, every page says so; commands, static files and /health/ go on."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

# How soon a program asks again, in seconds; how much of the file is shown, in characters.
RETRY_AFTER, MOST_WORDS = 300, 500


def is_on() -> bool:
    """Whether the file is there; asked at every request, so that nothing has to be started again."""
    return settings.MAINTENANCE_FILE.exists()


def words() -> str:
    """What the operator wrote in the file, such as until when; blank when it is empty or gone by now."""
    try:
        with settings.MAINTENANCE_FILE.open(encoding="utf-8", errors="replace") as file:
            return file.read(MOST_WORDS).strip()
    except OSError:
        return ""


class MaintenanceMiddleware:
    """Stands before everything that asks the database, so that the database may be away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_on() or request.path == reverse("health"):
            return self.get_response(request)
        with translation.override(translation.get_language_from_request(request)):
            page = render_to_string("503.html", {"words": words(), "was_sent": request.method == "POST"})
        return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"})

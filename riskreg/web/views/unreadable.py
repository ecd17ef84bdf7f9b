"""What Django refuses to read at all: a page that says so, without a sign-in or a register at hand."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.views.defaults import bad_request

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413 for too much, 400 for anything else."""
    if not isinstance(exception, TOO_LARGE):
        return bad_request(request, exception)
    context = {
        "most_text": filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
        "most_fields": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
    }
    return HttpResponse(render_to_string("413.html", context), status=413)

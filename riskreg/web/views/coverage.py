"""Not built yet."""

from django.http import Http404, HttpRequest, HttpResponse


def coverage(request: HttpRequest, code: str = "") -> HttpResponse:
    raise Http404

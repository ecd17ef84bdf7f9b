"""Not built yet."""

from django.http import Http404, HttpRequest, HttpResponse


def matrix(request: HttpRequest, code: str = "") -> HttpResponse:
    raise Http404

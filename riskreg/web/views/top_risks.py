"""Not built yet."""

from django.http import Http404, HttpRequest, HttpResponse


def latest(request: HttpRequest, code: str = "") -> HttpResponse:
    raise Http404


def detail(request: HttpRequest, code: str = "") -> HttpResponse:
    raise Http404

"""Not built yet."""

from django.http import Http404, HttpRequest, HttpResponse


def index(request: HttpRequest) -> HttpResponse:
    raise Http404


def month(request: HttpRequest, month: str) -> HttpResponse:
    raise Http404


def month_json(request: HttpRequest, month: str) -> HttpResponse:
    raise Http404

"""Not built yet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views import View


class MeasureList(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        raise Http404


def detail(request: HttpRequest, code: str = "") -> HttpResponse:
    raise Http404

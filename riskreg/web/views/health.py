"""Whether this process serves: for the program that watches it, not for people."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from riskreg.web import maintenance


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 "ok", 200 "maintenance" while the operator works on it, 503 "no database" when that does not answer."""
    if maintenance.is_on():
        return HttpResponse("maintenance\n", content_type="text/plain")
    try:
        connection.ensure_connection()
    except DatabaseError:
        return HttpResponse("no database\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")

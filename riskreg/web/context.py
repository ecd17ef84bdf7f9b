"""What every page knows: the day, the navigation, the languages, the reader's rights."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from riskreg.access import ADMIN_RIGHTS
from riskreg.vocabulary.choices import Right
from riskreg.web import navigation
from riskreg.web.views import security, verification

# rights -> address and words of what stands under the account's own menu
_LINKS = (
    (frozenset(Right), "mails", _("Mails and calendar")),
    (ADMIN_RIGHTS, "admin:index", _("Administration")),
    (security.SecurityLog.readers, "security_log", security.SecurityLog.title),
    (security.Rights.readers, "rights", security.Rights.title),
)


class AsOf:
    """The as-of bar: the day looked at, and when the register begins."""

    def __init__(self, request: HttpRequest) -> None:
        self._day, self._register = request.day, request.register

    def __getattr__(self, name: str) -> Any:
        return getattr(self._day, name)

    @property
    def begins_on(self) -> Any:
        """Asked only on past days; it never changes."""
        return self._register.begins_on if self._day.is_past else None


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for every template."""
    current = get_language()
    context: dict[str, Any] = {
        "languages": [(code, gettext(label), code == current) for code, label in settings.LANGUAGES],
    }
    if hasattr(request, "day"):
        rights = request.actor.rights
        context |= {
            "asof": AsOf(request),
            "seal": verification.seal(),
            "nav": navigation.entries(request),
            "user_rights": [str(Right(right).label) for right in sorted(rights)],
            "report_month": date_format(request.day.today, "F Y"),
            "account_links": [
                {"url": reverse(name), "label": label} for readers, name, label in _LINKS if rights & readers
            ],
        }
    return context

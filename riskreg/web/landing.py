"""Where each role's work begins after signing in."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from riskreg.access import actor_of
from riskreg.models import ReportingPeriod, User
from riskreg.services.periods import opened
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.periods import register_day


def landing(user: User) -> str:
    """An officer's cockpit and an owner's sheet while a month is open, an auditor's history; else the state of affairs.

    Two queries.
    """
    rights = actor_of(user, register_day(timezone.localdate(), settings.DEMO_DAY)).rights
    if Right.AUDITOR in rights:
        return reverse("history")
    place = "cockpits" if Right.OFFICER in rights else "updates" if Right.OWNER in rights else ""
    is_open = place and opened(ReportingPeriod.objects.standing()).exists()
    return reverse(place if is_open else "home")

"""The address of the calendar feed."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_safe

from riskreg.notify import calendar

urlpatterns = [
    path("calendar/<str:secret>.ics", login_not_required(require_safe(calendar.feed)), name="calendar_feed"),
]

"""Addresses of the installation."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("riskreg.web.urls")),
    path("", include("riskreg.notify.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]

handler400 = "riskreg.web.views.unreadable.unreadable"

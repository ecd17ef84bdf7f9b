"""The application and its admin site; guards are lifted before and put back after every migration."""

from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class HistoryDisagrees(Exception):
    """A migration left a record that differs from its history."""


def lift_guards(using: str, **kwargs: Any) -> None:
    from riskreg.integrity import guards

    guards.remove(using)


def restore_guards(using: str, **kwargs: Any) -> None:
    from riskreg.integrity import agreement, guards

    if not guards.has_tables(using):
        return
    found = agreement.disagreements(using)
    if found:
        raise HistoryDisagrees("; ".join(str(one) for one in found))
    guards.install(using)


class RiskregConfig(AppConfig):
    name = "riskreg"
    verbose_name = _("Risk register")
    default = True

    def ready(self) -> None:
        from riskreg import checks  # noqa: F401 - registers the system checks

        pre_migrate.connect(lift_guards, sender=self)
        post_migrate.connect(restore_guards, sender=self)


class RegisterAdminConfig(AdminConfig):
    default_site = "riskreg.admin.site.RegisterAdminSite"
    default = False

"""Accounts, the rights and roles they hold from a day until a day, and access to confidential risks."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Record, Tracked, head_of
from riskreg.models.fields import Choice, Line
from riskreg.models.organisation import Role
from riskreg.models.risks import Risk
from riskreg.querysets.base import LiveQuerySet
from riskreg.vocabulary.choices import Right, SecurityEventKind


class UserManager(BaseUserManager.from_queryset(LiveQuerySet)):  # type: ignore[misc]
    """Accounts are made and changed by services.accounts, like every tracked thing."""


class User(AbstractBaseUser, Tracked):
    """An account; deactivated, never deleted. Rights come from assignments; superuser does not exist."""

    OUTSIDE_HISTORY = ("password", "last_login")

    username = Line(_("user name"), max_length=80, unique=True)
    name = Line(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True, default="")
    is_active = models.BooleanField(_("active"), default=True)
    head = head_of("User")
    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta(Tracked.Meta):
        verbose_name, verbose_name_plural = _("account"), _("accounts")
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Django admin's own question; the register's admin site asks access.py instead."""
        return False

    @property
    def is_superuser(self) -> bool:
        return False

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return False

    def has_perms(self, perms: Any, obj: Any = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False


class RoleAssignment(Record):
    """An account holds a right, and fills a role, from a day until a day (the last day counts)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("account"))
    right = Choice(Right, verbose_name=_("right"))
    role = models.ForeignKey(
        Role, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("role")
    )
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)
    head = head_of("RoleAssignment")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("role assignment"), _("role assignments")
        constraints = [
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="assignment_order")
        ]


class ConfidentialAccess(Record):
    """A named account may see one confidential risk; no role has that by itself."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("account"))
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="+", verbose_name=_("risk"))
    head = head_of("ConfidentialAccess")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("access to a confidential risk"), _("access to confidential risks")
        constraints = [models.UniqueConstraint(fields=["user", "risk"], name="one_access_a_risk")]


class Setting(Record):
    """A setting of the installation that the register's rules depend on."""

    value = Line(_("value"), max_length=200)
    head = head_of("Setting")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("setting"), _("settings")


class SecurityEvent(models.Model):
    """A confidential read, a refused act, a sign-in: append-only and guarded, but not a record."""

    kind = Choice(SecurityEventKind, verbose_name=_("kind"))
    at = models.DateTimeField(_("at"))
    actor = Line(_("who"), max_length=80)
    actor_name = Line(_("name"), max_length=200)
    about = Line(_("about"), max_length=200, blank=True)
    request_id = Line(max_length=64, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("security event"), _("security events")
        ordering = ("-at", "-id")
        default_permissions = ()
        indexes = [models.Index(fields=["-at", "-id"], name="security_event_at")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"

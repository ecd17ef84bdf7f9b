"""Accounts, rights, access to confidential risks, settings and the security log in the admin."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.admin.base import READERS_OF_ACCOUNTS, Narrowed, now, shown
from riskreg.admin.forms import RecordForm
from riskreg.admin.records import Written
from riskreg.models import ConfidentialAccess, Risk, RoleAssignment, SecurityEvent, Setting, User
from riskreg.services import accounts
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import RuleBroken


class AccountForm(RecordForm):
    new_password = forms.CharField(
        label=_("New password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave empty to keep the one there is; without one nobody can sign in with a password."),
    )

    def clean_new_password(self) -> str:
        given: str = self.cleaned_data["new_password"]
        if given:
            try:
                validate_password(given, self.instance)
            except ValidationError as error:
                raise ValidationError(error.messages) from error
        return given


@shown(User)
class UserAdmin(Written):
    readers = READERS_OF_ACCOUNTS
    form = AccountForm
    list_display = ("username", "name", "email", "is_active", "last_login")
    search_fields = ("username", "name", "email")
    list_filter = ("is_active",)

    def selectable(self, rows: Any) -> Any:
        return rows.filter(is_active=True)

    def act_of_creation(self) -> str:
        return "account.create"

    def make(self, values: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        password = values.pop("new_password") or None
        return accounts.create(by=by, at=at, password=password, **values)

    def act_of_change(self) -> str | None:
        return "account.edit"

    def change(
        self, record: Any, values: dict[str, Any], *, by: Actor, at: datetime, reason: str, rev: int | None
    ) -> Any:
        return accounts.edit(record, by=by, at=at, reason=reason, rev=rev, **values)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and form.cleaned_data["new_password"]:
            record = self.get_queryset(request).get(pk=obj.pk)
            accounts.set_password(record, form.cleaned_data["new_password"], by=request.actor, at=now())

    asked_at_creation = ("new_password",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("username", "last_login") if obj is not None else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [(None, {"fields": ["username", "name", "email", "new_password"]})]
        sets = [(None, {"fields": ["username", "name", "email", "is_active", "last_login"]})]
        if self.has_change_permission(request, obj):
            sets.append((_("Password"), {"fields": ["new_password"]}))
            sets.append((_("Reason"), {"fields": ["reason", "seen"]}))
        return sets


@shown(RoleAssignment)
class RoleAssignmentAdmin(Written):
    readers = READERS_OF_ACCOUNTS
    list_display = ("code", "user", "right", "role", "starts", "ends", "withdrawn")
    search_fields = ("code",)
    list_filter = ("right", "withdrawn")
    date_hierarchy = "starts"
    made_by_service = ("code", "basis", "source", "source_section")

    def act_of_creation(self) -> str:
        return "account.assign"

    def make(self, values: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        return accounts.assign(values.pop("user"), by=by, at=at, reason=reason, **values)

    def act_of_change(self) -> str | None:
        return "account.assign"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only the last day can be set; anything else is another assignment."""
        names = [name for one in self.get_fieldsets(request, obj) for name in one[1]["fields"]]
        return () if obj is None else [name for name in names if name not in ("ends", "reason", "seen")]

    def change(
        self, record: Any, values: dict[str, Any], *, by: Actor, at: datetime, reason: str, rev: int | None
    ) -> Any:
        if values.get("ends", record.ends) is None:
            raise RuleBroken(gettext("Say which day is the last"), code="ends")
        return accounts.end(record, ends=values.get("ends", record.ends), by=by, at=at, reason=reason, rev=rev)

    def act_of_withdrawal(self, record: Any) -> str | None:
        return "account.withdraw"

    def withdraw(self, record: Any, *, by: Actor, at: datetime, reason: str, rev: int) -> Any:
        return accounts.withdraw(record, by=by, at=at, reason=reason, rev=rev)


class AccessForm(RecordForm):
    """The risk is typed by its code: who keeps the access list need not see what is on it."""

    risk_code = forms.CharField(label=_("Code of the risk"), max_length=60)
    take_away = forms.BooleanField(label=_("Take the access away"), required=False)


@shown(ConfidentialAccess)
class ConfidentialAccessAdmin(Written):
    readers = READERS_OF_ACCOUNTS
    form = AccessForm
    list_display = ("code", "user", "risk", "withdrawn")
    search_fields = ("code",)
    list_filter = ("withdrawn",)
    asked_at_creation = ("risk_code", "take_away")
    made_by_service = ("code", "risk", "basis", "source", "source_section")

    def act_of_creation(self) -> str:
        return "account.grant"

    def make(self, values: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        user = values["user"]
        risk = Risk.objects.filter(confidential=True).coded(values["risk_code"].strip()).first()
        if risk is None:
            raise RuleBroken(gettext("There is no confidential risk with that code"), code="risk_code")
        if not values["take_away"]:
            return accounts.grant(user, risk, by=by, at=at, reason=reason)
        given = ConfidentialAccess.objects.standing().filter(user=user, risk=risk).first()
        if given is None:
            raise RuleBroken(gettext("That account has no access to it"), code="user")
        return accounts.revoke(given, by=by, at=at, reason=reason)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """The list, whether or not the new line is for the reader's eyes."""
        return self.response_post_save_add(request, obj)

    def act_of_withdrawal(self, record: Any) -> str | None:
        return "account.revoke"

    def withdraw(self, record: Any, *, by: Actor, at: datetime, reason: str, rev: int) -> Any:
        return accounts.revoke(record, by=by, at=at, reason=reason, rev=rev)


@shown(Setting)
class SettingAdmin(Written):
    readers = READERS_OF_ACCOUNTS
    list_display = ("code", "value")
    search_fields = ("code", "value")
    made_by_service = ("basis", "source", "source_section")

    def act_of_creation(self) -> str:
        return "setting.change"

    def make(self, values: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        return accounts.change_setting(values["code"], values["value"], by=by, at=at, reason=reason)

    def act_of_change(self) -> str | None:
        return "setting.change"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        names = [name for one in self.get_fieldsets(request, obj) for name in one[1]["fields"]]
        return () if obj is None else [name for name in names if name not in ("value", "reason", "seen")]

    def change(
        self, record: Any, values: dict[str, Any], *, by: Actor, at: datetime, reason: str, rev: int | None
    ) -> Any:
        value = values.get("value", record.value)
        return accounts.change_setting(record.code, value, by=by, at=at, reason=reason, rev=rev)


@shown(SecurityEvent)
class SecurityEventAdmin(Narrowed):
    """Append-only and not a record: it has no versions."""

    readers = frozenset((Right.AUDITOR,))
    list_display = ("at", "kind", "actor_name", "about")
    search_fields = ("actor_name", "about")
    list_filter = ("kind",)
    date_hierarchy = "at"

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        raise Http404

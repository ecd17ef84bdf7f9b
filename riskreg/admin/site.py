"""The admin site: who may enter is the register's own question."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.admin.models import LogEntry
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView, PasswordChangeView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from riskreg.access import ADMIN_RIGHTS, Actor
from riskreg.admin.base import ADMINS, now
from riskreg.services import accounts

# The index by what one looks for; a kind that no group names would not be shown, which a test refuses.
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        _("Risks"),
        ("Risk", "RiskAssessment", "RiskAcceptance", "AssessmentCycle", "TopRisk", "Objective", "RiskObjective"),
    ),
    (_("Measures"), ("Measure", "MeasureAssessment", "RiskMeasure")),
    (
        _("Findings"),
        (
            "Finding", "FindingRating", "FindingTarget", "FindingSender", "Recommendation", "AuditReport",
            "RiskFinding",
        ),
    ),
    (
        _("Plans"),
        (
            "Plan", "Workstream", "Milestone", "MilestoneDependency", "ProgressUpdate", "MilestoneForecast",
            "Baseline", "BaselineLine", "FindingPlan", "RiskPlan",
        ),
    ),
    (_("Indicators"), ("Indicator", "IndicatorValue", "RiskIndicator")),
    (
        _("Commitments and decisions"),
        ("Commitment", "CommitmentReschedule", "CommitmentReport", "CommitmentLink", "Decision"),
    ),
    (
        _("Months and evidence"),
        (
            "ReportingPeriod", "PeriodNote", "Confirmation", "UpdateQuestion", "Explanation", "ReportDraft",
            "PublishedReport", "ContextEvent", "Evidence",
        ),
    ),
    (_("Value lists"), ("Source", "Party", "Unit", "Role", "RatingScale", "RatingLevel")),
    (_("Accounts and settings"), ("User", "RoleAssignment", "ConfidentialAccess", "Setting", "SecurityEvent")),
)  # fmt: skip


class OwnPasswordForm(AdminPasswordChangeForm):
    """One's own password, replaced through the service."""

    by: Actor

    def save(self, commit: bool = True) -> Any:
        return accounts.set_password(self.user, self.cleaned_data["new_password1"], by=self.by, at=now())


class RegisterAdminSite(AdminSite):
    """Every kind of the register, for officer, auditor, management and administrator."""

    site_title = _("Administration")
    site_header = _("Risk register: administration")
    index_title = _("Administration")

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")
        for kind, admin in ADMINS.items():
            self.register(kind, admin)

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only the register's own kinds: what a package registers (groups) would be written outside services."""
        if admin_class is not None and model_or_iterable in ADMINS:
            super().register(model_or_iterable, admin_class, **options)

    # --- who may enter
    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and bool(request.actor.rights & ADMIN_RIGHTS)

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        inner = super().admin_view(view, cacheable)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return guarded

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The site's own sign-in page."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))
        if not self.has_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:index"))

    @method_decorator(never_cache)
    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return LogoutView.as_view()(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        form = type("Form", (OwnPasswordForm,), {"by": request.actor})
        request.current_app = self.name
        return PasswordChangeView.as_view(
            form_class=form,
            success_url=reverse("admin:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )(request)

    # --- the index
    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The kinds that the reader may see, by group."""
        apps = self._build_app_dict(request).values()
        found = {kind["object_name"]: kind for app in apps for kind in app["models"]}
        groups = [
            {
                "name": str(name),
                "app_label": f"group-{number}",
                "app_url": f"{reverse('admin:index')}#group-{number}",
                "has_module_perms": True,
                "models": [found[kind] for kind in kinds if kind in found],
            }
            for number, (name, kinds) in enumerate(GROUPS, start=1)
        ]
        return [group for group in groups if group["models"]]

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> HttpResponse:
        """One application, one index."""
        return HttpResponseRedirect(reverse("admin:index"))

    def get_log_entries(self, request: HttpRequest) -> Any:
        """Django's own log is off."""
        return LogEntry.objects.none()

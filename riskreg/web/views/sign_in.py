"""Signing in and out; in the demo, the roles stand as buttons."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from riskreg.models import User
from riskreg.vocabulary.choices import Right

DOES = {
    Right.OFFICER: gettext_lazy("runs the month: checks, chases, compiles"),
    Right.OWNER: gettext_lazy("gives the status of plans, milestones and measures"),
    Right.AUDITOR: gettext_lazy("reviews history, confirms or returns closures"),
    Right.MANAGEMENT: gettext_lazy("reads the monthly report and decides"),
    Right.ADMINISTRATOR: gettext_lazy("keeps accounts, roles and lists"),
}


class SignIn(LoginView):
    redirect_authenticated_user = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["title"] = _("Sign in")
        if settings.DEMO:
            context["demo_roles"] = [
                {"role": right.value, "label": right.label, "does": DOES[right]} for right in Right
            ]
        return context


class SignOut(LogoutView):
    pass


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's roles; only the demo command's own process has this."""
    if not settings.DEMO:
        raise Http404
    user = User.objects.filter(username=request.POST.get("role", ""), is_active=True).first()
    if user is None or user.username not in Right.values:
        raise Http404
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("home")

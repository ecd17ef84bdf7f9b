"""Signing in and out; a form that was sent after the sign-in expired goes on where it was."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_POST

from riskreg.access import Actor
from riskreg.models import User
from riskreg.services import accounts
from riskreg.vocabulary.choices import ActorKind, Right, SecurityEventKind
from riskreg.web import typed
from riskreg.web.landing import landing

DOES = {
    Right.OFFICER: gettext_lazy("runs the month: checks, chases, compiles"),
    Right.OWNER: gettext_lazy("gives the status of plans, milestones and measures"),
    Right.AUDITOR: gettext_lazy("reviews history, confirms or returns closures"),
    Right.MANAGEMENT: gettext_lazy("reads the monthly report and decides"),
    Right.ADMINISTRATOR: gettext_lazy("keeps accounts, roles and lists"),
}


def _note(kind: SecurityEventKind, user: User | None) -> None:
    """Keep who signed in or tried to; a name that is no account's may be a password typed in the wrong field."""
    actor = Actor(ActorKind.USER, str(user.pk), user.name) if user else Actor(ActorKind.SYSTEM, "unknown", "")
    accounts.note_security(kind=kind, actor=actor, at=timezone.now())


def page(carried: typed.Typed | None = None) -> dict[str, Any]:
    """Context of the sign-in page."""
    context: dict[str, Any] = {"title": _("Sign in"), "typed": carried}
    if settings.DEMO:
        context["demo_roles"] = [{"role": right.value, "label": right.label, "does": DOES[right]} for right in Right]
    return context


class SignIn(LoginView):
    redirect_authenticated_user = False

    def get_default_redirect_url(self) -> str:
        return landing(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **page(typed.carried(self.request))}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        answer = super().form_valid(form)
        _note(SecurityEventKind.SIGN_IN, form.get_user())
        return go_on(self.request) or answer

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        name = self.request.POST.get("username", "")
        known = User.objects.filter(username=name).first() if "\x00" not in name else None
        _note(SecurityEventKind.SIGN_IN_FAILED, known)
        return super().form_invalid(form)


class SignOut(LogoutView):
    pass


def keeping(request: HttpRequest) -> HttpResponse:
    """The sign-in page in answer to a form that was sent by nobody: it carries what was typed."""
    form = AuthenticationForm(request)
    context = {**page(typed.sent(request)), "form": form, "next": ""}
    return render(request, "registration/login.html", context, status=401)


def go_on(request: HttpRequest) -> HttpResponse | None:
    """What was typed before, and a button that sends it; rights and rules are judged when it is sent."""
    carried = typed.carried(request)
    if carried is None:
        return None
    context = {"title": _("Go on with what you typed"), "typed": carried}
    return render(request, "registration/go_on.html", context)


@requires_csrf_token
def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its cookie: nothing was written; what was typed in a form of ours is shown, to copy."""
    own = f"{request.scheme}://{request.get_host()}"
    from_here = request.headers.get("Origin") in (None, own)
    from_here = from_here and request.headers.get("Sec-Fetch-Site") in (None, "same-origin")
    sent = typed.sent(request) if from_here and request.method == "POST" else None
    return render(request, "403_csrf.html", {"typed": sent}, status=403)


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
    _note(SecurityEventKind.SIGN_IN, user)
    return go_on(request) or redirect(landing(user))

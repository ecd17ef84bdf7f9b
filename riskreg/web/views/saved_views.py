"""My saved views: kept from a list, renamed and removed on one page; nobody else's are ever shown."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from riskreg.models import SavedView
from riskreg.services import saved_views
from riskreg.vocabulary.errors import BadInput, RuleBroken
from riskreg.web.forms.saved_views import NameForm
from riskreg.web.lists import ListView
from riskreg.web.saved_views import parameters, read

_STEPS = ("save", "rename", "remove")


@dataclass(frozen=True)
class Line:
    """One view with its form."""

    number: int
    name: str
    url: str
    form: NameForm


@dataclass(frozen=True)
class Group:
    """The views of one list."""

    key: str
    title: str
    lines: list[Line]


def list_of(name: str) -> tuple[str, type[ListView]] | None:
    """Address and view of a list by the name of its address; None when it is no list."""
    try:
        path = reverse(name) if name.isidentifier() else ""
    except NoReverseMatch:
        return None
    view = getattr(resolve(path).func, "view_class", None) if path else None
    return (path, view) if isinstance(view, type) and issubclass(view, ListView) else None


@method_decorator(never_cache, name="dispatch")
class SavedViews(View):
    """GET shows mine, list by list; POST saves one from a list, renames or removes it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        step = request.POST.get("step", "")
        if step not in _STEPS:
            raise BadInput(_("Expected a view to save, to rename or to remove"), code="step")
        if step == "save":
            return self.keep(request)
        view = self.named(request)
        if step == "remove":
            saved_views.remove(view)
            messages.success(request, _("The view “%(name)s” is removed") % {"name": view.name})
            return HttpResponseRedirect(request.path)
        form = NameForm(request.POST, auto_id=f"view-{view.pk}-%s")
        try:
            if form.is_valid():
                saved_views.rename(view, form.cleaned_data["name"])
                return HttpResponseRedirect(f"{request.path}#h-{view.list}")
        except RuleBroken as refused:
            form.add_error("name", refused.message)
        return self.page(request, wrong=(view.pk, form))

    def keep(self, request: HttpRequest) -> HttpResponse:
        name = request.POST.get("list", "")
        found = list_of(name)
        if found is None:
            raise BadInput(_("There is no list “%(name)s”") % {"name": name[:40]}, code="list")
        path, view = found
        query = urlencode(read(request.POST.get("query", ""), parameters(view)))
        form = NameForm(request.POST)
        if not query:
            raise BadInput(_("Filter or sort the list first; a view without either is the list itself"), code="query")
        try:
            if form.is_valid():
                saved_views.save(name, form.cleaned_data["name"], query, by=request.actor, at=timezone.now())
                return HttpResponseRedirect(request.day.link(path, **read(query, parameters(view))))
        except RuleBroken as refused:
            form.add_error("name", refused.message)
        new = {"form": form, "list": name, "query": query, "title": view.title, "url": f"{path}?{query}"}
        return self.page(request, new=new)

    def named(self, request: HttpRequest) -> SavedView:
        """Raises Http404 for one that is not the reader's, or not there."""
        number = request.POST.get("view", "")
        is_number = number.isascii() and number.isdigit() and len(number) < 19
        found = saved_views.find(int(number), by=request.actor) if is_number else None
        if found is None:
            raise Http404(_("There is no such view"))
        return found

    def page(self, request: HttpRequest, *, new: Any = None, wrong: tuple[int, NameForm] | None = None) -> HttpResponse:
        context = {
            "title": _("Saved views"),
            "groups": self.groups(request, dict([wrong] if wrong else [])),
            "new": new,
            "form": new["form"] if new else wrong[1] if wrong else None,
        }
        return render(request, "riskreg/saved_views.html", context, status=422 if new or wrong else 200)

    def groups(self, request: HttpRequest, wrong: dict[int, NameForm]) -> list[Group]:
        found = []
        for name, views in groupby(saved_views.own(request.actor), key=lambda one: one.list):
            known = list_of(name)
            lines = [
                Line(
                    one.pk,
                    one.name,
                    f"{known[0]}?{one.query}" if known else "",
                    wrong.get(one.pk) or NameForm(initial={"name": one.name}, auto_id=f"view-{one.pk}-%s"),
                )
                for one in views
            ]
            found.append(Group(name, str(known[1].title) if known else name, lines))
        return found

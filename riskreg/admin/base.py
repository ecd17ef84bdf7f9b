"""What every page of the admin stands on: rows the reader may see, our own history, and no log beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.access import Actor, visible_to
from riskreg.history.register import Register
from riskreg.history.timeline import timeline
from riskreg.models.base import Tracked
from riskreg.vocabulary.choices import Right

READERS = frozenset((Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT))
READERS_OF_LISTS = READERS | {Right.ADMINISTRATOR}
READERS_OF_ACCOUNTS = frozenset((Right.AUDITOR, Right.ADMINISTRATOR))
NOT_SHOWN = ("id", "head", "rev", "password", "last_login")

# kind of record -> its admin, filled by the files of this package and registered by the site.
ADMINS: dict[type[Any], type[ModelAdmin]] = {}


def shown(*kinds: type[Any]) -> Callable[[type[Any]], type[Any]]:
    """The class is the admin of the kinds."""

    def keep(admin: type[Any]) -> type[Any]:
        ADMINS.update(dict.fromkeys(kinds, admin))
        return admin

    return keep


def now() -> datetime:
    """The moment of a click."""
    return timezone.now()


class RecordChangeList(ChangeList):
    """The rows of one page with what their columns need, in as many queries whatever their number."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = self.model_admin.dress(request, list(self.result_list))


class Narrowed(ModelAdmin):
    """Reading: every row through access.visible_to, every relation too; hidden looks the same as absent."""

    readers = READERS
    list_per_page = 50
    # Relations are attached through the register, which leaves out what the reader may not see.
    list_select_related = ()
    # Relations that a column shows under another name.
    attached: tuple[str, ...] = ()
    change_form_template = "admin/record_form.html"
    show_full_result_count = False

    # --- rows
    def actor(self, request: HttpRequest) -> Actor:
        return request.actor

    def register(self, request: HttpRequest) -> Register:
        return Register.now(request.actor, request.day.today)

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = visible_to(request.actor, self.model._default_manager.all())
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        return visible_to(request.actor, db_field.related_model._default_manager.all())

    def relations(self) -> list[str]:
        return [
            field.name
            for field in self.model._meta.fields
            if isinstance(field, models.ForeignKey) and field.name != "head"
        ]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            self.register(request).attach([found], *self.relations())
        return found

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RecordChangeList

    def dress(self, request: HttpRequest, rows: list[Any]) -> list[Any]:
        """The rows of a page with the relations that their columns name."""
        wanted = {*self.get_list_display(request), *self.attached}
        names = [name for name in self.relations() if name in wanted]
        return self.register(request).attach(rows, *names)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only the filters on the page: any other lookup could ask after what is hidden."""
        named = [part if isinstance(part, str) else part[0] for part in self.list_filter]
        field = lookup.split("__")[0]
        return field in named or field == self.date_hierarchy

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            queryset = self.selectable(queryset)
        return super().get_search_results(request, queryset, search_term)

    def selectable(self, rows: Any) -> Any:
        """What a field may be set to: records that stand."""
        return rows.standing()

    # --- rights
    def may(self, request: HttpRequest, right: Any) -> bool:
        return right in request.actor.rights

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.actor.rights & self.readers)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted."""
        return False

    # --- the page
    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [(None, {"fields": [field.name for field in self.model._meta.fields if field.name not in NOT_SHOWN]})]

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return self.relations()

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        own = {"withdraw_url": None, "months": None, "has_history": issubclass(self.model, Tracked)}
        return super().changeform_view(request, object_id, form_url, {**own, **(extra_context or {})})

    # --- history: our own page, read-only
    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = self.get_object(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(name)s") % {"name": record},
            "subtitle": None,
            "entries": timeline(self.register(request), record),
            "plural": capfirst(str(self.opts.verbose_name_plural)),
            "original": record,
            "opts": self.opts,
            "is_popup": False,
        }
        return TemplateResponse(request, "admin/record_history.html", context)

    # --- Django's own log is off: the register keeps its own, and that one leaks titles
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        return None

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        return None

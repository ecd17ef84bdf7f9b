"""What every page of the admin stands on: rows the reader may see, our own history, and no log beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.admin import ModelAdmin, display
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskreg.access import Actor, confidential_behind, visible_to
from riskreg.admin.forms import Picked, is_number
from riskreg.admin.pages import page_of
from riskreg.history.register import Named, Register
from riskreg.history.timeline import by_field, timeline
from riskreg.models.base import Tracked
from riskreg.services import accounts
from riskreg.templatetags.riskreg_format import NONE
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import BadInput, Refused

READERS = frozenset((Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT))
READERS_OF_LISTS = READERS | {Right.ADMINISTRATOR}
READERS_OF_ACCOUNTS = frozenset((Right.AUDITOR, Right.ADMINISTRATOR))
NOT_SHOWN = ("id", "head", "rev", "password", "last_login")
SAVE_AS_NEW = "_saveasnew"

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
    # Columns that are not for this page.
    left_out: tuple[str, ...] = ()
    # Methods of the admin that it shows in their place.
    told: tuple[str, ...] = ()
    # Acts on several records at once; see riskreg.admin.bulk.
    bulk_acts: tuple[Any, ...] = ()
    show_full_result_count = False
    empty_value_display = NONE

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
        """What the field may be set to: records that stand, and the one that it is set to now."""
        rows = visible_to(request.actor, db_field.related_model._default_manager.all())
        match = request.resolver_match
        if match is None or not hasattr(db_field.related_model, "withdrawn"):
            return rows
        changed = str(match.kwargs.get("object_id", ""))
        now = self.model._default_manager.filter(pk=changed if is_number(changed) else None)
        return rows.filter(models.Q(withdrawn=False) | models.Q(pk__in=now.order_by().values(db_field.attname)))

    def relations(self) -> list[str]:
        return [
            field.name
            for field in self.model._meta.fields
            if isinstance(field, models.ForeignKey) and field.name != "head"
        ]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            # The middleware keeps who reads what is confidential.
            request.confidential_read.update(confidential_behind(found))
            self.register(request).attach([found], *self.relations())
            self.as_records(found)
        return found

    def as_records(self, found: Any) -> None:
        """Short lists attach a name only; a form that empties the relation expects a record."""
        for name in self.relations():
            value, field = getattr(found, name), self.model._meta.get_field(name)
            if isinstance(value, Named):
                record = field.related_model(id=value.id, code=value.code, name=value.name, withdrawn=value.withdrawn)
                field.set_cached_value(found, record)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RecordChangeList

    def dress(self, request: HttpRequest, rows: list[Any]) -> list[Any]:
        """The rows of a page with the relations that their columns name."""
        wanted = {*self.get_list_display(request), *self.attached}
        names = [name for name in self.relations() if name in wanted]
        return self.register(request).attach(rows, *names)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only what the filters on the page ask, as they ask it: any other lookup could ask after what is hidden."""
        name, _sep, asked = lookup.partition("__")
        if name == self.date_hierarchy and asked in ("year", "month", "day"):
            return True
        if name not in [part if isinstance(part, str) else part[0] for part in self.list_filter]:
            return False
        field = self.model._meta.get_field(name)
        if field.is_relation:
            return asked in ("id__exact", "isnull")
        # A field of free numbers or words is asked by its bare name.
        return asked in (
            ("exact", "isnull") if field.flatchoices or isinstance(field, models.BooleanField) else ("", "isnull")
        )

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
    def columns(self) -> list[str]:
        """The columns that the page shows; the basis by field in words."""
        names = [field.name for field in self.model._meta.fields if field.name not in (*NOT_SHOWN, *self.left_out)]
        return ["basis_in_words" if name == "basis_by_field" else name for name in names]

    @display(description=gettext_lazy("basis by field"))
    def basis_in_words(self, record: Any) -> str:
        return by_field(type(record), record.basis_by_field)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [(None, {"fields": [*self.columns(), *self.told]})]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("widget", Picked(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return self.relations()

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if SAVE_AS_NEW in request.POST:
            # Django would take the form of a change for a new record, whether or not the page offers it.
            raise BadInput(_("A record is not copied; add a new one"), code=SAVE_AS_NEW)
        own = {"withdraw_url": None, "months": None, "page_url": "", "has_history": issubclass(self.model, Tracked)}
        return super().changeform_view(request, object_id, form_url, {**own, **(extra_context or {})})

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs.get("obj") is not None:
            context["page_url"] = page_of(kwargs["obj"])
        return super().render_change_form(request, context, *args, **kwargs)

    # --- acts on several records
    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """What the reader may do to several records at once; nothing else is offered, and nothing is deleted."""
        if IS_POPUP_VAR in request.GET or not self.has_view_permission(request):
            return {}
        return {act.name: (act.start, act.name, act.label) for act in self.bulk_acts if act.offered(self, request)}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method == "POST":
            offered = self.get_actions(request)
            named = [name for name in request.POST.getlist("action") if name]
            if not offered or "action" not in request.POST or not set(named) <= set(offered):
                raise PermissionDenied
            selected = request.POST.getlist(ACTION_CHECKBOX_NAME)
            if not all(map(is_number, selected)):
                raise BadInput(_("What was selected is not a list of records"), code=ACTION_CHECKBOX_NAME)
            if "step" in request.POST and named:
                start, _name, _label = offered[named[0]]
                return start(self, request, None)
        return super().changelist_view(request, extra_context)

    def note_refused(self, request: HttpRequest, refused: Refused) -> None:
        """That somebody turned both keys, or tried to, is for the auditors to see.

        A missing right is kept by the middleware, which gets every NotAllowed and PermissionDenied.
        """
        if refused.code == "two_keys":
            accounts.note_refusal(
                request.actor, code=refused.code, path=request.path, at=now(), confidential=request.confidential_read
            )

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
            "page_url": page_of(record),
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

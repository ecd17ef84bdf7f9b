"""Writing in the admin: create, edit, link and withdraw, each through its service."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.access import Actor, may
from riskreg.admin.base import NOT_SHOWN, Narrowed, now
from riskreg.admin.bulk import HAND_OVER, WITHDRAW, Selection
from riskreg.admin.forms import RecordForm
from riskreg.history.timeline import name_of, shown
from riskreg.models.fields import Whole
from riskreg.services import records
from riskreg.vocabulary import dates
from riskreg.vocabulary.errors import Refused, RuleBroken, Stale
from riskreg.vocabulary.numbers import NumberField, WholeField
from riskreg.vocabulary.periods import REGISTER_ZONE, day_of

ORIGIN = ("basis", "basis_in_words", "source", "source_section", "withdrawn")


class Written(Narrowed):
    """A kind of record that is written through verbs; subclasses say which."""

    form = RecordForm
    bulk_acts: tuple[Any, ...] = (WITHDRAW,)
    # Fields of the form only, asked when the record is made.
    asked_at_creation: tuple[str, ...] = ()
    # Fields that the service fills in.
    made_by_service: tuple[str, ...] = ()

    def not_asked(self) -> set[str]:
        """Fields that no form of a new one has."""
        return set(self.made_by_service)

    # --- the verbs
    def act_of_creation(self) -> str:
        """The act of the role table under which one is made."""
        raise NotImplementedError

    def make(self, values: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        """Make one from the values of the form."""
        raise NotImplementedError

    def act_of_change(self) -> str | None:
        """The act under which one is edited; None when it never is."""
        return None

    def change(
        self, record: Any, values: dict[str, Any], *, by: Actor, at: datetime, reason: str, rev: int | None
    ) -> Any:
        raise NotImplementedError

    def act_of_withdrawal(self, record: Any) -> str | None:
        """The act under which it is withdrawn; None when it never is."""
        return None

    def withdraw(self, record: Any, *, by: Actor, at: datetime, reason: str, rev: int) -> Any:
        raise NotImplementedError

    # --- rights
    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request) and may(request.actor, self.act_of_creation())

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        act = self.act_of_change()
        return act is not None and self.has_view_permission(request) and may(request.actor, act, obj)

    def has_withdraw_permission(self, request: HttpRequest, record: Any) -> bool:
        act = self.act_of_withdrawal(record)
        return act is not None and not record.withdrawn and may(request.actor, act, record)

    # --- the form
    def kept(self) -> list[str]:
        """Fields that follow from acts, never typed."""
        shown = self.columns()
        kept = [field.name for field in self.model._meta.fields if not field.editable and field.name in shown]
        return [*kept, *self.told]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ()
        names = self.columns()
        return tuple(name for name in ("code", "withdrawn", "basis_in_words") if name in names) + tuple(self.kept())

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        names = self.columns()
        kept = self.kept()
        origin = [name for name in ORIGIN if name in names]
        own = [name for name in names if name not in (*kept, *origin)]
        if obj is None:
            left_out = {"withdrawn", "basis_in_words", *self.not_asked()}
            own = [name for name in (*own, *self.asked_at_creation) if name not in left_out]
            origin, kept = [name for name in origin if name not in left_out], []
        sets = [(None, {"fields": own}), (_("Basis and source"), {"fields": origin})]
        if kept:
            sets.append((_("Kept by the register"), {"fields": kept}))
        if obj is None or self.has_change_permission(request, obj):
            sets.append((_("Reason"), {"fields": ["reason", "seen"]}))
        return [one for one in sets if one[1]["fields"]]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, Whole):
            kwargs |= {"min_value": db_field.low, "max_value": db_field.high, "form_class": WholeField}
        if isinstance(db_field, models.DecimalField):
            kwargs["form_class"] = NumberField
        if db_field.null:
            # What may be unknown may be left empty.
            kwargs["required"] = False
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        made = super().get_form(request, obj, change=change, **kwargs)
        made.refused = getattr(request, "refused", None)
        return made

    # --- one change, whole or not at all
    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (RuleBroken, Stale) as refused:
            return self._once_more(request, object_id, form_url, extra_context, refused)

    def _once_more(
        self, request: HttpRequest, object_id: Any, form_url: str, extra_context: Any, refused: Refused
    ) -> HttpResponse:
        """The page again, with what was typed and why it was refused; nothing was written."""
        self.note_refused(request, refused)
        status = 200
        if isinstance(refused, Stale):
            status, current = 409, refused.current or self.get_object(request, str(object_id))
            posted = request.POST.copy()
            posted["seen"] = str(current.rev)
            request.POST = posted
            refused = RuleBroken(self._what_stands(request, current), code="stale")
        request.refused = refused
        response = super().changeform_view(request, object_id, form_url, extra_context)
        response.status_code = status
        return response

    def _what_stands(self, request: HttpRequest, current: Any) -> str:
        """Who changed it since, and each value that now differs from what was typed."""
        self.register(request).attach([current], *self.relations())
        form = self.get_form(request, current, change=True)(request.POST, instance=current)
        fields = {field.name: field for field in self.model._meta.fields}
        differing = [
            f"{capfirst(str(fields[name].verbose_name))}: {_in_words(fields[name], getattr(current, name))}"
            for name in form.changed_data
            if name in fields and name not in NOT_SHOWN
        ]
        head = current.head
        sentence = _(
            "%(who)s changed this on %(day)s at %(time)s, after you opened it. What you typed is kept below."
        ) % {
            "who": head.actor_name,
            "day": dates.show(day_of(head.history_date)),
            "time": f"{head.history_date.astimezone(REGISTER_ZONE):%H:%M}",
        }
        if differing:
            sentence += " " + _("In the register now: %(values)s.") % {"values": "; ".join(differing)}
        return sentence + " " + _("Save again to put yours in its place.")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        told = {"by": request.actor, "at": now(), "reason": form.cleaned_data.get("reason", "")}
        if change:
            record = self.get_queryset(request).get(pk=obj.pk)
            self.change(record, form.typed(), rev=form.cleaned_data["seen"], **told)
            return
        extra = {name: form.cleaned_data[name] for name in self.asked_at_creation}
        made = self.make({**form.typed(), **extra}, **told)
        obj.__dict__.update(made.__dict__)

    # --- withdrawing, on a page of its own
    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_withdraw"
        view = self.admin_site.admin_view(self.withdraw_view)
        return [path("<path:object_id>/withdraw/", view, name=name), *super().get_urls()]

    def withdraw_url(self, record: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_withdraw", args=[record.pk])

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        record = self.get_object(request, object_id)
        offered = record is not None and self.has_withdraw_permission(request, record)
        extra = {"withdraw_url": self.withdraw_url(record) if offered else None, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, extra)

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask why, show what it writes, then withdraw."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = self.get_object(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_withdraw_permission(request, record):
            raise PermissionDenied
        return Selection(self, request, WITHDRAW, [record]).answer()


def _in_words(field: Any, value: Any) -> str:
    if value is None or value == "":
        return _("empty")
    if isinstance(field, models.ForeignKey):
        return name_of(value)
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return dates.show(value)
    return shown(field, value)


class RecordAdmin(Written):
    """A record that the role table's nouns name: created, edited and withdrawn in its own words."""

    list_display = ("code", "title", "withdrawn")
    search_fields = ("code", "title")
    list_filter = ("withdrawn", "basis")

    def act_of_creation(self) -> str:
        noun = records.noun_of(self.model)
        return records.MADE_BY.get(noun, f"{noun}.create")

    def not_asked(self) -> set[str]:
        return super().not_asked() | ({"code"} if self.model in records.PREFIXES else set())

    def make(self, values: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        if self.model in records.PREFIXES:
            values = {**values, "code": records.next_code(self.model, records.PREFIXES[self.model])}
        return records.create(self.model, by=by, at=at, reason=reason, **values)

    def act_of_change(self) -> str | None:
        return None if self.model.APPEND_ONLY else f"{records.noun_of(self.model)}.edit"

    def change(
        self, record: Any, values: dict[str, Any], *, by: Actor, at: datetime, reason: str, rev: int | None
    ) -> Any:
        return records.edit(record, by=by, at=at, reason=reason, rev=rev, **values)

    def act_of_withdrawal(self, record: Any) -> str | None:
        return f"{records.noun_of(self.model)}.withdraw"

    def withdraw(self, record: Any, *, by: Actor, at: datetime, reason: str, rev: int) -> Any:
        return records.withdraw(record, by=by, at=at, reason=reason, rev=rev)


class OwnedAdmin(RecordAdmin):
    """A record that a role owns."""

    bulk_acts = (WITHDRAW, HAND_OVER)


class LineAdmin(Narrowed):
    """A line of an append-only list, made by a verb on its record's page: read here."""

    list_filter = ("withdrawn", "basis")
    search_fields = ("code",)


class BondAdmin(Written):
    """A link between two records: made and taken away, never edited."""

    list_filter = ("withdrawn",)
    search_fields = ("code",)
    made_by_service = ("code", "basis", "source", "source_section")

    def ends(self) -> list[str]:
        """The names of the relations that it ties."""
        return [name for name in self.relations() if name != "source"]

    def get_list_display(self, request: HttpRequest) -> Any:
        return ("code", *self.ends(), "withdrawn")

    def act_of_creation(self) -> str:
        first = self.model._meta.get_field(self.ends()[0]).related_model
        return f"{records.noun_of(first)}.link"

    def make(self, values: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        ends = {name: values[name] for name in self.ends() if values.get(name) is not None}
        if len(ends) != 2:
            raise RuleBroken(_("A link has two ends; choose both"))
        return self.link(ends, by=by, at=at, reason=reason)

    def link(self, ends: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        return records.link(self.model, by=by, at=at, reason=reason, **ends)

    def act_of_withdrawal(self, record: Any) -> str | None:
        return f"{records.noun_or_parent(record)}.link"

    def withdraw(self, record: Any, *, by: Actor, at: datetime, reason: str, rev: int) -> Any:
        return records.unlink(record, by=by, at=at, reason=reason, rev=rev)

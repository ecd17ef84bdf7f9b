"""Reporting months, their words, confirmations, sealed editions and context events in the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from riskreg.admin.base import NOT_SHOWN, Narrowed, shown
from riskreg.admin.records import LineAdmin, RecordAdmin
from riskreg.models import Confirmation, ContextEvent, PeriodNote, PublishedReport, ReportingPeriod


@shown(ReportingPeriod)
class ReportingPeriodAdmin(Narrowed):
    list_display = ("code", "state", "cut_off")
    search_fields = ("code",)
    list_filter = ("state",)


@shown(PeriodNote)
class PeriodNoteAdmin(Narrowed):
    list_display = ("code", "period", "about", "text")
    search_fields = ("code", "about", "text")
    list_filter = ("period", "withdrawn")


@shown(Confirmation)
class ConfirmationAdmin(Narrowed):
    list_display = ("code", "period", "about", "kind")
    search_fields = ("code", "about", "note")
    list_filter = ("kind", "period", "withdrawn")


@shown(PublishedReport)
class PublishedReportAdmin(LineAdmin):
    list_display = ("code", "period", "edition", "sealed_by", "sha256")
    search_fields = ("code", "sha256")
    list_filter = ("period",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("data")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        left_out = (*NOT_SHOWN, "data")
        return [(None, {"fields": [field.name for field in self.model._meta.fields if field.name not in left_out]})]


@shown(ContextEvent)
class ContextEventAdmin(RecordAdmin):
    list_display = ("code", "about", "on", "text", "withdrawn")
    search_fields = ("code", "about", "text")
    date_hierarchy = "on"

"""Reporting months, their words, confirmations, sealed editions and context events in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from riskreg.admin.base import Narrowed, shown
from riskreg.admin.figures import person
from riskreg.admin.records import LineAdmin, RecordAdmin
from riskreg.models import (
    Confirmation,
    ContextEvent,
    Explanation,
    PeriodNote,
    PublishedReport,
    ReportDraft,
    ReportingPeriod,
    UpdateQuestion,
)


@shown(ReportingPeriod)
class ReportingPeriodAdmin(Narrowed):
    list_display = ("code", "state", "due", "cut_off")
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


@shown(UpdateQuestion)
class UpdateQuestionAdmin(Narrowed):
    list_display = ("code", "period", "about", "question", "answer")
    search_fields = ("code", "about", "question", "answer")
    list_filter = ("period", "withdrawn")


@shown(Explanation)
class ExplanationAdmin(Narrowed):
    list_display = ("code", "period", "about", "rule", "text")
    search_fields = ("code", "about", "rule", "text")
    list_filter = ("period", "withdrawn")


@shown(ReportDraft)
class ReportDraftAdmin(Narrowed):
    list_display = ("code", "period", "edition", "is_ready", "headline")
    search_fields = ("code", "headline")
    list_filter = ("period", "is_ready")


@shown(PublishedReport)
class PublishedReportAdmin(LineAdmin):
    list_display = ("code", "period", "edition", "sha256")
    search_fields = ("code", "sha256")
    list_filter = ("period",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("data")

    left_out = ("data", "drafted_by", "sealed_by")
    told = ("drafted_by_whom", "sealed_by_whom")

    @display(description=_("drafted by"))
    def drafted_by_whom(self, edition: Any) -> str:
        return person(edition.drafted_by)

    @display(description=_("sealed by"))
    def sealed_by_whom(self, edition: Any) -> str:
        return person(edition.sealed_by)


@shown(ContextEvent)
class ContextEventAdmin(RecordAdmin):
    list_display = ("code", "about", "on", "text", "withdrawn")
    search_fields = ("code", "about", "text")
    date_hierarchy = "on"

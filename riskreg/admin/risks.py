"""Risks, their assessments, acceptances, cycles and top lists in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from riskreg.admin.base import now, shown
from riskreg.admin.records import BondAdmin, LineAdmin, RecordAdmin
from riskreg.models import (
    AssessmentCycle,
    Risk,
    RiskAcceptance,
    RiskAssessment,
    RiskFinding,
    RiskIndicator,
    RiskMeasure,
    RiskObjective,
    RiskPlan,
    TopRisk,
)
from riskreg.services import accounts
from riskreg.templatetags.riskreg_format import band
from riskreg.vocabulary.choices import SecurityEventKind


@shown(Risk)
class RiskAdmin(RecordAdmin):
    list_display = ("code", "title", "category", "state", "score", "top_risk", "owner", "withdrawn")
    search_fields = ("code", "title", "cause", "event", "consequence")
    list_filter = ("state", "category", "top_risk", "appetite", "response", "confidential", "basis", "withdrawn")

    @display(description=_("score"))
    def score(self, risk: Risk) -> str:
        return f"{risk.likelihood * risk.impact} {band(risk.band)}" if risk.likelihood and risk.impact else band(None)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        self._note_reading(request, object_id)
        return super().change_view(request, object_id, form_url, extra_context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        self._note_reading(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def _note_reading(self, request: HttpRequest, object_id: str) -> None:
        """Reading a confidential risk is kept in the security log."""
        if request.method != "GET" or not self.has_view_permission(request):
            return
        risk = self.get_object(request, object_id)
        if risk is not None and risk.confidential:
            accounts.note_security(
                kind=SecurityEventKind.CONFIDENTIAL_READ,
                actor=request.actor,
                at=now(),
                about=risk.code,
                request_id=request.actor.request_id,
            )


@shown(RiskAssessment)
class RiskAssessmentAdmin(LineAdmin):
    list_display = ("code", "risk", "kind", "likelihood", "impact", "cycle", "on")
    search_fields = ("code", "reason")
    list_filter = ("kind", "cycle", "basis", "withdrawn")
    date_hierarchy = "on"


@shown(RiskAcceptance)
class RiskAcceptanceAdmin(LineAdmin):
    list_display = ("code", "risk", "accepted_by", "on", "until")
    search_fields = ("code", "reason")
    date_hierarchy = "until"


@shown(TopRisk)
class TopRiskAdmin(LineAdmin):
    list_display = ("code", "risk", "cycle", "change", "place")
    search_fields = ("code", "reason")
    list_filter = ("change", "cycle", "basis", "withdrawn")


@shown(AssessmentCycle)
class AssessmentCycleAdmin(RecordAdmin):
    list_display = ("code", "name", "closes_on", "decided_on", "withdrawn")
    search_fields = ("code", "name")


@shown(RiskFinding, RiskIndicator, RiskMeasure, RiskObjective, RiskPlan)
class RiskBondAdmin(BondAdmin):
    pass

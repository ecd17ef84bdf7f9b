"""Risks, their assessments, acceptances, cycles and top lists in the admin."""

from __future__ import annotations

from django.contrib.admin import display
from django.utils.translation import gettext_lazy as _

from riskreg.admin.base import shown
from riskreg.admin.records import BondAdmin, LineAdmin, OwnedAdmin, RecordAdmin
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
from riskreg.templatetags.riskreg_format import band


@shown(Risk)
class RiskAdmin(OwnedAdmin):
    list_display = ("code", "title", "category", "state", "score", "top_risk", "owner", "withdrawn")
    search_fields = ("code", "title", "cause", "event", "consequence")
    list_filter = ("state", "category", "top_risk", "appetite", "response", "confidential", "basis", "withdrawn")

    @display(description=_("score"))
    def score(self, risk: Risk) -> str:
        return f"{risk.likelihood * risk.impact} {band(risk.band)}" if risk.likelihood and risk.impact else band(None)


@shown(RiskAssessment)
class RiskAssessmentAdmin(LineAdmin):
    list_display = ("code", "risk", "kind", "likelihood", "impact", "cycle", "on")
    search_fields = ("code", "reason")
    list_filter = ("kind", "cycle", "basis", "withdrawn")
    date_hierarchy = "on"


@shown(RiskAcceptance)
class RiskAcceptanceAdmin(LineAdmin):
    list_display = ("code", "risk", "accepted_by", "on", "until", "decision")
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

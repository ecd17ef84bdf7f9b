"""Findings, audit rounds, targets, recommendations and audit reports in the admin."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.admin.base import shown
from riskreg.admin.forms import RecordForm
from riskreg.admin.records import BondAdmin, LineAdmin, RecordAdmin
from riskreg.models import (
    AuditReport,
    Finding,
    FindingPlan,
    FindingRating,
    FindingSender,
    FindingTarget,
    Recommendation,
)
from riskreg.services import findings
from riskreg.vocabulary.choices import RoundOutcome


class FindingForm(RecordForm):
    """The first audit round comes with the finding."""

    round_outcome = forms.ChoiceField(
        label=_("What the first audit round says"),
        choices=RoundOutcome.choices,
        initial=RoundOutcome.ESTABLISHED,
        required=False,
    )
    round_year = forms.IntegerField(label=_("Audit year"), min_value=1990, max_value=2100, required=False)
    round_on = forms.DateField(label=_("Day of the round"), required=False, widget=AdminDateWidget)


@shown(Finding)
class FindingAdmin(RecordAdmin):
    form = FindingForm
    list_display = ("code", "title", "kind", "state", "rating", "target", "first_target", "owner", "withdrawn")
    search_fields = ("code", "title", "description")
    list_filter = ("state", "kind", "audit_year", "scale", "basis", "withdrawn")
    date_hierarchy = "target"
    asked_at_creation = ("round_outcome", "round_year", "round_on")

    def make(self, values: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        first = {
            "outcome": values.pop("round_outcome") or RoundOutcome.ESTABLISHED,
            "audit_year": values.pop("round_year"),
            "on": values.pop("round_on"),
            "rating": None,
        }
        return findings.open_finding(by=by, at=at, reason=reason, first_round=first, **values)


@shown(FindingRating)
class FindingRatingAdmin(LineAdmin):
    list_display = ("code", "finding", "audit_year", "rating", "outcome", "follow_up", "on")
    search_fields = ("code", "text")
    list_filter = ("outcome", "follow_up", "audit_year", "scale", "basis", "withdrawn")
    date_hierarchy = "on"


@shown(FindingTarget)
class FindingTargetAdmin(LineAdmin):
    list_display = ("code", "finding", "kind", "target", "set_on", "reason")
    search_fields = ("code", "reason")
    list_filter = ("kind", "basis", "withdrawn")
    date_hierarchy = "target"


@shown(Recommendation)
class RecommendationAdmin(RecordAdmin):
    list_display = ("code", "finding", "text", "response", "withdrawn")
    search_fields = ("code", "text", "response_text")
    list_filter = ("response", "basis", "withdrawn")


@shown(AuditReport)
class AuditReportAdmin(RecordAdmin):
    list_display = ("code", "title", "audit_year", "issued_by", "issued_by_unit", "published", "withdrawn")
    list_filter = ("audit_year", "basis", "withdrawn")
    date_hierarchy = "published"


@shown(FindingSender)
class FindingSenderAdmin(BondAdmin):
    pass


@shown(FindingPlan)
class FindingPlanAdmin(BondAdmin):
    def link(self, ends: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        return findings.answer_with(ends["finding"], ends["plan"], by=by, at=at, reason=reason)

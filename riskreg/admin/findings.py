"""Findings, audit rounds, targets, recommendations and audit reports in the admin."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin import display
from django.contrib.admin.widgets import AdminDateWidget
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor, published_only
from riskreg.admin.base import shown
from riskreg.admin.bulk import CONFIRM, HAND_OVER, SEND_BACK, WITHDRAW
from riskreg.admin.figures import person
from riskreg.admin.forms import RecordForm
from riskreg.admin.records import BondAdmin, LineAdmin, OwnedAdmin, RecordAdmin
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
from riskreg.vocabulary.numbers import WholeField


class FindingForm(RecordForm):
    """The first audit round comes with the finding."""

    round_outcome = forms.ChoiceField(
        label=_("What the first audit round says"),
        # To live with a finding is decided by management.
        choices=[one for one in RoundOutcome.choices if one[0] != RoundOutcome.ACCEPTED],
        initial=RoundOutcome.ESTABLISHED,
        required=False,
    )
    round_year = WholeField(label=_("Audit year"), min_value=1990, max_value=2100, required=False)
    round_on = forms.DateField(label=_("Day of the round"), required=False, widget=AdminDateWidget)


@shown(Finding)
class FindingAdmin(OwnedAdmin):
    bulk_acts = (CONFIRM, SEND_BACK, HAND_OVER, WITHDRAW)
    form = FindingForm
    list_display = ("code", "title", "kind", "state", "rating", "target", "first_target", "owner", "withdrawn")
    search_fields = ("code", "title", "description")
    list_filter = ("state", "kind", "audit_year", "scale", "basis", "withdrawn")
    date_hierarchy = "target"
    asked_at_creation = ("round_outcome", "round_year", "round_on")
    left_out = ("reported_by", "confirmed_by")
    told = ("reported_by_whom", "confirmed_by_whom")

    @display(description=_("reported by"))
    def reported_by_whom(self, finding: Any) -> str:
        return person(finding.reported_by)

    @display(description=_("confirmed by"))
    def confirmed_by_whom(self, finding: Any) -> str:
        return person(finding.confirmed_by)

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

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not self.is_the_auditor_s(request, "report.edit", obj)

    def has_withdraw_permission(self, request: HttpRequest, record: Any) -> bool:
        allowed = super().has_withdraw_permission(request, record)
        return allowed and not self.is_the_auditor_s(request, "report.withdraw", record)

    def is_the_auditor_s(self, request: HttpRequest, act: str, report: Any) -> bool:
        """A report that is not published is its auditor's own."""
        return report is not None and report.published is None and published_only(request.actor, act)


@shown(FindingSender)
class FindingSenderAdmin(BondAdmin):
    pass


@shown(FindingPlan)
class FindingPlanAdmin(BondAdmin):
    def link(self, ends: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        return findings.answer_with(ends["finding"], ends["plan"], by=by, at=at, reason=reason)

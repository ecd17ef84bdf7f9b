"""The admin site: who may enter is the register's own question."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.forms import PasswordChangeForm
from django.utils.translation import gettext_lazy as _

# The index by what one looks for; a kind that no group names would not be shown, which a test refuses.
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        _("Risks"),
        ("Risk", "RiskAssessment", "RiskAcceptance", "AssessmentCycle", "TopRisk", "Objective", "RiskObjective"),
    ),
    (_("Measures"), ("Measure", "MeasureAssessment", "RiskMeasure")),
    (
        _("Findings"),
        (
            "Finding", "FindingRating", "FindingTarget", "FindingSender", "Recommendation", "AuditReport",
            "RiskFinding",
        ),
    ),
    (
        _("Plans"),
        (
            "Plan", "Workstream", "Milestone", "MilestoneDependency", "ProgressUpdate", "MilestoneForecast",
            "Baseline", "BaselineLine", "FindingPlan", "RiskPlan",
        ),
    ),
    (_("Indicators"), ("Indicator", "IndicatorValue", "RiskIndicator")),
    (_("Commitments and decisions"), ("Commitment", "CommitmentReschedule", "CommitmentLink", "Decision")),
    (
        _("Months and evidence"),
        ("ReportingPeriod", "PeriodNote", "Confirmation", "PublishedReport", "ContextEvent", "Evidence"),
    ),
    (_("Value lists"), ("Source", "Party", "Unit", "Role", "RatingScale", "RatingLevel")),
    (_("Accounts and settings"), ("User", "RoleAssignment", "ConfidentialAccess", "Setting", "SecurityEvent")),
)  # fmt: skip


class OwnPasswordForm(AdminPasswordChangeForm if False else PasswordChangeForm):  # type: ignore[misc]
    """One's own password, replaced through the service."""


class RegisterAdminSite(AdminSite):
    """Every kind of the register, for officer, auditor, management and administrator."""

    site_title = _("Administration")
    site_header = _("Risk register: administration")
    index_title = _("Administration")

"""Every form, in the order in which the buttons stand."""

from __future__ import annotations

from riskreg.web.forms import (
    commitments,
    cycles,
    decisions,
    evidence,
    findings,
    indicators,
    measures,
    milestones,
    objectives,
    periods,
    plans,
    recommendations,
    reports,
    risks,
    roles,
    updates,
)
from riskreg.web.forms.base import ActForm

FORMS: tuple[type[ActForm], ...] = (
    *risks.FORMS,
    *cycles.FORMS,
    *measures.FORMS,
    *indicators.FORMS,
    *objectives.FORMS,
    *findings.FORMS,
    *recommendations.FORMS,
    *reports.FORMS,
    *plans.FORMS,
    *milestones.FORMS,
    *commitments.FORMS,
    *decisions.FORMS,
    *evidence.FORMS,
    *roles.FORMS,
    *updates.FORMS,
    *periods.FORMS,
)

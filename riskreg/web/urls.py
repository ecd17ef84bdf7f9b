"""Addresses of the pages."""

from typing import Any

from django.urls import path
from django.views.decorators.http import require_safe

from riskreg import models
from riskreg.web import buttons
from riskreg.web.forms.all import FORMS
from riskreg.web.forms.base import ActForm
from riskreg.web.views import (
    act,
    annex,
    audit_reports,
    cockpit,
    commitments,
    compare,
    coverage,
    decisions,
    editions,
    evidence,
    findings,
    guide,
    health,
    history,
    home,
    indicators,
    mails,
    matrix,
    measures,
    milestone,
    milestones,
    pick,
    plan,
    plans,
    receipts,
    reports,
    risk,
    risks,
    role,
    saved_views,
    search,
    security,
    several,
    sign_in,
    top_risks,
    updates,
    verification,
)

# kind of record -> where its pages stand
FOLDERS = {
    models.Risk: "risks",
    models.AssessmentCycle: "risks/top",
    models.Measure: "measures",
    models.Indicator: "indicators",
    models.Finding: "findings",
    models.Recommendation: "recommendations",
    models.AuditReport: "audit-reports",
    models.Plan: "plans",
    models.Workstream: "workstreams",
    models.Milestone: "milestones",
    models.Commitment: "commitments",
    models.Decision: "decisions",
    models.Evidence: "evidence",
    models.Objective: "objectives",
    models.ContextEvent: "context",
    models.Role: "roles",
    models.ReportingPeriod: "cockpit",
}


def _page_of(form: type[ActForm]) -> Any:
    """The address of a verb: /findings/FND-001/confirm/, or /findings/new/ for one that stands on the list."""
    code = "" if buttons.on_list(form) else "<str:code>/"
    return path(f"{FOLDERS[form.kind]}/{code}{form.slug}/", act.page(form), name=buttons.name_of(form))


# Verbs first: a record's own page would take /risks/new/ for a code.
urlpatterns = [
    *(_page_of(form) for form in FORMS),
    path("pick/<str:kind>/", pick.pick, name="pick"),
    path("", require_safe(home.home), name="home"),
    path("risks/", risks.RiskList.as_view(), name="risks"),
    path("risks/matrix/", matrix.RiskMatrix.as_view(), name="risk_matrix"),
    path("risks/top/", require_safe(top_risks.latest), name="top_risks"),
    path("risks/top/<str:code>/", require_safe(top_risks.detail), name="top_list"),
    path("risks/<str:code>/", require_safe(risk.detail), name="risk"),
    path("measures/", measures.MeasureList.as_view(), name="measures"),
    path("measures/<str:code>/", require_safe(measures.detail), name="measure"),
    path("indicators/", indicators.IndicatorList.as_view(), name="indicators"),
    path("indicators/<str:code>/", require_safe(indicators.detail), name="indicator"),
    path("findings/", findings.FindingList.as_view(), name="findings"),
    path("findings/grid/", require_safe(findings.grid), name="finding_grid"),
    path("findings/<str:code>/", require_safe(findings.detail), name="finding"),
    path("audit-reports/", audit_reports.AuditReportList.as_view(), name="audit_reports"),
    path("audit-reports/<str:code>/", require_safe(audit_reports.detail), name="audit_report"),
    path("evidence/<str:code>/file/", evidence.file, name="evidence_file"),
    path("plans/", plans.PlanList.as_view(), name="plans"),
    path("plans/<str:code>/", require_safe(plan.detail), name="plan"),
    path("milestones/", milestones.MilestoneList.as_view(), name="milestones"),
    path("milestones/<str:code>/", require_safe(milestone.detail), name="milestone"),
    path("coverage/", require_safe(coverage.coverage), name="coverage"),
    path("commitments/", commitments.CommitmentList.as_view(), name="commitments"),
    path("commitments/<str:code>/", require_safe(commitments.detail), name="commitment"),
    path("decisions/", decisions.DecisionList.as_view(), name="decisions"),
    path("decisions/<str:code>/", require_safe(decisions.detail), name="decision"),
    path("cockpit/", cockpit.latest, name="cockpits"),
    path("cockpit/<str:month>/", cockpit.cockpit, name="cockpit"),
    path("updates/", updates.latest, name="updates"),
    path("updates/<str:month>/", updates.sheet, name="sheet"),
    path("updates/<str:month>/draft/", updates.draft, name="sheet_draft"),
    path("updates/<str:month>/receipt/<str:act>/", receipts.receipt, name="receipt"),
    path("reports/", require_safe(reports.index), name="reports"),
    path("reports/<str:month>/draft/", editions.draft, name="report_draft"),
    path("reports/<str:month>/seal/", editions.seal, name="report_seal"),
    path("reports/<str:month>/annex/", require_safe(annex.page), name="report_annex"),
    path("reports/<str:month>/correct/", editions.correct, name="report_correct"),
    path("reports/<str:month>/edition-<int:number>.<str:name>", editions.edition, name="report_edition"),
    path("reports/<str:month>/", require_safe(reports.month), name="report"),
    path("reports/<str:month>.json", require_safe(reports.month_json), name="report_json"),
    *(
        path(f"reports/<str:month>.{name}", require_safe(reports.month_file), {"name": name}, name=f"report_{name}")
        for name in ("pdf", "xlsx", "docx")
    ),
    path("history/", require_safe(history.index), name="history"),
    path("history/sample/", require_safe(history.sample), name="history_sample"),
    path("history/security/", security.SecurityLog.as_view(), name="security_log"),
    path("history/compare/", compare.Compare.as_view(), name="history_compare"),
    path("history/verify/", verification.Verification.as_view(), name="history_verify"),
    path("history/bundle/", verification.TakeBundle.as_view(), name="history_bundle"),
    path("history/access/", security.Rights.as_view(), name="rights"),
    path("roles/<str:code>/", require_safe(role.detail), name="role"),
    path("mails/", mails.Mails.as_view(), name="mails"),
    path("several/<str:kind>/", several.Several.as_view(), name="several"),
    path("views/", saved_views.SavedViews.as_view(), name="saved_views"),
    path("search/", require_safe(search.search), name="search"),
    path("help/words/", guide.words, name="words"),
    path("help/accessibility/", guide.accessibility, name="accessibility"),
    path("help/about/", guide.about, name="about"),
    path("health/", health.health, name="health"),
    path("sign-in/", sign_in.SignIn.as_view(), name="login"),
    path("sign-in/demo/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="logout"),
]

"""The records of the register: fields and constraints, no acts, no permission, no clock."""

from riskreg.models.accounts import ConfidentialAccess, RoleAssignment, SecurityEvent, Setting, User
from riskreg.models.commitments import Commitment, CommitmentLink, CommitmentReport, CommitmentReschedule
from riskreg.models.decisions import Decision
from riskreg.models.desk import Mail, MailChoice, MailCursor, SavedView, SheetDraft
from riskreg.models.evidence import Evidence
from riskreg.models.findings import (
    AuditReport,
    Finding,
    FindingRating,
    FindingSender,
    FindingTarget,
    RatingLevel,
    RatingScale,
    Recommendation,
    RiskFinding,
)
from riskreg.models.indicators import Indicator, IndicatorValue, RiskIndicator
from riskreg.models.ledger import Checkpoint, LedgerEntry, SigningKey
from riskreg.models.measures import Measure, MeasureAssessment, RiskMeasure
from riskreg.models.milestones import (
    BaselineLine,
    Milestone,
    MilestoneDependency,
    MilestoneForecast,
    ProgressUpdate,
)
from riskreg.models.objectives import Objective
from riskreg.models.organisation import Party, Role, Source, Unit
from riskreg.models.periods import (
    Confirmation,
    ContextEvent,
    Explanation,
    PeriodNote,
    ReportingPeriod,
    UpdateQuestion,
)
from riskreg.models.plans import Baseline, FindingPlan, Plan, RiskPlan, Workstream
from riskreg.models.reports import MonthFigures, PublishedReport, ReportDraft, ReportFile
from riskreg.models.risks import AssessmentCycle, Risk, RiskAcceptance, RiskAssessment, RiskObjective, TopRisk

__all__ = [
    "AssessmentCycle",
    "AuditReport",
    "Baseline",
    "BaselineLine",
    "Checkpoint",
    "Commitment",
    "CommitmentLink",
    "CommitmentReport",
    "CommitmentReschedule",
    "ConfidentialAccess",
    "Confirmation",
    "ContextEvent",
    "Decision",
    "Evidence",
    "Explanation",
    "Finding",
    "FindingPlan",
    "FindingRating",
    "FindingSender",
    "FindingTarget",
    "Indicator",
    "IndicatorValue",
    "LedgerEntry",
    "Mail",
    "MailChoice",
    "MailCursor",
    "Measure",
    "MeasureAssessment",
    "Milestone",
    "MilestoneDependency",
    "MilestoneForecast",
    "MonthFigures",
    "Objective",
    "Party",
    "PeriodNote",
    "Plan",
    "ProgressUpdate",
    "PublishedReport",
    "RatingLevel",
    "RatingScale",
    "Recommendation",
    "ReportDraft",
    "ReportFile",
    "ReportingPeriod",
    "Risk",
    "RiskAcceptance",
    "RiskAssessment",
    "RiskFinding",
    "RiskIndicator",
    "RiskMeasure",
    "RiskObjective",
    "RiskPlan",
    "Role",
    "RoleAssignment",
    "SavedView",
    "SecurityEvent",
    "Setting",
    "SheetDraft",
    "SigningKey",
    "Source",
    "TopRisk",
    "Unit",
    "UpdateQuestion",
    "User",
    "Workstream",
]

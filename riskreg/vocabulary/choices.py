"""The value lists of the register: codes in the data, words for people."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Basis(TextChoices):
    """How a fact is known; blank means it was entered in the register itself."""

    STATED = "stated", _("stated")
    DERIVED = "derived", _("derived")
    ILLUSTRATIVE = "illustrative", _("illustrative")


class Precision(TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    QUARTER = "quarter", _("quarter")
    YEAR = "year", _("year")
    APPROXIMATE = "approximate", _("approximate")
    UNKNOWN = "unknown", _("unknown")
    UNDATED = "undated", _("undated")


class Right(TextChoices):
    """What an account may do; the table itself stands in access.py."""

    OFFICER = "officer", _("risk officer")
    OWNER = "owner", _("owner")
    AUDITOR = "auditor", _("auditor")
    MANAGEMENT = "management", _("management")
    ADMINISTRATOR = "administrator", _("administrator")


class ActorKind(TextChoices):
    USER = "user", _("user")
    SYSTEM = "system", _("system")
    ROLE = "role", _("role")
    PARTY = "party", _("party")


class DefenceLine(TextChoices):
    """Line of defence (IIA three lines model) of a role."""

    FIRST = "1", _("first line")
    SECOND = "2", _("second line")
    THIRD = "3", _("third line")
    BOARD = "board", _("board")
    EXTERNAL = "external", _("external")
    POLITICAL = "political", _("political")


class UnitStatus(TextChoices):
    ACTIVE = "active", _("active")
    CLOSED = "closed", pgettext_lazy("unit", "closed")


class ObjectiveKind(TextChoices):
    MISSION_GOAL = "mission_goal", _("mission goal")
    SUB_GOAL = "sub_goal", _("sub-goal")
    ENABLING_GOAL = "enabling_goal", _("enabling goal")
    STRATEGY_PILLAR = "strategy_pillar", _("strategy pillar")
    VISION = "vision", _("vision")


class SourceKind(TextChoices):
    SEED = "seed", _("source document")
    PUBLIC_CONTEXT = "public_context", _("public context")
    PROFESSIONAL_KNOWLEDGE = "professional_knowledge", _("professional knowledge")
    ILLUSTRATIVE = "illustrative", _("illustrative")


class RiskCategory(TextChoices):
    CONTINUITY = "continuity", _("continuity")
    CYBER = "cyber", _("cyber")
    DATA = "data", _("data")
    ENFORCEMENT = "enforcement", _("enforcement")
    FINANCE = "finance", _("finance")
    INTEGRITY = "integrity", _("integrity")
    IT_CHANGE = "it_change", _("IT change")
    IT_CONTINUITY = "it_continuity", _("IT continuity")
    LEGAL_PROTECTION = "legal_protection", _("legal protection")
    LEGISLATION = "legislation", _("legislation")
    ORGANISATION = "organisation", _("organisation")
    PEOPLE = "people", _("people")
    PRIVACY = "privacy", _("privacy")
    SECURITY = "security", _("security")


class RiskState(TextChoices):
    DRAFT = "draft", pgettext_lazy("risk", "draft")
    OPEN = "open", pgettext_lazy("risk", "open")
    MONITORED = "monitored", _("monitored")
    CLOSED = "closed", pgettext_lazy("risk", "closed")


class Appetite(TextChoices):
    """Risk appetite; each word is a maximum score, see vocabulary.scoring.APPETITE_MAXIMUM."""

    AVERSE = "averse", _("averse")
    LOW = "low", pgettext_lazy("appetite", "low")
    MODERATE = "moderate", _("moderate")
    OPEN = "open", pgettext_lazy("appetite", "open")


class RiskResponse(TextChoices):
    REDUCE = "reduce", _("reduce")
    AVOID = "avoid", _("avoid")
    SHARE = "share", _("share")
    ACCEPT = "accept", _("accept")


class AssessmentKind(TextChoices):
    INHERENT = "inherent", _("inherent")
    CURRENT = "current", _("current")
    TARGET = "target", pgettext_lazy("score", "target")


class Likelihood(IntegerChoices):
    VERY_SMALL = 1, pgettext_lazy("likelihood", "very small")
    SMALL = 2, pgettext_lazy("likelihood", "small")
    MEDIUM = 3, pgettext_lazy("likelihood", "medium")
    LARGE = 4, pgettext_lazy("likelihood", "large")
    ALMOST_CERTAIN = 5, _("almost certain")


class Impact(IntegerChoices):
    VERY_SMALL = 1, pgettext_lazy("impact", "very small")
    SMALL = 2, pgettext_lazy("impact", "small")
    MEDIUM = 3, pgettext_lazy("impact", "medium")
    LARGE = 4, pgettext_lazy("impact", "large")
    VERY_LARGE = 5, _("very large")


class Band(TextChoices):
    LOW = "low", pgettext_lazy("band", "low")
    MEDIUM = "medium", pgettext_lazy("band", "medium")
    HIGH = "high", pgettext_lazy("band", "high")
    VERY_HIGH = "very_high", _("very high")


class TopChange(TextChoices):
    """What a cycle's top list says of a risk, against the list before it."""

    NEW = "new", pgettext_lazy("top list", "new")
    CONFIRMED = "confirmed", pgettext_lazy("top list", "confirmed")
    REWORDED = "reworded", _("reworded")
    DELISTED = "delisted", _("delisted")


class MeasureKind(TextChoices):
    PREVENTIVE = "preventive", _("preventive")
    DETECTIVE = "detective", _("detective")
    CORRECTIVE = "corrective", _("corrective")
    DIRECTIVE = "directive", _("directive")


class ControlType(TextChoices):
    HARD = "hard", _("hard")
    SOFT = "soft", _("soft")


class LadderStep(TextChoices):
    """Evidence ladder of a measure: opzet, bestaan, werking (NBA/NOREA usage)."""

    DESIGN = "design", _("design")
    EXISTENCE = "existence", _("existence")
    OPERATION = "operation", _("operation")


class LadderResult(TextChoices):
    EFFECTIVE = "effective", _("effective")
    PARTLY = "partly", pgettext_lazy("measure", "partly")
    NOT_EFFECTIVE = "not_effective", _("not effective")
    NOT_TESTED = "not_tested", _("not tested")


class FindingKind(TextChoices):
    AUDIT_FINDING = "audit_finding", _("audit finding")
    PRIVACY_AUDIT = "privacy_audit", _("privacy audit")
    ICT_ADVICE = "ict_advice", _("ICT advice")
    EU_OBSERVATION = "eu_observation", _("EU observation")
    EVALUATION = "evaluation", _("evaluation")
    EXTERNAL_RESEARCH = "external_research", _("external research")
    INTERNAL_FINDING = "internal_finding", _("internal finding")
    PERFORMANCE_DEVIATION = "performance_deviation", _("performance deviation")
    SURVEY_SIGNAL = "survey_signal", _("survey signal")


class FindingState(TextChoices):
    """The seven states of facts/RULES.md; returned is an act that leads back to in remediation."""

    ESTABLISHED = "established", _("established")
    IN_REMEDIATION = "in_remediation", _("in remediation")
    REPORTED_SOLVED = "reported_solved", _("reported solved")
    CONFIRMED = "confirmed", pgettext_lazy("finding", "confirmed")
    CLOSED = "closed", pgettext_lazy("finding", "closed")
    SUPERSEDED = "superseded", _("superseded")
    ACCEPTED = "accepted", _("accepted")


class RoundOutcome(TextChoices):
    """What one audit round says of a finding."""

    ANNOUNCED = "announced", _("announced")
    ESTABLISHED = "established", _("established")
    PLAN_APPROVED = "plan_approved", _("plan approved")
    IN_PROGRESS = "in_progress", _("in progress")
    MAINTAINED = "maintained", _("maintained")
    RE_CHECKED = "re_checked", _("re-checked")
    REPORTED_SOLVED = "reported_solved", _("reported solved")
    SOLVED = "solved", _("solved")
    VERIFIED = "verified", pgettext_lazy("finding", "confirmed")
    CLOSED = "closed", pgettext_lazy("finding", "closed")
    REOPENED = "reopened", _("reopened")
    SUPERSEDED = "superseded", _("superseded")
    ACCEPTED = "accepted", _("accepted")
    UNKNOWN = "unknown", _("unknown")


class FollowUp(TextChoices):
    """Degree of follow-up of an audit round."""

    FULLY = "fully", _("fully")
    MOSTLY = "mostly", _("mostly")
    PARTLY = "partly", pgettext_lazy("follow-up", "partly")
    NOT = "not", pgettext_lazy("follow-up", "not")


class TargetKind(TextChoices):
    ORIGINAL = "original", _("original")
    REVISED = "revised", _("revised")
    INTERIM = "interim", _("interim")


class Response(TextChoices):
    """The administration's response to a recommendation."""

    AGREED = "agreed", _("agreed")
    PARTLY = "partly", pgettext_lazy("response", "partly")
    NOT_AGREED = "not_agreed", _("not agreed")


class PlanStatus(TextChoices):
    """Computed by the services from the milestones, never typed (facts/RULES.md 18)."""

    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("in progress")
    COMPLETED = "completed", _("completed")


class Cadence(TextChoices):
    MONTHLY = "monthly", _("monthly")
    QUARTERLY = "quarterly", _("quarterly")


class MilestoneStatus(TextChoices):
    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("in progress")
    BLOCKED = "blocked", _("blocked")
    COMPLETED = "completed", _("completed")


class Confidence(TextChoices):
    GREEN = "green", _("green")
    AMBER = "amber", _("amber")
    RED = "red", _("red")


class MilestoneState(TextChoices):
    """Computed, never typed."""

    ON_TRACK = "on_track", _("on track")
    AT_RISK = "at_risk", _("at risk")
    OFF_TRACK = "off_track", _("off track")
    DONE = "done", _("done")


class BaselineReason(TextChoices):
    FIRST_PLAN = "first_plan", _("first plan")
    SCOPE = "scope", _("change of scope")
    COMPLEXITY = "complexity", _("more complex than expected")
    CAPACITY = "capacity", _("capacity")
    DEPENDENCY = "dependency", _("dependency on others")
    PRIORITY = "priority", _("change of priority")
    OTHER = "other", _("other")


class UpdateKind(TextChoices):
    CHANGED = "changed", pgettext_lazy("update", "changed")
    UNCHANGED = "unchanged", _("confirmed unchanged")


class PeriodState(TextChoices):
    OPEN = "open", pgettext_lazy("month", "open")
    IN_REVIEW = "in_review", _("in review")
    SEALED = "sealed", _("sealed")
    RECONSTRUCTED = "reconstructed", _("reconstructed")


class ConfirmationKind(TextChoices):
    UNCHANGED = "unchanged", pgettext_lazy("confirmation", "unchanged")
    ASSESSED = "assessed", _("assessed")
    VALUED = "valued", _("valued")


class DecisionState(TextChoices):
    ASKED = "asked", pgettext_lazy("decision", "asked")
    TAKEN = "taken", pgettext_lazy("decision", "taken")


class Verdict(TextChoices):
    """What management says of a proposal; blank while it is asked, and for a decision in words."""

    AGREED = "agreed", pgettext_lazy("proposal", "agreed")
    DECLINED = "declined", pgettext_lazy("proposal", "declined")


class DecisionKind(TextChoices):
    PLAN_APPROVAL = "plan_approval", _("plan approval")
    REBASELINE = "rebaseline", _("rebaseline")
    TARGET = "target", _("final target")
    ACCEPTANCE = "acceptance", _("acceptance")
    TOP_LIST = "top_list", _("top list")
    OTHER = "other", _("other")


class IndicatorKind(TextChoices):
    KPI = "KPI", _("performance indicator (KPI)")
    KRI = "KRI", _("risk indicator (KRI)")
    CONTEXT = "context", pgettext_lazy("indicator", "context")


class Direction(TextChoices):
    HIGHER = "higher_is_better", _("higher is better")
    LOWER = "lower_is_better", _("lower is better")
    CONTEXT = "context", pgettext_lazy("indicator", "context")


class Frequency(TextChoices):
    MONTH = "month", pgettext_lazy("frequency", "month")
    QUARTER = "quarter", pgettext_lazy("frequency", "quarter")
    HALF_YEAR = "half_year", _("half year")
    YEAR = "year", pgettext_lazy("frequency", "year")


class MeasureUnit(TextChoices):
    PERCENT = "percent", _("percent")
    COUNT = "count", _("count")
    FTE = "fte", _("FTE")
    HOURS = "hours", _("hours")
    MILLION = "million", _("million")
    MILLION_EUR = "million_eur", _("million euro")
    KG = "kg", _("kilogram")
    MONTH = "month", pgettext_lazy("unit", "months")


class CommitmentKind(TextChoices):
    """Kinds of promise in Dutch parliamentary usage; the codes stay Dutch terms of art."""

    TOEZEGGING = "toezegging", _("commitment to parliament")
    VOORNEMEN = "voornemen", _("intention")
    PLANNING = "planning", _("planning")
    WETTELIJKE_DATUM = "wettelijke_datum", _("statutory date")
    SIGNAAL = "signaal", _("signal")


class CommitmentStatus(TextChoices):
    OPEN = "open", pgettext_lazy("commitment", "open")
    PARTLY_MET = "partly_met", _("partly met")
    MET = "met", pgettext_lazy("commitment", "met")
    MISSED = "missed", _("missed")
    UNKNOWN = "unknown", pgettext_lazy("commitment", "unknown")


class EvidenceKind(TextChoices):
    FILE = "file", _("file")
    LINK = "link", _("link")


class SecurityEventKind(TextChoices):
    CONFIDENTIAL_READ = "confidential_read", _("confidential record read")
    REFUSED_ACT = "refused_act", _("act refused")
    EVIDENCE_MISMATCH = "evidence_mismatch", _("evidence file differs")
    SIGN_IN = "sign_in", _("sign-in")
    SIGN_IN_FAILED = "sign_in_failed", _("sign-in failed")


# facts code -> register code, where they differ (PRODUCT: "Words that differ between places").
FACTS_RISK_RESPONSE = {"transfer": "share"}
FACTS_COMMITMENT_STATUS = {
    "open": "open",
    "deels_voldaan": "partly_met",
    "voldaan": "met",
    "niet_gehaald": "missed",
    "onbekend": "unknown",
}
FACTS_LADDER = {"met": "effective", "partly": "partly", "not_met": "not_effective", "unknown": "not_tested"}

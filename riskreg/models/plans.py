"""Improvement plans, their workstreams, baselines and what they answer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Bond, Entry, Record, head_of
from riskreg.models.decisions import Decision
from riskreg.models.fields import Choice, Line, Prose, Whole
from riskreg.models.findings import Finding
from riskreg.models.organisation import Role
from riskreg.models.risks import Risk
from riskreg.querysets.base import LiveQuerySet
from riskreg.querysets.plans import PlanPast, PlanQuerySet
from riskreg.vocabulary.choices import BaselineReason, Cadence, PlanStatus


class Plan(Record):
    """An improvement plan; status and baseline are kept by services.plans."""

    PAST = PlanPast

    title = Line(_("title"), max_length=200)
    description = Prose(_("description"), blank=True)
    owner = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+", verbose_name=_("owner"))
    main_plan = models.BooleanField(_("main plan"), default=False)
    cadence = Choice(Cadence, verbose_name=_("cadence of updates"), default=Cadence.MONTHLY)
    start = models.DateField(_("start"), null=True, blank=True)
    target_date = models.DateField(_("target date"), null=True, blank=True)
    status = Choice(PlanStatus, verbose_name=_("status"), default=PlanStatus.NOT_STARTED, editable=False)
    baseline = Whole(_("baseline in force"), low=1, high=999, null=True, editable=False)
    approved_on = models.DateField(_("approved on"), null=True, editable=False)
    first_finish = models.DateField(_("finish promised first"), null=True, editable=False)
    completed_on = models.DateField(_("completed on"), null=True, editable=False)
    head = head_of("Plan")
    objects = PlanQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("improvement plan"), _("improvement plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(status=PlanStatus.COMPLETED) | Q(completed_on__isnull=True), name="plan_completed_day"
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, approved_on__isnull=True)
                | Q(baseline__isnull=False, approved_on__isnull=False),
                name="plan_approved_day",
            ),
        ]


class FindingPlan(Bond):
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+", verbose_name=_("finding"))
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+", verbose_name=_("improvement plan"))
    head = head_of("FindingPlan")
    objects = LiveQuerySet.as_manager()

    class Meta(Bond.Meta):
        verbose_name, verbose_name_plural = _("plan for a finding"), _("plans for findings")
        constraints = [models.UniqueConstraint(fields=["finding", "plan"], name="one_finding_plan")]


class RiskPlan(Bond):
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="+", verbose_name=_("risk"))
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+", verbose_name=_("improvement plan"))
    head = head_of("RiskPlan")
    objects = LiveQuerySet.as_manager()

    class Meta(Bond.Meta):
        verbose_name, verbose_name_plural = _("plan for a risk"), _("plans for risks")
        constraints = [models.UniqueConstraint(fields=["risk", "plan"], name="one_risk_plan")]


class Workstream(Record):
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+", verbose_name=_("improvement plan"))
    title = Line(_("title"), max_length=200)
    head = head_of("Workstream")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("workstream"), _("workstreams")


class Baseline(Entry):
    """An approved promise. Recalibration (herijking) is a new baseline, never an edit."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+", verbose_name=_("improvement plan"))
    number = Whole(_("number"), low=1, high=999)
    decided_by = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+", verbose_name=_("decided by"))
    approved_on = models.DateField(_("approved on"))
    reason_category = Choice(BaselineReason, verbose_name=_("kind of reason"), default=BaselineReason.OTHER)
    reason = Prose(_("reason"))
    document = Line(_("document"), blank=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("decision")
    )
    head = head_of("Baseline")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("baseline"), _("baselines")
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_baseline_a_number")]

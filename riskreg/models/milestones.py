"""Milestones, their baseline lines, forecasts, dependencies and monthly updates."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Bond, Entry, Record, head_of
from riskreg.models.fields import Choice, Line, Prose, Whole
from riskreg.models.organisation import Role
from riskreg.models.periods import ReportingPeriod
from riskreg.models.plans import Baseline, Plan, Workstream
from riskreg.querysets.base import LiveQuerySet
from riskreg.querysets.milestones import MilestonePast, MilestoneQuerySet
from riskreg.vocabulary.choices import Confidence, MilestoneStatus, Precision, UpdateKind


class Milestone(Record):
    """A deliverable by a day; dates, percent and status are kept by services.milestones and services.plans."""

    PAST = MilestonePast

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+", verbose_name=_("improvement plan"))
    workstream = models.ForeignKey(
        Workstream, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("workstream")
    )
    title = Line(_("title"), max_length=200)
    deliverable = Prose(_("deliverable"), max_length=2000, blank=True)
    owner = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+", verbose_name=_("owner"))
    weight = Whole(_("weight"), low=0, high=1000, default=1)
    start = models.DateField(_("planned start"), null=True, blank=True)
    status = Choice(MilestoneStatus, verbose_name=_("status"), default=MilestoneStatus.NOT_STARTED, editable=False)
    percent = Whole(_("percent complete"), low=0, high=100, default=0, editable=False)
    first_baseline = models.DateField(_("first baseline"), null=True, editable=False)
    baseline = models.DateField(_("current baseline"), null=True, editable=False)
    forecast = models.DateField(_("forecast"), null=True, editable=False)
    forecast_precision = Choice(Precision, verbose_name=_("precision of the forecast"), blank=True, editable=False)
    actual = models.DateField(_("completed on"), null=True, editable=False)
    blocked_reason = Prose(_("why blocked"), blank=True, editable=False)
    confidence = Choice(Confidence, verbose_name=_("confidence"), blank=True, editable=False)
    confidence_words = Prose(_("confidence in words"), blank=True, editable=False)
    updated_on = models.DateField(_("last update"), null=True, editable=False)
    head = head_of("Milestone")
    objects = MilestoneQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("milestone"), _("milestones")
        constraints = [
            models.CheckConstraint(
                condition=Q(status=MilestoneStatus.COMPLETED, percent=100, actual__isnull=False)
                | (~Q(status=MilestoneStatus.COMPLETED) & Q(actual__isnull=True) & Q(percent__lt=100)),
                name="milestone_completed_whole",
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, first_baseline__isnull=True)
                | Q(baseline__isnull=False, first_baseline__isnull=False),
                name="milestone_baselines_whole",
            ),
            models.CheckConstraint(
                condition=~Q(status=MilestoneStatus.BLOCKED) | ~Q(blocked_reason=""), name="blocked_with_reason"
            ),
        ]


class MilestoneDependency(Bond):
    """The milestone cannot finish before the other one, also across plans."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="+", verbose_name=_("milestone"))
    depends_on = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="+", verbose_name=_("depends on"))
    head = head_of("MilestoneDependency")
    objects = LiveQuerySet.as_manager()

    class Meta(Bond.Meta):
        verbose_name, verbose_name_plural = _("dependency"), _("dependencies")
        constraints = [
            models.UniqueConstraint(fields=["milestone", "depends_on"], name="one_dependency"),
            models.CheckConstraint(condition=~Q(milestone=F("depends_on")), name="no_self_dependency"),
        ]


class BaselineLine(Entry):
    """The date and weight that one baseline froze for one milestone."""

    baseline = models.ForeignKey(Baseline, on_delete=models.PROTECT, related_name="+", verbose_name=_("baseline"))
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="+", verbose_name=_("milestone"))
    finish = models.DateField(_("date"))
    precision = Choice(Precision, verbose_name=_("precision"), default=Precision.DAY)
    weight = Whole(_("weight"), low=0, high=1000)
    head = head_of("BaselineLine")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("baseline line"), _("baseline lines")
        constraints = [models.UniqueConstraint(fields=["baseline", "milestone"], name="one_line_a_milestone")]


class MilestoneForecast(Entry):
    """One moved forecast, with the date it moved from and why."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="+", verbose_name=_("milestone"))
    previous = models.DateField(_("from"), null=True)
    forecast = models.DateField(_("to"))
    precision = Choice(Precision, verbose_name=_("precision"), default=Precision.DAY)
    on = models.DateField(_("moved on"))
    reason = Prose(_("reason"), blank=True)
    head = head_of("MilestoneForecast")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("forecast"), _("forecasts")


class ProgressUpdate(Record):
    """The one update of a milestone in a month: changed, or confirmed unchanged."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="+", verbose_name=_("milestone"))
    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="+", verbose_name=_("month"))
    kind = Choice(UpdateKind, verbose_name=_("kind"))
    status = Choice(MilestoneStatus, verbose_name=_("status"))
    percent = Whole(_("percent complete"), low=0, high=100)
    forecast = models.DateField(_("forecast"), null=True)
    confidence = Choice(Confidence, verbose_name=_("confidence"), blank=True)
    note = Line(_("note"), max_length=2000, blank=True)
    head = head_of("ProgressUpdate")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("progress update"), _("progress updates")
        constraints = [models.UniqueConstraint(fields=["milestone", "period"], name="one_update_a_month")]

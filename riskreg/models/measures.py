"""Measures (controls) and their evidence ladder: opzet, bestaan, werking."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Bond, Entry, Record, head_of
from riskreg.models.fields import Choice, Line, Prose
from riskreg.models.organisation import Role
from riskreg.models.risks import Risk
from riskreg.querysets.base import LiveQuerySet
from riskreg.vocabulary.choices import ControlType, LadderResult, LadderStep, MeasureKind


class Measure(Record):
    title = Line(_("title"), max_length=200)
    description = Prose(_("description"), blank=True)
    kind = Choice(MeasureKind, verbose_name=_("kind"))
    control_type = Choice(ControlType, verbose_name=_("control type"))
    owner = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+", verbose_name=_("owner"))
    # kept by services.measures from the ladder's assessments
    design = Choice(LadderResult, verbose_name=_("design"), default=LadderResult.NOT_TESTED, editable=False)
    existence = Choice(LadderResult, verbose_name=_("existence"), default=LadderResult.NOT_TESTED, editable=False)
    operation = Choice(LadderResult, verbose_name=_("operation"), default=LadderResult.NOT_TESTED, editable=False)
    existence_since = models.DateField(_("existence shown on"), null=True, editable=False)
    head = head_of("Measure")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("measure"), _("measures")


class RiskMeasure(Bond):
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="+", verbose_name=_("risk"))
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+", verbose_name=_("measure"))
    head = head_of("RiskMeasure")
    objects = LiveQuerySet.as_manager()

    class Meta(Bond.Meta):
        verbose_name, verbose_name_plural = _("measure on a risk"), _("measures on risks")
        constraints = [models.UniqueConstraint(fields=["risk", "measure"], name="one_risk_measure")]


class MeasureAssessment(Entry):
    """One step of the ladder judged once, by a tester, over a sample period; undated when the day is not known."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+", verbose_name=_("measure"))
    step = Choice(LadderStep, verbose_name=_("step"))
    result = Choice(LadderResult, verbose_name=_("result"))
    on = models.DateField(_("assessed on"), null=True)
    tester = Line(_("tester"), blank=True)
    sample_from = models.DateField(_("sample from"), null=True, blank=True)
    sample_until = models.DateField(_("sample until"), null=True, blank=True)
    reason = Prose(_("reason"), blank=True)
    head = head_of("MeasureAssessment")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("measure assessment"), _("measure assessments")
        constraints = [
            models.CheckConstraint(
                condition=Q(sample_from__isnull=True)
                | Q(sample_until__isnull=True)
                | Q(sample_until__gte=F("sample_from")),
                name="sample_dates_in_order",
            )
        ]

"""Indicators and their values per period."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Bond, Entry, Record, head_of
from riskreg.models.fields import Choice, Line, Prose
from riskreg.models.organisation import Role
from riskreg.models.risks import Risk
from riskreg.querysets.base import LiveQuerySet
from riskreg.vocabulary.choices import Direction, Frequency, IndicatorKind, MeasureUnit

DIGITS: dict[str, Any] = {"max_digits": 18, "decimal_places": 4}


class Indicator(Record):
    title = Line(_("title"), max_length=200)
    definition = Prose(_("definition"), blank=True)
    kind = Choice(IndicatorKind, verbose_name=_("kind"))
    measure_unit = Choice(MeasureUnit, verbose_name=_("unit of measure"))
    direction = Choice(Direction, verbose_name=_("direction"))
    frequency = Choice(Frequency, verbose_name=_("frequency"))
    owner = models.ForeignKey(
        Role, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    green = models.DecimalField(_("green from"), null=True, blank=True, **DIGITS)
    red = models.DecimalField(_("red from"), null=True, blank=True, **DIGITS)
    note = Prose(_("note"), blank=True)
    # kept by services.indicators: the value recorded last
    period = Line(_("latest period"), max_length=40, blank=True, editable=False)
    actual = models.DecimalField(_("latest value"), null=True, editable=False, **DIGITS)
    target = models.DecimalField(_("latest target"), null=True, editable=False, **DIGITS)
    head = head_of("Indicator")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("indicator"), _("indicators")


class RiskIndicator(Bond):
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="+", verbose_name=_("risk"))
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", verbose_name=_("indicator"))
    head = head_of("RiskIndicator")
    objects = LiveQuerySet.as_manager()

    class Meta(Bond.Meta):
        verbose_name, verbose_name_plural = _("indicator of a risk"), _("indicators of risks")
        constraints = [models.UniqueConstraint(fields=["risk", "indicator"], name="one_risk_indicator")]


class IndicatorValue(Entry):
    """One value over one period, with the target of that period where there is one."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", verbose_name=_("indicator"))
    period = Line(_("period"), max_length=40)
    on = models.DateField(_("end of the period"))
    actual = models.DecimalField(_("value"), **DIGITS)
    target = models.DecimalField(_("target"), null=True, blank=True, **DIGITS)
    head = head_of("IndicatorValue")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("indicator value"), _("indicator values")

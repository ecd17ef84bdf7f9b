"""Reporting months, the month's words, confirmations and sealed editions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Entry, Record, head_of
from riskreg.models.fields import Choice, Line, Prose, Whole
from riskreg.querysets.base import LiveQuerySet
from riskreg.vocabulary.choices import ConfirmationKind, PeriodState, Precision


class ReportingPeriod(Record):
    """A month; its code is YYYY-MM. Its cut-off is the moment it goes into review."""

    state = Choice(PeriodState, verbose_name=_("state"), default=PeriodState.OPEN, editable=False)
    cut_off = models.DateTimeField(_("cut-off"), null=True, editable=False)
    head = head_of("ReportingPeriod")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("month"), _("months")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=PeriodState.OPEN) | Q(cut_off__isnull=False), name="closed_month_has_cut_off"
            )
        ]


class PeriodNote(Record):
    """The month's words on one record, named by its code."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="+", verbose_name=_("month"))
    about = Line(_("about"), max_length=60)
    text = Prose(_("text"))
    head = head_of("PeriodNote")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("month's words"), _("month's words")


class ContextEvent(Entry):
    """Something that happened outside and explains a record, named by its code."""

    about = Line(_("about"), max_length=60)
    on = models.DateField(_("on"), null=True)
    precision = Choice(Precision, verbose_name=_("precision"), default=Precision.DAY)
    text = Prose(_("text"))
    head = head_of("ContextEvent")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("context event"), _("context events")


class Confirmation(Record):
    """That a risk, measure or indicator was looked at in a month."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="+", verbose_name=_("month"))
    about = Line(_("about"), max_length=60)
    kind = Choice(ConfirmationKind, verbose_name=_("kind"))
    note = Prose(_("note"), blank=True)
    head = head_of("Confirmation")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("confirmation"), _("confirmations")
        constraints = [models.UniqueConstraint(fields=["period", "about"], name="one_confirmation_a_month")]


class PublishedReport(Entry):
    """A sealed edition of a month; a correction is a new edition that links to the old one."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="+", verbose_name=_("month"))
    edition = Whole(_("edition"), low=1, high=99)
    data = Prose(_("canonical data"), max_length=20_000_000)
    sha256 = Line(_("SHA-256"), max_length=64)
    drafted_by = Line(_("drafted by"), max_length=80)
    sealed_by = Line(_("sealed by"), max_length=80)
    reason = Prose(_("reason"), blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("corrects")
    )
    head = head_of("PublishedReport")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("sealed report"), _("sealed reports")
        constraints = [
            models.UniqueConstraint(fields=["period", "edition"], name="one_report_an_edition"),
            models.CheckConstraint(condition=~Q(sealed_by=models.F("drafted_by")), name="report_two_keys"),
        ]

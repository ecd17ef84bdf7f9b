"""Reporting months, the month's words, confirmations and sealed editions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Entry, Record, head_of
from riskreg.models.fields import Choice, Line, Prose
from riskreg.querysets.base import LiveQuerySet
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import ConfirmationKind, PeriodState, Precision


class ReportingPeriod(Record):
    """A month; its code is YYYY-MM. Its cut-off is the moment it goes into review."""

    state = Choice(PeriodState, verbose_name=_("state"), default=PeriodState.OPEN, editable=False)
    cut_off = models.DateTimeField(_("cut-off"), null=True, editable=False)
    # The last day on which an update of the month is on time, set when it opens; reconstructed months have none.
    due = models.DateField(_("due"), null=True, editable=False)
    head = head_of("ReportingPeriod")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("month"), _("months")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=PeriodState.OPEN) | Q(cut_off__isnull=False), name="closed_month_has_cut_off"
            )
        ]

    @property
    def title(self) -> str:
        """Its name: November 2026."""
        return dates.month_name(self.code)


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


class UpdateQuestion(Record):
    """A risk officer's question about a month's update of one record, and the owner's answer under it."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="+", verbose_name=_("month"))
    about = Line(_("about"), max_length=60)
    question = Prose(_("question"), max_length=2000)
    answer = Prose(_("answer"), max_length=2000, blank=True)
    head = head_of("UpdateQuestion")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("question on an update"), _("questions on updates")


class Explanation(Record):
    """Why a contradiction that a watermelon rule found in a month stands as it is."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="+", verbose_name=_("month"))
    about = Line(_("about"), max_length=60)
    rule = Line(_("rule"), max_length=30)
    text = Prose(_("explanation"), max_length=2000)
    head = head_of("Explanation")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("explanation of a contradiction"), _("explanations of contradictions")
        constraints = [
            models.UniqueConstraint(fields=["period", "about", "rule"], name="one_explanation_a_contradiction")
        ]

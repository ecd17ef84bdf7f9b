"""Commitments to parliament and kin, with every promised date."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Bond, Entry, Record, head_of
from riskreg.models.fields import Choice, Line, Prose
from riskreg.models.findings import Finding
from riskreg.models.milestones import Milestone
from riskreg.models.organisation import Party, Role, Unit
from riskreg.models.plans import Plan
from riskreg.models.risks import Risk
from riskreg.querysets.base import LiveQuerySet
from riskreg.querysets.commitments import CommitmentPast, CommitmentQuerySet
from riskreg.vocabulary.choices import CommitmentKind, CommitmentStatus, Precision


def _one_of(model: type[models.Model], words: Any) -> models.ForeignKey:
    return models.ForeignKey(
        model, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=words
    )


class Commitment(Record):
    PAST = CommitmentPast

    title = Line(_("title"), max_length=200)
    kind = Choice(CommitmentKind, verbose_name=_("kind"))
    made_by = _one_of(Party, _("made by"))
    made_by_unit = _one_of(Unit, _("made by (unit)"))
    made_to = _one_of(Party, _("made to"))
    made_to_unit = _one_of(Unit, _("made to (unit)"))
    keeper = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+", verbose_name=_("keeper"))
    made_on = models.DateField(_("made on"))
    made_precision = Choice(Precision, verbose_name=_("precision"), default=Precision.DAY)
    # kept by services.commitments
    status = Choice(CommitmentStatus, verbose_name=_("status"), default=CommitmentStatus.OPEN, editable=False)
    due = models.DateField(_("due"), null=True, editable=False)
    due_precision = Choice(Precision, verbose_name=_("precision of the due date"), blank=True, editable=False)
    first_due = models.DateField(_("first due"), null=True, editable=False)
    fulfilled_on = models.DateField(_("met on"), null=True, editable=False)
    outcome = Prose(_("outcome"), blank=True, editable=False)
    head = head_of("Commitment")
    objects = CommitmentQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("commitment"), _("commitments")
        constraints = [
            models.CheckConstraint(
                condition=Q(made_by__isnull=False) ^ Q(made_by_unit__isnull=False), name="commitment_one_maker"
            ),
            models.CheckConstraint(
                condition=Q(made_to__isnull=False) ^ Q(made_to_unit__isnull=False), name="commitment_one_receiver"
            ),
            models.CheckConstraint(
                condition=Q(status=CommitmentStatus.MET) | Q(fulfilled_on__isnull=True), name="commitment_met_day"
            ),
        ]


class CommitmentLink(Bond):
    """What a commitment rests on: exactly one risk, finding, plan or milestone."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+", verbose_name=_("commitment"))
    risk = _one_of(Risk, _("risk"))
    finding = _one_of(Finding, _("finding"))
    plan = _one_of(Plan, _("improvement plan"))
    milestone = _one_of(Milestone, _("milestone"))
    head = head_of("CommitmentLink")
    objects = LiveQuerySet.as_manager()

    class Meta(Bond.Meta):
        verbose_name, verbose_name_plural = _("link of a commitment"), _("links of commitments")
        constraints = [
            models.CheckConstraint(
                condition=Q(risk__isnull=False, finding__isnull=True, plan__isnull=True, milestone__isnull=True)
                | Q(risk__isnull=True, finding__isnull=False, plan__isnull=True, milestone__isnull=True)
                | Q(risk__isnull=True, finding__isnull=True, plan__isnull=False, milestone__isnull=True)
                | Q(risk__isnull=True, finding__isnull=True, plan__isnull=True, milestone__isnull=False),
                name="commitment_link_to_one",
            )
        ]


class CommitmentReschedule(Entry):
    """One new promised date, with the one before and why."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+", verbose_name=_("commitment"))
    previous = models.DateField(_("from"), null=True)
    due = models.DateField(_("to"), null=True)
    precision = Choice(Precision, verbose_name=_("precision"), default=Precision.DAY)
    on = models.DateField(_("rescheduled on"))
    reason = Prose(_("reason"))
    head = head_of("CommitmentReschedule")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("reschedule"), _("reschedules")


class CommitmentReport(Entry):
    """That a promise will not be met in time was reported to whom it was made; the dates are those of that day."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+", verbose_name=_("commitment"))
    on = models.DateField(_("reported on"))
    due = models.DateField(_("due"), null=True)
    reach = models.DateField(_("expected"), null=True)
    words = Prose(_("how and to whom"))
    head = head_of("CommitmentReport")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("report of a delay"), _("reports of delays")

"""Decisions asked of and taken by management."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Record, head_of
from riskreg.models.fields import Choice, Line, Prose
from riskreg.models.organisation import Role
from riskreg.querysets.decisions import DecisionPast, DecisionQuerySet
from riskreg.vocabulary.choices import DecisionKind, DecisionState, Verdict


class Decision(Record):
    """A question to management; `about` is the code of the record it concerns."""

    PAST = DecisionPast

    title = Line(_("question"), max_length=200)
    kind = Choice(DecisionKind, verbose_name=_("kind"), default=DecisionKind.OTHER)
    about = Line(_("about"), max_length=60, blank=True)
    context = Prose(_("context"), blank=True)
    state = Choice(DecisionState, verbose_name=_("state"), default=DecisionState.ASKED, editable=False)
    asked_by = models.ForeignKey(
        Role, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    asked_on = models.DateField(_("asked on"))
    needed_by = models.DateField(_("needed by"), null=True, blank=True)
    outcome = Prose(_("decision"), blank=True, editable=False)
    effect = Prose(_("effect"), blank=True, editable=False)
    taken_by = models.ForeignKey(
        Role, on_delete=models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("taken by")
    )
    taken_on = models.DateField(_("taken on"), null=True, editable=False)
    # What agreeing carries out: an act of the role table on `about`, and what services.proposals passes to it.
    proposed_act = Line(_("act"), max_length=60, blank=True, editable=False)
    proposal = models.JSONField(_("proposal"), default=dict, blank=True, editable=False)
    verdict = Choice(Verdict, verbose_name=_("verdict"), blank=True, editable=False)
    # The keys of two people: who asks does not decide.
    asked_key = Line(_("asked by"), max_length=80, blank=True, editable=False)
    taken_key = Line(_("taken by"), max_length=80, blank=True, editable=False)
    head = head_of("Decision")
    objects = DecisionQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("decision"), _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DecisionState.ASKED, taken_on__isnull=True)
                | Q(state=DecisionState.TAKEN, taken_on__isnull=False, taken_by__isnull=False),
                name="decision_taken_whole",
            ),
            models.CheckConstraint(
                condition=Q(taken_key="") | ~Q(taken_key=models.F("asked_key")), name="decision_two_keys"
            ),
        ]

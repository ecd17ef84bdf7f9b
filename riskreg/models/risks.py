"""Risks, their assessments, cycles, top lists and acceptances."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Bond, Entry, Record, head_of
from riskreg.models.fields import Choice, Line, Prose, Whole
from riskreg.models.objectives import Objective
from riskreg.models.organisation import Role, Unit
from riskreg.querysets.base import LiveQuerySet
from riskreg.querysets.risks import RiskPast, RiskQuerySet
from riskreg.vocabulary import scoring
from riskreg.vocabulary.choices import Appetite, AssessmentKind, RiskCategory, RiskResponse, RiskState, TopChange


def _both_or_neither(likelihood: str, impact: str) -> Q:
    return Q(**{f"{likelihood}__isnull": True, f"{impact}__isnull": True}) | Q(
        **{f"{likelihood}__isnull": False, f"{impact}__isnull": False}
    )


class Risk(Record):
    """A risk with its current position; each position comes from an assessment and is null until someone assesses."""

    PAST = RiskPast

    title = Line(_("title"), max_length=200)
    category = Choice(RiskCategory, verbose_name=_("category"))
    state = Choice(RiskState, verbose_name=_("state"), default=RiskState.DRAFT)
    cause = Prose(_("cause"), max_length=2000, blank=True)
    event = Prose(_("event"), max_length=2000, blank=True)
    consequence = Prose(_("consequence"), max_length=2000, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    owner = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+", verbose_name=_("owner"))
    appetite = Choice(Appetite, verbose_name=_("appetite"), blank=True)
    response = Choice(RiskResponse, verbose_name=_("response"), blank=True)
    confidential = models.BooleanField(_("confidential"), default=False)
    predecessor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("predecessor")
    )
    note = Prose(_("note"), blank=True)
    # kept by services.risks from the append-only lists below
    inherent_likelihood = Whole(_("inherent likelihood"), low=1, high=5, null=True, editable=False)
    inherent_impact = Whole(_("inherent impact"), low=1, high=5, null=True, editable=False)
    likelihood = Whole(_("likelihood"), low=1, high=5, null=True, editable=False)
    impact = Whole(_("impact"), low=1, high=5, null=True, editable=False)
    target_likelihood = Whole(_("target likelihood"), low=1, high=5, null=True, editable=False)
    target_impact = Whole(_("target impact"), low=1, high=5, null=True, editable=False)
    assessed_on = models.DateField(_("assessed on"), null=True, editable=False)
    top_risk = models.BooleanField(_("top risk"), default=False, editable=False)
    head = head_of("Risk")
    objects = RiskQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("risk"), _("risks")
        constraints = [
            models.CheckConstraint(
                condition=_both_or_neither("inherent_likelihood", "inherent_impact"), name="risk_inherent_whole"
            ),
            models.CheckConstraint(condition=_both_or_neither("likelihood", "impact"), name="risk_current_whole"),
            models.CheckConstraint(
                condition=_both_or_neither("target_likelihood", "target_impact"), name="risk_target_whole"
            ),
        ]

    @property
    def band(self) -> str | None:
        return scoring.band(self.likelihood, self.impact)


class RiskObjective(Bond):
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="+", verbose_name=_("risk"))
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="+", verbose_name=_("objective"))
    head = head_of("RiskObjective")
    objects = LiveQuerySet.as_manager()

    class Meta(Bond.Meta):
        verbose_name, verbose_name_plural = _("objective of a risk"), _("objectives of risks")
        constraints = [models.UniqueConstraint(fields=["risk", "objective"], name="one_risk_objective")]


class AssessmentCycle(Record):
    """A round in which all risks are assessed and the top list is decided."""

    name = Line(_("name"))
    closes_on = models.DateField(_("closes on"))
    decided_on = models.DateField(_("top list decided on"), null=True, blank=True)
    head = head_of("AssessmentCycle")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("assessment cycle"), _("assessment cycles")


class RiskAssessment(Entry):
    """One dated, reasoned judgement; both numbers null means "not assessed"."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="+", verbose_name=_("risk"))
    kind = Choice(AssessmentKind, verbose_name=_("kind"))
    likelihood = Whole(_("likelihood"), low=1, high=5, null=True)
    impact = Whole(_("impact"), low=1, high=5, null=True)
    cycle = models.ForeignKey(
        AssessmentCycle, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cycle")
    )
    on = models.DateField(_("assessed on"), null=True)
    reason = Prose(_("reason"), blank=True)
    head = head_of("RiskAssessment")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("risk assessment"), _("risk assessments")
        constraints = [
            models.CheckConstraint(condition=_both_or_neither("likelihood", "impact"), name="assessment_whole")
        ]


class TopRisk(Entry):
    """What one cycle decided about one risk's place on the top list."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="+", verbose_name=_("risk"))
    cycle = models.ForeignKey(AssessmentCycle, on_delete=models.PROTECT, related_name="+", verbose_name=_("cycle"))
    change = Choice(TopChange, verbose_name=_("change"))
    place = Whole(_("place in the list, not a ranking"), low=1, high=999, null=True, blank=True)
    reason = Prose(_("reason"), blank=True)
    head = head_of("TopRisk")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("top-list line"), _("top-list lines")


class RiskAcceptance(Entry):
    """Living with a risk until a day, at the residual of that moment; stale when the residual changes."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="+", verbose_name=_("risk"))
    accepted_by = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+", verbose_name=_("accepted by"))
    on = models.DateField(_("accepted on"))
    until = models.DateField(_("until"))
    at_likelihood = Whole(_("likelihood then"), low=1, high=5)
    at_impact = Whole(_("impact then"), low=1, high=5)
    reason = Prose(_("reason"))
    decision = models.ForeignKey(
        "riskreg.Decision", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("decision")
    )
    head = head_of("RiskAcceptance")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("risk acceptance"), _("risk acceptances")
        constraints = [models.CheckConstraint(condition=Q(until__gte=F("on")), name="acceptance_dates_in_order")]

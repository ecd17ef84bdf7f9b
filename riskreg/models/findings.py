"""Audit reports and findings, with a rating for each audit round and a line for each promised date."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Bond, Entry, Record, head_of
from riskreg.models.fields import Choice, Line, Prose, Whole
from riskreg.models.organisation import Party, Role, Unit
from riskreg.models.risks import Risk
from riskreg.querysets.base import LiveQuerySet
from riskreg.querysets.findings import FindingPast, FindingQuerySet
from riskreg.vocabulary.choices import (
    FindingKind,
    FindingState,
    FollowUp,
    Precision,
    Response,
    RoundOutcome,
    TargetKind,
)


class RatingScale(Record):
    """The scale of one auditor; scales differ and are never compared by number."""

    name = Line(_("name"))
    head = head_of("RatingScale")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("rating scale"), _("rating scales")


class RatingLevel(Record):
    """One rating of a scale."""

    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, related_name="+", verbose_name=_("scale"))
    key = Line(_("key"), max_length=40)
    name = Line(_("name"))
    meaning = Line(_("meaning"), blank=True)
    severity = Whole(_("order within the scale, 1 is the lightest"), low=1, high=9, null=True, blank=True)
    head = head_of("RatingLevel")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("rating"), _("ratings")
        constraints = [models.UniqueConstraint(fields=["scale", "key"], name="one_level_a_key")]


class AuditReport(Record):
    title = Line(_("title"), max_length=200)
    issued_by = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("issued by")
    )
    issued_by_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("issued by (unit)")
    )
    audit_year = Whole(_("audit year"), low=1990, high=2100)
    published = models.DateField(_("published"), null=True)
    published_precision = Choice(Precision, verbose_name=_("precision"), default=Precision.DAY)
    head = head_of("AuditReport")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("audit report"), _("audit reports")
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_by__isnull=False) ^ Q(issued_by_unit__isnull=False), name="report_has_one_issuer"
            )
        ]


class Finding(Record):
    """A finding lives for years; its rating, target and state are those of the latest act."""

    PAST = FindingPast

    title = Line(_("title"), max_length=200)
    description = Prose(_("description"), blank=True)
    kind = Choice(FindingKind, verbose_name=_("kind"))
    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, related_name="+", verbose_name=_("rating scale"))
    owner = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+", verbose_name=_("owner"))
    note = Prose(_("note"), blank=True)
    # kept by services.findings
    state = Choice(FindingState, verbose_name=_("state"), default=FindingState.ESTABLISHED, editable=False)
    opened_on = models.DateField(_("opened on"), editable=False)
    audit_year = Whole(_("latest audit year"), low=1990, high=2100, null=True, editable=False)
    rating = models.ForeignKey(
        RatingLevel, on_delete=models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("rating")
    )
    target = models.DateField(_("target"), null=True, editable=False)
    target_precision = Choice(Precision, verbose_name=_("precision of the target"), blank=True, editable=False)
    first_target = models.DateField(_("first target"), null=True, editable=False)
    reported_by = Line(_("reported solved by"), max_length=80, blank=True, editable=False)
    reported_on = models.DateField(_("reported solved on"), null=True, editable=False)
    confirmed_by = Line(_("confirmed by"), max_length=80, blank=True, editable=False)
    confirmed_on = models.DateField(_("confirmed on"), null=True, editable=False)
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("successor")
    )
    head = head_of("Finding")
    objects = FindingQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("finding"), _("findings")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by="") | ~Q(confirmed_by=F("reported_by")), name="finding_two_keys"
            ),
            models.CheckConstraint(
                condition=Q(state=FindingState.SUPERSEDED) | Q(successor__isnull=True), name="successor_when_superseded"
            ),
        ]


class FindingSender(Bond):
    """Who raised the finding: a party or a unit of our own."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+", verbose_name=_("finding"))
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("party")
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    head = head_of("FindingSender")
    objects = LiveQuerySet.as_manager()

    class Meta(Bond.Meta):
        verbose_name, verbose_name_plural = _("sender of a finding"), _("senders of findings")
        constraints = [
            models.CheckConstraint(condition=Q(party__isnull=False) ^ Q(unit__isnull=False), name="one_sender")
        ]


class RiskFinding(Bond):
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="+", verbose_name=_("risk"))
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+", verbose_name=_("finding"))
    head = head_of("RiskFinding")
    objects = LiveQuerySet.as_manager()

    class Meta(Bond.Meta):
        verbose_name, verbose_name_plural = _("finding of a risk"), _("findings of risks")
        constraints = [models.UniqueConstraint(fields=["risk", "finding"], name="one_risk_finding")]


class FindingRating(Entry):
    """One audit round: auditor's scale and year, the rating or none given, what the round says, how far followed up."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+", verbose_name=_("finding"))
    report = models.ForeignKey(
        AuditReport, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("audit report")
    )
    audit_year = Whole(_("audit year"), low=1990, high=2100, null=True)
    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, related_name="+", verbose_name=_("rating scale"))
    rating = models.ForeignKey(
        RatingLevel, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rating")
    )
    outcome = Choice(RoundOutcome, verbose_name=_("outcome"))
    follow_up = Choice(FollowUp, verbose_name=_("degree of follow-up"), blank=True)
    on = models.DateField(_("on"), null=True)
    on_precision = Choice(Precision, verbose_name=_("precision"), default=Precision.DAY)
    opening = models.BooleanField(_("opened the finding"), default=False)
    text = Prose(_("text"), blank=True)
    head = head_of("FindingRating")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("audit round"), _("audit rounds")


class FindingTarget(Entry):
    """One promised date: the original, a revision or an interim goal, with reason; null means "unknown"."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+", verbose_name=_("finding"))
    kind = Choice(TargetKind, verbose_name=_("kind"))
    target = models.DateField(_("target"), null=True)
    precision = Choice(Precision, verbose_name=_("precision"), default=Precision.DAY)
    set_on = models.DateField(_("set on"))
    reason = Prose(_("reason"), blank=True)
    decision = models.ForeignKey(
        "riskreg.Decision", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("decision")
    )
    head = head_of("FindingTarget")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("target date"), _("target dates")


class Recommendation(Record):
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+", verbose_name=_("finding"))
    text = Prose(_("text"), max_length=2000)
    response = Choice(Response, verbose_name=_("response"), blank=True)
    response_text = Prose(_("response in words"), blank=True)
    head = head_of("Recommendation")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("recommendation"), _("recommendations")

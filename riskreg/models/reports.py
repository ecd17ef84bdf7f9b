"""The monthly report as it is drafted, and as it was sealed: data, files, and the figures that trends draw."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Entry, Record, head_of
from riskreg.models.fields import Line, Prose, Whole
from riskreg.models.periods import ReportingPeriod
from riskreg.querysets.base import LiveQuerySet

MOST_DATA = 20_000_000


class ReportDraft(Record):
    """The words of one edition before it is sealed. Whoever wrote in it does not seal it."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="+", verbose_name=_("month"))
    edition = Whole(_("edition"), low=1, high=99)
    language = Line(_("language"), max_length=10)
    # Blank: the headline that is computed.
    headline = Prose(_("headline"), max_length=600, blank=True)
    is_ready = models.BooleanField(_("ready to be sealed"), default=False, editable=False)
    # Why a sealed month gets another edition, and the moment at which that one is cut off.
    reason = Prose(_("reason of the correction"), blank=True, editable=False)
    cut_off = models.DateTimeField(_("cut-off"), null=True, editable=False)
    head = head_of("ReportDraft")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("draft of a report"), _("drafts of reports")
        constraints = [
            models.UniqueConstraint(fields=["period", "edition"], name="one_draft_an_edition"),
            models.CheckConstraint(condition=Q(edition=1) | ~Q(reason=""), name="correction_with_reason"),
        ]


class PublishedReport(Entry):
    """A sealed edition of a month; a correction is a new edition that links to the old one."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="+", verbose_name=_("month"))
    edition = Whole(_("edition"), low=1, high=99)
    data = Prose(_("canonical data"), max_length=MOST_DATA)
    sha256 = Line(_("SHA-256"), max_length=64)
    language = Line(_("language"), max_length=10, default="en")
    cut_off = models.DateTimeField(_("cut-off"), null=True)
    # The log as it stood when the edition was made: how many entries, and their root.
    log_size = models.BigIntegerField(_("entries of the log"), default=0)
    log_root = Line(_("root of the log"), max_length=64, blank=True)
    # format -> SHA-256 of the file, so that the log tells of the files too.
    files = models.JSONField(_("files"), default=dict, blank=True)
    # What the trend draws of the month (insight.trend).
    figures = models.JSONField(_("figures"), default=dict, blank=True)
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


class ReportFile(models.Model):
    """One file of a sealed edition: append-only and guarded; its digest stands in the edition, hence in the log."""

    report = models.ForeignKey(
        PublishedReport, on_delete=models.PROTECT, related_name="+", verbose_name=_("sealed report")
    )
    format = Line(_("format"), max_length=8)
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name, verbose_name_plural = _("file of a sealed report"), _("files of sealed reports")
        ordering = ("report_id", "format")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["report", "format"], name="one_file_a_format")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.format}"


class MonthFigures(models.Model):
    """What the trend draws of a reconstructed month: worked out from the register, and worked out again to check."""

    month = Line(_("month"), max_length=7, unique=True)
    figures = models.JSONField(_("figures"), default=dict)

    class Meta:
        verbose_name, verbose_name_plural = _("figures of a month"), _("figures of months")
        ordering = ("month",)
        default_permissions = ()

    def __str__(self) -> str:
        return self.month

"""Forms on audit reports: record, edit, withdraw, and record a round on a finding from its report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from riskreg import access
from riskreg.access import Actor
from riskreg.models import AuditReport, Finding, FindingRating
from riskreg.services import findings
from riskreg.web.forms.base import ActForm, CreateForm, EditForm, RecordForm, WithdrawForm
from riskreg.web.forms.fields import DayField, PickField, PrecisionField, at_the_end, words
from riskreg.web.forms.findings import RoundFields

COLUMNS = ("title", "issued_by", "issued_by_unit", "audit_year", "published", "published_precision")


class ReportFields(RecordForm):
    """Who issued it, over which year, and when it was published."""

    published = DayField(
        label=_("Published on"), required=False, help_text=_("Leave it empty while the auditor has not published it")
    )
    published_precision = PrecisionField()

    def shape(self) -> None:
        self.fields["issued_by"].label = _("Issued by, a party outside")
        self.fields["issued_by_unit"].label = _("Issued by, a unit of our own")
        if access.published_only(self.register.actor, self.act):
            self.fields["published"].required = True
            self.fields["published"].help_text = _("You record what is published; for example 5-2-2027")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        day = cleaned.get("published")
        if day and day > self.register.on:
            self.add_error("published", gettext("%(day)s has not come yet") % {"day": day.isoformat()})
        cleaned["published"] = at_the_end(day, cleaned.get("published_precision", ""))
        return cleaned


class Record(ReportFields, CreateForm):
    """A report of an auditor, in which its findings and ratings stand."""

    act, kind, model, list_url = "report.record", AuditReport, AuditReport, "audit_reports"
    label = _("Record an audit report")
    lede = _("Afterwards, record its rounds on the findings from the report's own page.")
    is_main = True
    prefix_of_code = "REP-"
    columns = COLUMNS

    reason = words(_("Why it is recorded"), required=False, rows=2)


class Edit(ReportFields, EditForm):
    """The report's own particulars."""

    act, kind, model = "report.edit", AuditReport, AuditReport
    columns = COLUMNS

    def typed(self) -> dict[str, Any]:
        typed = super().typed()
        if self.cleaned_data["published"] != self.record.published:
            typed["published"] = self.cleaned_data["published"]
        return typed


class Withdraw(WithdrawForm):
    act, kind = "report.withdraw", AuditReport


class Round(RoundFields):
    """What this report says of one finding."""

    act, kind, slug = "finding.rate", AuditReport, "round"
    label = _("Record a round on a finding")
    lede = _("What this report says of one finding: the rating, and how far the advice was followed.")
    is_main = True

    finding = PickField(Finding, label=_("Finding"))
    reason = words(_("Why"), required=False, rows=2)

    field_order = ("finding",)

    def first_values(self) -> dict[str, Any]:
        return {
            "audit_year": self.record.audit_year,
            "on": self.record.published,
            "on_precision": self.record.published_precision,
        }

    def carry_out(self, *, by: Actor, at: datetime) -> FindingRating:
        typed = self.typed()
        finding = typed.pop("finding")
        return findings.rate(finding, report=self.record, by=by, at=at, **typed)

    def trace(self) -> tuple[type[Any], list[int]]:
        mine = FindingRating._base_manager.filter(report_id=self.record.pk)
        return FindingRating, list(mine.values_list("id", flat=True))


FORMS: tuple[type[ActForm], ...] = (Record, Round, Edit, Withdraw)

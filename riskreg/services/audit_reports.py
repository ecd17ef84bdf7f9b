"""What a risk officer may record of an audit: only what the auditor has published."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor, published_only
from riskreg.models import AuditReport
from riskreg.services._record import Writing
from riskreg.vocabulary.choices import Precision
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import Month


def check(by: Actor, report: AuditReport, values: dict[str, Any]) -> None:
    """Inside a creation or an edit. Raises RuleBroken for two issuers or none, or an officer's unpublished report."""
    issuers = [values.get(name, getattr(report, name)) for name in ("issued_by", "issued_by_unit")]
    if sum(one is not None for one in issuers) != 1:
        raise RuleBroken(_("A report has one issuer: a party, or a unit of our own"), code="issued_by")
    is_new = report._state.adding
    act = "report.record" if is_new else "report.edit"
    before = is_new or report.published is not None
    if published_only(by, act) and (not before or values.get("published", report.published) is None):
        raise RuleBroken(
            _("Give the day of publication; a report that is not published is the auditor's own to record"),
            code="published",
        )


def check_withdrawal(by: Actor, report: AuditReport) -> None:
    """Inside a withdrawal."""
    if published_only(by, "report.withdraw") and report.published is None:
        raise RuleBroken(_("%(code)s is not published; its auditor withdraws it") % {"code": report.code}, code="gone")


def require_published(act: Writing, report: AuditReport | None) -> None:
    """Inside an act on a finding: who acts on an outside verdict names the published report that holds it.

    Raises RuleBroken without a report, for a withdrawn one and for one that is not published on the day of the act.
    """
    if report is not None and report.withdrawn:
        raise RuleBroken(_("%(code)s is withdrawn") % {"code": report.code}, code="report")
    if not published_only(act.by, act.act):
        return
    if report is None:
        raise RuleBroken(
            _("Name the audit report that says so; without a published verdict an auditor does this"), code="report"
        )
    if report.published is None or _first_day(report) > act.on:
        raise RuleBroken(
            _("%(code)s is not published yet; a published report is expected") % {"code": report.code}, code="report"
        )


def _first_day(report: AuditReport) -> Any:
    """The first day on which the report may have been published; a month, quarter or year is kept as its last day."""
    day = report.published
    if day is None or report.published_precision in (Precision.DAY, Precision.APPROXIMATE):
        return day
    if report.published_precision == Precision.YEAR:
        return day.replace(month=1, day=1)
    if report.published_precision == Precision.QUARTER:
        return Month(day.year, (day.month - 1) // 3 * 3 + 1).first
    return day.replace(day=1)

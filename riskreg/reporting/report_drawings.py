"""The drawings of a month's report that page and documents share: the trend of months, days against plan as bars."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.reporting.charts import months, variance
from riskreg.reporting.document import Report
from riskreg.reporting.document_plans import TrendMonth
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import FindingState

OPEN_STATES = (
    FindingState.ESTABLISHED, FindingState.IN_REMEDIATION, FindingState.REPORTED_SOLVED, FindingState.CONFIRMED,
)  # fmt: skip


def trend(report: Report, *, width: float = 720) -> str:
    """SVG text: open findings by state and late milestones over the months; blank while there are fewer than two."""
    if len(report.trend) < 2:
        return ""
    words = months.MonthsWords(
        title=_("Open findings by state and late milestones, month by month"),
        desc=" ".join((trend_message(report), _("The table below holds the same figures."))),
        stacked=_("Open findings, by state"),
        single=_("Late milestones"),
        parts=tuple(str(one.label) for one in OPEN_STATES),
        late=_("late milestones"),
        before_break=_("reconstructed from loaded history"),
        empty=_("No figures yet"),
    )
    return months.months([_bar(one) for one in report.trend], words, width=width)


def _bar(one: TrendMonth) -> months.MonthBar:
    known = one.open_findings is not None and sum(one.findings.values()) == one.open_findings
    parts = tuple(one.findings.get(str(state), 0) for state in OPEN_STATES) if known else None
    return months.MonthBar(dates.axis_month(one.month.first), parts, one.late_milestones, not one.is_reconstructed)


def trend_message(report: Report) -> str:
    """What the drawing says, in numbers: the last month against the first one drawn."""
    if len(report.trend) < 2:
        return ""
    first, last = report.trend[0], report.trend[-1]
    findings = ngettext("%(count)d finding is open", "%(count)d findings are open", last.open_findings or 0)
    late = ngettext("%(count)d milestone is late", "%(count)d milestones are late", last.late_milestones or 0)
    return _("%(findings)s and %(late)s; in %(month)s it was %(before)d and %(late_before)d.") % {
        "findings": findings % {"count": last.open_findings or 0},
        "late": late % {"count": last.late_milestones or 0},
        "month": date_format(first.month.first, "F Y"),
        "before": first.open_findings or 0,
        "late_before": first.late_milestones or 0,
    }


def scale(values: Iterable[int | None]) -> variance.Scale:
    """The scale that the bars of one column share."""
    return variance.Scale.of(values)


def bar(days: int | None, shared: variance.Scale, *, width: float = 104) -> str:
    """SVG text: days against plan as a bar with its number."""
    return variance.variance_bar(days, shared, variance_words(days), width=width)


def variance_words(days: int | None) -> str:
    """45 days later, 20 days earlier."""
    if days is None:
        return str(capfirst(_("not known")))
    if days == 0:
        return _("On the day")
    if days > 0:
        return ngettext("%(days)d day later", "%(days)d days later", days) % {"days": days}
    return ngettext("%(days)d day earlier", "%(days)d days earlier", -days) % {"days": -days}

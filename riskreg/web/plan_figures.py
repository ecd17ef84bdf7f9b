"""How a plan's figures look on a page: progress, finish on a shared axis, state, slip in words."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.insight import slip
from riskreg.insight.plans import PlanStanding
from riskreg.reporting.charts import finish, progress
from riskreg.reporting.charts.axis import Axis
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import MilestoneState
from riskreg.web.charts import drawn


def finish_words(title: str) -> finish.FinishWords:
    return finish.FinishWords(title=title, days=_("%(days)s d"), quarter=_("Q%(quarter)d"), unknown=show.NONE)


def finish_row(plan: Any, standing: PlanStanding) -> finish.FinishRow:
    return finish.FinishRow(plan.title, standing.baseline, standing.finish, standing.is_reached)


def finish_drawn(plan: Any, standing: PlanStanding, axis: Axis, on: Any) -> SafeString:
    """Baseline and finish on the axis that the rows of a list share; the sentence is its text alternative."""
    if standing.finish is None and standing.baseline is None:
        return format_html('<span class="muted">{}</span>', _("no promise yet"))
    pattern = (
        _("%(plan)s: baseline %(baseline)s, reached %(finish)s")
        if standing.is_reached
        else _("%(plan)s: baseline %(baseline)s, forecast %(finish)s")
    )
    words = pattern % {
        "plan": plan.title,
        "baseline": dates.show(standing.baseline),
        "finish": dates.show(standing.finish),
    }
    drawing = drawn(finish.cell(finish_row(plan, standing), axis, on, finish_words(words)))
    return format_html('<div class="w-min-l">{}</div><span class="sub">{}</span>', drawing, show.day(standing.finish))


def progress_drawn(planned: int | None, actual: int | None) -> SafeString:
    """The bar and both figures; nothing to draw while no baseline is in force."""
    if actual is None:
        return format_html('<span class="muted">{}</span>', show.NONE)
    words = _("planned %(planned)s %%, actual %(actual)s %%") % {"planned": planned, "actual": actual}
    figures = format_html('<span class="nowrap">{} <span class="muted">/ {} %</span></span>', actual, planned)
    return format_html('<div class="row row--tight">{}{}</div>', drawn(progress.bar(planned, actual, words)), figures)


def state_drawn(standing: PlanStanding) -> SafeString:
    if standing.state is None:
        return format_html('<span class="muted">{}</span>', _("not approved yet"))
    return show.status(standing.state)


def milestone_state(milestone: Any, on: Any) -> SafeString:
    """The computed state of a milestone; outside the scope nothing is promised and nothing judged."""
    if milestone.first_baseline is None and milestone.status != "completed":
        return format_html('<span class="muted">{}</span>', _("not in scope"))
    state = slip.state(milestone, on)
    late = format_html(' <span class="tag tag--bad">{}</span>', _("late")) if slip.is_late(milestone, on) else ""
    return format_html("{}{}", show.status(state, _("Completed") if state == MilestoneState.DONE else ""), late)


def baseline_drawn(milestone: Any) -> SafeString:
    """The current baseline, the first one struck through above it where they differ."""
    if milestone.baseline is None:
        return format_html('<span class="muted">{}</span>', show.NONE)
    if milestone.first_baseline == milestone.baseline:
        return show.day(milestone.baseline)
    return format_html(
        '<del><span class="vh">{} </span>{}</del> {}',
        _("first"),
        show.day(milestone.first_baseline),
        show.day(milestone.baseline),
    )


def finish_cell(milestone: Any) -> SafeString:
    """The actual end, else the forecast with its precision; which of the two stands below."""
    if milestone.actual:
        return format_html('{}<span class="sub">{}</span>', show.day(milestone.actual), _("actual"))
    if milestone.forecast is None:
        return format_html('<span class="muted">{}</span>', show.NONE)
    shown = show.day(milestone.forecast, milestone.forecast_precision or "day")
    return format_html('{}<span class="sub">{}</span>', shown, _("forecast"))


def slip_cell(milestone: Any) -> SafeString:
    """Slip on the current baseline, that on the first one below where it differs."""
    days, first = slip.slip(milestone), slip.slip(milestone, first=True)
    if first is None or first == days:
        return show.variance(days)
    return format_html(
        '{}<span class="sub nowrap">{} {}</span>', show.variance(days), show.variance(first), _("on the first")
    )


def against(days: int | None, *, first: bool = False) -> str:
    """A slip as the end of a sentence: "45 days later than the current baseline"."""
    if days is None:
        return ""
    if days == 0:
        return _("on the day of the first baseline") if first else _("on the day of the current baseline")
    if days > 0:
        words = (
            ngettext("%(days)d day later than the first baseline", "%(days)d days later than the first baseline", days)
            if first
            else ngettext(
                "%(days)d day later than the current baseline", "%(days)d days later than the current baseline", days
            )
        )
    else:
        words = (
            ngettext(
                "%(days)d day earlier than the first baseline", "%(days)d days earlier than the first baseline", -days
            )
            if first
            else ngettext(
                "%(days)d day earlier than the current baseline",
                "%(days)d days earlier than the current baseline",
                -days,
            )
        )
    return words % {"days": abs(days)}


def against_both(current: int | None, first: int | None, *, rebaselined: bool) -> str:
    """Slip on the current and, where it is another date, on the first baseline."""
    if not rebaselined or first is None:
        return against(current)
    return _("%(current)s and %(first)s") % {"current": against(current), "first": against(first, first=True)}

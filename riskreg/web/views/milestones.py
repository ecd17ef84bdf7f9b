"""Milestones: list with the views of what is late, blocked, passed or about to finish."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from riskreg.filters.milestones import MilestoneFilter
from riskreg.history.register import Register
from riskreg.insight import slip
from riskreg.models import Milestone
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary.choices import Confidence, MilestoneStatus
from riskreg.web import exports
from riskreg.web.exports import Part
from riskreg.web.links import url_of
from riskreg.web.lists import Address, Column, Empty, ListView, Tab, linked
from riskreg.web.plan_figures import baseline_drawn, finish_cell, milestone_state, slip_cell

# key of the count, the parameters that the view stands for
VIEWS: tuple[tuple[str, dict[str, str]], ...] = (
    ("late", {"late": "yes"}),
    ("blocked", {"blocked": "yes"}),
    ("passed", {"passed": "yes"}),
    ("finishing", {"finishing": "yes"}),
    ("all", {}),
)


def counts(register: Register) -> dict[str, int]:
    """How many milestones each view holds, in one query."""
    on, unfinished = register.on, ~Q(status=MilestoneStatus.COMPLETED)
    soon = on + timedelta(days=settings.SLIPS_NEXT_DAYS)
    return dict(
        register.milestones.standing()
        .order_by()
        .aggregate(
            late=Count("id", filter=unfinished & Q(baseline__lt=on)),
            blocked=Count("id", filter=Q(status=MilestoneStatus.BLOCKED)),
            passed=Count("id", filter=unfinished & Q(forecast__lt=on)),
            finishing=Count("id", filter=unfinished & Q(forecast__gte=on, forecast__lte=soon)),
            all=Count("id"),
        )
    )


def _plan(milestone: Any) -> SafeString | str:
    if milestone.plan is None:
        return ""
    return format_html(
        '<a class="nowrap" href="{}" title="{}">{}</a>', milestone.plan_url, milestone.plan.title, milestone.plan.code
    )


def _status(milestone: Any) -> SafeString:
    shown = show.status(milestone.status)
    if milestone.status == MilestoneStatus.BLOCKED:
        return format_html('{}<span class="sub">{}</span>', shown, milestone.blocked_reason)
    return shown


def _state(milestone: Any) -> SafeString:
    shown = milestone.state_shown
    if not milestone.confidence:
        return shown
    word = capfirst(str(Confidence(milestone.confidence).label))
    return format_html(
        '{}<span class="sub">{}: {}</span>', shown, gettext("confidence"), show.status(milestone.confidence, word)
    )


def _finish(milestone: Any) -> exports.Value:
    return milestone.actual or exports.day(milestone.forecast, milestone.forecast_precision)


def _finish_kind(milestone: Any) -> str:
    if milestone.actual:
        return gettext("actual")
    return gettext("forecast") if milestone.forecast else ""


class MilestoneList(ListView):
    kind = Milestone
    filter_class = MilestoneFilter
    title = _("Milestones")
    columns = (
        Column("code", _("Milestone"), linked, "code", header=True, parts=exports.named()),
        Column("plan", _("Plan"), _plan),
        Column(
            "status", _("Status"), _status, "status",
            parts=(
                Part("status", _("Status"), lambda one: exports.plain(show.status(one.status))),
                Part("blocked_reason", _("Blocked by"), lambda one: one.blocked_reason),
            ),
        ),
        Column("percent", _("Done, %"), lambda one: one.percent, "percent", numeric=True),
        Column(
            "baseline", _("Baseline"), baseline_drawn, "baseline",
            parts=(
                Part("baseline", _("Baseline"), lambda one: one.baseline),
                Part("first_baseline", _("First baseline"), lambda one: one.first_baseline),
            ),
        ),
        Column(
            "forecast", _("Finish"), finish_cell, "forecast",
            parts=(
                Part("finish", _("Finish"), _finish),
                Part("finish_kind", _("Actual or forecast"), _finish_kind),
            ),
        ),
        Column(
            "slip", _("Slip"), slip_cell, numeric=True,
            parts=(
                Part("slip", _("Slip, days"), slip.slip),
                Part("first_slip", _("Slip on the first baseline, days"), lambda one: slip.slip(one, first=True)),
            ),
        ),
        Column(
            "state", pgettext_lazy("track", "State"), _state,
            parts=(
                Part("state", pgettext_lazy("track", "State"), lambda one: exports.plain(one.state_shown)),
                Part("confidence", _("Confidence"), lambda one: one.get_confidence_display()),
            ),
        ),
        Column("owner", _("Owner"), lambda one: show.person(one.owner.name if one.owner else ""), "owner_id"),
        Column("updated_on", _("Last update"), lambda one: show.day(one.updated_on), "updated_on"),
    )  # fmt: skip

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        day = request.day
        for row in request.register.attach(rows, "plan", "owner"):
            row.plan_url = url_of(day, row.plan) if row.plan else ""
            row.state_shown = milestone_state(row, day.on)
        return rows

    def count_words(self, count: int) -> str:
        return ngettext("%(count)d milestone", "%(count)d milestones", count) % {"count": count}

    def empty(self, filtered: bool, address: Address) -> Empty:
        if set(address.parameters) - {"as_of", "compare", "sort"}:
            return super().empty(True, address)
        return Empty(gettext("No milestones yet"), gettext("On this day the register holds no milestone."))

    def more(self, request: HttpRequest, filtered: Any) -> dict[str, Any]:
        return {"tabs": self.tabs(request, counts(request.register))}

    def tabs(self, request: HttpRequest, counted: dict[str, int]) -> list[Tab]:
        """The saved views; day and order stay, other filters go."""
        words = {
            "late": gettext("Late"),
            "blocked": gettext("Blocked"),
            "passed": gettext("Forecast passed"),
            "finishing": gettext("Finishing in %(days)d days") % {"days": settings.SLIPS_NEXT_DAYS},
            "all": gettext("All"),
        }
        stay = {name: request.GET[name] for name in ("sort", "as_of", "compare") if request.GET.get(name)}
        asked = {name: request.GET[name] for name in MilestoneFilter.base_filters if request.GET.get(name)}
        return [
            Tab(words[key], Address(request.path, {**wanted, **stay}).with_(), asked == wanted, counted[key])
            for key, wanted in VIEWS
        ]

"""Improvement plans: list with progress, finish against baseline, late milestones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from riskreg.filters.plans import PlanFilter
from riskreg.history.register import Register
from riskreg.insight.months import by_plan
from riskreg.insight.plans import standing
from riskreg.models import FindingPlan, Plan
from riskreg.reporting.charts import finish
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary.choices import PlanStatus
from riskreg.web import exports
from riskreg.web.charts import drawn
from riskreg.web.day import ViewDay
from riskreg.web.exports import Part
from riskreg.web.links import url_of
from riskreg.web.lists import Address, Column, Empty, Heading, ListView, linked
from riskreg.web.plan_figures import finish_drawn, finish_row, finish_words, progress_drawn, state_drawn

AXIS_LEFT, AXIS_RIGHT = 6, 226


def _plan(plan: Any) -> SafeString:
    return linked(plan, sub=plan.answers)


def _answers(day: ViewDay, findings: list[Any]) -> SafeString | str:
    """The findings that the plan answers, by code; their titles stand on the plan's own page."""
    if not findings:
        return gettext("for no finding")
    codes = format_html_join(
        ", ", '<a href="{}" title="{}">{}</a>', ((url_of(day, one), one.title, one.code) for one in findings)
    )
    return format_html("{} {}", gettext("for"), codes)


def _state(plan: Any) -> SafeString:
    """What is computed, and below it what the plan's own status says."""
    return format_html('{}<span class="sub">{}</span>', plan.state_shown, plan.get_status_display())


def _milestones(plan: Any) -> SafeString:
    if not plan.now.total:
        return format_html('<span class="muted">{}</span>', show.NONE)
    words = gettext("%(done)d of %(total)d") % {"done": plan.now.done, "total": plan.now.total}
    return format_html('<a class="nowrap" href="{}">{}</a>', plan.milestones_url, words)


def _late(plan: Any) -> SafeString | str:
    if not plan.now.late:
        return "0"
    return format_html('<a href="{}"><b>{}</b></a>', plan.late_url, plan.now.late)


def _baseline(plan: Any) -> SafeString:
    if plan.baseline is None:
        return format_html('<span class="muted">{}</span>', show.NONE)
    return format_html('v{}<span class="sub">{}</span>', plan.baseline, show.day(plan.approved_on))


class PlanList(ListView):
    kind = Plan
    filter_class = PlanFilter
    title = _("Improvement plans")
    template = "riskreg/plans/list.html"
    columns = (
        Column(
            "code", _("Plan"), _plan, "code", header=True,
            parts=exports.named(Part("answers", _("Answers"), lambda plan: exports.plain(plan.answers))),
        ),
        Column(
            "status", _("State"), _state, "status",
            parts=(
                Part("state", _("State"), lambda plan: exports.plain(plan.state_shown)),
                Part("status", _("Status"), lambda plan: plan.get_status_display()),
            ),
        ),
        Column(
            "progress", _("Progress"), lambda plan: plan.progress_shown,
            parts=(
                Part("actual", _("Progress, actual %"), lambda plan: plan.now.actual),
                Part("planned", _("Progress, planned %"), lambda plan: plan.now.planned),
            ),
        ),
        Column(
            "finish", _("Finish"), lambda plan: plan.finish_shown, wide=True,
            parts=(
                Part("baseline_finish", _("Baseline finish"), lambda plan: plan.now.baseline),
                Part("finish", _("Finish"), lambda plan: plan.now.finish),
                Part("slip", _("Slip, days"), lambda plan: plan.now.slip),
            ),
        ),
        Column(
            "milestones", _("Reached"), _milestones,
            parts=(
                Part("reached", _("Milestones reached"), lambda plan: plan.now.done),
                Part("milestones", _("Milestones"), lambda plan: plan.now.total),
            ),
        ),
        Column(
            "late", _("Late"), _late, numeric=True,
            parts=(Part("late", _("Milestones late"), lambda plan: plan.now.late),),
        ),
        Column(
            "approved_on", _("Baseline"), _baseline, "approved_on",
            parts=(
                Part("baseline", _("Baseline"), lambda plan: plan.baseline),
                Part("approved_on", _("Approved on"), lambda plan: plan.approved_on),
            ),
        ),
        Column("target_date", _("Target date"), lambda plan: show.day(plan.target_date), "target_date"),
        Column("owner", _("Owner"), lambda plan: plan.owner.name if plan.owner else "", "owner_id"),
    )  # fmt: skip
    axis: Any = None

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        if not rows:
            return rows
        register, day = request.register, request.day
        ids = [row.id for row in rows]
        milestones = by_plan(register.milestones.standing().filter(plan_id__in=ids))
        findings = register.ties(FindingPlan, "plan", "finding", ids)
        for row in register.attach(rows, "owner"):
            row.now = standing(row, milestones.get(row.id, ()), day.on)
            row.answers = _answers(day, findings.get(row.id, []))
            row.milestones_url = day.link(reverse("milestones"), plan=row.code)
            row.late_url = day.link(reverse("milestones"), plan=row.code, late="yes")
            row.state_shown = state_drawn(row.now)
            row.progress_shown = progress_drawn(row.now.planned, row.now.actual)
        self.axis = finish.axis_of([finish_row(row, row.now) for row in rows], day.on, left=AXIS_LEFT, right=AXIS_RIGHT)
        for row in rows:
            row.finish_shown = finish_drawn(row, row.now, self.axis, day.on)
        return rows

    def heading(self, column: Column, sort: str, address: Address) -> Heading:
        """Fuller words than fit a narrow screen; the column of finishes carries the axis that its drawings share."""
        made = super().heading(column, sort, address)
        if column.key == "progress":
            return replace(made, label=gettext("Progress, actual / planned"))
        if column.key != "finish" or self.axis is None:
            return made
        head = drawn(finish.head(self.axis, finish_words(gettext("Quarters of the axis"))))
        words = gettext("Finish, forecast against baseline")
        return replace(made, label=format_html('{}<br><span aria-hidden="true">{}</span>', words, head))

    def count_words(self, count: int) -> str:
        return ngettext("%(count)d plan", "%(count)d plans", count) % {"count": count}

    def empty(self, filtered: bool, address: Address) -> Empty:
        if set(address.parameters) - {"as_of", "compare", "sort"}:
            return super().empty(True, address)
        return Empty(gettext("No plans yet"), gettext("On this day the register holds no improvement plan."))

    def counted(self, register: Register, rows: Any) -> int:
        """In the same statement, how many run and how many of these wait for approval."""
        running = Q(withdrawn=False) & ~Q(status=PlanStatus.COMPLETED)
        self.counts = register.plans.aggregate(
            shown=Count("id", filter=Q(id__in=rows.order_by().values("id"))),
            running=Count("id", filter=running),
            waiting=Count("id", filter=running & Q(baseline__isnull=True)),
        )
        return int(self.counts["shown"])

    def lede(self, register: Register) -> str:
        """How many run, from the same day."""
        running, waiting = self.counts["running"], self.counts["waiting"]
        if not running:
            return ""
        words = ngettext("%(count)d plan runs", "%(count)d plans run", running) % {"count": running}
        if not waiting:
            return gettext("%(running)s; all are approved.") % {"running": words}
        return ngettext(
            "%(running)s; %(count)d is not approved yet.", "%(running)s; %(count)d are not approved yet.", waiting
        ) % {"running": words, "count": waiting}

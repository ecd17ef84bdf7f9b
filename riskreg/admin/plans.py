"""Improvement plans in the admin: this month beside the last, and the months one under another."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from riskreg.admin.base import shown
from riskreg.admin.figures import days, percent, points
from riskreg.admin.records import LineAdmin, OwnedAdmin, RecordAdmin
from riskreg.history.register import Register
from riskreg.insight import progress
from riskreg.insight.months import PlanMonth, by_plan, days_between, difference, plan_months
from riskreg.insight.slip import plan_finish
from riskreg.models import Baseline, Plan, Workstream
from riskreg.templatetags.riskreg_format import NONE, date_precise
from riskreg.vocabulary.choices import Precision
from riskreg.vocabulary.periods import Month

MONTHS_SHOWN = 24


@shown(Plan)
class PlanAdmin(OwnedAdmin):
    list_display = (
        "code", "title", "owner", "status", "progress_now", "change_of_month", "slip_now", "last_update", "withdrawn",
    )  # fmt: skip
    search_fields = ("code", "title", "description")
    list_filter = ("status", "main_plan", "cadence", "basis", "withdrawn")

    def dress(self, request: HttpRequest, rows: list[Any]) -> list[Any]:
        """Every plan with its milestones now and at the end of last month: two queries more."""
        rows = super().dress(request, rows)
        ids = {plan.pk for plan in rows}
        register = self.register(request)
        past = Register.as_of(request.actor, Month.of(register.on).previous.last)
        now = by_plan(register.milestones.standing().filter(plan_id__in=ids))
        before = by_plan(past.milestones.standing().filter(plan_id__in=ids))
        for plan in rows:
            plan.now, plan.before = now.get(plan.pk, []), before.get(plan.pk, [])
        return rows

    @display(description=_("progress"))
    def progress_now(self, plan: Any) -> str:
        return percent(progress.actual(plan.now))

    @display(description=_("since last month"))
    def change_of_month(self, plan: Any) -> str:
        return points(difference(progress.actual(plan.now), progress.actual(plan.before)))

    @display(description=_("slip"))
    def slip_now(self, plan: Any) -> str:
        ends = plan_finish(plan.now)
        return days(days_between(ends["forecast"], ends["baseline"]))

    @display(description=_("last update"))
    def last_update(self, plan: Any) -> str:
        latest = max((one.updated_on for one in plan.now if one.updated_on), default=None)
        return date_precise(latest) if latest else ""

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        plan = self.get_object(request, object_id) if self.has_view_permission(request) else None
        listed = []
        if plan is not None:
            months = plan_months(self.register(request), plan, MONTHS_SHOWN)
            listed = [_in_words(row) for row in reversed(months)]
        return super().change_view(request, object_id, form_url, {"months": listed, **(extra_context or {})})


def _in_words(row: PlanMonth) -> dict[str, Any]:
    return {
        "month": date_precise(row.month.first, Precision.MONTH),
        "progress": percent(row.actual),
        "change": points(row.change),
        "planned": percent(row.planned),
        "milestones": row.milestones,
        "late": row.late,
        "forecast": date_precise(row.forecast) if row.forecast else NONE,
        "slip": days(row.slip),
    }


@shown(Workstream)
class WorkstreamAdmin(RecordAdmin):
    list_display = ("code", "title", "plan", "withdrawn")
    list_filter = ("plan", "basis", "withdrawn")


@shown(Baseline)
class BaselineAdmin(LineAdmin):
    list_display = ("code", "plan", "number", "decided_by", "approved_on", "reason_category")
    search_fields = ("code", "reason", "document")
    list_filter = ("reason_category", "plan", "basis")
    date_hierarchy = "approved_on"

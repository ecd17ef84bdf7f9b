"""Milestones in the admin: this month beside the last; baseline lines, forecasts, updates and dependencies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.admin.base import Narrowed, shown
from riskreg.admin.bulk import HAND_OVER, UNCHANGED, WITHDRAW
from riskreg.admin.figures import days, percent, points
from riskreg.admin.records import BondAdmin, LineAdmin, OwnedAdmin
from riskreg.history.register import Register
from riskreg.insight.months import difference
from riskreg.insight.slip import slip
from riskreg.models import BaselineLine, Milestone, MilestoneDependency, MilestoneForecast, ProgressUpdate
from riskreg.services import milestones
from riskreg.vocabulary.periods import Month


@shown(Milestone)
class MilestoneAdmin(OwnedAdmin):
    bulk_acts = (UNCHANGED, HAND_OVER, WITHDRAW)
    list_display = (
        "code", "title", "in_plan", "status", "progress_now", "change_of_month", "slip_now", "updated_on", "withdrawn",
    )  # fmt: skip
    attached = ("plan",)
    search_fields = ("code", "title", "deliverable")
    list_filter = ("status", "confidence", "plan", "basis", "withdrawn")
    date_hierarchy = "forecast"

    def dress(self, request: HttpRequest, rows: list[Any]) -> list[Any]:
        """Every milestone with its percent at the end of last month: one query more."""
        rows = super().dress(request, rows)
        register = self.register(request)
        past = Register.as_of(request.actor, Month.of(register.on).previous.last)
        before = {row.id: row.percent for row in past.milestones.ids(row.pk for row in rows)}
        for row in rows:
            row.percent_before = before.get(row.pk)
        return rows

    @display(description=_("improvement plan"), ordering="plan")
    def in_plan(self, milestone: Any) -> str:
        return milestone.plan.code

    @display(description=_("progress"), ordering="percent")
    def progress_now(self, milestone: Any) -> str:
        return percent(milestone.percent)

    @display(description=_("since last month"))
    def change_of_month(self, milestone: Any) -> str:
        return points(difference(milestone.percent, milestone.percent_before))

    @display(description=_("slip"))
    def slip_now(self, milestone: Any) -> str:
        return days(slip(milestone))


@shown(MilestoneDependency)
class MilestoneDependencyAdmin(BondAdmin):
    def link(self, ends: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        return milestones.depend(ends["milestone"], ends["depends_on"], by=by, at=at, reason=reason)


@shown(BaselineLine)
class BaselineLineAdmin(LineAdmin):
    list_display = ("code", "baseline", "milestone", "finish", "weight")
    date_hierarchy = "finish"


@shown(MilestoneForecast)
class MilestoneForecastAdmin(LineAdmin):
    list_display = ("code", "milestone", "previous", "forecast", "on", "reason")
    search_fields = ("code", "reason")
    date_hierarchy = "on"


@shown(ProgressUpdate)
class ProgressUpdateAdmin(Narrowed):
    list_display = ("code", "milestone", "period", "kind", "status", "percent", "forecast", "confidence")
    search_fields = ("code", "note")
    list_filter = ("kind", "status", "confidence", "period", "basis")

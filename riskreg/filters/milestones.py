"""What the milestone list can be narrowed by."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from riskreg.filters.base import YES_NO, OfRegister, Pick, RegisterFilter
from riskreg.filters.plans import Linked
from riskreg.models import Plan, Role, Workstream
from riskreg.vocabulary.choices import Confidence, MilestoneStatus


class MilestoneFilter(RegisterFilter):
    SEARCH = ("code", "title", "deliverable", "blocked_reason")

    plan = OfRegister(Plan, field_name="plan_id", label=_("Plan"))
    status = Pick(
        label=_("Status"),
        choices=(("unfinished", _("not completed")), *MilestoneStatus.choices),
        method="by_status",
    )
    late = Pick(label=_("Late"), choices=YES_NO, method="by_word")
    passed = Pick(label=_("Forecast passed"), choices=YES_NO, method="by_word")
    blocked = Pick(label=_("Blocked"), choices=YES_NO, method="by_word")
    finishing = Pick(label=_("Finishing soon"), choices=YES_NO, method="by_word")
    slipping = Pick(label=_("Forecast later than baseline"), choices=YES_NO, method="by_word")
    scope = Pick(label=_("In scope"), choices=YES_NO, method="by_word")
    confidence = Pick(label=_("Confidence"), choices=Confidence.choices)
    owner = OfRegister(Role, field_name="owner_id", label=_("Owner"))
    workstream = Linked(Workstream, label=_("Workstream"), method="by_workstream")

    def __init__(self, data: Any, *, register: Any, queryset: Any, **kwargs: Any) -> None:
        super().__init__(data, register=register, queryset=queryset, **kwargs)
        self.filters["workstream"].look_up(register, (data.get("workstream") or "") if data else "")

    def by_status(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.unfinished() if value == "unfinished" else queryset.filter(status=value)

    def by_word(self, queryset: Any, name: str, value: str) -> Any:
        chosen = self.words(queryset)[name]
        return chosen if value == "yes" else queryset.exclude(id__in=chosen.order_by().values("id"))

    def words(self, queryset: Any) -> dict[str, Any]:
        """The questions of the list, asked of a queryset on the register's day."""
        on = self.register.on
        return {
            "late": queryset.overdue(on),
            "passed": queryset.forecast_passed(on),
            "blocked": queryset.blocked(),
            "finishing": queryset.finishing(on, on + timedelta(days=settings.SLIPS_NEXT_DAYS)),
            "slipping": queryset.slipping(),
            "scope": queryset.in_scope(),
        }

    def by_workstream(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(workstream_id=self.filters["workstream"].id)

"""What the plan list can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from riskreg.filters.base import YES_NO, OfRegister, Pick, RegisterFilter, either
from riskreg.models import Finding, FindingPlan, Risk, RiskPlan, Role
from riskreg.vocabulary.choices import PlanStatus


class Linked(django_filters.ChoiceFilter):
    """What a link from another page asks for: one record by its code, looked up only when it is asked."""

    def __init__(self, kind: type[Any], **kwargs: Any) -> None:
        self.kind = kind
        self.id: int | None = None
        super().__init__(empty_label=None, widget=forms.HiddenInput, **kwargs)

    def look_up(self, register: Any, code: str) -> None:
        """Let the asked code be the one choice, where the register of that day holds it for this reader."""
        record = register.get(self.kind, code) if code else None
        self.id = record.id if record is not None else None
        self.extra["choices"] = [(record.code, str(record))] if record is not None else []


class PlanFilter(RegisterFilter):
    SEARCH = ("code", "title", "description")

    status = Pick(label=_("Status"), choices=PlanStatus.choices)
    late = Pick(label=_("Late milestones"), choices=YES_NO, method="by_late")
    approved = Pick(label=_("Approved"), choices=YES_NO, method="by_approved")
    main_plan = Pick(label=_("Main plan"), choices=YES_NO, method="by_main_plan")
    owner = OfRegister(Role, field_name="owner_id", label=_("Owner"))
    finding = Linked(Finding, label=_("Finding"), method="by_finding")
    risk = Linked(Risk, label=_("Risk"), method="by_risk")

    by_main_plan = either(lambda rows: rows.filter(main_plan=True), lambda rows: rows.filter(main_plan=False))
    by_approved = either(
        lambda rows: rows.filter(baseline__isnull=False), lambda rows: rows.filter(baseline__isnull=True)
    )

    def __init__(self, data: Any, *, register: Any, queryset: Any, **kwargs: Any) -> None:
        super().__init__(data, register=register, queryset=queryset, **kwargs)
        for name, item in self.filters.items():
            if isinstance(item, Linked):
                item.look_up(register, (data.get(name) or "") if data else "")

    def by_late(self, queryset: Any, name: str, value: str) -> Any:
        late = self.register.milestones.overdue(self.register.on).order_by().values("plan_id")
        return queryset.filter(id__in=late) if value == "yes" else queryset.exclude(id__in=late)

    def by_finding(self, queryset: Any, name: str, value: str) -> Any:
        return self._tied(queryset, FindingPlan, finding_id=self.filters["finding"].id)

    def by_risk(self, queryset: Any, name: str, value: str) -> Any:
        return self._tied(queryset, RiskPlan, risk_id=self.filters["risk"].id)

    def _tied(self, queryset: Any, bond: type[Any], **to: Any) -> Any:
        return queryset.filter(id__in=self.register.standing(bond).filter(**to).order_by().values("plan_id"))

"""What the finding list can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from riskreg.filters.base import YES_NO, OfRegister, Pick, RegisterFilter
from riskreg.models import FindingPlan, FindingSender, Plan, Role
from riskreg.vocabulary.choices import FindingKind, FindingState

OPEN, ENDED = "open", "ended"


def senders_of(register: Any) -> dict[int, list[Any]]:
    """Finding id -> the parties and units that raised it, in order of code. Three queries."""
    found: dict[int, list[Any]] = {}
    for bond in register.attach(register.standing(FindingSender), "party", "unit"):
        sender = bond.party or bond.unit
        if sender is not None:
            found.setdefault(bond.finding_id, []).append(sender)
    return {key: sorted(senders, key=lambda one: one.code) for key, senders in found.items()}


def answered(register: Any) -> Any:
    """The ids of the findings that a standing plan answers, as a subquery."""
    plans = register.standing(Plan).order_by().values("id")
    return register.standing(FindingPlan).filter(plan_id__in=plans).order_by().values("finding_id")


class FindingFilter(RegisterFilter):
    SEARCH = ("code", "title", "description")

    state = Pick(
        label=_("State"),
        choices=((OPEN, _("open, in any state")), (ENDED, _("ended, in any way")), *FindingState.choices),
        method="by_state",
    )
    kind = Pick(label=_("Kind"), choices=FindingKind.choices)
    sender = django_filters.ChoiceFilter(label=_("Sender"), empty_label=_("all"), method="by_sender")
    owner = OfRegister(Role, field_name="owner_id", label=_("Owner"))
    overdue = Pick(label=_("Target passed"), choices=YES_NO, method="by_overdue")
    without_plan = Pick(label=_("Without a plan"), choices=YES_NO, method="by_plan")

    def __init__(self, data: Any, *, register: Any, queryset: Any, senders: Any = None, **kwargs: Any) -> None:
        self.senders: dict[int, list[Any]] = senders_of(register) if senders is None else senders
        super().__init__(data, register=register, queryset=queryset, **kwargs)
        names = {one.code: one.name for listed in self.senders.values() for one in listed}
        self.filters["sender"].extra["choices"] = [(code, f"{code} {name}") for code, name in sorted(names.items())]

    def by_state(self, queryset: Any, name: str, value: str) -> Any:
        if value == OPEN:
            return queryset.open()
        return queryset.ended() if value == ENDED else queryset.filter(state=value)

    def by_sender(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.ids(key for key, listed in self.senders.items() if value in {one.code for one in listed})

    def by_overdue(self, queryset: Any, name: str, value: str) -> Any:
        overdue = queryset.overdue(self.register.on)
        return overdue if value == "yes" else queryset.exclude(id__in=overdue.order_by().values("id"))

    def by_plan(self, queryset: Any, name: str, value: str) -> Any:
        ids = answered(self.register)
        return queryset.exclude(id__in=ids) if value == "yes" else queryset.filter(id__in=ids)

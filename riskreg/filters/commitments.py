"""What the commitment list can be narrowed by."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from riskreg.filters.base import YES_NO, OfRegister, Pick, RegisterFilter
from riskreg.insight import to_be_reported
from riskreg.models import Role
from riskreg.vocabulary.choices import CommitmentKind, CommitmentStatus


class CommitmentFilter(RegisterFilter):
    SEARCH = ("code", "title", "outcome")

    report_now = Pick(label=_("To be reported now"), choices=YES_NO, method="by_report")
    status = Pick(label=_("Status"), choices=CommitmentStatus.choices)
    overdue = Pick(label=_("Overdue"), choices=YES_NO, method="by_overdue")
    kind = Pick(label=_("Kind"), choices=CommitmentKind.choices)
    keeper = OfRegister(Role, field_name="keeper_id", label=_("Keeper"))

    def __init__(self, data: Any, *, register: Any, queryset: Any, reported: Any = None, **kwargs: Any) -> None:
        self.reported = reported
        super().__init__(data, register=register, queryset=queryset, **kwargs)

    def by_report(self, queryset: Any, name: str, value: str) -> Any:
        """Computed, hence by ids; asked anew unless the page knows them."""
        listed = to_be_reported.in_register(self.register) if self.reported is None else self.reported
        ids = {one.commitment.id for one in listed}
        return queryset.ids(ids) if value == "yes" else queryset.exclude(id__in=ids)

    def by_overdue(self, queryset: Any, name: str, value: str) -> Any:
        overdue = queryset.overdue(self.register.on)
        return overdue if value == "yes" else queryset.exclude(id__in=overdue.order_by().values("id"))

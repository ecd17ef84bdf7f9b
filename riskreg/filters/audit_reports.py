"""What the list of audit reports can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from riskreg.filters.base import OfRegister, Pick, RegisterFilter
from riskreg.models import Party

PUBLISHED, DRAFT = "yes", "no"


class AuditReportFilter(RegisterFilter):
    issued_by = OfRegister(Party, field_name="issued_by_id", label=_("Issued by"))
    audit_year = django_filters.NumberFilter(
        label=_("Audit year"), min_value=1990, max_value=2100, decimal_places=0, max_digits=4
    )
    published = Pick(
        label=_("Published"), choices=((PUBLISHED, _("yes")), (DRAFT, _("not yet"))), method="by_published"
    )

    def by_published(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(published__isnull=value == DRAFT)

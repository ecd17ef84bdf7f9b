"""What the risk list and the matrix can be narrowed by."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from riskreg.filters.base import YES_NO, OfRegister, Pick, RegisterFilter, either
from riskreg.models import Role, Unit
from riskreg.vocabulary.choices import Band, RiskCategory, RiskResponse, RiskState


class RiskFilter(RegisterFilter):
    """Over risks that are `scored()`."""

    SEARCH = ("code", "title", "cause", "event", "consequence")

    top = Pick(label=_("Top risk"), choices=YES_NO, method="by_top")
    state = Pick(label=_("State"), choices=RiskState.choices)
    band = Pick(label=_("Band"), choices=(*Band.choices, ("none", _("not assessed"))), method="by_band")
    appetite = Pick(label=_("Above appetite"), choices=YES_NO, method="by_appetite")
    category = Pick(label=_("Category"), choices=RiskCategory.choices)
    response = Pick(label=_("Response"), choices=RiskResponse.choices)
    owner = OfRegister(Role, field_name="owner_id", label=_("Owner"))
    unit = OfRegister(Unit, field_name="unit_id", label=_("Unit"))

    by_top = either(lambda rows: rows.filter(top_risk=True), lambda rows: rows.filter(top_risk=False))
    # A risk that nobody assessed is neither above its appetite nor within it.
    by_appetite = either(lambda rows: rows.above_appetite(), lambda rows: rows.filter(score__lte=F("appetite_maximum")))

    def by_band(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.not_assessed() if value == "none" else queryset.in_band(value)

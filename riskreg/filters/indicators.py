"""What the indicator list can be narrowed by."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from riskreg.filters.base import Pick, RegisterFilter
from riskreg.vocabulary.choices import Confidence, Direction, Frequency, IndicatorKind

# The same rule as vocabulary.thresholds.standing, in SQL.
_JUDGED = Q(actual__isnull=False, green__isnull=False, red__isnull=False) & ~Q(direction=Direction.CONTEXT)
_GREEN = Q(direction=Direction.HIGHER, actual__gte=F("green")) | Q(direction=Direction.LOWER, actual__lte=F("green"))
_RED = Q(direction=Direction.HIGHER, actual__lte=F("red")) | Q(direction=Direction.LOWER, actual__gte=F("red"))
STANDINGS: dict[str, Q] = {
    Confidence.GREEN.value: _JUDGED & _GREEN,
    Confidence.AMBER.value: _JUDGED & ~_GREEN & ~_RED,
    Confidence.RED.value: _JUDGED & ~_GREEN & _RED,
    "none": ~_JUDGED,
}


class IndicatorFilter(RegisterFilter):
    SEARCH = ("code", "title", "definition")

    kind = Pick(label=_("Kind"), choices=IndicatorKind.choices)
    standing = Pick(
        label=_("Against the thresholds"),
        choices=(*Confidence.choices, ("none", pgettext_lazy("indicator", "not judged"))),
        method="by_standing",
    )
    direction = Pick(label=_("Direction"), choices=Direction.choices)
    frequency = Pick(label=_("Frequency"), choices=Frequency.choices)

    def by_standing(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(STANDINGS[value])

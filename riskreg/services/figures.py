"""The figures of reconstructed months: written when they are worked out, and never typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from riskreg.models import MonthFigures


def keep(worked_out: Mapping[str, Mapping[str, Any]]) -> int:
    """Put the figures of these months (YYYY-MM) in place of what stood there; how many are new or other."""
    with transaction.atomic():
        standing = dict(MonthFigures.objects.values_list("month", "figures"))
        for month in standing.keys() - worked_out.keys():
            MonthFigures.objects.filter(month=month).delete()
        changed = [month for month, said in worked_out.items() if standing.get(month) != said]
        for month in changed:
            MonthFigures.objects.update_or_create(month=month, defaults={"figures": dict(worked_out[month])})
    return len(changed)

"""Questions about risks, their assessments and top lists."""

from typing import Any

from django.db.models import Case, F, IntegerField, Q, Value, When

from riskreg.querysets.base import LiveQuerySet, PastQuerySet
from riskreg.vocabulary.choices import RiskState
from riskreg.vocabulary.scoring import APPETITE_MAXIMUM, BANDS, DEFAULT_APPETITE_MAXIMUM


class RiskWords:
    filter: Any
    annotate: Any

    def current(self) -> Any:
        """Standing and not closed: open, monitored or draft."""
        return self.filter(withdrawn=False).exclude(state=RiskState.CLOSED)

    def top(self) -> Any:
        """On the top list that is in force."""
        return self.filter(withdrawn=False, top_risk=True)

    def assessed(self) -> Any:
        return self.filter(likelihood__isnull=False)

    def not_assessed(self) -> Any:
        return self.filter(likelihood__isnull=True)

    def scored(self) -> Any:
        """With `score` (likelihood x impact, null while not assessed) and `appetite_maximum`, for filter and order."""
        maximum = [When(appetite=word, then=Value(top)) for word, top in APPETITE_MAXIMUM.items()]
        return self.annotate(
            score=F("likelihood") * F("impact"),
            appetite_maximum=Case(*maximum, default=Value(DEFAULT_APPETITE_MAXIMUM), output_field=IntegerField()),
        )

    def above_appetite(self) -> Any:
        return self.scored().filter(score__gt=F("appetite_maximum"))

    def in_band(self, band: str) -> Any:
        floors = {name.value: floor for floor, name in BANDS}
        higher = [floor for floor, _ in BANDS if floor > floors[band]]
        condition = Q(score__gte=floors[band])
        if higher:
            condition &= Q(score__lt=min(higher))
        return self.scored().filter(condition)

    def open_to(self, granted: Any) -> Any:
        """Without confidential risks, but for the granted ids."""
        return self.filter(Q(confidential=False) | Q(id__in=granted))


class RiskQuerySet(RiskWords, LiveQuerySet):
    pass


class RiskPast(RiskWords, PastQuerySet):
    pass

"""Questions about milestones."""

from datetime import date
from typing import Any

from django.db.models import F

from riskreg.querysets.base import LiveQuerySet, PastQuerySet
from riskreg.vocabulary.choices import MilestoneStatus


class MilestoneWords:
    filter: Any

    def in_scope(self) -> Any:
        """Named by a baseline up to and including the one in force (facts/RULES.md 16)."""
        return self.filter(withdrawn=False, first_baseline__isnull=False)

    def unfinished(self) -> Any:
        return self.filter(withdrawn=False).exclude(status=MilestoneStatus.COMPLETED)

    def blocked(self) -> Any:
        return self.filter(withdrawn=False, status=MilestoneStatus.BLOCKED)

    def completed(self) -> Any:
        return self.filter(withdrawn=False, status=MilestoneStatus.COMPLETED)

    def overdue(self, on: date) -> Any:
        """Baseline in force before the day, not completed (facts/RULES.md 36)."""
        return self.unfinished().filter(baseline__lt=on)

    def forecast_passed(self, on: date) -> Any:
        return self.unfinished().filter(forecast__lt=on)

    def slipping(self) -> Any:
        """Forecast later than the baseline in force."""
        return self.unfinished().filter(forecast__gt=F("baseline"))

    def finishing(self, first: date, last: date) -> Any:
        """Unfinished, with a forecast between the two days, both included."""
        return self.unfinished().filter(forecast__gte=first, forecast__lte=last)


class MilestoneQuerySet(MilestoneWords, LiveQuerySet):
    pass


class MilestonePast(MilestoneWords, PastQuerySet):
    pass

"""Questions about improvement plans."""

from typing import Any

from riskreg.querysets.base import LiveQuerySet, PastQuerySet
from riskreg.vocabulary.choices import PlanStatus


class PlanWords:
    filter: Any

    def running(self) -> Any:
        return self.filter(withdrawn=False).exclude(status=PlanStatus.COMPLETED)

    def approved(self) -> Any:
        return self.filter(withdrawn=False, baseline__isnull=False)


class PlanQuerySet(PlanWords, LiveQuerySet):
    pass


class PlanPast(PlanWords, PastQuerySet):
    pass

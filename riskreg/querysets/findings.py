"""Questions about findings."""

from datetime import date
from typing import Any

from riskreg.querysets.base import LiveQuerySet, PastQuerySet
from riskreg.vocabulary.choices import FindingState

ENDED = (FindingState.CLOSED, FindingState.SUPERSEDED, FindingState.ACCEPTED)


class FindingWords:
    filter: Any

    def open(self) -> Any:
        """Not closed, superseded or accepted (facts/RULES.md 29)."""
        return self.filter(withdrawn=False).exclude(state__in=ENDED)

    def ended(self) -> Any:
        return self.filter(withdrawn=False, state__in=ENDED)

    def overdue(self, on: date) -> Any:
        """Open with a target before the day."""
        return self.open().filter(target__lt=on)


class FindingQuerySet(FindingWords, LiveQuerySet):
    pass


class FindingPast(FindingWords, PastQuerySet):
    pass

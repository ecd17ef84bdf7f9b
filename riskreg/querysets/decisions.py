"""Questions about decisions."""

from typing import Any

from riskreg.querysets.base import LiveQuerySet, PastQuerySet
from riskreg.vocabulary.choices import DecisionState


class DecisionWords:
    filter: Any

    def asked(self) -> Any:
        """Waiting for management."""
        return self.filter(withdrawn=False, state=DecisionState.ASKED)

    def taken(self) -> Any:
        return self.filter(withdrawn=False, state=DecisionState.TAKEN)


class DecisionQuerySet(DecisionWords, LiveQuerySet):
    pass


class DecisionPast(DecisionWords, PastQuerySet):
    pass

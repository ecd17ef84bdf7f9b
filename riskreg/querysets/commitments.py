"""Questions about commitments."""

from datetime import date
from typing import Any

from riskreg.querysets.base import LiveQuerySet, PastQuerySet
from riskreg.vocabulary.choices import CommitmentStatus


class CommitmentWords:
    filter: Any

    def open(self) -> Any:
        return self.filter(withdrawn=False, status=CommitmentStatus.OPEN)

    def overdue(self, on: date) -> Any:
        """Open with a due day before the day (facts/RULES.md 36)."""
        return self.open().filter(due__lt=on)


class CommitmentQuerySet(CommitmentWords, LiveQuerySet):
    pass


class CommitmentPast(CommitmentWords, PastQuerySet):
    pass

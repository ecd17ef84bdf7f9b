"""What waits for a milestone, directly and through others, also across plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any


def waiting_for(ties: Iterable[Any]) -> dict[int, set[int]]:
    """Milestone id -> ids of those that wait for it directly, from standing dependencies."""
    found: dict[int, set[int]] = defaultdict(set)
    for tie in ties:
        found[tie.depends_on_id].add(tie.milestone_id)
    return dict(found)


def all_dependants(start: int, waiting: Mapping[int, set[int]], among: Mapping[int, Any]) -> set[int]:
    """Ids of every milestone that waits for this one, transitively, through those of the mapping only.

    A milestone outside the mapping (withdrawn or completed) waits for nothing any more, nor passes the wait on.
    """
    seen: set[int] = set()
    frontier = {start}
    while frontier:
        following: set[int] = set()
        for one in frontier:
            following |= {other for other in waiting.get(one, ()) if other in among}
        frontier = following - seen - {start}
        seen |= frontier
    return seen

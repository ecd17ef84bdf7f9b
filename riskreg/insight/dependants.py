"""What waits for a milestone, directly and through others, also across plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

Waiting = Mapping[int, set[int]]


def waiting_for(ties: Iterable[tuple[int, int]]) -> Waiting:
    """From pairs (milestone id, id of the one it waits for): id -> ids of those that wait for it directly."""
    found: dict[int, set[int]] = defaultdict(set)
    for milestone, awaited in ties:
        found[awaited].add(milestone)
    return dict(found)


def all_dependants(start: int, waiting: Waiting, among: Container[int] | None = None) -> set[int]:
    """Ids of every milestone that waits for this one, transitively; with `among` through those only.

    A milestone that is not among them (withdrawn or completed) waits for nothing any more, nor passes the wait on.
    """
    seen: set[int] = set()
    frontier = {start}
    while frontier:
        following = {other for one in frontier for other in waiting.get(one, ()) if among is None or other in among}
        frontier = following - seen - {start}
        seen |= frontier
    return seen

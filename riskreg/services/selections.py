"""One act on several records at once: on all of them, or on none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.services._record import writing
from riskreg.vocabulary.errors import RuleBroken, Stale


def on_all(
    selected: Sequence[Any],
    carry_out: Callable[[], Any],
    *,
    act_of: Callable[[Any], str],
    seen: Mapping[int, int],
    by: Actor,
    at: datetime,
    reason: str,
) -> None:
    """Carry out verbs on the selected records in one transaction and under one request.

    The right to `act_of(record)` and the version in `seen` (primary key -> rev) are checked for every record before
    anything is written. Raises what the verbs raise; a refusal names the record.
    """
    with ExitStack() as acts:
        for record in selected:
            with naming(record):
                acts.enter_context(
                    writing(act_of(record), record=record, by=by, at=at, reason=reason, rev=seen[record.pk])
                )
        if not reason.strip():
            raise RuleBroken(_("Say why"), code="reason")
        carry_out()


@contextmanager
def naming(record: Any) -> Iterator[None]:
    """Inside `on_all`, around the verb on one record: a refusal names that record."""
    try:
        yield
    except Stale as stale:
        stale.current = stale.current or record
        raise
    except RuleBroken as refused:
        if record.code in refused.message:
            raise
        raise RuleBroken(f"{record.code}: {refused.message}", code=refused.code) from refused

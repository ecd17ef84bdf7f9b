"""Load a folder of facts into an empty register by replaying its timeline.

Loses: the other content language; the days of undated attributes, which enter in their final value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from riskreg.exchange import facts_files
from riskreg.exchange.facts_entries import Entering, enter_ladders
from riskreg.exchange.facts_events import VERBS, original_target
from riskreg.exchange.facts_files import Facts
from riskreg.exchange.facts_reference import enter_reference
from riskreg.models import Unit
from riskreg.vocabulary.errors import BadInput, Refused

Step = tuple[date, dict[str, Any] | None, tuple[str, Any] | None]


def is_empty() -> bool:
    """Whether the register holds nothing yet."""
    return not Unit.objects.exists()


def load(
    folder: Path, *, language: str, recorded_at: datetime, progress: Callable[[int, int], None] = lambda done, of: None
) -> int:
    """Replay the folder's timeline through the services; gives the number of events.

    All or nothing. Raises BadInput naming file, record and field, also for an event before its record.
    """
    facts = facts_files.read(folder, language, frozenset(VERBS))
    if not is_empty():
        raise BadInput(_("The register is not empty; facts are loaded into an empty register only"))
    steps = list(_steps(facts))
    with override(language), transaction.atomic():
        entering = Entering(facts, recorded_at)
        with _telling(entering):
            if facts.events:
                entering.turn_to(facts.events[0]["date"])
                enter_reference(entering)
            for number, (day, event, target) in enumerate(steps, start=1):
                entering.turn_to(day)
                if event is not None:
                    _replay(entering, event)
                elif target is not None:
                    entering.place = f"{target[1].place}: target_dates"
                    original_target(entering, *target)
                progress(number, len(steps))
            if facts.events:
                enter_ladders(entering)
    return len(facts.events)


def _replay(entering: Entering, event: dict[str, Any]) -> None:
    file = entering.facts.records[event["subject"]].place.split(":")[0]
    entering.place = f"timeline.yaml: {event['code']} ({event['type']} {event['subject']}, {file})"
    VERBS[event["type"]](entering, event)


@contextmanager
def _telling(entering: Entering) -> Iterator[None]:
    """Say of whatever is refused in which file and record it stands."""
    try:
        yield
    except BadInput as bad:
        if ".yaml: " in bad.message:
            raise
        raise BadInput(f"{entering.place}: {bad.message}") from bad
    except Refused as refused:
        raise BadInput(f"{entering.place}: {refused.message}") from refused
    except KeyError as missing:
        name = str(missing.args[0])
        known = name in entering.facts.records
        why = _("%(record)s is not in the register yet") if known else _("“%(record)s” is not known")
        raise BadInput(f"{entering.place}: {why % {'record': name[:60]}}") from missing
    except (AttributeError, TypeError, ValueError, ArithmeticError, DatabaseError) as error:
        why = _("a value has another form than expected (%(why)s)") % {"why": str(error)[:200]}
        raise BadInput(f"{entering.place}: {why}") from error


def _steps(facts: Facts) -> Iterator[Step]:
    """The events in order, with every finding's original target after the events of its day."""
    opened = {event["subject"]: event["date"] for event in facts.events if event["type"] == "finding_opened"}
    targets: list[tuple[date, str, Any]] = []
    for finding in facts.sections["findings"]:
        for node in finding["target_dates"]:
            if not isinstance(node["set_on"], date):
                raise BadInput(
                    _("%(place)s: set_on “%(value)s” is not a day that exists; expected YYYY-MM-DD")
                    % {"place": node.place, "value": str(node["set_on"])[:40]}
                )
            if node["kind"] == "original" and finding["code"] in opened:
                known = max(node["set_on"], opened[finding["code"]])
                targets.append((known, finding["code"], node))
    targets.sort(key=lambda one: (one[0], one[1]))
    for event in facts.events:
        while targets and targets[0][0] < event["date"]:
            day, code, node = targets.pop(0)
            yield day, None, (code, node)
        yield event["date"], event, None
    for day, code, node in targets:
        yield day, None, (code, node)

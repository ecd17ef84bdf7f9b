"""Why a promise or a forecast moved in the month: the line of the register that says it, of each record."""

from __future__ import annotations

from typing import Any

from riskreg.reporting.document import Why
from riskreg.reporting.material import Material
from riskreg.reporting.sections.steps import role_words

# The day that a line of each kind tells.
DAYS = {"milestone": "on", "finding": "set_on", "commitment": "on", "plan": "approved_on"}


def why(material: Material, noun: str, key: int) -> Why | None:
    """The last line of the month that gives a reason, else the last; None where none was added."""
    lines = material.moves.get((noun, key))
    if not lines:
        return None
    last = ([one for one in lines if one.reason] or lines)[-1]
    return Why(last.reason, _who(material, last), getattr(last, DAYS[noun]), last.basis)


def _who(material: Material, line: Any) -> str:
    """A baseline is of who decided it; any other line of the roles in which it was written."""
    decided = material.name("roles", getattr(line, "decided_by_id", None))
    return decided or role_words(line.actor_role)

"""Acts on objectives that risks threaten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from riskreg.access import Actor
from riskreg.models import Objective, Risk, RiskObjective
from riskreg.services import records
from riskreg.services._record import writing


def create(*, risk: Risk, by: Actor, at: datetime, reason: str = "", **values: Any) -> Objective:
    """A new objective, linked with the risk that threatens it."""
    with writing("objective.create", by=by, at=at, reason=reason) as act:
        made: Objective = records.create(Objective, by=by, at=at, reason=reason, **values)
        records.bond(act, RiskObjective, risk=risk, objective=made)
    return made

"""Decisions in the admin: asked here, taken on their own page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from riskreg.access import Actor
from riskreg.admin.base import shown
from riskreg.admin.records import Written
from riskreg.models import Decision
from riskreg.services import decisions


@shown(Decision)
class DecisionAdmin(Written):
    list_display = ("code", "title", "kind", "about", "state", "asked_on", "needed_by", "taken_on")
    search_fields = ("code", "title", "about", "outcome")
    list_filter = ("state", "kind", "basis", "withdrawn")
    date_hierarchy = "asked_on"
    made_by_service = ("code", "about", "asked_on", "basis", "source", "source_section")

    def act_of_creation(self) -> str:
        return "decision.ask"

    def make(self, values: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        return decisions.ask(by=by, at=at, **values)

"""Decisions in the admin: asked and taken back here, proposed and taken on their own page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.admin.base import shown
from riskreg.admin.figures import person
from riskreg.admin.records import Written
from riskreg.models import Decision
from riskreg.services import decisions
from riskreg.templatetags.riskreg_format import NONE
from riskreg.vocabulary import acts
from riskreg.vocabulary.choices import DecisionState


@shown(Decision)
class DecisionAdmin(Written):
    list_display = ("code", "title", "kind", "about", "state", "verdict", "asked_on", "needed_by", "taken_on")
    search_fields = ("code", "title", "about", "outcome")
    list_filter = ("state", "verdict", "kind", "basis", "withdrawn")
    date_hierarchy = "asked_on"
    made_by_service = ("code", "about", "asked_on", "basis", "source", "source_section")
    # A proposal may name risks that the reader may not see; the decision's own page shows it line by line.
    left_out = ("proposal", "proposed_act", "asked_key", "taken_key")

    told = ("proposes", "asked_by_whom", "taken_by_whom")

    @display(description=_("proposes"))
    def proposes(self, decision: Any) -> str:
        return capfirst(acts.label(decision.proposed_act)) if decision.proposed_act else NONE

    @display(description=_("asked by whom"))
    def asked_by_whom(self, decision: Any) -> str:
        return person(decision.asked_key)

    @display(description=_("taken by whom"))
    def taken_by_whom(self, decision: Any) -> str:
        return person(decision.taken_key)

    def act_of_creation(self) -> str:
        return "decision.ask"

    def make(self, values: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        return decisions.ask(by=by, at=at, **values)

    def has_withdraw_permission(self, request: HttpRequest, record: Any) -> bool:
        """What is decided stays."""
        return record.state == DecisionState.ASKED and super().has_withdraw_permission(request, record)

    def act_of_withdrawal(self, record: Any) -> str | None:
        return "decision.withdraw"

    def withdraw(self, record: Any, *, by: Actor, at: datetime, reason: str, rev: int) -> Any:
        return decisions.withdraw(record, by=by, at=at, reason=reason, rev=rev)

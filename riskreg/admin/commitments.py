"""Commitments, their links and reschedules in the admin."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.admin.base import shown
from riskreg.admin.forms import RecordForm
from riskreg.admin.records import BondAdmin, LineAdmin, OwnedAdmin
from riskreg.models import Commitment, CommitmentLink, CommitmentReport, CommitmentReschedule
from riskreg.services import commitments
from riskreg.vocabulary.choices import Precision


class CommitmentForm(RecordForm):
    promised = forms.DateField(label=_("Due"), required=False, widget=AdminDateWidget)
    promised_precision = forms.ChoiceField(
        label=_("Precision of the due date"), choices=Precision.choices, initial=Precision.DAY, required=False
    )


@shown(Commitment)
class CommitmentAdmin(OwnedAdmin):
    form = CommitmentForm
    list_display = ("code", "title", "kind", "status", "due", "first_due", "keeper", "withdrawn")
    search_fields = ("code", "title", "outcome")
    list_filter = ("status", "kind", "basis", "withdrawn")
    date_hierarchy = "due"
    asked_at_creation = ("promised", "promised_precision")

    def make(self, values: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        due, precision = values.pop("promised"), values.pop("promised_precision") or Precision.DAY
        return commitments.make(due=due, due_precision=precision, by=by, at=at, reason=reason, **values)


@shown(CommitmentLink)
class CommitmentLinkAdmin(BondAdmin):
    def act_of_creation(self) -> str:
        return "commitment.link"

    def link(self, ends: dict[str, Any], *, by: Actor, at: datetime, reason: str) -> Any:
        commitment = ends.pop("commitment")
        return commitments.rest_on(commitment, next(iter(ends.values())), by=by, at=at)


@shown(CommitmentReschedule)
class CommitmentRescheduleAdmin(LineAdmin):
    list_display = ("code", "commitment", "previous", "due", "on", "reason")
    search_fields = ("code", "reason")
    date_hierarchy = "on"


@shown(CommitmentReport)
class CommitmentReportAdmin(LineAdmin):
    list_display = ("code", "commitment", "on", "due", "reach", "words")
    search_fields = ("code", "words")
    date_hierarchy = "on"

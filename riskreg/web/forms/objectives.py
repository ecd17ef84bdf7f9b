"""Forms on objectives that risks threaten, and on what happened outside."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.models import Commitment, ContextEvent, Decision, Finding, Milestone, Objective, Plan, Risk
from riskreg.services import objectives, records
from riskreg.vocabulary.choices import Precision
from riskreg.web.forms.base import ActForm, CreateForm, WithdrawForm, editing
from riskreg.web.forms.fields import DayField, PrecisionField, at_the_end, words

COLUMNS = ("name", "kind", "description", "parent")


class Create(CreateForm):
    """An objective, on the risk that threatens it."""

    act, kind, model, slug = "objective.create", Risk, Objective, "new-objective"
    label = _("Add an objective")
    lede = _("A new objective that this risk threatens. One that is there already is linked instead.")
    prefix_of_code = "OBJ-"
    columns = COLUMNS

    reason = words(_("Why"), required=False, rows=2)

    def carry_out(self, *, by: Actor, at: datetime) -> Objective:
        return objectives.create(risk=self.record, by=by, at=at, **self.typed())


Edit = editing(Objective, "objective", COLUMNS)


class Withdraw(WithdrawForm):
    act, kind = "objective.withdraw", Objective


class TellContext(CreateForm):
    """Something that happened outside and explains the record."""

    act, model, slug = "context.create", ContextEvent, "context"
    label = _("Record what happened outside")
    lede = _("An event outside that explains this record: an election, a law, a ruling. It changes nothing by itself.")
    prefix_of_code = records.PREFIXES[ContextEvent]
    columns = ("on", "precision", "text")

    on = DayField(label=_("Happened on"), required=False)
    precision = PrecisionField(unknown=True)
    reason = words(_("Why it is told here"), required=False, rows=2)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["on"] = at_the_end(cleaned.get("on"), cleaned.get("precision", ""))
        if cleaned["on"] is None and cleaned.get("precision") != Precision.UNKNOWN and "on" not in self.errors:
            self.add_error("on", gettext("Give a day, or choose “unknown” as its precision"))
        return cleaned

    def typed(self) -> dict[str, Any]:
        return {**super().typed(), "about": self.record.code}


def telling(of: type[Any]) -> type[ActForm]:
    """Record what happened outside, on records of a kind."""
    return type(f"TellContext{of.__name__}", (TellContext,), {"kind": of, "__doc__": TellContext.__doc__})


class WithdrawContext(WithdrawForm):
    act, kind = "context.withdraw", ContextEvent


FORMS: tuple[type[ActForm], ...] = (
    Create, Edit, Withdraw, *(telling(of) for of in (Risk, Finding, Plan, Milestone, Commitment, Decision)),
    WithdrawContext,
)  # fmt: skip

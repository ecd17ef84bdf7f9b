"""The everyday acts of a month on a record: looked at and unchanged, the month's words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.history.register import Register
from riskreg.models import Confirmation, PeriodNote, ReportingPeriod
from riskreg.services import periods
from riskreg.vocabulary.choices import ConfirmationKind, PeriodState
from riskreg.vocabulary.periods import Month
from riskreg.web.forms.base import ActForm
from riskreg.web.forms.fields import words


def open_months(register: Register, *more: str) -> list[Month]:
    """The months that are open, or in one of these states too, oldest first; the register's own month when none is."""
    rows = register.standing(ReportingPeriod).filter(state__in=(PeriodState.OPEN, *more)).values_list("code", flat=True)
    return sorted(Month.parse(code) for code in rows) or [Month.of(register.on)]


class OfMonth(ActForm):
    """What is said of a record for one open month."""

    is_checked = False
    # The kind of line that it leaves.
    leaves: type[Any]
    # States of a month, beside open, in which it can still be said.
    also: tuple[str, ...] = ()

    month = forms.ChoiceField(label=_("Month"))

    def set_up(self) -> None:
        field: Any = self.fields["month"]
        months = open_months(self.register, *self.also)
        field.choices = [(str(month), capfirst(date_format(month.first, "F Y"))) for month in months]
        field.initial = str(months[0] if self.also else months[-1])

    def said(self, typed: dict[str, Any], *, by: Actor, at: datetime) -> Any:
        """Call the verb with what was typed, beside the month."""
        raise NotImplementedError

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        return self.said(self.typed(), by=by, at=at)

    def trace(self) -> tuple[type[Any], list[int]]:
        mine = self.leaves._base_manager.filter(about=self.record.code).order_by("-id")[:20]
        return self.leaves, list(mine.values_list("id", flat=True))


class Unchanged(OfMonth):
    """That somebody looked, and that nothing is different."""

    act, slug = "period.confirm", "unchanged"
    label = _("Confirm unchanged")
    lede = _("You looked at it this month and it is as it stands. That differs from saying nothing.")
    leaves = Confirmation

    note = words(_("Note"), required=False, rows=2)

    def said(self, typed: dict[str, Any], *, by: Actor, at: datetime) -> Any:
        month = Month.parse(typed["month"])
        return periods.confirm(
            month, self.record, kind=ConfirmationKind.UNCHANGED, note=typed["note"], by=by, at=at
        )  # fmt: skip


class Words(OfMonth):
    """The month's words, which the report of that month prints."""

    act, slug = "period.note", "words"
    label = _("Write the month's words")
    lede = _("The report of the month prints them. Writing again replaces them; the history keeps both.")
    leaves = PeriodNote
    also = (PeriodState.IN_REVIEW,)

    text = words(_("This month"))

    def first_values(self) -> dict[str, Any]:
        month = open_months(self.register, *self.also)[0]
        code = f"{self.record.code}-{month}-N"
        standing = self.register.standing(PeriodNote).filter(code=code).values_list("text", flat=True).first()
        return {"text": standing or ""}

    def said(self, typed: dict[str, Any], *, by: Actor, at: datetime) -> Any:
        return periods.note(Month.parse(typed["month"]), self.record, text=typed["text"], by=by, at=at)


def unchanged(of: type[Any]) -> type[ActForm]:
    """Confirm unchanged, on records of a kind."""
    return type(f"Unchanged{of.__name__}", (Unchanged,), {"kind": of, "__doc__": Unchanged.__doc__})


def month_words(of: type[Any]) -> type[ActForm]:
    """The month's words, on records of a kind."""
    return type(f"Words{of.__name__}", (Words,), {"kind": of, "__doc__": Words.__doc__})

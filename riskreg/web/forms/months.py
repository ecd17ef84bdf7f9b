"""The everyday acts of a month on a record: looked at and unchanged, the month's words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.history.register import Register
from riskreg.models import Confirmation, PeriodNote, ReportingPeriod
from riskreg.services import periods
from riskreg.vocabulary.choices import ConfirmationKind, PeriodState
from riskreg.vocabulary.periods import Month
from riskreg.web.forms.base import ActForm
from riskreg.web.forms.fields import words

# Where the words of a month are written from, and lead back to: its cockpit, the draft of its report.
FROM_COCKPIT, FROM_DRAFT = "cockpit", "draft"
RETURNS = {FROM_COCKPIT: "cockpit", FROM_DRAFT: "report_draft"}


def open_months(register: Register, *more: str) -> list[Month]:
    """The months that are open, or in one of these states too, oldest first; else the one that an update counts for."""
    kept = list(register.standing(ReportingPeriod))
    found = [one.code for one in kept if one.state in (PeriodState.OPEN, *more) and not periods.is_ahead(one)]
    return sorted(Month.parse(code) for code in found) or [periods.counted_in(kept, register.on)]


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
        field.initial = str(months[0])

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

    from_address = ("month", "back")

    text = words(_("This month"))
    # The month and the version of the words that the form was opened with.
    read = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    back = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def set_up(self) -> None:
        super().set_up()
        offered = [code for code, _name in self.fields["month"].choices]  # type: ignore[attr-defined]
        given = str(self.initial.get("month") or "")
        month = given if given in offered else offered[0]
        text, rev = self._standing(month)
        self.initial.update(month=month, text=text, read=f"{month} {rev}")

    def _standing(self, month: str) -> tuple[str, int]:
        """The words of the month as they stand, and their version; 0 for none."""
        rows = self.register.standing(PeriodNote).filter(code=f"{self.record.code}-{month}-N")
        found: tuple[str, int] | None = rows.values_list("text", "rev").first()
        return found or ("", 0)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "month" in cleaned:
            text, rev = self._standing(cleaned["month"])
            read, _space, seen = str(cleaned.get("read") or "").partition(" ")
            cleaned["read"] = int(seen) if read == cleaned["month"] and seen.isascii() and seen.isdigit() else 0
            if cleaned["read"] != rev and text.strip() != str(cleaned.get("text", "")).strip():
                # Sent once more it replaces what it has shown.
                data: Any = self.data.copy()
                data["read"] = f"{cleaned['month']} {rev}"
                self.data = data
                told = gettext(
                    "Words of this month stand here that you had not read: “%(text)s”. Send yours to replace them"
                )
                self.add_error("text", told % {"text": text})
            cleaned["read"] = rev
        return cleaned

    def goes_to(self) -> str:
        month = str(self.data.get("month") or self.initial.get("month") or "")
        offered = {code for code, _name in self.fields["month"].choices}  # type: ignore[attr-defined]
        back = self.data.get("back") if self.is_bound else self.initial.get("back")
        if month not in offered or back not in RETURNS:
            return ""
        return f"{reverse(RETURNS[str(back)], args=[month])}#h-{'words' if back == FROM_COCKPIT else 'plans'}"

    def said(self, typed: dict[str, Any], *, by: Actor, at: datetime) -> Any:
        month = Month.parse(typed["month"])
        return periods.note(month, self.record, text=typed["text"], seen=typed["read"], by=by, at=at)


def unchanged(of: type[Any]) -> type[ActForm]:
    """Confirm unchanged, on records of a kind."""
    return type(f"Unchanged{of.__name__}", (Unchanged,), {"kind": of, "__doc__": Unchanged.__doc__})


def month_words(of: type[Any]) -> type[ActForm]:
    """The month's words, on records of a kind."""
    return type(f"Words{of.__name__}", (Words,), {"kind": of, "__doc__": Words.__doc__})

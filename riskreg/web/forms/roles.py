"""Handing over: one record, or everything that a role owns."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from riskreg import models
from riskreg.access import OWNED, Actor, may
from riskreg.models import Role
from riskreg.services import records
from riskreg.web.forms.base import ActForm
from riskreg.web.forms.fields import DayField, PickField, words

KINDS: dict[str, type[Any]] = {
    "risk": models.Risk, "measure": models.Measure, "finding": models.Finding, "plan": models.Plan,
    "milestone": models.Milestone, "indicator": models.Indicator, "commitment": models.Commitment,
}  # fmt: skip


class HandOver(ActForm):
    """One record to another role."""

    slug = "hand-over"
    label = _("Hand over")
    lede = _("Another role owns it from then on. Who owned it before stays a fact of those days.")
    for_several = True

    to = PickField(Role, label=_("To which role"))
    from_day = DayField(label=_("From"), required=False, help_text=_("Today or an earlier day; empty is today"))
    reason = words(_("Why"))

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        return records.hand_over([self.record], rev=self.cleaned_data["rev"], by=by, at=at, **self.typed())


class HandOverAll(HandOver):
    """Everything open that the role owns, in one act."""

    act, kind, for_several = "plan.hand_over", Role, False
    label = _("Hand over all open items")
    lede = _(
        "Every open risk, measure, finding, plan, milestone, indicator and commitment of this role that you may see "
        "goes to another role; the next page lists them. What is confidential moves only by somebody on its access "
        "list."
    )
    is_main = True
    check_template = "riskreg/roles/hand_over_check.html"

    # What the reader was shown: an item more or less, and the list is shown again.
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def set_up(self) -> None:
        self.items = records.open_items(self.record, self.register.actor)
        if not self.is_bound:
            self.initial["seen"] = self.digest()

    def digest(self) -> str:
        listed = ",".join(f"{item.code}:{item.rev}" for item in self.items)
        return hashlib.sha256(listed.encode()).hexdigest()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        seen = cleaned.pop("seen", "")
        if seen != self.digest():
            data: Any = self.data.copy()
            data["seen"] = self.digest()
            self.data = data
            raise forms.ValidationError(
                gettext("The items of this role changed meanwhile; look at the list again, and continue")
            )
        return cleaned

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        return records.hand_over_all(self.record, by=by, at=at, **self.typed())

    def listed(self) -> list[tuple[str, Any]]:
        """Kind and record of every item, for the page before it is written."""
        return [(capfirst(str(item._meta.verbose_name)), item) for item in self.items]

    def receipt(self, made: Any) -> str:
        count = len(made) if isinstance(made, list) else 0
        words_of = ngettext(
            "%(count)d item is handed over. It stands in the history under your name.",
            "%(count)d items are handed over. It stands in the history under your name.",
            count,
        )
        return words_of % {"count": count} if count else gettext("It was handed over before.")

    @classmethod
    def allowed(cls, actor: Actor, record: Any) -> bool:
        return all(may(actor, f"{noun}.hand_over") for noun in OWNED)


def _handing(noun: str) -> type[ActForm]:
    kind = KINDS[noun]
    return type(
        f"HandOver{kind.__name__}", (HandOver,), {"act": f"{noun}.hand_over", "kind": kind, "__doc__": "To another."}
    )


FORMS: tuple[type[ActForm], ...] = (HandOverAll, *(_handing(noun) for noun in OWNED))

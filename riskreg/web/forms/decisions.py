"""Forms on decisions: ask in words, decide, take back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from riskreg import models
from riskreg.access import Actor
from riskreg.models import Decision
from riskreg.services import decisions, proposals
from riskreg.vocabulary.choices import DecisionState, Verdict
from riskreg.web.forms.anything import AnyField, found_in, made_before, role_field
from riskreg.web.forms.base import ActForm, WithdrawForm
from riskreg.web.forms.fields import DayField, named_choices, words
from riskreg.web.proposals import shown

# What a question in words can be about.
ABOUT: tuple[type[Any], ...] = (
    models.Risk, models.Measure, models.Finding, models.Plan, models.Milestone, models.Indicator, models.Commitment,
)  # fmt: skip


class Ask(ActForm):
    """A question in words; agreeing to it writes nothing else."""

    act, kind, list_url = "decision.ask", Decision, "decisions"
    slug = "new"
    label = _("Ask for a decision")
    lede = _(
        "A question in words. A plan's approval, a rebaseline, a target, an acceptance or a top list is proposed on "
        "its own page: agreeing then carries it out."
    )
    is_creation = True

    title = forms.CharField(label=_("Question"), max_length=200, help_text=_("So that yes or no can be said to it"))
    context = words(_("What management must know"), required=False)
    about = AnyField(*ABOUT, label=_("About"), required=False)
    needed_by = DayField(label=_("Decision needed by"), required=False)

    def set_up(self) -> None:
        self.fields["asked_by"] = role_field(self.register, _("Asked by"), required=False)
        found_in(self)

    def carry_out(self, *, by: Actor, at: datetime) -> Decision:
        return decisions.ask(by=by, at=at, **self.typed())

    def shows(self, made: Any) -> Any:
        return made if isinstance(made, Decision) else made_before(self)

    def trace(self) -> tuple[type[Any], list[int]]:
        mine = Decision.objects.filter(asked_key=self.register.actor.id).order_by("-id")[:20]
        return Decision, list(mine.values_list("id", flat=True))


class _AskAbout(Ask):
    """The same on a record's own page, about that record."""

    slug = "ask"
    list_url = ""
    about = None  # type: ignore[assignment]

    def typed(self) -> dict[str, Any]:
        return {**super().typed(), "about": self.record}


def _asking(kind: type[Any]) -> type[ActForm]:
    return type(f"AskAbout{kind.__name__}", (_AskAbout,), {"kind": kind, "__doc__": "A question about it."})


class Decide(ActForm):
    """Management's word; agreeing to a proposal carries it out in the same act."""

    act, kind, slug = "decision.take", Decision, "decide"
    label = _("Decide")
    is_main = True
    template = "riskreg/decisions/decide_form.html"
    check_template = "riskreg/decisions/decide_check.html"

    verdict = forms.ChoiceField(
        label=_("The proposal is"), widget=forms.RadioSelect,
        choices=named_choices(Verdict),
    )  # fmt: skip
    outcome = words(_("The decision in words"))
    effect = words(_("Effect"), required=False, rows=2, help_text=_("What follows from it, for whom"))

    def set_up(self) -> None:
        self.fields["taken_by"] = role_field(self.register, _("Taken by"), required=True)
        if not self.record.proposed_act:
            del self.fields["verdict"]

    def proposal(self) -> Any:
        """What agreeing carries out, as the reader may see it."""
        return shown(self.register, None, self.record)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(record.state == DecisionState.ASKED)

    def carry_out(self, *, by: Actor, at: datetime) -> Decision:
        typed = {"verdict": "", **self.typed()}
        return proposals.decide(self.record, rev=self.cleaned_data["rev"], by=by, at=at, **typed)


class Withdraw(WithdrawForm):
    act, kind = "decision.withdraw", Decision
    label = _("Take back")
    lede = _("It is no longer asked. It stays in the history.")
    verb = decisions.withdraw

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(record.state == DecisionState.ASKED)


FORMS: tuple[type[ActForm], ...] = (Ask, Decide, Withdraw, *(_asking(kind) for kind in ABOUT))

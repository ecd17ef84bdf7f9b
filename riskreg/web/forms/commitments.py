"""Forms on commitments: make, reschedule, and what became of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.models import Commitment, CommitmentLink, Finding, Milestone, Plan, Risk
from riskreg.services import commitments
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import CommitmentStatus, Precision
from riskreg.web.commitments import Reaches
from riskreg.web.forms.anything import AnyField, found_in
from riskreg.web.forms.base import ActForm, CreateForm, EditForm, WithdrawForm
from riskreg.web.forms.fields import DayField, PrecisionField, at_the_end, words

ENDS = ("made_by", "made_by_unit", "made_to", "made_to_unit")


def _one_each(form: Any, cleaned: dict[str, Any]) -> None:
    """One maker and one receiver, each a party or a unit."""
    for end in ("made_by", "made_to"):
        given = [cleaned.get(end), cleaned.get(f"{end}_unit")]
        if not {end, f"{end}_unit"} & set(form.errors) and given.count(None) != 1:
            form.add_error(end, gettext("Name a party outside or a unit of our own, one of the two"))


def _ends(form: Any) -> None:
    form.fields["made_by"].label = _("Made by: a party")
    form.fields["made_by_unit"].label = _("or made by: a unit")
    form.fields["made_to"].label = _("Made to: a party")
    form.fields["made_to_unit"].label = _("or made to: a unit")
    form.fields["made_precision"] = PrecisionField(label=_("How precise is the day it was made?"))


class Make(CreateForm):
    """A promise to somebody; its first day stays for ever."""

    act, kind, model, list_url = "commitment.create", Commitment, Commitment, "commitments"
    label = _("New commitment")
    is_main = True
    prefix_of_code = "CMT-"
    columns = ("title", "kind", *ENDS, "keeper", "made_on", "made_precision")

    due = DayField(label=_("Promised for"), required=False)
    due_precision = PrecisionField(label=_("How precise is the promised day?"), unknown=True)
    reason = words(_("Why it is recorded"), required=False, rows=2)

    def shape(self) -> None:
        _ends(self)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        _one_each(self, cleaned)
        return _promised(self, cleaned, "due", "due_precision")

    def carry_out(self, *, by: Actor, at: datetime) -> Commitment:
        return commitments.make(by=by, at=at, **self.typed())


def _promised(form: Any, cleaned: dict[str, Any], name: str, precision: str) -> dict[str, Any]:
    """The last day of what was promised; no day only when it is said to be unknown."""
    cleaned[name] = at_the_end(cleaned.get(name), cleaned.get(precision, ""))
    if cleaned[name] is None and cleaned.get(precision) != Precision.UNKNOWN and name not in form.errors:
        form.add_error(name, gettext("Give a day, or choose “unknown” as its precision"))
    return cleaned


class Edit(EditForm):
    """Its words and who made it to whom; the promised day moves by rescheduling."""

    act, kind, model = "commitment.edit", Commitment, Commitment
    columns = ("title", "kind", *ENDS, "made_on", "made_precision")

    def shape(self) -> None:
        _ends(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        _one_each(self, cleaned)
        return cleaned


class Withdraw(WithdrawForm):
    act, kind = "commitment.withdraw", Commitment


class Reschedule(ActForm):
    """Another day."""

    act, kind, slug = "commitment.reschedule", Commitment, "reschedule"
    label = _("Reschedule")
    lede = _("The days promised before stay, each on its own line. What was missed stays missed.")
    is_main = True
    verb = commitments.reschedule

    to = DayField(label=_("Promised for"), required=False)
    precision = PrecisionField(unknown=True)
    reason = words(_("Why, and where it was told"))

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(record.status != CommitmentStatus.MET)

    def clean(self) -> dict[str, Any]:
        return _promised(self, super().clean() or {}, "to", "precision")


class Fulfil(ActForm):
    act, kind, slug = "commitment.fulfil", Commitment, "fulfil"
    label = _("Met")
    lede = _("Done as promised.")
    is_main = True
    verb = commitments.fulfil
    status: Any = CommitmentStatus.MET

    outcome = words(_("What was done, and where it can be seen"))
    on = DayField(label=_("Met on"), required=False, help_text=_("For example 5-2-2027; empty is today"))

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(record.status != cls.status)


class Partly(Fulfil):
    act, slug = "commitment.partly", "partly"
    label = _("Partly met")
    lede = _("Done in part; say what is left.")
    is_main = False
    verb = commitments.meet_partly
    status = CommitmentStatus.PARTLY_MET
    on = None  # type: ignore[assignment]

    outcome = words(_("What was done, and what is left"))


class Miss(Partly):
    act, slug = "commitment.miss", "miss"
    label = _("Missed")
    lede = _("Not done by the promised day.")
    verb = commitments.miss
    status = CommitmentStatus.MISSED

    outcome = words(_("What happened"))


class LoseSight(Partly):
    act, slug = "commitment.lose_sight", "lose-sight"
    label = _("Lost from sight")
    lede = _("What became of it is not known.")
    verb = commitments.lose_sight
    status = CommitmentStatus.UNKNOWN

    outcome = words(_("What was looked for"))


class Report(ActForm):
    """That its day will not be met, told to whom it was promised."""

    act, kind, slug = "commitment.report", Commitment, "report"
    label = _("Report the delay")
    lede = _("Written down here: how and to whom it was told. The promise stays; another day is promised apart.")

    words = words(_("How it was reported, and to whom"))
    on = DayField(label=_("Reported on"), required=False, help_text=_("For example 5-2-2027; empty is today"))

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(record.status == CommitmentStatus.OPEN and record.due is not None)

    def set_up(self) -> None:
        found = Reaches(self.register, [self.record.id]).report_now([self.record])
        self.reach = found[0].reach if found else None
        self.fields["words"].help_text = (
            gettext("Promised for %(due)s, now expected on %(reach)s.")
            % {
                "due": dates.show(self.record.due, self.record.due_precision),
                "reach": dates.show(self.reach),
            }
            if self.reach
            else gettext("It is expected on its promised day; there is no delay to report.")
        )

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        told = {"words": self.cleaned_data["words"], "on": self.cleaned_data["on"], "rev": self.cleaned_data["rev"]}
        return commitments.report(self.record, reach=self.reach, by=by, at=at, **told)


class RestOn(ActForm):
    """What it depends on: when that ends later than promised, it is to be reported."""

    act, kind, slug = "commitment.link", Commitment, "rest-on"
    label = _("Link what it rests on")
    lede = _("When what it rests on ends later than promised, it stands under “to be reported now” the same day.")

    rests_on = AnyField(Milestone, Plan, Finding, Risk, label=_("Milestone, plan, finding or risk"))
    reason = words(_("Why"), required=False, rows=2)

    def set_up(self) -> None:
        found_in(self)

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        told = {"rev": self.cleaned_data["rev"], "reason": self.cleaned_data["reason"]}
        return commitments.rest_on(self.record, self.cleaned_data["rests_on"], by=by, at=at, **told)


class RestNoMore(ActForm):
    act, kind, slug = "commitment.link", Commitment, "rest-no-more"
    needs = ("links",)
    label = _("Take a link away")

    link = forms.TypedChoiceField(label=_("No longer rests on"), coerce=int)
    reason = words(_("Why it is taken away"), rows=2)

    def set_up(self) -> None:
        ends = ("risk", "finding", "plan", "milestone")
        ties = self.register.standing(CommitmentLink).filter(commitment_id=self.record.id)
        shown = [
            (one.pk, str(other))
            for one in self.register.attach(ties, *ends)
            if (other := next((getattr(one, end) for end in ends if getattr(one, end) is not None), None)) is not None
        ]
        field: Any = self.fields["link"]
        field.choices = shown

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        tie = CommitmentLink.objects.get(pk=self.cleaned_data["link"])
        told = {"rev": self.cleaned_data["rev"], "reason": self.cleaned_data["reason"]}
        return commitments.no_longer_rest_on(self.record, tie, by=by, at=at, **told)


FORMS: tuple[type[ActForm], ...] = (
    Make, Fulfil, Reschedule, Report, Partly, Miss, LoseSight, RestOn, RestNoMore, Edit, Withdraw,
)  # fmt: skip

"""Forms on findings: record, rate, promise, report solved, confirm or return, close, supersede, accept."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskreg import access
from riskreg.access import Actor
from riskreg.models import (
    AuditReport,
    Finding,
    FindingPlan,
    FindingRating,
    FindingSender,
    FindingTarget,
    Party,
    Plan,
    RatingLevel,
    Unit,
)
from riskreg.services import findings, targets
from riskreg.vocabulary.choices import FollowUp, Precision, RoundOutcome
from riskreg.web.forms import months
from riskreg.web.forms.base import ActForm, CreateForm, EditForm, WithdrawForm
from riskreg.web.forms.fields import DayField, PickField, PrecisionField, WholeField, at_the_end, words

# What a round may say; the states that only a verb gives are not among them.
OUTCOMES = [
    (one.value, one.label)
    for one in (
        RoundOutcome.ESTABLISHED, RoundOutcome.IN_PROGRESS, RoundOutcome.MAINTAINED, RoundOutcome.RE_CHECKED,
        RoundOutcome.SOLVED, RoundOutcome.REOPENED, RoundOutcome.ANNOUNCED, RoundOutcome.UNKNOWN,
    )
]  # fmt: skip


class _ByScale(ModelChoiceIterator):
    """Ratings under the name of their scale."""

    def __iter__(self) -> Any:
        yield "", self.field.empty_label
        for scale, levels in groupby(self.queryset, key=lambda level: level.scale):
            yield scale.name, [self.choice(level) for level in levels]


class RatingField(forms.ModelChoiceField):
    """A rating of an auditor's own scale, or none given."""

    iterator = _ByScale

    def __init__(self, **kwargs: Any) -> None:
        rows = RatingLevel.objects.standing().select_related("scale").order_by("scale__code", "severity", "code")
        kwargs = {"queryset": rows, "label": gettext_lazy("Rating"), "required": False, **kwargs}
        super().__init__(empty_label=gettext_lazy("None given"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


def year_field() -> WholeField:
    return WholeField(
        label=gettext_lazy("Audit year"), min_value=1990, max_value=2100,
        widget=forms.NumberInput(attrs={"class": "w-number"}),
    )  # fmt: skip


class RoundFields(ActForm):
    """What one audit round says; the day is the last one of its month, quarter or year."""

    audit_year = year_field()
    outcome = forms.ChoiceField(label=gettext_lazy("What the round says"), choices=OUTCOMES)
    rating = RatingField(help_text=gettext_lazy("Of this auditor's own scale; scales are never compared by number"))
    follow_up = forms.ChoiceField(
        label=gettext_lazy("Degree of follow-up"), required=False, choices=[("", "–"), *FollowUp.choices]
    )
    on = DayField(label=gettext_lazy("Day of the round"))
    on_precision = PrecisionField()
    text = words(gettext_lazy("In the auditor's words"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("on") and cleaned["on"] > self.register.on:
            self.add_error("on", _("%(day)s has not come yet") % {"day": cleaned["on"].isoformat()})
        cleaned["on"] = at_the_end(cleaned.get("on"), cleaned.get("on_precision", ""))
        return cleaned


ROUND = tuple(RoundFields.base_fields.keys() - {"rev", "once"})


class Open(RoundFields, CreateForm):
    """A finding with who raised it and its first audit round."""

    act, kind, model, list_url = "finding.create", Finding, Finding, "findings"
    label = gettext_lazy("New finding")
    lede = gettext_lazy("With who raised it and what the first audit round says; that gives its first state.")
    is_main = True
    prefix_of_code = "FND-"
    columns = ("title", "description", "kind", "scale", "owner", "note")

    sender = PickField(Party, label=gettext_lazy("Raised by, a party outside"), required=False)
    sender_unit = PickField(Unit, label=gettext_lazy("Raised by, a unit of our own"), required=False)
    report = PickField(AuditReport, label=gettext_lazy("Audit report"), required=False)
    reason = words(gettext_lazy("Why it is recorded"), required=False, rows=2)

    field_order = ("sender", "sender_unit", "report", *RoundFields.base_fields, "reason")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not {"sender", "sender_unit"} & self.errors.keys() and not (
            cleaned.get("sender") or cleaned.get("sender_unit")
        ):
            self.add_error("sender", _("Say who raised it: a party outside, or a unit of our own below"))
        return cleaned

    def carry_out(self, *, by: Actor, at: datetime) -> Finding:
        typed = self.typed()
        first = {name: typed.pop(name) for name in ("report", *ROUND)}
        senders = [sender for name in ("sender", "sender_unit") if (sender := typed.pop(name)) is not None]
        return findings.open_finding(first_round=first, senders=senders, by=by, at=at, **typed)


class Edit(EditForm):
    """The finding's own words; its rating, target and state follow from other acts."""

    act, kind, model = "finding.edit", Finding, Finding
    columns = ("title", "description", "kind", "owner", "note")


class Withdraw(WithdrawForm):
    act, kind = "finding.withdraw", Finding


class Rate(RoundFields):
    """One audit round."""

    act, kind, slug = "finding.rate", Finding, "rate"
    label = gettext_lazy("Record an audit round")
    lede = gettext_lazy(
        "One line a round: the auditor's rating, what the round says and how far the advice was followed."
    )
    verb = findings.rate

    report = PickField(AuditReport, label=gettext_lazy("Audit report"), required=False)
    reason = words(gettext_lazy("Why"), required=False, rows=2)

    field_order = ("report",)

    def set_up(self) -> None:
        field: Any = self.fields["rating"]
        field.queryset = field.queryset.filter(scale_id=self.record.scale_id)
        ask_for_report(self)

    def trace(self) -> tuple[type[Any], list[int]]:
        return _lines(FindingRating, self.record)


def ask_for_report(form: ActForm) -> None:
    """Who acts on an outside auditor's word names the published report."""
    if access.published_only(form.register.actor, form.act):
        form.fields["report"].required = True
        form.fields["report"].help_text = _(
            "A published one that says so; type its code, or words of its title. Without it an auditor does this."
        )


def _lines(kind: type[Any], finding: Finding) -> tuple[type[Any], list[int]]:
    """The finding's own lines or ties, in which a form that was sent before has left its mark."""
    mine = kind._base_manager.filter(finding_id=finding.pk)
    return kind, list(mine.values_list("id", flat=True))


class Propose(ActForm):
    """A final target, for management to decide."""

    act, kind, slug = "finding.retarget", Finding, "target"
    label = gettext_lazy("Propose a target")
    is_proposal = True
    verb = targets.propose_target

    target = DayField(label=gettext_lazy("Solved by"), required=False)
    precision = PrecisionField(unknown=True)
    reason = words(gettext_lazy("Why this day"))
    needed_by = DayField(label=gettext_lazy("Decision needed by"), required=False)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.state in findings.UNSOLVED

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["target"] = at_the_end(cleaned.get("target"), cleaned.get("precision", ""))
        if cleaned["target"] is None and cleaned.get("precision") != Precision.UNKNOWN and "target" not in self.errors:
            self.add_error("target", _("Give a day, or choose “unknown” as its precision"))
        return cleaned


class SetInterim(Propose):
    """A goal on the way, which needs no decision."""

    act, slug = "finding.interim", "interim-goal"
    label = gettext_lazy("Set an interim goal")
    lede = gettext_lazy("A goal on the way to the target. It moves no promise and needs no decision.")
    is_proposal = False
    needed_by = None  # type: ignore[assignment]
    verb = targets.set_interim

    target = DayField(label=gettext_lazy("Interim goal by"))
    precision = PrecisionField()

    def trace(self) -> tuple[type[Any], list[int]]:
        return _lines(FindingTarget, self.record)


class AddSender(ActForm):
    """Findings can have several senders."""

    act, kind, slug = "finding.link", Finding, "sender"
    label = gettext_lazy("Add who raised it")
    verb = findings.add_sender

    sender = PickField(Party, label=gettext_lazy("A party outside"), required=False)
    sender_unit = PickField(Unit, label=gettext_lazy("A unit of our own"), required=False)
    reason = words(gettext_lazy("Why"), required=False, rows=2)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        named = [one for name in ("sender", "sender_unit") if (one := cleaned.pop(name, None)) is not None]
        if not {"sender", "sender_unit"} & self.errors.keys():
            if len(named) != 1:
                self.add_error("sender", _("Name one: a party outside, or a unit of our own"))
            else:
                cleaned["sender"] = named[0]
        return cleaned

    def trace(self) -> tuple[type[Any], list[int]]:
        return _lines(FindingSender, self.record)


class Answer(ActForm):
    """Which plan answers it."""

    act, kind, slug, for_several = "finding.link", Finding, "answer", True
    label = gettext_lazy("Link a plan")
    lede = gettext_lazy("A plan that is approved already takes the finding into remediation at once.")
    verb = findings.answer_with

    plan = PickField(Plan, label=gettext_lazy("Improvement plan"))
    reason = words(gettext_lazy("Why"), required=False, rows=2)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.state in findings.OPEN

    def trace(self) -> tuple[type[Any], list[int]]:
        return _lines(FindingPlan, self.record)


class StopAnswering(ActForm):
    """A plan that answers it no longer."""

    act, kind, slug = "finding.link", Finding, "unlink-plan"
    needs = ("plans",)
    label = gettext_lazy("Take a plan's link away")
    lede = gettext_lazy("The link stays in the history and on past days.")
    verb = findings.stop_answering

    plan = forms.ModelChoiceField(queryset=Plan.objects.none(), label=gettext_lazy("Improvement plan"))
    reason = words(gettext_lazy("Why"), rows=2)

    def set_up(self) -> None:
        linked = self.register.ties(FindingPlan, "finding", "plan", [self.record.pk]).get(self.record.pk, [])
        field: Any = self.fields["plan"]
        field.queryset = Plan.objects.filter(pk__in=[plan.pk for plan in linked]).order_by("code")

    def trace(self) -> tuple[type[Any], list[int]]:
        return _lines(FindingPlan, self.record)


class ReportSolved(ActForm):
    """The line's word, with evidence."""

    act, kind, slug = "finding.report_solved", Finding, "report-solved"
    label = gettext_lazy("Report solved")
    is_main = True
    verb = findings.report_solved

    reason = words(gettext_lazy("What was done, and how it shows"))
    on = DayField(label=gettext_lazy("Solved on"), required=False)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.state in findings.FROM["report_solved"]

    @property
    def lede(self) -> Any:  # type: ignore[override]
        return format_html(
            '{} <a href="{}">{}</a> {} <a href="{}">{}</a>.',
            _("An auditor, another person, confirms or returns it. It needs evidence:"),
            reverse("finding-add-file", args=[self.record.code]), _("add a file"), _("or"),
            reverse("finding-add-link", args=[self.record.code]), _("add a link"),
        )  # fmt: skip


class Confirm(ActForm):
    """The auditor's key."""

    act, kind, slug = "finding.confirm", Finding, "confirm"
    label = gettext_lazy("Confirm")
    lede = gettext_lazy("You have seen that it is solved. Nobody confirms what they reported, own or edited since.")
    is_main = True
    verb = findings.confirm

    reason = words(gettext_lazy("What you saw"))
    report = PickField(AuditReport, label=gettext_lazy("Audit report that says so"), required=False)
    on = DayField(label=gettext_lazy("Confirmed on"), required=False)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.state in findings.FROM["confirm"]

    def set_up(self) -> None:
        ask_for_report(self)


class Return(Confirm):
    """Not solved yet."""

    act, slug = "finding.return", "return"
    label = gettext_lazy("Return")
    lede = gettext_lazy("It goes back to in remediation, with what is missing.")
    verb = findings.send_back
    on = None  # type: ignore[assignment]

    reason = words(gettext_lazy("What is missing"))


class Close(ActForm):
    act, kind, slug = "finding.close", Finding, "close"
    label = gettext_lazy("Close")
    lede = gettext_lazy("Confirmed findings are closed in the register; everything stays readable.")
    is_main = True
    verb = findings.close

    reason = words(gettext_lazy("Why"), required=False)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.state in findings.FROM["close"]


class Supersede(ActForm):
    act, kind, slug = "finding.supersede", Finding, "supersede"
    label = gettext_lazy("Supersede")
    lede = gettext_lazy("A newer finding takes it over. Its plans and milestones stay as they are.")
    verb = findings.supersede

    successor = PickField(Finding, label=gettext_lazy("Goes on as"))
    reason = words(gettext_lazy("Why"))

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.state in findings.FROM["supersede"]


class Accept(ActForm):
    """Living with it, for management to decide."""

    act, kind, slug = "finding.accept", Finding, "accept"
    label = gettext_lazy("Propose to accept")
    lede = gettext_lazy("An accepted finding stays in every total.")
    is_proposal = True
    verb = findings.propose_acceptance

    reason = words(gettext_lazy("Why it can be lived with"))
    needed_by = DayField(label=gettext_lazy("Decision needed by"), required=False)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.state in findings.FROM["accept"]


FORMS: tuple[type[ActForm], ...] = (
    Open, ReportSolved, Confirm, Return, Close, Rate, Propose, SetInterim, Answer, StopAnswering, AddSender, Accept,
    Supersede, months.month_words(Finding), Edit, Withdraw,
)  # fmt: skip

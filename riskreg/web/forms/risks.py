"""Forms on risks: create and edit, assess, accept, watch, reword, link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.models import AssessmentCycle, Finding, Indicator, Measure, Objective, Plan, Risk, RiskAssessment
from riskreg.services import records, risks
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import scoring
from riskreg.vocabulary.choices import AssessmentKind, Impact, Likelihood, RiskState
from riskreg.web.forms.base import ActForm, CreateForm, EditForm, WithdrawForm
from riskreg.web.forms.fields import DayField, PickField, named_choices, words
from riskreg.web.forms.months import month_words, unchanged

COLUMNS = (
    "title", "category", "state", "cause", "event", "consequence", "unit", "owner", "appetite", "response",
    "predecessor", "note",
)  # fmt: skip
NOT_ASSESSED = "none"


def _shape(fields: dict[str, Any], *states: str) -> None:
    """What the two forms over a risk's own words have in common."""
    fields["state"].choices = [(one, label) for one, label in RiskState.choices if one in states]
    fields["unit"].required = False
    fields["appetite"].help_text = _("The highest score that is accepted: averse 6, low 9, moderate 12, open 25")
    fields["predecessor"].help_text = _("The risk that this one goes on from, when it was split or said anew")


class Create(CreateForm):
    """A risk in its own words; its score is a later act."""

    act, kind, model, list_url = "risk.create", Risk, Risk, "risks"
    label = _("New risk")
    lede = _("It has no score until somebody assesses it; not assessed is not low.")
    is_main = True
    prefix_of_code = records.PREFIXES[Risk]
    columns = COLUMNS

    reason = words(_("Why it is recorded"), required=False, rows=2)

    def shape(self) -> None:
        _shape(self.fields, RiskState.DRAFT, RiskState.OPEN)


class Edit(EditForm):
    """The risk's own words; scores, top list, monitoring and acceptance follow from other acts."""

    act, kind, model = "risk.edit", Risk, Risk
    columns = (*COLUMNS, "confidential")

    def shape(self) -> None:
        kept = [self.record.state] if self.record.state == RiskState.MONITORED else []
        _shape(self.fields, RiskState.DRAFT, RiskState.OPEN, *kept, RiskState.CLOSED)
        self.fields["confidential"].help_text = _(
            "Only who is on the risk's access list sees it then, with its measures and everything that hangs on it. "
            "The administrator keeps that list; you must be on it yourself."
        )


class Withdraw(WithdrawForm):
    act, kind = "risk.withdraw", Risk


def _levels(scale: Any) -> list[tuple[str, Any]]:
    """Nothing is chosen beforehand: a score that nobody gave is not a low one."""
    return [
        ("", _("Choose")),
        (NOT_ASSESSED, _("Not assessed")),
        *((str(value), f"{value} {label}") for value, label in scale.choices),
    ]


class Assess(ActForm):
    """One dated, reasoned judgement."""

    act, kind, slug = "risk.assess", Risk, "assess"
    label = _("Assess")
    lede = _("One judgement of likelihood and impact, with the day and the reason. Earlier ones stay.")
    is_main = True
    verb = risks.assess

    point = forms.ChoiceField(
        label=_("What is judged"), choices=named_choices(AssessmentKind),
        initial=AssessmentKind.CURRENT.value, widget=forms.RadioSelect,
    )  # fmt: skip
    likelihood = forms.ChoiceField(label=_("Likelihood"))
    impact = forms.ChoiceField(label=_("Impact"))
    on = DayField(label=_("Assessed on"))
    cycle = PickField(AssessmentCycle, label=_("Assessment cycle"), required=False)
    reason = words(_("Why this score"))

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.state != RiskState.CLOSED

    def first_values(self) -> dict[str, Any]:
        return {"on": self.register.on}

    def set_up(self) -> None:
        point: Any = self.fields["point"]
        point.choices = [(one.value, self._now(one)) for one in AssessmentKind]
        for name, scale in (("likelihood", Likelihood), ("impact", Impact)):
            field: Any = self.fields[name]
            field.choices = _levels(scale)

    def _now(self, kind: AssessmentKind) -> str:
        """The point, and what stands there now."""
        held = [getattr(self.record, column) for column in risks.COLUMNS[kind]]
        now = residual(*held) if None not in held else gettext("not assessed")
        return gettext("%(point)s, now: %(score)s") % {"point": capfirst(str(kind.label)), "score": now}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("likelihood", "impact"):
            value = cleaned.get(name)
            if value:
                cleaned[name] = None if value == NOT_ASSESSED else int(value)
        return cleaned

    def typed(self) -> dict[str, Any]:
        typed = super().typed()
        point = typed.pop("point")
        return {**typed, "kind": point}

    def trace(self) -> tuple[type[Any], list[int]]:
        mine = RiskAssessment.objects.filter(risk_id=self.record.pk)
        return RiskAssessment, list(mine.values_list("id", flat=True))


def residual(likelihood: int, impact: int) -> str:
    """A score in words: 12, high (likelihood 3, impact 4)."""
    score = scoring.score(likelihood, impact)
    return gettext("%(score)d, %(band)s (likelihood %(likelihood)d, impact %(impact)d)") % {
        "score": score,
        "band": str(show.band(scoring.band_of(score))).lower(),
        "likelihood": likelihood,
        "impact": impact,
    }


class Accept(ActForm):
    """Living with the risk at its residual, until a day; management decides."""

    act, kind, slug = "risk.accept", Risk, "accept"
    label = _("Propose to accept")
    lede = _("An acceptance ends on its day, and goes stale when the score changes. The risk stays in every total.")
    is_proposal = True
    verb = risks.propose_acceptance

    until = DayField(label=_("Accepted until"))
    reason = words(_("Why it can be lived with"))
    needed_by = DayField(label=_("Decision needed by"), required=False)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.likelihood is not None and record.state != RiskState.CLOSED

    def set_up(self) -> None:
        if self.record.likelihood is not None:
            self.fields["until"].help_text = _("At the score of now: %(score)s. For example 5-2-2027") % {
                "score": residual(self.record.likelihood, self.record.impact)
            }


class Monitor(ActForm):
    """Watched, no longer acted on."""

    act, kind, slug = "risk.monitor", Risk, "monitor"
    label = _("Put under monitoring")
    lede = _("It is watched and no longer acted on. Editing its state opens it again.")
    verb = risks.put_under_monitoring

    reason = words(_("Why watching is enough"))

    @classmethod
    def applies(cls, record: Any) -> bool:
        return record.state == RiskState.OPEN


class Reword(ActForm):
    """The same risk in other words."""

    act, kind, slug = "risk.reword", Risk, "reword"
    label = _("Reword")
    lede = _("The same risk in other words: its code, score and history stay. A different risk gets a code of its own.")
    verb = risks.reword

    title = forms.CharField(label=_("New title"), max_length=200)
    reason = words(_("Why other words"))

    def first_values(self) -> dict[str, Any]:
        return {"title": self.record.title}


class Link(ActForm):
    """What the risk hangs together with."""

    act, kind, slug, for_several = "risk.link", Risk, "link", True
    label = _("Link")
    lede = _("Fill in one or more. Commitments are linked from their own page.")

    finding = PickField(Finding, label=_("Finding"), required=False)
    plan = PickField(Plan, label=_("Improvement plan"), required=False)
    measure = PickField(Measure, label=_("Measure"), required=False)
    objective = PickField(Objective, label=_("Objective that it threatens"), required=False)
    indicator = PickField(Indicator, label=_("Indicator"), required=False)
    reason = words(_("Why"), required=False, rows=2)

    ENDS = ("finding", "plan", "measure", "objective", "indicator")

    def others(self) -> list[Any]:
        return [self.cleaned_data[name] for name in self.ENDS if self.cleaned_data.get(name) is not None]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.others():
            raise forms.ValidationError(gettext("Name at least one record that the risk is linked with"))
        return cleaned

    def carry_out(self, *, by: Actor, at: datetime) -> list[Any]:
        rev, reason = self.cleaned_data["rev"], self.cleaned_data["reason"]
        return risks.link(self.record, others=self.others(), reason=reason, rev=rev, by=by, at=at)

    def trace(self) -> tuple[type[Any], list[int]]:
        bond, _end = risks.LINKS[type(self.others()[0])]
        return bond, list(bond.objects.filter(risk_id=self.record.pk).values_list("id", flat=True))


class Unlink(ActForm):
    """Take a link away."""

    act, kind, slug = "risk.link", Risk, "unlink"
    needs = ("measures", "findings", "plans", "indicators", "objectives")
    label = _("Take a link away")
    lede = _("Both records stay; on past days the link stays too.")

    bond = forms.ChoiceField(label=_("Link"), widget=forms.RadioSelect)
    reason = words(_("Why it is taken away"))

    def set_up(self) -> None:
        field: Any = self.fields["bond"]
        field.choices = [(code, label) for code, (_bond, label) in self.bonds().items()]
        if not field.choices:
            field.help_text = gettext("%(code)s is linked with nothing") % {"code": self.record.code}

    def bonds(self) -> dict[str, tuple[Any, str]]:
        """Code of a link -> the link, and what stands at its other end, as far as the reader may see it."""
        found = {}
        for kind, (bond, end) in risks.LINKS.items():
            rows = self.register.standing(bond).filter(risk_id=self.record.pk)
            for row in self.register.attach(rows, end):
                other = getattr(row, end)
                if other is not None:
                    word = capfirst(str(kind._meta.verbose_name))
                    found[row.code] = (row, f"{word} {other.code} {getattr(other, 'title', '') or other.name}")
        return found

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        typed = self.cleaned_data
        bond, _label = self.bonds()[typed["bond"]]
        return risks.unlink(self.record, bond=bond, reason=typed["reason"], rev=typed["rev"], by=by, at=at)

    def trace(self) -> tuple[type[Any], list[int]]:
        code = self.data.get("bond", "")
        for bond, _end in risks.LINKS.values():
            ids = list(bond.objects.filter(risk_id=self.record.pk, code=code).values_list("id", flat=True))
            if ids:
                return bond, ids
        return super().trace()


FORMS: tuple[type[ActForm], ...] = (
    Create, Assess, unchanged(Risk), month_words(Risk), Accept, Monitor, Reword, Edit, Link, Unlink, Withdraw,
)  # fmt: skip

"""What comes back on a month's update: the risk officer's question, the owner's answer, why a contradiction stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.insight.month_rows import MonthRows
from riskreg.insight.watermelon import contradictions
from riskreg.models import Indicator, Measure, Milestone, Risk, UpdateQuestion
from riskreg.services import explanations, questions
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.periods import Month
from riskreg.web.forms.anything import MonthField
from riskreg.web.forms.base import ActForm
from riskreg.web.forms.fields import words
from riskreg.web.forms.months import FROM_COCKPIT

LONGEST = 2000


class OfUpdate(ActForm):
    """Something about a record's update of one month; opened from the cockpit it leads back there."""

    is_checked = False
    from_address = ("month", "back")
    # The part of the cockpit that shows what it leaves.
    part = "questions"

    month = MonthField()
    back = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def set_up(self) -> None:
        field: Any = self.fields["month"]
        field.fill(self.register, PeriodState.IN_REVIEW)
        if len(field.choices) == 1:
            field.widget = forms.HiddenInput()

    def given(self, name: str) -> str:
        """What was typed in a field, or stood in the address; blank for neither."""
        value = self.data.get(name) if self.is_bound else self.initial.get(name)
        return str(value or "")

    def goes_to(self) -> str:
        months = {code for code, _words in self.fields["month"].choices}  # type: ignore[attr-defined]
        if self.given("back") != FROM_COCKPIT or self.given("month") not in months:
            return ""
        return f"{reverse('cockpit', args=[self.given('month')])}#h-{self.part}"


class Return(OfUpdate):
    """Back to its owner, with a question."""

    act, slug = "update.return", "question"
    label = _("Return with a question")
    lede = _("The update stays as it is and is in question until it is answered. The owner gets a mail.")

    question = words(_("What do you want to know?"), longest=LONGEST)

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        month, rows = self.cleaned_data["month"], MonthRows(self.register, self.cleaned_data["month"])
        is_due = any(one.record.code == self.record.code for one in rows.due)
        told = {"question": self.cleaned_data["question"], "rev": self.cleaned_data["rev"]}
        return questions.ask(month, self.record, is_due=is_due, by=by, at=at, **told)


class Answer(OfUpdate):
    """The answer under the question; both are kept."""

    act, slug = "update.answer", "answer"
    label = _("Answer the question")
    is_main = True

    asked = forms.TypedChoiceField(label=_("Question"), coerce=int)
    text = words(_("Answer"), longest=LONGEST)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(open_questions(record))

    def set_up(self) -> None:
        del self.fields["month"]
        field: Any = self.fields["asked"]
        field.choices = [(one.pk, one.question) for one in open_questions(self.record)]
        if len(field.choices) == 1:
            field.widget = forms.HiddenInput()
            field.initial = field.choices[0][0]
            self.fields["text"].help_text = gettext("Asked: “%(question)s”") % {"question": field.choices[0][1]}

    def goes_to(self) -> str:
        return ""

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        one = UpdateQuestion.objects.select_related("period").get(pk=self.cleaned_data["asked"])
        return questions.answer(one, text=self.cleaned_data["text"], by=by, at=at)


def open_questions(record: Any) -> list[UpdateQuestion]:
    """The questions about the record that wait for an answer. One query, once a record."""
    if "_open_questions" not in record.__dict__:
        rows = UpdateQuestion.objects.standing().filter(about=record.code, answer="").order_by("code")
        record.__dict__["_open_questions"] = list(rows)
    found: list[UpdateQuestion] = record.__dict__["_open_questions"]
    return found


class Explain(OfUpdate):
    """Why two things that do not fit stand as they are."""

    act, slug = "update.explain", "explain"
    label = _("Explain a contradiction")
    lede = _("What was claimed does not change. The reason stands under the contradiction, and counts as explained.")
    from_address = ("month", "back", "rule")
    part = "contradictions"

    rule = forms.ChoiceField(label=_("What contradicts"), widget=forms.RadioSelect)
    text = words(_("Why it stands as it is"), longest=LONGEST)

    def set_up(self) -> None:
        super().set_up()
        field: Any = self.fields["rule"]
        rows = MonthRows(self.register, self._month())
        found = [one for one in contradictions(rows) if self._is_mine(one)]
        # Rule -> the words with which it was explained in the month, of whatever claim.
        self.earlier = {one.rule: one.text for one in rows.words["explanations"] if one.about == self.record.code}
        field.choices = [(one.rule.key, one.words) for one in found]
        if not found:
            field.help_text = gettext("Nothing in it contradicts itself this month.")
        standing = self.standing = {one.rule.key: one.explanation.text for one in found if one.is_explained}
        field.initial = next(iter(dict(field.choices)), "")
        chosen = self.given("rule") or field.initial
        self.fields["text"].initial = standing.get(chosen, "")
        if chosen in self.earlier and chosen not in standing:
            told = gettext("An earlier claim was explained with “%(text)s”; say why this one stands")
            self.fields["text"].help_text = told % {"text": self.earlier[chosen]}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        again = self.earlier.get(cleaned.get("rule", ""))
        if again is not None and again == cleaned.get("text") and cleaned["rule"] not in self.standing:
            self.add_error(
                "text", gettext("These words stand already, of an earlier claim; say what holds for this one")
            )
        return cleaned

    def _month(self) -> Month:
        offered = [code for code, _words in self.fields["month"].choices]  # type: ignore[attr-defined]
        given = self.given("month")
        first = offered[0] if offered else str(Month.of(self.register.on))
        return Month.parse(given if given in offered else first)

    def _is_mine(self, one: Any) -> bool:
        return bool(one.record.code == self.record.code)

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        told = {name: self.cleaned_data[name] for name in ("rule", "text", "rev")}
        return explanations.explain(self.cleaned_data["month"], self.record, by=by, at=at, **told)


def _on(form: type[OfUpdate], of: type[Any]) -> type[ActForm]:
    return type(f"{form.__name__}{of.__name__}", (form,), {"kind": of, "__doc__": form.__doc__})


FORMS: tuple[type[ActForm], ...] = tuple(
    _on(form, of) for of in (Milestone, Risk, Measure, Indicator) for form in (Answer, Return, Explain)
)

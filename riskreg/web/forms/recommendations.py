"""Forms on recommendations: what the auditor advises, and what the administration says to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from riskreg.models import Finding, Recommendation
from riskreg.services import recommendations
from riskreg.vocabulary.choices import Response
from riskreg.web.forms.base import ActForm, CreateForm, EditForm, WithdrawForm
from riskreg.web.forms.fields import words


class New(CreateForm):
    """A line of advice; the button stands on its finding."""

    act, kind, model = "recommendation.create", Finding, Recommendation
    slug = "new-recommendation"
    label = _("Add a recommendation")
    prefix_of_code = "FND-"
    columns = ("text",)

    def next_code(self) -> str:
        """The finding's code with the next number: FND-001-R3."""
        taken = Recommendation._base_manager.filter(finding_id=self.record.pk).values_list("code", flat=True)
        numbers = [code.rpartition("-R")[2] for code in taken]
        highest = max((int(number) for number in numbers if number.isdecimal()), default=0)
        return f"{self.record.code}-R{highest + 1}"

    def free_code(self, proposed: str) -> str:
        fits = proposed.startswith(f"{self.record.code}-R")
        return super().free_code(proposed) if fits else self.next_code()

    def typed(self) -> dict[str, Any]:
        return {**super().typed(), "finding": self.record}


class Edit(EditForm):
    """The auditor's words."""

    act, kind, model = "recommendation.edit", Recommendation, Recommendation
    label = _("Edit the words")
    columns = ("text",)


class Withdraw(WithdrawForm):
    act, kind = "recommendation.withdraw", Recommendation


class Respond(ActForm):
    """Agreed, partly or not, in words."""

    act, kind, slug = "finding.respond", Recommendation, "respond"
    label = _("Respond")
    is_main = True
    verb = recommendations.respond

    response = forms.ChoiceField(label=_("Response"), choices=[("", "–"), *Response.choices])
    response_text = words(_("In words"))

    @property
    def lede(self) -> Any:  # type: ignore[override]
        return gettext("What the administration says to: “%(text)s”") % {"text": self.record.text}

    def first_values(self) -> dict[str, Any]:
        return {"response": self.record.response, "response_text": self.record.response_text}


FORMS: tuple[type[ActForm], ...] = (New, Respond, Edit, Withdraw)

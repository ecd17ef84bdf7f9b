"""Forms on indicators: create and edit with thresholds, record a value."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from riskreg.models import Indicator, IndicatorValue
from riskreg.models.indicators import DIGITS
from riskreg.services import indicators
from riskreg.vocabulary.errors import RuleBroken
from riskreg.web.forms.base import ActForm, CreateForm, EditForm, WithdrawForm
from riskreg.web.forms.fields import NumberField, words
from riskreg.web.forms.months import unchanged

COLUMNS = (
    "title", "definition", "kind", "measure_unit", "direction", "frequency", "owner", "green", "red", "note",
)  # fmt: skip


def _shape(fields: dict[str, Any]) -> None:
    fields["owner"].help_text = _("The role that gives its values")
    fields["green"].help_text = _("Where green begins; leave both thresholds empty when nobody judges it")
    fields["red"].help_text = _("Where red begins; amber lies between")


class Create(CreateForm):
    """An indicator; risks are linked with it from their own page."""

    act, kind, model, list_url = "indicator.create", Indicator, Indicator, "indicators"
    label = _("New indicator")
    is_main = True
    prefix_of_code = "IND-"
    columns = COLUMNS

    reason = words(_("Why"), required=False, rows=2)

    def shape(self) -> None:
        _shape(self.fields)


class Edit(EditForm):
    """The indicator's own words; its values are recorded one by one."""

    act, kind, model = "indicator.edit", Indicator, Indicator
    columns = COLUMNS

    def shape(self) -> None:
        _shape(self.fields)


class Withdraw(WithdrawForm):
    act, kind = "indicator.withdraw", Indicator


class RecordValue(ActForm):
    """One value of one period."""

    act, kind, slug = "indicator.value", Indicator, "value"
    label = _("Record a value")
    lede = _("One value of one period. A second value of the same period corrects the first; both stay.")
    is_main = True
    verb = indicators.record_value

    period = forms.CharField(label=_("Period"), max_length=40)
    actual = NumberField(label=_("Value"), **DIGITS)
    target = NumberField(label=_("Target value"), required=False, **DIGITS)
    reason = words(
        _("Why"), required=False, rows=2, help_text=_("Needed when it corrects a value that was recorded before")
    )

    def first_values(self) -> dict[str, Any]:
        return {"target": self.record.target}

    def set_up(self) -> None:
        self.fields["period"].help_text = _("For example %(example)s") % {
            "example": indicators.example_of(self.record.frequency, self.register.on)
        }

    def clean_period(self) -> str:
        typed, frequency = str(self.cleaned_data["period"]).strip(), self.record.frequency
        try:
            indicators.end_of_period(typed.upper(), frequency)
        except RuleBroken as refused:
            raise forms.ValidationError(
                gettext("“%(period)s” is no period of this indicator; write %(example)s")
                % {"period": typed[:40], "example": indicators.example_of(frequency, self.register.on)}
            ) from refused
        return typed.upper()

    def trace(self) -> tuple[type[Any], list[int]]:
        mine = IndicatorValue.objects.filter(indicator_id=self.record.pk)
        return IndicatorValue, list(mine.values_list("id", flat=True))


FORMS: tuple[type[ActForm], ...] = (Create, RecordValue, unchanged(Indicator), Edit, Withdraw)

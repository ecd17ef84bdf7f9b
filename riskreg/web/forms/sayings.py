"""What a form says when a field is empty or wrong: which field, and what to type instead."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from riskreg.web.forms.fields import DayField, PrecisionField

# The days that a field called "precision" tells of: "unknown" is chosen there, not by leaving the day empty.
DATED = ("target", "on", "to", "forecast")


def teach(form: forms.Form) -> None:
    """Give every field of the form words of its own for what can be wrong with it."""
    for name, field in form.fields.items():
        label = strip_tags(str(field.label or name))
        field.error_messages["required"] = _required(field, label)
        if isinstance(field, forms.IntegerField):
            field.error_messages.update(_numbers(field))
        elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
            field.error_messages["invalid_choice"] = _("“%(value)s” cannot be chosen here; choose one of the list")
        elif isinstance(field, forms.CharField):
            field.error_messages["max_length"] = _("At most %(limit_value)d characters; it has %(show_value)d")


def _required(field: forms.Field, label: str) -> str:
    told = {"label": label}
    if isinstance(field, DayField):
        return _("Enter a day at “%(label)s”, for example 5-2-2027") % told
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.FileField):
        return _("Make a choice at “%(label)s”") % told
    return _("Fill in “%(label)s”") % told


def _numbers(field: Any) -> dict[str, str]:
    if isinstance(field, forms.DecimalField):
        if field.max_digits is None or field.decimal_places is None:
            return {}
        digits = _("Enter a number of at most %(whole)d digits, and %(decimals)d after the comma") % {
            "whole": field.max_digits - field.decimal_places,
            "decimals": field.decimal_places,
        }
        number = _("Enter a number, for example 12,5")
        return {"invalid": number, **dict.fromkeys(("max_digits", "max_whole_digits", "max_decimal_places"), digits)}
    if field.min_value is None or field.max_value is None:
        return {"invalid": _("Enter a whole number")}
    between = _("Enter a whole number from %(low)d to %(high)d") % {"low": field.min_value, "high": field.max_value}
    return dict.fromkeys(("invalid", "min_value", "max_value"), between)


def is_optional(form: Any, name: str) -> bool:
    """Whether the label says that the field may stay empty; a field of a row is told of above the rows."""
    field = form.fields[name]
    if field.required or isinstance(field.label, SafeString):
        return False
    return not (name in DATED and isinstance(form.fields.get("precision"), PrecisionField))

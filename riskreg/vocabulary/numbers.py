"""Numbers as people type them, in every door: plain digits, a decimal comma or point; nothing only a program reads."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


def _plain(field: forms.Field, value: Any, pattern: str) -> None:
    """Raises ValidationError for what only a program reads as a number: 1_0, 1e3, digits of another script."""
    if isinstance(value, str) and value.strip() and not re.fullmatch(pattern, value.strip()):
        raise ValidationError(field.error_messages["invalid"], code="invalid")


class WholeField(forms.IntegerField):
    """A whole number in plain digits."""

    def to_python(self, value: Any) -> int | None:
        _plain(self, value, r"-?[0-9]+(?:\.0*)?")
        return super().to_python(value)


class NumberField(forms.DecimalField):
    """A number in plain digits, with a decimal comma or point."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        _plain(self, value, r"-?[0-9]*(?:[.,][0-9]*)?")
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {"class": "w-number", "inputmode": "decimal"}

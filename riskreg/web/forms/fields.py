"""Fields of the forms: days as people type them, records picked by search, numbers with a comma."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskreg.history.register import Register
from riskreg.models.fields import Choice, Prose, Whole
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import Precision
from riskreg.vocabulary.numbers import NumberField as NumberField
from riskreg.vocabulary.numbers import WholeField as WholeField
from riskreg.vocabulary.periods import FIRST_YEAR, LAST_YEAR, Month

DAY_HINT = gettext_lazy("For example 5-2-2027")
MOST_MATCHES = 10


class DayInput(forms.TextInput):
    """A day in a field as 31-10-2026; what was typed stays as it was typed."""

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, date):
            return f"{value:%d-%m-%Y}"
        return super().format_value(value)


class Typed(forms.Field):
    """A line of text that stands for something else; longer than `longest`, or with a NUL, it stands for nothing."""

    longest = 300

    def text(self, value: Any) -> str:
        typed = str(value or "").strip()
        if len(typed) > self.longest or "\x00" in typed:
            raise ValidationError(_("At most %(longest)d characters, all of them readable") % {"longest": self.longest})
        return typed


class DayField(Typed):
    """A day, read from 5-2-2027 or 2027-02-05. Refuses what does not exist and years outside 1990 to 2100."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", DAY_HINT)
        super().__init__(**kwargs)

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "class": "w-day", "autocomplete": "off", "inputmode": "text"}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date):
            return value
        text = self.text(value)
        if not text:
            return None
        try:
            day = dates.parse_day(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(
                _("%(day)s lies outside %(first)d to %(last)d")
                % {"day": day.isoformat(), "first": FIRST_YEAR, "last": LAST_YEAR}
            )
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class PromiseField(Typed):
    """A day and its precision: 5-2-2027, 2027-02-05, +14 (days after the known day), 2-2027, Q1 2027, ~5-2-2027."""

    # The day from which +14 counts.
    known: date | None = None

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "autocomplete": "off", "inputmode": "text"}

    def prepare_value(self, value: Any) -> Any:
        return dates.write_promise(*value) if isinstance(value, tuple) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return value
        text = self.text(value)
        if not text:
            return None
        try:
            day, precision = dates.parse_promise(text, self.known)
        except (ValueError, OverflowError) as error:
            raise ValidationError(str(error)) from error
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(
                _("%(day)s lies outside %(first)d to %(last)d")
                % {"day": day.isoformat(), "first": FIRST_YEAR, "last": LAST_YEAR}
            )
        return day, precision

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class PrecisionField(forms.ChoiceField):
    """How precisely a day is known; a month, quarter or year means its last day."""

    def __init__(self, *, unknown: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("How precise is the day?"))
        offered = [Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.YEAR, Precision.APPROXIMATE]
        offered += [Precision.UNKNOWN] * unknown
        kwargs.setdefault("choices", [(one.value, one.label) for one in offered])
        kwargs.setdefault("initial", Precision.DAY.value)
        super().__init__(**kwargs)


def at_the_end(day: date | None, precision: str) -> date | None:
    """The day that a promise of this precision runs until: the last of its month, quarter or year."""
    if day is None or precision == Precision.UNKNOWN:
        return None
    if precision == Precision.MONTH:
        return Month.of(day).last
    if precision == Precision.QUARTER:
        return Month(day.year, (day.month + 2) // 3 * 3).last
    if precision == Precision.YEAR:
        return date(day.year, 12, 31)
    return day


class PickInput(forms.TextInput):
    """A text field with suggestions; several matches stand under it as buttons to choose from."""

    template_name = "components/pick.html"
    kind = ""
    matches: list[str] = []

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = context["widget"]["attrs"].get("id", name)
        context["widget"]["attrs"] |= {"list": f"{chosen}-list", "data-pick": reverse("pick", args=[self.kind])}
        return {**context, "matches": self.matches, "list_id": f"{chosen}-list"}


class PickField(Typed):
    """One record, found by its code or by words of its title among those that the reader may see and that stand."""

    widget = PickInput

    def __init__(self, kind: type[Any], **kwargs: Any) -> None:
        self.kind = kind
        self.register: Register
        kwargs.setdefault("help_text", gettext_lazy("Type a code, or words of the name"))
        super().__init__(**kwargs)
        self.widget.kind = kind._meta.model_name

    def prepare_value(self, value: Any) -> Any:
        """A record as "RSK-001 Title"; its id, as a record's own column gives it, likewise."""
        if isinstance(value, int):
            value = self.register.of(self.kind).ids([value]).first() or ""
        return named(value) if isinstance(value, models.Model) else value

    def to_python(self, value: Any) -> Any:
        text = self.text(value)
        if not text:
            return None
        code = text.split()[0]
        found = self.register.of(self.kind).standing().coded(code).first()
        if found is not None:
            return found
        return the_one(search(self.register, self.kind, text, MOST_MATCHES + 1), text, self.widget)

    def has_changed(self, initial: Any, data: Any) -> bool:
        code = (data or "").split()
        before = self.prepare_value(initial) or ""
        return (code[0] if code else "") != (str(before).split() or [""])[0]


def the_one(matches: list[Any], text: str, widget: Any) -> Any:
    """The only match. Raises ValidationError for none; several stand under the field to choose from."""
    if len(matches) == 1:
        return matches[0]
    if not matches:
        raise ValidationError(_("Nothing is called “%(text)s”; type a code or other words") % {"text": text[:60]})
    widget.matches = [named(one) for one in matches[:MOST_MATCHES]]
    if len(matches) > MOST_MATCHES:
        raise ValidationError(
            _("More than %(count)d match “%(text)s”; choose one, or type more")
            % {"count": MOST_MATCHES, "text": text[:60]}
        )
    raise ValidationError(_("%(count)d match “%(text)s”; choose one") % {"count": len(matches), "text": text[:60]})


def named(record: Any) -> str:
    """How a record reads in a field: its code and title."""
    return f"{record.code} {getattr(record, 'title', '') or getattr(record, 'name', '')}".strip()


def search(register: Register, kind: type[Any], text: str, most: int) -> list[Any]:
    """Standing records of which code and title hold every word, in order of code."""
    columns = {field.name for field in kind._meta.fields}
    column = "title" if "title" in columns else "name"
    rows = register.of(kind).standing()
    for word in text.split()[:8]:
        rows = rows.filter(models.Q(code__icontains=word) | models.Q(**{f"{column}__icontains": word}))
    return list(rows[:most])


# A word with a capital, in the language of whoever reads the form.
capital: Any = lazy(lambda word: capfirst(str(word)), str)


def named_choices(words_of: Iterable[Any]) -> list[tuple[str, Any]]:
    """The choices of a vocabulary, each with a capital."""
    return [(one.value, capital(one.label)) for one in words_of]


def words(label: Any, *, required: bool = True, rows: int = 3, longest: int = 4000, **kwargs: Any) -> forms.CharField:
    """A field for sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=longest, widget=widget, **kwargs)


def field_of(column: Any) -> forms.Field:
    """The form field of a record's own column, with its limits."""
    common: dict[str, Any] = {"label": capfirst(str(column.verbose_name)), "required": not column.blank}
    if column.has_default() and not column.blank and not isinstance(column, models.BooleanField):
        common["initial"] = column.get_default()
    if isinstance(column, models.ForeignKey):
        return PickField(column.related_model, **common)
    if isinstance(column, models.DateField):
        return DayField(**{**common, "required": not column.null})
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(label=common["label"], required=False)
    if isinstance(column, models.DecimalField):
        return NumberField(
            **{**common, "required": not column.null},
            max_digits=column.max_digits,
            decimal_places=column.decimal_places,
        )
    if isinstance(column, Whole):
        return WholeField(
            **common, min_value=column.low, max_value=column.high, widget=forms.NumberInput(attrs={"class": "w-number"})
        )
    if isinstance(column, Choice):
        blank = [("", "–")] if column.blank or not column.has_default() else []
        return forms.ChoiceField(**common, choices=[*blank, *column.choices])
    if isinstance(column, Prose):
        return words(common["label"], required=common["required"], longest=column.max_length)
    return forms.CharField(**common, max_length=column.max_length)

"""What several nouns ask: any kind of record by its code or words, a month that is open, the reader's own role."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from riskreg.history.register import Register
from riskreg.models import ReportingPeriod, Role, RoleAssignment
from riskreg.services.periods import is_ahead
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.periods import Month
from riskreg.web.forms.fields import MOST_MATCHES, PickField, Typed, named, search, the_one


class AnyInput(forms.TextInput):
    """A text field under which several matches stand to choose from."""

    template_name = "components/pick.html"
    matches: list[str] = []

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = context["widget"]["attrs"].get("id", name)
        return {**context, "matches": self.matches, "list_id": f"{chosen}-list"}


class AnyField(Typed):
    """One record of several kinds, found by its code or by words of its title, as far as the reader may see it."""

    widget = AnyInput

    def __init__(self, *kinds: type[Any], **kwargs: Any) -> None:
        self.kinds = kinds
        self.register: Register
        kwargs.setdefault("help_text", gettext_lazy("Type a code, or words of the name"))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return named(value) if hasattr(value, "code") else value

    def to_python(self, value: Any) -> Any:
        text = self.text(value)
        if not text:
            return None
        for kind in self.kinds:
            found = self.register.of(kind).standing().coded(text.split()[0]).first()
            if found is not None:
                return found
        matches = [one for kind in self.kinds for one in search(self.register, kind, text, MOST_MATCHES + 1)]
        return the_one(matches, text, self.widget)


def found_in(form: Any) -> None:
    """Give the form's fields of several kinds the register that they look in."""
    for field in form.fields.values():
        if isinstance(field, AnyField):
            field.register = form.register


def made_before(form: Any) -> Any:
    """What this very form made when it was sent before; None when it was not."""
    kind, ids = form.trace()
    sent = kind.versions().filter(id__in=ids, request_id=form.cleaned_data.get("once") or "-").order_by()
    return kind._base_manager.filter(pk__in=sent.values("id")).first()


class MonthField(forms.TypedChoiceField):
    """A month that is kept."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Month"))
        super().__init__(coerce=Month.parse, **kwargs)

    def fill(self, register: Register, *states: str) -> None:
        """Offer the months in these states, by themselves the open ones: those oldest first, then the latest others."""
        kept = [one for one in register.standing(ReportingPeriod) if not is_ahead(one)]
        open_ = sorted(one.code for one in kept if one.state == PeriodState.OPEN)
        others = sorted((one.code for one in kept if one.state in states), reverse=True)
        self.choices = [(code, capfirst(date_format(Month.parse(code).first, "F Y"))) for code in (*open_, *others)]
        self.initial = next((code for code, _words in self.choices), None)


def filled_roles(register: Register) -> list[Any]:
    """The roles that the reader fills on the day, in order of code."""
    if register.actor.is_operator:
        return []
    held = register.standing(RoleAssignment).filter(user_id=int(register.actor.key), role_id__isnull=False)
    held = held.filter(Q(ends__isnull=True) | Q(ends__gte=register.on), starts__lte=register.on)
    return list(register.standing(Role).ids(held.values_list("role_id", flat=True)))


def role_field(register: Register, label: Any, *, required: bool) -> forms.Field:
    """A role that the reader fills; picked by search when they fill none."""
    roles = filled_roles(register)
    if not roles:
        return PickField(Role, label=label, required=required)
    by_code = {one.code: one for one in roles}
    return forms.TypedChoiceField(
        label=label, choices=[(one.code, one.name) for one in roles], coerce=by_code.__getitem__, initial=roles[0].code
    )

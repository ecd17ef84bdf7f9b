"""What the security log and the list of rights can be narrowed by."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from riskreg.filters.base import Pick, RegisterFilter
from riskreg.models import User
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import Right, SecurityEventKind
from riskreg.vocabulary.periods import FIRST_YEAR, LAST_YEAR, end_of_day


class KeptDay(forms.DateField):
    """A day as 5-2-2027 or 2027-02-05, within the years that the register knows."""

    def to_python(self, value: Any) -> date | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            day = dates.parse_day(text)
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            told = {"day": day.isoformat(), "first": FIRST_YEAR, "last": LAST_YEAR}
            raise forms.ValidationError(gettext("%(day)s lies outside %(first)d to %(last)d") % told, code="invalid")
        return day


class Day(django_filters.DateFilter):
    field_class = KeptDay

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "w-day"})
        super().__init__(widget=widget, help_text=_("For example 5-2-2027"), **kwargs)


class Words(django_filters.CharFilter):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=100, strip=True, **kwargs)


class SecurityFilter(django_filters.FilterSet):
    kind = Pick(label=_("Kind"), choices=SecurityEventKind.choices)
    who = Words(label=_("Who"), field_name="actor_name", lookup_expr="icontains")
    since = Day(label=_("From"), method="by_since")
    until = Day(label=_("Until"), method="by_until")

    def __init__(self, data: Any, *, register: Any, queryset: Any, **kwargs: Any) -> None:
        super().__init__(data, queryset=queryset, **kwargs)

    def by_since(self, queryset: Any, name: str, value: date) -> Any:
        return queryset.filter(at__gte=end_of_day(value - timedelta(days=1)))

    def by_until(self, queryset: Any, name: str, value: date) -> Any:
        return queryset.filter(at__lt=end_of_day(value))


class RightsFilter(RegisterFilter):
    """Over assignments of rights; `q` finds the account."""

    right = Pick(label=_("Right"), choices=Right.choices)
    on = Day(label=_("In force on"), method="by_on")
    basis = None  # type: ignore[assignment] # django-filter takes an inherited filter away so

    def search(self, queryset: Any, name: str, value: str) -> Any:
        named = User.objects.filter(name__icontains=value) | User.objects.filter(username__icontains=value)
        return queryset.filter(user_id__in=named.order_by().values("id"))

    def by_on(self, queryset: Any, name: str, value: date) -> Any:
        kept = queryset.filter(starts__lte=value)
        return kept.filter(ends__isnull=True) | kept.filter(ends__gte=value)

"""Filters that every list has: search, basis, withdrawn; and choices taken from the register of that day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

YES_NO = (("yes", _("yes")), ("no", _("no")))


class Find(django_filters.CharFilter):
    """Free search in the columns that the filter set names."""

    field_class = forms.CharField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Find"), max_length=100, strip=True, **kwargs)


class Pick(django_filters.ChoiceFilter):
    """One value of a fixed list; another value is an error that names it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("all"))
        super().__init__(*args, **kwargs)


class OfRegister(django_filters.ChoiceFilter):
    """One record of the register of that day, by its code: `kind` gives the records."""

    def __init__(self, kind: type[Any], **kwargs: Any) -> None:
        self.kind = kind
        kwargs.setdefault("empty_label", _("all"))
        super().__init__(**kwargs)

    def filter(self, qs: Any, value: Any) -> Any:
        return super().filter(qs, self.ids.get(value)) if value else qs

    ids: dict[str, int]


class RegisterFilter(django_filters.FilterSet):
    """A filter set over live or past rows; `register` gives the day, `SEARCH` the columns of free search."""

    SEARCH: ClassVar[tuple[str, ...]] = ("code", "title")

    q = Find(method="search")
    basis = Pick(
        label=_("Illustrative"),
        choices=(("real", _("hide illustrative")), ("illustrative", _("only illustrative"))),
        method="by_basis",
    )
    withdrawn = Pick(
        label=_("Withdrawn"),
        choices=(("also", _("withdrawn too")), ("only", _("only withdrawn"))),
        empty_label=_("not withdrawn"),
        method="by_withdrawn",
    )

    def __init__(self, data: Any, *, register: Any, queryset: Any, **kwargs: Any) -> None:
        self.register = register
        super().__init__(data, queryset=queryset, **kwargs)
        for name, item in self.filters.items():
            if isinstance(item, OfRegister):
                rows = _rows(register, item.kind)
                item.ids = {code: number for number, code, _words in rows}
                item.extra["choices"] = [(code, f"{code} {words}") for _number, code, words in rows]
                self.filters[name] = item

    def filter_queryset(self, queryset: Any) -> Any:
        """Withdrawn records are left out unless the reader asks for them."""
        if not self.form.cleaned_data.get("withdrawn"):
            queryset = queryset.standing()
        return super().filter_queryset(queryset)

    def search(self, queryset: Any, name: str, value: str) -> Any:
        wanted = Q()
        for column in self.SEARCH:
            wanted |= Q(**{f"{column}__icontains": value})
        return queryset.filter(wanted)

    def by_basis(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.real() if value == "real" else queryset.illustrative()

    def by_withdrawn(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.withdrawn() if value == "only" else queryset


def _rows(register: Any, kind: type[Any]) -> list[tuple[int, str, str]]:
    """Id, code and words of every standing record of a kind, in order of code; short lists come from the directory."""
    if kind in register.directory:
        listed = sorted(register.directory[kind].values(), key=lambda one: one.code)
        return [(one.id, one.code, one.name) for one in listed if not one.withdrawn]
    return list(register.standing(kind).values_list("id", "code", _title_of(kind)))


def _title_of(kind: type[Any]) -> str:
    names = {field.name for field in kind._meta.fields}
    return "title" if "title" in names else "name"


def either(word: Callable[[Any], Any], other: Callable[[Any], Any]) -> Callable[[Any, Any, str, str], Any]:
    """A filter method for yes and no: the one word of the queryset or the other."""

    def method(self: Any, queryset: Any, name: str, value: str) -> Any:
        return word(queryset) if value == "yes" else other(queryset)

    return method

"""What was typed in a form whose sign-in had expired: carried along, shown, and sent again; never lost, never kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.text import capfirst

from riskreg.web import buttons
from riskreg.web.forms.all import FORMS
from riskreg.web.forms.base import ActForm
from riskreg.web.forms.sheet_sent import SheetTyped

# How a field is called while the sign-in page carries it, and the address of the form that it was typed in.
PREFIX, ADDRESS = "typed-", "typed_at"
MOST_FIELDS, MOST_SIGNS = 4_500, 1_000_000
# The form's own mechanism: sent again, but nothing that somebody typed.
UNSEEN = ("rev", "once", "code", "step")


# A verb's form, or the month's sheet.
Carried = type[ActForm] | type[SheetTyped]


@dataclass(frozen=True)
class Line:
    label: str
    value: str


@dataclass(frozen=True)
class Typed:
    """The address of the form, its fields in order, and what could not be carried."""

    address: str
    form: Carried
    fields: tuple[tuple[str, str], ...]
    has_files: bool
    is_cut: bool

    @property
    def heading(self) -> str:
        return self.form.heading()

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """As the sign-in page carries them."""
        return [(ADDRESS, self.address), *((f"{PREFIX}{name}", value) for name, value in self.fields)]

    @property
    def lines(self) -> list[Line]:
        """What a person typed, in words."""
        return [
            Line(_label(self.form, name), value)
            for name, value in self.fields
            if value.strip() and name not in UNSEEN and not name.startswith("pick-") and self._is_words(name)
        ]

    def _is_words(self, name: str) -> bool:
        """Of the sheet's many fields only those in which people write sentences."""
        return self.form is not SheetTyped or name.endswith(("-note", "-answer"))


@cache
def _forms() -> dict[str, Carried]:
    return {**{buttons.name_of(form): form for form in FORMS}, "sheet": SheetTyped}


def form_at(path: str) -> Carried | None:
    """The form that stands at a path of ours; None for every other text."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return _forms().get(match.url_name or "") if not match.namespaces else None


def own_address(path: str) -> str:
    """The path as we write it ourselves if it is that of a form of ours, else blank: nothing leads elsewhere."""
    if form_at(path) is None:
        return ""
    match = resolve(path)
    try:
        return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    except NoReverseMatch:
        return ""


def sent(request: HttpRequest) -> Typed | None:
    """What this request sent to a form."""
    return _read(request.path, _pairs(request.POST), bool(request.FILES))


def carried(request: HttpRequest) -> Typed | None:
    """What the sign-in page carried along."""
    pairs = [(name.removeprefix(PREFIX), value) for name, value in _pairs(request.POST) if name.startswith(PREFIX)]
    return _read(request.POST.get(ADDRESS, ""), pairs, False)


def _pairs(data: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in data.lists() for value in values]


def _read(path: str, pairs: Iterable[tuple[str, str]], has_files: bool) -> Typed | None:
    address, form = own_address(path), form_at(path)
    if not address or form is None:
        return None
    kept: list[tuple[str, str]] = []
    room, is_cut = MOST_SIGNS, False
    for name, value in pairs:
        if name == "csrfmiddlewaretoken" or "password" in name.lower():
            continue
        if len(kept) == MOST_FIELDS or len(name) + len(value) > room:
            is_cut = True
            continue
        room -= len(name) + len(value)
        kept.append((name, value))
    return Typed(address, form, tuple(kept), has_files or _takes_files(form), is_cut)


def _takes_files(form: Carried) -> bool:
    return any(getattr(field.widget, "needs_multipart_form", False) for field in form.base_fields.values())


def _label(form: Carried, name: str) -> str:
    """The field's own words; those of the record's column where the form makes its field from it."""
    if name in form.base_fields and form.base_fields[name].label:
        return str(form.base_fields[name].label)
    try:
        column: Any = getattr(form, "model", form.kind)._meta.get_field(name)
    except FieldDoesNotExist:
        return capfirst(name.replace("_", " ").replace("-", " "))
    return capfirst(str(column.verbose_name))

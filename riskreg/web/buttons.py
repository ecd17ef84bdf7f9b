"""The buttons of a record or list: the verbs that the reader may do to it as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from riskreg.web.forms.all import FORMS
from riskreg.web.forms.base import ActForm


@dataclass(frozen=True)
class Button:
    label: str
    url: str
    main: bool


def address(form: type[ActForm], record: Any = None) -> str:
    """The form's page for the record."""
    name = name_of(form)
    return reverse(name, args=[record.code]) if record is not None else reverse(name)


def name_of(form: type[ActForm]) -> str:
    """The name of the form's address: kind and last part."""
    return f"{form.kind._meta.model_name}-{form.slug}"


def on_list(form: type[ActForm]) -> bool:
    """Whether the button stands on the list rather than on a record."""
    return form.is_creation and bool(form.list_url)


def of_record(request: HttpRequest, record: Any, lists: Mapping[str, Any] | None = None) -> list[Button]:
    """Main ones first; none on a past day or on a withdrawn record.

    `lists` is what the page shows of the record: what takes a link away is offered while there is one.
    """
    if request.day.is_past or record.withdrawn:
        return []
    # Evidence has buttons of its own, beside what is there (web.evidence).
    here = [form for form in FORMS if form.kind is type(record) and not on_list(form)]
    shown = lists or {}
    offered = [
        form
        for form in here
        if form.act != "evidence.add" and (not form.needs or any(shown[name] for name in form.needs))
    ]
    return _buttons(request, offered, record)


def of_page(request: HttpRequest, record: Any, lists: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The same as a record's page shows them."""
    return folded(of_record(request, record, lists))


def folded(acts: Sequence[Button]) -> dict[str, Any]:
    """For components/acts.html: the main ones, and the rest in a fold where it is more than one."""
    return {"acts": acts, "more_acts": sum(not act.main for act in acts) > 1}


def of_list(request: HttpRequest, kind: type[Any]) -> list[Button]:
    """What can be made here."""
    if request.day.is_past:
        return []
    return _buttons(request, [form for form in FORMS if form.kind is kind and on_list(form)], None)


def _buttons(request: HttpRequest, forms: Iterable[type[ActForm]], record: Any) -> list[Button]:
    may = [form for form in forms if form.allowed(request.actor, record) and (record is None or form.applies(record))]
    return [
        Button(form.heading(), address(form, record), form.is_main)
        for form in sorted(may, key=lambda form: not form.is_main)
    ]

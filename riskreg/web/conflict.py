"""A record that changed while a form was open: both versions field by field, and nothing of what was typed lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from riskreg.history.register import Register
from riskreg.history.timeline import TimelineEntry, timeline
from riskreg.web.forms.base import ActForm

PICK = "pick-"
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Difference:
    """One field: what it was when the form was opened, what it is now, what was typed.

    `mine` is None when the form does not ask for it, or the reader left it as it was: then theirs is kept.
    """

    name: str
    label: str
    was: str
    now: str
    mine: str | None
    is_untouched: bool


@dataclass(frozen=True)
class Conflict:
    """Who changed the record since, and each field that differs."""

    since: list[TimelineEntry]
    differences: list[Difference]


def between(register: Register, form: ActForm, seen: int) -> tuple[Conflict, QueryDict]:
    """What became of the record since the version that the form was opened with, and the form's data on what stands.

    A field that the reader left as it was takes what stands now; nothing that was typed is lost.
    """
    since = [entry for entry in timeline(register, form.record) if entry.rev > seen]
    before = type(form.record).versions().filter(id=form.record.pk, rev=seen).first()
    data = form.data.copy()
    data["rev"] = str(form.record.rev)
    words: dict[str, tuple[str, str, str]] = {}
    for entry in reversed(since):
        for change in entry.changes:
            was = words[change.name][1] if change.name in words else change.old
            words[change.name] = (change.label, was, change.new)
    differences = []
    for name, (label, was, now) in words.items():
        if was == now:
            continue
        untouched = _untouched(form, name, before)
        if untouched:
            _put(data, type(form)(register=register, record=form.record), name)
        mine = None if untouched else _mine(form, name)
        differences.append(Difference(name, label, was, now, mine, untouched))
    return Conflict(since, differences), data


def _asks(form: ActForm, name: str) -> bool:
    return name in form.fields and form.column(name) is not None


def _untouched(form: ActForm, name: str, before: Any) -> bool:
    """Whether the field came filled in with the record's value of then, and still holds it."""
    if before is None or not _asks(form, name) or name not in form.first_values():
        return False
    field = form.fields[name]
    typed = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    return not field.has_changed(getattr(before, form.column(name).attname), typed)


def _mine(form: ActForm, name: str) -> str | None:
    if not _asks(form, name):
        return None
    bound = form[name]
    value = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        return _("yes") if value else _("no")
    words = {str(key): label for key, label in getattr(bound.field, "choices", ())}
    return str(words.get(str(value), value)) if value not in (None, "") else ""


def settled(data: QueryDict, record: Any, form: type[ActForm], register: Register) -> QueryDict:
    """What was typed, with theirs in the place of mine where the reader took theirs, on the version that stands now."""
    taken = [name.removeprefix(PICK) for name, value in data.items() if name.startswith(PICK) and value == THEIRS]
    if not taken or record is None:
        return data
    now = form(register=register, record=record)
    chosen = data.copy()
    for name in taken:
        if _asks(now, name):
            _put(chosen, now, name)
    return chosen


def _put(data: QueryDict, now: ActForm, name: str) -> None:
    """The record's value in the form's data, as the field itself would send it."""
    bound = now[name]
    value = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        data.pop(bound.html_name, None)
        if value:
            data[bound.html_name] = "on"
        return
    sent = bound.field.widget.format_value(value)
    data.setlist(bound.html_name, [str(one) for one in sent] if isinstance(sent, list) else [str(sent or "")])

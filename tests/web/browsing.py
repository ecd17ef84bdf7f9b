"""What a browser without script would send: the controls of a page's form, filled in as a person would."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from riskreg.access import OWN, PROPOSE, PUBLISHED, TABLE
from riskreg.history.register import Register
from riskreg.vocabulary.choices import Right
from riskreg.web.forms.base import ActForm, EditForm
from riskreg.web.forms.fields import DayField, NumberField, PickField

Sent = dict[str, Any]
WORDS = "Typed for the test"


class _Controls(HTMLParser):
    """The controls of the form that writes: its class is "form"."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = {}
        self.inside = False
        self.area: str | None = None
        self.select: str | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        told = dict(attrs)
        if tag == "form":
            self.inside = "form" in (told.get("class") or "").split() and told.get("method") == "post"
        if not self.inside:
            return
        name = told.get("name")
        if tag == "input" and name:
            ticked = told.get("type") not in ("checkbox", "radio") or "checked" in told
            if ticked and told.get("type") not in ("submit", "file"):
                plain = "on" if told.get("type") in ("checkbox", "radio") else ""
                self.found.setdefault(name, []).append(told.get("value") or plain)
        elif tag == "textarea" and name:
            self.area, self.text = name, ""
        elif tag == "select" and name:
            self.select = name
        elif tag == "option" and self.select and "selected" in told:
            self.found.setdefault(self.select, []).append(told.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            # As HTML says: one newline right after the tag is not part of the text; newlines are sent as CRLF.
            text = self.text.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")
            self.found.setdefault(self.area, []).append(text)
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text += data


def controls(answer: Any) -> Sent:
    """Name -> value, or list of values, as the page's form would send them."""
    # A parser of HTML reads CRLF as one newline before anything else.
    reader = _Controls()
    reader.feed(answer.content.decode().replace("\r\n", "\n"))
    sent = {name: values if len(values) > 1 else values[0] for name, values in reader.found.items()}
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def right_for(form: type[ActForm]) -> Right | None:
    """Who may do it to any record; None when only owners may."""
    row = TABLE[form.act]
    order = (Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT, Right.ADMINISTRATOR)
    if form.is_proposal:
        return Right.OFFICER
    return next((right for right in order if row.get(right) not in (None, OWN, PROPOSE, PUBLISHED)), None)


def _value(field: Any, register: Register, on: str) -> Any:
    if isinstance(field, PickField):
        record = register.of(field.kind).standing().last()
        return record.code if record is not None else None
    if isinstance(field, DayField):
        return on
    if isinstance(field, forms.ModelChoiceField):
        first = field.queryset.first()
        return str(first.pk) if first is not None else None
    if isinstance(field, forms.MultipleChoiceField):
        return [str(key) for key, _label in field.choices][:1] or None
    if isinstance(field, forms.ChoiceField):
        keys = [str(key) for key, _label in field.choices if key not in ("", None)]
        return keys[0] if keys else None
    if isinstance(field, (NumberField, forms.IntegerField)):
        return str(getattr(field, "min_value", None) or 1)
    if isinstance(field, forms.FileField):
        return SimpleUploadedFile("proof.txt", b"Seen on the spot.\n")
    if isinstance(field, forms.CharField):
        return "https://example.org/proof" if "address" in str(field.label).lower() else WORDS
    return None


def filled(page: Any, register: Register, on: str, *, all_fields: bool = False) -> Sent:
    """The page's form as a person fills it in: what must be, or everything that is empty."""
    form: ActForm = page.context["form"]
    sent = controls(page)
    for name, field in form.fields.items():
        empty = sent.get(name) in (None, "")
        if empty and not field.widget.is_hidden and (field.required or all_fields):
            value = _value(field, register, on)
            if value is not None:
                sent[name] = value
    if isinstance(form, EditForm):
        for name in form.columns:
            if type(form.fields[name]) is forms.CharField:
                sent[name] = f"{sent.get(name) or WORDS} again"[-190:]
                break
    if "title" in form.fields and not isinstance(form, EditForm) and form.record is not None:
        sent["title"] = f"{WORDS}, otherwise"
    return sent

"""What every form of a verb is: the act it does, the record it does it to, the version that was seen."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskreg import access
from riskreg.access import Actor
from riskreg.history.register import Register
from riskreg.history.timeline import name_of
from riskreg.models import Decision
from riskreg.models.base import Bond, Entry, Record
from riskreg.services import records
from riskreg.web.forms import sayings
from riskreg.web.forms.fields import PickField, field_of, words


class ActForm(forms.Form):
    """One verb of the role table as a form.

    A subclass names the act, the kind of record on whose page its button stands, the last part of its address and
    the button's words; its fields are the verb's arguments, by name.
    """

    act: ClassVar[str]
    kind: ClassVar[type[Any]]
    slug: ClassVar[str]
    label: ClassVar[Any]
    # Said above the fields: what the act does, and what it does not.
    lede: ClassVar[Any] = ""
    # Said below that, of this very record and day; blank: nothing.
    notice: Any = ""
    # The verb of riskreg.services that it calls.
    verb: ClassVar[Callable[..., Any]]
    # Put to management instead of done.
    is_proposal: ClassVar[bool] = False
    # Shown before it is written; the everyday acts of a month are not.
    is_checked: ClassVar[bool] = True
    # Makes sense on several records at once, with one reason: a list offers it.
    for_several: ClassVar[bool] = False
    # A main button of the page, not one under "More".
    is_main: ClassVar[bool] = False
    # Makes a record; the button stands on the list, or on the record that the new one belongs to.
    is_creation: ClassVar[bool] = False
    # Lists of the record's page, by the name they have there: the button shows while one of them holds something.
    needs: ClassVar[tuple[str, ...]] = ()
    # The name of the list's address, for a form that stands on a list.
    list_url: ClassVar[str] = ""
    # Its page; a form of many rows has one of its own, which extends this.
    template: ClassVar[str] = "generic/form.html"
    # The page that shows what it writes; likewise.
    check_template: ClassVar[str] = "generic/check.html"
    # Fields that are needed at times: their hint says when, and no label calls them optional.
    at_times: ClassVar[tuple[str, ...]] = ()
    # Fields that a link to the form may fill in beforehand.
    from_address: ClassVar[tuple[str, ...]] = ()

    rev = forms.IntegerField(required=False, widget=forms.HiddenInput)
    once = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, register: Register, record: Any = None, **kwargs: Any) -> None:
        self.register, self.record = register, record
        kwargs["initial"] = {
            "rev": getattr(record, "rev", None),
            "once": uuid.uuid4().hex,
            **self.first_values(),
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)
        self.set_up()
        for field in self.fields.values():
            if isinstance(field, PickField):
                field.register = register
        sayings.teach(self)

    # --- what a noun fills in
    @classmethod
    def applies(cls, record: Any) -> bool:
        """Whether the record is in a state in which the verb may start; its button shows only then."""
        return True

    def first_values(self) -> dict[str, Any]:
        """What the fields hold before anything is typed: the record's own values, as last said."""
        return {}

    def set_up(self) -> None:
        """Change fields for this record, for example the ratings of its scale."""

    def typed(self) -> dict[str, Any]:
        """The verb's own arguments."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("rev", "once")}

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        """Call the verb. Raises what it raises."""
        told: dict[str, Any] = {"by": by, "at": at, **self.typed()}
        if self.record is not None and not self.is_creation:
            return type(self).verb(self.record, rev=self.cleaned_data.get("rev"), **told)
        return type(self).verb(**told)

    def shows(self, made: Any) -> Any:
        """The record whose page is opened afterwards."""
        return self.record if self.record is not None else made

    @classmethod
    def page_of(cls, record: Any) -> str:
        """The address of the record's page where it is not that of its kind; blank: that one."""
        return ""

    def goes_to(self) -> str:
        """The address that is opened afterwards, when that is not the page of what it shows; blank: that one."""
        return ""

    def receipt(self, made: Any) -> str:
        """Said on the page that is opened afterwards: what was done, and to what."""
        # A line of a list, or a link, has a number that nobody knows it by: said is what the form is on.
        is_own = isinstance(made, Record) and not isinstance(made, Entry | Bond)
        of = made if is_own or self.record is None else self.record
        return _("%(act)s: %(record)s. It stands in the history under your name.") % {
            "act": self.heading(),
            "record": name_of(of),
        }

    def trace(self) -> tuple[type[Any], list[int]]:
        """The records of which a version would tell that this very form was sent before."""
        if self.is_proposal:
            mine = Decision.objects.filter(about=self.record.code).order_by("-id")[:20]
            return Decision, list(mine.values_list("id", flat=True))
        return type(self.record), [self.record.pk]

    # --- the mechanism
    @classmethod
    def allowed(cls, actor: Actor, record: Any) -> bool:
        """Whether the role table lets the actor do this, or put it to management."""
        if cls.is_proposal:
            return access.may_propose(actor, cls.act, record) and access.may(actor, "decision.ask", record)
        return access.may(actor, cls.act, record)

    def is_optional(self, name: str) -> bool:
        """Whether the label says that the field may stay empty."""
        return name not in self.at_times and sayings.is_optional(self, name)

    @classmethod
    def heading(cls) -> str:
        return str(cls.label)

    def column(self, name: str) -> Any:
        """The record's own column that the field fills, if it has one."""
        if self.record is None or self.is_creation or self.is_proposal:
            return None
        return next((column for column in self.record._meta.fields if column.name == name), None)


class RecordForm(ActForm):
    """A form over a record's own columns, named in `columns`."""

    # Whose columns; the kind itself, or what a creation makes.
    model: ClassVar[type[Any]]
    columns: ClassVar[tuple[str, ...]]

    def set_up(self) -> None:
        made = {name: field_of(self.model._meta.get_field(name)) for name in self.columns}
        given = self.fields
        self.fields = {**made, **{name: field for name, field in given.items() if name not in made}}
        for name in given:
            if name in made and name in self.base_fields:
                self.fields[name] = given[name]
        self.shape()

    def shape(self) -> None:
        """Change the columns' fields: other words, a hint, a narrower choice."""


class CreateForm(RecordForm):
    """A new record of the kind; its code is the next free one."""

    is_creation = True
    slug = "new"
    # What its codes begin with; several kinds of code stand in one list, and people know them by these letters.
    prefix_of_code: ClassVar[str]

    code = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def first_values(self) -> dict[str, Any]:
        return {**super().first_values(), "code": self.next_code()}

    def next_code(self) -> str:
        """The code after the highest that was ever given out; withdrawn records keep theirs."""
        return records.next_code(self.model, self.prefix_of_code)

    def typed(self) -> dict[str, Any]:
        typed = super().typed()
        return {**typed, "code": self.free_code(typed.get("code") or "")}

    def free_code(self, proposed: str) -> str:
        """The code that the form was opened with; the next one when somebody took it meanwhile."""
        fits = proposed.startswith(self.prefix_of_code)
        taken = self.model._base_manager.filter(code=proposed).exists()
        return proposed if fits and not taken else self.next_code()

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        return records.create(self.model, by=by, at=at, **self.typed())

    def trace(self) -> tuple[type[Any], list[int]]:
        mine = self.model._base_manager.filter(code=self.data.get("code", ""))
        return self.model, list(mine.values_list("id", flat=True))


class EditForm(RecordForm):
    """The record's own words; says why, and writes only what was changed."""

    slug = "edit"
    label = gettext_lazy("Edit")

    reason = words(gettext_lazy("Why"), help_text=gettext_lazy("Stands in the history beside your name."))

    def first_values(self) -> dict[str, Any]:
        return {name: self.record.serializable_value(name) for name in self.columns}

    def typed(self) -> dict[str, Any]:
        changed = {name: self.cleaned_data[name] for name in self.changed_data if name in self.columns}
        return {**changed, "reason": self.cleaned_data["reason"]}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not set(self.changed_data) & set(self.columns):
            raise forms.ValidationError(_("Nothing is different from what stands; change something, or go back"))
        return cleaned

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        return records.edit(self.record, rev=self.cleaned_data["rev"], by=by, at=at, **self.typed())


class WithdrawForm(ActForm):
    """Out of every open list and count; it stays in the past and in its history."""

    slug = "withdraw"
    label = gettext_lazy("Withdraw")
    lede = gettext_lazy("It leaves every open list and count. It stays in the history and on past days.")
    for_several = True
    verb = records.withdraw

    reason = words(gettext_lazy("Why it is withdrawn"))


def editing(kind: type[Any], noun: str, columns: tuple[str, ...], **more: Any) -> type[EditForm]:
    """The edit form of a kind whose columns need nothing special."""
    return type(
        f"Edit{kind.__name__}", (EditForm,), {"act": f"{noun}.edit", "kind": kind, "model": kind, "columns": columns}
        | {"__doc__": f"The words of a {noun}.", **more},
    )  # fmt: skip


def withdrawing(kind: type[Any], noun: str) -> type[WithdrawForm]:
    return type(f"Withdraw{kind.__name__}", (WithdrawForm,), {"act": f"{noun}.withdraw", "kind": kind})

"""Forms on evidence: add a file or a link to what it proves, withdraw it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from riskreg.access import PROVED, Actor
from riskreg.models import Evidence, Measure
from riskreg.services import evidence, evidence_types
from riskreg.vocabulary.choices import LadderStep
from riskreg.web.forms.base import ActForm, WithdrawForm
from riskreg.web.forms.fields import words


class Adding(ActForm):
    """One more piece of evidence with a record; what is there stays."""

    act = "evidence.add"
    is_creation = True

    proves: Any = words(_("What it proves"), required=False, rows=2, longest=1000)

    def set_up(self) -> None:
        if self.kind is Measure:
            self.fields["proves"] = forms.ChoiceField(
                label=_("Which step of the ladder it proves"), choices=[("", "–"), *LadderStep.choices]
            )

    def trace(self) -> tuple[type[Any], list[int]]:
        mine = Evidence._base_manager.filter(about=self.record.code)
        return Evidence, list(mine.values_list("id", flat=True))


class AddFile(Adding):
    """A file, kept as it is; only for download."""

    slug = "add-file"
    label = _("Add a file as evidence")
    lede = _("It is kept as it is and never replaced; whoever may see this record can download it.")
    is_checked = False

    file = forms.FileField(label=_("File"), allow_empty_file=True)
    title = forms.CharField(
        label=_("What it is, in a few words"), required=False, max_length=200,
        help_text=_("The file's own name when left empty"),
    )  # fmt: skip

    field_order = ("file", "title", "proves")

    def set_up(self) -> None:
        super().set_up()
        self.fields["file"].help_text = gettext("At most %(size)s; one of: %(types)s. Without macros.") % {
            "size": filesizeformat(settings.EVIDENCE_MAX_BYTES),
            "types": evidence_types.expected(),
        }
        self.order_fields(self.field_order)

    def carry_out(self, *, by: Actor, at: datetime) -> Evidence:
        typed = self.typed()
        return evidence.add_file(self.record, name=typed["file"].name or "", by=by, at=at, **typed)


class AddLink(Adding):
    """A page elsewhere."""

    slug = "add-link"
    label = _("Add a link as evidence")
    lede = _("The register keeps the address, not the page behind it: what stands there may change.")

    address = forms.CharField(
        label=_("Address"), max_length=evidence.LONGEST_ADDRESS, help_text=_("Begins with https:// or http://")
    )
    title = forms.CharField(label=_("What it is, in a few words"), max_length=200)

    field_order = ("address", "title", "proves")

    def set_up(self) -> None:
        super().set_up()
        self.order_fields(self.field_order)

    def carry_out(self, *, by: Actor, at: datetime) -> Evidence:
        return evidence.add_link(self.record, by=by, at=at, **self.typed())


class Withdraw(WithdrawForm):
    """It proves nothing any more."""

    act, kind = "evidence.withdraw", Evidence
    label = _("Withdraw evidence")
    lede = _("From now on it proves nothing. The file or address stays in the history; nothing is replaced.")


def _adding(form: type[Adding], kind: type[Any]) -> type[ActForm]:
    return type(f"{form.__name__}{kind.__name__}", (form,), {"kind": kind, "__doc__": form.__doc__})


FORMS: tuple[type[ActForm], ...] = (*(_adding(form, kind) for kind in PROVED for form in (AddFile, AddLink)), Withdraw)

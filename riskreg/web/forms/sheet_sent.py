"""What goes with a month's sheet beside its rows, and the sheet as it is carried past a sign-in."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext as _

from riskreg.models import ReportingPeriod


class SheetForm(forms.Form):
    """The sheet's own mechanism: whose it is, and which sending."""

    role = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    once = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    # The account at whose screen it is filled in.
    by = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    # The rows of the draft that stand in it, each with a print: what another window keeps is left alone.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, role: str, by: str, seen: str) -> SheetForm:
        return cls(initial={"role": role, "once": uuid.uuid4().hex, "by": by, "seen": seen})


class SheetTyped(forms.Form):
    """The sheet as it is carried past a sign-in that expired: its fields are named by the rows."""

    kind = ReportingPeriod

    @classmethod
    def heading(cls) -> str:
        return _("Updates of a month")

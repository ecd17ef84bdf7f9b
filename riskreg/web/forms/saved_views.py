"""The name of a saved view."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from riskreg.services.saved_views import LONGEST_NAME


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Name of this view"), max_length=LONGEST_NAME, help_text=_("Only you see it; the day is not kept.")
    )

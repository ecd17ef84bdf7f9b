"""How an account wants its mail."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

DIGEST, SINGLE = "digest", "single"


class ChoiceForm(forms.Form):
    mails = forms.ChoiceField(
        label=_("How often"),
        choices=[(DIGEST, _("One digest a day")), (SINGLE, _("Each mail by itself"))],
        widget=forms.RadioSelect,
        help_text=_(
            "What cannot wait comes at once either way: an update that somebody asks you for or sends back, a delay "
            "to be reported, a report that is ready or sealed."
        ),
    )
    language = forms.ChoiceField(label=_("Language of mails and calendar"), choices=settings.LANGUAGES)

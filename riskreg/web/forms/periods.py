"""Forms on a month: open it, send it to review, open it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from riskreg.access import Actor
from riskreg.insight.month_state import missing
from riskreg.models import ReportingPeriod
from riskreg.services import periods
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.periods import Month
from riskreg.vocabulary.working_days import last_working_day
from riskreg.web.forms.base import ActForm
from riskreg.web.forms.fields import words


def month_name(month: Month) -> str:
    return str(capfirst(date_format(month.first, "F Y")))


class OfPeriod(ActForm):
    kind = ReportingPeriod

    @classmethod
    def page_of(cls, record: Any) -> str:
        return reverse("cockpit", args=[record.code])

    def receipt(self, made: Any) -> str:
        # Sent twice nothing is made: the month as it stands by now.
        of = made if made is not None else ReportingPeriod.objects.get(pk=self.record.pk)
        return gettext("%(month)s is now %(state)s.") % {
            "month": month_name(Month.parse(of.code)),
            "state": of.get_state_display(),
        }


class Open(OfPeriod):
    """The next month, for updates."""

    act, slug = "period.open", "open"
    label = _("Open a month")
    lede = _("Owners see what is due from them, and get a mail.")
    is_main = is_creation = True
    is_checked = False
    list_url = "cockpits"

    from_address = ("month",)

    month = forms.TypedChoiceField(label=_("Month"), coerce=Month.parse)

    def set_up(self) -> None:
        field: Any = self.fields["month"]
        now = Month.of(self.register.on)
        offered = periods.to_open(self.register.of(ReportingPeriod), self.register.on)
        field.choices = [(str(month), month_name(month)) for month in offered]
        if not offered:
            field.help_text = gettext("%(month)s is the latest; the next one opens on %(day)s") % {
                "month": month_name(now),
                "day": dates.show(now.next.first),
            }
        elif offered[0] < now:
            field.help_text = gettext(
                "Open a month that was missed before a later one is cut off; after that it cannot."
            )

    def carry_out(self, *, by: Actor, at: datetime) -> Any:
        return periods.open_month(self.cleaned_data["month"], by=by, at=at)


class Review(OfPeriod):
    """The cut-off."""

    act, slug = "period.review", "review"
    label = _("Send to review")
    lede = _("This is the cut-off: what is typed later counts for the next month. It can be opened again.")
    is_main = True
    verb = periods.review

    reason = words(_("Why"), required=False, rows=2)

    def set_up(self) -> None:
        month = Month.parse(self.record.code)
        last = last_working_day(month)
        told = []
        self.fields["reason"].required = self.register.on < last
        if self.register.on < last:
            told.append(gettext("Needed before %(day)s, its last working day.") % {"day": dates.show(last)})
        lacks = missing(self.register, month)
        if lacks:
            told.append(gettext("It still lacks: %(words)s.") % {"words": "; ".join(one.words for one in lacks)})
        self.fields["reason"].help_text = " ".join(told)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(record.state == PeriodState.OPEN)


class Reopen(OfPeriod):
    """Back to open."""

    act, slug = "period.reopen", "reopen"
    label = _("Open again")
    lede = _("Owners can change their updates again. The cut-off is the next moment at which it goes into review.")
    verb = periods.reopen

    reason = words(_("Why"), rows=2)

    @classmethod
    def applies(cls, record: Any) -> bool:
        return bool(record.state == PeriodState.IN_REVIEW)


FORMS: tuple[type[ActForm], ...] = (Open, Review, Reopen)

"""What is compared with what: one record or the whole register, between two moments, one kind or all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskreg.vocabulary import dates
from riskreg.vocabulary.periods import FIRST_YEAR, LAST_YEAR, REGISTER_ZONE, day_of, end_of_day

_WITH_TIME = re.compile(r"[0-9-]+[Tt]")
DIFFERENCES, ALL = "differences", "all"
SHOWN = ((DIFFERENCES, gettext_lazy("what differs")), (ALL, gettext_lazy("also what is the same")))


@dataclass(frozen=True)
class Moment:
    """A day, that is its end, or a time of day; `at` is the first instant that does not count, `text` as typed."""

    at: datetime
    on: date
    is_day: bool
    text: str

    @classmethod
    def end_of(cls, on: date) -> Moment:
        return cls(end_of_day(on), on, True, on.isoformat())

    @property
    def words(self) -> str:
        """31 Oct 2026; 31 Oct 2026, 12:00."""
        if self.is_day:
            return dates.show(self.on)
        return _("%(day)s, %(time)s") % {
            "day": dates.show(self.on),
            "time": f"{self.at.astimezone(REGISTER_ZONE):%H:%M}",
        }


def read_moment(text: str) -> Moment:
    """Read a day as anywhere, or 2026-10-31T12:00. Raises ValueError with a sentence that names the text."""
    text = text.strip()
    if not _WITH_TIME.match(text):
        return Moment.end_of(_known(dates.parse_day(text)))
    try:
        at = datetime.fromisoformat(text)
        at = at.replace(tzinfo=REGISTER_ZONE) if at.tzinfo is None else at.astimezone(REGISTER_ZONE)
    except (ValueError, OverflowError):
        raise ValueError(
            _("“%(text)s” is not a moment; write a day, or a day and a time such as 2026-10-31T12:00")
            % {"text": text[:40]}
        ) from None
    return Moment(at, _known(day_of(at)), False, text)


def _known(on: date) -> date:
    if on.year < FIRST_YEAR:
        raise ValueError(_("%(day)s is before 1990") % {"day": on.isoformat()})
    if on.year > LAST_YEAR:
        raise ValueError(
            _("%(day)s lies outside %(first)d to %(last)d")
            % {"day": on.isoformat(), "first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return on


class MomentField(forms.CharField):
    """A day, not after the latest one that the page can know, or a time of day, not after the latest moment."""

    def __init__(self, *, latest_on: date, latest_at: datetime, **kwargs: Any) -> None:
        self.latest_on, self.latest_at = latest_on, latest_at
        widget = forms.TextInput(attrs={"class": "w-day"})
        super().__init__(max_length=40, required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> Moment | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            moment = read_moment(text)
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error
        if moment.on > self.latest_on or (not moment.is_day and moment.at > self.latest_at):
            latest = Moment(self.latest_at, self.latest_on, moment.is_day or moment.on > self.latest_on, "")
            raise forms.ValidationError(
                _("%(day)s lies after %(latest)s; this page does not know it yet")
                % {"day": moment.words, "latest": latest.words},
                code="future",
            )
        return moment


class CompareForm(forms.Form):
    """`from` and `to` come out as Moments, or None where the address does not say."""

    def __init__(self, data: Any, *, latest_on: date, latest_at: datetime, kinds: Sequence[tuple[str, Any]]) -> None:
        super().__init__(data)
        moment: dict[str, Any] = {
            "latest_on": latest_on,
            "latest_at": latest_at,
            "help_text": gettext_lazy("For example 5-2-2027 or 2027-02-05T12:00"),
        }
        every = gettext_lazy("all")
        self.fields = {
            "record": forms.CharField(
                label=gettext_lazy("Record"),
                max_length=60,
                required=False,
                help_text=gettext_lazy("A code such as RSK-003; blank for the whole register"),
            ),
            "from": MomentField(label=gettext_lazy("From"), **moment),
            "to": MomentField(label=gettext_lazy("Until"), **moment),
            "kind": forms.ChoiceField(label=gettext_lazy("Kind"), required=False, choices=[("", every), *kinds]),
            "show": forms.ChoiceField(label=gettext_lazy("Show"), required=False, choices=SHOWN),
        }

"""A private calendar of due days, for one account; its address is the key, so no title of what is confidential."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event

from riskreg.models import ReportingPeriod, RiskAcceptance
from riskreg.notify import months
from riskreg.notify.notices import item
from riskreg.notify.plain import link, one_line
from riskreg.notify.readers import Reader, language_of, reader
from riskreg.notify.write import host
from riskreg.services import mails
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import MilestoneStatus, PeriodState, Right, RiskState
from riskreg.vocabulary.periods import Month, register_day

# How often a calendar program looks again.
_LOOKS_AGAIN = timedelta(hours=6)


def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed of whoever has this address. Raises Http404 for an address that is nobody's, or was withdrawn."""
    choice = mails.of_calendar(secret)
    if choice is None:
        raise Http404(_("There is no such calendar"))
    on = register_day(timezone.localdate(), settings.DEMO_DAY)
    one = reader(choice.user, on, choice)
    if not one.actor.rights:
        raise Http404(_("There is no such calendar"))
    with override(language_of(choice)):
        content = calendar(one).to_ical()
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = 'inline; filename="register.ics"'
    return answer


def calendar(one: Reader) -> Calendar:
    """Every due day that concerns the reader, in the active language; the same register gives the same bytes."""
    made = Calendar()
    made.add("prodid", "-//riskreg//calendar//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", _("Risk register"))
    made.add("x-wr-calname", _("Risk register"))
    made.add("refresh-interval", _LOOKS_AGAIN, parameters={"value": "DURATION"})
    for event in sorted(_events(one), key=lambda event: str(event["uid"])):
        made.add_component(event)
    return made


def _events(one: Reader) -> Iterator[Event]:
    yield from _months(one)
    yield from _milestones(one)
    yield from _acceptances(one)
    yield from _commitments(one)
    yield from _decisions(one)


def _event(record: Any, kind: str, day: date, summary: str, url: str) -> Event:
    """A whole day that takes no time; its moments are those of the record's last version, so it is stable."""
    stamp: datetime = record.head.history_date
    made = Event()
    made.add("uid", f"{kind}-{record.code}@{host()}")
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", record.rev - 1)
    made.add("dtstart", day)
    made.add("dtend", day + timedelta(days=1))
    made.add("summary", one_line(summary, 250))
    made.add("url", url)
    made.add("description", url)
    made.add("transp", "TRANSPARENT")
    return made


def _about(record: Any, noun: str, kind: str, day: date, words: str) -> Event:
    named = item(record, noun)
    return _event(record, kind, day, words % {"code": named.code, "title": named.title}, named.url)


def _months(one: Reader) -> Iterator[Event]:
    rows = one.register.standing(ReportingPeriod).filter(state=PeriodState.OPEN, due__isnull=False)
    for period in rows.select_related("head"):
        month = Month.parse(period.code)
        owed = one.due(month)
        words = {"month": months.name_of(month), "items": months.counted(owed)}
        if owed:
            yield _event(period, "due", period.due, _("Updates of %(month)s: %(items)s") % words, months.sheet(month))
        elif one.has(Right.OFFICER):
            url = link(f"/cockpit/{month}/")
            yield _event(period, "due", period.due, _("All updates of %(month)s are due") % words, url)


def _milestones(one: Reader) -> Iterator[Event]:
    rows = one.register.milestones.standing().filter(owner_id__in=one.fills).exclude(status=MilestoneStatus.COMPLETED)
    for row in rows.filter(first_baseline__isnull=False).select_related("head"):
        if row.forecast is not None:
            yield _about(row, "milestone", "forecast", row.forecast, _("%(code)s %(title)s: forecast"))
        if row.baseline is not None and row.baseline != row.forecast:
            yield _about(row, "milestone", "baseline", row.baseline, _("%(code)s %(title)s: baseline"))


def _acceptances(one: Reader) -> Iterator[Event]:
    """Of each risk the newest, while it runs."""
    rows = one.register.standing(RiskAcceptance).order_by("id").select_related("head", "risk")
    newest = {row.risk_id: row for row in rows}
    for row in newest.values():
        risk = row.risk
        if row.until < one.on or risk.withdrawn or risk.state == RiskState.CLOSED:
            continue
        if one.has(Right.OFFICER) or risk.owner_id in one.fills:
            named = item(risk, "risk")
            words = {"code": named.code, "title": named.title}
            yield _event(row, "acceptance", row.until, _("%(code)s %(title)s: acceptance ends") % words, named.url)


def _commitments(one: Reader) -> Iterator[Event]:
    rows = one.register.commitments.open().filter(due__isnull=False)
    if not one.actor.rights & {Right.OFFICER, Right.MANAGEMENT}:
        rows = rows.filter(keeper_id__in=one.fills)
    for row in rows.select_related("head"):
        named = item(row, "commitment")
        words = {"code": named.code, "title": named.title, "due": dates.show(row.due, row.due_precision)}
        yield _event(row, "due", row.due, _("%(code)s %(title)s: promised for %(due)s") % words, named.url)


def _decisions(one: Reader) -> Iterable[Event]:
    rows = one.register.decisions.asked().filter(needed_by__isnull=False)
    if not one.actor.rights & {Right.OFFICER, Right.MANAGEMENT}:
        rows = rows.filter(asked_by_id__in=one.fills)
    for row in rows.select_related("head"):
        yield _about(row, "decision", "needed", row.needed_by, _("%(code)s %(title)s: decision needed"))

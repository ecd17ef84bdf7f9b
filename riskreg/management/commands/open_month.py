"""Open a month for updates; fit for a timer, since a month that is open already stays as it is."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from riskreg.access import operator
from riskreg.management.reading import require_register
from riskreg.models import ReportingPeriod
from riskreg.services import periods
from riskreg.vocabulary import dates
from riskreg.vocabulary.errors import Refused
from riskreg.vocabulary.periods import Month, register_day


class Command(BaseCommand):
    """Exit 0 when the month is there, 1 when a rule refuses it, 2 for what is no month or no register."""

    help = "Open a month for updates, for example on its first day by a timer; opening it twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", nargs="?", metavar="YYYY-MM", help="default: the month of today")

    def handle(self, *args: Any, month: str | None, **options: Any) -> None:
        require_register()
        at = timezone.now()
        try:
            wanted = Month.parse(month) if month else Month.of(register_day(timezone.localdate(), settings.DEMO_DAY))
        except ValueError as error:
            raise CommandError(str(error), returncode=2) from error
        standing = ReportingPeriod.objects.filter(code=str(wanted)).first()
        was_there = standing is not None and not periods.is_ahead(standing)
        try:
            period = periods.open_month(wanted, by=operator(), at=at)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        due = f", updates are due on {dates.show(period.due)}" if period.due else ""
        self.stdout.write(f"{period.code} {'was there' if was_there else 'opened'}: {period.state}{due}")
        missed = periods.to_open(ReportingPeriod.objects.standing(), wanted.last)
        for one in (month for month in missed if month < wanted):
            self.stdout.write(f"{one} was never opened; it can be until {wanted} is cut off: open_month {one}")

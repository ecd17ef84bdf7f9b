"""Make the mails that are new and send what waits; fit for a timer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from riskreg.management.reading import require_register
from riskreg.notify import job
from riskreg.vocabulary.periods import register_day


class Command(BaseCommand):
    """Exit 0 when all went out, 1 when something waits for the next run (with why), 2 where there is no register."""

    help = "Make the mails that the log and the day ask for, and send what waits; run it every few minutes by a timer."

    def handle(self, *args: Any, **options: Any) -> None:
        require_register()
        at = timezone.now()
        done = job.run(at, register_day(timezone.localdate(), settings.DEMO_DAY))
        if done.failed:
            raise CommandError(
                f"{done.made} made, {done.sent} sent, {done.failed} not: {done.trouble}. They are kept and tried again."
            )
        self.stdout.write(f"{done.made} made, {done.sent} sent")

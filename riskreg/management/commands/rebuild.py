"""Work out again what the trend draws of every month, and tell what differs from what is kept."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from riskreg.access import everybody
from riskreg.history.register import Register
from riskreg.insight import trend
from riskreg.management.reading import require_register
from riskreg.models import MonthFigures, PublishedReport
from riskreg.reporting import publish
from riskreg.services import figures


class Command(BaseCommand):
    """Exit 0 when all agree, 1 with `--check` when a month differs, or always when a sealed one does."""

    help = "Work out the figures of reconstructed months, and check those of sealed editions against their data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; tell what differs")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        require_register()
        worked_out = {
            str(month): trend.of_register(Register.as_of(everybody(), month.last), month.last)
            for month in trend.reconstructed(Register.now(everybody(), timezone.localdate()))
        }
        differs = [] if not check else self.differences(worked_out)
        if not check:
            self.stdout.write(
                f"{len(worked_out)} reconstructed months, {figures.keep(worked_out)} of them new or other"
            )
        differs += self.sealed_otherwise()
        if differs:
            raise CommandError("\n".join(differs))
        if check:
            self.stdout.write(f"{len(worked_out)} reconstructed months agree, and so do the sealed ones")

    def sealed_otherwise(self) -> list[str]:
        """What is wrong with the figures of sealed editions, against the data that they were sealed with."""
        told = []
        for report in PublishedReport.objects.standing().order_by("code"):
            try:
                again = publish.figures_of(publish.report_of(report))
            except publish.Unreadable as error:
                told.append(error.message)
                continue
            if again != report.figures:
                told.append(f"{report.code}: sealed with {report.figures}, its data gives {again}")
        return told

    def differences(self, worked_out: dict[str, Any]) -> list[str]:
        kept = dict(MonthFigures.objects.values_list("month", "figures"))
        return [
            f"{month}: kept {kept.get(month, 'nothing')}, worked out {worked_out.get(month, 'nothing')}"
            for month in sorted({*kept, *worked_out})
            if kept.get(month) != worked_out.get(month)
        ]

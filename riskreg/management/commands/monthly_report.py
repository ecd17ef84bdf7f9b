"""Write the report of a month, as a stand-alone HTML file or as JSON."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from riskreg.management.reading import add_reader
from riskreg.management.reading import reader as actor_named
from riskreg.reporting import monthly
from riskreg.reporting.cut_offs import CutOffs
from riskreg.reporting.render import html
from riskreg.reporting.render import json as json_file
from riskreg.vocabulary.periods import Month, latest_day


class Command(BaseCommand):
    help = "Write the report of a month between its two cut-offs, over all records or what one account may see."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", help="the month, YYYY-MM")
        parser.add_argument("--format", choices=("html", "json"), default="html")
        add_reader(parser)
        parser.add_argument("--output", type=Path, help="the file to write; without it, standard output")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--site", default="", help="address that the links of an HTML file start with")

    def handle(self, *args: Any, month: str, reader: str | None, output: Path | None, **options: Any) -> None:
        today = latest_day(timezone.localdate(), settings.DEMO_DAY)
        try:
            wanted = Month.parse(month)
        except ValueError as error:
            raise CommandError(str(error), returncode=2) from error
        if wanted > Month.of(today):
            raise CommandError(f"{wanted} has not begun: the register's day is {today}", returncode=2)
        language = options["language"] or settings.REGISTER_LANGUAGE
        actor, cut_offs = actor_named(reader, today), CutOffs.read(today)
        start, end = cut_offs.start(actor, wanted), cut_offs.end(actor, wanted)
        with override(language):
            report = monthly.build(start, end, wanted, cut_offs.state(wanted))
            if report.is_empty and not report.has_before:
                raise CommandError(f"The register holds nothing yet in {wanted}; there is no report", returncode=2)
            as_json = options["format"] == "json"
            text = json_file.dumps(report) if as_json else html.file(report, language, options["site"])
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"--output: {output} cannot be written: {error.strerror}", returncode=2) from error

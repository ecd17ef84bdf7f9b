"""Write the report of a month as a stand-alone HTML file, PDF, spreadsheet, text document or JSON."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from riskreg.history.register import Register
from riskreg.management.reading import add_reader
from riskreg.management.reading import reader as actor_named
from riskreg.reporting import monthly, publish
from riskreg.reporting.cut_offs import CutOffs
from riskreg.reporting.document import Report
from riskreg.reporting.render import files, html, pdf
from riskreg.reporting.render.edition import COPY
from riskreg.vocabulary.choices import PeriodState
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import Month, latest_day

# Formats that no terminal shows.
BINARY = ("pdf", "xlsx", "docx")


class Command(BaseCommand):
    help = "Write the report of a month between its two cut-offs, over all records or what one account may see."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", help="the month, YYYY-MM")
        parser.add_argument("--format", choices=files.FORMATS, default="html")
        add_reader(parser)
        parser.add_argument(
            "--output", type=Path, help="the file to write; without it, standard output (HTML and JSON)"
        )
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
        name = options["format"]
        if output is None and name in BINARY:
            raise CommandError(f"--format {name} writes no text; name the file with --output", returncode=2)
        language = options["language"] or settings.REGISTER_LANGUAGE
        actor, cut_offs = actor_named(reader, today), CutOffs.read(today)
        if reader is None and options["language"] is None and self._sealed(wanted, name, output):
            return
        start, end = cut_offs.start(actor, wanted), cut_offs.end(actor, wanted)
        with override(language):
            words = Register.now(actor, today)
            report = monthly.build(start, end, wanted, cut_offs.state(wanted), cut_offs=cut_offs, words=words)
            if report.is_empty and not report.has_before:
                raise CommandError(f"The register holds nothing yet in {wanted}; there is no report", returncode=2)
            if report.state == PeriodState.SEALED:
                report = replace(report, state=COPY)
            content = self._made(name, publish.with_trend(report, words), options["site"])
        self._write(content, output)

    def _sealed(self, month: Month, name: str, output: Path | None) -> bool:
        """A sealed month is the file that was sealed, whoever asks for it; whether the month has one."""
        sealed = publish.newest(month)
        if sealed is None:
            return False
        try:
            self._write(publish.file_of(sealed, name), output)
        except RuleBroken as refused:
            raise CommandError(refused.message) from refused
        return True

    def _write(self, content: bytes, output: Path | None) -> None:
        if output is None:
            self.stdout.write(content.decode(), ending="")
            return
        try:
            output.write_bytes(content)
        except OSError as error:
            raise CommandError(f"--output: {output} cannot be written: {error.strerror}", returncode=2) from error

    def _made(self, name: str, report: Report, site: str) -> bytes:
        if name == "html":
            return html.file(report, report.language, site).encode()
        try:
            return files.one(name, report)
        except pdf.NotMade as error:
            raise CommandError(f"The PDF could not be made: {error}") from error

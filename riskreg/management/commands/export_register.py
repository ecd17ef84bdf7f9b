"""Write the register on a day as JSON."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from riskreg.exchange import rules_json
from riskreg.history.register import Register
from riskreg.management.reading import add_reader
from riskreg.management.reading import reader as actor_named
from riskreg.vocabulary import dates
from riskreg.vocabulary.periods import latest_day, register_day


class Command(BaseCommand):
    help = "Write the register as it stood at the end of a day: states and figures, as fixtures/douane/RULES.md has it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as-of", help="the day, YYYY-MM-DD or d-m-yyyy; without it, now")
        add_reader(parser)
        parser.add_argument("--output", type=Path, help="the file to write; without it, standard output")

    def handle(self, *args: Any, as_of: str | None, reader: str | None, output: Path | None, **options: Any) -> None:
        real = timezone.localdate()
        today = register_day(real, settings.DEMO_DAY)
        actor = actor_named(reader, today)
        register = Register.now(actor, today)
        if as_of is not None:
            try:
                day = dates.parse_day(as_of)
            except ValueError as error:
                raise CommandError(f"--as-of: {error}", returncode=2) from error
            latest = latest_day(real, settings.DEMO_DAY)
            if day > latest:
                raise CommandError(f"--as-of: {day} lies after today, {latest}", returncode=2)
            register = Register.as_of(actor, day)
        text = rules_json.dumps(rules_json.register_on(register))
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"--output: {output} cannot be written: {error.strerror}", returncode=2) from error

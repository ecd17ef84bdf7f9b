"""Write the audit bundle: what an auditor needs to check the log on their own laptop."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from riskreg.access import visible_to
from riskreg.integrity import bundle, checkpoints
from riskreg.management.reading import add_reader
from riskreg.management.reading import reader as actor_named
from riskreg.vocabulary import dates
from riskreg.vocabulary.errors import BadInput
from riskreg.vocabulary.periods import register_day


class Command(BaseCommand):
    """Exit 0 when the bundle is written, 2 when it cannot be."""

    help = (
        "Write the log, what it commits to, its checkpoints and proofs, and a verifier, as one zip. "
        "Without --as it is the operator's and leaves nothing out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", type=Path, metavar="OUT.zip")
        parser.add_argument("--record", default="", metavar="CODE", help="only the versions of this record")
        parser.add_argument("--from", dest="since", metavar="DAY", help="only what happened from this day, YYYY-MM-DD")
        parser.add_argument("--to", dest="until", metavar="DAY", help="only what happened up to this day")
        add_reader(parser)
        parser.add_argument("--force", action="store_true", help="write over a file that is there")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        if out.is_dir() or (out.exists() and not options["force"]):
            raise CommandError(f"{out} is there already; give another name, or --force", returncode=2)
        at = timezone.now()
        since, until = _day("--from", options["since"]), _day("--to", options["until"])
        actor = actor_named(options["reader"], register_day(timezone.localdate(at), settings.DEMO_DAY))
        wanted = bundle.Wanted(
            by=options["reader"] or actor.name,
            at=at,
            visible=None if actor.is_operator else lambda rows: visible_to(actor, rows),
            record=options["record"].strip().upper(),
            since=since,
            until=until,
        )
        try:
            with tqdm(unit=" entries", disable=options["verbosity"] == 0 or None, leave=False) as bar:
                made = bundle.write(out, wanted, lambda done, of: _show(bar, done, of))
        except BadInput as refused:
            raise CommandError(refused.message, returncode=2) from refused
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror or error}", returncode=2) from error
        self.tell(out, made)

    def tell(self, out: Path, made: bundle.Made) -> None:
        self.stdout.write(
            f"{out}: {made.entries} entries of {made.size}, {made.openings} openings, {made.left_out} left out"
        )
        if made.checkpoints:
            newest = made.checkpoints[-1]
            self.stdout.write(f"root of the first {newest.size}   {checkpoints.in_groups(newest.root)}")
        if not made.is_covered:
            self.stdout.write(
                f"NOT COVERED   no checkpoint covers the last {made.size - made.covered} entries; "
                "sign first: manage.py checkpoint"
            )


def _day(option: str, text: str | None) -> date | None:
    try:
        return dates.parse_day(text) if text is not None else None
    except ValueError as error:
        raise CommandError(f"{option}: {error}", returncode=2) from error


def _show(bar: Any, done: int, of: int) -> None:
    bar.total = of
    bar.update(done - bar.n)

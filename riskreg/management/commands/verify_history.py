"""Check the log, every version, every record, the guards and the two keys; say intact, altered, or not covered."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from tqdm import tqdm

from riskreg.integrity import verdicts, verify

_EXIT = {verify.INTACT: 0, verify.ALTERED: 1, verify.NOT_COVERED: 2}
_ROOT = re.compile(r"(\d{1,18}):([0-9a-f]{64})", re.ASCII)


def _checkpoint(text: str) -> verify.Known:
    match = _ROOT.fullmatch(re.sub(r"\s", "", text).lower())
    if match is None:
        raise ArgumentTypeError(f"“{text}” is no checkpoint; expected SIZE:ROOT with a root of 64 hexadecimal digits")
    return verify.Known(size=int(match[1]), root=match[2])


def _key(text: str) -> verify.Known:
    key = re.sub(r"\s", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", key):
        raise ArgumentTypeError(f"“{text}” is no key; expected 64 hexadecimal digits")
    return verify.Known(first_key=key)


class Command(BaseCommand):
    """Exit 0 intact, 1 altered, 2 not covered by a checkpoint or not checkable."""

    help = "Check the log and all that it vouches for. Exit 0: intact; 1: altered; 2: not covered or not checkable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--checkpoint", type=_checkpoint, action="append", default=[], metavar="SIZE:ROOT",
            help="an older checkpoint kept elsewhere, against which the log must still hold (may be given again)",
        )  # fmt: skip
        parser.add_argument("--first-key", type=_key, metavar="KEY", help="the first public key, as it was handed out")
        parser.add_argument("--no-keep", action="store_true", help="do not tell the pages what was found")
        parser.add_argument("--all", action="store_true", help="name every alteration found, not the first alone")

    def handle(self, *args: Any, **options: Any) -> None:
        known = [*options["checkpoint"], *([options["first_key"]] if options["first_key"] else [])]
        try:
            with tqdm(unit=" checks", disable=options["verbosity"] == 0 or None, leave=False) as bar:
                verdict = verify.check(lambda done, of: _show(bar, done, of), known)
        except DatabaseError as error:
            if not options["no_keep"]:
                verdicts.keep_unfinished(timezone.now())
            raise CommandError(f"Not checkable: {error}", returncode=2) from error
        if not options["no_keep"]:
            verdicts.keep(verdict, timezone.now())
        self.tell(verdict, every=options["all"])
        if verdict.state != verify.INTACT:
            raise SystemExit(_EXIT[verdict.state])

    def tell(self, verdict: verify.Verdict, *, every: bool) -> None:
        if verdict.first is not None:
            self.stdout.write(f"ALTERED   {verdict.first}")
            for one in verdict.alterations if every else []:
                self.stdout.write(f"          {one}")
            more = len(verdict.alterations) - 1
            if more and not every:
                self.stdout.write(f"          and {more} more (--all names them)")
            return
        left = verdict.entries - verdict.covered
        if verdict.state == verify.INTACT:
            made = f"{verdict.checkpoints} checkpoint{'' if verdict.checkpoints == 1 else 's'}"
            self.stdout.write(f"INTACT    {verdict.entries} entries, all under {made}")
        elif verdict.checkpoints:
            self.stdout.write(
                f"NOT COVERED   intact up to entry {verdict.covered}; no checkpoint covers the {left} entries since "
                "(manage.py checkpoint)"
            )
        else:
            self.stdout.write(
                f"NOT COVERED   nothing altered, and no checkpoint covers any of {verdict.entries} entries "
                "(manage.py checkpoint)"
            )


def _show(bar: Any, done: int, of: int) -> None:
    bar.total = of
    bar.update(done - bar.n)

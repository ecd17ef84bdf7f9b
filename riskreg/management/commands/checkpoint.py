"""Sign the log as it stands; fit for a timer, since an unchanged log keeps the checkpoint that it has."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from riskreg.integrity import checkpoints
from riskreg.management.reading import require_register
from riskreg.vocabulary.errors import RuleBroken


class Command(BaseCommand):
    """Exit 0 when the log is signed, 1 when it could not be, 2 where there is no register."""

    help = "Sign the log as it stands (size and root, Ed25519), and print what to keep elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rotate", action="store_true", help="sign with a new key from now on; the old one says so"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_register()
        at = timezone.now()
        try:
            with transaction.atomic():
                if options["rotate"]:
                    key = checkpoints.rotate(at)
                    self.stdout.write(f"new key   {checkpoints.in_groups(key.public)}")
                made = checkpoints.make(at)
        except RuleBroken as refused:
            raise CommandError(str(refused.message)) from refused
        self.stdout.write(f"entries   {made.size}")
        self.stdout.write(f"root      {checkpoints.in_groups(made.root)}")
        self.stdout.write(f"made at   {made.at.isoformat(timespec='seconds')}")
        self.stdout.write(f"key       {checkpoints.in_groups(made.key.public)}")
        self.stdout.write(f"first key {checkpoints.in_groups(checkpoints.first_key())}")

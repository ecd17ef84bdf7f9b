"""Give the application's own login on PostgreSQL what it needs, and nothing with which history could be rewritten."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, transaction

from riskreg.integrity import grants


class Command(BaseCommand):
    """Run by the owner of the tables, after every migration. Exit 2 where there is nothing to grant."""

    help = "Grant a PostgreSQL login what the application needs: no UPDATE, DELETE or TRUNCATE on history and log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", help="the login with which the application serves; it must exist")

    def handle(self, *args: Any, role: str, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("SQLite has no logins; there is nothing to grant", returncode=2)
        try:
            with transaction.atomic():
                owns = grants.give(connection, role)
        except DatabaseError as error:
            raise CommandError(f"Nothing was granted: {error}", returncode=2) from error
        if owns:
            raise CommandError(
                f"{role} owns the tables and could drop every guard; migrate with this login and serve with another",
                returncode=1,
            )
        self.stdout.write(f"{role}: {len(grants.tables())} tables")

"""For whom a command reads: the operator, who sees all, or an account that it is narrowed to."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from riskreg.access import Actor, actor_of, operator
from riskreg.integrity import guards
from riskreg.models import User


def add_reader(parser: ArgumentParser) -> None:
    """The option that names the account."""
    parser.add_argument("--as", dest="reader", metavar="USERNAME", help="only what this account may see; else all")


def require_register() -> None:
    """Raises CommandError where there is no register of this version; a missing SQLite file is not made."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and name != ":memory:" and "mode=memory" not in name and not Path(name).exists():
        raise CommandError(f"There is no register at {name}; set one up with: manage.py demo", returncode=2)
    executor = MigrationExecutor(connection)
    if not guards.has_tables() or executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(f"{name} holds no register of this version; run: manage.py migrate", returncode=2)


def reader(username: str | None, on: date) -> Actor:
    """Who reads, with the rights of the day. Raises CommandError for an account that is not there or not active."""
    require_register()
    if username is None:
        return operator()
    user = None if "\x00" in username else User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"--as: there is no active account {username!r}", returncode=2)
    return actor_of(user, on)

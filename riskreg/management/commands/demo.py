"""Load the real register of the Dutch customs administration and serve it on this machine."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from argparse import ArgumentParser
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, OperationalError, ProgrammingError, connection, transaction
from django.utils import timezone
from gunicorn.app.base import BaseApplication
from tqdm import tqdm

from riskreg.access import operator
from riskreg.exchange import facts
from riskreg.integrity import checkpoints, guards, verdicts, verify
from riskreg.models import Risk, Role, User
from riskreg.services import accounts, periods, records
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import BadInput
from riskreg.vocabulary.periods import Month, register_day

FACTS = Path(settings.BASE_DIR) / "fixtures" / "douane"
DEMO_DAY = date(2026, 11, 22)
# account -> the role it fills; the owner fills the role with most open items
ROLES = {
    Right.OFFICER: "ROL-RM",
    Right.OWNER: "ROL-DIR-IT",
    Right.AUDITOR: "ROL-AUD-ADR",
    Right.MANAGEMENT: "ROL-DG",
    Right.ADMINISTRATOR: None,
}
CONFIDENTIAL = ("RSK-012", "RSK-027")
MAY_SEE_CONFIDENTIAL = (Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT)
FIRST_OPEN_MONTH = Month(2026, 11)
MAILS_EVERY = 15  # seconds


class Command(BaseCommand):
    help = "Set up the demonstration register when it is empty, then serve it on 127.0.0.1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="stop before serving")

    def handle(self, *args: Any, no_serve: bool, **options: Any) -> None:
        settings.DEMO = True
        settings.DEMO_DAY = settings.DEMO_DAY or DEMO_DAY
        try:
            call_command("migrate", verbosity=0)
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(
                f"{settings.DATABASES['default']['NAME']} was made by another version of this demonstration ({error}). "
                "Move it away, or name another with DATABASE_URL, and start again.",
                returncode=2,
            ) from error
        is_new = facts.is_empty()
        if is_new:
            self.load()
        self.set_up()
        if is_new:
            call_command("rebuild", verbosity=0, stdout=StringIO())
            with transaction.atomic():
                checkpoints.make(timezone.now())
            verdicts.keep(verify.check(), timezone.now())
        port = None if no_serve else self.port()
        self.send_mails(port)
        if port is not None:
            serve(port)

    def send_mails(self, port: int | None) -> None:
        """Mails become files, whatever mail server this machine knows; their links lead to this demonstration."""
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        settings.EMAIL_FILE_PATH = str(settings.VAR_DIR / "mails")
        if port is not None and "SITE_URL" not in os.environ:
            settings.SITE_URL = f"http://127.0.0.1:{port}"
        send_mails(self.stdout)

    def load(self) -> None:
        try:
            with tqdm(desc="Loading the register", unit="event", disable=None) as bar:

                def progress(done: int, of: int) -> None:
                    bar.total = of
                    bar.update(done - bar.n)

                facts.load(FACTS, language=settings.REGISTER_LANGUAGE, recorded_at=timezone.now(), progress=progress)
        except BadInput as error:
            raise CommandError(error.message, returncode=2) from error

    def set_up(self) -> None:
        """Accounts, confidential risks and the open month; what is there already stays."""
        by, at = operator("demo"), timezone.now()
        from_day = min(timezone.localdate(), register_day(timezone.localdate(), settings.DEMO_DAY)).replace(day=1)
        with transaction.atomic():
            for right, role in ROLES.items():
                if not User.objects.filter(username=right.value).exists():
                    # An address that no mail server delivers to: the demonstration's mails become files.
                    user = accounts.create(
                        username=right.value, name=str(right.label).capitalize(), by=by, at=at,
                        email=f"{right.value}@demo.example",
                    )  # fmt: skip
                    filled = Role.objects.get(code=role) if role else None
                    accounts.assign(user, right=right, role=filled, starts=from_day, by=by, at=at)
        for code in CONFIDENTIAL:
            risk = Risk.objects.get(code=code)
            if not risk.confidential:
                records.edit(risk, confidential=True, reason="Marked confidential for the demonstration", by=by, at=at)
                for right in MAY_SEE_CONFIDENTIAL:
                    accounts.grant(User.objects.get(username=right.value), risk, by=by, at=at)
        periods.open_month(FIRST_OPEN_MONTH, by=by, at=at)

    def port(self) -> int:
        text = os.environ.get("PORT", "8000")
        if not text.isdecimal() or not 0 < int(text) < 65536:
            raise CommandError(f"PORT is “{text}”; expected a number from 1 to 65535", returncode=2)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", int(text)))
            except OSError as error:
                raise CommandError(
                    f"Port {text} is taken; choose another, for example PORT=8001", returncode=2
                ) from error
        problems = guards.problems()
        if problems:
            raise CommandError("The guards are not in place: " + ", ".join(problems[:5]))
        self.stdout.write(f"\nThe register is at http://127.0.0.1:{text}/  (Ctrl+C stops it)\n")
        self.stdout.flush()
        return int(text)


class Server(BaseApplication):
    """gunicorn inside this process, on the loopback address only."""

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", f"127.0.0.1:{self.port}")
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("workers", 1)
        self.cfg.set("threads", 4)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("post_worker_init", keep_sending)
        self.cfg.set("control_socket_disable", True) if "control_socket_disable" in self.cfg.settings else None

    def load(self) -> Any:
        return get_wsgi_application()


def serve(port: int) -> None:
    Server(port).run()


def send_mails(out: Any) -> None:
    """Run the job of the mails once; the demonstration goes on without it."""
    try:
        call_command("send_mail", stdout=StringIO())
    except (CommandError, DatabaseError) as error:
        out.write(f"Mails were not sent: {error}\n")


def keep_sending(worker: Any) -> None:
    """What a timer does in an installation, inside the process that serves."""

    def run() -> None:
        while True:
            time.sleep(MAILS_EVERY)
            send_mails(sys.stderr)
            connection.close()

    threading.Thread(target=run, name="mails", daemon=True).start()

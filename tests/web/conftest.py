"""Signed-in clients, one per role, on the demo's own day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from riskreg.access import operator
from riskreg.models import Risk, Role, User
from riskreg.services import accounts, records
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.periods import REGISTER_ZONE
from tests.databases import copy_database, drop_database, working_on
from tests.douane import Douane

DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 9, 45, tzinfo=REGISTER_ZONE)
BY = operator("tester")
OWNER_FILLS = "ROL-DIR-IT"
CONFIDENTIAL = ("RSK-012", "RSK-027")
ACCESS_LIST = (Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT)


@pytest.fixture
def demo_day(settings: Any) -> date:
    """The day by which pages judge, as in the demo."""
    settings.DEMO_DAY = DAY
    return DAY


def _accounts() -> None:
    """One account per role; in the real register the owner fills a role and two risks are confidential."""
    fills = {
        Right.OWNER: Role.objects.coded(OWNER_FILLS).first(),
        Right.MANAGEMENT: Role.objects.coded("ROL-DG").first(),
    }
    for right in Right:
        user = accounts.create(username=right.value, name=right.value.title(), by=BY, at=AT)
        accounts.assign(user, right=right, role=fills.get(right), starts=date(2023, 1, 1), by=BY, at=AT)
    for risk in Risk.objects.filter(code__in=CONFIDENTIAL):
        records.edit(risk, confidential=True, reason="Marked confidential for the test", by=BY, at=AT)
        for right in ACCESS_LIST:
            accounts.grant(User.objects.get(username=right), risk, by=BY, at=AT)


@pytest.fixture(scope="session")
def douane_database(
    douane_database: tuple[str, Douane], django_db_blocker: Any, made_once: Any
) -> Iterator[tuple[str, Douane]]:
    """The real register with the accounts, which every test of pages would else make anew."""
    register, loaded = douane_database
    name = f"{register}_accounts"

    def with_accounts() -> None:
        copy_database(register, name)
        with working_on(name):
            _accounts()

    with django_db_blocker.unblock():
        made_once("accounts", name, with_accounts)
    yield name, loaded
    with django_db_blocker.unblock():
        drop_database(name)


@pytest.fixture
def signed_in(db: None, demo_day: date) -> Callable[[str], Client]:
    """`signed_in("officer")` is a client of that role; ask for `douane` too to have the real register."""
    made: dict[str, Client] = {}

    def client(right: str) -> Client:
        if not User.objects.filter(username=Right.OFFICER).exists():
            _accounts()
        if right not in made:
            made[right] = Client()
            made[right].force_login(User.objects.get(username=right))
        return made[right]

    return client

"""People of every right in the real register, signed in."""

import itertools
from datetime import datetime

import pytest
import time_machine
from django.test import Client

from riskreg.services import accounts
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.periods import REGISTER_ZONE
from tests import factories

RIGHTS = (Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT, Right.ADMINISTRATOR)


def signed_in(user, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def morning(settings):
    """The demo's own day, a quarter past ten."""
    settings.DEMO_DAY = datetime(2026, 11, 22, tzinfo=REGISTER_ZONE).date()
    with time_machine.travel(datetime(2026, 11, 22, 10, 15, tzinfo=REGISTER_ZONE), tick=True):
        yield


@pytest.fixture(autouse=True)
def codes_of_their_own(monkeypatch):
    """What factories make beside the real register takes no code of it."""
    monkeypatch.setattr(factories, "_numbers", itertools.count(501))


@pytest.fixture
def people(douane):
    """Right -> account that holds it, each with its own right only."""
    found = {}
    for right in Right:
        made = accounts.create(
            username=right.value, name=f"Somebody {right.value}", by=factories.BY, at=factories.AT, password=PASSWORD
        )
        accounts.assign(made, right=right, by=factories.BY, at=factories.AT, starts=factories.ON.replace(year=2020))
        found[right] = made
    return found


PASSWORD = "a long pass phrase for tests"


@pytest.fixture
def door(people):
    """Sign in as a right: `door("officer")` gives a client."""
    return lambda right, language="en": signed_in(people[Right(right)], language)

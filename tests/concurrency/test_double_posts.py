"""The same form sent twice at the same moment is written once, and both are shown what was written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from riskreg import models
from riskreg.services import accounts
from tests import factories
from tests.concurrency.writers import in_threads
from tests.factories import AT, BY
from tests.web.browsing import controls

pytestmark = pytest.mark.django_db(transaction=True)


def typed_for(noun: str) -> tuple[str, dict[str, str], Callable[[], int]]:
    """Address, what is typed, and how many of it there are."""
    finding = factories.finding()
    about: dict[str, Any] = {
        "edit": (
            f"/findings/{finding.code}/edit/",
            {"title": "Other", "reason": "so"},
            lambda: models.Finding.versions().filter(title="Other").count(),
        ),
        "create": (
            "/findings/new/",
            {
                "title": "New", "kind": "audit_finding", "owner": finding.owner.code, "scale": finding.scale.code,
                "audit_year": "2026", "outcome": "established", "on": "10-11-2026", "sender": factories.party().code,
                "reason": "so",
            },
            lambda: models.Finding.objects.filter(title="New").count(),
        ),
        "line": (
            f"/findings/{finding.code}/interim-goal/",
            {"target": "1-2-2027", "precision": "day", "reason": "so"},
            models.FindingTarget.objects.count,
        ),
        "proposal": (
            f"/findings/{finding.code}/target/",
            {"target": "1-2-2027", "precision": "day", "reason": "so"},
            models.Decision.objects.count,
        ),
    }  # fmt: skip
    return about[noun]


@pytest.mark.parametrize("noun", ["edit", "create", "line", "proposal"])
def test_the_same_form_at_the_same_moment_is_written_once(noun: str, settings: Any) -> None:
    settings.DEMO_DAY = date(2026, 11, 22)
    user = accounts.create(username="officer", name="Officer", by=BY, at=AT)
    accounts.assign(user, right="officer", starts=date(2023, 1, 1), by=BY, at=AT)
    url, typed, count = typed_for(noun)
    clients = [Client() for _ in range(3)]
    for client in clients:
        client.force_login(user)
    sent = {**controls(clients[0].get(url)), **typed, "step": "save"}
    answers = in_threads(3, lambda number: clients[number].post(url, sent))
    assert [answer.status_code for answer in answers] == [302] * 3
    assert len({answer["Location"] for answer in answers}) == 1
    assert count() == 1

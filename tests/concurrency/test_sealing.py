"""Sealing that is killed halfway, or done twice at once, leaves nothing or everything."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connections

from riskreg import models
from riskreg.access import operator
from riskreg.integrity import agreement, seals, verify
from riskreg.services import periods, reports
from riskreg.vocabulary.errors import Refused
from riskreg.vocabulary.periods import Month
from tests.concurrency.sealing import forward, kill_sealers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def reviewed() -> None:
    by = operator("officer")
    period = periods.open_month(Month(2026, 11), by=by, at=datetime.now(UTC))
    periods.review(period, reason="early", by=by, at=datetime.now(UTC))


@pytest.mark.parametrize("kills", [20, pytest.param(300, marks=pytest.mark.deep)])
def test_a_seal_that_is_killed_leaves_nothing_or_everything(kills: int) -> None:
    counted = kill_sealers(kills)
    assert counted["nothing"] > 0
    assert counted["everything"] > 0
    assert list(seals.broken()) == []
    assert agreement.disagreements() == []
    assert verify.check().alterations == []


def test_of_two_who_seal_at_once_one_is_told_that_it_is_sealed() -> None:
    draft = forward()

    def seal(name: str) -> str:
        edition = reports.Edition("{}\n", {"pdf": b"%PDF"}, {}, 0, "")
        try:
            own: Any = models.ReportDraft.objects.select_related("period").get(pk=draft.pk)
            reports.seal(own, edition, by=operator(name), at=datetime.now(UTC))
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as both:
        found = sorted(both.map(seal, ("management", "deputy")))
    assert found == ["done", "sealed"]
    assert models.PublishedReport.objects.count() == models.ReportFile.objects.count() == 1

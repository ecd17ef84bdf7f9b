"""A writer that is killed in the middle leaves everything it was told of, and nothing half done."""

from __future__ import annotations

import pytest

from riskreg import models
from riskreg.integrity import agreement, verify
from tests import factories
from tests.concurrency.killed import kill_writers

KINDS = {"risk": models.Risk, "milestone": models.Milestone}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kills", [60, pytest.param(1_000, marks=pytest.mark.deep)])
def test_nothing_acknowledged_is_lost_and_nothing_is_half_done(kills: int) -> None:
    owner, plan = factories.role(), factories.plan()
    risks = [factories.risk(owner=owner).pk for _ in range(3)]
    milestones = [factories.started_milestone(of=plan).pk for _ in range(2)]
    acknowledged = kill_writers(kills, risks, milestones)
    assert len(acknowledged) >= kills
    kept = {
        (name, *version) for name, kind in KINDS.items() for version in kind.versions().values_list("id", "rev")
    }  # fmt: skip
    assert [line for line in acknowledged if tuple(line) not in kept] == []
    assert agreement.disagreements() == []
    told = verify.check()
    assert told.alterations == []
    assert (
        told.entries == models.LedgerEntry.objects.count() == sum(k.versions().count() for k in verify.tracked_models())
    )

"""Nothing that was acknowledged is lost, and nobody is told "locked", however many write the same records at once."""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from typing import Any

import pytest
from django.db import connection, models, transaction

from riskreg.integrity import agreement
from riskreg.models import Risk
from riskreg.services import decisions, milestones, records, risks
from riskreg.vocabulary.errors import RuleBroken, Stale
from tests import factories
from tests.concurrency.writers import Told, in_processes, in_threads, write
from tests.factories import AT, BY

pytestmark = pytest.mark.django_db(transaction=True)

# writers, changes of each, records
SAMPLE = (4, 25, 5)
OF_PROCESSES = (2, 25, 3)
FULL = (8, 150, 20)


def hot(count: int) -> list[int]:
    owner = factories.role()
    return [factories.risk(owner=owner).pk for _ in range(count)]


def judge(told: list[Told], writers: int, changes: int, ids: list[int]) -> None:
    """Judged on the history rows and the live rows alone."""
    assert [error for one in told for error in one.errors] == []
    assert sum(one.locked for one in told) == 0
    acknowledged = [mark for one in told for mark in one.acknowledged]
    assert len(acknowledged) == writers * changes
    rows = list(Risk.versions().filter(id__in=ids).order_by("id", "rev"))
    assert Counter((row.id, row.title) for row in rows if row.rev > 1) == Counter(acknowledged), "a change is lost"
    live = {risk.pk: risk for risk in Risk.objects.filter(pk__in=ids)}
    for key, versions in itertools.groupby(rows, key=lambda row: row.id):
        last = list(versions)
        assert [row.rev for row in last] == list(range(1, len(last) + 1)), "a version is missing"
        # Each change added one sign to what it had read: a change on an old reading would be one short.
        assert [len(row.note) for row in last] == list(range(len(last)))
        assert (live[key].title, live[key].note, live[key].rev) == (last[-1].title, last[-1].note, last[-1].rev)
        assert live[key].head_id == last[-1].history_id
    assert agreement.disagreements() == []


@pytest.mark.parametrize(("writers", "changes", "count"), [SAMPLE, pytest.param(*FULL, marks=pytest.mark.deep)])
def test_writers_in_threads_lose_nothing(writers: int, changes: int, count: int) -> None:
    ids = hot(count)
    told = in_threads(writers, lambda number: write(number, changes, ids))
    judge(told, writers, changes, ids)


@pytest.mark.parametrize(("writers", "changes", "count"), [OF_PROCESSES, pytest.param(*FULL, marks=pytest.mark.deep)])
def test_writers_in_processes_lose_nothing(writers: int, changes: int, count: int) -> None:
    ids = hot(count)
    told = in_processes(writers, changes, ids)
    judge(told, writers, changes, ids)


# --- the same harness on naive code
class Scratch(models.Model):
    """A table that nothing guards."""

    total = models.IntegerField(default=0)

    class Meta:
        app_label = "riskreg_scratch"
        managed = False


@pytest.fixture
def scratch() -> Any:
    with connection.schema_editor() as editor:
        editor.create_model(Scratch)
    yield Scratch
    with connection.schema_editor() as editor:
        editor.delete_model(Scratch)


def test_naive_code_loses_some(scratch: Any) -> None:
    """Read, change, save without looking at the version: the harness sees what is lost."""
    writers, changes = 4, 25
    row = scratch.objects.create()
    meet = threading.Barrier(writers)

    def naive(number: int) -> None:
        for _change in range(changes):
            meet.wait(timeout=60)
            read = scratch.objects.get(pk=row.pk)
            meet.wait(timeout=60)
            with transaction.atomic():
                read.total += 1
                read.save()

    in_threads(writers, naive)
    row.refresh_from_db()
    assert row.total < writers * changes, "nothing was lost, so the harness cannot fail"


def test_the_judge_sees_one_lost_change() -> None:
    ids = hot(2)
    told = [write(0, 10, ids), write(1, 10, ids)]
    judge(told, 2, 10, ids)
    told[0].acknowledged.append((ids[0], "never written"))
    with pytest.raises(AssertionError):
        judge(told, 2, 10, ids)


# --- creating at the same moment
def again(act: Any) -> Any:
    """As a page does: who is told that a code is taken, or that a record changed, tries once more."""
    for _try in range(200):
        try:
            return act()
        except Stale:
            continue
        except RuleBroken as refused:
            if refused.code != "taken":
                raise
    raise AssertionError("never came through")


def test_records_made_at_the_same_moment_get_codes_of_their_own() -> None:
    owner, each = factories.role(), 5

    def make(_number: int) -> list[str]:
        return [
            again(
                lambda: records.create(
                    Risk, code=records.next_code(Risk, "NEW-"), title="New", category="data", owner=owner, by=BY, at=AT
                )
            ).code
            for _ in range(each)
        ]

    codes = [code for made in in_threads(6, make) for code in made]
    assert len(set(codes)) == 6 * each
    assert set(codes) == set(Risk.objects.filter(code__startswith="NEW-").values_list("code", flat=True))
    assert agreement.disagreements() == []


def test_decisions_asked_at_the_same_moment_get_codes_of_their_own() -> None:
    def ask(number: int) -> list[str]:
        return [again(lambda: decisions.ask(title=f"May we? {number}", by=BY, at=AT)).code for _ in range(5)]

    codes = [code for asked in in_threads(6, ask) for code in asked]
    assert len(set(codes)) == 30
    assert agreement.disagreements() == []


def test_lines_added_at_the_same_moment_all_stand() -> None:
    risk = factories.risk()

    def assess(number: int) -> None:
        for _ in range(5):
            again(
                lambda: risks.assess(
                    Risk.objects.get(pk=risk.pk), kind="current", likelihood=1 + number % 5, impact=3, by=BY, at=AT,
                    reason="seen",
                )
            )  # fmt: skip

    in_threads(6, assess)
    lines = list(risks.RiskAssessment.objects.filter(risk=risk).order_by("code"))
    assert len({line.code for line in lines}) == len(lines) == 30
    risk.refresh_from_db()
    newest = max(lines, key=lambda line: line.pk)
    assert (risk.likelihood, risk.impact) == (newest.likelihood, newest.impact)
    assert agreement.disagreements() == []


def test_one_open_proposal_however_many_ask_at_once() -> None:
    risk = factories.assessed_risk()
    until = AT.date().replace(year=2027)

    def propose(_number: int) -> str:
        try:
            asked = risks.propose_acceptance(
                Risk.objects.get(pk=risk.pk), until=until, by=BY, at=AT, reason="can be lived with"
            )
        except RuleBroken as refused:
            return refused.code
        return "asked" if asked.pk else ""

    said = Counter(in_threads(6, propose))
    assert said["asked"] == 1
    assert set(said) <= {"asked", "proposal", "taken"}


def test_acts_on_the_same_records_in_another_order_do_not_wait_for_one_another_for_ever() -> None:
    """A plan's milestones, and the plan after its milestone: what deadlocks where each takes its own rows first."""
    owner, other = factories.role(), factories.role()
    plan, parts = factories.plan_with_milestones(6, owner=owner)
    for one in parts:
        one.refresh_from_db()

    def work(number: int) -> None:
        order = parts if number % 2 else parts[::-1]
        for turn in range(4):
            to = (owner, other)[(turn + number) % 2]

            def hand(to: Any = to) -> Any:
                fresh = {row.pk: row for row in milestones.Milestone.objects.filter(plan=plan)}
                moved = [fresh[one.pk] for one in order if fresh[one.pk].owner_id != to.pk]
                return records.hand_over(moved, to=to, by=BY, at=AT, reason="moved") if moved else None

            again(hand)

    in_threads(4, work)
    assert agreement.disagreements() == []

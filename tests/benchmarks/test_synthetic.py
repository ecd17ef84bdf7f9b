"""A synthetic register is consistent and guarded, and what it costs to read does not grow in statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks import cases, synthetic
from riskreg.access import operator
from riskreg.history import changes
from riskreg.history.register import Register
from riskreg.integrity import agreement, guards
from riskreg.models import (
    BaselineLine,
    Finding,
    LedgerEntry,
    Milestone,
    MilestoneForecast,
    Plan,
    ProgressUpdate,
    Risk,
    Unit,
)
from riskreg.vocabulary.periods import Month

pytestmark = pytest.mark.django_db
ACTOR = operator("tester")


def registers(months: list[Month]) -> tuple[Register, Register]:
    return Register.now(ACTOR, date(2026, 11, 22)), Register.as_of(ACTOR, months[len(months) // 2].last)


def statements(work: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_a_small_register_agrees_with_its_history_under_guards():
    months = synthetic.build(20, 3)
    assert [str(month) for month in months] == ["2026-08", "2026-09", "2026-10"]
    assert agreement.disagreements() == []
    assert guards.problems() == []
    assert Milestone.objects.count() == 20
    assert Milestone.versions().count() == 60
    assert BaselineLine.objects.count() == 20
    assert ProgressUpdate.objects.count() == 60
    assert Plan.objects.filter(baseline=1).count() == 2


def test_guards_refuse_afterwards_what_they_always_refuse():
    synthetic.build(20, 3)
    with pytest.raises(IntegrityError, match="riskreg guard"), transaction.atomic():
        Milestone.objects.update(weight=9)


def test_the_same_seed_gives_the_same_register():
    synthetic.build(20, 3)
    first = list(Milestone.versions().values_list("history_id", "code", "rev", "percent", "forecast"))
    with guards.lifted():
        for kind in reversed(list(_filled())):
            kind.objects.all()._raw_delete(connection.alias)
            kind.history.all()._raw_delete(connection.alias)
        LedgerEntry.objects.all()._raw_delete(connection.alias)
    synthetic.build(20, 3)
    assert list(Milestone.versions().values_list("history_id", "code", "rev", "percent", "forecast")) == first


def _filled() -> list[Any]:
    return [kind for kind in synthetic.tracked_models() if kind._base_manager.exists()]


def test_only_an_empty_database_is_filled():
    synthetic.build(20, 3)
    with pytest.raises(synthetic.NotEmpty):
        synthetic.build(20, 3)


def test_as_of_a_kind_is_one_statement(django_assert_num_queries):
    _now, past = registers(synthetic.build(20, 3))
    for kind, number in ((Milestone, 20), (Plan, 2), (Unit, 10)):
        with django_assert_num_queries(1):
            assert len(list(past.standing(kind))) == number


def test_every_past_record_is_its_last_version_before_the_moment():
    months = synthetic.build(20, 6)
    past = Register.as_of(ACTOR, months[3].last)
    for kind in (Milestone, Risk, Finding):
        newest: dict[int, Any] = {}
        for version in kind.versions().filter(history_date__lt=past.moment):
            newest[version.id] = version.pk
        assert {row.id: row.pk for row in past.of(kind)} == newest


def test_a_past_record_asked_by_what_never_changes_is_the_same_record():
    """The narrowed question (code, id, the relation of a line) answers as the whole kind does."""
    _now, past = registers(synthetic.build(30, 12))
    rows = list(past.milestones)
    assert past.get(Milestone, rows[4].code) == rows[4]
    assert list(past.milestones.ids([rows[1].id, rows[7].id])) == [rows[1], rows[7]]
    assert list(past.milestones.exclude(code=rows[0].code)) == rows[1:]
    assert list(past.milestones.filter(percent__gte=0, code=rows[2].code)) == [rows[2]]
    moved = list(past.standing(MilestoneForecast).order_by("id"))
    ids = {line.milestone_id for line in moved[:2]}
    kept = [line for line in moved if line.milestone_id in ids]
    assert list(past.standing(MilestoneForecast).filter(milestone_id__in=ids).order_by("id")) == kept
    assert past.get(Milestone, "MS-00001") is None


def test_statements_are_equal_at_three_and_thirty_rows():
    """One register holds both: a list with its relations costs the same whatever it finds."""
    months = synthetic.build(30, 6)

    def attached(register: Register, ids: range) -> int:
        rows = register.milestones.ids(ids)
        assert rows.count() == len(ids)
        return statements(lambda: register.attach(rows.all(), "plan", "owner"))

    for few, many in zip(registers(months), registers(months), strict=True):
        assert attached(few, range(1, 4)) == attached(many, range(1, 31)) <= 3
        assert statements(lambda register=many: list(register.milestones)) == 1


@pytest.fixture(params=[3, 30], ids=lambda number: f"{number} rows")
def months(request: pytest.FixtureRequest) -> list[Month]:
    return synthetic.build(request.param, 6)


def test_a_page_and_a_month_cost_what_they_cost_at_any_size(months: list[Month]):
    for register in registers(months):
        assert statements(lambda register=register: cases.page_of(register)) <= 4
    assert connection.features.supports_json_field  # asked of SQLite once a connection, by statements of its own
    month = months[-1]
    start, end = (Register.as_of(ACTOR, day) for day in (month.previous.last, month.last))
    assert statements(lambda: changes.between(start, end, month)) <= 6

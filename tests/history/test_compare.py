"""What differs between two moments: every field, whatever was done; and differences add up."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from riskreg import models
from riskreg.access import operator
from riskreg.history.called import names
from riskreg.history.compare import (
    Difference,
    FieldDifference,
    RecordDifference,
    What,
    belonging_to,
    columns,
    compare,
    compare_one,
    counts,
)
from riskreg.history.register import Register
from riskreg.integrity.tables import tracked_models
from riskreg.services import accounts, milestones, records, risks
from tests import factories
from tests.factories import AT, BY, ON, later
from tests.history.histories import KINDS, Copy, History, history

pytestmark = pytest.mark.django_db
ACTS = 40


def at(moment: Any, actor: Any = None) -> Register:
    return Register.as_of(actor or operator(), ON, moment)


def day(number: int, actor: Any = None) -> Register:
    return Register.as_of(actor or operator(), later(days=number).date())


def seen_at(moment: Any) -> Copy:
    """Every record of every kind, as the register of the moment shows it."""
    register = at(moment)
    return {kind: {row["id"]: row for row in register.of(kind).values(*columns(kind))} for kind in KINDS}


def between(start: Any, end: Any) -> Difference:
    return compare(at(start), at(end), KINDS)


def expected(before: Copy, after: Copy) -> set[tuple[Any, ...]]:
    """What differs between two copies, told without the code that is tested: kind, id, column, old and new."""
    found: set[tuple[Any, ...]] = set()
    for kind in KINDS:
        for key in {*before[kind], *after[kind]}:
            old, new = before[kind].get(key, {}), after[kind].get(key, {})
            found |= {
                (kind, key, name, repr(old.get(name)), repr(new.get(name)))
                for name in columns(kind)
                if old.get(name) != new.get(name)
            }
    return found


def told(difference: Difference) -> set[tuple[Any, ...]]:
    return {
        (one.kind, one.id, field.name, repr(field.old), repr(field.new))
        for one in difference.records
        for field in one.fields
    }


def check(found: History, triples: int, chosen: random.Random) -> None:
    """As-of is the copy; a difference is that of the copies and leads from one to the other; differences add up."""
    moments = found.moments
    for moment in moments:
        assert seen_at(moment) == found.at(moment)
    every = list(combinations(moments, 3))
    for first, second, third in chosen.sample(every, min(triples, len(every))):
        whole, one, two = between(first, third), between(first, second), between(second, third)
        assert one + two == whole
        assert told(whole) == expected(found.at(first), found.at(third))
        assert whole.applied_to(found.at(first)) == found.at(third)
        assert one.applied_to(found.at(first)) == found.at(second)
    end = moments[-1]
    assert between(end, end).records == ()
    assert between(moments[0] - timedelta(days=400), end).applied_to({}) == found.at(end)
    now = Register.now(operator(), ON)
    assert compare(at(moments[0]), now, KINDS).records == between(moments[0], end).records


@pytest.mark.parametrize("seed", range(2))
def test_as_of_is_a_copy_and_differences_add_up_whatever_was_done(seed: int) -> None:
    found = history(seed, acts=ACTS, every=6)
    check(found, triples=4, chosen=random.Random(seed))
    # A history that writes to a few kinds only would prove little.
    written = {one.kind for one in between(found.moments[0], found.moments[-1]).records}
    assert len(written) >= 12, sorted(kind.__name__ for kind in written)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(100, 200))
def test_a_hundred_longer_histories(seed: int) -> None:
    with transaction.atomic():
        check(history(seed, acts=80), triples=40, chosen=random.Random(seed))
        transaction.set_rollback(True)


def test_a_difference_that_forgets_a_field_is_seen() -> None:
    """The property can fail: a sum without one changed column is not the whole."""
    found = history(1, acts=30, every=10)
    whole = between(found.moments[0], found.moments[-1])
    one = next(one for one in whole.records if one.what == What.CHANGED and one.before is not None)
    assert one.before is not None
    column = next(field.name for field in one.fields if field.name != "rev")
    wrong = RecordDifference(one.kind, one.id, one.before, {**one.latest, column: one.before[column]})
    records = tuple(wrong if other is one else other for other in whole.records)
    broken = Difference(whole.start, whole.end, whole.kinds, records)
    assert broken.applied_to(found.at(found.moments[0])) != found.at(found.moments[-1])
    assert broken != whole


# --- what became of a record
def test_added_withdrawn_brought_back_and_changed() -> None:
    risk, plan = factories.risk(), factories.plan()
    bond = records.link(models.RiskPlan, risk=risk, plan=plan, by=BY, at=later(days=1))
    records.unlink(bond, by=BY, at=later(days=2), reason="wrong")
    records.link(models.RiskPlan, risk=risk, plan=plan, by=BY, at=later(days=3))
    records.edit(risk, title="Other", by=BY, at=later(days=4))
    what = lambda one, other: [found.what for found in compare(day(one), day(other), KINDS).records]  # noqa: E731
    assert what(0, 1) == [What.ADDED]
    assert what(1, 2) == [What.WITHDRAWN]
    assert what(2, 3) == [What.RETURNED]
    assert what(3, 4) == [What.CHANGED]
    assert what(0, 2) == [What.ADDED]
    assert what(4, 5) == []


def test_a_value_that_came_back_is_no_difference_but_its_version_is() -> None:
    risk = factories.risk(title="One")
    for number, title in enumerate(("Two", "One"), start=1):
        records.edit(risk, title=title, by=BY, at=later(days=number))
    (one,) = compare(day(0), day(2), KINDS).records
    assert [field.name for field in one.fields] == ["rev"]
    assert compare(day(0), day(2), KINDS, without={"rev"}).records == ()


def test_a_date_tells_by_how_many_days_it_moved() -> None:
    milestone = factories.started_milestone()
    milestones.move_forecast(milestone, to=date(2027, 1, 31), by=BY, at=later(days=1), reason="first")
    milestones.move_forecast(milestone, to=date(2027, 2, 14), by=BY, at=later(days=2), reason="later")
    (one,) = (one for one in compare(day(1), day(2), KINDS).records if one.kind is models.Milestone)
    forecast = next(field for field in one.fields if field.name == "forecast")
    assert forecast == FieldDifference("forecast", date(2027, 1, 31), date(2027, 2, 14))
    assert forecast.days == 14
    assert FieldDifference("forecast", None, date(2027, 2, 14)).days is None


def test_differences_that_do_not_follow_one_another_do_not_add_up() -> None:
    factories.risk()
    first, second = compare(day(0), day(2), KINDS), compare(day(1), day(3), KINDS)
    with pytest.raises(ValueError, match="does not follow"):
        _sum = first + second
    with pytest.raises(ValueError, match="does not follow"):
        _sum = first + compare(day(2), day(3), [models.Risk])
    with pytest.raises(ValueError, match="not as the difference begins"):
        compare(day(-1), day(0), KINDS).applied_to(compare(day(-1), day(0), KINDS).applied_to({}))


def test_a_comparison_goes_forward_from_a_moment() -> None:
    with pytest.raises(ValueError, match="before the start"):
        compare(day(1), day(0), KINDS)
    with pytest.raises(ValueError, match="not now"):
        compare(Register.now(operator(), ON), day(0), KINDS)


def test_one_record_also_when_it_is_the_same() -> None:
    risk = factories.risk()
    found = compare_one(day(0), day(1), models.Risk, risk.code)
    assert found is not None
    assert (found.what, found.fields) == (What.SAME, ())
    assert [field.name for field in found.every_field] == columns(models.Risk)
    assert compare_one(day(0), day(1), models.Risk, "RSK-999999") is None
    assert compare_one(day(-9), day(-1), models.Risk, risk.code) is None


def test_what_belongs_to_a_record() -> None:
    risk, other, plan = factories.risk(), factories.risk(), factories.plan()
    told = {"by": BY, "at": later(days=1)}
    for one in (risk, other):
        risks.assess(one, kind="current", likelihood=1, impact=1, reason="so", on=ON, **told)
    records.link(models.RiskPlan, risk=risk, plan=plan, **told)
    one = compare_one(day(0), day(1), models.Risk, risk.code)
    assert one is not None
    found = compare(day(0), day(1), KINDS, only=belonging_to(one)).records
    assert {(line.kind, line.latest["risk_id"]) for line in found} == {
        (models.RiskAssessment, risk.pk), (models.RiskPlan, risk.pk),
    }  # fmt: skip


# --- how it reads
def test_queries_do_not_grow_with_the_records() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            compare(day(0), day(1), KINDS)
        return len(queries)

    def change(count: int) -> None:
        for _ in range(count):
            records.edit(factories.risk(), title="Other", by=BY, at=later(days=1))

    change(3)
    few = asked()
    change(27)
    assert asked() == few == 2


def test_a_kind_that_was_not_written_to_is_not_read() -> None:
    factories.risk()
    records.edit(factories.plan(), title="Other", by=BY, at=later(days=1))
    with CaptureQueriesContext(connection) as queries:
        found = compare(day(0), day(1), KINDS)
    assert [one.kind for one in found.records] == [models.Plan]
    assert len(queries) == 2


def test_names_are_those_of_each_day_in_one_query() -> None:
    risk, role = factories.risk(title="One"), factories.role(name="Chief")
    records.edit(risk, title="Two", by=BY, at=later(days=1))
    with CaptureQueriesContext(connection) as queries:
        found = names(day(0), day(1), {models.Risk: {risk.pk}, models.Role: {role.pk}, models.Plan: set()})
    assert len(queries) == 1
    called = found[models.Risk, risk.pk]
    assert (called.before, called.after) == (f"{risk.code} One", f"{risk.code} Two")
    assert found[models.Role, role.pk].before == f"{role.code} Chief"


def test_every_kind_is_counted_in_one_query() -> None:
    factories.risk()
    with CaptureQueriesContext(connection) as queries:
        found = counts(day(0), KINDS)
    assert len(queries) == 1
    assert found == {kind: kind.objects.count() for kind in tracked_models()}


# --- what is hidden
def test_what_a_reader_may_not_see_is_absent() -> None:
    reader = factories.person("officer")
    secret = factories.assessed_risk(confidential=True, title="Secret")
    shown = factories.risk(predecessor=secret)
    measure = factories.measure(secret)
    records.edit(secret, title="Secret still", by=BY, at=later(days=1))
    records.edit(shown, title="Shown", by=BY, at=later(days=1))
    difference = compare(day(-1, reader), day(1, reader), KINDS)
    codes = {one.code for one in difference.records}
    assert shown.code in codes
    assert {secret.code, measure.code} & codes == set()
    (one,) = (one for one in difference.records if one.code == shown.code)
    assert one.latest["predecessor_id"] is None
    assert all(one.latest.get("risk_id") != secret.pk for one in difference.records)
    assert compare_one(day(-1, reader), day(1, reader), models.Risk, secret.code) is None
    assert names(day(-1, reader), day(1, reader), {models.Risk: {secret.pk}}) == {}
    accounts.grant(models.User.objects.get(pk=int(reader.key)), secret, by=BY, at=AT)
    seen = compare(day(-1, reader), day(1, reader), KINDS)
    assert {secret.code, measure.code} <= {one.code for one in seen.records}


def test_what_a_reader_sees_adds_up_too() -> None:
    reader = factories.person("officer")
    found = history(7, acts=30, every=10)
    first, second, third = found.moments[0], found.moments[1], found.moments[-1]
    one, two = (compare(at(start, reader), at(end, reader), KINDS) for start, end in ((first, second), (second, third)))
    assert one + two == compare(at(first, reader), at(third, reader), KINDS)

"""The past queryset: one seek a record, one statement, still an ordinary queryset."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Q
from django.test.utils import CaptureQueriesContext

from riskreg import models
from riskreg.services import records
from tests import factories
from tests.factories import AT, BY, later

pytestmark = pytest.mark.django_db
AFTER = AT + timedelta(seconds=1)


def retitled(*titles: str) -> models.Risk:
    """A risk that had each title from one day to the next."""
    risk = factories.risk(title=titles[0])
    for days, title in enumerate(titles[1:], start=1):
        records.edit(risk, title=title, by=BY, at=later(days=days))
    return risk


def test_a_record_is_absent_before_its_first_version():
    risk = factories.risk()
    assert not models.Risk.past(AT).filter(id=risk.pk).exists()
    assert models.Risk.past(AFTER).get().id == risk.pk


def test_it_filters_by_the_values_of_then():
    retitled("First", "Second", "Third")
    past = models.Risk.past(later(days=1, minutes=1))
    assert past.get().title == "Second"
    assert past.filter(title="Second").exists()
    assert not past.filter(Q(title="First") | Q(title="Third")).exists()


def test_id_is_the_records_own_and_pk_the_versions():
    risk = factories.risk()
    row = models.Risk.past(AFTER).get()
    assert row.id == risk.pk
    assert row.pk == risk.head_id


def test_it_chains_like_any_queryset():
    made = [factories.risk(category=category) for category in ("data", "cyber", "data")]
    past = models.Risk.past(AFTER)
    assert past.exclude(category="data").get().id == made[1].pk
    assert list(past.ids([made[0].pk, None]).values_list("id", flat=True)) == [made[0].pk]
    counted = past.order_by().values("category").annotate(number=Count("id")).order_by("category")
    assert list(counted.values_list("category", "number")) == [("cyber", 1), ("data", 2)]
    assert [row.code for row in past.order_by("-code")[:2]] == [made[2].code, made[1].code]
    assert past.coded(made[0].code).first().id == made[0].pk


def test_a_subquery_of_the_past_is_of_the_past():
    risk = factories.risk()
    plan = factories.plan()
    tie = records.link(models.RiskPlan, risk=risk, plan=plan, by=BY, at=AT)
    records.unlink(tie, by=BY, at=later(days=1), reason="not this one")
    tied = models.RiskPlan.past(AFTER).standing().values("risk_id")
    assert models.Risk.past(AFTER).filter(id__in=tied).exists()
    tied = models.RiskPlan.past(later(days=2)).standing().values("risk_id")
    assert not models.Risk.past(later(days=2)).filter(id__in=tied).exists()


def test_both_ends_of_a_month_are_one_statement(django_assert_num_queries: Any):
    retitled("First", "Second", "Third")
    unchanged = factories.risk(title="Always")
    with django_assert_num_queries(1):
        rows = list(models.Risk.versions().at_ends(later(minutes=1), later(days=5)))
    assert sorted(row.title for row in rows) == ["Always", "First", "Third"]
    now = models.Risk.versions().at_ends(later(minutes=1), None)
    assert sorted(row.title for row in now) == ["Always", "First", "Third"]
    assert unchanged.rev == 1


def test_more_versions_than_the_ends_come_in_the_same_statement(django_assert_num_queries: Any):
    risk = retitled("First", "Second", "Third", "Fourth")
    other = factories.risk(title="Always")
    edits = models.Risk.versions().filter(act="risk.edit", title="Second")
    for end in (later(days=5), None):
        both = models.Risk.versions().at_ends(later(minutes=1), end, edits)
        with django_assert_num_queries(1):
            rows = list(both)
        assert sorted(row.title for row in rows) == ["Always", "First", "Fourth", "Second"]
        assert sorted(row.title for row in both.ids([risk.pk])) == ["First", "Fourth", "Second"]
        assert [row.id for row in both.coded(other.code)] == [other.pk]


def test_versions_are_all_that_ever_were_oldest_first():
    risk = retitled("First", "Second", "Third")
    titles = [row.title for row in models.Risk.versions().filter(id=risk.pk)]
    assert titles == ["First", "Second", "Third"]


@pytest.mark.sqlite_only
def test_sqlite_seeks_each_record_in_the_index():
    factories.risk()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        list(models.Risk.past(AFTER))
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + captured[0]["sql"])
        steps = " / ".join(row[3] for row in cursor.fetchall())
    assert "USING COVERING INDEX seek_risk" in steps or "USING INDEX seek_risk" in steps
    assert "SCAN riskreg_historicalrisk" not in steps


ENDS = later(days=1)
EDITS = models.Risk.versions().filter(act="risk.edit", history_date__gte=AFTER)
READS = {
    "one moment": lambda: models.Risk.past(AFTER),
    "filtered": lambda: models.Risk.past(AFTER).standing().filter(title="x").exclude(category="data"),
    "both ends": lambda: models.Risk.versions().at_ends(AFTER, ENDS),
    "from a moment to now": lambda: models.Risk.versions().at_ends(AFTER, None),
    "with more": lambda: models.Risk.versions().at_ends(AFTER, None, EDITS),
    "either of two": lambda: models.Risk.past(AFTER).ids([1]) | models.Risk.past(AFTER).filter(title="x"),
}


@pytest.mark.postgres_only
@pytest.mark.parametrize("name", READS)
def test_postgres_goes_straight_to_the_rows(name: str):
    retitled("First", "Second")
    sql, parameters = READS[name]().order_by().query.sql_with_params()
    assert ".ctid = ANY(ARRAY(" in sql
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}", parameters)
        plan = [row[0] for row in cursor.fetchall()]
    assert any("Tid Scan on riskreg_historicalrisk" in step for step in plan), "\n".join(plan)
    assert not any("Seq Scan on riskreg_historicalrisk" in step for step in plan), "\n".join(plan)

"""Both ends of a month: only what changed is compared, and only the columns that a month looks at are read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from riskreg import models
from riskreg.access import operator
from riskreg.history.ends import COLUMNS, LOOKED_AT, Ends
from riskreg.history.register import Register
from riskreg.services import findings, records
from riskreg.vocabulary.choices import RoundOutcome
from tests import factories
from tests.factories import AT, BY, later

pytestmark = pytest.mark.django_db
KINDS = {
    "risks": models.Risk,
    "findings": models.Finding,
    "plans": models.Plan,
    "milestones": models.Milestone,
    "commitments": models.Commitment,
}


def ends(start: int, end: int | None) -> Ends:
    """From one number of days after the factories' moment to another, None for now."""
    first, on = later(days=start, minutes=1), AT.date()
    last = Register.now(operator(), on) if end is None else Register.as_of(operator(), on, later(days=end, minutes=1))
    return Ends(Register.as_of(operator(), on, first), last)


def test_what_did_not_change_is_the_same_row_at_both_ends():
    still, moved = factories.risk(), factories.risk()
    records.edit(moved, title="Other", by=BY, at=later(days=1))
    for end in (2, None):
        sides = ends(0, end).risks
        assert sides.before[still.code] is sides.after[still.code]
        assert [code for code, _old, _new in sides.both()] == [moved.code]
        assert (sides.before[moved.code].title, sides.after[moved.code].title) == ("Risk", "Other")
        assert sides.new == []


def test_what_came_is_new_and_what_was_withdrawn_is_only_before():
    gone = factories.risk()
    came = factories.risk(at=later(days=1))
    records.withdraw(gone, by=BY, at=later(days=1), reason="double")
    sides = ends(0, 2).risks
    assert (list(sides.before), list(sides.after), sides.new) == ([gone.code], [came.code], [came.code])


@pytest.mark.parametrize("end", [9, None])
def test_an_act_is_followed_whatever_came_after_it(end: int | None):
    finding = factories.finding(RoundOutcome.IN_PROGRESS)
    factories.evidence(finding)
    findings.report_solved(finding, by=BY, at=later(days=1), reason="done")
    records.edit(finding, title="Other", by=BY, at=later(days=2))
    sides = ends(0, end).findings
    assert [row.act for row in sides.acts] == ["finding.report_solved"]
    assert sides.after[finding.code].title == "Other"
    assert sides.before[finding.code].state == "in_remediation"


@pytest.mark.parametrize("noun", KINDS)
def test_only_the_columns_that_a_month_looks_at_are_read(noun: str, douane: Any):
    kind = KINDS[noun]
    month = Ends(Register.as_of(operator(), date(2026, 9, 30)), Register.as_of(operator(), date(2026, 10, 31)))
    with CaptureQueriesContext(connection) as asked:
        sides = getattr(month, noun)
    assert len(asked) == 1
    assert next(iter(sides.after.values()))._fields == (*LOOKED_AT, *COLUMNS[kind], "was")
    read = asked[0]["sql"].split(" FROM ")[0]
    unread = {column.attname for column in kind._meta.fields} - {*LOOKED_AT, *COLUMNS[kind]}
    assert not [name for name in unread if f'"{name}"' in read]


@pytest.mark.parametrize("noun", KINDS)
def test_both_ends_are_what_the_registers_show(noun: str, douane: Any):
    for month in ((date(2024, 11, 30), date(2024, 12, 31)), (date(2026, 9, 30), date(2026, 10, 31))):
        start, end = (Register.as_of(operator(), day) for day in month)
        sides = getattr(Ends(start, end), noun)
        for register, side in ((start, sides.before), (end, sides.after)):
            columns = ("code", *COLUMNS[KINDS[noun]])
            shown = list(register.standing(KINDS[noun]).values_list(*columns))
            assert [tuple(getattr(row, name) for name in columns) for row in side.values()] == shown

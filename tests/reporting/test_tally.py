"""The lines of all months at once equal those of each month's report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from riskreg.reporting.cut_offs import CutOffs
from riskreg.reporting.tally import lines
from riskreg.vocabulary.periods import Month
from tests.douane import FOLDER
from tests.oracle.month import month_of
from tests.oracle.register import load

MONTHS = Month(2023, 1).through(Month(2026, 11))


def test_lines_equal_the_independent_calculation_in_one_query(douane: Any) -> None:
    cut_offs = CutOffs.read(date(2026, 11, 22))
    with CaptureQueriesContext(connection) as asked:
        found = lines(cut_offs, MONTHS)
    assert len(asked) == 1
    facts = load(FOLDER)
    expected = [month_of(facts, str(month))["reconciliation"] for month in MONTHS]
    assert [(one.open_start, one.new, one.ended, one.open_end) for one in found] == [
        (one["open_start"], one["new"], one["closed"], one["open_end"]) for one in expected
    ]


def test_no_months_no_lines(db: None) -> None:
    assert lines(CutOffs.read(date(2026, 11, 22)), []) == []

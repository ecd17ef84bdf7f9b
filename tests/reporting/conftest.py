"""Reports of the real register, as the operator sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from riskreg.access import operator
from riskreg.reporting import monthly
from riskreg.reporting.cut_offs import CutOffs
from riskreg.reporting.document import Report
from riskreg.vocabulary.periods import Month

TODAY = date(2026, 11, 22)


def report_of(month: str, today: date = TODAY) -> Report:
    """The report of a month of whatever register the test has."""
    wanted, cut_offs, actor = Month.parse(month), CutOffs.read(today), operator()
    return monthly.build(cut_offs.start(actor, wanted), cut_offs.end(actor, wanted), wanted, cut_offs.state(wanted))


@pytest.fixture
def report(douane: Any) -> Callable[[str], Report]:
    return report_of

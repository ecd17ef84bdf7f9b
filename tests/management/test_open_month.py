"""The timer's command: opens the month, and says why when it cannot."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from riskreg.models import ReportingPeriod

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_november(settings: Any) -> None:
    settings.DEMO_DAY = date(2026, 11, 22)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("open_month", *arguments, stdout=out)
    return out.getvalue()


def test_the_month_of_today_is_opened_once() -> None:
    assert run() == "2026-11 opened: open, updates are due on 7 Dec 2026\n"
    assert run() == "2026-11 was there: open, updates are due on 7 Dec 2026\n"
    assert ReportingPeriod.versions().count() == 1


@pytest.mark.parametrize(("month", "code", "words"), [("2026-13", 2, "is not a month"), ("2090-01", 1, "not begun")])
def test_what_cannot_be_opened_is_told_with_a_code(month: str, code: int, words: str) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        run(month)
    assert refused.value.returncode == code
    assert not ReportingPeriod.objects.exists()

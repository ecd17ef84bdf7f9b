"""Days as people type them, and dates as precise as they are known."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from riskreg.vocabulary.dates import parse_day, period_within, show


@pytest.mark.parametrize(
    "text", ["2027-02-05", "2027-2-5", "5-2-2027", "05-02-2027", "5/2/2027", "5.2.2027", " 5-2-2027 "]
)
def test_a_day_is_read_in_both_orders(text: str):
    assert parse_day(text) == date(2027, 2, 5)


@pytest.mark.parametrize("text", ["2024-02-31", "31-4-2026", "2026-13-01", "29-2-2025", "0-0-2025", "0000-01-01"])
def test_a_day_that_does_not_exist_is_refused_by_its_text(text: str):
    with pytest.raises(ValueError, match=f"“{text}” does not exist in the calendar"):
        parse_day(text)


@pytest.mark.parametrize(
    "text", ["", "soon", "2026", "2026-05", "5 feb 2027", "2026-05-01T00:00", "5-2-27", "20260501"]
)
def test_what_is_no_day_is_refused_with_how_to_write_one(text: str):
    with pytest.raises(ValueError, match="is not a day; write 5-2-2027 or 2027-02-05"):
        parse_day(text)


def test_a_long_text_is_cut_in_the_message():
    with pytest.raises(ValueError, match="is not a day") as refusal:
        parse_day("x" * 5000)
    assert len(str(refusal.value)) < 120


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("day", "31 Oct 2026"),
        ("month", "October 2026"),
        ("quarter", "Q4 2026"),
        ("year", "2026"),
        ("approximate", "around October 2026"),
        ("unknown", "date unknown"),
        ("undated", "date unknown"),
    ],
)
def test_a_date_is_shown_as_precise_as_it_is_known(precision: str, words: str):
    with override("en"):
        assert show(date(2026, 10, 31), precision) == words


def test_no_date_is_unknown_and_without_precision_it_is_a_day():
    with override("en"):
        assert show(None) == show(None, "day") == "date unknown"
        assert show(date(2026, 10, 31)) == "31 Oct 2026"


@pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)])
def test_quarters_begin_in_january_april_july_and_october(month: int, quarter: int):
    with override("en"):
        assert show(date(2026, month, 1), "quarter") == f"Q{quarter} 2026"


@pytest.mark.parametrize(
    ("code", "english", "dutch"),
    [
        ("2026-10", "October 2026", "oktober 2026"),
        ("2026-Q3", "Q3 2026", "3e kwartaal 2026"),
        ("2026-H1", "first half of 2026", "eerste helft van 2026"),
        ("2026-H2", "second half of 2026", "tweede helft van 2026"),
        ("2026", "2026", "2026"),
        ("2026-13", "2026-13", "2026-13"),
        ("t/m sep 2024", "t/m sep 2024", "t/m sep 2024"),
        ("", "", ""),
    ],
)
def test_the_period_of_an_indicator_is_said_in_words(code: str, english: str, dutch: str):
    with override("en"):
        assert period_within(code) == english
    with override("nl"):
        assert period_within(code) == dutch

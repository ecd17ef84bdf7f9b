"""State of affairs: the same figures as the report, with the rows behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.web.query_counts import counted, recorded

SignedIn = Callable[[str], Client]


def test_the_four_figures_have_their_rows_behind_them(signed_in: SignedIn, douane: Any) -> None:
    answer = signed_in("management").get("/?as_of=2026-10-31")
    figures = {one.key: one for one in answer.context["report"].figures}
    assert figures["commitments_to_report"].figure.value == 3
    assert figures["top_risks_above_appetite"].total == 7
    for one in figures.values():
        assert "as_of=2026-10-31" in one.figure.path
        assert f'href="{one.figure.path.replace("&", "&amp;")}"' in answer.content.decode()


def test_an_empty_register_says_so_instead_of_failing(signed_in: SignedIn, douane: Any) -> None:
    body = signed_in("officer").get("/?as_of=2022-06-30").content.decode()
    assert "No top list is in force on this day." in body
    assert "No plan runs on this day." in body


def test_the_owner_sees_what_is_due_from_them(signed_in: SignedIn, douane: Any) -> None:
    assert "Due from me" in signed_in("owner").get("/").content.decode()
    assert "Due from me" not in signed_in("auditor").get("/").content.decode()


@pytest.mark.parametrize(("name", "address"), [("home", "/"), ("home as-of", "/?as_of=2025-06-30")])
def test_the_page_asks_as_many_queries_as_recorded(signed_in: SignedIn, douane: Any, name: str, address: str) -> None:
    answer, queries = counted(signed_in("owner"), address)
    assert answer.status_code == 200
    assert len(queries) <= 15
    recorded(name, queries)


def test_plans_stand_as_they_stand_on_their_own_pages_in_the_middle_of_a_month(
    signed_in: SignedIn, douane: Any
) -> None:
    reader = signed_in("management")
    shares = {row.record.code: row.planned for row in reader.get("/?as_of=2025-06-15").context["report"].plans.rows}
    for code, planned in shares.items():
        now = reader.get(f"/plans/{code}/?as_of=2025-06-15").context["now"]
        assert (code, planned) == (code, now.planned)
    assert len(shares) > 5


def test_a_day_before_the_register_offers_no_report(signed_in: SignedIn, douane: Any) -> None:
    body = signed_in("management").get("/?as_of=2022-01-01").content.decode()
    assert "/reports/2022-01/" not in body

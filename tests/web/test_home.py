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


def _rows_behind(reader: Client, path: str) -> int:
    """How many rows the list behind a figure counts."""
    answer = reader.get(path)
    assert answer.status_code == 200
    return int(answer.context["page"].paginator.count)


@pytest.mark.parametrize("day", ["2024-12-31", ""])
def test_every_figure_of_the_page_counts_the_rows_it_leads_to(signed_in: SignedIn, douane: Any, day: str) -> None:
    reader = signed_in("management")
    answer = reader.get(f"/?as_of={day}" if day else "/")
    report = answer.context["report"]
    plans = [figure for row in report.plans.rows[:2] for figure in (row.milestones, row.late)]
    figures = [one.figure for one in report.figures] + plans
    body = answer.content.decode()
    for figure in figures:
        assert not figure.value or f'href="{figure.path.replace("&", "&amp;")}"' in body
        assert (figure.path, _rows_behind(reader, figure.path)) == (figure.path, figure.value)
    assert sum(figure.value for figure in figures) > 10


def test_every_figure_of_a_report_counts_the_rows_it_leads_to(signed_in: SignedIn, douane: Any) -> None:
    reader = signed_in("management")
    answer = reader.get("/reports/2026-05/")
    report = answer.context["report"]
    line = report.reconciliation
    counted = [line.open_start, line.new, line.reopened, *line.ended_by_kind.values(), line.open_end]
    counted += [one.figure for one in report.figures]
    counted += [figure for row in report.plans.rows[:2] for figure in (row.milestones, row.late)]
    kinds = {group.anchor: len(group.items) for group in report.changed}
    for figure in counted:
        anchor = figure.path.partition("#")[2]
        behind = kinds.get(anchor, 0) if anchor else _rows_behind(reader, figure.path)
        assert (figure.path, behind) == (figure.path, figure.value)
    assert line.new.value == 2


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


def test_what_is_newly_wrong_has_a_panel_with_its_records(signed_in: SignedIn, douane: Any) -> None:
    reader = signed_in("management")
    answer = reader.get("/?as_of=2026-10-31")
    report, body = answer.context["report"], answer.content.decode()
    items = [one for group in report.since.exceptions for one in group.items]
    assert items
    panel = body[body.index('id="h-exceptions"') : body.index('id="h-report-now"')]
    for kind in answer.context["exceptions"]:
        assert kind.sentence in panel
        for item in kind.items:
            assert f'href="{item.record.path}"' in panel
        assert (f"#{kind.anchor}" in panel) == bool(kind.more)
    shown = [one for kind in answer.context["exceptions"] for one in kind.items]
    assert len(shown) + sum(kind.more for kind in answer.context["exceptions"]) == len(items)
    assert "Nothing is newly wrong." not in panel


def test_nothing_newly_wrong_says_so_in_dutch_too(signed_in: SignedIn, douane: Any) -> None:
    reader = signed_in("management")
    assert "Nothing is newly wrong." in reader.get("/?as_of=2026-09-30").content.decode()
    dutch = reader.get("/?as_of=2026-09-30", headers={"accept-language": "nl"}).content.decode()
    assert "Nieuwe uitzonderingen" in dutch
    assert "Er is niets nieuws mis." in dutch


def test_against_another_day_everything_wrong_since_then_is_named(signed_in: SignedIn, douane: Any) -> None:
    """Also what was late already at the end of last month."""
    reader = signed_in("management")
    then, answer = reader.get("/?as_of=2025-10-31"), reader.get("/?as_of=2026-10-31&compare=2025-10-31")
    was, is_now = (set(one.context["report"].changes["overdue"]["milestones"]) for one in (then, answer))
    late = next(one for one in answer.context["exceptions"] if one.anchor == "since-late")
    assert late.more == 0
    assert {item.record.code for item in late.items} == is_now - was
    assert len(is_now - was) > 5


def test_a_change_says_why_by_whom_and_when(signed_in: SignedIn, douane: Any) -> None:
    body = signed_in("management").get("/?as_of=2026-09-30").content.decode()
    assert "“Two vacancies”, system, 30 Sep 2026" in body

"""Reports as pages: all months, one month, its JSON, and the months that have none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils.html import escape

from riskreg.models import MonthFigures
from tests.web.query_counts import counted, recorded

SignedIn = Callable[[str], Client]


def test_the_list_names_every_month_newest_first(signed_in: SignedIn, douane: Any) -> None:
    rows = signed_in("management").get("/reports/").context["rows"]
    assert [row.link.url for row in rows[:2]] == ["/reports/2026-11/", "/reports/2026-10/"]
    assert rows[-1].link.url == "/reports/2023-01/"
    assert [row.state for row in rows[:2]] == ["open", "reconstructed"]
    assert rows[1].line.open_end == 14


@pytest.mark.parametrize("asked", ["", "?as_of=2025-12-15"])
def test_every_figure_of_the_list_leads_to_its_rows_on_that_day(signed_in: SignedIn, douane: Any, asked: str) -> None:
    client = signed_in("management")
    page = client.get(f"/reports/{asked}")
    for row in [*page.context["rows"][:3], page.context["rows"][-1]]:
        for figure, url in ((row.line.open_start, row.start_url), (row.line.open_end, row.end_url)):
            if figure:
                assert f'<a href="{escape(url)}">{figure}</a>' in page.content.decode()
                assert client.get(url).context["page"].paginator.count == figure, url
        for figure, url in ((row.line.new, row.new_url), (row.line.ended, row.ended_url)):
            if figure:
                address, _, place = url.partition("#")
                assert f'id="{place}"' in client.get(address).content.decode(), url


def test_a_month_is_a_page_with_its_neighbours(signed_in: SignedIn, douane: Any) -> None:
    body = signed_in("management").get("/reports/2026-10/").content.decode()
    assert "Reconstructed month" in body
    assert 'rel="prev" href="/reports/2026-09/"' in body
    assert 'rel="next" href="/reports/2026-11/"' in body
    assert "Six of seven top risks stand above their appetite." in body


def test_the_open_month_is_a_draft(signed_in: SignedIn, douane: Any) -> None:
    body = signed_in("management").get("/reports/2026-11/").content.decode()
    assert "Draft: the month is still open" in body
    assert 'rel="next"' not in body


def test_json_holds_the_figures_of_the_page(signed_in: SignedIn, douane: Any) -> None:
    client = signed_in("management")
    page, data = client.get("/reports/2025-12/"), json.loads(client.get("/reports/2025-12.json").content)
    assert data["changes"] == json.loads(json.dumps(page.context["report"].changes, default=str))
    assert data["headline"] == page.context["report"].headline


def test_on_a_past_day_the_month_was_open_still(signed_in: SignedIn, douane: Any) -> None:
    page = signed_in("management").get("/reports/2025-12/?as_of=2025-12-15")
    assert page.context["report"].state == "open"
    assert page.context["report"].changed == ()


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/reports/2022-12/", 404, "The register begins on 31 January 2023"),
        ("/reports/2026-12/", 404, "December 2026 has not begun yet."),
        ("/reports/2026-10/?as_of=2025-01-31", 404, "October 2026 has not begun yet."),
        ("/reports/2026-13/", 400, "is not a month"),
        ("/reports/october/", 400, "is not a month"),
        ("/reports/2026-12.json", 404, "has not begun yet"),
    ],
)
def test_a_month_without_report_says_why(
    signed_in: SignedIn, douane: Any, address: str, status: int, sentence: str
) -> None:
    answer = signed_in("auditor").get(address)
    assert answer.status_code == status
    assert sentence in answer.content.decode()


def test_an_empty_register_says_so(signed_in: SignedIn) -> None:
    answer = signed_in("auditor").get("/reports/2026-10/")
    assert answer.status_code == 404
    assert "The register is empty still" in answer.content.decode()
    assert "The register is empty still" in signed_in("auditor").get("/reports/").content.decode()


def test_a_confidential_risk_is_in_no_report_of_who_may_not_see_it(signed_in: SignedIn, douane: Any) -> None:
    shown = signed_in("officer").get("/reports/2025-12/").content.decode()
    assert "RSK-012" in shown
    for address in ("/reports/2025-12/", "/reports/2025-12.json"):
        assert "RSK-012" not in signed_in("owner").get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "address"),
    [("reports", "/reports/"), ("report", "/reports/2026-10/"), ("report open", "/reports/2026-11/")],
)
def test_the_page_asks_as_many_queries_as_recorded(signed_in: SignedIn, douane: Any, name: str, address: str) -> None:
    assert connection.features.supports_json_field  # asked once a connection
    answer, queries = counted(signed_in("owner"), address)
    assert answer.status_code == 200
    recorded(name, queries)


@pytest.mark.parametrize(("name", "sign"), [("pdf", b"%PDF-1.7"), ("xlsx", b"PK"), ("docx", b"PK")])
def test_a_month_as_a_file_to_keep(signed_in: SignedIn, douane: Any, name: str, sign: bytes) -> None:
    client = signed_in("management")
    answer = client.get(f"/reports/2025-12.{name}")
    assert answer.content.startswith(sign)
    assert answer["Content-Disposition"] == f'attachment; filename="report-2025-12.{name}"'
    past = client.get(f"/reports/2025-12.{name}?as_of=2025-12-15")
    assert past["Content-Disposition"] == f'attachment; filename="report-2025-12-2025-12-15.{name}"'
    assert past.content != answer.content
    assert f'href="/reports/2025-12.{name}"' in client.get("/reports/2025-12/").content.decode()
    assert client.get(f"/reports/2026-12.{name}").status_code == 404
    assert client.get(f"/reports/october.{name}").status_code == 400


def test_a_plan_has_a_page_of_its_own_and_the_report_names_it(signed_in: SignedIn, douane: Any) -> None:
    client = signed_in("management")
    whole = client.get("/reports/2026-10/").content.decode()
    assert 'href="/reports/2026-10/?plan=PLN-04"' in whole
    assert 'id="page-PLN-04"' not in whole
    assert len(whole.encode()) < 200_000
    alone = client.get("/reports/2026-10/?plan=PLN-04").content.decode()
    assert 'id="page-PLN-04"' in alone
    assert 'id="page-PLN-01"' not in alone
    assert 'id="summary"' not in alone
    assert client.get("/reports/2026-10/?plan=PLN-99").status_code == 400


def test_the_trend_is_drawn_above_its_table(signed_in: SignedIn, douane: Any) -> None:
    assert 'class="pv"' not in signed_in("owner").get("/reports/2026-10/").content.decode()
    for month, late in (("2026-08", 4), ("2026-09", 7)):
        said = {"open_findings": 3, "findings": {"established": 1, "in_remediation": 2}, "late_milestones": late}
        MonthFigures.objects.create(month=month, figures={**said, "planned": 50, "actual": 40})
    page = signed_in("owner").get("/reports/2026-10/").content.decode()
    assert "in August 2026 it was 3 and 4." in page
    assert page.count('class="pv"') >= 3
    assert "reconstructed from loaded history" in page


def test_days_against_plan_are_bars_on_one_scale(signed_in: SignedIn, douane: Any) -> None:
    page = signed_in("owner").get("/reports/2026-10/").content.decode()
    assert "<title" in page
    assert re.search(r">457 days later</title>.*?>\+457</text>", page)
    plan = signed_in("owner").get("/reports/2026-10/?plan=PLN-04").content.decode()
    assert ">31 days earlier</title>" in plan

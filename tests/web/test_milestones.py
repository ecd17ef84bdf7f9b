"""Milestones: list with its views, and one milestone with all that moved it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from riskreg.insight.dependants import all_dependants, waiting_for
from riskreg.models import Milestone, Plan
from riskreg.services import milestones, records
from riskreg.services.milestones import depend
from tests import factories
from tests.douane import FOLDER
from tests.oracle import month as oracle_month
from tests.oracle import register as oracle
from tests.web.query_counts import counted, recorded
from tests.web.test_plans import codes, text

SignedIn = Callable[[str], Client]


@pytest.fixture(scope="module")
def facts() -> oracle.Facts:
    return oracle.load(FOLDER)


# --- list
@pytest.mark.parametrize("month", ["2024-06", "2025-08", "2026-10"])
def test_late_list_and_oracle_agree(signed_in: SignedIn, douane: Any, facts: oracle.Facts, month: str) -> None:
    expected = oracle_month.month_of(facts, month)
    answer = signed_in("officer").get(f"/milestones/?late=yes&as_of={expected['to']}")
    assert codes(answer) == expected["overdue"]["milestones"]
    tabs = {tab.label: tab for tab in answer.context["tabs"]}
    assert tabs["Late"].count == len(expected["overdue"]["milestones"])
    assert tabs["Late"].current
    assert not tabs["All"].current


def test_list_shows_dates_of_that_day(signed_in: SignedIn, douane: Any, facts: oracle.Facts) -> None:
    for day in (date(2024, 6, 30), date(2026, 10, 31)):
        expected = [one for one in oracle.register_on(facts, day)["milestones"] if one["plan"] == "PLN-01"]
        answer = signed_in("officer").get(f"/milestones/?plan=PLN-01&as_of={day}")
        assert codes(answer) == [one["code"] for one in expected]
        for row, one in zip(answer.context["rows"], expected, strict=True):
            assert row.cells[3].html == one["percent"]
            assert (one["baseline"] or "–") in str(row.cells[4].html)
            if one["first_baseline"] and one["first_baseline"] != one["baseline"]:
                assert "<del>" in row.cells[4].html
            assert (one["actual"] or one["forecast"] or "–") in str(row.cells[5].html)


def test_each_tab_leads_to_as_many_as_it_says(signed_in: SignedIn, douane: Any) -> None:
    for address in ("/milestones/", "/milestones/?as_of=2025-10-31&sort=-baseline"):
        for tab in signed_in("officer").get(address).context["tabs"]:
            assert signed_in("officer").get(tab.url).context["page"].paginator.count == tab.count
            assert "as_of" not in address or "as_of=2025-10-31" in tab.url


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?workstream=WS-01-A", ["MS-01-01", "MS-01-03"]),
        ("?plan=PLN-01&status=not_started", ["MS-01-09"]),
        ("?plan=PLN-01&slipping=yes", ["MS-01-12", "MS-01-13"]),
        ("?plan=PLN-01&late=yes", ["MS-01-12"]),
        ("?plan=PLN-01&scope=no&as_of=2023-07-31", ["MS-01-01"]),
        ("?plan=PLN-02&status=unfinished", []),
        ("?plan=PLN-01&owner=ROL-H-FC", ["MS-01-09", "MS-01-10"]),
        ("?q=duplicate+nothing", []),
        ("?confidence=red", []),
    ],
)
def test_filters(signed_in: SignedIn, douane: Any, address: str, expected: list[str]) -> None:
    assert codes(signed_in("officer").get(f"/milestones/{address}")) == expected


def test_yes_and_no_split_the_list(signed_in: SignedIn, douane: Any) -> None:
    everything = signed_in("officer").get("/milestones/").context["page"].paginator.count
    for name in ("late", "passed", "blocked", "finishing", "slipping", "scope"):
        pages = [signed_in("officer").get(f"/milestones/?{name}={value}").context["page"] for value in ("yes", "no")]
        assert sum(page.paginator.count for page in pages) == everything, name


@pytest.mark.parametrize("sort", ["code", "status", "-percent", "baseline", "-forecast", "owner", "updated_on"])
def test_sorts(signed_in: SignedIn, douane: Any, sort: str) -> None:
    assert len(codes(signed_in("officer").get(f"/milestones/?sort={sort}"))) == 50


@pytest.mark.parametrize("query", ["plan=PLN-99", "status=done", "late=1", "workstream=WS", "sort=slip", "page=0"])
def test_bad_values_are_refused(signed_in: SignedIn, douane: Any, query: str) -> None:
    assert signed_in("officer").get(f"/milestones/?{query}").status_code == 400


def test_blocked_milestone_says_why(signed_in: SignedIn) -> None:
    made = factories.started_milestone()
    milestones.block(made, by=factories.BY, at=factories.later(minutes=1), reason="Supplier is bankrupt")
    assert "Supplier is bankrupt" in text(signed_in("officer").get("/milestones/?blocked=yes"))
    page = text(signed_in("officer").get(f"/milestones/{made.code}/"))
    assert "No approved baseline names this milestone yet" in page


def test_forecast_prints_its_precision(signed_in: SignedIn) -> None:
    _plan, (made, _other) = factories.plan_with_milestones(2)
    milestones.move_forecast(
        made, to=date(2027, 6, 30), precision="quarter", reason="later", by=factories.BY, at=factories.later(minutes=1)
    )
    for path in ("/milestones/", f"/milestones/{made.code}/"):
        assert "Q2 2027" in text(signed_in("officer").get(path))


def test_empty_register(signed_in: SignedIn) -> None:
    assert "No milestones yet" in text(signed_in("officer").get("/milestones/"))


def test_withdrawn_milestone_shows_by_filter_only(signed_in: SignedIn) -> None:
    made = factories.milestone()
    records.withdraw(made, reason="merged", by=factories.BY, at=factories.later(minutes=1))
    assert codes(signed_in("officer").get("/milestones/")) == []
    assert codes(signed_in("officer").get("/milestones/?withdrawn=only")) == [made.code]


# --- detail
def test_reopened_milestone_tells_its_story(signed_in: SignedIn, douane: Any) -> None:
    officer = signed_in("officer")
    answer = officer.get("/milestones/MS-02-09/?as_of=2026-10-31")
    assert answer.context["lede"] == (
        "Completed on 31 Oct 2025, 123 days later than the current baseline. It had been completed before and was "
        "reopened on 31 Aug 2025: “Sample still showed duplicate suppliers”."
    )
    acts = [entry.act for entry in answer.context["timeline"]]
    assert acts.count("milestone.complete") == 2
    assert acts.count("milestone.reopen") == 1
    assert [update.percent for update in answer.context["updates"]][:4] == [100, 90, 80, 100]
    [moved] = answer.context["forecasts"]
    assert (moved.line.previous, moved.line.forecast, moved.days) == (date(2025, 6, 30), date(2025, 10, 31), 123)
    between = officer.get("/milestones/MS-02-09/?as_of=2025-09-30")
    assert "It was completed once and reopened on 31 Aug 2025" in between.context["lede"]
    assert between.context["milestone"].actual is None
    before = officer.get("/milestones/MS-02-09/?as_of=2025-07-31")
    assert before.context["lede"].startswith("Completed on 30 Jun 2025")
    assert before.context["forecasts"] == []


def test_baseline_lines_stand_under_each_other(signed_in: SignedIn, douane: Any) -> None:
    lines = signed_in("auditor").get("/milestones/MS-01-06/").context["lines"]
    assert [(line.baseline.number, line.finish) for line in lines] == [
        (2, date(2026, 12, 31)),
        (1, date(2025, 6, 30)),
    ]


def test_dependencies_both_ways_and_across_plans(signed_in: SignedIn, douane: Any) -> None:
    answer = signed_in("officer").get("/milestones/MS-11-06/?as_of=2026-10-31")
    assert "MS-11-07" in [one.code for one in answer.context["unblocks"]]
    assert answer.context["unblocks_message"].startswith("6 unfinished milestones wait for it")
    there = signed_in("officer").get("/milestones/MS-11-07/?as_of=2026-10-31")
    assert "MS-11-06" in [one.code for one in there.context["needs"]]
    plans = {one.plan.code for one in answer.context["unblocks"]}
    assert plans <= set(Plan.objects.values_list("code", flat=True))


def test_absent_and_not_yet_known_look_alike(signed_in: SignedIn, douane: Any) -> None:
    assert signed_in("officer").get("/milestones/MS-99-99/").status_code == 404
    assert signed_in("officer").get("/milestones/MS-02-09/?as_of=2024-06-30").status_code == 404


def test_pages_in_dutch(signed_in: SignedIn, douane: Any) -> None:
    for path in ("/milestones/", "/milestones/MS-02-09/", "/milestones/?late=yes&as_of=2025-08-31"):
        answer = signed_in("officer").get(path, headers={"accept-language": "nl"})
        assert answer.status_code == 200
        assert '<html lang="nl">' in answer.content.decode()


def test_dependants_pass_through_unfinished_ones_only() -> None:
    waiting = waiting_for([(2, 1), (3, 2), (4, 3), (1, 4), (5, 1)])
    assert all_dependants(1, waiting) == {2, 3, 4, 5}
    assert all_dependants(1, waiting, {3, 4, 5}) == {5}
    assert all_dependants(9, waiting) == set()


# --- queries
def test_list_asks_as_much_for_30_as_for_3(signed_in: SignedIn) -> None:
    factories.plan_with_milestones(3)
    few = counted(signed_in("officer"), "/milestones/")[1]
    factories.plan_with_milestones(27)
    answer, many = counted(signed_in("officer"), "/milestones/")
    assert len(codes(answer)) == 30
    assert len(few) == len(many) <= 12
    recorded("milestones", many)


def test_detail_asks_as_much_for_30_dependants_as_for_3(signed_in: SignedIn) -> None:
    _plan, parts = factories.plan_with_milestones(31)
    asked = {}
    for count in (3, 30):
        for one in parts[1 : count + 1]:
            if count == 3 or one not in parts[1:4]:
                depend(one, parts[0], by=factories.BY, at=factories.later(minutes=1))
        answer, queries = counted(signed_in("officer"), f"/milestones/{parts[0].code}/")
        assert len(answer.context["unblocks"]) == count
        asked[count] = len(queries)
    assert asked[3] == asked[30]


def test_details_ask_as_many_queries_as_recorded(signed_in: SignedIn, douane: Any) -> None:
    for name, query in (("milestone", ""), ("milestone as-of", "?as_of=2025-09-30")):
        recorded(name, counted(signed_in("officer"), f"/milestones/MS-02-09/{query}")[1])
    recorded("milestones as-of", counted(signed_in("officer"), "/milestones/?as_of=2025-09-30")[1])
    assert Milestone.objects.count() > 100

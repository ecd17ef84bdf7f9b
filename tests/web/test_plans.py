"""Improvement plans: list and detail, against the facts and an independent calculation."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from riskreg.insight.plans import PlanStanding
from riskreg.models import Finding, FindingPlan, Plan, RiskPlan
from riskreg.services import milestones, records
from riskreg.vocabulary.choices import MilestoneState
from riskreg.web.views.plan import lede
from tests import factories
from tests.douane import FOLDER
from tests.oracle import register as oracle
from tests.web.query_counts import counted, recorded

SignedIn = Callable[[str], Client]
DAYS = (date(2023, 9, 30), date(2024, 12, 31), date(2025, 8, 31), date(2026, 6, 15), date(2026, 10, 31))


@pytest.fixture(scope="module")
def facts() -> oracle.Facts:
    return oracle.load(FOLDER)


def codes(answer: Any) -> list[str]:
    """The codes of the rows of a list, in the order shown."""
    return [re.search(r'class="id">([^<]+)<', row.cells[0].html)[1] for row in answer.context["rows"]]


def text(answer: Any) -> str:
    """The page's words, markup left out."""
    bare = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", answer.content.decode(), flags=re.S)
    return " ".join(html.unescape(bare).split())


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_list_and_oracle_agree(signed_in: SignedIn, douane: Any, facts: oracle.Facts, day: date) -> None:
    answer = signed_in("officer").get(f"/plans/?as_of={day}")
    expected = {plan["code"]: plan for plan in oracle.register_on(facts, day)["plans"]}
    assert codes(answer) == sorted(expected)
    for row in answer.context["rows"]:
        plan = expected[re.search(r'class="id">([^<]+)<', row.cells[0].html)[1]]
        shown = re.search(r'class="nowrap">(\d+) ', row.cells[2].html)
        assert (int(shown[1]) if shown else None) == plan["progress"]
        reached = re.search(r">\d+ of (\d+)<", row.cells[4].html)
        assert (int(reached[1]) if reached else 0) == plan["milestones"]


@pytest.mark.parametrize("day", DAYS[1:3], ids=str)
def test_detail_and_oracle_agree(signed_in: SignedIn, douane: Any, facts: oracle.Facts, day: date) -> None:
    for plan in oracle.register_on(facts, day)["plans"]:
        answer = signed_in("officer").get(f"/plans/{plan['code']}/?as_of={day}")
        now: PlanStanding = answer.context["now"]
        assert (now.actual, now.total) == (plan["progress"], plan["milestones"])
        assert (answer.context["plan"].baseline, answer.context["plan"].status) == (plan["baseline"], plan["status"])


def test_burn_up_says_what_each_month_said(signed_in: SignedIn, douane: Any, facts: oracle.Facts) -> None:
    months = signed_in("officer").get("/plans/PLN-01/?as_of=2026-10-31").context["months"]
    rows = signed_in("officer").get("/plans/PLN-01/?as_of=2026-10-31").context["progress_rows"]
    assert (str(months[0].month), str(months[-1].month), len(months)) == ("2024-11", "2026-10", 24)
    for month, row in zip(months[::6], rows[::6], strict=False):
        plans = {plan["code"]: plan for plan in oracle.register_on(facts, month.on)["plans"]}
        assert row.actual == plans["PLN-01"]["progress"]
    assert [row.actual for row in rows[24:]] == [None, None, None]


def test_roadmap_draws_dependencies_and_former_promises_and_its_table_names_them(
    signed_in: SignedIn, douane: Any
) -> None:
    page = signed_in("officer").get("/plans/PLN-01/").content.decode()
    assert page.count('class="dep"') > 5
    assert 'stroke-dasharray="2 1.5"' in page
    assert "former baseline" in page
    assert "waits for 05" in page


def test_both_baselines_of_the_large_cash_flows(signed_in: SignedIn, douane: Any) -> None:
    answer = signed_in("officer").get("/plans/PLN-01/?as_of=2026-10-31")
    log = answer.context["log"]
    assert [(row.baseline.number, f"{row.baseline.approved_on:%Y-%m}", row.days) for row in log] == [
        (2, "2025-12", 730),
        (1, "2023-09", None),
    ]
    assert [(line.milestone.code, line.days) for line in log[0].changed][-1] == ("MS-01-09", 730)
    assert answer.context["lede"] == (
        "It is expected to finish on 31 Dec 2027, on the day of the current baseline and 730 days later than the "
        "first baseline. 72 % is done against 55 % planned, 17 points ahead."
    )
    before = signed_in("officer").get("/plans/PLN-01/?as_of=2025-11-30")
    assert [row.baseline.number for row in before.context["log"]] == [1]


def test_plan_without_a_baseline_promises_nothing(signed_in: SignedIn, douane: Any) -> None:
    answer = signed_in("officer").get("/plans/PLN-01/?as_of=2023-07-31")
    assert "Not approved yet: milestones are not in scope." in text(answer)
    assert answer.context["now"].actual is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?finding=FND-002", ["PLN-01"]),
        ("?risk=RSK-012", ["PLN-08"]),
        ("?late=yes&as_of=2025-10-31", ["PLN-01", "PLN-06", "PLN-12"]),
        ("?status=completed&as_of=2026-10-31", ["PLN-02", "PLN-03", "PLN-21"]),
        ("?approved=no&as_of=2023-07-31", ["PLN-01", "PLN-17"]),
        ("?owner=ROL-DIR-IT", ["PLN-03", "PLN-04", "PLN-18"]),
        ("?basis=illustrative", ["PLN-20"]),
        ("?q=police+data", ["PLN-06", "PLN-07"]),
        ("?withdrawn=only", []),
    ],
)
def test_filters(signed_in: SignedIn, douane: Any, address: str, expected: list[str]) -> None:
    answer = signed_in("officer").get(f"/plans/{address}")
    assert answer.status_code == 200
    assert codes(answer) == expected


def test_late_and_main_plan_split_the_list(signed_in: SignedIn, douane: Any) -> None:
    for name in ("late", "main_plan", "approved"):
        parts = [codes(signed_in("officer").get(f"/plans/?{name}={value}")) for value in ("yes", "no")]
        assert sorted(parts[0] + parts[1]) == codes(signed_in("officer").get("/plans/"))


@pytest.mark.parametrize("sort", ["code", "-status", "target_date", "-approved_on", "owner"])
def test_sorts(signed_in: SignedIn, douane: Any, sort: str) -> None:
    assert len(codes(signed_in("officer").get(f"/plans/?sort={sort}"))) == 22


@pytest.mark.parametrize(
    "query", ["status=done", "late=maybe", "owner=ROL-XX", "finding=FND-999", "risk=x", "sort=progress", "page=9"]
)
def test_bad_values_are_refused(signed_in: SignedIn, douane: Any, query: str) -> None:
    assert signed_in("officer").get(f"/plans/?{query}").status_code == 400


def test_confidential_risks_leave_no_trace_for_the_owner(signed_in: SignedIn, douane: Any) -> None:
    assert signed_in("owner").get("/plans/?risk=RSK-012").status_code == 400
    tied = RiskPlan.objects.filter(risk__code__in=("RSK-012", "RSK-027")).values_list("plan__code", flat=True)
    assert tied
    for code in tied:
        assert "RSK-0" in signed_in("officer").get(f"/plans/{code}/").content.decode()
        page = signed_in("owner").get(f"/plans/{code}/").content.decode()
        assert not re.search("RSK-012|RSK-027", page)


def test_unknown_and_not_yet_known_look_alike(signed_in: SignedIn, douane: Any) -> None:
    officer = signed_in("officer")
    assert officer.get("/plans/PLN-99/").status_code == 404
    assert officer.get("/plans/PLN-07/?as_of=2025-01-31").status_code == 404


def test_owner_of_a_past_day_is_named_as_then(signed_in: SignedIn, douane: Any) -> None:
    plan = Plan.objects.get(code="PLN-10")
    old, new = plan.owner, factories.role(name="Keeper of ladders")
    assert signed_in("officer").get("/plans/").status_code == 200
    records.edit(plan, owner=new, reason="handed over", by=factories.BY, at=factories.later(days=12))
    assert "Keeper of ladders" in text(signed_in("officer").get("/plans/PLN-10/"))
    past = text(signed_in("officer").get("/plans/PLN-10/?as_of=2026-10-31"))
    assert old.name in past
    assert "Keeper of ladders" not in past


def test_withdrawn_plan_shows_by_filter_only(signed_in: SignedIn) -> None:
    plan = factories.plan()
    records.withdraw(plan, reason="merged", by=factories.BY, at=factories.later(minutes=5))
    assert codes(signed_in("officer").get("/plans/")) == []
    assert codes(signed_in("officer").get("/plans/?withdrawn=only")) == [plan.code]


def test_empty_register(signed_in: SignedIn) -> None:
    answer = signed_in("officer").get("/plans/")
    assert "No plans yet" in text(answer)


def test_plan_without_milestones(signed_in: SignedIn) -> None:
    plan = factories.plan()
    answer = signed_in("officer").get(f"/plans/{plan.code}/")
    assert "On this day the plan has no milestone." in text(answer)


def test_pages_in_dutch(signed_in: SignedIn, douane: Any) -> None:
    for path in ("/plans/", "/plans/PLN-01/", "/plans/PLN-02/?as_of=2025-08-31"):
        answer = signed_in("officer").get(path, headers={"accept-language": "nl"})
        assert answer.status_code == 200
        assert '<html lang="nl">' in answer.content.decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"days": 0, "first": 0}, "on the day of the current baseline."),
        ({"days": 1, "first": 1}, "1 day later than the current baseline."),
        ({"days": -3, "first": 20}, "3 days earlier than the current baseline and 20 days later than the first"),
    ],
)
def test_sentence_fits_the_slip(values: dict[str, int], words: str) -> None:
    finish = date(2027, 3, 31)
    now = PlanStanding(
        state=MilestoneState.ON_TRACK, actual=40, planned=40, total=2, done=0, due=0, late=0, blocked=0, finish=finish,
        baseline=date.fromordinal(finish.toordinal() - values["days"]),
        first_baseline=date.fromordinal(finish.toordinal() - values["first"]),
    )  # fmt: skip
    with override("en"):
        sentence = lede(Plan(baseline=1, status="in_progress"), now)
    assert words in sentence
    assert sentence.endswith("40 % is done, as planned.")


def _plans(count: int, finding: Finding) -> None:
    for _each in range(count):
        plan, parts = factories.plan_with_milestones(2)
        milestones.start(parts[0], percent=10, by=factories.BY, at=factories.later(minutes=1))
        records.link(FindingPlan, finding=finding, plan=plan, by=factories.BY, at=factories.later(minutes=1))


def test_list_asks_as_much_for_30_plans_as_for_3(signed_in: SignedIn) -> None:
    finding = factories.finding()
    _plans(3, finding)
    few = counted(signed_in("officer"), "/plans/")[1]
    _plans(27, finding)
    answer, many = counted(signed_in("officer"), "/plans/")
    assert len(codes(answer)) == 30
    assert len(few) == len(many) <= 12
    recorded("plans", many)


def test_detail_asks_as_much_for_30_milestones_as_for_3(signed_in: SignedIn, douane: Any) -> None:
    counts = {}
    for count in (3, 30):
        plan, parts = factories.plan_with_milestones(count)
        records.link(FindingPlan, finding=Finding.objects.get(code="FND-001"), plan=plan, by=factories.BY,
                     at=factories.later(days=12, minutes=1))  # fmt: skip
        milestones.start(parts[0], percent=10, by=factories.BY, at=factories.later(days=12, minutes=1))
        answer, asked = counted(signed_in("officer"), f"/plans/{plan.code}/")
        assert answer.status_code == 200
        counts[count] = len(asked)
    assert counts[3] == counts[30]
    for name, path in (("plan", "/plans/PLN-01/"), ("plan as-of", "/plans/PLN-01/?as_of=2025-06-30")):
        recorded(name, counted(signed_in("officer"), path)[1])
    recorded("plans as-of", counted(signed_in("officer"), "/plans/?as_of=2025-06-30")[1])


def test_a_milestone_whose_forecast_moved_later_says_why_by_whom_and_when(signed_in: SignedIn, douane: Any) -> None:
    shown = text(signed_in("officer").get("/plans/PLN-07/"))
    assert "forecast +61 d: “Two vacancies”, register load, 30 Sep 2026" in re.sub(r" later ?:", ":", shown)
    before = text(signed_in("officer").get("/plans/PLN-07/?as_of=2026-09-29"))
    assert "Two vacancies" not in before


def test_a_milestone_that_was_promised_anew_says_why_and_who_decided(signed_in: SignedIn, douane: Any) -> None:
    answer = signed_in("officer").get("/plans/PLN-01/")
    anew = {one.code: one for one in answer.context["milestones"] if getattr(one, "promised", None)}
    told = anew["MS-01-09"].promised
    assert (told.number, told.days) == (2, 730)
    assert told.words.endswith(", Director-General of Customs, 31 Dec 2025")
    assert told.words in text(answer)
    # The forecast that moved with the promise is told by it.
    assert anew["MS-01-09"].moved is None
    assert answer.context["milestones"][12].moved.days == 90


def test_a_forecast_that_came_back_has_nothing_to_explain(signed_in: SignedIn) -> None:
    plan, parts = factories.plan_with_milestones(1)
    for minutes, to in ((1, date(2027, 6, 30)), (2, date(2027, 3, 1))):
        milestones.move_forecast(
            parts[0], to=to, by=factories.BY, at=factories.later(minutes=minutes), reason="Later, then not"
        )
    reader = signed_in("officer")
    assert "Later, then not" not in text(reader.get(f"/plans/{plan.code}/"))
    milestones.move_forecast(
        parts[0], to=date(2027, 9, 30), by=factories.BY, at=factories.later(minutes=3), reason="Later for good"
    )
    assert "“Later for good”" in text(reader.get(f"/plans/{plan.code}/"))

"""Coverage: what stands alone, and what one milestone holds up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from riskreg.models import FindingPlan, Milestone, RiskPlan
from riskreg.services import milestones, records
from riskreg.services.milestones import depend
from tests import factories
from tests.web.query_counts import counted, recorded
from tests.web.test_plans import text

SignedIn = Callable[[str], Client]
DAY = date(2026, 10, 31)


def test_real_register_names_what_has_no_plan(signed_in: SignedIn, douane: Any) -> None:
    context = signed_in("officer").get(f"/coverage/?as_of={DAY}").context
    planned = set(FindingPlan.objects.values_list("finding__code", flat=True))
    assert context["findings"]
    assert not planned & {one.code for one in context["findings"]}
    assert context["risks"][0].risk.code == "RSK-022"
    assert [one.code for one in context["commitments"]] == ["CMT-043"]
    hold = context["holds"][0]
    assert (hold.milestone.code, hold.count, hold.plans) == ("MS-11-06", 6, 2)


def test_every_list_says_what_it_means_on_the_day(signed_in: SignedIn, douane: Any) -> None:
    says = signed_in("officer").get("/coverage/?as_of=2026-10-31").context["says"]
    assert says["findings"] == "2 target days have passed"
    assert says["risks"] == "2 without a plan, 0 without a measure; the highest score is 16"
    assert says["commitments"].endswith("stands behind them; the first is due 2026")
    assert says["holds"].endswith("are late or blocked while others wait for them, directly or through others")
    empty = signed_in("officer").get("/coverage/?as_of=2022-06-30").context["says"]
    assert (empty["findings"], empty["risks"], empty["holds"]) == ("", "", "")


def test_owner_never_meets_a_confidential_risk(signed_in: SignedIn, douane: Any) -> None:
    assert "RSK-027" in signed_in("management").get("/coverage/").content.decode()
    page = signed_in("owner").get("/coverage/")
    assert "RSK-027" not in page.content.decode()
    counts = [signed_in(right).get("/coverage/").context["counts"]["risks"] for right in ("management", "owner")]
    assert counts[0] == counts[1] + 1


def test_a_plan_takes_finding_and_risk_off_the_lists(signed_in: SignedIn) -> None:
    finding, risk, plan = factories.finding(), factories.assessed_risk(5, 5), factories.plan()
    factories.measure(risk)
    officer = signed_in("officer")
    context = officer.get("/coverage/").context
    assert context["findings"] == [finding]
    assert [(row.risk, row.no_plan, row.no_measure) for row in context["risks"]] == [(risk, True, False)]
    at = factories.later(minutes=1)
    records.link(FindingPlan, finding=finding, plan=plan, by=factories.BY, at=at)
    records.link(RiskPlan, risk=risk, plan=plan, by=factories.BY, at=at)
    answer = officer.get("/coverage/")
    assert answer.context["findings"] == answer.context["risks"] == []
    assert "Every open finding has a plan, every risk" in text(answer)
    records.withdraw(plan, reason="merged", by=factories.BY, at=factories.later(minutes=2))
    context = officer.get("/coverage/").context
    assert context["counts"]["findings"] == context["counts"]["risks"] == 1


def test_only_late_or_blocked_milestones_hold_up(signed_in: SignedIn) -> None:
    _plan, (first, second, third) = factories.plan_with_milestones(3)
    at = factories.later(minutes=1)
    depend(second, first, by=factories.BY, at=at)
    depend(third, second, by=factories.BY, at=at)
    assert signed_in("officer").get("/coverage/").context["holds"] == []
    milestones.block(first, reason="no people", by=factories.BY, at=factories.later(minutes=2))
    [hold] = signed_in("officer").get("/coverage/").context["holds"]
    assert (hold.milestone, hold.dependants) == (first, (second, third))
    milestones.complete(second, by=factories.BY, at=factories.later(minutes=3))
    assert signed_in("officer").get("/coverage/").context["holds"] == []


def test_empty_register_and_dutch(signed_in: SignedIn, douane: Any) -> None:
    before = signed_in("officer").get("/coverage/?as_of=2022-06-30")
    assert before.context["counts"] == {"findings": 0, "risks": 0, "commitments": 0, "holds": 0}
    assert "No finding and no commitment is open, and no risk stands above its appetite." in text(before)
    assert "Every open finding has a plan." not in text(before)
    dutch = signed_in("officer").get("/coverage/", headers={"accept-language": "nl"})
    assert '<html lang="nl">' in dutch.content.decode()


@pytest.mark.parametrize(("name", "query"), [("coverage", ""), ("coverage as-of", "?as_of=2025-10-31")])
def test_the_page_asks_as_many_queries_as_recorded(signed_in: SignedIn, douane: Any, name: str, query: str) -> None:
    recorded(name, counted(signed_in("officer"), f"/coverage/{query}")[1])


def test_the_page_asks_as_much_for_30_as_for_3(signed_in: SignedIn) -> None:
    asked = {}
    for count in (3, 27):
        for _each in range(count):
            factories.finding()
            factories.commitment()
            factories.assessed_risk(5, 5)
            _plan, (first, second) = factories.plan_with_milestones(2)
            depend(second, first, by=factories.BY, at=factories.later(minutes=1))
            milestones.block(first, reason="no people", by=factories.BY, at=factories.later(minutes=2))
        answer, queries = counted(signed_in("officer"), "/coverage/")
        asked[count] = len(queries)
    assert answer.context["counts"] == {"findings": 30, "risks": 30, "commitments": 30, "holds": 30}
    assert asked[3] == asked[27] <= 18
    assert Milestone.objects.count() == 60

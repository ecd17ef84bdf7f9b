"""Where a form says what is wrong, what it says when it is done, and what it does not say twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from riskreg import models
from riskreg.services import decisions, milestones, records
from tests import factories as make
from tests.web.browsing import controls
from tests.web.forms.test_cycles import ADDRESS, listed
from tests.web.forms.test_findings import send as sent
from tests.web.forms.test_risks import labels, send
from tests.web.test_risks import text_of

pytestmark = pytest.mark.django_db
DO: dict[str, Any] = {"by": make.BY, "at": make.AT}


def test_a_promised_day_that_has_passed_is_told_at_its_milestone(signed_in):
    plan, (one,) = make.plan_with_milestones(1)
    typed = {f"finish_{one.code}": "1-2-2020", "reason": "complex", "reason_category": "complexity"}
    answer = send(signed_in("officer"), f"/plans/{plan.code}/rebaseline/", **typed)
    assert answer.status_code == 422
    assert f"finish_{one.code}" in answer.context["form"].errors


def test_a_circle_is_told_at_its_field(signed_in):
    _plan, (one, two) = make.plan_with_milestones(2)
    milestones.depend(two, one, **DO)
    answer = send(signed_in("officer"), f"/milestones/{one.code}/wait-for/", on=two.code)
    assert list(answer.context["form"].errors) == ["on"]


def test_what_was_done_names_the_record_not_the_line(signed_in):
    client, risk = signed_in("officer"), make.assessed_risk(3, 4)
    typed = {"point": "current", "likelihood": "4", "impact": "4", "on": "20-11-2026", "reason": "worse"}
    page = text_of(client.get(send(client, f"/risks/{risk.code}/assess/", **typed)["Location"]))
    assert f"Assess: {risk.code} {risk.title}. It stands in the history under your name." in page


def test_the_one_who_decides_is_named_once(signed_in):
    asked = decisions.ask(title="May we?", **DO)
    typed = {"outcome": "Yes", "taken_by": make.role().code}
    page = text_of(sent(signed_in("management"), f"/decisions/{asked.code}/decide/", "check", **typed))
    assert page.count("Taken by") == 1


@pytest.mark.parametrize(
    ("frequency", "example"), [("month", "2026-11"), ("quarter", "2026-Q3"), ("half_year", "2026-H1"), ("year", "2025")]
)
def test_the_example_of_a_period_is_one_that_can_be_recorded(signed_in, frequency: str, example: str):
    indicator, client = make.indicator(frequency=frequency), signed_in("officer")
    address = f"/indicators/{indicator.code}/value/"
    assert f"For example {example}" in text_of(client.get(address))
    answer = send(client, address, period="next month", actual="1")
    assert f"“next month” is no period of this indicator; write {example}" in text_of(answer)
    assert controls(answer)["period"] == "next month"
    assert send(client, address, period=example.lower(), actual="1").status_code == 302


def test_the_summary_says_in_full_which_row_an_error_is_of(signed_in):
    make.cycle(code="CYC-2026", name="Risk cycle 2026", closes_on=date(2026, 12, 31))
    one, _two = listed()
    answer = send(signed_in("officer"), ADDRESS, **{f"change_{one.code}": "delisted", "reason": "yearly"})
    assert f">Why, {one.code}: " in answer.content.decode()


def test_evidence_has_its_buttons_once(signed_in):
    page = signed_in("officer").get(f"/findings/{make.finding().code}/")
    assert text_of(page).count("Add a file as evidence") == 1
    assert "Report solved" in labels(page)


def test_both_versions_have_the_width_of_the_page(signed_in):
    client, finding = signed_in("officer"), make.finding()
    address = f"/findings/{finding.code}/edit/"
    mine = {**controls(client.get(address)), "title": "Mine", "reason": "Clearer", "step": "save"}
    assert 'class="form"' in client.get(address).content.decode()
    records.edit(models.Finding.objects.get(), title="Theirs", reason="so", **DO)
    assert 'class="form form--wide"' in client.post(address, mine).content.decode()

"""Opening a cycle and proposing its list: a word for every risk, many rows, nothing of a hidden one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from riskreg import models
from riskreg.access import Load, operator
from riskreg.models import AssessmentCycle, Decision, Risk
from riskreg.services import cycles, proposals, records, risks
from tests import factories as make
from tests.web.browsing import controls
from tests.web.forms.test_risks import labels, send
from tests.web.test_risks import text_of

pytestmark = pytest.mark.django_db
LOAD = operator("register load", Load(make.AT))


def listed(count: int = 2) -> list[Risk]:
    """Risks on the list of 2025."""
    before = make.cycle(code="CYC-2025", name="Risk cycle 2025", closes_on=date(2025, 12, 31))
    made = [make.risk(title=f"Listed {number}") for number in range(1, count + 1)]
    for place, risk in enumerate(made, 1):
        risks.put_on_top_list(risk, cycle=before, change="new", place=place, by=LOAD, at=make.AT)
    return made


@pytest.fixture
def cycle() -> AssessmentCycle:
    made: AssessmentCycle = make.cycle(code="CYC-2026", name="Risk cycle 2026", closes_on=date(2026, 12, 31))
    return made


ADDRESS = "/risks/top/CYC-2026/list/"


def test_a_cycle_is_opened_with_the_next_year(signed_in):
    client = signed_in("officer")
    assert "Open a cycle" in labels(client.get("/risks/top/"))
    listed()
    page = client.get("/risks/top/new/")
    assert (controls(page)["code"], controls(page)["closes_on"]) == ("CYC-2026", "31-12-2026")
    answer = send(client, "/risks/top/new/", name="Risk cycle 2026")
    assert answer["Location"] == "/risks/top/CYC-2026/"
    assert "Propose the top list" in labels(client.get(answer["Location"]))


def test_the_first_cycle_is_called_by_the_year(signed_in):
    assert controls(signed_in("officer").get("/risks/top/new/"))["code"] == "CYC-2026"


def test_every_listed_risk_has_a_row_in_the_order_of_the_list(signed_in, cycle):
    one, two = listed()
    page = signed_in("officer").get(ADDRESS)
    assert [row.name for row in page.context["form"].rows()] == [one.code, two.code]
    assert controls(page)[f"place_{two.code}"] == "2"
    assert len(page.context["form"].new_rows()) == 3


def test_a_list_is_proposed_shown_and_decided(signed_in, cycle):
    (one, two), new = listed(), make.risk(title="Came up")
    client = signed_in("officer")
    typed = {
        f"change_{one.code}": "reworded", f"title_{one.code}": "Said anew", f"reason_{one.code}": "clearer",
        f"change_{two.code}": "delisted", f"reason_{two.code}": "Under control",
        "new_1": "Came up", "reason_new_1": "It grew", "place_new_1": "2", "reason": "The yearly list",
    }  # fmt: skip
    assert send(client, ADDRESS, **typed).status_code == 302
    page = text_of(client.get("/risks/top/CYC-2026/"))
    assert "Proposed list" in page
    assert "becomes: Said anew" in page
    assert "Under control" in page
    asked = Decision.objects.get(about="CYC-2026")
    told = {"verdict": "agreed", "outcome": "agreed", "taken_by": make.role()}
    proposals.decide(asked, by=operator("management"), at=make.later(20), **told)
    answer = client.get("/risks/top/CYC-2026/")
    assert "Proposed list" not in text_of(answer)
    assert [row["risk"].code for row in answer.context["rows"]] == [one.code, new.code]
    assert [row["risk"].code for row in answer.context["gone"]] == [two.code]
    assert "Propose the top list" not in labels(answer)


def errors(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 422
    return dict(answer.context["form"].errors)


def test_what_is_missing_is_told_at_its_row(signed_in, cycle):
    (one, two), client = listed(), signed_in("officer")
    typed = {
        f"change_{one.code}": "reworded", f"change_{two.code}": "delisted", "new_1": one.code, "reason_new_1": "again",
        "reason_new_2": "whom?", "reason": "The yearly list",
    }  # fmt: skip
    found = errors(send(client, ADDRESS, **typed))
    assert set(found) == {f"title_{one.code}", f"reason_{one.code}", f"reason_{two.code}", "new_1", "new_2"}
    assert not Decision.objects.exists()


def test_a_title_without_rewording_is_told(signed_in, cycle):
    (one, _two), client = listed(), signed_in("officer")
    assert f"title_{one.code}" in errors(send(client, ADDRESS, **{f"title_{one.code}": "Other", "reason": "x"}))


def test_more_lines_keep_what_was_typed(signed_in, cycle):
    (one, _two), client = listed(), signed_in("officer")
    typed = {**controls(client.get(ADDRESS)), f"reason_{one.code}": "clearer", "new_3": "RSK", "step": "change"}
    page = client.post(ADDRESS, typed)
    assert page.status_code == 200
    assert len(page.context["form"].new_rows()) == 6
    assert controls(page)[f"reason_{one.code}"] == "clearer"
    assert controls(page)["new_3"] == "RSK"


def test_the_check_page_carries_every_row(signed_in, cycle):
    (one, _two), client = listed(), signed_in("officer")
    typed = {**controls(client.get(ADDRESS)), f"change_{one.code}": "delisted", f"reason_{one.code}": "gone"}
    page = client.post(ADDRESS, {**typed, "reason": "The yearly list", "step": "check"})
    assert "If management agrees" in text_of(page)
    assert controls(page)[f"reason_{one.code}"] == "gone"
    assert client.post(ADDRESS, {**controls(page), "step": "save"}).status_code == 302


# --- confidential
def test_who_may_not_see_a_listed_risk_proposes_no_list_and_learns_no_name(signed_in, cycle):
    (_one, hidden), client = listed(), signed_in("officer")
    records.edit(hidden, confidential=True, title="Canary", by=make.BY, at=make.AT)
    page = client.get(ADDRESS)
    assert "risks that you may not see" in text_of(page)
    assert page.context["form"].rows() == []
    answer = send(client, ADDRESS, reason="The yearly list")
    assert answer.status_code == 422
    for body in (page.content.decode(), answer.content.decode()):
        assert hidden.code not in body
        assert "Canary" not in body


def test_a_proposed_list_shows_nobody_a_risk_that_they_may_not_see(signed_in, cycle):
    (one, hidden), owner = listed(), signed_in("owner")
    lines = {one: {"change": "confirmed"}, hidden: {"change": "delisted", "reason": "Canary reason"}}
    places = {risk: cycles.Place(**told) for risk, told in lines.items()}
    cycles.propose_list(cycle, places=places, by=make.BY, at=make.AT, reason="The yearly list")
    assert hidden.code in text_of(owner.get("/risks/top/CYC-2026/"))
    records.edit(hidden, confidential=True, title="Canary", by=make.BY, at=make.AT)
    asked = models.Decision.objects.get(about="CYC-2026")
    for address in ("/risks/top/CYC-2026/", f"/decisions/{asked.code}/", "/decisions/"):
        for right in ("owner", "officer"):
            body = signed_in(right).get(address).content.decode()
            assert one.code in body or "decisions" in address
            assert hidden.code not in body, (address, right)
            assert "Canary" not in body, (address, right)

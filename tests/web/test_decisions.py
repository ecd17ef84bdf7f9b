"""Decisions: list and page, now and on past days."""

import pytest
from django.test import Client

from riskreg.models import Risk
from riskreg.services import decisions
from tests import factories as make
from tests.web.query_counts import counted, recorded
from tests.web.reading import listed, row_of, text


@pytest.fixture
def officer(douane, signed_in) -> Client:
    return signed_in("officer")


def test_newest_first(officer):
    codes = listed(officer.get("/decisions/"))
    assert codes[0] == "DEC-027"
    assert codes[-1] == "DEC-001"
    assert len(listed(officer.get("/decisions/?as_of=2024-12-31"))) == 13


def test_asked_ones_come_first_and_say_when_they_are_needed(signed_in):
    client = signed_in("officer")
    risk = make.risk()
    asked = decisions.ask(title="More capacity?", by=make.BY, at=make.AT, about=risk, needed_by=make.ON,
                          context="Three milestones wait")  # fmt: skip
    taken = decisions.ask(title="Less?", by=make.person("officer"), at=make.AT)
    decisions.take(taken, outcome="No", taken_by=make.role(), by=make.BY, at=make.later(1), effect="None")
    answer = client.get("/decisions/")
    assert listed(answer) == [asked.code, taken.code]
    assert "overdue" in row_of(answer, asked.code)
    page = text(client.get(f"/decisions/{asked.code}/"))
    assert "Management has not decided yet." in page
    assert "Three milestones wait" in page
    assert "Needed earlier" in page
    assert "None" in text(client.get(f"/decisions/{taken.code}/"))
    assert listed(client.get("/decisions/?state=asked")) == [asked.code]


@pytest.mark.parametrize(
    ("query", "count"), [("state=taken", 27), ("state=asked", 0), ("kind=rebaseline", 5), ("q=DMS", 1)]
)
def test_filters(officer, query, count):
    assert len(listed(officer.get(f"/decisions/?{query}"))) == count


def test_decisions_of_one_taker(officer):
    codes = listed(officer.get("/decisions/?taken_by=ROL-DIR-IT"))
    assert 0 < len(codes) < 27
    assert "DEC-016" in codes


@pytest.mark.parametrize("query", ["state=refused", "kind=budget", "taken_by=ROL-X"])
def test_value_not_on_the_list_is_named(officer, query):
    answer = officer.get(f"/decisions/?{query}")
    assert answer.status_code == 400
    assert f"{query.split('=')[1]} is not one of the available choices" in text(answer)


def test_sort_not_offered(officer):
    answer = officer.get("/decisions/?sort=outcome")
    assert answer.status_code == 400
    assert "“outcome”" in text(answer)


def test_page_leads_to_the_plan_and_the_baseline(officer):
    answer = officer.get("/decisions/DEC-023/?as_of=2026-10-31")
    assert "Baseline 2 of PLN-01" in text(answer)
    assert "/plans/PLN-01/?as_of=2026-10-31" in answer.content.decode()
    assert officer.get("/decisions/DEC-023/?as_of=2024-12-31").status_code == 404


def test_before_the_first_event_says_when_the_register_begins(officer):
    page = text(officer.get("/decisions/?as_of=2022-12-31"))
    assert "Nothing here yet" in page
    assert "The register begins on 31 January 2023" in page


def test_decision_about_a_confidential_risk_is_absent_for_others(douane, signed_in):
    owner, officer = signed_in("owner"), signed_in("officer")
    asked = decisions.ask(
        title="Accept?", by=make.BY, at=make.later(12), about=Risk.objects.get(code="RSK-012"), context="x"
    )
    assert officer.get(f"/decisions/{asked.code}/").status_code == 200
    hidden, absent = owner.get(f"/decisions/{asked.code}/"), owner.get("/decisions/DEC-999/")
    assert hidden.status_code == absent.status_code == 404
    assert text(hidden) == text(absent)
    assert asked.code not in owner.get("/decisions/").content.decode()


def test_pages_speak_dutch(officer):
    for path in ("/decisions/", "/decisions/DEC-023/"):
        answer = officer.get(path, headers={"accept-language": "nl"})
        assert answer.status_code == 200
        assert '<html lang="nl">' in answer.content.decode()


def test_queries_do_not_grow_with_the_rows(signed_in):
    client = signed_in("officer")
    asker = make.role()
    for number in range(30):
        if number == 3:
            _, few = counted(client, "/decisions/")
        decisions.ask(title=f"Question {number}", by=make.BY, at=make.AT, asked_by=asker)
    answer, many = counted(client, "/decisions/")
    assert len(listed(answer)) == 30
    assert len(few) == len(many), "\n".join(many)
    recorded("decisions", many)


def test_queries_of_a_page(officer):
    _, asked = counted(officer, "/decisions/DEC-023/")
    recorded("decision", asked)

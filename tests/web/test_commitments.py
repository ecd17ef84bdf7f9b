"""Commitments: list with what is to be reported now, and page, now and on past days."""

import pytest
from django.test import Client

from riskreg.services import commitments
from tests import factories as make
from tests.web.query_counts import counted, recorded
from tests.web.reading import listed, row_of, text

OCTOBER = "as_of=2026-10-31"


@pytest.fixture
def officer(douane, signed_in) -> Client:
    return signed_in("officer")


def test_to_be_reported_on_31_october_2026(officer):
    answer = officer.get(f"/commitments/?{OCTOBER}&report_now=yes")
    assert set(listed(answer)) == {"CMT-033", "CMT-035", "CMT-046"}
    assert "To be reported now 3" in text(answer)
    assert "31 Dec 2027 +365 d" in row_of(answer, "CMT-033")


def test_page_says_that_it_is_to_be_reported(officer):
    page = text(officer.get(f"/commitments/CMT-046/?{OCTOBER}"))
    assert "To be reported now Promised: 1 Nov 2026 . What it rests on now reaches: 31 Dec 2026 ( +60 d" in page
    assert "To be reported now" not in text(officer.get(f"/commitments/CMT-034/?{OCTOBER}"))


def test_yes_and_no_share_out_the_list(officer):
    yes, no = (set(listed(officer.get(f"/commitments/?report_now={word}"))) for word in ("yes", "no"))
    assert len(yes | no) == 49
    assert not yes & no


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("status=missed", {"CMT-009", "CMT-020"}),
        ("overdue=yes", set()),
        ("kind=signaal", {"CMT-030"}),
        ("kind=wettelijke_datum", {"CMT-045", "CMT-046"}),
        ("q=ecuador", {"CMT-031"}),
    ],
)
def test_filters(officer, query, codes):
    assert set(listed(officer.get(f"/commitments/?{OCTOBER}&{query}"))) == codes


@pytest.mark.parametrize("query", ["status=missed", "q=nothing-like-it", "report_now=yes", "keeper=ROL-X"])
def test_tabs_count_the_whole_list_and_the_heading_what_was_found(officer, query):
    all_of_them = officer.get(f"/commitments/?{OCTOBER}")
    answer = officer.get(f"/commitments/?{OCTOBER}&{query}")
    assert answer.context["page"].paginator.count == len(listed(answer)) < len(listed(all_of_them))
    assert [tab.count for tab in answer.context["tabs"]] == [tab.count for tab in all_of_them.context["tabs"]]
    assert all_of_them.context["tabs"][-1].count == all_of_them.context["page"].paginator.count


def test_overdue_is_judged_on_the_day(officer):
    assert listed(officer.get("/commitments/?overdue=yes")) == ["CMT-046"]
    assert "CMT-009" in listed(officer.get("/commitments/?overdue=no&as_of=2025-12-31"))


def test_first_due_day_stays_in_sight_with_its_precision(officer):
    row = row_of(officer.get("/commitments/"), "CMT-009")
    assert "was 2025" in row
    assert "31 Dec 2027" in row
    assert "+730 d" in row
    page = text(officer.get("/commitments/CMT-009/"))
    assert "31 Dec 2027 31 Dec 2025 +730 d later Implementation more complex than expected" in page


def test_past_day_knows_no_later_reschedule(officer):
    page = text(officer.get("/commitments/CMT-009/?as_of=2025-06-30"))
    assert "2027" not in page.split("History")[0]
    assert "Open" in page
    assert "Missed" not in page
    # made on 25 September, in the register from the month's end (facts/RULES.md 1)
    assert officer.get("/commitments/CMT-001/?as_of=2024-09-27").status_code == 404
    assert officer.get("/commitments/CMT-001/?as_of=2024-09-30").status_code == 200


def test_open_ones_come_first_by_due_day(officer):
    codes = listed(officer.get(f"/commitments/?{OCTOBER}"))
    assert codes[0] == "CMT-046"
    assert codes.index("CMT-048") < codes.index("CMT-001")


@pytest.mark.parametrize("query", ["status=late", "kind=promise", "report_now=maybe", "overdue=2", "keeper=ROL-X"])
def test_value_not_on_the_list_is_named(officer, query):
    answer = officer.get(f"/commitments/?{query}")
    assert answer.status_code == 400
    assert f"{query.split('=')[1]} is not one of the available choices" in text(answer)


def test_sort_not_offered(officer):
    answer = officer.get("/commitments/?sort=reach")
    assert answer.status_code == 400
    assert "“reach”" in text(answer)


def test_before_the_first_event_says_when_the_register_begins(officer):
    page = text(officer.get("/commitments/?as_of=2022-12-31"))
    assert "Nothing here yet" in page
    assert "The register begins on 31 January 2023" in page


def test_nothing_to_report_says_so(officer):
    page = text(officer.get("/commitments/?report_now=yes&as_of=2023-06-30"))
    assert "Nothing to report now" in page


def test_dutch_terms_are_marked(officer):
    assert '<span lang="nl">Toezegging</span>' in officer.get("/commitments/").content.decode()


def test_confidential_risk_is_not_linked_for_others(douane, signed_in):
    for path in ("/commitments/", "/commitments/CMT-021/", "/commitments/CMT-004/"):
        assert any(code in signed_in("officer").get(path).content.decode() for code in ("RSK-012", "RSK-027"))
        body = signed_in("owner").get(path).content.decode()
        assert "RSK-012" not in body
        assert "RSK-027" not in body


def test_every_other_commitment_opens_now_and_the_others_in_the_past(officer):
    for turn, day in enumerate(("", "?as_of=2025-06-30")):
        for code in listed(officer.get(f"/commitments/{day}"))[turn::2]:
            assert officer.get(f"/commitments/{code}/{day}").status_code == 200


def test_pages_speak_dutch(officer):
    for path in ("/commitments/", "/commitments/CMT-033/"):
        answer = officer.get(path, headers={"accept-language": "nl"})
        assert answer.status_code == 200
        assert '<html lang="nl">' in answer.content.decode()


def some_commitments(count: int) -> None:
    for _ in range(count):
        made = make.commitment()
        plan, parts = make.plan_with_milestones(1)
        for record in (plan, parts[0], make.finding(), make.risk()):
            commitments.rest_on(made, record, by=make.BY, at=make.AT)


def test_queries_do_not_grow_with_the_rows(signed_in):
    client = signed_in("officer")
    some_commitments(3)
    _, few = counted(client, "/commitments/")
    some_commitments(27)
    answer, many = counted(client, "/commitments/")
    assert len(listed(answer)) == 30
    assert len(few) == len(many), "\n".join(many)
    recorded("commitments", many)


def test_queries_of_a_page(officer):
    _, asked = counted(officer, "/commitments/CMT-033/")
    recorded("commitment", asked)

"""The pages about risks: list, detail, matrix, top lists; now, in the past, and for those who may not see all."""

import html
import re
from datetime import date

import pytest
from django.utils import translation

from riskreg.access import Load, operator
from riskreg.models import Risk, RiskAssessment, RiskFinding, RiskPlan
from riskreg.services import periods, records, risks
from riskreg.vocabulary.periods import Month
from riskreg.web.risk_charts import score_points
from tests import factories as make
from tests.web.conftest import CONFIDENTIAL
from tests.web.query_counts import counted, recorded

OLD_TITLE = "Insufficient enforcement on the growing e-commerce flow (volume)"
NEW_TITLE = "Enforcement quality too low in the dynamic e-commerce flow"
TOP = [f"RSK-00{number}" for number in range(1, 8)]


def text_of(answer):
    """What a reader reads, without the choices of the filters."""
    page = re.sub(r"<(select|script|svg).*?</\1>", " ", answer.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def codes(answer):
    """The codes in the rows of the first table, in order."""
    body = answer.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r'<th scope="row">.*?<span class="id">([A-Z0-9-]+)</span>', body, flags=re.S)


# --- list
def test_list_shows_the_highest_score_first(douane, signed_in):
    answer = signed_in("officer").get("/risks/")
    found = codes(answer)
    assert len(found) == 30
    assert found[0] == "RSK-004"
    assert "30 risks" in text_of(answer)


def test_list_views_count_their_risks(douane, signed_in):
    tabs = {str(tab.label): (tab.count, tab.current) for tab in signed_in("officer").get("/risks/").context["tabs"]}
    assert tabs["Top risks"] == (7, False)
    assert tabs["All risks"] == (30, True)
    assert tabs["Monitored"] == (3, False)
    assert tabs["Not assessed"] == (0, False)


@pytest.mark.parametrize("number", range(5))
def test_view_holds_as_many_risks_as_it_says(douane, signed_in, number):
    client = signed_in("owner")
    tab = client.get("/risks/?as_of=2025-06-30").context["tabs"][number]
    answer = client.get(tab.url)
    assert answer.context["page"].paginator.count == tab.count
    assert answer.context["tabs"][number].current


def test_list_shows_the_past_as_it_was(douane, signed_in):
    client = signed_in("officer")
    page = text_of(client.get("/risks/?as_of=2024-06-30&q=RSK-001"))
    assert OLD_TITLE in page
    assert NEW_TITLE not in page
    assert NEW_TITLE in text_of(client.get("/risks/?q=RSK-001"))


def test_list_shows_movement_since_the_compare_day(douane, signed_in):
    client = signed_in("officer")
    assert "down from 16" in text_of(client.get("/risks/?q=RSK-003&compare=2025-12-31"))
    assert "same" in text_of(client.get("/risks/?q=RSK-003&compare=2026-10-31"))


def test_list_draws_the_scores_of_a_year(douane, signed_in):
    page = signed_in("officer").get("/risks/?q=RSK-003&compare=2025-12-31").content.decode()
    assert "Score of RSK-003: 16 in Dec 2025, 12 now" in html.unescape(page)


def test_empty_register_says_so(signed_in):
    page = text_of(signed_in("officer").get("/risks/"))
    assert "No risks yet" in page
    assert "0 risks" in page


def test_day_before_the_first_event_is_an_empty_register(douane, signed_in):
    page = text_of(signed_in("officer").get("/risks/?as_of=2022-06-30"))
    assert "No risks yet" in page
    assert "The register begins on 31 January 2023" in page


@pytest.mark.parametrize("name", ["top", "state", "band", "appetite", "category", "response", "owner", "unit"])
def test_bad_filter_value_is_named(douane, signed_in, name):
    answer = signed_in("officer").get(f"/risks/?{name}=zebra")
    assert answer.status_code == 400
    assert "zebra" in text_of(answer)


@pytest.mark.parametrize("address", ["/risks/?sort=cause", "/risks/?page=9", "/risks/matrix/?show=zebra"])
def test_address_that_cannot_be_read_is_refused(douane, signed_in, address):
    answer = signed_in("officer").get(address)
    assert answer.status_code == 400
    assert address.rpartition("=")[2] in text_of(answer)


def test_risk_within_its_appetite_is_assessed(signed_in):
    client = signed_in("officer")
    within, above, never = make.assessed_risk(2, 2), make.assessed_risk(5, 5), make.risk()
    assert codes(client.get("/risks/?appetite=no")) == [within.code]
    assert codes(client.get("/risks/?appetite=yes")) == [above.code]
    assert codes(client.get("/risks/?band=none")) == [never.code]


def test_not_assessed_comes_last_in_either_order(signed_in):
    client = signed_in("officer")
    never, low, high = make.risk(), make.assessed_risk(1, 1), make.assessed_risk(5, 5)
    assert codes(client.get("/risks/?sort=-score")) == [high.code, low.code, never.code]
    assert codes(client.get("/risks/?sort=score")) == [low.code, high.code, never.code]
    assert "not assessed" in text_of(client.get("/risks/"))


# --- detail
def test_detail_shows_the_past_as_it_was(douane, signed_in):
    client = signed_in("owner")
    past = client.get("/risks/RSK-001/?as_of=2024-06-30")
    assert OLD_TITLE in text_of(past)
    assert NEW_TITLE not in text_of(past)
    assert "20, very high: 11 above the appetite, which accepts at most 9" in past.context["lede"]
    assert NEW_TITLE in text_of(client.get("/risks/RSK-001/"))


def test_detail_holds_all_that_hangs_on_the_risk(douane, signed_in):
    answer = signed_in("officer").get("/risks/RSK-002/")
    page, risk = text_of(answer), answer.context["risk"]
    for words in ("MSR-006", "FND-002", "PLN-01", "Risk cycle 2025", risk.owner.name, "at most 6", "Opzet"):
        assert words in page
    assert page.count("illustrative") >= 4
    assert [one.code for one in answer.context["measures"]] == ["MSR-006", "MSR-007", "MSR-008", "MSR-009"]
    assert len(answer.context["assessments"]) == 4


def test_detail_tells_what_the_risk_came_from(douane, signed_in):
    client = signed_in("officer")
    assert "Follows from RSK-019" in text_of(client.get("/risks/RSK-003/"))
    assert "Went on as RSK-003" in text_of(client.get("/risks/RSK-019/"))
    assert "Follows from" not in text_of(client.get("/risks/RSK-003/?as_of=2024-12-31"))


def test_detail_says_that_nobody_has_assessed_it(signed_in):
    risk = make.risk(cause="", event="", consequence="")
    page = text_of(signed_in("officer").get(f"/risks/{risk.code}/"))
    assert "not the same as low" in page
    assert "Nobody has assessed this risk yet" in page


def test_acceptance_is_in_force_then_stale_or_expired(signed_in):
    client = signed_in("management")
    risk = make.assessed_risk(3, 3)
    agreed = make.agreement("risk.accept", risk)
    told = {"until": date(2026, 12, 31), "reason": "for now", "by": make.BY, "at": make.AT}
    risks.accept(risk, accepted_by=make.role(), decision=agreed, **told)
    address = f"/risks/{risk.code}/"
    assert "In force" in text_of(client.get(address))
    risk.refresh_from_db()
    risks.assess(risk, kind="current", likelihood=4, impact=4, by=make.BY, at=make.later(1), on=make.ON, reason="grew")
    assert "Stale: the score has changed since" in text_of(client.get(address))
    periods.open_month(Month(2026, 11), by=make.BY, at=make.later(2))
    for page in (address, "/cockpit/2026-11/"):
        body = client.get(page).content.decode()
        assert 'popovertarget="term-stale"' in body, page
        assert body.count('id="term-stale"') == 1, page
    assert "In force" in text_of(client.get(f"{address}?as_of=2026-11-10"))


def test_unknown_risk_is_absent(douane, signed_in):
    assert signed_in("officer").get("/risks/RSK-999/").status_code == 404
    assert signed_in("officer").get("/risks/RSK-014/?as_of=2022-01-01").status_code == 404


def test_score_holds_until_it_is_changed():
    lines = [
        RiskAssessment(likelihood=2, impact=2, on=date(2026, 1, 15), reason="first"),
        RiskAssessment(likelihood=3, impact=3, on=None, reason="no day"),
        RiskAssessment(likelihood=4, impact=4, on=date(2026, 3, 1), reason="grew"),
    ]
    points = score_points(lines, date(2026, 4, 2))
    assert [(point.score, point.reason) for point in points] == [(9, ""), (9, ""), (16, "grew"), (16, "")]
    assert score_points([], date(2026, 4, 2)) == []


# --- matrix
def test_matrix_draws_every_assessed_risk_and_lists_the_others(signed_in):
    client = signed_in("officer")
    drawn, never = make.assessed_risk(4, 4), make.risk(title="Nobody knows")
    answer = client.get("/risks/matrix/")
    assert {drawn.code, never.code} == set(codes(answer)) | {never.code}
    assert "1 risk is not assessed and not drawn; not assessed is not low" in text_of(answer)
    assert [risk.code for risk in answer.context["unassessed"]] == [never.code]
    assert "Nobody knows" not in answer.context["charts"]["wide"]
    assert drawn.title in answer.context["charts"]["wide"]


def test_matrix_shows_movement(douane, signed_in):
    client = signed_in("officer")
    since = client.get("/risks/matrix/?compare=2025-12-31&top=yes")
    assert codes(since)
    assert set(codes(since)) == set(TOP)
    assert re.search(r"\d of 7 risks moved since 31 Dec 2025", since.context["message"])
    inherent = client.get("/risks/matrix/?show=inherent&top=yes")
    assert "from inherent to current" in inherent.context["message"]
    assert "0 of 7" in client.get("/risks/matrix/?compare=2026-10-31&top=yes").context["message"]


def test_matrix_says_beside_it_what_moved_most_and_who_share_a_place(douane, signed_in):
    answer = signed_in("officer").get("/risks/matrix/?compare=2025-06-30")
    moves = [(one.risk.code, one.before, one.now) for one in answer.context["moves"]]
    assert moves[:2] == [("RSK-026", 12, 4), ("RSK-011", 16, 9)]
    assert len(moves) + answer.context["more_moves"] == 19
    (first, *_rest) = answer.context["crowds"]
    assert [one.code for one in first.risks][:3] == ["RSK-001", "RSK-002", "RSK-008"]
    assert "11 more in the table" in text_of(answer)


def test_matrix_links_keep_filters_and_day(douane, signed_in):
    answer = signed_in("officer").get("/risks/matrix/?as_of=2025-06-30&top=yes&compare=2024-06-30")
    urls = [tab.url for tab in answer.context["tabs"]]
    assert all("as_of=2025-06-30" in url and "top=yes" in url for url in urls)
    assert ["compare=2024-06-30" in url for url in urls] == [False, True, True]


def test_matrix_offers_the_month_the_year_and_the_day_asked_for(douane, signed_in):
    tabs = signed_in("officer").get("/risks/matrix/?compare=2026-01-15").context["tabs"]
    assert [(tab.label, tab.current) for tab in tabs] == [
        ("Since 31 Oct 2026", False), ("Since 15 Jan 2026", True), ("Since 30 Nov 2025", False),
        ("Inherent → current → target", False),
    ]  # fmt: skip


def test_matrix_draws_the_way_to_the_target(douane, signed_in):
    since, inherent = (signed_in("officer").get(f"/risks/matrix/?top=yes{more}") for more in ("", "&show=inherent"))
    assert 'class="trail-to"' not in since.content.decode()
    assert 'class="trail-to"' in inherent.context["charts"]["wide"]
    assert "target place, where it differs" in text_of(inherent)


def test_empty_matrix_is_drawn_without_risks(signed_in):
    answer = signed_in("officer").get("/risks/matrix/")
    assert answer.status_code == 200
    assert "No assessed risk to draw" in text_of(answer)


# --- top lists
def test_top_leads_to_the_list_in_force(douane, signed_in):
    client = signed_in("owner")
    assert client.get("/risks/top/").headers["Location"] == "/risks/top/CYC-2025/"
    past = client.get("/risks/top/?as_of=2025-06-30").headers["Location"]
    assert past == "/risks/top/CYC-2024/?as_of=2025-06-30"
    assert "No top list yet" in text_of(client.get("/risks/top/?as_of=2023-06-30"))


def test_top_list_tells_what_changed(douane, signed_in):
    answer = signed_in("officer").get("/risks/top/CYC-2025/")
    assert codes(answer) == TOP
    rows = {row["risk"].code: row for row in answer.context["rows"]}
    assert rows["RSK-001"]["changes"] == ["Reworded"]
    assert not rows["RSK-001"]["is_new"]
    assert rows["RSK-002"]["is_new"]
    assert rows["RSK-003"]["changes"] == ["Reworded", "New"]
    assert [row["risk"].code for row in answer.context["gone"]] == ["RSK-019"]
    assert "6 new, 1 that stayed, 1 taken off" in answer.context["lede"]
    assert "; the order is not a ranking" in text_of(answer)


def test_cycle_without_decisions_leaves_the_list_in_force(douane, signed_in):
    answer = signed_in("owner").get("/risks/top/CYC-2026H1/?as_of=2026-10-31")
    assert sorted(codes(answer)) == TOP
    assert "the list of Risk cycle 2025 stays in force." in text_of(answer)


def test_list_of_an_earlier_cycle_has_the_words_of_then(douane, signed_in):
    answer = signed_in("owner").get("/risks/top/CYC-2024/")
    assert codes(answer) == ["RSK-001", "RSK-019"]
    page = text_of(answer)
    assert OLD_TITLE in page
    assert f"now called: {NEW_TITLE}" in page


def test_standing_list_is_what_the_risks_say(douane, signed_in):
    answer = signed_in("officer").get("/risks/top/CYC-2025/")
    assert set(codes(answer)) == set(Risk.objects.top().values_list("code", flat=True))


def test_rewording_alone_puts_nothing_on_the_list(signed_in):
    client = signed_in("officer")
    cycle, risk = make.cycle(), make.risk()
    load = operator("register load", Load(make.AT))
    risks.reword(risk, title="Otherwise", cycle=cycle, by=load, at=make.AT, reason="clearer")
    answer = client.get(f"/risks/top/{cycle.code}/")
    assert codes(answer) == []
    assert "After this cycle no risk is a top risk" in text_of(answer)


# --- confidential
@pytest.mark.parametrize("right", ["owner", "administrator"])
@pytest.mark.parametrize("day", ["", "as_of=2025-06-30"])
def test_confidential_risks_are_absent_everywhere(douane, signed_in, right, day):
    client = signed_in(right)
    lists = ("/risks/", "/risks/matrix/", "/risks/matrix/?show=inherent", "/measures/", "/indicators/", "/risks/?q=RSK")
    pages = (*lists, "/indicators/IND-SCREENING/", "/risks/top/CYC-2025/")
    for address in pages:
        page = client.get(address + ("&" if "?" in address else "?") + day)
        assert page.status_code == 200, address
        for code in (*CONFIDENTIAL, "MSR-037", "MSR-060"):
            assert code not in page.content.decode(), (address, code)
    tabs = client.get(f"/risks/?{day}").context["tabs"]
    officers = signed_in("officer").get(f"/risks/?{day}").context["tabs"]
    assert [mine.count for mine in tabs][1] == [theirs.count for theirs in officers][1] - 2
    for code in (*CONFIDENTIAL, "RSK-999"):
        answer = client.get(f"/risks/{code}/?{day}")
        assert answer.status_code == 404
        assert code not in text_of(answer)


def test_hidden_answers_exactly_like_absent(douane, signed_in):
    client = signed_in("owner")
    bodies = {re.sub(r"RSK-\d+", "", client.get(f"/risks/{code}/").content.decode()) for code in ("RSK-012", "RSK-999")}
    bodies = {re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", body) for body in bodies}
    assert len(bodies) == 1


@pytest.mark.parametrize("right", ["officer", "auditor", "management"])
def test_those_on_the_access_list_see_the_mark(douane, signed_in, right):
    client = signed_in(right)
    assert "Confidential" in text_of(client.get("/risks/RSK-012/"))
    assert "confidential" in text_of(client.get("/risks/?q=RSK-012"))
    assert "RSK-012" in text_of(client.get("/risks/?q=RSK-012&as_of=2025-06-30"))


# --- rights, words, queries
def test_pages_need_a_sign_in(client, db):
    for address in ("/risks/", "/risks/RSK-001/", "/risks/matrix/", "/risks/top/", "/risks/top/CYC-2025/"):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize("address", ["/risks/", "/risks/RSK-002/", "/risks/matrix/", "/risks/top/CYC-2025/"])
def test_pages_are_made_in_dutch(douane, signed_in, address):
    client = signed_in("officer")
    with translation.override("nl"):
        answer = client.get(address, headers={"accept-language": "nl"})
    assert answer.status_code == 200
    assert '<html lang="nl">' in answer.content.decode()


def fill(count):
    for _ in range(count):
        risk = make.assessed_risk(3, 4, unit=make.unit())
        records.link(RiskFinding, risk=risk, finding=make.finding(), by=make.BY, at=make.AT)
        records.link(RiskPlan, risk=risk, plan=make.plan(), by=make.BY, at=make.AT)
        make.measure(on=risk)


@pytest.mark.parametrize("address", ["/risks/", "/risks/matrix/", "/risks/?as_of=2026-11-10"])
def test_lists_ask_as_much_at_3_as_at_30(signed_in, address):
    client = signed_in("officer")
    fill(3)
    few = counted(client, address)[1]
    fill(27)
    answer, many = counted(client, address)
    assert len(codes(answer)) == 30
    assert len(many) == len(few)
    recorded(address, many)


@pytest.mark.parametrize("address", ["/risks/RSK-002/", "/risks/RSK-002/?as_of=2025-12-31", "/risks/top/CYC-2025/"])
def test_details_ask_what_they_asked(douane, signed_in, address):
    recorded(address, counted(signed_in("officer"), address)[1])

"""Findings: list, grid by audit year and page, now and on past days."""

import re
from datetime import date

import pytest
from django.test import Client

from riskreg.models import FindingPlan, FindingSender, RiskFinding
from riskreg.services import findings, records, targets
from tests import factories as make
from tests.web.query_counts import counted, recorded
from tests.web.reading import listed, row_of, text


@pytest.fixture
def officer(douane, signed_in) -> Client:
    return signed_in("officer")


# --- list
def test_end_of_2024(officer):
    answer = officer.get("/findings/?as_of=2024-12-31")
    row = row_of(answer, "FND-001")
    assert "In remediation" in row
    assert "onvolkomenheid" in row or "shortcoming" in row
    assert "2025" in row
    assert "first 2024" in row
    assert "+365 d" in row
    assert "first" not in row_of(answer, "FND-002").replace("as first set", "")
    assert "FND-004" not in listed(answer)


def test_end_of_october_2026(officer):
    answer = officer.get("/findings/?as_of=2026-10-31")
    assert "first 2025" in row_of(answer, "FND-002")
    assert "+730 d" in row_of(answer, "FND-002")
    for code in ("FND-001", "FND-003"):
        assert "Closed" in row_of(answer, code)
    # days open stop at the end: 31 May 2024 to 31 May 2026
    assert " 730 " in row_of(answer, "FND-001")
    assert "no plan yet" in row_of(answer, "FND-013")
    assert len(listed(answer)) == 20


def test_open_ones_come_first_by_target_and_unknown_targets_last(officer):
    codes = listed(officer.get("/findings/"))
    assert codes[:2] == ["FND-013", "FND-017"]
    assert codes.index("FND-009") < codes.index("FND-001")
    assert codes.index("FND-002") < codes.index("FND-009")


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("state=ended", {"FND-001", "FND-003", "FND-006", "FND-012", "FND-015", "FND-020"}),
        ("state=superseded", {"FND-006"}),
        ("state=accepted", {"FND-020"}),
        ("state=established", {"FND-013", "FND-017"}),
        ("kind=privacy_audit", {"FND-006", "FND-007"}),
        ("sender=EXT-TNO", {"FND-013"}),
        ("owner=ROL-DIR-IT", {"FND-003", "FND-004"}),
        ("overdue=yes", {"FND-013", "FND-017"}),
        ("without_plan=yes&state=open", {"FND-013", "FND-017"}),
        ("q=procurement", {"FND-001"}),
        ("basis=illustrative", set()),
    ],
)
def test_filters(officer, query, codes):
    assert set(listed(officer.get(f"/findings/?as_of=2026-10-31&{query}"))) == codes


def test_yes_and_no_share_out_the_list(officer):
    for name in ("overdue", "without_plan"):
        yes, no = (set(listed(officer.get(f"/findings/?{name}={word}"))) for word in ("yes", "no"))
        assert len(yes | no) == 20
        assert not yes & no


def test_tabs_count_open_ended_and_all(officer):
    for day, counts in (("2026-10-31", (14, 6, 20)), ("2024-12-31", (9, 0, 9))):
        page = text(officer.get(f"/findings/?as_of={day}"))
        assert "Open {} Ended {} All {}".format(*counts) in page
    body = officer.get("/findings/?as_of=2024-12-31").content.decode()
    assert "/findings/?state=open&amp;as_of=2024-12-31" in body


@pytest.mark.parametrize("day", ["", "&as_of=2026-10-31"])
def test_tabs_count_the_whole_list_and_the_heading_what_was_found(officer, day):
    for query, found in (("state=ended", 6), ("state=closed", 4), ("q=nothing-like-it", 0), ("sender=EXT-NOBODY", 0)):
        answer = officer.get(f"/findings/?{query}{day}")
        assert answer.context["page"].paginator.count == found == len(listed(answer))
        assert "Open 14 Ended 6 All 20" in text(answer)


def test_a_withdrawn_finding_is_found_but_not_in_the_tabs(signed_in):
    double, _one, _other = (make.finding() for _ in range(3))
    records.withdraw(double, by=make.BY, at=make.AT, reason="double")
    for query, found in (("", 2), ("withdrawn=only", 1), ("withdrawn=also", 3)):
        answer = signed_in("officer").get(f"/findings/?{query}")
        assert answer.context["page"].paginator.count == found == len(listed(answer))
        assert "Open 2 Ended 0 All 2" in text(answer)


@pytest.mark.parametrize("query", [
    "state=solved", "kind=opinion", "sender=EXT-NOBODY", "owner=ROL-X", "overdue=perhaps", "without_plan=1",
    "basis=stated"])  # fmt: skip
@pytest.mark.parametrize("path", ["/findings/", "/findings/grid/"])
def test_value_not_on_the_list_is_named(officer, path, query):
    answer = officer.get(f"{path}?{query}")
    assert answer.status_code == 400
    assert f"{query.split('=')[1]} is not one of the available choices" in text(answer)


def test_sort_not_offered(officer):
    answer = officer.get("/findings/?sort=severity")
    assert answer.status_code == 400
    assert "“severity”" in text(answer)


@pytest.mark.parametrize("sort", ["code", "-code", "state", "opened", "-target", "owner"])
def test_every_sort_answers_now_and_then(officer, sort):
    for day in ("", "&as_of=2025-06-30"):
        assert officer.get(f"/findings/?sort={sort}{day}").status_code == 200
    assert listed(officer.get("/findings/?sort=-code"))[0] == "FND-020"


def test_before_the_first_event_says_when_the_register_begins(officer):
    for path in ("/findings/", "/findings/grid/"):
        page = text(officer.get(f"{path}?as_of=2022-12-31"))
        assert "Nothing here yet" in page
        assert "The register begins on 31 January 2023" in page


# --- grid
def test_grid_has_a_column_for_each_audit_year(officer):
    body = officer.get("/findings/grid/?as_of=2026-10-31").content.decode()
    heads = re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?(\d{4})', body)
    assert heads == ["2021", "2022", "2023", "2024", "2025"]
    body = officer.get("/findings/grid/?as_of=2024-12-31").content.decode()
    assert "2025" not in re.findall(r'<th scope="col"[^>]*>(\d{4})', body)


def test_grid_tells_rating_none_given_and_not_raised(officer):
    answer = officer.get("/findings/grid/?as_of=2026-10-31")
    row = row_of(answer, "FND-001")
    assert row.count("not raised") == 2
    assert row.count("Shortcoming") == 2
    assert "None given solved" in row
    assert "Adverse" in row_of(answer, "FND-006")
    assert "Unknown" in row_of(answer, "FND-006")


def test_grid_of_open_findings(officer):
    assert len(listed(officer.get("/findings/grid/?state=open"))) == 14


# --- page
def test_finding_on_a_past_day(officer):
    page = text(officer.get("/findings/FND-001/?as_of=2024-12-31"))
    assert "Open 214 days; the target moved 365 days from the first" in page
    assert "In remediation" in page
    assert "by the owner, with evidence" in page
    assert "Head of Procurement, 31 Dec 2025" not in page
    assert officer.get("/findings/FND-004/?as_of=2024-12-31").status_code == 404
    assert officer.get("/findings/FND-999/").status_code == 404


def test_closed_finding_names_reporter_and_confirmer(officer):
    page = text(officer.get("/findings/FND-001/"))
    assert "Reported solved by Head of Procurement, confirmed by Auditor, Court of Audit." in page
    assert "Was open 730 days" in page


def test_superseded_finding_leads_to_its_successor_and_back(officer):
    page = officer.get("/findings/FND-006/")
    assert "Superseded by" in text(page)
    assert "/findings/FND-007/" in page.content.decode()
    assert "no target date is known" in text(page)
    assert "/findings/FND-006/" in officer.get("/findings/FND-007/").content.decode()
    assert "Confirmed" not in text(page)


def test_accepted_finding_ends_with_acceptance(officer):
    page = text(officer.get("/findings/FND-020/"))
    assert "Established" in page
    assert "Accepted" in page
    assert "Closed" not in page


def test_finding_that_skipped_a_step(officer):
    assert "In remediation skipped" in text(officer.get("/findings/FND-015/"))


def test_targets_stand_in_order_with_kind_and_reason(officer):
    page = text(officer.get("/findings/FND-002/"))
    assert "2025 Original 31 Dec 2023" in page
    assert "2027 Revised 31 Dec 2025 +730 d" in page
    assert "2026 Interim" in page
    # the original became known after the revision and still comes first
    late = text(officer.get("/findings/FND-013/"))
    assert late.index("December 2024 Original") < late.index("Q1 2025 Revised")


def test_without_plan_and_evidence_it_says_so(officer):
    page = text(officer.get("/findings/FND-013/"))
    assert "No plan answers this finding yet." in page
    assert "No evidence yet." in page


def test_returned_finding_tells_who_and_why(signed_in):
    client = signed_in("officer")
    made = make.reported_finding(by=make.person("officer"))
    auditor = make.person("auditor")
    findings.send_back(made, by=auditor, at=make.later(minutes=5), reason="The sample is too small")
    page = text(client.get(f"/findings/{made.code}/"))
    assert f"Sent back by {auditor.name}: The sample is too small" in page
    assert "In remediation" in page


def test_a_returned_report_stands_under_the_steps_as_what_was(signed_in):
    client = signed_in("officer")
    reporter, auditor = make.person("officer"), make.person("auditor")
    made = make.reported_finding(by=reporter)
    findings.send_back(made, by=auditor, at=make.later(days=2), reason="The sample is too small")
    page = text(client.get(f"/findings/{made.code}/"))
    assert "In remediation again since 12 Nov 2026" in page
    assert "Reported solved returned on 12 Nov 2026: The sample is too small" in page
    was = f"Reported solved by {reporter.name} on 10 Nov 2026, returned by {auditor.name} on 12 Nov 2026"
    assert f"Earlier reports, no longer standing {was}" in page
    assert f"Reported solved by {reporter.name}." not in page
    findings.report_solved(made, by=reporter, at=make.later(days=4), reason="a larger sample")
    page = text(client.get(f"/findings/{made.code}/"))
    assert f"{was}: The sample is too small" in page
    assert f"Reported solved by {reporter.name}." in page
    assert "returned on 12 Nov 2026:" not in page
    before = text(client.get(f"/findings/{made.code}/?as_of=2026-11-11"))
    assert f"Reported solved by {reporter.name}." in before
    assert "returned" not in before


def test_a_reopened_finding_does_not_name_who_confirmed_it_before(signed_in):
    client, reporter = signed_in("officer"), make.person("officer")
    made = make.reported_finding(by=reporter)
    findings.confirm(made, by=make.person("auditor"), at=make.later(days=1), reason="seen")
    findings.close(made, by=make.BY, at=make.later(days=2))
    findings.rate(made, audit_year=2026, rating=None, outcome="reopened", on=make.ON, by=make.BY, at=make.later(days=3))
    page = text(client.get(f"/findings/{made.code}/"))
    assert f"Reported solved by {reporter.name} on 10 Nov 2026, reopened on 13 Nov 2026" in page
    assert f"Reported solved by {reporter.name}, confirmed" not in page


def test_confidential_risk_is_not_linked_for_others(douane, signed_in):
    owner, officer = signed_in("owner"), signed_in("officer")
    hidden = seen = 0
    confidential = ("RSK-012", "RSK-027")
    for finding in sorted(set(RiskFinding.objects.filter(risk__code__in=confidential).values_list("finding__code"))):
        path = f"/findings/{finding[0]}/"
        for_owner, for_officer = owner.get(path).content.decode(), officer.get(path).content.decode()
        hidden += any(code in for_owner for code in confidential)
        seen += any(code in for_officer for code in confidential)
    assert seen > 0
    assert hidden == 0


def test_every_third_finding_opens_on_each_year_end(officer):
    for turn, day in enumerate(("2023-12-31", "2024-12-31", "2025-12-31")):
        for code in listed(officer.get(f"/findings/?as_of={day}"))[turn::3]:
            assert officer.get(f"/findings/{code}/?as_of={day}").status_code == 200


def test_pages_speak_dutch(officer):
    for path in ("/findings/", "/findings/grid/", "/findings/FND-002/"):
        answer = officer.get(path, headers={"accept-language": "nl"})
        assert answer.status_code == 200
        assert '<html lang="nl">' in answer.content.decode()


# --- queries
def some_findings(count: int) -> None:
    """With all that the columns show: sender, plan, milestone, target."""
    party = make.party()
    for _ in range(count):
        one = make.finding()
        plan, _parts = make.plan_with_milestones(1)
        records.link(FindingSender, finding=one, party=party, by=make.BY, at=make.AT)
        records.link(FindingPlan, finding=one, plan=plan, by=make.BY, at=make.AT)
        agreed = make.agreement("finding.retarget", one)
        targets.set_target(one, kind="original", target=date(2027, 6, 30), precision="day", decision=agreed,
                           by=make.BY, at=make.AT, set_on=make.ON, reason="promised")  # fmt: skip


@pytest.mark.parametrize(("path", "name"), [("/findings/", "findings"), ("/findings/grid/", "finding_grid")])
def test_queries_do_not_grow_with_the_rows(signed_in, path, name):
    client = signed_in("officer")
    some_findings(3)
    _, few = counted(client, path)
    some_findings(27)
    answer, many = counted(client, path)
    assert len(listed(answer)) == 30
    assert len(few) == len(many), "\n".join(many)
    recorded(name, many)


def test_queries_of_a_page(officer):
    _, asked = counted(officer, "/findings/FND-002/")
    recorded("finding", asked)

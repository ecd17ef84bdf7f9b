"""Every kind, for every right that may enter, in both languages: list, page and history."""

import re

import pytest
from django.contrib import admin
from django.urls import resolve, reverse
from django.utils.text import capfirst

from riskreg import models
from riskreg.admin.site import GROUPS
from riskreg.models import Milestone, Plan, SecurityEvent
from riskreg.services import decisions
from riskreg.vocabulary import acts
from tests import factories
from tests.admin.everything import complete

INLINE = re.compile(rb"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son(?:click|load|change|submit)=", re.IGNORECASE)
# The log has pages of its own: its entries hold what not every reader of the admin may see.
# The log, the files of sealed editions, and what is no register: nothing of it is worked in the admin.
LOG = (
    "Checkpoint", "LedgerEntry", "SigningKey", "ReportFile", "MonthFigures", "SheetDraft", "SavedView", "Mail",
    "MailChoice", "MailCursor",
)  # fmt: skip
KINDS = [getattr(models, name) for name in models.__all__ if name not in LOG]
OF_ACCOUNTS = (models.User, models.RoleAssignment, models.ConfidentialAccess, models.Setting, SecurityEvent)


def address(kind, page, *args):
    return reverse(f"admin:riskreg_{kind._meta.model_name}_{page}", args=args)


def test_every_kind_is_registered_and_stands_in_a_group():
    assert set(admin.site._registry) == set(KINDS)
    named = [kind for _name, kinds in GROUPS for kind in kinds]
    assert sorted(named) == sorted(kind.__name__ for kind in KINDS)


def opened(client, kind, *pages):
    """The pages of the kind's first row that the reader may open; none when they may not see the kind."""
    listed = client.get(address(kind, "changelist"))
    if listed.status_code == 403:
        return []
    rows = list(listed.context["cl"].result_list)
    found = [listed]
    for page in pages:
        if page == "add":
            found += [client.get(address(kind, "add"))] if listed.context["has_add_permission"] else []
        elif rows and not (page == "history" and kind is SecurityEvent):
            found.append(client.get(address(kind, page, rows[0].pk)))
    for one in found:
        assert one.status_code == 200, f"{kind.__name__}: {one.request['PATH_INFO']}"
        assert not INLINE.search(one.content), f"{kind.__name__}: {INLINE.search(one.content)}"
    return [*rows[:1], *found]


@pytest.fixture
def everything(people, monkeypatch):
    """At least one row of every kind, three on a page."""
    complete(people)
    for kept in admin.site._registry.values():
        monkeypatch.setattr(kept, "list_per_page", 3)


# One of every make of page, for the languages and the rights that change little on it.
SAMPLE = (
    models.Plan,
    Milestone,
    models.Finding,
    models.Decision,
    models.RiskFinding,
    models.AuditReport,
    models.Source,
)


def test_every_page_of_every_kind_renders(everything, door):
    officer, auditor, administrator = door("officer"), door("auditor"), door("administrator")
    for kind in KINDS:
        shown = opened(officer, kind, "add", "change", "history")
        if kind in OF_ACCOUNTS:
            assert not shown
            shown = opened(auditor, kind, "change", "history") and opened(administrator, kind, "add", "change")
        assert shown or kind is SecurityEvent, f"{kind.__name__} has no row to open"


@pytest.mark.parametrize(("right", "language"), [("auditor", "nl"), ("management", "en"), ("officer", "nl")])
def test_pages_render_for_other_rights_and_in_dutch(right, language, everything, door):
    client = door(right, language)
    assert client.get(reverse("admin:index")).status_code == 200
    for kind in SAMPLE:
        assert opened(client, kind, "add", "change", "history")


@pytest.mark.parametrize(
    ("right", "kinds"),
    [
        ("officer", {"Risk", "Plan", "Role"}),
        ("auditor", {"Risk", "SecurityEvent", "User", "RoleAssignment", "Setting"}),
        ("management", {"Risk", "Decision"}),
        ("administrator", {"User", "RoleAssignment", "ConfidentialAccess", "Setting", "Source", "RatingLevel"}),
    ],
)
def test_the_index_shows_what_the_right_may_see(right, kinds, door):
    listed = door(right).get(reverse("admin:index")).context["app_list"]
    names = {kind["object_name"] for group in listed for kind in group["models"]}
    assert kinds <= names
    if right == "administrator":
        assert not names & {"Risk", "Finding", "Plan", "Decision", "SecurityEvent"}
    if right in ("officer", "management"):
        assert not names & {"User", "SecurityEvent", "ConfidentialAccess"}


def test_the_owner_may_not_enter(door):
    client = door("owner")
    for url in (reverse("admin:index"), address(Plan, "changelist"), reverse("admin:login")):
        assert client.get(url).status_code == 403


def test_the_anonymous_reader_is_sent_to_the_sign_in_page(client, db):
    for url in (reverse("admin:index"), address(Plan, "changelist")):
        response = client.get(url, follow=True)
        assert response.redirect_chain[-1][0].startswith(reverse("login"))
        assert response.resolver_match.view_name == "login"


def test_lists_show_this_month_beside_the_last(door):
    client = door("officer")
    plans = client.get(address(Plan, "changelist")).content.decode()
    assert "Since last month" in plans
    page = client.get(address(Milestone, "changelist"), {"q": "MS-02-09"}).content.decode()
    assert "100\u00a0%" in page
    assert "+123\u00a0d" in page


def test_the_plan_page_shows_the_months_one_under_another(door):
    plan = Plan.objects.get(code="PLN-02")
    response = door("auditor").get(address(Plan, "change", plan.pk))
    assert "October 2026" in response.content.decode()
    assert len(response.context["months"]) == 24


def test_every_record_has_a_way_to_its_page_in_the_register(everything, door):
    client = door("officer")
    for kind, page in (
        (models.Risk, "/risks/RSK-001/"), (Plan, "/plans/PLN-01/"), (Milestone, None), (models.Decision, None),
        (models.AssessmentCycle, None), (models.FindingRating, "/findings/FND-001/"), (models.Evidence, None),
        (models.RiskFinding, None), (models.Baseline, None), (models.PublishedReport, "/reports/2026-11/"),
        (models.BaselineLine, None), (models.TopRisk, None), (models.Measure, None), (models.Indicator, None),
        (models.Commitment, None), (models.Workstream, None), (models.Recommendation, None),
    ):  # fmt: skip
        row = kind.objects.order_by("code").exclude(code__contains="RSK-012").first()
        response = client.get(address(kind, "change", row.pk))
        url = response.context["page_url"]
        assert url == page or (page is None and url), kind.__name__
        assert f'<a href="{url}">Open in the register</a>' in response.content.decode()
        assert resolve(url).func.__module__.startswith("riskreg.web.views"), url


def test_a_decision_shows_no_proposal_as_it_is_kept(door):
    plan = Plan.objects.get(code="PLN-02")
    asked = decisions.propose(
        "plan.rebaseline", plan, proposal={"secret": "RSK-012"}, by=factories.BY, at=factories.AT, reason="Later"
    )
    page = door("auditor").get(address(models.Decision, "change", asked.pk)).content.decode()
    assert "secret" not in page
    assert "RSK-012" not in page
    assert "system:tester" not in page
    assert capfirst(acts.label("plan.rebaseline")) in page


def test_django_s_own_log_stays_empty_and_recent_actions_are_gone(door):
    assert "Recent actions" not in door("officer").get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (models.CommitmentLink, {"withdrawn__regex": "("}),
        (models.CommitmentLink, {"withdrawn__in": "0,1"}),
        (models.Milestone, {"plan__code__startswith": "PLN"}),
        (models.Milestone, {"plan__head__history_change_reason__contains": "secret"}),
        (models.Milestone, {"forecast__gte": "2026-01-01"}),
        (models.Milestone, {"status__gt": "a"}),
        (models.Finding, {"state": "closed"}),
    ],
)
def test_a_list_is_asked_only_what_its_own_filters_ask(door, kind, asked):
    assert door("officer").get(address(kind, "changelist"), asked).status_code == 400


def test_every_filter_of_a_list_still_filters(everything, door):
    for kind in KINDS:
        client = door("auditor" if kind in OF_ACCOUNTS else "officer")
        changelist = client.get(address(kind, "changelist")).context["cl"]
        asked = []
        for one in changelist.filter_specs:
            offered = [choice["query_string"] for choice in one.choices(changelist) if "query_string" in choice]
            asked += [query for query in offered if query != "?"][-1:]
        kept = changelist.date_hierarchy
        asked += [f"?{kept}__year=2026&{kept}__month=11&{kept}__day=1"] if kept else []
        for query in asked:
            assert client.get(address(kind, "changelist") + query).status_code == 200, (kind.__name__, query)


@pytest.mark.parametrize("right", ["officer", "auditor"])
def test_the_basis_by_field_is_told_in_words(door, right):
    risk = factories.risk(basis_by_field={"analysis": "derived", "owner": "illustrative"})
    page = door(right).get(address(models.Risk, "change", risk.pk)).content.decode()
    assert "cause, event and consequence: derived, owner: illustrative" in page
    assert "&quot;analysis&quot;" not in page

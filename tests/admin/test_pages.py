"""Every kind, for every right that may enter, in both languages: list, page and history."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from riskreg import models
from riskreg.admin.site import GROUPS
from riskreg.models import Milestone, Plan, SecurityEvent
from tests.admin.conftest import RIGHTS
from tests.admin.everything import complete

INLINE = re.compile(rb"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son(?:click|load|change|submit)=", re.IGNORECASE)
KINDS = [getattr(models, name) for name in models.__all__]


def address(kind, page, *args):
    return reverse(f"admin:riskreg_{kind._meta.model_name}_{page}", args=args)


def test_every_kind_is_registered_and_stands_in_a_group():
    assert set(admin.site._registry) == set(KINDS)
    named = [kind for _name, kinds in GROUPS for kind in kinds]
    assert sorted(named) == sorted(models.__all__)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("right", RIGHTS)
def test_every_page_of_every_kind_renders(right, language, people, door, monkeypatch):
    complete(people)
    for kept in admin.site._registry.values():
        monkeypatch.setattr(kept, "list_per_page", 3)
    client = door(right, language)
    assert client.get(reverse("admin:index")).status_code == 200
    seen = 0
    for kind in KINDS:
        pages = client.get(address(kind, "changelist"))
        if pages.status_code == 403:
            continue
        seen += 1
        visible = list(pages.context["cl"].result_list)
        found = [pages]
        if language == "en":
            found.append(client.get(address(kind, "changelist"), {"q": "a"}))
        adding = client.get(address(kind, "add"))
        found += [adding] if adding.status_code != 403 else []
        if visible:
            row = visible[0]
            found.append(client.get(address(kind, "change", row.pk)))
            found += [client.get(address(kind, "history", row.pk))] if kind is not SecurityEvent else []
        for page in found:
            assert page.status_code == 200, f"{kind.__name__}: {page.request['PATH_INFO']}"
            assert not INLINE.search(page.content), f"{kind.__name__}: {INLINE.search(page.content)}"
        assert visible or right == "administrator", f"{kind.__name__} has no row to open"
    assert seen >= 10


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


@pytest.mark.parametrize("kind", [Plan, Milestone])
def test_queries_of_a_list_do_not_grow_with_its_rows(kind, door, django_assert_max_num_queries):
    counts = []
    for size in (3, 20 if kind is Plan else 30):
        admin_of = admin.site._registry[kind]
        client = door("officer")
        before, admin_of.list_per_page = admin_of.list_per_page, size
        try:
            with django_assert_max_num_queries(100) as captured:
                response = client.get(address(kind, "changelist"))
        finally:
            admin_of.list_per_page = before
        assert len(response.context["cl"].result_list) == size
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_django_s_own_log_stays_empty_and_recent_actions_are_gone(door):
    assert "Recent actions" not in door("officer").get(reverse("admin:index")).content.decode()

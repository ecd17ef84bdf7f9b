"""Saved views: tabs of whoever saved them, kept from the list itself, without script, and nobody else's business."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from riskreg.models import SavedView
from tests import factories
from tests.web.query_counts import counted
from tests.web.reading import text
from tests.web.test_exports import lists

PAGE = "/views/"


@pytest.fixture
def officer(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("officer")


def save(client: Client, address: str, name: str = "Mine") -> Any:
    """As the form at the end of the tabs sends it."""
    page = client.get(address).content.decode()
    form = re.search(r'<details class="views__save">.*?</details>', page, re.DOTALL)[0]
    hidden = dict(re.findall(r'name="(list|query)" value="([^"]*)"', form))
    hidden["query"] = hidden["query"].replace("&amp;", "&")
    to = re.search(r'action="([^"]+)"', form)[1].replace("&amp;", "&")
    return client.post(to, {**hidden, "name": name, "step": "save"})


def tabs(answer: Any) -> dict[str, tuple[str, bool]]:
    return {one.label: (one.url, one.current) for one in answer.context["own_views"]}


# --- saving
def test_what_is_shown_becomes_a_tab_of_the_list(officer):
    factories.assessed_risk()
    answer = save(officer, "/risks/?band=high&sort=-score&q=Risk", "High ones")
    assert (answer.status_code, answer["Location"]) == (302, "/risks/?q=Risk&band=high&sort=-score")
    page = officer.get(answer["Location"])
    assert tabs(page) == {"High ones": ("/risks/?q=Risk&band=high&sort=-score", True)}
    assert [tab.current for tab in page.context["tabs"]] == [False] * 5
    assert page.content.decode().count('aria-current="page"') == officer.get("/risks/").content.decode().count(
        'aria-current="page"'
    )
    assert "Save this view" not in text(page)
    assert tabs(officer.get("/risks/"))["High ones"][1] is False
    assert tabs(officer.get("/measures/")) == {}


@pytest.mark.parametrize("address", ["/risks/", "/risks/?top=yes", "/risks/?as_of=2026-11-10", "/findings/?state=open"])
def test_there_is_nothing_to_save_of_a_view_that_has_a_tab_or_no_filter(officer, address):
    factories.assessed_risk()
    page = officer.get(address)
    assert page.context["save_view"] is None
    assert "Save this view" not in text(page)


def test_the_day_is_not_kept_but_stays_with_the_reader(officer):
    factories.assessed_risk()
    answer = save(officer, "/risks/?band=high&as_of=2026-11-10&compare=2026-11-01")
    assert SavedView.objects.get().query == "band=high"
    assert answer["Location"] == "/risks/?band=high&as_of=2026-11-10&compare=2026-11-01"
    page = officer.get("/risks/?as_of=2026-11-15")
    assert tabs(page) == {"Mine": ("/risks/?band=high&as_of=2026-11-15", False)}


def test_only_what_the_list_knows_is_kept(officer):
    sent = {"list": "risks", "name": "Mine", "step": "save"}
    query = "band=high&page=9&format=csv&as_of=2020-01-01&next=//elsewhere&sort=code&state="
    answer = officer.post(PAGE, {**sent, "query": query})
    assert answer["Location"] == "/risks/?band=high&sort=code"
    assert SavedView.objects.get().query == "band=high&sort=code"
    nothing = officer.post(PAGE, {**sent, "query": "page=2"})
    assert nothing.status_code == 400
    assert "Filter or sort the list first" in text(nothing)


@pytest.mark.parametrize("name", ["home", "risk", "nowhere", "//elsewhere", "admin:index", "history"])
def test_what_is_no_list_has_no_views(officer, name):
    answer = officer.post(PAGE, {"list": name, "query": "band=high", "name": "Mine", "step": "save"})
    assert answer.status_code == 400
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(("name", "says"), [("", "required"), ("x" * 41, "at most 40"), ("Mine", "already"),
                                            ("a\u202eb", "can be seen")])  # fmt: skip
def test_a_name_that_cannot_be_is_said_at_the_field_and_nothing_typed_is_lost(officer, name, says):
    factories.assessed_risk()
    save(officer, "/risks/?band=low")
    answer = save(officer, "/risks/?band=high", name)
    assert answer.status_code == 422
    assert says in text(answer)
    assert "<title>Error:" in answer.content.decode()
    again = re.search(r'name="query" value="([^"]+)"', answer.content.decode())[1]
    assert again == "band=high"
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize("step", ["", "delete"])
def test_another_step_is_refused(officer, step):
    assert officer.post(PAGE, {"step": step, "view": "1"}).status_code == 400


# --- afterwards
def test_a_filter_that_is_no_more_gives_the_error_of_the_list(officer):
    save(officer, "/risks/?band=high")
    SavedView.objects.update(query="owner=ROL-GONE")
    url = tabs(officer.get("/risks/"))["Mine"][0]
    answer = officer.get(url)
    assert answer.status_code == 400
    assert "Select a valid choice" in text(answer)
    SavedView.objects.update(query="sort=gone&nonsense=1")
    url = tabs(officer.get("/risks/"))["Mine"][0]
    assert url == "/risks/?sort=gone"
    assert "cannot be sorted by “gone”" in text(officer.get(url))


def test_one_is_renamed_and_removed_on_a_page_of_their_own(officer):
    factories.assessed_risk()
    save(officer, "/risks/?band=high")
    view = SavedView.objects.get()
    page = officer.get(PAGE)
    assert "Risk register" in text(page)
    assert 'href="/risks/?band=high"' in page.content.decode()
    renamed = officer.post(PAGE, {"step": "rename", "view": view.pk, "name": "Ours"})
    assert renamed["Location"] == "/views/#h-risks"
    assert list(tabs(officer.get("/risks/"))) == ["Ours"]
    wrong = officer.post(PAGE, {"step": "rename", "view": view.pk, "name": " "})
    assert (wrong.status_code, "required" in text(wrong)) == (422, True)
    removed = officer.post(PAGE, {"step": "remove", "view": view.pk}, follow=True)
    assert "The view “Ours” is removed" in text(removed)
    assert "No saved views yet" in text(removed)
    assert not SavedView.objects.exists()


# --- private
@pytest.mark.parametrize("step", ["rename", "remove"])
def test_a_view_of_somebody_else_is_as_absent_as_none(officer, signed_in, step):
    save(signed_in("auditor"), "/risks/?band=high", "Secret plan")
    view = SavedView.objects.get()
    for number in (view.pk, 999_999, "x", "9" * 30, "²"):
        assert officer.post(PAGE, {"step": step, "view": number, "name": "Taken"}).status_code == 404
    assert SavedView.objects.get().name == "Secret plan"
    for page in ("/risks/", PAGE):
        assert "Secret plan" not in text(officer.get(page))


def test_every_list_shows_and_keeps_its_own_views(signed_in):
    client = signed_in("auditor")
    for name, view in lists().items():
        column = next(column.key for column in view.columns if column.sort)
        answer = client.post(PAGE, {"list": name, "query": f"sort=-{column}", "name": f"My {name}", "step": "save"})
        page = client.get(answer["Location"])
        assert tabs(page)[f"My {name}"][1] is True, name
        assert f"My {name}</a>" in page.content.decode(), name


def test_views_cost_one_query_however_many(officer):
    factories.assessed_risk()
    few = counted(officer, "/risks/")[1]
    for band in ("low", "medium", "high"):
        save(officer, f"/risks/?band={band}", band)
    many = counted(officer, "/risks/")[1]
    assert len(few) == len(many)
    assert sum("riskreg_savedview" in sql for sql in many) == 1

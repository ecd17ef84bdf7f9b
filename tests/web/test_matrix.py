"""Every address, as everybody, on every case of record, with every method; and hidden looks the same as absent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.admin import site
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, path, reverse

from riskreg import models
from riskreg.access import may
from riskreg.reporting.render.listed import FORMATS
from riskreg.web import buttons
from riskreg.web.forms.all import FORMS
from riskreg.web.forms.fields import PickField
from riskreg.web.lists import ListView
from tests.web import matrix
from tests.web.matrix import ANONYMOUS, METHODS, OFFICER, OTHER, OWNER, READ, SENT, SHOWN
from tests.web.world import ACCESS_LIST, CASES, HIDDEN, LISTED, OWN, WITHDRAWN, World, build
from tests.web.world import OTHER as NOT_OWN

FORM = {buttons.name_of(form): form for form in FORMS}
MONTH = "2026-11"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once; every test takes back what it writes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: None, demo_day: Any) -> World:
    return built


def patterns() -> list[URLPattern]:
    """Every page of ours, the admin apart."""
    found: list[URLPattern] = []
    for one in get_resolver().url_patterns:
        if isinstance(one, URLPattern):
            found.append(one)
        elif getattr(one, "app_name", "") != "admin":
            found += [inner for inner in one.url_patterns if isinstance(inner, URLPattern)]
    return found


def without_row(listed: list[URLPattern]) -> list[str]:
    """Addresses of which nothing says for whom they are."""
    known = {*matrix.PAGES, *matrix.RECORDS, *matrix.DOORS, *FORM}
    return [str(one.pattern) for one in listed if one.name not in known]


def kind_of(name: str) -> type[Any] | None:
    """Whose code stands in the address."""
    if name in FORM:
        form = FORM[name]
        return None if buttons.on_list(form) else form.kind
    return matrix.RECORDS.get(name)


@dataclass(frozen=True)
class Visit:
    """One address in one case: what is expected of it for a role and a method."""

    name: str
    url: str
    case: str = ""
    kind: type[Any] | None = None

    def expected(self, role: str, method: str) -> set[int]:
        if self.name == "logout" and role == ANONYMOUS:
            return {302}
        if self.name in matrix.DOORS:
            return {matrix.DOORS[self.name].get(method, 405)}
        if role == ANONYMOUS:
            return {401} if method == "POST" and (self.name in FORM or self.name in matrix.CARRIED) else {302}
        if method == "POST" and self.name in matrix.POSTS:
            return {400, 422} if role in matrix.POSTS[self.name] else {403}
        if method in OTHER or (method == "POST" and self.name not in FORM):
            return {403} if role not in matrix.PAGES.get(self.name, matrix.ALL) else {405}
        if self.kind is not None and not self.seen_by(role):
            return {404}
        if self.name in FORM:
            owns = self.case in (OWN, WITHDRAWN, LISTED) and self.kind is not None
            owns = owns and owned(self.kind)
            if not matrix.may_act(FORM[self.name], self.name, role, owns or self.kind is None):
                return {403}
            return SHOWN if method in READ else SENT
        return {matrix.ANSWERS.get(self.name, 200)} if role in matrix.PAGES.get(self.name, matrix.ALL) else {403}

    def matters(self, role: str) -> bool:
        """Whose it is matters to owners only; that it is withdrawn, to those who might act on it."""
        if role == ANONYMOUS:
            return self.case in ("", OWN, HIDDEN)
        if self.case == NOT_OWN:
            return role == OWNER
        return self.case != WITHDRAWN or role in (OFFICER, OWNER) or self.name not in FORM

    def seen_by(self, role: str) -> bool:
        if self.case == HIDDEN:
            return not tells_of_a_risk(self.kind)
        return self.case != LISTED or role in ACCESS_LIST or not tells_of_a_risk(self.kind)


def owned(kind: type[Any] | None) -> bool:
    """Whether such a record, or what it is a line of, has an owner."""
    names = {field.name for field in kind._meta.fields} if kind else set()
    return bool(names & {"owner", "keeper", "finding", "plan"}) or kind is models.Evidence


def tells_of_a_risk(kind: type[Any] | None) -> bool:
    return kind in (models.Risk, models.Measure, models.Decision, models.Evidence, models.ContextEvent)


def gives_files(pattern: URLPattern) -> bool:
    """Whether the page gives what it shows as a file."""
    view = getattr(pattern.callback, "view_class", None)
    return pattern.name in ("history", "history_compare") or (isinstance(view, type) and issubclass(view, ListView))


def visits(world: World) -> Iterator[Visit]:
    for pattern in patterns():
        name = pattern.name or ""
        kind = kind_of(name)
        if kind is None:
            arguments = {
                "month": MONTH,
                "kind": "risk",
                "secret": "of-nobody",
                "act": "of-none",
                "number": 1,
                "name": "pdf",
            }
            used = {key: value for key, value in arguments.items() if f":{key}>" in str(pattern.pattern)}
            yield Visit(name, reverse(name, kwargs=used))
            # The same as a file, for whom the page is.
            yield from (Visit(name, f"{reverse(name)}?format={kind}") for kind in FORMATS if gives_files(pattern))
            continue
        for case in CASES:
            if case in world.records[kind]:
                yield Visit(name, reverse(name, args=[world.records[kind][case].code]), case, kind)


def ask(client: Client, method: str, url: str, data: dict[str, str] | None = None) -> Any:
    """The answer; what the request wrote is taken back."""
    with transaction.atomic():
        answer = client.generic(method, url) if method in OTHER else getattr(client, method.lower())(url, data or {})
        transaction.set_rollback(True)
    return answer


def test_every_address_has_a_row() -> None:
    assert without_row(patterns()) == []


def test_an_address_without_a_row_is_seen() -> None:
    assert without_row([*patterns(), path("new/page/", lambda request: None, name="new_page")]) == ["new/page/"]


def test_no_row_is_left_over() -> None:
    names = {pattern.name for pattern in patterns()}
    assert {*matrix.PAGES, *matrix.RECORDS, *matrix.DOORS, *matrix.FORMS} <= names


@pytest.mark.parametrize("role", matrix.ROLES)
def test_everybody_gets_what_the_table_says(world: World, role: str) -> None:
    client, wrong = world.client(role), []
    seen: set[str] = set()
    for visit in visits(world):
        if not visit.matters(role):
            continue
        # Every method once an address, and for each other case the one that matters; a form answers HEAD as GET.
        every = ("GET", "POST", *OTHER) if visit.name in FORM else METHODS
        once_more = ("POST",) if visit.name in FORM else ("GET",)
        for method in once_more if visit.name in seen else every:
            status = ask(client, method, visit.url).status_code
            if visit.name == "logout":
                client = world.client(role)
            if status not in visit.expected(role, method):
                wrong.append(f"{method} {visit.url} ({visit.case}): {status}, not {visit.expected(role, method)}")
        seen.add(visit.name)
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_owner_is_refused_nothing_on_own_items_that_the_table_gives() -> None:
    given = [name for name, form in FORM.items() if matrix.may_act(form, name, OWNER, True)]
    kept = [name for name, form in FORM.items() if matrix.may_act(form, name, OWNER, False)]
    assert set(kept) < set(given)


# --- hidden and absent
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+|(name="once" value=")[^"]+')


def body(answer: Any, code: str) -> str:
    """The answer without the code that was asked for and what differs at every request."""
    text = TOKEN.sub("", answer.content.decode())
    return text.replace(code, "CODE").replace(code.lower(), "CODE")


def absent(code: str) -> str:
    return f"{code.rsplit('-', 1)[0]}-{'9' * len(code.rsplit('-', 1)[1])}"


@pytest.mark.parametrize("role", matrix.ALL)
def test_hidden_answers_exactly_like_absent(world: World, role: str) -> None:
    client, differing = world.client(role), []
    for visit in visits(world):
        if visit.case != HIDDEN or not tells_of_a_risk(visit.kind):
            continue
        code = world.records[visit.kind][HIDDEN].code  # type: ignore[index]
        for method in ("GET", "POST"):
            for query in ("", "?as_of=2026-11-10") if method == "GET" else ("",):
                there = ask(client, method, visit.url + query, {"reason": "x", "step": "save"})
                none = ask(
                    client, method, visit.url.replace(code, absent(code)) + query, {"reason": "x", "step": "save"}
                )
                if (there.status_code, body(there, code)) != (none.status_code, body(none, absent(code))):
                    differing.append(f"{method} {visit.url}{query}: {there.status_code}, {none.status_code}")
    assert not differing, "\n" + "\n".join(differing)


LISTS = ("/risks/", "/measures/", "/decisions/", "/search/", "/commitments/", "/findings/", "/plans/", "/indicators/")


@pytest.mark.parametrize("role", matrix.ALL)
def test_no_search_or_suggestion_tells_hidden_from_absent(world: World, role: str) -> None:
    client = world.client(role)
    for kind in (models.Risk, models.Measure, models.Decision, models.Evidence):
        code = world.records[kind][HIDDEN].code
        addresses = [f"{page}?q=%s&withdrawn=also" for page in LISTS]
        addresses += [f"/pick/{name}/?q=%s" for name in ("risk", "measure", "decision")]
        for address in addresses:
            there, none = client.get(address % code), client.get(address % absent(code))
            assert body(there, code) == body(none, absent(code)), address


def test_no_form_tells_hidden_from_absent(world: World) -> None:
    """A hidden record named in a field that picks one, and its number, is as unknown as one that is not there."""
    client, tried = world.client("officer"), 0
    for visit in visits(world):
        form = FORM.get(visit.name)
        if form is None or visit.case not in ("", OWN):
            continue
        for name, kind in picks(form).items():
            hidden = world.records.get(kind, {}).get(HIDDEN)
            if hidden is None or not tells_of_a_risk(kind):
                continue
            tried += 1
            code = hidden.code
            there, none = (ask(client, "POST", visit.url, {name: one, "rev": "1"}) for one in (code, absent(code)))
            assert there.status_code == none.status_code, visit.url
            assert body(there, code) == body(none, absent(code)), visit.url
    assert tried


def picks(form: Any) -> dict[str, type[Any]]:
    """The fields of a form that pick a record: name -> its kind."""
    found = {name: field.kind for name, field in form.base_fields.items() if isinstance(field, PickField)}
    for name in getattr(form, "columns", ()):
        column = form.model._meta.get_field(name)
        if column.is_relation:
            found[name] = column.related_model
    return found


# --- the admin
def admin_names() -> set[str]:
    """Every named address of the admin."""
    ours = [one for one in site.urls[0] if isinstance(one, URLPattern)]
    inner = [part for one in site.urls[0] if not isinstance(one, URLPattern) for part in one.url_patterns]
    return {one.name for one in (*ours, *inner) if one.name}


def admin_visits(world: World, role: str) -> Iterator[tuple[Any, str, str, str]]:
    """Kind, page, case and address: every list, the pages of one record that is seen and of one that is not."""
    for kind in site._registry:
        name = kind._meta.model_name
        for page in ("changelist", "add"):
            yield kind, page, "", reverse(f"admin:riskreg_{name}_{page}")
        cases = world.records.get(kind, {})
        shown = LISTED if role in ACCESS_LIST and LISTED in cases else OWN
        for case in {shown, HIDDEN if tells_of_a_risk(kind) else shown} & set(cases):
            for page in matrix.ADMIN_PAGES[2:]:
                if f"riskreg_{name}_{page}" in admin_names():
                    yield kind, page, case, reverse(f"admin:riskreg_{name}_{page}", args=[cases[case].pk])


def expected_in_admin(kind: Any, page: str, method: str, role: str, actor: Any) -> set[int]:
    """Of a page of a record that the role may see, or of a list."""
    if role == ANONYMOUS:
        return {302}
    reads = role in matrix.ADMIN.get(kind._meta.model_name, matrix.ADMIN_OF_CONTENT)
    if not reads or page == "delete":
        # Without the right to read the kind, the page that withdraws answers as for a record that is not there.
        return {302, 403} if page == "withdraw" and role in matrix.OF_LISTS else {403}
    admin = site._registry[kind]
    if page == "add":
        return {200} if hasattr(admin, "act_of_creation") and may(actor, admin.act_of_creation()) else {403}
    if method == "POST" and page == "change":
        act = admin.act_of_change() if hasattr(admin, "act_of_change") else None
        return {200, 302, 409} if act and may(actor, act) else {403}
    return {200, 403} if page == "withdraw" else {200}


def test_every_page_of_the_admin_has_a_row() -> None:
    known = {f"riskreg_{kind._meta.model_name}_{page}" for kind in site._registry for page in matrix.ADMIN_PAGES}
    assert admin_names() <= known | set(matrix.ADMIN_SITE)


# Ten seconds a role: who reads only, with the deep ones.
IN_THE_SUITE = (ANONYMOUS, OFFICER, OWNER)


@pytest.mark.parametrize(
    "role", [role if role in IN_THE_SUITE else pytest.param(role, marks=pytest.mark.deep) for role in matrix.ROLES]
)
def test_everybody_gets_what_the_table_says_in_the_admin(world: World, role: str) -> None:
    client, wrong = world.client(role), []
    actor = None if role == ANONYMOUS else client.get("/reports/").wsgi_request.actor
    for name in ("index", "password_change", "jsi18n"):
        readers = matrix.ADMIN_SITE[name]
        status = ask(client, "GET", reverse(f"admin:{name}")).status_code
        if status != (302 if role == ANONYMOUS else 200 if role in readers else 403):
            wrong.append(f"{name}: {status}")
    for kind, page, case, url in admin_visits(world, role):
        for method in ("GET",) if page in ("changelist", "history") else ("GET", "POST"):
            status = ask(client, method, url).status_code
            expected = expected_in_admin(kind, page, method, role, actor)
            if case == HIDDEN:
                pk = str(world.records[kind][case].pk)
                expected = {ask(client, method, url.replace(f"/{pk}/", "/999999/")).status_code}
            if status not in expected:
                wrong.append(f"{method} {url} ({case}): {status}, not {expected}")
    assert not wrong, "\n" + "\n".join(wrong[:60])

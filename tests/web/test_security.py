"""The security log: what is kept, what is not, who may read it; and who held which right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from riskreg import models
from riskreg.access import actor_of
from riskreg.models import SecurityEvent, User
from riskreg.services import accounts, decisions, measures, records
from riskreg.vocabulary.choices import Right, SecurityEventKind
from tests import factories
from tests.factories import AT, BY, ON
from tests.web.conftest import AT as NOW
from tests.web.conftest import DAY as TODAY
from tests.web.query_counts import counted
from tests.web.reading import text

LOG, RIGHTS = "/history/security/", "/history/access/"
DO = {"by": BY, "at": AT}


def events(kind: str = "") -> list[tuple[str, str]]:
    kept = SecurityEvent.objects.order_by("id")
    return [(one.kind, one.about) for one in (kept.filter(kind=kind) if kind else kept)]


@pytest.fixture
def officer(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("officer")


@pytest.fixture
def secret(officer: Client) -> models.Risk:
    """A confidential risk that the officer may see, with a measure; another that nobody may."""
    risk = factories.assessed_risk(confidential=True, title="Nobody says this", code="RSK-901")
    accounts.grant(User.objects.get(username="officer"), risk, **DO)
    factories.risk(confidential=True, title="Nor this", code="RSK-90")
    return risk


# --- confidential reading
def test_every_page_of_a_confidential_risk_is_kept_once(officer: Client, secret: models.Risk) -> None:
    measure = factories.measure(secret)
    line = models.RiskAssessment.objects.get(risk=secret)
    asked = decisions.ask(title="May we?", about=secret, **DO)
    admin = [
        reverse("admin:riskreg_risk_change", args=[secret.pk]),
        reverse("admin:riskreg_risk_history", args=[secret.pk]),
        reverse("admin:riskreg_riskassessment_change", args=[line.pk]),
        reverse("admin:riskreg_measure_change", args=[measure.pk]),
        reverse("admin:riskreg_riskmeasure_change", args=[models.RiskMeasure.objects.get().pk]),
    ]
    pages = [
        f"/risks/{secret.code}/", f"/risks/{secret.code}/?as_of={ON:%Y-%m-%d}", f"/measures/{measure.code}/",
        f"/decisions/{asked.code}/", *admin,
    ]  # fmt: skip
    for page in pages:
        before = SecurityEvent.objects.count()
        answer = officer.get(page)
        assert answer.status_code == 200, page
        assert SecurityEvent.objects.count() == before + 1, page
        event = SecurityEvent.objects.first()
        assert (event.kind, event.about, event.actor_name) == ("confidential_read", "RSK-901", "Officer"), page
    assert "Nobody says this" not in str(list(SecurityEvent.objects.values_list()))


def test_an_act_form_on_it_is_a_reading_too(officer: Client, secret: models.Risk) -> None:
    acts = officer.get(f"/risks/{secret.code}/").context["acts"]
    buttons = [act for act in acts if act.url.startswith(f"/risks/{secret.code}/")]
    assert buttons
    for button in buttons:
        before = len(events())
        assert officer.get(button.url).status_code == 200
        assert events()[before:] == [("confidential_read", "RSK-901")], button.url


def test_what_is_not_confidential_writes_nothing(officer: Client, secret: models.Risk) -> None:
    risk = factories.risk()
    finding, measure = factories.finding(), factories.measure(risk)
    records.link(models.RiskFinding, risk=secret, finding=finding, **DO)
    for page in (f"/risks/{risk.code}/", f"/findings/{finding.code}/", f"/measures/{measure.code}/", "/risks/",
                 f"/risks/{risk.code}/?as_of={ON:%Y-%m-%d}", "/", "/search/?q=this", "/risks/RSK-90/"):  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            officer.get(page)
        assert not [one for one in asked if one["sql"].startswith(("INSERT", "UPDATE"))], page
    assert events() == []


def test_the_owner_without_access_reads_nothing_and_nothing_is_kept(signed_in: Any, secret: models.Risk) -> None:
    assert signed_in("owner").get(f"/risks/{secret.code}/").status_code == 404
    assert events() == []


# --- refused acts
def test_a_refused_act_is_kept_with_its_address(signed_in: Any, secret: models.Risk) -> None:
    finding = factories.finding()
    assert signed_in("auditor").get(f"/findings/{finding.code}/edit/").status_code == 403
    assert signed_in("owner").get("/admin/").status_code == 403
    assert signed_in("officer").get(reverse("admin:riskreg_user_add")).status_code == 403
    assert events("refused_act") == [
        ("refused_act", f"finding.edit /findings/{finding.code}/edit/"),
        ("refused_act", "GET /admin/"),
        ("refused_act", "GET /admin/riskreg/user/add/"),
    ]


def test_one_key_in_two_locks_is_kept(signed_in: Any) -> None:
    client = signed_in("officer")
    user = User.objects.get(username="officer")
    finding = factories.reported_finding(by=actor_of(user, TODAY))
    held = models.RoleAssignment.objects.get(user=user)
    accounts.end(held, ends=TODAY - timedelta(days=1), by=BY, at=NOW)
    accounts.assign(user, right="auditor", starts=TODAY, by=BY, at=NOW)
    answer = client.post(f"/findings/{finding.code}/confirm/", {"reason": "seen", "rev": finding.rev, "step": "save"})
    assert answer.status_code == 422
    assert events("refused_act") == [("refused_act", f"finding.confirm two_keys /findings/{finding.code}/confirm/")]


# --- the page
@pytest.mark.parametrize("right", Right.values)
def test_only_auditors_read_the_log(signed_in: Any, right: str) -> None:
    assert signed_in(right).get(LOG).status_code == (200 if right == "auditor" else 403)
    assert signed_in(right).get(RIGHTS).status_code == (200 if right in ("auditor", "administrator") else 403)
    menu = signed_in(right).get("/").content.decode()
    assert (f'href="{LOG}"' in menu) == (right == "auditor")
    assert (f'href="{RIGHTS}"' in menu) == (right in ("auditor", "administrator"))


def keep(count: int, kind: str = "sign_in", about: str = "", name: str = "Somebody", days: int = 0) -> None:
    for number in range(count):
        actor = factories.Actor("user", "7", name)
        at = AT + timedelta(days=days, minutes=number)
        accounts.note_security(kind=kind, actor=actor, at=at, about=about)


def test_fifty_a_page_newest_first(signed_in: Any) -> None:
    client = signed_in("auditor")
    assert "Nothing happened yet" in text(client.get(LOG))
    keep(51)
    first = client.get(LOG)
    assert "51 events" in text(first)
    assert len(first.context["rows"]) == 50
    assert text(first).index("12:50") < text(first).index("12:01")
    assert len(client.get(f"{LOG}?page=2").context["rows"]) == 1


def test_filters_stand_in_the_address(signed_in: Any) -> None:
    client = signed_in("auditor")
    keep(1, "sign_in_failed", name="Early", days=-3)
    keep(1, "refused_act", "risk.edit /risks/RSK-1/edit/", name="Middle", days=-2)
    keep(1, "evidence_mismatch", "EVI-001", name="Late", days=-1)
    cases = {
        "kind=refused_act": ["Middle"], "who=LAT": ["Late"],
        f"since={ON - timedelta(days=2):%d-%m-%Y}": ["Late", "Middle"],
        f"until={ON - timedelta(days=2)}": ["Middle", "Early"], "who=nobody": [],
        f"since={ON - timedelta(days=2)}&until={ON - timedelta(days=2)}": ["Middle"],
        f"as_of={ON - timedelta(days=2)}": ["Middle", "Early"],
    }  # fmt: skip
    for query, names in cases.items():
        answer = client.get(f"{LOG}?{query}")
        found = [row.cells[2].html for row in answer.context["rows"]]
        assert [name in cell for name, cell in zip(names, found, strict=True)] == [True] * len(names), query
    assert "Clear all filters" in text(client.get(f"{LOG}?who=nobody"))
    for wrong in ("kind=other", "since=31-02-2026", "until=0000-01-01", "since=9999-12-31", "since=x"):
        assert client.get(f"{LOG}?{wrong}").status_code == 400, wrong
    assert client.get(f"{LOG}?sort=about").status_code == 400


def test_events_about_a_hidden_risk_are_absent_for_an_auditor_without_access(
    signed_in: Any, secret: models.Risk
) -> None:
    client = signed_in("auditor")
    for about in ("RSK-901", "RSK-901 risk.edit /risks/RSK-901/edit/", "GET /risks/RSK-901/x/", "RSK-1, RSK-901"):
        keep(1, "refused_act", about, "Hidden")
    for about in ("RSK-9012", "XRSK-901", "RSK-1", "RSK-902 /risks/RSK-902/"):
        keep(1, "refused_act", about, "Shown")
    page = text(client.get(LOG))
    assert "4 events" in page
    assert "Hidden" not in page
    admin = client.get(reverse("admin:riskreg_securityevent_changelist"))
    assert len(admin.context["cl"].result_list) == 4
    accounts.grant(User.objects.get(username="auditor"), secret, **DO)
    assert "8 events" in text(client.get(LOG))


def test_the_log_takes_as_many_queries_for_one_event_as_for_fifty(signed_in: Any, secret: models.Risk) -> None:
    client = signed_in("auditor")
    keep(1)
    _answer, few = counted(client, LOG)
    keep(60)
    _answer, many = counted(client, LOG)
    assert len(few) == len(many) <= 8, many


def test_an_event_cannot_be_changed_or_taken_away(signed_in: Any) -> None:
    keep(1, kind=SecurityEventKind.SIGN_IN)
    for attempt in (lambda: SecurityEvent.objects.update(about="x"), lambda: SecurityEvent.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert SecurityEvent.objects.count() == 1


# --- who held which right
def test_who_held_which_right_and_role_when(signed_in: Any) -> None:
    client = signed_in("auditor")
    unit = factories.unit(name="The unit")
    role = factories.role(name="The role", unit=unit)
    user = factories.account(fills=(role,))
    held = models.RoleAssignment.objects.get(user=user)
    accounts.end(held, ends=ON + timedelta(days=1), reason="left", **DO)
    page = text(client.get(f"{RIGHTS}?q={user.name}"))
    for words in (user.name, "Owner", "The role", "The unit", "9 Nov 2026", "11 Nov 2026", "1 assignment"):
        assert words in page, words
    assert "ended" in page
    assert "in force" in text(client.get(f"{RIGHTS}?q={user.name}&as_of={ON:%Y-%m-%d}"))
    assert "Nothing matches" in text(client.get(f"{RIGHTS}?q={user.name}&on=12-11-2026"))


def test_who_saw_which_confidential_risk_when_is_shown_to_who_may_see_it(signed_in: Any, secret: models.Risk) -> None:
    reader = signed_in("auditor")
    user = factories.account("management")
    given = accounts.grant(user, secret, reason="Needs it", **DO)
    assert "RSK-901" not in text(reader.get(RIGHTS))
    assert "RSK-901" not in text(signed_in("administrator").get(RIGHTS))
    accounts.grant(User.objects.get(username="auditor"), secret, **DO)
    accounts.revoke(given, reason="left", by=BY, at=AT + timedelta(days=1))
    accounts.grant(user, secret, by=BY, at=AT + timedelta(days=2))
    spans = [span for span in reader.get(RIGHTS).context["spans"] if span.who == user.name]
    assert [(span.code, bool(span.until), span.reason) for span in spans] == [
        ("RSK-901", False, ""), ("RSK-901", True, "Needs it"),
    ]  # fmt: skip
    assert "RSK-901" in text(reader.get(RIGHTS))


def test_the_list_of_rights_takes_as_many_queries_however_long(signed_in: Any, secret: models.Risk) -> None:
    client = signed_in("auditor")
    accounts.grant(User.objects.get(username="auditor"), secret, **DO)
    factories.account(fills=(factories.role(unit=factories.unit()),))
    _answer, few = counted(client, RIGHTS)
    for _number in range(5):
        accounts.grant(factories.account("officer", fills=(factories.role(unit=factories.unit()),)), secret, **DO)
    _answer, many = counted(client, RIGHTS)
    assert len(few) == len(many) <= 12, many


def test_measures_reads(officer: Client, secret: models.Risk) -> None:
    """A measure that works on two confidential risks names both."""
    other = factories.risk(confidential=True, code="RSK-905")
    accounts.grant(User.objects.get(username="officer"), other, **DO)
    measure = factories.measure(secret)
    records.link(models.RiskMeasure, risk=other, measure=measure, **DO)
    measures.assess(measure, step="design", result="effective", on=ON, reason="seen", **DO)
    officer.get(f"/measures/{measure.code}/")
    assert events() == [("confidential_read", "RSK-901, RSK-905")]

"""Who may only look writes nothing, at any address of the admin and whatever the form holds."""

import logging

import pytest
from django.contrib import admin
from django.db import connection
from django.http import HttpResponseForbidden
from django.urls import reverse

from riskreg import models
from riskreg.admin.records import Written
from riskreg.integrity.tables import tracked_models
from riskreg.models import Finding, Objective, Risk, SecurityEvent, User
from riskreg.services import records
from tests import factories
from tests.admin.everything import complete
from tests.admin.test_pages import KINDS, OF_ACCOUNTS, address
from tests.admin.test_writing import as_shown, versions

# What somebody who tampers with a form sends along.
STRANGE = {
    "rev": "999", "head": "1", "id": "1", "pk": "1", "withdrawn": "on", "state": "closed", "is_staff": "on",
    "is_superuser": "on", "password": "x", "_save_as_new": "1", "likelihood": "1", "top_risk": "on",
    "head_id": "1", "owner_id": "1", "act": "risk.accept", "nobody_knows_this": "1",
}  # fmt: skip
LISTS = {models.Source, models.Party, models.Unit, models.Role, models.RatingScale, models.RatingLevel}
# right -> kinds that it writes in the admin; everything else is looked at only.
WRITES = {
    "auditor": {models.AuditReport},
    "management": set(),
    "administrator": LISTS | set(OF_ACCOUNTS) - {SecurityEvent},
}
ACTS = ("withdraw_selected", "delete_selected", "hand_over_selected", "confirm_unchanged", "nothing_like_it")


def written():
    """Rows of every table of the register, live and history."""
    tables = [table for kind in tracked_models() for table in (kind._meta.db_table, kind.history.model._meta.db_table)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f'(SELECT count(*) FROM "{table}")' for table in tables))
        return dict(zip(tables, cursor.fetchone(), strict=True))


def posts(kind, row):
    """Every address of a kind with what somebody would send there."""
    typed = {**STRANGE, "code": "NEW-1", "title": "Mine", "name": "Mine", "reason": "Mine", "seen": row.rev}
    selected = {"_selected_action": row.pk, "reason": "Mine", "seen": f"{row.pk}:{row.rev}"}
    yield address(kind, "add"), typed
    yield address(kind, "change", row.pk), typed
    yield address(kind, "delete", row.pk), {"post": "yes"}
    yield address(kind, "history", row.pk), {"revert": "1"}
    if isinstance(admin.site._registry[kind], Written):
        yield address(kind, "withdraw", row.pk), {**selected, "step": "save"}
    for act in ACTS if kind in (models.Milestone, models.Finding) else ACTS[:1]:
        yield address(kind, "changelist"), {**selected, "action": act, "index": "0"}
        yield address(kind, "changelist"), {**selected, "action": act, "step": "save"}
    if kind is models.Milestone:
        yield address(kind, "changelist"), {"_save": "1", "form-TOTAL_FORMS": "1", "form-0-title": "Mine"}


@pytest.mark.parametrize("right", sorted(WRITES))
def test_who_may_only_look_writes_nothing_anywhere(right, people, door, monkeypatch):
    # Some hundred refusals: their tracebacks and the page that says so take longer than they do.
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    monkeypatch.setattr("django.conf.urls.handler403", lambda *_args, **_kwargs: HttpResponseForbidden())
    complete(people)
    client = door(right)
    before, kept, refused = written(), SecurityEvent.objects.count(), 0
    for kind in [kind for kind in KINDS if kind not in WRITES[right] and kind is not SecurityEvent]:
        for url, typed in posts(kind, kind.objects.first()):
            response = client.post(url, typed)
            # History knows no POST at all; everything else is refused for want of a right, and kept.
            expected = 405 if url.endswith("/history/") else 403
            assert response.status_code == expected, (url, typed.get("action"))
            refused += expected == 403
    assert written() == before
    assert SecurityEvent.objects.filter(kind="refused_act", actor=f"user:{people[right].pk}").count() == refused
    assert SecurityEvent.objects.count() - kept == refused
    asked = {"term": "a", "app_label": "riskreg", "model_name": "risk", "field_name": "owner"}
    assert client.post(reverse("admin:autocomplete"), asked).status_code == 405


def test_security_events_are_written_by_nobody(people, door):
    complete(people)
    event = SecurityEvent.objects.first()
    for right in ("auditor", "administrator"):
        client = door(right)
        for url in (address(SecurityEvent, "add"), address(SecurityEvent, "change", event.pk),
                    address(SecurityEvent, "delete", event.pk), address(SecurityEvent, "changelist")):  # fmt: skip
            assert client.post(url, {"about": "nothing"}).status_code == 403
    assert SecurityEvent.objects.get(pk=event.pk).about == event.about


def test_nothing_is_edited_inside_another_page():
    for kind in KINDS:
        kept = admin.site._registry[kind]
        assert not kept.inlines
        assert not kept.list_editable
        assert not kept.save_as


def test_the_auditor_s_own_kinds_are_no_way_to_content(people, door):
    client, finding = door("auditor"), Finding.objects.get(code="FND-001")
    before = written()
    for act in ("withdraw_selected", "hand_over_selected", "delete_selected"):
        sent = {"action": act, "seen": f"{finding.pk}:{finding.rev}", "step": "save", "reason": "Mine", "to": "1"}
        assert client.post(address(Finding, "changelist"), sent).status_code == 403
    assert written() == before


def test_what_no_form_asks_is_not_taken(door):
    client, objective = door("officer"), Objective.objects.order_by("code").first()
    url, before = address(Objective, "change", objective.pk), written()
    for more in (STRANGE, {**STRANGE, "_popup": "1"}):
        name = f"Name {len(more)}"
        response = client.post(url, {**as_shown(client, url), **more, "name": name, "reason": "Plainer"})
        assert response.status_code in (200, 302)
        fresh = Objective.objects.get(pk=objective.pk)
        assert (fresh.name, fresh.withdrawn, fresh.code) == (name, False, objective.code)
    assert fresh.rev == objective.rev + 2
    now = written()
    table = Objective.history.model._meta.db_table
    assert {key: now[key] - before[key] for key in now if now[key] != before[key]} == {table: 2}


def test_an_account_gets_no_powers_by_its_form(door, people):
    client, url = door("administrator"), address(User, "change", people["owner"].pk)
    hashed = people["owner"].password
    response = client.post(url, {**as_shown(client, url), **STRANGE, "name": "Plainer", "reason": "Why"})
    assert response.status_code == 302
    user = User.objects.get(pk=people["owner"].pk)
    assert (user.name, user.password) == ("Plainer", hashed)
    assert not getattr(user, "is_superuser", False)
    assert versions(user)[0].act == "account.edit"


@pytest.mark.parametrize("number", ["abc", "9" * 40, "-1", "1:1:1", "", "٣"])
def test_a_selection_that_is_none_is_bad_input(number, door):
    client = door("officer")
    for sent in ({"_selected_action": number, "index": "0"}, {"seen": number, "step": "check", "reason": "Why"}):
        response = client.post(address(Risk, "changelist"), {**sent, "action": "withdraw_selected"})
        assert response.status_code in (302, 400)
    assert Risk.objects.withdrawn().count() == 0


def test_a_report_that_is_not_published_is_its_auditor_s(door):
    report = factories.audit_report(published=None)
    url = address(models.AuditReport, "change", report.pk)
    officer, auditor = door("officer"), door("auditor")
    assert not officer.get(url).context["has_change_permission"]
    assert officer.post(url, {"title": "Mine", "reason": "Mine", "seen": report.rev}).status_code == 403
    response = auditor.post(url, {**as_shown(auditor, url), "title": "Plainer", "reason": "Typo"})
    assert response.status_code == 302, response.context["adminform"].form.errors
    report.refresh_from_db()
    assert (report.title, report.head.act) == ("Plainer", "report.edit")


def test_a_missing_right_is_a_403_and_kept(door, people, monkeypatch):
    """The right is the service's own question, whatever the page offered."""
    monkeypatch.setattr(Written, "has_change_permission", lambda *_args: True)
    risk = Risk.objects.get(code="RSK-001")
    client, url = door("management"), address(Risk, "change", risk.pk)
    sent = {**as_shown(client, url), "title": "Mine", "reason": "Mine"}
    assert client.post(url, sent).status_code == 403
    event = SecurityEvent.objects.get(actor=f"user:{people['management'].pk}", kind="refused_act")
    assert "risk.edit" in event.about


def test_a_record_that_was_withdrawn_meanwhile_is_not_edited(door):
    objective = Objective.objects.order_by("code").last()
    client, url = door("officer"), address(Objective, "change", objective.pk)
    sent = {**as_shown(client, url), "name": "Mine", "reason": "Mine"}
    records.withdraw(objective, by=factories.BY, at=factories.later(), reason="Gone")
    response = client.post(url, sent)
    assert response.status_code == 409
    assert Objective.objects.get(pk=objective.pk).name != "Mine"


def test_a_change_is_never_saved_as_another_record(door):
    objective = Objective.objects.order_by("code").first()
    client, url = door("officer"), address(Objective, "change", objective.pk)
    before = written()
    assert client.post(url, {**as_shown(client, url), "code": "NEW-1", "_saveasnew": "1"}).status_code == 400
    assert written() == before


@pytest.mark.parametrize("number", ["abc", "9" * 40, "-1", "1 OR 1", "\x00"])
def test_a_relation_that_is_none_is_an_error_at_the_field(number, door):
    risk = Risk.objects.get(code="RSK-001")
    client, url = door("officer"), address(Risk, "change", risk.pk)
    response = client.post(url, {**as_shown(client, url), "owner": number, "reason": "Mine"})
    assert response.status_code == 200
    assert "owner" in response.context["adminform"].form.errors


def test_a_relation_that_may_be_unknown_is_emptied(door):
    risk = Risk.objects.filter(unit__isnull=False, confidential=False).first()
    client, url = door("officer"), address(Risk, "change", risk.pk)
    assert client.post(url, {**as_shown(client, url), "unit": "", "reason": "Nobody knows"}).status_code == 302
    assert Risk.objects.get(pk=risk.pk).unit_id is None

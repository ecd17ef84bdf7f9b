"""Writing in the admin: one version with who and why, or nothing at all."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from riskreg.models import (
    AuditReport,
    Commitment,
    ConfidentialAccess,
    ContextEvent,
    Finding,
    Measure,
    Milestone,
    Objective,
    Plan,
    RatingScale,
    Risk,
    RiskFinding,
    Role,
    RoleAssignment,
    Setting,
    Unit,
    User,
)
from riskreg.services import records
from tests import factories
from tests.admin.conftest import PASSWORD
from tests.admin.test_pages import address

SCRIPT = "<script>alert(1)</script>"


def versions(record):
    return type(record).versions().filter(id=record.pk).order_by("-rev")


def as_shown(client, url):
    """What the form of the page would send back, untouched."""
    form = client.get(url).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


@pytest.fixture
def objective(douane):
    return Objective.objects.order_by("code").first()


def test_a_change_leaves_one_version_with_who_and_why(door, people, objective):
    client, url = door("officer"), address(Objective, "change", objective.pk)
    typed = {**as_shown(client, url), "name": "Plainer name", "reason": "Read by people"}
    rev = objective.rev
    assert client.post(url, typed).status_code == 302
    objective.refresh_from_db()
    assert (objective.name, objective.rev) == ("Plainer name", rev + 1)
    last = versions(objective)[0]
    assert (last.actor_name, last.actor_role, last.act) == ("Somebody officer", "officer", "objective.edit")
    assert last.history_change_reason == "Read by people"
    assert LogEntry.objects.count() == 0


def test_nothing_changed_writes_nothing(door, objective):
    client, url = door("officer"), address(Objective, "change", objective.pk)
    assert client.post(url, {**as_shown(client, url), "reason": "No change"}).status_code == 302
    assert versions(objective).count() == objective.rev


def test_a_change_without_a_reason_is_refused(door, objective):
    client, url = door("officer"), address(Objective, "change", objective.pk)
    response = client.post(url, {**as_shown(client, url), "name": "Plainer name"})
    assert response.status_code == 200
    assert "reason" in response.context["adminform"].form.errors
    assert versions(objective).count() == objective.rev


def test_a_stale_change_names_who_changed_it_and_keeps_what_was_typed(door, objective):
    client, url = door("officer"), address(Objective, "change", objective.pk)
    typed = {**as_shown(client, url), "name": "My name", "reason": "Mine"}
    records.edit(objective, by=factories.BY, at=factories.AT, name="Their name")
    response = client.post(url, typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert "tester changed this on 10 Nov 2026" in page
    assert "Their name" in page
    assert 'value="My name"' in page
    objective.refresh_from_db()
    assert objective.name == "Their name"
    again = {**typed, "seen": response.context["adminform"].form["seen"].value()}
    assert client.post(url, again).status_code == 302
    objective.refresh_from_db()
    assert objective.name == "My name"


def test_a_script_in_a_title_is_text(door, objective):
    client, url = door("officer"), address(Objective, "change", objective.pk)
    client.post(url, {**as_shown(client, url), "name": SCRIPT, "reason": SCRIPT})
    for page in (url, address(Objective, "changelist"), address(Objective, "history", objective.pk)):
        text = client.get(page).content.decode()
        assert SCRIPT not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_a_kept_field_is_shown_and_not_typed(door):
    risk = Risk.objects.get(code="RSK-001")
    client, url = door("officer"), address(Risk, "change", risk.pk)
    form = client.get(url).context["adminform"].form
    assert not set(form.fields) & {"code", "likelihood", "top_risk", "withdrawn"}
    client.post(url, {**as_shown(client, url), "likelihood": "1", "code": "RSK-999", "reason": "Try"})
    risk.refresh_from_db()
    assert (risk.code, risk.rev) == ("RSK-001", versions(risk).count())
    assert risk.likelihood != 1


def test_withdrawing_asks_why(door, objective):
    client, url = door("officer"), address(Objective, "withdraw", objective.pk)
    assert client.get(url).status_code == 200
    seen = f"{objective.pk}:{objective.rev}"
    assert client.post(url, {"step": "save", "seen": seen, "reason": ""}).status_code == 422
    check = client.post(url, {"step": "check", "seen": seen, "reason": "Double"})
    assert [(one.old, one.new) for one in check.context["written"][0].changes] == [("no", "yes")]
    assert client.post(url, {"step": "save", "seen": seen, "reason": "Double"}).status_code == 302
    objective.refresh_from_db()
    assert objective.withdrawn
    assert versions(objective)[0].history_change_reason == "Double"
    assert client.get(url).status_code == 403


def test_a_record_is_made_with_its_creator(door):
    unit = Unit.objects.first()
    owner = Role.objects.first()
    typed = {
        "title": "New risk", "category": "data", "state": "draft", "unit": unit.pk,
        "owner": owner.pk, "seen": "", "reason": "",
    }  # fmt: skip
    assert door("officer").post(address(Risk, "add"), typed).status_code == 302
    risk = Risk.objects.get(title="New risk")
    assert (risk.likelihood, versions(risk)[0].actor_name) == (None, "Somebody officer")


def test_a_taken_code_is_an_error_of_the_form(door):
    typed = {"code": "PLN-01", "title": "New", "owner": Role.objects.first().pk}
    response = door("officer").post(address(Plan, "add"), typed)
    assert response.status_code == 200
    assert "code" in response.context["adminform"].form.errors


def test_a_finding_comes_with_its_first_round(door):
    scale, owner = Finding.objects.first().scale, Role.objects.first()
    typed = {
        "code": "FND-900", "title": "New finding", "kind": "audit_finding", "scale": scale.pk, "owner": owner.pk,
        "round_outcome": "established", "round_year": "2026", "round_on": "2026-11-01",
    }  # fmt: skip
    assert door("officer").post(address(Finding, "add"), typed).status_code == 302
    assert Finding.objects.get(code="FND-900").state == "established"


def test_a_commitment_comes_with_its_day(door):
    maker, keeper = Commitment.objects.filter(made_by_unit__isnull=False).first(), Role.objects.first()
    typed = {
        "code": "CMT-900", "title": "New", "kind": "planning", "keeper": keeper.pk, "made_on": "2026-11-01",
        "made_precision": "day", "made_by_unit": maker.made_by_unit_id, "made_to": maker.made_to_id or "",
        "made_to_unit": maker.made_to_unit_id or "", "promised": "2027-06-30", "promised_precision": "quarter",
    }  # fmt: skip
    assert door("officer").post(address(Commitment, "add"), typed).status_code == 302
    made = Commitment.objects.get(code="CMT-900")
    assert (str(made.due), str(made.first_due), made.due_precision) == ("2027-06-30", "2027-06-30", "quarter")


def test_links_are_made_and_taken_away(door):
    client = door("officer")
    risk, finding = Risk.objects.get(code="RSK-001"), Finding.objects.get(code="FND-020")
    assert client.post(address(RiskFinding, "add"), {"risk": risk.pk, "finding": finding.pk}).status_code == 302
    tie = RiskFinding.objects.get(risk=risk, finding=finding)
    typed = {"step": "save", "seen": f"{tie.pk}:{tie.rev}", "reason": "Mistake"}
    response = client.post(address(RiskFinding, "withdraw", tie.pk), typed)
    assert response.status_code == 302
    tie.refresh_from_db()
    assert tie.withdrawn


def test_the_auditor_records_an_audit_report(door):
    issuer = AuditReport.objects.filter(issued_by__isnull=False).first().issued_by_id
    typed = {
        "code": "REP-900", "title": "Report", "audit_year": "2026", "issued_by": issuer, "published": "2026-11-01",
        "published_precision": "day",
    }  # fmt: skip
    assert door("auditor").post(address(AuditReport, "add"), typed).status_code == 302
    assert AuditReport.objects.get(code="REP-900").head.act == "report.record"


def test_the_administrator_keeps_accounts_rights_and_settings(door):
    client = door("administrator")
    typed = {"username": "newcomer", "name": "Newcomer", "email": "", "new_password": PASSWORD}
    assert client.post(address(User, "add"), typed).status_code == 302
    user = User.objects.get(username="newcomer")
    assert user.check_password(PASSWORD)
    url = address(User, "change", user.pk)
    off = as_shown(client, url) | {"reason": "Left", "new_password": PASSWORD + "!"}
    off.pop("is_active")
    assert client.post(url, off).status_code == 302
    user.refresh_from_db()
    assert not user.is_active
    assert user.check_password(PASSWORD + "!")
    assert versions(user)[0].history_change_reason == "Left"
    right = {"user": user.pk, "right": "auditor", "starts": "2026-11-01"}
    assert client.post(address(RoleAssignment, "add"), right).status_code == 302
    conflict = client.post(address(RoleAssignment, "add"), {**right, "right": "officer"})
    assert conflict.status_code == 200
    assert "right" in conflict.context["adminform"].form.errors
    held = RoleAssignment.objects.get(user=user)
    url = address(RoleAssignment, "change", held.pk)
    assert client.post(url, {"ends": "2026-11-30", "reason": "Ends", "seen": held.rev}).status_code == 302
    held.refresh_from_db()
    assert str(held.ends) == "2026-11-30"
    url = address(RoleAssignment, "withdraw", held.pk)
    typed = {"step": "save", "seen": f"{held.pk}:{held.rev}", "reason": "Never was"}
    assert client.post(url, typed).status_code == 302
    assert RoleAssignment.objects.withdrawn().filter(user=user).exists()
    assert client.post(address(Setting, "add"), {"code": "x", "value": "1"}).status_code == 302
    setting = Setting.objects.get(code="x")
    url = address(Setting, "change", setting.pk)
    assert client.post(url, {"value": "2", "reason": "More", "seen": setting.rev}).status_code == 302
    setting.refresh_from_db()
    assert setting.value == "2"


def test_a_weak_password_is_an_error_of_the_form(door):
    response = door("administrator").post(
        address(User, "add"), {"username": "newcomer", "name": "Newcomer", "new_password": "short"}
    )
    assert "new_password" in response.context["adminform"].form.errors
    assert not User.objects.filter(username="newcomer").exists()


def test_the_access_list_is_kept_by_code(door, people):
    client, hidden = door("administrator"), Risk.objects.get(code="RSK-027")
    records.edit(hidden, by=factories.BY, at=factories.AT, confidential=True)
    typed = {"user": people["officer"].pk, "risk_code": "RSK-027", "reason": "Needs it"}
    assert client.post(address(ConfidentialAccess, "add"), typed).status_code == 302
    given = ConfidentialAccess.objects.get()
    assert (given.risk, given.withdrawn) == (hidden, False)
    page = client.get(address(ConfidentialAccess, "changelist")).content.decode()
    assert "RSK-027" not in page
    for code in ("RSK-001", "RSK-999"):
        response = client.post(address(ConfidentialAccess, "add"), {**typed, "risk_code": code})
        assert response.context["adminform"].form.errors["risk_code"]
    assert client.post(address(ConfidentialAccess, "add"), {**typed, "take_away": "on"}).status_code == 302
    given.refresh_from_db()
    assert given.withdrawn


def test_everyone_changes_their_own_password(door, people):
    client, url = door("officer"), reverse("admin:password_change")
    assert client.get(url).status_code == 200
    typed = {"old_password": PASSWORD, "new_password1": PASSWORD + "?", "new_password2": PASSWORD + "?"}
    assert client.post(url, typed).status_code == 302
    people["officer"].refresh_from_db()
    assert people["officer"].check_password(PASSWORD + "?")
    assert client.get(reverse("admin:index")).status_code == 200


def test_a_finding_is_not_made_accepted(door, douane):
    client, url = door("officer"), address(Finding, "add")
    offered = [value for value, _label in client.get(url).context["adminform"].form.fields["round_outcome"].choices]
    assert "accepted" not in offered
    scale = RatingScale.objects.standing().first()
    typed = {
        "code": "FND-990", "title": "Lived with", "description": "Text", "kind": "audit_finding", "scale": scale.pk,
        "owner": Role.objects.get(code="ROL-DIR-IT").pk, "round_year": "2025", "target_precision": "unknown",
        "reason": "So",
    }  # fmt: skip
    response = client.post(url, {**typed, "round_outcome": "accepted"})
    assert "round_outcome" in response.context["adminform"].form.errors
    assert client.post(url, {**typed, "round_outcome": "established"}).status_code == 302
    assert Finding.objects.get(code="FND-990").state == "established"


def test_codes_of_what_can_be_hidden_are_given_not_asked(door, douane):
    client, owner = door("officer"), Role.objects.get(code="ROL-DIR-IT").pk
    typed = {"code": "RSK-012", "title": "A risk of the test", "category": "data", "state": "draft", "owner": owner}
    hidden = factories.risk(code="RSK-940", confidential=True)
    assert client.post(address(Risk, "add"), {**typed, "code": hidden.code}).status_code == 302
    assert Risk.objects.get(title="A risk of the test").code == "RSK-941"
    measure = {"title": "A measure of the test", "kind": "preventive", "control_type": "hard", "owner": owner}
    assert client.post(address(Measure, "add"), {**measure, "code": "MSR-001"}).status_code == 302
    assert Measure.objects.get(title="A measure of the test").code.startswith("MSR-")
    event = {"about": "RSK-001", "on": "2026-11-01", "precision": "day", "text": "Outside the test", "code": "EVT-01"}
    assert client.post(address(ContextEvent, "add"), event).status_code == 302
    assert ContextEvent.objects.get(text="Outside the test").code.startswith("EVT-")
    for kind in (Risk, Measure, ContextEvent):
        assert "code" not in client.get(address(kind, "add")).context["adminform"].form.fields


def test_a_link_to_a_withdrawn_record_is_refused(door, douane):
    client, risk, finding = door("officer"), factories.risk(), factories.finding()
    records.withdraw(finding, by=factories.BY, at=factories.AT, reason="twice")
    response = client.post(address(RiskFinding, "add"), {"risk": risk.pk, "finding": finding.pk})
    assert "finding" in response.context["adminform"].form.errors
    assert not RiskFinding.objects.filter(finding=finding).exists()


def test_a_new_record_is_not_given_to_a_withdrawn_role_and_an_old_one_keeps_its_own(door, objective):
    gone = records.withdraw(factories.role(), by=factories.BY, at=factories.AT, reason="left")
    client, risk = door("officer"), factories.risk()
    typed = {"title": "New", "category": "data", "state": "draft", "owner": gone.pk}
    assert "owner" in client.post(address(Risk, "add"), typed).context["adminform"].form.errors
    records.withdraw(risk.owner, by=factories.BY, at=factories.AT, reason="left")
    url = address(Risk, "change", risk.pk)
    changed = {**as_shown(client, url), "title": "Other words", "reason": "Read by people"}
    assert "owner" in client.post(url, {**changed, "owner": gone.pk}).context["adminform"].form.errors
    assert client.post(url, changed).status_code == 302


def test_nobody_gives_rights_to_themselves(door, people):
    client, own = door("administrator"), people["administrator"].pk
    right = {"user": own, "right": "officer", "starts": "2026-11-01"}
    assert "user" in client.post(address(RoleAssignment, "add"), right).context["adminform"].form.errors
    factories.risk(code="RSK-940", confidential=True)
    given = client.post(address(ConfidentialAccess, "add"), {"user": own, "risk_code": "RSK-940"})
    assert "user" in given.context["adminform"].form.errors
    assert not ConfidentialAccess.objects.exists()


@pytest.mark.parametrize("typed", ["1_0", "٣", "1e1"])
def test_a_number_is_typed_in_plain_digits(door, douane, typed):
    client, milestone = door("officer"), Milestone.objects.order_by("code").first()
    url = address(Milestone, "change", milestone.pk)
    response = client.post(url, {**as_shown(client, url), "weight": typed, "reason": "so"})
    assert "weight" in response.context["adminform"].form.errors

"""Acts on several records: a reason, before and after, and all of them or none."""

import pytest
from django.urls import reverse

from riskreg.models import (
    Commitment,
    Decision,
    Finding,
    Milestone,
    Plan,
    ProgressUpdate,
    Risk,
    RiskFinding,
    Role,
    SecurityEvent,
)
from riskreg.services import records
from tests import factories
from tests.admin.test_pages import address
from tests.admin.test_refused import written
from tests.admin.test_writing import versions

EXPECTED = {
    "officer": {
        Risk: ["hand_over_selected", "withdraw_selected"],
        Milestone: ["confirm_unchanged", "hand_over_selected", "withdraw_selected"],
        Finding: ["hand_over_selected", "withdraw_selected"],
        Commitment: ["hand_over_selected", "withdraw_selected"],
        RiskFinding: ["withdraw_selected"],
        Decision: ["withdraw_selected"],
        ProgressUpdate: [],
        Role: [],
    },
    "auditor": {Risk: [], Finding: ["confirm_selected", "return_selected"], Milestone: [], Role: []},
    "management": {Risk: [], Finding: [], Decision: []},
    "administrator": {Role: ["withdraw_selected"]},
}


def seen(*rows):
    return [f"{row.pk}:{row.rev}" for row in rows]


def sent(client, act, rows, step="", **typed):
    """Post the act with the rows: first from the list, then from its own page."""
    own = {"seen": seen(*rows), "step": step} if step else {"_selected_action": [row.pk for row in rows], "index": "0"}
    return client.post(address(type(rows[0]), "changelist"), {"action": act, **own, **typed})


@pytest.mark.parametrize("right", sorted(EXPECTED))
def test_a_list_offers_what_the_right_may(right, door):
    client = door(right)
    for kind, expected in EXPECTED[right].items():
        response = client.get(address(kind, "changelist"))
        form = response.context["action_form"]
        names = [name for name, _label in form.fields["action"].choices if name] if form else []
        assert names == expected or set(names) == set(expected), kind.__name__


def test_withdrawing_several_shows_it_first_and_writes_it_under_one_request(door):
    risks = [factories.risk(), factories.risk()]
    client = door("officer")
    page = sent(client, "withdraw_selected", risks)
    assert page.status_code == 200
    assert all(risk.code in page.content.decode() for risk in risks)
    assert sent(client, "withdraw_selected", risks, "check", reason=" ").status_code == 422
    before = written()
    check = sent(client, "withdraw_selected", risks, "check", reason="Double")
    assert check.status_code == 200
    assert [one.changes[0].new for one in check.context["written"]] == ["yes", "yes"]
    assert written() == before
    assert "Double" in sent(client, "withdraw_selected", risks, "change", reason="Double").content.decode()
    done = sent(client, "withdraw_selected", risks, "save", reason="Double")
    assert (done.status_code, done["Location"]) == (302, address(Risk, "changelist"))
    last = [versions(risk)[0] for risk in risks]
    assert [(row.act, row.withdrawn, row.history_change_reason) for row in last] == [
        ("risk.withdraw", True, "Double")
    ] * 2
    assert last[0].request_id == last[1].request_id
    again = sent(client, "withdraw_selected", risks, "save", reason="Double")
    assert again.status_code == 409


def test_one_that_changed_meanwhile_stops_all_and_shows_both_versions(door):
    risks = [factories.risk(title="Was so"), factories.risk()]
    client = door("officer")
    stale = seen(*risks)
    records.edit(risks[0], by=factories.BY, at=factories.later(), title="Is so now")
    typed = {"action": "withdraw_selected", "step": "save", "seen": stale, "reason": "Typed words"}
    response = client.post(address(Risk, "changelist"), typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert all(words in page for words in ("Was so", "Is so now", "tester", "Typed words"))
    assert not Risk.objects.withdrawn().filter(pk__in=[risk.pk for risk in risks])
    assert response.context["seen"] == seen(*sorted(risks, key=lambda risk: risk.code))


def test_one_record_that_breaks_a_rule_is_named_and_nothing_is_written(door):
    mine, gone = factories.risk(), factories.risk()
    records.withdraw(gone, by=factories.BY, at=factories.AT, reason="Gone")
    before = written()
    for step in ("check", "save"):
        response = sent(door("officer"), "withdraw_selected", [mine, gone], step, reason="Double")
        assert response.status_code == 422
        assert f"{gone.code} is withdrawn" in response.content.decode()
    assert written() == before


def test_handing_over_goes_to_a_role_found_by_search(door):
    client, old, new = door("officer"), factories.role(), factories.role()
    rows = [factories.commitment(keeper=old), factories.commitment(keeper=old)]
    page = sent(client, "hand_over_selected", rows)
    assert 'data-field-name="keeper"' in page.content.decode()
    asked = {"term": new.code, "app_label": "riskreg", "model_name": "commitment", "field_name": "keeper"}
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [one["id"] for one in found] == [str(new.pk)]
    for to in ("", "999999", "abc"):
        assert sent(client, "hand_over_selected", rows, "check", to=to, reason="Moves").status_code == 422
    check = sent(client, "hand_over_selected", rows, "check", to=new.pk, reason="Moves")
    changes = [one.changes[0] for one in check.context["written"]]
    assert [(change.old, change.new) for change in changes] == [(str(old), str(new))] * 2
    assert sent(client, "hand_over_selected", rows, "save", to=new.pk, reason="Moves").status_code == 302
    assert {versions(row)[0].keeper_id for row in rows} == {new.pk}
    assert versions(rows[0])[0].act == "commitment.hand_over"


def test_confirming_milestones_unchanged_counts_for_this_month(door):
    plan, rows = factories.plan_with_milestones(2)
    assert plan
    client = door("officer")
    assert sent(client, "confirm_unchanged", rows, "check", reason="Looked at").status_code == 200
    assert sent(client, "confirm_unchanged", rows, "save", reason="Looked at").status_code == 302
    updates = ProgressUpdate.objects.filter(milestone__in=rows)
    assert {(one.kind, one.period.code, one.note) for one in updates} == {("unchanged", "2026-11", "Looked at")}


def reported(by=factories.BY):
    return factories.reported_finding(by=by)


def test_the_auditor_confirms_and_returns_several(door, people):
    client, solved, unsolved = door("auditor"), [reported(), reported()], [reported()]
    assert sent(client, "confirm_selected", solved, "check", reason="Seen").status_code == 200
    assert sent(client, "confirm_selected", solved, "save", reason="Seen").status_code == 302
    assert sent(client, "return_selected", unsolved, "save", reason="Not all of it").status_code == 302
    states = [Finding.objects.get(pk=one.pk).state for one in (*solved, *unsolved)]
    assert states == ["confirmed", "confirmed", "in_remediation"]
    assert versions(solved[0])[0].actor_name == "Somebody auditor"


@pytest.mark.parametrize("act", ["confirm_selected", "return_selected"])
def test_two_keys_hold_for_each_and_one_refusal_stops_all(act, door, people):
    """The account reported one of them solved before it became an auditor's."""
    auditor = people["auditor"]
    before_that = factories.person("officer")
    own = reported(type(before_that)("user", str(auditor.pk), auditor.name, rights=frozenset({"officer"})))
    other = reported()
    before = written()
    response = sent(door("auditor"), act, [other, own], "save", reason="Seen")
    assert response.status_code == 422
    assert f"{own.code}: Nobody confirms or returns" in response.content.decode()
    assert written() == before
    event = SecurityEvent.objects.get(actor=f"user:{auditor.pk}", kind="refused_act")
    assert event.about.startswith("two_keys")


def test_the_officer_is_not_offered_a_verdict_and_gives_none(door):
    finding = reported()
    assert sent(door("officer"), "confirm_selected", [finding], "save", reason="Mine").status_code == 403
    assert Finding.objects.get(pk=finding.pk).state == "reported_solved"


def test_a_hidden_record_answers_as_an_absent_one(door):
    hidden = factories.risk(title="Canary words")
    records.edit(hidden, by=factories.BY, at=factories.AT, reason="Confidential", confidential=True)
    client = door("officer")
    answers = {}
    for pk in (hidden.pk, 999_999):
        own = {"action": "withdraw_selected", "reason": "Mine"}
        url = address(Risk, "changelist")
        for step in ("", "check", "save", "change"):
            carried = {"seen": f"{pk}:2", "step": step} if step else {"_selected_action": pk, "index": "0"}
            response = client.post(url, {**own, **carried}, follow=True)
            answers.setdefault(step, []).append((response.status_code, response.redirect_chain))
            assert "Canary" not in response.content.decode()
        single = client.post(address(Risk, "withdraw", pk), {**own, "seen": f"{pk}:2", "step": "save"})
        answers.setdefault("single", []).append((single.status_code, single["Location"]))
    assert all(there == absent for there, absent in answers.values())
    shown = factories.risk()
    mixed = {**own, "step": "save", "seen": [*seen(shown), f"{hidden.pk}:2"]}
    response = client.post(url, mixed)
    assert (response.status_code, "Canary" in response.content.decode()) == (422, False)
    assert not Risk.objects.withdrawn().filter(pk__in=(shown.pk, hidden.pk)).exists()


def test_too_many_at_once_are_not_taken(door, monkeypatch):
    monkeypatch.setattr("riskreg.admin.bulk.MOST", 1)
    rows = [factories.risk(), factories.risk()]
    for step in ("", "save"):
        assert sent(door("officer"), "withdraw_selected", rows, step, reason="Many").status_code == 302
    assert not Risk.objects.withdrawn().exists()


def test_a_plan_takes_its_milestones_along_and_the_check_says_so(door):
    plan, rows = factories.plan_with_milestones(2)
    check = sent(door("officer"), "withdraw_selected", [plan], "check", reason="Stopped")
    kinds = [one.model for one in check.context["written"]]
    assert kinds.count(Milestone) == len(rows)
    assert Plan in kinds
    assert not Milestone.objects.withdrawn().filter(pk__in=[row.pk for row in rows]).exists()

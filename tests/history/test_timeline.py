"""A record's timeline: field by field, with who, when and why, as called at that moment."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from riskreg import access
from riskreg.history.register import Register
from riskreg.history.timeline import timeline
from riskreg.models import Commitment, Finding, Milestone, Risk, RiskPlan, Role
from riskreg.services import accounts, records
from riskreg.vocabulary.choices import Right

ON = date(2026, 11, 22)
OPERATOR = access.operator()


@pytest.fixture
def register(douane):
    return Register.now(OPERATOR, ON)


def entries_of(register, kind, code):
    return timeline(register, register.get(kind, code))


def changes(entry):
    return {change.name: (change.old, change.new) for change in entry.changes}


def test_reopening_shows_old_and_new_with_reason(register):
    entries = entries_of(register, Milestone, "MS-02-09")
    reopened = next(entry for entry in entries if entry.act == "milestone.reopen")
    assert reopened.on == date(2025, 8, 31)
    assert reopened.reason
    assert changes(reopened)["percent"] == ("100", "80")
    assert changes(reopened)["status"] == ("completed", "in progress")
    assert changes(reopened)["actual"] == ("30 Jun 2025", "")


def test_newest_comes_first_and_the_first_version_gives_the_first_values(register):
    entries = entries_of(register, Milestone, "MS-02-09")
    assert [entry.rev for entry in entries] == sorted((entry.rev for entry in entries), reverse=True)
    assert [entry.is_created for entry in entries].count(True) == 1
    assert entries[-1].is_created
    assert changes(entries[-1])["plan"][0] == ""
    assert changes(entries[-1])["plan"][1].startswith("PLN-02 ")


def test_loaded_history_knows_its_day_and_when_it_was_recorded(register, douane):
    entry = entries_of(register, Finding, "FND-001")[0]
    assert entry.is_loaded
    assert entry.when is None
    assert entry.recorded_at == douane.recorded_at


def test_dates_print_with_their_precision(register):
    made = changes(entries_of(register, Commitment, "CMT-033")[-1])
    assert made["due"] == ("", "2026")


def test_own_acts_know_their_moment(register):
    risk, at = Risk.objects.get(code="RSK-001"), timezone.now()
    records.edit(risk, by=OPERATOR, at=at, reason="Plainer", title="Plainer title")
    entry = timeline(register, risk)[0]
    assert (entry.when, entry.recorded_at, entry.is_loaded) == (at, None, False)
    assert (entry.who, entry.role, entry.act_label, entry.reason) == ("operator", "system", "edited", "Plainer")
    assert changes(entry)["title"][1] == "Plainer title"


def test_related_records_are_named_as_they_were_called_then(register):
    risk = Risk.objects.get(code="RSK-001")
    role, at = risk.owner, timezone.now()
    old_name = role.name
    records.edit(role, by=OPERATOR, at=at, name="Renamed role")
    other = Role.objects.exclude(pk=role.pk).first()
    records.hand_over([risk], to=other, by=OPERATOR, at=at + timedelta(seconds=1), reason="Handed over")
    entries = timeline(register, risk)
    assert changes(entries[0])["owner"][1] == f"{other.code} {other.name}"
    assert changes(entries[-1])["owner"][1] == f"{role.code} {old_name}"


def test_the_past_ends_at_its_moment(register):
    past = Register.as_of(OPERATOR, date(2025, 8, 30))
    entries = entries_of(past, Milestone, "MS-02-09")
    assert entries
    assert all(entry.on <= date(2025, 8, 30) for entry in entries)


def test_a_hidden_relation_is_not_named(register):
    hidden, seen = Risk.objects.get(code="RSK-012"), Risk.objects.get(code="RSK-001")
    at = timezone.now()
    records.edit(hidden, by=OPERATOR, at=at, confidential=True)
    records.edit(seen, by=OPERATOR, at=at, predecessor=hidden)
    user = accounts.create(username="officer", name="Officer", by=OPERATOR, at=at)
    accounts.assign(user, right=Right.OFFICER, by=OPERATOR, at=at, starts=date(2020, 1, 1))
    reader = Register.now(access.actor_of(user, ON), ON)
    assert not any("RSK-012" in str(entry) for entry in timeline(reader, seen))
    assert timeline(reader, hidden) == []
    assert any("RSK-012" in str(entry) for entry in timeline(register, seen))


def test_a_link_taken_away_says_so(register):
    tie = records.link(
        RiskPlan,
        risk=register.get(Risk, "RSK-001"),
        plan=register.plans.first(),
        by=OPERATOR,
        at=timezone.now(),
    )
    records.unlink(tie, by=OPERATOR, at=timezone.now(), reason="Mistake")
    assert timeline(register, tie)[0].act_label == "link taken away"


def test_queries_do_not_grow_with_versions(register, django_assert_num_queries):
    milestone = register.get(Milestone, "MS-02-09")
    with django_assert_num_queries(5):
        timeline(register, milestone)
    for number in range(5):
        records.edit(milestone, by=OPERATOR, at=timezone.now(), title=f"Title {number}")
    with django_assert_num_queries(5):
        timeline(register, milestone)


def test_words_follow_the_language(register):
    with translation.override("nl"):
        assert entries_of(register, Milestone, "MS-02-09")[0].on

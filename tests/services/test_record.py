"""The one write path: whole or not at all, never stale, never without its history."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, connections, transaction

from riskreg import models
from riskreg.access import Actor
from riskreg.integrity import agreement
from riskreg.models.base import UnrecordedWrite
from riskreg.services import accounts, evidence, milestones, records, risks
from riskreg.services._once import SentBefore, made, sending, was_sent
from riskreg.services._record import LONGEST_REASON, rehearsing, writing
from riskreg.vocabulary.errors import NotAllowed, RuleBroken, Stale
from tests import factories
from tests.factories import AT, BY, later


def versions(record: Any) -> int:
    return type(record).versions().filter(id=record.pk).count()


# --- what a version holds
def test_a_new_record_has_one_version_that_says_who_when_what_and_why(db: None):
    role = records.create(models.Role, code="ROL-1", name="Role", line="1", by=BY, at=AT, reason="needed")
    row = models.Role.versions().get(id=role.pk)
    assert (row.rev, row.history_type, row.act) == (1, "+", "role.create")
    assert (row.history_user_id, row.actor_name, row.actor_role) == ("system:tester", "tester", "system")
    assert (row.history_date, row.recorded_at) == (AT, AT)
    assert row.history_change_reason == "needed"
    assert row.history_id == role.head_id


def test_an_account_acts_under_its_own_key_name_and_right(db: None):
    officer = factories.person("officer")
    risk = factories.risk(by=officer)
    row = models.Risk.versions().get(id=risk.pk)
    assert row.history_user_id == officer.id == f"user:{officer.key}"
    assert (row.actor_name, row.actor_role) == (officer.name, "officer")


def test_a_change_makes_the_next_version(db: None):
    risk = factories.risk()
    records.edit(risk, title="Other", by=BY, at=later(days=1), reason="clearer")
    old, new = models.Risk.versions().filter(id=risk.pk)
    assert (old.title, new.title, new.rev, risk.rev) == ("Risk", "Other", 2, 2)
    assert new.history_type == "~"


def test_unchanged_values_write_no_version(db: None):
    risk = factories.risk()
    records.edit(risk, title="Risk", by=BY, at=later(days=1))
    assert versions(risk) == 1
    assert models.Risk.objects.get(pk=risk.pk).rev == 1


def test_the_day_that_a_correction_concerns_is_kept(db: None):
    risk = factories.risk()
    with writing("risk.edit", by=BY, at=AT, record=risk, applies_to=factories.ON) as act:
        act.change(risk, title="Other")
    assert models.Risk.versions().get(id=risk.pk, rev=2).applies_to == factories.ON


# --- acts inside acts
def test_an_act_inside_an_act_joins_its_request(db: None):
    risk, other = factories.risk(), factories.risk()
    with writing("risk.edit", by=BY, at=AT, record=risk) as act:
        act.change(risk, title="Outer")
        records.edit(other, title="Inner", by=BY, at=AT)
    rows = [models.Risk.versions().get(id=one.pk, rev=2) for one in (risk, other)]
    assert len({row.request_id for row in rows}) == 1
    assert rows[0].request_id
    assert models.Risk.versions().get(id=risk.pk, rev=1).request_id != rows[0].request_id


def test_acts_after_one_another_are_different_requests(db: None):
    risk = factories.risk()
    records.edit(risk, title="One", by=BY, at=AT)
    records.edit(risk, title="Two", by=BY, at=AT)
    assert len(set(models.Risk.versions().values_list("request_id", flat=True))) == 3


def test_the_request_of_a_page_is_kept(db: None):
    by = Actor("system", "tester", "tester", request_id="request-7")
    risk = factories.risk(by=by)
    assert models.Risk.versions().get(id=risk.pk).request_id == "request-7"


def test_an_error_in_the_outer_act_undoes_the_inner_one(db: None):
    risk, other = factories.risk(), factories.risk()

    def act_and_fail() -> None:
        with writing("risk.edit", by=BY, at=AT, record=risk) as act:
            act.change(risk, title="Outer")
            records.edit(other, title="Inner", by=BY, at=AT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act_and_fail()
    assert set(models.Risk.objects.values_list("title", flat=True)) == {"Risk"}
    assert models.Risk.versions().count() == 2
    # The next act stands on its own again.
    records.edit(models.Risk.objects.get(pk=other.pk), title="Later", by=BY, at=AT)
    assert versions(other) == 2


def test_a_crash_between_record_and_history_leaves_neither(db: None, monkeypatch: pytest.MonkeyPatch):
    risk = factories.risk()

    def crash(*args: object, **kwargs: object) -> None:
        raise SystemExit

    monkeypatch.setattr(models.Risk.history.model, "save", crash)
    with pytest.raises(SystemExit):
        records.edit(risk, title="Other", by=BY, at=AT)
    monkeypatch.undo()
    connection.check_constraints()
    assert models.Risk.objects.get(pk=risk.pk).title == "Risk"
    assert versions(risk) == 1
    assert agreement.disagreements() == []


@pytest.mark.django_db(transaction=True)
def test_commit_refuses_a_change_without_history_in_words(monkeypatch: pytest.MonkeyPatch):
    risk = factories.risk()
    with monkeypatch.context() as patch:
        patch.setattr(models.Risk.history.model, "save", lambda *args, **kwargs: None)
        with pytest.raises(RuleBroken, match="no history"):
            records.edit(risk, title="Other", by=BY, at=AT)
    assert models.Risk.objects.get(pk=risk.pk).title == "Risk"


def test_a_save_outside_a_service_is_an_error_of_its_own(db: None):
    unrecorded = models.Party(code="EXT-1", name="x", kind="y", rev=1, head_id="0" * 32)
    with pytest.raises(UnrecordedWrite), transaction.atomic():
        unrecorded.save()


# --- stale
def test_a_stale_rev_is_refused_with_the_record_as_it_stands(db: None):
    risk = factories.risk()
    seen = risk.rev
    records.edit(risk, title="By another", by=BY, at=AT)
    current = models.Risk.objects.get(pk=risk.pk)
    with pytest.raises(Stale) as refusal:
        records.edit(current, title="Mine", by=BY, at=AT, rev=seen)
    assert refusal.value.current == current
    assert refusal.value.current.title == "By another"
    assert versions(risk) == 2


def test_an_old_copy_in_memory_writes_nothing(db: None):
    risk = factories.risk()
    mine, theirs = (models.Risk.objects.get(pk=risk.pk) for _ in range(2))
    records.edit(theirs, title="Theirs", by=BY, at=AT)
    with pytest.raises(Stale):
        records.edit(mine, title="Mine", by=BY, at=AT)
    assert (mine.title, mine.rev) == ("Risk", 1)
    assert models.Risk.objects.get(pk=risk.pk).title == "Theirs"


def test_history_does_not_go_back_in_time(db: None):
    risk = factories.risk(at=later(days=1))
    with pytest.raises(RuleBroken, match="back in time") as refusal:
        records.edit(risk, title="Other", by=BY, at=AT)
    assert refusal.value.code == "at"
    assert models.Risk.objects.get(pk=risk.pk).title == "Risk"


# --- values
@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"title": "x" * 201}, "title", "at most 200"),
        ({"cause": "x" * 2001}, "cause", "at most 2000"),
        ({"title": "a\x00b"}, "title", "cannot be kept"),
        ({"cause": "a\x00b"}, "cause", "cannot be kept"),
        ({"cause": "a\ud800b"}, "cause", "cannot be kept"),
        ({"basis_by_field": {"title": "a\x00b"}}, "basis_by_field", "cannot be kept"),
        ({"category": "weather"}, "category", "weather"),
        ({"title": ""}, "title", "blank"),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused_by_record_and_field(
    db: None, values: dict[str, Any], field: str, words: str
):
    risk = factories.risk()
    with pytest.raises(RuleBroken) as refusal:
        records.edit(risk, **values, by=BY, at=AT)
    assert refusal.value.code == field
    assert risk.code in refusal.value.message
    assert words in refusal.value.message
    assert versions(risk) == 1


def test_a_backslash_in_words_is_no_nul(db: None):
    risk = factories.risk()
    records.edit(risk, cause=r"a\u0000b", basis_by_field={"title": r"a\u0000b"}, by=BY, at=AT)
    assert models.Risk.objects.get(pk=risk.pk).basis_by_field == {"title": r"a\u0000b"}


@pytest.mark.parametrize("reason", ["a\x00b", "a\udfffb", "x" * (LONGEST_REASON + 1)])
def test_a_reason_that_cannot_be_kept_is_refused(db: None, reason: str):
    risk = factories.risk()
    with pytest.raises(RuleBroken) as refusal:
        records.edit(risk, title="Other", by=BY, at=AT, reason=reason)
    assert refusal.value.code == "reason"
    assert versions(risk) == 1


def test_a_missing_relation_is_refused_by_field(db: None):
    with pytest.raises(RuleBroken, match="owner: This field is required"):
        records.create(models.Plan, code="PLN-1", title="Plan", by=BY, at=AT)


@pytest.mark.parametrize("number", [0, 6])
def test_a_number_out_of_range_is_refused_by_field(db: None, number: int):
    risk = factories.risk()
    with pytest.raises(RuleBroken, match="likelihood") as refusal:
        risks.assess(risk, kind="current", likelihood=number, impact=3, by=BY, at=AT, reason="seen")
    assert refusal.value.code == "likelihood"


def test_half_a_score_is_refused_by_its_rule(db: None):
    risk = factories.risk()
    half = {"kind": "current", "likelihood": 3, "impact": None, "on": factories.ON, "reason": "seen"}
    with pytest.raises(RuleBroken, match="assessment whole"), writing("risk.assess", by=BY, at=AT, record=risk) as act:
        act.append(models.RiskAssessment, risk, "A", **half)
    assert not models.RiskAssessment.objects.exists()


def test_a_code_that_is_taken_is_refused(db: None):
    factories.risk(code="RSK-1")
    with pytest.raises(RuleBroken, match="RSK-1 cannot be added: the code or the link is already there") as refusal:
        factories.risk(code="RSK-1")
    assert refusal.value.code == "taken"


def test_a_user_name_that_is_taken_is_refused(db: None):
    accounts.create(username="officer", name="Officer", by=BY, at=AT)
    with pytest.raises(RuleBroken, match="is taken"):
        accounts.create(username="officer", name="Other", by=BY, at=AT)


def test_without_the_right_nothing_is_written(db: None):
    risk = factories.risk()
    with pytest.raises(NotAllowed) as refusal:
        records.edit(risk, title="Other", by=factories.person("auditor"), at=AT)
    assert risk.code in refusal.value.message
    assert refusal.value.code == "risk.edit"
    assert versions(risk) == 1


# --- judged on what stands, not on what was read
def test_a_line_on_an_old_reading_is_stale_too(db: None):
    """A line changes nothing of its record, so the record's own guard would not see it."""
    finding = factories.finding()
    old = models.Finding.objects.get(pk=finding.pk)
    records.edit(finding, title="By another", by=BY, at=AT)
    with pytest.raises(Stale) as refusal:
        evidence.add_link(old, title="Proof", address="https://example.org", by=BY, at=AT, rev=old.rev)
    assert refusal.value.current.title == "By another"
    assert not models.Evidence.objects.exists()


def test_what_was_withdrawn_since_it_was_read_takes_no_line(db: None):
    finding = factories.finding()
    old = models.Finding.objects.get(pk=finding.pk)
    records.withdraw(finding, by=BY, at=AT, reason="double")
    with pytest.raises(RuleBroken, match="is withdrawn"):
        evidence.add_link(old, title="Proof", address="https://example.org", by=BY, at=AT)


# --- once
def test_what_is_sent_twice_is_written_once(db: None):
    risk = factories.risk()
    for _turn in range(2):
        with suppress(SentBefore), sending("key"):
            risks.assess(risk, kind="current", likelihood=3, impact=3, by=BY, at=AT, reason="seen")
    assert models.RiskAssessment.objects.count() == 1
    assert was_sent("key")
    assert made("key", models.RiskAssessment).likelihood == 3
    assert not was_sent("other key")


def test_what_was_refused_may_be_sent_again(db: None):
    risk = factories.risk()
    with pytest.raises(RuleBroken), sending("key"):
        records.edit(risk, title="", by=BY, at=AT)
    assert not was_sent("key")
    with sending("key"):
        records.edit(risk, title="Other", by=BY, at=AT)
    assert was_sent("key")


# --- rehearsed
def test_a_rehearsal_shows_what_it_would_write_and_writes_nothing(db: None):
    risk = factories.risk()
    with rehearsing() as shown:
        records.edit(risk, title="Other", by=BY, at=AT)
    assert [(record.title, entry.act) for record, entry in shown.written] == [("Other", "risk.edit")]
    assert (models.Risk.objects.get(pk=risk.pk).title, versions(risk)) == ("Risk", 1)
    assert agreement.disagreements() == []


def test_the_database_can_be_asked_on_after_a_rehearsal_that_it_refused(db: None):
    factories.risk(code="RSK-1")
    with pytest.raises(RuleBroken), rehearsing():
        factories.risk(code="RSK-1")
    assert models.Risk.objects.count() == 1
    factories.risk(code="RSK-2")
    assert models.Risk.objects.count() == 2


# --- two at a time
def together(*acts: Any) -> list[Exception | None]:
    """Run the acts in threads that start at once; what each raised."""
    results: list[Exception | None] = [None] * len(acts)
    ready = threading.Barrier(len(acts))

    def run(number: int) -> None:
        try:
            ready.wait(timeout=20)
            acts[number]()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_record_lose_nothing():
    milestone = factories.started_milestone(percent=1)

    def report(percent: int) -> Any:
        def act() -> None:
            for _attempt in range(50):
                try:
                    current = models.Milestone.objects.get(pk=milestone.pk)
                    milestones.progress(current, percent=percent, by=BY, at=AT, reason=f"to {percent}")
                except (Stale, RuleBroken):
                    continue
                return
            raise AssertionError("never came through")

        return act

    percents = [20, 30, 40, 50]
    assert together(*map(report, percents)) == [None] * 4
    rows = list(models.Milestone.versions().filter(id=milestone.pk))
    assert [row.rev for row in rows] == list(range(1, len(rows) + 1))
    assert sorted(row.percent for row in rows)[2:] == percents
    assert models.Milestone.objects.get(pk=milestone.pk).percent == rows[-1].percent
    assert agreement.disagreements() == []


@pytest.mark.django_db(transaction=True)
def test_of_two_writers_that_saw_one_version_one_is_told_so():
    risk = factories.risk()
    copies = [models.Risk.objects.get(pk=risk.pk) for _ in range(2)]

    def edit(number: int) -> Any:
        return lambda: records.edit(copies[number], title=f"By {number}", by=BY, at=AT, rev=1)

    results = together(edit(0), edit(1))
    assert sorted(type(error).__name__ for error in results) == ["NoneType", "Stale"]
    assert models.Risk.versions().filter(id=risk.pk).count() == 2


@pytest.mark.django_db(transaction=True)
def test_many_writers_of_many_records_all_come_through():
    made = [factories.risk() for _ in range(4)]

    def edit(risk: models.Risk) -> Any:
        def act() -> None:
            for number in range(5):
                records.edit(risk, title=f"Title {number}", by=BY, at=AT)

        return act

    assert together(*map(edit, made)) == [None] * 4
    assert models.Risk.versions().count() == 4 * 6
    assert agreement.disagreements() == []

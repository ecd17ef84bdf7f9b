"""Every change of the register: whole, in order, narrowed to the reader; a sample that can be drawn again."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from riskreg import models
from riskreg.access import actor_of, operator, visible_to
from riskreg.history import explore, versions
from riskreg.history.explore import Changes, Wanted, draw
from riskreg.history.register import Register
from riskreg.history.timeline import timeline
from riskreg.integrity.tables import tracked_models
from riskreg.models import Finding, Milestone, Risk
from riskreg.services import accounts, records
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import BadInput
from riskreg.vocabulary.periods import day_of
from tests import factories
from tests.factories import AT, BY, later

ON = date(2026, 11, 22)
DO = {"by": BY, "at": AT}


@pytest.fixture
def register(db: None) -> Register:
    return Register.now(operator(), ON)


def walk(changes: Changes) -> list[explore.Key]:
    """Every version, page by page."""
    found, before = [], ""
    while True:
        page = changes.page(before)
        assert len(page.acts) <= explore.ACTS_A_PAGE
        found += [key for act in page.acts for key in act]
        before = page.older
        if not before:
            return found


def codes(register: Register, **wanted: object) -> Counter[str]:
    keys = Changes(register, Wanted(**wanted)).keys(1000)
    return Counter(version.code for version in read(register, keys).values())


def read(register: Register, keys: list[explore.Key]) -> dict[UUID, versions.Version]:
    return versions.read(register, ((key.kind, key.version) for key in keys))


# --- whole, and in order
def test_the_pages_give_every_version_once_newest_first(register, douane):
    keys = walk(Changes(register, Wanted()))
    assert Counter(key.version for key in keys) == Counter(
        version for kind in tracked_models() for version in kind.versions().values_list("history_id", flat=True)
    )
    assert [(key.at, key.number) for key in keys] == sorted(((key.at, key.number) for key in keys), reverse=True)


def test_versions_of_one_request_stand_together(register, douane):
    page = Changes(register, Wanted()).page()
    assert len(page.acts) == explore.ACTS_A_PAGE
    assert all(len({(key.request, key.at) for key in act}) == 1 for act in page.acts)
    assert len({act[0].request for act in page.acts}) == len(page.acts)


def test_an_act_larger_than_a_round_stays_together(register, monkeypatch):
    monkeypatch.setattr(explore, "_ROUNDS", (4, 40))
    role = factories.role()
    risks = [factories.risk(owner=role) for _number in range(9)]
    records.hand_over(risks, to=factories.role(), by=BY, at=later(1), reason="Moved")
    page = Changes(register, Wanted(act="risk.hand_over")).page()
    assert [len(act) for act in page.acts] == [9]
    monkeypatch.setattr(explore, "_ROUNDS", (4, 5))
    assert len(walk(Changes(register, Wanted(act="risk.hand_over")))) == 9


def test_a_past_day_shows_what_was_written_until_then(register, douane):
    past = Register.as_of(operator(), date(2024, 6, 30))
    keys = Changes(past, Wanted()).keys(5000)
    assert keys
    assert max(day_of(key.at) for key in keys) <= date(2024, 6, 30)


# --- in words as on the record's own page
def test_a_version_reads_as_in_the_timeline_of_its_record(register, douane):
    drawn = draw(Changes(register, Wanted()), 100_000, "all")
    told = versions.read(register, drawn.drawn)
    by_code = {(version.kind, version.code, version.rev): version for version in told.values()}
    for kind in (Risk, Milestone, Finding, models.Decision, models.Commitment, models.RiskAssessment):
        for record in kind.objects.order_by("code")[:5]:
            for entry in timeline(register, record):
                version = by_code[kind, record.code, entry.rev]
                ours = (version.when, version.on, version.who, version.role, version.act_label, version.reason)
                assert ours == (entry.when, entry.on, entry.who, entry.role, entry.act_label, entry.reason)
                assert version.changes == entry.changes


def test_a_version_knows_its_entry_in_the_log(register):
    risk = factories.risk()
    (key,) = Changes(register, Wanted(record=risk.code)).keys(10)
    entry = models.LedgerEntry.objects.get(key=risk.head_id)
    version = read(register, [key])[key.version]
    assert (key.number, version.number, version.key) == (entry.number, entry.number, str(entry.key))


def test_every_kind_fits_the_function_that_makes_its_json():
    """SQLite and PostgreSQL take a hundred arguments."""
    assert max(2 * (len(versions._columns(kind)) + 1) for kind in tracked_models()) <= 100


# --- filters
def test_a_record_is_told_with_its_lines_links_and_what_is_about_it(register):
    risk, finding = factories.assessed_risk(code="RSK-901"), factories.finding(code="FND-901")
    records.link(models.RiskFinding, risk=risk, finding=finding, **DO)
    other = factories.assessed_risk(code="RSK-902")
    records.create(models.ContextEvent, code="CTX-901", about=risk.code, on=ON, text="Outside", **DO)
    assert set(codes(register, record="RSK-901")) == {"RSK-901", "RSK-901-A01", "RSK-901~FND-901", "CTX-901"}
    assert codes(register, record="rsk-901") == codes(register, record="RSK-901")
    assert set(codes(register, record=other.code)) == {"RSK-902", "RSK-902-A01"}
    assert Changes(register, Wanted(record="RSK-999")).records == []


def test_who_kind_act_and_days(register):
    risk = factories.risk(code="RSK-901")
    records.edit(risk, title="Another", reason="Plainer", by=operator("someone else"), at=later(3))
    assert codes(register, who="ELSE") == {"RSK-901": 1}
    assert codes(register, kind="risk") == {"RSK-901": 2}
    assert codes(register, act="risk.edit") == {"RSK-901": 1}
    day = day_of(later(3))
    assert codes(register, since=day) == codes(register, since=day, until=day) == {"RSK-901": 1}
    assert "RSK-901" in codes(register, until=day - timedelta(days=1))
    assert not codes(register, since=day + timedelta(days=1))


def test_late_is_what_came_after_the_cut_off_of_its_month_or_was_loaded(register, douane):
    at = AT + timedelta(days=30)
    risk = factories.risk(code="RSK-901")
    for day in (date(2026, 10, 20), date(2026, 11, 20)):
        risk.refresh_from_db()
        records.hand_over([risk], to=factories.role(), from_day=day, reason="Moved", by=BY, at=at)
    late = Changes(register, Wanted(record="RSK-901", late=True)).keys(10)
    (version,) = read(register, late).values()
    assert (version.closed, version.is_late, version.is_loaded) == ("2026-10", True, False)
    loaded = read(register, Changes(register, Wanted(record="FND-001", late=True)).keys(100))
    assert all(version.is_loaded for version in loaded.values())
    assert len(loaded) == len(Changes(register, Wanted(record="FND-001")).keys(100))


@pytest.mark.parametrize("cursor", ["x", "1-1", "20261399000000000000-1", "20261122000000000000", "é"])
def test_a_cursor_that_no_page_gave_is_refused(register, cursor):
    with pytest.raises(BadInput, match="not a place"):
        Changes(register, Wanted()).page(cursor)


# --- what is hidden is absent
def test_changes_of_a_hidden_risk_its_lines_links_and_measures_are_absent(db):
    person = factories.account(Right.OFFICER)
    actor = actor_of(person, ON)
    before = {key.version for key in Changes(Register.now(actor, ON), Wanted()).keys(1000)}
    risk = factories.assessed_risk(confidential=True, code="RSK-901")
    measure = factories.measure(risk)
    finding = factories.finding()
    records.link(models.RiskFinding, risk=risk, finding=finding, **DO)
    records.create(models.ContextEvent, code="CTX-901", about=risk.code, on=ON, text="Outside", **DO)
    factories.evidence(measure)
    reader = Register.now(actor, ON)
    told = read(reader, Changes(reader, Wanted()).keys(1000))
    told = {key: version for key, version in told.items() if key not in before}
    assert not [version for version in told.values() if risk.code in str(version) or measure.code in str(version)]
    assert finding.code in {version.code for version in told.values()}
    assert Changes(reader, Wanted(record=risk.code)).records == []
    assert not {version for _kind, version in draw(Changes(reader, Wanted()), 1000, "x").drawn} - before - set(told)
    accounts.grant(person, risk, **DO)
    assert {"RSK-901", "CTX-901", measure.code} <= set(codes(reader))
    assert versions.confidential_in(read(reader, Changes(reader, Wanted()).keys(1000)).values()) == {"RSK-901"}


def test_no_row_is_told_that_the_history_of_its_kind_does_not_tell(db, douane):
    person = factories.account(Right.MANAGEMENT)
    records.edit(Risk.objects.get(code="RSK-012"), confidential=True, reason="Secret", by=BY, at=later(1))
    reader = Register.now(actor_of(person, ON), ON)
    told = Counter(kind for kind, _version in Changes(reader, Wanted()).every())
    expected = {kind: visible_to(reader.actor, kind.versions()).count() for kind in explore.kinds(reader)}
    assert told == Counter({kind: count for kind, count in expected.items() if count})


@pytest.mark.parametrize("right", Right.values)
def test_accounts_and_rights_are_told_to_who_checks_or_keeps_them(db, right):
    reader = Register.now(actor_of(factories.account(right), ON), ON)
    kinds = {key.kind for key in Changes(reader, Wanted()).keys(100)}
    assert bool(kinds & set(explore.OF_ACCOUNTS)) == (right in (Right.AUDITOR, Right.ADMINISTRATOR))


# --- the sample
def test_a_sample_is_the_lowest_hashes_of_seed_and_key(register):
    for _number in range(30):
        factories.risk()
    keys = list(models.LedgerEntry.objects.values_list("key", flat=True))
    drawn = draw(Changes(register, Wanted()), 7, "2026-11")
    assert drawn.population == len(keys)
    expected = sorted(keys, key=lambda key: sha256(f"2026-11:{key}".encode()).digest())[:7]
    assert [version for _kind, version in drawn.drawn] == expected
    assert draw(Changes(register, Wanted()), 3, "2026-11").drawn == drawn.drawn[:3]
    assert draw(Changes(register, Wanted()), 7, "2026-12").drawn != drawn.drawn


def test_a_sample_of_more_than_there_is_is_all_of_it(register):
    factories.risk()
    drawn = draw(Changes(register, Wanted(kind="risk")), 500, "x")
    assert (len(drawn.drawn), drawn.population) == (1, 1)
    assert draw(Changes(register, Wanted(kind="plan")), 5, "x").drawn == []


def test_every_change_is_drawn_about_as_often(register, monkeypatch):
    versions_of_it = [UUID(int=random.Random(7).getrandbits(128) + number) for number in range(20)]
    changes = Changes(register, Wanted())
    monkeypatch.setattr(changes, "every", lambda: ((Risk, version) for version in versions_of_it))
    count = Counter(version for seed in range(2000) for _kind, version in draw(changes, 5, str(seed)).drawn)
    assert set(count) == set(versions_of_it)
    assert max(count.values()) < 600
    assert min(count.values()) > 400


# --- cost
def test_pages_cost_the_same_few_queries_however_many_rows(register):
    asked = []
    for count in (3, 30):
        while Risk.objects.count() < count:
            factories.assessed_risk()
        with CaptureQueriesContext(connection) as queries:
            read(register, [key for act in Changes(register, Wanted()).page().acts for key in act])
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 4

"""The report of a month: drafted by one, put forward, sealed by another, corrected by a next edition."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from riskreg import models
from riskreg.services import periods, reports
from riskreg.vocabulary.errors import NotAllowed, RuleBroken, Stale
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, later

pytestmark = pytest.mark.django_db
NOVEMBER = Month(2026, 11)
MADE = reports.Edition("{}\n", {"pdf": b"%PDF", "json": b"{}"}, {"open_findings": 3}, 12, "ab" * 32)


def refuses(code: str) -> Any:
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


@pytest.fixture
def officer() -> Any:
    return factories.person("officer")


@pytest.fixture
def management() -> Any:
    return factories.person("management")


@pytest.fixture
def reviewed() -> models.ReportingPeriod:
    period = periods.open_month(NOVEMBER, by=BY, at=AT)
    return periods.review(period, reason="early", by=BY, at=later(minutes=1))


def drafted(period: models.ReportingPeriod, by: Any, **more: Any) -> models.ReportDraft:
    return reports.draft(period, headline="Words", language="en", by=by, at=later(minutes=2), **more)


def ready(period: models.ReportingPeriod, by: Any) -> models.ReportDraft:
    return reports.put_forward(drafted(period, by), by=by, at=later(minutes=3))


def sealed(period: models.ReportingPeriod, officer: Any, management: Any, minutes: int = 4) -> Any:
    return reports.seal(ready(period, officer), MADE, by=management, at=later(minutes=minutes))


def test_an_officer_drafts_and_nobody_else(reviewed: Any, officer: Any):
    assert drafted(reviewed, officer).headline == "Words"
    for right in ("owner", "auditor", "management", "administrator"):
        with pytest.raises(NotAllowed):
            drafted(reviewed, factories.person(right))


def test_words_written_over_somebody_elses_are_refused(reviewed: Any, officer: Any):
    first = drafted(reviewed, officer)
    reports.draft(reviewed, headline="Other", language="en", by=officer, at=later(minutes=3), rev=first.rev)
    with refuses("rev"):
        reports.draft(reviewed, headline="Mine", language="en", by=officer, at=later(minutes=4), rev=first.rev)


def test_an_open_month_is_drafted_but_not_put_forward(officer: Any):
    period = periods.open_month(NOVEMBER, by=BY, at=AT)
    with refuses("period"):
        reports.put_forward(drafted(period, officer), by=officer, at=later(minutes=3))


def test_what_is_missing_is_settled_or_reasoned(reviewed: Any, officer: Any):
    draft = drafted(reviewed, officer)
    with pytest.raises(RuleBroken, match="1 question"):
        reports.put_forward(draft, missing=("1 question waits",), by=officer, at=later(minutes=3))
    reports.put_forward(draft, missing=("1 question waits",), reason="it is holiday", by=officer, at=later(minutes=3))
    assert draft.is_ready


def test_other_words_take_it_back(reviewed: Any, officer: Any):
    draft = ready(reviewed, officer)
    reports.draft(reviewed, headline="Other", language="en", by=officer, at=later(minutes=4))
    draft.refresh_from_db()
    assert not draft.is_ready


def test_opening_the_month_again_takes_it_back(reviewed: Any, officer: Any):
    draft = ready(reviewed, officer)
    periods.reopen(reviewed, reason="more came in", by=officer, at=later(minutes=4))
    draft.refresh_from_db()
    assert not draft.is_ready


def test_management_seals_and_the_month_is_closed(reviewed: Any, officer: Any, management: Any):
    edition = sealed(reviewed, officer, management)
    reviewed.refresh_from_db()
    assert (reviewed.state, edition.edition, edition.code) == ("sealed", 1, "2026-11-E01")
    assert edition.sha256 == reports.digest(b"{}\n")
    assert edition.files == {"json": reports.digest(b"{}"), "pdf": reports.digest(b"%PDF")}
    assert (edition.drafted_by, edition.sealed_by) == (officer.id, management.id)
    assert [bytes(one.content) for one in models.ReportFile.objects.all()] == [b"{}", b"%PDF"]


def test_who_wrote_in_the_draft_does_not_seal_it(reviewed: Any):
    both = factories.person("officer", "management")
    draft = ready(reviewed, both)
    with refuses("two_keys"):
        reports.seal(draft, MADE, by=both, at=later(minutes=4))


def test_nor_who_wrote_in_it_before_somebody_else_did(reviewed: Any, officer: Any):
    both = factories.person("officer", "management")
    drafted(reviewed, both)
    draft = reports.draft(reviewed, headline="Other", language="en", by=officer, at=later(minutes=3))
    reports.put_forward(draft, by=officer, at=later(minutes=4))
    with refuses("two_keys"):
        reports.seal(draft, MADE, by=both, at=later(minutes=5))


def test_only_management_seals(reviewed: Any, officer: Any):
    draft = ready(reviewed, officer)
    for right in ("officer", "owner", "auditor", "administrator"):
        with pytest.raises(NotAllowed):
            reports.seal(draft, MADE, by=factories.person(right), at=later(minutes=4))


def test_a_draft_that_was_not_put_forward_is_not_sealed(reviewed: Any, officer: Any, management: Any):
    with refuses("is_ready"):
        reports.seal(drafted(reviewed, officer), MADE, by=management, at=later(minutes=4))


def test_a_draft_that_changed_since_it_was_read_is_not_sealed(reviewed: Any, officer: Any, management: Any):
    draft = ready(reviewed, officer)
    with pytest.raises(Stale):
        reports.seal(draft, MADE, by=management, at=later(minutes=4), rev=draft.rev - 1)


def test_nothing_is_sealed_when_something_came_open_since(reviewed: Any, officer: Any, management: Any):
    draft = ready(reviewed, officer)
    late = reports.Edition(MADE.data, MADE.files, MADE.figures, 12, "", missing=("1 question waits",))
    with refuses("reason"):
        reports.seal(draft, late, by=management, at=later(minutes=4))


def test_nothing_is_kept_when_the_words_changed_meanwhile(reviewed: Any, officer: Any, management: Any):
    draft = ready(reviewed, officer)
    with refuses("rev"):
        reports.seal(draft, MADE, by=management, at=later(minutes=4), is_unchanged=lambda: False)
    reviewed.refresh_from_db()
    assert (reviewed.state, models.PublishedReport.objects.count(), models.ReportFile.objects.count()) == (
        "in_review", 0, 0,
    )  # fmt: skip


def test_a_month_is_sealed_once(reviewed: Any, officer: Any, management: Any):
    draft = ready(reviewed, officer)
    reports.seal(draft, MADE, by=management, at=later(minutes=4))
    with refuses("sealed"):
        reports.seal(draft, MADE, by=management, at=later(minutes=5))


def test_a_sealed_month_takes_words_only_by_a_correction(reviewed: Any, officer: Any, management: Any):
    sealed(reviewed, officer, management)
    reviewed.refresh_from_db()
    with refuses("period"):
        drafted(reviewed, officer)
    with refuses("reason"):
        reports.correct(reviewed, reason=" ", by=officer, at=later(minutes=5))
    begun = reports.correct(reviewed, reason="a figure was mistyped", by=officer, at=later(minutes=6))
    assert (begun.edition, begun.headline, begun.cut_off) == (2, "Words", later(minutes=6))
    with refuses("period"):
        reports.correct(reviewed, reason="again", by=officer, at=later(minutes=7))


def test_the_second_edition_links_to_the_first_and_moves_the_cut_off(reviewed: Any, officer: Any, management: Any):
    first = sealed(reviewed, officer, management)
    reviewed.refresh_from_db()
    begun = reports.correct(reviewed, reason="a figure was mistyped", by=officer, at=later(minutes=6))
    reports.put_forward(begun, by=officer, at=later(minutes=7))
    second = reports.seal(begun, MADE, by=management, at=later(minutes=8))
    reviewed.refresh_from_db()
    assert (second.edition, second.corrects, second.reason) == (2, first, "a figure was mistyped")
    assert reviewed.cut_off == later(minutes=7)
    assert reports.latest(reviewed) == second


def test_no_correction_once_the_next_month_is_cut_off(reviewed: Any, officer: Any, management: Any):
    sealed(reviewed, officer, management)
    reviewed.refresh_from_db()
    december = periods.open_month(NOVEMBER.next, by=BY, at=later(days=25))
    periods.review(december, reason="early", by=BY, at=later(days=26))
    with refuses("period"):
        reports.correct(reviewed, reason="too late", by=officer, at=later(days=27))


def cut_off_december() -> None:
    december = periods.open_month(NOVEMBER.next, by=BY, at=later(days=25))
    periods.review(december, reason="early", by=BY, at=later(days=26))


def test_a_correction_that_was_put_forward_in_time_is_sealed_after_the_next_cut_off(
    reviewed: Any, officer: Any, management: Any
):
    sealed(reviewed, officer, management)
    reviewed.refresh_from_db()
    begun = reports.correct(reviewed, reason="a figure was mistyped", by=officer, at=later(minutes=6))
    reports.put_forward(begun, by=officer, at=later(minutes=7))
    cut_off_december()
    assert reports.seal(begun, MADE, by=management, at=later(days=27)).edition == 2


def test_a_correction_that_comes_too_late_is_given_up(reviewed: Any, officer: Any, management: Any):
    first = sealed(reviewed, officer, management)
    reviewed.refresh_from_db()
    begun = reports.correct(reviewed, reason="a figure was mistyped", by=officer, at=later(minutes=6))
    cut_off_december()
    with refuses("period"):
        reports.put_forward(begun, by=officer, at=later(days=27))
    with refuses("reason"):
        reports.give_up(begun, reason=" ", by=officer, at=later(days=27))
    reports.give_up(begun, reason="December tells it", by=officer, at=later(days=28))
    assert (reports.open_draft(reviewed), reports.latest(reviewed)) == (None, first)


def test_a_correction_that_was_given_up_can_begin_anew(reviewed: Any, officer: Any, management: Any):
    sealed(reviewed, officer, management)
    reviewed.refresh_from_db()
    begun = reports.correct(reviewed, reason="a figure was mistyped", by=officer, at=later(minutes=6))
    reports.give_up(begun, reason="it was right", by=officer, at=later(minutes=7))
    again = reports.correct(reviewed, reason="another figure", by=officer, at=later(minutes=8))
    assert (again.edition, again.reason, again.withdrawn, again.pk) == (2, "another figure", False, begun.pk)


def test_the_first_edition_is_not_given_up(reviewed: Any, officer: Any):
    with refuses("period"):
        reports.give_up(drafted(reviewed, officer), reason="no", by=officer, at=later(minutes=7))


def test_a_report_that_cannot_be_put_forward_leaves_no_draft_behind(reviewed: Any, officer: Any):
    told: dict[str, Any] = {"language": "en", "by": officer, "at": later(minutes=5)}
    with refuses("reason"):
        reports.begin_and_put_forward(reviewed, missing=("2 questions",), **told)
    assert reports.open_draft(reviewed) is None
    assert reports.begin_and_put_forward(reviewed, missing=("2 questions",), reason="known", **told).is_ready


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE riskreg_publishedreport SET data = 'x'",
        "UPDATE riskreg_publishedreport SET sha256 = 'x', rev = rev + 1",
        "DELETE FROM riskreg_publishedreport",
        "UPDATE riskreg_reportfile SET format = 'x'",
        "DELETE FROM riskreg_reportfile",
    ],
)
def test_the_database_keeps_what_is_sealed(reviewed: Any, officer: Any, management: Any, statement: str):
    sealed(reviewed, officer, management)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

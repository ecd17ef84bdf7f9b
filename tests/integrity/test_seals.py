"""A sealed edition that was altered behind the product's back is named by every check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from riskreg.apps import lift_guards
from riskreg.integrity import seals, verify
from riskreg.services import periods, reports
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, later
from tests.integrity.ways import forgetting_what_a_replacement_deletes

pytestmark = pytest.mark.django_db
FILES = {"pdf": b"%PDF", "json": b"{}"}


@pytest.fixture
def edition() -> Any:
    period = periods.open_month(Month(2026, 11), by=BY, at=AT)
    periods.review(period, reason="early", by=BY, at=later(minutes=1))
    officer = factories.person("officer")
    draft = reports.draft(period, headline="", language="en", by=officer, at=later(minutes=2))
    reports.put_forward(draft, by=officer, at=later(minutes=3))
    made = reports.Edition('{"a": 1}\n', FILES, {}, 0, "")
    return reports.seal(draft, made, by=factories.person("management"), at=later(minutes=4))


def run(statement: str) -> Callable[[], None]:
    def alter() -> None:
        lift_guards("default")
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return alter


ALTERATIONS = {
    "data, SHA-256": run("UPDATE riskreg_publishedreport SET data = '{\"a\": 2}'"),
    "file pdf, SHA-256": run("UPDATE riskreg_reportfile SET content = 'x' WHERE format = 'pdf'"),
    "file json": run("DELETE FROM riskreg_reportfile WHERE format = 'json'"),
    "file docx": run(
        "INSERT INTO riskreg_reportfile (report_id, format, content)"
        " SELECT id, 'docx', 'x' FROM riskreg_publishedreport"
    ),
}


def test_an_untouched_edition_is_whole(edition: Any):
    assert list(seals.broken()) == []
    assert list(seals.broken(edition)) == []


@pytest.mark.parametrize("part", ALTERATIONS)
def test_an_altered_part_is_named(edition: Any, part: str):
    ALTERATIONS[part]()
    assert [(one.record, one.field) for one in seals.broken()] == [("2026-11-E01", part)]
    assert [str(one) for one in verify.check().alterations if part in str(one)]


def test_a_log_other_than_the_printed_one_is_named(edition: Any):
    run("UPDATE riskreg_publishedreport SET log_size = 1, log_root = '00'")()
    found = verify.check().alterations
    assert any(one.field == "root" and one.expected == "00" for one in found)


def test_an_edition_sealed_by_its_drafter_is_named(edition: Any):
    drafter = edition.drafted_by
    run(f"UPDATE riskreg_historicalpublishedreport SET history_user_id = '{drafter}'")()
    assert any("sealed what they drafted" in one.found for one in verify.check().alterations)


@pytest.mark.sqlite_only
def test_a_file_is_not_replaced_by_another_of_its_format(edition: Any) -> None:
    statement = "INSERT OR REPLACE INTO riskreg_reportfile (report_id, format, content) VALUES (%s, 'pdf', 'x')"
    refused = pytest.raises(IntegrityError, match="riskreg_reportfile is append-only")
    with forgetting_what_a_replacement_deletes(), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [edition.pk])

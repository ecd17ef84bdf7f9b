"""How the mails put it: enumerations as people write them, and illustrative records marked outside the pages too."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import override

from riskreg.notify import months, one_page
from riskreg.notify.notices import item
from riskreg.reporting.document_base import Ref
from riskreg.vocabulary.choices import Basis
from tests import factories


def owed(*nouns: str) -> list[Any]:
    return [SimpleNamespace(noun=noun) for noun in nouns]


@pytest.mark.parametrize(
    ("nouns", "english", "dutch"),
    [
        (["milestone"], "1 milestone", "1 mijlpaal"),
        (["milestone"] * 5 + ["indicator"] * 2, "5 milestones and 2 indicators", "5 mijlpalen en 2 indicatoren"),
        (
            ["risk", "measure", "milestone"],
            "1 milestone, 1 risk and 1 measure",
            "1 mijlpaal, 1 risico en 1 maatregel",
        ),
    ],
)
def test_what_is_owed_is_counted_as_in_a_sentence(nouns: list[str], english: str, dutch: str) -> None:
    with override("en"):
        assert months.counted(owed(*nouns)) == english
    with override("nl"):
        assert months.counted(owed(*nouns)) == dutch


@pytest.mark.django_db
@pytest.mark.parametrize(("basis", "title"), [(Basis.ILLUSTRATIVE, "Tested (example)"), (Basis.STATED, "Tested")])
def test_an_illustrative_record_is_marked_in_a_mail(basis: str, title: str) -> None:
    assert item(factories.milestone(title="Tested", basis=basis), "milestone").title == title
    assert one_page._item(Ref("MS-1", "Tested", "/milestones/MS-1/", str(basis)), "late").title == title

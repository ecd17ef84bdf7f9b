"""A value that somebody changed is no example any more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from riskreg import models
from riskreg.access import Load
from riskreg.services import records, risks
from tests import factories
from tests.factories import AT, BY, later

pytestmark = pytest.mark.django_db

MARKS = {"owner": "illustrative", "score": "illustrative", "analysis": "derived"}


def marked(**values: Any) -> models.Risk:
    return factories.risk(basis_by_field=MARKS, **values)


def test_a_new_owner_is_no_example():
    risk = records.edit(marked(), owner=factories.role(), by=BY, at=later(days=1), reason="hired")
    stored = models.Risk.objects.get(pk=risk.pk)
    assert stored.basis_by_field == {"score": "illustrative", "analysis": "derived"}
    assert models.Risk.versions().filter(id=risk.pk, rev=2).get().basis_by_field == stored.basis_by_field


def test_a_judgement_ends_the_mark_of_the_score_also_when_the_score_stays():
    risk = marked()
    models.Risk.objects.get(pk=risk.pk)
    told: dict[str, Any] = {"kind": "current", "likelihood": 3, "impact": 4, "by": BY, "reason": "judged"}
    risks.assess(risk, at=AT, **told)
    assert "score" not in risk.basis_by_field


def test_other_fields_keep_their_marks():
    risk = records.edit(marked(), title="Other", by=BY, at=later(days=1))
    assert risk.basis_by_field == MARKS


def test_part_of_the_analysis_is_the_analysis():
    assert "analysis" not in records.edit(marked(), cause="Other", by=BY, at=later(days=1)).basis_by_field


def test_where_the_whole_record_is_an_example_the_field_says_that_it_is_stated():
    risk = records.edit(marked(basis="illustrative"), owner=factories.role(), by=BY, at=later(days=1))
    assert (risk.basis, risk.basis_by_field) == ("illustrative", {**MARKS, "owner": "stated"})


def test_a_load_says_itself_how_it_knows():
    load = replace(BY, provenance=Load(recorded_at=later(days=2)))
    assert records.edit(marked(), owner=factories.role(), by=load, at=later(days=1)).basis_by_field == MARKS

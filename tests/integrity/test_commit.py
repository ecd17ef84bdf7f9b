"""What COMMIT itself refuses: a record whose head is no version of it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.integrity.ways import WAYS, content, keep


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["sql_update_with_an_invented_head", "bulk_create", "sql_insert_without_history"])
def test_a_head_without_history_is_refused_by_commit_itself(name: str):
    kept = keep()
    before = content()
    with pytest.raises(IntegrityError), transaction.atomic():
        WAYS[name](kept)
    assert content() == before

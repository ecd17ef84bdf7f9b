"""The number of queries of each list and page of the admin, recorded, and the same however many rows there are."""

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType

from riskreg import models
from tests.admin.test_pages import address
from tests.web.query_counts import counted, recorded

COUNTED = (
    models.Risk, models.Measure, models.Finding, models.Plan, models.Milestone, models.Indicator, models.Commitment,
    models.Decision, models.RiskFinding, models.FindingRating, models.ProgressUpdate, models.Role,
)  # fmt: skip


@pytest.mark.parametrize("kind", COUNTED, ids=lambda kind: kind.__name__)
def test_queries_of_a_list_do_not_grow_with_its_rows(kind, door, monkeypatch):
    client = door("officer")
    # Django asks for a kind's number once a process; that is no query of the page.
    ContentType.objects.get_for_model(kind)
    name = f"admin {kind._meta.model_name}"
    counts = {}
    for size in (3, 30):
        monkeypatch.setattr(admin.site._registry[kind], "list_per_page", size)
        response, queries = counted(client, address(kind, "changelist"))
        rows = list(response.context["cl"].result_list)
        assert len(rows) == min(size, kind.objects.count())
        counts[size] = queries
    assert len(counts[3]) == len(counts[30]), "\n".join(counts[30])
    recorded(f"{name} list", counts[30])
    _response, queries = counted(client, address(kind, "change", rows[0].pk))
    recorded(name, queries)

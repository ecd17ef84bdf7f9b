"""Rule 8: every record model keeps its history, and the database guards both."""

import pytest
from django.apps import apps
from django.db import connection

from riskreg.models.base import Tracked
from tests.house.source import told

TRACKED = sorted(
    (model for model in apps.get_app_config("riskreg").get_models() if issubclass(model, Tracked)),
    key=lambda model: model.__name__,
)
TRIGGERS = {
    "sqlite": "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND upper(sql) LIKE %s",
    "postgresql": (
        "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgenabled <> 'D' AND upper(pg_get_triggerdef(oid)) LIKE %s"
    ),
}


def guarded(event: str) -> set[str]:
    """The tables with a trigger on an event, as the database itself tells."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor], [f"%{event}%"])
        return {name.strip('"') for (name,) in cursor.fetchall()}


def test_there_are_records():
    assert TRACKED


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model.__name__)
def test_record_has_history_and_head(model):
    assert model.history.model._meta.db_table != model._meta.db_table
    head = model._meta.get_field("head")
    assert head.related_model is model.history.model
    assert not head.null


@pytest.mark.parametrize("event", ["INSERT", "UPDATE", "DELETE"])
def test_record_and_history_are_guarded(db, event):
    there = guarded(event)
    tables = [table for model in TRACKED for table in (model._meta.db_table, model.history.model._meta.db_table)]
    told(f"riskreg/models: no guard on {event} of {table}" for table in tables if table not in there)


def test_scanner_can_fail(db):
    assert "django_session" not in guarded("DELETE")

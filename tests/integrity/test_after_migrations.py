"""Guards stand again after a migration that rebuilds a table; a migration that leaves history behind fails."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.db.models import ProtectedError

from riskreg import migrations as real
from riskreg.apps import HistoryDisagrees, lift_guards, restore_guards
from riskreg.integrity import agreement, guards
from riskreg.models import Plan
from riskreg.models.base import UnrecordedWrite
from tests.integrity.attacks import ATTACKS, strike
from tests.integrity.ways import WAYS, Kept, attempt, content, keep

REFUSALS = (IntegrityError, UnrecordedWrite, ProtectedError)
REBUILD = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("riskreg", "{last}")]
    operations = [
        migrations.AlterField(table, "title", models.CharField(max_length=300, null=True))
        for table in ("plan", "historicalplan", "finding", "historicalfinding")
    ] + [migrations.AlterField("user", "username", models.CharField(max_length=90, unique=True))]
"""
UNRECORDED = """
from django.db import migrations

def write(apps, schema_editor):
    apps.get_model("riskreg", "Plan").objects.update(title="Written by a migration")

class Migration(migrations.Migration):
    dependencies = [("riskreg", "{last}")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
"""
REAL = sorted(path.stem for path in Path(real.__file__).parent.glob("[0-9]*.py"))
COPY = 'from importlib import import_module\nMigration = import_module("riskreg.migrations.{name}").Migration\n'


@pytest.fixture
def migrations(tmp_path: Path, settings: Any) -> Iterator[Any]:
    """Gives a function that puts one throw-away migration after the real ones."""
    folder = tmp_path / "throwaway_migrations"

    def put(name: str, text: str) -> None:
        folder.mkdir()
        (folder / "__init__.py").write_text("")
        for one in REAL:
            (folder / f"{one}.py").write_text(COPY.format(name=one))
        (folder / f"{name}.py").write_text(text.replace("{last}", REAL[-1]))
        settings.MIGRATION_MODULES = {"riskreg": "throwaway_migrations"}

    sys.path.insert(0, str(tmp_path))
    yield put
    sys.path.remove(str(tmp_path))
    for name in [name for name in sys.modules if name.startswith("throwaway_migrations")]:
        del sys.modules[name]


def every_way_is_refused(kept: Kept) -> None:
    before = content()
    for name in WAYS:
        with pytest.raises(REFUSALS):
            attempt(name, kept)
    for name in ATTACKS:
        with pytest.raises(REFUSALS):
            strike(name, kept)
        assert content() == before, name


@pytest.mark.django_db(transaction=True)
def test_every_way_is_refused_again_after_a_migration_that_rebuilds_tables(migrations: Any):
    kept = keep()
    migrations("0099_rebuild", REBUILD)
    before = content()
    call_command("migrate", "riskreg", verbosity=0)
    try:
        assert content() == before
        assert guards.problems() == []
        every_way_is_refused(kept)
    finally:
        call_command("migrate", "riskreg", REAL[-1], verbosity=0)
    assert guards.problems() == []
    every_way_is_refused(kept)


@pytest.mark.django_db(transaction=True)
def test_a_data_migration_that_leaves_history_behind_makes_migrate_fail(migrations: Any):
    kept = keep()
    plan = Plan.objects.get(pk=kept.plan)
    migrations("0099_unrecorded", UNRECORDED)
    with pytest.raises(HistoryDisagrees, match=f"riskreg_plan {plan.code}: title is 'Written by a migration'"):
        call_command("migrate", "riskreg", verbosity=0)
    assert [one.field for one in agreement.disagreements()] == ["title"]
    # The guards stay away, which the system check reports, until the records agree again.
    assert guards.problems()
    Plan.objects.filter(pk=kept.plan).update(title=plan.title)
    call_command("migrate", "riskreg", REAL[-1], verbosity=0)
    assert guards.problems() == []


def test_restoring_names_record_and_field(db: None):
    kept = keep()
    lift_guards("default")
    Plan.objects.filter(pk=kept.plan).update(main_plan=True)
    with pytest.raises(HistoryDisagrees, match="main_plan is"):
        restore_guards("default")


def test_a_register_without_tables_needs_no_guards(db: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guards, "has_tables", lambda using: False)
    lift_guards("default")
    restore_guards("default")
    assert all(problem.endswith("missing") for problem in guards.problems())

"""Rule 5: migrations are named, linear, reversible, and say all that the models say."""

import re

from django.apps import apps
from django.db.migrations import RunPython
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.house.source import APP, told

FILES = sorted((APP / "migrations").glob("[0-9]*.py"))
NAMED = re.compile(r"(\d{4})_(?!auto_|.*_and_more)[a-z][a-z0-9_]*$")


def unnamed(names: list[str]) -> list[str]:
    """Names that tell nothing, or whose numbers are not 1, 2, 3, ..."""
    found = []
    for number, name in enumerate(names, start=1):
        match = NAMED.match(name)
        if not match or int(match[1]) != number:
            found.append(f"riskreg/migrations/{name}.py:1: expected {number:04d}_<what it does>")
    return found


def one_way(operations: list) -> list[str]:
    return [str(operation) for operation in operations if not operation.reversible]


def test_migrations_are_named_and_numbered():
    told(unnamed([path.stem for path in FILES]))


def test_one_leaf():
    assert len(MigrationLoader(None).graph.leaf_nodes("riskreg")) == 1


def test_every_step_can_be_taken_back():
    migrations = MigrationLoader(None).disk_migrations
    ours = [(name, migrations[app, name]) for app, name in sorted(migrations) if app == "riskreg"]
    told(
        f"riskreg/migrations/{name}.py:1: {step} cannot be reversed"
        for name, migration in ours
        for step in one_way(migration.operations)
    )


def test_models_and_migrations_agree():
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    missing = detector.changes(graph=loader.graph).get("riskreg", [])
    told(f"riskreg/models: no migration for: {step.describe()}" for one in missing for step in one.operations)


def test_scanners_can_fail():
    assert len(unnamed(["0001_the_register", "0002_auto_20261124_0900", "0004_roles", "0004_risk_code_and_more"])) == 3
    assert one_way([RunPython(print)])
    assert not one_way([RunPython(print, RunPython.noop)])

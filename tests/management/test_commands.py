"""The commands a stranger types: demo and export."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from riskreg.management.commands import demo
from riskreg.models import Risk, RoleAssignment, User
from tests.oracle.register import load, register_on


@pytest.mark.parametrize("day", ["2022-12-31", "2024-12-31", "2025-08-15", "2026-10-31"])
def test_the_export_is_what_the_rules_say(douane: Any, tmp_path: Path, day: str, settings: Any) -> None:
    settings.DEMO_DAY = date(2026, 11, 22)
    output = tmp_path / "register.json"
    call_command("export_register", as_of=day, output=output)
    expected = register_on(load(douane.folder), date.fromisoformat(day))
    assert json.loads(output.read_text(encoding="utf-8")) == expected


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"as_of": "2024-02-31"}, "does not exist"),
        ({"as_of": "2999-01-01"}, "lies after today"),
        ({"as_of": "2024-01-01", "output": Path("/nowhere/at/all.json")}, "cannot be written"),
    ],
)
def test_a_wrong_argument_ends_in_2_with_a_sentence(db: None, arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        call_command("export_register", **arguments)
    assert refused.value.returncode == 2


@pytest.fixture
def set_up(douane: Any, settings: Any) -> None:
    settings.DEMO_DAY = demo.DEMO_DAY
    demo.Command(stdout=StringIO()).set_up()


def test_the_demo_has_one_account_a_role_and_the_owner_fills_a_role(set_up: None) -> None:
    assert sorted(User.objects.values_list("username", flat=True)) == [
        "administrator", "auditor", "management", "officer", "owner",
    ]  # fmt: skip
    filled = dict(RoleAssignment.objects.values_list("right", "role__code"))
    assert filled["owner"] == "ROL-DIR-IT"
    assert filled["auditor"] == "ROL-AUD-ADR"


def test_a_second_set_up_changes_nothing(set_up: None) -> None:
    before = list(Risk.objects.values_list("code", "rev"))
    demo.Command(stdout=StringIO()).set_up()
    assert list(Risk.objects.values_list("code", "rev")) == before
    assert User.objects.count() == 5


def test_two_risks_are_confidential_in_the_demo(set_up: None) -> None:
    assert list(Risk.objects.filter(confidential=True).values_list("code", flat=True)) == ["RSK-012", "RSK-027"]


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(CommandError, match="PORT is"):
        demo.Command(stdout=StringIO()).port()


def test_a_month_before_the_register_has_no_report(douane: Any) -> None:
    with pytest.raises(CommandError, match="holds nothing yet in 2019-01") as refused:
        call_command("monthly_report", "2019-01", format="json")
    assert refused.value.returncode == 2


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("audit_bundle", ["bundle.zip"]),
        ("checkpoint", []),
        ("export_register", []),
        ("monthly_report", ["2026-10"]),
        ("open_month", ["2026-11"]),
        ("rebuild", []),
        ("send_mail", []),
    ],
)
def test_without_a_register_a_command_says_so_and_makes_no_file(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, arguments: list[str]
) -> None:
    missing = tmp_path / "register.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(missing))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match="There is no register at") as refused:
        call_command(command, *arguments)
    assert refused.value.returncode == 2
    assert list(tmp_path.iterdir()) == []

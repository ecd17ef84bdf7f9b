"""The test bench itself: what must fail does fail."""

import datetime

import pytest
from django.db import connection
from django.template import engines
from django.template.loader import render_to_string

from riskreg.integrity import guards
from riskreg.models import User
from tests import factories
from tests.conftest import UndefinedVariable


def render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def test_undefined_variable_fails():
    with pytest.raises(UndefinedVariable, match="titel is not defined"):
        render("{{ titel }}")


def test_undefined_attribute_fails_even_with_a_filter():
    with pytest.raises(UndefinedVariable, match="titel"):
        render("{{ risk.titel|upper }}", risk={"title": "x"})


def test_defined_variable_and_question_whether_it_is_there_pass():
    assert render("{{ title }}{% if other %}!{% endif %}", title="x") == "x"


def test_templates_of_packages_stay_as_they_are():
    widget = {"attrs": {}, "name": "code"}
    assert 'type=""' in render_to_string("django/forms/widgets/input.html", {"widget": widget})


def test_naive_moment_fails(db):
    with pytest.raises(RuntimeWarning, match="naive"):
        list(User.objects.filter(last_login=datetime.datetime(2026, 1, 1)))  # noqa: DTZ001 - naive on purpose


@pytest.mark.sqlite_only
def test_sqlite_tests_run_on_a_file_with_the_settings_of_an_installation(db):
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert cursor.execute("PRAGMA foreign_keys").fetchone()[0] == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_commits_is_gone_after_it_and_the_guards_stand(time):
    assert not User.objects.exists()
    assert guards.problems() == []
    factories.account("officer")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mine (number integer)")


def test_guards_stand_in_an_ordinary_test(db):
    assert guards.problems() == []

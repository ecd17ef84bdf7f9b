"""The test bench's real register: whole for every test, untouched by the one before."""

import pytest
from django.db import connection

from riskreg.models import Finding, Risk, Unit
from tests.douane import Douane


def test_the_register_is_there(douane: Douane):
    assert douane.events == 1458
    assert Risk.objects.count() == 30


@pytest.mark.django_db
@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_writes_is_undone(douane: Douane, time):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mine (number integer)")
    assert Finding.objects.count() == 20


def test_other_tests_have_an_empty_register(db):
    assert not Unit.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_test_with_real_transactions_has_a_register_too(douane: Douane):
    assert Risk.objects.count() == 30


def test_the_register_is_still_there(douane: Douane):
    assert Risk.objects.count() == 30

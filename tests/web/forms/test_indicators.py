"""Forms on indicators: thresholds that fit, values of periods that exist."""

from __future__ import annotations

from decimal import Decimal

import pytest

from riskreg import models
from tests import factories as make
from tests.web.browsing import controls
from tests.web.forms.test_risks import labels, send
from tests.web.test_risks import text_of

pytestmark = pytest.mark.django_db
NEW = {
    "title": "Uptime", "kind": "KPI", "measure_unit": "percent", "direction": "higher_is_better", "frequency": "month",
}  # fmt: skip


def test_an_indicator_is_made_with_owner_and_thresholds(signed_in):
    client, owner = signed_in("officer"), make.role(name="Director of uptime")
    assert send(client, "/indicators/new/", **NEW, owner=owner.code, green="98,5", red="97").status_code == 302
    made = models.Indicator.objects.get(title="Uptime")
    assert (made.green, made.red, made.owner) == (Decimal("98.5"), Decimal(97), owner)
    for address in (f"/indicators/{made.code}/", "/indicators/"):
        assert "Director of uptime" in text_of(client.get(address))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"green": "90", "red": "95"}, "green"),
        ({"green": "95"}, "red"),
        ({"direction": "context", "green": "95", "red": "90"}, "green"),
        ({"green": "95,55555", "red": "1"}, "green"),
        ({"green": "NaN", "red": "1"}, "green"),
    ],
)
def test_thresholds_that_do_not_fit_are_told_at_the_field(signed_in, changed: dict[str, str], field: str):
    answer = send(signed_in("officer"), "/indicators/new/", **{**NEW, **changed})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not models.Indicator.objects.exists()


def test_a_value_is_recorded_by_its_owner(signed_in):
    indicator = make.indicator(owner=make.role(code="ROL-DIR-IT"))
    client, address = signed_in("owner"), f"/indicators/{indicator.code}/value/"
    assert "Record a value" in labels(client.get(f"/indicators/{indicator.code}/"))
    assert "For example 2026-11" in text_of(client.get(address))
    assert send(client, address, period="2026-10", actual="98,75").status_code == 302
    indicator.refresh_from_db()
    assert (indicator.period, indicator.actual) == ("2026-10", Decimal("98.75"))


def test_another_owner_is_not_offered_a_value(signed_in):
    indicator = make.indicator(owner=make.role())
    client = signed_in("owner")
    assert "Record a value" not in labels(client.get(f"/indicators/{indicator.code}/"))
    assert client.get(f"/indicators/{indicator.code}/value/").status_code == 403


@pytest.mark.parametrize("period", ["2026-13", "2026-Q3", "2026", "next month", "2026-12", ""])
def test_what_is_no_period_is_told_with_an_example(signed_in, period: str):
    indicator = make.indicator()
    answer = send(signed_in("officer"), f"/indicators/{indicator.code}/value/", period=period, actual="1")
    assert answer.status_code == 422
    assert "period" in answer.context["form"].errors


def test_a_correction_says_why(signed_in):
    indicator, client = make.indicator(), signed_in("officer")
    address = f"/indicators/{indicator.code}/value/"
    assert send(client, address, period="2026-10", actual="1").status_code == 302
    again = send(client, address, period="2026-10", actual="2")
    assert "reason" in again.context["form"].errors
    assert controls(again)["actual"] == "2"
    assert send(client, address, period="2026-10", actual="2", reason="counted again").status_code == 302


def test_an_indicator_is_confirmed_edited_and_withdrawn(signed_in):
    client, indicator, owner = signed_in("officer"), make.indicator(), make.role(name="Keeper of figures")
    address = f"/indicators/{indicator.code}/"
    assert send(client, f"{address}unchanged/", month="2026-11", note="Same").status_code == 302
    assert send(client, f"{address}edit/", owner=owner.code, reason="somebody gives it").status_code == 302
    page = text_of(client.get(address))
    assert "Keeper of figures" in page
    assert "Unchanged: Same" in page
    assert send(client, f"{address}withdraw/", reason="a double").status_code == 302


@pytest.mark.parametrize("typed", ["1_000", "1_0,5", "٣", "１２", "1e3", "Infinity"])
def test_a_value_is_plain_digits(signed_in, typed: str):
    indicator = make.indicator()
    address = f"/indicators/{indicator.code}/value/"
    answer = send(signed_in("officer"), address, period="2026-10", actual=typed)
    assert answer.status_code == 422
    assert "actual" in answer.context["form"].errors
    assert not models.IndicatorValue.objects.exists()
